//! What a message can say, in the domain's own words: the vocabulary that readers fill and that `hear` turns into facts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::id::{GroupId, PersonId};

/// What students say of their own attendance at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Will not be there, or says why they were not.
    Absent,
    /// Will be there, or takes an apology back.
    Attending,
    /// Will come late or leave early.
    Late,
    /// May not make it, will try, does not know yet.
    Unsure,
    /// Was there, so that a mark of absence would be wrong.
    WasPresent,
}

/// What else is in a student's message, for a person to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    Question,
    OtherStudent,
    Welfare,
    Dispute,
    Leaving,
    OptOut,
    /// Asks what is held on them.
    Record,
}

/// A student's message: what it says of sessions, by number within the student's own group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StudentSays {
    pub stances: BTreeMap<u8, Stance>,
    pub flags: BTreeSet<Flag>,
}

/// What a co-leader writes against a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Present,
    /// Came late or left early, and took part.
    Late,
    Absent,
    /// Absent, and the co-leader says that the student had let them know, or why.
    Excused,
    /// Came too late to join (handbook, "Starting on time"): counts as absent.
    TurnedAway,
}

impl Mark {
    /// Did the student take part?
    pub fn took_part(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

/// What a register says of those whom it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    Present,
    Absent,
    /// As the request listed them: those who apologised excused, the others present.
    Expected,
}

/// What a co-leader asks the program to do. Sessions are numbers within the co-leader's group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Order {
    /// Do not send the escalation yet; without a student, all of the group's.
    Hold {
        student: Option<PersonId>,
    },
    Release {
        student: Option<PersonId>,
    },
    /// Told me why: an absence that is now explained.
    Explained {
        student: PersonId,
        session: Option<u8>,
    },
    /// Worried by a student's engagement: escalate on the co-leader's word.
    Concern {
        student: PersonId,
    },
    /// A co-leader cannot lead that session: the writer, or `who` where it is the other.
    LeaderAway {
        session: u8,
        who: Option<PersonId>,
    },
    /// The writer can lead that session after all.
    LeaderBack {
        session: u8,
    },
    /// The session will not run, or did not run.
    Cancel {
        session: u8,
    },
    /// Each of the three only where it was said.
    Move {
        session: u8,
        date: Option<Date>,
        starts: Option<Time>,
        place: Option<String>,
    },
    /// No longer in the group.
    Left {
        student: PersonId,
    },
    Presented {
        student: PersonId,
        session: Option<u8>,
    },
    /// Passes on an apology that reached them elsewhere, for a session to come.
    Relay {
        student: PersonId,
        session: u8,
    },
    Status,
    Help,
    /// Needs a person's answer, or cannot be read with confidence.
    Question,
}

impl Order {
    /// Does it change when or where the group meets, or who leads it?
    pub fn changes_timetable(&self) -> bool {
        matches!(self, Self::Cancel { .. } | Self::Move { .. } | Self::LeaderAway { .. } | Self::LeaderBack { .. })
    }

    /// Makes one of two that move the same session, the day here and the hour there; nothing, where they differ in either.
    pub fn takes_in(&mut self, other: &Self) -> bool {
        let (
            Self::Move { session, date, starts, place },
            Self::Move { session: of, date: other_date, starts: other_starts, place: other_place },
        ) = (self, other)
        else {
            return false;
        };
        let differ = |one: bool, other: bool, same: bool| one && other && !same;
        if session != of
            || differ(date.is_some(), other_date.is_some(), date == other_date)
            || differ(starts.is_some(), other_starts.is_some(), starts == other_starts)
            || differ(place.is_some(), other_place.is_some(), place == other_place)
        {
            return false;
        }
        *date = date.or(*other_date);
        *starts = starts.or(*other_starts);
        *place = place.take().or_else(|| other_place.clone());
        true
    }
}

/// A co-leader's message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CoLeaderSays {
    /// The session that the marks are about, where it is not that of the letter answered.
    pub session: Option<u8>,
    pub marks: BTreeMap<PersonId, Mark>,
    pub rest: Option<Rest>,
    /// Names as written that fit two students of the group, or none.
    pub unclear: Vec<String>,
    pub orders: Vec<Order>,
}

impl CoLeaderSays {
    /// Does it say anything about a register?
    pub fn has_register(&self) -> bool {
        !self.marks.is_empty() || self.rest.is_some() || !self.unclear.is_empty()
    }

    /// Does it ask for anything to be done? A question alone asks for no more than an answer.
    pub fn gives_order(&self) -> bool {
        self.orders.iter().any(|order| *order != Order::Question)
    }

    /// Is there a register or an order in it?
    pub fn says_something(&self) -> bool {
        self.has_register() || self.gives_order()
    }
}

/// What a firm head answers about a student of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FirmAnswer {
    /// Has spoken or met with the student, or someone of the firm has.
    Discussed {
        student: PersonId,
    },
    AttendedTeaching {
        student: PersonId,
        yes: bool,
    },
    Concern {
        student: PersonId,
    },
    Hold {
        student: PersonId,
    },
    Question,
}

/// A delivery report (RFC 3464, or its plain-text cousins).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounce {
    /// Whose address it was, where it is one of ours.
    pub recipient: Option<PersonId>,
    /// The address itself is dead: not a full mailbox, not a filter's refusal.
    pub permanent: bool,
    /// The enhanced status code (RFC 3463), where the report has one.
    pub status: Option<String>,
    pub action: BounceAction,
}

/// RFC 3464, section 2.3.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BounceAction {
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}

/// What kind of message it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Human,
    AutoReply,
    Bounce(Bounce),
    CalendarReply,
    /// A message of our own that came back.
    Ours,
}

/// As whom the writer writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    Student {
        student: PersonId,
        group: GroupId,
    },
    CoLeader {
        leader: PersonId,
        group: GroupId,
    },
    FirmHead {
        firm_head: PersonId,
    },
    /// On the roster in another role: undergraduate team, stage lead, supervisor.
    Staff {
        person: PersonId,
    },
    /// The administrator of the configuration.
    Administrator,
    Stranger,
}

/// What the message says, by who says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    Student(StudentSays),
    CoLeader(CoLeaderSays),
    FirmHead(Vec<FirmAnswer>),
    /// A machine, a stranger, or somebody whose words change nothing.
    Nothing,
}
