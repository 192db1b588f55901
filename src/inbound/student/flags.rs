//! What a message holds beside stances: questions, objections, leave-taking, requests to be left alone.

use std::collections::BTreeSet;

use super::claims::{Heard, Says};
use super::clauses::{Clause, Page};
use super::senses::{Sense, asides};
use super::subject::Subject;
use crate::domain::said::Flag;

/// Is the clause a request or a question, so that what it says of coming is asked rather than told (rule 7)?
pub fn is_request(clause: &Clause) -> bool {
    let hits = asides(&clause.text);
    let courtesy = hits.iter().any(|h| h.sense == Sense::Courtesy);
    let asks = hits.iter().any(|h| h.sense == Sense::Question);
    asks || clause.asks && !courtesy && !is_tag(&clause.text) && !is_protest(&clause.text)
}

/// "If I can't make it I'll let you know": a promise, not a stance.
pub fn is_promise(condition: &str) -> bool {
    condition
        .split(' ')
        .any(|w| w == "let" || w == "anything" || w == "else")
}

/// "Right?", "see you then?": a question mark that asks for no more than a nod.
fn is_tag(text: &str) -> bool {
    text.split(' ').count() == 1 && !matches!(text, "right" | "correct" | "yeah")
}

/// Does an objection speak of a register, or of being written to?
pub fn objects_to_records(words: &str) -> bool {
    [
        "regist", "record", "marked", "absence", "stop", "chas", "why", "hound", "harass", "list",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// "I was there on Tuesday?": told, for all its question mark.
fn is_protest(text: &str) -> bool {
    [
        "i was ",
        "i did ",
        "i attended",
        "i came ",
        "i told ",
        "i emailed ",
        "i went ",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// The flags that the sentences raise, with the words that raised them.
pub fn raised(page: &Page, heard: &[Heard]) -> Vec<(Flag, String)> {
    let mut found: Vec<(Flag, String)> = Vec::new();
    let was_there = heard.iter().flat_map(|h| &h.claims).any(|c| c.says == Says::WasPresent);
    let disputed = was_there
        || page
            .clauses
            .iter()
            .any(|c| asides(&c.text).iter().any(|h| h.sense == Sense::Dispute));
    for (clause, heard) in page.clauses.iter().zip(heard) {
        let words = || clause.text.clone();
        if heard.other_student {
            found.push((Flag::OtherStudent, words()));
        }
        let objects = asides(&clause.text)
            .iter()
            .any(|h| matches!(h.sense, Sense::OptOut | Sense::Dispute));
        let why = disputed && clause.words().any(|w| w == "why");
        if is_request(clause) && !objects && !why {
            found.push((Flag::Question, words()));
        }
        if heard.subject == Some(Subject::Third) && heard.claims.is_empty() && !heard.set_aside {
            continue;
        }
        for hit in asides(&clause.text) {
            let denied = is_denied(&clause.text, hit.range.start) || clause.asks;
            let flag = match hit.sense {
                Sense::Dispute => Flag::Dispute,
                Sense::Leaving if !denied && !is_request(clause) => Flag::Leaving,
                Sense::OptOut => Flag::OptOut,
                _ => continue,
            };
            found.push((flag, words()));
        }
        if heard.claims.iter().any(|c| c.says == Says::WasPresent) {
            found.push((Flag::Dispute, words()));
        }
    }
    found
}

/// "I am NOT leaving the group".
fn is_denied(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at..).unwrap_or_default();
    let close: Vec<&str> = before.split(' ').rev().take(4).collect();
    close
        .iter()
        .any(|w| matches!(*w, "not" | "never" | "without" | "if" | "thought" | "nearly" | "almost"))
        || after.split(' ').take(2).any(|w| w == "not")
}

/// The flags alone.
pub fn set(raised: &[(Flag, String)]) -> BTreeSet<Flag> {
    raised.iter().map(|(flag, _)| *flag).collect()
}
