//! The impression that a student's message makes as a whole, on a model that has seen many thousand others: how likely
//! it is that each stance, and each flag, is meant somewhere in it. A second opinion beside the rules of
//! [`super::student`], which alone know days and sessions: where both agree a reading is trusted, where they differ a
//! person is asked.
//!
//! A logistic regression for each sign over short runs of words and of what the rules' tables find in them
//! ([`features`]). The weights ship with the program ([`weights`]); `cargo run --release --example train_impression`
//! makes them from the lessons beside it. The same text gives the same impression, always; linear in the message.

pub mod features;
pub mod weights;

use crate::domain::said::{Flag, Stance};
use features::Feature;
use weights::WEIGHTS;

/// What may be meant by a message. The weights have a column for each, in this order.
pub const SIGNS: [Sign; SIGN_COUNT] = [
    Sign::Stance(Stance::Absent),
    Sign::Stance(Stance::Attending),
    Sign::Stance(Stance::Late),
    Sign::Stance(Stance::Unsure),
    Sign::Stance(Stance::WasPresent),
    Sign::Flag(Flag::Question),
    Sign::Flag(Flag::OtherStudent),
    Sign::Flag(Flag::Welfare),
    Sign::Flag(Flag::Dispute),
    Sign::Flag(Flag::Leaving),
    Sign::Flag(Flag::OptOut),
];

/// How many signs there are.
pub const SIGN_COUNT: usize = 11;

/// One thing that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Stance(Stance),
    Flag(Flag),
}

/// How likely each sign is, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Impression {
    chances: [f32; SIGN_COUNT],
    words: Vec<Option<String>>,
}

impl Impression {
    /// Of what is to be seen in these words.
    pub fn of(words: &[String], features: &[Feature]) -> Self {
        let mut sums = WEIGHTS.biases;
        let mut strongest: [(f32, Option<&Feature>); SIGN_COUNT] = [(0.0, None); SIGN_COUNT];
        for feature in features {
            let Some(row) = WEIGHTS.row(feature.hash) else { continue };
            for ((sum, strongest), (weight, unit)) in
                sums.iter_mut().zip(&mut strongest).zip(row.iter().zip(&WEIGHTS.units))
            {
                let push = f32::from(*weight) * unit * feature.value;
                *sum += push;
                if push > strongest.0 {
                    *strongest = (push, Some(feature));
                }
            }
        }
        let words =
            strongest.map(|(_, feature)| feature.and_then(|f| words.get(f.at.clone())).map(|words| words.join(" ")));
        Self { chances: sums.map(chance), words: words.into() }
    }

    /// How likely it is that this is meant.
    pub fn chance(&self, sign: Sign) -> f32 {
        self.index(sign).and_then(|at| self.chances.get(at)).copied().unwrap_or_default()
    }

    /// The words that speak for it most.
    pub fn words(&self, sign: Sign) -> &str {
        self.index(sign).and_then(|at| self.words.get(at)).and_then(Option::as_deref).unwrap_or_default()
    }

    fn index(&self, sign: Sign) -> Option<usize> {
        SIGNS.iter().position(|one| *one == sign)
    }
}

/// The logistic function: from any sum to a likelihood.
pub fn chance(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}
