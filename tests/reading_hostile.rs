//! No bytes make the reader panic, and none make it slower than their number: the labelled letters cut, repeated and
//! stirred, letters built to be expensive, and noise. What is kept of a letter is the writer's, and all of it.
//!
//! These runs are short; `cargo run --release --example stir -- 600 ingest` stirs letters for ten minutes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::inbound::reply_text::{self, Bearings};
use balintd::inbound::{self, Letter, OurSelves, Reading, Scene, Vouching};
use jiff::tz::TimeZone;
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
        prop_assert_eq!(read(&raw), read(&raw), "the same bytes give the same reading");
    }

    #[test]
    fn any_text_of_anybody_is_read(who in proptest::sample::select(vec![STUDENT, LEADER, FIRM_HEAD]), text in "\\PC{0,300}") {
        let raw = format!("{who}Content-Type: text/plain; charset=utf-8\n\n{text}");
        prop_assert!(is_within(&read(raw.as_bytes()).words, &raw), "what is kept stands in the letter");
    }

    #[test]
    fn every_line_of_the_writers_is_kept_and_none_of_anybody_elses(
        own in proptest::collection::vec(proptest::sample::select(OWN), 1..6),
        tail in proptest::sample::select(TAILS),
        footer in proptest::sample::select(FOOTERS),
    ) {
        let text = format!("{}\n\n{footer}{tail}", own.join("\n\n"));
        prop_assert_eq!(kept(&text), own.join("\n"), "{}", text);
    }
}

/// Lines that people write, and that look like something of a mail program's.
const OWN: &[&str] = &[
    "I can't come on Tuesday, sorry.",
    "On Tuesday Seun wrote: I am ill",
    "He was there on 24/11/2026. Tom wrote to me:",
    "From 2pm to 3pm I am in clinic",
    "From: me",
    "Date: Tuesday 24th, 13:00",
    "To: both of you",
    "1. Aisha absent",
    "2) May late",
    "- Kofi",
    "* all here",
    ">>> ALL PRESENT <<<",
    "| Kofi | Zoe |",
    "Sent from the ward round, still on nights",
    "I sent it from my iPhone",
    "The original message was lost",
    "Registered, but not there: Tom",
    "external examiner here on Tuesday",
    "PS Tom was late",
    "x",
    "\u{1f44d}",
    "2026-11-24 Tom, May",
    "Absent: Tom (tom@st.example)",
    "a@b.example wrote to us",
];

/// What mail programs put below it.
const FOOTERS: &[&str] = &[
    "",
    "Sent from my iPhone\n\n",
    "Get Outlook for iOS<https://aka.ms/x>\n\n",
    "-- \nT N\nYear 4\n\n",
    "____________\n\n",
];

const TAILS: &[&str] = &[
    "",
    "On Thu, 19 Nov 2026 at 20:14, Balint <balint@med.example.ac.uk> wrote:\n> Dear Tom\n>\n> Bye\n",
    "On Thu, 19 Nov 2026 at 20:14, Balint\n<balint@med.example.ac.uk>\nwrote:\n\nDear Tom\n",
    "Am Do., 19. Nov. 2026 um 20:14 Uhr schrieb Balint <\nbalint@med.example.ac.uk>:\n> Dear Tom\n",
    "-----Original Message-----\nFrom: B <balint@med.example.ac.uk>\nSent: 1 May 2027\nTo: T\nSubject: s\n\nDear Tom\n",
    "________________________________\nFrom: B <balint@med.example.ac.uk>\nSent: x\nTo: T\nSubject: s\n\nDear Tom\n",
    "---- Balint wrote ----\n\n> Dear Tom\n",
    "2026-11-19 20:14 GMT+00:00 Balint <balint@med.example.ac.uk>:\n\n> Dear Tom\n",
    "> Dear Tom\n> Bye\n",
];

/// What is kept of a plain text, as the writer's own words.
fn kept(text: &str) -> String {
    let letter = Letter::parse(format!("{STUDENT}Content-Type: text/plain; charset=utf-8\n\n{text}").as_bytes());
    let ours = Address::new("balint@med.example.ac.uk").expect("an address");
    reply_text::words(&letter, &Bearings { ours: &ours, names: &["Tom Nguyen"], zone: &TimeZone::UTC }).text()
}

/// Do the letters of the first text stand in the second in this order, white space apart?
fn is_within(kept: &str, text: &str) -> bool {
    let tidied: String =
        Letter::parse(format!("\n{text}").as_bytes()).plain.into_iter().map(|plain| plain.text).collect();
    let mut all = tidied.chars();
    kept.chars().filter(|letter| !letter.is_whitespace()).all(|letter| all.any(|other| other == letter))
}

const STUDENT: &str = "From: Tom Nguyen <tom.nguyen@students.example.ac.uk>\nTo: balint@med.example.ac.uk\n";
const LEADER: &str = "From: Helen Marsh <helen.marsh@trust.example.nhs.uk>\nTo: balint@med.example.ac.uk\n";
const FIRM_HEAD: &str = "From: James Whitlock <james.whitlock@trust.example.nhs.uk>\nTo: balint@med.example.ac.uk\n";

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
    "2027/5/1 a <b@c.example>\n",
    "---- a wrote ----\n",
    "| a\n",
    "> (http://a\nb)\n",
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
    // What a letter is made of is the same whoever wrote it; what its words mean is not.
    let of_leader = plain.clone().map(|(head, piece)| (format!("{LEADER}{head}"), piece));
    let of_student = plain.chain(html).chain(PARTS.iter().copied());
    of_student.map(|(head, piece)| (format!("{STUDENT}{head}"), piece)).chain(of_leader).collect()
}

/// What grows with the square of its input does not come to an end here; nothing is timed, as hosts differ.
#[test]
fn nothing_costs_more_than_its_bytes() {
    const BYTES: usize = 80_000;
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
