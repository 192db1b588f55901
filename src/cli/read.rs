//! `balintd read`: what a letter would be understood to say, and why; or a whole file of labelled letters at once.
//! Changes nothing and needs no configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::daemon;
use crate::domain::calendar::Calendar;
use crate::domain::id::Address;
use crate::domain::roster::{Roster, london};
use crate::domain::state::State;
use crate::import;
use crate::inbound::label::{AboutLabel, label};
use crate::inbound::{self, About, Letter, OurSelves, Scene, Vouching};
use crate::turn;

use super::opened::Opened;
use super::{CliError, Context, Exit, ReadArgs};

mod account;

/// Says what would be understood and done: of one letter in words, of many cases a line each.
///
/// # Errors
/// [`CliError::Failed`] where a file cannot be read or the roster has mistakes.
pub async fn run(args: ReadArgs, context: &Context) -> Result<Exit, CliError> {
    let failed = |error: anyhow::Error| CliError::Failed(format!("{error:#}"));
    let mut out = std::io::stdout();
    match (args.cases, args.file) {
        (Some(file), _) => {
            let beside = file.parent().unwrap_or(Path::new(".")).join("../world");
            cases(&args.roster.unwrap_or(beside), &file, &mut out).map_err(failed)?;
        }
        (None, Some(file)) => match args.roster {
            Some(roster) => one(&file, &roster, args.at, &mut out).map_err(failed)?,
            None => one_of_the_database(&file, args.at, context).await?,
        },
        (None, None) => return Err(CliError::Failed("name a letter, or cases with --cases FILE".to_owned())),
    }
    Ok(Exit::Fine)
}

/// One labelled letter; the label itself is for whoever scores.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    /// The letter's file, beside that of the cases.
    eml: String,
    at: Timestamp,
    about: Option<AboutLabel>,
}

/// Reads every case of a file (one JSON object a line) and prints a line for each: `{"id", "acts", "label",
/// "evidence"}`, the evidence as pairs of a rule and the words that it was found in.
///
/// Senders are believed, because the letters never came through a server of ours.
///
/// # Errors
/// A file that cannot be read, or a roster with mistakes in it, all of them named.
pub fn cases(roster_dir: &Path, cases_file: &Path, out: &mut dyn Write) -> Result<()> {
    let world = World::read(roster_dir)?;
    let folder = cases_file.parent().unwrap_or(Path::new("."));
    let text = fs::read_to_string(cases_file).with_context(|| format!("cannot read {}", cases_file.display()))?;
    let mut letters: Vec<(Case, Letter)> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: Case =
            serde_json::from_str(line).with_context(|| format!("{} line {}", cases_file.display(), number + 1))?;
        let path = folder.join(&case.eml);
        let raw = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        letters.push((case, Letter::parse(&raw)));
    }
    let ours = ourselves(letters.iter().map(|(_, letter)| letter), &world.roster)?;
    for (case, letter) in &letters {
        let about = case.about.as_ref().map(|about| about.about(&world.roster));
        let scene = Scene { about: about.as_ref(), ..world.scene(case.at) };
        let reading = inbound::read(letter, &scene, &ours);
        let evidence: Vec<_> = reading.evidence.iter().map(|piece| json!([piece.rule, piece.words])).collect();
        let line = json!({"id": case.id, "acts": reading.acts, "label": label(&reading, &scene), "evidence": evidence});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Says in plain words what one letter would be understood to say, and on what evidence.
///
/// `at` is when it arrived; without it, its Date field is taken. The thread of a single file is not known.
///
/// # Errors
/// A file that cannot be read, a roster with mistakes in it, or a letter without a date where `at` is not given.
pub fn one(eml: &Path, roster_dir: &Path, at: Option<Timestamp>, out: &mut dyn Write) -> Result<()> {
    let world = World::read(roster_dir)?;
    let (letter, now) = letter(eml, at)?;
    let ours = ourselves([&letter].into_iter(), &world.roster)?;
    let scene = world.scene(now);
    let reading = inbound::read(&letter, &scene, &ours);
    out.write_all(account::of(&reading, &scene).as_bytes())?;
    Ok(())
}

/// The same with the roster, the thread and the trust that the daemon of the configuration would have.
async fn one_of_the_database(eml: &Path, at: Option<Timestamp>, context: &Context) -> Result<(), CliError> {
    let mut opened = Opened::open(context).await?;
    let (letter, now) = letter(eml, at).map_err(|error| CliError::Failed(format!("{error:#}")))?;
    let ours = daemon::ourselves(&opened.settings);
    // What the database finds by a token is the letter of that token; nothing is changed by it here.
    let answers = turn::answered(&mut opened.store, &letter, &ours.address, |_, _, _| true).await?;
    let about = answers.map(|ours| About::of(&ours.letter, ours.to, &opened.state));
    let State { roster, calendar, .. } = &opened.state;
    let scene = Scene { roster, calendar, now, about: about.as_ref() };
    let reading = inbound::read(&letter, &scene, &ours);
    context.print(&account::of(&reading, &scene))
}

fn letter(eml: &Path, at: Option<Timestamp>) -> Result<(Letter, Timestamp)> {
    let raw = fs::read(eml).with_context(|| format!("cannot read {}", eml.display()))?;
    let letter = Letter::parse(&raw);
    let now = at.or(letter.date).ok_or_else(|| {
        anyhow!("the letter has no Date that can be read: say when it arrived with --at 2026-11-24T12:00:00Z")
    })?;
    Ok((letter, now))
}

struct World {
    roster: Roster,
    calendar: Calendar,
}

impl World {
    fn read(roster_dir: &Path) -> Result<Self> {
        let roster = import::read_folder(roster_dir).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            anyhow!("the roster in {} has mistakes:\n{}", roster_dir.display(), lines.join("\n"))
        })?;
        let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
        Ok(Self { roster, calendar })
    }

    fn scene(&self, now: Timestamp) -> Scene<'_> {
        Scene { roster: &self.roster, calendar: &self.calendar, now, about: None }
    }
}

/// Without a configuration, our address is the one that most of the letters were sent to and that is nobody's.
fn ourselves<'a>(letters: impl Iterator<Item = &'a Letter>, roster: &Roster) -> Result<OurSelves> {
    let mut counts: BTreeMap<Address, usize> = BTreeMap::new();
    for letter in letters {
        let recipients: BTreeSet<&Address> = letter.sent_to.iter().collect();
        for address in recipients.into_iter().filter(|address| roster.person_at(address).is_none()) {
            let bare = without_detail(address);
            *counts.entry(bare).or_default() += 1;
        }
    }
    let address = counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(address, _)| address)
        .ok_or_else(|| anyhow!("no letter is addressed to anyone outside the roster, so which address is ours?"))?;
    Ok(OurSelves { address, administrator: None, vouching: Vouching::Waived })
}

fn without_detail(address: &Address) -> Address {
    let local = address.local().split('+').next().unwrap_or_default();
    Address::new(&format!("{local}@{}", address.domain())).unwrap_or_else(|_| address.clone())
}
