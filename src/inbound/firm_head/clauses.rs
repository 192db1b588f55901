//! The parts of a firm head's sentences, and of whom each speaks.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{DISCUSSED, LATER, NOT_DISCUSSED, NOT_THERE, OF_STUDENT, OF_WRITER, THERE};
use crate::inbound::names::{marks_in, rule};

/// The parts of a sentence that each speak of a student.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i),? but |[,;] (?:and )?(?:@)|\(|,? and i(?:'ve|'m|'d|'ll)? |, (?:and )?(?:no|yes) (?:to|for) | so i |, i |, we |\. ",
        )
    });
    let mut parts = Vec::new();
    let mut start = 0;
    for found in BETWEEN.find_iter(text) {
        let end = if found.as_str().ends_with('@') { found.end() - 1 } else { found.end() };
        let head = text.get(start..found.start()).unwrap_or_default();
        if found.as_str() == ", @" && answers_with(head, text.get(end..).unwrap_or_default()) {
            continue;
        }
        parts.push(text.get(start..found.start()).unwrap_or_default());
        let joint = found.as_str().to_lowercase();
        start =
            if [" i", " we ", " no ", " yes "].iter().any(|word| joint.contains(word)) { found.start() } else { end };
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// "No, Lucy did not come": the first word says no more than what follows, and of nobody else.
pub(super) fn answers_with(head: &str, tail: &str) -> bool {
    static NO: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:no|nope|nah|negative|afraid not)\W*$"));
    static YES: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:yes|yep|yup|yeah|affirmative|indeed)\W*$"));
    let says_no = NOT_THERE.is_match(tail);
    NO.is_match(head) && says_no || YES.is_match(head) && !says_no && THERE.is_match(tail)
}

/// Is a clause about the writer or a colleague, and about no student?
pub(super) fn is_of_writer(clause: &str) -> bool {
    static AFRAID: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bi(?:'m| am) (?:afraid|sorry)(?: to say)?\b,?"));
    let clause = AFRAID.replace_all(clause, "");
    OF_WRITER.is_match(&clause) && !OF_STUDENT.is_match(&clause)
}

/// Has the whole sentence one thing to say, that they were spoken with?
pub(super) fn names_all_it_met(text: &str) -> bool {
    DISCUSSED.is_match(text) && !NOT_DISCUSSED.is_match(text) && !LATER.is_match(text) && marks_in(text).len() > 1
}
