//! Names of which dictation made several words.

use super::forms::Fit;
use super::mark::{Token, stand_together};
use super::roll::Roll;
use super::tables::is_common;
use crate::domain::id::PersonId;

/// Two words of fewer letters are not taken for one name.
const CUT_LENGTH_MIN: usize = 6;

/// "Hannah Gold Burg", "Muhammad Ick Ball": dictation makes two words of a family's name.
pub(super) fn in_pieces(
    text: &str,
    tokens: &[Token],
    at: usize,
    roll: &Roll,
    fits: &[PersonId],
) -> Option<(usize, Vec<PersonId>)> {
    let words = tokens.get(at..at + 3).filter(|words| stand_together(text, words))?;
    let [_, head, tail] = words else { return None };
    if roll.named(&head.key).is_some() || roll.named(&tail.key).is_some() || is_common(&tail.key) && !tail.capital {
        return None;
    }
    let of_them = roll.sounded(&[head.key.as_str(), tail.key.as_str()].concat(), fits);
    (!of_them.is_empty()).then_some((3, of_them))
}

/// "gold berg", "fair weather", "mo hammed": one name that dictation cut in two.
pub(super) fn cut_in_two(text: &str, tokens: &[Token], at: usize, roll: &Roll) -> Option<Vec<PersonId>> {
    let words = tokens.get(at..at + 2)?;
    let [head, tail] = words else { return None };
    let whole = [head.key.as_str(), tail.key.as_str()].concat();
    let apart = text.get(head.end..tail.start) == Some(" ") && whole.len() >= CUT_LENGTH_MIN;
    if !apart || roll.named(&tail.key).is_some() || tail.key.len() < 2 {
        return None;
    }
    let mut fits = roll
        .named(&whole)
        .filter(|(fit, _)| matches!(fit, Fit::Exact | Fit::Short))
        .map(|(_, fits)| fits)
        .unwrap_or_default();
    if fits.is_empty() {
        fits = roll.heard_as(&whole);
    }
    if fits.is_empty() && !is_common(&head.key) && !is_common(&tail.key) {
        fits = roll.misspelt(&whole);
    }
    (!fits.is_empty()).then_some(fits)
}

/// "dr singh sat in": whoever has a title of their own is no student.
pub(super) fn follows_title(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before
        .is_some_and(|before| matches!(before.key.as_str(), "dr" | "prof" | "professor" | "mr" | "mrs" | "ms" | "miss"))
}
