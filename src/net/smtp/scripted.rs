//! An SMTP server that follows a script, for the tests: ordinary but for the steps at which it is told not to be.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::super::{Server, TlsMode};
use super::{SmtpPostman, SmtpSettings, SmtpTimeouts};

/// What the server does at the step that is out of the ordinary.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Say(&'static str),
    /// Says nothing more and reads nothing more.
    Stall,
    HangUp,
    /// Answers as usual and hangs up after it.
    LastWord(&'static str),
}

pub(super) struct Scripted {
    pub(super) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    pub(super) letters: Arc<Mutex<Vec<Vec<u8>>>>,
    task: JoinHandle<()>,
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Scripted {
    /// A server that is ordinary save for these steps, each of which is met once.
    pub(super) async fn start(odd: &[(&'static str, Act)]) -> Scripted {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (heard, letters) = (Arc::default(), Arc::default());
        let script = Arc::new(Mutex::new(odd.to_vec()));
        let (ears, basket) = (Arc::clone(&heard), Arc::clone(&letters));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&ears), Arc::clone(&basket)));
            }
        });
        Scripted { port, heard, letters, task }
    }

    pub(super) fn heard(&self) -> String {
        self.heard.lock().unwrap().join(" ")
    }

    pub(super) fn postman(&self) -> SmtpPostman {
        SmtpPostman::new(settings(self.port)).unwrap()
    }

    pub(super) fn postman_with_password(&self) -> SmtpPostman {
        let credentials = Some(("balint".to_owned(), SecretString::from("secret")));
        SmtpPostman::new(SmtpSettings { credentials, ..settings(self.port) }).unwrap()
    }
}

async fn serve(
    stream: TcpStream,
    script: Arc<Mutex<Vec<(&'static str, Act)>>>,
    heard: Arc<Mutex<Vec<String>>>,
    letters: Arc<Mutex<Vec<Vec<u8>>>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut step = "CONNECT".to_owned();
    loop {
        heard.lock().unwrap().push(step.clone());
        let at = script.lock().unwrap().iter().position(|(odd, _)| *odd == step);
        let act = at.map(|at| script.lock().unwrap().remove(at).1);
        let said = match act {
            Some(Act::Say(text) | Act::LastWord(text)) => text,
            Some(Act::Stall) => std::future::pending().await,
            Some(Act::HangUp) => return None,
            None => ordinary(&step),
        };
        stream.write_all(format!("{said}\r\n").as_bytes()).await.ok()?;
        if matches!(act, Some(Act::LastWord(_))) {
            return None;
        }
        if step == "DATA" && said.starts_with('3') {
            let letter = read_letter(&mut stream).await?;
            letters.lock().unwrap().push(letter);
            step = ".".to_owned();
            continue;
        }
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|&count| count > 0)?;
        step = line.split([' ', ':']).next()?.trim().to_ascii_uppercase();
    }
}

pub(super) fn ordinary(step: &str) -> &'static str {
    match step {
        "CONNECT" => "220 scripted.example ESMTP",
        "EHLO" => "250-scripted.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "." => "250 2.0.0 Ok: queued as 4F2A",
        "QUIT" => "221 bye",
        _ => "250 ok",
    }
}

async fn read_letter(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut letter = Vec::new();
    while !letter.ends_with(b"\r\n.\r\n") {
        letter.push(stream.read_u8().await.ok()?);
    }
    Some(letter)
}

pub(super) fn settings(port: u16) -> SmtpSettings {
    let quick = Duration::from_millis(500);
    let timeouts = SmtpTimeouts {
        connect: quick,
        hello: quick,
        sender: quick,
        recipient: quick,
        data: quick,
        block: quick,
        final_dot: quick,
        quit: quick,
    };
    let server = Server { host: "127.0.0.1".to_owned(), port, tls: TlsMode::None, ca_file: None };
    let hello_name = Some("balint.example".to_owned());
    SmtpSettings { server, credentials: None, hello_name, timeouts, idle_max: Duration::from_secs(5) }
}
