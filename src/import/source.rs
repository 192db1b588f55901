//! Reads the roster's files: a folder of CSV files, or one workbook. The room's only file that does I/O; it changes
//! nothing.

use std::path::{Path, PathBuf};

use super::encoding;
use super::mistake::Mistake;
use super::sheet::{Kind, RawSheet};
use super::workbook;

/// A roster of thousands is a megabyte; a larger file is not a roster.
const FILE_SIZE_MAX: u64 = 20 * 1024 * 1024;

/// What web pages and editors leave round a word, beside white space.
const INVISIBLE: [char; 4] = ['\u{200b}', '\u{feff}', '\u{00ad}', '\u{2060}'];

/// A table as it was found, before anybody asked whether a roster has such a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: String,
    /// How mistakes call it.
    pub label: String,
    pub rows: NumberedRows,
}

/// Each row that is not blank, with its number in the spreadsheet.
pub type NumberedRows = Vec<(u32, Vec<String>)>;

/// Every sheet that there is. Mistakes are noted, and the sheets that can be read are given back all the same.
pub fn read(path: &Path, mistakes: &mut Vec<Mistake>) -> Vec<RawSheet> {
    let whole = path.display().to_string();
    if path.is_dir() {
        return match csv_files(path) {
            Ok(files) => {
                let tables = files.iter().filter_map(|file| csv_table(file, mistakes)).collect();
                known_sheets(tables, |name| format!("{name}.csv"), mistakes)
            }
            Err(error) => {
                mistakes.push(Mistake::in_file(&whole, unreadable(&error)));
                Vec::new()
            }
        };
    }
    let what = match read_bytes(path) {
        Ok(bytes) if bytes.starts_with(workbook::MAGIC) => match workbook::tables(&bytes) {
            Ok(tables) => return known_sheets(tables, workbook::label, mistakes),
            Err(error) => format!("it is not a workbook that can be read ({error}): save it again as XLSX"),
        },
        Ok(_) => "this is neither a folder of CSV files nor an XLSX workbook without a password: give one of the two"
            .to_owned(),
        Err(error) => unreadable(&error),
    };
    mistakes.push(Mistake::in_file(&whole, what));
    Vec::new()
}

/// Picks the sheets of a roster, and says which are missing, twice there or not known.
fn known_sheets(tables: Vec<Table>, label: impl Fn(&str) -> String, mistakes: &mut Vec<Mistake>) -> Vec<RawSheet> {
    let mut sheets: Vec<RawSheet> = Vec::new();
    for Table { name, label, rows } in tables {
        let Some(kind) = Kind::named(&name) else {
            let known = Kind::ALL.map(Kind::name).join(", ");
            let what = format!("a roster has no sheet of this name: rename it or take it away; it knows {known}");
            mistakes.push(Mistake::in_file(&label, what));
            continue;
        };
        if let Some(first) = sheets.iter().find(|sheet| sheet.kind == kind) {
            let what = format!("{} is this sheet as well: take one of the two away", first.label);
            mistakes.push(Mistake::in_file(&label, what));
            continue;
        }
        if kind.is_required() && rows.len() == 1 {
            mistakes.push(Mistake::in_file(&label, "nothing stands below the header: fill it in"));
        }
        sheets.push(RawSheet { kind, label, rows });
    }
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_required()) {
        let label = label(kind.name());
        let is_there = sheets.iter().any(|sheet| sheet.kind == kind);
        let is_told = mistakes.iter().any(|mistake| mistake.file.eq_ignore_ascii_case(&label));
        if !is_there && !is_told {
            mistakes.push(Mistake::in_file(&label, "this sheet is missing: add it"));
        }
    }
    sheets
}

/// The CSV files of a folder, in the order of their names so that mistakes come in the same order each time.
fn csv_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_csv = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv"));
        // A Mac leaves a `._people.csv` beside each file that it copies to another system.
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_csv && !is_hidden {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn csv_table(path: &Path, mistakes: &mut Vec<Mistake>) -> Option<Table> {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let label = text(path.file_name());
    let what = match read_bytes(path) {
        Ok(bytes) => match encoding::decode(&bytes) {
            Ok(content) => {
                return Some(Table { name: text(path.file_stem()), label, rows: rows(&content) });
            }
            Err(reason) => reason.to_string(),
        },
        Err(error) => unreadable(&error),
    };
    mistakes.push(Mistake::in_file(&label, what));
    None
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > FILE_SIZE_MAX {
        return Err(std::io::Error::other("it is too large to be a roster"));
    }
    std::fs::read(path)
}

fn unreadable(error: &std::io::Error) -> String {
    format!("it cannot be read ({error}): see that it is there and may be read")
}

/// The rows of a CSV text with their numbers as a spreadsheet shows them, blank ones left out.
fn rows(text: &str) -> NumberedRows {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        let position = record.position().cloned().unwrap_or_else(csv::Position::new);
        // The reader skips blank lines, and gives the place before them as that of the row.
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
        let number = position.line().saturating_add(blank.try_into().unwrap_or(u64::MAX));
        let cells: Vec<String> = record.iter().map(tidy).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((u32::try_from(number).unwrap_or(u32::MAX), cells));
        }
    }
    rows
}

/// What stands between the cells: Excel writes tabs into its "Unicode text", and semicolons where the comma is decimal.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |byte: u8| header.bytes().filter(|b| *b == byte).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

/// A cell without the white space round it.
pub fn tidy(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || INVISIBLE.contains(&c)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let text = "\nemail,name\n\n\na@b.example,\"Lee, Ann\"\n , \nc@d.example,\u{a0}Bo\u{200b}\n";
        let cells = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(
            rows(text),
            [(2, cells("email", "name")), (5, cells("a@b.example", "Lee, Ann")), (7, cells("c@d.example", "Bo")),]
        );
    }

    #[test]
    fn tabs_and_semicolons_part_cells_too() {
        assert_eq!(delimiter("email,name\na;b;c,d"), b',');
        assert_eq!(delimiter("email;name\na,b"), b';');
        assert_eq!(delimiter("email\tname"), b'\t');
        assert_eq!(delimiter("email"), b',');
    }
}
