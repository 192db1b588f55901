//! The impression that a message makes, on models that have seen some thousands of others: how likely it is that each
//! sign is meant by it. A second opinion beside the rules, which alone know days, sessions and names: where both agree a
//! reading is trusted, where they differ a person is asked.
//!
//! Of a student's message as a whole it is a logistic regression for each sign ([`Sign`], laid beside the rules by
//! [`super::student`]), over short runs of words and of what the rules' tables find in them ([`features`], [`weights`]). Of
//! a co-leader's message and of a firm head's answer it is that of small networks ([`network`]), which hear the message
//! word by word ([`told`]) and say what is meant of each student and beside that ([`staff`], [`firm_heads`]).
//!
//! The weights ship with the program; `cargo run --release --example train_impression` makes them from the lessons beside
//! it. The same text gives the same impression, always; bounded, or linear in the message.

pub mod features;
pub mod firm_heads;
pub mod network;
pub mod staff;
pub mod told;
pub mod weights;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::id::PersonId;
use crate::domain::said::{Flag, Stance};
use features::Feature;
use network::Committee;
use told::Told;
use weights::Weights;

/// The doubt where the rules are sure of a reading and a model is not.
pub const DIFFERS: &str = "as others have put it, it would say something else";

/// What a model tells apart.
pub trait Signs: Copy + PartialEq + std::fmt::Debug + 'static {
    /// All of them, in the order of the models.
    const ALL: &'static [Self];
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
}

impl Sign {
    /// The weights that ship with the program.
    pub fn weights() -> &'static Weights {
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

impl<S: Signs> Impression<'_, S> {
    /// Of sums, one for each sign.
    fn of_sums(sums: Vec<f32>) -> Self {
        let chances = S::ALL.iter().copied().zip(sums.into_iter().map(chance)).collect();
        Self { chances, words: &[], heard: Vec::new() }
    }

    /// How likely it is that this is meant.
    pub fn chance(&self, sign: S) -> f32 {
        self.chances.iter().find(|(one, _)| *one == sign).map_or(0.0, |(_, chance)| *chance)
    }
}

impl<'a> Impression<'a, Sign> {
    /// Of what is to be seen in these words; without words, nothing can be quoted from it.
    pub fn of(words: &'a [String], features: &[Feature]) -> Self {
        let weights = Sign::weights();
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
        Self { words, heard, ..Self::of_sums(sums) }
    }

    /// The words that speak for it most.
    pub fn words(&self, sign: Sign) -> String {
        let column = Sign::ALL.iter().position(|one| *one == sign);
        let Some((column, unit)) = column.and_then(|at| Some((at, Sign::weights().units.get(at)?))) else {
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

/// What a committee makes of a message: of the whole, and of each student spoken of.
#[derive(Debug, Clone, PartialEq)]
pub struct Impressions<M: 'static, S: 'static> {
    pub message: Impression<'static, M>,
    pub students: BTreeMap<PersonId, Impression<'static, S>>,
}

impl<M: Signs, S: Signs> Impressions<M, S> {
    /// Of a message as it was told.
    pub fn of(committee: &Committee, told: &Told<u32>) -> Self {
        let (message, students) = committee.hear(told);
        let of_student = |(one, sums): (&told::OfOne<u32>, _)| (one.student, Impression::of_sums(sums));
        Self {
            message: Impression::of_sums(message),
            students: told.students.iter().zip(students).map(of_student).collect(),
        }
    }
}
