//! Lays the rows of the files over the last roster: who was known keeps their number, what is past stays as it was,
//! and what is not said again ends.
//!
//! Rows come here only after they were checked; a row that names somebody unknown is passed over.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::lines::{CoLeaderSaid, Days, Lines, PersonSaid};
use super::schemes::Schemes;
use super::spells::{Said, Spell, lay};
use crate::domain::id::{Address, GroupId, PersonId, SchemeId, SessionId};
use crate::domain::roster::{
    Closure, CoLeadership, Group, Membership, Period, Person, Role, RoleHeld, Roster, Scheme, Session, Supervision,
    Weekday0,
};

/// The roster that the files describe, on the day they are imported.
pub fn merge(lines: &Lines, schemes: &Schemes, previous: Option<&Roster>, today: Date) -> Roster {
    let mut merge = Merge {
        lines,
        schemes,
        previous,
        today,
        people: BTreeMap::new(),
        roster: previous.cloned().unwrap_or_default(),
    };
    merge.know_people();
    merge.lay_schemes();
    merge.lay_groups();
    merge.lay_roles();
    merge.lay_co_leaderships();
    merge.lay_supervisions();
    merge.lay_memberships();
    merge.lay_sessions();
    merge.roster
}

struct Merge<'a> {
    lines: &'a Lines,
    schemes: &'a Schemes,
    previous: Option<&'a Roster>,
    today: Date,
    people: BTreeMap<Address, PersonId>,
    roster: Roster,
}

/// A student's place, as far as it can change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    group: GroupId,
    firm_head: PersonId,
    adjusted: bool,
}

impl Merge<'_> {
    fn know_people(&mut self) {
        self.people = self.roster.people.values().map(|p| (p.address.clone(), p.id)).collect();
        let staff = self.lines.people.iter().map(|line| &line.says.person);
        let students = self.lines.students.iter().map(|line| &line.says.person);
        // Somebody with two roles has two rows, and may have a preferred name in only one of them.
        let mut said: Vec<PersonSaid> = Vec::new();
        for person in staff.chain(students) {
            let Some(known) = said.iter_mut().find(|known| known.address == person.address) else {
                said.push(person.clone());
                continue;
            };
            if known.preferred_name.iter().flatten().next().is_none() {
                known.preferred_name = person.preferred_name.clone().or(known.preferred_name.take());
            }
            known.former = known.former.take().or_else(|| person.former.clone());
        }
        for person in said {
            let former = person.former.as_ref().and_then(|former| self.people.get(former).copied());
            let known = self.people.get(&person.address).copied().or(former);
            let id = known.unwrap_or_else(|| PersonId(next(&mut self.roster.numbers.people)));
            self.people.insert(person.address.clone(), id);
            let known = self.roster.people.get(&id).and_then(|known| known.preferred_name.clone());
            let person = Person {
                id,
                address: person.address,
                name: person.name,
                preferred_name: person.preferred_name.unwrap_or(known),
            };
            self.roster.people.insert(id, person);
        }
    }

    fn lay_schemes(&mut self) {
        for code in self.schemes.codes() {
            let known = self.roster.schemes.values().find(|scheme| scheme.code == *code);
            let mut scheme = known.cloned().unwrap_or_else(|| Scheme {
                id: SchemeId(next(&mut self.roster.numbers.schemes)),
                code: code.clone(),
                closures: Vec::new(),
                training: None,
                feedback_mid: None,
                feedback_end: None,
            });
            if let Some(said) = self.lines.schemes.iter().map(|line| &line.says).find(|said| said.code == *code) {
                scheme.training = said.training.clone().unwrap_or(scheme.training);
                scheme.feedback_mid = said.feedback_mid.unwrap_or(scheme.feedback_mid);
                scheme.feedback_end = said.feedback_end.unwrap_or(scheme.feedback_end);
            }
            if let Some(closures) = &self.lines.closures {
                let of_all_or_this = |scheme: &Option<String>| scheme.as_ref().is_none_or(|named| named == code);
                scheme.closures = closures
                    .iter()
                    .filter(|line| of_all_or_this(&line.says.scheme))
                    .map(|line| Closure {
                        from: line.says.from,
                        until: line.says.until,
                        why: line.says.why.as_str().to_owned(),
                    })
                    .collect();
            }
            self.roster.schemes.insert(scheme.id, scheme);
        }
    }

    fn lay_groups(&mut self) {
        for said in self.lines.groups.iter().map(|line| &line.says) {
            let Some(scheme) = self.scheme(said.scheme.as_deref()) else {
                continue;
            };
            let known = self.roster.group_called(&said.code);
            let (site, supervision) = known.map(|g| (g.site.clone(), g.supervision.clone())).unwrap_or_default();
            let id = match known {
                Some(known) => known.id,
                None => GroupId(next(&mut self.roster.numbers.groups)),
            };
            let group = Group {
                id,
                scheme,
                code: said.code.clone(),
                site: said.site.clone().unwrap_or(site),
                weekday: Weekday0(said.weekday),
                starts: said.starts,
                minutes: said.minutes,
                place: said.place.clone(),
                supervision: said.supervision.clone().unwrap_or(supervision),
            };
            self.roster.groups.insert(id, group);
        }
    }

    fn lay_roles(&mut self) {
        let known = self.previous.map(|roster| {
            let key = |held: &RoleHeld| (held.person, held.scheme, held.role);
            roster.roles.iter().map(|held| (key(held), spell((), held.period))).collect()
        });
        let said = self.lines.people.iter().map(|line| &line.says).filter_map(|said| {
            let key = (self.person(&said.person.address)?, self.scheme(said.scheme.as_deref())?, said.role);
            Some((key, say((), said.days)))
        });
        self.roster.roles = lay_each(known, said.collect(), self.today)
            .into_iter()
            .map(|((person, scheme, role), spell): ((PersonId, SchemeId, Role), Spell<()>)| RoleHeld {
                person,
                scheme,
                role,
                period: spell.period,
            })
            .collect();
    }

    fn lay_co_leaderships(&mut self) {
        let known = self.previous.map(|roster| {
            let spells = roster.co_leaderships.iter();
            spells.map(|led| ((led.group, led.place), spell(led.leader, led.period))).collect()
        });
        let said = self.lines.leading().into_iter().filter_map(|(_, said)| {
            let CoLeaderSaid { group, place, leader, days } = said;
            Some(((self.group(&group)?, place), say(self.person(&leader)?, days)))
        });
        self.roster.co_leaderships = lay_each(known, said.collect(), self.today)
            .into_iter()
            .map(|((group, place), spell)| CoLeadership { group, leader: spell.value, place, period: spell.period })
            .collect();
    }

    fn lay_supervisions(&mut self) {
        let Some(supervisors) = &self.lines.supervisors else {
            return;
        };
        let known = self.previous.map(|roster| {
            let spells = roster.supervisions.iter();
            spells.map(|held| ((held.code.clone(), held.scheme, held.supervisor), spell((), held.period))).collect()
        });
        let said = supervisors.iter().map(|line| &line.says).filter_map(|said| {
            let scheme = self.scheme(said.scheme.as_deref())?;
            Some(((said.supervision.clone(), scheme, self.person(&said.supervisor)?), say((), said.days)))
        });
        self.roster.supervisions = lay_each(known, said.collect(), self.today)
            .into_iter()
            .map(|((code, scheme, supervisor), spell): (_, Spell<()>)| Supervision {
                code,
                scheme,
                supervisor,
                period: spell.period,
            })
            .collect();
    }

    fn lay_memberships(&mut self) {
        let known: Option<Vec<(PersonId, Spell<Place>)>> = self.previous.map(|roster| {
            let spells = roster.memberships.iter();
            spells.map(|member| (member.student, spell(place(member), member.period))).collect()
        });
        let was_adjusted = |student: PersonId| {
            let known = known.iter().flatten().rev().find(|(who, _)| *who == student);
            known.is_some_and(|(_, spell)| spell.value.adjusted)
        };
        let said = self.lines.students.iter().map(|line| &line.says).filter_map(|said| {
            let student = self.person(&said.person.address)?;
            let place = Place {
                group: self.group(&said.group)?,
                firm_head: self.person(&said.firm_head)?,
                adjusted: said.adjusted.unwrap_or_else(|| was_adjusted(student)),
            };
            Some((student, say(place, said.days)))
        });
        let said = said.collect();
        self.roster.memberships = lay_each(known, said, self.today)
            .into_iter()
            .map(|(student, spell)| Membership {
                student,
                group: spell.value.group,
                firm_head: spell.value.firm_head,
                adjusted: spell.value.adjusted,
                period: spell.period,
            })
            .collect();
    }

    fn lay_sessions(&mut self) {
        self.roster.sessions.retain(|_, session| session.date < self.today);
        for said in self.lines.sessions.iter().map(|line| &line.says) {
            if let Some(group) = self.group(&said.group) {
                let id = SessionId { group, number: said.number };
                self.roster.sessions.insert(id, Session { id, date: said.date });
            }
        }
    }

    fn person(&self, address: &Address) -> Option<PersonId> {
        self.people.get(address).copied()
    }

    fn group(&self, code: &str) -> Option<GroupId> {
        self.roster.group_called(code).map(|group| group.id)
    }

    fn scheme(&self, said: Option<&str>) -> Option<SchemeId> {
        let code = self.schemes.meant(said)?;
        let scheme = self.roster.schemes.values().find(|scheme| scheme.code == code)?;
        Some(scheme.id)
    }
}

fn place(member: &Membership) -> Place {
    Place { group: member.group, firm_head: member.firm_head, adjusted: member.adjusted }
}

fn spell<V>(value: V, period: Period) -> Spell<V> {
    Spell { value, period }
}

fn say<V>(value: V, days: Days) -> Said<V> {
    Said { value, days }
}

/// What is known and what is said of one key.
struct Track<V> {
    known: Vec<Spell<V>>,
    said: Vec<Said<V>>,
}

/// Lays the spells of each key by itself: keys in the order of the rows, then those that no row names.
fn lay_each<K: Ord + Clone, V: Clone + PartialEq>(
    known: Option<Vec<(K, Spell<V>)>>,
    said: Vec<(K, Said<V>)>,
    today: Date,
) -> Vec<(K, Spell<V>)> {
    let is_first = known.is_none();
    let known = known.unwrap_or_default();
    let mut order: Vec<K> = Vec::new();
    let mut tracks: BTreeMap<K, Track<V>> = BTreeMap::new();
    for key in said.iter().map(|(key, _)| key).chain(known.iter().map(|(key, _)| key)) {
        tracks.entry(key.clone()).or_insert_with(|| {
            order.push(key.clone());
            Track { known: Vec::new(), said: Vec::new() }
        });
    }
    for (key, said) in said {
        tracks.entry(key).and_modify(|track| track.said.push(said));
    }
    for (key, spell) in known {
        tracks.entry(key).and_modify(|track| track.known.push(spell));
    }
    let mut laid = Vec::new();
    for key in order {
        if let Some(track) = tracks.remove(&key) {
            let known = (!is_first).then_some(track.known.as_slice());
            laid.extend(lay(known, &track.said, today).into_iter().map(|spell| (key.clone(), spell)));
        }
    }
    laid
}

/// Gives the next number of a kind.
fn next(highest: &mut u32) -> u32 {
    *highest = highest.saturating_add(1);
    *highest
}
