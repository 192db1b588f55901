//! A message of a co-leader or a firm head as a network hears it ([`crate::inbound::impression::told`]).
//!
//! The trainer and the reader both use this, so that they hear the same; a change here wants a new training.

use std::collections::{BTreeMap, BTreeSet};

use super::statement::{Kind, Sense, Token, count, scan, tokens};
use super::text::{Prepared, Sentence};
use crate::domain::id::PersonId;
use crate::inbound::impression::features::hash;
use crate::inbound::impression::network::WORDS_MAX;
use crate::inbound::impression::told::{OfOne, Told, known};
use crate::inbound::names::marks_in;

/// Larger numbers are all alike.
const COUNT_MAX: u8 = 13;

/// What the rules made of a message.
pub struct Hints {
    pub message: Vec<String>,
    pub students: BTreeMap<PersonId, Vec<String>>,
}

/// Every student who is clearly named or spoken of, with the mentions.
pub fn students(prepared: &Prepared) -> BTreeMap<PersonId, BTreeSet<usize>> {
    let mut students: BTreeMap<PersonId, BTreeSet<usize>> = BTreeMap::new();
    for (place, mention) in prepared.marked.mentions.iter().enumerate() {
        for person in mention.people() {
            students.entry(*person).or_default().insert(place);
        }
    }
    students
}

/// Every student whom a sentence names; and of these all whom one names that has other words as well: a name alone may be
/// the writer's own.
pub fn students_named(prepared: &Prepared) -> [BTreeSet<PersonId>; 2] {
    let students = students(prepared);
    let named_in = |may: &dyn Fn(&str) -> bool| {
        let texts = prepared.sentences.iter().map(|sentence| sentence.text.as_str()).filter(|text| may(text));
        let named: BTreeSet<usize> = texts.flat_map(marks_in).collect();
        students.iter().filter(|(_, mentions)| !mentions.is_disjoint(&named)).map(|(student, _)| *student).collect()
    };
    [named_in(&|_| true), named_in(&|text| text.contains(char::is_alphabetic))]
}

/// The message in answer to a letter of this kind, with what the rules made of it.
pub fn told(prepared: &Prepared, kind: &str, hints: &Hints) -> Told<u32> {
    let mut told = Told::default();
    let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for sentence in &prepared.sentences {
        told.words.push(known("^", opening(sentence), kind));
        let tokens = tokens(&sentence.text);
        for (token, sense) in tokens.iter().zip(senses(&sentence.text)) {
            if let Kind::Name(name) = token.kind {
                named.entry(name).or_default().push(told.words.len());
            }
            told.words.push(known(&word(token), &sense, kind));
        }
        if told.words.len() >= WORDS_MAX {
            break;
        }
    }
    told.words.truncate(WORDS_MAX);
    let hashes = |hints: &[String]| hints.iter().map(|hint| hash(&["hint", hint])).collect();
    told.hints = hashes(&hints.message);
    let of_one = |(student, mentions): (PersonId, BTreeSet<usize>)| OfOne {
        student,
        places: mentions
            .iter()
            .filter_map(|name| named.get(name))
            .flatten()
            .copied()
            .filter(|at| *at < WORDS_MAX)
            .collect(),
        hints: hashes(hints.students.get(&student).map_or(&[], Vec::as_slice)),
    };
    told.students = students(prepared).into_iter().map(of_one).collect();
    told
}

fn opening(sentence: &Sentence) -> &'static str {
    if sentence.asks {
        "asks"
    } else if sentence.text.trim_end().ends_with(':') {
        "heads"
    } else {
        "says"
    }
}

/// A word as it stands, names and times each as one.
fn word(token: &Token) -> String {
    match token.kind {
        Kind::Name(_) => "@".to_owned(),
        Kind::Outsider => "#".to_owned(),
        Kind::Clock => "clock".to_owned(),
        Kind::Number => count(&token.text).map_or("number".to_owned(), |count| count.min(COUNT_MAX).to_string()),
        Kind::Mark(mark) => mark.to_string(),
        Kind::Word => token.text.to_string(),
    }
}

/// What the lexicon makes of each word, of those inside a phrase apart from its first.
fn senses(text: &str) -> Vec<String> {
    let named = |sense| match sense {
        Sense::Name(_) => "Name".to_owned(),
        sense => format!("{sense:?}"),
    };
    let of_phrase = |(sense, length): (Sense, usize)| {
        let inside = format!("in {}", named(sense));
        std::iter::once(named(sense)).chain(std::iter::repeat_n(inside, length.saturating_sub(1)))
    };
    scan(text).iter().map(|found| (found.sense, found.length)).flat_map(of_phrase).collect()
}
