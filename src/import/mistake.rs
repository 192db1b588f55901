//! A mistake in the roster's files: where it is, what is wrong and what to do about it.

use std::fmt;

use serde::Serialize;

/// One mistake, printed as `students.csv row 7, firm_head: …`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mistake {
    /// The file of a folder (`students.csv`), or the sheet of a workbook (`sheet students`).
    pub file: String,
    /// The row as a spreadsheet counts it, the header being row 1; none where the whole file is meant.
    pub row: Option<u32>,
    /// The column's name; none where the whole row is meant.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub what: String,
}

impl Mistake {
    /// A mistake of a whole file.
    pub fn in_file(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), row: None, column: None, what: what.into() }
    }

    /// A mistake of a whole row.
    pub fn in_row(file: &str, row: u32, what: impl Into<String>) -> Self {
        Self { row: Some(row), ..Self::in_file(file, what) }
    }

    /// A mistake in one cell.
    pub fn in_cell(file: &str, row: u32, column: &str, what: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), ..Self::in_row(file, row, what) }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}
