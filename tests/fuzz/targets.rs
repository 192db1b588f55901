//! What strangers can put before the daemon, and what is held of each beside that it comes to an end without a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use balintd::domain::calendar::Calendar;
use balintd::domain::id::{Address, GroupId};
use balintd::domain::roster::{Roster, london};
use balintd::import::{self, ImportRules};
use balintd::inbound::reply_text::{self, Bearings};
use balintd::inbound::{self, About, AboutKind, Letter, OurSelves, Reading, Scene, Vouching, dates};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::fuzzer::Target;
use crate::seeds::{
    ADDRESS_PIECES, CALENDAR_PIECES, DATE_PIECES, LETTER_PIECES, ORDER_PIECES, ROSTER_PIECES, TEXT_PIECES,
    VERDICT_PIECES, WORKBOOK_PIECES, calendars, letters, rosters, senders, texts, verdicts, workbooks,
};

/// Every target.
pub static ALL: [Target; 9] = [
    Target { name: "ingest", seeds: letters, pieces: LETTER_PIECES, run: ingest },
    Target { name: "authentication-results", seeds: verdicts, pieces: VERDICT_PIECES, run: authentication_results },
    Target { name: "addresses", seeds: senders, pieces: ADDRESS_PIECES, run: addresses },
    Target { name: "reply-text", seeds: texts, pieces: TEXT_PIECES, run: own_words },
    Target { name: "orders", seeds: texts, pieces: ORDER_PIECES, run: orders },
    Target { name: "dates", seeds: texts, pieces: DATE_PIECES, run: days },
    Target { name: "icalendar", seeds: calendars, pieces: CALENDAR_PIECES, run: calendar_reply },
    Target { name: "roster", seeds: rosters, pieces: ROSTER_PIECES, run: roster },
    Target { name: "workbook", seeds: workbooks, pieces: WORKBOOK_PIECES, run: workbook },
];

static WORLD: LazyLock<(Roster, Calendar)> = LazyLock::new(|| {
    let roster = import::read_folder(&home().join("world")).expect("the world has no mistakes");
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    (roster, calendar)
});

const STUDENT: &str = "Tom Nguyen <tom.nguyen@students.example.ac.uk>";
const LEADER: &str = "Helen Marsh <helen.marsh@trust.example.nhs.uk>";
const FIRM_HEAD: &str = "James Whitlock <james.whitlock@trust.example.nhs.uk>";

pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

fn now() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().expect("an instant")
}

fn ours() -> Address {
    Address::new("balint@med.example.ac.uk").expect("an address")
}

fn read(raw: &[u8], about: Option<&About>) -> Reading {
    let (roster, calendar) = &*WORLD;
    let scene = Scene { roster, calendar, now: now(), about };
    let ourselves = OurSelves { address: ours(), administrator: None, vouching: Vouching::Waived };
    inbound::read(&Letter::parse(raw), &scene, &ourselves)
}

/// What an answer was like, without the words that it was made of.
fn likeness(reading: &Reading) -> String {
    let said: String = format!("{:?}", reading.said).chars().filter(|c| c.is_ascii_alphabetic()).take(200).collect();
    let rules: BTreeSet<&str> = reading.evidence.iter().map(|evidence| evidence.rule.as_str()).collect();
    format!("{:?} {} {:?} {rules:?} {said}", reading.class, reading.acts, reading.aside)
}

fn check(is_so: bool, otherwise: &str) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// A whole letter: parsed, identified, read. The same bytes give the same reading, and a word that is kept is in them.
fn ingest(raw: &[u8]) -> Result<String, String> {
    let letter = Letter::parse(raw);
    let _ = (letter.tokens(&ours()).len(), letter.references().count());
    let identity = inbound::identity(&letter, raw, false);
    check(identity == inbound::identity(&letter, raw, false), "the same bytes are another letter")?;
    let reading = read(raw, None);
    check(reading == read(raw, None), "the same bytes give another reading")?;
    let text: String = letter.plain.iter().map(|plain| plain.text.as_str()).collect();
    let is_plain = letter.html.is_empty() && letter.calendar.is_none();
    check(!is_plain || is_within(&reading.words, &text), "a word is kept that is not in the letter")?;
    Ok(likeness(&reading))
}

/// A field of a receiving server. Nobody is vouched for where nothing passed.
fn authentication_results(field: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(field);
    let folded: String = text.replace(['\r', '\n'], " ");
    let raw = format!("Authentication-Results: {folded}\nFrom: {STUDENT}\n\nhello");
    let letter = Letter::parse(raw.as_bytes());
    let by = |policy| inbound::vouched(&letter, &policy);
    let (topmost, named) = (by(Vouching::Topmost), by(Vouching::Server("mx.example".to_owned())));
    // `"exampl\e.ac.uk"` is the domain, with one letter quoted.
    let said = folded.to_lowercase().replace('\\', "");
    check(!topmost || said.contains("pass"), "vouched for where nothing passed")?;
    check(!topmost || said.contains("example.ac.uk"), "vouched for by a verdict on another domain")?;
    check(!named || topmost, "the one field counts when it is named and not when it is topmost")?;
    let shape: String = folded.chars().filter(|c| "();=\"\\/".contains(*c)).take(60).collect();
    Ok(format!("{topmost} {named} {shape}"))
}

/// A From field, and an address by itself. What is taken for an address has one `@`, no blank, and is taken again.
fn addresses(field: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(field);
    let address = Address::new(&text);
    if let Ok(address) = &address {
        check(Address::new(address.as_str()).as_ref() == Ok(address), "an address is no address")?;
        check(!address.as_str().contains(char::is_whitespace), "an address has a blank in it")?;
    }
    let folded: String = text.replace(['\r', '\n'], " ");
    let letter = Letter::parse(format!("From: {folded}\n\nhello").as_bytes());
    if let Some(from) = &letter.from {
        check(Address::new(from.as_str()).as_ref() == Ok(from), "a sender is no address")?;
    }
    let shape: String = folded.chars().filter(|c| "<>@,:;\"()\\=?".contains(*c)).take(40).collect();
    Ok(format!("{} {} {shape}", address.is_ok(), letter.from.is_some()))
}

/// The text of a letter: what is kept as the writer's own words stands in it.
fn own_words(text: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(text);
    let head = format!("From: {STUDENT}\nContent-Type: text/plain; charset=utf-8\n\n");
    let letter = Letter::parse(format!("{head}{text}").as_bytes());
    let address = ours();
    let bearings = Bearings { ours: &address, names: &["Tom Nguyen"], zone: &TimeZone::UTC };
    let words = reply_text::words(&letter, &bearings).text();
    let whole: String = letter.plain.iter().map(|plain| plain.text.as_str()).collect();
    check(is_within(&words, &whole), "a word is kept that is not in the text")?;
    let of_html =
        Letter::parse(format!("From: {STUDENT}\nContent-Type: text/html; charset=utf-8\n\n{text}").as_bytes());
    let html = reply_text::words(&of_html, &bearings).text();
    let lines = |text: &str| text.lines().count().min(30);
    Ok(format!("{} of {}, {}", lines(&words), lines(&whole), lines(&html)))
}

/// Words of a co-leader and of a firm head in answer to letters of ours.
fn orders(text: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(text);
    let group = WORLD.0.groups.keys().next().copied();
    let mut answers = String::new();
    for (who, kind) in [
        (LEADER, AboutKind::RegisterRequest),
        (LEADER, AboutKind::EscalationNotice),
        (LEADER, AboutKind::Other),
        (FIRM_HEAD, AboutKind::SmallGroupCheck),
        (FIRM_HEAD, AboutKind::FirmHeadNotice),
    ] {
        let student = WORLD.0.memberships.first().map(|member| member.student);
        let about = About { kind, group, session: Some(4), student };
        let raw = format!("From: {who}\nContent-Type: text/plain; charset=utf-8\n\n{text}");
        let reading = read(raw.as_bytes(), Some(&about));
        check(reading == read(raw.as_bytes(), Some(&about)), "the same words give another reading")?;
        answers += &likeness(&reading);
    }
    Ok(answers)
}

/// Days in a text. What is named stands on the calendar, and where it is said to stand in the text.
fn days(text: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(text);
    let (roster, calendar) = &*WORLD;
    let scene = Scene { roster, calendar, now: now(), about: None };
    let group = roster.groups.keys().next().copied().unwrap_or(GroupId(1));
    let mut answer = String::new();
    for mention in dates::sessions_named(&text, &scene, group) {
        check(text.get(mention.range.clone()).is_some(), "a day is named outside of the text")?;
        let is_known = |number: &u8| calendar.of(group).any(|meeting| meeting.id.number == *number);
        check(mention.sessions.iter().all(is_known), "a session is named that is on no calendar")?;
        answer += &format!("{:?}{} ", mention.kind, mention.sessions.len());
        answer.truncate(200);
    }
    Ok(answer)
}

/// The calendar part of an answer to an invitation.
fn calendar_reply(part: &[u8]) -> Result<String, String> {
    let head = format!("From: {STUDENT}\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\n");
    let raw = [head.as_bytes(), part].concat();
    let reading = read(&raw, None);
    check(reading == read(&raw, None), "the same part gives another reading")?;
    Ok(likeness(&reading))
}

/// The four files of a roster, one after the other.
fn roster(files: &[u8]) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    for (name, file) in FILES.iter().zip(parts(files, FILES.len())) {
        std::fs::write(folder.path().join(name), file).map_err(|error| error.to_string())?;
    }
    takes_over(folder.path())
}

/// The parts of a workbook, one after the other, each with its name on the first line; its archive is sound.
fn workbook(files: &[u8]) -> Result<String, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts(files, usize::MAX) {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let (name, text) = part.split_at(end);
        // A name that stands there already is refused, and its part is left out.
        if archive.start_file(String::from_utf8_lossy(name), SimpleFileOptions::default()).is_ok() {
            archive.write_all(text.get(1..).unwrap_or_default()).map_err(|error| error.to_string())?;
        }
    }
    let bytes = archive.finish().map_err(|error| error.to_string())?.into_inner();
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("roster.xlsx");
    std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
    takes_over(&path)
}

/// A roster that is taken over whole is taken over again, and nothing has changed.
fn takes_over(path: &Path) -> Result<String, String> {
    let rules = ImportRules { today: date(2026, 9, 1), bank_holidays: &BTreeSet::new(), allow_leaving: false };
    match import::read(path, None, &rules) {
        Ok(import) => {
            let again = import::read(path, Some(&import.roster), &rules);
            let is_same = again.is_ok_and(|again| again.diff.is_empty());
            check(is_same, "a roster that was just taken over has changed")?;
            Ok(format!("{} doubts", import.diff.doubts.len()))
        }
        Err(mistakes) => {
            let kind = |mistake: &import::Mistake| {
                mistake.to_string().chars().filter(|c| c.is_ascii_lowercase()).take(40).collect::<String>()
            };
            Ok(mistakes.iter().map(kind).collect::<BTreeSet<_>>().into_iter().take(4).collect())
        }
    }
}

/// The files of a roster.
pub const FILES: [&str; 4] = ["people.csv", "groups.csv", "students.csv", "sessions.csv"];

/// Between two files of one input.
pub const BREAK: &[u8] = b"\n====\n";

/// The files of one input, at most so many.
fn parts(input: &[u8], count_max: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = input;
    while parts.len() + 1 < count_max
        && let Some(end) = rest.windows(BREAK.len()).position(|window| window == BREAK)
    {
        parts.push(&rest[..end]);
        rest = &rest[end + BREAK.len()..];
    }
    parts.push(rest);
    parts
}

/// Do the letters of the first text stand in the second in this order, white space apart?
fn is_within(kept: &str, text: &str) -> bool {
    let mut all = text.chars();
    kept.chars().filter(|letter| !letter.is_whitespace()).all(|letter| all.any(|other| other == letter))
}
