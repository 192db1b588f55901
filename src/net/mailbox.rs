//! Where letters arrive: one face over IMAP, a folder and memory.
//!
//! A mailbox never deletes a letter and never loses one: it gives everything after a cursor, and gives it again
//! whenever it is not sure. Whoever stores the letters tells equal ones apart by their bytes.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{FolderMailbox, ImapMailbox, MemoryMailbox};

/// The daemon's own mailbox.
#[derive(Debug)]
pub enum Mailbox {
    /// A folder on an IMAP server.
    Imap(Box<ImapMailbox>),
    /// A directory of `.eml` files.
    Folder(FolderMailbox),
    /// A queue in this process, for the simulator.
    Memory(MemoryMailbox),
}

impl Mailbox {
    /// Letters that arrived after `cursor` (all of them without one), oldest first, at most `letters_max`.
    ///
    /// A cursor of another UIDVALIDITY counts as none: the server has numbered its letters anew, so all come again.
    /// A letter above the mailbox's size limit comes as its header only, with `truncated` set.
    pub async fn fetch(&mut self, cursor: Option<Cursor>, letters_max: usize) -> Result<Batch, MailboxError> {
        match self {
            Mailbox::Imap(mailbox) => mailbox.fetch(cursor, letters_max).await,
            Mailbox::Folder(mailbox) => mailbox.fetch(cursor, letters_max),
            Mailbox::Memory(mailbox) => mailbox.fetch(cursor, letters_max),
        }
    }

    /// Marks letters as seen on the server; to be told only after they are durably stored.
    ///
    /// `cursor` is the one that the caller has just stored; only its UIDVALIDITY counts here. Where the server has
    /// another by now nothing is marked, as the numbers would mean other letters.
    pub async fn mark_seen(&mut self, cursor: Cursor, uids: &[u32]) -> Result<(), MailboxError> {
        match self {
            Mailbox::Imap(mailbox) => mailbox.mark_seen(cursor, uids).await,
            Mailbox::Folder(mailbox) => mailbox.mark_seen(uids),
            Mailbox::Memory(mailbox) => mailbox.mark_seen(cursor, uids),
        }
    }

    /// Waits at most `for_at_most` for a notice that something may have arrived. It carries no data: fetch tells.
    ///
    /// Dropping the future is allowed at any time; an IMAP connection left in mid-sentence is not used again.
    pub async fn wait(&mut self, for_at_most: Duration) -> Result<Notice, MailboxError> {
        match self {
            Mailbox::Imap(mailbox) => mailbox.wait(for_at_most).await,
            Mailbox::Folder(mailbox) => mailbox.wait(for_at_most).await,
            Mailbox::Memory(mailbox) => mailbox.wait(for_at_most).await,
        }
    }

    /// Whether a letter with this Message-ID lies in the named folder: the witness of a sending whose end is unknown.
    pub async fn find_message_id(&mut self, folder: &str, message_id: &str) -> Result<bool, MailboxError> {
        match self {
            Mailbox::Imap(mailbox) => mailbox.find_message_id(folder, message_id).await,
            Mailbox::Folder(mailbox) => mailbox.find_message_id(folder, message_id),
            Mailbox::Memory(mailbox) => mailbox.find_message_id(folder, message_id),
        }
    }

    /// Reaches the mailbox and says what it is like.
    pub async fn check(&mut self) -> Result<MailboxFacts, MailboxError> {
        match self {
            Mailbox::Imap(mailbox) => mailbox.check().await,
            Mailbox::Folder(mailbox) => mailbox.check(),
            Mailbox::Memory(mailbox) => mailbox.check(),
        }
    }

    /// Takes leave politely (IMAP LOGOUT); a later call to anything else connects again.
    pub async fn close(&mut self) {
        match self {
            Mailbox::Imap(mailbox) => mailbox.close().await,
            Mailbox::Folder(_) | Mailbox::Memory(_) => {}
        }
    }
}

/// How far a mailbox has been read: the server's UIDVALIDITY and the last UID stored (RFC 3501 section 2.3.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    /// Changes when the server has numbered its letters anew.
    pub uid_validity: u32,
    /// The highest UID that is stored.
    pub uid_last: u32,
}

impl Cursor {
    /// The UID from which on a mailbox of this UIDVALIDITY has something new for the bearer of `cursor`.
    pub(super) fn first_new_uid(cursor: Option<Cursor>, uid_validity: u32) -> u32 {
        match cursor {
            Some(cursor) if cursor.uid_validity == uid_validity => cursor.uid_last.saturating_add(1),
            _ => 1,
        }
    }
}

/// What one look into the mailbox gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The numbering that the UIDs of these letters belong to.
    pub uid_validity: u32,
    /// Oldest first.
    pub letters: Vec<Arrived>,
    /// More was there than was asked for: look again at once.
    pub more: bool,
}

/// One letter, as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its number within the batch's UIDVALIDITY.
    pub uid: u32,
    /// When the server took it, in Unix seconds (INTERNALDATE).
    pub received: i64,
    /// The size of the whole letter, also where `raw` is only its header.
    pub size_bytes: u64,
    /// The letter's bytes, or those of its header where it is too large.
    pub raw: Vec<u8>,
    /// Only the header was fetched, because the letter is above the size limit.
    pub truncated: bool,
}

/// The end of a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Something may have arrived.
    Arrived,
    /// The time is over and nothing was heard.
    Nothing,
}

/// What `balintd check` wants to know of a mailbox that it reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxFacts {
    /// The server tells of a delivery at once (RFC 2177); without it the mailbox is polled.
    pub idle: bool,
    /// The server has UIDPLUS (RFC 4315).
    pub uidplus: bool,
    /// The connection is encrypted, or there is none to encrypt.
    pub private: bool,
    /// How many letters lie in the mailbox.
    pub letters: u32,
}

/// Why a mailbox could not be read. None of them names an address or a word of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MailboxError {
    /// The server refuses this user. Stop and say so; trying again locks accounts.
    #[error("the mail server refused the user name or password: {text}")]
    WrongCredentials {
        /// What the server said, fit for a log.
        text: String,
    },
    /// The mailbox is out of reach for now. Try again, with growing pauses.
    #[error("the mailbox is out of reach: {why}")]
    Away {
        /// What was tried and how it ended.
        why: String,
    },
    /// The server answered something that makes no sense here. The connection has been given up; try again.
    #[error("the mailbox answered {command} oddly: {why}")]
    Odd {
        /// The command, without its arguments.
        command: &'static str,
        /// What was wrong with the answer.
        why: String,
    },
}
