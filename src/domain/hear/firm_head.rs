//! A firm head's answers, each for a student of the firm only.

use super::{Heard, Noted, plain};
use crate::domain::event::Fact;
use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;
use crate::domain::state::State;

pub(super) fn hear(state: &State, heard: &Heard, firm_head: PersonId, answers: &[FirmAnswer]) -> Vec<Noted> {
    let day = state.day(heard.at);
    let is_theirs = |student: PersonId| {
        let of_now = state.roster.membership(student, day).map(|member| member.firm_head);
        of_now == Some(firm_head)
    };
    let by = firm_head;
    let session = heard.session(state);
    let mut facts = Vec::new();
    let mut unclear = !heard.acts;
    for answer in answers.iter().filter(|_| heard.acts) {
        let fact = match *answer {
            FirmAnswer::Discussed { student } if is_theirs(student) => Fact::Discussed { student, by },
            FirmAnswer::AttendedTeaching { student, yes } if is_theirs(student) => {
                Fact::TeachingAnswered { student, session, by, yes }
            }
            FirmAnswer::Concern { student } if is_theirs(student) => Fact::ConcernRaised { student, by },
            FirmAnswer::Hold { student } if is_theirs(student) => Fact::HoldPlaced { student, by, until: None },
            _ => {
                unclear = true;
                continue;
            }
        };
        facts.push(plain(fact));
    }
    if !facts.is_empty() {
        facts.push(plain(Fact::OrdersDone { by, group: None }));
    }
    if unclear {
        facts.push(super::unclear(state, heard, by, session));
    }
    facts
}
