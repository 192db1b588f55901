//! The same letters as they are worded where something else has happened: each sentence of a template stands in one of the
//! letters of the sample, so that somebody has read it.

use jiff::civil::{date, time};

use super::at;
use super::history::{Ledger, event_of, other_session, session};
use super::letters::{PAIR, SampleLetter, answer, plain};
use super::people::*;
use crate::domain::event::{Attention, Event, Fact, Via};
use crate::domain::id::{EventId, GroupId, LetterId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::domain::said::{Flag, Mark, Stance};
use crate::domain::state::State;

const LEAVING: LetterId = LetterId(401);
const OPT_OUT: LetterId = LetterId(402);
const OTHER_STUDENT: LetterId = LetterId(403);
const ASKED: LetterId = LetterId(404);
/// Of one student, session by session.
const APOLOGIES: [(LetterId, u8); 3] = [(LetterId(405), 9), (LetterId(406), 10), (LetterId(407), 11)];
const SEVERAL: LetterId = LetterId(408);
const ORDERS: LetterId = LetterId(411);
const FIRM_HEADS_ORDERS: LetterId = LetterId(412);
const UNCLEAR_AGAIN: LetterId = LetterId(413);
const CORRECTED: LetterId = LetterId(414);
const TOO_LATE: LetterId = LetterId(415);
const EXCUSED: LetterId = LetterId(416);
const NOT_TAUGHT: LetterId = LetterId(417);

/// What else happened: in the group that few other letters are about, or where it changes nothing for them.
pub(super) fn happen(ledger: &mut Ledger) {
    earlier(ledger);
    let now = at(date(2026, 11, 24), time(13, 0, 0, 0));
    let mut add = |source, fact| ledger.add(now, Some(source), fact);
    let wrote = |student, group, attention, flags: &[Flag]| Fact::StudentWrote {
        student,
        group,
        about: None,
        flags: flags.iter().copied().collect(),
        attention,
    };
    let stance = |number, stance| {
        let session = session(number);
        Fact::StanceGiven { student: HANNAH, session, stance, via: Via::Reply }
    };
    add(LEAVING, wrote(HANNAH, G07, Attention::Now, &[Flag::Leaving]));
    add(OPT_OUT, wrote(MUHAMMAD, G07, Attention::Now, &[Flag::OptOut]));
    add(OTHER_STUDENT, wrote(TOM_NGUYEN, G07, Attention::Now, &[Flag::OtherStudent]));
    add(ASKED, wrote(HANNAH, G07, Attention::Ask, &[]));
    for (letter, number) in APOLOGIES {
        add(letter, stance(number, Stance::Absent));
    }
    for (number, said) in [(12, Stance::Attending), (12, Stance::Late), (11, Stance::Unsure), (5, Stance::Absent)] {
        add(SEVERAL, stance(number, said));
    }
    for fact in orders() {
        add(ORDERS, fact);
    }
    let (student, by) = (KOFI, JAMES);
    add(FIRM_HEADS_ORDERS, Fact::ConcernRaised { student, by });
    add(FIRM_HEADS_ORDERS, Fact::TeachingAnswered { student, session: None, by, yes: false });
    let (session, by) = (other_session(4), PETER);
    let request = || Some(Box::new(Letter::RegisterRequest { session }));
    for _ in 0..crate::domain::hear::QUESTIONS_MAX {
        add(UNCLEAR_AGAIN, Fact::StaffUnclear { by, session: Some(session), letter: request() });
    }
    let marks = |mark| [(AISHA, mark)].into();
    add(CORRECTED, Fact::MarksCorrected { session, by, marks: marks(Mark::Present) });
    let by = RUKHSANA;
    add(TOO_LATE, Fact::MarksContested { session, by, marks: marks(Mark::TurnedAway) });
    add(EXCUSED, Fact::MarksContested { session, by, marks: marks(Mark::Excused) });
    let session = Some(super::history::session(5));
    add(NOT_TAUGHT, Fact::TeachingAnswered { student: TOM, session, by: FARAH, yes: false });
}

/// In the autumn: two were missed, one of whom explained it and one of whom has had two steps.
fn earlier(ledger: &mut Ledger) {
    let (student, session, by) = (KOFI, other_session(2), PETER);
    let marks = [(AISHA, Mark::Absent), (KOFI, Mark::Absent)].into();
    for fact in [
        Fact::StanceGiven { student, session, stance: Stance::Attending, via: Via::Reply },
        Fact::RegisterTaken { session, by, marks },
        Fact::Explained { student, session, by },
    ] {
        ledger.add(at(date(2026, 10, 2), time(14, 0, 0, 0)), None, fact);
    }
    let step = |kind| State::step_letter(kind, AISHA, other_session(2));
    ledger.tell(date(2026, 10, 5), step(StepKind::CheckIn), &[AISHA]);
    ledger.tell(date(2026, 10, 19), step(StepKind::FirmHead), &[AISHA, JAMES]);
    ledger.tell(date(2026, 10, 30), Letter::RegisterRequest { session: other_session(4) }, &[RUKHSANA, PETER]);
    ledger.tell(date(2026, 11, 12), State::step_letter(StepKind::CheckIn, SEUN, super::history::session(5)), &[SEUN]);
    let asked = Letter::TeachingQuestion { student, session };
    let after = EventId(0);
    ledger.tell(date(2026, 10, 5), asked.clone(), &[FARAH]);
    ledger.tell(date(2026, 10, 6), Letter::Withdrawal { student, takes_back: Box::new(asked), after }, &[FARAH]);
    ledger.tell(date(2026, 11, 24), Letter::MemberLeft { student, group: G21, after }, &[TEAM]);
}

/// All that one message of a co-leader can bring about, beside what another letter confirms.
fn orders() -> Vec<Fact> {
    let by = RUKHSANA;
    let released = |student, step| Fact::Released { student, step, by };
    let judged = |number, chase| Fact::CollectiveJudged { session: other_session(number), by, chase };
    let place = Some(super::name("Seminar Room B"));
    vec![
        released(KOFI, Some(StepKind::FirmHead)),
        released(KOFI, Some(StepKind::UndergraduateTeam)),
        released(AISHA, None),
        judged(3, true),
        judged(1, false),
        Fact::MemberLeft { student: KOFI, group: G21, by },
        Fact::Presented { student: AISHA, session: other_session(4), by },
        Fact::WelfareSeen { student: AISHA, by },
        Fact::LeaderAway { session: other_session(3), leader: by, by },
        Fact::LeaderBack { session: other_session(9), leader: by, by },
        Fact::SessionCancelled { session: other_session(5), by, was: None },
        Fact::SessionCancelled { session: other_session(12), by, was: None },
        Fact::SessionMoved { session: other_session(3), by, date: None, starts: None, place, was: None },
    ]
}

/// The letters that this makes.
pub(super) fn letters(events: &[Event]) -> Vec<SampleLetter> {
    let mut letters = to_students();
    letters.extend(to_co_leaders(events));
    letters.extend(of_the_policy());
    letters
}

fn to_students() -> Vec<SampleLetter> {
    let student = HANNAH;
    let acknowledged = |answers| answer(Letter::Acknowledgement { student, answers }, student, &[]);
    let mut letters: Vec<SampleLetter> = APOLOGIES.iter().map(|(letter, _)| acknowledged(*letter)).collect();
    letters.push(acknowledged(SEVERAL));
    letters.push(acknowledged(OPT_OUT));
    let held = |student| answer(Letter::RecordAnswer { student, answers: OPT_OUT }, student, &[]);
    letters.extend([MAEVE, SIAN, SEUN, KOFI, JEAN_LUC].map(held));
    letters
}

fn to_co_leaders(events: &[Event]) -> Vec<SampleLetter> {
    let wrote = |student, wrote| plain(Letter::StudentWrote { group: G07, student, wrote }, &PAIR);
    let order = |person, answers| answer(Letter::OrderDone { person, answers }, person, &[]);
    let session = other_session(4);
    let pair = [RUKHSANA, PETER];
    let confirmed = Letter::RegisterConfirmation { session, after: event_of(events, CORRECTED) };
    let dispute = |source| Letter::Dispute { student: AISHA, session, after: event_of(events, source) };
    let not_taught = Letter::TeachingAnswer {
        student: TOM,
        session: super::history::session(5),
        after: event_of(events, NOT_TAUGHT),
    };
    let status = |person, group: GroupId| answer(Letter::StatusAnswer { person, group, answers: ORDERS }, person, &[]);
    let mut asked = wrote(HANNAH, ASKED);
    asked.extra.likely = vec!["absent: I can't come on Tuesday 8 December".to_owned()];
    vec![
        wrote(HANNAH, LEAVING),
        wrote(MUHAMMAD, OPT_OUT),
        wrote(TOM_NGUYEN, OTHER_STUDENT),
        asked,
        order(RUKHSANA, ORDERS),
        order(JAMES, FIRM_HEADS_ORDERS),
        answer(Letter::ClarifyingQuestion { person: PETER, answers: UNCLEAR_AGAIN }, PETER, &[]),
        plain(confirmed, &pair),
        plain(dispute(TOO_LATE), &pair),
        plain(dispute(EXCUSED), &pair),
        plain(not_taught, &PAIR),
        plain(Letter::Brief { session: super::history::session(13) }, &PAIR),
        plain(Letter::Brief { session: other_session(9) }, &pair),
        status(PETER, G21),
    ]
}

fn of_the_policy() -> Vec<SampleLetter> {
    let of = super::history::session;
    let step = |kind, student, number| State::step_letter(kind, student, of(number));
    let back = |number, to: &[PersonId]| {
        let takes_back = Box::new(State::step_letter(StepKind::CheckIn, AISHA, other_session(number)));
        plain(Letter::Withdrawal { student: AISHA, takes_back, after: EventId(0) }, to)
    };
    let (lead, team) = (StepKind::StageLead, StepKind::UndergraduateTeam);
    vec![
        plain(step(StepKind::FirmHead, PRIYA, 4), &[PRIYA, FARAH]),
        plain(step(StepKind::FirmHead, PRIYA, 5), &[PRIYA, FARAH]),
        plain(Letter::NoticeStudent { student: HANNAH, step: lead, session: of(5) }, &[HANNAH]),
        plain(Letter::NoticeCoLeaders { student: PRIYA, step: team, session: of(4) }, &PAIR),
        plain(State::step_letter(team, AISHA, other_session(2)), &[TEAM]),
        back(1, &[AISHA, RUKHSANA]),
        back(5, &[AISHA, RUKHSANA]),
        back(3, &[AISHA]),
    ]
}
