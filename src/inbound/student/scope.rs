//! Which sessions a claim is about: those that its own words name, else those spoken of just before, else that of the
//! letter answered, else the next one.

use super::claims::{Claim, Says};
use super::clauses::Page;
use crate::inbound::dates::grammar::When;
use crate::inbound::dates::grammar::{Day, Edge, Which};
use crate::inbound::dates::{Kind, Named, Resolved, Scope, Tense};

/// A claim without any words for a session is about the next one only while that is this near; else it is asked about.
const NEXT_REACH_DAYS: i32 = 8;

/// The sessions of a claim, and how they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    pub sessions: Vec<u8>,
    pub how: How,
}

/// How the sessions of a claim were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By its own words.
    Named,
    /// By words spoken just before, or by the letter answered.
    Followed,
    /// By nothing but what is next; not sure.
    Guessed,
    /// Its words name a day that is no session, or either of two: asked about (rule 2).
    Unclear,
    /// No session can be meant.
    None,
}

/// Where the reader is in the message: what was spoken of so far.
#[derive(Debug, Clone)]
pub struct Focus<'a> {
    scope: &'a Scope,
    /// The sessions that the message spoke of last.
    pub spoken: Vec<u8>,
    /// Those about which something has been claimed, for "the next one".
    claimed: Vec<u8>,
    /// Sessions that the subject line or the line answered names.
    pub given: Vec<u8>,
    /// The letter welcomes or looks around: no words without a date are about a session.
    pub no_default: bool,
}

impl<'a> Focus<'a> {
    /// At the start of a message.
    pub fn new(scope: &'a Scope) -> Self {
        Self {
            scope,
            spoken: Vec::new(),
            claimed: Vec::new(),
            given: Vec::new(),
            no_default: false,
        }
    }

    /// The sessions that a phrase means here.
    pub fn resolve(&self, phrase: &Named, tense: Tense) -> Resolved {
        let spoken = if self.claimed.is_empty() {
            &self.spoken
        } else {
            &self.claimed
        };
        self.scope.resolve(&phrase.when, tense, spoken)
    }

    /// Finds the sessions of a claim, and moves on.
    pub fn aim(&mut self, claim: &Claim, page: &Page, pending: &[usize]) -> Aim {
        let aim = self.find(claim, page, pending);
        if !aim.sessions.is_empty() && aim.how != How::Unclear {
            self.spoken.clone_from(&aim.sessions);
            if claim.says != Says::Reason {
                self.claimed.clone_from(&aim.sessions);
            }
        }
        aim
    }

    fn find(&self, claim: &Claim, page: &Page, pending: &[usize]) -> Aim {
        let own: Vec<&Named> = claim.phrases.iter().filter_map(|p| page.phrases.get(*p)).collect();
        let readings: Vec<(&Named, Resolved)> = own
            .iter()
            .map(|named| (*named, self.resolve(named, claim.tense)))
            .collect();
        let mut sessions: Vec<u8> = Vec::new();
        for (_, reading) in readings.iter().filter(|(_, r)| r.kind == Kind::Exact) {
            sessions.extend(
                reading
                    .sessions
                    .iter()
                    .filter(|s| !sessions.contains(s))
                    .copied()
                    .collect::<Vec<_>>(),
            );
        }
        if !sessions.is_empty() {
            return Aim {
                sessions,
                how: How::Named,
            };
        }
        if let Some((_, reading)) = readings.iter().find(|(_, r)| r.kind == Kind::Ambiguous) {
            return Aim {
                sessions: reading.sessions.clone(),
                how: How::Unclear,
            };
        }
        if claim.says != Says::Reason
            && let Some((named, reading)) = readings.iter().find(|(named, _)| names_a_meeting_day(&named.when))
        {
            return match (reading.kind, reading.sessions.as_slice()) {
                (Kind::Near, [near]) if self.scope.about == Some(*near) || self.close_to(&named.when) => Aim {
                    sessions: vec![*near],
                    how: How::Followed,
                },
                _ => Aim {
                    sessions: reading.sessions.clone(),
                    how: How::Unclear,
                },
            };
        }
        let pending: Vec<u8> = pending
            .iter()
            .filter_map(|p| page.phrases.get(*p))
            .map(|named| self.resolve(named, claim.tense))
            .filter(|r| r.kind == Kind::Exact)
            .flat_map(|r| r.sessions)
            .collect();
        if !pending.is_empty() && self.fits(claim, &pending) {
            return Aim {
                sessions: pending,
                how: How::Named,
            };
        }
        self.follow(claim)
    }

    /// Is a day that is no session's close enough to one that nothing else can be meant?
    fn close_to(&self, when: &When) -> bool {
        matches!(
            when,
            When::Day(Day::Date { weekday: Some(_), .. } | Day::Date { month: Some(_), .. })
        )
    }

    fn fits(&self, claim: &Claim, sessions: &[u8]) -> bool {
        let past = |n: &u8| self.scope.sitting(*n).is_some_and(|s| s.past);
        match claim.says {
            Says::Attending | Says::Assent | Says::Late | Says::Unsure | Says::Unlikely => !sessions.iter().all(past),
            Says::WasPresent => sessions.iter().all(past),
            Says::Absent if claim.tense == Tense::Past => {
                sessions.iter().any(past) || self.scope.about.is_some_and(|a| sessions.contains(&a))
            }
            Says::Absent if claim.tense == Tense::Coming => !sessions.iter().all(past),
            _ => true,
        }
    }

    /// No words of its own: what was spoken of, the letter, the next.
    fn follow(&self, claim: &Claim) -> Aim {
        let followed = |sessions: Vec<u8>| Aim {
            sessions,
            how: How::Followed,
        };
        if !self.spoken.is_empty() && self.fits(claim, &self.spoken) {
            return followed(self.spoken.clone());
        }
        if !self.given.is_empty() && self.fits(claim, &self.given) {
            return followed(self.given.clone());
        }
        if self.no_default {
            return Aim {
                sessions: Vec::new(),
                how: How::None,
            };
        }
        if let Some(about) = self.scope.about {
            let sessions = vec![about];
            let strange = !self.fits(claim, &sessions);
            if strange
                && matches!(
                    claim.says,
                    Says::Attending | Says::Assent | Says::Late | Says::Unsure | Says::Unlikely
                )
            {
                return Aim {
                    sessions: self.next(),
                    how: How::Guessed,
                };
            }
            return Aim {
                sessions,
                how: if strange && claim.tense == Tense::Coming {
                    How::Guessed
                } else {
                    How::Followed
                },
            };
        }
        if claim.tense == Tense::Past || claim.says == Says::WasPresent {
            let last = self.scope.last_past().map(|s| s.number);
            return Aim {
                sessions: last.into_iter().collect(),
                how: How::Guessed,
            };
        }
        let near = self
            .scope
            .to_come()
            .next()
            .is_some_and(|s| s.date <= self.scope.today.saturating_add(jiff::ToSpan::days(NEXT_REACH_DAYS)));
        Aim {
            sessions: self.next(),
            how: if near { How::Followed } else { How::Guessed },
        }
    }

    fn next(&self) -> Vec<u8> {
        self.scope.to_come().next().map(|s| s.number).into_iter().collect()
    }
}

/// A phrase that, beside a word of coming, can only be meant as the day of a meeting; a span ("on nights until
/// Thursday") or a bare "now" says when something else is.
fn names_a_meeting_day(when: &When) -> bool {
    match when {
        When::Day(Day::Weekday { which, .. }) => !matches!(which, Which::Last),
        When::Day(_) | When::Week(_) | When::Around(_) | When::WeekOf(_) | When::Sessions(_) => true,
        When::Span { from, until, .. } => from.is_some() && until.is_some() && !matches!(until, Some(Edge::Days(_))),
    }
}
