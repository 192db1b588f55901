//! Line ends for the wire (RFC 5321 section 2.3.8): CRLF and nothing else.
//!
//! A bare LF or CR before a dot is how one letter is smuggled inside another, and what servers make of it differs.

use std::borrow::Cow;

/// The letter with every line end as CRLF, without the last one: the final dot brings that.
pub(super) fn with_crlf(message: &[u8]) -> Cow<'_, [u8]> {
    if !has_bare_line_end(message) {
        return Cow::Borrowed(message.strip_suffix(b"\r\n").unwrap_or(message));
    }
    let mut out = Vec::with_capacity(message.len() + message.len() / 32);
    let mut bytes = message.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\r' => {
                bytes.next_if_eq(&b'\n');
                out.extend_from_slice(b"\r\n");
            }
            b'\n' => out.extend_from_slice(b"\r\n"),
            other => out.push(other),
        }
    }
    if out.ends_with(b"\r\n") {
        out.truncate(out.len() - 2);
    }
    Cow::Owned(out)
}

fn has_bare_line_end(message: &[u8]) -> bool {
    let mut before = 0;
    for &byte in message {
        if (byte == b'\n') != (before == b'\r') {
            return true;
        }
        before = byte;
    }
    before == b'\r'
}

#[cfg(test)]
mod tests {
    use super::with_crlf;

    #[test]
    fn every_line_end_becomes_crlf() {
        for (raw, expected) in [
            ("a\r\nb\r\n", "a\r\nb"),
            ("a\nb\n", "a\r\nb"),
            ("a\rb", "a\r\nb"),
            ("a\r\r\nb", "a\r\n\r\nb"),
            ("a\n.\nb", "a\r\n.\r\nb"),
            ("a\n\r\n", "a\r\n"),
            ("\r", ""),
            ("\n", ""),
            ("", ""),
            ("a", "a"),
        ] {
            assert_eq!(with_crlf(raw.as_bytes()), expected.as_bytes(), "{raw:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bare_line_end_is_left(raw in "[a.\r\n]{0,40}") {
            let wire = with_crlf(raw.as_bytes()).into_owned();
            proptest::prop_assert!(!super::has_bare_line_end(&wire));
            // What is on the wire stays as it is.
            let ended = [&wire[..], b"\r\n"].concat();
            proptest::prop_assert_eq!(with_crlf(&ended).into_owned(), wire);
        }
    }
}
