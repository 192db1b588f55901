//! The forms in which people write names, and whom each may mean.
//!
//! A roll is made for every letter and has hundreds of forms, of which a letter asks for a few. So none is written out:
//! each is known by its sum over 64 bits, and two names that are not the same have, for all practice, two sums.

use crate::domain::id::PersonId;

/// How well a form of a name names a person; a better fit hides the worse ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A word of the name, the preferred name, or several of its words.
    Exact,
    /// A short form, or a word and an initial.
    Short,
    /// Two letters or more: "TN".
    Initials,
    /// The same the other way round: "NT".
    FamilyFirst,
}

impl Fit {
    /// Only letters, which may be an acronym.
    pub fn is_letters(self) -> bool {
        self >= Self::Initials
    }
}

/// Forms of names, in the order of their sums, those of one sum as they were added.
#[derive(Debug, Clone, Default)]
pub struct Forms(Vec<Form>);

/// One form of one person's name.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    sum: u64,
    pub id: PersonId,
    pub fit: Fit,
}

impl Forms {
    /// Notes that these pieces, put together, name a person; [`Self::sort`] comes before any question.
    pub fn add(&mut self, pieces: &[&str], id: PersonId, fit: Fit) {
        self.0.push(Form { sum: sum(pieces), id, fit });
    }

    /// Puts the forms in order, when all are there.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|form| form.sum);
    }

    /// Everyone whom a form may name, as they were added.
    pub fn of(&self, form: &str) -> &[Form] {
        let sum = sum(&[form]);
        let from = self.0.partition_point(|one| one.sum < sum);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|one| one.sum == sum).count();
        rest.get(..count).unwrap_or_default()
    }
}

/// FNV-1a over the pieces as one text.
fn sum(pieces: &[&str]) -> u64 {
    let extend = |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    pieces.iter().fold(0xcbf2_9ce4_8422_2325, |sum, piece| piece.bytes().fold(sum, extend))
}
