//! The lexicon unfolded, once a process: a tree of words in which every phrase is a path, so that what stands in a sentence
//! is found by following its words, however many phrases begin alike.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::Sense;
use super::lexicon::LEXICON;
use super::reasons::REASONS;
use super::scan::{Kind, Token, measure};

/// What may follow the words of a phrase so far, and what they mean where they are one.
#[derive(Default)]
struct Node {
    words: BTreeMap<String, Node>,
    /// Whoever something is done to.
    object: Option<Box<Node>>,
    outsider: Option<Box<Node>>,
    measure: Option<Box<Node>>,
    meaning: Option<Meaning>,
}

#[derive(Clone, Copy)]
struct Meaning {
    sense: Sense,
    /// The place in the lexicon; of phrases of one length the earlier wins.
    rank: usize,
}

/// A phrase that stands in a sentence.
struct Match {
    /// How many parts it has, in which a measure is one.
    parts: usize,
    /// Behind its last word.
    end: usize,
    meaning: Meaning,
}

/// The phrases by their first word.
static PHRASES: LazyLock<HashMap<String, Node>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Node> = HashMap::new();
    let written = LEXICON.iter().chain(REASONS).flat_map(|(sense, text)| {
        alternatives(text, '|').into_iter().flat_map(unfolded).map(move |words| (*sense, words))
    });
    for (rank, (sense, words)) in written.enumerate() {
        let mut words = words.into_iter();
        let Some(first) = words.next() else { continue };
        let last = words.fold(phrases.entry(first).or_default(), Node::child);
        last.meaning.get_or_insert(Meaning { sense, rank });
    }
    phrases
});

/// The longest phrase of the lexicon that begins at a word: how many words it has, and its meaning.
pub(super) fn longest(tokens: &[Token], at: usize) -> Option<(usize, Sense)> {
    let node = PHRASES.get(&*tokens.get(at)?.text)?;
    let mut best = None;
    node.follow(tokens, at + 1, 0, &mut best);
    best.map(|found| (found.end - at, found.meaning.sense))
}

impl Node {
    fn child(&mut self, part: String) -> &mut Self {
        match part.as_str() {
            "*" => self.object.get_or_insert_default(),
            "%" => self.measure.get_or_insert_default(),
            "#" => self.outsider.get_or_insert_default(),
            _ => self.words.entry(part).or_default(),
        }
    }

    /// Follows every path that the words from `place` on allow, `parts` behind the first word, and keeps the best end.
    fn follow(&self, tokens: &[Token], place: usize, parts: usize, best: &mut Option<Match>) {
        if let Some(meaning) = self.meaning {
            let is_better = best
                .as_ref()
                .is_none_or(|best| parts > best.parts || parts == best.parts && meaning.rank < best.meaning.rank);
            if is_better {
                *best = Some(Match { parts, end: place, meaning });
            }
        }
        let Some(token) = tokens.get(place) else { return };
        if let Some(node) = self.words.get(&*token.text) {
            node.follow(tokens, place + 1, parts + 1, best);
        }
        if let Some(node) = self.object.as_ref().filter(|_| is_object(token)) {
            node.follow(tokens, place + 1, parts + 1, best);
        }
        if let Some(node) = self.outsider.as_ref().filter(|_| token.kind == Kind::Outsider) {
            node.follow(tokens, place + 1, parts + 1, best);
        }
        if let Some(node) = &self.measure {
            let is_number = token.kind == Kind::Number && token.text != "one";
            if let Some(length) = measure(tokens, place).or(is_number.then_some(1)) {
                node.follow(tokens, place + length, parts + 1, best);
            }
        }
    }
}

fn is_object(token: &Token) -> bool {
    matches!(token.kind, Kind::Name(_) | Kind::Outsider)
        || matches!(&*token.text, "him" | "her" | "them" | "me" | "us" | "it" | "everyone" | "people" | "anyone")
}

/// Parts a text at a mark that stands in no braces.
fn alternatives(text: &str, at: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (place, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c == at && depth == 0 => {
                parts.push(text.get(start..place).unwrap_or_default());
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// Every phrase that a pattern stands for, as words.
fn unfolded(pattern: &str) -> Vec<Vec<String>> {
    let Some((head, rest)) = pattern.split_once('{') else {
        return vec![pattern.split_whitespace().map(str::to_owned).collect()];
    };
    let mut depth = 1_usize;
    let close = rest.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let end = close.map_or(rest.len(), |(place, _)| place);
    let choices = rest.get(..end).unwrap_or_default();
    let tail = unfolded(rest.get(end + 1..).unwrap_or_default());
    let before: Vec<String> = head.split_whitespace().map(str::to_owned).collect();
    let mut all = Vec::new();
    for choice in alternatives(choices, ',') {
        for middle in unfolded(choice) {
            for after in &tail {
                all.push([before.clone(), middle.clone(), after.clone()].concat());
            }
        }
    }
    all
}
