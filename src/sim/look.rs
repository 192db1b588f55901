//! What the year notes for its page, and the page itself, out of the ledger, the state and these notes.

use jiff::Timestamp;

use super::folder::Folder;
use super::meant::{MeantClass, Verdict};
use super::outcome::Outcome;
use super::run::SimError;
use super::world::Delivered;
use crate::domain::id::EventId;
use crate::inbound::Reading;
use crate::page::{Fate, Lived, Message, People, Record, page};
use crate::store::Stored;
use crate::turn::App;

/// A message that reached the mailbox, and the file in which it was left.
pub(super) struct Arrived {
    pub message: Delivered,
    pub file: String,
}

/// What became of a message.
pub(super) fn fate(message: &Delivered, verdict: &Verdict) -> Fate {
    match verdict {
        _ if message.meant.class != MeantClass::Human => Fate::Machine,
        _ if message.by.is_none() => Fate::Stranger,
        Verdict::Asked => Fate::Asked,
        Verdict::Right | Verdict::Wrong(_) => Fate::Understood,
    }
}

/// Notes a message.
pub(super) fn message(stored: &Stored, reading: Option<&Reading>, arrived: &Arrived, fate: Fate) -> Message {
    Message {
        id: stored.id,
        at: stored.received,
        by: arrived.message.by,
        fate,
        is_welfare: arrived.message.meant.is_welfare(),
        words: reading.map(|reading| reading.words.clone()).unwrap_or_default(),
        file: arrived.file.clone(),
    }
}

/// The days of a year, and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub begins: Timestamp,
    pub ends: Timestamp,
    pub people: People,
}

/// Leaves the page.
///
/// # Errors
/// [`SimError`] where the ledger cannot be read or the page not be written.
pub(super) async fn leave(
    app: &mut App,
    folder: &Folder,
    record: &Record,
    outcome: &Outcome,
    frame: Frame,
) -> Result<(), SimError> {
    let events = app.store.events_after(EventId(0)).await?;
    let lived = Lived {
        state: &app.state,
        rules: &app.rules,
        events: &events,
        record,
        first_day: app.state.day(frame.begins),
        last_day: app.state.day(frame.ends),
        ends: frame.ends,
        sessions_held: outcome.sessions_held,
        turns: outcome.turns,
        people: frame.people,
    };
    let html = page(&lived, &|file| folder.read(file))?;
    folder.page(&html)?;
    Ok(())
}
