//! One letter of every kind, and a few more where a letter is worded by its session, its step or its reader.

use jiff::Timestamp;
use jiff::civil::date;

use super::history::*;
use super::people::*;
use super::{SCHEME, history, policy};
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
    letters
}

/// A letter that needs nothing beside the state.
pub(super) fn plain(letter: Letter, to: &[PersonId]) -> SampleLetter {
    SampleLetter {
        letter,
        to: to.to_vec(),
        extra: Extra::default(),
    }
}

fn answer(letter: Letter, to: PersonId, likely: &[&str]) -> SampleLetter {
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
        plain(
            Letter::StartFirmHead {
                scheme,
                firm_head: FARAH,
            },
            &[FARAH],
        ),
        plain(
            Letter::StartSupervisor {
                scheme,
                supervisor: INGRID,
            },
            &[INGRID],
        ),
        plain(
            Letter::Welcome {
                student: AMARA,
                group: G07,
            },
            &[AMARA],
        ),
    ]
}

fn fortnight(events: &[Event]) -> Vec<SampleLetter> {
    let after = |source| event_of(events, source);
    let everyone: Vec<PersonId> = students().chain(PAIR).collect();
    let others = [PersonId(31), PersonId(32), RUKHSANA, PETER];
    let reminder = |number| {
        let letter = Letter::Reminder {
            student: AMARA,
            session: session(number),
        };
        plain(letter, &[AMARA])
    };
    let after_cancelled = Letter::Reminder {
        student: PersonId(31),
        session: other_session(7),
    };
    let cancelled = Letter::SessionCancelled {
        session: other_session(6),
        after: after(CANCELLED),
    };
    let moved = Letter::SessionMoved {
        session: other_session(7),
        after: after(MOVED),
    };
    let away = Letter::LeaderAway {
        session: session(7),
        leader: DANIEL,
        after: after(AWAY),
    };
    let back = Letter::AfterChristmas {
        student: AMARA,
        session: session(8),
    };
    let confirmation = Letter::RegisterConfirmation {
        session: session(5),
        after: register_of(events, 5),
    };
    let mut letters: Vec<SampleLetter> = [1, 7, 9, 11, 13].into_iter().map(reminder).collect();
    letters.extend([
        plain(after_cancelled, &[PersonId(31)]),
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
    ]);
    letters
}

fn chaser(nth: u8) -> Letter {
    Letter::RegisterChaser {
        session: session(6),
        nth,
    }
}

fn post() -> Vec<SampleLetter> {
    let wrote = |student, wrote| Letter::StudentWrote {
        group: G07,
        student,
        wrote,
    };
    let day = date(2026, 11, 24);
    let student = PRIYA;
    vec![
        answer(
            Letter::Acknowledgement {
                student: TOM,
                answers: APOLOGY,
            },
            TOM,
            &[],
        ),
        answer(
            Letter::Acknowledgement {
                student: SEUN,
                answers: UNSURE,
            },
            SEUN,
            &[],
        ),
        answer(
            Letter::LateNote {
                student: SIAN,
                answers: LATE,
            },
            SIAN,
            &[],
        ),
        answer(
            Letter::ClarifyingQuestion {
                person: AMARA,
                answers: AGED_OUT,
            },
            AMARA,
            &[
                "you can't come on Tuesday 8 December",
                "you will be late on Tuesday 8 December",
            ],
        ),
        answer(
            Letter::ClarifyingQuestion {
                person: HELEN,
                answers: UNCLEAR,
            },
            HELEN,
            &[],
        ),
        plain(wrote(MUHAMMAD, QUESTION), &PAIR),
        plain(wrote(AMARA, AGED_OUT), &PAIR),
        plain(Letter::StudentsWrote { group: G07, day }, &PAIR),
        plain(
            Letter::Welfare {
                student,
                wrote: DISTRESS,
            },
            &PAIR,
        ),
        answer(
            Letter::WelfareReply {
                student,
                answers: DISTRESS,
            },
            PRIYA,
            &[],
        ),
    ]
}

fn answers() -> Vec<SampleLetter> {
    let order = |person, answers: LetterId| answer(Letter::OrderDone { person, answers }, person, &[]);
    let status = Letter::StatusAnswer {
        person: HELEN,
        group: G07,
        answers: STATUS,
    };
    vec![
        order(HELEN, ORDERS),
        order(FARAH, SPOKEN),
        answer(status, HELEN, &[]),
        answer(
            Letter::HelpAnswer {
                person: HELEN,
                answers: HELP,
            },
            HELEN,
            &[],
        ),
        answer(
            Letter::HelpAnswer {
                person: FARAH,
                answers: HELP,
            },
            FARAH,
            &[],
        ),
    ]
}

fn digests() -> Vec<SampleLetter> {
    let scheme = SCHEME;
    let day = date(2026, 12, 8);
    let feedback = |placement| {
        let letter = Letter::FeedbackSummary {
            firm_head: FARAH,
            scheme,
            placement,
        };
        plain(letter, &[FARAH])
    };
    let patterns = Letter::SupervisorPatterns {
        supervisor: INGRID,
        scheme,
        day,
    };
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
    let with = |letter, extra| SampleLetter {
        letter,
        to: administrator.to_vec(),
        extra,
    };
    let counts = Counts {
        sent: 412,
        waiting: 3,
        bounced: 1,
        set_aside: 2,
        next: Some(now),
    };
    let aside = |number, reason: &str| SetAsideRow {
        at: now,
        reason: reason.to_owned(),
        number,
    };
    let set_aside = Extra {
        set_aside: vec![
            aside(611, "the sender is on no roster"),
            aside(612, "it has no text that could be read (winmail.dat)"),
        ],
        ..Extra::default()
    };
    let dropped = Extra {
        dropped: vec![DroppedRow {
            letter: Letter::Reminder {
                student: AMARA,
                session: session(6),
            },
            to: AMARA,
            reason: "less than a day was left before the session".to_owned(),
        }],
        ..Extra::default()
    };
    let bounced = Letter::Undeliverable {
        person: WEI,
        after: event_of(events, history::BOUNCE),
    };
    let left = Letter::MemberLeft {
        student: PersonId(32),
        group: G21,
        after: event_of(events, LEFT),
    };
    vec![
        plain(bounced, &[HELEN, DANIEL, TEAM]),
        plain(left, &[TEAM]),
        with(
            Letter::ProofOfLife { day },
            Extra {
                counts,
                ..Extra::default()
            },
        ),
        with(Letter::SetAside { day }, set_aside),
        with(Letter::Dropped { day }, dropped),
    ]
}
