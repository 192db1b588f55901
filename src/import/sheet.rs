//! The sheets of a roster and their columns, and one sheet as a table whose cells are asked for by column.
//!
//! Header names may be in any case and order. An unknown column is a mistake, for it is most often a misspelt one.

use super::mistake::Mistake;

/// A sheet that a roster can have: a file of a folder, or a sheet of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    People,
    Groups,
    Students,
    Sessions,
    Schemes,
    Supervisors,
    CoLeaders,
    Closures,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Groups,
        Self::Students,
        Self::Sessions,
        Self::Schemes,
        Self::Supervisors,
        Self::CoLeaders,
        Self::Closures,
    ];

    /// The name of the sheet, or of the file without `.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Groups => "groups",
            Self::Students => "students",
            Self::Sessions => "sessions",
            Self::Schemes => "schemes",
            Self::Supervisors => "supervisors",
            Self::CoLeaders => "co-leaders",
            Self::Closures => "closures",
        }
    }

    /// The sheet of this name, whatever its case; `co_leaders` and `co leaders` are `co-leaders`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Must every roster have it?
    pub fn is_required(self) -> bool {
        matches!(self, Self::People | Self::Groups | Self::Students | Self::Sessions)
    }

    /// The columns that it must have.
    fn required(self) -> &'static [&'static str] {
        match self {
            Self::People => &["email", "name", "role"],
            Self::Groups => &["group", "weekday", "starts", "minutes", "place"],
            Self::Students => &["email", "name", "group", "firm_head"],
            Self::Sessions => &["group", "number", "date"],
            Self::Schemes => &["scheme"],
            Self::Supervisors => &["supervision", "email"],
            Self::CoLeaders => &["group", "place", "email"],
            Self::Closures => &["from", "until", "why"],
        }
    }

    /// The columns that it may have.
    fn optional(self) -> &'static [&'static str] {
        match self {
            Self::People => &["preferred_name", "former_email", "scheme", "from", "until"],
            Self::Groups => &["scheme", "site", "supervision", "co_leader_1", "co_leader_2"],
            Self::Students => &["preferred_name", "former_email", "adjusted", "from", "until"],
            Self::Sessions => &[],
            Self::Schemes => &["training", "feedback_mid", "feedback_end"],
            Self::Supervisors => &["scheme", "from", "until"],
            Self::CoLeaders => &["from", "until"],
            Self::Closures => &["scheme"],
        }
    }
}

/// A sheet as it was read, before anybody asked what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawSheet {
    pub kind: Kind,
    /// How mistakes call it.
    pub label: String,
    /// Each row that is not blank, with its number in the spreadsheet; the first is the header.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// A sheet whose header is understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub kind: Kind,
    pub label: String,
    columns: Vec<(&'static str, usize)>,
    rows: Vec<(u32, Vec<String>)>,
}

impl Sheet {
    /// Understands the header. Mistakes in it are noted, and the columns that are known can still be read.
    pub fn new(raw: RawSheet, mistakes: &mut Vec<Mistake>) -> Self {
        let mut rows = raw.rows.into_iter();
        let (header_row, header) = rows.next().unwrap_or_default();
        let known = || raw.kind.required().iter().chain(raw.kind.optional());
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        for (position, title) in header.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
            let folded = title.to_lowercase().replace([' ', '-'], "_");
            let Some(name) = known().find(|name| **name == folded) else {
                let known = known().copied().collect::<Vec<_>>().join(", ");
                let what = format!("this column is not known: rename it or take it out; {known} are");
                mistakes.push(Mistake::in_cell(&raw.label, header_row, title, what));
                continue;
            };
            if columns.iter().any(|(taken, _)| taken == name) {
                let what = "this column is there twice: take one out";
                mistakes.push(Mistake::in_cell(&raw.label, header_row, name, what));
                continue;
            }
            columns.push((name, position));
        }
        let has = |name: &str| columns.iter().any(|(there, _)| *there == name);
        for name in raw.kind.required().iter().filter(|name| !has(name)) {
            let what = format!("the column {name} is missing: add it");
            mistakes.push(Mistake::in_row(&raw.label, header_row.max(1), what));
        }
        let rows: Vec<_> = rows.collect();
        for (number, cells) in &rows {
            let titled = |position: usize| header.get(position).is_some_and(|title| !title.is_empty());
            if (0..cells.len()).any(|at| !titled(at) && cells.get(at).is_some_and(|cell| !cell.is_empty())) {
                let what = "a cell stands in a column without a title: put text with a comma in it in quotes, \
                            or give the column its title";
                mistakes.push(Mistake::in_row(&raw.label, *number, what));
            }
        }
        Self { kind: raw.kind, label: raw.label, columns, rows }
    }

    /// Has it this column?
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }

    /// Its rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row { sheet: self, number: *number, cells })
    }
}

/// A row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub sheet: &'a Sheet,
    pub number: u32,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The text of a cell; none where it is empty or the sheet has no such column.
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        let (_, position) = self.sheet.columns.iter().find(|(name, _)| *name == column)?;
        self.cells.get(*position).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A mistake in a cell of this row.
    pub fn mistake(&self, column: &str, what: impl Into<String>) -> Mistake {
        Mistake::in_cell(&self.sheet.label, self.number, column, what)
    }
}
