//! Delivery reports in plain text, as qmail, Exim, Exchange, Gmail and others write them.

use crate::domain::id::Address;
use crate::domain::said::BounceAction;
use crate::inbound::letter::Letter;

use super::cause::{enhanced_status, is_address_dead};
use super::{Report, has_null_path};

/// Lines of a plain report that are looked at: the reason stands near the top.
const LINES_MAX: usize = 200;

/// What a plain report says; nothing where a server did not write it, or did not write about delivery.
pub fn report(letter: &Letter) -> Option<Report> {
    let is_report = is_from_a_daemon(letter)
        || (is_from_a_server(letter) && has_report_wording(letter))
        || (has_null_path(letter) && has_report_subject_of_its_own(letter));
    is_report.then(|| by_wording(letter))
}

/// An address from which nothing but reports on delivery is written, whatever their words.
fn is_from_a_daemon(letter: &Letter) -> bool {
    let local = letter.from.as_ref().map_or("", Address::local);
    let from = letter.field("from").unwrap_or_default().to_lowercase();
    ["mailer-daemon", "mail-daemon", "mailerdaemon"]
        .iter()
        .any(|known| local.starts_with(known) || (letter.from.is_none() && from.contains(known)))
}

/// The letter says by its head that a mail server wrote it. There are people behind some of these addresses too.
fn is_from_a_server(letter: &Letter) -> bool {
    let local = letter.from.as_ref().map_or("", Address::local);
    let name = letter.from_name.to_lowercase();
    let is_server = SERVERS.iter().any(|known| local.starts_with(known))
        || ["mail delivery sub", "mail delivery sys", "mail administrator", "mailer-daemon", "mailer daemon"]
            .iter()
            .any(|known| name.contains(known));
    let has_sign = letter.field("x-failed-recipients").is_some()
        || letter.field("x-ms-exchange-message-is-ndr").is_some()
        || letter.report.kind.as_deref() == Some("delivery-status");
    is_server || has_sign || (letter.from.is_none() && has_null_path(letter))
}

/// How the addresses of servers begin.
const SERVERS: [&str; 8] =
    ["postmaster", "post_master", "mmdf", "microsoftexchange", "no-reply", "noreply", "do-not-reply", "donotreply"];

fn has_report_wording(letter: &Letter) -> bool {
    let subject = letter.subject.to_lowercase();
    let text = head(letter);
    SUBJECTS.iter().any(|known| subject.contains(known)) || WORDINGS.iter().any(|known| text.contains(known))
}

/// Nobody's letter is answered, and a person who passes a report on has `Fwd:` before its subject.
fn has_report_subject_of_its_own(letter: &Letter) -> bool {
    let subject = letter.subject.trim().to_lowercase();
    letter.references().next().is_none() && SUBJECTS.iter().any(|known| subject.starts_with(known))
}

const SUBJECTS: [&str; 20] = [
    "undeliver",
    "undelivered mail",
    "returned mail",
    "returned to sender",
    "delivery status notification",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "delivery notification",
    "delivery report",
    "failure notice",
    "delivery problem",
    "mail delivery",
    "message delivery",
    "could not be delivered",
    "delayed mail",
    "warning: message",
    "warning: could not send",
    "unzustellbar",
    "non remis",
];

const WORDINGS: [&str; 21] = [
    "this is the qmail-send program",
    "could not be delivered",
    "couldn't be delivered",
    "couldn’t be delivered",
    "wasn't delivered",
    "wasn’t delivered",
    "was not delivered",
    "has not been delivered",
    "not yet been delivered",
    "delivery to the following",
    "delivery has failed",
    "delivery of your message",
    "unable to deliver",
    "undeliverable",
    "returned to the sender",
    "permanent fatal errors",
    "did not reach the following recipient",
    "no such user here",
    "rcpt to:<",
    "the following list of recipients",
    // Amazon's notifications, which are data.
    "bouncedrecipients",
];

/// qmail, Exim, Gmail, Exchange and others, in their own words.
fn by_wording(letter: &Letter) -> Report {
    let text = head(letter);
    let subject = letter.subject.to_lowercase();
    let is_delay =
        ["delay", "warning: message", "could not send mail for", "warning: could not send", "still being retried"]
            .iter()
            .any(|word| subject.contains(word))
            || [
                "will be retried",
                "will continue to",
                "will keep trying",
                "not yet been delivered",
                "no action is required",
            ]
            .iter()
            .any(|word| text.contains(word));
    let status = enhanced_status(&text);
    let is_temporary = status.as_deref().is_some_and(|status| status.starts_with('4'));
    let action =
        if is_delay && !text.contains("permanent error") { BounceAction::Delayed } else { BounceAction::Failed };
    Report {
        recipients: named_recipients(letter, &text),
        permanent: action == BounceAction::Failed && !is_temporary && is_address_dead(status.as_deref(), &text),
        status,
        action,
        words: letter.subject.clone(),
    }
}

/// The addresses in a plain report: those that the header names, then those of the text, but none of the server's.
fn named_recipients(letter: &Letter, text: &str) -> Vec<Address> {
    let header = letter.field("x-failed-recipients").unwrap_or_default();
    header
        .split(',')
        .chain(text.split(|c: char| c.is_whitespace() || "<>()[],;:\"'".contains(c)))
        .filter_map(|word| Address::new(word.trim_end_matches('.')).ok())
        .filter(|address| Some(address) != letter.from.as_ref() && address.domain().contains('.'))
        .chain(letter.report.returned_to.iter().cloned())
        .take(LINES_MAX)
        .collect()
}

/// The report's own text in lower case, as far as the copy of the letter that it returns.
pub fn head(letter: &Letter) -> String {
    let plain = letter.plain.first().map_or("", |part| part.text.as_str());
    let text = if plain.trim().is_empty() { letter.html.as_str() } else { plain };
    let own = text.lines().take(LINES_MAX).take_while(|line| {
        let line = line.to_lowercase();
        !(line.contains("copy of the message")
            || line.contains("original message")
            || line.contains("message header follows")
            || line.contains("message headers follow"))
    });
    own.collect::<Vec<_>>().join("\n").to_lowercase()
}
