//! Messages a second on one core, over the labelled letters: the whole reading, beside mail-parser's bare parse of the
//! same bytes in the same run. `cargo bench --bench reading`.
//!
//! The tables of words are made before anything is measured, once a process; how long that takes is printed first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::inbound::label::AboutLabel;
use balintd::inbound::{self, About, Letter, OurSelves, Reading, Scene, Vouching};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use mail_parser::MessageParser;
use serde::Deserialize;

#[expect(clippy::disallowed_methods, reason = "what the first reading of a process takes is measured once")]
fn main() {
    let corpus = &*CORPUS;
    let start = Instant::now();
    corpus.each(|case| drop(black_box(corpus.read(case))));
    println!(
        "the first reading of all {} letters, with the making of the tables: {:?}",
        corpus.cases.len(),
        start.elapsed()
    );
    divan::main();
}

#[divan::bench]
fn bare_parse_of_mail_parser(bencher: Bencher<'_, '_>) {
    let parser = MessageParser::default();
    measure(bencher, |case| drop(black_box(parser.parse(&case.raw))));
}

#[divan::bench]
fn letter_without_its_meaning(bencher: Bencher<'_, '_>) {
    measure(bencher, |case| drop(black_box(Letter::parse(&case.raw))));
}

#[divan::bench]
fn whole_reading(bencher: Bencher<'_, '_>) {
    measure(bencher, |case| drop(black_box(CORPUS.read(case))));
}

fn measure(bencher: Bencher<'_, '_>, work: impl Fn(&Case) + Sync) {
    bencher.counter(ItemsCount::new(CORPUS.cases.len())).bench(|| CORPUS.each(&work));
}

/// A labelled letter, with when it came and what it answers.
struct Case {
    raw: Vec<u8>,
    at: Timestamp,
    about: Option<About>,
}

struct Corpus {
    roster: Roster,
    calendar: Calendar,
    ours: OurSelves,
    cases: Vec<Case>,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Line {
        eml: PathBuf,
        at: Timestamp,
        about: Option<AboutLabel>,
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let roster = balintd::import::read_folder(&folder.join("world")).expect("the world has no mistakes");
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    let lines = std::fs::read_to_string(folder.join("cases/cases.jsonl")).expect("the cases are there");
    let cases = lines
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).expect("a case");
            let raw = std::fs::read(folder.join("cases").join(&line.eml)).expect("a case has a letter");
            Case { raw, at: line.at, about: line.about.map(|about| about.about(&roster)) }
        })
        .collect();
    let address = Address::new("balint@med.example.ac.uk").expect("an address");
    Corpus { roster, calendar, ours: OurSelves { address, administrator: None, vouching: Vouching::Waived }, cases }
});

impl Corpus {
    fn each(&self, work: impl Fn(&Case)) {
        self.cases.iter().for_each(work);
    }

    fn read(&self, case: &Case) -> Reading {
        let scene = Scene { roster: &self.roster, calendar: &self.calendar, now: case.at, about: case.about.as_ref() };
        inbound::read(&Letter::parse(&case.raw), &scene, &self.ours)
    }
}
