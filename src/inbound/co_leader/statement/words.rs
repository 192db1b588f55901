//! The small words around names: what joins a list, what may stand between a heading and its names, what adds nothing,
//! and what denies.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::co_leader::cues::{Cue, Found};
use crate::inbound::dates::calendar_words::count;
use crate::inbound::names::rule;

/// Only what joins the names of a list.
pub fn is_connector(gap: &str) -> bool {
    gap.split(|c: char| c.is_whitespace() || matches!(c, '&' | '+' | '/' | ',')).all(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "" | "and"
                | "then"
                | "plus"
                | "also"
                | "or"
                | "nor"
                | "n"
                | "the"
                | "from"
                | "as"
                | "well"
                | "finally"
                | "not"
                | "forgetting"
                | "too"
        )
    })
}

/// "Amra and Tom": a word that is joined to a name and is none that the roll knows.
pub fn has_unknown_beside(gap: &str) -> bool {
    let words: Vec<String> = gap
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '&' | '+' | ',')))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    match &words[..] {
        [.., word, joint] if matches!(joint.as_str(), "and" | "&" | "+") => {
            let word = word.trim_matches(',');
            !word.is_empty()
                && !is_harmless(word)
                && word.len() > 2
                && !word.ends_with("ed")
                && !word.ends_with("ly")
                && word.chars().all(|c| c.is_alphabetic())
        }
        _ => false,
    }
}

/// Only what may stand between a heading and its first name.
pub fn is_heading_gap(gap: &str) -> bool {
    gap.split(|c: char| c.is_whitespace() || matches!(c, '-' | '=' | '>')).all(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "" | "were"
                | "was"
                | "are"
                | "is"
                | "today"
                | "from"
                | "by"
                | "only"
                | "the"
                | "both"
                | "this"
                | "week"
                | "for"
                | "of"
                | "with"
                | "from:"
                | "just"
                | "and"
        ) || word.chars().all(|c| c.is_ascii_digit())
            || count(&word.to_lowercase()).is_some()
    })
}

/// A sentence of its own about who presented, which is in no list of names.
pub fn presents(text: &str) -> bool {
    static PRESENTS: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:presented|presenting|(?:gave|brought|did) (?:a|the|her|his|their) case)\b"));
    PRESENTS.is_match(text)
}

pub fn begins_with_name(text: &str, found: &[Found]) -> bool {
    found.first().is_some_and(|first| {
        let before = text.get(..first.start).unwrap_or_default();
        matches!(first.cue, Cue::Name(_))
            && before.split(|c: char| !c.is_alphabetic()).all(|word| {
                matches!(word.to_lowercase().as_str(), "" | "mr" | "ms" | "messrs" | "misses" | "and" | "also" | "plus")
            })
    })
}

/// Words that add nothing to what is said of a student.
pub fn is_harmless(word: &str) -> bool {
    static HARMLESS: LazyLock<HashSet<&str>> = LazyLock::new(|| HARMLESS_WORDS.split_ascii_whitespace().collect());
    word.is_empty()
        || HARMLESS.contains(word)
        || word.chars().all(|c| c == 'x')
        || word.chars().all(|c| c.is_ascii_digit())
        || count(word).is_some()
}

/// Words that turn a statement round.
pub fn denies(word: &str) -> bool {
    matches!(
        word,
        "not" | "never" | "no" | "without" | "wrong" | "wrongly" | "mistake" | "mistaken" | "error" | "incorrect"
    ) || word.ends_with("n't")
}

const HARMLESS_WORDS: &str = " a an the and or nor neither of to at in on by for with from as so too also then again still yet today this that \
    these those time week's week session group one ones was were is are be been being has have had do did does it its up \
    sadly unfortunately alas afraid i'm regrettably apparently obviously please pls thanks thank you hi hello ok well oh ah \
    just simply only both all each once more another once usual usually always now already yesterday morning afternoon \
    tuesday friday monday wednesday thursday st nd rd th mins minutes min am pm he she they their his her him them who \
    though although however but if though btw fyi nb ps tbh imo re plus minus total overall altogether together \
    me my we us our i ve ll re s t d m shame pity boo sigh hmm tut grr argh surprise surprisingly oddly strangely \
    definitely certainly actually really very quite rather completely entirely totally absolutely fully clearly \
    student students name names names mr mrs ms miss mx first second third third fourth running row straight \
    january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sept sep oct nov dec g07 g21 o'clock pm noon list register attendance marked mark put down \
    change changed amend correct record recorded make made set should would could can will kindly note noted updated update \
    anyone else someone because what which there here gone no-show sheet tick cross please could whole hour \
    usual suspects suspect culprit culprits offender offenders everyone kept keep count counted counting roll call \
    cheers best regards sorry apologies muddled mixed got mixed-up confused meant mean typo mistyped n st half end messrs misses mesdames earlier previous ";
