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

#[cfg(test)]
mod tests {
    use super::*;

    fn can_move_between_threads(_work: &impl Send) {}

    /// The daemon listens, speaks and waits on a runtime of several threads.
    #[test]
    fn work_may_be_spawned() {
        let mut mailbox = Mailbox::Memory(MemoryMailbox::new());
        can_move_between_threads(&mailbox.fetch(None, 1));
        can_move_between_threads(&mailbox.wait(std::time::Duration::ZERO));
        can_move_between_threads(&mailbox.find_message_id("Sent", "a@b.example"));
        can_move_between_threads(&mailbox.mark_seen(Cursor { uid_validity: 1, uid_last: 1 }, &[1]));
        let mut postman = Postman::Memory(MemoryPostman::new());
        let envelope = Envelope { from: String::new(), to: Vec::new(), copy: None };
        can_move_between_threads(&postman.send(&envelope, b""));
        can_move_between_threads(&postman.check());
    }
}
