//! Plain text to lines: how deep each is quoted, and paragraphs that the sender's program broke put together again
//! (RFC 3676, format=flowed).

use crate::inbound::letter::PlainText;

use super::Source;

/// Deeper quotation than this is all the same.
const DEPTH_MAX: u16 = 100;

/// The lines of a piece of plain text.
pub fn lines(plain: &PlainText) -> Vec<Source> {
    let mut lines: Vec<Source> = Vec::new();
    let mut is_open = false;
    for raw in plain.text.lines() {
        let (depth, text) = quoted(raw, plain.flowed);
        let continues = is_open && lines.last().is_some_and(|last| last.depth == depth) && text != "-- ";
        match lines.last_mut() {
            Some(last) if continues => last.text.push_str(text),
            _ => lines.push(Source { depth, text: text.to_owned(), is_signature: false }),
        }
        // A line that ends in a space flows into the next; the signature's delimiter never does.
        is_open = plain.flowed && text.ends_with(' ') && text != "-- ";
        if is_open
            && plain.delsp
            && let Some(last) = lines.last_mut()
        {
            last.text.pop();
        }
    }
    lines
}

/// How many `>` stand before a line, with or without spaces between them, and what they quote.
fn quoted(line: &str, flowed: bool) -> (u16, &str) {
    // `>>> All present <<<` is drawn by the writer.
    if line.starts_with(">>") && line.trim_end().ends_with("<<") {
        return (0, line);
    }
    let mut depth = 0;
    let mut rest = line;
    loop {
        let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
        let Some(tail) = trimmed.strip_prefix('>') else { break };
        depth = DEPTH_MAX.min(depth + 1);
        rest = tail;
    }
    // One space after the mark belongs to the mark; in flowed text every line may be stuffed with one.
    if depth > 0 || flowed {
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    (depth, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, flowed: bool, delsp: bool, expect: &str) {
        let plain = PlainText { text: text.to_owned(), flowed, delsp };
        let seen: Vec<String> =
            lines(&plain).into_iter().map(|line| format!("{}{}", ">".repeat(line.depth.into()), line.text)).collect();
        assert_eq!(seen.join("|"), expect, "{text:?}");
    }

    #[test]
    fn broken_paragraphs_are_put_together() {
        check("I can't \ncome on \nTuesday.\nTom", true, false, "I can't come on Tuesday.|Tom");
        check("> quoted \n> more\nmine", true, false, ">quoted more|mine");
        check("> a \n>> b\nc", true, false, ">a |>>b|c");
        check("Don \n't", true, true, "Don't");
        check("bye \n-- \nTom \nYear 3", true, false, "bye |-- |Tom Year 3");
        check(" > quoted", true, false, ">quoted");
    }

    #[test]
    fn other_text_keeps_its_lines() {
        check("ends in space \nnext", false, false, "ends in space |next");
        check("> > deep\n>>> deeper\n> ", false, false, ">>deep|>>>deeper|>");
        check(">>> All present <<<", false, false, ">>> All present <<<");
        check(&">".repeat(5_000), false, false, &">".repeat(100));
    }
}
