//! Who may be meant: the students of a group or a firm, in all the forms in which people write their names, and the
//! colleagues who are not meant.

use jiff::civil::Date;

use super::forms::{Fit, Form, Forms};
use super::spelling::{fold, slips, sound};
use super::tables::{heard_as, is_first_name, short_forms};
use crate::domain::id::{GroupId, PersonId};
use crate::domain::roster::{Person, Roster, TITLES};

/// The most words that any form of a name has.
pub const FORM_WORDS_MAX: usize = 5;

/// Shorter words are not put together of two to be a name.
const SOUNDED_LENGTH_MIN: usize = 6;

/// A word as long as this is not by chance one letter from a name.
const SLIPPED_LENGTH_MIN: usize = 6;

/// Two consonants are in too many words ("kicks", Xu) for a sentence to tell.
const SOUND_LENGTH_MIN: usize = 3;

/// The people whom a text may name.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    students: Vec<Known>,
    forms: Forms,
    colleagues: Forms,
    /// What the group's co-leaders are called.
    leaders: Vec<(String, PersonId)>,
}

/// A student as the roll knows them.
#[derive(Debug, Clone)]
struct Known {
    id: PersonId,
    /// The words of the name and of the preferred name, hyphenated ones joined too.
    words: Vec<String>,
}

impl Known {
    /// Does a word of the name sound so? A single consonant is no sound to go by.
    fn sounds_like(&self, heard: &str) -> bool {
        heard.len() > 1 && self.words.iter().any(|word| sound(word) == heard)
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
        let mut anyones_student: Vec<_> = roster.memberships.iter().map(|m| m.student).collect();
        anyones_student.sort_unstable();
        for person in roster.people.values().filter(|p| anyones_student.binary_search(&p.id).is_err()) {
            let words = words_of(person.name.as_str());
            let called = person.preferred_name.iter().flat_map(|name| words_of(name.as_str()));
            for form in words.iter().cloned().chain(called).chain([words.join(" ")]) {
                roll.colleagues.add(&[&form], person.id, Fit::Exact);
            }
        }
        roll.forms.sort();
        roll.colleagues.sort();
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
        let all = self.forms.of(form);
        let best = all.iter().map(|form| form.fit).min()?;
        Some((best, people(all.iter().filter(|form| form.fit == best))))
    }

    /// May a name of several words begin with this one?
    pub fn may_begin(&self, word: &str) -> bool {
        self.forms.may_begin(word) || self.colleagues.may_begin(word)
    }

    /// Everyone whom a form may name, well or less well: "both Mohammeds" of a Mohammed and a Mohamed.
    pub fn anyone_named(&self, form: &str) -> Vec<PersonId> {
        people(self.forms.of(form).iter())
    }

    /// The colleague whom a form names.
    pub fn colleague(&self, form: &str) -> Option<PersonId> {
        self.colleagues.of(form).first().map(|form| form.id)
    }

    /// The co-leader of the group who is called so.
    pub fn leader_called(&self, word: &str) -> Option<PersonId> {
        self.leaders.iter().rev().find(|(called, _)| called == word).map(|(_, id)| *id)
    }

    /// Whom a misspelt word is nearest to; those whose names sound alike come together, as no misspelling tells them apart.
    /// What other people are called is nobody's name misspelt: "Joe" is no Zoe.
    pub fn misspelt(&self, word: &str) -> Vec<PersonId> {
        if is_first_name(word) {
            return Vec::new();
        }
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
                    || (known.words.iter().any(|w| slips(word, w).is_some()) && known.sounds_like(&twin))
            })
            .map(|known| known.id)
            .collect()
    }

    /// Is a long word one slip of the finger from a name, which hardly any other word is?
    pub fn is_one_slip_from(&self, word: &str) -> bool {
        let mut names = self.students.iter().flat_map(|known| &known.words);
        word.len() >= SLIPPED_LENGTH_MIN && names.any(|name| slips(word, name) == Some(1))
    }

    /// Whom a word sounds like: for dictation, and only where the sentence wants a name.
    pub fn misheard(&self, word: &str) -> Vec<PersonId> {
        let heard = sound(word);
        let by_table = self.heard_as(word);
        if !by_table.is_empty() {
            return by_table;
        }
        if heard.len() < SOUND_LENGTH_MIN {
            return Vec::new();
        }
        self.who(|known| known.sounds_like(&heard))
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

    /// Those of these people to whose name a long word belongs, as written, misspelt or misheard.
    pub fn sounded(&self, word: &str, of: &[PersonId]) -> Vec<PersonId> {
        let is_heard = |name: &String| name == word || slips(word, name).is_some() || heard_as(name).contains(&word);
        let mut people = if word.len() < SOUNDED_LENGTH_MIN {
            Vec::new()
        } else {
            self.who(|known| known.words.iter().any(is_heard))
        };
        people.retain(|person| of.contains(person));
        people
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

        // A family's name is written otherwise, but not shortened: who is called Ali for short is no Ms Ali.
        let short_forms = |word: &str| -> Vec<&'static str> {
            let is_given = word != family || family == called;
            short_forms(word).filter(|short| is_given || slips(short, word).is_some()).collect()
        };
        let mut add = |pieces: &[&str], fit| self.forms.add(pieces, person.id, fit);
        add(&[&names.join(" ")], Fit::Exact);
        for word in &words {
            add(&[word], Fit::Exact);
            short_forms(word).into_iter().for_each(|short| add(&[short], Fit::Short));
            if word.contains(' ') {
                add(&[&word.replace(' ', "")], Fit::Exact);
                word.split(' ').for_each(|part| add(&[part], Fit::Short));
            }
            if let Some(rest) = word.strip_prefix('o').filter(|rest| person_has_o(person, rest)) {
                add(&[rest], Fit::Short);
                add(&["o ", rest], Fit::Exact);
            }
        }
        for first in &words {
            // "Thomas, Tom" are two people, though one of them is both.
            let follows =
                |second: &String| names.windows(2).any(|pair| matches!(pair, [a, b] if a == first && b == second));
            let is_family = |word: &String| *word == family;
            let short_forms = short_forms(first);
            for second in words.iter().filter(|second| *second != first) {
                if !is_family(first) && !is_family(second) && !follows(second) {
                    continue;
                }
                add(&[first, " ", second], Fit::Exact);
                short_forms.iter().for_each(|short| add(&[short, " ", second], Fit::Short));
            }
            let ends = if *first == family { &called } else { &family };
            if ends != first {
                let initial = initials([ends]);
                add(&[first, " ", &initial], Fit::Short);
                add(&[&initial, " ", first], Fit::Short);
                short_forms.iter().for_each(|short| add(&[short, " ", &initial], Fit::Short));
            }
        }
        let letters = [
            (initials([&called, &family]), Fit::Initials),
            (initials(&names), Fit::Initials),
            (initials([&family, &called]), Fit::FamilyFirst),
        ];
        for (letters, fit) in letters.iter().filter(|(letters, _)| letters.len() > 1) {
            add(&[letters], *fit);
        }
        if fold(person.name.as_str()).to_lowercase().contains(" o'") {
            let family: String = family.chars().take(2).collect();
            add(&[&initials([&called]), &family], Fit::Initials);
        }
        let joined =
            words.into_iter().map(|word| if word.contains(' ') { word.replace(' ', "") } else { word }).collect();
        self.students.push(Known { id: person.id, words: joined });
    }
}

/// Each of them once, where one person's forms stand together.
fn people<'a>(forms: impl Iterator<Item = &'a Form>) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = forms.map(|form| form.id).collect();
    people.dedup();
    people
}

/// The words of a name in their key form, titles left out; a hyphenated word stands with a space for its hyphen.
fn words_of(name: &str) -> Vec<String> {
    fold(name)
        .split_whitespace()
        .map(|word| {
            let letters = word.chars().filter(|c| !matches!(c, '\'' | '.'));
            letters.map(|c| if c == '-' { ' ' } else { c }).flat_map(char::to_lowercase).collect::<String>()
        })
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
