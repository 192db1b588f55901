//! The one turn, which the daemon and the simulator share: listen, think, write, speak.
//!
//! Level-triggered: a turn asks what should have been said by `now` and has not been. What wakes it carries no data. Every
//! step ends in a committed transaction, so that it may stop anywhere and the next turn goes on from there.

mod agenda;
mod echo;
pub mod forecast;
mod listen;
mod reconcile;
mod rehearsal;
mod restored;
mod speak;
mod think;
mod watch;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::event::{Event, Fact};
use crate::domain::id::SchemeId;
use crate::domain::rules::Rules;
use crate::domain::state::State;
use crate::inbound::OurSelves;
use crate::net::{Cursor, Mailbox, Postman};
use crate::outbound::Outbound;
use crate::store::{Glance, Open, Store, StoreError, Written, ledger};

use agenda::Agenda;

pub use listen::answered;
pub use reconcile::Witness;
pub use rehearsal::{DONE, LETTER_MAX, Rehearsal};

/// Everything that a turn works with. One writer: nobody else folds the state.
pub struct App {
    pub store: Store,
    pub state: State,
    pub rules: Rules,
    pub outbound: Outbound,
    pub ours: OurSelves,
    pub mailbox: Mailbox,
    pub postman: Postman,
    pub limits: SendLimits,
    /// What shows whether the server took a letter of which it did not say so; none asks the administrator.
    pub witness: Option<Witness>,
    /// Reads each letter first, where there is one; a played year has none.
    pub rehearsal: Option<Rehearsal>,
    agenda: Agenda,
    /// When the last turn was taken by this process.
    last_turn: Option<Timestamp>,
    /// When the probe after a restore was last sent.
    probed_at: Option<Timestamp>,
    roster_version: String,
    /// How far the mailbox has been read.
    cursor: Option<Cursor>,
    /// The servers as the last turn found them.
    pub servers: Servers,
    sent_lately: speak::Pace,
    /// What was last left for `status`.
    status: Option<Status>,
}

/// What holds a storm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendLimits {
    /// Automatic letters a day to one student, and to one of anybody else.
    pub per_student_day: u32,
    pub per_staff_day: u32,
    /// Letters a day altogether; beyond it the daemon pauses itself and asks the administrator.
    pub per_day: u32,
    pub per_minute: u32,
}

/// What is wrong with the servers, if anything, and when the inbox was last read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Servers {
    pub inbox_read_at: Option<Timestamp>,
    pub mailbox_away: Option<Away>,
    pub postman_away: Option<Away>,
}

/// A server that could not be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub since: Timestamp,
    pub attempts: u32,
    pub why: String,
    /// It is left alone until then.
    pub retry_at: Timestamp,
}

/// What a turn leaves in the database for `status`, which is another process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub turn_at: Timestamp,
    pub servers: Servers,
    /// When the next turn is due, where there will be one.
    pub next: Option<Timestamp>,
    /// Why the daemon stopped by itself.
    pub stopped: Option<String>,
}

/// What a turn did, and when to take the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    pub received: usize,
    pub decided: usize,
    pub sent: usize,
    pub set_aside: usize,
    pub next: Timestamp,
    /// When anything is due by itself, however far off.
    pub due: Option<Timestamp>,
}

/// What ends the daemon.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// Going on with a database that failed could say a thing twice.
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{server} refuses the user name or password: {text}. Put it right in the configuration and start again")]
    WrongCredentials { server: &'static str, text: String },
}

/// Nothing wakes later than this, so that what another process wrote is seen.
const SLEEP_MAX: SignedDuration = SignedDuration::from_hours(1);

/// How old the note of a turn may be while nothing changes.
const STATUS_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// What an [`App`] is made of.
pub struct Parts {
    pub store: Store,
    pub rules: Rules,
    pub outbound: Outbound,
    pub ours: OurSelves,
    pub mailbox: Mailbox,
    pub postman: Postman,
    pub limits: SendLimits,
    pub witness: Option<Witness>,
}

impl App {
    /// Folds the ledger over the roster.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn open(parts: Parts) -> Result<Self, StoreError> {
        let Parts { mut store, rules, outbound, ours, mailbox, postman, limits, witness } = parts;
        let roster = store.roster().await?;
        let roster_version = store.note("roster_version").await?.unwrap_or_default();
        let cursor = listen::stored_cursor(&mut store).await?;
        let mut app = Self {
            state: State::new(roster, &rules.zone),
            store,
            rules,
            outbound,
            ours,
            mailbox,
            postman,
            limits,
            witness,
            rehearsal: None,
            agenda: Agenda::default(),
            last_turn: None,
            probed_at: None,
            roster_version,
            cursor,
            servers: Servers::default(),
            sent_lately: speak::Pace::default(),
            status: None,
        };
        app.rules.take_closures(&app.state.roster);
        app.store.take_older_policies(&mut app.rules).await?;
        app.catch_up().await?;
        Ok(app)
    }

    /// As a process that starts again after its end: nothing is left but the database, and the servers as they are.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn open_again(self) -> Result<Self, StoreError> {
        let Self { store, rules, outbound, ours, mailbox, postman, limits, witness, .. } = self;
        Self::open(Parts { store, rules, outbound, ours, mailbox, postman, limits, witness }).await
    }

    /// Takes in what was written since, by whichever process.
    /// Says what is open in the outbox.
    pub(crate) async fn catch_up(&mut self) -> Result<Open, StoreError> {
        let Glance { last, roster_version, open } = self.store.glance().await?;
        if roster_version != self.roster_version {
            self.state.take_roster(self.store.roster().await?);
            self.rules.take_closures(&self.state.roster);
            self.roster_version = roster_version;
            self.agenda.forget();
        }
        if last != self.state.last {
            let events = self.store.events_after(self.state.last).await?;
            self.fold(&events);
        }
        Ok(open)
    }

    /// Takes in what this process has just written, and before it what another one wrote meanwhile.
    pub(crate) async fn take(&mut self, written: Written) -> Result<(), StoreError> {
        if (written.after, &written.roster_version) != (self.state.last, &self.roster_version) {
            self.catch_up().await?;
            return Ok(());
        }
        self.fold(&written.events);
        Ok(())
    }

    fn fold(&mut self, events: &[Event]) {
        for event in events {
            self.state.apply(event);
            self.agenda.touch(&event.fact, &self.state);
        }
    }

    /// The first turn says that it began, and each scheme which version of its policy holds from now on.
    async fn begin(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let has_begun = self.state.began.is_some();
        let changed: Vec<SchemeId> = self
            .rules
            .schemes
            .iter()
            .filter(|(id, rules)| self.state.policy_version(**id, Timestamp::MAX) != Some(rules.policy.version))
            .map(|(id, _)| *id)
            .collect();
        if has_begun && changed.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        if !has_begun {
            ledger::append(&mut tx, now, None, None, &Fact::Began).await?;
        }
        for scheme in changed {
            if let Some(rules) = self.rules.schemes.get(&scheme) {
                ledger::put_policy_in_force(&mut tx, now, scheme, &rules.policy).await?;
            }
        }
        let written = tx.commit().await?;
        self.take(written).await
    }

    /// Notes how things are, where that is news or a while has passed: a write is a sync of the disk.
    async fn leave_status(
        &mut self,
        now: Timestamp,
        next: Option<Timestamp>,
        stopped: Option<String>,
    ) -> Result<(), StoreError> {
        let status = Status { turn_at: now, servers: self.servers.clone(), next, stopped };
        let is_news = self.status.as_ref().is_none_or(|last| {
            let (was, is) = (&last.servers, &status.servers);
            (&was.mailbox_away, &was.postman_away, &last.stopped)
                != (&is.mailbox_away, &is.postman_away, &status.stopped)
                || last.turn_at.duration_until(now) >= STATUS_EVERY
        });
        if is_news {
            let json = serde_json::to_string(&status).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            self.store.set_status(&json).await?;
            self.status = Some(status);
        }
        Ok(())
    }
}

/// One turn.
///
/// # Errors
/// [`TurnError`] where the daemon has to stop; a server that is away is no such thing.
pub async fn turn(app: &mut App, now: Timestamp) -> Result<Turned, TurnError> {
    let turned = steps(app, now).await;
    match &turned {
        Ok(turned) => app.leave_status(now, Some(turned.next), None).await?,
        Err(error @ TurnError::WrongCredentials { .. }) => app.leave_status(now, None, Some(error.to_string())).await?,
        // A database that failed takes no note either.
        Err(TurnError::Store(_)) => {}
    }
    turned
}

async fn steps(app: &mut App, now: Timestamp) -> Result<Turned, TurnError> {
    let begun = app.store.begun();
    let mut open = app.catch_up().await?;
    if watch::watch_clock(app, now).await? {
        open = app.catch_up().await?;
    }
    app.begin(now).await?;
    if open.is_sending {
        reconcile::doubt_what_was_cut_off(app, now).await?;
    }
    let heard = listen::listen(app, now).await?;
    let mut may_speak = open.next_try.is_some_and(|at| at <= now);
    if open.next_doubt.is_some_and(|at| at <= now) {
        may_speak |= reconcile::reconcile(app, now).await?;
    }
    let (mut decided, mut spoken) = (0, speak::Spoken::default());
    for round in 0..ROUNDS_MAX {
        let more = think::think(app, now).await?;
        may_speak |= more > 0;
        // Where nothing waits and nothing was written there is nothing to say.
        if !may_speak || (round > 0 && more == 0) {
            break;
        }
        decided += more;
        // What was sent, or was not, may be what something else waited for.
        let said = speak::speak(app, now).await?;
        spoken = speak::Spoken { sent: spoken.sent + said.sent, next: said.next.or(spoken.next) };
    }
    let latest = now.saturating_add(SLEEP_MAX).unwrap_or(Timestamp::MAX);
    let open = if app.store.begun() > begun { app.store.glance().await?.open } else { open };
    let wakes = [app.agenda.next(), open.next_try, open.next_doubt, heard.next, spoken.next];
    let due = wakes.into_iter().flatten().filter(|at| *at > now).min();
    Ok(Turned {
        received: heard.received,
        decided,
        sent: spoken.sent,
        set_aside: heard.set_aside,
        next: due.map_or(latest, |due| due.min(latest)),
        due,
    })
}

/// What is said brings about what else is to be said; so many rounds are more than any chain of it has.
const ROUNDS_MAX: usize = 8;

/// How long to leave a server alone that was away so many times in a row: a minute, doubled each time, an hour at most.
fn back_off(attempts: u32) -> SignedDuration {
    let minutes = 1_i64.checked_shl(attempts.saturating_sub(1).min(BACK_OFF_DOUBLINGS_MAX)).unwrap_or(60);
    SignedDuration::from_mins(minutes.min(60))
}

/// Sixty-four minutes are more than the hour at most.
const BACK_OFF_DOUBLINGS_MAX: u32 = 6;

/// How long what needs a fresh inbox waits at least.
const READ_AGAIN: SignedDuration = SignedDuration::from_mins(1);

impl Servers {
    /// When the inbox is read next, where it could not be read now.
    fn next_read(&self, now: Timestamp) -> Timestamp {
        let soon = now.saturating_add(READ_AGAIN).unwrap_or(now);
        self.mailbox_away.as_ref().map_or(soon, |away| away.retry_at.max(soon))
    }

    /// The clock has gone back: a server that is left alone until a later hour of it is tried now.
    fn recall(&mut self, now: Timestamp) {
        for away in [&mut self.mailbox_away, &mut self.postman_away].into_iter().flatten() {
            (away.since, away.retry_at) = (away.since.min(now), away.retry_at.min(now));
        }
    }

    /// Notes that a server could not be reached, and since when; gives the time of the next try.
    fn away(slot: &mut Option<Away>, now: Timestamp, why: String) -> Timestamp {
        let known = slot.take();
        let attempts = known.as_ref().map_or(0, |away| away.attempts) + 1;
        let since = known.map_or(now, |away| away.since);
        let retry_at = now.saturating_add(back_off(attempts)).unwrap_or(now);
        *slot = Some(Away { since, attempts, why, retry_at });
        retry_at
    }
}
