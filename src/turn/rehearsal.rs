//! Each letter is read once in a child process before the daemon reads it: the same bytes by the same code, under limits of
//! time and memory. One that the child does not survive is set aside unread, so that no letter can stop the next.
//!
//! The child lives on from letter to letter, so that this costs a pipe's way there and back. It says nothing about a
//! letter but that it came to an end with it; what the letter says, the daemon reads by itself.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use jiff::Timestamp;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// A letter of the largest size takes a second; one that takes this long does not come to an end.
pub const LETTER_MAX: Duration = Duration::from_secs(30);

/// What the child says when it has come to the end of a letter.
pub const DONE: &str = "done";

/// A child that died may have died of something else than the letter; one that dies again has died of it.
const TRIES: usize = 2;

/// How the child is started, and the one that lives.
#[derive(Debug)]
pub struct Rehearsal {
    program: PathBuf,
    arguments: Vec<OsString>,
    letter_max: Duration,
    reader: Option<Reader>,
}

#[derive(Debug)]
struct Reader {
    letters: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Killed when dropped.
    _process: Child,
}

/// What became of the child with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsed {
    /// It came to the end.
    Survived,
    /// It died, or did not come to an end.
    Died,
    /// There is no child: the program could not be started.
    NotTried,
}

impl Rehearsal {
    /// Starts nothing yet.
    pub fn new(program: PathBuf, arguments: Vec<OsString>, letter_max: Duration) -> Self {
        Self { program, arguments, letter_max, reader: None }
    }

    /// Has the child read a letter.
    pub async fn of(&mut self, raw: &[u8], received: Timestamp) -> Rehearsed {
        for _ in 0..TRIES {
            let mut reader = match self.reader.take().map_or_else(|| self.start(), Ok) {
                Ok(reader) => reader,
                Err(error) => {
                    tracing::error!(why = %error, "the reader's process could not be started");
                    return Rehearsed::NotTried;
                }
            };
            if let Ok(Ok(())) = timeout(self.letter_max, reader.read(raw, received)).await {
                self.reader = Some(reader);
                return Rehearsed::Survived;
            }
        }
        Rehearsed::Died
    }

    fn start(&self) -> io::Result<Reader> {
        let mut process = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let pipe = || io::Error::other("a process without its pipes");
        let letters = process.stdin.take().ok_or_else(pipe)?;
        let answers = process.stdout.take().ok_or_else(pipe)?;
        Ok(Reader { letters, answers: BufReader::new(answers), _process: process })
    }
}

impl Reader {
    /// A line with the length and the time, then the bytes; a line comes back.
    async fn read(&mut self, raw: &[u8], received: Timestamp) -> io::Result<()> {
        self.letters.write_all(format!("{} {}\n", raw.len(), received.as_second()).as_bytes()).await?;
        self.letters.write_all(raw).await?;
        self.letters.flush().await?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).await?;
        if answer.trim_end() == DONE { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}
