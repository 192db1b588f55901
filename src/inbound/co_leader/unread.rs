//! Names that no reading of a message has: of those that are not clear, and of words and letters that may be somebody's.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::context::{Context, SEARCHED_MAX};
use super::enquiry;
use crate::inbound::names::{Mention, marks_in, rule};

/// Is there a name that is not clear, or a word or letters that may be one?
pub(super) fn leaves_a_name(context: &Context) -> bool {
    leaves_unclear(context) || leaves_letters(context) || leaves_one_alone(context) || leaves_a_verb(context)
}

fn leaves_unclear(context: &Context) -> bool {
    // "I muddled the Toms" names them both and says nothing of either.
    let speaks = context.prepared.sentences.iter().filter(|sentence| !enquiry::confesses(sentence));
    let mut named = speaks.flat_map(|sentence| marks_in(&sentence.text));
    named.any(|name| context.mention(name).is_some_and(Mention::is_unclear))
}

/// "Also Kofi.", whom the group does not have.
fn leaves_one_alone(context: &Context) -> bool {
    static NAME_ALONE: LazyLock<Regex> =
        LazyLock::new(|| rule(r"^\W*(?:(?i:also|and|plus|ditto|same for)\W+)+\p{Lu}\p{Ll}+\W*$"));
    context.prepared.sentences.iter().take(SEARCHED_MAX).any(|sentence| NAME_ALONE.is_match(&sentence.text))
}

/// A word at the beginning that may be a name: "May at 2.16", "Will will explain".
fn leaves_a_verb(context: &Context) -> bool {
    context.prepared.sentences.iter().any(|sentence| {
        let mut words = sentence.text.split_whitespace();
        let (Some(first), next) = (words.next(), words.next().unwrap_or_default().to_lowercase()) else { return false };
        let is_capital = first.chars().next().is_some_and(char::is_uppercase);
        let name = first.trim_end_matches("'s").to_lowercase();
        is_capital
            && !AFTER_A_VERB_FIRST.contains(&next.trim_matches(|c: char| !c.is_alphanumeric()))
            && context.roll.named(&name).is_some_and(|(fit, _)| !fit.is_letters())
    })
}

/// "KA late, WF apols", "1 sick (Will)": letters or a word that may be a student's, and were not read so.
fn leaves_letters(context: &Context) -> bool {
    static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"\b(?P<first>\p{Lu})\.? ?(?P<last>\p{Lu})\b|\((?P<word>\p{Lu}\p{Ll}+)\)|\b(?P<small>[a-z]{2})\b")
    });
    let mentions = &context.prepared.marked.mentions;
    let of_small =
        mentions.iter().any(|one| one.written.len() == 2 && one.written.chars().all(|c| c.is_ascii_lowercase()));
    let has = |name: &str| context.roll.named(&name.to_lowercase()).is_some();
    let may_name = |found: Captures| {
        let part = |name: &str| found.name(name).map(|part| part.as_str());
        match (part("first"), part("last"), part("word").or(part("small"))) {
            (Some(first), Some(last), _) => has(&format!("{first}{last}")),
            (_, _, Some(word)) => (word.len() > 2 || of_small) && has(word),
            _ => false,
        }
    };
    let sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    sentences.flat_map(|sentence| LETTERS.captures_iter(&sentence.text)).any(may_name)
}

/// What follows "Will" and "May" where they ask or wish.
const AFTER_A_VERB_FIRST: [&str; 17] = [
    "you", "i", "we", "they", "he", "she", "it", "the", "that", "this", "do", "be", "let", "check", "send", "get",
    "have",
];
