//! A fact of the ledger as a sentence. Says that somebody wrote, never what: words belong to the co-leaders alone.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{group, mark, name, names, session, stance, step};
use crate::domain::event::{Attention, Fact, Via, doubt_words};
use crate::domain::id::{PersonId, SessionId};
use crate::domain::said::Mark;
use crate::domain::state::State;

/// The sentence of a fact. `only` narrows registers to one student's mark, for the story of that student.
pub fn sentence(fact: &Fact, state: &State, only: Option<PersonId>) -> String {
    let who = |person: &PersonId| name(state, *person);
    let at = |of: &SessionId| session(state, *of);
    match fact {
        Fact::StudentWrote { student, about, attention, group: of, .. } => {
            let about = about.map_or(String::new(), |n| format!(" about {}", at(&SessionId { group: *of, number: n })));
            format!("{} wrote{about}; {}", who(student), attention_words(*attention))
        }
        Fact::StanceGiven { student, session, stance: said, via } => {
            let how = match via {
                Via::Reply => String::new(),
                Via::Calendar => " (a calendar answer)".to_owned(),
                Via::Relay(by) => format!(" (passed on by {})", who(by)),
            };
            format!("{} {} for {}{how}", who(student), stance(*said), at(session))
        }
        Fact::MarkDisputed { student, session } => {
            format!("{} says that the mark for {} is wrong", who(student), at(session))
        }
        Fact::RegisterTaken { session, by, marks } => {
            format!("{} gave the register of {}: {}", who(by), at(session), register(state, marks, only))
        }
        Fact::MarksCorrected { session, by, marks } => {
            format!("{} corrected the register of {}: {}", who(by), at(session), register(state, marks, only))
        }
        Fact::MarksContested { session, by, marks } => format!(
            "{} gave another answer for {}, which is not settled: {}",
            who(by),
            at(session),
            register(state, marks, only)
        ),
        Fact::Explained { student, session, by } => {
            format!("{} said that {}'s absence from {} is explained", who(by), who(student), at(session))
        }
        _ => order_or_machine(fact, state),
    }
}

/// Orders, firm heads' answers, the calendar.
fn order_or_machine(fact: &Fact, state: &State) -> String {
    let who = |person: &PersonId| name(state, *person);
    let at = |of: &SessionId| session(state, *of);
    match fact {
        Fact::HoldPlaced { student, by, until } => {
            let until = until.map_or(String::new(), |until| format!(" until {until}"));
            format!("{} put what concerns {} on hold{until}", who(by), who(student))
        }
        Fact::Released { student, step: of, by } => {
            let what = of.map_or("the next letter", step);
            format!("{} released {what} about {}", who(by), who(student))
        }
        Fact::CollectiveJudged { session, by, chase } => {
            let what = if *chase { "are followed up" } else { "are let be" };
            format!("{} said that the absences from {} {what}", who(by), at(session))
        }
        Fact::ConcernRaised { student, by } => format!("{} raised a concern about {}", who(by), who(student)),
        Fact::LeaderAway { session, leader, by } => {
            format!("{} said that {} cannot lead {}", who(by), who(leader), at(session))
        }
        Fact::LeaderBack { session, leader, by } => {
            format!("{} said that {} can lead {} after all", who(by), who(leader), at(session))
        }
        Fact::SessionCancelled { session, by, .. } => format!("{} cancelled {}", who(by), at(session)),
        Fact::SessionMoved { session, by, date, starts, place, .. } => {
            let parts = [
                date.map(|date| format!("to {date}")),
                starts.map(|starts| format!("to {}", starts.strftime("%H:%M"))),
                place.as_ref().map(|place| format!("to {}", place.as_str())),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() {
                return format!("{} gave {} another length", who(by), at(session));
            }
            format!("{} moved {} {}", who(by), at(session), parts.join(", "))
        }
        Fact::MemberLeft { student, group: of, by } => {
            format!("{} said that {} has left {}", who(by), who(student), group(state, *of))
        }
        Fact::Presented { student, session, by } => {
            format!("{} said that {} presented at {}", who(by), who(student), at(session))
        }
        Fact::WelfareSeen { student, by } => {
            format!("{} has seen to a message of {}; letters to them go on", who(by), who(student))
        }
        Fact::TeachingAnswered { student, by, yes, .. } => {
            let was = if *yes { "was" } else { "was not" };
            format!("{} answered that {} {was} at small group teaching", who(by), who(student))
        }
        Fact::Discussed { student, by } => format!("{} has spoken with {}", who(by), who(student)),
        _ => machine(fact, state),
    }
}

/// What was asked of the daemon, what machines said, what the administrator did, and the daemon's own lines.
fn machine(fact: &Fact, state: &State) -> String {
    let who = |person: &PersonId| name(state, *person);
    match fact {
        Fact::StatusAsked { by, group: of } => format!("{} asked how {} stands", who(by), group(state, *of)),
        Fact::ProofSpent { by, .. } => format!("a letter to {} has proven an order, and proves no other", who(by)),
        Fact::RecordAsked { student } => format!("{} asked what is held on them", who(student)),
        Fact::HelpAsked { by } => format!("{} asked what can be written", who(by)),
        Fact::StaffUnclear { by, .. } => {
            format!("{} wrote what could not be read with confidence, and is asked", who(by))
        }
        Fact::OrdersDone { by, .. } => format!("what {} asked for was done", who(by)),
        Fact::Bounced { person, permanent, .. } => {
            let how = if *permanent { "the address is dead" } else { "not for good" };
            format!("a letter to {} came back: {how}", who(person))
        }
        Fact::SetAside { reasons } => format!("a letter was set aside for a person: {}", set_aside(reasons)),
        Fact::AddressChanged { person } => format!("{} has another address on the roster", who(person)),
        Fact::Began => "the daemon began".to_owned(),
        Fact::PolicyInForce { version, .. } => format!("version {version} of the absence policy came into force"),
        Fact::Decided { letter, to, .. } => {
            format!("{} to {} was decided", super::words::letter(letter.kind()), names(state, to))
        }
        Fact::Sent { to, .. } => format!("a letter to {} was sent", who(to)),
        Fact::Refused { to, code, .. } => format!("the server refused a letter to {} for good ({code})", who(to)),
        Fact::Dropped { to, why, .. } => format!("a letter to {} was dropped: {}", who(to), why.words()),
        Fact::InDoubt { to, absent, .. } => format!("a letter to {} was in doubt: {}", who(to), doubt_words(*absent)),
        Fact::ClockJumped { from, to } => format!("the machine's clock jumped from {from} to {to}"),
        Fact::ClockRight => "the machine's clock was right again".to_owned(),
        Fact::StormHeld { letters } => format!("sending was stopped after {letters} letters in a day"),
        Fact::Restored => "the database was restored from a copy".to_owned(),
        Fact::Paused => "sending was paused".to_owned(),
        Fact::Resumed => "sending went on".to_owned(),
        Fact::ShadowOn { group: of } => format!("{} went into shadow", shadowed(state, *of)),
        Fact::ShadowOff { group: of } => format!("{} went live", shadowed(state, *of)),
        // These have had their sentence above.
        Fact::StudentWrote { .. }
        | Fact::StanceGiven { .. }
        | Fact::MarkDisputed { .. }
        | Fact::RegisterTaken { .. }
        | Fact::MarksCorrected { .. }
        | Fact::MarksContested { .. }
        | Fact::Explained { .. }
        | Fact::HoldPlaced { .. }
        | Fact::Released { .. }
        | Fact::CollectiveJudged { .. }
        | Fact::ConcernRaised { .. }
        | Fact::LeaderAway { .. }
        | Fact::LeaderBack { .. }
        | Fact::SessionCancelled { .. }
        | Fact::SessionMoved { .. }
        | Fact::MemberLeft { .. }
        | Fact::Presented { .. }
        | Fact::WelfareSeen { .. }
        | Fact::TeachingAnswered { .. }
        | Fact::Discussed { .. } => String::new(),
    }
}

fn shadowed(state: &State, of: Option<crate::domain::id::GroupId>) -> String {
    of.map_or_else(|| "all groups".to_owned(), |of| group(state, of))
}

fn attention_words(attention: Attention) -> &'static str {
    match attention {
        Attention::Post => "read, and passed to the co-leaders with the day's post",
        Attention::Now => "passed to the co-leaders at once",
        Attention::Ask => "not clear enough to act on, so it was asked about",
        Attention::Welfare => "passed to the co-leaders at once, one of whom answers before anything else goes",
    }
}

/// A register in a line: one student's mark, or who was missing.
fn register(state: &State, marks: &BTreeMap<PersonId, Mark>, only: Option<PersonId>) -> String {
    if let Some((student, of)) = only.and_then(|only| marks.get_key_value(&only)) {
        return format!("{} {}", name(state, *student), mark(*of));
    }
    let others: Vec<String> = marks
        .iter()
        .filter(|(_, mark)| **mark != Mark::Present)
        .map(|(student, of)| format!("{} {}", name(state, *student), mark(*of)))
        .collect();
    let present = marks.len() - others.len();
    match others.as_slice() {
        [] => format!("{present} present"),
        others => format!("{present} present; {}", others.join("; ")),
    }
}

/// Reasons of a letter set aside, in words.
pub fn set_aside(reasons: &BTreeSet<String>) -> String {
    let words = reasons.iter().map(|reason| match reason.as_str() {
        "stranger" => "from somebody who is not on the roster",
        "sender-unclear" => "no sender, or more than one",
        "not-vouched" => "the mail server does not vouch for its sender",
        "too-large" => "too large",
        "too-deep" => "nested too deep",
        "no-text" => "no text that can be read",
        "truncated" => "the server gave only a part of it",
        "unreadable" => "it could not be read",
        "asked-often" => "its writer was asked as often as anybody is, and it could still not be read",
        "staff" => "from somebody whose letters a person answers",
        other => other,
    });
    words.collect::<Vec<_>>().join(", ")
}
