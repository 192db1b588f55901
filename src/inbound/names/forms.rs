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

/// Forms of names.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// In the order of their sums, those of one sum as they were added.
    all: Vec<Form>,
    /// A bit for each word with which a form of several begins; another word may have the same bit.
    begins: [u64; BEGINS_BITS / 64],
}

/// A hundred words leave nine bits in ten clear.
const BEGINS_BITS: usize = 1_024;

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
        let mut sum = BASIS;
        let mut is_first = true;
        for byte in pieces.iter().flat_map(|piece| piece.bytes()) {
            if is_first && byte == b' ' {
                is_first = false;
                let (place, bit) = bit(sum);
                if let Some(bits) = self.begins.get_mut(place) {
                    *bits |= bit;
                }
            }
            sum = extend(sum, byte);
        }
        self.all.push(Form { sum, id, fit });
    }

    /// Puts the forms in order, when all are there.
    pub fn sort(&mut self) {
        self.all.sort_by_key(|form| form.sum);
    }

    /// Everyone whom a form may name, as they were added.
    pub fn of(&self, form: &str) -> &[Form] {
        let sum = sum(form);
        let from = self.all.partition_point(|one| one.sum < sum);
        let rest = self.all.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|one| one.sum == sum).count();
        rest.get(..count).unwrap_or_default()
    }

    /// May a form of several words begin with this one? Most words of a letter begin none.
    pub fn may_begin(&self, word: &str) -> bool {
        let (place, bit) = bit(sum(word));
        self.begins.get(place).is_some_and(|bits| bits & bit != 0)
    }
}

/// FNV-1a.
fn sum(form: &str) -> u64 {
    form.bytes().fold(BASIS, extend)
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn extend(sum: u64, byte: u8) -> u64 {
    (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
}

/// Where the bit of a word with this sum is.
fn bit(sum: u64) -> (usize, u64) {
    let place = usize::try_from(sum).unwrap_or_default() % BEGINS_BITS;
    (place / 64, 1 << (place % 64))
}
