//! Years in which everything goes wrong that does: the daemon's process dies at a commit, servers are away or do not say
//! what they did, letters come late, twice and out of order, and people are contrary. Every rule is checked after every
//! turn, by what the server took and what people really said; and each check bites on a daemon with a bad habit.

mod trial;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use balintd::sim::SimError;
use balintd::sim::faults::Habit;
use trial::year;

/// So many years here; `examples/years.rs` lives as many as one likes.
const YEARS: u64 = 200;

/// Lives the years of some seeds on every core; what broke in them.
fn broken(seeds: std::ops::RangeInclusive<u64>, habit: Habit) -> Vec<(u64, SimError)> {
    let (next, last) = (AtomicU64::new(*seeds.start()), *seeds.end());
    let work = || {
        let mut broken = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed > last {
                return broken;
            }
            let folder = tempfile::tempdir().unwrap();
            let lived = trial::live(year(seed, habit, &folder.path().join("year"), false));
            broken.extend(lived.err().map(|error| (seed, error)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let lives: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        lives.into_iter().flat_map(|life| life.join().unwrap()).collect()
    })
}

#[test]
fn years_in_which_everything_goes_wrong_break_no_rule() {
    let broken = broken(1..=YEARS, Habit::AsBuilt);
    let told: Vec<String> = broken.iter().map(|(seed, error)| format!("the year of seed {seed}: {error}")).collect();
    assert!(
        told.is_empty(),
        "cargo run --release --example years -- --first SEED --count 1 --keep FOLDER\n{}",
        told.join("\n")
    );
}

/// Does a daemon with a bad habit break one of these rules? Some years go by before what bites comes together.
fn bites(habit: Habit, rules: &[&str]) -> bool {
    let rule = |(_, error): (u64, SimError)| match error {
        SimError::Broken(broken) => broken.rule,
        error => panic!("{error}"),
    };
    let years = [1..=4, 5..=8, 9..=12, 13..=16];
    years.into_iter().flat_map(|seeds| broken(seeds, habit)).map(rule).any(|rule| rules.contains(&rule))
}

#[test]
fn what_may_have_been_taken_and_is_sent_again_at_once_goes_twice() {
    assert!(bites(Habit::RetriesBlindly, &["each letter is sent once"]));
}

#[test]
fn what_may_not_have_been_taken_and_is_let_be_is_lost() {
    assert!(bites(Habit::NeverAgain, &["nothing is lost"]));
}

#[test]
fn an_inbox_that_counts_as_read_and_is_not_has_somebody_written_about() {
    // Which of them bites first is as it happens: whoever is written about while their apology lies unread is surprised.
    assert!(bites(Habit::TrustsTheUnread, &["nobody is written about on an unread inbox", "nobody is surprised"]));
}
