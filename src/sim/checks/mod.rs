//! The rules that hold always, checked after every turn against the truth. A rule that is broken ends the year.
//!
//! Nothing here asks the daemon whether it did right: letters are judged by their bytes, by the letter that the outbox
//! says they are, and by what people have really said.

mod form;
mod ladder;
mod lost;
mod privacy;
mod quiet;
mod registers;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::cast::Cast;
use super::in_hand::InHand;
use super::meant::Verdict;
use super::truth::{Part, Step, Truth};
use super::world::Delivered;
use crate::domain::calendar::instant;
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::rules::Rules;
use crate::domain::state::State;
use crate::turn::SendLimits;

/// A rule that was broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {rule}: {what} (letter {letter})")]
pub struct Broken {
    pub rule: &'static str,
    pub at: Timestamp,
    /// The Message-ID of the letter.
    pub letter: String,
    pub what: String,
}

/// A letter of the daemon's, as it left.
#[derive(Debug, Clone)]
pub struct Sent {
    pub at: Timestamp,
    /// What the outbox says that it is, and for whom.
    pub letter: Letter,
    pub to: PersonId,
    pub envelope: Vec<String>,
    pub in_hand: InHand,
}

/// The checks and what they remember.
pub struct Checks {
    pub truth: Truth,
    cast: Cast,
    rules: Rules,
    limits: SendLimits,
    /// How long after a sign of distress its letters may go.
    patience: SignedDuration,
    message_ids: BTreeSet<String>,
    keys: BTreeSet<(String, PersonId)>,
    texts: BTreeSet<(PersonId, Date, String)>,
    per_day: BTreeMap<(PersonId, Date), u32>,
    /// Messages that may mean distress, with their students, until the end of the turn.
    distress: Vec<(PersonId, Timestamp)>,
    told_of_distress: BTreeMap<(PersonId, PersonId), u32>,
    /// The sessions for whose register somebody was asked.
    asked_for: BTreeSet<SessionId>,
}

impl Checks {
    /// The checks at the beginning of a year.
    pub fn new(cast: Cast, rules: Rules, limits: SendLimits, patience: SignedDuration) -> Self {
        Self {
            truth: Truth::default(),
            cast,
            rules,
            limits,
            patience,
            message_ids: BTreeSet::new(),
            keys: BTreeSet::new(),
            texts: BTreeSet::new(),
            per_day: BTreeMap::new(),
            distress: Vec::new(),
            told_of_distress: BTreeMap::new(),
            asked_for: BTreeSet::new(),
        }
    }

    /// A message has arrived and was read.
    ///
    /// # Errors
    /// [`Broken`] where the daemon acted on something that was not meant.
    pub fn heard(&mut self, message: &Delivered, verdict: &Verdict, now: Timestamp) -> Result<(), Broken> {
        self.truth.arrived(message);
        if message.meant.is_welfare()
            && let Some(by) = message.by
        {
            self.distress.push((by, now));
        }
        match verdict {
            Verdict::Right if message.vouched => self.truth.told(message, &self.cast, self.day(now)),
            Verdict::Right | Verdict::Asked => {}
            Verdict::Wrong(what) => {
                return Err(Broken {
                    rule: "nothing is done that nobody meant",
                    at: now,
                    letter: message.message_id.clone(),
                    what: format!("{what}; it said: {}", message.what),
                });
            }
        }
        Ok(())
    }

    /// A letter went out.
    ///
    /// # Errors
    /// [`Broken`] with the first rule that it breaks.
    pub fn sent(&mut self, sent: &Sent) -> Result<(), Broken> {
        let broken = form::check(self, sent)
            .and_then(|()| privacy::check(self, sent))
            .and_then(|()| quiet::check(self, sent))
            .and_then(|()| ladder::check(self, sent));
        broken.map_err(|(rule, what)| Broken {
            rule,
            at: sent.at,
            letter: sent.in_hand.message_id.clone(),
            what: format!("{} to {}: {what}", sent.letter.kind(), self.name(sent.to)),
        })?;
        self.remember(sent);
        Ok(())
    }

    /// A server turned a letter away for good, of which somebody else is told ([`Checks::over`]), or the administrator,
    /// asked what became of it, sees to it themself: a sign of distress has then reached whom it could.
    pub fn never_arrives(&mut self, letter: &Letter, to: PersonId) {
        if let Letter::Welfare { student, .. } = letter {
            *self.told_of_distress.entry((*student, to)).or_insert(0) += 1;
        }
    }

    /// The turn is over.
    ///
    /// # Errors
    /// [`Broken`] where something that had to be said at once was not, or the daemon's state is not what was said.
    pub fn turned(&mut self, state: &State, touched: &BTreeSet<SessionId>, now: Timestamp) -> Result<(), Broken> {
        self.distress_is_told(now)?;
        registers::check(self, state, touched)
            .map_err(|what| self.broken("the register is what the co-leaders said", now, what))
    }

    fn distress_is_told(&mut self, now: Timestamp) -> Result<(), Broken> {
        for (student, heard_at) in std::mem::take(&mut self.distress) {
            let group = self.cast.student(student).map(|s| s.group);
            let leaders = group.map(|group| self.cast.leaders(group, self.day(now))).unwrap_or_default();
            let untold = leaders.iter().find(|leader| !self.told_of_distress.contains_key(&(student, **leader)));
            match untold {
                None => {
                    for leader in leaders {
                        if let Some(told) = self.told_of_distress.get_mut(&(student, leader)) {
                            *told = told.saturating_sub(1);
                        }
                    }
                    self.told_of_distress.retain(|_, told| *told > 0);
                }
                Some(_) if heard_at.duration_until(now) < self.patience => self.distress.push((student, heard_at)),
                Some(leader) => {
                    let what = format!("{} was not told", self.name(*leader));
                    return Err(self.broken("both co-leaders hear of distress at once", now, what));
                }
            }
        }
        Ok(())
    }

    fn broken(&self, rule: &'static str, at: Timestamp, what: String) -> Broken {
        Broken { rule, at, letter: "none".to_owned(), what }
    }

    fn remember(&mut self, sent: &Sent) {
        if let (Letter::Welfare { student, .. }, to) = (&sent.letter, sent.to) {
            *self.told_of_distress.entry((*student, to)).or_insert(0) += 1;
        }
        if let Letter::RegisterRequest { session } = &sent.letter {
            self.asked_for.insert(*session);
        }
        let Some((kind, part)) = step_of(&sent.letter) else {
            return;
        };
        if let (Some(student), Some(session)) = (sent.letter.student(), sent.letter.session()) {
            let step = Step { kind, part, session, at: sent.at };
            self.truth.steps.entry(student).or_default().push(step);
        }
    }

    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.rules.zone.clone()).date()
    }

    fn name(&self, id: PersonId) -> String {
        match self.cast.roster.people.get(&id) {
            Some(person) => person.name.as_str().to_owned(),
            None => "the administrator".to_owned(),
        }
    }

    /// When a session begins, as far as the daemon was told.
    fn starts_at(&self, session: SessionId) -> Option<Timestamp> {
        let planned = self.cast.roster.sessions.get(&session)?;
        let group = self.cast.roster.groups.get(&session.group)?;
        let date = self.truth.moved.get(&session).copied().unwrap_or(planned.date);
        Some(instant(date, group.starts, &self.rules.zone))
    }

    /// Had a session of this co-leader's group begun by then?
    pub fn has_begun(&self, leader: Option<PersonId>, number: u8, by: Timestamp) -> bool {
        let group = leader.and_then(|leader| self.cast.roster.groups_led(leader, self.day(by)).first().copied());
        let starts_at = group.and_then(|group| self.starts_at(SessionId { group, number }));
        starts_at.is_some_and(|starts_at| starts_at <= by)
    }

    /// The group that a student is in.
    fn group_of(&self, student: PersonId) -> Option<GroupId> {
        self.cast.student(student).map(|student| student.group)
    }
}

/// A rule and how it was broken.
type Fault = (&'static str, String);

fn fault(rule: &'static str, what: impl Into<String>) -> Result<(), Fault> {
    Err((rule, what.into()))
}

/// The step of the ladder to which a letter belongs, and which of its letters it is.
fn step_of(letter: &Letter) -> Option<(StepKind, Part)> {
    Some(match letter {
        Letter::CheckIn { .. } => (StepKind::CheckIn, Part::Letter),
        Letter::NoticeStudent { step, .. } | Letter::NoticeCoLeaders { step, .. } => (*step, Part::Notice),
        Letter::ReleaseRequest { step, .. } => (*step, Part::ReleaseRequest),
        Letter::FirmHeadLetter { .. } => (StepKind::FirmHead, Part::Letter),
        Letter::UndergraduateTeam { .. } => (StepKind::UndergraduateTeam, Part::Letter),
        Letter::StageLead { .. } => (StepKind::StageLead, Part::Letter),
        _ => return None,
    })
}
