//! Reads a student's message: for each session what they say of their own coming, what else a person must see, and
//! whether the reading is sure enough to be applied by itself.
//!
//! Clause by clause, in the order of the words: [`clauses`] cuts and looks the words up in the tables ([`senses`]),
//! [`hear`] reads each clause, [`scope`] finds the session meant, [`stance`] folds, [`doubt`] decides whether a person is
//! asked. Linear in the message; knows no clock.

mod claim;
mod claims;
mod clauses;
mod clock_words;
mod conditions;
mod doubt;
mod flags;
mod hear;
mod reader;
mod reasons;
mod scope;
mod senses;
mod stance;
mod subject;
#[cfg(test)]
mod tests;

use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::StudentSays;
use crate::inbound::dates::Scope;
use crate::inbound::reading::{Line, Read, Scene, Words};

/// What a student says of their own sessions, with the evidence for it; `acts` is false where a person must be asked.
pub fn read_student(words: &Words, scene: &Scene, student: PersonId, group: GroupId) -> Read<StudentSays> {
    let scope = Scope::new(scene, group);
    let mut reader = reader::Reader::new(scene, &scope, student, group);
    reader.subject_line(&words.subject);
    for (answers, text) in blocks(&words.lines) {
        reader.block(&text, answers);
    }
    reader.conclude(words)
}

/// The lines in blocks that answer the same quoted line, or none.
fn blocks(lines: &[Line]) -> Vec<(Option<&str>, String)> {
    let mut blocks: Vec<(Option<&str>, String)> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some((answers, text)) if *answers == line.answers.as_deref() => {
                text.push('\n');
                text.push_str(&line.text);
            }
            _ => blocks.push((line.answers.as_deref(), line.text.clone())),
        }
    }
    blocks
}

#[cfg(feature = "dump")]
pub fn dump(text: &str, scene: &Scene, student: PersonId, group: GroupId) {
    let scope = Scope::new(scene, group);
    let mut others = subject::Others::new(scene.roster, group, scope.today, student);
    let page = clauses::Page::new(text);
    let heard = hear::hear(&page, &mut others);
    for (clause, heard) in page.clauses.iter().zip(&heard) {
        eprintln!(
            "  [{:?}{}] {:?} subj {:?} aside {} req {}",
            clause.head,
            if clause.asks { "?" } else { "" },
            clause.text,
            heard.subject,
            heard.set_aside,
            flags::is_request(clause)
        );
        for h in clause
            .sensed
            .stances
            .iter()
            .chain(&clause.sensed.reasons)
            .chain(&clause.sensed.asides)
        {
            eprintln!("       {:?} <{}>", h.sense, &clause.text[h.range.clone()]);
        }
        for c in &heard.claims {
            eprintln!(
                "       => {:?} {:?} phrases {:?}",
                c.says,
                c.tense,
                c.phrases.iter().map(|p| &page.phrases[*p].when).collect::<Vec<_>>()
            );
        }
    }
}
