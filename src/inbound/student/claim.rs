//! What a clause can claim of the writer's coming, and what a reader must know to believe it.

use crate::inbound::dates::Tense;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Absent,
    /// Will hardly come: absent with an apology, unsure without (rule 4).
    Unlikely,
    Attending,
    Late,
    Unsure,
    WasPresent,
    /// Doubt without a verb of coming: "hopefully", "depends on the list".
    Hedge,
    /// "Start without me": late where something else says so, else absent.
    Without,
    /// "I'd love to": absent where a reason follows, else not known.
    Would,
    /// A bare "yes" or "no", which counts where it answers something and nothing else is said.
    Assent,
    Denial,
    /// "See you on the 23rd", "see you in January": a promise or a farewell (rule 12).
    SeeYou,
    Farewell,
    /// Takes back what was said before.
    TakeBack,
    /// Gives a reason for not being there without saying so (rule 9).
    Reason,
    /// Tells what the writer did or what befell them: an explanation where one was asked for (rule 10).
    Account,
}

impl Says {
    /// Can it only be said of a session that is not over?
    pub fn is_of_the_future(self) -> bool {
        use Says::{Assent, Attending, Hedge, Late, SeeYou, Unlikely, Unsure, Would};
        matches!(self, Attending | Late | Unsure | Unlikely | Hedge | Would | Assent | SeeYou)
    }

    /// What is said of the sessions that are excepted from a claim.
    pub fn opposite(self) -> Self {
        match self {
            Self::Attending | Self::SeeYou | Self::Assent => Self::Absent,
            Self::Absent => Self::Attending,
            _ => Self::Unsure,
        }
    }

    /// Does it say why, and not whether?
    pub fn tells_why(self) -> bool {
        matches!(self, Self::Reason | Self::Account)
    }
}

/// A claim, with all that decides which session it is about and how far it is believed.
#[derive(Debug, Clone)]
pub struct Claim {
    pub says: Says,
    /// The page's time phrases that stand with it.
    pub phrases: Vec<usize>,
    pub tense: Tense,
    /// The sentence, counted within its page.
    pub sentence: usize,
    /// A "but", "actually" or the like goes before: what was said until now may be overturned.
    pub turns: bool,
    /// Told of an earlier message: "I said no on Monday".
    pub reported: bool,
    /// Said under a condition that may fail: "… unless the trains are off".
    pub conditional: bool,
    /// It follows from a condition: "if it is cancelled I'll come".
    pub conditioned: bool,
    /// A reason stands in the same clause: "as much as I'd love to come my shift ends at 3".
    pub excused: bool,
    /// Goes to another group or session instead, whose day is named (rule 8).
    pub elsewhere: bool,
    pub words: String,
}
