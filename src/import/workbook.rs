//! The sheets of an XLSX workbook as tables of text: a date cell reads as `2026-09-15`, a time as `13:00`.
//!
//! Cells are taken one by one, never as the rectangle that they span, which one stray cell can make huge.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::source::{Table, tidy};

/// A workbook is a ZIP archive.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// No sheet of a roster has nearly as many columns; what stands further right is not read.
const COLUMNS_MAX: usize = 64;

/// How mistakes call a sheet.
pub fn label(name: &str) -> String {
    format!("sheet {name}")
}

/// Every sheet that has anything in it.
///
/// # Errors
/// Where the bytes are no XLSX workbook, or one with a password.
pub fn tables(bytes: &[u8]) -> Result<Vec<Table>, XlsxError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        let label = label(&name);
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that is only a chart.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error),
        };
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let (number, column) = (row.saturating_add(1), usize::try_from(column).unwrap_or(COLUMNS_MAX));
            let text = tidy(&text(cell.get_value()));
            if text.is_empty() || column >= COLUMNS_MAX {
                continue;
            }
            let row = rows.entry(number).or_default();
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(place) = row.get_mut(column) {
                *place = text;
            }
        }
        if !rows.is_empty() {
            tables.push(Table { name, label, rows: rows.into_iter().collect() });
        }
    }
    Ok(tables)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(moment) => moment.trim_end_matches("T00:00:00").to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Excel counts days: a number below one is a time of day, a whole number is a date.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}")
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}
