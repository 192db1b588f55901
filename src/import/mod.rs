//! The roster's files in, a proposed roster or every mistake in them out. Changes nothing: reading the files is its
//! only I/O, and `today` is an argument.
//!
//! `source` reads files into sheets, `sheet` and `cells` and `lines` into what each row says; the checks compare rows
//! with each other, with the last import and with the calendar; `merge` lays them over the last roster, and `compare`
//! says what that would change.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::domain::id::PersonId;
use crate::domain::roster::Roster;

mod cells;
mod check;
mod compare;
mod diff;
mod doubts;
mod encoding;
mod lines;
mod merge;
mod mistake;
mod schemes;
mod sheet;
mod source;
mod spells;
mod workbook;

pub use diff::{Change, Diff, Sign, Subject};
pub use mistake::Mistake;

/// What an import is judged by, beside its files.
#[derive(Debug, Clone, Copy)]
pub struct ImportRules<'a> {
    /// The day of the import: what is before it is past and stays as it was.
    pub today: Date,
    pub bank_holidays: &'a BTreeSet<Date>,
    /// Rows of the last import that are missing now are people who left, not a file that was cut short.
    pub allow_leaving: bool,
}

/// A roster that could be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub roster: Roster,
    pub diff: Diff,
    /// Those whose address is another now: they may be written to again, whatever became of the old one.
    pub readdressed: Vec<PersonId>,
}

/// Reads a roster and lays it over the one of the last import.
///
/// `path` is a folder of CSV files or an XLSX workbook. Nothing is changed; the caller stores [`Import::roster`] whole,
/// or not at all.
///
/// # Errors
/// Every mistake that was found, in the order of files and rows.
pub fn read(path: &Path, previous: Option<&Roster>, rules: &ImportRules<'_>) -> Result<Import, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let raw = source::read(path, &mut mistakes);
    let sheets: Vec<_> = raw.into_iter().map(|raw| sheet::Sheet::new(raw, &mut mistakes)).collect();
    // Without a sheet or a column, every row that points there would be called wrong.
    let is_whole = mistakes.is_empty();
    let lines = lines::Lines::read(&sheets, &mut mistakes);
    let schemes = schemes::Schemes::named(&lines, previous);
    if is_whole {
        let scene = check::Scene { lines: &lines, schemes: &schemes, previous, rules };
        check::all(scene, &mut mistakes);
    }
    if !mistakes.is_empty() {
        mistakes.sort();
        mistakes.dedup();
        return Err(mistakes);
    }
    let roster = merge::merge(&lines, &schemes, previous, rules.today);
    let nobody = Roster::default();
    let before = previous.unwrap_or(&nobody);
    let mut diff = compare::compare(before, &roster);
    diff.doubts = doubts::doubts(previous, &roster, rules.today);
    let readdressed = before
        .people
        .values()
        .filter(|was| roster.people.get(&was.id).is_some_and(|is| is.address != was.address))
        .map(|was| was.id)
        .collect();
    Ok(Import { roster, diff, readdressed })
}

/// Reads a roster that stands by itself, for reading letters and for rehearsals.
///
/// # Errors
/// Every mistake that was found, in the order of files and rows.
pub fn read_folder(folder: &Path) -> Result<Roster, Vec<Mistake>> {
    let rules = ImportRules {
        // Without an earlier import there is no past to keep, and so no day is needed.
        today: Date::MIN,
        bank_holidays: &BTreeSet::new(),
        allow_leaving: false,
    };
    read(folder, None, &rules).map(|import| import.roster)
}

#[cfg(test)]
mod tests;
