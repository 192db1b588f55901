//! A letter as it was sent, opened for the page: its head, its text, and its HTML where it has some.

use mail_parser::{Addr, Address, MessageParser, MimeHeaders, PartType};
use serde::Serialize;

/// A letter, opened.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Opened {
    pub from: String,
    pub to: String,
    pub cc: String,
    pub subject: String,
    pub text: String,
    #[serde(skip)]
    pub html: Option<String>,
    /// It carries a calendar invitation, or a change of one.
    pub has_invitation: bool,
}

/// Opens a letter; none where no mail program could.
pub(super) fn open(raw: &[u8]) -> Option<Opened> {
    let message = MessageParser::default().parse(raw)?;
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.to_string()),
        _ => None,
    });
    let is_invitation = |part: &&mail_parser::MessagePart<'_>| {
        part.content_type().is_some_and(|kind| kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("calendar")))
    };
    Some(Opened {
        from: people(message.from()),
        to: people(message.to()),
        cc: people(message.cc()),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0)?.replace('\r', "").trim_end().to_owned(),
        html,
        has_invitation: message.parts.iter().any(|part| is_invitation(&part)),
    })
}

/// Names as a mail program shows them.
fn people(field: Option<&Address<'_>>) -> String {
    let shown = |person: &Addr<'_>| person.name().or(person.address()).unwrap_or_default().to_owned();
    let names: Vec<String> = field.into_iter().flat_map(Address::iter).map(shown).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: Helen Marsh and Daniel Osei <balint@kingsmead.example>\r\n\
        To: Wei Xu <wei@students.kingsmead.example>\r\nSubject: Our group on Tuesday\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn plain_letters_have_no_html() {
        let raw = format!("{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nDear Wei,\r\n\r\nsee you <soon>.\r\n");
        let opened = open(raw.as_bytes()).unwrap();
        assert_eq!(opened.from, "Helen Marsh and Daniel Osei");
        assert_eq!(opened.to, "Wei Xu");
        assert_eq!(opened.text, "Dear Wei,\n\nsee you <soon>.");
        assert_eq!(opened.html, None);
        assert!(!opened.has_invitation);
    }

    #[test]
    fn the_html_is_the_part_that_was_sent() {
        let raw = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
             --a\r\nContent-Type: text/plain\r\n\r\nDear Wei\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n<h1 lang=3D\"en\">Dear Wei</h1>\r\n--a\r\n\
             Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n--a--\r\n--m--\r\n"
        );
        let opened = open(raw.as_bytes()).unwrap();
        assert_eq!(opened.text, "Dear Wei");
        assert_eq!(opened.html.unwrap().trim(), "<h1 lang=\"en\">Dear Wei</h1>");
        assert!(opened.has_invitation);
    }

    #[test]
    fn what_is_no_letter_is_not_opened() {
        assert_eq!(open(b""), None);
    }
}
