//! The fault tests in full. `cargo run --release --example torture -- NAME --count N` runs one and prints its figures,
//! those of the controls beside it; without a name it lists them. What was seen stands in docs/trust.md.

#![allow(clippy::disallowed_methods, dead_code, reason = "the tests' own stage, which lives by the real clock")]

#[path = "../tests/trust/ambiguity.rs"]
mod ambiguity;
#[path = "../tests/trust/calls.rs"]
mod calls;
#[path = "../tests/bad_input/desk.rs"]
mod desk;
#[path = "../tests/trust/disk.rs"]
mod disk;
#[path = "../tests/trust/foreign.rs"]
mod foreign;
#[path = "../tests/trust/forgeries.rs"]
mod forgeries;
#[path = "../tests/trust/kill.rs"]
mod kill;
#[path = "../tests/trust/loops.rs"]
mod loops;
#[path = "../tests/trust/outage.rs"]
mod outage;
#[path = "../tests/trust/post.rs"]
mod post;
#[path = "../tests/trust/power.rs"]
mod power;
#[path = "../tests/school/mod.rs"]
mod school;
#[path = "../tests/servers/mod.rs"]
mod servers;
#[path = "../tests/trust/sink.rs"]
mod sink;
#[path = "../tests/trust/spoofing.rs"]
mod spoofing;
#[path = "../tests/trust/victim.rs"]
mod victim;

use std::path::PathBuf;

use ambiguity::Habit;
use clap::Parser;

const NAMES: &str = "ambiguity, outage, spoofing, loops, kill, dovecot, calls, power, full, foreign";

/// Runs a fault test in full.
#[derive(Parser)]
struct Arguments {
    /// Which: ambiguity, outage, spoofing, loops, kill, dovecot, calls, power, full, foreign
    name: String,

    /// How many of each
    #[arg(long, default_value_t = 500)]
    count: usize,

    /// The letters for `foreign`: every file in it is one, or a mailbox of several
    #[arg(long)]
    folder: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if victim::live_if_asked().await {
        return;
    }
    let Arguments { name, count, folder } = Arguments::parse();
    match name.as_str() {
        "ambiguity" => {
            println!("as built:      {:?}", ambiguity::run(count, Habit::Reconcile).await);
            let control = count.div_ceil(10);
            println!("blind retry:   {:?}", ambiguity::run(control, Habit::RetryBlindly).await);
            println!("never again:   {:?}", ambiguity::run(control, Habit::NeverAgain).await);
        }
        "outage" => outages().await,
        "spoofing" => spoofs(count).await,
        "loops" => loops_of(count).await,
        "kill" => {
            println!("as built:    {:?}", kill::run(count, None, victim::Habit::AsBuilt, &[]).await);
            println!("blind retry: {:?}", kill::run(count.div_ceil(10), None, victim::Habit::RetryBlindly, &[]).await);
        }
        "dovecot" => {
            let servers = servers::start().await;
            for (how, habit) in [("as built", victim::Habit::AsBuilt), ("blind retry", victim::Habit::RetryBlindly)] {
                println!("{how}: {:?}", kill::run(count, Some(&servers), habit, &[]).await);
            }
        }
        "calls" => {
            for habit in [victim::Habit::AsBuilt, victim::Habit::RetryBlindly] {
                calls::run(count, habit, &[]).await.iter().for_each(|kind| println!("{habit:?}: {kind:?}"));
            }
        }
        "power" => {
            println!("as built:     {:?}", power::cut(count, victim::Habit::AsBuilt, &[]).await);
            println!("not synced:   {:?}", power::cut(count.div_ceil(5), victim::Habit::Unsynced, &[]).await);
        }
        "full" => {
            println!("as built:     {:?}", power::fill(count, victim::Habit::AsBuilt, &[]).await);
            println!("blind retry:  {:?}", power::fill(count.div_ceil(5), victim::Habit::RetryBlindly, &[]).await);
        }
        "foreign" => match folder {
            Some(folder) => println!("as built: {:?}", foreign::run(&folder).await),
            None => wrong("foreign wants --folder"),
        },
        other => wrong(&format!("there is no {other:?}: {NAMES}")),
    }
}

fn wrong(what: &str) -> ! {
    eprintln!("{what}");
    std::process::exit(2);
}

async fn outages() {
    for kind in outage::SMTP {
        for gives_up in [false, true] {
            let (desk, before) = outage::smtp_away(kind, gives_up).await;
            let letters = desk.since(before);
            let once: std::collections::BTreeSet<&String> = letters.iter().collect();
            println!(
                "a week without SMTP ({kind}, tried once only: {gives_up}): {} letters after it, {} lost, {} twice",
                letters.len(),
                outage::lost(&letters),
                letters.len() - once.len()
            );
        }
    }
    for (explains, already_written) in [(true, false), (true, true), (false, false), (false, true)] {
        let (during, after) = outage::imap_away(explains, already_written).await;
        let about = |letters: &[String]| letters.iter().filter(|letter| *letter == "tom check-in").count();
        println!(
            "a week without IMAP (explained: {explains}, already written: {already_written}): {} letters in it, of which \
             {} about Tom; {} about Tom after it",
            during.len(),
            about(&during),
            about(&after)
        );
    }
}

async fn spoofs(count: usize) {
    let trusts = [
        ("as built", spoofing::Trust::AsBuilt),
        ("everybody believed", spoofing::Trust::Everybody),
        ("the last field wins", spoofing::Trust::TheLast),
    ];
    for (how, trust) in trusts {
        let (letters, fooled) = spoofing::forged(trust).await;
        println!("{how}: {letters} forged letters, {} believed", fooled.len());
    }
    for (how, believes) in [("as built", true), ("another server's word wanted", false)] {
        let (letters, passed) = spoofing::genuine(count, believes).await;
        println!("{how}: {letters} genuine letters, {passed} acted on without a person");
    }
}

async fn loops_of(count: usize) {
    // A group has some eleven students.
    let (mailboxes, answers) = loops::away(count.div_ceil(11)).await;
    println!(
        "{mailboxes} mailboxes that answer by themselves: {} letters to them in four days, {} of them automatic answers, \
         {} at most to one address on one day",
        answers.letters,
        answers.answers,
        answers.most()
    );
    println!(
        "a machine that nothing tells from a person: {} letters in an hour; without the day's cap: {}",
        loops::like_a_person(true).await,
        loops::like_a_person(false).await
    );
    println!("two daemons, automatic answers on each of seven days: {:?}", loops::two_daemons(7).await);
}
