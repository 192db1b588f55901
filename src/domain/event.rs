//! The ledger's lines: what people said and what the daemon decided. Ids only, never a name or a letter's text.
//!
//! State is their fold; a correction is one more event.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer, Serialize};

use super::calendar::Slot;
use super::id::{EventId, GroupId, LetterId, Name, PersonId, SchemeId, SessionId};
use super::letter::{Letter, LetterKey};
use super::policy::StepKind;
use super::said::{BounceAction, Flag, Mark, Stance};

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    /// When we knew.
    pub at: Timestamp,
    /// The letter that brought it, where one did.
    pub source: Option<LetterId>,
    /// The event that this one corrects.
    pub corrects: Option<EventId>,
    pub fact: Fact,
}

/// How a stance reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    Reply,
    Calendar,
    /// A co-leader passed it on.
    Relay(PersonId),
}

/// What kind of a person's attention a student's message asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attention {
    /// It was read and acted on; the words go with the day's post.
    Post,
    /// It goes to the co-leaders now.
    Now,
    /// It could not be read with confidence: the writer is asked, and the co-leaders see it.
    Ask,
    /// It may mean distress.
    Welfare,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    // Students.
    /// A student's message came; its words are in the inbox.
    StudentWrote {
        student: PersonId,
        group: GroupId,
        about: Option<u8>,
        flags: BTreeSet<Flag>,
        attention: Attention,
    },
    StanceGiven {
        student: PersonId,
        session: SessionId,
        stance: Stance,
        via: Via,
    },
    /// A mark that the student says is wrong.
    MarkDisputed {
        student: PersonId,
        session: SessionId,
    },

    // Co-leaders.
    /// The first answer: the register, whole.
    RegisterTaken {
        session: SessionId,
        by: PersonId,
        #[serde(deserialize_with = "marks_by_person")]
        marks: BTreeMap<PersonId, Mark>,
    },
    /// Marks put right later.
    MarksCorrected {
        session: SessionId,
        by: PersonId,
        #[serde(deserialize_with = "marks_by_person")]
        marks: BTreeMap<PersonId, Mark>,
    },
    /// The other co-leader's different answer.
    MarksContested {
        session: SessionId,
        by: PersonId,
        #[serde(deserialize_with = "marks_by_person")]
        marks: BTreeMap<PersonId, Mark>,
    },
    Explained {
        student: PersonId,
        session: SessionId,
        by: PersonId,
    },
    HoldPlaced {
        student: PersonId,
        by: PersonId,
        until: Option<Date>,
    },
    /// A step may go; also ends a hold.
    Released {
        student: PersonId,
        step: Option<StepKind>,
        by: PersonId,
    },
    /// What becomes of a session that many missed: chase its absences, or let them be.
    CollectiveJudged {
        session: SessionId,
        by: PersonId,
        chase: bool,
    },
    ConcernRaised {
        student: PersonId,
        by: PersonId,
    },
    LeaderAway {
        session: SessionId,
        leader: PersonId,
        by: PersonId,
    },
    /// They can lead it after all.
    LeaderBack {
        session: SessionId,
        leader: PersonId,
        by: PersonId,
    },
    SessionCancelled {
        session: SessionId,
        by: PersonId,
        /// When and where it was to be.
        #[serde(default)]
        was: Option<Slot>,
    },
    /// It is held, and what is named is as named; also one that was cancelled. By the administrator where the roster's
    /// files say so.
    SessionMoved {
        session: SessionId,
        by: PersonId,
        date: Option<Date>,
        starts: Option<Time>,
        place: Option<Name>,
        /// When and where it was to be.
        #[serde(default)]
        was: Option<Slot>,
    },
    MemberLeft {
        student: PersonId,
        group: GroupId,
        by: PersonId,
    },
    Presented {
        student: PersonId,
        session: SessionId,
        by: PersonId,
    },
    /// A co-leader has seen a message that may mean distress; letters to the student go on.
    WelfareSeen {
        student: PersonId,
        by: PersonId,
    },
    StatusAsked {
        by: PersonId,
        group: GroupId,
    },
    /// A student asked what is held on them, in answer to a letter of their own.
    RecordAsked {
        student: PersonId,
    },
    /// An answer to this letter proved an order that escalates or reveals; another one does not.
    ProofSpent {
        key: LetterKey,
        by: PersonId,
    },
    HelpAsked {
        by: PersonId,
    },
    /// Somebody of the staff wrote what could not be read with confidence; they are asked.
    StaffUnclear {
        by: PersonId,
        /// The session that it is about, where that is known.
        #[serde(default)]
        session: Option<SessionId>,
        /// The letter of ours whose matter it is: the one answered or, of an answer to our question, what that was about.
        #[serde(default)]
        letter: Option<Box<Letter>>,
    },
    /// Orders of one message were carried out; the writer is told what was understood.
    OrdersDone {
        by: PersonId,
        group: Option<GroupId>,
    },

    // Firm heads.
    TeachingAnswered {
        student: PersonId,
        session: Option<SessionId>,
        by: PersonId,
        yes: bool,
    },
    Discussed {
        student: PersonId,
        by: PersonId,
    },

    // Machines.
    Bounced {
        person: PersonId,
        action: BounceAction,
        permanent: bool,
    },
    /// A letter that a person has to look at.
    SetAside {
        reasons: BTreeSet<String>,
    },
    /// The address on the roster changed, so it may be written to again.
    AddressChanged {
        person: PersonId,
    },

    // The daemon's own.
    /// The first turn: what was due before it and is of no more use is not caught up with.
    Began,
    /// This version of the policy holds for cases that begin from now on.
    PolicyInForce {
        scheme: SchemeId,
        version: u32,
    },
    Decided {
        letter: Letter,
        to: Vec<PersonId>,
        because: Vec<EventId>,
    },
    Sent {
        key: LetterKey,
        to: PersonId,
    },
    /// The server refused it for good.
    Refused {
        key: LetterKey,
        to: PersonId,
        code: u16,
    },
    /// It was not sent, and will not be.
    Dropped {
        key: LetterKey,
        to: PersonId,
        why: DropReason,
    },

    /// The server did not say whether it took it. `absent`: it was looked for where it would lie and is not there, and
    /// as it is about a person, a person says what becomes of it.
    InDoubt {
        key: LetterKey,
        to: PersonId,
        absent: bool,
    },

    /// The machine's clock said `from`, and then `to`.
    ClockJumped {
        from: Timestamp,
        to: Timestamp,
    },
    /// What a jump had held goes on: the clock is back, or past where it was.
    ClockRight,
    /// So many letters went out in a day that sending was stopped.
    StormHeld {
        letters: u64,
    },
    /// This database is a copy of some time ago, put into the place of a later one.
    Restored,

    // The administrator.
    Paused,
    Resumed,
    /// Letters of a group (or of all) go to the administrator only.
    ShadowOn {
        group: Option<GroupId>,
    },
    ShadowOff {
        group: Option<GroupId>,
    },
}

/// Reads marks back. A tagged enum is read by way of a buffer, in which the keys of an object stay text; left to itself
/// serde then refuses a number for a key, and with it every register of the ledger.
fn marks_by_person<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<PersonId, Mark>, D::Error> {
    let by_text = BTreeMap::<String, Mark>::deserialize(deserializer)?;
    let by_number = by_text.into_iter().map(|(person, mark)| {
        let number = person.parse().map_err(serde::de::Error::custom)?;
        Ok((PersonId(number), mark))
    });
    by_number.collect()
}

/// Why a decided letter was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// Too late to be of use.
    Stale,
    /// What it says is no longer so.
    NoLongerDue,
    /// The recipient no longer has the role for this student, or never may have it.
    RoleChanged,
    /// Not on today's roster.
    NotOnRoster,
    /// The recipient's address is dead.
    Unreachable,
    /// The administrator said so.
    Administrator,
}

impl DropReason {
    /// As the administrator reads it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stale => "it came too late to be of use",
            Self::NoLongerDue => "what it says is no longer so",
            Self::RoleChanged => "the recipient no longer has that role for this student",
            Self::NotOnRoster => "the recipient is not on today's roster, or has another address there",
            Self::Unreachable => "the recipient's address is dead",
            Self::Administrator => "the administrator said so",
        }
    }
}

/// What the administrator reads of a letter in doubt.
pub fn doubt_words(absent: bool) -> &'static str {
    if absent {
        "the mail server gave no answer and has not taken it; as it is about a person it is not sent again before you say so: `balintd status` and `balintd settle`"
    } else {
        "the mail server gave no answer, and nothing shows whether it took it: ask the recipient, then `balintd settle`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_out_of_the_ledger() {
        let session = SessionId { group: GroupId(7), number: 3 };
        let by = PersonId(1);
        let marks = BTreeMap::from([(PersonId(12), Mark::Absent), (PersonId(4), Mark::Present)]);
        let facts = [
            Fact::RegisterTaken { session, by, marks: marks.clone() },
            Fact::MarksCorrected { session, by, marks: marks.clone() },
            Fact::MarksContested { session, by, marks },
        ];
        for fact in facts {
            let text = serde_json::to_string(&fact).unwrap();
            assert!(text.contains(r#""marks":{"4":"present","12":"absent"}"#), "{text}");
            assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), fact);
        }
    }
}
