//! The undergraduate team's word on a day on which many were missing (domain rule: a bad day is not a bad student).
//!
//! It is the one thing that the team decides by mail; everything else that they write goes to the administrator.

use super::{Heard, Noted, plain, unclear};
use crate::domain::event::Fact;
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::domain::said::{CoLeaderSays, Order};
use crate::domain::state::State;

pub(super) fn hear(state: &State, heard: &Heard, by: PersonId, says: &CoLeaderSays) -> Vec<Noted> {
    let Some(Letter::CollectiveAbsence { session }) = heard.answered(state) else {
        return Vec::new();
    };
    let scheme = state.roster.groups.get(&session.group).map(|group| group.scheme);
    let day = state.day(heard.at);
    let is_of_team =
        scheme.is_some_and(|scheme| state.roster.holders(scheme, Role::UndergraduateTeam, day).contains(&by));
    if !is_of_team || !heard.is_proven_for(by, state) {
        return Vec::new();
    }
    let chase = match says.orders[..] {
        [Order::Hold { student: None }] => Some(false),
        [Order::Release { student: None }] => Some(true),
        _ => None,
    };
    match chase.filter(|_| heard.acts) {
        Some(chase) => vec![
            plain(Fact::CollectiveJudged { session: *session, by, chase }),
            plain(Fact::OrdersDone { by, group: Some(session.group) }),
        ],
        None => vec![unclear(state, heard, by, Some(*session))],
    }
}
