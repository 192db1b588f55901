//! What the model sees of a message: its words, runs of two to four of them, pairs with a gap, each single one and each
//! pair also beside the family of the letter answered; and what the rules made of it.
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

/// One step of FNV-1a for each byte of the part, with an end to it.
fn extend(hash: u32, part: &str) -> u32 {
    part.bytes().chain([0]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
