//! A workbook says what the folder says, its dates and times being true dates and times.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;

const DATES: &str = "date";

/// The sheets of a folder as a workbook, dates, times and numbers typed as Excel does.
fn workbook(files: &Files) -> Workbook {
    let mut workbook = Workbook::new();
    let dates = Format::new().set_num_format("dd/mm/yyyy");
    let times = Format::new().set_num_format("hh:mm");
    for (name, bytes) in &files.0 {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_end_matches(".csv")).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                let title = header[usize::from(column)];
                if row == 0 || cell.is_empty() {
                    sheet.write_string(row, column, cell).unwrap();
                } else if [DATES, "from", "until"].contains(&title) {
                    let date = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_datetime_with_format(row, column, date, &dates).unwrap();
                } else if title == "starts" {
                    let time = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_datetime_with_format(row, column, time, &times).unwrap();
                } else if let Ok(number) = cell.parse::<u32>() {
                    sheet.write_number(row, column, number).unwrap();
                } else {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
    }
    workbook
}

fn read_workbook(bytes: &[u8]) -> Result<Import, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let rules = ImportRules { today: SUMMER, bank_holidays: &bank_holidays_england(), allow_leaving: false };
    let strip = |mistake: &Mistake| mistake.to_string().replace(&path.display().to_string(), "roster.xlsx");
    read(&path, None, &rules).map_err(|mistakes| mistakes.iter().map(strip).collect())
}

#[test]
fn a_workbook_is_the_same_roster_as_a_folder() {
    let mut world = Files(BTreeMap::new());
    for name in ["people.csv", "groups.csv", "students.csv", "sessions.csv"] {
        world = world.with(name, std::fs::read(Path::new(WORLD).join(name)).unwrap());
    }
    let closures = "from,until,why\n2026-12-21,2027-01-03,Christmas\n";
    for files in [world, Files::sound().with("closures.csv", closures)] {
        let bytes = workbook(&files).save_to_buffer().unwrap();
        assert_eq!(read_workbook(&bytes).unwrap().roster, files.first().roster);
    }
}

#[test]
fn mistakes_name_the_sheet_and_its_row() {
    let files = Files::sound().edited("sessions.csv", "2026-10-02", "2026-12-25").without("people.csv");
    let bytes = workbook(&files).save_to_buffer().unwrap();
    assert_eq!(read_workbook(&bytes).unwrap_err(), ["sheet people: this sheet is missing: add it"]);
    let mut spoilt = workbook(&Files::sound().edited("sessions.csv", "2026-10-02", "2026-12-25"));
    let students = spoilt.worksheet_from_name("students").unwrap();
    students.write_formula(3, 1, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
    assert_eq!(
        read_workbook(&spoilt.save_to_buffer().unwrap()).unwrap_err(),
        [
            "sheet sessions row 5, date: 2026-12-25 is a bank holiday: move the session to another day",
            "sheet students row 4, name: the cell shows #N/A, an error of the spreadsheet: put the value itself there",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_spoilt_workbook_is_read_or_refused(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| workbook(&Files::sound()).save_to_buffer().unwrap());
        let mut bytes = SOUND.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let whole = read_workbook(&bytes);
        prop_assert!(whole.is_ok() || whole.is_err_and(|said| !said.is_empty()));
        bytes.truncate(cut.index(SOUND.len()));
        prop_assert!(read_workbook(&bytes).is_err_and(|said| !said.is_empty()));
    }
}

#[test]
fn what_is_no_workbook_is_said() {
    let neither = "roster.xlsx: this is neither a folder of CSV files nor an XLSX workbook without a password: give one of the two";
    assert_eq!(read_workbook(b"email,name").unwrap_err(), [neither]);
    assert_eq!(read_workbook(b"").unwrap_err(), [neither]);
    let mut cut = workbook(&Files::sound()).save_to_buffer().unwrap();
    cut.truncate(cut.len() / 2);
    let said = read_workbook(&cut).unwrap_err();
    assert!(said[0].starts_with("roster.xlsx: it is not a workbook that can be read ("), "{said:?}");
    assert!(said[0].ends_with("): save it again as XLSX"), "{said:?}");
}
