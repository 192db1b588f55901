//! Finding the person whom an administrator means, and saying who they are.

use jiff::civil::Date;

use super::CliError;
use crate::domain::id::{Address, PersonId};
use crate::domain::roster::{Period, Person, Role, Roster};
use crate::domain::state::State;
use crate::explain::words;

/// The people called so: as [`named`] has them, else by a part of the name, whatever its case.
pub(super) fn people<'a>(what: &str, roster: &'a Roster) -> Vec<&'a Person> {
    let named = named(what, roster);
    let wanted = what.to_lowercase();
    if !named.is_empty() || wanted.is_empty() {
        return named;
    }
    let has_part = |person: &&Person| person.name.as_str().to_lowercase().contains(&wanted);
    roster.people.values().filter(has_part).collect()
}

/// The people of exactly this address, name or preferred name, whatever its case.
pub(super) fn named<'a>(what: &str, roster: &'a Roster) -> Vec<&'a Person> {
    if let Some(person) = Address::new(what).ok().and_then(|address| roster.person_at(&address)) {
        return vec![person];
    }
    let wanted = what.to_lowercase();
    let is_named = |person: &&Person| {
        let preferred = person.preferred_name.as_ref().map(|name| name.as_str().to_lowercase());
        person.name.as_str().to_lowercase() == wanted || preferred.as_ref() == Some(&wanted)
    };
    roster.people.values().filter(is_named).collect()
}

/// Why nobody, or more than one, can be meant.
pub(super) fn not_one(what: &str, people: &[&Person]) -> CliError {
    if people.is_empty() {
        return CliError::Failed(format!(
            "nobody on the roster is called {what:?}: write an address or a name, a session as G07/3, or a letter's \
             Message-ID or number"
        ));
    }
    let each: Vec<String> =
        people.iter().map(|person| format!("  {} <{}>", person.name.as_str(), person.address.as_str())).collect();
    CliError::Failed(format!("{what:?} fits {} people; name one by their address:\n{}", people.len(), each.join("\n")))
}

/// Every role and place of a person that the roster has, a sentence each.
pub(super) fn roles(person: PersonId, state: &State) -> Vec<String> {
    let places = places(person, state).into_iter();
    places.map(|(what, period)| format!("{what}{}", period_words(period))).collect()
}

/// Those of them that hold on a day or later.
pub(super) fn roles_from(person: PersonId, day: Date, state: &State) -> Vec<String> {
    let places = places(person, state).into_iter();
    let holding = places.filter(|(_, period)| period.until.is_none_or(|until| until >= day));
    holding.map(|(what, _)| what).collect()
}

fn places(person: PersonId, state: &State) -> Vec<(String, Period)> {
    let roster = &state.roster;
    let mut places = Vec::new();
    for member in roster.memberships.iter().filter(|member| member.student == person) {
        let mut period = member.period;
        // A co-leader's word that a student has left counts before the next import says so.
        if let Some((_, day, _)) = state.student(person).left.filter(|(group, _, _)| *group == member.group) {
            let last = day.yesterday().unwrap_or(day);
            period.until = Some(period.until.map_or(last, |until| until.min(last)));
        }
        let firm_head = words::name(state, member.firm_head);
        let group = words::group(state, member.group);
        places.push((format!("student in {group}, of the firm of {firm_head}"), period));
    }
    for led in roster.co_leaderships.iter().filter(|led| led.leader == person) {
        places.push((format!("co-leader of {}", words::group(state, led.group)), led.period));
    }
    for member in roster.memberships.iter().filter(|member| member.firm_head == person) {
        let place = (format!("firm head of students in {}", words::group(state, member.group)), member.period);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    for held in roster.roles.iter().filter(|held| held.person == person) {
        let role = match held.role {
            Role::CoLeader => "on the list of co-leaders",
            Role::FirmHead => "on the list of firm heads",
            Role::UndergraduateTeam => "undergraduate team",
            Role::StageLead => "stage lead",
            Role::Supervisor => "on the list of supervisors",
        };
        places.push((role.to_owned(), held.period));
    }
    for held in roster.supervisions.iter().filter(|held| held.supervisor == person) {
        places.push((format!("supervisor of {}", held.code), held.period));
    }
    places
}

fn period_words(period: Period) -> String {
    match (period.from, period.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (Some(from), Some(until)) => format!(", from {from} until {until}"),
    }
}
