//! What became of a year, in a table that a newcomer understands.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use crate::page::FAMILIES;

/// The year in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    pub groups: usize,
    pub students: usize,
    pub sessions_held: usize,
    pub turns: usize,
    /// How often the daemon's process died.
    pub deaths: usize,
    /// Letters sent, by kind.
    pub letters: BTreeMap<&'static str, usize>,
    /// Messages that came in: from people of the roster, from machines, and from strangers.
    pub from_people: usize,
    pub from_machines: usize,
    pub from_strangers: usize,
    /// Messages of people that were acted on as they were meant, and those that a person was asked about.
    pub understood: usize,
    pub asked: usize,
    pub set_aside: usize,
    pub apologies: usize,
    pub distress: usize,
    pub registers: usize,
    pub attended: usize,
    pub absences_explained: usize,
    pub absences_unexplained: usize,
    pub dropped: usize,
    /// Steps of the absence policy that were taken, the first to the fourth.
    pub steps: [usize; 4],
    pub out: PathBuf,
}

impl Outcome {
    fn count(&self, kind: &str) -> usize {
        self.letters.get(kind).copied().unwrap_or(0)
    }

    /// Messages that came in altogether.
    pub fn received(&self) -> usize {
        self.from_people + self.from_machines + self.from_strangers
    }

    /// Letters sent altogether.
    pub fn sent(&self) -> usize {
        self.letters.values().sum()
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let line = |f: &mut Formatter<'_>, what: &str, count: usize| writeln!(f, "  {what:<58}{count:>7}");
        writeln!(f, "The year of {} groups with {} students", self.groups, self.students)?;
        line(f, "sessions held", self.sessions_held)?;
        line(f, "registers that a co-leader sent", self.registers)?;
        line(f, "times that a student was there", self.attended)?;
        line(f, "apologies before a session", self.apologies)?;
        line(f, "absences explained, before or after", self.absences_explained)?;
        line(f, "absences without a word", self.absences_unexplained)?;
        writeln!(f, "\nThe absence policy, step by step")?;
        const STEPS: [&str; 4] = [
            "1  a friendly note to a student who was missed",
            "2  a letter with the firm head in copy",
            "3  the undergraduate team hears of it",
            "4  the stage lead hears of it",
        ];
        for (what, count) in STEPS.iter().zip(self.steps) {
            line(f, what, count)?;
        }
        line(f, "letters that took something back", self.count("withdrawal"))?;
        writeln!(f, "\nMessages that came in")?;
        line(f, "from people", self.from_people)?;
        line(f, "    understood and acted on", self.understood)?;
        line(f, "    asked about, nothing changed before", self.asked)?;
        line(f, "    that may mean distress: to both co-leaders at once", self.distress)?;
        line(f, "from machines: away, bounced, receipts", self.from_machines)?;
        line(f, "from strangers", self.from_strangers)?;
        line(f, "set aside for the administrator, of all these", self.set_aside)?;
        writeln!(f, "\nLetters that went out")?;
        for (heading, kinds) in FAMILIES {
            writeln!(f, "  {heading}")?;
            for kind in kinds.iter().filter(|kind| self.count(kind) > 0) {
                line(f, &format!("    {}", kind.replace('-', " ")), self.count(kind))?;
            }
        }
        line(f, "altogether", self.sent())?;
        line(f, "decided, and dropped because they were of no more use", self.dropped)
    }
}
