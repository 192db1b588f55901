//! Deciding: state, rules and the time in, a plan out. Total and level-triggered: *what should have been said by now,
//! and has not been?* Deciding again at the same moment, with the plan carried out, gives nothing new.
//!
//! A pass a subject: a group's fortnight, its answers, its students' ladders; a scheme's digests; the daemon's own.

mod answers;
mod collective;
mod digests;
mod fortnight;
mod house;
pub mod ladder;
mod withdraw;

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::id::{EventId, PersonId, SchemeId, SessionId};
use super::letter::{Concern, Letter};
use super::rules::{Rules, SchemeRules};
use super::state::{State, Subject};

pub use collective::waits_for_word;

/// A letter to write now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub letter: Letter,
    /// Everyone who gets it, each in an envelope of their own; empty where it only closes a matter.
    pub to: Vec<PersonId>,
    pub because: Vec<EventId>,
    /// When it was due.
    pub due: Timestamp,
    /// After this it is of no more use and is dropped.
    pub lapses: Option<Timestamp>,
    /// It came too late to be of use: it is noted, not sent.
    pub stale: bool,
}

/// Why something is not said yet, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The student has already said that they cannot come.
    Apologised,
    /// A message that may mean distress waits for a co-leader's answer.
    Welfare,
    /// The student's address is dead.
    Unreachable,
    /// A mark is disputed and not settled.
    Disputed,
    /// Many were missing: a person says first what becomes of it.
    Collective,
    /// A co-leader or the firm head holds it.
    Held,
    /// It goes only on a co-leader's word.
    Release,
    /// It was announced and goes after the notice.
    Notice,
    /// Not before working hours, or not before the policy's waiting time is over.
    NotYet,
    /// No later absence since the last step.
    NoNewAbsence,
    /// The last step of the policy was taken.
    TopOfLadder,
    /// Nobody holds the role that it would go to.
    Nobody,
}

/// Something that is not said, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub student: Option<PersonId>,
    pub session: Option<SessionId>,
    pub kind: &'static str,
    pub why: Why,
    pub until: Option<Timestamp>,
}

/// What is to be done now, what waits, and when to look again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    pub decisions: Vec<Decision>,
    pub waiting: Vec<Waiting>,
    pub next: Option<Timestamp>,
}

/// What is due of a subject at `now`.
pub fn decide(subject: Subject, state: &State, rules: &Rules, now: Timestamp) -> Plan {
    let scheme = match subject {
        Subject::Group(group) => state.roster.groups.get(&group).map(|group| group.scheme),
        Subject::Scheme(scheme) => Some(scheme),
        Subject::House => None,
    };
    let (today, plan, decided) = (state.day(now), Plan::default(), BTreeSet::new());
    let mut pass = Pass { state, rules, scheme, now, today, plan, decided };
    if state.is_silent() {
        if subject == Subject::House {
            house::alarms(&mut pass);
        }
        return pass.plan;
    }
    match subject {
        Subject::Group(group) => {
            let Some(scheme) = state.roster.groups.get(&group).and_then(|g| rules.scheme(g.scheme)) else {
                return pass.plan;
            };
            answers::pass(&mut pass, group, scheme);
            fortnight::pass(&mut pass, group, scheme);
            collective::pass(&mut pass, group);
            ladder::pass(&mut pass, group, scheme);
        }
        Subject::Scheme(scheme) => {
            if let Some(rules) = rules.scheme(scheme) {
                digests::pass(&mut pass, scheme, rules);
            }
        }
        Subject::House => house::pass(&mut pass),
    }
    pass.plan
}

/// Every subject there is.
pub fn subjects(state: &State) -> impl Iterator<Item = Subject> {
    let groups = state.roster.groups.keys().map(|group| Subject::Group(*group));
    let schemes = state.roster.schemes.keys().map(|scheme| Subject::Scheme(*scheme));
    groups.chain(schemes).chain([Subject::House])
}

/// One walk over a subject: what every pass needs, and the plan that grows.
struct Pass<'a> {
    state: &'a State,
    rules: &'a Rules,
    /// The scheme whose working time holds.
    scheme: Option<SchemeId>,
    now: Timestamp,
    today: Date,
    plan: Plan,
    decided: BTreeSet<Letter>,
}

/// When a letter is due, and until when it is of use.
#[derive(Clone, Copy)]
struct When {
    due: Timestamp,
    lapses: Option<Timestamp>,
}

impl When {
    fn at(due: Timestamp) -> Self {
        Self { due, lapses: None }
    }

    fn until(self, lapses: Timestamp) -> Self {
        Self { lapses: Some(lapses), ..self }
    }
}

impl Pass<'_> {
    /// Writes a letter when it is due, once; one about a person in working time.
    fn write(&mut self, letter: Letter, to: Vec<PersonId>, mut when: When, because: &[EventId]) {
        if letter.concern() == Concern::Person {
            when.due = self.working_time(when.due.max(self.now));
        }
        if when.due > self.now {
            self.look_again(when.due);
            return;
        }
        let stale = when.lapses.is_some_and(|lapses| lapses <= self.now);
        let began = self.state.began.unwrap_or(self.now);
        if stale && when.lapses.is_some_and(|lapses| lapses <= began) {
            return;
        }
        if self.decided.contains(&letter) || self.state.has_told(&letter) {
            return;
        }
        if let Some(why) = self.stands_in_the_way(&letter, &to) {
            self.wait(letter.student(), letter.session(), letter.kind(), why, None);
            return;
        }
        self.decided.insert(letter.clone());
        self.plan.decisions.push(Decision {
            letter,
            to,
            because: because.to_vec(),
            due: when.due,
            lapses: when.lapses,
            stale,
        });
    }

    /// What was noted then is due; what was noted under a later date, to which the clock had jumped, is due now.
    fn noted(&self, at: Timestamp) -> When {
        When::at(at.min(self.now))
    }

    /// The letter of a day for what has come since `first`, and when it is due: at that hour, or at the next day's.
    fn of_the_day(&self, first: Timestamp, hour: Time, letter: impl Fn(Date) -> Letter) -> (Letter, When) {
        let first = first.min(self.now);
        let today = self.state.day(first);
        let mut day = if first <= self.rules.at(today, hour) { today } else { today.saturating_add(1.day()) };
        // Yesterday's letter, where it went this morning, was today's: what came since is in tomorrow's.
        while self.state.has_told(&letter(day)) && day < Date::MAX {
            day = day.saturating_add(1.day());
        }
        let due = self.rules.at(day, hour);
        (letter(self.state.day(due.max(self.now))), When::at(due))
    }

    /// What keeps every automatic letter from a student: distress that no person has answered, a dead address.
    fn stands_in_the_way(&self, letter: &Letter, to: &[PersonId]) -> Option<Why> {
        if to.is_empty() && !matches!(letter, Letter::Withdrawal { .. }) {
            return Some(Why::Nobody);
        }
        let [only] = to else { return None };
        let student = self.state.student(*only);
        match letter.concern() {
            Concern::Urgent | Concern::Machine => None,
            _ if student.welfare.is_some() => Some(Why::Welfare),
            _ if student.unreachable.is_some() => Some(Why::Unreachable),
            _ => None,
        }
    }

    fn wait(
        &mut self,
        student: Option<PersonId>,
        session: Option<SessionId>,
        kind: &'static str,
        why: Why,
        until: Option<Timestamp>,
    ) {
        self.plan.waiting.push(Waiting { student, session, kind, why, until });
        if let Some(until) = until {
            self.look_again(until);
        }
    }

    fn look_again(&mut self, at: Timestamp) {
        if at > self.now {
            self.plan.next = Some(self.plan.next.map_or(at, |next| next.min(at)));
        }
    }

    /// The instant of a scheme's wall-clock time `days` after (before, where negative) a day.
    fn days_from(&self, day: Date, days: i32, scheme: &SchemeRules) -> Timestamp {
        self.rules.days_from(day, days, scheme.rhythm.letters_at)
    }

    /// The first instant from `at` on at which a letter about a person may go.
    fn working_time(&self, at: Timestamp) -> Timestamp {
        self.scheme.map_or(at, |scheme| self.rules.working_time(scheme, at))
    }

    fn began(&self) -> Timestamp {
        self.state.began.unwrap_or(self.now)
    }
}
