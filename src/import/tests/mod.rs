//! The room as its users see it: files in, a roster or mistakes out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::{Date, date};

use super::{Import, ImportRules, Mistake, read, read_folder};
use crate::domain::holidays::bank_holidays_england;
use crate::domain::roster::Roster;

mod cells;
mod encodings;
mod laying;
mod mistakes;
mod shrunken;
mod twice;
mod workbook;

const PEOPLE: &str = "\
email,name,preferred_name,role
ann.lee@trust.example,Dr Ann Lee,Ann,co-leader
bo.ray@trust.example,Dr Bo Ray,,co-leader
cy.fox@trust.example,Dr Cy Fox,,co-leader
cy.fox@trust.example,Dr Cy Fox,,firm-head
dee.ash@trust.example,Dr Dee Ash,,firm-head
ug@med.example,Undergraduate Team,,undergraduate-team
lead@med.example,Prof Di Orr,Di,stage-lead
";

const GROUPS: &str = "\
group,weekday,starts,minutes,place,co_leader_1,co_leader_2
G1,Tuesday,13:00,50,Room 1,ann.lee@trust.example,bo.ray@trust.example
G2,Friday,14:00,50,Room 2,bo.ray@trust.example,cy.fox@trust.example
";

const STUDENTS: &str = "\
email,name,preferred_name,group,firm_head
kit.poe@students.example,Kit Poe,,G1,cy.fox@trust.example
lou.ivy@students.example,Lou Ivy,Lulu,G1,dee.ash@trust.example
max.oak@students.example,Max Oak,,G2,dee.ash@trust.example
";

const SESSIONS: &str = "\
group,number,date
G1,1,2026-09-15
G1,2,2026-09-29
G2,1,2026-09-18
G2,2,2026-10-02
";

/// A roster's files, small and right until a test spoils them.
#[derive(Debug, Clone)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn sound() -> Self {
        let files =
            [("people.csv", PEOPLE), ("groups.csv", GROUPS), ("students.csv", STUDENTS), ("sessions.csv", SESSIONS)];
        Self(files.map(|(name, text)| (name.to_owned(), text.into())).into())
    }

    /// The same with a file added or replaced.
    fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(name.to_owned(), bytes.into());
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.remove(name);
        self
    }

    /// The same with words of a file replaced; they must be there.
    fn edited(self, name: &str, old: &str, new: &str) -> Self {
        let text = String::from_utf8(self.0[name].clone()).unwrap();
        assert!(text.contains(old), "{old:?} is not in {name}");
        self.with(name, text.replacen(old, new, 1))
    }

    fn read(&self, previous: Option<&Roster>, today: Date, allow_leaving: bool) -> Result<Import, Vec<Mistake>> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.0 {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let rules = ImportRules { today, bank_holidays: &bank_holidays_england(), allow_leaving };
        read(folder.path(), previous, &rules)
    }

    /// The first import, before the year begins.
    fn first(&self) -> Import {
        self.read(None, SUMMER, false).unwrap()
    }

    /// A later import, which must be right.
    fn then(&self, previous: &Roster, today: Date) -> Import {
        self.read(Some(previous), today, false).unwrap()
    }

    fn mistakes(&self, previous: Option<&Roster>, today: Date) -> Vec<String> {
        let mistakes = self.read(previous, today, false).map(|_| ()).unwrap_err();
        mistakes.iter().map(ToString::to_string).collect()
    }
}

const SUMMER: Date = date(2026, 8, 1);

/// The small school whose letters the readers are tried on.
const WORLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world");

/// The roster of the README's "Try it on real servers".
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-roster");

#[test]
fn the_world_of_the_readers_is_a_roster() {
    let roster = read_folder(Path::new(WORLD)).unwrap();
    let counts = [roster.people.len(), roster.groups.len(), roster.memberships.len(), roster.sessions.len()];
    assert_eq!(counts, [31, 2, 23, 26]);
    let group = roster.group_called("g07").unwrap();
    let day = date(2026, 9, 15);
    let leaders = roster.co_leaders(group.id, day);
    let names: Vec<_> = leaders.iter().map(|id| roster.people[id].called()).collect();
    assert_eq!(names, ["Helen", "Dan"]);
    assert_eq!(roster.members(group.id, day).count(), 11);
    assert_eq!(roster.sessions_of(group.id).count(), 13);
    let schemes: Vec<_> = roster.schemes.values().map(|scheme| scheme.code.as_str()).collect();
    assert_eq!(schemes, ["balint"]);
}

#[test]
fn the_shipped_rosters_raise_no_doubt() {
    for folder in [WORLD, EXAMPLE] {
        let rules = ImportRules { today: SUMMER, bank_holidays: &bank_holidays_england(), allow_leaving: false };
        let import = read(Path::new(folder), None, &rules).unwrap();
        assert_eq!(import.diff.doubts, Vec::<String>::new(), "{folder}");
        assert!(!import.diff.is_empty());
    }
}

#[test]
fn a_folder_that_is_not_there_is_one_mistake() {
    let nowhere = Path::new("/nonexistent/roster");
    let mistakes = read_folder(nowhere).unwrap_err();
    assert_eq!(mistakes.len(), 1);
    assert!(mistakes[0].to_string().starts_with("/nonexistent/roster: it cannot be read ("), "{mistakes:?}");
}

#[test]
fn a_first_diff_says_who_comes() {
    insta::assert_snapshot!(Files::sound().first().diff, @r"
    Schemes
      + balint
    Groups
      + G1: Tuesday at 13:00, 50 minutes, Room 1
      + G2: Friday at 14:00, 50 minutes, Room 2
    Co-leaders
      + G1: Dr Ann Lee
      + G1: Dr Bo Ray
      + G2: Dr Bo Ray
      + G2: Dr Cy Fox
    Sessions
      + G1: 2 sessions, 15 September 2026 to 29 September 2026
      + G2: 2 sessions, 18 September 2026 to 2 October 2026
    Roles
      + Dr Ann Lee: co-leader
      + Dr Bo Ray: co-leader
      + Dr Cy Fox: co-leader
      + Dr Cy Fox: firm-head
      + Dr Dee Ash: firm-head
      + Undergraduate Team: undergraduate-team
      + Prof Di Orr: stage-lead
    Students
      + Kit Poe <kit.poe@students.example>: G1, firm head Dr Cy Fox
      + Lou Ivy <lou.ivy@students.example>: G1, firm head Dr Dee Ash
      + Max Oak <max.oak@students.example>: G2, firm head Dr Dee Ash
    ");
}

#[test]
fn holidays_are_an_argument() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::sound().edited("sessions.csv", "2026-09-15", "2026-08-31");
    for (name, bytes) in &files.0 {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let rules = ImportRules { today: SUMMER, bank_holidays: &BTreeSet::new(), allow_leaving: false };
    assert!(read(folder.path(), None, &rules).is_ok());
    assert_eq!(
        files.mistakes(None, SUMMER),
        ["sessions.csv row 2, date: 2026-08-31 is a bank holiday: move the session to another day"]
    );
}
