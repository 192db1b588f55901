//! Marks as they stand: who was there, whose absence is explained, what is disputed, what was expected.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Marked, Noted, State};
use crate::domain::id::{EventId, PersonId, SessionId};
use crate::domain::said::{Mark, Stance};

/// A student's attendance at one session as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No register, or not on it: silence is not absence.
    Unknown,
    Present,
    Late,
    Explained,
    Unexplained,
}

/// A session that a student missed without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    pub session: SessionId,
    pub held_at: Timestamp,
    pub date: Date,
    /// When the register (or its correction) said so.
    pub known_at: Timestamp,
    pub event: EventId,
    /// A person must say first what becomes of it: it is disputed.
    pub disputed: bool,
}

impl State {
    /// The last word of a student on a session.
    pub fn stance(&self, session: SessionId, student: PersonId) -> Option<Noted> {
        self.session(session).stances.get(&student)?.last().copied()
    }

    /// The mark of a student at a session.
    pub fn mark(&self, session: SessionId, student: PersonId) -> Option<Marked> {
        self.session(session).register.as_ref()?.marks.get(&student).copied()
    }

    /// Who apologised for a session, by the last word of each.
    pub fn has_apologised(&self, session: SessionId, student: PersonId) -> bool {
        self.stance(session, student).is_some_and(|noted| noted.stance == Stance::Absent)
    }

    /// How a student's attendance at a session stands. A session that was cancelled is nobody's absence.
    pub fn standing(&self, session: SessionId, student: PersonId) -> Standing {
        if self.calendar.get(session).is_none_or(|meeting| meeting.cancelled) {
            return Standing::Unknown;
        }
        match self.mark(session, student).map(|marked| marked.mark) {
            None => Standing::Unknown,
            Some(Mark::Present) => Standing::Present,
            Some(Mark::Late) => Standing::Late,
            Some(Mark::Excused) => Standing::Explained,
            Some(Mark::Absent | Mark::TurnedAway) if self.let_know(session, student) => Standing::Explained,
            Some(Mark::Absent | Mark::TurnedAway) => Standing::Unexplained,
        }
    }

    /// Did the student let anyone know before it or say why after it, or did a co-leader say so (Appendix 5)?
    /// One who wrote to be late or unsure and then was not there had let somebody know.
    fn let_know(&self, session: SessionId, student: PersonId) -> bool {
        let known = self.session(session);
        known.explained.contains_key(&student)
            || self
                .stance(session, student)
                .is_some_and(|noted| matches!(noted.stance, Stance::Absent | Stance::Late | Stance::Unsure))
    }

    /// The event by which an absence is none, or is explained, where it is.
    pub fn explained_by(&self, session: SessionId, student: PersonId) -> Option<EventId> {
        let known = self.session(session);
        let marked = self.mark(session, student);
        let by_mark = marked.filter(|marked| marked.mark.took_part() || marked.mark == Mark::Excused);
        by_mark
            .map(|marked| marked.event)
            .or_else(|| known.explained.get(&student).copied())
            .or_else(|| self.stance(session, student).map(|noted| noted.event))
            .or(known.cancelled)
    }

    /// The sessions that a student missed without explanation, in the order in which they were held.
    pub fn unexplained(&self, student: PersonId) -> Vec<Absence> {
        let mut absences: Vec<_> = self
            .roster
            .memberships
            .iter()
            .filter(|m| m.student == student)
            .flat_map(|m| self.calendar.of(m.group).map(move |meeting| (m, meeting)))
            .filter(|(m, meeting)| {
                m.period.has(meeting.date) && self.standing(meeting.id, student) == Standing::Unexplained
            })
            .filter_map(|(_, meeting)| {
                let marked = self.mark(meeting.id, student)?;
                Some(Absence {
                    session: meeting.id,
                    held_at: meeting.starts_at,
                    date: meeting.date,
                    known_at: marked.at,
                    event: marked.event,
                    disputed: marked.disputed.is_some(),
                })
            })
            .collect();
        absences.sort_by_key(|absence| absence.held_at);
        absences.dedup_by_key(|absence| absence.session);
        absences
    }

    /// Each held session of a student's groups with how it stands, in the order in which they were held.
    pub fn attendance(&self, student: PersonId) -> Vec<(SessionId, Standing)> {
        let mut held: Vec<_> = self
            .roster
            .memberships
            .iter()
            .filter(|m| m.student == student)
            .flat_map(|m| self.calendar.of(m.group).filter(|meeting| m.period.has(meeting.date)))
            .map(|meeting| (meeting.starts_at, meeting.id, self.standing(meeting.id, student)))
            .filter(|(_, _, standing)| *standing != Standing::Unknown)
            .collect();
        held.sort_by_key(|(at, id, _)| (*at, *id));
        held.dedup();
        held.into_iter().map(|(_, id, standing)| (id, standing)).collect()
    }

    /// Is anything of a student's disputed and not settled?
    pub fn dispute_of(&self, student: PersonId) -> Option<(SessionId, EventId)> {
        self.roster.memberships.iter().filter(|m| m.student == student).find_map(|m| {
            self.calendar.of(m.group).find_map(|meeting| {
                self.mark(meeting.id, student).and_then(|marked| marked.disputed).map(|event| (meeting.id, event))
            })
        })
    }

    /// How many of a session's members the register has missing, and how many it names.
    pub fn missing(&self, session: SessionId) -> (usize, usize) {
        let Some(register) = &self.session(session).register else {
            return (0, 0);
        };
        let missing = register.marks.values().filter(|marked| !marked.mark.took_part()).count();
        (missing, register.marks.len())
    }

    /// Has the register a mark for every member of that day? A part of a register is asked about again.
    pub fn is_register_whole(&self, session: SessionId) -> bool {
        let Some(register) = &self.session(session).register else {
            return false;
        };
        let Some(meeting) = self.calendar.get(session) else {
            return true;
        };
        self.members(session.group, meeting.date).all(|member| register.marks.contains_key(&member.student))
    }

    /// Has a student presented a case this year?
    pub fn has_presented(&self, student: PersonId) -> bool {
        self.sessions.values().any(|session| session.presented.contains(&student))
    }
}
