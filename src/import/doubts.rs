//! What an import may well mean and may be a slip. Said beside the diff; it hinders nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::diff::day;
use crate::domain::roster::{Group, Period, Role, Roster, weekday_name};

/// The doubts about a roster that would be taken over on `today`; what was so before is not said again.
pub fn doubts(previous: Option<&Roster>, roster: &Roster, today: Date) -> Vec<String> {
    let known = previous.map(|previous| about(previous, None, today)).unwrap_or_default();
    let mut doubts = about(roster, previous, today);
    doubts.retain(|doubt| !known.contains(doubt));
    doubts
}

fn about(roster: &Roster, previous: Option<&Roster>, today: Date) -> Vec<String> {
    let mut doubts = Vec::new();
    for group in roster.groups.values() {
        doubts.extend(calendar(roster, previous, group, today));
        doubts.extend(members(roster, group, today));
    }
    for scheme in roster.schemes.values() {
        let role = |role: Role| {
            let mut held = roster.roles.iter().filter(|held| held.scheme == scheme.id && held.role == role);
            held.any(|held| goes_on(held.period, today))
        };
        for (there, who) in
            [(role(Role::UndergraduateTeam), "the undergraduate team"), (role(Role::StageLead), "the stage lead")]
        {
            if !there {
                doubts
                    .push(format!("nobody is {who} of the scheme {}, so nothing can be passed on there", scheme.code));
            }
        }
    }
    doubts
}

fn goes_on(period: Period, today: Date) -> bool {
    period.until.is_none_or(|until| today <= until)
}

fn calendar(roster: &Roster, previous: Option<&Roster>, group: &Group, today: Date) -> Vec<String> {
    let code = &group.code;
    let mut doubts = Vec::new();
    if roster.sessions_of(group.id).next().is_none() {
        doubts.push(format!("{code} has no sessions"));
    }
    for session in roster.sessions_of(group.id) {
        let (number, date) = (session.id.number, session.date);
        if date.weekday() != group.weekday.0 {
            doubts.push(format!(
                "session {number} of {code}, {}, is a {}, and {code} meets on a {}",
                day(date),
                weekday_name(date.weekday()),
                weekday_name(group.weekday.0)
            ));
        }
        if previous.is_some_and(|previous| !previous.sessions.contains_key(&session.id)) && date < today {
            doubts.push(format!("session {number} of {code}, {}, is new and past", day(date)));
        }
    }
    doubts
}

fn members(roster: &Roster, group: &Group, today: Date) -> Vec<String> {
    let code = &group.code;
    let of_group = roster.memberships.iter().filter(|m| m.group == group.id && goes_on(m.period, today));
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for person in of_group.filter_map(|member| roster.people.get(&member.student)) {
        *names.entry(person.name.as_str()).or_default() += 1;
    }
    let mut doubts = Vec::new();
    if names.is_empty() && roster.sessions_of(group.id).any(|session| today <= session.date) {
        doubts.push(format!("{code} has no students"));
    }
    for (name, count) in names.into_iter().filter(|(_, count)| *count > 1) {
        doubts.push(format!(
            "{count} students of {code} are called {name}: its co-leaders can tell them apart by preferred names only"
        ));
    }
    doubts
}
