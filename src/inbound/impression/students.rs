//! What the models of students' messages tell apart, and how their opinions are put together: networks that hear the
//! message word by word, and a regression over runs of its words. They err in different places.

use std::sync::LazyLock;

use super::features::{Feature, Seen, View, family, features, hash};
use super::network::{Committee, WORDS_MAX};
use super::told::{Told, known};
use super::weights::Weights;
use super::{Heard, Impression, Signs};
use crate::domain::said::{Flag, Stance};
use crate::inbound::reading::AboutKind;

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

/// The regression that saw the lessons of students.
pub fn weights() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> =
        LazyLock::new(|| Weights::parse(include_bytes!("students_seen.bin")).unwrap_or_default());
    &WEIGHTS
}

/// The networks that heard them.
pub fn committee() -> &'static Committee {
    static COMMITTEE: LazyLock<Committee> =
        LazyLock::new(|| Committee::parse(include_bytes!("students_heard.bin")).unwrap_or_default());
    &COMMITTEE
}

/// How much the networks' opinion counts beside that of the regression.
const NETWORKS_SHARE: f32 = 0.3;

/// A message as it is seen by the regression and heard by the networks.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub features: Vec<Feature>,
    pub told: Told<u32>,
}

impl Shown {
    /// Of a message that answers a letter of this kind, with what the rules made of it.
    pub fn of(view: &View, about: Option<AboutKind>, hints: &[String]) -> Self {
        Self { features: features(view, about, hints), told: told(view, about, hints) }
    }
}

/// What the networks hear: each word with the sense that it has, and with what the outline knows of its clause that is
/// neither sense nor claim: of whom it speaks, whether it is set aside.
fn told(view: &View, about: Option<AboutKind>, hints: &[String]) -> Told<u32> {
    let family = family(about);
    let mut senses = vec![String::new(); view.words.len()];
    for sense in view.senses.iter().filter(|one| one.name.starts_with('<')) {
        for (place, at) in sense.at.clone().enumerate() {
            if let Some(of_word) = senses.get_mut(at) {
                *of_word = if place == 0 { sense.name.clone() } else { format!("in {}", sense.name) };
            }
        }
    }
    let is_of_clause = |one: &&Seen| one.name.starts_with(char::is_alphabetic);
    let of_clauses: Vec<&Seen> = view.outline.iter().filter(is_of_clause).collect();
    let of_word = |(at, (word, sense)): (usize, (&String, &String))| {
        let of_clause = of_clauses.iter().filter(|one| one.at.contains(&at)).map(|one| hash(&["clause", &one.name]));
        known(word, sense, family).into_iter().chain(of_clause).collect()
    };
    let words = view.words.iter().zip(&senses).enumerate().take(WORDS_MAX).map(of_word).collect();
    let of_hint = |hint: &String| [hash(&["hint", hint]), hash(&["hint", hint, family])];
    let hints = hints.iter().flat_map(of_hint).chain([hash(&["family", family])]).collect();
    Told { words, hints, students: Vec::new() }
}

impl<'a> Impression<'a, Sign> {
    /// Of a message that has these words; without words, nothing can be quoted from it.
    pub fn of(words: &'a [String], Shown { features, told }: &Shown) -> Self {
        let weights = weights();
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
        let (of_networks, _) = committee().hear(told);
        for ((sum, of_network), sign) in sums.iter_mut().zip(of_networks).zip(Sign::ALL) {
            let both = *sum + NETWORKS_SHARE * (of_network - *sum);
            // Of distress the regression may speak alone.
            *sum = if *sign == Sign::Flag(Flag::Welfare) { both.max(*sum) } else { both };
        }
        Self { words, heard, ..Self::of_sums(sums) }
    }

    /// The words that speak for it most.
    pub fn words(&self, sign: Sign) -> String {
        let column = Sign::ALL.iter().position(|one| *one == sign);
        let Some((column, unit)) = column.and_then(|at| Some((at, weights().units.get(at)?))) else {
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
