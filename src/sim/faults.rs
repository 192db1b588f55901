//! What goes wrong in a year, drawn from its seed: the daemon's process dies at a commit, the servers are away or do not
//! say what they did, a letter is refused for good, letters arrive late, twice and out of order. The same seed gives the same faults.
//!
//! The faults end some days before the year does: what is still open then was lost.

use jiff::{SignedDuration, Timestamp};

use super::chance::Chance;
use crate::net::{Fault, MailboxError, MemoryMailbox, MemoryPostman, Outcome, Step, Why};
use crate::store::Cut;

/// How the daemon deals with faults: as it is built, or as the tests have it deal with them to see that they bite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    AsBuilt,
    /// What may have been taken is sent again at once.
    RetriesBlindly,
    /// What may not have been taken is let be.
    NeverAgain,
    /// An inbox that could not be read counts as read.
    TrustsTheUnread,
}

/// The faults of a year.
#[derive(Debug)]
pub struct Faults {
    pub habit: Habit,
    chance: Chance,
    mailbox: MemoryMailbox,
    postman: MemoryPostman,
    /// From here on nothing goes wrong any more.
    ends: Timestamp,
    postman_away: Outage,
    mailbox_away: Outage,
    renewal: Timestamp,
    /// When the next few letters meet trouble at a server that is well.
    stumble: Timestamp,
}

/// An outage: from when, until when.
#[derive(Debug, Clone, Copy)]
struct Outage {
    from: Timestamp,
    until: Timestamp,
}

/// The witness's copies are in our mailbox after so many minutes, always within what the daemon waits for them.
const COPY_MINUTES_MAX: u64 = 20;

impl Faults {
    /// Nothing goes wrong before `begins` nor after `ends`.
    pub fn new(
        seed: u64,
        habit: Habit,
        (begins, ends): (Timestamp, Timestamp),
        mailbox: MemoryMailbox,
        postman: MemoryPostman,
    ) -> Self {
        let mut chance = Chance::of(seed, &[0xfa17]);
        let postman_away = outage(&mut chance, begins);
        let mailbox_away = outage(&mut chance, begins);
        let renewal = later(begins, chance.between(20, 250) * 1440);
        let stumble = later(begins, chance.between(60, 3 * 1440));
        Self { habit, chance, mailbox, postman, ends, postman_away, mailbox_away, renewal, stumble }
    }

    /// Are the servers well, and will the process live?
    pub fn are_over(&self, now: Timestamp) -> bool {
        now >= self.ends
    }

    /// How the servers are from now on.
    pub fn befall(&mut self, now: Timestamp) {
        if self.are_over(now) {
            self.postman.comes_back();
            self.mailbox.comes_back();
            return;
        }
        if now >= self.renewal {
            self.renewal = self.ends;
            self.mailbox.renew_uid_validity();
        }
        match self.postman_away {
            Outage { until, .. } if until <= now => {
                self.postman.comes_back();
                self.postman_away = outage(&mut self.chance, now);
            }
            Outage { from, .. } if from <= now => self.postman.goes_away(refusal(&mut self.chance)),
            _ if self.stumble <= now => self.stumble(now),
            _ => {}
        }
        match self.mailbox_away {
            Outage { until, .. } if until <= now => {
                self.mailbox.comes_back();
                self.mailbox_away = outage(&mut self.chance, now);
            }
            Outage { from, .. } if from <= now => self.mailbox.goes_away(unreadable(&mut self.chance)),
            _ if self.chance.percent(2) => self.mailbox.fail_next(unreadable(&mut self.chance)),
            _ => {}
        }
    }

    /// A few letters meet trouble at a server that is well.
    fn stumble(&mut self, now: Timestamp) {
        self.stumble = later(now, self.chance.between(60, 6 * 1440));
        for _ in 0..self.chance.between(1, 4) {
            match self.chance.below(10) {
                0..=2 => self.postman.fail_next(refusal(&mut self.chance)),
                3..=5 => self.postman.fail_next(silence(&mut self.chance)),
                6..=8 => self.postman.take_next_but_say(silence(&mut self.chance)),
                _ => self.postman.fail_next(refusal_for_good(&mut self.chance)),
            }
        }
    }

    /// Where the process that starts now will die.
    pub fn death(&mut self, now: Timestamp) -> Option<Cut> {
        let commits = u32::try_from(self.chance.below(240)).unwrap_or(0);
        let cut = Cut { commits, is_written: self.chance.percent(50) };
        (!self.are_over(now)).then_some(cut)
    }

    /// How long nobody starts a process that died.
    pub fn down(&mut self) -> SignedDuration {
        let minutes = match self.chance.below(100) {
            0..=69 => 0,
            70..=89 => self.chance.between(1, 90),
            90..=97 => self.chance.between(90, 2 * 1440),
            _ => self.chance.between(2 * 1440, 5 * 1440),
        };
        let seconds = i64::try_from(minutes * 60 + self.chance.between(1, 30)).unwrap_or(1);
        SignedDuration::from_secs(seconds)
    }

    /// When a message that is sent now arrives, and when it arrives again, where it does.
    pub fn arrivals(&mut self, now: Timestamp) -> (Timestamp, Option<Timestamp>) {
        let minutes = match self.chance.below(100) {
            _ if self.are_over(now) => 0,
            0..=84 => 0,
            85..=95 => self.chance.between(1, 90),
            _ => self.chance.between(90, 2 * 1440),
        };
        let first = later(now, minutes);
        let again = self.chance.percent(3).then(|| later(first, self.chance.between(0, 3 * 1440)));
        (first, again)
    }

    /// When the copy of a letter that the server takes now is in our mailbox: mostly at once.
    pub fn copy_arrives(&mut self, now: Timestamp) -> Timestamp {
        let minutes = if self.chance.percent(70) { 0 } else { self.chance.below(COPY_MINUTES_MAX) };
        later(now, minutes)
    }
}

fn outage(chance: &mut Chance, after: Timestamp) -> Outage {
    let from = later(after, chance.between(3 * 1440, 40 * 1440));
    let minutes = match chance.below(10) {
        0..=5 => chance.between(2, 180),
        6..=8 => chance.between(180, 30 * 60),
        _ => chance.between(30 * 60, 7 * 1440),
    };
    Outage { from, until: later(from, minutes) }
}

fn later(at: Timestamp, minutes: u64) -> Timestamp {
    let minutes = i64::try_from(minutes).unwrap_or(0);
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// Nobody has the letter.
fn refusal(chance: &mut Chance) -> Outcome {
    let reply = |code, text: &str| Fault::Reply { code, text: text.to_owned() };
    let (step, fault) = match chance.below(5) {
        0 => (Step::Connect, Fault::Unreachable("connection refused".to_owned())),
        1 => (Step::Hello, Fault::TimedOut),
        2 => (Step::Sender, reply(421, "4.3.2 the service is closing")),
        3 => (Step::Recipient, reply(450, "4.2.0 grey-listed")),
        _ => (Step::Data, Fault::Broken),
    };
    Outcome::Retry { why: Why { step, fault } }
}

/// Nobody has the letter, and nobody will: the server turns away its recipient, or the letter.
fn refusal_for_good(chance: &mut Chance) -> Outcome {
    let (code, text, recipient) = match chance.below(2) {
        0 => (550, "RCPT TO: 550 5.1.1 no such user", Some(0)),
        _ => (554, "the final dot: 554 5.7.1 refused by policy", None),
    };
    Outcome::Refused { code, text: text.to_owned(), recipient }
}

/// Somebody may have it.
fn silence(chance: &mut Chance) -> Outcome {
    let fault = if chance.percent(50) { Fault::TimedOut } else { Fault::Broken };
    Outcome::Unknown { why: Why { step: Step::FinalDot, fault } }
}

fn unreadable(chance: &mut Chance) -> MailboxError {
    if chance.percent(70) {
        MailboxError::Away { why: "connection refused".to_owned() }
    } else {
        MailboxError::Odd { command: "FETCH", why: "a line that means nothing".to_owned() }
    }
}
