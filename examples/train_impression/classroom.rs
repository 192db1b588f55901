//! Where lessons are heard: the tests' made-up groups, on the days before a session or after it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use balintd::domain::calendar::Calendar;
use balintd::domain::id::{PersonId, SessionId};
use balintd::domain::roster::{Roster, london};
use balintd::domain::said::{Flag, Mark, Rest, Stance};
use balintd::import::read_folder;
use balintd::inbound::impression::firm_heads::OfFirmStudent;
use balintd::inbound::impression::staff::{OfMessage, OfStudent, OrderKind, heard, in_register};
use balintd::inbound::impression::students::Shown;
use balintd::inbound::impression::told::Told;
use balintd::inbound::impression::{Sign, Signs};
use balintd::inbound::names::Roll;
use balintd::inbound::{About, AboutKind, Line, Scene, Words, co_leader, firm_head, student};
use jiff::ToSpan;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StudentLesson {
    about: Option<AboutKind>,
    text: String,
    says: Vec<Stance>,
    flags: Vec<Flag>,
}

/// What a co-leader wrote. People are the parts of their addresses before the @.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffLesson {
    pub group: String,
    pub about: Option<AboutKind>,
    pub session: Option<u8>,
    /// The session of the register, where it is not the one that the letter answered is about.
    pub of: Option<u8>,
    /// Whom the letter answered was about.
    pub student: Option<String>,
    pub text: String,
    pub marks: BTreeMap<String, Mark>,
    pub rest: Option<Rest>,
    /// How many names fit two students, or none.
    pub unclear: usize,
    #[serde(rename = "do")]
    pub orders: Vec<Given>,
}

/// An order; most of its particulars are for the rules.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    #[serde(rename = "do")]
    pub kind: OrderKind,
    pub student: Option<String>,
    /// Whose absence is explained, where it is not the one that the lesson is about.
    session: Option<u8>,
}

impl StaffLesson {
    /// Reads a line of its file. A line that is none ends it all.
    pub fn of_line(line: &str) -> Self {
        serde_json::from_str(line).unwrap_or_else(|why| panic!("{why} in {line}"))
    }
}

/// What a firm head wrote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirmLesson {
    group: String,
    about: Option<AboutKind>,
    session: Option<u8>,
    /// Whom the letter answered was about.
    student: Option<String>,
    text: String,
    #[serde(rename = "do")]
    says: Vec<Answered>,
}

/// What is said of a student, or that something is asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Answered {
    Question,
    #[serde(untagged)]
    Of {
        #[serde(rename = "do")]
        what: OfFirmStudent,
        student: String,
    },
}

/// A student's lesson as the models meet it.
pub struct Heard {
    pub shown: Shown,
    /// For each sign, in their order.
    pub meant: Vec<bool>,
}

/// A lesson as a network hears it.
pub struct Lesson {
    pub told: Told<u32>,
    /// For each sign of the message.
    pub message: Vec<bool>,
    /// For each student told of, and each sign.
    pub students: Vec<Vec<bool>>,
}

/// The folders of the lessons.
pub const STUDENTS: &str = "";
pub const STAFF: &str = "staff";
pub const FIRM_HEADS: &str = "firm_heads";

/// The text of all lessons of a folder, in the order of the files' names.
pub fn lessons(root: &Path, folder: &str) -> io::Result<String> {
    let folder = root.join("examples/train_impression/lessons").join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.is_file());
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

    /// What the models are shown of a lesson, a line of its file, and what was meant by it. A line that is none ends it all.
    pub fn hear(&self, line: &str) -> Heard {
        let lesson: StudentLesson = serde_json::from_str(line).unwrap_or_else(|why| panic!("{why} in {line}"));
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
        let shown = student::shown(&own_words(&lesson.text), &scene, membership.student, membership.group);
        let is_meant = |sign: &Sign| match sign {
            Sign::Stance(stance) => lesson.says.contains(stance),
            Sign::Flag(flag) => lesson.flags.contains(flag),
        };
        Heard { shown, meant: Sign::ALL.iter().map(is_meant).collect() }
    }

    /// A co-leader's lesson: what is meant of each student whom it names, and beside that.
    pub fn hear_staff(&self, lesson: &StaffLesson) -> Lesson {
        let told = self.staff(lesson);
        let is_meant = |sign: &OfMessage| match sign {
            OfMessage::Rest(rest) => lesson.rest == Some(*rest),
            OfMessage::Order(kind) => lesson.orders.iter().any(|order| order.kind == *kind),
            OfMessage::UnclearName => lesson.unclear > 0,
            OfMessage::AnotherSession => lesson.of.is_some(),
        };
        let message = OfMessage::ALL.iter().map(is_meant).collect();
        let students = told.students.iter().map(|one| self.meant_of(lesson, one.student)).collect();
        Lesson { told, message, students }
    }

    /// A firm head's lesson: what is meant of each student spoken of, and beside that.
    pub fn hear_firm_head(&self, line: &str) -> Lesson {
        let (lesson, told) = self.firm(line);
        let is_meant = |student: PersonId, sign: OfFirmStudent| {
            lesson.says.iter().any(|said| match said {
                Answered::Of { what, student: of } => *what == sign && self.person(of) == Some(student),
                Answered::Question => false,
            })
        };
        let meant = |student| OfFirmStudent::ALL.iter().map(|sign| is_meant(student, *sign)).collect();
        let asks = lesson.says.iter().any(|said| matches!(said, Answered::Question));
        let students = told.students.iter().map(|one| meant(one.student)).collect();
        Lesson { told, message: vec![asks], students }
    }

    fn meant_of(&self, lesson: &StaffLesson, student: PersonId) -> Vec<bool> {
        let is_them = |local: &String| self.person(local) == Some(student);
        let given = |kind: OrderKind| {
            lesson.orders.iter().any(|order| {
                order.kind == kind && order.student.as_ref().or(lesson.student.as_ref()).is_some_and(is_them)
            })
        };
        let is_of_register =
            |order: &Given| order.session.is_none_or(|session| Some(session) == lesson.of.or(lesson.session));
        let of_register = given(OrderKind::Explained) && lesson.orders.iter().all(is_of_register);
        let of_rest = match lesson.rest {
            Some(Rest::Present) => Some(Mark::Present),
            Some(Rest::Absent) => Some(Mark::Absent),
            Some(Rest::Expected) | None => None,
        };
        let mark = lesson.marks.iter().find(|(local, _)| is_them(local)).map_or(of_rest, |(_, mark)| Some(*mark));
        let in_register = in_register(lesson.about, lesson.marks.values(), lesson.rest);
        let (mark, explained) = heard(mark, of_register, in_register);
        let explained = explained || given(OrderKind::Explained) && !of_register;
        let is_meant = |sign: &OfStudent| match sign {
            OfStudent::Mark(one) => mark == Some(*one),
            OfStudent::Order(OrderKind::Explained) => explained,
            OfStudent::Order(kind) => given(*kind),
        };
        OfStudent::ALL.iter().map(is_meant).collect()
    }

    /// Who has this address.
    pub fn person(&self, local: &str) -> Option<PersonId> {
        self.roster.people.values().find(|person| person.address.local() == local).map(|person| person.id)
    }

    /// Whoever is in the group counts as one of the firm, so that every name of a lesson is known.
    fn firm(&self, line: &str) -> (FirmLesson, Told<u32>) {
        let lesson: FirmLesson = serde_json::from_str(line).unwrap_or_else(|why| panic!("{why} in {line}"));
        let group = self.roster.group_called(&lesson.group).expect("the group is there").id;
        let about = lesson.about.map(|kind| About {
            kind,
            group: Some(group),
            session: lesson.session,
            student: lesson.student.as_deref().and_then(|local| self.person(local)),
        });
        let now = AFTER.parse().expect("a time");
        let scene = Scene { roster: &self.roster, calendar: &self.calendar, now, about: about.as_ref() };
        let today = self.calendar.day(now);
        let roll = Roll::of_group(&self.roster, group, today);
        let firm_head = self.person("farah.aziz").expect("she is there");
        let told = firm_head::told(&own_words(&lesson.text), &scene, firm_head, &roll);
        (lesson, told)
    }

    fn staff(&self, lesson: &StaffLesson) -> Told<u32> {
        let group = self.roster.group_called(&lesson.group).expect("the group is there").id;
        let session = SessionId { group, number: lesson.session.unwrap_or(SESSION) };
        let starts = self.calendar.get(session).expect("the session is there").starts_at;
        let now = if lesson.about == Some(AboutKind::Brief) { starts - 5.hours() } else { starts + 7.hours() };
        let about = lesson.about.map(|kind| About {
            kind,
            group: Some(group),
            session: lesson.session.filter(|_| kind != AboutKind::Digest),
            student: lesson.student.as_deref().and_then(|local| self.person(local)),
        });
        let scene = Scene { roster: &self.roster, calendar: &self.calendar, now, about: about.as_ref() };
        let leader = *self.roster.co_leaders(group, self.calendar.day(now)).first().expect("somebody leads it");
        co_leader::told(&own_words(&lesson.text), &scene, leader, group)
    }
}

fn own_words(text: &str) -> Words {
    Words {
        lines: text.lines().map(|text| Line { text: text.to_owned(), answers: None }).collect(),
        ..Words::default()
    }
}
