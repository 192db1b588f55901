//! A letter as it came in: who wrote it to whom, in which thread, and its texts (RFC 5322, RFC 2045 ff., RFC 3462).
//!
//! Never fails: what cannot be read is named in `aside`. Takes the first of repeated fields and refuses two Froms,
//! because a forger appends. Time grows linearly with the bytes, memory is bounded by the limits below and in `mime`.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::domain::id::Address;

use super::decode;
use super::mime::{Entity, Field, Leaf, leaves};
use super::reading::Aside;

/// More than any server that we know takes; a photograph of a paper register has 20 MB.
const LETTER_BYTES_MAX: usize = 40 * 1024 * 1024;
/// Letters inside the letter that are looked at.
const ENCLOSED_MAX: usize = 5;
/// Addresses that are looked at; our token stands among the first.
const RECIPIENTS_MAX: usize = 100;
/// Message-IDs that are looked at.
const REFERENCES_MAX: usize = 100;

/// A piece of plain text and how its lines are broken (RFC 3676).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainText {
    pub text: String,
    pub flowed: bool,
    pub delsp: bool,
}

/// What else a letter carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carried {
    /// `winmail.dat`: Outlook's own format.
    Tnef,
    /// Encrypted, or signed in a way that hides the text (S/MIME, PGP).
    Sealed,
    Image,
    Pdf,
    Other,
}

/// The parts of a `multipart/report` (RFC 3462).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// `delivery-status`, `disposition-notification`, …
    pub kind: Option<String>,
    /// The text of the `message/delivery-status` part (RFC 3464).
    pub delivery_status: Option<String>,
    /// The Message-ID of the letter that the report is about.
    pub returned_id: Option<String>,
    /// To whom that letter had gone.
    pub returned_to: Vec<Address>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// The one mailbox of the one From field.
    pub from: Option<Address>,
    pub from_name: String,
    /// To, Cc and the addresses that delivering servers noted.
    pub sent_to: Vec<Address>,
    pub message_id: Option<String>,
    pub date: Option<Timestamp>,
    pub subject: String,
    pub plain: Vec<PlainText>,
    pub html: String,
    pub calendar: Option<String>,
    pub report: Report,
    /// Letters attached whole.
    pub enclosed: Vec<Letter>,
    pub carries: BTreeSet<Carried>,
    /// Why it cannot be read in full.
    pub aside: BTreeSet<Aside>,
    fields: Vec<(String, String)>,
    references: Vec<String>,
}

impl Letter {
    /// Reads the bytes of a letter; any bytes will do.
    pub fn parse(raw: &[u8]) -> Self {
        let unix = with_line_feeds(raw);
        let mut letter = Self::parse_at(unix.as_deref().unwrap_or(raw), true);
        if raw.len() > LETTER_BYTES_MAX {
            letter.aside.insert(Aside::TooLarge);
        }
        letter
    }

    /// The Message-IDs that it answers, from the most specific: the returned letter of a delivery report,
    /// In-Reply-To, then References from the last.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.report.returned_id.iter().chain(&self.references).map(String::as_str)
    }

    /// What stands behind the `+` where the letter was sent to our address with a detail (RFC 5233), in lower case.
    pub fn tokens(&self, ours: &Address) -> Vec<&str> {
        let mut tokens: Vec<&str> = Vec::new();
        for address in self.sent_to.iter().filter(|address| address.domain() == ours.domain()) {
            let detail = address.local().strip_prefix(ours.local()).and_then(|rest| rest.strip_prefix('+'));
            if let Some(detail) = detail.filter(|detail| !detail.is_empty() && !tokens.contains(detail)) {
                tokens.push(detail);
            }
        }
        tokens
    }

    /// The first field of this name, unfolded.
    pub fn field(&self, name: &str) -> Option<&str> {
        let known = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map(|(_, value)| value.as_str())
    }

    /// All fields of this name, from the top.
    pub fn fields_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn parse_at(raw: &[u8], outermost: bool) -> Self {
        let root = Entity::new(raw.get(..LETTER_BYTES_MAX).unwrap_or(raw));
        let mut letter = Self::default();
        letter.read_fields(&root);
        let media = root.media();
        if media.kind == "multipart/report" {
            letter.report.kind = media.parameter("report-type").map(str::to_ascii_lowercase);
        }
        let found = leaves(root);
        if found.too_deep {
            letter.aside.insert(Aside::TooDeep);
        }
        if found.cut_off {
            letter.aside.insert(Aside::Truncated);
        }
        for leaf in &found.leaves {
            letter.read_leaf(leaf, outermost);
        }
        letter
    }

    fn read_fields(&mut self, root: &Entity<'_>) {
        self.read_sender(root);
        for field in &root.fields {
            let is_recipient = ["to", "cc", "delivered-to", "x-original-to"].iter().any(|name| field.is(name));
            if is_recipient && self.sent_to.len() < RECIPIENTS_MAX {
                let addresses = field.mailboxes().into_iter().filter_map(|(_, text)| Address::new(&text).ok());
                self.sent_to.extend(addresses.take(RECIPIENTS_MAX));
            }
        }
        self.subject = root.first("subject").map(Field::text).unwrap_or_default();
        self.date = root.first("date").and_then(Field::date);
        self.message_id = root.first("message-id").and_then(|field| field.ids().into_iter().next());
        let answered = root.first("in-reply-to").map(Field::ids).unwrap_or_default();
        let thread = root.first("references").map(Field::ids).unwrap_or_default();
        for id in answered.into_iter().chain(thread.into_iter().rev()).take(REFERENCES_MAX) {
            if !self.references.contains(&id) {
                self.references.push(id);
            }
        }
        self.fields =
            root.fields.iter().map(|field| (String::from_utf8_lossy(field.name).into_owned(), field.value())).collect();
    }

    /// One From with one mailbox (RFC 5322, section 3.6.2 allows more; no person's mail program writes them).
    fn read_sender(&mut self, root: &Entity<'_>) {
        let mut froms = root.fields.iter().filter(|field| field.is("from"));
        let mailboxes = froms.next().map(Field::mailboxes).unwrap_or_default();
        if let ([(name, text)], None) = (mailboxes.as_slice(), froms.next()) {
            self.from = Address::new(text).ok();
            self.from_name = name.clone();
        }
        if self.from.is_none() {
            self.aside.insert(Aside::SenderUnclear);
        }
    }

    fn read_leaf(&mut self, leaf: &Leaf<'_>, outermost: bool) {
        match leaf.media.kind.as_str() {
            "text/calendar" | "application/ics" => {
                if self.calendar.is_none() {
                    self.calendar = Some(self.text_of(leaf));
                }
            }
            "message/delivery-status" | "message/global-delivery-status" => {
                if self.report.delivery_status.is_none() {
                    self.report.delivery_status = Some(self.text_of(leaf));
                }
            }
            "message/rfc822" | "message/global" | "text/rfc822-headers" | "message/rfc822-headers" => {
                self.read_enclosed(leaf, outermost);
            }
            "message/disposition-notification" => self.report.kind = Some("disposition-notification".to_owned()),
            "text/html" if !leaf.entity.is_attachment() => {
                let text = self.text_of(leaf);
                self.html.push_str(&text);
                self.html.push('\n');
            }
            kind if kind.starts_with("text/") && !leaf.entity.is_attachment() => self.read_plain(leaf),
            // A divided letter whose boundary never comes: its text is better read than lost.
            kind if kind.starts_with("multipart/") && kind != "multipart/encrypted" => self.read_plain(leaf),
            kind => {
                self.carries.insert(carried(kind, leaf));
            }
        }
    }

    fn read_plain(&mut self, leaf: &Leaf<'_>) {
        let text = self.text_of(leaf);
        let says = |name: &str, value: &str| leaf.media.parameter(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        self.plain.push(PlainText { text, flowed: says("format", "flowed"), delsp: says("delsp", "yes") });
    }

    /// In a report, the letter that the report is about; else one that the writer passes on.
    fn read_enclosed(&mut self, leaf: &Leaf<'_>, outermost: bool) {
        if self.report.kind.is_some() {
            let returned = Entity::new(leaf.entity.body);
            self.report.returned_id = returned.first("message-id").and_then(|id| id.ids().into_iter().next());
            let to = returned.first("to").map(Field::mailboxes).unwrap_or_default();
            let addresses = to.iter().filter_map(|(_, text)| Address::new(text).ok());
            self.report.returned_to = addresses.take(RECIPIENTS_MAX).collect();
        } else if outermost && leaf.media.kind.starts_with("message/") && self.enclosed.len() < ENCLOSED_MAX {
            self.enclosed.push(Self::parse_at(leaf.entity.body, false));
        }
    }

    fn text_of(&mut self, leaf: &Leaf<'_>) -> String {
        let encoding = leaf.entity.first("content-transfer-encoding").map(Field::value);
        let (text, cut) =
            decode::text(leaf.entity.body, encoding.as_deref().unwrap_or_default(), leaf.media.parameter("charset"));
        if cut {
            self.aside.insert(Aside::TooLarge);
        }
        text
    }
}

/// Letters that were kept on old Macintoshes have no line feed at all.
fn with_line_feeds(raw: &[u8]) -> Option<Vec<u8>> {
    let is_old = memchr::memchr(b'\n', raw).is_none() && memchr::memchr(b'\r', raw).is_some();
    is_old.then(|| raw.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

fn carried(kind: &str, leaf: &Leaf<'_>) -> Carried {
    let named = |ending: &str| {
        let name = leaf.media.parameter("name").unwrap_or_default().to_ascii_lowercase();
        name.ends_with(ending)
    };
    match kind {
        "application/ms-tnef" | "application/vnd.ms-tnef" => Carried::Tnef,
        "application/pkcs7-mime" | "application/x-pkcs7-mime" | "application/pgp-encrypted" | "multipart/encrypted" => {
            Carried::Sealed
        }
        "application/pdf" => Carried::Pdf,
        _ if kind.starts_with("image/") => Carried::Image,
        _ if named("winmail.dat") => Carried::Tnef,
        _ if named(".p7m") => Carried::Sealed,
        _ => Carried::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(raw: &str) -> Letter {
        Letter::parse(raw.as_bytes())
    }

    #[test]
    fn one_from_with_one_mailbox_or_none() {
        for (header, expect) in [
            ("From: Tom <Tom@Students.example>\n", Some("tom@students.example")),
            ("From: a@x.example\nFrom: b@x.example\n", None),
            ("From: a@x.example, b@x.example\n", None),
            ("From: undisclosed:;\n", None),
            ("To: a@x.example\n", None),
        ] {
            let letter = parse(&format!("{header}\nhello"));
            assert_eq!(letter.from.as_ref().map(Address::as_str), expect, "{header:?}");
            assert_eq!(letter.aside.contains(&Aside::SenderUnclear), expect.is_none());
        }
    }

    #[test]
    fn a_letter_without_line_feeds_has_lines() {
        let letter = parse("From: a@x.example\rSubject: away\r\rI am\rill");
        assert_eq!((letter.subject.as_str(), letter.plain[0].text.as_str()), ("away", "I am\nill"));
    }

    #[test]
    fn references_go_from_the_most_specific() {
        let letter = parse("In-Reply-To: <c@x>\nReferences: <a@x> <b@x>\n <c@x>\n\n");
        assert_eq!(letter.references().collect::<Vec<_>>(), ["c@x", "b@x", "a@x"]);
    }

    #[test]
    fn tokens_come_from_any_field_that_names_us() {
        let ours = Address::new("balint@med.example").unwrap();
        let letter = parse(
            "To: Balint <balint+abc7@med.example>, balint+no@other.example\nDelivered-To: balint@med.example\n\n",
        );
        assert_eq!(letter.tokens(&ours), ["abc7"]);
    }

    #[test]
    fn a_letter_that_hides_its_text_says_so() {
        let letter = parse("Content-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA");
        assert!(letter.plain.is_empty() && letter.carries.contains(&Carried::Sealed));
        let letter = parse("Content-Type: application/octet-stream; name=\"winmail.dat\"\n\nAAAA");
        assert!(letter.carries.contains(&Carried::Tnef));
    }

    #[test]
    fn an_attached_letter_is_opened_once() {
        let letter = parse(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\n\
             From: t@x.example\nSubject: away\n\nI am ill\n--b--\n",
        );
        assert_eq!(letter.enclosed.len(), 1);
        assert_eq!(letter.enclosed[0].subject, "away");
        assert_eq!(letter.plain[0].text, "see below");
    }
}
