//! Hearing: what a message says, who says it and in answer to what in; facts for the ledger out.
//!
//! Who says so counts: only a co-leader of the group changes its register, only a student's firm head answers for them,
//! and what escalates or reveals needs both the receiving server's word for the sender and an answer to a letter that
//! this very person had. What is not believed or not understood changes nothing and goes to a person.

mod co_leader;
mod firm_head;
mod register;
mod student;
mod team;

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::event::Fact;
use super::id::{EventId, PersonId, SessionId};
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
    let mut reasons = heard.aside.clone();
    if facts.is_empty() && matches!((heard.class, heard.sender), (Class::Human, Sender::Staff { .. })) {
        reasons.insert(OF_STAFF.to_owned());
    }
    if !reasons.is_empty() {
        facts.push(plain(Fact::SetAside { reasons }));
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
        (Sender::Staff { person }, Said::CoLeader(says)) if heard.vouched => team::hear(state, heard, *person, says),
        (Sender::Administrator, _) if heard.vouched => administrator(heard.words),
        _ => Vec::new(),
    }
}

/// Nobody is asked more often what they meant in one matter; a robot would go on for ever.
pub const QUESTIONS_MAX: usize = 2;

/// Why a message goes to the administrator: somebody of the staff wrote what is for a person to read.
pub const OF_STAFF: &str = "staff";

/// Why a message of the staff goes to the administrator: its writer was asked as often as anybody is.
pub const ASKED_OFTEN: &str = "asked-often";

/// What was not read with confidence, or cannot be carried out: the writer is asked or, in the end, a person sees to it.
fn unclear(state: &State, heard: &Heard, by: PersonId, session: Option<SessionId>) -> Noted {
    let letter = heard.answered(state);
    if letter.is_some_and(|letter| state.times_asked(by, letter) >= QUESTIONS_MAX) {
        return plain(Fact::SetAside { reasons: BTreeSet::from([ASKED_OFTEN.to_owned()]) });
    }
    plain(Fact::StaffUnclear { by, session, letter: letter.cloned().map(Box::new) })
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

    /// The letter whose matter is spoken of: the one answered or, of an answer to our question, what that was about.
    fn answered<'a>(&'a self, state: &'a State) -> Option<&'a Letter> {
        let (letter, _) = self.answers?;
        self.question(state).and_then(|(_, about)| about).or(Some(letter))
    }

    /// The session of the matter.
    fn session(&self, state: &State) -> Option<SessionId> {
        let of_question = self.question(state).and_then(|(session, _)| session);
        of_question.or_else(|| self.answered(state)?.session())
    }

    /// What our question was about, where the message answers one.
    fn question<'a>(&self, state: &'a State) -> Option<(Option<SessionId>, Option<&'a Letter>)> {
        match self.answers {
            Some((Letter::ClarifyingQuestion { answers, .. }, _)) => state.asked_about(*answers),
            _ => None,
        }
    }
}
