//! The Message-ID in the header of raw bytes (RFC 5322 section 3.6.4): just enough to name a file and to recognise a
//! letter of our own. Reading letters is not this room's business.

/// The first Message-ID of the header, with its angle brackets; `None` where there is none.
pub(super) fn message_id(raw: &[u8]) -> Option<String> {
    let mut lines = header_lines(raw);
    let first = lines.find_map(after_field_name)?;
    let mut value = first.to_vec();
    for line in lines.take_while(|line| line.first().is_some_and(|b| b" \t".contains(b))) {
        value.extend_from_slice(line);
    }
    let value = String::from_utf8_lossy(&value);
    let inside = value.split_once('<')?.1.split_once('>')?.0;
    Some(format!("<{}>", inside.trim()))
}

/// The same id with angle brackets, however it was written.
pub(super) fn bracketed(message_id: &str) -> String {
    let bare = message_id.trim().trim_start_matches('<').trim_end_matches('>');
    format!("<{bare}>")
}

fn header_lines(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    raw.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).take_while(|line| !line.is_empty())
}

fn after_field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|&b| b == b':')?;
    let (name, rest) = line.split_at(colon);
    name.trim_ascii().eq_ignore_ascii_case(b"message-id").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{bracketed, message_id};

    #[test]
    fn found_in_any_case_and_folded() {
        let raw = b"From: a@b.example\nMESSAGE-id:\n <one.two@balint.example>\nSubject: x\n\nhello";
        assert_eq!(message_id(raw).as_deref(), Some("<one.two@balint.example>"));
    }

    #[test]
    fn not_taken_from_the_text() {
        assert_eq!(message_id(b"Subject: x\r\n\r\nMessage-ID: <no@balint.example>\r\n"), None);
        assert_eq!(message_id(b"Message-ID: none\r\n\r\n"), None);
        assert_eq!(message_id(b""), None);
    }

    #[test]
    fn brackets_are_added_once() {
        assert_eq!(bracketed("a@b.example"), "<a@b.example>");
        assert_eq!(bracketed(" <a@b.example> "), "<a@b.example>");
    }
}
