//! When to look at what again. Subjects are kept in the order of their next due time, so that a turn with nothing due
//! costs next to nothing however many students there are; an event makes the subjects that it concerns due at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::domain::decide::subjects;
use crate::domain::event::Fact;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::sending::group_of;
use crate::domain::state::{State, Subject};

/// Subjects by when they have to be looked at.
#[derive(Debug, Default)]
pub struct Agenda {
    by_due: BTreeSet<(Timestamp, Subject)>,
    due: BTreeMap<Subject, Timestamp>,
    /// All subjects were put on it.
    is_whole: bool,
    /// Those of which something waits for a fresh read of the inbox.
    waiting: BTreeSet<Subject>,
}

impl Agenda {
    /// Everything has to be looked at again: a new roster, a change of the rules.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The subjects to look at by `now`; each has to be given its next time with [`Agenda::set`].
    pub fn take_due(&mut self, state: &State, now: Timestamp) -> Vec<Subject> {
        if !self.is_whole {
            self.is_whole = true;
            return subjects(state).collect();
        }
        let later = self.by_due.split_off(&(now, Subject::House));
        let mut taken: Vec<Subject> = std::mem::replace(&mut self.by_due, later).into_iter().map(|(_, s)| s).collect();
        // What is due at this very instant sorts behind the split where its subject comes after the one named.
        while let Some((at, subject)) = self.by_due.first().copied()
            && at <= now
        {
            self.by_due.pop_first();
            taken.push(subject);
        }
        taken.iter().for_each(|subject| {
            self.due.remove(subject);
        });
        taken
    }

    /// Looks at a subject again at an instant, or not before something happens.
    pub fn set(&mut self, subject: Subject, next: Option<Timestamp>) {
        if let Some(old) = self.due.remove(&subject) {
            self.by_due.remove(&(old, subject));
        }
        if let Some(next) = next {
            self.due.insert(subject, next);
            self.by_due.insert((next, subject));
        }
    }

    /// Something of a subject is due, and waits for the inbox to be read to its end.
    pub fn wait_for_inbox(&mut self, subject: Subject) {
        self.waiting.insert(subject);
    }

    /// The inbox was read to its end, perhaps sooner than was hoped for: what waited for it is due.
    pub fn inbox_read(&mut self) {
        for subject in std::mem::take(&mut self.waiting) {
            self.set(subject, Some(Timestamp::MIN));
        }
    }

    /// The next instant at which anything is due.
    pub fn next(&self) -> Option<Timestamp> {
        self.by_due.first().map(|(at, _)| *at)
    }

    /// Makes due what an event concerns.
    pub fn touch(&mut self, fact: &Fact, state: &State) {
        for subject in concerned(fact, state) {
            self.set(subject, Some(Timestamp::MIN));
        }
    }
}

/// The subjects that may decide otherwise after an event.
fn concerned(fact: &Fact, state: &State) -> Vec<Subject> {
    let of_student = |student: &PersonId| state.group_now(*student).map(Subject::Group).into_iter().collect();
    let of_letter = |key| state.told(key).and_then(|told| group_of(&told.letter, state)).map(Subject::Group);
    match fact {
        Fact::StudentWrote { group, .. } | Fact::MemberLeft { group, .. } => vec![Subject::Group(*group)],
        Fact::StanceGiven { session, .. }
        | Fact::MarkDisputed { session, .. }
        | Fact::Explained { session, .. }
        | Fact::LeaderAway { session, .. }
        | Fact::LeaderBack { session, .. }
        | Fact::Presented { session, .. } => vec![Subject::Group(session.group)],
        // A register may make its day a bad one for other groups; a change of the calendar changes digests too.
        Fact::RegisterTaken { session, .. }
        | Fact::MarksCorrected { session, .. }
        | Fact::MarksContested { session, .. }
        | Fact::CollectiveJudged { session, .. }
        | Fact::SessionCancelled { session, .. }
        | Fact::SessionMoved { session, .. } => {
            same_day(state, session.group, state.calendar.get(*session).map(|m| m.date))
        }
        Fact::HoldPlaced { student, .. }
        | Fact::Released { student, .. }
        | Fact::ConcernRaised { student, .. }
        | Fact::WelfareSeen { student, .. }
        | Fact::TeachingAnswered { student, .. }
        | Fact::Discussed { student, .. }
        | Fact::RecordAsked { student } => of_student(student),
        Fact::Bounced { person, .. } | Fact::AddressChanged { person } => {
            let mut subjects: Vec<Subject> = of_student(person);
            subjects.push(Subject::House);
            subjects
        }
        Fact::StatusAsked { .. }
        | Fact::HelpAsked { .. }
        | Fact::StaffUnclear { .. }
        | Fact::OrdersDone { .. }
        | Fact::SetAside { .. } => vec![Subject::House],
        Fact::Decided { letter, .. } => group_of(letter, state).map(Subject::Group).into_iter().collect(),
        Fact::Sent { key, .. } => of_letter(key).into_iter().collect(),
        Fact::Refused { key, .. } | Fact::Dropped { key, .. } | Fact::InDoubt { key, .. } => {
            of_letter(key).into_iter().chain([Subject::House]).collect()
        }
        Fact::ClockJumped { .. } | Fact::StormHeld { .. } => vec![Subject::House],
        Fact::Began | Fact::Resumed | Fact::ClockRight | Fact::PolicyInForce { .. } => subjects(state).collect(),
        Fact::ProofSpent { .. } | Fact::Restored | Fact::Paused | Fact::ShadowOn { .. } | Fact::ShadowOff { .. } => {
            Vec::new()
        }
    }
}

fn same_day(state: &State, group: GroupId, day: Option<jiff::civil::Date>) -> Vec<Subject> {
    let scheme = state.roster.groups.get(&group).map(|group| group.scheme);
    let others = state.calendar.all().filter(|meeting| Some(meeting.date) == day).map(|meeting| meeting.id.group);
    let mut subjects: BTreeSet<Subject> = others.map(Subject::Group).collect();
    subjects.insert(Subject::Group(group));
    subjects.extend(scheme.map(Subject::Scheme));
    subjects.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_come_when_they_are_due_and_once() {
        let state = State::new(Default::default(), &jiff::tz::TimeZone::UTC);
        let mut agenda = Agenda::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(agenda.take_due(&state, at(0)), [Subject::House], "everything is looked at first");
        let (one, two) = (Subject::Group(GroupId(1)), Subject::Group(GroupId(2)));
        agenda.set(one, Some(at(10)));
        agenda.set(two, Some(at(20)));
        agenda.set(Subject::House, Some(at(10)));
        assert_eq!(agenda.next(), Some(at(10)));
        assert!(agenda.take_due(&state, at(9)).is_empty());
        agenda.set(two, Some(at(5)));
        assert_eq!(agenda.take_due(&state, at(10)), [two, one, Subject::House]);
        assert!(agenda.take_due(&state, at(100)).is_empty());
        assert_eq!(agenda.next(), None);
        agenda.set(one, Some(at(200)));
        agenda.wait_for_inbox(one);
        agenda.inbox_read();
        assert_eq!(agenda.take_due(&state, at(101)), [one], "the inbox could be read sooner");
        agenda.inbox_read();
        assert!(agenda.take_due(&state, at(300)).is_empty());
    }
}
