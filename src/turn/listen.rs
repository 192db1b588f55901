//! Listening: each letter is stored with its reading and its facts in one transaction, then the server is told.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};

use super::echo::echo;
use super::reconcile::PROBE;
use super::rehearsal::Rehearsed;
use super::{App, Servers, TurnError};
use crate::domain::event::Fact;
use crate::domain::hear::{Heard, hear};
use crate::domain::id::{Address, PersonId};
use crate::domain::letter::Letter as OurLetter;
use crate::domain::said::{Class, Said, Sender};
use crate::domain::state::State;
use crate::inbound::{self, About, Aside, Evidence, Letter, OUR_FIELD, Reading, Scene};
use crate::net::{Arrived, Cursor, MailboxError};
use crate::store::{Ours, Store, StoreError, TakenIn, inbox, ledger};

/// What was heard.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Listened {
    pub received: usize,
    pub set_aside: usize,
    /// When to try again, where the mailbox is away.
    pub next: Option<Timestamp>,
}

/// Letters taken from the server at a time: enough for a busy hour, little enough for memory.
const BATCH_LETTERS_MAX: usize = 50;

/// The name under which the place in the mailbox is kept.
const CURSOR: &str = "inbox";

pub(super) async fn listen(app: &mut App, now: Timestamp) -> Result<Listened, TurnError> {
    let mut listened = Listened::default();
    if let Some(away) = app.servers.mailbox_away.as_ref().filter(|away| away.retry_at > now) {
        listened.next = Some(away.retry_at);
        return Ok(listened);
    }
    loop {
        let cursor = app.cursor;
        let batch = match app.mailbox.fetch(cursor, BATCH_LETTERS_MAX).await {
            Ok(batch) => batch,
            Err(MailboxError::WrongCredentials { text }) => {
                return Err(TurnError::WrongCredentials { server: "The IMAP server", text });
            }
            Err(error) => {
                tracing::warn!(why = %error, "the mailbox is away");
                listened.next = Some(Servers::away(&mut app.servers.mailbox_away, now, error.to_string()));
                return Ok(listened);
            }
        };
        let mut last = cursor.filter(|cursor| cursor.uid_validity == batch.uid_validity).map_or(0, |c| c.uid_last);
        let mut taken = Vec::new();
        for arrived in &batch.letters {
            last = last.max(arrived.uid);
            let place = Cursor { uid_validity: batch.uid_validity, uid_last: last };
            match take_in(app, arrived, place, now).await? {
                Some(aside) => {
                    listened.received += 1;
                    listened.set_aside += usize::from(aside);
                }
                // Of no more interest: the place is written down with the next that is of any, as a write is a sync of the
                // disk. A process that starts before that looks at these again, and they still change nothing.
                None => app.cursor = Some(place),
            }
            taken.push(arrived.uid);
        }
        if let (false, Some(uid)) = (taken.is_empty(), taken.last()) {
            let place = Cursor { uid_validity: batch.uid_validity, uid_last: *uid };
            // The flag is a courtesy to whoever opens the mailbox; what was taken in is known by its bytes.
            if let Err(error) = app.mailbox.mark_seen(place, &taken).await {
                tracing::warn!(why = %error, "letters that were taken in could not be marked as seen");
            }
        }
        if !batch.more || batch.letters.is_empty() {
            break;
        }
    }
    app.servers.mailbox_away = None;
    app.servers.inbox_read_at = Some(now);
    app.agenda.inbox_read();
    Ok(listened)
}

/// How far the mailbox had been read when the last process stopped.
pub(super) async fn stored_cursor(store: &mut Store) -> Result<Option<Cursor>, StoreError> {
    let cursor = store.cursor(CURSOR).await?;
    Ok(cursor.map(|(uid_validity, uid_last)| Cursor { uid_validity, uid_last }))
}

/// Takes one letter in; none where it was taken in before, or is a copy of ours. Says whether a person has to look at it.
async fn take_in(app: &mut App, arrived: &Arrived, place: Cursor, now: Timestamp) -> Result<Option<bool>, TurnError> {
    // A server's clock that is ahead of ours is not believed, save where it is ours that has jumped.
    let latest = if app.state.clock.is_some() { Timestamp::MAX } else { now };
    let received = Timestamp::from_second(arrived.received).unwrap_or(now).min(latest);
    if let Some(rehearsal) = &mut app.rehearsal
        && rehearsal.of(&arrived.raw, received).await == Rehearsed::Died
    {
        return set_aside_unread(app, arrived, received, place, now).await;
    }
    // A letter that breaks the reader is set aside for a person; it stops no other.
    let letter = catch_unwind(|| Letter::parse(&arrived.raw)).unwrap_or_default();
    // For each letter that goes a copy comes: it is known by its head alone.
    if is_witness(app, &letter).await? {
        return Ok(None);
    }
    let is_vouched = inbound::vouched(&letter, &app.ours.vouching);
    let identity = inbound::identity(&letter, &arrived.raw, is_vouched);
    let hash = HEXLOWER.encode(digest::digest(&digest::SHA256, &identity).as_ref());
    if app.store.knows_letter(&hash).await? {
        return Ok(None);
    }
    let App { store, outbound, ours, .. } = &mut *app;
    let is_token_of = |ours: &OurLetter, to, token: &str| outbound.is_token_of(ours, to, token);
    let answers = answered(store, &letter, &ours.address, is_token_of).await?;
    let mut reading = read(app, &letter, answers.as_ref(), received);
    if let Some(ours) = &answers {
        reading = answer_to_question(app, ours, reading).await?;
    }
    if arrived.truncated {
        reading.aside.insert(Aside::Truncated);
        reading.acts = false;
    }
    if let Some(sign) = echo(app, &letter, &reading, answers.as_ref(), now).await? {
        reading.class = Class::AutoReply;
        reading.evidence.push(Evidence { rule: sign.to_owned(), words: String::new() });
    }
    let letter = Understood { hash, received, letter, answers, reading };
    Ok(Some(write_down(app, arrived, &letter, place, now).await?))
}

/// The reading of an answer to our clarifying question: one word there chooses among the readings of the first letter.
async fn answer_to_question(app: &mut App, ours: &Ours, reading: Reading) -> Result<Reading, StoreError> {
    let OurLetter::ClarifyingQuestion { answers: first, .. } = &ours.letter else { return Ok(reading) };
    let Some(stored) = app.store.letter(*first).await? else { return Ok(reading) };
    let Some(earlier) = stored_reading(stored.reading) else { return Ok(reading) };
    let about = About::of(&ours.letter, ours.to, &app.state);
    let State { roster, calendar, .. } = &app.state;
    let scene = Scene { roster, calendar, now: stored.received, about: Some(&about) };
    Ok(inbound::answer::to_question(reading, &earlier, &scene))
}

/// A reading as it was stored; none where it is no longer kept.
pub(super) fn stored_reading(json: Option<String>) -> Option<Reading> {
    json.and_then(|json| serde_json::from_str(&json).ok())
}

/// Keeps a letter that the reader's process did not survive, for a person to look at.
async fn set_aside_unread(
    app: &mut App,
    arrived: &Arrived,
    received: Timestamp,
    place: Cursor,
    now: Timestamp,
) -> Result<Option<bool>, TurnError> {
    let hash = HEXLOWER.encode(digest::digest(&digest::SHA256, &arrived.raw).as_ref());
    if app.store.knows_letter(&hash).await? {
        return Ok(None);
    }
    tracing::error!("a letter that no reader survives is set aside unread");
    let letter = Understood { hash, received, letter: Letter::default(), answers: None, reading: unreadable() };
    Ok(Some(write_down(app, arrived, &letter, place, now).await?))
}

/// A letter with what was made of it.
struct Understood {
    hash: String,
    received: Timestamp,
    letter: Letter,
    answers: Option<Ours>,
    reading: Reading,
}

/// Stores a letter with its reading and its facts. Says whether a person has to look at it.
async fn write_down(
    app: &mut App,
    arrived: &Arrived,
    understood: &Understood,
    place: Cursor,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Understood { hash, received, letter, answers, reading } = understood;
    let asides = reasons(reading);
    let heard = Heard {
        at: now,
        class: &reading.class,
        sender: &reading.sender,
        said: &reading.said,
        acts: reading.acts,
        vouched: reading.vouched,
        answers: answers.as_ref().map(|ours| (&ours.letter, ours.to)),
        is_recent: answers.as_ref().is_some_and(|ours| ours.written_at.duration_until(now) < PROOF_MAX),
        aside: &asides,
        words: &reading.words,
    };
    let facts = hear(&app.state, &heard);
    let is_aside = facts.iter().any(|(fact, _)| matches!(fact, Fact::SetAside { .. }));
    let json = serde_json::to_string(&reading).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let row = TakenIn {
        hash,
        uid_validity: place.uid_validity,
        uid: arrived.uid,
        received: *received,
        taken_in: now,
        person: sender_of(&reading.sender),
        message_id: letter.message_id.as_deref(),
        raw: &arrived.raw,
        reading: &json,
        aside: is_aside,
    };
    let mut tx = app.store.begin().await?;
    let id = inbox::take_in(&mut tx, &row).await?;
    for (fact, corrects) in &facts {
        ledger::append(&mut tx, now, Some(id), *corrects, fact).await?;
    }
    inbox::set_cursor(&mut tx, CURSOR, place.uid_validity, place.uid_last).await?;
    let written = tx.commit().await?;
    app.cursor = Some(place);
    app.take(written).await?;
    tracing::info!(letter = id.0, class = class_word(&reading.class), acts = reading.acts, "a letter was taken in");
    Ok(is_aside)
}

/// An answer to an older letter of ours proves nothing any more; the weekly question for release has a new one.
const PROOF_MAX: SignedDuration = SignedDuration::from_hours(24 * 60);

/// A copy of our own letter, or a letter to ourselves, that lies in the mailbox for `reconcile` to find: its text is kept
/// already.
async fn is_witness(app: &mut App, letter: &Letter) -> Result<bool, StoreError> {
    let is_from_us = letter.from.as_ref() == Some(&app.ours.address);
    let Some(id) = letter.message_id.as_deref().filter(|_| is_from_us) else { return Ok(false) };
    let id = id.trim_matches(['<', '>']);
    Ok(letter.field(OUR_FIELD) == Some(PROBE) || app.store.ours(id).await?.is_some())
}

/// The letter of ours that an incoming one answers, and who had that letter: by its token, else by its thread.
/// `is_token_of` says whether a token that was found is really the one of that letter to that person.
///
/// # Errors
/// [`StoreError`] where the database cannot be read.
pub async fn answered(
    store: &mut Store,
    letter: &Letter,
    ours: &Address,
    is_token_of: impl Fn(&OurLetter, PersonId, &str) -> bool,
) -> Result<Option<Ours>, StoreError> {
    for token in letter.tokens(ours) {
        if let Some(ours) = store.ours(token).await?
            && is_token_of(&ours.letter, ours.to, token)
        {
            return Ok(Some(ours));
        }
    }
    for message_id in letter.references().take(REFERENCES_MAX) {
        let bare = message_id.trim().trim_start_matches('<').trim_end_matches('>');
        if let Some(found) = store.ours(bare).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Message-IDs looked up for one letter; a thread that names more has ours among the nearest.
const REFERENCES_MAX: usize = 20;

fn read(app: &App, letter: &Letter, answers: Option<&Ours>, received: Timestamp) -> Reading {
    let about = answers.map(|ours| About::of(&ours.letter, ours.to, &app.state));
    let scene =
        Scene { roster: &app.state.roster, calendar: &app.state.calendar, now: received, about: about.as_ref() };
    let read = AssertUnwindSafe(|| inbound::read(letter, &scene, &app.ours));
    catch_unwind(read).unwrap_or_else(|_| unreadable())
}

fn unreadable() -> Reading {
    Reading {
        class: Class::Human,
        sender: Sender::Stranger,
        said: Said::Nothing,
        acts: false,
        vouched: false,
        aside: BTreeSet::from([Aside::Unreadable]),
        words: String::new(),
        evidence: Vec::new(),
        likely: Vec::new(),
    }
}

/// Why a person has to look at it, in the ledger's words. Machines' letters need nobody.
fn reasons(reading: &Reading) -> BTreeSet<String> {
    if !matches!(reading.class, Class::Human | Class::CalendarReply) {
        return BTreeSet::new();
    }
    let mut reasons: BTreeSet<String> = reading.aside.iter().map(|aside| aside.word().to_owned()).collect();
    if reading.sender == Sender::Stranger && reasons.is_empty() {
        reasons.insert(Aside::Stranger.word().to_owned());
    }
    reasons
}

pub(super) fn sender_of(sender: &Sender) -> Option<PersonId> {
    match sender {
        Sender::Student { student, .. } => Some(*student),
        Sender::CoLeader { leader, .. } => Some(*leader),
        Sender::FirmHead { firm_head } => Some(*firm_head),
        Sender::Staff { person } => Some(*person),
        Sender::Administrator => Some(PersonId::ADMINISTRATOR),
        Sender::Stranger => None,
    }
}

fn class_word(class: &Class) -> &'static str {
    match class {
        Class::Human => "human",
        Class::AutoReply => "auto-reply",
        Class::Bounce(_) => "bounce",
        Class::CalendarReply => "calendar-reply",
        Class::Ours => "ours",
    }
}
