//! A letter behind a name: the initial of the other name, or a word of the sentence.

use std::sync::LazyLock;

use regex::Regex;

use super::mark::Token;
use super::roll::Roll;
use super::rule;

/// "Mo a bit late", "Tom n Hannah": the last letter is a word of the sentence, not an initial. Where the list goes on or
/// ends behind it ("mo a, hassan"), it is one, if letters are no marks there.
pub(super) fn ends_in_article(text: &str, words: &[Token], next: Option<&Token>, roll: &Roll) -> bool {
    words.last().is_some_and(|last| {
        last.key.len() == 1
            && !last.capital
            && (last.key == "i"
                || last.key == "a" && (!ends_an_item(text, last) || MARKED_BY_LETTERS.is_match(text))
                || next.is_some_and(|next| {
                    // "Tom n Hannah" joins two; "tom n, hannah" and "tom b tom n priya wei" list them.
                    let runs_on = text.get(last.end..next.start).is_some_and(|gap| gap == " ");
                    last.key == "n" && runs_on && roll.named(&next.key).is_some() && !is_twin_listed(text, words)
                }))
    }) || words.first().is_some_and(|first| {
        first.key.len() == 1 && (!first.capital || first.key == "i" || first.opens && first.key == "a")
    })
}

/// Is there nothing more to what a word ends: a comma, an "and", the end of a line?
fn ends_an_item(text: &str, last: &Token) -> bool {
    let rest = text.get(last.end..).unwrap_or_default();
    rest.is_empty()
        || rest.starts_with([',', ';', '\n', '.', '&', '+'])
        || rest.starts_with(" and ")
        || rest.starts_with(" & ")
}

/// "Aisha a, Kofi p": absent and present.
static MARKED_BY_LETTERS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\w p(?:[,;.\n]|$)|\bp ?[=:]"));

/// "Tom b tom n": the same name with another initial stands right before.
fn is_twin_listed(text: &str, words: &[Token]) -> bool {
    let (Some(first), [name, _]) = (words.first(), words) else { return false };
    let mut back = text.get(..first.start).unwrap_or_default().split_whitespace().rev();
    let initial = back.next().is_some_and(|word| word.trim_end_matches([',', '.']).chars().count() == 1);
    initial && back.next().is_some_and(|word| word.to_lowercase() == name.key)
}

/// "Priya N": an initial that is not this student's makes it somebody else's name.
pub(super) fn has_other_initial(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(name), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    let alone = next.key.len() == 1 && text.get(name.end..next.start) == Some(" ");
    let beyond = text.get(next.end..).and_then(|rest| rest.chars().next());
    let may_be_word = matches!(next.key.as_str(), "a" | "i" | "n" | "x" | "y" | "p" | "l" | "e" | "u" | "w");
    let ends = beyond.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ')' | ';'));
    alone
        && ends
        && next.key.chars().all(char::is_alphabetic)
        && ((next.capital && !matches!(next.key.as_str(), "i" | "a" | "x")) || !may_be_word)
}
