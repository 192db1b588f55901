//! What a sentence says beyond its thanks ("Thanks for the note about Wei - I saw him today"), and what only thanks.

use std::sync::LazyLock;

use regex::Regex;

use super::words::NOTHING;
use crate::inbound::names::rule;

/// The sentence without the thanks and the receipt before it; the whole of one that is no more than that.
pub(super) fn beyond_thanks(text: &str) -> &str {
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:(?:all|many|much|ok|okay|so|and|duly|ever so|as ever|yes|dear|hello|hi) )*(?:(?:much )?obliged|thanks|thank you|thx|tx|thnx|ta|cheers|noted|received|ok|okay|understood|got it|of course|apologies for the delay)\b(?: (?:for|to|about|re|on|regarding|with|so much|very much|indeed|all|both|again|a lot)\b[^,;:.–—]*?)?(?:[,;:–—]+ ?| -+ ?| (?:but|and i)\b)",
        )
    });
    let mut rest = text;
    while let Some(found) = THANKS.find(rest) {
        let end = if found.as_str().ends_with(['i', 'I']) { found.end() - 1 } else { found.end() };
        let after = rest.get(end..).unwrap_or_default();
        if !after.chars().any(char::is_alphanumeric) {
            break;
        }
        rest = after;
    }
    rest
}

/// Is a sentence a courtesy or a receipt, and no more? "Noted that she has left" tells something.
pub(super) fn says_nothing(text: &str) -> bool {
    static TELLS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:noted|fine|great|interesting|useful|helpful|ok|okay|understood) (?:that|to|if|by|so|but)\b|^\W*nothing (?:more|further|else)\b.*\b(?:please|pls|until|till|yet)\b|^\W*nothing\b.*\b(?:except|but|other than|apart from)\b",
        )
    });
    // "Not yet for Wei but Lucy and I have met."
    let goes_on = text.to_lowercase().split_once("not yet").is_some_and(|(_, rest)| rest.contains(" but "));
    NOTHING.is_match(text) && !TELLS.is_match(text) && !goes_on
}
