//! Beyond the co-leaders go names, dates, marks and steps: never a student's words, and no student's name to those who
//! have nothing to do with them.

use std::collections::BTreeSet;

use super::{Checks, Fault, Sent, fault};
use crate::domain::id::PersonId;
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::sim::in_hand::{has_words, whole_names};

pub fn check(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    let text = format!("{}\n{}", sent.in_hand.subject, sent.in_hand.body);
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    planted(checks, sent, &words)?;
    names(checks, sent, &text, &words)
}

/// Words that only one student's co-leaders, and the student, may see.
fn planted(checks: &Checks, sent: &Sent, words: &BTreeSet<&str>) -> Result<(), Fault> {
    let day = checks.day(sent.at);
    for word in words {
        let Some(owners) = checks.truth.planted.get(*word) else {
            continue;
        };
        let leads = |owner: &PersonId| {
            let leaders = checks.group_of(*owner).map(|group| checks.cast.leaders(group, day));
            leaders.unwrap_or_default().contains(&sent.to)
        };
        if !owners.iter().any(|owner| sent.to == *owner || leads(owner)) {
            return fault("a student's words go to their co-leaders only", format!("it says {word}"));
        }
    }
    if checks.truth.planted.keys().any(|word| sent.in_hand.subject.contains(word.as_str())) {
        return fault("a student's words go to their co-leaders only", "the subject has one of them");
    }
    Ok(())
}

fn names(checks: &Checks, sent: &Sent, text: &str, words: &BTreeSet<&str>) -> Result<(), Fault> {
    const RULE: &str = "no student is named to those who have nothing to do with them";
    let named: Vec<PersonId> = checks
        .cast
        .students()
        .filter_map(|(id, _)| checks.cast.roster.people.get(&id))
        .filter(|person| {
            let last = person.name.as_str().rsplit([' ', '\'', '-']).next().unwrap_or_default();
            words.contains(last) && whole_names(person).iter().any(|name| has_words(text, name))
        })
        .map(|person| person.id)
        .collect();
    if let Some(other) = named.iter().find(|student| !may_see(checks, sent, **student)) {
        return fault(RULE, format!("it names {}", checks.name(*other)));
    }
    let is_of_one =
        sent.letter.student().is_some() && !matches!(sent.letter, Letter::StudentWrote { .. } | Letter::Welfare { .. });
    if is_of_one && named.len() > 1 {
        return fault(RULE, "a letter about one student names two");
    }
    Ok(())
}

/// Has the recipient to do with this student, in whatever role?
fn may_see(checks: &Checks, sent: &Sent, student: PersonId) -> bool {
    let day = checks.day(sent.at);
    let Some(character) = checks.cast.student(student) else {
        return false;
    };
    let roster = &checks.cast.roster;
    if sent.to == student || character.firm_head == sent.to {
        return true;
    }
    let scheme = roster.groups.get(&character.group).map(|group| group.scheme);
    let holds = |role| scheme.is_some_and(|scheme| roster.holders(scheme, role, day).contains(&sent.to));
    checks.cast.leaders(character.group, day).contains(&sent.to)
        || roster.supervisors(character.group, day).contains(&sent.to)
        || holds(Role::UndergraduateTeam)
        || holds(Role::StageLead)
        || sent.to == PersonId::ADMINISTRATOR
}
