//! Thinking and writing: what is due is decided, written and put into the outbox in one transaction with the decision.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::listen::stored_reading;
use super::{App, TurnError, echo, restored};
use crate::domain::decide::{Decision, decide};
use crate::domain::event::{DropReason, Fact, doubt_words};
use crate::domain::hear::{ASKED_OFTEN, OF_STAFF};
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::{Concern, Letter};
use crate::domain::sending::group_of;
use crate::domain::state::Subject;
use crate::inbound::{self, Aside, Reading};
use crate::outbound::{self, DroppedRow, Extra, Finished, SetAsideRow, StudentWords};
use crate::store::{Envelope, StoreError, ledger, outbox};

/// One answer may bring about another; so many rounds are more than any chain of them has.
const ROUNDS_MAX: usize = 8;

/// Decides whatever is due. Gives the number of letters decided.
pub(super) async fn think(app: &mut App, now: Timestamp) -> Result<usize, TurnError> {
    let mut decided = 0;
    for _ in 0..ROUNDS_MAX {
        let due = app.agenda.take_due(&app.state, now);
        if due.is_empty() {
            break;
        }
        for subject in due {
            decided += decide_subject(app, subject, now).await?;
        }
    }
    Ok(decided)
}

async fn decide_subject(app: &mut App, subject: Subject, now: Timestamp) -> Result<usize, StoreError> {
    let plan = decide(subject, &app.state, &app.rules, now);
    // No fresh read of the inbox, no letter about a person or about silence: the answer may lie there.
    let is_fresh = app.servers.inbox_read_at == Some(now) && app.state.clock.is_none();
    let (ready, held): (Vec<_>, Vec<_>) =
        plan.decisions.into_iter().partition(|d| is_fresh || !d.letter.needs_fresh_inbox());
    if !held.is_empty() {
        app.agenda.wait_for_inbox(subject);
    }
    let retry = Some(app.servers.next_read(now));
    app.agenda.set(subject, if held.is_empty() { plan.next } else { plan.next.into_iter().chain(retry).min() });
    if ready.is_empty() {
        return Ok(0);
    }
    let count = ready.len();
    let mut written = Vec::with_capacity(count);
    for decision in ready {
        let envelopes = write(app, &decision, now).await?;
        let suspicion = restored::suspicion(app, subject, &decision, now).await?;
        written.push((decision, envelopes, suspicion));
    }
    let mut tx = app.store.begin().await?;
    for (decision, envelopes, suspicion) in &written {
        let Decision { letter, to, because, .. } = decision;
        let fact = Fact::Decided { letter: letter.clone(), to: to.clone(), because: because.clone() };
        ledger::append(&mut tx, now, None, None, &fact).await?;
        for (recipient, finished) in envelopes {
            match finished {
                Ok((finished, shadow)) => {
                    let text_hash = echo::text_hash(&inbound::Letter::parse(&finished.bytes));
                    let envelope = Envelope {
                        letter,
                        recipient: *recipient,
                        address: finished.envelope_to.as_str(),
                        message_id: finished.message_id.trim_start_matches('<').trim_end_matches('>'),
                        token: finished.token.as_str(),
                        bytes: &finished.bytes,
                        text_hash: text_hash.as_deref(),
                        shadow: *shadow,
                        written_at: now,
                        lapses: decision.lapses,
                    };
                    let row = outbox::put(&mut tx, &envelope).await?;
                    if let Some(suspicion) = *suspicion {
                        let fact = || Fact::InDoubt { key: letter.key(), to: *recipient, absent: false };
                        restored::doubt(&mut tx, row, suspicion, fact, now).await?;
                    }
                }
                Err(why) => {
                    let fact = Fact::Dropped { key: letter.key(), to: *recipient, why: *why };
                    ledger::append(&mut tx, now, None, None, &fact).await?;
                }
            }
        }
    }
    let written = tx.commit().await?;
    app.take(written).await?;
    Ok(count)
}

type Written = Vec<(PersonId, Result<(Finished, bool), DropReason>)>;

/// Finishes a letter for each of its recipients.
async fn write(app: &mut App, decision: &Decision, now: Timestamp) -> Result<Written, StoreError> {
    let letter = &decision.letter;
    if decision.stale {
        return Ok(decision.to.iter().map(|to| (*to, Err(DropReason::Stale))).collect());
    }
    let words = words_for(app, letter).await?;
    let mut extra = extra_for(app, letter, now).await?;
    // Distress reaches its people whatever is being tried out.
    let for_its_people = matches!(letter.concern(), Concern::Machine | Concern::Urgent);
    extra.shadow = app.state.shadow.covers(group_of(letter, &app.state)) && !for_its_people;
    let words_of = |id: LetterId| words.get(&id).cloned();
    let mut written = Vec::with_capacity(decision.to.len());
    for to in &decision.to {
        let finished = app.outbound.compose(letter, &decision.to, *to, &app.state, &app.rules, &words_of, &extra, now);
        let finished = match finished {
            Ok(finished) => Ok((finished, extra.shadow)),
            Err(error) => {
                tracing::error!(kind = letter.kind(), why = %error, "a letter could not be written and is dropped");
                Err(DropReason::NoLongerDue)
            }
        };
        written.push((*to, finished));
    }
    Ok(written)
}

/// The words of the incoming letters that a letter to co-leaders quotes.
async fn words_for(app: &mut App, letter: &Letter) -> Result<BTreeMap<LetterId, StudentWords>, StoreError> {
    let quoted: Vec<LetterId> = match letter {
        Letter::StudentWrote { wrote, .. } | Letter::Welfare { wrote, .. } => vec![*wrote],
        Letter::StudentsWrote { group, .. } => app.state.post(*group).iter().map(|posted| posted.letter).collect(),
        _ => Vec::new(),
    };
    let mut words = BTreeMap::new();
    for id in quoted {
        if let Some(reading) = reading_of(app, id).await? {
            words.insert(id, StudentWords::new(reading.words));
        }
    }
    Ok(words)
}

async fn reading_of(app: &mut App, id: LetterId) -> Result<Option<Reading>, StoreError> {
    Ok(stored_reading(app.store.letter(id).await?.and_then(|stored| stored.reading)))
}

/// What a letter needs that is neither in it nor in the state.
async fn extra_for(app: &mut App, letter: &Letter, now: Timestamp) -> Result<Extra, StoreError> {
    let mut extra = Extra::default();
    match letter {
        Letter::Acknowledgement { answers, .. }
        | Letter::LateNote { answers, .. }
        | Letter::ClarifyingQuestion { answers, .. }
        | Letter::WelfareReply { answers, .. }
        | Letter::OrderDone { answers, .. }
        | Letter::StatusAnswer { answers, .. }
        | Letter::RecordAnswer { answers, .. }
        | Letter::HelpAnswer { answers, .. } => {
            let message_id = app.store.letter(*answers).await?.and_then(|stored| stored.message_id);
            extra.in_reply_to = message_id.map(|id| format!("<{}>", id.trim_matches(['<', '>'])));
            if matches!(letter, Letter::ClarifyingQuestion { .. }) {
                extra.likely = reading_of(app, *answers).await?.map(|reading| reading.likely).unwrap_or_default();
            }
        }
        Letter::StudentWrote { wrote, .. } => {
            extra.likely = reading_of(app, *wrote).await?.map(|reading| reading.likely).unwrap_or_default();
        }
        Letter::ProofOfLife { .. } => extra.counts = counts(app, now).await?,
        Letter::SetAside { .. } | Letter::Dropped { .. } => house_rows(app, &mut extra),
        _ => {}
    }
    Ok(extra)
}

async fn counts(app: &mut App, now: Timestamp) -> Result<outbound::Counts, StoreError> {
    let since = now.saturating_sub(SignedDuration::from_hours(24 * 7)).unwrap_or(now);
    let outbox = app.store.outbox_counts(since).await?;
    let (_, set_aside) = app.store.count_letters(since).await?;
    Ok(outbound::Counts {
        sent: outbox.sent,
        waiting: outbox.waiting + outbox.unknown,
        bounced: app.state.bounces_since(since),
        set_aside,
        next: app.agenda.next().filter(|next| *next > now),
    })
}

fn house_rows(app: &App, extra: &mut Extra) {
    for (_, matter) in app.state.matters(Subject::House) {
        match &matter.fact {
            Fact::SetAside { reasons } => extra.set_aside.push(SetAsideRow {
                at: matter.at,
                reason: reasons.iter().map(|reason| in_words(reason)).collect::<Vec<_>>().join("; "),
                number: matter.source.map_or(0, |letter| letter.0),
            }),
            Fact::Dropped { key, to, why } => {
                if let Some(told) = app.state.told(key) {
                    let reason = why.words().to_owned();
                    extra.dropped.push(DroppedRow { letter: told.letter.clone(), to: *to, reason });
                }
            }
            Fact::InDoubt { key, to, absent } => {
                if let Some(told) = app.state.told(key) {
                    let reason = doubt_words(*absent).to_owned();
                    extra.dropped.push(DroppedRow { letter: told.letter.clone(), to: *to, reason });
                }
            }
            _ => {}
        }
    }
}

/// A reason of the ledger as the administrator reads it.
fn in_words(reason: &str) -> &str {
    match reason {
        ASKED_OFTEN => "somebody of the staff was asked as often as anybody is, and it could still not be read",
        OF_STAFF => "somebody of the staff wrote what is for a person to read",
        _ => Aside::of_word(reason).map_or("it is for a person to read", Aside::plain),
    }
}
