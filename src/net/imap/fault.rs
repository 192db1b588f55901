//! How a command may fail: too late, cut off, unparsable, or refused; and the words for it.
//!
//! What the server sent stays out of these words, save for its short texts after a NO or BYE, made fit for a log.

use std::future::Future;
use std::io;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use async_imap::error::Error as ImapError;
use futures::FutureExt;
use tokio::time::timeout;

use super::super::MailboxError;
use super::super::log_safe::log_safe;

/// Waits for the end of some work, but not for longer than `limit`: `None` then.
///
/// The parser panics where a response code is followed by a letter beyond ASCII. What a server says shall not be our
/// end, so that is one more odd answer.
pub(super) async fn heard<T>(
    limit: Duration,
    command: &'static str,
    work: impl Future<Output = Result<T, MailboxError>>,
) -> Option<Result<T, MailboxError>> {
    let result = timeout(limit, AssertUnwindSafe(work).catch_unwind()).await.ok()?;
    Some(result.unwrap_or_else(|_panicked| Err(odd(command, UNPARSABLE))))
}

pub(super) async fn within<T>(
    limit: Duration,
    command: &'static str,
    work: impl Future<Output = Result<T, MailboxError>>,
) -> Result<T, MailboxError> {
    heard(limit, command, work).await.unwrap_or_else(|| Err(away(command, "no answer in time")))
}

const UNPARSABLE: &str = "a line that cannot be parsed";

pub(super) fn odd(command: &'static str, why: impl Into<String>) -> MailboxError {
    MailboxError::Odd { command, why: why.into() }
}

pub(super) fn away(command: &'static str, why: impl AsRef<str>) -> MailboxError {
    MailboxError::Away { why: format!("{command}: {}", why.as_ref()) }
}

/// The parser reports what it cannot read as an I/O error with the server's bytes in its text: those stay here.
pub(super) fn io_error(command: &'static str, error: &io::Error) -> MailboxError {
    match error.kind() {
        io::ErrorKind::Other => odd(command, UNPARSABLE),
        kind => away(command, kind.to_string()),
    }
}

pub(super) fn broken(command: &'static str, error: &ImapError) -> MailboxError {
    match error {
        ImapError::Io(error) => io_error(command, error),
        ImapError::ConnectionLost => away(command, "the connection ended"),
        ImapError::No(_) => odd(command, "NO"),
        ImapError::Bad(_) => odd(command, "BAD"),
        _ => odd(command, "an answer to something else"),
    }
}

/// A NO to LOGIN means the password, unless the server says that it could not look (RFC 5530 section 3).
pub(super) fn login_error(error: ImapError) -> MailboxError {
    const NOT_THE_PASSWORD: [&str; 4] = ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]"];
    let ImapError::No(text) = error else {
        return broken("LOGIN", &error);
    };
    // async-imap wraps the server's words up: `code: None, info: Some("...")`.
    let words = text.split_once("info: Some(\"").map_or(text.as_str(), |(_, words)| words.trim_end_matches("\")"));
    let words = log_safe(words);
    match NOT_THE_PASSWORD.iter().any(|code| words.contains(code)) {
        true => away("LOGIN", words),
        false => MailboxError::WrongCredentials { text: words },
    }
}
