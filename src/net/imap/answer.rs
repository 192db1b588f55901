//! What stands in a FETCH answer (RFC 3501 section 7.4.2), and how a string is put into a command.
//!
//! Pure: parsed attributes in, facts out.

use async_imap::imap_proto::AttributeValue;
use jiff::fmt::strtime;

/// A letter before its text is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    pub uid: u32,
    pub received: i64,
    pub size_bytes: u64,
}

/// The three facts that were asked for; `None` where one is missing or unreadable.
pub(super) fn listed(attributes: &[AttributeValue<'_>]) -> Option<Listed> {
    let (mut uid, mut received, mut size_bytes) = (None, None, None);
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(value) => uid = Some(*value),
            AttributeValue::InternalDate(text) => received = unix_seconds(text),
            AttributeValue::Rfc822Size(bytes) => size_bytes = Some(u64::from(*bytes)),
            _ => {}
        }
    }
    Some(Listed { uid: uid?, received: received?, size_bytes: size_bytes? })
}

/// The bytes of a body or header section.
pub(super) fn body(attribute: &AttributeValue<'_>) -> Option<Vec<u8>> {
    match attribute {
        AttributeValue::BodySection { data: Some(data), .. } => Some(data.to_vec()),
        _ => None,
    }
}

/// The server tells of changed flags whenever it likes; such a line answers nobody's question.
pub(super) fn is_flag_notice(attributes: &[AttributeValue<'_>]) -> bool {
    attributes.iter().any(|a| matches!(a, AttributeValue::Flags(_)))
        && !attributes.iter().any(|a| matches!(a, AttributeValue::InternalDate(_) | AttributeValue::Rfc822Size(_)))
}

/// A quoted string (RFC 3501 section 4.3). The caller sees to it that there are no control characters in it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// INTERNALDATE as in ` 7-Feb-2027 22:43:04 +0000`.
fn unix_seconds(text: &str) -> Option<i64> {
    let parsed = strtime::parse("%d-%b-%Y %H:%M:%S %z", text.trim()).ok()?;
    parsed.to_timestamp().ok().map(|instant| instant.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_read_with_its_zone() {
        assert_eq!(unix_seconds(" 7-Feb-1994 21:52:25 -0800"), Some(760_686_745));
        assert_eq!(unix_seconds("01-Jan-1970 01:00:00 +0100"), Some(0));
        assert_eq!(unix_seconds("31-Feb-2027 00:00:00 +0000"), None);
        assert_eq!(unix_seconds(""), None);
    }

    #[test]
    fn a_letter_needs_all_three_facts() {
        let whole = [
            AttributeValue::Uid(7),
            AttributeValue::InternalDate("01-Jan-1970 00:00:09 +0000".into()),
            AttributeValue::Rfc822Size(120),
        ];
        assert_eq!(listed(&whole), Some(Listed { uid: 7, received: 9, size_bytes: 120 }));
        assert_eq!(listed(&whole[..2]), None);
        assert_eq!(listed(&whole[1..]), None);
        assert!(!is_flag_notice(&whole));
        assert!(is_flag_notice(&[AttributeValue::Uid(7), AttributeValue::Flags(vec![])]));
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quoted(r#"a"b\c"#), r#""a\"b\\c""#);
    }
}
