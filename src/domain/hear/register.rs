//! Registers with pair semantics: the first answer of either is the register, the other's different answer is a
//! dispute, and either can correct it at any time later.

use std::collections::BTreeMap;

use super::{Heard, Noted, plain};
use crate::domain::event::Fact;
use crate::domain::id::{PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::said::{CoLeaderSays, Mark, Rest};
use crate::domain::state::State;

/// The facts of a register that was read with confidence; none where it says nothing new. `Err` where it cannot be the
/// register of that session, which is asked about.
pub(super) fn hear(
    state: &State,
    heard: &Heard,
    leader: PersonId,
    session: SessionId,
    says: &CoLeaderSays,
) -> Result<Vec<Noted>, NotYetHeld> {
    let Some(meeting) = state.calendar.get(session) else {
        return Err(NotYetHeld);
    };
    if meeting.starts_at > heard.at {
        return Err(NotYetHeld);
    }
    let said = laid_over_the_group(state, session, says);
    let Some(register) = &state.session(session).register else {
        return Ok(vec![plain(Fact::RegisterTaken { session, by: leader, marks: said })]);
    };
    let settles = |student: &PersonId| register.marks.get(student).is_some_and(|marked| marked.disputed.is_some());
    let different: BTreeMap<PersonId, Mark> = said
        .iter()
        .filter(|(student, mark)| {
            let differs = register.marks.get(student).map(|marked| marked.mark) != Some(**mark);
            differs || (says.marks.contains_key(student) && settles(student))
        })
        .map(|(student, mark)| (*student, *mark))
        .collect();
    if different.is_empty() {
        return Ok(Vec::new());
    }
    // The other co-leader answers the request itself, for the whole group, and answers differently: two registers, of
    // which neither is a correction of the other.
    let is_second = register.by != leader && answers_request(state, heard) && is_of_whole_group(state, session, says);
    let fact = if is_second {
        Fact::MarksContested { session, by: leader, marks: different }
    } else {
        Fact::MarksCorrected { session, by: leader, marks: different }
    };
    Ok(vec![(fact, Some(register.taken))])
}

/// A register for a session that has not begun, or that is on no calendar.
pub(super) struct NotYetHeld;

fn answers_request(state: &State, heard: &Heard) -> bool {
    matches!(heard.answered(state), Some(Letter::RegisterRequest { .. } | Letter::RegisterChaser { .. }))
}

/// Says it of each member what they were, by their names or as the rest?
fn is_of_whole_group(state: &State, session: SessionId, says: &CoLeaderSays) -> bool {
    let date = state.calendar.get(session).map_or(jiff::civil::Date::MAX, |meeting| meeting.date);
    says.rest.is_some() || state.members(session.group, date).all(|member| says.marks.contains_key(&member.student))
}

/// What a register says of each member; those of whom it says nothing keep what is known.
fn laid_over_the_group(state: &State, session: SessionId, says: &CoLeaderSays) -> BTreeMap<PersonId, Mark> {
    let date = state.calendar.get(session).map_or(jiff::civil::Date::MAX, |meeting| meeting.date);
    let mut marks = BTreeMap::new();
    for member in state.members(session.group, date) {
        let student = member.student;
        let mark = says.marks.get(&student).copied().or(match says.rest {
            Some(Rest::Present) => Some(Mark::Present),
            Some(Rest::Absent) => Some(Mark::Absent),
            Some(Rest::Expected) if state.has_apologised(session, student) => Some(Mark::Excused),
            Some(Rest::Expected) => Some(Mark::Present),
            None => None,
        });
        if let Some(mark) = mark {
            marks.insert(student, mark);
        }
    }
    marks
}
