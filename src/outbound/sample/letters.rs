//! One letter of every kind, and a few more where a letter has readers of different roles.

use jiff::Timestamp;

use super::history::*;
use super::people::*;
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;
use crate::domain::policy::StepKind;
use crate::outbound::Extra;

/// A letter that the made-up school could send.
#[derive(Debug, Clone)]
pub struct SampleLetter {
    pub letter: Letter,
    pub to: Vec<PersonId>,
    pub extra: Extra,
}

fn plain(letter: Letter, to: &[PersonId]) -> SampleLetter {
    SampleLetter {
        letter,
        to: to.to_vec(),
        extra: Extra::default(),
    }
}

/// All of them.
pub fn all(_now: Timestamp) -> Vec<SampleLetter> {
    let pair = [HELEN, DANIEL];
    let student = PRIYA;
    vec![
        plain(
            Letter::Welcome {
                student: AMARA,
                group: G07,
            },
            &[AMARA],
        ),
        plain(
            Letter::Reminder {
                student: AMARA,
                session: session(1),
            },
            &[AMARA],
        ),
        plain(
            Letter::Reminder {
                student: AMARA,
                session: session(7),
            },
            &[AMARA],
        ),
        plain(
            Letter::Reminder {
                student: AMARA,
                session: session(9),
            },
            &[AMARA],
        ),
        plain(
            Letter::Reminder {
                student: AMARA,
                session: session(11),
            },
            &[AMARA],
        ),
        plain(
            Letter::Reminder {
                student: AMARA,
                session: session(13),
            },
            &[AMARA],
        ),
        plain(
            Letter::Acknowledgement {
                student: TOM,
                answers: APOLOGY,
            },
            &[TOM],
        ),
        plain(Letter::Brief { session: session(7) }, &pair),
        plain(Letter::RegisterRequest { session: session(6) }, &pair),
        plain(
            Letter::RegisterChaser {
                session: session(6),
                nth: 1,
            },
            &pair,
        ),
        plain(Letter::RegisterMissing { session: session(5) }, &[TEAM]),
        plain(
            Letter::RegisterConfirmation {
                session: session(5),
                after: crate::domain::id::EventId(5),
            },
            &pair,
        ),
        plain(
            Letter::CheckIn {
                student,
                session: session(2),
            },
            &[PRIYA],
        ),
        plain(
            Letter::NoticeStudent {
                student,
                step: StepKind::FirmHead,
                session: session(3),
            },
            &[PRIYA],
        ),
        plain(
            Letter::NoticeCoLeaders {
                student,
                step: StepKind::FirmHead,
                session: session(3),
            },
            &pair,
        ),
        plain(
            Letter::FirmHeadLetter {
                student,
                session: session(3),
            },
            &[PRIYA, FARAH],
        ),
        plain(
            Letter::FirmHeadBrief {
                student,
                session: session(3),
            },
            &[FARAH],
        ),
    ]
}
