//! Letters out by SMTP submission (RFC 5321, RFC 6409), one connection, one command at a time.
//!
//! Every command has its own time limit, and after anything odd the connection is dropped, never put back: a reply
//! that comes late would be read as the answer to the next letter. What became of a letter is decided on two facts
//! alone: whether the server gave a status, and whether the final dot had been sent.
//! No pool, no pipelining: one letter takes six round trips, which is far quicker than any relay lets us be.

mod link;
mod starttls;
mod wire;

#[cfg(test)]
mod scripted;
#[cfg(test)]
mod tests;

use std::time::Duration;

use lettre::Address;
use secrecy::SecretString;
use tokio::time::Instant;

use super::stream::{Dialler, Server, SettingsError};
use super::{Envelope, Fault, Outcome, PostmanError, PostmanFacts, Step};
use link::{Failure, Link};

/// How to reach the submission server and as whom.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Which server.
    pub server: Server,
    /// User name and password; none where the server takes letters from this machine without.
    pub credentials: Option<(String, SecretString)>,
    /// The name given in EHLO; without one, this machine's host name.
    pub hello_name: Option<String>,
    /// How long each step may take.
    pub timeouts: SmtpTimeouts,
    /// A connection that rested longer is not used again: servers hang up after some minutes, and a letter should
    /// not be what finds out.
    pub idle_max: Duration,
}

impl SmtpSettings {
    /// A connection that rested for a minute is closed by the strictest of the usual relays.
    pub const IDLE_MAX: Duration = Duration::from_secs(60);
}

/// Time limits of each step; the defaults are those of RFC 5321 section 4.5.3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmtpTimeouts {
    /// TCP and TLS.
    pub connect: Duration,
    /// The greeting, EHLO, STARTTLS, AUTH, RSET, NOOP.
    pub hello: Duration,
    /// MAIL FROM.
    pub sender: Duration,
    /// Each RCPT TO.
    pub recipient: Duration,
    /// DATA.
    pub data: Duration,
    /// Each block of the letter's text.
    pub block: Duration,
    /// The answer to the final dot. Too short a limit makes duplicates: the server goes on delivering.
    pub final_dot: Duration,
    /// QUIT: politeness has its limit, as nothing depends on the answer.
    pub quit: Duration,
}

impl Default for SmtpTimeouts {
    fn default() -> SmtpTimeouts {
        let minutes = |n: u64| Duration::from_secs(60 * n);
        SmtpTimeouts {
            connect: Duration::from_secs(30),
            hello: minutes(5),
            sender: minutes(5),
            recipient: minutes(5),
            data: minutes(2),
            block: minutes(3),
            final_dot: minutes(10),
            quit: Duration::from_secs(2),
        }
    }
}

/// A postman with one connection that is kept between letters.
#[derive(Debug)]
pub struct SmtpPostman {
    settings: SmtpSettings,
    dialler: Dialler,
    /// A connection at rest. It is taken out for each letter, so one that was interrupted is never met again.
    resting: Option<(Link, Instant)>,
}

impl SmtpPostman {
    /// Reads the certificates and checks the settings; connects to nothing yet.
    pub fn new(settings: SmtpSettings) -> Result<SmtpPostman, SettingsError> {
        let hello_name = settings.hello_name.as_deref().unwrap_or_default();
        if hello_name.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(SettingsError::ControlCharacter { what: "hello_name" });
        }
        let dialler = Dialler::new(settings.server.clone())?;
        Ok(SmtpPostman { settings, dialler, resting: None })
    }

    /// Hands one letter over. To be told again only as the [`Outcome`] allows.
    pub async fn send(&mut self, envelope: &Envelope, message: &[u8]) -> Outcome {
        let parcel = match Parcel::pack(envelope, message) {
            Ok(parcel) => parcel,
            Err(refused) => return refused,
        };
        if let Some(link) = self.take_rested() {
            match self.converse(link, &parcel).await {
                // The server had hung up while the connection rested, before it heard of this letter: not the
                // letter's business, so begin anew.
                Err(failure) if failure.found_closed() => {}
                result => return outcome(result),
            }
        }
        match Link::open(&self.dialler, &self.settings).await {
            Ok(link) => outcome(self.converse(link, &parcel).await),
            Err(why) => outcome(Err(Failure { why, recipient: None })),
        }
    }

    /// Connects, says who we are, and sends nothing.
    pub async fn check(&mut self) -> Result<PostmanFacts, PostmanError> {
        let link = Link::open(&self.dialler, &self.settings).await.map_err(|why| {
            match outcome(Err(Failure { why: why.clone(), recipient: None })) {
                Outcome::WrongCredentials { text } => PostmanError::WrongCredentials { text },
                _ => PostmanError::Away { why },
            }
        })?;
        let facts = link.facts(self.settings.credentials.is_some());
        self.close().await;
        self.rest(link);
        Ok(facts)
    }

    /// Says QUIT, if a connection is open.
    pub async fn close(&mut self) {
        if let Some((link, _)) = self.resting.take() {
            link.quit().await;
        }
    }

    async fn converse(&mut self, mut link: Link, parcel: &Parcel<'_>) -> Result<String, Failure> {
        let result = link.hand_over(parcel).await;
        let clean = match &result {
            Ok(_) => true,
            Err(failure) => failure.answered() && link.reset().await,
        };
        if clean {
            self.rest(link);
        }
        result
    }

    #[expect(clippy::disallowed_methods, reason = "how long a connection rested is the network's own affair")]
    fn rest(&mut self, link: Link) {
        self.resting = Some((link, Instant::now()));
    }

    fn take_rested(&mut self) -> Option<Link> {
        let (link, since) = self.resting.take()?;
        (since.elapsed() < self.settings.idle_max).then_some(link)
    }
}

/// An envelope and a letter that can be said in SMTP.
struct Parcel<'a> {
    from: Address,
    to: Vec<Address>,
    copy: Option<Address>,
    /// Whether any address needs SMTPUTF8 (RFC 6531).
    international: bool,
    message: std::borrow::Cow<'a, [u8]>,
}

impl<'a> Parcel<'a> {
    /// Refuses, on the server's behalf and with its codes, what could not be said to it.
    fn pack(envelope: &Envelope, message: &'a [u8]) -> Result<Parcel<'a>, Outcome> {
        let refused = |code, what: &str, recipient| Outcome::Refused { code, text: what.to_owned(), recipient };
        let from = envelope
            .from
            .parse::<Address>()
            .map_err(|_| refused(501, "the sender's address has no valid form", None))?;
        let mut to = Vec::with_capacity(envelope.to.len());
        for (index, address) in envelope.to.iter().enumerate() {
            let address = address
                .parse::<Address>()
                .map_err(|_| refused(501, "the recipient's address has no valid form", Some(index)))?;
            to.push(address);
        }
        if to.is_empty() {
            return Err(refused(554, "the letter has no recipient", None));
        }
        let copy = match envelope.copy.as_ref().map(|address| address.parse::<Address>()) {
            Some(Err(_)) => return Err(refused(501, "our own address has no valid form", None)),
            Some(Ok(copy)) => Some(copy),
            None => None,
        };
        let international = to.iter().chain([&from]).any(|a| !AsRef::<str>::as_ref(a).is_ascii());
        Ok(Parcel { from, to, copy, international, message: wire::with_crlf(message) })
    }
}

/// Refusals that are about the sender's account, whatever the letter: an account over its quota (`554 5.2.2` from
/// Exchange, which keeps a copy of each letter), or one that may not send as this sender (`5.2.252`, `5.7.x` to MAIL).
fn is_about_us(step: Step, code: u16, text: &str) -> bool {
    let begins =
        |codes: &[&str]| codes.iter().any(|code| text.strip_prefix(code).is_some_and(|rest| !starts_with_digit(rest)));
    match step {
        Step::Recipient => false,
        Step::Sender => text.starts_with("5.7.") || begins(&["5.2.2", "5.2.252"]),
        _ => code == 554 && begins(&["5.2.2", "5.2.252"]),
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The whole decision. A status tells; without one only the final dot makes a difference.
fn outcome(result: Result<String, Failure>) -> Outcome {
    let failure = match result {
        Ok(reply) => return Outcome::Sent { reply },
        Err(failure) => failure,
    };
    let Failure { why, recipient } = failure;
    match (&why.fault, why.step) {
        (Fault::Reply { code, text: words }, step) if *code >= 500 => {
            let text = format!("{step}: {code} {words}").trim_end().to_owned();
            match step {
                // RFC 4954 section 6: authentication is required, too weak or wrong.
                Step::Auth => Outcome::WrongCredentials { text },
                Step::Sender if matches!(code, 530 | 534 | 535 | 538) => Outcome::WrongCredentials { text },
                // A server that turns everybody away has not refused this letter.
                Step::Connect | Step::Hello | Step::StartTls | Step::Copy => Outcome::Retry { why },
                step if is_about_us(step, *code, words) => Outcome::Retry { why },
                Step::Sender | Step::Recipient | Step::Data | Step::Body | Step::FinalDot => {
                    Outcome::Refused { code: *code, text, recipient }
                }
            }
        }
        (Fault::Reply { .. }, _) => Outcome::Retry { why },
        (_, Step::FinalDot) => Outcome::Unknown { why },
        _ => Outcome::Retry { why },
    }
}
