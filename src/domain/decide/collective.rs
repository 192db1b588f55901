//! A bad day is not a bad student: where many are missing at once, nobody is chased before a person has said so.

use super::{Pass, When};
use crate::domain::id::{GroupId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::domain::rules::{Rules, SchemeRules};
use crate::domain::state::{Standing, State};

pub(super) fn pass(pass: &mut Pass, group: GroupId) {
    let state = pass.state;
    let Some(scheme) = state.roster.groups.get(&group).map(|g| g.scheme) else {
        return;
    };
    for meeting in state.calendar.of(group) {
        let session = meeting.id;
        let Some(register) = &state.session(session).register else {
            continue;
        };
        if state.session(session).judged.is_some() || !waits_for_word(state, pass.rules, session) {
            continue;
        }
        let unexplained = |student| state.standing(session, student) == Standing::Unexplained;
        if !register.marks.keys().any(|student| unexplained(*student)) {
            continue;
        }
        let mut to = state.roster.co_leaders(group, pass.today);
        if !has_many_missing(state, pass.rules, session) {
            // It is the day that was bad, not this group: the undergraduate team sees all of them.
            to.extend(state.roster.holders(scheme, Role::UndergraduateTeam, pass.today));
        }
        pass.write(Letter::CollectiveAbsence { session }, to, When::at(register.at), &[register.taken]);
    }
}

/// Do the absences of a session wait for a person's word: so many of its group were missing, or so many groups had such
/// a day? False once somebody has said what becomes of them.
pub fn waits_for_word(state: &State, rules: &Rules, session: SessionId) -> bool {
    if state.session(session).judged.is_some() {
        return false;
    }
    has_many_missing(state, rules, session) || was_a_bad_day(state, rules, session)
}

fn scheme_of<'a>(state: &State, rules: &'a Rules, group: GroupId) -> Option<&'a SchemeRules> {
    rules.scheme(state.roster.groups.get(&group)?.scheme)
}

fn has_many_missing(state: &State, rules: &Rules, session: SessionId) -> bool {
    let Some(scheme) = scheme_of(state, rules, session.group) else {
        return false;
    };
    let (missing, members) = state.missing(session);
    missing * 100 >= usize::from(scheme.policy.collective_share_percent) * members && missing > 1
}

fn was_a_bad_day(state: &State, rules: &Rules, session: SessionId) -> bool {
    let Some(scheme) = scheme_of(state, rules, session.group) else {
        return false;
    };
    let Some(meeting) = state.calendar.get(session) else {
        return false;
    };
    let id = state.roster.groups.get(&session.group).map(|group| group.scheme);
    let same_scheme = |group: GroupId| state.roster.groups.get(&group).map(|g| g.scheme) == id;
    let bad = state
        .calendar
        .all()
        .filter(|other| other.date == meeting.date && same_scheme(other.id.group))
        .filter(|other| has_many_missing(state, rules, other.id))
        .count();
    bad >= usize::from(scheme.policy.collective_groups_min)
}
