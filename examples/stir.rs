//! Looks for letters that break the reader: stirs labelled letters for as long as it is told, and reads each.
//!
//! ```text
//! cargo run --release --example stir -- SECONDS [FIRST] [FOLDER]
//! ```
//!
//! Every letter has a number, from FIRST (0) on, and the same number gives the same letter. What is held: no panic, the
//! same bytes give the same reading, and no word is kept that is not in the letter. A letter that breaks one of these is
//! written to `stirred-NUMBER.eml`. At the end the slowest is named, by its time for each byte. FOLDER holds more
//! letters to begin with. The short form of this runs with the tests (`tests/reading_hostile.rs`).
//!
//! Coverage would guide it better; that wants a compiler of every night, and this project builds on the stable one.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::inbound::{self, Letter, OurSelves, Scene, Vouching};

/// What readers look for, so that it stands in places where nobody puts it.
const PIECES: [&str; 40] = [
    "\n",
    "\r\n\r\n",
    "> ",
    ">> ",
    "| ",
    "-- \n",
    "--b\n",
    "--b--\n",
    "wrote:\n",
    "On 1 May 2027 at 10:00, B <b@c.example> wrote:\n",
    "---- B wrote ----\n",
    "-----Original Message-----\n",
    "From: a@b.example\nSent: x\nTo: y\nSubject: z\n",
    "<div>",
    "</blockquote>",
    "<style>",
    "<!--",
    "&#x",
    "=?utf-8?b?",
    "=\n",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}",
    "\u{ff}",
    "Content-Type: message/rfc822\n\n",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "BEGIN:VEVENT\n",
    "PARTSTAT=DECLINED:",
    "Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1\n",
    "Auto-Submitted: auto-replied\n",
    "Tuesday ",
    "the 24th ",
    "not ",
    "all but ",
    "Tom ",
    "@3 ",
    "#1 ",
    "can't come ",
    "until Christmas ",
];

/// Who may have written a stirred letter: a student, a co-leader, a firm head.
const WRITERS: [&str; 3] =
    ["tom.nguyen@students.example.ac.uk", "helen.marsh@trust.example.nhs.uk", "james.whitlock@trust.example.nhs.uk"];

/// Letters longer than this only take time.
const BYTES_MAX: usize = 60_000;

#[expect(clippy::disallowed_methods, reason = "it runs for so long, and says what was slow")]
fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().context("for how many seconds?")?.parse()?;
    let first: u64 = arguments.next().map_or(Ok(0), |first| first.parse())?;
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut letters = letters(&home.join("cases/eml"))?;
    for folder in arguments {
        letters.append(&mut self::letters(Path::new(&folder))?);
    }
    let world = World::new(&home.join("world"))?;
    let start = Instant::now();
    let (mut number, mut broken) = (first, 0);
    let mut slowest = (0.0, first);
    while start.elapsed() < Duration::from_secs(seconds) {
        let raw = stirred(&letters, number);
        let began = Instant::now();
        let verdict = catch_unwind(|| world.check(&raw)).unwrap_or(Err("it panicked"));
        let nanoseconds_a_byte = began.elapsed().as_nanos() as f64 / raw.len().max(1_000) as f64;
        if nanoseconds_a_byte > slowest.0 {
            slowest = (nanoseconds_a_byte, number);
        }
        if let Err(reason) = verdict {
            broken += 1;
            println!("letter {number}: {reason}");
            std::fs::write(format!("stirred-{number}.eml"), &raw)?;
        }
        number += 1;
    }
    println!("{} letters read, {broken} broke something", number - first);
    println!("the slowest for its bytes was letter {}: {:.0} ns a byte, read twice", slowest.1, slowest.0);
    if broken > 0 { bail!("something is broken") } else { Ok(()) }
}

struct World {
    roster: Roster,
    calendar: Calendar,
    ours: OurSelves,
}

impl World {
    fn new(folder: &Path) -> Result<Self> {
        let Ok(roster) = balintd::import::read_folder(folder) else { bail!("the world has mistakes") };
        let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
        let Ok(address) = Address::new("balint@med.example.ac.uk") else { bail!("no address") };
        Ok(Self { roster, calendar, ours: OurSelves { address, administrator: None, vouching: Vouching::Waived } })
    }

    fn check(&self, raw: &[u8]) -> Result<(), &'static str> {
        let now = jiff::Timestamp::from_second(1_795_000_000).unwrap_or_default();
        let scene = Scene { roster: &self.roster, calendar: &self.calendar, now, about: None };
        let letter = Letter::parse(raw);
        let reading = inbound::read(&letter, &scene, &self.ours);
        if reading != inbound::read(&Letter::parse(raw), &scene, &self.ours) {
            return Err("the same bytes give another reading");
        }
        let text: String = letter.plain.iter().map(|plain| plain.text.as_str()).collect();
        let is_plain = letter.html.is_empty() && letter.calendar.is_none();
        if is_plain && !is_within(&reading.words, &text) {
            return Err("a word is kept that is not in the letter");
        }
        Ok(())
    }
}

/// Do the letters of the first text stand in the second in this order, white space apart?
fn is_within(kept: &str, text: &str) -> bool {
    let mut all = text.chars();
    kept.chars().filter(|letter| !letter.is_whitespace()).all(|letter| all.any(|other| other == letter))
}

fn letters(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.iter().map(|path| Ok(std::fs::read(path)?)).collect()
}

/// The letter of a number.
fn stirred(letters: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Dice(number);
    let mut raw = letters.get(dice.below(letters.len())).cloned().unwrap_or_default();
    if dice.below(2) == 0 {
        let writer = WRITERS[dice.below(WRITERS.len())];
        raw.splice(0..0, format!("From: {writer}\nX-").into_bytes());
    }
    for _ in 0..=dice.below(8) {
        let from = dice.below(raw.len() + 1);
        let end = raw.len().min(from + dice.below(300));
        match dice.below(5) {
            0 => drop(raw.drain(from..end)),
            1 => {
                let piece = raw[from..end].repeat(1 + dice.below(30));
                raw.splice(from..from, piece);
            }
            2 => {
                let other = &letters[dice.below(letters.len())];
                let start = dice.below(other.len() + 1);
                let piece = &other[start..other.len().min(start + dice.below(600))];
                raw.splice(from..end, piece.iter().copied());
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())].repeat(1 + dice.below(3));
                raw.splice(from..from, piece.into_bytes());
            }
        }
        raw.truncate(BYTES_MAX);
    }
    raw
}

/// Numbers that look thrown and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (sides.max(1) as u64)).unwrap_or_default()
    }
}
