//! Who takes letters away: one face over SMTP, a folder and memory, and the words for what became of a letter.
//!
//! A postman never tries a letter twice by itself once the server may have it: whether to try again is decided by
//! whoever holds the outbox, on the [`Outcome`].

use std::fmt;

use thiserror::Error;

use super::{FolderPostman, MemoryPostman, SmtpPostman};

/// The way out.
#[derive(Debug)]
pub enum Postman {
    /// Submission to a mail server.
    Smtp(Box<SmtpPostman>),
    /// A directory that gets one `.eml` file a letter.
    Folder(FolderPostman),
    /// A list in this process, for the simulator.
    Memory(MemoryPostman),
}

impl Postman {
    /// Hands one finished letter (RFC 5322 bytes) over and says what became of it.
    pub async fn send(&mut self, envelope: &Envelope, message: &[u8]) -> Outcome {
        match self {
            Postman::Smtp(postman) => postman.send(envelope, message).await,
            Postman::Folder(postman) => postman.send(message),
            Postman::Memory(postman) => postman.send(envelope, message),
        }
    }

    /// Reaches the server without sending anything and says what it is like.
    pub async fn check(&mut self) -> Result<PostmanFacts, PostmanError> {
        match self {
            Postman::Smtp(postman) => postman.check().await,
            Postman::Folder(postman) => postman.check(),
            Postman::Memory(_) => Ok(PostmanFacts::in_house("memory")),
        }
    }

    /// Takes leave politely (SMTP QUIT); a later letter connects again.
    pub async fn close(&mut self) {
        match self {
            Postman::Smtp(postman) => postman.close().await,
            Postman::Folder(_) | Postman::Memory(_) => {}
        }
    }
}

/// Who sends and who gets a letter, whatever its header says (RFC 5321 section 2.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The sender, to whom delivery reports go.
    pub from: String,
    /// The recipients; a letter goes to all of them or to none.
    pub to: Vec<String>,
    /// Our own mailbox, where a copy is wanted as a witness. A server that takes no copy is not given the letter: its
    /// absence would be read as a proof that the letter was not taken.
    pub copy: Option<String>,
}

/// What became of a letter. No variant carries an address, so each may be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it and answers for it.
    Sent {
        /// The server's words, such as its queue number.
        reply: String,
    },
    /// Refused for good (5xx): the same letter will be refused again.
    Refused {
        /// The reply code.
        code: u16,
        /// The step and the server's words, fit for a log.
        text: String,
        /// Which recipient of the envelope was refused, where it was one.
        recipient: Option<usize>,
    },
    /// Not sent, and nobody has it: may be tried again, the same bytes, later.
    Retry {
        /// What stood in the way.
        why: Why,
    },
    /// The whole letter went out and no answer came back: the server may have it or not. Look the Message-ID up
    /// before trying again.
    Unknown {
        /// How the conversation ended.
        why: Why,
    },
    /// The server refuses this user. Stop and say so; trying again locks accounts.
    WrongCredentials {
        /// The server's words, fit for a log.
        text: String,
    },
}

/// Where in the conversation, and what: the reason for a [`Outcome::Retry`] or [`Outcome::Unknown`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{step}: {fault}")]
pub struct Why {
    /// The step that did not work.
    pub step: Step,
    /// What happened there.
    pub fault: Fault,
}

/// The steps of handing a letter over (RFC 5321 section 3), in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Reaching the server, TLS from the start included.
    Connect,
    /// The server's first line and the answer to EHLO.
    Hello,
    /// STARTTLS and the handshake after it.
    StartTls,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// RCPT TO our own mailbox, for the copy.
    Copy,
    /// DATA, or writing a file.
    Data,
    /// The letter's bytes, before the final dot.
    Body,
    /// The final dot; from here on the server may have the letter.
    FinalDot,
}

/// What happened at a step.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The server said no.
    #[error("the server said {code} {text}")]
    Reply {
        /// The reply code.
        code: u16,
        /// The server's words, fit for a log.
        text: String,
    },
    /// The time for this step was over.
    #[error("no answer in time")]
    TimedOut,
    /// The connection ended, or what came is no SMTP.
    #[error("the connection broke")]
    Broken,
    /// The connection or its encryption did not come about.
    #[error("{0}")]
    Unreachable(String),
}

/// What `balintd check` wants to know of a server that it reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostmanFacts {
    /// The name that the server gives itself.
    pub server: String,
    /// The connection is encrypted, or there is none to encrypt.
    pub private: bool,
    /// The server has accepted the user name and password.
    pub authenticated: bool,
}

impl PostmanFacts {
    /// The facts of a postman that needs no server.
    pub(super) fn in_house(name: &str) -> PostmanFacts {
        PostmanFacts { server: name.to_owned(), private: true, authenticated: true }
    }
}

/// Why the server could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostmanError {
    /// The server refuses this user.
    #[error("the mail server refused the user name or password: {text}")]
    WrongCredentials {
        /// The server's words, fit for a log.
        text: String,
    },
    /// The server is out of reach or unwell.
    #[error("the mail server is out of reach: {why}")]
    Away {
        /// Where and how it ended.
        why: Why,
    },
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Connect => "connecting",
            Step::Hello => "greeting",
            Step::StartTls => "STARTTLS",
            Step::Auth => "AUTH",
            Step::Sender => "MAIL FROM",
            Step::Recipient => "RCPT TO",
            Step::Copy => "RCPT TO our own mailbox",
            Step::Data => "DATA",
            Step::Body => "the letter's text",
            Step::FinalDot => "the final dot",
        })
    }
}
