//! Nothing is lost: what was decided was taken by the server, or somebody was told that it was not. And nobody is written
//! about while a message lies unread in the inbox.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::form::ABOUT_A_PERSON;
use super::{Broken, Checks, Sent};
use crate::domain::event::{DropReason, Event, Fact};
use crate::domain::id::{EventId, PersonId, SessionId};
use crate::domain::letter::{Letter, LetterKey};
use crate::store::{OutboxEntry, OutboxState};

impl Checks {
    /// A letter went out while a message lay unread in the inbox.
    ///
    /// # Errors
    /// [`Broken`] where it speaks of a person or of somebody's silence, as the answer may lie there.
    pub fn sent_on_unread_inbox(&self, sent: &Sent) -> Result<(), Broken> {
        let kind = sent.letter.kind();
        let speaks_of_silence = ["register-chaser", "register-missing"].contains(&kind);
        if ABOUT_A_PERSON.contains(&kind) || speaks_of_silence {
            return Err(Broken {
                rule: "nobody is written about on an unread inbox",
                at: sent.at,
                letter: sent.in_hand.message_id.clone(),
                what: format!("{kind} to {}", self.name(sent.to)),
            });
        }
        Ok(())
    }

    /// Has a server taken this letter?
    pub fn has_taken(&self, message_id: &str) -> bool {
        self.message_ids.contains(message_id)
    }

    /// The year is over, and nothing has gone wrong in its last days: the outbox against what the server took.
    ///
    /// # Errors
    /// [`Broken`] with the first letter that nobody had and nobody was told of.
    pub fn over(&self, outbox: &[OutboxEntry], events: &[Event], now: Timestamp) -> Result<(), Broken> {
        let told = |fact: &Fact| match fact {
            Fact::Dropped { key, to, .. } | Fact::Refused { key, to, .. } | Fact::InDoubt { key, to, .. } => {
                Some((key.clone(), *to))
            }
            _ => None,
        };
        let told: BTreeSet<(LetterKey, PersonId)> = events.iter().filter_map(|event| told(&event.fact)).collect();
        let written: BTreeSet<(LetterKey, PersonId)> =
            outbox.iter().map(|entry| (entry.letter.key(), entry.recipient)).collect();
        for event in events {
            let Fact::Decided { letter, to, .. } = &event.fact else { continue };
            let is_there = |to: &PersonId| {
                let row = (letter.key(), *to);
                written.contains(&row) || told.contains(&row)
            };
            if !to.iter().all(is_there) {
                return Err(self.lost(letter, now, "it was decided and never written"));
            }
        }
        for entry in outbox {
            let is_taken = self.message_ids.contains(&entry.message_id);
            let is_told = told.contains(&(entry.letter.key(), entry.recipient));
            let what = match entry.state {
                OutboxState::Sent if !is_taken => "it counts as sent and no server took it",
                OutboxState::Sent => continue,
                _ if is_taken => "a server took it, and it does not count as sent",
                OutboxState::Waiting if entry.next_at >= now => continue,
                OutboxState::Waiting => "it waits for nothing",
                OutboxState::Sending => "it is on its way for ever",
                OutboxState::Unknown | OutboxState::Refused | OutboxState::Dropped if is_told => continue,
                OutboxState::Unknown => "nobody was told that its fate is unknown",
                OutboxState::Refused | OutboxState::Dropped => "it went nowhere and nobody was told",
            };
            return Err(self.lost(&entry.letter, now, what));
        }
        self.refusals_were_told(outbox, events, now)?;
        self.registers_were_asked_for(events, now)
    }

    /// Of whom a server turned away a letter somebody hears, save of the administrator, behind whom there is nobody.
    fn refusals_were_told(&self, outbox: &[OutboxEntry], events: &[Event], now: Timestamp) -> Result<(), Broken> {
        // One that was refused in turn is told in turn; what an administrator let go, they have read.
        let mut left: BTreeSet<LetterKey> = outbox
            .iter()
            .filter(|entry| self.message_ids.contains(&entry.message_id) || entry.state == OutboxState::Refused)
            .map(|entry| entry.letter.key())
            .collect();
        left.extend(events.iter().filter_map(|event| match &event.fact {
            Fact::Dropped { key, why: DropReason::Administrator, .. } => Some(key.clone()),
            _ => None,
        }));
        // When it last was decided to say so of whom. Of several refusals one letter tells, and a later one of an earlier.
        let tells = |event: &Event| match &event.fact {
            Fact::Decided { letter: letter @ Letter::Undeliverable { person, .. }, .. } => {
                left.contains(&letter.key()).then_some((*person, event.id))
            }
            _ => None,
        };
        let told: BTreeMap<PersonId, EventId> = events.iter().filter_map(tells).collect();
        let is_untold = |event: &&Event| match event.fact {
            Fact::Refused { to, .. } => {
                to != PersonId::ADMINISTRATOR && told.get(&to).is_none_or(|last| *last < event.id)
            }
            _ => false,
        };
        let Some(event) = events.iter().find(is_untold) else { return Ok(()) };
        let what = format!("a letter was refused for good, and nobody was told: {:?}", event.fact);
        Err(Broken { rule: "nothing is lost", at: now, letter: "none".to_owned(), what })
    }

    fn registers_were_asked_for(&self, events: &[Event], now: Timestamp) -> Result<(), Broken> {
        let dropped: BTreeSet<&LetterKey> = events
            .iter()
            .filter_map(|event| match &event.fact {
                Fact::Dropped { key, .. } | Fact::Refused { key, .. } => Some(key),
                _ => None,
            })
            .collect();
        let is_known = |session: &SessionId| {
            let key = Letter::RegisterRequest { session: *session }.key();
            self.truth.has_register(*session)
                || self.truth.cancelled.contains(session)
                || self.asked_for.contains(session)
                || dropped.contains(&key)
        };
        match self.truth.held.keys().find(|session| !is_known(session)) {
            None => Ok(()),
            Some(session) => {
                let letter = Letter::RegisterRequest { session: *session };
                Err(self.lost(&letter, now, "a session was held, and nobody asked for its register"))
            }
        }
    }

    fn lost(&self, letter: &Letter, at: Timestamp, what: &str) -> Broken {
        Broken { rule: "nothing is lost", at, letter: letter.key().0, what: what.to_owned() }
    }
}
