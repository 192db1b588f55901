//! Letters that are none of ours, out of a folder: they crash nothing, change nothing, and are answered by nobody. A
//! stranger's letter is set aside for a person, and that is all. The control, a member's letter among them, is heard.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use balintd::domain::event::Fact;
use jiff::SignedDuration;

use crate::desk::Desk;

/// What was seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub letters: usize,
    pub panics: usize,
    /// Lines of the ledger, but for those that say that a letter was set aside.
    pub changes: usize,
    /// Letters to anybody but the administrator.
    pub answers: usize,
    pub set_aside: usize,
    /// The longest that the letters of one turn took.
    pub slowest: Duration,
}

/// Letters that arrive before a turn.
const LETTERS_A_TURN: usize = 20;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Has every letter of a folder arrive, whoever it is from, over some days on which nothing else is due.
pub async fn run(folder: &Path) -> Figures {
    let mut letters = Vec::new();
    letters_in(folder, &mut letters);
    // The reader catches its panics, and the letter is set aside: they are counted where they begin.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        hook(panic);
    }));
    let panics = PANICS.load(Ordering::Relaxed);
    let mut desk = Desk::at_work().await;
    let before = desk.app.state.last;
    let mut figures = Figures { letters: letters.len(), ..Figures::default() };
    let sent = desk.sent.len();
    for some in letters.chunks(LETTERS_A_TURN) {
        some.iter().for_each(|raw| desk.arrives(raw));
        let began = Instant::now();
        desk.turn().await.expect("a turn");
        figures.slowest = figures.slowest.max(began.elapsed());
        desk.now += SignedDuration::from_secs(60);
    }
    desk.until("2025-09-12 12:00").await;
    let _ = std::panic::take_hook();
    figures.panics = PANICS.load(Ordering::Relaxed) - panics;
    figures.answers = desk.sent[sent..].iter().filter(|(to, _)| to != "administrator").count();
    for event in desk.app.store.events_after(before).await.expect("a database") {
        match event.fact {
            Fact::SetAside { .. } => figures.set_aside += 1,
            _ if event.source.is_some() => figures.changes += 1,
            _ => {}
        }
    }
    figures
}

/// Every file as a letter; a mailbox (mbox) as those that it holds.
fn letters_in(folder: &Path, letters: &mut Vec<Vec<u8>>) {
    let files = fs::read_dir(folder).expect("a folder of letters").flatten();
    let mut paths: Vec<_> = files.map(|file| file.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            letters_in(&path, letters);
        } else if let Ok(raw) = fs::read(&path) {
            letters.extend(split(&raw));
        }
    }
}

fn split(raw: &[u8]) -> Vec<Vec<u8>> {
    const FROM: &[u8] = b"\nFrom ";
    if !raw.starts_with(b"From ") {
        return vec![raw.to_vec()];
    }
    let mut letters = Vec::new();
    let mut rest = raw;
    while let Some(end) = memchr::memmem::find(rest, FROM) {
        let (letter, after) = rest.split_at(end + 1);
        letters.push(letter.to_vec());
        rest = after;
    }
    letters.push(rest.to_vec());
    letters
}

#[tokio::test]
async fn letters_that_are_none_of_ours_change_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/cases/eml");
    let seen = run(&folder).await;
    assert!(seen.letters > 50, "{seen:?}");
    assert_eq!((seen.panics, seen.changes, seen.answers), (0, 0, 0), "{seen:?}");
    assert!(seen.set_aside > 0, "{seen:?}");
}

#[tokio::test]
async fn one_of_ours_among_them_is_heard() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = Desk::at_work().await;
    fs::write(folder.path().join("priya"), desk.apology_of("priya")).expect("our own folder");
    let seen = run(folder.path()).await;
    assert!(seen.changes > 0 && seen.answers > 0, "{seen:?}");
}
