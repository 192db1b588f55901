//! An IMAP server with one letter that follows a script, for the tests: ordinary but for the commands at which it is
//! told not to be.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::super::{Server, TlsMode};
use super::{ImapMailbox, ImapSettings, ImapTimeouts};

/// What the server does at the command that is out of the ordinary.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// These lines, in which `TAG` stands for the command's tag.
    Say(&'static str),
    /// Says nothing more and reads nothing more.
    Stall,
    HangUp,
    /// Says so much and is gone.
    BreakOff(&'static str),
}

pub(super) const LETTER_LENGTH: u64 = 25;

pub(super) struct Scripted {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Scripted {
    /// A server with one letter, ordinary save for these commands, each of which is met once.
    pub(super) async fn start(odd: &[(&'static str, Act)]) -> Scripted {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::default();
        let script = Arc::new(Mutex::new(odd.to_vec()));
        let ears = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&ears)));
            }
        });
        Scripted { port, heard, task }
    }

    pub(super) fn mailbox(&self) -> ImapMailbox {
        self.mailbox_with_limit(1000)
    }

    pub(super) fn mailbox_with_limit(&self, size_max_bytes: u64) -> ImapMailbox {
        let quick = Duration::from_millis(500);
        let timeouts = ImapTimeouts {
            connect: quick,
            command: quick,
            letter: quick,
            idle_slice: Duration::from_millis(60),
            poll: Duration::from_millis(60),
            logout: quick,
        };
        let server = Server { host: "127.0.0.1".to_owned(), port: self.port, tls: TlsMode::None, ca_file: None };
        let (user, password) = ("balint".to_owned(), SecretString::from(r#"se"cr\et"#));
        let folder = ImapSettings::FOLDER.to_owned();
        ImapMailbox::new(ImapSettings { server, user, password, folder, size_max_bytes, timeouts }).unwrap()
    }

    pub(super) fn heard(&self, command: &str) -> usize {
        self.heard.lock().unwrap().iter().filter(|line| line.starts_with(command)).count()
    }
}

async fn serve(
    stream: TcpStream,
    script: Arc<Mutex<Vec<(&'static str, Act)>>>,
    heard: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let (mut tag, mut command) = (String::new(), "CONNECT".to_owned());
    loop {
        heard.lock().unwrap().push(command.clone());
        let at = script.lock().unwrap().iter().position(|(odd, _)| command.starts_with(odd));
        let act = at.map(|at| script.lock().unwrap().remove(at).1);
        let said = match act {
            Some(Act::Say(text)) => text,
            Some(Act::Stall) => std::future::pending().await,
            Some(Act::HangUp) => return None,
            Some(Act::BreakOff(text)) => {
                stream.write_all(text.as_bytes()).await.ok()?;
                return None;
            }
            None => ordinary(&command),
        };
        stream.write_all(said.replace("TAG", &tag).as_bytes()).await.ok()?;
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|&count| count > 0)?;
        match line.trim_end().split_once(' ') {
            Some((its_tag, rest)) => (tag, command) = (its_tag.to_owned(), rest.to_owned()),
            None => command = line.trim_end().to_owned(),
        }
    }
}

const CAPABILITY: &str = "* CAPABILITY IMAP4rev1 IDLE UIDPLUS\r\nTAG OK done\r\n";
const SELECTED: &str = "* FLAGS (\\Seen)\r\n* 1 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 9] ok\r\n\
                        * OK [UIDNEXT 8] ok\r\nTAG OK [READ-WRITE] done\r\n";
const LISTED: &str = "* 1 FETCH (UID 7 INTERNALDATE \"01-Jan-1970 00:00:42 +0000\" RFC822.SIZE 25)\r\nTAG OK done\r\n";

fn ordinary(command: &str) -> &'static str {
    match command {
        "CONNECT" => "* OK scripted.example\r\n",
        "CAPABILITY" => CAPABILITY,
        "SELECT \"INBOX\"" => SELECTED,
        "UID FETCH 1:* (UID INTERNALDATE RFC822.SIZE)" => LISTED,
        "UID FETCH 7 (UID BODY.PEEK[])" => {
            "* 1 FETCH (UID 7 BODY[] {25}\r\nSubject: x\r\n\r\nTAG OK he )\r\nTAG OK done\r\n"
        }
        "UID FETCH 7 (UID BODY.PEEK[HEADER])" => {
            "* 1 FETCH (UID 7 BODY[HEADER] {14}\r\nSubject: x\r\n\r\n)\r\nTAG OK done\r\n"
        }
        "UID SEARCH HEADER Message-ID \"<a@b.example>\"" => "* SEARCH 3\r\nTAG OK done\r\n",
        "IDLE" => "+ idling\r\n",
        "LOGOUT" => "* BYE\r\nTAG OK done\r\n",
        _ => "TAG OK done\r\n",
    }
}
