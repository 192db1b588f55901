//! MIME parts (RFC 2045, 2047) as mail programs write them.

use data_encoding::BASE64;
use lettre::message::Body;
use lettre::message::header::ContentTransferEncoding;

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    QuotedPrintable,
    Base64,
}

/// The content fields of a message, and its body.
#[derive(Debug, Clone)]
pub struct Part {
    fields: String,
    body: Vec<u8>,
}

impl Part {
    pub fn plain(text: &str, encoding: Encoding) -> Self {
        Self::encoded("text/plain; charset=\"utf-8\"", crlf(text).as_bytes(), encoding)
    }

    pub fn html(markup: &str, encoding: Encoding) -> Self {
        Self::encoded("text/html; charset=\"utf-8\"", crlf(markup).as_bytes(), encoding)
    }

    pub fn windows_1252(text: &str) -> Self {
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let bytes: Vec<u8> = crlf_bytes(&bytes);
        Self::encoded("text/plain; charset=\"windows-1252\"", &bytes, Encoding::QuotedPrintable)
    }

    /// `format=flowed` (RFC 3676): lines of at most 72 characters, a space before each soft break.
    pub fn flowed(text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(flow).collect();
        Self {
            fields: "Content-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: 8bit\r\n"
                .to_owned(),
            body: format!("{}\r\n", lines.join("\r\n")).into_bytes(),
        }
    }

    /// Two forms of the same.
    pub fn alternative(boundary: &str, plain: Self, html: Self) -> Self {
        Self::multipart("alternative", boundary, [plain, html])
    }

    /// Parts of a message.
    pub fn multipart(kind: &str, boundary: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut body = Vec::new();
        for part in parts {
            body.extend(format!("--{boundary}\r\n").into_bytes());
            body.extend(part.into_bytes());
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").into_bytes());
        Self { fields: format!("Content-Type: multipart/{kind};\r\n\tboundary=\"{boundary}\"\r\n"), body }
    }

    /// Any content as it is.
    pub fn raw(content_type: &str, body: &str) -> Self {
        Self { fields: format!("Content-Type: {content_type}\r\n"), body: crlf(body).into_bytes() }
    }

    /// Something that is not text.
    pub fn attachment(content_type: &str, name: &str, content: &[u8]) -> Self {
        let mut part = Self::encoded(content_type, content, Encoding::Base64);
        part.fields.push_str(&format!("Content-Disposition: attachment; filename=\"{name}\"\r\n"));
        part
    }

    fn encoded(content_type: &str, body: &[u8], encoding: Encoding) -> Self {
        let (name, body) = match encoding {
            Encoding::Base64 => ("base64", in_lines(&BASE64.encode(body))),
            Encoding::QuotedPrintable => {
                let written = Body::new_with_encoding(body.to_vec(), ContentTransferEncoding::QuotedPrintable);
                ("quoted-printable", written.map_or_else(|body| body, Body::into_vec))
            }
        };
        Self { fields: format!("Content-Type: {content_type}\r\nContent-Transfer-Encoding: {name}\r\n"), body }
    }

    /// The fields, an empty line and the body.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.fields).into_bytes();
        bytes.extend(self.body);
        bytes
    }
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn crlf_bytes(text: &[u8]) -> Vec<u8> {
    text.split(|b| *b == b'\n').collect::<Vec<_>>().join(&b"\r\n"[..])
}

fn in_lines(base64: &str) -> Vec<u8> {
    const LINE: usize = 76;
    let lines: Vec<&[u8]> = base64.as_bytes().chunks(LINE).collect();
    lines.join(&b"\r\n"[..])
}

/// One line, flowed; what is quoted stays as it is.
fn flow(line: &str) -> String {
    const LINE: usize = 72;
    if line.starts_with('>') {
        return line.to_owned();
    }
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let Some(last) = lines.last_mut() else { break };
        if last.is_empty() || last.chars().count() + word.chars().count() < LINE {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        } else {
            last.push(' ');
            lines.push(word.to_owned());
        }
    }
    lines.join("\r\n")
}

/// A header's text, as an encoded word where it needs one (RFC 2047).
pub fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    const WORD_BYTES_MAX: usize = 42;
    let mut words: Vec<String> = Vec::new();
    for c in text.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= WORD_BYTES_MAX => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let words: Vec<String> =
        words.iter().map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes()))).collect();
    words.join("\r\n ")
}

/// A display name.
pub fn display(name: &str) -> String {
    if name.is_ascii() { format!("\"{name}\"") } else { encoded(name) }
}
