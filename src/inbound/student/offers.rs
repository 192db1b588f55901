//! The likely readings of a message that is asked about, each with a word to choose it by, and the answer that chooses.
//!
//! A reading is offered as "absent: I can't come on Tuesday 24 November": the words after the colon are what the
//! reader then reads in place of the answer, so that choosing and saying it in full are one thing.

use std::collections::BTreeMap;

use super::claim::Says;
use super::scope::How;
use super::stance::Aimed;
use crate::domain::said::Stance;
use crate::inbound::dates::Scope;
use crate::inbound::tokens::{WordList, listed, tokens};

/// A person chooses from no more than this.
const LIKELY_MAX: usize = 3;

/// An answer with more words than this is no choice but a message.
const CHOICE_WORDS_MAX: usize = 8;

/// Words around a choice that choose nothing.
const POLITE: WordList =
    WordList::new("please thanks thank you sorry yes the it is i mean meant on one that for of hi just");

/// What the message may have meant, the likeliest first.
pub fn likely(scope: &Scope, aimed: &[Aimed], stances: &BTreeMap<u8, Stance>) -> Vec<String> {
    let unsure = |a: &&Aimed| matches!(a.aim.how, How::Unclear | How::Guessed);
    let mut numbers: Vec<u8> = stances.keys().copied().collect();
    numbers.extend(aimed.iter().filter(unsure).flat_map(|a| &a.aim.sessions));
    let next = || scope.to_come().next().map(|s| s.number);
    let fallback = scope.about.or_else(next);
    if numbers.is_empty() || numbers.len() == 1 && aimed.iter().any(|a| unsure(&a)) {
        numbers.extend(fallback);
    }
    let mut open: Vec<u8> = Vec::new();
    for number in numbers {
        if !open.contains(&number) {
            open.push(number);
        }
    }
    let said = stances.values().next().copied().or_else(|| aimed.iter().find_map(|a| stance(a.claim.says)));
    match (open.as_slice(), said) {
        ([_, _, ..], Some(said)) if aimed.iter().any(|a| unsure(&a)) => open
            .iter()
            .filter_map(|n| offer(scope, *n, stances.get(n).copied().unwrap_or(said), true))
            .take(LIKELY_MAX)
            .collect(),
        ([number, ..], said) => {
            let past = scope.sitting(*number).is_some_and(|s| s.past);
            let usual: &[Stance] = if past {
                &[Stance::Absent, Stance::WasPresent]
            } else {
                &[Stance::Absent, Stance::Attending, Stance::Late]
            };
            let others = usual.iter().copied().filter(|s| Some(*s) != said);
            said.into_iter().chain(others).filter_map(|s| offer(scope, *number, s, false)).take(LIKELY_MAX).collect()
        }
        _ => Vec::new(),
    }
}

fn stance(says: Says) -> Option<Stance> {
    Some(match says {
        Says::Absent | Says::Unlikely | Says::Would | Says::Without | Says::Reason | Says::Account => Stance::Absent,
        Says::Attending | Says::SeeYou | Says::Assent => Stance::Attending,
        Says::Late => Stance::Late,
        Says::Unsure | Says::Hedge => Stance::Unsure,
        Says::WasPresent => Stance::WasPresent,
        Says::Denial | Says::Farewell | Says::TakeBack => return None,
    })
}

/// "absent: I can't come on Tuesday 24 November"; chosen by its day where the days differ.
fn offer(scope: &Scope, number: u8, stance: Stance, by_day: bool) -> Option<String> {
    let sitting = scope.sitting(number)?;
    let (word, says) = match stance {
        Stance::Absent if sitting.past => ("absent", "I was not there"),
        Stance::Absent => ("absent", "I can't come"),
        Stance::WasPresent => ("present", "I was there"),
        _ if sitting.past => return None,
        Stance::Attending => ("coming", "I will be there"),
        Stance::Late => ("late", "I will come late or leave early"),
        Stance::Unsure => ("maybe", "I may not make it"),
    };
    let day = sitting.date.strftime("%-d %b").to_string();
    let key = if by_day { day.as_str() } else { word };
    Some(format!("{key}: {says} on {}", sitting.date.strftime("%A %-d %B")))
}

/// The words of the offered reading that an answer chooses, where it chooses just one and says nothing else.
pub fn chosen<'a>(answer: &str, offered: &'a [String]) -> Option<&'a str> {
    let tokens = tokens(answer);
    let own: Vec<&str> = tokens.iter().filter(|t| !t.is_mark()).map(|t| t.word.as_str()).collect();
    let telling: Vec<&str> = own.iter().copied().filter(|word| !listed(&POLITE, word)).collect();
    if telling.is_empty() || own.len() > CHOICE_WORDS_MAX {
        return None;
    }
    let mut fitting = offered.iter().filter_map(|offer| {
        let (key, sentence) = offer.split_once(": ")?;
        let day = sentence.rsplit_once(" on ").map_or("", |(_, day)| day).to_lowercase();
        let known = format!("{} {day}", key.to_lowercase());
        let fits = telling.iter().all(|word| known.split(' ').any(|known| is_same(word, known)));
        fits.then_some(sentence)
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// The same word, or its beginning ("Nov"), or the same figure ("24th").
fn is_same(word: &str, known: &str) -> bool {
    let figures = |w: &'_ str| w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    word == known
        || word.len() >= 3 && word.starts_with(|c: char| c.is_alphabetic()) && known.starts_with(word)
        || !figures(word).is_empty() && figures(word) == known
}
