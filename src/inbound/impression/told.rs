//! A message as a network hears it ([`super::network`]): its words in their order, with the places at which each student
//! is named, and what the rules made of it all. Names are all alike in it, and which session a day is nobody says.

use super::features::hash;
use crate::domain::id::PersonId;

/// Of words, of what the lexicon makes of them and of hints each by `T`: their hashes, or their rows in a network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told<T> {
    /// All that is known of each word, the word itself first.
    pub words: Vec<Vec<T>>,
    /// What the rules made of the message.
    pub hints: Vec<T>,
    pub students: Vec<OfOne<T>>,
}

/// What is told of one student.
#[derive(Debug, Clone, PartialEq)]
pub struct OfOne<T> {
    pub student: PersonId,
    /// The words that name the student; none where only the letter answered does.
    pub places: Vec<usize>,
    /// What the rules made of what is said of the student.
    pub hints: Vec<T>,
}

impl<T> Told<T> {
    /// The same with another thing for each; what has none is left out.
    pub fn map<U>(&self, word: impl Fn(&T) -> Option<U>, hint: impl Fn(&T) -> Option<U>) -> Told<U> {
        let hints = |hints: &[T]| hints.iter().filter_map(&hint).collect();
        let of_one =
            |one: &OfOne<T>| OfOne { student: one.student, places: one.places.clone(), hints: hints(&one.hints) };
        Told {
            words: self.words.iter().map(|known| known.iter().filter_map(&word).collect()).collect(),
            hints: hints(&self.hints),
            students: self.students.iter().map(of_one).collect(),
        }
    }
}

/// So many letters of a word's end are known by themselves, for words that no lesson has.
const ENDING_LETTERS: usize = 3;

/// What is known of a word that has this sense, where this kind of letter is answered.
pub fn known(word: &str, sense: &str, kind: &str) -> Vec<u32> {
    let start = word.char_indices().rev().take(ENDING_LETTERS).last().map_or(0, |(at, _)| at);
    let ending = word.get(start..).unwrap_or_default();
    vec![hash(&["word", word]), hash(&["ending", ending]), hash(&["sense", sense]), hash(&["kind", kind])]
}
