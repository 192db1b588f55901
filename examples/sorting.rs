//! What kind of letter is each letter of a folder: bounce, automatic, calendar reply, a person's, set aside?
//!
//! ```text
//! cargo run --release --example sorting -- FOLDER [KIND]
//! ```
//!
//! Prints how many there are of each kind in each folder below FOLDER, and the names of those of KIND (`human`, `aside`,
//! `bounce`, `automatic`, `calendar`, `broke`). Reads what looks like a letter: `.eml`, `.txt`, `.msg`, files without an
//! ending, and each letter of an mbox. Nobody is known, as in a letter from a stranger; the kind does not ask who writes.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::inbound::{self, Aside, Class, Letter, OurSelves, Scene, Vouching};

const KINDS: [&str; 6] = ["bounce", "automatic", "calendar", "human", "aside", "broke"];

/// What was found in one folder: of each kind, the letters' names.
type Sorted = BTreeMap<&'static str, Vec<String>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder: PathBuf = arguments.next().context("which folder holds the letters?")?.into();
    let shown = arguments.next().unwrap_or_default();
    let mut folders: BTreeMap<PathBuf, Sorted> = BTreeMap::new();
    let mut slowest = (Duration::ZERO, String::new());
    for path in files(&folder)? {
        let home = path.parent().unwrap_or(&folder).to_owned();
        for (number, raw) in letters(&path)?.into_iter().enumerate() {
            let name = format!("{} {}", path.display(), number + 1);
            let (kind, took) = sort(&raw);
            slowest = slowest.max((took, name.clone()));
            folders.entry(home.clone()).or_default().entry(kind).or_default().push(name);
        }
    }
    println!("{:>9}{}", "letters", KINDS.map(|kind| format!("{kind:>11}")).concat());
    for (home, sorted) in &folders {
        let count = |kind| sorted.get(kind).map_or(0, Vec::len);
        let counts = KINDS.map(|kind| format!("{:>11}", count(kind))).concat();
        println!("{:>9}{counts}  {}", sorted.values().map(Vec::len).sum::<usize>(), home.display());
    }
    println!("the slowest took {:?}: {}", slowest.0, slowest.1);
    for name in folders.values().filter_map(|sorted| sorted.get(shown.as_str())).flatten() {
        println!("{name}");
    }
    Ok(())
}

/// The kind of a letter, and how long it took to read it.
#[expect(clippy::disallowed_methods, reason = "how long a letter takes is measured")]
fn sort(raw: &[u8]) -> (&'static str, Duration) {
    let start = Instant::now();
    let kind = catch_unwind(|| kind(raw)).unwrap_or("broke");
    (kind, start.elapsed())
}

fn kind(raw: &[u8]) -> &'static str {
    let roster = Roster::default();
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    let scene = Scene { roster: &roster, calendar: &calendar, now: jiff::Timestamp::UNIX_EPOCH, about: None };
    // An address that can be no letter's, so that none is ours.
    let address = Address::new("nobody@balintd.example").unwrap_or_else(|_| unreachable!("it is an address"));
    let ours = OurSelves { address, administrator: None, vouching: Vouching::Waived };
    let reading = inbound::read(&Letter::parse(raw), &scene, &ours);
    match reading.class {
        Class::Bounce(_) => "bounce",
        Class::AutoReply => "automatic",
        Class::CalendarReply => "calendar",
        // Nobody here is on the roster, and that alone sets nothing aside.
        Class::Human | Class::Ours if reading.aside.iter().all(|aside| *aside == Aside::Stranger) => "human",
        Class::Human | Class::Ours => "aside",
    }
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_dir() {
            found.append(&mut files(&path)?);
        } else if ending.as_deref().is_none_or(|ending| ["eml", "txt", "msg", "mbox"].contains(&ending)) {
            found.insert(path);
        }
    }
    Ok(found)
}

/// The letters of a file: of an mbox (RFC 4155) each, else the file itself.
fn letters(path: &Path) -> Result<Vec<Vec<u8>>> {
    let raw = std::fs::read(path)?;
    let mut letters: Vec<Vec<u8>> = Vec::new();
    let mut is_apart = true;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        let begins = is_apart && line.starts_with(b"From ");
        if letters.is_empty() || begins {
            letters.push(Vec::new());
        }
        if let Some(letter) = letters.last_mut().filter(|_| !begins) {
            letter.extend_from_slice(line);
        }
        is_apart = line.trim_ascii().is_empty();
    }
    Ok(letters)
}
