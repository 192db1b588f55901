//! Who writes, and as what: by the one From address and by the thread that the letter answers.
//!
//! Whoever is both a firm head and a co-leader writes as what the thread makes them; with no thread, as the co-leader
//! of their own group. A name is no proof of anything: only the address counts.

use jiff::civil::Date;

use crate::domain::id::{Address, GroupId, PersonId};
use crate::domain::roster::{Role, Roster};

use super::letter::Letter;
use super::reading::{About, AboutKind, Scene, Sender};

/// As whom the writer of a letter writes.
pub fn sender(letter: &Letter, scene: &Scene<'_>, administrator: Option<&Address>) -> Sender {
    let Some(from) = &letter.from else {
        return Sender::Stranger;
    };
    let is_administrator = administrator == Some(from);
    let Some(person) = scene.roster.person_at(from).map(|person| person.id) else {
        return if is_administrator { Sender::Administrator } else { Sender::Stranger };
    };
    let today = scene.calendar.day(scene.now);
    let teaches = leads_firm(scene.roster, person, today);
    if let Some((student, group)) = place(scene.roster, person, today) {
        return Sender::Student { student, group };
    }
    if teaches && scene.about.is_some_and(is_to_firm_head) {
        return Sender::FirmHead { firm_head: person };
    }
    if let Some(group) = group_led(letter, scene, person, today) {
        return Sender::CoLeader { leader: person, group };
    }
    if teaches {
        return Sender::FirmHead { firm_head: person };
    }
    if is_administrator { Sender::Administrator } else { Sender::Staff { person } }
}

/// The letters of ours that only a firm head gets.
fn is_to_firm_head(about: &About) -> bool {
    matches!(about.kind, AboutKind::SmallGroupCheck | AboutKind::FirmHeadNotice | AboutKind::Digest)
}

/// A student's place today, else the last one they had: what a leaver writes is a student's letter too.
fn place(roster: &Roster, person: PersonId, today: Date) -> Option<(PersonId, GroupId)> {
    let places = roster.memberships.iter().filter(|place| place.student == person);
    roster
        .membership(person, today)
        .or_else(|| places.max_by_key(|place| place.period.from))
        .map(|place| (person, place.group))
}

fn leads_firm(roster: &Roster, person: PersonId, today: Date) -> bool {
    let has_role = |held: &crate::domain::roster::RoleHeld| {
        held.person == person && held.role == Role::FirmHead && held.period.has(today)
    };
    roster.firm(person, today).next().is_some() || roster.roles.iter().any(has_role)
}

/// The group that a co-leader writes about: that of the thread, else the one that the subject names, else their first.
fn group_led(letter: &Letter, scene: &Scene<'_>, person: PersonId, today: Date) -> Option<GroupId> {
    let led = scene.roster.groups_led(person, today);
    let of_thread = scene.about.and_then(|about| about.group).filter(|group| led.contains(group));
    let subject = letter.subject.to_ascii_lowercase();
    let is_named = |group: &&GroupId| {
        let code = scene.roster.groups.get(*group).map(|group| group.code.to_ascii_lowercase());
        code.is_some_and(|code| subject.split(|c: char| !c.is_alphanumeric()).any(|word| word == code))
    };
    of_thread.or_else(|| led.iter().find(is_named).copied()).or_else(|| led.first().copied())
}
