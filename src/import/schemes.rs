//! Which schemes a roster has, and which one a row means that names none.

use std::collections::BTreeSet;

use super::lines::Lines;
use super::mistake::Mistake;
use super::sheet::Kind;
use crate::domain::roster::Roster;

/// The code of the one scheme of a roster that names none.
const CODE_DEFAULT: &str = "balint";

/// The codes of all schemes of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schemes(BTreeSet<String>);

impl Schemes {
    /// Those that the sheet schemes or, where there is none, the groups name; else those of the last import; else one.
    pub fn named(lines: &Lines, previous: Option<&Roster>) -> Self {
        let listed = lines.schemes.iter().map(|line| line.says.code.clone());
        let of_groups = lines.groups.iter().filter_map(|line| line.says.scheme.clone());
        let known = || previous.into_iter().flat_map(|roster| roster.schemes.values().map(|s| s.code.clone()));
        for codes in [listed.collect(), of_groups.collect(), known().collect::<BTreeSet<_>>()] {
            if !codes.is_empty() {
                return Self(codes);
            }
        }
        Self(BTreeSet::from([CODE_DEFAULT.to_owned()]))
    }

    /// Every code, in order.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }

    /// The scheme that a row means: the one it names, or the only one that there is.
    pub fn meant<'a>(&'a self, said: Option<&'a str>) -> Option<&'a str> {
        match said {
            Some(code) => self.0.get(code).map(String::as_str),
            None if self.0.len() == 1 => self.0.first().map(String::as_str),
            None => None,
        }
    }

    /// The mistakes of rows that name no scheme where there are several, or one that is not there.
    pub fn check(&self, lines: &Lines, mistakes: &mut Vec<Mistake>) {
        let people = lines.people.iter().map(|l| (Kind::People, l.row, &l.says.scheme));
        let groups = lines.groups.iter().map(|l| (Kind::Groups, l.row, &l.says.scheme));
        let supervisors = lines.supervisors.iter().flatten();
        let supervisors = supervisors.map(|l| (Kind::Supervisors, l.row, &l.says.scheme));
        let closures = lines.closures.iter().flatten();
        let closures = closures.map(|l| (Kind::Closures, l.row, &l.says.scheme));
        let codes = self.0.iter().cloned().collect::<Vec<_>>().join(", ");
        for (kind, row, scheme) in people.chain(groups).chain(supervisors).chain(closures) {
            let what = match scheme.as_deref() {
                // A closure without a scheme closes them all.
                None if kind == Kind::Closures || self.0.len() == 1 => continue,
                None => format!("there is more than one scheme: write which is meant, one of {codes}"),
                Some(code) if self.0.contains(code) => continue,
                Some(code) => {
                    format!("there is no scheme {code}: write one of {codes}, or add it to the sheet schemes")
                }
            };
            mistakes.push(Mistake::in_cell(lines.label(kind), row, "scheme", what));
        }
    }
}
