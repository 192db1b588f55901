//! All letters as a mail program sees them, and as golden files byte for byte (`tests/letters`). Run the tests with
//! `UPDATE_LETTERS=1` to write the golden files anew, and read the difference.

mod answers;
mod coverage;
mod discretion;
mod headers;
mod hostile;
mod overrides;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mail_parser::MessageParser;

use super::check::NEVER_IN_A_SUBJECT;
use super::message::SUBJECT_LENGTH_MAX;
use super::sample::{self, Kind, Sample};
use super::templates::{KINDS, Overrides};
use super::{Finished, Outbound};

fn outbound() -> &'static Outbound {
    static BUILT_IN: LazyLock<Outbound> = LazyLock::new(|| {
        Outbound::load(sample::house(), &Overrides::new()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
    });
    &BUILT_IN
}

/// The ordinary school, built once.
fn ordinary() -> &'static Sample {
    static ORDINARY: LazyLock<Sample> = LazyLock::new(|| Sample::new(Kind::Ordinary));
    &ORDINARY
}

/// Every letter of a sample, numbered within its kind.
fn written(kind: Kind) -> Vec<(String, Finished)> {
    let mut numbers = BTreeMap::<String, usize>::new();
    let sample = Sample::new(kind);
    let named = |(name, finished): (String, Result<Finished, _>)| {
        let number = numbers.entry(name.clone()).or_default();
        *number += 1;
        let finished: Finished = finished.unwrap_or_else(|error: super::ComposeError| panic!("{name}: {error}"));
        (format!("{name}-{number}"), finished)
    };
    outbound().preview(&sample).into_iter().map(named).collect()
}

fn text_of(finished: &Finished) -> String {
    let message = MessageParser::new().parse(&finished.bytes).unwrap();
    message.body_text(0).unwrap().replace("\r\n", "\n")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn letters_are_as_the_golden_files_have_them() {
    let folder = folder("tests/letters");
    let update = std::env::var_os("UPDATE_LETTERS").is_some();
    let mut expected = BTreeSet::new();
    for (name, finished) in written(Kind::Ordinary) {
        let path = folder.join(format!("{name}.eml"));
        if update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &finished.bytes).unwrap();
        }
        let golden = std::fs::read(&path).unwrap_or_default();
        assert!(
            golden == finished.bytes,
            "{name} differs from its golden file:\n{}",
            String::from_utf8_lossy(&finished.bytes)
        );
        expected.insert(path);
    }
    let there: BTreeSet<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let stray: Vec<&PathBuf> = there.difference(&expected).collect();
    assert!(stray.is_empty(), "golden files without a letter: {stray:?}");
}

#[test]
fn every_letter_has_a_folder_and_every_folder_a_letter() {
    let folders: BTreeSet<String> = std::fs::read_dir(folder("templates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "partials" && name != "layout")
        .collect();
    let letters: BTreeSet<String> =
        Sample::new(Kind::Ordinary).letters.iter().map(|one| one.letter.kind().to_owned()).collect();
    let listed: BTreeSet<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(folders, letters);
    assert_eq!(folders, listed);
}

#[test]
fn nothing_is_found_wrong_with_the_built_in_templates() {
    assert_eq!(outbound().check(), []);
}

#[test]
fn every_letter_greets_is_signed_and_says_why_it_came() {
    for kind in sample::KINDS {
        for (name, finished) in written(kind) {
            let text = text_of(&finished);
            assert!(text.starts_with("Dear ") || text.starts_with("Hello,"), "{name}: {text}");
            let signed = text.split("\n\n").any(|part| {
                let last = part.lines().last().unwrap_or_default();
                last.starts_with("Balint group G") || last.starts_with("Balint Groups")
            });
            assert!(signed, "{name} is not signed: {text}");
            for part in ["Why you have this: ", "Who else has it: ", "To put something right: "] {
                assert!(text.contains(part), "{name} lacks {part:?}: {text}");
            }
        }
    }
}

#[test]
fn subjects_are_short_and_discreet() {
    for kind in sample::KINDS {
        for (name, finished) in written(kind) {
            assert!(finished.subject.chars().count() <= SUBJECT_LENGTH_MAX, "{name}: {}", finished.subject);
            let lower = finished.subject.to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphanumeric());
            assert!(!words.any(|word| NEVER_IN_A_SUBJECT.contains(&word)), "{name}: {}", finished.subject);
        }
    }
}

#[test]
fn lines_end_in_crlf_and_none_depends_on_being_flowed() {
    for kind in sample::KINDS {
        for (name, finished) in written(kind) {
            let raw = String::from_utf8(finished.bytes.clone()).unwrap();
            assert!(raw.ends_with("\r\n"), "{name}");
            for line in raw.split("\r\n") {
                assert!(line.len() <= 998 && !line.contains(['\r', '\n']), "{name}: {line:?}");
            }
            for line in text_of(&finished).lines() {
                assert!(line == line.trim() && !line.starts_with("From "), "{name}: {line:?}");
            }
        }
    }
}
