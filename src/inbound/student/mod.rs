//! Reads a student's message: for each session what they say of their own coming, what else a person must see, and
//! whether the reading is sure enough to be applied by itself.
//!
//! Clause by clause, in the order of the words: [`clauses`] cuts and looks the words up in the tables ([`senses`]),
//! [`hear`] reads each clause, [`scope`] finds the session meant, [`stance`] folds, [`doubt`] decides whether a person
//! is asked. Linear in the message; knows no clock.
//!
//! The rules, by whose numbers the files speak:
//!
//! 1. Words without a date in an answer to a letter about a session speak of that session.
//! 2. A wrong day next to a session means that session; one that fits none or two is asked about.
//! 3. Words of several sessions name each that they cover; words of the future none that is over.
//! 4. A hedge about not coming is an apology beside an apology, else doubt; doubt about being on time is lateness.
//! 5. The last word on a session counts.
//! 6. Thanks alone say nothing; "see you then" is coming.
//! 7. Offers, conditions and requests are no stances.
//! 8. Coming elsewhere in exchange leaves the absence.
//! 9. Illness, nights and travel are absence only where they are meant as its reason.
//! 10. Whoever writes after a missed session explains it.
//! 11. However late, late is late; what that comes to is decided elsewhere.
//! 12. "See you next time" under an absence is a farewell; a welcome that is answered without a date names no session.
//! 13. Leaving, moving and opting out imply no stance.
//! 14. Courtesies are no questions.
//! 15. Whoever says that they were there objects, however politely.
//! 16. Death and grave illness close to the writer are a sign of distress; figures of speech are not.

mod claim;
mod claims;
mod clauses;
mod clock_words;
mod conditions;
mod doubt;
mod flags;
mod hear;
mod leftovers;
mod offers;
mod opinion;
mod reader;
mod reasons;
mod scope;
mod senses;
mod stance;
mod subject;
#[cfg(test)]
mod tests;
mod view;

use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::StudentSays;
pub use offers::chosen;

use crate::inbound::dates::Scope;
use crate::inbound::impression::students::Shown;
use crate::inbound::reading::{Line, Read, Scene, Words};
use reader::Reader;

/// What a student says of their own sessions, with the evidence for it; `acts` is false where a person must be asked.
pub fn read_student(words: &Words, scene: &Scene, student: PersonId, group: GroupId) -> Read<StudentSays> {
    let scope = Scope::new(scene, group);
    gather(words, scene, &scope, student, group).conclude(words)
}

/// What the models are shown of a message: for training them.
pub fn shown(words: &Words, scene: &Scene, student: PersonId, group: GroupId) -> Shown {
    let scope = Scope::new(scene, group);
    gather(words, scene, &scope, student, group).show(words)
}

/// Goes through the message from its subject to its last line.
fn gather<'a>(words: &Words, scene: &Scene, scope: &'a Scope, student: PersonId, group: GroupId) -> Reader<'a> {
    let mut reader = Reader::new(scene, scope, student, group);
    reader.subject_line(&words.subject);
    for (answers, text) in blocks(&words.lines) {
        reader.block(&text, answers);
    }
    reader
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
