//! The writing of letters: a decision and the state in, complete RFC 5322 bytes out. Pure; imports `domain` only.
//!
//! Words live in `templates/`, one folder a kind of letter; what they may speak of is typed in [`contents`]; headers are
//! in [`message`]. The same letter to the same person has the same Message-ID and token however often it is written.

mod alike;
mod answer;
mod check;
mod contents;
mod frame;
mod house;
mod invite;
mod marked;
mod message;
mod parts;
mod reader;
pub mod sample;
mod scene;
mod templates;
#[cfg(test)]
mod tests;
mod thread;
pub mod token;
mod view;
mod words;

use jiff::Timestamp;

use crate::domain::id::{Address, PersonId};
use crate::domain::letter::Letter;
use crate::domain::rules::Rules;
use crate::domain::state::State;

pub use house::House;
pub use reader::Reader;
pub use scene::WordsOf;
pub use templates::{KINDS, Overrides, TemplateMistake};
pub use thread::is_answer;
pub use token::{Token, TokenKey};
pub use words::StudentWords;

use scene::{Request, Scene};
use templates::Templates;

/// The templates and the house: all that is needed to write letters.
#[derive(Clone)]
pub struct Outbound {
    templates: Templates,
    house: House,
}

/// What a letter may need that neither it nor the state has.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extra {
    /// The Message-ID that the letter answers, with its angle brackets, where it answers one.
    pub in_reply_to: Option<String>,
    /// The likely readings of a message that could not be read with confidence, in a few words each.
    pub likely: Vec<String>,
    /// For the proof of life.
    pub counts: Counts,
    /// For the letters set aside.
    pub set_aside: Vec<SetAsideRow>,
    /// For the letters dropped.
    pub dropped: Vec<DroppedRow>,
    /// The letter goes to the administrator instead, saying who would have had it.
    pub shadow: bool,
}

/// What the machine did since the last proof of life.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    pub sent: u64,
    pub waiting: u64,
    pub bounced: u64,
    pub set_aside: u64,
    /// When the next letter is due, where one is.
    pub next: Option<Timestamp>,
}

/// A letter that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideRow {
    pub at: Timestamp,
    /// In a few words, as the administrator should read it.
    pub reason: String,
    /// The number by which `balintd explain` knows it.
    pub number: i64,
}

/// A letter that was too late to be of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedRow {
    pub letter: Letter,
    pub to: PersonId,
    pub reason: String,
}

/// A letter ready to be handed to the mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The whole message, lines ended by CRLF.
    pub bytes: Vec<u8>,
    /// With its angle brackets.
    pub message_id: String,
    pub subject: String,
    pub envelope_to: Address,
    /// The secret of its Reply-To, kept in the outbox row.
    pub token: Token,
}

/// Why a decided letter cannot be written. The caller drops it and says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    #[error("person {0} is not known any more")]
    PersonGone(PersonId),
    #[error("the group or scheme that it is about is not known any more")]
    GroupGone,
    #[error("the session that it is about is not in the calendar any more")]
    SessionGone,
    #[error("what it is about is not in the ledger any more")]
    MatterGone,
    #[error("it is not written for somebody who reads it as {0:?}")]
    NotTheirs(Reader),
    #[error("an address in it cannot stand in a header")]
    Address,
    #[error(transparent)]
    Template(#[from] TemplateMistake),
}

impl Outbound {
    /// Lays a scheme's own texts over the built-in ones. The caller has read them from its folder.
    ///
    /// # Errors
    /// Every mistake in the templates, by file and line. Fields that do not exist are found by [`Outbound::check`].
    pub fn load(house: House, overrides: &Overrides) -> Result<Self, Vec<TemplateMistake>> {
        let templates = Templates::load(overrides)?;
        Ok(Self { templates, house })
    }

    /// Is this the token of that letter to that person?
    pub fn is_token_of(&self, letter: &Letter, person: PersonId, presented: &str) -> bool {
        token::verify(&self.house.token_key, &letter.key(), person, presented)
    }

    /// A finished letter for one recipient of a decision.
    ///
    /// `to` are all of its recipients; `words` gives the words of an incoming letter, which go to co-leaders only, or
    /// nothing where they have aged out.
    ///
    /// # Errors
    /// [`ComposeError`] where the state no longer has what the letter is about, or the recipient may not have it.
    #[expect(clippy::too_many_arguments, reason = "each is one thing that the letter is made of")]
    pub fn compose(
        &self,
        letter: &Letter,
        to: &[PersonId],
        recipient: PersonId,
        state: &State,
        rules: &Rules,
        words: WordsOf<'_>,
        extra: &Extra,
        now: Timestamp,
    ) -> Result<Finished, ComposeError> {
        let request = Request { letter, to, recipient, extra, words, now };
        let scene = Scene::new(request, state, rules, &self.house)?;
        let context = contents::of(&scene)?;
        let kind = letter.kind();
        let subject = self.templates.render(kind, "subject.txt", &context)?;
        let body = self.templates.render(kind, "body.txt", &context)?;
        message::finish(&scene, &self.templates, &subject, &body)
    }
}
