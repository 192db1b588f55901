//! What makes a letter the same letter: what its writer wrote, whatever servers noted on top of it (RFC 5321, section 4.4:
//! trace fields). A mailbox that is moved, or a second delivery of one letter, adds such notes; nothing is read twice.

use super::letter::Letter;

/// The fields that the writer's program writes.
const WRITTEN: [&str; 14] = [
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
];

/// The bytes by which a letter is known again. Without a Message-ID two letters may well have the same fields, so there
/// all of its bytes count. Whether it is vouched for counts too: a forged copy must not stand in the way of the letter.
pub fn identity(letter: &Letter, raw: &[u8], is_vouched: bool) -> Vec<u8> {
    if letter.message_id.is_none() {
        return raw.to_vec();
    }
    let mut bytes = vec![u8::from(is_vouched)];
    for name in WRITTEN {
        for value in letter.fields_named(name) {
            bytes.extend(name.bytes().chain(*b": ").chain(value.trim().bytes()).chain(*b"\n"));
        }
    }
    bytes.push(b'\n');
    // Servers also differ in how they end lines, and in the empty ones at the end.
    bytes.extend(body(raw).iter().filter(|byte| **byte != b'\r'));
    bytes.truncate(bytes.trim_ascii_end().len());
    bytes
}

fn body(raw: &[u8]) -> &[u8] {
    let end = |mark: &[u8]| raw.windows(mark.len()).position(|at| at == mark).map(|at| at + mark.len());
    let ends = [end(b"\n\n"), end(b"\r\n\r\n")];
    ends.into_iter().flatten().min().and_then(|at| raw.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From: t@x.example\nMessage-ID: <a@x>\nSubject: Re: group\n\nI can't come\n";

    fn of(raw: &str, is_vouched: bool) -> Vec<u8> {
        identity(&Letter::parse(raw.as_bytes()), raw.as_bytes(), is_vouched)
    }

    #[test]
    fn notes_of_servers_and_line_ends_change_nothing() {
        let notes = "Return-Path: <t@x.example>\nDelivered-To: b@y.example\nReceived: from a by b;\n now\n";
        assert_eq!(of(LETTER, true), of(&format!("{notes}{LETTER}"), true));
        assert_eq!(of(LETTER, true), of(&LETTER.replace('\n', "\r\n"), true));
    }

    #[test]
    fn another_word_another_writer_and_another_verdict_are_another_letter() {
        for other in [LETTER.replace("can't", "can"), LETTER.replace("t@x", "u@x"), LETTER.replace("<a@x>", "<b@x>")] {
            assert_ne!(of(LETTER, true), of(&other, true));
        }
        assert_ne!(of(LETTER, true), of(LETTER, false));
        let nameless = LETTER.replace("Message-ID: <a@x>\n", "");
        assert_ne!(of(&nameless, true), of(&format!("Received: again\n{nameless}"), true));
    }
}
