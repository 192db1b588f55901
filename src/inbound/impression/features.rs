//! What the model sees of a message ([`View`]): its words, the same with the senses that the rules' tables know in their
//! place, and the bare outline of senses and claims; of each the single ones, runs of several, pairs with a gap, each
//! single one and each pair also beside the family of the letter answered. And what the rules made of it all.
//!
//! The trainer and the reader both use this, so that they see the same; a change here wants a new training.

use std::ops::Range;

use crate::inbound::reading::AboutKind;

/// A message as the model sees it, three times over.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// Its words and marks, each phrase that names a time by its kind.
    pub words: Vec<String>,
    /// The same, each run of words that has a sense by its sense.
    pub senses: Vec<Seen>,
    /// Only what was found in each clause: of whom it speaks, senses, times, claims.
    pub outline: Vec<Seen>,
}

/// What stands for some of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub name: String,
    /// The words that it stands for.
    pub at: Range<usize>,
}

/// One thing seen, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Of its name; the weights know it by that.
    pub hash: u32,
    /// The words that it was seen in.
    pub at: Range<usize>,
    /// How much of it there is: the less the more others there are, though not in full measure, as a long message is a
    /// little surer than a short one; of what the rules made of it, always the same.
    pub value: f32,
}

/// Runs are no longer than this: of words, of senses, in the outline.
const WORDS_RUN_MAX: usize = 4;
const SENSES_RUN_MAX: usize = 5;
const OUTLINE_RUN_MAX: usize = 6;

/// How much each thing counts that the rules made of it.
const HINT_VALUE: f32 = 0.35;

/// How much the only thing in a message would count.
const LONE_VALUE: f32 = 0.45;

/// What is seen in a message that answers a letter of this kind, with what the rules made of it; each thing once, in the
/// order of the hashes.
pub fn features(view: &View, about: Option<AboutKind>, hints: &[String]) -> Vec<Feature> {
    let family = family(about);
    let words = view.words.iter().enumerate().map(|(at, name)| (name.as_str(), at..at + 1));
    let mut seen = in_row(&words.collect::<Vec<_>>(), WORDS, WORDS_RUN_MAX, family);
    for (row, kind, run_max) in [(&view.senses, SENSES, SENSES_RUN_MAX), (&view.outline, OUTLINE, OUTLINE_RUN_MAX)] {
        let row: Vec<(&str, Range<usize>)> = row.iter().map(|one| (one.name.as_str(), one.at.clone())).collect();
        seen.extend(in_row(&row, kind, run_max, family));
    }
    with_hints(seen, hints, family)
}

/// What is seen in one row of names.
fn in_row(row: &[(&str, Range<usize>)], kind: u32, run_max: usize, family: &str) -> Vec<Feature> {
    let beside_family = extend(extend(kind, FAMILY), family);
    let gap = extend(kind, GAP);
    let mut seen = Vec::with_capacity(row.len() * (run_max + 3));
    for (start, (name, at)) in row.iter().enumerate() {
        let mut see = |hash, until: &Range<usize>| {
            seen.push(Feature { hash, at: at.start..until.end, value: 1.0 });
        };
        let mut run = extend(kind, name);
        see(run, at);
        see(extend(beside_family, name), at);
        for (next, until) in row.iter().skip(start + 1).take(run_max - 1) {
            run = extend(run, next);
            see(run, until);
        }
        if let Some((next, until)) = row.get(start + 1) {
            see(extend(extend(beside_family, name), next), until);
        }
        if let Some((after, until)) = row.get(start + 2) {
            see(extend(extend(gap, name), after), until);
        }
    }
    let mut seen = firsts(&seen);
    let value = value(seen.len());
    seen.iter_mut().for_each(|feature| feature.value = value);
    seen
}

/// The same as [`unique`], for what is in no order yet. Sorted are numbers, each a hash with the place of its feature
/// behind it.
fn firsts(features: &[Feature]) -> Vec<Feature> {
    let hash = |number: u64| number >> u32::BITS;
    let mut order: Vec<u64> =
        features.iter().zip(0_u32..).map(|(one, place)| u64::from(one.hash) << u32::BITS | u64::from(place)).collect();
    order.sort_unstable();
    order.dedup_by_key(|number| hash(*number));
    let place = |number: u64| usize::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
    order.into_iter().filter_map(|number| features.get(place(number)).cloned()).collect()
}

/// What was seen, beside what the rules made of it; each thing once, in the order of the hashes.
fn with_hints(mut seen: Vec<Feature>, hints: &[String], family: &str) -> Vec<Feature> {
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

/// One over the fourth root; square roots come out the same on every machine.
fn value(features: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    let count = features.max(1) as f32;
    LONE_VALUE / count.sqrt().sqrt()
}

/// Letters before a session, after a missed one, and others are answered in different words.
pub fn family(about: Option<AboutKind>) -> &'static str {
    match about {
        Some(AboutKind::CheckIn) => "after",
        Some(AboutKind::Reminder | AboutKind::AfterChristmas) => "before",
        _ => "other",
    }
}

/// Where the hashes of each kind of feature begin, so that no word is taken for a hint.
const WORDS: u32 = 0x811c_9dc5;
const SENSES: u32 = 0x9e37_79b9;
const OUTLINE: u32 = 0x85eb_ca6b;
const HINTS: u32 = 0xc2b2_ae35;
const TOLD: u32 = 0x27d4_eb2f;

/// Goes before what is seen beside the family, and before a pair with a gap.
const FAMILY: &str = "beside";
const GAP: &str = "gap";

/// What a network knows this by ([`super::told`]).
pub fn hash(parts: &[&str]) -> u32 {
    parts.iter().fold(TOLD, |hash, part| extend(hash, part))
}

/// One step of FNV-1a for each byte of the part, with an end to it.
fn extend(hash: u32, part: &str) -> u32 {
    part.bytes().chain([0]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
