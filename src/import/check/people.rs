//! One address, one person, one name; one role once at a time; one student in one group at a time, and never with a
//! co-leader of that group as firm head (handbook, "Responsibilities of Firm Heads and Co-leaders").

use std::collections::BTreeMap;

use super::Scene;
use crate::domain::id::{Address, Name};
use crate::import::lines::{CoLeaderSaid, Lines, PersonSaid};
use crate::import::mistake::Mistake;
use crate::import::sheet::Kind;
use crate::import::spells::overlap;

/// Notes what cannot be true of people.
pub fn check(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    one_name_each(scene.lines, mistakes);
    former_addresses(scene, mistakes);
    roles_once(scene, mistakes);
    one_group_at_a_time(scene.lines, mistakes);
    firm_heads_lead_others(scene.lines, mistakes);
}

/// Every row about a person, with where it stands.
fn persons(lines: &Lines) -> impl Iterator<Item = ((Kind, u32), &PersonSaid)> {
    let staff = lines.people.iter().map(|l| ((Kind::People, l.row), &l.says.person));
    let students = lines.students.iter().map(|l| ((Kind::Students, l.row), &l.says.person));
    staff.chain(students)
}

fn one_name_each(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    let mut names: BTreeMap<&Address, ((Kind, u32), &Name)> = BTreeMap::new();
    let mut preferred: BTreeMap<&Address, ((Kind, u32), &Name)> = BTreeMap::new();
    for ((kind, row), person) in persons(lines) {
        let said = [
            ("name", Some(&person.name), &mut names),
            ("preferred_name", person.preferred_name.as_ref().and_then(Option::as_ref), &mut preferred),
        ];
        for (column, name, seen) in said {
            let Some(name) = name else {
                continue;
            };
            let ((first_kind, first_row), first) = *seen.entry(&person.address).or_insert(((kind, row), name));
            if first != name {
                let what = format!(
                    "{} is called “{}” here and “{}” in {} row {first_row}: write one of them in both, \
                     or give each person their own address",
                    person.address.as_str(),
                    name.as_str(),
                    first.as_str(),
                    lines.label(first_kind),
                );
                mistakes.push(lines.mistake(kind, row, column, what));
            }
        }
    }
}

/// An address that changed takes its person along; it must be that of somebody of the last import.
fn former_addresses(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let Some(previous) = scene.previous else {
        return;
    };
    for ((kind, row), person) in persons(scene.lines) {
        let Some(former) = &person.former else {
            continue;
        };
        let (was, is) = (former.as_str(), person.address.as_str());
        let what = match (previous.person_at(former), previous.person_at(&person.address)) {
            (Some(_), None) | (None, Some(_)) => continue,
            (None, None) => {
                format!("nobody of the last import had the address {was}: put it right or leave it empty")
            }
            (Some(_), Some(_)) if *former == person.address => continue,
            (Some(_), Some(_)) => format!(
                "{was} and {is} belonged to two people in the last import: leave this cell empty, \
                 and give the one who left a row with until"
            ),
        };
        mistakes.push(scene.lines.mistake(kind, row, "former_email", what));
    }
    let still = |former: &Address| persons(scene.lines).any(|(_, person)| person.address == *former);
    for ((kind, row), person) in persons(scene.lines) {
        let former = person.former.as_ref();
        if let Some(former) = former.filter(|former| **former != person.address && still(former)) {
            let former = former.as_str();
            let what = format!("{former} still has a row of its own: take that row out, or leave this cell empty");
            mistakes.push(scene.lines.mistake(kind, row, "former_email", what));
        }
    }
}

fn roles_once(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let lines = scene.lines;
    let scheme = |said: &'_ Option<String>| scene.schemes.meant(said.as_deref()).map(str::to_owned);
    for (at, line) in lines.people.iter().enumerate() {
        let twin = lines.people.iter().take(at).find(|other| {
            other.says.person.address == line.says.person.address
                && other.says.role == line.says.role
                && scheme(&other.says.scheme) == scheme(&line.says.scheme)
                && overlap(other.says.days.period(), line.says.days.period())
        });
        if let Some(twin) = twin {
            let what = format!(
                "row {} gives this person this role as well: take one of the two out, or give them \
                 days that do not meet",
                twin.row
            );
            mistakes.push(lines.mistake(Kind::People, line.row, "role", what));
        }
    }
}

fn one_group_at_a_time(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    for (at, line) in lines.students.iter().enumerate() {
        let twin = lines.students.iter().take(at).find(|other| {
            other.says.person.address == line.says.person.address
                && overlap(other.says.days.period(), line.says.days.period())
        });
        if let Some(twin) = twin {
            let what = format!(
                "{} is in {} by row {} on the same days: take one of the two rows out, or give the earlier an until",
                line.says.person.name.as_str(),
                twin.says.group,
                twin.row
            );
            mistakes.push(lines.mistake(Kind::Students, line.row, "group", what));
        }
    }
}

fn firm_heads_lead_others(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    let mut leading: BTreeMap<String, Vec<CoLeaderSaid>> = BTreeMap::new();
    for (_, said) in lines.leading() {
        leading.entry(said.group.to_lowercase()).or_default().push(said);
    }
    for line in &lines.students {
        let student = &line.says;
        let leaders = leading.get(&student.group.to_lowercase()).into_iter().flatten();
        for leader in leaders.filter(|leader| overlap(leader.days.period(), student.days.period())) {
            let (column, what) = if leader.leader == student.firm_head {
                let what = format!(
                    "{} co-leads {}, and nobody leads a group with students of their own firm: name another firm head \
                     for {}, or another group",
                    leader.leader.as_str(),
                    leader.group,
                    student.person.name.as_str()
                );
                ("firm_head", what)
            } else if leader.leader == student.person.address {
                let what = format!(
                    "{} co-leads {}: a student leads another group or none",
                    leader.leader.as_str(),
                    leader.group
                );
                ("email", what)
            } else {
                continue;
            };
            mistakes.push(lines.mistake(Kind::Students, line.row, column, what));
        }
    }
}
