//! A fuzzer that builds on the stable compiler: it stirs inputs that it keeps, runs each on a target, and keeps what made
//! the target answer as it never had. It is guided by answers, not by the branches of the program, which only a compiler
//! of every night tells; so it finds what an answer leads to, and walks in the dark within one.
//!
//! What is held of every input: no panic, an end in time, and whatever the target itself asks for. The same number of
//! runs gives the same inputs.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::spawn;
use std::time::{Duration, Instant};

/// What is fuzzed.
pub struct Target {
    pub name: &'static str,
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// What the target looks for, so that it stands in places where nobody puts it.
    pub pieces: &'static [&'static str],
    /// Runs one input; gives what its answer was like, or what was wrong with it.
    pub run: fn(&[u8]) -> Result<String, String>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Figures {
    pub inputs: u64,
    /// Kinds of answer that were seen.
    pub answers: usize,
    pub slowest: Duration,
    /// The input that broke something, as it was left, and how.
    pub broke: Option<(PathBuf, String)>,
}

/// An input that takes longer does not come to an end: the largest takes a fraction of it on a slow machine.
const TIME_MAX: Duration = Duration::from_secs(20);
/// Inputs longer than this only take time.
const BYTES_MAX: usize = 40_000;
/// So many inputs are kept to be stirred.
const KEPT_MAX: usize = 4_000;

/// Runs a target for a while: first the inputs of its corpus and its seeds as they are, then stirred ones.
pub fn fuzz(target: &'static Target, for_at_most: Duration) -> Figures {
    let (says, hears) = channel();
    spawn(move || stir(target, for_at_most, &says));
    let mut figures = Figures::default();
    let mut running = Vec::new();
    loop {
        match hears.recv_timeout(TIME_MAX) {
            Ok(Event::Begins(input)) => running = input,
            Ok(Event::Ended { took, is_new, wrong }) => {
                figures.inputs += 1;
                figures.answers += usize::from(is_new);
                figures.slowest = figures.slowest.max(took);
                if let Some(wrong) = wrong {
                    return Figures { broke: Some((left(target, &running), wrong)), ..figures };
                }
            }
            Err(RecvTimeoutError::Disconnected) => return figures,
            Err(RecvTimeoutError::Timeout) => {
                let wrong = format!("it did not come to an end within {} s", TIME_MAX.as_secs());
                return Figures { broke: Some((left(target, &running), wrong)), ..figures };
            }
        }
    }
}

/// What the runner says of its work.
enum Event {
    Begins(Vec<u8>),
    Ended { took: Duration, is_new: bool, wrong: Option<String> },
}

fn stir(target: &Target, for_at_most: Duration, says: &Sender<Event>) {
    let mut kept = corpus(target);
    kept.extend((target.seeds)());
    let mut first = kept.clone().into_iter();
    let mut seen = BTreeSet::new();
    let mut dice = Dice(0x51a1);
    let began = Instant::now();
    loop {
        let given = first.next();
        let is_stirred = given.is_none();
        if is_stirred && began.elapsed() >= for_at_most {
            return;
        }
        let input = given.unwrap_or_else(|| stirred(&kept, target.pieces, &mut dice));
        if says.send(Event::Begins(input.clone())).is_err() {
            return;
        }
        let begins = Instant::now();
        let answer = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        let took = begins.elapsed();
        let (answer, wrong) = match answer {
            Ok(Ok(answer)) => (answer, None),
            Ok(Err(wrong)) => (String::new(), Some(wrong)),
            Err(_) => (String::new(), Some("it panicked".to_owned())),
        };
        let is_new = wrong.is_none() && seen.insert(answer);
        if is_new && is_stirred && kept.len() < KEPT_MAX {
            kept.push(input);
        }
        if says.send(Event::Ended { took, is_new, wrong }).is_err() {
            return;
        }
    }
}

/// What broke something once, or is worth to be begun with.
fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target.name);
    files(&folder)
}

/// Every file of a folder, by name; none where there is no such folder.
pub fn files(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

/// Leaves an input to be looked at; once what it breaks is mended, it goes into the corpus.
fn left(target: &Target, input: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("fuzz-{}-{}", target.name, std::process::id()));
    let _ = std::fs::write(&path, input);
    path
}

fn stirred(kept: &[Vec<u8>], pieces: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = kept.get(dice.below(kept.len())).cloned().unwrap_or_default();
    for _ in 0..=dice.below(5) {
        let from = dice.below(input.len() + 1);
        let end = input.len().min(from + dice.below(60));
        match dice.below(8) {
            0 => drop(input.drain(from..end)),
            1 => {
                let piece = input[from..end].repeat(1 + dice.below(20));
                input.splice(from..from, piece);
            }
            2 | 3 => {
                let other = &kept[dice.below(kept.len())];
                let start = dice.below(other.len() + 1);
                let piece = &other[start..other.len().min(start + dice.below(200))];
                input.splice(from..end, piece.iter().copied());
            }
            4 => {
                let bytes: Vec<u8> = (0..dice.below(4)).map(|_| u8::try_from(dice.below(256)).unwrap_or(0)).collect();
                input.splice(from..end.min(from + 1), bytes);
            }
            _ if pieces.is_empty() => {}
            _ => {
                let piece = pieces[dice.below(pieces.len())].repeat(1 + dice.below(2));
                input.splice(from..from, piece.into_bytes());
            }
        }
        input.truncate(BYTES_MAX);
    }
    input
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
