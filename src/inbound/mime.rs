//! A letter taken apart into header fields and body parts (RFC 5322, section 2.2; RFC 2046, section 5.1).
//!
//! mail-parser reads single fields well, but walks nested boundaries in more than linear time and drops nested
//! messages recursively; so the walk is ours: each level reads its bytes once, and every count has a limit.

use mail_parser::parsers::MessageStream;
use mail_parser::{Address as MailAddress, DateTime, HeaderValue};
use memchr::memchr;

use super::decode;

/// Far above what real letters nest (a signed, forwarded, alternative letter has four levels).
const DEPTH_MAX: usize = 12;
/// Far above real letters; a digest of a busy list has about a hundred.
const PARTS_MAX: usize = 300;
/// Far above real letters; a long forwarding chain has about two hundred.
const FIELDS_MAX: usize = 1_000;
/// One field as far as it is looked at; the References of a very long thread have about ten thousand bytes.
const FIELD_BYTES_MAX: usize = 16 * 1024;

/// One header field, its value still folded and encoded.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a [u8],
    raw: &'a [u8],
}

impl Field<'_> {
    /// Is this its name, whatever the case of the letters?
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// The value unfolded, nothing decoded.
    pub fn value(&self) -> String {
        let text = String::from_utf8_lossy(self.raw);
        let mut value = String::with_capacity(text.len());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line);
        }
        value
    }

    /// The value as text, encoded words (RFC 2047) decoded.
    pub fn text(&self) -> String {
        match self.terminated_stream(&mut Vec::new(), MessageStream::parse_unstructured) {
            HeaderValue::Text(text) => decode::tidy(&text).trim().to_owned(),
            _ => String::new(),
        }
    }

    /// The mailboxes in the value: display name and address.
    pub fn mailboxes(&self) -> Vec<(String, String)> {
        let value = self.terminated_stream(&mut Vec::new(), MessageStream::parse_address);
        let HeaderValue::Address(addresses) = value else {
            return Vec::new();
        };
        let listed: Vec<_> = match addresses {
            MailAddress::List(list) => list,
            MailAddress::Group(groups) => groups.into_iter().flat_map(|group| group.addresses).collect(),
        };
        listed
            .into_iter()
            .map(|mailbox| {
                let name = mailbox.name.map(|name| decode::tidy(&name)).unwrap_or_default();
                (name.trim().to_owned(), mailbox.address.unwrap_or_default().into_owned())
            })
            .collect()
    }

    /// The value as an instant (RFC 5322, section 3.3).
    pub fn date(&self) -> Option<jiff::Timestamp> {
        match self.terminated_stream(&mut Vec::new(), MessageStream::parse_date) {
            HeaderValue::DateTime(date) => instant(&date),
            _ => None,
        }
    }

    /// The Message-IDs in the value, without their angle brackets.
    pub fn ids(&self) -> Vec<String> {
        let value = self.value();
        let mut ids: Vec<String> = value
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split_once('>').map(|(id, _)| id.split_whitespace().collect()))
            .collect();
        if ids.is_empty() {
            ids = value.split_whitespace().map(str::to_owned).collect();
        }
        ids.retain(|id| !id.is_empty());
        ids
    }

    /// Gives a parser of mail-parser the value with the line end that it waits for.
    fn terminated_stream<'b>(
        &self,
        buffer: &'b mut Vec<u8>,
        parse: impl FnOnce(&mut MessageStream<'b>) -> HeaderValue<'b>,
    ) -> HeaderValue<'static> {
        buffer.extend_from_slice(self.raw);
        while buffer.last().is_some_and(u8::is_ascii_whitespace) {
            buffer.pop();
        }
        buffer.push(b'\n');
        parse(&mut MessageStream::new(buffer)).into_owned()
    }
}

fn instant(date: &DateTime) -> Option<jiff::Timestamp> {
    date.is_valid().then(|| jiff::Timestamp::from_second(date.to_timestamp()).ok()).flatten()
}

/// A header block and what stands below it.
#[derive(Debug, Clone)]
pub struct Entity<'a> {
    pub fields: Vec<Field<'a>>,
    pub body: &'a [u8],
    /// There were more fields than are looked at.
    pub crowded: bool,
}

impl<'a> Entity<'a> {
    /// Splits at the first empty line; lines above it that are no field are passed over.
    pub fn new(raw: &'a [u8]) -> Self {
        let mut fields: Vec<Field<'a>> = Vec::new();
        let mut start = 0;
        let mut crowded = false;
        let mut open: Option<(usize, usize)> = None;
        while let Some((line, next)) = line_at(raw, start) {
            if trim_end(line).is_empty() {
                start = next;
                break;
            }
            let continues = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            if !continues {
                close(raw, open.take(), start, &mut fields);
                crowded |= fields.len() >= FIELDS_MAX;
                if !crowded && let Some(colon) = line.iter().position(|byte| *byte == b':') {
                    open = Some((start, start + colon));
                }
            }
            start = next;
        }
        close(raw, open, start, &mut fields);
        Self { fields, body: raw.get(start..).unwrap_or_default(), crowded }
    }

    /// The first field of a name; a later one was added by somebody below the one who wrote the first.
    pub fn first(&self, name: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.is(name))
    }

    /// The media type and its parameters (RFC 2045, section 5), plain text where nothing is said.
    pub fn media(&self) -> Media {
        let mut buffer = Vec::new();
        let value = self
            .first("content-type")
            .map(|field| field.terminated_stream(&mut buffer, MessageStream::parse_content_type));
        let Some(HeaderValue::ContentType(content)) = value else {
            return Media { kind: "text/plain".to_owned(), parameters: Vec::new() };
        };
        let kind = format!("{}/{}", content.ctype(), content.subtype().unwrap_or_default()).to_ascii_lowercase();
        let parameters = content
            .attributes()
            .unwrap_or_default()
            .iter()
            .map(|attribute| (attribute.name.to_ascii_lowercase(), attribute.value.to_string()))
            .collect();
        Media { kind, parameters }
    }

    /// Is it marked as a file to keep rather than as text to read?
    pub fn is_attachment(&self) -> bool {
        self.first("content-disposition")
            .is_some_and(|field| starts_ignoring_case(field.value().as_bytes(), b"attachment"))
    }
}

fn close<'a>(raw: &'a [u8], open: Option<(usize, usize)>, end: usize, fields: &mut Vec<Field<'a>>) {
    let Some((start, colon)) = open else { return };
    let end = end.min(colon + 1 + FIELD_BYTES_MAX);
    if let (Some(name), Some(value)) = (raw.get(start..colon), raw.get(colon + 1..end)) {
        fields.push(Field { name: trim_end(name), raw: value });
    }
}

/// A media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// `text/plain`, in lower case.
    pub kind: String,
    parameters: Vec<(String, String)>,
}

impl Media {
    /// A parameter by its lower-case name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A part that is not itself divided.
#[derive(Debug, Clone)]
pub struct Leaf<'a> {
    pub media: Media,
    pub entity: Entity<'a>,
}

/// What the walk found.
#[derive(Debug, Clone, Default)]
pub struct Leaves<'a> {
    pub leaves: Vec<Leaf<'a>>,
    /// Nested deeper, or divided into more parts, than is looked at.
    pub too_deep: bool,
    /// The letter's own last delimiter never came: its end is missing.
    pub cut_off: bool,
}

/// Every undivided part of a letter, in order.
pub fn leaves(root: Entity<'_>) -> Leaves<'_> {
    let mut found = Leaves::default();
    walk(root, 0, &mut found);
    found
}

fn walk<'a>(entity: Entity<'a>, depth: usize, found: &mut Leaves<'a>) {
    found.too_deep |= entity.crowded;
    if depth > DEPTH_MAX || found.leaves.len() >= PARTS_MAX {
        found.too_deep = true;
        return;
    }
    let media = entity.media();
    let (parts, is_whole) = match media.parameter("boundary") {
        Some(boundary) if media.kind.starts_with("multipart/") => divide(entity.body, boundary.as_bytes()),
        _ => (Vec::new(), true),
    };
    found.cut_off |= depth == 0 && !is_whole;
    if parts.is_empty() {
        found.leaves.push(Leaf { media, entity });
        return;
    }
    for part in parts {
        walk(Entity::new(part), depth + 1, found);
    }
}

/// The bytes between the delimiter lines, nothing where there are none; and whether the last delimiter came.
fn divide<'a>(body: &'a [u8], boundary: &[u8]) -> (Vec<&'a [u8]>, bool) {
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    let mut start = 0;
    while let Some((line, next)) = line_at(body, start) {
        if let Some(last) = delimiter(line, boundary) {
            if let Some(from) = open.take() {
                parts.push(without_line_end(body.get(from..start).unwrap_or_default()));
            }
            if last || parts.len() >= PARTS_MAX {
                return (parts, true);
            }
            open = Some(next);
        }
        start = next;
    }
    let is_whole = open.is_none();
    if let Some(from) = open {
        parts.push(body.get(from..).unwrap_or_default());
    }
    (parts, is_whole)
}

/// Is the line a delimiter, and if so the last?
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = trim_end(line).strip_prefix(b"--")?.strip_prefix(boundary)?;
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

/// The line that starts at an offset, without its line feed, and where the next one starts.
fn line_at(raw: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let rest = raw.get(start..).filter(|rest| !rest.is_empty())?;
    let length = memchr(b'\n', rest).unwrap_or(rest.len());
    Some((rest.get(..length).unwrap_or(rest), start + length + 1))
}

fn trim_end(line: &[u8]) -> &[u8] {
    line.trim_ascii_end()
}

fn starts_ignoring_case(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(raw: &str) -> Vec<String> {
        let found = leaves(Entity::new(raw.as_bytes()));
        found.leaves.into_iter().map(|leaf| leaf.media.kind).collect()
    }

    #[test]
    fn parts_are_found_at_every_level_and_without_a_last_delimiter() {
        let raw = "Content-Type: multipart/mixed; boundary=a\n\npreamble\n--a\nContent-Type: multipart/alternative;\n \
                   boundary=\"b\"\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>\n--b--\n--a\nContent-Type: \
                   image/png\n\nxx";
        assert_eq!(kinds(raw), ["text/plain", "text/html", "image/png"]);
        assert!(leaves(Entity::new(raw.as_bytes())).cut_off);
        assert!(!leaves(Entity::new(format!("{raw}\n--a--").as_bytes())).cut_off);
    }

    #[test]
    fn a_boundary_that_never_comes_leaves_one_part() {
        assert_eq!(kinds("Content-Type: multipart/mixed; boundary=a\n\nonly text"), ["multipart/mixed"]);
    }

    #[test]
    fn nesting_without_end_stops() {
        let mut raw = String::new();
        for level in 0..50 {
            raw.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
        }
        let found = leaves(Entity::new(raw.as_bytes()));
        assert!(found.too_deep);
        assert!(found.leaves.is_empty());
    }

    #[test]
    fn fields_are_unfolded_and_decoded() {
        let entity =
            Entity::new(b"Subject: =?utf-8?Q?Si=C3=A2n?=\r\n is away\r\nReferences: <a@b>\r\n\t<c@d>\r\n\r\nbody");
        assert_eq!(entity.first("subject").map(Field::text).as_deref(), Some("Siân is away"));
        assert_eq!(entity.first("References").map(Field::ids), Some(vec!["a@b".into(), "c@d".into()]));
        assert_eq!(entity.body, b"body");
    }
}
