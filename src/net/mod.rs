//! The way out of the house and back in: SMTP, IMAP and folders.
//!
//! [`Mailbox`] is where letters arrive, [`Postman`] takes them away; both are closed enums, so the simulator and the
//! tests run the very code that the daemon runs, with folders or memory at the far end. This room imports nothing of
//! ours: it knows bytes, addresses and servers, and neither people nor sessions. It decides nothing about a letter.
//! It says exactly what happened to it, also when that is "nobody can know" ([`Outcome::Unknown`]).

mod folder;
mod imap;
mod log_safe;
mod mailbox;
mod memory;
mod message_id;
mod postman;
mod smtp;
mod stream;

pub use folder::{FolderMailbox, FolderPostman};
pub use imap::{ImapMailbox, ImapSettings, ImapTimeouts};
pub use mailbox::{Arrived, Batch, Cursor, Mailbox, MailboxError, MailboxFacts, Notice};
pub use memory::{MemoryMailbox, MemoryPostman, SentLetter};
pub use postman::{Envelope, Fault, Outcome, Postman, PostmanError, PostmanFacts, Step, Why};
pub use smtp::{SmtpPostman, SmtpSettings, SmtpTimeouts};
pub use stream::{Server, SettingsError, TlsMode};
