//! Letters as people have them in their mailboxes, and the answers that their mail programs make of them.

use data_encoding::BASE64_MIME;
use jiff::Timestamp;
use mail_parser::{Address, HeaderValue, Message, MessageParser};

use super::{address, london, name};

/// A letter that somebody of the story received.
#[derive(Debug, Clone)]
pub struct Received {
    pub raw: Vec<u8>,
    /// What kind of a letter of ours it is, by its `X-Balintd`.
    pub kind: String,
    pub subject: String,
    /// The decoded text.
    pub text: String,
    /// The short names of those in its To and Cc.
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// Its Date.
    pub date: i64,
    reply_to: String,
    message_id: String,
    references: Vec<String>,
}

impl Received {
    pub fn parse(raw: Vec<u8>) -> Self {
        let message = MessageParser::default().parse(&raw).expect("a letter");
        let ids = |value: &HeaderValue| match value {
            HeaderValue::Text(id) => vec![id.to_string()],
            HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        Self {
            kind: field(&message, "X-Balintd"),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            to: people(message.to()),
            cc: people(message.cc()),
            date: message.date().map_or(0, mail_parser::DateTime::to_timestamp),
            reply_to: addresses(message.reply_to().or_else(|| message.from())).join(", "),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            references: ids(message.references()),
            raw,
        }
    }

    /// Where an answer to it goes: with plus-addresses, an address that carries its token.
    pub fn answers_to(&self) -> &str {
        &self.reply_to
    }

    /// An answer in somebody's words, as their mail program makes it: to the Reply-To, in the thread, with a quotation.
    pub fn answer(&self, who: &str, at: Timestamp, words: &str) -> Vec<u8> {
        let date = at.to_zoned(london());
        let quoted: String = self.text.lines().map(|line| format!("> {line}\r\n")).collect();
        let (from, to) = (address(who), &self.reply_to);
        let sent = date.strftime("%d %B %Y %H:%M");
        let below = match Program::of(who) {
            Program::Gmail => {
                let day = date.strftime("%a, %-d %b %Y at %H:%M");
                format!("On {day}, Balint Groups <{to}> wrote:\r\n\r\n{quoted}")
            }
            Program::Outlook => {
                let block = format!("From: Balint Groups <{to}>\r\nSent: {sent}\r\nTo: {from}\r\n");
                let line = "________________________________";
                format!("{line}\r\n{block}Subject: {}\r\n\r\n{}", self.subject, self.text)
            }
            Program::Telephone => format!(
                "Sent from my iPhone\r\n\r\n> On {}, Balint Groups <{to}> wrote:\r\n> \r\n{quoted}",
                date.strftime("%-d %b %Y, at %H:%M")
            ),
        };
        let references: Vec<String> =
            self.references.iter().chain([&self.message_id]).map(|id| format!("<{id}>")).collect();
        let thread = format!("In-Reply-To: <{}>\r\nReferences: {}\r\n", self.message_id, references.join("\r\n "));
        letter(who, to, &format!("Re: {}", self.subject), at, &thread, &format!("{words}\r\n\r\n{below}"))
    }
}

/// A letter of somebody's own accord.
pub fn plain(who: &str, to: &str, subject: &str, at: Timestamp, words: &str) -> Vec<u8> {
    letter(who, to, subject, at, "", words)
}

fn letter(who: &str, to: &str, subject: &str, at: Timestamp, thread: &str, text: &str) -> Vec<u8> {
    let date = at.to_zoned(london()).strftime("%a, %d %b %Y %H:%M:%S %z");
    let from = address(who);
    let id = format!("{who}.{}@{}", at.as_second(), from.rsplit('@').next().unwrap_or_default());
    let subject = encoded(subject);
    let head =
        format!("From: {who} <{from}>\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <{id}>\r\n");
    let kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n";
    let body = BASE64_MIME.encode(text.as_bytes());
    format!("{head}{thread}{kind}\r\n{body}").into_bytes()
}

/// RFC 2047, where it is needed.
fn encoded(subject: &str) -> String {
    if subject.is_ascii() {
        return subject.to_owned();
    }
    format!("=?utf-8?B?{}?=", data_encoding::BASE64.encode(subject.as_bytes()))
}

/// How people's mail programs quote.
enum Program {
    Gmail,
    Outlook,
    Telephone,
}

impl Program {
    fn of(who: &str) -> Self {
        match who {
            "helen" | "farah" => Self::Outlook,
            "tom" => Self::Telephone,
            _ => Self::Gmail,
        }
    }
}

fn field(message: &Message, name: &'static str) -> String {
    message.header(name).and_then(HeaderValue::as_text).unwrap_or_default().to_owned()
}

fn addresses(field: Option<&Address>) -> Vec<String> {
    let all = field.into_iter().flat_map(Address::iter);
    all.filter_map(|one| one.address.as_deref().map(str::to_owned)).collect()
}

fn people(field: Option<&Address>) -> Vec<String> {
    addresses(field).iter().map(|address| name(address).to_owned()).collect()
}
