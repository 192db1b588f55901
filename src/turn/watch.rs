//! Watching the clock. Due times are instants of the wall clock, so a clock that jumps would send what is not due, drop what
//! is, or say a thing at night. A jump back holds letters about people until the clock is past where it was; a jump on of a
//! day or more (a wrong date, a machine that slept) holds everything until the administrator or a jump back explains it.
//!
//! BUGS: a clock that is ahead when the daemon starts is not noticed, as it may just as well have been off so long.

use jiff::{SignedDuration, Timestamp};

use super::{App, SLEEP_MAX, Status, TurnError};
use crate::domain::event::Fact;
use crate::store::{StoreError, ledger, outbox};

/// Clocks are set by seconds all the time, and by less than this when they drift.
const BACK_MIN: SignedDuration = SignedDuration::from_mins(5);

/// No turn is so long, and no sleep between turns longer than `SLEEP_MAX`.
const ON_MIN: SignedDuration = SignedDuration::from_hours(24);

/// Compares the time with that of the turn before, also of an earlier process. Says whether anything was written.
pub(super) async fn watch_clock(app: &mut App, now: Timestamp) -> Result<bool, TurnError> {
    let (last, is_same_process) = match app.last_turn {
        Some(last) => (Some(last), true),
        None => (noted(app).await?, false),
    };
    app.last_turn = Some(now);
    let Some(last) = last else { return Ok(false) };
    let on = last.duration_until(now);
    let has_gone_back = on <= -BACK_MIN;
    let fact = match app.state.clock {
        Some(jump) if jump.is_over(now, ON_MIN) => Some(Fact::ClockRight),
        Some(_) => None,
        None if has_gone_back => Some(Fact::ClockJumped { from: last, to: now }),
        None if is_same_process && on >= ON_MIN + SLEEP_MAX => Some(Fact::ClockJumped { from: last, to: now }),
        None => None,
    };
    if fact.is_none() && !has_gone_back {
        return Ok(false);
    }
    tracing::warn!(before = %last, now = %now, "the clock has jumped, or is right again");
    let mut tx = app.store.begin().await?;
    if has_gone_back {
        outbox::recall(&mut tx, now).await?;
        app.servers.recall(now);
    }
    if let Some(fact) = &fact {
        ledger::append(&mut tx, now, None, None, fact).await?;
    }
    let written = tx.commit().await?;
    app.take(written).await?;
    Ok(true)
}

async fn noted(app: &mut App) -> Result<Option<Timestamp>, StoreError> {
    let note = app.store.status().await?;
    Ok(note.and_then(|json| serde_json::from_str::<Status>(&json).ok()).map(|status| status.turn_at))
}
