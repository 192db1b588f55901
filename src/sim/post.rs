//! The post of a year: what people and machines send to the daemon, and what the daemon sends to them.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::checks::{Broken, Sent};
use super::in_hand::InHand;
use super::look::{self, Arrived};
use super::meant::Verdict;
use super::people;
use super::run::{SimError, Year};
use super::world::{Deed, Delivered};
use crate::domain::id::PersonId;
use crate::inbound::{Class, Reading};
use crate::net::SentLetter as Taken;
use crate::page::{Fate, SentLetter};
use crate::store::Ours;

/// Mail on its way to the daemon's mailbox, and messages in it that the daemon has not read.
#[derive(Default)]
pub(super) struct Transit {
    parcels: BTreeMap<(Timestamp, u64), Parcel>,
    drawn: u64,
    unread: BTreeMap<String, Arrived>,
    /// Who last wrote these words, and when they came.
    said: BTreeMap<(Option<PersonId>, String), Timestamp>,
}

/// Bytes that will arrive.
struct Parcel {
    raw: Vec<u8>,
    /// The message that they are; none where it has arrived before, and of a copy of our own letter.
    message: Option<Arrived>,
}

impl Transit {
    /// When the next message arrives. What nobody waits for, a copy or what has come before, is found when the daemon
    /// looks for another reason, as it would be where no server tells of it.
    pub fn next(&self) -> Option<Timestamp> {
        self.parcels.iter().find(|(_, parcel)| parcel.message.is_some()).map(|((at, _), _)| *at)
    }

    /// Has somebody written word for word what came from them within a day, as a machine would? Then it may be passed over.
    fn is_said_again(&mut self, message: &Delivered, received: Timestamp) -> bool {
        let last = self.said.insert((message.by, message.what.clone()), received);
        last.is_some_and(|last| last.duration_until(received) <= SignedDuration::from_hours(24))
    }

    fn put(&mut self, at: Timestamp, raw: Vec<u8>, message: Option<Arrived>) {
        self.drawn += 1;
        self.parcels.insert((at, self.drawn), Parcel { raw, message });
    }
}

impl Year {
    /// What people and machines do, and what arrives.
    pub fn happen(&mut self, now: Timestamp) {
        for (at, deed) in self.world.happen(now) {
            match deed {
                Deed::Held { session, came, of } => {
                    self.checks.truth.held.insert(session, (at, self.world.day(at)));
                    self.outcome.sessions_held += 1;
                    self.outcome.attended += came;
                    let what = format!("Session {}: {came} of {of} come.", session.number);
                    self.timeline.say(&self.app.state, at, Some(session.group), &what);
                }
                Deed::Delivered(message) => {
                    let from = message.by.and_then(|by| self.world.cast.roster.people.get(&by));
                    let from = from.map_or("stranger", |person| person.address.as_str()).to_owned();
                    let file = self.folder.reply(at, &from, &message.raw);
                    self.send_off(at, Arrived { message: *message, file });
                }
            }
        }
        while let Some(entry) = self.transit.parcels.first_entry().filter(|entry| entry.key().0 <= now) {
            let ((at, _), Parcel { raw, message }) = entry.remove_entry();
            self.mailbox.deliver(raw, at.as_second());
            if let Some(arrived) = message {
                self.transit.unread.insert(arrived.message.message_id.clone(), arrived);
            }
        }
    }

    /// A message is on its way: at once, or later, or twice.
    fn send_off(&mut self, at: Timestamp, arrived: Arrived) {
        let (first, again) = self.faults.as_mut().map_or((at, None), |faults| faults.arrivals(at));
        let raw = arrived.message.raw.clone();
        if let Some(again) = again {
            // Another server has handed it on, and said so at its top (RFC 5321, section 4.4).
            let mut twice = b"Received: from relay.example by mx.example; Tue, 1 Sep 2026 09:00:00 +0000\r\n".to_vec();
            twice.extend(&raw);
            self.transit.put(again, twice, None);
        }
        self.transit.put(first, raw, Some(arrived));
    }

    /// What the daemon made of the messages that it has read by now: all that have arrived, where it says so.
    pub async fn compare_readings(&mut self, has_read: bool, now: Timestamp) -> Result<(), SimError> {
        if self.transit.unread.is_empty() {
            return Ok(());
        }
        for stored in self.app.store.letters_after(self.last_letter).await? {
            self.last_letter = stored.id;
            let id = stored.message_id.as_deref().unwrap_or_default().trim_matches(['<', '>']);
            let Some(mut arrived) = self.transit.unread.remove(id) else { continue };
            let message = &mut arrived.message;
            let has_begun = |number| self.checks.has_begun(message.by, number, stored.received);
            message.meant = message.meant.clone().of_late_mail(has_begun);
            let message = &arrived.message;
            let reading = stored.reading.as_deref().and_then(|json| serde_json::from_str::<Reading>(json).ok());
            let is_said_again = self.transit.is_said_again(message, stored.received);
            let verdict = match &reading {
                Some(reading) if reading.class != Class::Human && is_said_again => Verdict::Right,
                Some(reading) => message.meant.judge(reading, &message.thread),
                None => Verdict::Wrong("it was stored without a reading".to_owned()),
            };
            let fate = look::fate(message, &verdict);
            self.count(fate, message.meant.is_welfare());
            self.record.received.push(look::message(&stored, reading.as_ref(), &arrived, fate));
            self.checks.heard(message, &verdict, now)?;
        }
        match self.transit.unread.first_key_value() {
            Some((id, lost)) if has_read => {
                let what = lost.message.what.clone();
                Err(Broken { rule: "no message is lost", at: now, letter: id.clone(), what }.into())
            }
            _ => Ok(()),
        }
    }

    fn count(&mut self, fate: Fate, is_welfare: bool) {
        let outcome = &mut self.outcome;
        match fate {
            Fate::Machine => outcome.from_machines += 1,
            Fate::Stranger => outcome.from_strangers += 1,
            Fate::Understood => outcome.understood += 1,
            Fate::Asked => outcome.asked += 1,
        }
        outcome.from_people += usize::from(matches!(fate, Fate::Understood | Fate::Asked));
        outcome.distress += usize::from(is_welfare);
    }

    /// The letters that left: judged, kept, and given to those whom they are for.
    pub async fn hand_out(&mut self, now: Timestamp) -> Result<(), SimError> {
        let mut letters = Vec::new();
        for taken in self.postman.take_sent() {
            if self.is_to_ourselves(&taken, now) {
                continue;
            }
            let unknown = |what: &str| Broken {
                rule: "a letter is what it says it is",
                at: now,
                letter: "unknown".to_owned(),
                what: what.to_owned(),
            };
            let in_hand = InHand::open(&taken.message).ok_or_else(|| unknown("no mail program can open it"))?;
            let ours = self.app.store.ours(&in_hand.message_id).await?;
            let Ours { letter, to, .. } = ours.ok_or_else(|| unknown("the outbox does not know it"))?;
            let address = taken.envelope.to.first().cloned().unwrap_or_default();
            let file = self.folder.letter(now, letter.kind(), &address, &taken.message);
            self.record.sent.push(SentLetter { at: now, letter: letter.clone(), to, file });
            *self.outcome.letters.entry(letter.kind()).or_insert(0) += 1;
            let sent = Sent { at: now, letter, to, envelope: taken.envelope.to, in_hand };
            if !self.transit.unread.is_empty() {
                self.checks.sent_on_unread_inbox(&sent)?;
            }
            self.checks.sent(&sent)?;
            letters.push((address, sent));
        }
        for (address, sent) in &letters {
            people::receives(&mut self.world, address, &Rc::new(sent.in_hand.clone()), now);
        }
        let letters: Vec<Sent> = letters.into_iter().map(|(_, sent)| sent).collect();
        self.timeline.sent(&self.app.state, now, &letters);
        Ok(())
    }

    /// The server files the witness's copy; says whether the letter was to nobody else.
    fn is_to_ourselves(&mut self, taken: &Taken, now: Timestamp) -> bool {
        let Some(faults) = &mut self.faults else { return false };
        let is_probe = taken.envelope.to == [self.world.ours.clone()];
        if is_probe || taken.envelope.copy.is_some() {
            self.transit.put(faults.copy_arrives(now), taken.message.clone(), None);
        }
        is_probe
    }
}
