//! What the people of a roster are like, drawn from the seed: who forgets, who writes, who drifts away, with which mail
//! program. The roster says who they are; nothing here is known to the daemon.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::clothes::{Program, STAFF_USE, STUDENTS_USE};
use super::in_hand::plain;
use super::names::Pronoun;
use super::words::leader::Named;
use super::year::STRIKE;
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::roster::{Person, Roster};

/// Everyone, with the roster that names them.
#[derive(Debug, Clone)]
pub struct Cast {
    pub roster: Roster,
    pub zone: TimeZone,
    pub seed: u64,
    students: BTreeMap<PersonId, Student>,
    by_address: BTreeMap<String, PersonId>,
}

/// What a student is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Student {
    pub group: GroupId,
    pub firm_head: PersonId,
    pub program: Program,
    /// Misses so many sessions in a hundred.
    pub misses_percent: u64,
    /// Writes so often in a hundred about a session that they miss.
    pub tells_percent: u64,
    pub quirk: Quirk,
}

/// What happens to a student once in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quirk {
    None,
    /// Comes less and less, and says nothing.
    Drifts,
    /// The address on the roster is dead.
    DeadAddress,
    /// Leaves the course after this session; says so themselves, or tells only a co-leader.
    Leaves {
        after: u8,
        writes: bool,
    },
    /// Writes of distress in answer to the reminder of this session.
    InDistress {
        at: u8,
    },
    /// Was at this session, and a co-leader marks them absent.
    Overlooked {
        at: u8,
    },
    /// Their mailbox answers by itself in the autumn.
    Absentee,
    /// Answers for a friend at this session.
    SpeaksFor {
        at: u8,
    },
    /// Wants to hear no more, after this session's reminder.
    OptsOut {
        at: u8,
    },
    /// Sends an apology from an address that nobody vouches for.
    Unvouched {
        at: u8,
    },
}

/// What a student does about one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    Comes(Says),
    /// A few minutes late; says so or not.
    Late(bool),
    /// Comes twenty minutes late.
    TooLate,
    Misses(Tells),
}

/// What somebody who comes writes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Nothing,
    WillCome,
    Unsure,
    Thanks,
    Asks,
    /// Apologised first, and takes it back.
    TakesBack,
}

/// How somebody who misses a session lets it be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    Before,
    BeforeAndAsks,
    /// For this session and the next one.
    ForTwo,
    /// Was said with the session before.
    Already,
    /// A new message, not an answer.
    Unthreaded,
    /// In the last hours.
    LastMinute,
    Unsure,
    /// Tells a co-leader, who passes it on.
    Leader,
    /// In answer to the check-in.
    After,
    Never,
}

impl Cast {
    /// Draws everyone's character.
    pub fn new(roster: Roster, seed: u64, zone: TimeZone) -> Self {
        let quirks = quirks(&roster, seed);
        let students = roster
            .memberships
            .iter()
            .map(|place| {
                let mut chance = Chance::of(seed, &[0xca57, u64::from(place.student.0)]);
                let quirk = quirks.get(&place.student).copied().unwrap_or(Quirk::None);
                let drifts = quirk == Quirk::Drifts;
                let student = Student {
                    group: place.group,
                    firm_head: place.firm_head,
                    program: chance.pick(&STUDENTS_USE),
                    misses_percent: if drifts { 60 } else { chance.between(4, 14) },
                    tells_percent: if drifts { 12 } else { chance.between(75, 100) },
                    quirk,
                };
                (place.student, student)
            })
            .collect();
        let by_address = roster.people.values().map(|p| (p.address.as_str().to_owned(), p.id)).collect();
        Self { roster, zone, seed, students, by_address }
    }

    /// The person with this address.
    pub fn at(&self, address: &str) -> Option<PersonId> {
        self.by_address.get(&address.to_lowercase()).copied()
    }

    /// A student's character.
    pub fn student(&self, id: PersonId) -> Option<&Student> {
        self.students.get(&id)
    }

    /// All students.
    pub fn students(&self) -> impl Iterator<Item = (PersonId, &Student)> {
        self.students.iter().map(|(id, student)| (*id, student))
    }

    /// The students of a group, in the roster's order.
    pub fn members(&self, group: GroupId) -> Vec<PersonId> {
        let members = self.roster.memberships.iter().filter(|place| place.group == group);
        members.map(|place| place.student).collect()
    }

    /// The two who lead a group on a day.
    pub fn leaders(&self, group: GroupId, day: Date) -> Vec<PersonId> {
        self.roster.co_leaders(group, day)
    }

    /// The mail program of somebody.
    pub fn program(&self, id: PersonId) -> Program {
        match self.students.get(&id) {
            Some(student) => student.program,
            None => Chance::of(self.seed, &[0x9406, u64::from(id.0)]).pick(&STAFF_USE),
        }
    }

    /// Chance about one matter of this year.
    pub fn chance(&self, matter: &[u64]) -> Chance {
        Chance::of(self.seed, matter)
    }

    /// As a co-leader or firm head would name somebody: the first name where nobody else of those has it.
    pub fn named(&self, id: PersonId, among: &[PersonId]) -> Named {
        let Some(person) = self.roster.people.get(&id) else {
            return self.named_whole(id);
        };
        let called = person.called();
        let others = among.iter().filter(|other| **other != id).filter_map(|other| self.roster.people.get(other));
        if others.into_iter().any(|other| sounds_like(called, other)) {
            return self.named_whole(id);
        }
        Named { id, name: called.to_owned(), pronoun: pronoun(person) }
    }

    /// The whole name, so that nobody else is meant.
    pub fn named_whole(&self, id: PersonId) -> Named {
        let person = self.roster.people.get(&id);
        Named {
            id,
            name: person.map(|p| plain(p.name.as_str()).to_owned()).unwrap_or_default(),
            pronoun: person.map_or(Pronoun::They, pronoun),
        }
    }

    /// What a student does about a session; the same whenever it is asked.
    pub fn plan(&self, id: PersonId, session: SessionId, date: Date) -> Plan {
        let Some(student) = self.students.get(&id) else {
            return Plan::Comes(Says::Nothing);
        };
        let mut chance = self.session_chance(id, session, 1);
        match student.quirk {
            Quirk::Leaves { after, .. } if session.number > after => return Plan::Misses(Tells::Never),
            Quirk::InDistress { at } if session.number == at => return Plan::Misses(Tells::Already),
            Quirk::Unvouched { at } if session.number == at => return Plan::Misses(Tells::Before),
            Quirk::Overlooked { at } | Quirk::SpeaksFor { at } if session.number == at => {
                return Plan::Comes(Says::Nothing);
            }
            _ => {}
        }
        if date == STRIKE && chance.percent(65) {
            return Plan::Misses(if chance.percent(20) { Tells::Before } else { Tells::Never });
        }
        if session.number > 1 && self.own_plan(id, student, before(session)) == Plan::Misses(Tells::ForTwo) {
            return Plan::Misses(Tells::Already);
        }
        self.own_plan(id, student, session)
    }

    fn own_plan(&self, id: PersonId, student: &Student, session: SessionId) -> Plan {
        let mut chance = self.session_chance(id, session, 2);
        if chance.percent(student.misses_percent) {
            if !chance.percent(student.tells_percent) {
                return Plan::Misses(Tells::Never);
            }
            return Plan::Misses(match chance.below(20) {
                0..=8 => Tells::Before,
                9 => Tells::BeforeAndAsks,
                10 => Tells::ForTwo,
                11 | 12 => Tells::Unthreaded,
                13 | 14 => Tells::LastMinute,
                15 => Tells::Unsure,
                16 => Tells::Leader,
                _ => Tells::After,
            });
        }
        match chance.below(100) {
            0 | 1 => Plan::Late(true),
            2 => Plan::Late(false),
            3 => Plan::TooLate,
            4..=13 => Plan::Comes(Says::WillCome),
            14 | 15 => Plan::Comes(Says::Unsure),
            16..=18 => Plan::Comes(Says::Thanks),
            19 => Plan::Comes(Says::Asks),
            20 => Plan::Comes(Says::TakesBack),
            _ => Plan::Comes(Says::Nothing),
        }
    }

    /// Chance about a student and a session.
    pub fn session_chance(&self, id: PersonId, session: SessionId, about: u64) -> Chance {
        self.chance(&[about, u64::from(id.0), u64::from(session.group.0), u64::from(session.number)])
    }
}

/// The session before in its group.
fn before(session: SessionId) -> SessionId {
    SessionId { number: session.number.saturating_sub(1), ..session }
}

/// Would "Sam" be taken for this person too? People who know their group do not use a name that could mean two.
fn sounds_like(called: &str, other: &Person) -> bool {
    let called = called.to_lowercase();
    let start: String = called.chars().take(3).collect();
    let names = plain(other.name.as_str()).to_lowercase();
    let preferred = other.called().to_lowercase();
    names.split([' ', '-']).chain([preferred.as_str()]).any(|name| name.starts_with(&start))
}

fn pronoun(person: &Person) -> Pronoun {
    let name = plain(person.name.as_str());
    let first = name.rsplit_once(' ').map_or(name, |(first, _)| first);
    Pronoun::of(first)
}

/// Whom the year's events happen to: some of each kind, more in a larger school.
fn quirks(roster: &Roster, seed: u64) -> BTreeMap<PersonId, Quirk> {
    let mut chance = Chance::of(seed, &[0x9124]);
    let mut students: Vec<(u64, PersonId)> =
        roster.memberships.iter().map(|place| (chance.draw(), place.student)).collect();
    students.sort_unstable();
    let count = students.len();
    let mut free = students.into_iter().map(|(_, student)| student);
    let mut quirks = BTreeMap::new();
    let mut session = |from, to| u8::try_from(chance.between(from, to)).unwrap_or(1);
    let mut give = |how_many: usize, quirk: &mut dyn FnMut() -> Quirk| {
        for student in free.by_ref().take(how_many) {
            quirks.insert(student, quirk());
        }
    };
    give((count / 24).max(2), &mut || Quirk::Drifts);
    give((count / 120).max(1), &mut || Quirk::DeadAddress);
    give((count / 90).max(1), &mut || {
        let after = session(3, 10);
        Quirk::Leaves { after, writes: after % 2 == 0 }
    });
    give((count / 60).max(1), &mut || Quirk::InDistress { at: session(2, 12) });
    give((count / 60).max(1), &mut || Quirk::Overlooked { at: session(2, 12) });
    give((count / 30).max(1), &mut || Quirk::Absentee);
    give((count / 60).max(1), &mut || Quirk::SpeaksFor { at: session(2, 12) });
    give(count / 100, &mut || Quirk::OptsOut { at: session(4, 11) });
    give((count / 120).max(1), &mut || Quirk::Unvouched { at: session(2, 12) });
    quirks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::london;
    use crate::sim::school::school;

    #[test]
    fn a_plan_does_not_change_by_being_asked() {
        let cast = Cast::new(school(4, 3), 4, london());
        let (student, character) = cast.students().next().unwrap();
        for session in cast.roster.sessions_of(character.group) {
            let first = cast.plan(student, session.id, session.date);
            assert_eq!(first, cast.plan(student, session.id, session.date));
        }
    }

    #[test]
    fn every_school_has_some_of_each_kind() {
        let cast = Cast::new(school(4, 2), 4, london());
        let has = |wanted: fn(&Quirk) -> bool| cast.students().any(|(_, student)| wanted(&student.quirk));
        assert!(has(|q| *q == Quirk::Drifts));
        assert!(has(|q| *q == Quirk::DeadAddress));
        assert!(has(|q| matches!(q, Quirk::InDistress { .. })));
        assert!(has(|q| matches!(q, Quirk::Leaves { .. })));
    }

    #[test]
    fn most_come_and_most_who_do_not_say_so() {
        let cast = Cast::new(school(9, 16), 9, london());
        let plans: Vec<Plan> = cast
            .students()
            .flat_map(|(id, student)| cast.roster.sessions_of(student.group).map(move |s| (id, s)))
            .map(|(id, session)| cast.plan(id, session.id, session.date))
            .collect();
        let missed = plans.iter().filter(|plan| matches!(plan, Plan::Misses(_))).count();
        let untold = plans.iter().filter(|plan| **plan == Plan::Misses(Tells::Never)).count();
        assert!((8..25).contains(&(missed * 100 / plans.len())), "{missed} of {}", plans.len());
        assert!(untold * 2 < missed, "{untold} of {missed}");
    }
}
