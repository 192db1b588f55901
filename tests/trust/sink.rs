//! A mail server over real sockets that takes letters, or cuts the conversation where it hurts. What it took stands in a
//! log of its own: that log, not the daemon's database, says what was sent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use balintd::net::{MemoryMailbox, Postman, Server, SmtpPostman, SmtpSettings, SmtpTimeouts, TlsMode};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::school::{BALINT, name};

/// What the server does when it has heard the final dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDot {
    Answer,
    /// The connection ends without a word; the letter was taken, or was not.
    Cut {
        taken: bool,
    },
    /// The answer takes a moment, as a server's disk does.
    Slow,
    /// The answer comes after the client has given up.
    Late,
    /// The connection is reset (RST).
    Reset {
        taken: bool,
    },
}

/// How long the client waits for an answer here.
const PATIENCE: Duration = Duration::from_millis(60);
const TOO_LATE: Duration = Duration::from_millis(120);
const A_MOMENT: Duration = Duration::from_millis(40);

type Plan = Box<dyn FnMut(&str) -> AtDot + Send>;

/// Where the copies for our own mailbox go, with their number.
type Filing = Box<dyn Fn(Vec<u8>, usize) + Send + Sync>;

/// A letter that was taken: for whom, and its bytes.
type Taken = (String, Vec<u8>);

pub struct Sink {
    pub port: u16,
    taken: Arc<Mutex<Vec<Taken>>>,
    task: JoinHandle<()>,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Sink {
    /// Starts it. `plan` says for each letter, by its Message-ID, what happens at its final dot; a copy of what was taken
    /// goes to our own mailbox, where the envelope asks for one.
    pub async fn start(mailbox: MemoryMailbox, plan: impl FnMut(&str) -> AtDot + Send + 'static) -> Self {
        let file = move |raw, _| {
            mailbox.deliver(raw, 0);
        };
        Self::filing(file, plan).await
    }

    /// The same, with another way to our own mailbox.
    pub async fn filing(
        file: impl Fn(Vec<u8>, usize) + Send + Sync + 'static,
        plan: impl FnMut(&str) -> AtDot + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let taken: Arc<Mutex<Vec<Taken>>> = Arc::default();
        let file: Arc<Filing> = Arc::new(Box::new(file));
        let plan: Arc<Mutex<Plan>> = Arc::new(Mutex::new(Box::new(plan)));
        let log = Arc::clone(&taken);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&log), Arc::clone(&plan), Arc::clone(&file)));
            }
        });
        Self { port, taken, task }
    }

    pub fn postman(&self) -> Postman {
        let timeouts = SmtpTimeouts { final_dot: PATIENCE, ..SmtpTimeouts::default() };
        let server = Server { host: "127.0.0.1".to_owned(), port: self.port, tls: TlsMode::None, ca_file: None };
        let hello_name = Some("balint.example".to_owned());
        let settings =
            SmtpSettings { server, credentials: None, hello_name, timeouts, idle_max: Duration::from_secs(5) };
        Postman::Smtp(Box::new(SmtpPostman::new(settings).expect("loopback settings")))
    }

    /// How often each letter was taken, by Message-ID.
    pub fn taken(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (_, raw) in self.taken.lock().expect("a log").iter() {
            *counts.entry(message_id(raw)).or_insert(0) += 1;
        }
        counts
    }

    /// The Message-IDs of the letters that were taken, but for those to ourselves.
    pub fn for_people(&self) -> Vec<String> {
        let taken = self.taken.lock().expect("a log");
        taken.iter().filter(|(to, _)| to != BALINT).map(|(_, raw)| message_id(raw)).collect()
    }

    /// How many letters were taken.
    pub fn count(&self) -> usize {
        self.taken.lock().expect("a log").len()
    }

    /// Who was sent what, how often, as `tom reminder`; none to ourselves.
    pub fn lines(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (to, raw) in self.taken.lock().expect("a log").iter().filter(|(to, _)| to != BALINT) {
            let text = String::from_utf8_lossy(raw);
            let kind = text.lines().find_map(|line| line.strip_prefix("X-Balintd: ")).unwrap_or_default();
            *counts.entry(format!("{} {kind}", name(to))).or_insert(0) += 1;
        }
        counts
    }
}

async fn serve(
    stream: TcpStream,
    log: Arc<Mutex<Vec<Taken>>>,
    plan: Arc<Mutex<Plan>>,
    file: Arc<Filing>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink.example\r\n").await.ok()?;
    let (mut wants_copy, mut to) = (false, String::new());
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|&count| count > 0)?;
        let verb = line.split([' ', ':']).next()?.trim().to_ascii_uppercase();
        match verb.as_str() {
            "MAIL" => (wants_copy, to) = (false, String::new()),
            "RCPT" if to.is_empty() => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                wants_copy = to == BALINT;
            }
            "RCPT" => wants_copy |= line.contains(BALINT),
            _ => {}
        }
        if verb != "DATA" {
            let answer: &[u8] = if verb == "EHLO" { b"250-sink.example\r\n250 8BITMIME\r\n" } else { b"250 ok\r\n" };
            stream.write_all(answer).await.ok()?;
            continue;
        }
        stream.write_all(b"354 go on\r\n").await.ok()?;
        let letter = read_letter(&mut stream).await?;
        let id = message_id(&letter);
        let act = (plan.lock().expect("a plan"))(&id);
        if !matches!(act, AtDot::Cut { taken: false } | AtDot::Reset { taken: false }) {
            let mut log = log.lock().expect("a log");
            log.push((to.clone(), letter.clone()));
            if wants_copy {
                file(letter, log.len());
            }
        }
        match act {
            AtDot::Slow => {
                tokio::time::sleep(A_MOMENT).await;
                stream.write_all(b"250 2.0.0 taken\r\n").await.ok()?;
            }
            AtDot::Answer => stream.write_all(b"250 2.0.0 taken\r\n").await.ok()?,
            AtDot::Cut { .. } => return None,
            AtDot::Reset { .. } => {
                let stream = stream.into_inner();
                let _ = stream.set_zero_linger();
                return None;
            }
            AtDot::Late => {
                tokio::time::sleep(TOO_LATE).await;
                let _ = stream.write_all(b"250 2.0.0 taken, if late\r\n").await;
                return None;
            }
        }
    }
}

async fn read_letter(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut letter = Vec::new();
    while !letter.ends_with(b"\r\n.\r\n") {
        letter.push(stream.read_u8().await.ok()?);
    }
    letter.truncate(letter.len() - 3);
    Some(letter)
}

fn message_id(letter: &[u8]) -> String {
    let text = String::from_utf8_lossy(letter);
    let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap_or_default();
    id.trim_end_matches('>').to_owned()
}
