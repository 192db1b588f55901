//! The weights that ship with the program are those of the lessons beside the trainer, and of the features of today.

#[path = "../examples/train_impression/classroom.rs"]
mod classroom;

use std::path::Path;

use balintd::inbound::impression::weights::{WEIGHTS, Weights, fingerprint};
use balintd::inbound::impression::{Impression, SIGNS, Sign};

use classroom::{Classroom, lessons};

/// Every so many lessons one is heard.
const STRIDE: usize = 20;

/// So many of what was learnt must come back; features that had changed since the training would bring back hardly any.
const RIGHT_PERCENT_MIN: usize = 90;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_weights_were_made_from_these_lessons() {
    let text = lessons(root()).expect("the lessons are there");
    assert_eq!(
        WEIGHTS.fingerprint,
        fingerprint(text.as_bytes()),
        "lessons have changed: run  cargo run --release --example train_impression"
    );
}

#[test]
fn what_was_learnt_comes_back() {
    let text = lessons(root()).expect("the lessons are there");
    let classroom = Classroom::open(root());
    let heard: Vec<_> = text.lines().step_by(STRIDE).map(|line| classroom.hear(line)).collect();
    let is_right = |one: &&classroom::Heard| {
        let impression = Impression::of(&[], &one.features);
        let mut signs = SIGNS.iter().zip(one.meant).filter(|(sign, _)| matches!(sign, Sign::Stance(_)));
        signs.all(|(sign, is_meant)| (impression.chance(*sign) > 0.5) == is_meant)
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
    let bytes = WEIGHTS.to_bytes();
    assert_eq!(Weights::parse(&bytes).as_ref(), Some(&*WEIGHTS));
    assert_eq!(Weights::parse(&bytes[..bytes.len() / 2]), None);
    assert_eq!(Weights::parse(&[&bytes[..], &[0]].concat()), None);
}
