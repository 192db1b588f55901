//! Speaking: each letter is judged once more, marked as being sent before the server is spoken to, and settled after.
//!
//! A letter whose fate the server did not say is never sent again blindly: it waits until that is found out (`reconcile`).

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::reconcile::FIRST_LOOK;
use super::{App, Servers, TurnError, back_off};
use crate::domain::decide;
use crate::domain::event::{DropReason, Fact};
use crate::domain::id::PersonId;
use crate::domain::letter::{Concern, Letter};
use crate::domain::sending::{Verdict, judge};
use crate::net::{Envelope, Fault, Outcome, Step, Why};
use crate::store::{OutboxState, Outgoing, StoreError, ledger, outbox};

/// What was said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spoken {
    pub sent: usize,
    pub next: Option<Timestamp>,
}

/// When the last letters went, for the limits a minute and a day.
#[derive(Debug, Default)]
pub struct Pace {
    minute: VecDeque<Timestamp>,
}

/// Letters looked at in one round; the next round takes the next ones.
const ROUND_LETTERS_MAX: usize = 100;

/// The kind of the letters that go out whatever is stopped.
const ALARM: &str = "alarm";

pub(super) async fn speak(app: &mut App, now: Timestamp) -> Result<Spoken, TurnError> {
    let mut spoken = Spoken::default();
    if let Some(away) = app.servers.postman_away.as_ref().filter(|away| away.retry_at > now) {
        spoken.next = Some(away.retry_at);
        return Ok(spoken);
    }
    loop {
        // While nothing else goes, an alarm does: it says why.
        let is_silent = app.state.is_silent();
        let letters = app.store.due_letters(now, ROUND_LETTERS_MAX, is_silent.then_some(ALARM)).await?;
        // Nothing becomes due by what is said here, so there is one more round only where not all of it was looked at.
        let mut is_last = letters.len() < ROUND_LETTERS_MAX;
        for letter in letters {
            if let Some(free_at) = app.sent_lately.free_at(now, app.limits.per_minute) {
                spoken.next = Some(free_at);
                return Ok(spoken);
            }
            if !claim(app, &letter, now).await? {
                if app.state.is_silent() != is_silent {
                    is_last = false;
                    break;
                }
                continue;
            }
            match send(app, &letter, now).await? {
                After::Sent => spoken.sent += 1,
                After::Settled => {}
                After::ServerAway => return Ok(spoken),
            }
            if app.state.is_silent() != is_silent {
                is_last = false;
                break;
            }
        }
        if is_last {
            return Ok(spoken);
        }
    }
}

/// Judges a letter at the moment of sending, and marks one that may go as being sent in the very transaction in which it
/// is made sure that nothing newer was said: by another process, as an import or a pause is. One that may not go now is
/// dropped or put off.
async fn claim(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<bool, StoreError> {
    for _ in 0..CLAIMS_MAX {
        let verdict = verdict(app, letter, now).await?;
        let App { store, state, roster_version, .. } = &mut *app;
        let mut tx = store.begin().await?;
        if !tx.is_up_to_date(state.last, roster_version) {
            drop(tx);
            app.catch_up().await?;
            continue;
        }
        if state.is_silent() && !matches!(letter.letter, Letter::Alarm { .. }) {
            return Ok(false);
        }
        let mut goes = false;
        match verdict {
            Verdict::Go => goes = outbox::mark_sending(&mut tx, letter.id).await?,
            Verdict::Later(at, _) => outbox::try_later(&mut tx, letter.id, at).await?,
            Verdict::Drop(why) => {
                outbox::settle(&mut tx, letter.id, OutboxState::Dropped, now).await?;
                let fact = Fact::Dropped { key: letter.key.clone(), to: letter.recipient, why };
                ledger::append(&mut tx, now, None, None, &fact).await?;
            }
        }
        let written = tx.commit().await?;
        app.take(written).await?;
        return Ok(goes);
    }
    Ok(false)
}

/// Another process writes now and then; one that writes each time is for the next turn to wait for.
const CLAIMS_MAX: usize = 5;

async fn verdict(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<Verdict, StoreError> {
    let verdict = if letter.lapses.is_some_and(|lapses| lapses <= now) {
        Verdict::Drop(DropReason::Stale)
    } else if letter.shadow {
        Verdict::Go
    } else if letter.letter.needs_fresh_inbox() && app.state.clock.is_some() {
        Verdict::Later(now.saturating_add(SignedDuration::from_mins(5)).unwrap_or(now), decide::Why::NotYet)
    } else if letter.letter.needs_fresh_inbox() && app.servers.inbox_read_at != Some(now) {
        // What takes its ground away may lie there unread.
        Verdict::Later(app.servers.next_read(now), decide::Why::NotYet)
    } else {
        judge(&letter.letter, letter.recipient, &letter.address, &app.state, &app.rules, now)
    };
    match verdict {
        Verdict::Go => within_caps(app, letter, now).await,
        verdict => Ok(verdict),
    }
}

/// Nobody gets more than a set number of automatic letters a day; a day far beyond the usual stops everything.
async fn within_caps(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<Verdict, StoreError> {
    if letter.letter.concern() == Concern::Urgent || letter.recipient == PersonId::ADMINISTRATOR {
        return Ok(Verdict::Go);
    }
    let today = app.state.day(now);
    let [midnight, next] = [0, 1].map(|days| app.rules.days_from(today, days, jiff::civil::Time::midnight()));
    let is_student = app.state.roster.memberships.iter().any(|member| member.student == letter.recipient);
    let cap = if is_student { app.limits.per_student_day } else { app.limits.per_staff_day };
    let tomorrow = app.rules.days_from(today, 1, jiff::civil::time(7, 0, 0, 0));
    let (to_recipient, letters) = app.store.sent_between(midnight, next, letter.recipient).await?;
    if to_recipient >= cap {
        return Ok(Verdict::Later(tomorrow, decide::Why::NotYet));
    }
    if letters >= u64::from(app.limits.per_day) {
        app.store.append(now, &Fact::StormHeld { letters }).await?;
        app.store.append(now, &Fact::Paused).await?;
        app.catch_up().await?;
        tracing::error!("today's mail is far beyond the usual: sending is paused until `balintd resume`");
        return Ok(Verdict::Later(
            now.saturating_add(SignedDuration::from_mins(1)).unwrap_or(now),
            decide::Why::NotYet,
        ));
    }
    Ok(Verdict::Go)
}

enum After {
    Sent,
    Settled,
    ServerAway,
}

async fn send(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<After, TurnError> {
    let ours = app.ours.address.as_str().to_owned();
    let copy = app.witness.as_ref().filter(|witness| witness.copy).map(|_| ours.clone());
    let envelope = Envelope { from: ours, to: vec![letter.address.clone()], copy };
    let outcome = app.postman.send(&envelope, &letter.bytes).await;
    app.sent_lately.note(now);
    settle(app, letter, outcome, now).await
}

async fn settle(app: &mut App, letter: &Outgoing, outcome: Outcome, now: Timestamp) -> Result<After, TurnError> {
    let (key, to) = (letter.key.clone(), letter.recipient);
    let message_id = letter.message_id.as_str();
    let mut tx = app.store.begin().await?;
    let after = match outcome {
        Outcome::Sent { .. } => {
            outbox::settle(&mut tx, letter.id, OutboxState::Sent, now).await?;
            ledger::append(&mut tx, now, None, None, &Fact::Sent { key, to }).await?;
            app.servers.postman_away = None;
            tracing::info!(message_id, kind = letter.letter.kind(), "sent");
            After::Sent
        }
        Outcome::Refused { code, text, .. } => {
            outbox::settle(&mut tx, letter.id, OutboxState::Refused, now).await?;
            ledger::append(&mut tx, now, None, None, &Fact::Refused { key, to, code }).await?;
            tracing::warn!(message_id, code, text, "the server refused a letter for good");
            After::Settled
        }
        // The server is well and this one mailbox is not: nobody else waits for it.
        Outcome::Retry { why } if is_of_recipient(&why) => {
            let attempts = letter.attempts.saturating_add(1);
            let retry_at = now.saturating_add(back_off(attempts)).unwrap_or(now);
            outbox::try_later(&mut tx, letter.id, retry_at).await?;
            app.servers.postman_away = None;
            tracing::warn!(message_id, why = %why, "the recipient's mailbox is not ready, to be tried again");
            After::Settled
        }
        Outcome::Retry { why } => {
            let retry_at = Servers::away(&mut app.servers.postman_away, now, why.to_string());
            outbox::try_later(&mut tx, letter.id, retry_at).await?;
            tracing::warn!(message_id, why = %why, "not sent, to be tried again");
            After::ServerAway
        }
        Outcome::Unknown { why } => {
            let look_at = now.saturating_add(FIRST_LOOK).unwrap_or(now);
            outbox::mark_unknown(&mut tx, letter.id, now, look_at).await?;
            tracing::error!(message_id, why = %why, "the server did not say whether it took the letter");
            After::ServerAway
        }
        Outcome::WrongCredentials { text } => {
            outbox::try_later(&mut tx, letter.id, now).await?;
            tx.commit().await?;
            return Err(TurnError::WrongCredentials { server: "The SMTP server", text });
        }
    };
    let written = tx.commit().await?;
    app.take(written).await?;
    Ok(after)
}

/// The server answered, and what it will not do now is take letters for this recipient (a full mailbox, a grey list).
fn is_of_recipient(why: &Why) -> bool {
    why.step == Step::Recipient && matches!(why.fault, Fault::Reply { .. })
}

impl Pace {
    /// When the next letter may go, where the minute is full.
    fn free_at(&mut self, now: Timestamp, per_minute: u32) -> Option<Timestamp> {
        let minute = SignedDuration::from_mins(1);
        // What was sent under a clock that has since gone back says nothing of this minute.
        self.minute.retain(|at| (SignedDuration::ZERO..minute).contains(&at.duration_until(now)));
        let is_full = self.minute.len() >= usize::try_from(per_minute).unwrap_or(usize::MAX);
        is_full.then(|| self.minute.front().and_then(|first| first.checked_add(minute).ok())).flatten()
    }

    fn note(&mut self, now: Timestamp) {
        self.minute.push_back(now);
    }
}
