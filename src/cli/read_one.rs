//! `balintd read-one`, which the daemon starts for itself: reads letters from standard input as the daemon would, under
//! limits, and says after each that it has come to its end. It changes nothing and answers nothing else.

use std::io::{self, BufRead, Read, Write};

use jiff::Timestamp;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::opened::Opened;
use super::{CliError, Context, Exit};
use crate::daemon;
use crate::inbound::{self, About, Letter, Scene};
use crate::turn::{self, DONE};

/// A letter of 40 MB, its texts decoded and the roster take a fifth of this.
const MEMORY_MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Longer than the longest letter that is taken; what says that it is longer is no letter of the daemon's.
const LETTER_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Reads letters until its standard input ends.
///
/// # Errors
/// [`CliError`] where the database cannot be read, or the daemon does not keep to the form.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    limit_memory();
    let mut opened = Opened::open(context).await?;
    let ours = daemon::ourselves(&opened.settings);
    let mut letters = io::stdin().lock();
    loop {
        let mut line = String::new();
        if letters.read_line(&mut line)? == 0 {
            return Ok(Exit::Fine);
        }
        let (length, received) = asked(&line)?;
        let mut raw = Vec::new();
        letters.by_ref().take(length).read_to_end(&mut raw)?;
        opened.catch_up().await?;
        let letter = Letter::parse(&raw);
        let _identity = inbound::identity(&letter, &raw, false);
        let answers = turn::answered(&mut opened.store, &letter, &ours.address, |_, _, _| true).await?;
        let about = answers.map(|ours| About::of(&ours.letter, ours.to, &opened.state));
        let (roster, calendar) = (&opened.state.roster, &opened.state.calendar);
        let scene = Scene { roster, calendar, now: received, about: about.as_ref() };
        let _reading = inbound::read(&letter, &scene, &ours);
        let mut out = io::stdout().lock();
        writeln!(out, "{DONE}")?;
        out.flush()?;
    }
}

fn asked(line: &str) -> Result<(u64, Timestamp), CliError> {
    let asked = line.trim().split_once(' ').and_then(|(length, received)| {
        let length = length.parse().ok().filter(|length| *length <= LETTER_BYTES_MAX)?;
        Some((length, Timestamp::from_second(received.parse().ok()?).ok()?))
    });
    asked.ok_or_else(|| {
        CliError::Failed("`read-one` is for the daemon itself: `balintd read` reads a letter".to_owned())
    })
}

/// A letter that asks for more ends this process and no other.
fn limit_memory() {
    let held = getrlimit(Resource::As);
    let maximum = held.maximum.map_or(MEMORY_MAX_BYTES, |most| most.min(MEMORY_MAX_BYTES));
    if let Err(error) = setrlimit(Resource::As, Rlimit { current: Some(maximum), maximum: Some(maximum) }) {
        tracing::warn!(why = %error, "the reader's memory could not be limited");
    }
}
