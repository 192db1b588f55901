//! The daemon's marks are what the co-leaders said, whole.

use std::collections::BTreeSet;

use super::Checks;
use crate::domain::id::SessionId;
use crate::domain::state::State;

pub fn check(checks: &Checks, state: &State, touched: &BTreeSet<SessionId>) -> Result<(), String> {
    for session in touched {
        for student in checks.cast.members(session.group) {
            let known = state.mark(*session, student).map(|marked| marked.mark);
            let said = checks.truth.mark(*session, student);
            if known != said && !checks.truth.left.contains_key(&student) {
                return Err(format!(
                    "session {} of group {}: {} is {known:?} in the register and was said to be {said:?}",
                    session.number,
                    session.group,
                    checks.name(student)
                ));
            }
        }
    }
    Ok(())
}
