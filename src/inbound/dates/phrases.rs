//! Fixed phrases of time, found by their first word; the longest that stands at a place wins.

use std::collections::HashMap;

use super::grammar::Words;

/// A table of phrases, each with what it means.
pub(super) struct Phrases<T> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Clone> Phrases<T> {
    /// Rows of phrases that mean the same, parted by " | ".
    pub(super) fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: HashMap<&str, Vec<(Vec<&str>, T)>> = HashMap::new();
        for (phrases, meaning) in rows {
            for phrase in phrases.split('|') {
                let words: Vec<&str> = phrase.split_whitespace().collect();
                if let Some(first) = words.first() {
                    by_first.entry(first).or_default().push((words, meaning.clone()));
                }
            }
        }
        Self { by_first }
    }

    /// What the longest phrase that stands here means, and how many words it has.
    pub(super) fn longest(&self, here: Words) -> Option<(T, usize)> {
        let phrases = self.by_first.get(here.word(0))?;
        let (words, meaning) =
            phrases.iter().filter(|(words, _)| here.has(words)).max_by_key(|(words, _)| words.len())?;
        Some((meaning.clone(), words.len()))
    }

    /// The length of the longest phrase that stands here.
    pub(super) fn length(&self, here: Words) -> Option<usize> {
        self.longest(here).map(|(_, length)| length)
    }

    /// The words with which phrases begin.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &'static str> {
        self.by_first.keys().copied()
    }
}
