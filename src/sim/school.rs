//! The made-up school: people and groups like the handbook's, out of a seed. It makes a roster and nothing else; what
//! its people are like is drawn in [`super::cast`], as it is for a roster of one's own.

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday};

use super::chance::Chance;
use super::names::{FIRST, LAST, PREFERRED, ROOMS};
use super::year::{FEEDBACK_END, FEEDBACK_MID, Round, closures};
use crate::domain::id::{Address, GroupId, Name, PersonId, SchemeId, SessionId};
use crate::domain::roster::{
    CoLeadership, Group, Membership, Period, Person, Role, RoleHeld, Roster, Scheme, Session, Supervision, Weekday0,
};

/// The scheme of the made-up school, by the code that the shipped configuration has.
pub const SCHEME: SchemeId = SchemeId(1);
pub const SCHEME_CODE: &str = "balint";

const STUDENTS_AT: &str = "students.kingsmead.example";
const STAFF_AT: &str = "trust.kingsmead.example";
const SESSION_MINUTES: u16 = 50;
/// Co-leader pairs of one supervision group (handbook, "Supervision").
const PAIRS_OF_SUPERVISION: usize = 4;
/// A group's students come from so many firms.
const FIRMS_OF_GROUP: usize = 3;
/// Firm heads who lead no group, so that even one group's students have one.
const OTHER_FIRM_HEADS: usize = 3;

/// Draws the school.
pub fn school(seed: u64, groups: usize) -> Roster {
    let mut school = School { chance: Chance::of(seed, &[0x5c00]), roster: Roster::default(), taken: BTreeSet::new() };
    school.scheme();
    let consultants: Vec<PersonId> = (0..groups).map(|_| school.doctor(Role::CoLeader)).collect();
    let trainees: Vec<PersonId> = (0..groups).map(|_| school.doctor(Role::CoLeader)).collect();
    let others: Vec<PersonId> = (0..OTHER_FIRM_HEADS).map(|_| school.doctor(Role::FirmHead)).collect();
    school.supervisors(groups);
    for _ in 0..2 {
        school.administrator_of(Role::UndergraduateTeam);
    }
    school.doctor(Role::StageLead);
    for (nth, (consultant, trainee)) in consultants.iter().zip(&trainees).enumerate() {
        let group = school.group(nth, *consultant, *trainee);
        let firms = firms_of(nth, &consultants, &others);
        school.students(group, &firms);
    }
    school.roster
}

/// Consultants who lead other groups, never this one; the others where there are too few of them.
fn firms_of(nth: usize, consultants: &[PersonId], others: &[PersonId]) -> Vec<PersonId> {
    let around = consultants.iter().cycle().skip(nth + 1).take(consultants.len().saturating_sub(1));
    around.chain(others).take(FIRMS_OF_GROUP).copied().collect()
}

struct School {
    chance: Chance,
    roster: Roster,
    taken: BTreeSet<String>,
}

impl School {
    fn scheme(&mut self) {
        let scheme = Scheme {
            id: SCHEME,
            code: SCHEME_CODE.to_owned(),
            closures: closures(),
            training: Name::new("Wednesday 9 September 2026, 14:00 to 17:00, the Lecture Theatre").ok(),
            feedback_mid: Some(FEEDBACK_MID),
            feedback_end: Some(FEEDBACK_END),
        };
        self.roster.schemes.insert(SCHEME, scheme);
    }

    /// A new person with a name and an address that nobody else has.
    fn person(&mut self, title: &str, at: &str) -> PersonId {
        let (first, last) = self.free_name();
        let local: String = plain_letters(&format!("{first}.{last}"));
        let id = PersonId(u32::try_from(self.roster.people.len()).unwrap_or(u32::MAX).saturating_add(1));
        let preferred = PREFERRED.iter().find(|(long, _)| *long == first).map(|(_, short)| *short);
        let preferred = preferred.filter(|_| self.chance.percent(70));
        let (Ok(address), Ok(name)) =
            (Address::new(&format!("{local}@{at}")), Name::new(&format!("{title} {first} {last}")))
        else {
            return id;
        };
        let person = Person { id, address, name, preferred_name: preferred.and_then(|short| Name::new(short).ok()) };
        self.roster.people.insert(id, person);
        id
    }

    fn free_name(&mut self) -> (&'static str, &'static str) {
        loop {
            let ((first, _), last) = (self.chance.pick(&FIRST), self.chance.pick(&LAST));
            if self.taken.insert(format!("{first} {last}")) {
                return (first, last);
            }
        }
    }

    fn doctor(&mut self, role: Role) -> PersonId {
        let title = if self.chance.percent(8) { "Prof" } else { "Dr" };
        let person = self.person(title, STAFF_AT);
        self.holds(person, role);
        person
    }

    fn administrator_of(&mut self, role: Role) {
        let person = self.person("", STAFF_AT);
        self.holds(person, role);
    }

    fn holds(&mut self, person: PersonId, role: Role) {
        self.roster.roles.push(RoleHeld { person, scheme: SCHEME, role, period: Period::default() });
    }

    /// Two supervisors to a supervision group; each has two such groups (handbook, "Supervision").
    fn supervisors(&mut self, groups: usize) {
        let supervision_groups = groups.div_ceil(PAIRS_OF_SUPERVISION);
        let mut pair = Vec::new();
        for nth in 0..supervision_groups {
            if nth % 2 == 0 {
                pair = (0..2).map(|_| self.doctor(Role::Supervisor)).collect();
            }
            for supervisor in &pair {
                self.roster.supervisions.push(Supervision {
                    code: supervision_code(nth * PAIRS_OF_SUPERVISION),
                    scheme: SCHEME,
                    supervisor: *supervisor,
                    period: Period::default(),
                });
            }
        }
    }

    fn group(&mut self, nth: usize, consultant: PersonId, trainee: PersonId) -> GroupId {
        let number = u32::try_from(nth).unwrap_or(u32::MAX).saturating_add(1);
        let id = GroupId(number);
        let days = Round::of(nth).days();
        let weekday = days.first().map_or(Weekday::Tuesday, |day| day.weekday());
        let starts = if nth % 8 < 4 { Time::constant(13, 0, 0, 0) } else { Time::constant(14, 10, 0, 0) };
        let Ok(place) = Name::new(self.chance.pick(&ROOMS)) else {
            return id;
        };
        self.roster.groups.insert(
            id,
            Group {
                id,
                scheme: SCHEME,
                code: format!("G{number:02}"),
                site: None,
                weekday: Weekday0(weekday),
                starts,
                minutes: SESSION_MINUTES,
                place,
                supervision: Some(supervision_code(nth)),
            },
        );
        for (place, leader) in [(0, consultant), (1, trainee)] {
            self.roster.co_leaderships.push(CoLeadership { group: id, leader, place, period: Period::default() });
        }
        for (number, date) in (1..).zip(days) {
            let session = SessionId { group: id, number };
            self.roster.sessions.insert(session, Session { id: session, date });
        }
        id
    }

    fn students(&mut self, group: GroupId, firms: &[PersonId]) {
        let students = self.chance.between(10, 12);
        for nth in 0..students {
            let student = self.person("", STUDENTS_AT);
            let nth = usize::try_from(nth).unwrap_or(0);
            let Some(firm_head) = firms.get(nth % firms.len().max(1)) else {
                continue;
            };
            self.roster.memberships.push(Membership {
                student,
                group,
                firm_head: *firm_head,
                adjusted: self.chance.percent(2),
                period: Period::default(),
            });
        }
    }
}

fn supervision_code(group: usize) -> String {
    format!("S{}", group / PAIRS_OF_SUPERVISION + 1)
}

/// The local part of an address that such a name would get.
fn plain_letters(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let kept = |c: &char| c.is_ascii_alphanumeric() || *c == '.' || *c == '-';
    name.to_lowercase().replace(' ', "-").nfd().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_like_the_handbooks() {
        let roster = school(7, 32);
        assert_eq!(roster.groups.len(), 32);
        let students = roster.memberships.len();
        assert!((320..=384).contains(&students), "{students}");
        assert_eq!(roster.sessions.len(), 32 * 13);
        assert_eq!(roster.supervisions.len(), 16);
        let addresses: BTreeSet<_> = roster.people.values().map(|person| &person.address).collect();
        assert_eq!(addresses.len(), roster.people.len(), "everyone has an address of their own");
    }

    #[test]
    fn nobody_is_firm_head_of_a_student_whom_they_lead() {
        for groups in [1, 2, 3, 4, 9, 32] {
            let roster = school(3, groups);
            for place in &roster.memberships {
                let leaders = roster.co_leaders(place.group, super::super::year::BEGINS);
                assert_eq!(leaders.len(), 2);
                assert!(!leaders.contains(&place.firm_head));
            }
        }
    }

    #[test]
    fn the_same_seed_is_the_same_school() {
        assert_eq!(school(5, 4), school(5, 4));
        assert_ne!(school(5, 4), school(6, 4));
    }
}
