//! `balintd status`: how the daemon is, and what needs the administrator.
//!
//! What co-leaders, firm heads and the undergraduate team have been asked by letter is shown and is no alarm.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::opened::Opened;
use super::{CliError, Context, Exit};
use crate::daemon::{self, DaemonError};
use crate::domain::decide::{Why, decide, subjects};
use crate::domain::id::SessionId;
use crate::domain::letter::Letter;
use crate::domain::state::State;
use crate::explain::words;
use crate::store::{OutboxState, StoreError};
use crate::turn::{Away, Status};

/// What was settled in these days is counted: the time between two proofs of life.
const COUNTED_DAYS: i64 = 7;

/// A daemon that runs takes a turn more often than this, whatever it waits for.
const SILENT_AFTER: SignedDuration = SignedDuration::from_hours(2);

/// Shows how the daemon is; ends with 1 where something needs the administrator.
///
/// # Errors
/// [`CliError`] where there is no database to look into.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let now = context.clock.now();
    let running = is_running(&opened)?;
    let answer = Answer::of(&mut opened, running, now).await?;
    context.answer(&answer, || answer.in_words(&opened.state))?;
    Ok(if answer.needs.is_empty() { Exit::Fine } else { Exit::Failed })
}

/// Does a daemon hold the database's lock?
fn is_running(opened: &Opened) -> Result<bool, CliError> {
    match daemon::lock(&opened.settings.database) {
        Ok(_lock) => Ok(false),
        Err(DaemonError::Locked(_)) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

#[derive(Serialize)]
struct Answer {
    running: bool,
    paused: bool,
    shadow: Shadow,
    last_turn: Option<Status>,
    outbox: Outbox,
    /// Since a week ago.
    inbox: Inbox,
    registers_missing: Vec<Register>,
    /// What waits for a person's word or for time, by the reason.
    waiting: BTreeMap<Why, usize>,
    /// What the administrator has to see to, a sentence each.
    needs: Vec<String>,
}

#[derive(Serialize)]
struct Shadow {
    all: bool,
    groups: Vec<String>,
}

#[derive(Serialize)]
struct Outbox {
    waiting: u64,
    /// Message-IDs of the letters that may have been sent.
    unknown: Vec<String>,
    sent: u64,
    refused: u64,
    dropped: u64,
}

#[derive(Serialize)]
struct Inbox {
    letters: u64,
    set_aside: u64,
}

/// A session that was held and has no whole register.
#[derive(Serialize)]
struct Register {
    session: String,
    held: Timestamp,
    asked: Option<Timestamp>,
    team_told: bool,
}

impl Answer {
    async fn of(opened: &mut Opened, running: bool, now: Timestamp) -> Result<Self, CliError> {
        let since = now.saturating_sub(SignedDuration::from_hours(24 * COUNTED_DAYS)).unwrap_or(now);
        let counts = opened.store.outbox_counts(since).await?;
        let open = opened.store.open_letters().await?;
        let unknown = open.iter().filter(|entry| entry.state == OutboxState::Unknown);
        let (letters, set_aside) = opened.store.count_letters(since).await?;
        let last_turn = last_turn(opened).await?;
        let state = &opened.state;
        let mut answer = Self {
            running,
            paused: state.paused,
            shadow: Shadow {
                all: state.shadow.all,
                groups: state
                    .roster
                    .groups
                    .values()
                    .filter(|group| state.shadow.covers(Some(group.id)))
                    .map(|group| group.code.clone())
                    .collect(),
            },
            last_turn,
            outbox: Outbox {
                waiting: counts.waiting,
                unknown: unknown.map(|entry| entry.message_id.clone()).collect(),
                sent: counts.sent,
                refused: counts.refused,
                dropped: counts.dropped,
            },
            inbox: Inbox { letters, set_aside },
            registers_missing: registers_missing(state, now),
            waiting: waiting(opened, now),
            needs: Vec::new(),
        };
        answer.needs = answer.needs(state, now);
        Ok(answer)
    }

    fn needs(&self, state: &State, now: Timestamp) -> Vec<String> {
        let mut needs = Vec::new();
        let last = self.last_turn.as_ref();
        if let Some(why) = last.filter(|_| !self.running).and_then(|last| last.stopped.as_ref()) {
            needs.push(format!("The daemon stopped by itself: {why}"));
        } else if !self.running {
            needs.push("The daemon does not run: start it with `balintd run`, or its service.".to_owned());
        } else if last.is_some_and(|last| last.turn_at.duration_until(now) > SILENT_AFTER) {
            needs.push(
                "The daemon runs and has taken no turn for hours: look at its log, and start it again.".to_owned(),
            );
        }
        if state.clock.is_some() {
            needs.push(
                "The machine's clock has jumped and letters wait for it: put it right, or `balintd resume` if it is."
                    .to_owned(),
            );
        }
        if self.paused {
            needs.push("Sending is paused: `balintd resume` lets letters go again.".to_owned());
        }
        let servers = last.map(|last| {
            [("mailbox (IMAP)", &last.servers.mailbox_away), ("mail server (SMTP)", &last.servers.postman_away)]
        });
        for (server, away) in servers.into_iter().flatten() {
            needs.extend(away.as_ref().map(|away| away_words(server, away, state)));
        }
        if !self.outbox.unknown.is_empty() {
            needs.push(format!(
                "{} may or may not have been sent, as the server did not say. What the daemon cannot find out by itself, \
                 it asks you: `balintd settle`.",
                counted(self.outbox.unknown.len(), "letter", "letters")
            ));
        }
        needs
    }

    fn in_words(&self, state: &State) -> String {
        let mut text = String::new();
        for need in &self.needs {
            let _ = writeln!(text, "! {need}");
        }
        let running = if self.running { "runs" } else { "does not run" };
        let last = self.last_turn.as_ref();
        let turn = last.map_or("never".to_owned(), |last| words::moment(state, last.turn_at));
        let _ = writeln!(text, "The daemon {running}; its last turn: {turn}.");
        if let Some(next) = last.and_then(|last| last.next).filter(|_| self.running) {
            let _ = writeln!(text, "It looks again at {} at the latest.", words::moment(state, next));
        }
        let _ = writeln!(text, "Groups in shadow: {}.", listed(&self.shadow.groups));
        let outbox = &self.outbox;
        let _ = writeln!(
            text,
            "Letters out: {} waiting; in the last {COUNTED_DAYS} days {} sent, {} refused, {} dropped.",
            outbox.waiting, outbox.sent, outbox.refused, outbox.dropped
        );
        for message_id in &outbox.unknown {
            let _ = writeln!(text, "  of unknown fate: <{message_id}> (balintd explain '<{message_id}>')");
        }
        let inbox = &self.inbox;
        let _ = writeln!(
            text,
            "Letters in: {} in the last {COUNTED_DAYS} days, {} of them set aside for a person.",
            inbox.letters, inbox.set_aside
        );
        let missing: Vec<String> = self.registers_missing.iter().map(|one| one.in_words(state)).collect();
        let _ = writeln!(text, "Registers missing: {}.", listed(&missing));
        for (why, count) in &self.waiting {
            let _ = writeln!(text, "{}: {}.", counted(*count, "letter waits", "letters wait"), words::why(*why));
        }
        text
    }
}

impl Register {
    fn in_words(&self, state: &State) -> String {
        let held = words::moment(state, self.held);
        let team = if self.team_told { ", the undergraduate team was told" } else { "" };
        format!("{} ({held}{team})", self.session)
    }
}

async fn last_turn(opened: &mut Opened) -> Result<Option<Status>, StoreError> {
    let note = opened.store.status().await?;
    let read =
        |json: String| serde_json::from_str(&json).map_err(|error| StoreError::Corrupt(format!("status: {error}")));
    note.map(read).transpose()
}

/// Sessions since the beginning whose register was due to be asked for, and is not whole.
fn registers_missing(state: &State, now: Timestamp) -> Vec<Register> {
    let began = state.began.unwrap_or(now);
    let held =
        state.calendar.all().filter(|meeting| !meeting.cancelled && meeting.ends_at > began && meeting.ends_at <= now);
    let asked_at = |session: SessionId| state.sent_at(&Letter::RegisterRequest { session });
    held.filter(|meeting| !state.is_register_whole(meeting.id))
        .map(|meeting| Register {
            session: words::session(state, meeting.id),
            held: meeting.starts_at,
            asked: asked_at(meeting.id),
            team_told: state.sent_at(&Letter::RegisterMissing { session: meeting.id }).is_some(),
        })
        .collect()
}

/// What a fresh plan would hold back, by the reason; what needs nobody is left out.
fn waiting(opened: &Opened, now: Timestamp) -> BTreeMap<Why, usize> {
    let mut state = opened.state.clone();
    state.paused = false;
    let mut counts = BTreeMap::new();
    for subject in subjects(&state) {
        for waiting in decide(subject, &state, &opened.rules, now).waiting {
            if !matches!(waiting.why, Why::Apologised | Why::NoNewAbsence | Why::TopOfLadder) {
                *counts.entry(waiting.why).or_default() += 1;
            }
        }
    }
    counts
}

fn away_words(server: &str, away: &Away, state: &State) -> String {
    format!(
        "The {server} is away since {} ({} tries): {}. It is tried again {}.",
        words::moment(state, away.since),
        away.attempts,
        away.why,
        words::moment(state, away.retry_at)
    )
}

fn listed(items: &[String]) -> String {
    match items {
        [] => "none".to_owned(),
        items => items.join(", "),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    let what = if count == 1 { one } else { many };
    format!("{count} {what}")
}
