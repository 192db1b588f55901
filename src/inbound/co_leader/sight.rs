//! What a model can see of the sentences of a co-leader or a firm head ([`crate::inbound::impression`]): of each student
//! who is named the words around the name, of the message all of them; each as they stand and as the lexicon has them.
//! Names are all alike in it, a list of names is one, and days are nowhere.
//!
//! The trainer and the reader both use this, so that they see the same; a change here wants a new training.

use std::collections::{BTreeMap, BTreeSet};

use super::statement::{Kind, Sense, scan, tokens};
use super::text::{Prepared, Sentence};
use crate::domain::id::PersonId;
use crate::inbound::impression::features::Features;
use crate::inbound::names::{Mention, marks_in};

/// No more sentences are looked at, and no more words of one, lest a long message cost its square.
const SENTENCES_MAX: usize = 60;
const WORDS_MAX: usize = 200;

/// So far from a name its words are looked for, up to the next name.
const REACH_WORDS: usize = 14;

/// A run of words that begins or ends at a name is no longer than this.
const RUN_WORDS_MAX: usize = 5;

/// So many words of the sentences before and after.
const NEIGHBOUR_WORDS_MAX: usize = 10;

/// A word of a sentence, or a name by its mark's number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Name(usize),
    Word(String),
}

/// A sentence in words and in what the lexicon makes of them.
struct Strands {
    words: Vec<Part>,
    senses: Vec<Part>,
    names: BTreeSet<usize>,
    asks: bool,
    is_heading: bool,
}

/// The sentences as a model sees them.
pub struct Sight<'a> {
    mentions: &'a [Mention],
    strands: Vec<Strands>,
}

impl<'a> Sight<'a> {
    /// Of a message made ready.
    pub fn new(prepared: &'a Prepared) -> Self {
        let strands = prepared.sentences.iter().take(SENTENCES_MAX).map(strands).collect();
        Self { mentions: &prepared.marked.mentions, strands }
    }

    /// Every student who is clearly named or spoken of, with the mentions.
    pub fn students(&self) -> BTreeMap<PersonId, BTreeSet<usize>> {
        let mut students: BTreeMap<PersonId, BTreeSet<usize>> = BTreeMap::new();
        for (place, mention) in self.mentions.iter().enumerate() {
            for person in mention.people() {
                students.entry(*person).or_default().insert(place);
            }
        }
        students
    }

    /// What is seen of the student whom these mentions name.
    pub fn student(&self, places: &BTreeSet<usize>, seen: &mut Features) {
        let here: Vec<usize> =
            (0..self.strands.len()).filter(|at| self.strands.get(*at).is_some_and(|s| s.speaks_of(places))).collect();
        for at in &here {
            self.around(*at, places, &here, seen);
        }
        if here.is_empty() {
            seen.see("unnamed", &[]);
        }
        let elsewhere = self.strands.iter().enumerate().filter(|(at, _)| !here.contains(at));
        for sense in elsewhere.flat_map(|(_, one)| &one.senses) {
            if let Part::Word(sense) = sense
                && OF_GROUP.contains(&sense.as_str())
            {
                seen.see("elsewhere", &[sense]);
            }
        }
        self.length(seen);
    }

    /// What is seen of the message as a whole, the student of these mentions apart from all others.
    pub fn message(&self, places: &BTreeSet<usize>, seen: &mut Features) {
        for (at, sentence) in self.strands.iter().enumerate() {
            for (strand, parts) in [("words", &sentence.words), ("senses", &sentence.senses)] {
                let told: Vec<&str> = ["^"].into_iter().chain(self.told(parts, places)).chain(["$"]).collect();
                seen.runs(strand, &told, 4);
                for (first, third) in told.iter().zip(told.iter().skip(2)) {
                    seen.see(&format!("{strand} gap"), &[first, third]);
                }
                if at == 0 {
                    seen.runs("opening", told.get(..told.len().min(5)).unwrap_or_default(), 3);
                }
                if at + 1 == self.strands.len() {
                    seen.runs("closing", told.get(told.len().saturating_sub(5)..).unwrap_or_default(), 3);
                }
            }
            if sentence.asks {
                seen.see("asks", &[]);
            }
        }
        self.length(seen);
    }

    fn length(&self, seen: &mut Features) {
        seen.see("sentences", &[&self.strands.len().min(5).to_string()]);
    }

    /// The sentence that names the student, and its neighbours where they name nobody else.
    fn around(&self, at: usize, places: &BTreeSet<usize>, here: &[usize], seen: &mut Features) {
        let Some(sentence) = self.strands.get(at) else { return };
        for (strand, parts) in [("words", &sentence.words), ("senses", &sentence.senses)] {
            let told = self.told(parts, places);
            around_name(strand, &told, seen);
            seen.runs(&format!("{strand} within"), &told, if strand == "words" { 2 } else { 3 });
        }
        if sentence.asks {
            seen.see("asks", &[]);
        }
        let neighbours = [("before", at.checked_sub(1)), ("after", Some(at + 1))];
        for (side, place) in neighbours {
            let Some(place) = place.filter(|place| !here.contains(place)) else { continue };
            let Some(neighbour) = self.strands.get(place) else { continue };
            let of_others = if neighbour.names.is_empty() { "" } else { " others" };
            for (strand, parts) in [("words", &neighbour.words), ("senses", &neighbour.senses)] {
                let told = self.told(parts, places);
                let from = if side == "before" { told.len().saturating_sub(NEIGHBOUR_WORDS_MAX) } else { 0 };
                let told: Vec<&str> = told.into_iter().skip(from).take(NEIGHBOUR_WORDS_MAX).collect();
                seen.runs(&format!("{strand} {side}{of_others}"), &told, 2);
            }
        }
        if let Some(heading) = self.strands.iter().take(at).rev().find(|one| one.is_heading) {
            seen.runs("words heading", &self.told(&heading.words, places), 2);
            seen.runs("senses heading", &self.told(&heading.senses, places), 2);
        }
        seen.see(if at == 0 { "first" } else { "later" }, &[]);
        if at + 1 == self.strands.len() {
            seen.see("last", &[]);
        }
    }

    /// The parts with each list of names as one name.
    fn told<'p>(&self, parts: &'p [Part], of: &BTreeSet<usize>) -> Vec<&'p str> {
        let mut told: Vec<&str> = Vec::with_capacity(parts.len());
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            at += 1;
            match part {
                Part::Word(word) => told.push(word),
                Part::Name(name) => {
                    let mut who = self.who(*name, of);
                    while let Some((next, name)) = next_of_list(parts, at) {
                        at = next;
                        if self.who(name, of) == THIS {
                            who = THIS;
                        }
                    }
                    told.push(who);
                }
            }
        }
        told
    }

    fn who(&self, name: usize, of: &BTreeSet<usize>) -> &'static str {
        let is_clear = self.mentions.get(name).is_some_and(|mention| !mention.people().is_empty());
        match (of.contains(&name), is_clear) {
            (true, _) => THIS,
            (false, true) => OTHER,
            (false, false) => UNCLEAR,
        }
    }
}

fn strands(sentence: &Sentence) -> Strands {
    let words = tokens(&sentence.text).into_iter().take(WORDS_MAX).map(|token| match token.kind {
        Kind::Name(name) => Part::Name(name),
        Kind::Outsider => Part::Word("#".to_owned()),
        Kind::Number if matches!(&*token.text, "one" | "two" | "three" | "four" | "1" | "2" | "3" | "4") => {
            Part::Word("few".to_owned())
        }
        Kind::Number => Part::Word("number".to_owned()),
        Kind::Clock => Part::Word("clock".to_owned()),
        Kind::Mark(mark) => Part::Word(mark.to_string()),
        Kind::Word => Part::Word(token.text.into_owned()),
    });
    let senses = scan(&sentence.text).into_iter().take(WORDS_MAX).filter_map(|found| match found.sense {
        Sense::Fill | Sense::Article => None,
        Sense::Name(name) => Some(Part::Name(name)),
        Sense::Unknown => Some(Part::Word("?".to_owned())),
        sense => Some(Part::Word(format!("{sense:?}"))),
    });
    Strands {
        words: words.collect(),
        senses: senses.collect(),
        names: marks_in(&sentence.text).into_iter().collect(),
        asks: sentence.asks,
        is_heading: sentence.text.trim_end().ends_with(':'),
    }
}

const THIS: &str = "THIS";
const OTHER: &str = "OTHER";
const UNCLEAR: &str = "UNCLEAR";

impl Strands {
    fn speaks_of(&self, places: &BTreeSet<usize>) -> bool {
        !self.names.is_disjoint(places)
    }
}

/// Senses that speak of the group.
const OF_GROUP: [&str; 12] = [
    "Everyone",
    "Others",
    "OtherOnes",
    "Nobody",
    "NobodyElse",
    "AllThere",
    "Only",
    "Except",
    "ListRight",
    "Half",
    "NoMore",
    "Neither",
];

/// The next name of a list, and the place behind it: at most two words such as a comma and an "and" are between.
fn next_of_list(parts: &[Part], from: usize) -> Option<(usize, usize)> {
    let joins = |part: &Part| matches!(part, Part::Word(word) if matches!(word.as_str(), "," | "and" | "&" | "+" | "/" | "n" | "plus" | "Link" | "Comma"));
    let joints = parts.iter().skip(from).take(2).take_while(|part| joins(part)).count();
    match parts.get(from + joints) {
        Some(Part::Name(name)) if joints > 0 => Some((from + joints + 1, *name)),
        _ => None,
    }
}

/// The words before and after a name: in runs that end and begin at it, and each by itself up to the next name.
fn around_name(strand: &str, told: &[&str], seen: &mut Features) {
    let ends: Vec<&str> = ["^", "^"].into_iter().chain(told.iter().copied()).chain(["$"]).collect();
    for (place, _) in told.iter().enumerate().filter(|(_, word)| **word == THIS) {
        let at = place + 2;
        let left = |length: usize| ends.get((at - length.min(at))..at).unwrap_or_default();
        let right = |length: usize| ends.get(at + 1..(at + 1 + length).min(ends.len())).unwrap_or_default();
        for length in 1..=RUN_WORDS_MAX {
            if length <= place + 1 {
                seen.see(&format!("{strand} left"), left(length));
            }
            if at + length < ends.len() {
                seen.see(&format!("{strand} right"), right(length));
            }
        }
        for before in 1..=2 {
            for after in 1..=3 {
                let both: Vec<&str> = left(before).iter().chain(&["_"]).chain(right(after)).copied().collect();
                seen.see(&format!("{strand} both"), &both);
            }
        }
        let is_word = |word: &&&str| !matches!(**word, THIS | OTHER);
        let nearer: Vec<&str> = told.iter().take(place).rev().take_while(is_word).take(REACH_WORDS).copied().collect();
        seen.runs(&format!("{strand} near left"), &nearer, 2);
        let later: Vec<&str> = told.iter().skip(place + 1).take_while(is_word).take(REACH_WORDS).copied().collect();
        seen.runs(&format!("{strand} near right"), &later, 3);
    }
}
