//! One SMTP connection, driven command by command over lettre's.
//!
//! lettre writes the commands, stuffs the dots and parses the replies; this file sets the time limits and notes at
//! which step the conversation ended. A link that failed without an answer must be dropped.

use std::fmt::Display;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::FutureExt;
use lettre::transport::smtp::Error as LettreError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::super::log_safe::{enhanced_code, log_safe};
use super::super::stream::{Dialler, Stream, TlsMode};
use super::super::{Fault, PostmanFacts, Step, Why};
use super::{Parcel, SmtpSettings, SmtpTimeouts, starttls};

/// A letter is written in blocks of this size, each with its own time limit (RFC 5321 section 4.5.3.2.5).
const BLOCK_BYTES: usize = 64 * 1024;

/// A connection that has been greeted and, where there are credentials, has accepted them.
pub(super) struct Link {
    connection: AsyncSmtpConnection,
    timeouts: SmtpTimeouts,
    encrypted: bool,
}

impl Link {
    /// Connects, greets, encrypts and authenticates, as the settings have it.
    pub(super) async fn open(dialler: &Dialler, settings: &SmtpSettings) -> Result<Link, Why> {
        let timeouts = settings.timeouts;
        let hello_name = settings.hello_name.clone().map(ClientId::Domain).unwrap_or_default();
        let stream = dial(dialler, timeouts.connect).await?;
        let mut encrypted = stream.is_encrypted();
        let stream: Box<dyn AsyncTokioStream> = match dialler.mode() {
            TlsMode::None | TlsMode::Implicit => Box::new(stream),
            TlsMode::Starttls => {
                encrypted = true;
                Box::new(starttls::upgrade(dialler, stream, &hello_name, &timeouts).await?)
            }
        };
        let connection = greet(stream, &hello_name, timeouts.hello).await?;
        let mut link = Link { connection, timeouts, encrypted };
        if let Some((user, password)) = &settings.credentials {
            let credentials = Credentials::new(user.clone(), password.expose_secret().to_owned());
            link.authenticate(&credentials).await?;
        }
        Ok(link)
    }

    /// Sends one letter. The server's words on success; where and how it ended otherwise.
    pub(super) async fn hand_over(&mut self, parcel: &Parcel<'_>) -> Result<String, Failure> {
        let limits = self.timeouts;
        let parameters = self.mail_parameters(parcel)?;
        let sender = Mail::new(Some(parcel.from.clone()), parameters);
        self.command(Step::Sender, sender, limits.sender).await?;
        for (index, address) in parcel.to.iter().enumerate() {
            self.command(Step::Recipient, Rcpt::new(address.clone(), vec![]), limits.recipient)
                .await
                .map_err(|why| Failure { why, recipient: Some(index) })?;
        }
        if let Some(copy) = &parcel.copy {
            self.command(Step::Copy, Rcpt::new(copy.clone(), vec![]), limits.recipient).await?;
        }
        self.command(Step::Data, Data, limits.data).await?;
        Ok(self.letter(&parcel.message).await?)
    }

    /// Clears a letter that was refused half-way; whether the connection may be used for another.
    pub(super) async fn reset(&mut self) -> bool {
        self.command(Step::Sender, Rset, self.timeouts.hello).await.is_ok()
    }

    /// QUIT; nothing depends on the answer.
    pub(super) async fn quit(mut self) {
        let quit = self.connection.command(Quit);
        if timeout(self.timeouts.quit, quit).await.is_err() {
            tracing::debug!("the mail server did not answer QUIT");
        }
    }

    pub(super) fn facts(&self, authenticated: bool) -> PostmanFacts {
        PostmanFacts { server: log_safe(self.connection.server_info().name()), private: self.encrypted, authenticated }
    }

    async fn authenticate(&mut self, credentials: &Credentials) -> Result<(), Why> {
        if self.connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            let text = "the server offers neither AUTH PLAIN nor AUTH LOGIN".to_owned();
            return Err(Why { step: Step::Auth, fault: Fault::Unreachable(text) });
        }
        let limit = self.timeouts.hello;
        let answer = self.connection.auth(DEFAULT_MECHANISMS, credentials);
        answered(Step::Auth, limit, answer).await?;
        Ok(())
    }

    /// What has to be said beside the sender's address (RFC 6152, RFC 6531).
    fn mail_parameters(&self, parcel: &Parcel<'_>) -> Result<Vec<MailParameter>, Failure> {
        let server = self.connection.server_info();
        let cannot = |code, text: &str| Why { step: Step::Sender, fault: Fault::Reply { code, text: text.to_owned() } };
        let mut parameters = Vec::new();
        if parcel.international {
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return Err(cannot(553, "5.6.7 the server takes no address beyond ASCII").into());
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !parcel.message.is_ascii() {
            if !server.supports_feature(Extension::EightBitMime) {
                return Err(cannot(554, "5.6.3 the server takes no eight-bit letter").into());
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(parameters)
    }

    async fn command(&mut self, step: Step, command: impl Display, limit: Duration) -> Result<String, Why> {
        answered(step, limit, self.connection.command(command)).await
    }

    /// Writes the text and the final dot. lettre asks for the block after the last one only when all the others are
    /// written, so its asking tells on which side of the final dot the conversation ended.
    async fn letter(&mut self, message: &[u8]) -> Result<String, Why> {
        let blocks_total = message.chunks(BLOCK_BYTES).len();
        let blocks_asked = AtomicUsize::new(0);
        let mut blocks = message.chunks(BLOCK_BYTES);
        let blocks = std::iter::from_fn(|| {
            blocks_asked.fetch_add(1, Ordering::Relaxed);
            blocks.next()
        });
        let step = || match blocks_asked.load(Ordering::Relaxed) > blocks_total {
            true => Step::FinalDot,
            false => Step::Body,
        };
        let mut sending = pin!(self.connection.message_iter(blocks));
        loop {
            let asked_before = blocks_asked.load(Ordering::Relaxed);
            let limit = match step() {
                Step::FinalDot => self.timeouts.final_dot,
                _ => self.timeouts.block,
            };
            match timeout(limit, &mut sending).await {
                Ok(result) => return judge(step(), result),
                // A block went out in the meantime, so the time begins again for the next one.
                Err(_) if blocks_asked.load(Ordering::Relaxed) > asked_before => {}
                Err(_) => {
                    return Err(Why { step: step(), fault: Fault::TimedOut });
                }
            }
        }
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("encrypted", &self.encrypted).finish_non_exhaustive()
    }
}

/// A letter that did not get through, and for which recipient, where it was for one.
#[derive(Debug)]
pub(super) struct Failure {
    pub why: Why,
    pub recipient: Option<usize>,
}

impl Failure {
    /// The server gave a status and goes on talking; 421 means that it does not.
    pub(super) fn answered(&self) -> bool {
        matches!(self.why.fault, Fault::Reply { code, .. } if code != 421)
    }

    /// The very first command met a closed door.
    pub(super) fn found_closed(&self) -> bool {
        self.why.step == Step::Sender && matches!(self.why.fault, Fault::Broken | Fault::Reply { code: 421, .. })
    }
}

impl From<Why> for Failure {
    fn from(why: Why) -> Failure {
        Failure { why, recipient: None }
    }
}

async fn dial(dialler: &Dialler, limit: Duration) -> Result<Stream, Why> {
    let fault = match timeout(limit, dialler.connect()).await {
        Ok(Ok(stream)) => return Ok(stream),
        Ok(Err(error)) => Fault::Unreachable(log_safe(&error.to_string())),
        Err(_) => Fault::TimedOut,
    };
    Err(Why { step: Step::Connect, fault })
}

/// The greeting and EHLO.
async fn greet(
    stream: Box<dyn AsyncTokioStream>,
    hello_name: &ClientId,
    limit: Duration,
) -> Result<AsyncSmtpConnection, Why> {
    let greeting = AsyncSmtpConnection::connect_with_transport(stream, hello_name);
    // lettre panics on a line of blanks in the answer to EHLO. What a server says shall not be our end.
    let fault = match timeout(limit, AssertUnwindSafe(greeting).catch_unwind()).await {
        Ok(Ok(Ok(connection))) => return Ok(connection),
        Ok(Ok(Err(error))) => fault_of(Step::Hello, &error),
        Ok(Err(_panicked)) => Fault::Broken,
        Err(_) => Fault::TimedOut,
    };
    Err(Why { step: Step::Hello, fault })
}

/// Waits for one answer within its time.
async fn answered(
    step: Step,
    limit: Duration,
    answer: impl Future<Output = Result<Response, LettreError>>,
) -> Result<String, Why> {
    match timeout(limit, answer).await {
        Ok(result) => judge(step, result),
        Err(_) => Err(Why { step, fault: Fault::TimedOut }),
    }
}

/// An answer counts as yes only in the class of codes that belongs to its step (RFC 5321 section 4.3.2).
fn judge(step: Step, result: Result<Response, LettreError>) -> Result<String, Why> {
    let fault = match result {
        Ok(reply) => {
            let code = u16::from(reply.code());
            let expected = match step {
                Step::Data => code == 354,
                _ => (200..300).contains(&code),
            };
            if expected {
                let words: Vec<&str> = reply.message().collect();
                return Ok(log_safe(&words.join(" ")));
            }
            Fault::Broken
        }
        Err(error) => fault_of(step, &error),
    };
    Err(Why { step, fault })
}

fn fault_of(step: Step, error: &LettreError) -> Fault {
    let Some(code) = error.status() else {
        return Fault::Broken;
    };
    let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let text = match step {
        // The answer about a recipient is the one place where a server names them without an address.
        Step::Recipient | Step::Copy => enhanced_code(&words),
        _ => log_safe(&words),
    };
    Fault::Reply { code: u16::from(code), text }
}
