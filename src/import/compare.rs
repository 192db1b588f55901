//! Compares the roster of the last import with the proposed one, subject by subject.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::diff::{Change, Diff, Sign, Subject, day};
use super::spells::Spell;
use crate::domain::id::{GroupId, PersonId, SchemeId};
use crate::domain::roster::{Group, Period, Person, Role, Roster, Scheme, weekday_name};

/// What the second of two rosters changes about the first, from which it came.
pub fn compare(before: &Roster, after: &Roster) -> Diff {
    let mut pair = Pair { before, after, diff: Diff::default() };
    pair.schemes();
    pair.groups();
    pair.co_leaders();
    pair.sessions();
    pair.people();
    pair.roles();
    pair.supervisors();
    pair.students();
    pair.diff
}

struct Pair<'a> {
    before: &'a Roster,
    after: &'a Roster,
    diff: Diff,
}

/// What one field was and is, by its name.
type Field<'a> = (&'a str, String, String);

impl Pair<'_> {
    fn note(&mut self, subject: Subject, sign: Sign, what: String) {
        self.diff.changes.push(Change { subject, sign, what });
    }

    /// Notes the fields of something that differ, on one line.
    fn note_fields(&mut self, subject: Subject, of: &str, fields: &[Field<'_>]) {
        let differing = fields.iter().filter(|(_, was, is)| was != is);
        let told: Vec<_> = differing.map(|(name, was, is)| format!("{name} {is} (was {was})")).collect();
        if !told.is_empty() {
            self.note(subject, Sign::Changed, format!("{of}: {}", told.join("; ")));
        }
    }

    fn schemes(&mut self) {
        for (id, after) in &self.after.schemes {
            match self.before.schemes.get(id) {
                None => {
                    let what = scheme_fields(after, after).into_iter().filter(|(_, _, is)| is != NONE);
                    let what: Vec<_> = what.map(|(name, _, is)| format!("; {name} {is}")).collect();
                    self.note(Subject::Schemes, Sign::Added, format!("{}{}", after.code, what.concat()));
                }
                Some(before) => self.note_fields(Subject::Schemes, &after.code, &scheme_fields(before, after)),
            }
        }
    }

    fn groups(&mut self) {
        for (id, after) in &self.after.groups {
            match self.before.groups.get(id) {
                None => {
                    let what = format!(
                        "{}: {} at {}, {} minutes, {}",
                        after.code,
                        weekday_name(after.weekday.0),
                        after.starts.strftime("%H:%M"),
                        after.minutes,
                        after.place.as_str()
                    );
                    self.note(Subject::Groups, Sign::Added, what);
                }
                Some(before) => {
                    let fields = group_fields((self.before, before), (self.after, after));
                    self.note_fields(Subject::Groups, &after.code, &fields);
                }
            }
        }
    }

    fn sessions(&mut self) {
        for group in self.after.groups.values() {
            if !self.before.groups.contains_key(&group.id) {
                let days: Vec<Date> = self.after.sessions_of(group.id).map(|session| session.date).collect();
                if let (Some(first), Some(last)) = (days.first(), days.last()) {
                    let what = format!("{}: {} sessions, {} to {}", group.code, days.len(), day(*first), day(*last));
                    self.note(Subject::Sessions, Sign::Added, what);
                }
                continue;
            }
            let of = |roster: &Roster| {
                roster.sessions_of(group.id).map(|s| (s.id.number, s.date)).collect::<BTreeMap<_, _>>()
            };
            let (before, after) = (of(self.before), of(self.after));
            for number in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
                let session = format!("session {number} of {}", group.code);
                match (before.get(number), after.get(number)) {
                    (None, Some(is)) => self.note(Subject::Sessions, Sign::Added, format!("{session} on {}", day(*is))),
                    (Some(was), None) => {
                        self.note(Subject::Sessions, Sign::Gone, format!("{session} on {}", day(*was)))
                    }
                    (Some(was), Some(is)) if was != is => {
                        let what = format!("{session}: {} (was {})", day(*is), day(*was));
                        self.note(Subject::Sessions, Sign::Changed, what);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Who is new is told by role or group; here stands what changed about those who were known.
    fn people(&mut self) {
        for (id, after) in &self.after.people {
            let Some(before) = self.before.people.get(id) else {
                continue;
            };
            let preferred = |person: &Person| or_none(person.preferred_name.as_ref().map(|n| n.as_str()));
            let fields = [
                ("name", before.name.as_str().to_owned(), after.name.as_str().to_owned()),
                ("preferred name", preferred(before), preferred(after)),
                ("address", before.address.as_str().to_owned(), after.address.as_str().to_owned()),
            ];
            self.note_fields(Subject::People, before.name.as_str(), &fields);
        }
    }

    fn roles(&mut self) {
        let spells = |roster: &Roster| {
            let held = roster.roles.iter();
            held.map(|h| ((h.person, h.role, h.scheme), spell((h.role, h.scheme), h.period))).collect()
        };
        let words = |roster: &Roster, (role, scheme): &(Role, SchemeId)| match roster.schemes.get(scheme) {
            Some(scheme) if roster.schemes.len() > 1 => format!("{} of {}", role.word(), scheme.code),
            _ => role.word().to_owned(),
        };
        self.note_spells(Subject::Roles, spells, |roster, (person, _, _)| who(roster, *person), words);
    }

    fn co_leaders(&mut self) {
        let spells = |roster: &Roster| {
            let led = roster.co_leaderships.iter();
            led.map(|l| ((l.group, l.place), spell(l.leader, l.period))).collect()
        };
        let words = |roster: &Roster, leader: &PersonId| who(roster, *leader);
        self.note_spells(Subject::CoLeaders, spells, |roster, (id, _)| group(roster, *id), words);
    }

    fn supervisors(&mut self) {
        let spells = |roster: &Roster| {
            let held = roster.supervisions.iter();
            held.map(|s| ((s.scheme, s.code.clone(), s.supervisor), spell(s.supervisor, s.period))).collect()
        };
        let words = |roster: &Roster, supervisor: &PersonId| who(roster, *supervisor);
        self.note_spells(Subject::Supervisors, spells, |_, (_, code, _)| code.clone(), words);
    }

    fn students(&mut self) {
        let spells = |roster: &Roster| {
            let members = roster.memberships.iter();
            members.map(|m| (m.student, spell((m.group, m.firm_head, m.adjusted), m.period))).collect()
        };
        let words = |roster: &Roster, (of, firm_head, adjusted): &(GroupId, PersonId, bool)| {
            let adjusted = if *adjusted { ", adjusted" } else { "" };
            format!("{}, firm head {}{adjusted}", group(roster, *of), who(roster, *firm_head))
        };
        let name = |roster: &Roster, student: &PersonId| {
            let person = roster.people.get(student);
            let address = person.map(|person| format!(" <{}>", person.address.as_str()));
            format!("{}{}", who(roster, *student), address.unwrap_or_default())
        };
        self.note_spells(Subject::Students, spells, name, words);
    }

    /// Notes the spells that came and went, by what they are about; compared by numbers, told in names.
    fn note_spells<K: Ord, V: PartialEq>(
        &mut self,
        subject: Subject,
        spells: impl Fn(&Roster) -> Vec<(K, Spell<V>)>,
        name: impl Fn(&Roster, &K) -> String,
        words: impl Fn(&Roster, &V) -> String,
    ) {
        let (before, after) = (by_key(spells(self.before)), by_key(spells(self.after)));
        let told = |roster: &Roster, spells: &[&Spell<V>]| {
            let told = spells.iter().map(|spell| format!("{}{}", words(roster, &spell.value), days(spell.period)));
            told.collect::<Vec<_>>().join("; ")
        };
        let nothing = Vec::new();
        for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let was = before.get(key).unwrap_or(&nothing);
            let is = after.get(key).unwrap_or(&nothing);
            let old: Vec<&Spell<V>> = was.iter().filter(|spell| !is.contains(spell)).collect();
            let new: Vec<&Spell<V>> = is.iter().filter(|spell| !was.contains(spell)).collect();
            let (were, are) = (told(self.before, &old), told(self.after, &new));
            let name = name(self.after, key);
            match (old.as_slice(), new.as_slice()) {
                ([], []) => {}
                ([], _) => self.note(subject, Sign::Added, format!("{name}: {are}")),
                (_, []) => self.note(subject, Sign::Gone, format!("{name}: {were}")),
                ([old], [new]) if ends_sooner(old, new) => self.note(subject, Sign::Gone, format!("{name}: {are}")),
                _ => self.note(subject, Sign::Changed, format!("{name}: {are} (was {were})")),
            }
        }
    }
}

fn spell<V>(value: V, period: Period) -> Spell<V> {
    Spell { value, period }
}

fn by_key<K: Ord, V>(spells: Vec<(K, Spell<V>)>) -> BTreeMap<K, Vec<Spell<V>>> {
    let mut tracks: BTreeMap<K, Vec<Spell<V>>> = BTreeMap::new();
    for (key, spell) in spells {
        tracks.entry(key).or_default().push(spell);
    }
    tracks
}

fn days(Period { from, until }: Period) -> String {
    let from = from.map(|from| format!(" from {}", day(from))).unwrap_or_default();
    let until = until.map(|until| format!(" until {}", day(until))).unwrap_or_default();
    format!("{from}{until}")
}

/// Does the same only end, or end earlier?
fn ends_sooner<V: PartialEq>(was: &Spell<V>, is: &Spell<V>) -> bool {
    let ends = is.period.until.is_some_and(|is| was.period.until.is_none_or(|was| is < was));
    was.value == is.value && was.period.from == is.period.from && ends
}

const NONE: &str = "none";

fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

fn scheme_fields(before: &Scheme, after: &Scheme) -> Vec<Field<'static>> {
    let closures = |scheme: &Scheme| {
        let told = scheme.closures.iter().map(|c| format!("{} to {} ({})", day(c.from), day(c.until), c.why));
        let told: Vec<_> = told.collect();
        or_none((!told.is_empty()).then(|| told.join(", ")))
    };
    let training = |scheme: &Scheme| or_none(scheme.training.as_ref().map(|t| t.as_str()));
    vec![
        ("training", training(before), training(after)),
        ("mid feedback", or_none(before.feedback_mid.map(day)), or_none(after.feedback_mid.map(day))),
        ("end feedback", or_none(before.feedback_end.map(day)), or_none(after.feedback_end.map(day))),
        ("closed", closures(before), closures(after)),
    ]
}

fn group_fields(before: (&Roster, &Group), after: (&Roster, &Group)) -> Vec<Field<'static>> {
    let told = |(roster, group): (&Roster, &Group)| {
        let scheme = roster.schemes.get(&group.scheme).map(|scheme| scheme.code.clone());
        [
            group.code.clone(),
            or_none(scheme),
            weekday_name(group.weekday.0).to_owned(),
            group.starts.strftime("%H:%M").to_string(),
            group.minutes.to_string(),
            group.place.as_str().to_owned(),
            or_none(group.site.as_ref().map(|site| site.as_str())),
            or_none(group.supervision.clone()),
        ]
    };
    let names = ["code", "scheme", "weekday", "starts", "minutes", "place", "site", "supervision"];
    let fields = names.into_iter().zip(told(before).into_iter().zip(told(after)));
    fields.map(|(name, (was, is))| (name, was, is)).collect()
}

fn who(roster: &Roster, person: PersonId) -> String {
    roster.people.get(&person).map_or_else(|| person.to_string(), |person| person.name.as_str().to_owned())
}

fn group(roster: &Roster, group: GroupId) -> String {
    roster.groups.get(&group).map_or_else(|| group.to_string(), |group| group.code.clone())
}
