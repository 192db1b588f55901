//! First names that are easily taken for one another, for co-leaders who have many students to remember (handbook,
//! "Co-leader feedback", on the names of students).

use super::view::PersonView;

/// A name as it sounds at a glance: lower case, without accents.
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Names that only begin alike count from so many letters: "Mo" begins too much.
const PREFIX_LENGTH_MIN: usize = 3;

/// Letters of the longer name for each letter by which two names may differ.
const LETTERS_A_DIFFERENCE: usize = 3;

fn are_alike(a: &str, b: &str) -> bool {
    let longer = a.chars().count().max(b.chars().count());
    let shorter = a.chars().count().min(b.chars().count());
    let begins = shorter >= PREFIX_LENGTH_MIN && (a.starts_with(b) || b.starts_with(a));
    begins || strsim::osa_distance(a, b) <= longer / LETTERS_A_DIFFERENCE && shorter > 0
}

/// The names under which somebody may be known: what they are called, and the first name on the roster.
fn first_names(person: &PersonView) -> Vec<String> {
    let mut names = vec![folded(&person.called)];
    names.extend(person.plain.split(' ').next().map(folded));
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

/// Groups of people whose first names are alike, as they stand on a list; each person in one group at most.
pub fn alike(people: &[PersonView]) -> Vec<Vec<String>> {
    let names: Vec<Vec<String>> = people.iter().map(first_names).collect();
    let is_pair = |a: &[String], b: &[String]| a.iter().any(|a| b.iter().any(|b| are_alike(a, b)));
    let mut taken = vec![false; people.len()];
    let mut groups = Vec::new();
    for (i, person) in people.iter().enumerate() {
        if taken.get(i).copied().unwrap_or(true) {
            continue;
        }
        let mut group = vec![person.listed.clone()];
        for (j, other) in people.iter().enumerate().skip(i + 1) {
            let (Some(a), Some(b), Some(seen)) = (names.get(i), names.get(j), taken.get_mut(j)) else {
                continue;
            };
            if !*seen && is_pair(a, b) {
                *seen = true;
                group.push(other.listed.clone());
            }
        }
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Address, Name, PersonId};
    use crate::domain::roster::Person;

    fn people(names: &[(&str, &str)]) -> Vec<PersonView> {
        let person = |(name, preferred): &(&str, &str)| {
            PersonView::new(&Person {
                id: PersonId(1),
                address: Address::new("a@b.example").unwrap(),
                name: Name::new(name).unwrap(),
                preferred_name: Name::new(preferred).ok(),
            })
        };
        names.iter().map(person).collect()
    }

    #[test]
    fn names_are_alike_by_sound_beginning_and_preference() {
        let group = people(&[
            ("Aisha Khan", ""),
            ("Ayesha Khan", ""),
            ("Priya Raman", ""),
            ("Priyanka Shah", ""),
            ("Thomas Bradley", "Tom"),
            ("Tom Nguyen", ""),
            ("Mohammed Ali", "Mo"),
            ("Mohamed Hassan", ""),
            ("Zoë Hartley", ""),
            ("Zoe Ng", ""),
        ]);
        let expected = [
            ["Aisha Khan", "Ayesha Khan"],
            ["Priya Raman", "Priyanka Shah"],
            ["Thomas Bradley (Tom)", "Tom Nguyen"],
            ["Mohammed Ali (Mo)", "Mohamed Hassan"],
            ["Zoë Hartley", "Zoe Ng"],
        ];
        assert_eq!(alike(&group), expected);
    }

    #[test]
    fn other_names_are_not() {
        let group = people(&[
            ("Amara Okafor", ""),
            ("Siân Evans", ""),
            ("Xu Wei", "Wei"),
            ("Will Fairweather", ""),
            ("明 李", ""),
        ]);
        assert_eq!(alike(&group), Vec::<Vec<String>>::new());
    }
}
