//! The weights that ship with the program are those of the lessons beside the trainer, and of the features of today.

#[path = "../examples/train_impression/classroom.rs"]
mod classroom;

use std::path::Path;

use balintd::domain::said::Mark;
use balintd::inbound::impression::firm_heads::{OfAnswer, OfFirmStudent};
use balintd::inbound::impression::staff::{OfMessage, OfStudent};
use balintd::inbound::impression::weights::{Weights, fingerprint};
use balintd::inbound::impression::{Impression, Sign, Signs};

use classroom::{Classroom, FIRM_HEADS, Heard, STAFF, STUDENTS, lessons};

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
        ("students", Sign::weights(), STUDENTS),
        ("marks", OfStudent::weights(), STAFF),
        ("registers", OfMessage::weights(), STAFF),
        ("firm_students", OfFirmStudent::weights(), FIRM_HEADS),
        ("firm_answers", OfAnswer::weights(), FIRM_HEADS),
    ];
    for (name, weights, folder) in made {
        assert_eq!(
            weights.fingerprint,
            fingerprint(text(folder).as_bytes()),
            "lessons have changed: run  cargo run --release --example train_impression -- {name}"
        );
    }
}

#[test]
fn what_was_learnt_comes_back() {
    let classroom = Classroom::open(root());
    let students = text(STUDENTS);
    let heard: Vec<Heard> = students.lines().step_by(STRIDE).map(|line| classroom.hear(line)).collect();
    comes_back::<Sign>(&heard, |sign| matches!(sign, Sign::Stance(_)));
    let staff = text(STAFF);
    let heard: Vec<Heard> = staff.lines().step_by(STRIDE).flat_map(|line| classroom.hear_marks(line)).collect();
    comes_back::<OfStudent>(&heard, |sign| matches!(sign, OfStudent::Mark(mark) if mark != Mark::TurnedAway));
    let heard: Vec<Heard> = staff.lines().step_by(STRIDE).map(|line| classroom.hear_register(line)).collect();
    comes_back::<OfMessage>(&heard, |sign| matches!(sign, OfMessage::Rest(_)));
    let firm = text(FIRM_HEADS);
    let heard: Vec<Heard> = firm.lines().step_by(STRIDE).flat_map(|line| classroom.hear_firm_students(line)).collect();
    comes_back::<OfFirmStudent>(&heard, |_| true);
    let heard: Vec<Heard> = firm.lines().step_by(STRIDE).map(|line| classroom.hear_firm_answer(line)).collect();
    comes_back::<OfAnswer>(&heard, |_| true);
}

fn comes_back<S: Signs>(heard: &[Heard], counts: impl Fn(S) -> bool) {
    let is_right = |one: &&Heard| {
        let impression = Impression::<S>::of(&[], &one.features);
        let mut signs = S::ALL.iter().zip(&one.meant).filter(|(sign, _)| counts(**sign));
        signs.all(|(sign, is_meant)| (impression.chance(*sign) > 0.5) == *is_meant)
    };
    let right = heard.iter().filter(is_right).count();
    assert!(
        right * 100 >= heard.len() * RIGHT_PERCENT_MIN,
        "{right} of {}: what the model sees has changed; run  cargo run --release --example train_impression",
        heard.len()
    );
}

#[test]
fn the_file_of_weights_is_read_as_it_was_written_and_half_of_it_is_none() {
    let bytes = OfMessage::weights().to_bytes();
    assert_eq!(Weights::parse(&bytes).as_ref(), Some(OfMessage::weights()));
    assert_eq!(Weights::parse(&bytes[..bytes.len() / 2]), None);
    assert_eq!(Weights::parse(&[&bytes[..], &[0]].concat()), None);
}
