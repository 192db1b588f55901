//! Letters in by IMAP (RFC 3501): what is new, nothing more, and never an empty answer for a broken one.
//!
//! Nothing is deleted or moved, and a letter is looked at with PEEK so that it stays unread until it is stored. Only
//! UID, INTERNALDATE, RFC822.SIZE and BODY are ever asked for: the parser below can be brought down by a nested
//! BODYSTRUCTURE. "Nothing new" is believed only where it agrees with the UIDNEXT that SELECT gave.
//! BUGS: the first look at a mailbox lists all of its letters, and every batch of that first reading does so again.

mod answer;
mod fault;
mod link;

#[cfg(test)]
mod scripted;
#[cfg(test)]
mod tests;

use std::time::Duration;

use secrecy::SecretString;

use super::message_id::bracketed;
use super::stream::{Dialler, Server, SettingsError};
use super::{Arrived, Batch, Cursor, MailboxError, MailboxFacts, Notice};
use answer::Listed;
use link::Link;

/// How to reach the mailbox and as whom.
#[derive(Debug, Clone)]
pub struct ImapSettings {
    /// Which server.
    pub server: Server,
    /// The user's name there.
    pub user: String,
    /// Their password.
    pub password: SecretString,
    /// The folder that letters arrive in, usually `INBOX`.
    pub folder: String,
    /// Of a larger letter only the header is fetched.
    pub size_max_bytes: u64,
    /// How long each step may take.
    pub timeouts: ImapTimeouts,
}

impl ImapSettings {
    /// Where letters arrive unless somebody has made other arrangements.
    pub const FOLDER: &str = "INBOX";
    /// A photograph of a paper register has some 20 MB; what is larger was not meant for a reader of words.
    pub const SIZE_MAX_BYTES: u64 = 25 * 1024 * 1024;
}

/// Time limits of each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImapTimeouts {
    /// TCP, TLS and the greeting.
    pub connect: Duration,
    /// One command with its answer.
    pub command: Duration,
    /// Fetching one letter: 25 MB over a slow line.
    pub letter: Duration,
    /// One IDLE. RFC 2177 allows 29 minutes; home routers and firewalls forget a silent connection sooner.
    pub idle_slice: Duration,
    /// How often a server without IDLE is asked.
    pub poll: Duration,
    /// LOGOUT: politeness has its limit, as nothing depends on the answer.
    pub logout: Duration,
}

impl Default for ImapTimeouts {
    fn default() -> ImapTimeouts {
        ImapTimeouts {
            connect: Duration::from_secs(30),
            command: Duration::from_secs(60),
            letter: Duration::from_secs(300),
            idle_slice: Duration::from_secs(300),
            poll: Duration::from_secs(60),
            logout: Duration::from_secs(2),
        }
    }
}

/// A mailbox with one connection, made when it is needed.
#[derive(Debug)]
pub struct ImapMailbox {
    settings: ImapSettings,
    dialler: Dialler,
    /// A connection at rest. It is taken out for each piece of work and put back only after a clean end, so one that
    /// failed, or whose work was dropped half-way, is never met again.
    resting: Option<Link>,
}

impl ImapMailbox {
    /// Reads the certificates and checks the settings; connects to nothing yet.
    pub fn new(settings: ImapSettings) -> Result<ImapMailbox, SettingsError> {
        if settings.user.chars().any(char::is_control) {
            return Err(SettingsError::ControlCharacter { what: "the user name" });
        }
        if settings.folder.chars().any(char::is_control) {
            return Err(SettingsError::ControlCharacter { what: "the folder" });
        }
        let dialler = Dialler::new(settings.server.clone())?;
        Ok(ImapMailbox { settings, dialler, resting: None })
    }

    pub(super) async fn fetch(&mut self, cursor: Option<Cursor>, letters_max: usize) -> Result<Batch, MailboxError> {
        let mut link = self.take_link().await?;
        let selected = link.select(&self.settings.folder).await?;
        let first = Cursor::first_new_uid(cursor, selected.uid_validity);
        let listed = match selected.exists == 0 || selected.uid_next <= first {
            true => Vec::new(),
            false => link.list_from(first).await?,
        };
        let mut letters = Vec::new();
        for letter in listed.iter().take(letters_max) {
            letters.push(self.fetch_letter(&mut link, letter).await?);
        }
        self.resting = Some(link);
        Ok(Batch { uid_validity: selected.uid_validity, letters, more: listed.len() > letters_max })
    }

    pub(super) async fn mark_seen(&mut self, cursor: Cursor, uids: &[u32]) -> Result<(), MailboxError> {
        if uids.is_empty() {
            return Ok(());
        }
        let mut link = self.take_link().await?;
        let uid_validity = match link.selected(&self.settings.folder) {
            Some(selected) => selected.uid_validity,
            None => link.select(&self.settings.folder).await?.uid_validity,
        };
        if uid_validity == cursor.uid_validity {
            link.mark_seen(uids).await?;
        }
        self.resting = Some(link);
        Ok(())
    }

    pub(super) async fn wait(&mut self, for_at_most: Duration) -> Result<Notice, MailboxError> {
        let mut link = self.take_link().await?;
        let notice = match link.selected(&self.settings.folder) {
            Some(_) => link.wait(for_at_most).await?,
            // Nobody listened until now, so something may have arrived in the meantime.
            None => {
                link.select(&self.settings.folder).await?;
                Notice::Arrived
            }
        };
        self.resting = Some(link);
        Ok(notice)
    }

    pub(super) async fn find_message_id(&mut self, folder: &str, id: &str) -> Result<bool, MailboxError> {
        let mut link = self.take_link().await?;
        let found = link.search_message_id(folder, &bracketed(id)).await?;
        self.resting = Some(link);
        Ok(found)
    }

    pub(super) async fn check(&mut self) -> Result<MailboxFacts, MailboxError> {
        let mut link = self.take_link().await?;
        let selected = link.select(&self.settings.folder).await?;
        let facts = link.facts(selected.exists);
        self.resting = Some(link);
        Ok(facts)
    }

    pub(super) async fn close(&mut self) {
        if let Some(link) = self.resting.take() {
            link.logout().await;
        }
    }

    async fn fetch_letter(&self, link: &mut Link, listed: &Listed) -> Result<Arrived, MailboxError> {
        let truncated = listed.size_bytes > self.settings.size_max_bytes;
        let raw = link.letter(listed.uid, truncated).await?;
        let Listed { uid, received, size_bytes } = *listed;
        Ok(Arrived { uid, received, size_bytes, raw, truncated })
    }

    async fn take_link(&mut self) -> Result<Link, MailboxError> {
        match self.resting.take() {
            Some(link) => Ok(link),
            None => Link::open(&self.dialler, &self.settings).await,
        }
    }
}
