//! What happened so far in the made-up school: its ledger.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date, time};

use super::people::*;
use super::{Kind, at};
use crate::domain::calendar::Slot;
use crate::domain::event::{Attention, Event, Fact, Via};
use crate::domain::id::{EventId, LetterId, PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::said::{BounceAction, Flag, Mark, Stance};
use crate::domain::state::State;

pub const APOLOGY: LetterId = LetterId(101);
pub const LATE: LetterId = LetterId(102);
pub const UNSURE: LetterId = LetterId(103);
pub const QUESTION: LetterId = LetterId(104);
pub const AGED_OUT: LetterId = LetterId(105);
pub const DISTRESS: LetterId = LetterId(106);
pub const DISPUTE: LetterId = LetterId(107);
pub const RECORD: LetterId = LetterId(108);
pub const ORDERS: LetterId = LetterId(201);
pub const STATUS: LetterId = LetterId(202);
pub const HELP: LetterId = LetterId(203);
pub const UNCLEAR: LetterId = LetterId(204);
pub const MAYBE: LetterId = LetterId(205);
pub const TEACHING: LetterId = LetterId(301);
pub const SPOKEN: LetterId = LetterId(302);
pub const CONCERN: LetterId = LetterId(303);
pub const BOUNCE: LetterId = LetterId(304);
pub const LEFT: LetterId = LetterId(305);
pub const CANCELLED: LetterId = LetterId(306);
pub const MOVED: LetterId = LetterId(307);
pub const AWAY: LetterId = LetterId(308);
pub const CONTEST: LetterId = LetterId(309);
pub const STORM: LetterId = LetterId(310);
pub const CLOCK_BACK: LetterId = LetterId(311);
pub const CLOCK_ON: LetterId = LetterId(312);

/// A session of the group that most letters are about.
pub fn session(number: u8) -> SessionId {
    SessionId { group: G07, number }
}

/// A session of the other group.
pub fn other_session(number: u8) -> SessionId {
    SessionId { group: G21, number }
}

/// The ledger of the sample, in order.
pub fn events(kind: Kind) -> Vec<Event> {
    let mut ledger = Ledger::default();
    ledger.registers();
    ledger.steps();
    ledger.students(kind);
    ledger.co_leaders(kind);
    ledger.changes();
    ledger.firm_heads_and_machines();
    ledger.new_timetable();
    super::variants::happen(&mut ledger);
    ledger.events
}

/// The event by which an incoming letter was noted, for letters that name it. The last one that it brought.
pub fn event_of(events: &[Event], source: LetterId) -> EventId {
    let brought = events.iter().rev().find(|event| event.source == Some(source));
    brought.map_or(EventId(0), |event| event.id)
}

/// The event by which a session's register was taken.
pub fn register_of(events: &[Event], number: u8) -> EventId {
    let taken =
        |event: &&Event| matches!(&event.fact, Fact::RegisterTaken { session: of, .. } if *of == session(number));
    events.iter().find(taken).map_or(EventId(0), |event| event.id)
}

/// The last event that changed when, where or by whom a session is held.
pub fn change_of(events: &[Event], session: SessionId) -> EventId {
    let changes = |event: &&Event| match &event.fact {
        Fact::SessionMoved { session: of, .. }
        | Fact::SessionCancelled { session: of, .. }
        | Fact::LeaderBack { session: of, .. } => *of == session,
        _ => false,
    };
    events.iter().rev().find(changes).map_or(EventId(0), |event| event.id)
}

/// A ledger that is being written.
#[derive(Default)]
pub(super) struct Ledger {
    events: Vec<Event>,
}

impl Ledger {
    pub(super) fn add(&mut self, at: Timestamp, source: Option<LetterId>, fact: Fact) {
        let id = EventId(i64::try_from(self.events.len()).map_or(i64::MAX, |n| n + 1));
        self.events.push(Event { id, at, source, corrects: None, fact });
    }

    fn registers(&mut self) {
        let days = [date(2026, 9, 15), date(2026, 9, 29), date(2026, 10, 13), date(2026, 10, 27), date(2026, 11, 10)];
        for (number, day) in (1_u8..).zip(days) {
            let taken = Fact::RegisterTaken { session: session(number), by: HELEN, marks: marks(number) };
            self.add(at(day, time(16, 0, 0, 0)), None, taken);
        }
        // Of another group a part of one register has come.
        let part = Fact::RegisterTaken { session: other_session(4), by: PETER, marks: [(AISHA, Mark::Present)].into() };
        self.add(at(date(2026, 10, 30), time(16, 0, 0, 0)), None, part);
        for (number, student) in [(1, TOM_NGUYEN), (2, HANNAH), (4, WEI)] {
            let presented = Fact::Presented { student, session: session(number), by: DANIEL };
            self.add(at(date(2026, 11, 11), time(9, 0, 0, 0)), None, presented);
        }
    }

    /// One student's ladder, step by step; and what was sent to two others about whom it is taken back.
    fn steps(&mut self) {
        use StepKind as K;
        let step = |kind, student, number| State::step_letter(kind, student, session(number));
        let notice = Letter::NoticeCoLeaders { student: PRIYA, step: K::FirmHead, session: session(3) };
        let brief = Letter::FirmHeadBrief { student: PRIYA, session: session(3) };
        let told = [
            (date(2026, 10, 1), step(K::CheckIn, PRIYA, 2), vec![PRIYA]),
            (date(2026, 10, 14), notice, vec![HELEN, DANIEL]),
            (date(2026, 10, 16), step(K::FirmHead, PRIYA, 3), vec![PRIYA, FARAH]),
            (date(2026, 10, 16), brief, vec![FARAH]),
            (date(2026, 10, 30), step(K::UndergraduateTeam, PRIYA, 4), vec![TEAM]),
            (date(2026, 11, 12), step(K::CheckIn, TOM, 5), vec![TOM]),
            (date(2026, 11, 12), step(K::FirmHead, WEI, 5), vec![WEI, JAMES]),
            (date(2026, 11, 13), step(K::UndergraduateTeam, WEI, 5), vec![TEAM]),
        ];
        for (day, letter, to) in told {
            self.tell(day, letter, &to);
        }
        for (student, kind) in [(TOM, K::CheckIn), (WEI, K::FirmHead), (WEI, K::UndergraduateTeam)] {
            let withdrawal =
                Letter::Withdrawal { student, takes_back: Box::new(step(kind, student, 5)), after: EventId(0) };
            self.tell(date(2026, 11, 16), withdrawal, &[HELEN, DANIEL]);
        }
    }

    pub(super) fn tell(&mut self, day: Date, letter: Letter, to: &[PersonId]) {
        let key = letter.key();
        let decided = Fact::Decided { letter, to: to.to_vec(), because: Vec::new() };
        self.add(at(day, time(9, 30, 0, 0)), None, decided);
        for person in to {
            let sent = Fact::Sent { key: key.clone(), to: *person };
            self.add(at(day, time(9, 31, 0, 0)), None, sent);
        }
    }

    fn students(&mut self, kind: Kind) {
        let on = |day: i8, hour: i8| at(date(2026, 11, day), time(hour, 0, 0, 0));
        let everyone: Vec<PersonId> = students().collect();
        let apologies: Vec<PersonId> = match kind {
            Kind::NoApologies => Vec::new(),
            Kind::TwelveApologies => everyone,
            _ => vec![TOM],
        };
        self.wrote(on(20, 11), APOLOGY, TOM, Attention::Post, &[]);
        for (number, student) in [6, 7].into_iter().flat_map(|n| apologies.iter().map(move |student| (n, *student))) {
            self.stance(on(20, 11), APOLOGY, student, number, Stance::Absent);
        }
        if kind != Kind::TwelveApologies {
            self.wrote(on(21, 10), LATE, SIAN, Attention::Post, &[]);
            self.stance(on(21, 10), LATE, SIAN, 7, Stance::Late);
            self.wrote(on(21, 12), UNSURE, SEUN, Attention::Post, &[]);
            self.stance(on(21, 12), UNSURE, SEUN, 7, Stance::Unsure);
        }
        self.wrote(on(21, 13), AGED_OUT, AMARA, Attention::Post, &[]);
        self.wrote(on(22, 13), QUESTION, MUHAMMAD, Attention::Now, &[Flag::Question]);
        self.wrote(on(23, 7), DISTRESS, PRIYA, Attention::Welfare, &[Flag::Welfare]);
        self.wrote(on(23, 8), DISPUTE, JEAN_LUC, Attention::Now, &[Flag::Dispute]);
        self.stance(on(23, 8), DISPUTE, JEAN_LUC, 5, Stance::WasPresent);
        self.stance(on(23, 8), DISPUTE, JEAN_LUC, 8, Stance::Attending);
        let disputed = Fact::MarkDisputed { student: JEAN_LUC, session: session(5) };
        self.add(on(23, 8), Some(DISPUTE), disputed);
        let contested = Fact::MarksContested { session: session(5), by: DANIEL, marks: [(SEUN, Mark::Late)].into() };
        self.add(on(23, 9), Some(CONTEST), contested);
    }

    fn wrote(&mut self, at: Timestamp, source: LetterId, student: PersonId, attention: Attention, flags: &[Flag]) {
        let wrote = Fact::StudentWrote {
            student,
            group: G07,
            about: Some(6),
            flags: flags.iter().copied().collect(),
            attention,
        };
        self.add(at, Some(source), wrote);
    }

    fn stance(&mut self, at: Timestamp, source: LetterId, student: PersonId, number: u8, stance: Stance) {
        let given = Fact::StanceGiven { student, session: session(number), stance, via: Via::Reply };
        self.add(at, Some(source), given);
    }

    fn co_leaders(&mut self, kind: Kind) {
        let noon = at(date(2026, 11, 23), time(12, 0, 0, 0));
        let by = HELEN;
        let orders = [
            Fact::HoldPlaced { student: SEUN, by, until: None },
            Fact::Released { student: PRIYA, step: Some(StepKind::StageLead), by },
            Fact::Explained { student: AMARA, session: session(3), by },
            Fact::Presented { student: AMARA, session: session(5), by },
            Fact::ConcernRaised { student: HANNAH, by },
            Fact::OrdersDone { by, group: Some(G07) },
        ];
        if kind != Kind::NoApologies {
            let relayed =
                Fact::StanceGiven { student: WEI, session: session(7), stance: Stance::Absent, via: Via::Relay(by) };
            self.add(noon, Some(ORDERS), relayed);
        }
        for fact in orders {
            self.add(noon, Some(ORDERS), fact);
        }
        self.add(noon, Some(STATUS), Fact::StatusAsked { by, group: G07 });
        self.add(noon, Some(HELP), Fact::HelpAsked { by });
        self.add(noon, Some(UNCLEAR), Fact::StaffUnclear { by, session: Some(session(6)), letter: None });
    }

    /// What became of sessions, of who leads them, and of one member.
    fn changes(&mut self) {
        let noon = at(date(2026, 11, 23), time(12, 30, 0, 0));
        self.add(noon, Some(CANCELLED), Fact::SessionCancelled { session: other_session(6), by: RUKHSANA, was: None });
        let moved = Fact::SessionMoved {
            session: other_session(7),
            by: RUKHSANA,
            date: Some(date(2026, 12, 14)),
            starts: Some(time(14, 0, 0, 0)),
            place: Some(super::name("Seminar Room B")),
            was: None,
        };
        self.add(noon, Some(MOVED), moved);
        let past = Fact::SessionCancelled { session: other_session(5), by: RUKHSANA, was: None };
        self.add(noon, None, past);
        for (session, leader) in [(session(7), DANIEL), (other_session(8), RUKHSANA), (other_session(8), PETER)] {
            let away = Fact::LeaderAway { session, leader, by: leader };
            self.add(noon, Some(AWAY), away);
        }
        let left = Fact::MemberLeft { student: KOFI, group: G21, by: PETER };
        self.add(noon, Some(LEFT), left);
    }

    /// What was said last: a calendar's "maybe"; by the roster's files another place, another time, both, a session less; and
    /// what is on again.
    fn new_timetable(&mut self) {
        let at = at(date(2026, 11, 24), time(12, 30, 0, 0));
        let maybe = Fact::StaffUnclear { by: HELEN, session: Some(session(7)), letter: None };
        self.add(at, Some(MAYBE), maybe);
        let by = PersonId::ADMINISTRATOR;
        let slot =
            |date| Some(Slot { date, starts: time(13, 0, 0, 0), minutes: 50, place: super::name("Classroom 3") });
        let (place, starts) = (|| Some(super::name("Library Annexe")), Some(time(15, 30, 0, 0)));
        let days = [date(2027, 2, 12), date(2027, 2, 26), date(2027, 3, 12)];
        let news = [(None, place()), (starts, None), (starts, place())];
        for ((number, day), (starts, place)) in (9..).zip(days).zip(news) {
            let (session, was) = (other_session(number), slot(day));
            self.add(at, None, Fact::SessionMoved { session, by, date: None, starts, place, was });
        }
        for (number, day) in [(12, date(2027, 3, 26)), (13, date(2027, 5, 7))] {
            self.add(at, None, Fact::SessionCancelled { session: other_session(number), by, was: slot(day) });
        }
        let (again, was) = (other_session(13), slot(date(2027, 5, 7)));
        self.add(
            at,
            None,
            Fact::SessionMoved { session: again, by: PETER, date: None, starts: None, place: None, was },
        );
        // And who was to be away from yet another one will be there.
        let (session, leader) = (session(9), DANIEL);
        self.add(at, None, Fact::LeaderAway { session, leader, by: leader });
        self.add(at, None, Fact::LeaderBack { session, leader, by: leader });
    }

    fn firm_heads_and_machines(&mut self) {
        let morning = at(date(2026, 11, 24), time(9, 0, 0, 0));
        let taught = Fact::TeachingAnswered { student: PRIYA, session: Some(session(2)), by: FARAH, yes: true };
        self.add(morning, Some(TEACHING), taught);
        self.add(morning, Some(SPOKEN), Fact::Discussed { student: PRIYA, by: FARAH });
        self.add(morning, Some(CONCERN), Fact::ConcernRaised { student: PRIYA, by: FARAH });
        let bounced = Fact::Bounced { person: WEI, action: BounceAction::Failed, permanent: true };
        self.add(morning, Some(BOUNCE), bounced);
        self.add(morning, Some(STORM), Fact::StormHeld { letters: 1500 });
        let (earlier, later) = (at(date(2026, 11, 24), time(8, 0, 0, 0)), at(date(2027, 1, 3), time(8, 0, 0, 0)));
        self.add(morning, Some(CLOCK_BACK), Fact::ClockJumped { from: morning, to: earlier });
        self.add(morning, Some(CLOCK_ON), Fact::ClockJumped { from: morning, to: later });
        self.add(morning, None, Fact::ClockRight);
    }
}

/// The marks of a session: most are there, one comes late, one stays away without a word from the second on.
fn marks(number: u8) -> BTreeMap<PersonId, Mark> {
    let mark = |student: PersonId| match (student, number) {
        (PRIYA, 2..) => Mark::Absent,
        (AMARA, 1 | 2 | 4) => Mark::Excused,
        (TOM, 5) => Mark::Excused,
        (SEUN, 5) => Mark::TurnedAway,
        (JEAN_LUC, 5) => Mark::Absent,
        (SIAN, 5) => Mark::Late,
        _ => Mark::Present,
    };
    students().map(|student| (student, mark(student))).collect()
}
