//! A co-leader's message: the register and the orders. What escalates or reveals needs an answer to a letter of theirs.

use super::{Heard, Noted, plain, register};
use crate::domain::calendar::{Meeting, Slot};
use crate::domain::event::{Fact, Via};
use crate::domain::id::{GroupId, Name, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::said::{CoLeaderSays, Order, Stance};
use crate::domain::state::State;

pub(super) fn hear(state: &State, heard: &Heard, leader: PersonId, group: GroupId, says: &CoLeaderSays) -> Vec<Noted> {
    let desk = Desk { state, heard, leader, group };
    let mut facts = Vec::new();
    let mut unclear = !heard.acts;
    if heard.acts {
        if says.has_register() {
            match desk.session(says.session).map(|session| register::hear(state, heard, leader, session, says)) {
                Some(Ok(noted)) => facts.extend(noted),
                Some(Err(register::NotYetHeld)) | None => unclear = true,
            }
        }
        for order in &says.orders {
            match desk.carry_out(order) {
                Some(noted) => facts.extend(noted.into_iter().map(plain)),
                None => unclear = true,
            }
        }
    }
    if let Some(seen) = desk.welfare_seen(&facts) {
        // "Seen" is enough of an answer, whatever else could be made of it.
        unclear = false;
        facts.push(seen);
    }
    if facts.iter().any(|(fact, _)| spends(fact))
        && let Some((letter, _)) = heard.answers
    {
        facts.push(plain(Fact::ProofSpent { key: letter.key(), by: leader }));
    }
    if facts.iter().any(|(fact, _)| wants_a_line(fact)) {
        facts.push(plain(Fact::OrdersDone { by: leader, group: Some(group) }));
    }
    if unclear {
        facts.push(super::unclear(state, heard, leader, desk.session(says.session)));
    }
    facts
}

/// What escalates or reveals: a letter of ours proves it once.
fn spends(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Released { .. }
            | Fact::ConcernRaised { .. }
            | Fact::StatusAsked { .. }
            | Fact::WelfareSeen { .. }
            | Fact::CollectiveJudged { chase: true, .. }
    )
}

/// Facts that no other letter tells the writer about, and that are therefore confirmed in a line.
fn wants_a_line(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::HoldPlaced { .. }
            | Fact::Released { .. }
            | Fact::Explained { .. }
            | Fact::CollectiveJudged { .. }
            | Fact::ConcernRaised { .. }
            | Fact::MemberLeft { .. }
            | Fact::Presented { .. }
            | Fact::StanceGiven { .. }
            | Fact::WelfareSeen { .. }
    )
}

/// Where the orders of one message are carried out.
struct Desk<'a> {
    state: &'a State,
    heard: &'a Heard<'a>,
    leader: PersonId,
    group: GroupId,
}

impl Desk<'_> {
    fn answered(&self) -> Option<&Letter> {
        self.heard.answered(self.state)
    }

    /// The facts of an order; none where it cannot be carried out and the writer is asked.
    fn carry_out(&self, order: &Order) -> Option<Vec<Fact>> {
        let by = self.leader;
        let facts = match order {
            Order::Hold { student } => return self.hold(*student),
            Order::Release { student } => return self.release(*student),
            Order::Explained { student, session } => {
                let session = self.session(*session).or_else(|| self.only_unexplained(*student))?;
                vec![Fact::Explained { student: *student, session, by }]
            }
            Order::Concern { student } => {
                self.heard.is_proven_for(by, self.state).then(|| vec![Fact::ConcernRaised { student: *student, by }])?
            }
            Order::LeaderAway { session, who } => {
                let session = self.known(*session)?;
                let leader = who.unwrap_or(by);
                // What is known is not told to everyone again: a calendar answers twice where a thumb does.
                let is_known = self.state.session(session).away.contains(&leader);
                if is_known { Vec::new() } else { vec![Fact::LeaderAway { session, leader, by }] }
            }
            Order::LeaderBack { session } => {
                let session = self.known(*session)?;
                let was_away = self.state.session(session).away.contains(&by);
                if was_away { vec![Fact::LeaderBack { session, leader: by, by }] } else { Vec::new() }
            }
            Order::Cancel { session } => {
                let session = self.known(*session)?;
                // So with a session that was called off before: "did not take place", in answer to an older letter.
                let is_known = self.state.calendar.get(session).is_some_and(|meeting| meeting.cancelled);
                let fact = || Fact::SessionCancelled { session, by, was: self.slot(session) };
                if is_known { Vec::new() } else { vec![fact()] }
            }
            Order::Move { session, date, starts, place } => {
                let session = self.known(*session)?;
                let place = match place {
                    Some(place) => Some(Name::new(place).ok()?),
                    None => None,
                };
                let is_past = date.is_some_and(|date| date < self.state.day(self.heard.at));
                if is_past || (date.is_none() && starts.is_none() && place.is_none()) {
                    return None;
                }
                // Said again, by the other of the pair or of an older letter, it is no news to anybody.
                let is_known = self.state.calendar.get(session).is_some_and(|meeting| {
                    let is_same_time = date.is_none_or(|date| date == meeting.date)
                        && starts.is_none_or(|starts| starts == meeting.starts);
                    !meeting.cancelled && is_same_time && place.as_ref().is_none_or(|place| *place == meeting.place)
                });
                let was = self.slot(session);
                let fact = || Fact::SessionMoved { session, by, date: *date, starts: *starts, place, was };
                if is_known { Vec::new() } else { vec![fact()] }
            }
            Order::Left { student } => vec![Fact::MemberLeft { student: *student, group: self.group, by }],
            Order::Presented { student, session } => {
                vec![Fact::Presented { student: *student, session: self.session(*session)?, by }]
            }
            Order::Relay { student, session } => {
                let session = self.known(*session)?;
                vec![Fact::StanceGiven { student: *student, session, stance: Stance::Absent, via: Via::Relay(by) }]
            }
            Order::Status => {
                let facts = vec![Fact::StatusAsked { by, group: self.group }];
                self.heard.is_proven_for(by, self.state).then_some(facts)?
            }
            Order::Help => vec![Fact::HelpAsked { by }],
            Order::Question => return None,
        };
        Some(facts)
    }

    /// Holds one student's step; without a name, that of the letter answered, else all of the group's that are open.
    fn hold(&self, student: Option<PersonId>) -> Option<Vec<Fact>> {
        let by = self.leader;
        if let Some(Letter::CollectiveAbsence { session }) = self.answered() {
            return Some(vec![Fact::CollectiveJudged { session: *session, by, chase: false }]);
        }
        let named = student.or_else(|| self.answered().and_then(Letter::student));
        let students = match named {
            Some(student) => vec![student],
            None => self.with_open_step(),
        };
        if students.is_empty() {
            return None;
        }
        Some(students.into_iter().map(|student| Fact::HoldPlaced { student, by, until: None }).collect())
    }

    fn release(&self, student: Option<PersonId>) -> Option<Vec<Fact>> {
        let by = self.leader;
        if !self.heard.is_proven_for(by, self.state) {
            return None;
        }
        let answered = self.answered();
        if let Some(Letter::CollectiveAbsence { session }) = answered {
            return Some(vec![Fact::CollectiveJudged { session: *session, by, chase: true }]);
        }
        let student =
            student.or_else(|| answered.and_then(Letter::student)).or_else(|| match self.with_open_step()[..] {
                [only] => Some(only),
                _ => None,
            })?;
        let step = match answered {
            Some(
                Letter::NoticeCoLeaders { step, student: of, .. } | Letter::ReleaseRequest { step, student: of, .. },
            ) if *of == student => Some(*step),
            _ => self.open_step(student),
        };
        Some(vec![Fact::Released { student, step, by }])
    }

    /// Whatever a co-leader answers to a letter about distress, a person has read it.
    fn welfare_seen(&self, facts: &[Noted]) -> Option<Noted> {
        let Some(Letter::Welfare { student, .. }) = self.answered() else {
            return None;
        };
        let holds = facts.iter().any(|(fact, _)| matches!(fact, Fact::HoldPlaced { .. }));
        let waits = self.state.student(*student).welfare.is_some() && self.heard.is_proven_for(self.leader, self.state);
        (waits && !holds).then(|| plain(Fact::WelfareSeen { student: *student, by: self.leader }))
    }

    /// The session named, else that of the letter answered.
    fn session(&self, number: Option<u8>) -> Option<SessionId> {
        let named = number.and_then(|number| self.known(number));
        named.or_else(|| self.heard.session(self.state).filter(|session| session.group == self.group))
    }

    fn known(&self, number: u8) -> Option<SessionId> {
        let session = SessionId { group: self.group, number };
        self.state.calendar.get(session).map(|meeting| meeting.id)
    }

    fn slot(&self, session: SessionId) -> Option<Slot> {
        self.state.calendar.get(session).map(Meeting::slot)
    }

    fn only_unexplained(&self, student: PersonId) -> Option<SessionId> {
        match self.state.unexplained(student)[..] {
            [only] => Some(only.session),
            _ => None,
        }
    }

    fn with_open_step(&self) -> Vec<PersonId> {
        let day = self.state.day(self.heard.at);
        let members = self.state.members(self.group, day).map(|member| member.student);
        members.filter(|student| self.open_step(*student).is_some()).collect()
    }

    fn open_step(&self, student: PersonId) -> Option<StepKind> {
        let steps = &self.state.student(student).steps;
        steps.iter().find(|step| !step.withdrawn && step.letter.is_none()).map(|step| step.kind)
    }
}
