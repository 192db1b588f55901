//! The senses that words can have, and the tables that give them: `cues.txt` (coming, staying away, doubt),
//! `reasons.txt` (illness, travel, work) and `asides.txt` (questions, leaving, objections, courtesies).

use std::sync::LazyLock;

use crate::inbound::patterns::{Hit, Table};
use crate::inbound::tokens::{listed, words};

/// What a run of words says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sense {
    /// Words that look like one of the others and are not.
    Nothing,
    TakeBack,
    Farewell,
    SeeYou,
    Late,
    WasPresent,
    /// Comes to another group instead.
    Exchange,
    Unlikely,
    Unsure,
    /// Doubt that colours what stands beside it.
    Hedge,
    /// "Start without me".
    Without,
    Absent,
    AbsentPast,
    Attending,
    Assent,
    /// A bare "no".
    Denial,
    Would,
    Pending,
    Apology,
    ApologyOther,
    Recovered,
    Saying,
    /// Came, and found nobody or a shut door.
    ShutOut,
    Change,
    Regret,
    Gladness,
    Coming,
    Ill,
    Busy,
    Away,
    Event,
    /// Family and friends, who are a reason only in an account of what was.
    Kin,
    Slipped,
    Courtesy,
    Question,
    Dispute,
    Leaving,
    OptOut,
    /// Somebody else writes in the student's place.
    Proxy,
    SmallTalk,
}

impl Sense {
    /// Is it a reason for not being there?
    pub fn is_reason(self) -> bool {
        matches!(self, Self::Ill | Self::Busy | Self::Away | Self::Event)
    }

    fn called(name: &str) -> Option<Self> {
        Some(match name {
            "nothing" => Self::Nothing,
            "take_back" => Self::TakeBack,
            "farewell" => Self::Farewell,
            "see_you" => Self::SeeYou,
            "late" => Self::Late,
            "was_present" => Self::WasPresent,
            "exchange" => Self::Exchange,
            "unlikely" => Self::Unlikely,
            "unsure" => Self::Unsure,
            "without" => Self::Without,
            "hedge" => Self::Hedge,
            "absent" => Self::Absent,
            "absent_past" => Self::AbsentPast,
            "attending" => Self::Attending,
            "assent" => Self::Assent,
            "denial" => Self::Denial,
            "would" => Self::Would,
            "pending" => Self::Pending,
            "apology" => Self::Apology,
            "apology_other" => Self::ApologyOther,
            "recovered" => Self::Recovered,
            "shut_out" => Self::ShutOut,
            "saying" => Self::Saying,
            "change" => Self::Change,
            "regret" => Self::Regret,
            "gladness" => Self::Gladness,
            "coming" => Self::Coming,
            "ill" => Self::Ill,
            "busy" => Self::Busy,
            "away" => Self::Away,
            "event" => Self::Event,
            "kin" => Self::Kin,
            "slipped" => Self::Slipped,
            "courtesy" => Self::Courtesy,
            "question" => Self::Question,
            "dispute" => Self::Dispute,
            "leaving" => Self::Leaving,
            "opt_out" => Self::OptOut,
            "proxy" => Self::Proxy,
            "small_talk" => Self::SmallTalk,
            _ => return None,
        })
    }
}

const CUES: &str = include_str!("cues.txt");
const REASONS: &str = include_str!("reasons.txt");
const ASIDES: &str = include_str!("asides.txt");

static STANCES: LazyLock<Table<Sense>> = LazyLock::new(|| Table::new(CUES, Sense::called));
static WHYS: LazyLock<Table<Sense>> = LazyLock::new(|| Table::new(REASONS, Sense::called));
static OTHERS: LazyLock<Table<Sense>> = LazyLock::new(|| Table::new(ASIDES, Sense::called));

/// All that the words of a clause can mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sensed {
    /// Coming and staying away.
    pub stances: Vec<Hit<Sense>>,
    pub reasons: Vec<Hit<Sense>>,
    /// What else it does: asks, objects, takes leave, makes conversation.
    pub asides: Vec<Hit<Sense>>,
}

impl Sensed {
    /// Looks a clause up in the tables.
    pub fn new(clause: &str) -> Self {
        Self {
            stances: STANCES.hits(clause, Sense::Nothing),
            reasons: without_denied(clause, WHYS.hits(clause, Sense::Nothing)),
            asides: OTHERS.hits(clause, Sense::Courtesy),
        }
    }

    /// Was this sense met?
    pub fn has(&self, sense: Sense) -> bool {
        self.all().any(|hit| hit.sense == sense)
    }

    /// Where the first reason for not being there begins.
    pub fn reason(&self) -> Option<usize> {
        self.reasons.iter().find(|h| h.sense.is_reason()).map(|h| h.range.start)
    }

    fn all(&self) -> impl Iterator<Item = &Hit<Sense>> {
        self.stances.iter().chain(&self.reasons).chain(&self.asides)
    }
}

/// "Not on call", "no clash": what is denied is no reason.
fn without_denied(clause: &str, mut hits: Vec<Hit<Sense>>) -> Vec<Hit<Sense>> {
    hits.retain(|hit| {
        let before = clause.get(..hit.range.start).unwrap_or_default();
        let mut near = before.split_whitespace().rev();
        let last = near.next().unwrap_or_default();
        let clash = clause.get(hit.range.clone()).is_some_and(|words| words.starts_with("clash"));
        !(listed(words!("not never without"), last) || clash && last == "no")
    });
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::patterns::mistakes;

    #[test]
    fn every_line_of_the_tables_can_be_read() {
        for table in [CUES, REASONS, ASIDES] {
            assert_eq!(mistakes(table, |section| Sense::called(section).is_some()), Vec::<String>::new());
        }
    }
}
