//! What an import would change, in plain words: `+` added, `~` changed, `-` gone, and what is worth a second look.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

/// Added, changed or gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    Added,
    Changed,
    Gone,
}

/// What a line is about; lines are printed in this order, each under its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    Schemes,
    Groups,
    CoLeaders,
    Sessions,
    People,
    Roles,
    Supervisors,
    Students,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    pub subject: Subject,
    pub sign: Sign,
    pub what: String,
}

/// Every change of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Diff {
    pub changes: Vec<Change>,
    /// What may be meant and may be a slip; it hinders nothing.
    pub doubts: Vec<String>,
}

impl Diff {
    /// Would it change nothing?
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            writeln!(f, "Nothing changes.")?;
        }
        let mut heading = None;
        for Change { subject, sign, what } in &self.changes {
            if heading != Some(subject) {
                writeln!(f, "{}", subject.heading())?;
                heading = Some(subject);
            }
            writeln!(f, "  {} {what}", sign.mark())?;
        }
        if !self.doubts.is_empty() {
            writeln!(f, "Worth a second look")?;
        }
        self.doubts.iter().try_for_each(|doubt| writeln!(f, "  ? {doubt}"))
    }
}

impl Sign {
    fn mark(self) -> char {
        match self {
            Self::Added => '+',
            Self::Changed => '~',
            Self::Gone => '-',
        }
    }
}

impl Subject {
    fn heading(self) -> &'static str {
        match self {
            Self::Schemes => "Schemes",
            Self::Groups => "Groups",
            Self::CoLeaders => "Co-leaders",
            Self::Sessions => "Sessions",
            Self::People => "People",
            Self::Roles => "Roles",
            Self::Supervisors => "Supervisors",
            Self::Students => "Students",
        }
    }
}

/// A day as it is written in letters.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
