//! What was said already, to whom, and what became of it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::State;
use crate::domain::event::Fact;
use crate::domain::id::{EventId, LetterId, PersonId, SessionId};
use crate::domain::letter::{Letter, LetterKey};
use crate::domain::policy::StepKind;

/// A letter that was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub letter: Letter,
    pub event: EventId,
    pub at: Timestamp,
    pub to: Vec<PersonId>,
    pub fates: BTreeMap<PersonId, Fate>,
    pub because: Vec<EventId>,
}

/// What became of a letter on its way to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Sent(Timestamp),
    Refused,
    Dropped,
}

impl Told {
    /// When the first of its recipients had it.
    pub fn sent_at(&self) -> Option<Timestamp> {
        self.sent().min()
    }

    /// When the last of those who had it did.
    pub fn last_sent_at(&self) -> Option<Timestamp> {
        self.sent().max()
    }

    fn sent(&self) -> impl Iterator<Item = Timestamp> {
        self.fates.values().filter_map(|fate| if let Fate::Sent(at) = fate { Some(*at) } else { None })
    }

    /// Those who had it.
    pub fn reached(&self) -> impl Iterator<Item = PersonId> {
        self.fates.iter().filter(|(_, fate)| matches!(fate, Fate::Sent(_))).map(|(person, _)| *person)
    }

    /// No recipient can get it any more.
    pub fn is_lost(&self) -> bool {
        self.fates.len() == self.to.len() && self.fates.values().all(|fate| !matches!(fate, Fate::Sent(_)))
    }
}

/// A step of the ladder that was begun for a student.
#[derive(Debug, Clone, PartialEq)]
pub struct StepTaken {
    pub kind: StepKind,
    /// The absence that brought it about.
    pub session: SessionId,
    pub decided_at: Timestamp,
    /// The step's own letter, once it was decided; until then only its notice or the question for release stands.
    pub letter: Option<LetterKey>,
    /// It was taken back, or fell away before it was sent.
    pub withdrawn: bool,
}

impl State {
    /// A letter that was decided, by its key.
    pub fn told(&self, key: &LetterKey) -> Option<&Told> {
        self.told.get(key)
    }

    /// Was this letter decided already?
    pub fn has_told(&self, letter: &Letter) -> bool {
        self.told.contains_key(&letter.key())
    }

    /// When this letter first reached somebody.
    pub fn sent_at(&self, letter: &Letter) -> Option<Timestamp> {
        self.told.get(&letter.key())?.sent_at()
    }

    /// Every letter that was decided, in no order of time.
    pub fn all_told(&self) -> impl Iterator<Item = (&LetterKey, &Told)> {
        self.told.iter()
    }

    /// The letters that said that a person cannot be reached, each with the fact that brought it.
    pub fn told_unreachable(&self, person: PersonId) -> impl Iterator<Item = (EventId, &Told)> {
        self.told.values().filter_map(move |told| match told.letter {
            Letter::Undeliverable { person: of, after } if of == person => Some((after, told)),
            _ => None,
        })
    }

    /// What our question about a message of the staff was about: the session, and the letter of ours that they answered.
    pub fn asked_about(&self, message: LetterId) -> Option<(Option<SessionId>, Option<&Letter>)> {
        self.brought_by(message).iter().find_map(|(_, fact)| match fact {
            Fact::StaffUnclear { session, letter, .. } => Some((*session, letter.as_deref())),
            _ => None,
        })
    }

    /// How often somebody was asked what they meant in a matter.
    pub fn times_asked(&self, person: PersonId, matter: &Letter) -> usize {
        let is_question = matches!(matter, Letter::ClarifyingQuestion { .. });
        usize::from(is_question) + self.asked.get(&(person, matter.key())).copied().unwrap_or_default()
    }

    /// The letters about a student that were decided, oldest first.
    pub fn told_about(&self, student: PersonId) -> Vec<&Told> {
        let mut told: Vec<_> = self.told.values().filter(|told| told.letter.student() == Some(student)).collect();
        told.sort_by_key(|told| told.event);
        told
    }

    /// The letter that is the step itself, for a student and the absence that brought it about.
    pub fn step_letter(kind: StepKind, student: PersonId, session: SessionId) -> Letter {
        match kind {
            StepKind::CheckIn => Letter::CheckIn { student, session },
            StepKind::FirmHead => Letter::FirmHeadLetter { student, session },
            StepKind::UndergraduateTeam => Letter::UndergraduateTeam { student, session },
            StepKind::StageLead => Letter::StageLead { student, session },
        }
    }
}
