//! Students' names in what people write: found, and resolved to one student, to several, or to none.
//!
//! A name is never guessed: what fits two students of the group fits two ([`Mention::fits`]), and the reader asks. Names of
//! colleagues, patients and other people's students are found too, so that they are nobody's marks.

mod amend;
mod dictated;
mod forms;
mod guests;
mod initials;
mod mark;
mod plural;
mod roll;
mod slots;
mod spelling;
mod tables;
mod wordlike;

pub use mark::{Marked, mark, marks_in, outsiders_in};
pub use roll::Roll;
pub use spelling::fold;
pub use tables::is_also_a_word;

use regex::{Regex, RegexBuilder};

use crate::domain::id::PersonId;

/// Room for a pattern's automaton, so that the largest alternation is laid out once and not over and over.
pub(in crate::inbound) const AUTOMATON_SIZE_BYTES: usize = 64 << 20;

/// A rule's pattern. Patterns are constants of this program, each one compiled by the tests.
///
/// Words end where plain letters end: texts are folded before they are looked through, and an automaton that asks for
/// the ends of all the world's words gives up at the first letter that is not plain.
pub(in crate::inbound) fn rule(pattern: &str) -> Regex {
    RegexBuilder::new(&pattern.replace(r"\b", r"(?-u:\b)"))
        .dfa_size_limit(AUTOMATON_SIZE_BYTES)
        .build()
        .expect("a rule's pattern is a constant that the tests compile")
}

/// A name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// As it was written, accents apart.
    pub written: String,
    /// The students whom it fits: one where it is clear, two or more or none where it is not.
    pub fits: Vec<PersonId>,
    /// It speaks of all whom it fits ("both Toms").
    pub all_of_them: bool,
    /// Somebody who is no student of the roll: a colleague, a patient.
    pub outsider: Option<Outsider>,
}

/// A person in the text who has no mark in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outsider {
    /// On the roster in another role.
    Colleague(PersonId),
    /// Nobody that the roster knows: "Dr Patel", "a Mr Jones".
    Unknown,
}

impl Mention {
    /// The one student that it names, where it is clear.
    pub fn one(&self) -> Option<PersonId> {
        match self.fits[..] {
            [one] if self.outsider.is_none() => Some(one),
            _ => None,
        }
    }

    /// Everyone whom it clearly names: the one, or all of "both Toms"; nobody where it is unclear.
    pub fn people(&self) -> &[PersonId] {
        if self.outsider.is_none() && (self.all_of_them || self.fits.len() == 1) { &self.fits } else { &[] }
    }

    /// Does it name a student, but not clearly which?
    pub fn is_unclear(&self) -> bool {
        self.outsider.is_none() && self.people().is_empty()
    }
}
