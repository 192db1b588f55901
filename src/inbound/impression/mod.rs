//! The impression that a message makes, on models that have seen some thousands of others: how likely it is that each
//! sign is meant by it. A second opinion beside the rules, which alone know days, sessions and names: where both agree a
//! reading is trusted, where they differ a person is asked.
//!
//! It is that of small networks ([`network`]), which hear a message word by word ([`told`]): of a co-leader's message and
//! of a firm head's answer they say what is meant of each student and beside that ([`staff`], [`firm_heads`]), of a
//! student's what is meant by it as a whole ([`students`]). Beside those of students' messages, and averaged with them,
//! stands a logistic regression for each sign over short runs of words and of what the rules' tables find in them
//! ([`features`], [`weights`]).
//!
//! The weights ship with the program; `cargo run --release --example train_impression` makes them from the lessons beside
//! it. The same text gives the same impression, always; bounded, or linear in the message.

pub mod features;
pub mod firm_heads;
pub mod network;
pub mod staff;
pub mod students;
pub mod told;
pub mod weights;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::id::PersonId;
use network::Committee;
pub use students::Sign;
use told::Told;

/// The doubt where the rules are sure of a reading and a model is not.
pub const DIFFERS: &str = "as others have put it, it would say something else";

/// What a model tells apart.
pub trait Signs: Copy + PartialEq + std::fmt::Debug + 'static {
    /// All of them, in the order of the models.
    const ALL: &'static [Self];
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
