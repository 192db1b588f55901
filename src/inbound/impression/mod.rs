//! The impression that a message makes, on models that have seen some thousands of others: how likely it is that each
//! sign is meant by it. A second opinion beside the rules, which alone know days, sessions and names: where both agree a
//! reading is trusted, where they differ a person is asked.
//!
//! There are three: of a student's message as a whole ([`Sign`], laid beside the rules by [`super::student`]), of what a
//! co-leader says of one student ([`staff::OfStudent`]), and of what they say beside that ([`staff::OfMessage`]; both are
//! laid beside the rules by [`super::co_leader`]).
//!
//! Each is a logistic regression for each sign over short runs of words and of what the rules' tables find in them
//! ([`features`]). The weights ship with the program ([`weights`]); `cargo run --release --example train_impression`
//! makes them from the lessons beside it. The same text gives the same impression, always; linear in the message.

pub mod features;
pub mod firm_heads;
pub mod staff;
pub mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::said::{Flag, Stance};
use features::Feature;
use weights::Weights;

/// The doubt where the rules are sure of a reading and a model is not.
pub const DIFFERS: &str = "as others have put it, it would say something else";

/// What a model tells apart.
pub trait Signs: Copy + PartialEq + std::fmt::Debug + 'static {
    /// All of them; the weights have a column for each, in this order.
    const ALL: &'static [Self];

    /// The weights that ship with the program.
    fn weights() -> &'static Weights;
}

/// One thing that may be meant by a student's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Stance(Stance),
    Flag(Flag),
}

impl Signs for Sign {
    const ALL: &'static [Self] = &[
        Self::Stance(Stance::Absent),
        Self::Stance(Stance::Attending),
        Self::Stance(Stance::Late),
        Self::Stance(Stance::Unsure),
        Self::Stance(Stance::WasPresent),
        Self::Flag(Flag::Question),
        Self::Flag(Flag::OtherStudent),
        Self::Flag(Flag::Welfare),
        Self::Flag(Flag::Dispute),
        Self::Flag(Flag::Leaving),
        Self::Flag(Flag::OptOut),
    ];

    fn weights() -> &'static Weights {
        static WEIGHTS: LazyLock<Weights> =
            LazyLock::new(|| Weights::parse(include_bytes!("students.bin")).unwrap_or_default());
        &WEIGHTS
    }
}

/// How likely each sign is, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Impression<'a, S> {
    chances: Vec<(S, f32)>,
    words: &'a [String],
    heard: Vec<Heard>,
}

/// A feature that speaks for or against something.
#[derive(Debug, Clone, PartialEq)]
struct Heard {
    /// The words that it was seen in.
    at: Range<usize>,
    value: f32,
    /// What it says of each sign, in units.
    steps: &'static [i8],
}

impl<'a, S: Signs> Impression<'a, S> {
    /// Of what is to be seen in these words; without words, nothing can be quoted from it.
    pub fn of(words: &'a [String], features: &[Feature]) -> Self {
        let weights = S::weights();
        let mut sums = weights.biases.clone();
        let mut heard = Vec::with_capacity(if words.is_empty() { 0 } else { features.len() });
        for (place, steps) in weights.rows(features.iter().map(|feature| feature.hash)) {
            let Some(Feature { at, value, .. }) = features.get(place) else { continue };
            for ((sum, step), unit) in sums.iter_mut().zip(steps).zip(&weights.units) {
                *sum += push(*step, *unit, *value);
            }
            if !words.is_empty() {
                heard.push(Heard { at: at.clone(), value: *value, steps });
            }
        }
        Self { chances: S::ALL.iter().copied().zip(sums.into_iter().map(chance)).collect(), words, heard }
    }

    /// How likely it is that this is meant.
    pub fn chance(&self, sign: S) -> f32 {
        self.chances.iter().find(|(one, _)| *one == sign).map_or(0.0, |(_, chance)| *chance)
    }

    /// The words that speak for it most.
    pub fn words(&self, sign: S) -> String {
        let column = S::ALL.iter().position(|one| *one == sign);
        let Some((column, unit)) = column.and_then(|at| Some((at, S::weights().units.get(at)?))) else {
            return String::new();
        };
        let mut strongest = (0.0, 0..0);
        for Heard { at, value, steps } in &self.heard {
            let push = steps.get(column).map_or(0.0, |step| push(*step, *unit, *value));
            if push > strongest.0 {
                strongest = (push, at.clone());
            }
        }
        self.words.get(strongest.1).unwrap_or_default().join(" ")
    }
}

/// How far a feature moves the sum of a sign.
fn push(step: i8, unit: f32, value: f32) -> f32 {
    f32::from(step) * unit * value
}

/// The logistic function: from any sum to a likelihood.
pub fn chance(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}
