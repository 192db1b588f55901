//! Does every row that points to a person, a group or a supervision group point to one that is there?

use std::collections::BTreeSet;

use super::Scene;
use crate::domain::id::Address;
use crate::domain::roster::Role;
use crate::import::lines::Lines;
use crate::import::mistake::Mistake;
use crate::import::schemes::Schemes;
use crate::import::sheet::Kind;

/// Two addresses or codes this much alike (Jaro-Winkler) are likely the same, one of them misspelt.
const ALIKE_MIN: f64 = 0.93;

/// Notes every row that names somebody or something unknown.
pub fn check(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let lines = scene.lines;
    let groups = lines.groups.iter().map(|line| line.says.code.as_str()).collect();
    for (kind, row, code) in groups_named(lines) {
        let is_half_read = lines.half_read_groups.contains(&code.to_lowercase());
        if !is_half_read && group_scheme(lines, code).is_none() {
            let what = format!("there is no group {code}{}", mend(code, &groups, lines.label(Kind::Groups)));
            mistakes.push(lines.mistake(kind, row, "group", what));
        }
    }
    for line in &lines.students {
        let scheme = scheme_of(scene.schemes, lines, &line.says.group);
        let person = Pointed { address: &line.says.firm_head, role: Role::FirmHead, scheme };
        mistakes.extend(person.unknown(lines, (Kind::Students, line.row, "firm_head")));
    }
    for (at, said) in lines.leading() {
        let scheme = scheme_of(scene.schemes, lines, &said.group);
        let person = Pointed { address: &said.leader, role: Role::CoLeader, scheme };
        mistakes.extend(person.unknown(lines, at));
    }
    for line in lines.supervisors.iter().flatten() {
        let scheme = scene.schemes.meant(line.says.scheme.as_deref());
        let person = Pointed { address: &line.says.supervisor, role: Role::Supervisor, scheme };
        mistakes.extend(person.unknown(lines, (Kind::Supervisors, line.row, "email")));
    }
    supervisions(lines, mistakes);
}

fn groups_named(lines: &Lines) -> impl Iterator<Item = (Kind, u32, &str)> {
    let students = lines.students.iter().map(|l| (Kind::Students, l.row, l.says.group.as_str()));
    let sessions = lines.sessions.iter().map(|l| (Kind::Sessions, l.row, l.says.group.as_str()));
    let leaders = lines.co_leaders.iter().map(|l| (Kind::CoLeaders, l.row, l.says.group.as_str()));
    students.chain(sessions).chain(leaders)
}

/// What the row of a group says of its scheme; none where there is no such row.
fn group_scheme<'a>(lines: &'a Lines, code: &str) -> Option<Option<&'a str>> {
    let line = lines.groups.iter().find(|line| line.says.code.eq_ignore_ascii_case(code))?;
    Some(line.says.scheme.as_deref())
}

fn scheme_of<'a>(schemes: &'a Schemes, lines: &'a Lines, group: &str) -> Option<&'a str> {
    schemes.meant(group_scheme(lines, group)?)
}

/// A person that a row points to, and what they should be.
struct Pointed<'a> {
    address: &'a Address,
    role: Role,
    /// None where it cannot be told, which is a mistake noted elsewhere.
    scheme: Option<&'a str>,
}

impl Pointed<'_> {
    fn unknown(&self, lines: &Lines, (kind, row, column): (Kind, u32, &str)) -> Option<Mistake> {
        if lines.half_read_people.contains(self.address) {
            return None;
        }
        let rows = || lines.people.iter().filter(|line| line.says.person.address == *self.address);
        let address = self.address.as_str();
        let is_named = |line: &_| is_in(line, self.scheme);
        let sheet = lines.label(Kind::People);
        let (role, scheme) = (self.role.word(), self.scheme.unwrap_or_default());
        let what = match rows().next() {
            None => {
                let known = lines.people.iter().map(|line| line.says.person.address.as_str()).collect();
                format!("nobody has the address {address}{}", mend(address, &known, sheet))
            }
            Some(_) if rows().any(|line| line.says.role == self.role && is_named(&line.says.scheme)) => return None,
            Some(_) if rows().any(|line| line.says.role == self.role) => {
                format!(
                    "{address} is no {role} of the scheme {scheme}: give them a row with it in {sheet}, or name another"
                )
            }
            Some(_) => format!("{address} is no {role}: give them a row with this role in {sheet}, or name another"),
        };
        Some(lines.mistake(kind, row, column, what))
    }
}

/// Does a row of people speak of this scheme? One that names none does where there is only one.
fn is_in(said: &Option<String>, scheme: Option<&str>) -> bool {
    match (said, scheme) {
        (Some(said), Some(scheme)) => said == scheme,
        _ => true,
    }
}

/// What to do about a word that is not known: the nearest one, where there is one.
fn mend(word: &str, known: &BTreeSet<&str>, sheet: &str) -> String {
    let alike = |candidate: &&str| strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
    let nearest = known
        .iter()
        .copied()
        .map(|candidate| (alike(&candidate), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE_MIN)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    match nearest {
        Some((_, candidate)) => format!(": write {candidate} if that is meant, or add it to {sheet}"),
        None => format!(": add it to {sheet}, or put it right"),
    }
}

/// Where supervisors are listed, a group's supervision is one of theirs.
fn supervisions(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    let Some(supervisors) = &lines.supervisors else {
        return;
    };
    let known = supervisors.iter().map(|line| line.says.supervision.as_str()).collect::<BTreeSet<_>>();
    for line in &lines.groups {
        let Some(code) = line.says.supervision.as_ref().and_then(Option::as_deref) else {
            continue;
        };
        if !known.contains(code) {
            let mend = mend(code, &known, lines.label(Kind::Supervisors));
            let what = format!("nobody supervises {code}{mend}");
            mistakes.push(lines.mistake(Kind::Groups, line.row, "supervision", what));
        }
    }
}
