//! What a year with faults has beyond another: the process that dies and starts again, the habits by which the checks are
//! seen to bite, and the settling up at its end.

use jiff::Timestamp;

use super::checks::Broken;
use super::faults::Habit;
use super::run::{SimError, Year};
use crate::domain::event::{DropReason, Fact};
use crate::domain::id::EventId;
use crate::domain::state::State;
use crate::store::{OutboxState, Outgoing, ledger, outbox};

impl Year {
    /// Draws where the process dies.
    pub fn arm(&mut self) {
        if let Some(faults) = &mut self.faults {
            self.app.store.die_at(faults.death(self.now));
        }
    }

    /// The process has died: what it lived to do is looked at, and another one starts after a while.
    pub async fn start_again(mut self) -> Result<Self, SimError> {
        self.app = self.app.open_again().await?;
        self.outcome.deaths += 1;
        let now = self.now;
        self.see_to(now, None).await?;
        if let Some(faults) = &mut self.faults {
            self.down_until = now.saturating_add(faults.down()).unwrap_or(now);
            self.wake = self.down_until;
        }
        self.arm();
        Ok(self)
    }

    /// The faults of this turn, and what the control does about them that the daemon does not.
    pub async fn misbehave(&mut self, now: Timestamp) -> Result<(), SimError> {
        let Some(faults) = &mut self.faults else { return Ok(()) };
        faults.befall(now);
        if faults.are_over(now) {
            self.app.store.die_at(None);
        }
        let habit = faults.habit;
        self.administrator_settles(now).await?;
        let state = match habit {
            Habit::AsBuilt => return Ok(()),
            Habit::TrustsTheUnread => {
                self.app.servers.inbox_read_at = Some(now);
                return Ok(());
            }
            Habit::RetriesBlindly => None,
            Habit::NeverAgain => Some(OutboxState::Dropped),
        };
        let in_doubt = self.app.store.letters_in_doubt().await?;
        if in_doubt.is_empty() {
            return Ok(());
        }
        self.app.store.die_at(None);
        let mut tx = self.app.store.begin().await?;
        for letter in in_doubt {
            match state {
                Some(state) => outbox::settle(&mut tx, letter.id, state, now).await?,
                None => outbox::try_later(&mut tx, letter.id, now).await?,
            }
        }
        tx.commit().await?;
        self.arm();
        Ok(())
    }

    /// Once a day the administrator looks at what was put to them, asks whoever should have the letter, and settles it as
    /// `balintd settle` does.
    async fn administrator_settles(&mut self, now: Timestamp) -> Result<(), SimError> {
        let day = self.world.day(now);
        if day == self.settled_on {
            return Ok(());
        }
        self.settled_on = day;
        let mut in_doubt = self.app.store.letters_in_doubt().await?;
        let is_put = |letter: &Outgoing| letter.doubt.and_then(|doubt| doubt.asked_at).is_some_and(|at| at < now);
        in_doubt.retain(is_put);
        if in_doubt.is_empty() {
            return Ok(());
        }
        self.app.store.die_at(None);
        let mut tx = self.app.store.begin().await?;
        for letter in in_doubt {
            let (key, to) = (letter.key.clone(), letter.recipient);
            if self.checks.has_taken(&letter.message_id) {
                outbox::settle(&mut tx, letter.id, OutboxState::Sent, now).await?;
                ledger::append(&mut tx, now, None, None, &Fact::Sent { key, to }).await?;
            } else if letter.id % 3 == 0 {
                outbox::settle(&mut tx, letter.id, OutboxState::Dropped, now).await?;
                let fact = Fact::Dropped { key, to, why: DropReason::Administrator };
                ledger::append(&mut tx, now, None, None, &fact).await?;
                self.checks.never_arrives(&letter.letter, to);
            } else {
                outbox::try_later(&mut tx, letter.id, now).await?;
            }
        }
        tx.commit().await?;
        self.arm();
        Ok(())
    }

    /// The end of a year with faults: nothing is lost, and what the daemon holds in memory is what it would read from its
    /// ledger.
    pub async fn settle_up(&mut self) -> Result<(), SimError> {
        if self.faults.is_none() {
            return Ok(());
        }
        let events = self.app.store.events_after(EventId(0)).await?;
        let entries = self.app.store.all_letters().await?;
        self.checks.over(&entries, &events, self.now)?;
        let mut folded = State::new(self.app.state.roster.clone(), &self.app.rules.zone);
        events.iter().for_each(|event| folded.apply(event));
        if folded != self.app.state {
            let rule = "the state is the ledger's fold";
            let what = "a process that starts now would know something else".to_owned();
            return Err(Broken { rule, at: self.now, letter: "none".to_owned(), what }.into());
        }
        Ok(())
    }
}
