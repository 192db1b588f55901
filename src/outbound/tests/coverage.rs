//! Each sentence of each template stands in a letter of the sample, so that somebody has read it as it goes out: in a golden
//! file, save what only an extreme school says.

use super::*;

/// What stands in no letter of the sample: where a group has lost its co-leaders, a person their name, or a group has not
/// met at all or nobody was ever missed; and the sign of life of a daemon that is paused, which the round trip of its button reads.
const NEVER_OF_THE_SAMPLE: [&str; 14] = [
    "your co-leaders",
    "the co-leaders tell us",
    "it is a while since we last sat together",
    "you lead a balint group.",
    "you are on the scheme's list.",
    "somebody no longer known",
    "we will write to you again",
    "there are no more sessions this year.",
    "your supervisors are",
    "is for the co-leaders alone",
    "the daemon is paused",
    "no session so far",
    "there is nothing in the register about you yet.",
    "everyone was at every session so far.",
];

/// Shorter pieces are joints between fields: "on", "and", "of".
const LETTERS_MIN: usize = 8;

/// Lower case, with one space between words.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The pieces of a template between its tags, line by line.
fn pieces(template: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (text, tag) = rest.split_at(start);
        let end = if tag.starts_with("{%") { "%}" } else { "}}" };
        pieces.push(text.to_owned());
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    pieces.push(rest.to_owned());
    let lines = pieces.iter().flat_map(|piece| piece.lines());
    let parts = lines.flat_map(|line| line.split('|'));
    let bare = |part: &str| even(part.trim_matches(|c: char| c.is_whitespace() || "-:+#>=[]!".contains(c)));
    parts.map(bare).filter(|piece| piece.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS_MIN).collect()
}

#[test]
fn each_sentence_of_each_template_stands_in_a_letter() {
    let mut said = String::new();
    for (_, finished) in sample::KINDS.into_iter().flat_map(written) {
        let message = MessageParser::new().parse(&finished.bytes).unwrap();
        let html = message.body_html(0).unwrap().replace("&#39;", "'").replace("&quot;", "\"");
        // What a button types in is percent-encoded.
        let typed = html.replace("%20", " ").replace("%27", "'").replace("%2C", ",").replace("%3A", ":");
        for text in [&finished.subject, &text_of(&finished), &html, &typed] {
            said.push_str(&even(text));
            said.push('\n');
        }
    }
    let mut unsaid = Vec::new();
    for kind in std::fs::read_dir(folder("templates")).unwrap() {
        for file in std::fs::read_dir(kind.unwrap().path()).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|of| of == "txt") {
                let pieces = pieces(&std::fs::read_to_string(&file).unwrap());
                let known = |piece: &str| NEVER_OF_THE_SAMPLE.iter().any(|never| piece.contains(never));
                let missing = pieces.into_iter().filter(|piece| !said.contains(piece.as_str()) && !known(piece));
                unsaid.extend(missing.map(|piece| format!("{}: {piece}", file.display())));
            }
        }
    }
    assert!(unsaid.is_empty(), "no letter says:\n{}", unsaid.join("\n"));
}
