//! What a reading is: the shape in which every reader of this room answers, and what it may know.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::id::{Address, GroupId, PersonId};
use crate::domain::roster::Roster;

pub use crate::domain::said::{Class, Said, Sender};

/// What kind of letter of ours a message answers (the guide's `about.kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AboutKind {
    Reminder,
    CheckIn,
    RegisterRequest,
    RegisterConfirmation,
    EscalationNotice,
    Brief,
    SmallGroupCheck,
    FirmHeadNotice,
    Digest,
    Welcome,
    AfterChristmas,
    /// Any other letter of ours: the thread is known, the words must say the rest.
    Other,
}

/// The letter of ours that a message answers, as its token or thread tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub kind: AboutKind,
    pub group: Option<GroupId>,
    /// The session's number in that group.
    pub session: Option<u8>,
    /// The one student that the letter was about.
    pub student: Option<PersonId>,
}

/// All that a reader may know beside the message: never a clock, never a socket.
pub struct Scene<'a> {
    pub roster: &'a Roster,
    pub calendar: &'a Calendar,
    /// When the message arrived: "now" for words such as tomorrow.
    pub now: Timestamp,
    pub about: Option<&'a About>,
}

/// What is new in a message: the writer's own lines, in order, quotation and furniture gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    pub subject: String,
    pub lines: Vec<Line>,
    /// Letters that the writer passes on; their words are not the writer's.
    pub forwarded: Vec<Forwarded>,
}

impl Words {
    /// The writer's own text, line by line.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// One line (paragraph, for flowed text) of the writer's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub text: String,
    /// The quoted line right above, where the writer answers inline.
    pub answers: Option<String>,
}

/// A letter inside the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forwarded {
    pub from: Option<Address>,
    pub from_name: Option<String>,
    pub subject: String,
    pub sent: Option<Timestamp>,
    pub text: String,
}

/// Why something was read so: the words, and the rule that took them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub rule: String,
    pub words: String,
}

impl Evidence {
    /// Why a reading is not sure enough, in words for whoever looks into it.
    pub fn doubt(why: &str) -> Self {
        Self { rule: DOUBT.to_owned(), words: why.to_owned() }
    }
}

/// The rule of evidence that is a doubt.
const DOUBT: &str = "doubt";

/// What one reader makes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    pub says: T,
    /// Sure enough that it is applied by itself; else a person is asked and nothing changes.
    pub acts: bool,
    pub evidence: Vec<Evidence>,
    /// The likely readings in a few words each, for the person who is asked; at most three.
    pub likely: Vec<String>,
}

impl<T> Read<T> {
    /// What is doubtful about it.
    pub fn doubts(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter(|one| one.rule == DOUBT).map(|one| one.words.as_str())
    }

    /// Puts all doubts aside by this rule, which has them as its words; nothing is left to choose from.
    pub fn put_doubts_aside(&mut self, rule: &str) {
        let words = self.doubts().collect::<Vec<_>>().join(", ");
        self.evidence.retain(|one| one.rule != DOUBT);
        self.evidence.push(Evidence { rule: rule.to_owned(), words });
        self.likely.clear();
    }
}

/// Why a letter cannot be read and is set aside for a person, its raw form kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    Stranger,
    /// No From, more than one, or more than one mailbox in it.
    SenderUnclear,
    /// The receiving server does not vouch for the sender.
    NotVouched,
    TooLarge,
    TooDeep,
    /// winmail.dat, S/MIME or PGP, or no text at all.
    NoText,
    /// The server gave only a part of it.
    Truncated,
    /// The reader broke on it.
    Unreadable,
}

impl Aside {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Stranger,
        Self::SenderUnclear,
        Self::NotVouched,
        Self::TooLarge,
        Self::TooDeep,
        Self::NoText,
        Self::Truncated,
        Self::Unreadable,
    ];

    /// The word for it in the ledger.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::SenderUnclear => "sender-unclear",
            Self::NotVouched => "not-vouched",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::NoText => "no-text",
            Self::Truncated => "truncated",
            Self::Unreadable => "unreadable",
        }
    }

    /// The reason of a word in the ledger.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aside| aside.word() == word)
    }

    /// As the administrator reads it.
    pub fn plain(self) -> &'static str {
        match self {
            Self::Stranger => "the sender is not on the roster",
            Self::SenderUnclear => "it does not say clearly who sent it",
            Self::NotVouched => "the receiving server does not vouch for the sender",
            Self::TooLarge => "it is longer than is read",
            Self::TooDeep => "it is nested deeper than is read",
            Self::NoText => "there is no text in it that can be read",
            Self::Truncated => "only a part of it arrived",
            Self::Unreadable => "the reader broke on it",
        }
    }
}

/// Everything that is made of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub class: Class,
    pub sender: Sender,
    pub said: Said,
    pub acts: bool,
    /// The receiving server's word that the sender is who From says (RFC 8601, `dmarc=pass` aligned).
    pub vouched: bool,
    pub aside: BTreeSet<Aside>,
    /// The writer's own words, as far as they could be told from the rest; for the co-leaders only.
    pub words: String,
    pub evidence: Vec<Evidence>,
    pub likely: Vec<String>,
}
