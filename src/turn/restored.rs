//! After the database was restored from a copy: what the copy does not know of may have been sent since it was made. A
//! letter that is decided again has the same Message-ID, so each new letter is looked for before it is sent. One that is
//! named by a line of the ledger, and comes of a message from before the restore, may have had another name: that one the
//! administrator settles.

use jiff::{SignedDuration, Timestamp};

use super::App;
use crate::domain::decide::Decision;
use crate::domain::event::Fact;
use crate::domain::state::Subject;
use crate::store::{Doubt, StoreError, Tx, ledger, outbox};

/// The longest chain of letters that a copy can have missed: notices, releases and reminders of one step of the policy.
const WATCHED_MAX: SignedDuration = SignedDuration::from_hours(24 * 60);

/// Why a letter is not simply sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suspicion {
    restored: Timestamp,
    /// No search can tell.
    asks: bool,
}

/// Is this letter to be looked for before it is sent?
pub(super) async fn suspicion(
    app: &mut App,
    subject: Subject,
    decision: &Decision,
    now: Timestamp,
) -> Result<Option<Suspicion>, StoreError> {
    let is_watched = |at: &Timestamp| at.duration_until(now) < WATCHED_MAX;
    let Some(restored) = app.state.restored.filter(is_watched).filter(|_| app.witness.is_some()) else {
        return Ok(None);
    };
    let mut asks = false;
    if decision.letter.is_named_by_event() {
        let matters = app.state.matters(subject).filter(|(event, _)| decision.because.contains(event));
        let sources: Vec<_> = matters.filter_map(|(_, matter)| matter.source).collect();
        for source in sources {
            asks |= app.store.letter(source).await?.is_some_and(|letter| letter.received <= restored);
        }
    }
    Ok(Some(Suspicion { restored, asks }))
}

/// Puts a letter that was just written into doubt.
pub(super) async fn doubt(
    tx: &mut Tx<'_>,
    row: i64,
    suspicion: Suspicion,
    fact: impl FnOnce() -> Fact,
    now: Timestamp,
) -> Result<(), StoreError> {
    outbox::mark_unknown(tx, row, suspicion.restored, now).await?;
    if suspicion.asks {
        let asked = Doubt { since: suspicion.restored, probed_at: None, asked_at: Some(now) };
        outbox::note_doubt(tx, row, &asked, now).await?;
        ledger::append(tx, now, None, None, &fact()).await?;
    }
    Ok(())
}
