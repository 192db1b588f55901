//! Finding out what became of a letter of which the server did not say whether it took it (RFC 5321, section 4.2.5, and
//! RFC 1047, on the letters that are sent twice for want of this).
//!
//! Our own mailbox is the witness: each letter has a copy there, or in the server's folder of sent letters. Found is
//! sent. Not found proves nothing by itself, as the copy may be late or the server's search may be broken: so a letter to
//! ourselves, the probe, is sent after the wait, and only where the probe is there and the letter is not, the letter was
//! not taken. Then a friendly one goes again with the same bytes; one about a person waits for the administrator's word.
//!
//! May not: send a letter of the outbox. It only says which may be tried again.

use jiff::{SignedDuration, Timestamp};

use super::{App, Servers, TurnError};
use crate::domain::event::Fact;
use crate::domain::letter::Concern;
use crate::inbound::OUR_FIELD;
use crate::net::{Envelope, MailboxError, Outcome};
use crate::store::{Doubt, OutboxState, Outgoing, StoreError, ledger, outbox};

/// How the Message-ID of a probe begins, and what its field says.
pub(super) const PROBE: &str = "probe";

/// Where the copies of our letters lie, and when they are there at the latest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    pub folder: String,
    /// Each letter also goes to our own mailbox; else the server files what it takes by itself.
    pub copy: bool,
    pub wait: SignedDuration,
}

/// A copy is often there at once.
pub(super) const FIRST_LOOK: SignedDuration = SignedDuration::from_mins(1);

/// A letter, or the probe, that is waited for is looked for soon,
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(2);

/// and the longer it has not come, the more seldom. Once the administrator was asked there is no hurry; a copy that comes
/// late still settles it.
const LOOK_SELDOM: SignedDuration = SignedDuration::from_hours(1);

/// A probe that has not arrived by then is followed by another.
const PROBE_AGAIN: SignedDuration = SignedDuration::from_mins(30);

/// Letters that were on their way when the daemon stopped are in doubt from now on.
pub(super) async fn doubt_what_was_cut_off(app: &mut App, now: Timestamp) -> Result<(), StoreError> {
    let in_doubt = app.store.letters_in_doubt().await?;
    let cut_off: Vec<i64> =
        in_doubt.iter().filter(|letter| letter.state == OutboxState::Sending).map(|letter| letter.id).collect();
    if cut_off.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    for id in cut_off {
        outbox::mark_unknown(&mut tx, id, now, later(now, FIRST_LOOK)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Looks for each letter in doubt whose time has come. Nothing is looked for in a mailbox that could not be read in this
/// very turn. Says whether any of them may be tried again.
pub(super) async fn reconcile(app: &mut App, now: Timestamp) -> Result<bool, TurnError> {
    let mut is_any_free = false;
    if app.servers.inbox_read_at == Some(now) {
        for letter in app.store.doubts_due(now).await? {
            match look(app, &letter, now).await? {
                Looked::Done => {}
                Looked::MayGoAgain => is_any_free = true,
                Looked::MailboxAway => break,
            }
        }
    }
    Ok(is_any_free)
}

enum Looked {
    Done,
    MayGoAgain,
    MailboxAway,
}

async fn look(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<Looked, TurnError> {
    let doubt = letter.doubt.unwrap_or(Doubt { since: now, probed_at: None, asked_at: None });
    let Some(witness) = app.witness.clone() else {
        ask(app, letter, doubt, false, now).await?;
        return Ok(Looked::Done);
    };
    // The probe is looked for first: what was taken before it is there when it is. One probe serves a whole restore.
    let is_of_restore = app.state.restored == Some(doubt.since);
    let probe = if is_of_restore { restore_probe_id(app, doubt) } else { probe_id(letter, doubt) };
    let doubt = if is_of_restore { Doubt { probed_at: app.probed_at, ..doubt } } else { doubt };
    let is_probe_there = match doubt.probed_at {
        Some(_) => app.mailbox.find_message_id(&witness.folder, &probe).await,
        None => Ok(false),
    };
    let is_there = app.mailbox.find_message_id(&witness.folder, &letter.message_id).await;
    let (is_probe_there, is_there) = match (is_probe_there, is_there) {
        (Ok(probe), Ok(letter)) => (probe, letter),
        (Err(error), _) | (_, Err(error)) => return mailbox_failed(app, error, now),
    };
    let message_id = letter.message_id.as_str();
    if is_there {
        tracing::info!(message_id, "a letter in doubt was taken: its copy is there");
        was_sent(app, letter, now).await?;
    } else if doubt.asked_at.is_some() && is_of_restore {
        note(app, letter, doubt, later(now, LOOK_SELDOM)).await?;
    } else if is_probe_there {
        return was_not_taken(app, letter, doubt, now).await;
    } else if doubt.since.duration_until(now) < witness.wait {
        let at = look_again(doubt.since, now).min(later(doubt.since, witness.wait));
        note(app, letter, doubt, at).await?;
    } else {
        send_probe(app, letter, doubt, &probe, now).await?;
    }
    Ok(Looked::Done)
}

/// A search that fails is no answer.
fn mailbox_failed(app: &mut App, error: MailboxError, now: Timestamp) -> Result<Looked, TurnError> {
    match error {
        MailboxError::WrongCredentials { text } => Err(TurnError::WrongCredentials { server: "The IMAP server", text }),
        error => {
            tracing::warn!(why = %error, "letters in doubt could not be looked for");
            Servers::away(&mut app.servers.mailbox_away, now, error.to_string());
            Ok(Looked::MailboxAway)
        }
    }
}

async fn was_sent(app: &mut App, letter: &Outgoing, now: Timestamp) -> Result<(), StoreError> {
    let mut tx = app.store.begin().await?;
    outbox::settle(&mut tx, letter.id, OutboxState::Sent, now).await?;
    let fact = Fact::Sent { key: letter.key.clone(), to: letter.recipient };
    ledger::append(&mut tx, now, None, None, &fact).await?;
    let written = tx.commit().await?;
    app.take(written).await
}

async fn was_not_taken(app: &mut App, letter: &Outgoing, doubt: Doubt, now: Timestamp) -> Result<Looked, TurnError> {
    let message_id = letter.message_id.as_str();
    // After a restore the copies of what was sent have long been there: their absence is the whole answer.
    let is_of_restore = app.state.restored == Some(doubt.since);
    if letter.letter.concern() == Concern::Person && !is_of_restore {
        tracing::error!(message_id, "a letter about a person was not taken; the administrator says what becomes of it");
        ask(app, letter, doubt, true, now).await?;
        return Ok(Looked::Done);
    }
    tracing::warn!(message_id, "a letter in doubt was not taken, to be sent again");
    let mut tx = app.store.begin().await?;
    outbox::try_later(&mut tx, letter.id, now).await?;
    tx.commit().await?;
    Ok(Looked::MayGoAgain)
}

/// Tells the administrator, once.
async fn ask(app: &mut App, letter: &Outgoing, doubt: Doubt, absent: bool, now: Timestamp) -> Result<(), StoreError> {
    let asked = Doubt { asked_at: doubt.asked_at.or(Some(now)), ..doubt };
    let mut tx = app.store.begin().await?;
    outbox::note_doubt(&mut tx, letter.id, &asked, later(now, LOOK_SELDOM)).await?;
    if doubt.asked_at.is_none() {
        let fact = Fact::InDoubt { key: letter.key.clone(), to: letter.recipient, absent };
        ledger::append(&mut tx, now, None, None, &fact).await?;
    }
    let written = tx.commit().await?;
    app.take(written).await
}

async fn note(app: &mut App, letter: &Outgoing, doubt: Doubt, look_at: Timestamp) -> Result<(), StoreError> {
    let mut tx = app.store.begin().await?;
    outbox::note_doubt(&mut tx, letter.id, &doubt, look_at).await?;
    tx.commit().await?;
    Ok(())
}

/// Sends a letter to ourselves, unless one is on its way, sending is paused or the server is away.
async fn send_probe(
    app: &mut App,
    letter: &Outgoing,
    doubt: Doubt,
    id: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let is_on_its_way = doubt.probed_at.is_some_and(|at| at.duration_until(now) < PROBE_AGAIN);
    let is_server_away = app.servers.postman_away.as_ref().is_some_and(|away| away.retry_at > now);
    let mut doubt = doubt;
    if !is_on_its_way && !is_server_away && !app.state.is_silent() {
        let ours = app.ours.address.as_str().to_owned();
        let bytes = probe(&ours, id, now);
        let envelope = Envelope { from: ours.clone(), to: vec![ours], copy: None };
        match app.postman.send(&envelope, &bytes).await {
            Outcome::Sent { .. } | Outcome::Unknown { .. } => {
                doubt.probed_at = Some(now);
                app.probed_at = Some(now);
            }
            Outcome::Retry { why } => {
                Servers::away(&mut app.servers.postman_away, now, why.to_string());
            }
            Outcome::Refused { text, .. } | Outcome::WrongCredentials { text } => {
                tracing::warn!(text, "the server takes no letter to our own mailbox");
            }
        }
    }
    // Nothing shows what became of it while no probe arrives: somebody has to know.
    let is_overdue = doubt.asked_at.is_none() && doubt.since.duration_until(now) >= ASK_AFTER;
    if is_overdue {
        ask(app, letter, doubt, false, now).await
    } else {
        note(app, letter, doubt, look_again(doubt.probed_at.unwrap_or(doubt.since), now)).await
    }
}

/// When to look again for what has been waited for since then: when it has been waited for twice as long.
fn look_again(since: Timestamp, now: Timestamp) -> Timestamp {
    later(now, since.duration_until(now).clamp(LOOK_AGAIN, LOOK_SELDOM))
}

/// A doubt that could not be settled in a working day is told.
const ASK_AFTER: SignedDuration = SignedDuration::from_hours(8);

/// Each doubt has a probe of its own: one that was sent for an earlier try proves nothing about this one.
fn probe_id(letter: &Outgoing, doubt: Doubt) -> String {
    format!("{PROBE}.{}.{}.{}", letter.attempts, doubt.since.as_second(), letter.message_id)
}

fn restore_probe_id(app: &App, doubt: Doubt) -> String {
    format!("{PROBE}.restore.{}@{}", doubt.since.as_second(), app.ours.address.domain())
}

fn probe(ours: &str, id: &str, now: Timestamp) -> Vec<u8> {
    let date = now.strftime("%a, %d %b %Y %H:%M:%S +0000");
    format!(
        "From: <{ours}>\r\nTo: <{ours}>\r\nSubject: Does what is sent arrive?\r\nDate: {date}\r\nMessage-ID: <{id}>\r\n\
         Auto-Submitted: auto-generated\r\n{OUR_FIELD}: {PROBE}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=us-ascii\r\n\r\nThe daemon writes to itself to see that its letters are taken.\r\n"
    )
    .into_bytes()
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}
