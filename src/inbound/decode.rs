//! The bytes of a text part to text: transfer encoding (RFC 2045, section 6), character set, invisible characters.
//! Lenient: what cannot be decoded is kept as it is, so that no line of the writer's is lost.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use memchr::memchr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Encoded bytes of one text part that are read; a letter that anyone typed has a few thousand.
pub const TEXT_BYTES_MAX: usize = 1024 * 1024;

/// The text of a part, and whether it was cut.
pub fn text(body: &[u8], encoding: &str, charset: Option<&str>) -> (String, bool) {
    let head = body.get(..TEXT_BYTES_MAX).unwrap_or(body);
    let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => from_base64(head),
        "quoted-printable" => from_quoted_printable(head),
        _ => head.to_vec(),
    };
    (tidy(&characters(bytes, charset)), head.len() < body.len())
}

/// The one form in which texts are compared: LF line ends, composed letters, no invisible characters.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most of a letter is plain letters, which are as they should be.
        let plain = rest.bytes().take_while(|byte| matches!(byte, b' '..=b'~' | b'\n')).count();
        let (head, tail) = rest.split_at(plain);
        tidied.push_str(head);
        let mut letters = tail.chars();
        let Some(letter) = letters.next() else { break };
        rest = letters.as_str();
        match letter {
            '\r' => {
                if !rest.starts_with('\n') {
                    tidied.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{0b}' | '\u{0c}' | '\u{85}' => tidied.push('\n'),
            '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' | '\t' => tidied.push(' '),
            _ if is_invisible(letter) => {}
            _ => tidied.push(letter),
        }
    }
    // Most letters that are not plain are composed as they stand, which is soon seen.
    if tidied.is_ascii() || is_nfc_quick(tidied.chars()) == IsNormalized::Yes { tidied } else { tidied.nfc().collect() }
}

/// Zero-width characters, direction marks and other controls: they say nothing and split words.
fn is_invisible(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn from_base64(body: &[u8]) -> Vec<u8> {
    base64_decode(body).unwrap_or_else(|| {
        let letters: Vec<u8> = body
            .iter()
            .copied()
            .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
            .collect();
        base64_decode(&letters).unwrap_or_else(|| body.to_vec())
    })
}

/// A stray `=` stands for itself, as RFC 2045 advises for malformed data.
fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while !rest.is_empty() {
        let plain = memchr(b'=', rest).unwrap_or(rest.len());
        let (letters, tail) = rest.split_at(plain);
        decoded.extend_from_slice(letters);
        let Some((_, tail)) = tail.split_first() else { break };
        rest = tail;
        match tail {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] => rest = after,
            [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                decoded.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            _ => match soft_break_after_spaces(tail) {
                Some(after) => rest = after,
                None => decoded.push(b'='),
            },
        }
    }
    decoded
}

/// Some relays add spaces after the `=` of a soft line break.
fn soft_break_after_spaces(tail: &[u8]) -> Option<&[u8]> {
    const SPACES_MAX: usize = 80;
    let spaces = tail.iter().take(SPACES_MAX).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    tail.get(spaces..)?.strip_prefix(b"\n")
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

/// UTF-8 wherever the bytes are that (many senders name another set), else the named set, else Windows-1252.
fn characters(bytes: Vec<u8>, charset: Option<&str>) -> String {
    let named = charset.map(|name| name.trim().trim_matches('"').to_ascii_lowercase());
    let is_stateful = named
        .as_deref()
        .is_some_and(|name| name.starts_with("utf-16") || name.starts_with("utf-7") || name.starts_with("iso-2022"));
    let bytes = if is_stateful {
        bytes
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return text,
            Err(error) => error.into_bytes(),
        }
    };
    let fallback = "windows-1252";
    let name = match named.as_deref() {
        None | Some("" | "utf-8" | "utf8" | "us-ascii" | "ascii") => fallback,
        Some(name) => name,
    };
    charset_decoder(name.as_bytes())
        .or_else(|| charset_decoder(fallback.as_bytes()))
        .map_or_else(|| String::from_utf8_lossy(&bytes).into_owned(), |decode| decode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_are_undone() {
        for (encoded, encoding, charset, expect) in [
            ("Si=C3=A2n =\r\nis away =", "quoted-printable", Some("utf-8"), "Siân is away ="),
            ("Si=E2n", "Quoted-Printable", Some("iso-8859-1"), "Siân"),
            ("Si=E2n", "quoted-printable", Some("utf-8"), "Siân"),
            ("U2nDom4gaXM=\n", "base64", Some("utf-8"), "Siân is"),
            ("U2nDom4!gaXM=", "base64", None, "Siân is"),
            ("caf\u{e9}\u{a0}x", "8bit", Some("us-ascii"), "café x"),
            ("soft= \nbreak", "quoted-printable", None, "softbreak"),
        ] {
            assert_eq!(text(encoded.as_bytes(), encoding, charset).0, expect, "{encoded:?}");
        }
    }

    #[test]
    fn invisible_characters_and_odd_line_ends_go() {
        assert_eq!(tidy("ab\u{200b}sent\r\nnow\rthen\u{202e}\u{2028}e\u{301}"), "absent\nnow\nthen\né");
    }

    #[test]
    fn a_huge_part_is_cut_and_says_so() {
        let (text, cut) = text(&vec![b'a'; TEXT_BYTES_MAX + 1], "7bit", None);
        assert!(cut && text.len() == TEXT_BYTES_MAX);
    }
}
