//! One year with faults: a small school, the whole policy, every letter, and everything that goes wrong drawn from the
//! seed. What is held after each turn is in `src/sim/checks/`.

use std::path::Path;

use balintd::sim::faults::Habit;
use balintd::sim::{Options, Outcome, SimError, Trial, run};

/// Lives the year of a seed in a folder.
pub async fn year(seed: u64, habit: Habit, out: &Path, leaves_all: bool) -> Result<Outcome, SimError> {
    // One group in most years; two show what is between groups.
    let groups = if seed.is_multiple_of(4) { 2 } else { 1 };
    let trial = Some(Trial { habit, leaves_all });
    run(Options { trial, ..Options::made_up(seed, groups, out.to_owned()) }, &mut |_| {}).await
}
