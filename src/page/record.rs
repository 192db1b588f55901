//! What is noted while a year is lived, as the ledger does not keep it: which file holds which letter, and what people
//! really wrote.

use jiff::Timestamp;

use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::Letter;

/// The letters of a year, each way, in the order of time.
#[derive(Debug, Default)]
pub struct Record {
    pub sent: Vec<SentLetter>,
    pub received: Vec<Message>,
}

/// A letter that went out.
#[derive(Debug)]
pub struct SentLetter {
    pub at: Timestamp,
    pub letter: Letter,
    pub to: PersonId,
    /// Its name within the folder of the year.
    pub file: String,
}

/// A message that came in.
#[derive(Debug)]
pub struct Message {
    /// Its number in the inbox.
    pub id: LetterId,
    pub at: Timestamp,
    /// The person of the roster who wrote it.
    pub by: Option<PersonId>,
    pub fate: Fate,
    /// May it mean distress?
    pub is_welfare: bool,
    /// The writer's own words, without what they quoted.
    pub words: String,
    /// Its name within the folder of the year.
    pub file: String,
}

/// What a message was, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Of a person of the roster, acted on as it was meant.
    Understood,
    /// Of a person of the roster; somebody was asked before anything changed.
    Asked,
    /// Of a machine: away, bounced, read.
    Machine,
    Stranger,
}
