//! No bytes make the reader panic, and none make it slower than their number: the labelled letters cut, repeated and
//! stirred, letters built to be expensive, and noise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::inbound::{self, Letter, OurSelves, Reading, Scene, Vouching};
use proptest::prelude::*;

static WORLD: LazyLock<(Roster, Calendar)> = LazyLock::new(|| {
    let roster = balintd::import::read_folder(&folder().join("world")).expect("the world has no mistakes");
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    (roster, calendar)
});

static LETTERS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder().join("cases/eml"))
        .expect("the letters are there")
        .map(|entry| entry.expect("a letter").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a letter")).collect()
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

fn read(raw: &[u8]) -> Reading {
    let (roster, calendar) = &*WORLD;
    let scene = Scene { roster, calendar, now: "2026-11-20T12:00:00Z".parse().expect("an instant"), about: None };
    let ours = OurSelves {
        address: Address::new("balint@med.example.ac.uk").expect("an address"),
        administrator: None,
        vouching: Vouching::Waived,
    };
    inbound::read(&Letter::parse(raw), &scene, &ours)
}

/// A change to the bytes of a letter.
#[derive(Debug, Clone)]
enum Change {
    Cut { from: prop::sample::Index, length: usize },
    Repeat { from: prop::sample::Index, length: usize, times: usize },
    Insert { at: prop::sample::Index, bytes: Vec<u8> },
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::sample::select(vec![
            "\n> ",
            "\r\n\r\n",
            "<div>",
            "</blockquote>",
            "=?utf-8?b?",
            "--b\n",
            "\u{202e}",
            "From: x@y.example\n",
            "wrote:\n",
            "&#x",
            "=\n",
            "BEGIN:VEVENT\n",
            "\u{0}",
            "Content-Type: message/rfc822\n\n",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (any::<prop::sample::Index>(), 0usize..400).prop_map(|(from, length)| Change::Cut { from, length }),
        (any::<prop::sample::Index>(), 1usize..200, 2usize..20).prop_map(|(from, length, times)| Change::Repeat {
            from,
            length,
            times
        }),
        (any::<prop::sample::Index>(), piece).prop_map(|(at, bytes)| Change::Insert { at, bytes }),
    ]
}

fn changed(mut raw: Vec<u8>, change: &Change) -> Vec<u8> {
    if raw.is_empty() {
        return raw;
    }
    match change {
        Change::Cut { from, length } => {
            let from = from.index(raw.len());
            let end = raw.len().min(from + length);
            raw.drain(from..end);
        }
        Change::Repeat { from, length, times } => {
            let from = from.index(raw.len());
            let end = raw.len().min(from + length);
            let piece = raw[from..end].repeat(*times);
            raw.splice(from..from, piece);
        }
        Change::Insert { at, bytes } => {
            let at = at.index(raw.len());
            raw.splice(at..at, bytes.iter().copied());
        }
    }
    raw
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn noise_is_read(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read(&raw);
    }

    #[test]
    fn stirred_letters_are_read(which in any::<prop::sample::Index>(), changes in proptest::collection::vec(change(), 1..6)) {
        let raw = changes.iter().fold(which.get(&LETTERS).clone(), changed);
        read(&raw);
    }

    #[test]
    fn any_text_of_a_student_is_read(text in "\\PC{0,300}") {
        read(format!("From: tom.nguyen@students.example.ac.uk\nContent-Type: text/plain; charset=utf-8\n\n{text}").as_bytes());
    }
}

const STUDENT: &str = "From: Tom Nguyen <tom.nguyen@students.example.ac.uk>\nTo: balint@med.example.ac.uk\n";
const LEADER: &str = "From: Helen Marsh <helen.marsh@trust.example.nhs.uk>\nTo: balint@med.example.ac.uk\n";

/// Pieces of plain text that a reader might look at more than once.
const PLAIN: &[&str] = &[
    "> ",
    ">",
    "a ",
    "\n",
    "On 1 May 2027 at 10:00, ",
    "On 1 May 2027 at 10:00\n",
    "wrote: ",
    "From: a@b.example\n",
    "From: a@b.example\nSent: x\n",
    "-- \n",
    "Tom\n",
    "Tuesday ",
    "not ",
    "I can't come on Tuesday, sorry. ",
    "absent: Tom, Priya\n",
    "e\u{301}",
    "\u{1f44d}",
    "\u{200b}",
    "<b@c.example>\n",
    "________________________________\n",
    "the ",
    "1 ",
    "24/11 ",
    "Tom Nguyen ",
    "(",
    "\"",
    "- ",
];

/// The same of HTML.
const HTML: &[&str] =
    &["<div>", "<blockquote>", "<", "<a href=\"", "&amp;", "<p class=x>", "<!--", "<style>", "</div>", "<ol><li>"];

/// Fields and parts: the head of a letter, and what is repeated below it.
const PARTS: &[(&str, &str)] = &[
    ("Content-Type: text/plain; format=flowed\n\n", "a \n"),
    ("Subject: ", "=?utf-8?q?a?= "),
    ("Cc: ", "\"a\" <a@b.example>, "),
    ("Authentication-Results: ", "("),
    ("Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n"),
    ("Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: message/rfc822\n\n"),
    ("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n", "BEGIN:VEVENT\n"),
    ("", "X: y\n"),
];

/// Heads, and what is repeated below each.
fn expensive() -> Vec<(String, &'static str)> {
    let plain = PLAIN.iter().map(|piece| ("Content-Type: text/plain; charset=utf-8\n\n", *piece));
    let html = HTML.iter().map(|piece| ("Content-Type: text/html\n\n", *piece));
    let all: Vec<(&str, &str)> = plain.chain(html).chain(PARTS.iter().copied()).collect();
    [STUDENT, LEADER]
        .iter()
        .flat_map(|sender| all.iter().map(move |(head, piece)| (format!("{sender}{head}"), *piece)))
        .collect()
}

/// What grows with the square of its input does not come to an end here; nothing is timed, as hosts differ.
#[test]
fn nothing_costs_more_than_its_bytes() {
    const BYTES: usize = 150_000;
    const WORDS_BYTES_MAX: usize = 70_000;
    for (head, piece) in expensive() {
        let raw = head.clone() + &piece.repeat(BYTES / piece.len());
        let words = read(raw.as_bytes()).words.len();
        assert!(words <= WORDS_BYTES_MAX, "{piece:?} below {head:?} left {words} bytes");
    }
}

#[test]
fn a_letter_without_words_is_set_aside() {
    for body in [
        "\n",
        "Content-Type: image/jpeg\n\nxx",
        "Content-Type: application/pkcs7-mime\n\nxx",
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nxx",
        "Subject: Re: Balint group\n\nSent from my iPhone",
    ] {
        let reading = read(format!("{STUDENT}{body}").as_bytes());
        assert!(!reading.acts && reading.aside.contains(&inbound::Aside::NoText), "{body:?}");
    }
}
