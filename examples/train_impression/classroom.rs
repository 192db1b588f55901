//! Where lessons are heard: a made-up group, one session, the day before it or two days after it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use balintd::domain::calendar::Calendar;
use balintd::domain::roster::{Roster, london};
use balintd::domain::said::{Flag, Stance};
use balintd::import::read_folder;
use balintd::inbound::impression::features::Feature;
use balintd::inbound::impression::{SIGN_COUNT, SIGNS, Sign};
use balintd::inbound::student::seen;
use balintd::inbound::{About, AboutKind, Line, Scene, Words};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lesson {
    about: Option<AboutKind>,
    text: String,
    says: Vec<Stance>,
    flags: Vec<Flag>,
}

/// A lesson as the model meets it.
pub struct Heard {
    pub features: Vec<Feature>,
    pub meant: [bool; SIGN_COUNT],
}

/// The text of all lessons, in the order of the files' names.
pub fn lessons(root: &Path) -> io::Result<String> {
    let folder = root.join("examples/train_impression/lessons");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    files.iter().map(fs::read_to_string).collect()
}

/// The made-up group in which all lessons are heard. Their days mean nothing in it; the rules' hints leave days out.
pub struct Classroom {
    roster: Roster,
    calendar: Calendar,
}

/// The session that lessons are about, and the days before and after it.
const SESSION: u8 = 6;
const BEFORE: &str = "2026-11-23T10:00:00Z";
const AFTER: &str = "2026-11-26T10:00:00Z";

impl Classroom {
    /// Opens the tests' made-up world under the project's folder.
    pub fn open(root: &Path) -> Self {
        let roster = read_folder(&root.join("tests/reading/world")).expect("the roster of the tests is in order");
        let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
        Self { roster, calendar }
    }

    /// What the model sees of a lesson, a line of its file, and what was meant by it. A line that is none ends it all.
    pub fn hear(&self, line: &str) -> Heard {
        let lesson: Lesson = serde_json::from_str(line).unwrap_or_else(|why| panic!("{why} in {line}"));
        let words = Words {
            lines: lesson.text.lines().map(|text| Line { text: text.to_owned(), answers: None }).collect(),
            ..Words::default()
        };
        let membership = self.roster.memberships.first().expect("somebody is in a group");
        let about = lesson.about.map(|kind| About {
            kind,
            group: Some(membership.group),
            session: (kind != AboutKind::Welcome).then_some(SESSION),
            student: None,
        });
        let now = if lesson.about == Some(AboutKind::CheckIn) { AFTER } else { BEFORE };
        let scene = Scene {
            roster: &self.roster,
            calendar: &self.calendar,
            now: now.parse().expect("a time"),
            about: about.as_ref(),
        };
        let features = seen(&words, &scene, membership.student, membership.group);
        let meant = SIGNS.map(|sign| match sign {
            Sign::Stance(stance) => lesson.says.contains(&stance),
            Sign::Flag(flag) => lesson.flags.contains(&flag),
        });
        Heard { features, meant }
    }
}
