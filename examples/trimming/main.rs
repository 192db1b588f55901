//! How much of a message is reply? Our trimmer beside the published ones, on their own public test sets.
//!
//! ```text
//! cargo run --release --example trimming -- FOLDER          the table
//! cargo run --release --example trimming -- FOLDER differ   and each message in which ours differs
//! ```
//!
//! FOLDER holds copies of the repositories that `pairs.py` names, each in a folder called owner+name; nothing of theirs
//! is in this repository. A published parser that cannot be run here is named under the table. A reply is exact where
//! it is the expected one but for white space: the marks of quotation that a set leaves before lines count as text.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use balintd::domain::id::Address;
use balintd::inbound::Letter;
use balintd::inbound::reply_text::{self, Bearings};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// So often our own pass is measured; one takes a few milliseconds.
const PASSES: u32 = 50;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/trimming");

/// The published parsers: name, the set that is their own, program and runner with its arguments.
const PUBLISHED: [(&str, &str, &[&str]); 5] = [
    ("email_reply_trimmer", "discourse/email_reply_trimmer", &["ruby", "runner.rb"]),
    ("talon", "mailgun/talon", &["python3", "runner.py", "talon"]),
    ("email-reply-parser (npm)", "crisp-oss/email-reply-parser", &["node", "runner.mjs"]),
    ("EmailReplyParser (PHP)", "willdurand/EmailReplyParser", &["php", "runner.php"]),
    ("quotequail", "closeio/quotequail", &["python3", "runner.py", "quotequail"]),
];

/// A message and the reply in it, as its set says.
#[derive(Deserialize)]
struct Pair {
    set: String,
    name: String,
    kind: Kind,
    message: String,
    sender: String,
    expected: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Plain,
    Html,
}

/// What a parser made of the messages, and how long a pass over the plain ones takes.
#[derive(Deserialize)]
struct Run {
    replies: Vec<Option<String>>,
    seconds: f64,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder: PathBuf = arguments.next().context("which folder holds the public sets?")?.into();
    let folder = folder.canonicalize().context("no such folder")?;
    let pairs: Vec<Pair> = serde_json::from_slice(&output(&["python3", "pairs.py"], &folder, b"")?)?;
    let ours = run_ours(&pairs);
    println!("{}", heading(&pairs));
    println!("{}", row("ours", "", &pairs, &ours));
    let mut missing = Vec::new();
    for (name, own_set, command) in PUBLISHED {
        match run_published(&folder, command, &pairs) {
            Ok(run) => println!("{}", row(name, own_set, &pairs, &run)),
            Err(error) => missing.push(format!("{name}: {error:#}")),
        }
    }
    for reason in &missing {
        println!("not available here: {reason}");
    }
    if arguments.next().as_deref() == Some("differ") {
        show_differences(&pairs, &ours);
    }
    Ok(())
}

/// What a script of ours prints, given the folder and this input.
fn output(command: &[&str], folder: &Path, input: &[u8]) -> Result<Vec<u8>> {
    let [program, script, arguments @ ..] = command else { bail!("no script") };
    let mut child = Command::new(program)
        .arg(Path::new(HERE).join(script))
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("no {program}"))?;
    // The scripts read all of their input before they print.
    child.stdin.take().context("no input")?.write_all(input).ok();
    let done = child.wait_with_output()?;
    if !done.status.success() {
        let errors = String::from_utf8_lossy(&done.stderr);
        bail!("{script}: {}", errors.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it failed"));
    }
    Ok(done.stdout)
}

fn run_published(folder: &Path, command: &[&str], pairs: &[Pair]) -> Result<Run> {
    #[derive(Serialize)]
    struct Message<'a> {
        kind: Kind,
        message: &'a str,
    }
    let messages: Vec<_> = pairs.iter().map(|pair| Message { kind: pair.kind, message: &pair.message }).collect();
    Ok(serde_json::from_slice(&output(command, folder, &serde_json::to_vec(&messages)?)?)?)
}

#[expect(clippy::disallowed_methods, reason = "what a pass takes is what is measured")]
fn run_ours(pairs: &[Pair]) -> Run {
    let letters: Vec<Vec<u8>> = pairs.iter().map(|pair| letter(pair.kind, &pair.message, &pair.sender)).collect();
    let replies = letters.iter().map(|raw| Some(reply(raw))).collect();
    let plain: Vec<_> = letters.iter().zip(pairs).filter(|(_, pair)| pair.kind == Kind::Plain).collect();
    let start = Instant::now();
    for _ in 0..PASSES {
        for (raw, _) in &plain {
            std::hint::black_box(reply(raw));
        }
    }
    Run { replies, seconds: start.elapsed().as_secs_f64() / f64::from(PASSES) }
}

/// The bytes of a letter with this text, so that ours is measured from the bytes on.
fn letter(kind: Kind, text: &str, sender: &str) -> Vec<u8> {
    let media = if kind == Kind::Html { "html" } else { "plain" };
    let from = match sender {
        "" => String::new(),
        address if address.contains('@') => format!("From: {address}\n"),
        name => format!("From: {name} <nobody@sets.example>\n"),
    };
    format!("{from}Content-Type: text/{media}; charset=utf-8\n\n{text}").into_bytes()
}

fn reply(raw: &[u8]) -> String {
    let letter = Letter::parse(raw);
    let names: Vec<&str> = letter
        .from
        .iter()
        .map(Address::local)
        .chain([letter.from_name.as_str()])
        .filter(|name| !name.is_empty())
        .collect();
    // Nobody in the sets writes to us.
    let ours = Address::new("nobody@balintd.example").unwrap_or_else(|_| unreachable!("it is an address"));
    reply_text::words(&letter, &Bearings { ours: &ours, names: &names, zone: &TimeZone::UTC }).text()
}

fn is_exact(pair: &Pair, reply: Option<&String>) -> bool {
    reply.is_some_and(|reply| bare(pair.kind, reply) == bare(pair.kind, &pair.expected))
}

/// Without white space; of HTML, what a reader sees.
fn bare(kind: Kind, text: &str) -> String {
    let kind = if text.contains('<') { kind } else { Kind::Plain };
    let shown = Letter::parse(&letter(kind, text, ""));
    let lines = if kind == Kind::Html {
        reply_text::whole(&shown)
    } else {
        shown.plain.into_iter().map(|plain| plain.text).collect()
    };
    // The rule that HTML draws is no text.
    lines.split_whitespace().filter(|word| !word.trim_matches('_').is_empty()).collect()
}

/// The sets in their order, those of HTML last.
fn columns(pairs: &[Pair]) -> Vec<(&str, Kind)> {
    let mut seen: Vec<(&str, Kind)> = Vec::new();
    for pair in pairs {
        if !seen.contains(&(&pair.set, pair.kind)) {
            seen.push((&pair.set, pair.kind));
        }
    }
    seen.sort_by_key(|(_, kind)| *kind == Kind::Html);
    seen
}

fn heading(pairs: &[Pair]) -> String {
    let sets: Vec<String> = columns(pairs)
        .iter()
        .map(|(set, kind)| format!("{set}{}", if *kind == Kind::Html { " (HTML)" } else { "" }))
        .collect();
    let dashes = "---|".repeat(sets.len() + 4);
    format!("| parser | {} | all plain | not its own | messages a second |\n|{dashes}", sets.join(" | "))
}

fn row(name: &str, own_set: &str, pairs: &[Pair], run: &Run) -> String {
    let score = |chosen: &dyn Fn(&Pair) -> bool| {
        let judged: Vec<bool> = pairs
            .iter()
            .zip(&run.replies)
            .filter(|(pair, _)| chosen(pair))
            .map(|(pair, reply)| is_exact(pair, reply.as_ref()))
            .collect();
        (judged.iter().filter(|exact| **exact).count(), judged.len())
    };
    let reads_html = pairs.iter().zip(&run.replies).any(|(pair, reply)| pair.kind == Kind::Html && reply.is_some());
    let mut cells: Vec<String> = columns(pairs)
        .into_iter()
        .map(|(set, kind)| {
            let (exact, all) = score(&|pair| pair.set == set && pair.kind == kind);
            if kind == Kind::Html && !reads_html { "–".to_owned() } else { format!("{exact} of {all}") }
        })
        .collect();
    let percent =
        |(exact, all): (usize, usize)| format!("{exact} of {all}, {} %", (200 * exact + all) / (2 * all.max(1)));
    cells.push(percent(score(&|pair| pair.kind == Kind::Plain)));
    cells.push(percent(score(&|pair| pair.kind == Kind::Plain && pair.set != own_set)));
    let plain = pairs.iter().filter(|pair| pair.kind == Kind::Plain).count();
    cells.push(format!("{:.0}", plain as f64 / run.seconds));
    format!("| {name} | {} |", cells.join(" | "))
}

fn show_differences(pairs: &[Pair], run: &Run) {
    let mut shown = BTreeSet::new();
    for (pair, reply) in pairs.iter().zip(&run.replies) {
        let reply = reply.clone().unwrap_or_default();
        if !is_exact(pair, Some(&reply)) && shown.insert((&pair.message, &pair.expected)) {
            let rule = "=".repeat(100);
            println!("{rule}\n{} {}\n--- message\n{}", pair.set, pair.name, pair.message.trim());
            println!("--- expected\n{}\n--- ours\n{reply}", pair.expected.trim());
        }
    }
}
