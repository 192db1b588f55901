//! Reads the roster's files: a folder of CSV files. The only file of the room that does I/O; it changes nothing.

use std::path::{Path, PathBuf};

use super::encoding;
use super::mistake::Mistake;
use super::sheet::{Kind, RawSheet};

/// A roster of thousands is a megabyte; a larger file is not a roster.
const FILE_SIZE_MAX: u64 = 20 * 1024 * 1024;

/// Spaces of every kind that spreadsheets and web pages leave round a word.
const INVISIBLE: [char; 4] = ['\u{200b}', '\u{feff}', '\u{00ad}', '\u{2060}'];

/// Every sheet that there is. Mistakes are noted, and the sheets that can be read are given back all the same.
pub fn read(path: &Path, mistakes: &mut Vec<Mistake>) -> Vec<RawSheet> {
    let sheets = read_folder(path, mistakes);
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_required()) {
        let name = kind.name();
        let is_there = sheets.iter().any(|sheet| sheet.kind == kind);
        let is_told = mistakes.iter().any(|mistake| mistake.file == csv_name(name));
        if !is_there && !is_told {
            mistakes.push(Mistake::in_file(&csv_name(name), "the file is missing: add it"));
        }
    }
    sheets
}

fn csv_name(name: &str) -> String {
    format!("{name}.csv")
}

fn read_folder(folder: &Path, mistakes: &mut Vec<Mistake>) -> Vec<RawSheet> {
    let paths = match csv_files(folder) {
        Ok(paths) => paths,
        Err(error) => {
            mistakes.push(cannot_read(&folder.display().to_string(), &error));
            return Vec::new();
        }
    };
    let mut sheets: Vec<RawSheet> = Vec::new();
    for path in paths {
        let label = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let Some(kind) = Kind::named(&stem) else {
            let known = Kind::ALL.map(Kind::name).join(", ");
            let what =
                format!("no sheet of a roster has this name: rename the file or take it away; {known} are known");
            mistakes.push(Mistake::in_file(&label, what));
            continue;
        };
        if sheets.iter().any(|sheet| sheet.kind == kind) {
            let what = format!("there is another file for {}: take one of them away", kind.name());
            mistakes.push(Mistake::in_file(&label, what));
            continue;
        }
        match read_csv(&path) {
            Ok(text) => sheets.push(RawSheet {
                kind,
                rows: rows(&text),
                label,
            }),
            Err(Unreadable::Io(error)) => mistakes.push(cannot_read(&label, &error)),
            Err(Unreadable::NotText(reason)) => mistakes.push(Mistake::in_file(&label, reason.to_string())),
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
        // Office programs leave lock files such as `.~lock.people.csv#` and `._people.csv` beside an open one.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_csv && !is_hidden {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    NotText(#[from] encoding::NotText),
}

fn read_csv(path: &Path) -> Result<String, Unreadable> {
    Ok(encoding::decode(&read_bytes(path)?)?)
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > FILE_SIZE_MAX {
        return Err(std::io::Error::other("it is too large to be a roster"));
    }
    std::fs::read(path)
}

fn cannot_read(label: &str, error: &std::io::Error) -> Mistake {
    Mistake::in_file(
        label,
        format!("it cannot be read ({error}): see that it is there and may be read"),
    )
}

/// The rows of a CSV text with their numbers as a spreadsheet shows them, blank ones left out.
fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
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
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|byte| count(*byte))
        .unwrap_or(b',')
}

fn tidy(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || INVISIBLE.contains(&c))
        .to_owned()
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
            [
                (2, cells("email", "name")),
                (5, cells("a@b.example", "Lee, Ann")),
                (7, cells("c@d.example", "Bo")),
            ]
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
