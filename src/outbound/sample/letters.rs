//! One letter of every kind, and a few more where a letter is worded by its session, its step or its reader.

use jiff::Timestamp;
use jiff::civil::date;

use super::history::*;
use super::people::*;
use super::{SCHEME, policy};
use crate::domain::event::Event;
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::{Letter, Placement};
use crate::outbound::{Counts, DroppedRow, Extra, SetAsideRow};

/// A letter that the made-up school could send.
#[derive(Debug, Clone)]
pub struct SampleLetter {
    pub letter: Letter,
    pub to: Vec<PersonId>,
    pub extra: Extra,
}

/// The co-leaders of the group that most letters are about.
pub(super) const PAIR: [PersonId; 2] = [HELEN, DANIEL];

/// All of them, after what happened.
pub fn all(events: &[Event], now: Timestamp) -> Vec<SampleLetter> {
    let mut letters = start_of_year();
    letters.extend(fortnight(events));
    letters.extend(post());
    letters.extend(policy::all(events));
    letters.extend(answers());
    letters.extend(digests());
    letters.extend(machine(events, now));
    letters.extend(super::variants::letters(events));
    letters
}

/// A letter that needs nothing beside the state.
pub(super) fn plain(letter: Letter, to: &[PersonId]) -> SampleLetter {
    SampleLetter { letter, to: to.to_vec(), extra: Extra::default() }
}

/// A letter that answers a message, with its likely readings.
pub(super) fn answer(letter: Letter, to: PersonId, likely: &[&str]) -> SampleLetter {
    SampleLetter {
        letter,
        to: vec![to],
        extra: Extra {
            in_reply_to: Some("<1cf7d4c3df41f56beed260dd@mail.students.example.ac.uk>".to_owned()),
            likely: likely.iter().map(|reading| (*reading).to_owned()).collect(),
            ..Extra::default()
        },
    }
}

fn start_of_year() -> Vec<SampleLetter> {
    let scheme = SCHEME;
    vec![
        plain(Letter::StartCoLeaders { group: G07 }, &PAIR),
        plain(Letter::StartFirmHead { scheme, firm_head: FARAH }, &[FARAH]),
        plain(Letter::StartSupervisor { scheme, supervisor: INGRID }, &[INGRID]),
        plain(Letter::Welcome { student: AMARA, group: G07 }, &[AMARA]),
    ]
}

fn fortnight(events: &[Event]) -> Vec<SampleLetter> {
    let after = |source| event_of(events, source);
    let everyone: Vec<PersonId> = students().chain(PAIR).collect();
    let others = [AISHA, KOFI, RUKHSANA, PETER];
    let reminder = |number| {
        let letter = Letter::Reminder { student: AMARA, session: session(number) };
        plain(letter, &[AMARA])
    };
    let after_cancelled = Letter::Reminder { student: AISHA, session: other_session(7) };
    let cancelled = Letter::SessionCancelled { session: other_session(6), after: after(CANCELLED) };
    let moved = Letter::SessionMoved { session: other_session(7), after: after(MOVED) };
    let away = Letter::LeaderAway { session: session(7), leader: DANIEL, after: after(AWAY) };
    let part = Letter::RegisterChaser { session: other_session(4), nth: 1 };
    let nobody_leads = Letter::LeaderAway { session: other_session(8), leader: PETER, after: after(AWAY) };
    let was_cancelled = Letter::SessionCancelled { session: other_session(5), after: after(CANCELLED) };
    let back = Letter::AfterChristmas { student: AMARA, session: session(8) };
    let confirmation = Letter::RegisterConfirmation { session: session(5), after: register_of(events, 5) };
    let mut letters: Vec<SampleLetter> = [1, 7, 9, 11, 13].into_iter().map(reminder).collect();
    letters.extend([
        plain(after_cancelled, &[AISHA]),
        plain(Letter::ReminderCopy { session: session(7) }, &PAIR),
        plain(Letter::Brief { session: session(7) }, &PAIR),
        plain(Letter::RegisterRequest { session: session(6) }, &PAIR),
        plain(chaser(1), &PAIR),
        plain(chaser(2), &PAIR),
        plain(Letter::RegisterMissing { session: session(6) }, &[TEAM]),
        plain(confirmation, &PAIR),
        plain(cancelled, &others),
        plain(moved, &others),
        plain(away, &everyone),
        plain(back, &[AMARA]),
        plain(part, &[RUKHSANA, PETER]),
        plain(Letter::RegisterMissing { session: other_session(4) }, &[TEAM]),
        plain(nobody_leads, &others),
        plain(was_cancelled, &[RUKHSANA, PETER]),
    ]);
    letters.extend(new_timetable(events));
    letters
}

/// What a new timetable changed, and a co-leader who leads after all.
fn new_timetable(events: &[Event]) -> Vec<SampleLetter> {
    let moved = |number| {
        let session = other_session(number);
        plain(Letter::SessionMoved { session, after: change_of(events, session) }, &[AISHA, RUKHSANA])
    };
    let gone = other_session(12);
    let cancelled = Letter::SessionCancelled { session: gone, after: change_of(events, gone) };
    let after = change_of(events, session(9));
    let back = Letter::LeaderAway { session: session(9), leader: DANIEL, after };
    let mut letters: Vec<SampleLetter> = [9, 10, 11, 13].into_iter().map(moved).collect();
    letters.extend([plain(cancelled, &[AISHA, RUKHSANA]), plain(back, &[AMARA, HELEN, DANIEL])]);
    letters
}

fn chaser(nth: u8) -> Letter {
    Letter::RegisterChaser { session: session(6), nth }
}

fn post() -> Vec<SampleLetter> {
    let wrote = |student, wrote| {
        let letter = Letter::StudentWrote { group: G07, student, wrote };
        plain(letter, &PAIR)
    };
    let posted = Letter::StudentsWrote { group: G07, day: date(2026, 11, 24) };
    let distress = Letter::Welfare { student: PRIYA, wrote: DISTRESS };
    let mut letters = first_answers();
    letters.extend([
        wrote(MUHAMMAD, QUESTION),
        wrote(AMARA, AGED_OUT),
        wrote(JEAN_LUC, DISPUTE),
        plain(posted, &PAIR),
        plain(distress, &PAIR),
    ]);
    letters
}

fn first_answers() -> Vec<SampleLetter> {
    let acknowledged = |student, answers| answer(Letter::Acknowledgement { student, answers }, student, &[]);
    let late = Letter::LateNote { student: SIAN, answers: LATE };
    let asked = |person, answers| Letter::ClarifyingQuestion { person, answers };
    let distress = Letter::WelfareReply { student: PRIYA, answers: DISTRESS };
    let record = |student| answer(Letter::RecordAnswer { student, answers: RECORD }, student, &[]);
    let likely =
        ["absent: I can't come on Tuesday 8 December", "late: I will come late or leave early on Tuesday 8 December"];
    let maybe = ["I can't lead on Tuesday 8 December.", "I can lead on Tuesday 8 December."];
    vec![
        acknowledged(TOM, APOLOGY),
        acknowledged(SEUN, UNSURE),
        acknowledged(JEAN_LUC, DISPUTE),
        answer(late, SIAN, &[]),
        answer(asked(AMARA, AGED_OUT), AMARA, &likely),
        answer(asked(DANIEL, UNCLEAR), DANIEL, &["Thomas Bradley", "Tom Nguyen"]),
        answer(asked(HELEN, UNCLEAR), HELEN, &[]),
        answer(asked(HELEN, MAYBE), HELEN, &maybe),
        answer(distress, PRIYA, &[]),
        record(PRIYA),
        record(TOM),
        record(AISHA),
    ]
}

fn answers() -> Vec<SampleLetter> {
    let order = |person, answers: LetterId| answer(Letter::OrderDone { person, answers }, person, &[]);
    let status = Letter::StatusAnswer { person: HELEN, group: G07, answers: STATUS };
    vec![
        order(HELEN, ORDERS),
        order(FARAH, SPOKEN),
        answer(status, HELEN, &[]),
        answer(Letter::HelpAnswer { person: HELEN, answers: HELP }, HELEN, &[]),
        answer(Letter::HelpAnswer { person: FARAH, answers: HELP }, FARAH, &[]),
    ]
}

fn digests() -> Vec<SampleLetter> {
    let scheme = SCHEME;
    let day = date(2026, 12, 8);
    let feedback = |placement| {
        let letter = Letter::FeedbackSummary { firm_head: FARAH, scheme, placement };
        plain(letter, &[FARAH])
    };
    let patterns = Letter::SupervisorPatterns { supervisor: INGRID, scheme, day };
    vec![
        plain(Letter::FirmHeadDigest { firm_head: FARAH, day }, &[FARAH]),
        feedback(Placement::Mid),
        feedback(Placement::End),
        plain(patterns, &[INGRID]),
    ]
}

fn machine(events: &[Event], now: Timestamp) -> Vec<SampleLetter> {
    let day = date(2026, 11, 24);
    let administrator = [PersonId::ADMINISTRATOR];
    let with = |letter, extra| SampleLetter { letter, to: administrator.to_vec(), extra };
    let counts = Counts { sent: 412, waiting: 3, bounced: 1, set_aside: 2, next: Some(now) };
    let aside = |number, reason: &str| SetAsideRow { at: now, reason: reason.to_owned(), number };
    let set_aside = Extra {
        set_aside: vec![
            aside(611, "the sender is on no roster"),
            aside(612, "it has no text that could be read (winmail.dat)"),
        ],
        ..Extra::default()
    };
    let dropped = Extra {
        dropped: vec![DroppedRow {
            letter: Letter::Reminder { student: AMARA, session: session(6) },
            to: AMARA,
            reason: "less than a day was left before the session".to_owned(),
        }],
        ..Extra::default()
    };
    let bounced = |person| Letter::Undeliverable { person, after: event_of(events, BOUNCE) };
    let left = Letter::MemberLeft { student: KOFI, group: G21, after: event_of(events, LEFT) };
    vec![
        plain(bounced(WEI), &[HELEN, DANIEL, TEAM]),
        plain(bounced(FARAH), &[TEAM]),
        plain(bounced(TEAM), &administrator),
        plain(left, &[TEAM]),
        with(Letter::ProofOfLife { day }, Extra { counts, ..Extra::default() }),
        with(Letter::SetAside { day }, set_aside),
        with(Letter::Dropped { day }, dropped),
        plain(Letter::Alarm { after: event_of(events, STORM) }, &administrator),
        plain(Letter::Alarm { after: event_of(events, CLOCK_BACK) }, &administrator),
        plain(Letter::Alarm { after: event_of(events, CLOCK_ON) }, &administrator),
    ]
}
