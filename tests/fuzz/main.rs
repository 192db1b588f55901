//! Fuzzing: each target for FUZZ_SECONDS (a few by default, a minute where CI asks for it) on the kept corpus in
//! `corpus/`, whose inputs have broken something once. `examples/stir.rs` goes on for as long as it is told.

mod fuzzer;
mod seeds;
mod targets;

use std::time::Duration;

/// As long as whoever runs all the tests will wait.
const SECONDS: u64 = 3;

fn holds(name: &str) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let target = targets::ALL.iter().find(|target| target.name == name).expect("a target");
    let figures = fuzzer::fuzz(target, Duration::from_secs(seconds));
    println!("{name}: {figures:?}");
    assert!(figures.broke.is_none(), "{name}: {figures:?}");
    assert!(figures.inputs > 0 && figures.answers > 1, "{name}: {figures:?}");
}

#[test]
fn letters() {
    holds("ingest");
}

#[test]
fn authentication_results() {
    holds("authentication-results");
}

#[test]
fn addresses() {
    holds("addresses");
}

#[test]
fn reply_text() {
    holds("reply-text");
}

#[test]
fn orders() {
    holds("orders");
}

#[test]
fn dates() {
    holds("dates");
}

#[test]
fn icalendar() {
    holds("icalendar");
}

#[test]
fn roster_files() {
    holds("roster");
}

#[test]
fn roster_workbooks() {
    holds("workbook");
}

/// Breaks where a letter stands three times, and never ends on another: what the fuzzer has to find.
static BROKEN: fuzzer::Target = fuzzer::Target {
    name: "broken",
    seeds: || vec![b"abc".to_vec()],
    pieces: &["x"],
    run: |input| {
        assert!(!input.windows(3).any(|three| three == b"xxx"), "three of them");
        Ok(input.iter().filter(|byte| **byte == b'x').count().to_string())
    },
};

#[test]
fn a_target_that_breaks_is_found_and_its_input_left() {
    let figures = fuzzer::fuzz(&BROKEN, Duration::from_secs(60));
    let (path, why) = figures.broke.expect("it breaks");
    assert_eq!(why, "it panicked");
    assert!(std::fs::read(path).expect("the input").windows(3).any(|three| three == b"xxx"));
}
