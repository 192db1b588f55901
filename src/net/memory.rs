//! A mailbox and a postman in this process's memory, for the simulator and for tests.
//!
//! Both are handles on shared queues: whoever holds a clone sees the same letters. What goes wrong is told to them
//! beforehand, so that a fault in a story is a line of its script.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use super::message_id::{bracketed, message_id};
use super::{Arrived, Batch, Cursor, Envelope, MailboxError, MailboxFacts, Notice, Outcome};

/// The folder in which letters arrive.
const INBOX: &str = "INBOX";

/// A mailbox in memory; clones share it.
#[derive(Debug, Clone, Default)]
pub struct MemoryMailbox {
    state: Arc<Mutex<MailboxState>>,
    bell: Arc<Notify>,
}

#[derive(Debug, Default)]
struct MailboxState {
    renewals: u32,
    letters: Vec<Kept>,
    seen: BTreeSet<u32>,
    folders: BTreeMap<String, Vec<Vec<u8>>>,
    failures: VecDeque<MailboxError>,
    away: Option<MailboxError>,
}

/// A letter in the mailbox.
#[derive(Debug)]
struct Kept {
    received: i64,
    message_id: Option<String>,
    raw: Vec<u8>,
}

impl MemoryMailbox {
    /// An empty mailbox.
    pub fn new() -> MemoryMailbox {
        MemoryMailbox::default()
    }

    /// Puts a letter in, received at this Unix second; its UID.
    pub fn deliver(&self, raw: Vec<u8>, received_unix: i64) -> u32 {
        let mut state = locked(&self.state);
        let message_id = message_id(&raw);
        state.letters.push(Kept { received: received_unix, message_id, raw });
        self.bell.notify_one();
        number(state.letters.len())
    }

    /// Puts a letter into another folder than `INBOX`, where only [`MemoryMailbox::find_message_id`] looks.
    pub fn file(&self, folder: &str, raw: Vec<u8>) {
        locked(&self.state).folders.entry(folder.to_owned()).or_default().push(raw);
    }

    /// The next look into the mailbox ends like this; told several times, the ones after it as well.
    pub fn fail_next(&self, error: MailboxError) {
        locked(&self.state).failures.push_back(error);
    }

    /// From now on every look into the mailbox ends like this, until [`MemoryMailbox::comes_back`].
    pub fn goes_away(&self, error: MailboxError) {
        locked(&self.state).away = Some(error);
    }

    /// The mailbox can be reached again.
    pub fn comes_back(&self) {
        locked(&self.state).away = None;
    }

    /// As when a server has lost its index: another UIDVALIDITY, the same letters.
    pub fn renew_uid_validity(&self) {
        locked(&self.state).renewals += 1;
    }

    /// How many letters are marked as seen.
    pub fn seen_count(&self) -> usize {
        locked(&self.state).seen.len()
    }

    pub(super) fn fetch(&mut self, cursor: Option<Cursor>, letters_max: usize) -> Result<Batch, MailboxError> {
        let mut state = locked(&self.state);
        if let Some(error) = state.failures.pop_front().or_else(|| state.away.clone()) {
            return Err(error);
        }
        let uid_validity = state.renewals + 1;
        let first = Cursor::first_new_uid(cursor, uid_validity);
        let old = usize::try_from(first.saturating_sub(1)).unwrap_or(usize::MAX);
        let mut new = state.letters.iter().zip(1..).skip(old);
        let letters = new.by_ref().take(letters_max).map(|(kept, uid)| Arrived {
            uid,
            received: kept.received,
            size_bytes: kept.raw.len() as u64,
            raw: kept.raw.clone(),
            truncated: false,
        });
        let letters = letters.collect();
        Ok(Batch { uid_validity, letters, more: new.next().is_some() })
    }

    pub(super) fn mark_seen(&mut self, cursor: Cursor, uids: &[u32]) -> Result<(), MailboxError> {
        let mut state = locked(&self.state);
        if cursor.uid_validity == state.renewals + 1 {
            state.seen.extend(uids);
        }
        Ok(())
    }

    pub(super) async fn wait(&mut self, for_at_most: Duration) -> Result<Notice, MailboxError> {
        match timeout(for_at_most, self.bell.notified()).await {
            Ok(()) => Ok(Notice::Arrived),
            Err(_) => Ok(Notice::Nothing),
        }
    }

    pub(super) fn find_message_id(&mut self, folder: &str, id: &str) -> Result<bool, MailboxError> {
        let wanted = bracketed(id);
        let state = locked(&self.state);
        if let Some(error) = state.failures.front().or(state.away.as_ref()) {
            return Err(error.clone());
        }
        let found = |raw: &Vec<u8>| message_id(raw).is_some_and(|found| found == wanted);
        let is_wanted = |kept: &Kept| kept.message_id.as_ref().is_some_and(|found| *found == wanted);
        let arrived = folder == INBOX && state.letters.iter().any(is_wanted);
        Ok(arrived || state.folders.get(folder).is_some_and(|letters| letters.iter().any(found)))
    }

    pub(super) fn check(&mut self) -> Result<MailboxFacts, MailboxError> {
        let letters = number(locked(&self.state).letters.len());
        Ok(MailboxFacts { idle: true, uidplus: true, private: true, letters })
    }
}

/// A postman in memory; clones share what was sent.
#[derive(Debug, Clone, Default)]
pub struct MemoryPostman {
    state: Arc<Mutex<PostmanState>>,
}

#[derive(Debug, Default)]
struct PostmanState {
    sent: Vec<SentLetter>,
    script: VecDeque<(Outcome, bool)>,
    away: Option<Outcome>,
}

/// A letter that a [`MemoryPostman`] took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLetter {
    /// Who sent it and who was to get it.
    pub envelope: Envelope,
    /// Its bytes, as they were handed over.
    pub message: Vec<u8>,
}

impl MemoryPostman {
    /// A postman who has taken nothing yet.
    pub fn new() -> MemoryPostman {
        MemoryPostman::default()
    }

    /// The letters taken since the last call, in their order.
    pub fn take_sent(&self) -> Vec<SentLetter> {
        std::mem::take(&mut locked(&self.state).sent)
    }

    /// The next letter ends like this and is not taken; told several times, the ones after it as well.
    pub fn fail_next(&self, outcome: Outcome) {
        locked(&self.state).script.push_back((outcome, false));
    }

    /// The next letter ends like this and is taken all the same: the answer that got lost on its way back.
    pub fn take_next_but_say(&self, outcome: Outcome) {
        locked(&self.state).script.push_back((outcome, true));
    }

    /// From now on every letter ends like this and is not taken, until [`MemoryPostman::comes_back`].
    pub fn goes_away(&self, outcome: Outcome) {
        locked(&self.state).away = Some(outcome);
    }

    /// Letters are taken again.
    pub fn comes_back(&self) {
        locked(&self.state).away = None;
    }

    pub(super) fn send(&mut self, envelope: &Envelope, message: &[u8]) -> Outcome {
        let mut state = locked(&self.state);
        let scripted = state.script.pop_front().or_else(|| state.away.clone().map(|outcome| (outcome, false)));
        let ordinary = || (Outcome::Sent { reply: "taken".to_owned() }, true);
        let (outcome, taken) = scripted.unwrap_or_else(ordinary);
        if taken {
            state.sent.push(SentLetter { envelope: envelope.clone(), message: message.to_vec() });
        }
        outcome
    }
}

/// A panic elsewhere leaves these plain lists as they were, so they may be used on.
fn locked<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_after_the_cursor_and_all_again_after_a_renewal() {
        let mut mailbox = MemoryMailbox::new();
        for (second, raw) in [(10, "one"), (20, "two"), (30, "three")] {
            mailbox.deliver(raw.into(), second);
        }
        let batch = mailbox.fetch(None, 2).unwrap();
        assert_eq!(batch.letters.iter().map(|l| (l.uid, l.received)).collect::<Vec<_>>(), [(1, 10), (2, 20)]);
        assert!(batch.more);

        let cursor = Cursor { uid_validity: batch.uid_validity, uid_last: 2 };
        mailbox.mark_seen(cursor, &[1, 2]).unwrap();
        assert_eq!(mailbox.seen_count(), 2);
        let batch = mailbox.fetch(Some(cursor), 2).unwrap();
        assert_eq!(batch.letters[0].raw, b"three");
        assert!(!batch.more);

        mailbox.renew_uid_validity();
        assert_eq!(mailbox.fetch(Some(cursor), 9).unwrap().letters.len(), 3);
        mailbox.mark_seen(cursor, &[3]).unwrap();
        assert_eq!(mailbox.seen_count(), 2, "numbers of another UIDVALIDITY mark nothing");
    }

    #[tokio::test]
    async fn a_delivery_wakes() {
        let mut mailbox = MemoryMailbox::new();
        assert_eq!(mailbox.wait(Duration::from_millis(1)).await, Ok(Notice::Nothing));
        mailbox.deliver(b"x".to_vec(), 0);
        assert_eq!(mailbox.wait(Duration::from_secs(60)).await, Ok(Notice::Arrived));
    }

    #[test]
    fn faults_come_in_the_order_in_which_they_were_told() {
        let mut postman = MemoryPostman::new();
        let envelope = Envelope { from: "a@b.example".into(), to: vec!["c@d.example".into()], copy: None };
        let lost = Outcome::WrongCredentials { text: "535".into() };
        postman.fail_next(lost.clone());
        postman.take_next_but_say(lost.clone());
        assert_eq!(postman.send(&envelope, b"one"), lost);
        assert_eq!(postman.send(&envelope, b"two"), lost);
        assert!(matches!(postman.send(&envelope, b"three"), Outcome::Sent { .. }));
        let sent: Vec<_> = postman.take_sent().into_iter().map(|letter| letter.message).collect();
        assert_eq!(sent, [b"two".to_vec(), b"three".to_vec()]);
        assert!(postman.take_sent().is_empty());
    }

    #[test]
    fn the_witness_is_found_by_its_id() {
        let mut mailbox = MemoryMailbox::new();
        mailbox.file("Sent", b"Message-ID: <a.b@balint.example>\r\n\r\nhello".to_vec());
        assert_eq!(mailbox.find_message_id("Sent", "a.b@balint.example"), Ok(true));
        assert_eq!(mailbox.find_message_id("Sent", "<a@balint.example>"), Ok(false));
        assert_eq!(mailbox.find_message_id("INBOX", "a.b@balint.example"), Ok(false));
    }
}
