//! The daemon is killed (SIGKILL) at random moments, and each time between the server's taking a letter and its saying so,
//! while letters go out over a real socket and messages come in: by the
//! server's own log each letter is taken exactly once, and nobody has one who should not. The control tries what was cut
//! off again at once, and sends twice.

use std::cell::Cell;
use std::time::Duration;

use futures::StreamExt;

use crate::post::Post;
use crate::school::STUDENTS;
use crate::servers::Servers;
#[cfg(test)]
use crate::victim::CHILD;
use crate::victim::{Figures, Habit, Lines, Stage, kill};

/// Kills before a school is let run to its end.
const KILLS_A_SCHOOL: usize = 6;

/// Schools that live at a time: a process that waits for the server leaves room for another.
const SCHOOLS_AT_A_TIME: usize = 3;

/// What befalls the process.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// Killed at any moment.
    AtRandom,
    /// Killed right after the server has taken a letter, and before it says so.
    InHandOver,
}

/// What was seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kills {
    /// Those that met the process alive.
    pub kills: usize,
    /// Kills that left a letter on its way.
    pub in_doubt: usize,
    pub seen: Figures,
}

/// Kills at least so many times; the mailbox is a folder or, where there are servers, a real Dovecot's.
pub async fn run(kills: usize, servers: Option<&Servers>, habit: Habit, child: &[&str]) -> Kills {
    let stage = begin(0, servers, habit, child).await;
    let whole = stage.lives_to_its_end().await;
    let as_ever = stage.lines();
    assert_eq!(as_ever.get("tom acknowledgement"), Some(&1), "what is sent and what is heard: {as_ever:?}");
    drop(stage);
    let mut all = Kills::default();
    let met = Cell::new(0);
    let seeds = (1..).take_while(|_| met.get() < kills);
    let one = |seed: u64| school(seed, servers, whole, habit, child);
    let mut schools = futures::stream::iter(seeds).map(one).buffer_unordered(SCHOOLS_AT_A_TIME);
    while let Some((one, letters)) = schools.next().await {
        met.set(met.get() + one.kills);
        all.kills += one.kills;
        all.in_doubt += one.in_doubt;
        all.seen.compare(&as_ever, &letters);
    }
    all
}

/// The morning before the reminders go out, with six apologies in the mailbox.
async fn begin(nth: u64, servers: Option<&Servers>, habit: Habit, child: &[&str]) -> Stage {
    let post = servers.map(|servers| Post::dovecot(servers, &format!("school{nth}")));
    let stage = Stage::new(None, post, habit, child).await;
    STUDENTS.iter().for_each(|who| stage.apologises(who));
    stage
}

/// One school's first days: killed so often, then let run to its end.
async fn school(seed: u64, servers: Option<&Servers>, whole: Duration, habit: Habit, child: &[&str]) -> (Kills, Lines) {
    let stage = begin(seed, servers, habit, child).await;
    let mut dice = seed;
    let mut kills = Kills::default();
    for trouble in [Trouble::AtRandom, Trouble::InHandOver].into_iter().cycle().take(KILLS_A_SCHOOL) {
        let mut process = stage.start(&[]);
        match trouble {
            // Each kill leaves less to do than the one before it.
            Trouble::AtRandom => tokio::time::sleep(whole.mul_f64(fraction(&mut dice) / 2.0)).await,
            Trouble::InHandOver => stage.hands_over(&mut process).await,
        }
        kills.kills += usize::from(kill(&mut process));
        kills.in_doubt += stage.on_their_way().await;
    }
    stage.lives_to_its_end().await;
    (kills, stage.lines())
}

/// The next number between nought and one (splitmix64).
pub fn fraction(dice: &mut u64) -> f64 {
    *dice = dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = (*dice ^ (*dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).expect("thirty-two bits")) / f64::from(u32::MAX)
}

#[tokio::test]
async fn killed_at_any_moment_it_loses_nothing_and_doubles_nothing() {
    let Kills { kills, in_doubt, seen } = run(6, None, Habit::AsBuilt, &CHILD).await;
    assert_eq!((seen.lost, seen.twice, seen.astray), (0, 0, 0), "{kills} kills: {seen:?}");
    assert!(in_doubt > 0, "no kill met a letter on its way");
}

#[tokio::test]
async fn nor_does_it_with_a_real_mailbox() {
    let servers = crate::servers::start().await;
    let kills = run(6, Some(&servers), Habit::AsBuilt, &CHILD).await;
    assert_eq!((kills.seen.lost, kills.seen.twice, kills.seen.astray), (0, 0, 0), "{kills:?}\n{}", servers.log());
}

#[tokio::test]
async fn what_is_tried_again_at_once_goes_twice() {
    let kills = run(3, None, Habit::RetryBlindly, &CHILD).await;
    assert!(kills.seen.twice > 0, "{kills:?}");
}
