//! Listening: each letter is stored with its reading and its facts in one transaction, then the server is told.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use jiff::Timestamp;

use super::{App, Servers, TurnError};
use crate::domain::event::Fact;
use crate::domain::hear::{Heard, hear};
use crate::domain::id::{Address, PersonId};
use crate::domain::letter::Letter as OurLetter;
use crate::domain::said::{Class, Said, Sender};
use crate::domain::state::State;
use crate::inbound::{self, About, Aside, Letter, Reading, Scene};
use crate::net::{Arrived, Cursor, MailboxError};
use crate::store::{Store, StoreError, TakenIn, inbox, ledger};

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
        let cursor = app.store.cursor(CURSOR).await?;
        let cursor = cursor.map(|(uid_validity, uid_last)| Cursor { uid_validity, uid_last });
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
            if let Some(aside) = take_in(app, arrived, place, now).await? {
                listened.received += 1;
                listened.set_aside += usize::from(aside);
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
    Ok(listened)
}

/// Takes one letter in; none where it was taken in before. Says whether a person has to look at it.
async fn take_in(app: &mut App, arrived: &Arrived, place: Cursor, now: Timestamp) -> Result<Option<bool>, StoreError> {
    let hash = HEXLOWER.encode(digest::digest(&digest::SHA256, &arrived.raw).as_ref());
    if app.store.knows_letter(&hash).await? {
        let mut tx = app.store.begin().await?;
        inbox::set_cursor(&mut tx, CURSOR, place.uid_validity, place.uid_last).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let received = Timestamp::from_second(arrived.received).unwrap_or(now).min(now);
    // A letter that breaks the reader is set aside for a person; it stops no other.
    let letter = catch_unwind(|| Letter::parse(&arrived.raw)).unwrap_or_default();
    let outbound = &app.outbound;
    let is_token_of = |ours: &OurLetter, to, token: &str| outbound.is_token_of(ours, to, token);
    let answers = answered(&mut app.store, &letter, &app.ours.address, is_token_of).await?;
    let mut reading = read(app, &letter, answers.as_ref(), received);
    if let Some((OurLetter::ClarifyingQuestion { answers: first, .. }, _)) = &answers
        && let Some(stored) = app.store.letter(*first).await?
        && let Some(earlier) = stored.reading.and_then(|json| serde_json::from_str::<Reading>(&json).ok())
    {
        let about = answers.as_ref().map(|(ours, to)| About::of(ours, *to, &app.state));
        let State { roster, calendar, .. } = &app.state;
        let scene = Scene { roster, calendar, now: stored.received, about: about.as_ref() };
        reading = inbound::answer::to_question(reading, &earlier, &scene);
    }
    if arrived.truncated {
        reading.aside.insert(Aside::Truncated);
        reading.acts = false;
    }
    let asides = reasons(&reading);
    let heard = Heard {
        at: now,
        class: &reading.class,
        sender: &reading.sender,
        said: &reading.said,
        acts: reading.acts,
        vouched: reading.vouched,
        answers: answers.as_ref().map(|(letter, to)| (letter, *to)),
        aside: &asides,
        words: &reading.words,
    };
    let facts = hear(&app.state, &heard);
    let is_aside = facts.iter().any(|(fact, _)| matches!(fact, Fact::SetAside { .. }));
    let json = serde_json::to_string(&reading).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let row = TakenIn {
        hash: &hash,
        uid_validity: place.uid_validity,
        uid: arrived.uid,
        received,
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
    tx.commit().await?;
    app.catch_up().await?;
    tracing::info!(letter = id.0, class = class_word(&reading.class), acts = reading.acts, "a letter was taken in");
    Ok(Some(is_aside))
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
) -> Result<Option<(OurLetter, PersonId)>, StoreError> {
    for token in letter.tokens(ours) {
        if let Some((ours, to)) = store.ours(token).await?
            && is_token_of(&ours, to, token)
        {
            return Ok(Some((ours, to)));
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

fn read(app: &App, letter: &Letter, answers: Option<&(OurLetter, PersonId)>, received: Timestamp) -> Reading {
    let about = answers.map(|(ours, to)| About::of(ours, *to, &app.state));
    let scene =
        Scene { roster: &app.state.roster, calendar: &app.state.calendar, now: received, about: about.as_ref() };
    let read = AssertUnwindSafe(|| inbound::read(letter, &scene, &app.ours));
    catch_unwind(read).unwrap_or_else(|_| Reading {
        class: Class::Human,
        sender: Sender::Stranger,
        said: Said::Nothing,
        acts: false,
        vouched: false,
        aside: BTreeSet::from([Aside::Unreadable]),
        words: String::new(),
        evidence: Vec::new(),
        likely: Vec::new(),
    })
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

fn sender_of(sender: &Sender) -> Option<PersonId> {
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
