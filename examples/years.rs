//! Years with faults in full: `cargo run --release --example years -- --count 10000`. What was seen stands in
//! docs/trust.md. A year that breaks a rule is named by its seed, and lived again so:
//!
//! ```text
//! cargo run --release --example years -- --first SEED --count 1 --keep FOLDER
//! ```
//!
//! which leaves its letters, its messages and its timeline up to that moment. The short form runs with the tests.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Result, bail};
use balintd::sim::faults::Habit;
use clap::Parser;

#[path = "../tests/years/trial.rs"]
mod trial;

/// Lives years with faults, on every core.
#[derive(Parser)]
struct Arguments {
    /// How many
    #[arg(long, default_value_t = 200)]
    count: u64,

    /// The seed of the first
    #[arg(long, default_value_t = 1)]
    first: u64,

    /// How many at a time
    #[arg(long, default_value_t = 2)]
    jobs: u64,

    /// Leave each year in a folder of its own in this one
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
}

/// What came of the years.
#[derive(Default)]
struct Figures {
    years: AtomicU64,
    broken: AtomicU64,
    letters: AtomicU64,
    messages: AtomicU64,
    turns: AtomicU64,
    deaths: AtomicU64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (next, figures) = (AtomicU64::new(arguments.first), Figures::default());
    thread::scope(|scope| {
        for _ in 0..arguments.jobs {
            scope.spawn(|| live(&arguments, &next, &figures));
        }
    });
    let of = |figure: &AtomicU64| figure.load(Ordering::Relaxed);
    println!(
        "{} years, {} broken; {} turns, {} deaths of the process, {} letters, {} messages",
        of(&figures.years),
        of(&figures.broken),
        of(&figures.turns),
        of(&figures.deaths),
        of(&figures.letters),
        of(&figures.messages)
    );
    if of(&figures.broken) > 0 { bail!("a rule was broken") } else { Ok(()) }
}

/// Lives the next year, and the next, until there are enough.
fn live(arguments: &Arguments, next: &AtomicU64, figures: &Figures) {
    let until = arguments.first + arguments.count;
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= until {
            return;
        }
        let (kept, temporary) = (arguments.keep.as_ref(), tempfile::tempdir());
        let Ok(temporary) = temporary else { return eprintln!("there is no room for a year") };
        let out = kept.map_or_else(|| temporary.path().join("year"), |folder| folder.join(seed.to_string()));
        let count = |figure: &AtomicU64, by: usize| figure.fetch_add(by as u64, Ordering::Relaxed);
        match trial::live(trial::year(seed, Habit::AsBuilt, &out, kept.is_some())) {
            Ok(outcome) => {
                count(&figures.letters, outcome.sent());
                count(&figures.messages, outcome.received());
                count(&figures.turns, outcome.turns);
                count(&figures.deaths, outcome.deaths);
            }
            Err(error) => {
                count(&figures.broken, 1);
                println!("the year of seed {seed}: {error}");
            }
        }
        let lived = count(&figures.years, 1) + 1;
        if lived.is_multiple_of(100) {
            println!("{lived} years");
        }
    }
}
