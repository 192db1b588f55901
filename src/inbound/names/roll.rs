//! Who may be meant: the students of a group or a firm, in all the forms in which people write their names, and the
//! colleagues who are not meant.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::spelling::{fold, key, slips, sound};
use super::tables::{heard_as, short_forms};
use crate::domain::id::{GroupId, PersonId};
use crate::domain::roster::{Person, Roster, TITLES};

/// The most words that any form of a name has.
pub const FORM_WORDS_MAX: usize = 5;

/// How well a form of a name names a person; a better fit hides the worse ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A word of the name, the preferred name, or several of its words.
    Exact,
    /// A short form, or a word and an initial.
    Short,
    /// Two letters or more: "TN".
    Initials,
    /// The same the other way round: "NT".
    FamilyFirst,
}

/// The people whom a text may name.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    students: Vec<Known>,
    forms: HashMap<String, Vec<(PersonId, Fit)>>,
    colleagues: HashMap<String, PersonId>,
    /// What the group's co-leaders are called.
    leaders: HashMap<String, PersonId>,
}

/// A student as the roll knows them.
#[derive(Debug, Clone)]
struct Known {
    id: PersonId,
    /// The words of the name and of the preferred name, hyphenated ones joined too.
    words: Vec<String>,
    sounds: Vec<String>,
}

impl Fit {
    /// Only letters, which may be an acronym.
    pub fn is_letters(self) -> bool {
        self >= Self::Initials
    }
}

impl Roll {
    /// The students of a group on a day.
    pub fn of_group(roster: &Roster, group: GroupId, day: Date) -> Self {
        let mut roll = Self::new(roster, roster.members(group, day).map(|m| m.student));
        for leader in roster.co_leaders(group, day).iter().filter_map(|id| roster.people.get(id)) {
            let called = leader.preferred_name.as_ref().map_or(leader.name.as_str(), |name| name.as_str());
            roll.leaders.extend(words_of(called).into_iter().next().map(|called| (called, leader.id)));
        }
        roll
    }

    /// The students of a firm on a day.
    pub fn of_firm(roster: &Roster, firm_head: PersonId, day: Date) -> Self {
        Self::new(roster, roster.firm(firm_head, day).map(|m| m.student))
    }

    fn new(roster: &Roster, students: impl Iterator<Item = PersonId>) -> Self {
        let mut roll = Self::default();
        for person in students.filter_map(|id| roster.people.get(&id)) {
            roll.add_student(person);
        }
        let anyones_student: BTreeSet<_> = roster.memberships.iter().map(|m| m.student).collect();
        for person in roster.people.values().filter(|p| !anyones_student.contains(&p.id)) {
            let words = words_of(person.name.as_str());
            let called = person.preferred_name.iter().flat_map(|name| words_of(name.as_str()));
            for form in words.iter().cloned().chain(called).chain([words.join(" ")]) {
                roll.colleagues.entry(form).or_insert(person.id);
            }
        }
        roll
    }

    /// How many students there are.
    pub fn size(&self) -> usize {
        self.students.len()
    }

    /// Everybody on it, in the roster's order.
    pub fn students(&self) -> impl Iterator<Item = PersonId> {
        self.students.iter().map(|known| known.id)
    }

    /// Whom a form names, the best fits only: one or several words, lower case, a space between.
    pub fn named(&self, form: &str) -> Option<(Fit, Vec<PersonId>)> {
        let all = self.forms.get(form)?;
        let best = all.iter().map(|(_, fit)| *fit).min()?;
        let mut people: Vec<_> = all.iter().filter(|(_, fit)| *fit == best).map(|(id, _)| *id).collect();
        people.dedup();
        Some((best, people))
    }

    /// Everyone whom a form may name, well or less well: "both Mohammeds" of a Mohammed and a Mohamed.
    pub fn anyone_named(&self, form: &str) -> Vec<PersonId> {
        self.forms.get(form).map(|all| all.iter().map(|(id, _)| *id).collect()).unwrap_or_default()
    }

    /// The colleague whom a form names.
    pub fn colleague(&self, form: &str) -> Option<PersonId> {
        self.colleagues.get(form).copied()
    }

    /// The co-leader of the group who is called so.
    pub fn leader_called(&self, word: &str) -> Option<PersonId> {
        self.leaders.get(word).copied()
    }

    /// Whom a misspelt word is nearest to; those whose names sound alike come together, as no misspelling tells them apart.
    pub fn misspelt(&self, word: &str) -> Vec<PersonId> {
        let mut nearest: Option<(usize, &str)> = None;
        for name in self.students.iter().flat_map(|known| &known.words) {
            if let Some(distance) = slips(word, name)
                && nearest.is_none_or(|(least, _)| distance < least)
            {
                nearest = Some((distance, name));
            }
        }
        let Some((least, name)) = nearest else {
            return Vec::new();
        };
        let twin = sound(name);
        self.students
            .iter()
            .filter(|known| {
                known.words.iter().any(|w| slips(word, w) == Some(least))
                    || (twin.len() > 1
                        && known.sounds.contains(&twin)
                        && known.words.iter().any(|w| slips(word, w).is_some()))
            })
            .map(|known| known.id)
            .collect()
    }

    /// Whom a word sounds like: for dictation, and only where the sentence wants a name.
    pub fn misheard(&self, word: &str) -> Vec<PersonId> {
        let heard = sound(word);
        let by_table = self.heard_as(word);
        if !by_table.is_empty() {
            return by_table;
        }
        if heard.len() < 2 {
            return Vec::new();
        }
        self.who(|known| known.sounds.contains(&heard))
    }

    /// Whose name dictation is known to make this word of.
    pub fn heard_as(&self, word: &str) -> Vec<PersonId> {
        self.who(|known| known.words.iter().any(|name| heard_as(name).contains(&word)))
    }

    /// Does this word belong to the person's name, as written or misspelt?
    pub fn may_belong(&self, word: &str, to: &[PersonId]) -> bool {
        self.students.iter().filter(|known| to.contains(&known.id)).any(|known| {
            known.words.iter().any(|name| name == word || slips(word, name).is_some() || name.starts_with(word))
        })
    }

    fn who(&self, fits: impl Fn(&Known) -> bool) -> Vec<PersonId> {
        self.students.iter().filter(|known| fits(known)).map(|known| known.id).collect()
    }

    fn add_student(&mut self, person: &Person) {
        let names = words_of(person.name.as_str());
        let preferred: Vec<String> = person.preferred_name.iter().flat_map(|p| words_of(p.as_str())).collect();
        let mut words: Vec<String> = preferred.clone();
        words.extend(names.iter().filter(|w| !preferred.contains(*w)).cloned());
        let (called, family) = called_and_family(person, &names, &preferred);

        let mut forms: Vec<(String, Fit)> = Vec::new();
        forms.push((names.join(" "), Fit::Exact));
        for word in &words {
            forms.push((word.clone(), Fit::Exact));
            forms.extend(short_forms(word).map(|form| (form.to_owned(), Fit::Short)));
            if word.contains(' ') {
                forms.push((word.replace(' ', ""), Fit::Exact));
                forms.extend(word.split(' ').map(|part| (part.to_owned(), Fit::Short)));
            }
            if let Some(rest) = word.strip_prefix('o').filter(|rest| person_has_o(person, rest)) {
                forms.push((rest.to_owned(), Fit::Short));
                forms.push((format!("o {rest}"), Fit::Exact));
            }
        }
        for first in &words {
            // "Thomas, Tom" are two people, though one of them is both.
            let follows = |second: &String| names.windows(2).any(|pair| pair == [first.clone(), second.clone()]);
            let is_family = |word: &String| *word == family;
            for second in words.iter().filter(|second| *second != first) {
                if !is_family(first) && !is_family(second) && !follows(second) {
                    continue;
                }
                forms.push((format!("{first} {second}"), Fit::Exact));
                forms.extend(short_forms(first).map(|short| (format!("{short} {second}"), Fit::Short)));
            }
            let ends = if *first == family { &called } else { &family };
            if ends != first {
                let initial = initials([ends]);
                forms.push((format!("{first} {initial}"), Fit::Short));
                forms.push((format!("{initial} {first}"), Fit::Short));
                forms.extend(short_forms(first).map(|short| (format!("{short} {initial}"), Fit::Short)));
            }
        }
        let letters = [
            (initials([&called, &family]), Fit::Initials),
            (initials(&names), Fit::Initials),
            (initials([&family, &called]), Fit::FamilyFirst),
        ];
        forms.extend(letters.into_iter().filter(|(letters, _)| letters.len() > 1));
        if fold(person.name.as_str()).to_lowercase().contains(" o'") {
            let both: String = initials([&called]) + &family.chars().take(2).collect::<String>();
            forms.push((both, Fit::Initials));
        }
        for (form, fit) in forms {
            let known = self.forms.entry(form).or_default();
            match known.iter_mut().find(|(id, _)| *id == person.id) {
                Some((_, best)) => *best = fit.min(*best),
                None => known.push((person.id, fit)),
            }
        }
        let joined: Vec<String> = words.iter().map(|w| w.replace(' ', "")).collect();
        let sounds = joined.iter().map(|w| sound(w)).filter(|s| s.len() > 1).collect();
        self.students.push(Known { id: person.id, words: joined, sounds });
    }
}

/// The words of a name in their key form, titles left out; a hyphenated word stands with a space for its hyphen.
fn words_of(name: &str) -> Vec<String> {
    fold(name)
        .split_whitespace()
        .map(|word| word.split('-').map(key).collect::<Vec<_>>().join(" "))
        .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
        .collect()
}

/// What somebody is called and the family's name, whichever stands first: the preferred name and the address tell
/// ("Xu Wei", called Wei, `wei.xu@…`), else the first word and the last.
fn called_and_family(person: &Person, names: &[String], preferred: &[String]) -> (String, String) {
    let address: Vec<String> = person.address.local().split(['.', '_']).map(|part| part.replace('-', " ")).collect();
    let of_address = |part: Option<&String>| part.filter(|p| names.contains(p)).cloned();
    let called = preferred
        .first()
        .cloned()
        .or_else(|| of_address(address.first()))
        .or_else(|| names.first().cloned())
        .unwrap_or_default();
    let family = of_address(address.last())
        .filter(|word| *word != called)
        .or_else(|| names.last().filter(|word| **word != called).cloned())
        .or_else(|| names.first().cloned())
        .unwrap_or_default();
    (called, family)
}

/// "O'Connor" is also "Connor" and "O Connor"; "Okafor" is neither.
fn person_has_o(person: &Person, rest: &str) -> bool {
    let name = fold(person.name.as_str()).to_lowercase();
    name.contains(&format!("o'{rest}"))
}

fn initials<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    words.into_iter().flat_map(|word| word.split(' ')).filter_map(|part| part.chars().next()).collect()
}
