//! What one sentence says of students and of the group: a small machine over the cues, that knows what a status is said
//! of (the names before it, the list after it, everyone, the exceptions) and nothing of the calendar.

mod group;
mod lists;
mod machine;
mod words;

use super::cues::{Cue, Said, cues};
use machine::Machine;
pub use words::denies;
use words::{begins_with_name, presents};

/// Of whom a sentence speaks beside the students it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Everyone,
    Others,
    Nobody,
}

/// What a sentence says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Names by their mark's number, with everything said of each, in order.
    pub said: Vec<(usize, Said)>,
    /// Names that are an exception to what is said of the group.
    pub excepted: Vec<usize>,
    pub group: Option<(Group, Option<Said>)>,
    /// The group is meant by "they" alone, which says nothing of it by itself.
    pub by_pronoun: bool,
    pub only: bool,
    /// "That was all": nobody beside the named.
    pub no_more: bool,
    /// The names stand under a heading such as "Present:".
    pub headed: Option<Said>,
    /// Names of whom nothing was understood.
    pub unsaid: Vec<usize>,
    /// Names of whom it speaks for a day to come.
    pub to_come: Vec<usize>,
    /// Names of whom it speaks for another day.
    pub elsewhere: Vec<usize>,
    /// A heading that waits for the names of the lines to come.
    pub open_heading: Option<Said>,
    /// Words about a name that no rule knows: they may be the reason of an absence, or its denial.
    pub unknown: Vec<(usize, String)>,
    /// Everyone but somebody who is not named, or not of the group.
    pub unknown_exception: bool,
    /// A denial that was said of nobody who could be told.
    pub denies: bool,
}

/// What the sentences before leave to this one.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The students named last, whom "she" and "both" mean.
    pub names: Vec<usize>,
    pub heading: Option<Said>,
    /// The group was spoken of, so that "Except Wei." goes on with it.
    pub group: bool,
}

/// Reads one sentence, and leaves in `before` what the next may lean on.
pub fn read(text: &str, before: &mut Before) -> Statement {
    let found = cues(text);
    let mut machine = Machine {
        text,
        heading: before.heading.filter(|_| begins_with_name(text, &found) && !presents(text)),
        before: std::mem::take(before),
        ..Machine::default()
    };
    machine.carried = machine.heading.is_some();
    for (place, cue) in found.iter().enumerate() {
        machine.pass_over(cue.start, Some(cue.cue));
        machine.take(*cue, found.get(place + 1).copied());
        if cue.cue != Cue::Close && text.get(cue.start..cue.end).is_some_and(|words| words.ends_with(')')) {
            machine.close();
        }
        machine.last_end = cue.end;
        machine.after_status = matches!(cue.cue, Cue::Says(_));
    }
    machine.pass_over(text.len(), None);
    machine.flush();
    let said = machine.statement.said.clone();
    machine.statement.unsaid.retain(|name| !said.iter().any(|(known, _)| known == name));
    before.names = machine.latest();
    before.heading = machine.carried_heading();
    before.group = machine.statement.group.is_some() || machine.before.group && machine.statement.said.is_empty();
    machine.statement
}

/// Does a sentence say of somebody why they were not there, or that they had said so?
pub fn says_away(text: &str) -> bool {
    let away = |said| matches!(said, Said::Absent | Said::Excused | Said::Reason);
    cues(text).iter().any(|found| matches!(found.cue, Cue::Says(said) | Cue::PronounSays(said) if away(said)))
}

/// Does a sentence speak of everyone or of the others, as only a register does?
pub fn speaks_of_group(text: &str) -> bool {
    cues(text).iter().any(|found| matches!(found.cue, Cue::Everyone | Cue::Others))
}

/// Does a sentence have a word that says who was there or was not?
pub fn speaks_of_status(text: &str) -> bool {
    cues(text).iter().any(|found| matches!(found.cue, Cue::Says(_) | Cue::PronounSays(_)))
}
