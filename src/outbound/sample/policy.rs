//! The letters of the absence policy, step by step, and what takes them back.

use super::history::*;
use super::letters::{PAIR, SampleLetter, plain};
use super::people::*;
use crate::domain::event::Event;
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::state::State;

/// All of them, after what happened.
pub(super) fn all(events: &[Event]) -> Vec<SampleLetter> {
    let mut letters = first_steps(events);
    letters.extend(firm_head());
    letters.extend(later_steps());
    letters.extend(withdrawals());
    letters.extend(unsettled(events));
    letters
}

fn step(kind: StepKind, student: PersonId, number: u8) -> Letter {
    State::step_letter(kind, student, session(number))
}

fn first_steps(events: &[Event]) -> Vec<SampleLetter> {
    let student = PRIYA;
    let question = Letter::TeachingQuestion { student, session: session(2) };
    let answer = Letter::TeachingAnswer { student, session: session(2), after: event_of(events, TEACHING) };
    let spoke = Letter::FirmHeadSpoke { student, after: event_of(events, SPOKEN) };
    let concern = Letter::ConcernPassed { student, after: event_of(events, CONCERN) };
    vec![
        plain(step(StepKind::CheckIn, student, 2), &[PRIYA]),
        plain(step(StepKind::CheckIn, student, 3), &[PRIYA]),
        plain(step(StepKind::CheckIn, student, 4), &[PRIYA]),
        plain(question, &[FARAH]),
        plain(answer, &PAIR),
        plain(spoke, &PAIR),
        plain(concern, &PAIR),
    ]
}

fn firm_head() -> Vec<SampleLetter> {
    let student = PRIYA;
    let session = session(3);
    let notice = |kind| Letter::NoticeStudent { student, step: kind, session };
    let notice_co_leaders = Letter::NoticeCoLeaders { student, step: StepKind::FirmHead, session };
    vec![
        plain(notice(StepKind::FirmHead), &[PRIYA]),
        plain(notice(StepKind::UndergraduateTeam), &[PRIYA]),
        plain(notice_co_leaders, &PAIR),
        plain(step(StepKind::FirmHead, student, 3), &[PRIYA, FARAH]),
        plain(Letter::FirmHeadBrief { student, session }, &[FARAH]),
        plain(Letter::FirmHeadReminder { student, session }, &[FARAH]),
        plain(Letter::FirmHeadSilent { student, session }, &PAIR),
    ]
}

fn later_steps() -> Vec<SampleLetter> {
    let release = |student, step, number, nth| {
        let letter = Letter::ReleaseRequest { student, step, session: session(number), nth };
        plain(letter, &PAIR)
    };
    let informed = |step, number, to: &[PersonId]| {
        let letter = Letter::StepInformed { student: PRIYA, step, session: session(number) };
        plain(letter, to)
    };
    let hold = Letter::HoldReview { student: SEUN, hold: EventId(0), nth: 1 };
    vec![
        release(PRIYA, StepKind::UndergraduateTeam, 4, 0),
        release(PRIYA, StepKind::StageLead, 5, 1),
        release(MAEVE, StepKind::CheckIn, 5, 0),
        release(MAEVE, StepKind::FirmHead, 5, 0),
        release(HANNAH, StepKind::StageLead, 5, 0),
        plain(step(StepKind::UndergraduateTeam, PRIYA, 4), &[TEAM]),
        plain(step(StepKind::StageLead, PRIYA, 5), &[ANNEKE]),
        plain(step(StepKind::StageLead, HANNAH, 5), &[ANNEKE]),
        informed(StepKind::FirmHead, 3, &PAIR),
        informed(StepKind::UndergraduateTeam, 4, &[HELEN, DANIEL, FARAH, PRIYA]),
        informed(StepKind::StageLead, 5, &[HELEN, DANIEL, FARAH, TEAM]),
        plain(hold, &PAIR),
    ]
}

/// Explained, put right, and not enough any more; what was sent, and what was only announced; to all who had it.
fn withdrawals() -> Vec<SampleLetter> {
    let back = |student, takes_back, to: &[PersonId]| {
        let letter = Letter::Withdrawal { student, takes_back: Box::new(takes_back), after: EventId(0) };
        plain(letter, to)
    };
    let notice = |student| Letter::NoticeCoLeaders { student, step: StepKind::FirmHead, session: session(5) };
    let release = Letter::ReleaseRequest { student: PRIYA, step: StepKind::StageLead, session: session(5), nth: 0 };
    let team = step(StepKind::UndergraduateTeam, WEI, 5);
    vec![
        back(TOM, step(StepKind::CheckIn, TOM, 5), &[TOM, FARAH]),
        back(TOM, notice(TOM), &[TOM, HELEN, DANIEL]),
        back(WEI, step(StepKind::FirmHead, WEI, 5), &[WEI, HELEN, DANIEL, JAMES]),
        back(WEI, team, &[WEI, HELEN, DANIEL, JAMES, TEAM]),
        back(PRIYA, release, &PAIR),
        back(PRIYA, step(StepKind::StageLead, PRIYA, 5), &[HELEN, FARAH, TEAM, ANNEKE]),
    ]
}

fn unsettled(events: &[Event]) -> Vec<SampleLetter> {
    let dispute = |student, source| {
        let letter = Letter::Dispute { student, session: session(5), after: event_of(events, source) };
        plain(letter, &PAIR)
    };
    let collective = |number| Letter::CollectiveAbsence { session: session(number) };
    vec![
        dispute(JEAN_LUC, DISPUTE),
        dispute(SEUN, CONTEST),
        plain(collective(5), &PAIR),
        plain(collective(4), &[HELEN, DANIEL, TEAM]),
    ]
}
