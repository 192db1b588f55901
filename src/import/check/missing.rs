//! Nobody is dropped because a row is missing: rows of the last import that are not there now are a mistake, for a
//! file that was cut short looks just like many people leaving.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Scene;
use crate::domain::id::{Address, GroupId, PersonId};
use crate::domain::roster::{Period, Roster};
use crate::import::mistake::Mistake;
use crate::import::sheet::Kind;

/// So many of the missing are named; a file that was cut short misses hundreds.
const NAMED_MAX: usize = 5;

/// Notes, one mistake a sheet, who and what is missing, unless leaving is allowed.
pub fn check(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let Some(previous) = scene.previous.filter(|_| !scene.rules.allow_leaving) else {
        return;
    };
    let mut note = |kind: Kind, one: &str, many: &str, missing: &[String], mend: &str| {
        let (count, things) = match missing.len() {
            0 => return,
            1 => ("1".to_owned(), format!("{one} of the last import is missing")),
            n => (n.to_string(), format!("{many} of the last import are missing")),
        };
        let named = missing.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
        let more = match missing.len().saturating_sub(NAMED_MAX) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = format!(
            "{count} {things} ({named}{more}): {mend}, or import again with --allow-leaving if all of them are gone"
        );
        mistakes.push(Mistake::in_file(scene.lines.label(kind), what));
    };
    let (today, until) = (scene.rules.today, "give those who leave a row with until, and put the others back");
    note(Kind::Students, "student", "students", &students(scene, previous, today), until);
    note(Kind::People, "role", "roles", &roles(scene, previous, today), until);
    note(Kind::Supervisors, "supervisor", "supervisors", &supervisors(scene, previous, today), until);
    note(Kind::Groups, "group", "groups", &groups(scene, previous, today), "put them back");
    note(Kind::Sessions, "session to come", "sessions to come", &sessions(scene, previous, today), "put them back");
}

/// Does something hold today or later?
fn goes_on(period: Period, today: Date) -> bool {
    period.until.is_none_or(|until| today <= until)
}

/// A group whose sessions are all past is over, and so is all that hangs on it.
fn is_over(roster: &Roster, group: GroupId, today: Date) -> bool {
    roster.sessions_of(group).last().is_some_and(|session| session.date < today)
}

fn name(roster: &Roster, person: PersonId) -> String {
    roster.people.get(&person).map_or_else(|| person.to_string(), |person| person.name.as_str().to_owned())
}

fn students(scene: Scene<'_>, previous: &Roster, today: Date) -> Vec<String> {
    let mut said: BTreeSet<&Address> = BTreeSet::new();
    for line in &scene.lines.students {
        said.insert(&line.says.person.address);
        said.extend(&line.says.person.former);
    }
    // Who was forgotten has no row, and is not missed.
    let is_said = |person: PersonId| {
        let person = previous.people.get(&person);
        person.is_none_or(|person| said.contains(&person.address))
    };
    let current = previous.memberships.iter().filter(|m| goes_on(m.period, today));
    let missing = current.filter(|m| !is_over(previous, m.group, today) && !is_said(m.student));
    missing.map(|m| name(previous, m.student)).collect()
}

fn roles(scene: Scene<'_>, previous: &Roster, today: Date) -> Vec<String> {
    let scheme_code = |id| previous.schemes.get(&id).map(|scheme| scheme.code.as_str());
    let current = previous.roles.iter().filter(|held| goes_on(held.period, today));
    let missing = current.filter(|held| {
        let Some(address) = previous.people.get(&held.person).map(|person| &person.address) else {
            return false;
        };
        !scene.lines.people.iter().map(|line| &line.says).any(|said| {
            let is_person = said.person.address == *address || said.person.former.as_ref() == Some(address);
            let is_scheme = scene.schemes.meant(said.scheme.as_deref()) == scheme_code(held.scheme);
            is_person && is_scheme && said.role == held.role
        })
    });
    missing.map(|held| format!("{} as {}", name(previous, held.person), held.role.word())).collect()
}

fn supervisors(scene: Scene<'_>, previous: &Roster, today: Date) -> Vec<String> {
    let Some(said) = &scene.lines.supervisors else {
        return Vec::new();
    };
    let scheme_code = |id| previous.schemes.get(&id).map(|scheme| scheme.code.as_str());
    let current = previous.supervisions.iter().filter(|held| goes_on(held.period, today));
    let missing = current.filter(|held| {
        let Some(person) = previous.people.get(&held.supervisor) else {
            return false;
        };
        !said.iter().map(|line| &line.says).any(|said| {
            let addresses = [Some(&said.supervisor), former_of(scene, &said.supervisor)];
            let is_person = addresses.contains(&Some(&person.address));
            let is_scheme = scene.schemes.meant(said.scheme.as_deref()) == scheme_code(held.scheme);
            is_person && is_scheme && said.supervision == held.code
        })
    });
    missing.map(|held| format!("{} of {}", name(previous, held.supervisor), held.code)).collect()
}

/// The address that somebody of the sheet people had in the last import.
fn former_of<'a>(scene: Scene<'a>, address: &Address) -> Option<&'a Address> {
    let mut people = scene.lines.people.iter().map(|line| &line.says.person);
    people.find(|person| person.address == *address)?.former.as_ref()
}

fn groups(scene: Scene<'_>, previous: &Roster, today: Date) -> Vec<String> {
    let is_said = |code: &str| scene.lines.groups.iter().any(|line| line.says.code.eq_ignore_ascii_case(code));
    let current = previous.groups.values().filter(|group| !is_over(previous, group.id, today));
    // A group that an earlier import with --allow-leaving let go has nobody in it and nothing to come.
    let is_alive = |id: GroupId| {
        previous.memberships.iter().any(|m| m.group == id && goes_on(m.period, today))
            || previous.co_leaderships.iter().any(|l| l.group == id && goes_on(l.period, today))
    };
    let missing = current.filter(|group| !is_said(&group.code) && is_alive(group.id));
    missing.map(|group| group.code.clone()).collect()
}

fn sessions(scene: Scene<'_>, previous: &Roster, today: Date) -> Vec<String> {
    let is_group_said = |code: &str| scene.lines.groups.iter().any(|line| line.says.code.eq_ignore_ascii_case(code));
    let to_come = previous.sessions.values().filter(|session| today <= session.date);
    let missing = to_come.filter_map(|session| {
        let group = previous.groups.get(&session.id.group)?;
        let number = session.id.number;
        let is_said = scene
            .lines
            .sessions
            .iter()
            .map(|line| &line.says)
            .any(|said| said.group.eq_ignore_ascii_case(&group.code) && said.number == number);
        // The sessions of a missing group are missing with it, and that is said once.
        (!is_said && is_group_said(&group.code)).then(|| format!("{} of {}", number, group.code))
    });
    missing.collect()
}
