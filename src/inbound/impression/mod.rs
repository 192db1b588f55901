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
pub struct Impression<S> {
    chances: Vec<(S, f32)>,
    words: Vec<Option<String>>,
}

impl<S: Signs> Impression<S> {
    /// Of what is to be seen in these words.
    pub fn of(words: &[String], features: &[Feature]) -> Self {
        let weights = S::weights();
        let mut sums = weights.biases.clone();
        let mut strongest: Vec<(f32, Option<&Feature>)> = vec![(0.0, None); sums.len()];
        for feature in features {
            let Some(row) = weights.row(feature.hash) else { continue };
            for ((sum, strongest), (weight, unit)) in
                sums.iter_mut().zip(&mut strongest).zip(row.iter().zip(&weights.units))
            {
                let push = f32::from(*weight) * unit * feature.value;
                *sum += push;
                if push > strongest.0 {
                    *strongest = (push, Some(feature));
                }
            }
        }
        let words = strongest
            .into_iter()
            .map(|(_, feature)| feature.and_then(|f| words.get(f.at.clone())).map(|words| words.join(" ")))
            .collect();
        Self { chances: S::ALL.iter().copied().zip(sums.into_iter().map(chance)).collect(), words }
    }

    /// How likely it is that this is meant.
    pub fn chance(&self, sign: S) -> f32 {
        self.chances.iter().find(|(one, _)| *one == sign).map_or(0.0, |(_, chance)| *chance)
    }

    /// The words that speak for it most.
    pub fn words(&self, sign: S) -> &str {
        let at = self.chances.iter().position(|(one, _)| *one == sign);
        at.and_then(|at| self.words.get(at)).and_then(Option::as_deref).unwrap_or_default()
    }
}

/// The logistic function: from any sum to a likelihood.
pub fn chance(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}
