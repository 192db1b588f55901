//! What a message holds beside stances: questions, objections, leave-taking, requests to be left alone.

use super::claim::Says;
use super::clauses::{Clause, Page};
use super::hear::Heard;
use super::senses::Sense;
use super::subject::Subject;
use crate::domain::said::Flag;
use crate::inbound::tokens::{has_listed, phrases, words};

/// Is the clause a request or a question, so that what it says of coming is asked rather than told (rule 7)?
pub fn is_request(clause: &Clause) -> bool {
    let told = clause.sensed.has(Sense::Courtesy) || is_tag(&clause.text) || is_protest(&clause.text);
    clause.sensed.has(Sense::Question) || clause.asks && !told
}

/// A question mark after one word asks for no more than a nod, save "right?".
fn is_tag(text: &str) -> bool {
    !text.contains(' ') && !matches!(text, "right" | "correct" | "yeah")
}

/// "I was there on Tuesday?": told, for all its question mark.
fn is_protest(text: &str) -> bool {
    phrases("i was | i did | i attended | i came | i told | i emailed | i went").any(|start| text.starts_with(start))
}

/// "What do you hold on me?", "please send me a copy of my data": no more than that, and of nobody else.
fn asks_for_record(clause: &Clause) -> bool {
    let text = clause.text.trim_end_matches(" please");
    let wants = clause.asks
        || clause.sensed.has(Sense::Question)
        || has_listed(words!("please send like want request"), &clause.text);
    let whole =
        has_listed(words!("what which copy see everything all data information access"), text) && !clause.has("why");
    let is_held = |held: &str| ["on me", "about me"].iter().any(|me| text.ends_with(&format!("{held} {me}")));
    wants && whole && (phrases(HELD).any(is_held) || phrases(OWN_DATA).any(|own| text.ends_with(own)))
}

/// How people say that something is kept.
const HELD: &str = "hold | held | holding | keep | kept | keeping | store | stored | storing | have | got | record | \
    recorded | on file | data | information | records";

/// What needs no "on me".
const OWN_DATA: &str = "my data | my personal data | subject access request | my record | my records";

/// Does an objection speak of a register, or of being written to?
pub fn objects_to_records(words: &str) -> bool {
    phrases("regist | record | marked | absence | stop | chas | why | hound | harass | list")
        .any(|word| words.contains(word))
}

/// The flags that the clauses raise, with the words that raised them.
pub fn raised(page: &Page, heard: &[Heard]) -> Vec<(Flag, String)> {
    let was_there = |h: &Heard| h.claims.iter().any(|c| c.says == Says::WasPresent);
    let disputed = heard.iter().any(was_there) || page.clauses.iter().any(|c| c.sensed.has(Sense::Dispute));
    let mut found: Vec<(Flag, String)> = Vec::new();
    for (clause, heard) in page.clauses.iter().zip(heard) {
        let has = |sense| clause.sensed.has(sense);
        let asks = is_request(clause);
        // "Why was I marked absent?" and "could you correct it?" object; they want no answer.
        let objects = has(Sense::OptOut)
            || has(Sense::Dispute)
            || disputed && has_listed(words!("why check correct amend look fix"), &clause.text);
        let of_somebody_else = heard.subject == Subject::Third && heard.claims.is_empty() && !heard.set_aside;
        let wants_record = asks_for_record(clause);
        let flags = [
            (Flag::OtherStudent, heard.other_student),
            (Flag::Record, wants_record),
            (Flag::Question, asks && !objects && !wants_record),
            (Flag::Dispute, has(Sense::Dispute) && !of_somebody_else || was_there(heard)),
            (Flag::Leaving, leaves(clause) && !asks && !of_somebody_else),
            (Flag::OptOut, has(Sense::OptOut) && !of_somebody_else),
        ];
        found.extend(flags.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| (flag, clause.text.clone())));
    }
    found
}

/// Says that the writer leaves; "I am NOT leaving the group" does not.
fn leaves(clause: &Clause) -> bool {
    clause.sensed.asides.iter().filter(|hit| hit.sense == Sense::Leaving).any(|hit| {
        let before = clause.text.get(..hit.range.start).unwrap_or_default();
        let near = before
            .split(' ')
            .rev()
            .take(4)
            .any(|word| has_listed(words!("not never without if thought nearly almost"), word));
        !near && !clause.asks
    })
}
