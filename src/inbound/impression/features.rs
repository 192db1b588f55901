//! What the models see of a message. Of a student's: its words, runs of two to four of them, pairs with a gap, each single one and each
//! pair also beside the family of the letter answered; and what the rules made of it.
//! Of a co-leader's: strands of its words ([`Features`]).
//!
//! The trainer and the reader both use this, so that they see the same; a change here wants a new training.

use std::ops::Range;

use crate::inbound::reading::AboutKind;

/// One thing seen, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Of its name; the weights know it by that.
    pub hash: u32,
    /// The words that it was seen in.
    pub at: Range<usize>,
    /// How much of it there is: of the text's features the less the more of them there are, as a long message is no surer
    /// of anything than a short one; of what the rules found, always the same.
    pub value: f32,
}

/// A run of words is no longer than this.
const RUN_WORDS_MAX: usize = 4;

/// How much each thing counts that the rules found.
const HINT_VALUE: f32 = 0.35;

/// What is seen in words that answer a letter of this kind, with what the rules made of them; each thing once, in the
/// order of the hashes.
pub fn features(words: &[String], about: Option<AboutKind>, hints: &[String]) -> Vec<Feature> {
    let family = family(about);
    let mut seen = Vec::new();
    for (start, word) in words.iter().enumerate() {
        let mut see = |hash, length: usize| seen.push(Feature { hash, at: start..start + length, value: 1.0 });
        let mut run = extend(WORDS, word);
        see(run, 1);
        see(extend(extend(FAMILIES, family), word), 1);
        for (more, next) in words.iter().skip(start + 1).take(RUN_WORDS_MAX - 1).enumerate() {
            run = extend(run, next);
            see(run, more + 2);
        }
        if let Some(next) = words.get(start + 1) {
            see(extend(extend(extend(FAMILIES, family), word), next), 2);
        }
        if let Some(after) = words.get(start + 2) {
            see(extend(extend(GAPS, word), after), 3);
        }
    }
    with_hints(seen, hints, family)
}

/// What is seen of a message in several strands, each with features of its own.
#[derive(Debug, Default)]
pub struct Features {
    seen: Vec<Feature>,
}

impl Features {
    /// These words stand together, or in this order, in the strand.
    pub fn see(&mut self, strand: &str, words: &[&str]) {
        let hash = words.iter().fold(extend(STRANDS, strand), |hash, word| extend(hash, word));
        self.seen.push(Feature { hash, at: 0..0, value: 1.0 });
    }

    /// Each run of the words that is no longer than this.
    pub fn runs(&mut self, strand: &str, words: &[&str], length_max: usize) {
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + length_max) {
                self.see(strand, words.get(start..end).unwrap_or_default());
            }
        }
    }

    /// All that was seen, with what the rules made of it, where this kind of letter was answered; each thing once, in the
    /// order of the hashes.
    pub fn conclude(self, hints: &[String], kind: &str) -> Vec<Feature> {
        with_hints(self.seen, hints, kind)
    }
}

fn with_hints(mut seen: Vec<Feature>, hints: &[String], family: &str) -> Vec<Feature> {
    unique(&mut seen);
    let value = value(seen.len());
    seen.iter_mut().for_each(|feature| feature.value = value);
    for hint in hints {
        let hint_hash = extend(HINTS, hint);
        for hash in [hint_hash, extend(hint_hash, family)] {
            seen.push(Feature { hash, at: 0..0, value: HINT_VALUE });
        }
    }
    unique(&mut seen);
    seen
}

fn unique(features: &mut Vec<Feature>) {
    features.sort_by_key(|feature| feature.hash);
    features.dedup_by_key(|feature| feature.hash);
}

/// The features of a text have length one together.
fn value(features: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    let count = features.max(1) as f32;
    1.0 / count.sqrt()
}

/// Letters before a session, after a missed one, and others are answered in different words.
fn family(about: Option<AboutKind>) -> &'static str {
    match about {
        Some(AboutKind::CheckIn) => "after",
        Some(AboutKind::Reminder | AboutKind::AfterChristmas) => "before",
        _ => "other",
    }
}

/// Where the hashes of each kind of feature begin, so that no word is taken for a hint.
const WORDS: u32 = 0x811c_9dc5;
const FAMILIES: u32 = 0x9e37_79b9;
const GAPS: u32 = 0x85eb_ca6b;
const HINTS: u32 = 0xc2b2_ae35;
const STRANDS: u32 = 0x27d4_eb2f;

/// One step of FNV-1a for each byte of the part, with an end to it.
fn extend(hash: u32, part: &str) -> u32 {
    part.bytes().chain([0]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
