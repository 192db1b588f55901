//! Fuzzes what strangers can put before the daemon, for as long as it is told. The short form runs with the tests
//! (`tests/fuzz/`); what the fuzzer is and is not stands in its file there.
//!
//! ```text
//! cargo run --release --example stir -- SECONDS [TARGET]
//! ```
//!
//! An input that breaks something is left in a file that is named; once mended it goes into `tests/fuzz/corpus/TARGET/`.

use std::time::Duration;

use anyhow::{Context, Result, bail};

#[path = "../tests/fuzz/fuzzer.rs"]
mod fuzzer;
#[path = "../tests/fuzz/seeds.rs"]
mod seeds;
#[path = "../tests/fuzz/targets.rs"]
mod targets;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().context("for how many seconds each?")?.parse()?;
    let only = arguments.next();
    let mut broken = 0;
    for target in targets::ALL.iter().filter(|target| only.as_ref().is_none_or(|only| only == target.name)) {
        let figures = fuzzer::fuzz(target, Duration::from_secs(seconds));
        println!("{}: {figures:?}", target.name);
        broken += usize::from(figures.broke.is_some());
    }
    if broken > 0 { bail!("something is broken") } else { Ok(()) }
}
