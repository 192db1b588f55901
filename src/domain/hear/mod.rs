//! Hearing: what a message says, who says it and in answer to what in; facts for the ledger out.
//!
//! Who says so counts: only a co-leader of the group changes its register, only a student's firm head answers for them,
//! and what escalates or reveals needs both the receiving server's word for the sender and an answer to a letter that
//! this very person had. What is not believed or not understood changes nothing and goes to a person.

mod co_leader;
mod firm_head;
mod register;
mod student;

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::event::Fact;
use super::id::{EventId, PersonId};
use super::letter::Letter;
use super::said::{BounceAction, Class, Said, Sender};
use super::state::State;

/// One message, read.
#[derive(Debug, Clone)]
pub struct Heard<'a> {
    pub at: Timestamp,
    pub class: &'a Class,
    pub sender: &'a Sender,
    pub said: &'a Said,
    /// It was read with confidence.
    pub acts: bool,
    /// The receiving server vouches for the sender.
    pub vouched: bool,
    /// The letter of ours that it answers, by token or thread, and who had that letter.
    pub answers: Option<(&'a Letter, PersonId)>,
    /// That letter is young enough to prove anything.
    pub is_recent: bool,
    /// Why a person has to look at it; empty for most.
    pub aside: &'a BTreeSet<String>,
    /// The writer's own words, for the administrator's one-word orders.
    pub words: &'a str,
}

/// A fact to write down, and the event that it corrects.
pub type Noted = (Fact, Option<EventId>);

/// The facts of one message. None where it says nothing that anybody has to know.
pub fn hear(state: &State, heard: &Heard) -> Vec<Noted> {
    let mut facts = match heard.class {
        Class::Ours | Class::AutoReply => Vec::new(),
        Class::Bounce(bounce) => {
            let person = bounce.recipient.or(heard.answers.map(|(_, to)| to));
            let failed = bounce.action == BounceAction::Failed;
            let fact = |person| Fact::Bounced { person, action: bounce.action, permanent: bounce.permanent && failed };
            person.map(fact).map(plain).into_iter().collect()
        }
        Class::Human | Class::CalendarReply => from_person(state, heard),
    };
    if !heard.aside.is_empty() {
        facts.push(plain(Fact::SetAside { reasons: heard.aside.clone() }));
    }
    facts
}

fn from_person(state: &State, heard: &Heard) -> Vec<Noted> {
    match (heard.sender, heard.said) {
        (Sender::Student { student, group }, said) => {
            let nothing = Default::default();
            let says = if let Said::Student(says) = said { says } else { &nothing };
            student::hear(state, heard, *student, *group, says)
        }
        (Sender::CoLeader { leader, group }, Said::CoLeader(says)) if heard.vouched => {
            co_leader::hear(state, heard, *leader, *group, says)
        }
        (Sender::FirmHead { firm_head }, Said::FirmHead(answers)) if heard.vouched => {
            firm_head::hear(state, heard, *firm_head, answers)
        }
        (Sender::Administrator, _) if heard.vouched => administrator(heard.words),
        _ => Vec::new(),
    }
}

/// One line stops everything.
fn administrator(words: &str) -> Vec<Noted> {
    let first = words.split_whitespace().next().unwrap_or_default();
    let order = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match order.as_str() {
        "pause" | "stop" => vec![plain(Fact::Paused)],
        "resume" => vec![plain(Fact::Resumed)],
        _ => Vec::new(),
    }
}

fn plain(fact: Fact) -> Noted {
    (fact, None)
}

impl Heard<'_> {
    /// The writer answers a letter that they themselves had, not long ago, and that has proven nothing yet: a forwarded
    /// one is dead in another's hands, an old one is dead, and a copy of an order that was carried out is.
    fn is_proven_for(&self, writer: PersonId, state: &State) -> bool {
        let is_theirs = |(letter, to): (&Letter, PersonId)| to == writer && !state.is_spent(&letter.key(), writer);
        self.vouched && self.is_recent && self.answers.is_some_and(is_theirs)
    }

    fn answered(&self) -> Option<&Letter> {
        self.answers.map(|(letter, _)| letter)
    }
}
