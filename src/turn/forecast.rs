//! What would be sent if nothing changes: the daemon's own thinking on a copy of the state, with nobody writing to it.
//!
//! Writes nothing and sends nothing. What the forecast itself says is taken as sent, so that a chaser follows the
//! request that nobody answered.

use jiff::{SignedDuration, Timestamp};

use super::agenda::Agenda;
use crate::domain::decide::{Decision, decide};
use crate::domain::event::{DropReason, Event, Fact};
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::rules::Rules;
use crate::domain::sending::{Verdict, judge};
use crate::domain::state::State;

/// A letter that will be due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    pub at: Timestamp,
    pub letter: Letter,
    pub to: Vec<PersonId>,
    pub because: Vec<EventId>,
    /// It follows a letter that was not yet sent, and goes only if nobody answers that one.
    pub if_unanswered: bool,
}

/// Answers that bring about answers at one instant are looked at so many times, as in a turn.
const ROUNDS_MAX: usize = 8;

/// The letters that fall due until an instant, in order. A pause is taken as over.
pub fn forecast(state: &State, rules: &Rules, now: Timestamp, until: Timestamp) -> Vec<Foreseen> {
    let mut play = Play { state: state.clone(), known: state.last, foreseen: Vec::new(), agenda: Agenda::default() };
    (play.state.paused, play.state.clock) = (false, None);
    if play.state.began.is_none() {
        play.happens(now, Fact::Began);
    }
    let mut at = now;
    while at <= until {
        for _ in 0..ROUNDS_MAX {
            let due = play.agenda.take_due(&play.state, at);
            if due.is_empty() {
                break;
            }
            for subject in due {
                let plan = decide(subject, &play.state, rules, at);
                play.agenda.set(subject, plan.next);
                for decision in plan.decisions {
                    play.carry_out(decision, rules, at);
                }
            }
        }
        let Some(next) = play.agenda.next() else { break };
        // Rounds that did not come to an end are gone on with a little later, never at the same instant.
        at = next.max(at.saturating_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX));
    }
    play.foreseen
}

/// The copy that is played with.
struct Play {
    state: State,
    /// The last event that really happened.
    known: EventId,
    foreseen: Vec<Foreseen>,
    agenda: Agenda,
}

impl Play {
    fn happens(&mut self, at: Timestamp, fact: Fact) -> EventId {
        let event = Event { id: EventId(self.state.last.0.saturating_add(1)), at, source: None, corrects: None, fact };
        self.state.apply(&event);
        self.agenda.touch(&event.fact, &self.state);
        event.id
    }

    /// Takes a decision as written and sent, to those to whom it would really go.
    fn carry_out(&mut self, decision: Decision, rules: &Rules, at: Timestamp) {
        let Decision { letter, to, because, stale, .. } = decision;
        self.happens(at, Fact::Decided { letter: letter.clone(), to: to.clone(), because: because.clone() });
        let mut reached = Vec::new();
        for person in to {
            let address = self.state.roster.people.get(&person).map(|known| known.address.clone());
            let address = address.as_ref().map_or("", |address| address.as_str());
            let verdict = match stale {
                true => Verdict::Drop(DropReason::Stale),
                false => judge(&letter, person, address, &self.state, rules, at),
            };
            let key = letter.key();
            let fact = match verdict {
                Verdict::Drop(why) => Fact::Dropped { key, to: person, why },
                Verdict::Go | Verdict::Later(..) => {
                    reached.push(person);
                    Fact::Sent { key, to: person }
                }
            };
            self.happens(at, fact);
        }
        if !reached.is_empty() {
            let if_unanswered = because.iter().any(|event| *event > self.known);
            self.foreseen.push(Foreseen { at, letter, to: reached, because, if_unanswered });
        }
    }
}
