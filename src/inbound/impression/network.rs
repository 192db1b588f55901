//! A small network that hears a message word by word. Each word is a row of numbers; layer after layer it takes in what
//! stands around it, each time from twice as far (dilated convolutions: Yu and Koltun 2016; what a layer finds is added
//! to what was there: He et al. 2016). Of the message as a whole one head speaks, by the strongest of each number over all
//! its words; of a student another one, by the strongest where the student is named beside those. Both know what the
//! rules made of it.
//!
//! Several such networks that began from other numbers are a [`Committee`]: they err in different places, and what they
//! say is the mean. Bounded in the message, and the same for the same message, always.
//!
//! The file of a committee, all numbers little-endian: the fingerprint of the lessons (u64); how many hashes of words, of
//! hints, signs of a message, of a student, and members there are (u32); the hashes in rising order (u32); the numbers of
//! each member as the upper half of an IEEE 754 binary32 (u16).

use std::array::from_fn;
use std::ops::Range;

use super::told::Told;

/// So many numbers are a word.
pub const WIDTH: usize = 64;

/// So many stand between a head's ears and its mouth.
pub const HIDDEN: usize = 128;

/// How far each layer takes in what stands around a word, in words.
const REACHES: [usize; 4] = [1, 2, 4, 8];

/// A layer sees the word so far before, the word itself, the word so far behind.
const SIDES: usize = 3;

/// No more words of a message are heard.
pub const WORDS_MAX: usize = 240;

/// A word with what stands around it, as far as it was taken in.
pub type State = [f32; WIDTH];

/// Where each part of a network stands among its numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// A row of [`WIDTH`] for each word.
    pub words: Range<usize>,
    /// The state of a student who is nowhere named.
    pub unnamed: Range<usize>,
    pub layers: Vec<Layer>,
    pub message: Head,
    pub student: Head,
    /// How many numbers there are.
    pub length: usize,
}

/// A row of [`WIDTH`] for each number of each side, and what is added to all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    pub reach: usize,
    pub sides: Range<usize>,
    pub bias: Range<usize>,
}

/// What one head is made of: rows of [`HIDDEN`] for what it hears, rows of the signs for what it says of that.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// For the student's own state; of the message there is none.
    pub own: Range<usize>,
    pub whole: Range<usize>,
    pub hints: Range<usize>,
    pub bias: Range<usize>,
    pub out: Range<usize>,
    /// What a hint says by itself.
    pub hints_out: Range<usize>,
    pub out_bias: Range<usize>,
    pub signs: usize,
}

impl Plan {
    /// Of a network that knows so many words and hints, and tells so many signs of a message and of a student.
    pub fn new(words: usize, hints: usize, [of_message, of_student]: [usize; 2]) -> Self {
        let mut length = 0;
        let mut part = |numbers: usize| {
            length += numbers;
            length - numbers..length
        };
        let words = part(words * WIDTH);
        let unnamed = part(WIDTH);
        let layers =
            REACHES.iter().map(|reach| Layer { reach: *reach, sides: part(SIDES * WIDTH * WIDTH), bias: part(WIDTH) });
        let layers = layers.collect();
        let mut head = |own: usize, signs: usize| {
            let hidden = if signs > 0 { HIDDEN } else { 0 };
            Head {
                own: part(own * hidden),
                whole: part(WIDTH * hidden),
                hints: part(hints * hidden),
                bias: part(hidden),
                out: part(hidden * signs),
                hints_out: part(hints * signs),
                out_bias: part(signs),
                signs,
            }
        };
        let (message, student) = (head(0, of_message), head(WIDTH, of_student));
        Self { words, unnamed, layers, message, student, length }
    }
}

/// One network: its numbers, by their plan.
#[derive(Debug, Clone, Copy)]
pub struct Network<'a> {
    pub plan: &'a Plan,
    pub numbers: &'a [f32],
}

impl Network<'_> {
    fn part(&self, part: &Range<usize>) -> &[f32] {
        self.numbers.get(part.clone()).unwrap_or_default()
    }

    /// The words before any layer.
    pub fn embedded(&self, words: &[Vec<usize>]) -> Vec<State> {
        let rows = self.part(&self.plan.words).as_chunks::<WIDTH>().0;
        let state = |known: &Vec<usize>| {
            let mut state = [0.0; WIDTH];
            known.iter().filter_map(|row| rows.get(*row)).for_each(|row| add(&mut state, 1.0, row));
            state
        };
        words.iter().map(state).collect()
    }

    /// What a layer finds at each word.
    pub fn found(&self, layer: &Layer, states: &[State]) -> Vec<State> {
        let bias: State = self.part(&layer.bias).try_into().unwrap_or([0.0; WIDTH]);
        let rows = self.part(&layer.sides).as_chunks::<WIDTH>().0;
        let at_word = |at: usize| {
            let mut sum = bias;
            for (side, rows) in rows.chunks_exact(WIDTH).enumerate() {
                let Some(state) = beside(at, side, layer.reach).and_then(|place| states.get(place)) else { continue };
                for (value, row) in state.iter().zip(rows) {
                    add(&mut sum, *value, row);
                }
            }
            sum.map(|value| value.max(0.0))
        };
        (0..states.len()).map(at_word).collect()
    }

    /// What goes through a head: of the student's own state, if any, of the whole, of hints.
    pub fn hidden(&self, head: &Head, own: Option<&State>, whole: &State, hints: &[usize]) -> [f32; HIDDEN] {
        let rows = |part: &Range<usize>| self.part(part).as_chunks::<HIDDEN>().0;
        let mut sum: [f32; HIDDEN] = self.part(&head.bias).try_into().unwrap_or([0.0; HIDDEN]);
        for (state, rows) in [(own, rows(&head.own)), (Some(whole), rows(&head.whole))] {
            for (value, row) in state.into_iter().flatten().zip(rows) {
                add(&mut sum, *value, row);
            }
        }
        let of_hints = rows(&head.hints);
        hints.iter().filter_map(|hint| of_hints.get(*hint)).for_each(|row| add(&mut sum, 1.0, row));
        sum.map(|value| value.max(0.0))
    }

    /// What it says of each sign: a sum, of which the logistic function makes a likelihood.
    pub fn sums(&self, head: &Head, hidden: &[f32; HIDDEN], hints: &[usize]) -> Vec<f32> {
        let mut sums = self.part(&head.out_bias).to_vec();
        for (value, row) in hidden.iter().zip(self.part(&head.out).chunks_exact(head.signs)) {
            add(&mut sums, *value, row);
        }
        let of_hints = self.part(&head.hints_out);
        let row = |hint: &usize| of_hints.get(hint * head.signs..(hint + 1) * head.signs);
        hints.iter().filter_map(row).for_each(|row| add(&mut sums, 1.0, row));
        sums
    }

    /// The state of a student who is nowhere named.
    pub fn unnamed(&self) -> State {
        self.part(&self.plan.unnamed).try_into().unwrap_or([0.0; WIDTH])
    }

    /// The sums of the message, and of each student.
    fn hear(&self, told: &Told<usize>) -> (Vec<f32>, Vec<Vec<f32>>) {
        let mut states = self.embedded(&told.words);
        for layer in &self.plan.layers {
            let found = self.found(layer, &states);
            states.iter_mut().zip(&found).for_each(|(state, found)| add(state, 1.0, found));
        }
        let whole = strongest(&states, 0..states.len()).0;
        let say = |head: &Head, own: Option<&State>, hints: &[usize]| {
            self.sums(head, &self.hidden(head, own, &whole, hints), hints)
        };
        let students = told.students.iter().map(|one| {
            let own =
                if one.places.is_empty() { self.unnamed() } else { strongest(&states, one.places.iter().copied()).0 };
            say(&self.plan.student, Some(&own), &[&one.hints[..], &told.hints].concat())
        });
        (say(&self.plan.message, None, &told.hints), students.collect())
    }
}

/// The place so far before or behind a word.
pub fn beside(at: usize, side: usize, reach: usize) -> Option<usize> {
    (at + side * reach).checked_sub(reach)
}

/// The strongest of each number at these places, and where it stands; of no place nothing.
pub fn strongest(states: &[State], places: impl Iterator<Item = usize> + Clone) -> (State, [usize; WIDTH]) {
    let mut at = [places.clone().next().unwrap_or_default(); WIDTH];
    let value = |place: usize, number: usize| states.get(place).map_or(0.0, |state| state[number]);
    for place in places {
        for (number, at) in at.iter_mut().enumerate() {
            if value(place, number) > value(*at, number) {
                *at = place;
            }
        }
    }
    (from_fn(|number| value(at[number], number)), at)
}

/// Adds so much of the row.
pub fn add(sum: &mut [f32], much: f32, row: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += much * value;
    }
}

/// Networks that were taught the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Committee {
    /// Of the lessons that they were taught by.
    pub fingerprint: u64,
    /// Hashes in rising order; each stands for the row at its place.
    pub words: Vec<u32>,
    pub hints: Vec<u32>,
    pub plan: Plan,
    pub members: Vec<Vec<f32>>,
}

impl Committee {
    /// With the rows for the hashes; what is not known is left out.
    pub fn rows(&self, told: &Told<u32>) -> Told<usize> {
        told.map(|word| self.words.binary_search(word).ok(), |hint| self.hints.binary_search(hint).ok())
    }

    /// The sums of the message and of each student, in the mean of all members.
    pub fn hear(&self, told: &Told<u32>) -> (Vec<f32>, Vec<Vec<f32>>) {
        let told = self.rows(told);
        let zeros = |signs: usize| vec![0.0; signs];
        let mut message = zeros(self.plan.message.signs);
        let mut students = vec![zeros(self.plan.student.signs); told.students.len()];
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let share = 1.0 / self.members.len().max(1) as f32;
        for numbers in &self.members {
            let (of_message, of_students) = Network { plan: &self.plan, numbers }.hear(&told);
            add(&mut message, share, &of_message);
            students.iter_mut().zip(&of_students).for_each(|(sums, of_one)| add(sums, share, of_one));
        }
        (message, students)
    }

    /// Reads the file's bytes; none where they are not such a file.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (fingerprint, rest) = bytes.split_first_chunk()?;
        let (counts, mut rest) = rest.split_first_chunk::<20>()?;
        let mut counts = counts.as_chunks().0.iter().map(|count| usize::try_from(u32::from_le_bytes(*count)).ok());
        let mut next = || counts.next().flatten();
        let (words, hints, of_message, of_student, members) = (next()?, next()?, next()?, next()?, next()?);
        let mut hashes = |count: usize| {
            let (hashes, left) = rest.split_at_checked(count.checked_mul(4)?)?;
            rest = left;
            Some(hashes.as_chunks().0.iter().map(|hash| u32::from_le_bytes(*hash)).collect())
        };
        if of_message == 0 {
            return None;
        }
        let (words, hints): (Vec<u32>, Vec<u32>) = (hashes(words)?, hashes(hints)?);
        let plan = Plan::new(words.len(), hints.len(), [of_message, of_student]);
        let number = |half: &[u8; 2]| f32::from_bits(u32::from(u16::from_le_bytes(*half)) << u16::BITS);
        let numbers: Vec<f32> = rest.as_chunks().0.iter().map(number).collect();
        let is_whole = rest.len() == plan.length.checked_mul(2)?.checked_mul(members)?;
        let members = numbers.chunks_exact(plan.length).map(<[f32]>::to_vec).collect();
        let fingerprint = u64::from_le_bytes(*fingerprint);
        is_whole.then_some(Self { fingerprint, words, hints, plan, members })
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let signs = [self.plan.message.signs, self.plan.student.signs];
        let counts = [self.words.len(), self.hints.len(), signs[0], signs[1], self.members.len()];
        let counts = counts.into_iter().flat_map(|count| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        let hashes = self.words.iter().chain(&self.hints).flat_map(|hash| hash.to_le_bytes());
        let half = |number: &f32| {
            let [_, _, low, high] = number.to_bits().wrapping_add(1 << (u16::BITS - 1)).to_le_bytes();
            [low, high]
        };
        let numbers = self.members.iter().flatten().flat_map(half);
        self.fingerprint.to_le_bytes().into_iter().chain(counts).chain(hashes).chain(numbers).collect()
    }
}
