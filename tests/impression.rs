//! The weights that ship with the program are those of the lessons beside the trainer, and of the features of today.

#[path = "../examples/train_impression/classroom.rs"]
mod classroom;

use std::path::Path;

use balintd::inbound::impression::network::Committee;
use balintd::inbound::impression::weights::{Weights, fingerprint};
use balintd::inbound::impression::{Impression, Impressions, Sign, Signs, firm_heads, staff, students};

use classroom::{Classroom, FIRM_HEADS, Heard, Lesson, STAFF, STUDENTS, StaffLesson, lessons};

/// Every so many lessons one is heard.
const STRIDE: usize = 20;

/// So many of what was learnt must come back; features that had changed since the training would bring back hardly any.
const RIGHT_PERCENT_MIN: usize = 90;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(folder: &str) -> String {
    lessons(root(), folder).expect("the lessons are there")
}

#[test]
fn the_weights_were_made_from_these_lessons() {
    let made = [
        ("students", students::weights().fingerprint, STUDENTS),
        ("students", students::committee().fingerprint, STUDENTS),
        ("staff", staff::committee().fingerprint, STAFF),
        ("firm_heads", firm_heads::committee().fingerprint, FIRM_HEADS),
    ];
    for (name, made_from, folder) in made {
        assert_eq!(
            made_from,
            fingerprint(text(folder).as_bytes()),
            "lessons have changed: run  cargo run --release --example train_impression -- {name}"
        );
    }
}

#[test]
fn what_was_learnt_comes_back() {
    let classroom = Classroom::open(root());
    let heard: Vec<Heard> = text(STUDENTS).lines().step_by(STRIDE).map(|line| classroom.hear(line)).collect();
    let is_stance = |sign: &Sign| matches!(sign, Sign::Stance(_));
    let is_right = |one: &Heard| {
        let impression = Impression::of(&[], &one.shown);
        let mut signs = Sign::ALL.iter().zip(&one.meant).filter(|(sign, _)| is_stance(sign));
        signs.all(|(sign, is_meant)| (impression.chance(*sign) > 0.5) == *is_meant)
    };
    comes_back(heard.iter().map(is_right));
    committee_comes_back(staff::committee(), STAFF, |line| classroom.hear_staff(&StaffLesson::of_line(line)));
    committee_comes_back(firm_heads::committee(), FIRM_HEADS, |line| classroom.hear_firm_head(line));
}

fn committee_comes_back(committee: &Committee, folder: &str, hear: impl Fn(&str) -> Lesson) {
    let agrees = |(sums, meant): (&[f32], &[bool])| {
        sums.len() == meant.len() && sums.iter().zip(meant).all(|(sum, is_meant)| (*sum > 0.0) == *is_meant)
    };
    let is_right = |line: &str| {
        let lesson = hear(line);
        let (message, students) = committee.hear(&lesson.told);
        let students = students.iter().map(Vec::as_slice).zip(lesson.students.iter().map(Vec::as_slice));
        std::iter::once((&message[..], &lesson.message[..])).chain(students).all(agrees)
    };
    comes_back(text(folder).lines().step_by(STRIDE).map(is_right));
}

fn comes_back(read: impl Iterator<Item = bool>) {
    let read: Vec<bool> = read.collect();
    let right = read.iter().filter(|is_right| **is_right).count();
    assert!(
        right * 100 >= read.len() * RIGHT_PERCENT_MIN,
        "{right} of {}: what the model hears has changed; run  cargo run --release --example train_impression",
        read.len()
    );
}

#[test]
fn a_file_is_read_as_it_was_written_and_half_of_it_is_none() {
    let bytes = students::weights().to_bytes();
    assert_eq!(Weights::parse(&bytes).as_ref(), Some(students::weights()));
    assert_eq!(Weights::parse(&bytes[..bytes.len() / 2]), None);
    assert_eq!(Weights::parse(&[&bytes[..], &[0]].concat()), None);
    let bytes = staff::committee().to_bytes();
    assert_eq!(Committee::parse(&bytes).as_ref(), Some(staff::committee()));
    assert_eq!(Committee::parse(&bytes[..bytes.len() / 2]), None);
    assert_eq!(Committee::parse(&[&bytes[..], &[0]].concat()), None);
}

#[test]
fn a_committee_hears_each_student_where_they_are_named() {
    let classroom = Classroom::open(root());
    let line = |text: &str| {
        format!(
            r#"{{"group":"G07","about":"register_request","session":6,"text":"{text}","marks":{{}},"rest":null,"unclear":0,"do":[]}}"#
        )
    };
    let marks = |text: &str| {
        let told = classroom.hear_staff(&StaffLesson::of_line(&line(text))).told;
        let heard: Impressions<staff::OfMessage, staff::OfStudent> = Impressions::of(staff::committee(), &told);
        let likeliest = |one: &Impression<staff::OfStudent>| {
            let marks = staff::OfStudent::ALL.iter().take(staff::MARKS.len()).copied();
            marks.max_by(|a, b| one.chance(*a).total_cmp(&one.chance(*b)))
        };
        heard.students.values().map(likeliest).collect::<Vec<_>>()
    };
    let [absent, late] = [staff::MARKS[1], staff::MARKS[3]].map(|mark| Some(staff::OfStudent::Mark(mark)));
    let (mut one, mut other) = (
        marks("Wei was absent and Hannah came ten minutes late."),
        marks("Hannah was absent and Wei came ten minutes late."),
    );
    assert_eq!(one.len(), 2);
    one.reverse();
    assert_eq!(one, other, "who is which depends on where they stand");
    other.sort_by_key(|mark| *mark != absent);
    assert_eq!(other, [absent, late]);
}
