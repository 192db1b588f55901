//! What the models of firm heads' answers tell apart: of each student spoken of, and of the answer beside that.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Signs;
use super::network::Committee;
use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;

/// What a firm head may say of one student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfFirmStudent {
    Attended,
    Missed,
    Discussed,
    Concern,
    Hold,
}

impl OfFirmStudent {
    /// What an answer says, and of whom; nothing of a question.
    pub fn of(answer: &FirmAnswer) -> Option<(PersonId, Self)> {
        Some(match answer {
            FirmAnswer::AttendedTeaching { student, yes: true } => (*student, Self::Attended),
            FirmAnswer::AttendedTeaching { student, yes: false } => (*student, Self::Missed),
            FirmAnswer::Discussed { student } => (*student, Self::Discussed),
            FirmAnswer::Concern { student } => (*student, Self::Concern),
            FirmAnswer::Hold { student } => (*student, Self::Hold),
            FirmAnswer::Question => return None,
        })
    }

    /// The answer that says this of the student.
    pub fn answer(self, student: PersonId) -> FirmAnswer {
        match self {
            Self::Attended => FirmAnswer::AttendedTeaching { student, yes: true },
            Self::Missed => FirmAnswer::AttendedTeaching { student, yes: false },
            Self::Discussed => FirmAnswer::Discussed { student },
            Self::Concern => FirmAnswer::Concern { student },
            Self::Hold => FirmAnswer::Hold { student },
        }
    }
}

impl Signs for OfFirmStudent {
    const ALL: &'static [Self] = &[Self::Attended, Self::Missed, Self::Discussed, Self::Concern, Self::Hold];
}

/// What a firm head's answer may be beside that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfAnswer {
    /// It wants an answer from a person.
    Question,
}

impl Signs for OfAnswer {
    const ALL: &'static [Self] = &[Self::Question];
}

/// The networks that heard the lessons of firm heads.
pub fn committee() -> &'static Committee {
    static COMMITTEE: LazyLock<Committee> =
        LazyLock::new(|| Committee::parse(include_bytes!("firm_heads.bin")).unwrap_or_default());
    &COMMITTEE
}
