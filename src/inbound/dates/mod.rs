//! Which sessions of a group a text names: "tomorrow", "Tuesday the 24th", "24/11", "the next two", "until Christmas".
//!
//! [`grammar`] finds the phrases and knows no calendar; [`resolve`] lays them over a group's calendar and knows no
//! words; [`sessions_named`] does both for whoever needs no more. Nothing here decides what is said of a session.

pub mod calendar_words;
mod days;
mod edges;
pub mod grammar;
mod phrases;
mod picked;
mod picks;
pub mod resolve;
mod spans;
mod sums;
#[cfg(test)]
pub(in crate::inbound) mod tests;

use std::ops::Range;

use crate::domain::id::GroupId;
use crate::inbound::reading::Scene;
use crate::inbound::tokens::tokens;

pub use grammar::{Named, named};
pub use resolve::{Resolved, Scope, Tense};

/// How surely the words name the sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They name these sessions.
    Exact,
    /// They name a day without a session; the one given is close by, and may be what was meant.
    Near,
    /// They fit each of the given sessions, and the writer meant one.
    Ambiguous,
    /// They name a time in which there is no session.
    NoSession,
}

/// A place in a text that names sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the text.
    pub range: Range<usize>,
    pub sessions: Vec<u8>,
    pub kind: Kind,
}

/// Every place in the text that names a time, with the sessions of the group that it covers, in order.
///
/// Each phrase is resolved as said of whatever lies nearest ([`Tense::Either`]); a reader that knows more of the
/// clause uses [`named`] and [`Scope::resolve`].
pub fn sessions_named(text: &str, scene: &Scene, group: GroupId) -> Vec<Mention> {
    let tokens = tokens(text);
    let scope = Scope::new(scene, group);
    let mut spoken: Vec<u8> = Vec::new();
    named(&tokens)
        .into_iter()
        .filter_map(|phrase| {
            let first = tokens.get(phrase.tokens.start)?;
            let last = tokens.get(phrase.tokens.end.checked_sub(1)?)?;
            let Resolved { sessions, kind } = scope.resolve(&phrase.when, Tense::Either, &spoken);
            if kind == Kind::Exact {
                spoken.clone_from(&sessions);
            }
            Some(Mention { range: first.at.start..last.at.end, sessions, kind })
        })
        .collect()
}
