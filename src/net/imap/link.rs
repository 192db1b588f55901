//! One IMAP connection and the handful of commands that are spoken over it.
//!
//! async-imap brings the transport and the parser. Its own commands take a NO for an empty answer and wait for ever,
//! so the commands are made here: each has a time limit, each ends with its own tagged OK or as an error, and each
//! that must answer something is held to it. A link that gave an error must be dropped.

use std::io;
use std::time::Duration;

use async_imap::imap_proto::{AttributeValue, Capability, MailboxDatum, Response, ResponseCode, Status};
use async_imap::{Client, Session};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::super::log_safe::log_safe;
use super::super::stream::{Dialler, Stream, TlsMode};
use super::super::{MailboxError, MailboxFacts, Notice};
use super::answer::{Listed, body, is_flag_notice, listed, quoted};
use super::fault::{away, broken, heard, io_error, login_error, odd, within};
use super::{ImapSettings, ImapTimeouts};

/// UIDs in one command, so that its line stays below the 8,000 bytes that RFC 2683 section 3.2.1.5 advises.
const UIDS_PER_COMMAND: usize = 500;

/// A folder as SELECT described it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Selected {
    pub uid_validity: u32,
    pub uid_next: u32,
    pub exists: u32,
}

/// A connection that has logged in.
pub(super) struct Link {
    session: Session<Stream>,
    timeouts: ImapTimeouts,
    encrypted: bool,
    idle: bool,
    uidplus: bool,
    selected: Option<(String, Selected)>,
    /// The server has told of letters since the folder was selected.
    news: bool,
}

impl Link {
    /// Connects, encrypts, logs in and asks what the server can do.
    pub(super) async fn open(dialler: &Dialler, settings: &ImapSettings) -> Result<Link, MailboxError> {
        let timeouts = settings.timeouts;
        let client = within(timeouts.connect, "connect", greeted(dialler)).await?;
        let encrypted = client.get_ref().is_encrypted();
        let login = client.login(&settings.user, settings.password.expose_secret());
        let login = async { login.await.map_err(|(error, _)| login_error(error)) };
        let session = within(timeouts.command, "LOGIN", login).await?;
        let mut link = Link { session, timeouts, encrypted, idle: false, uidplus: false, selected: None, news: false };
        link.ask_capabilities().await?;
        Ok(link)
    }

    /// The folder, if it is the one that is open for reading and writing on this connection.
    pub(super) fn selected(&self, folder: &str) -> Option<Selected> {
        self.selected.as_ref().filter(|(name, _)| name == folder).map(|(_, selected)| *selected)
    }

    /// Opens a folder, anew if it is open already: that is how its present UIDNEXT is learnt.
    pub(super) async fn select(&mut self, folder: &str) -> Result<Selected, MailboxError> {
        self.selected = None;
        let (mut uid_validity, mut uid_next, mut exists) = (None, None, None);
        let line = format!("SELECT {}", quoted(folder));
        self.run("SELECT", &line, |response| match response {
            Response::MailboxData(MailboxDatum::Exists(count)) => exists = Some(*count),
            Response::Data { outcome, .. } => match outcome.code {
                Some(ResponseCode::UidValidity(value)) => uid_validity = Some(value),
                Some(ResponseCode::UidNext(value)) => uid_next = Some(value),
                _ => {}
            },
            _ => {}
        })
        .await?;
        let (Some(uid_validity), Some(uid_next), Some(exists)) = (uid_validity, uid_next, exists) else {
            return Err(odd("SELECT", "no UIDVALIDITY, UIDNEXT or EXISTS"));
        };
        let selected = Selected { uid_validity, uid_next, exists };
        self.selected = Some((folder.to_owned(), selected));
        self.news = false;
        Ok(selected)
    }

    /// The letters of the selected folder from this UID on, in their order.
    ///
    /// In a folder that is not empty `*` is always somebody (RFC 3501 section 6.4.8), so no line at all is no answer.
    pub(super) async fn list_from(&mut self, first: u32) -> Result<Vec<Listed>, MailboxError> {
        const COMMAND: &str = "UID FETCH";
        let mut letters = Vec::new();
        let mut unreadable = false;
        let line = format!("UID FETCH {first}:* (UID INTERNALDATE RFC822.SIZE)");
        self.run(COMMAND, &line, |response| {
            if let Response::Fetch(_, attributes) = response {
                match listed(attributes) {
                    Some(letter) => letters.push(letter),
                    None => unreadable |= !is_flag_notice(attributes),
                }
            }
        })
        .await?;
        if letters.is_empty() || unreadable {
            return Err(odd(COMMAND, "a letter without UID, INTERNALDATE or RFC822.SIZE, or no letter at all"));
        }
        letters.retain(|letter| letter.uid >= first);
        letters.sort_by_key(|letter| letter.uid);
        letters.dedup_by_key(|letter| letter.uid);
        Ok(letters)
    }

    /// The bytes of one letter, or of its header alone. It stays unread.
    pub(super) async fn letter(&mut self, uid: u32, header_only: bool) -> Result<Vec<u8>, MailboxError> {
        const COMMAND: &str = "UID FETCH BODY";
        let section = if header_only { "HEADER" } else { "" };
        let line = format!("UID FETCH {uid} (UID BODY.PEEK[{section}])");
        let mut raw = None;
        let limit = self.timeouts.letter;
        let keep = |response: &Response<'_>| {
            if let Response::Fetch(_, attributes) = response
                && attributes.contains(&AttributeValue::Uid(uid))
            {
                raw = attributes.iter().find_map(body).or(raw.take());
            }
        };
        self.run_within(limit, COMMAND, &line, keep).await?;
        raw.ok_or_else(|| odd(COMMAND, "the letter did not come"))
    }

    /// Marks letters of the selected folder as seen.
    pub(super) async fn mark_seen(&mut self, uids: &[u32]) -> Result<(), MailboxError> {
        for uids in uids.chunks(UIDS_PER_COMMAND) {
            let set: Vec<String> = uids.iter().map(u32::to_string).collect();
            let line = format!("UID STORE {} +FLAGS.SILENT (\\Seen)", set.join(","));
            self.run("UID STORE", &line, |_| {}).await?;
        }
        Ok(())
    }

    /// Whether a folder holds a letter with this Message-ID; the folder is opened for reading only.
    pub(super) async fn search_message_id(&mut self, folder: &str, id: &str) -> Result<bool, MailboxError> {
        const COMMAND: &str = "UID SEARCH";
        if !id.bytes().chain(folder.bytes()).all(|b| b.is_ascii_graphic() || b == b' ') {
            return Err(odd(COMMAND, "the folder's name or the Message-ID cannot be said in a command"));
        }
        self.selected = None;
        self.run("EXAMINE", &format!("EXAMINE {}", quoted(folder)), |_| {}).await?;
        let mut found = None;
        let line = format!("UID SEARCH HEADER Message-ID {}", quoted(id));
        self.run(COMMAND, &line, |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found = Some(!uids.is_empty() || found == Some(true));
            }
        })
        .await?;
        found.ok_or_else(|| odd(COMMAND, "no list of letters, not even an empty one"))
    }

    /// Waits for news of the selected folder, by IDLE in slices or by asking now and then.
    pub(super) async fn wait(&mut self, for_at_most: Duration) -> Result<Notice, MailboxError> {
        let slice_max = if self.idle { self.timeouts.idle_slice } else { self.timeouts.poll };
        let mut left = for_at_most;
        while !self.news {
            if left.is_zero() {
                return Ok(Notice::Nothing);
            }
            let slice = left.min(slice_max);
            if self.idle {
                self.idle(slice).await?;
            } else {
                self.listen(slice).await?;
                self.run("NOOP", "NOOP", |_| {}).await?;
            }
            left -= slice;
        }
        Ok(Notice::Arrived)
    }

    /// LOGOUT; nothing depends on the answer.
    pub(super) async fn logout(mut self) {
        let limit = self.timeouts.logout;
        if timeout(limit, self.session.run_command_and_check_ok("LOGOUT")).await.is_err() {
            tracing::debug!("the mail server did not answer LOGOUT");
        }
    }

    pub(super) fn facts(&self, letters: u32) -> MailboxFacts {
        MailboxFacts { idle: self.idle, uidplus: self.uidplus, private: self.encrypted, letters }
    }

    async fn ask_capabilities(&mut self) -> Result<(), MailboxError> {
        let mut answered = false;
        let (mut idle, mut uidplus) = (false, false);
        self.run("CAPABILITY", "CAPABILITY", |response| {
            if let Response::Capabilities(capabilities) = response {
                let has = |name: &str| {
                    let named = |c: &Capability<'_>| matches!(c, Capability::Atom(a) if a.eq_ignore_ascii_case(name));
                    capabilities.iter().any(named)
                };
                (answered, idle, uidplus) = (true, has("IDLE"), has("UIDPLUS"));
            }
        })
        .await?;
        (self.idle, self.uidplus) = (idle, uidplus);
        if answered { Ok(()) } else { Err(odd("CAPABILITY", "no capabilities")) }
    }

    /// One IDLE (RFC 2177): begin, wait for the server's +, listen, DONE, tagged OK.
    async fn idle(&mut self, at_most: Duration) -> Result<(), MailboxError> {
        const COMMAND: &str = "IDLE";
        let limit = self.timeouts.command;
        let begin = async {
            let tag = self.session.run_command("IDLE").await.map_err(|e| broken(COMMAND, &e))?;
            let begun = |response: &Response<'_>| match response {
                Response::Continue(_) => Some(Ok(())),
                Response::Done { status, .. } => Some(Err(odd(COMMAND, format!("{status:?} instead of +")))),
                _ => None,
            };
            loop {
                if let Some(begun) = self.read(COMMAND, begun).await? {
                    return begun.map(|()| tag);
                }
            }
        };
        let tag = within(limit, COMMAND, begin).await?;
        self.listen(at_most).await?;
        let end = async {
            self.session.run_command_untagged("DONE").await.map_err(|e| broken(COMMAND, &e))?;
            self.until_done(COMMAND, &tag.0, |_| {}).await
        };
        within(limit, COMMAND, end).await
    }

    /// Hears what the server says of itself until there is news or the time is over.
    async fn listen(&mut self, at_most: Duration) -> Result<(), MailboxError> {
        let news = async {
            while !self.news {
                self.read("IDLE", |_| ()).await?;
            }
            Ok(())
        };
        heard(at_most, "IDLE", news).await.unwrap_or(Ok(()))
    }

    async fn run(
        &mut self,
        command: &'static str,
        line: &str,
        each: impl FnMut(&Response<'_>),
    ) -> Result<(), MailboxError> {
        self.run_within(self.timeouts.command, command, line, each).await
    }

    async fn run_within(
        &mut self,
        limit: Duration,
        command: &'static str,
        line: &str,
        each: impl FnMut(&Response<'_>),
    ) -> Result<(), MailboxError> {
        let work = async {
            let tag = self.session.run_command(line).await.map_err(|e| broken(command, &e))?;
            self.until_done(command, &tag.0, each).await
        };
        within(limit, command, work).await
    }

    /// Reads up to the tagged end of a command. Only OK is a good end.
    async fn until_done(
        &mut self,
        command: &'static str,
        our_tag: &str,
        mut each: impl FnMut(&Response<'_>),
    ) -> Result<(), MailboxError> {
        let mut end = |response: &Response<'_>| match response {
            Response::Done { tag, status: Status::Ok, .. } if tag.0 == our_tag => Some(Ok(())),
            Response::Done { tag, status, outcome } => {
                let text = log_safe(outcome.information.as_deref().unwrap_or_default());
                let whose = if tag.0 == our_tag { "" } else { " to another command" };
                Some(Err(odd(command, format!("{status:?}{whose} {text}"))))
            }
            Response::Continue(_) => Some(Err(odd(command, "the server wants more of the command"))),
            other => {
                each(other);
                None
            }
        };
        loop {
            if let Some(end) = self.read(command, &mut end).await? {
                return end;
            }
        }
    }

    /// Looks at the server's next response, with what every command has to heed in it.
    async fn read<T>(
        &mut self,
        command: &'static str,
        look: impl FnOnce(&Response<'_>) -> T,
    ) -> Result<T, MailboxError> {
        let response = match self.session.read_response().await {
            Ok(Some(response)) => response,
            Ok(None) => return Err(away(command, "the connection ended")),
            Err(error) => return Err(io_error(command, &error)),
        };
        match response.parsed() {
            Response::MailboxData(MailboxDatum::Exists(_)) => self.news = true,
            Response::Data { status: Status::Bye, outcome } => {
                let text = log_safe(outcome.information.as_deref().unwrap_or_default());
                return Err(away(command, format!("the server hung up: {text}")));
            }
            Response::Data { status: Status::Bad, .. } => return Err(odd(command, "an untagged BAD")),
            _ => {}
        }
        Ok(look(response.parsed()))
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("selected", &self.selected).field("idle", &self.idle).finish_non_exhaustive()
    }
}

/// Connects, hears the greeting and, where that is the arrangement, changes to TLS before anything else is said.
async fn greeted(dialler: &Dialler) -> Result<Client<Stream>, MailboxError> {
    const COMMAND: &str = "STARTTLS";
    let unreachable = |error: io::Error| away("connect", log_safe(&error.to_string()));
    let mut client = Client::new(dialler.connect().await.map_err(unreachable)?);
    let greeting = client.read_response().await.map_err(|error| io_error("greeting", &error))?;
    match greeting.as_ref().map(|greeting| greeting.parsed()) {
        Some(Response::Data { status: Status::Ok, .. }) => {}
        Some(Response::Data { status: Status::Bye, .. }) | None => {
            return Err(away("greeting", "the server hung up"));
        }
        Some(_) => return Err(odd("greeting", "neither OK nor BYE")),
    }
    if dialler.mode() != TlsMode::Starttls {
        return Ok(client);
    }
    client.run_command_and_check_ok(COMMAND, None).await.map_err(|error| broken(COMMAND, &error))?;
    // What was read ahead in the clear goes with the client: nobody can put words behind the server's last line.
    let stream = dialler.secure(client.into_inner()).await.map_err(unreachable)?;
    Ok(Client::new(stream))
}
