//! Folds the claims of a message into one stance a session: the last word counts (rule 5), lateness outlives coming, a
//! doubtful apology is an apology (rule 4), and a reason speaks where nothing else does (rule 9, [`super::reasons`]).

use std::collections::BTreeMap;

use super::claim::{Claim, Says};
use super::doubt::Doubt;
use super::opinion::LEAVERS_SESSIONS_MAX;
use super::scope::{Aim, How};
use crate::domain::said::Stance;
use crate::inbound::dates::Scope;
use crate::inbound::tokens::{has_listed, words};

/// One claim with the sessions it is about.
#[derive(Debug, Clone)]
pub struct Aimed {
    pub claim: Claim,
    pub aim: Aim,
}

/// The stances of a message, and what makes them doubtful.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    pub stances: BTreeMap<u8, Stance>,
    pub doubts: Vec<Doubt>,
}

/// What the message as a whole does, as the fold needs it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// The sentence with the first apology that is not for something else.
    pub apology_in: Option<usize>,
    /// Regrets, in words or a picture.
    pub regrets: bool,
    /// Promises to say more later.
    pub promises: bool,
    /// Answers a letter that asks why a session was missed.
    pub explains: bool,
    /// Is well again, has swapped the shift: a reason no longer holds.
    pub recovered: bool,
    /// Leaves the course or the group, which is no reason for one session (rule 13).
    pub leaves: bool,
    /// Asks to be let off, so that a reason is none for being away.
    pub seeks_leave: bool,
    /// Nothing in it is left open but the reason.
    pub plain: bool,
    /// Came and was not let in, or found nobody.
    pub shut_out: bool,
    /// Says of others that they come or not, "either" or "too".
    pub joins_others: bool,
    /// Shows a sign of distress, so that a reason may be told for itself.
    pub distress: bool,
    /// Objects to what was recorded.
    pub disputes: bool,
    /// Refers to what was said before.
    pub refers: bool,
    /// Nobody was there.
    pub nobody: bool,
    /// Names several sessions.
    pub several: bool,
    /// How many words it has.
    pub words: usize,
}

impl Manner {
    /// Apologises, and not for something else.
    pub fn apologises(&self) -> bool {
        self.apology_in.is_some()
    }
}

/// What is held of a session so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) says: Says,
    /// Said now, and not told of an earlier message.
    certain: bool,
}

impl Held {
    pub(super) const ABSENT: Self = Self { says: Says::Absent, certain: true };
}

/// Lays the claims over each other in the order in which they were made.
pub fn fold(aimed: &[Aimed], scope: &Scope, manner: Manner) -> Folded {
    let mut folding = Folding { scope, manner, all: aimed, held: BTreeMap::new(), doubts: Vec::new() };
    for (at, one) in aimed.iter().enumerate() {
        folding.take(one, aimed.get(at + 1..).unwrap_or_default());
    }
    folding.add_reasons();
    folding.conclude()
}

pub(super) struct Folding<'a> {
    pub(super) scope: &'a Scope,
    pub(super) manner: Manner,
    pub(super) all: &'a [Aimed],
    pub(super) held: BTreeMap<u8, Held>,
    pub(super) doubts: Vec<Doubt>,
}

impl Folding<'_> {
    fn take(&mut self, one: &Aimed, later: &[Aimed]) {
        let Aimed { claim, aim } = one;
        let Some(says) = self.meant(one, later) else {
            return;
        };
        match aim.how {
            How::Unclear => {
                self.doubts.push(Doubt::UnclearDate);
                return;
            }
            How::Guessed if says == Says::WasPresent && !self.manner.explains => return,
            How::Guessed if claim.reported || claim.says == Says::Hedge => return,
            // After a missed session "I don't know when I'll be back" says nothing of the next.
            How::Guessed if says == Says::Unsure && self.manner.explains => return,
            How::Guessed => self.doubts.push(Doubt::GuessedSession),
            How::None | How::Named | How::Followed => {}
        }
        if claim.conditional {
            self.doubts.push(Doubt::Hedge);
        }
        let is_of_many = aim.sessions.len() > LEAVERS_SESSIONS_MAX;
        if self.manner.leaves && says == Says::Absent && (aim.how == How::Followed || is_of_many) {
            self.doubts.push(Doubt::Open);
            return;
        }
        for number in &aim.sessions {
            let overturns = self.held.get(number).is_some_and(|old| old.certain && old.says != says);
            if overturns && self.manner.several && !self.is_of_latest(*number, one) {
                self.doubts.push(Doubt::GuessedSession);
            }
            self.lay(*number, says, claim);
        }
    }

    /// "I'm away on the 10th and back for the 24th, so I'll be there": is it the session named last, where the words name
    /// none; or one that is named, and a "but" says that this word counts?
    fn is_of_latest(&self, number: u8, one: &Aimed) -> bool {
        if one.aim.how == How::Named {
            return one.claim.turns;
        }
        let before = self.all.iter().take_while(|other| !std::ptr::eq(*other, one));
        let latest = before.filter(|other| other.aim.how == How::Named).last();
        latest.is_none_or(|latest| latest.aim.sessions.contains(&number))
    }

    /// What a claim comes to beside the others of the message; nothing, where it is a nod or a farewell.
    fn meant(&mut self, one: &Aimed, later: &[Aimed]) -> Option<Says> {
        let named = one.aim.how == How::Named;
        match one.claim.says {
            Says::Reason | Says::Account | Says::Farewell => None,
            Says::TakeBack => {
                self.held.retain(|number, _| !one.aim.sessions.contains(number));
                None
            }
            Says::SeeYou if one.aim.by_day => Some(Says::Attending),
            // "See you next time" under a story is a farewell.
            Says::SeeYou => {
                (!self.speaks_of_absence() && self.manner.plain && !self.tells_why()).then_some(Says::Attending)
            }
            // "Yes, I let Helen know" answers another question than whether they come.
            Says::Assent => (!self.after_absence() && (named || self.alone(Says::Assent))).then_some(Says::Attending),
            // After a missed session "apologies" owns to it, as any other regret does.
            Says::Denial if self.manner.explains && one.claim.words.starts_with("apolog") => None,
            Says::Denial if named || self.manner.regrets && self.alone(Says::Denial) => Some(Says::Absent),
            Says::Denial => {
                self.doubts.extend(self.alone(Says::Denial).then_some(Doubt::Unread));
                None
            }
            Says::Would => self.would(one, later),
            Says::Without => self.without(),
            Says::Hedge => self.hedge(one),
            says => Some(says),
        }
    }

    /// "I'd love to come", which is no where a reason stands with it.
    fn would(&mut self, one: &Aimed, later: &[Aimed]) -> Option<Says> {
        if self.manner.explains && one.aim.how == How::Guessed {
            return None;
        }
        let excused = one.claim.excused || later.iter().any(|a| matches!(a.claim.says, Says::Reason | Says::Absent));
        if excused {
            return Some(Says::Absent);
        }
        self.doubts.push(Doubt::Hedge);
        Some(Says::Unsure)
    }

    /// "Start without me": late where something else says so.
    fn without(&mut self) -> Option<Says> {
        let told =
            |a: &Aimed| a.claim.says == Says::Without || a.claim.says.tells_why() || a.claim.says == Says::Farewell;
        if !self.all.iter().all(told) {
            return None;
        }
        // "Held up in clinic, start without me".
        let delay = words!("held stuck delayed running overrunning overran overrun late");
        let reasons = || self.all.iter().filter(|a| a.claim.says == Says::Reason);
        let starts =
            self.all.iter().any(|a| a.claim.says == Says::Without && has_listed(words!("start begin"), &a.claim.words));
        let delayed = starts && reasons().any(|a| has_listed(delay, &a.claim.words));
        if delayed || reasons().next().is_none() {
            self.doubts.push(Doubt::Hedge);
        }
        Some(if delayed { Says::Late } else { Says::Absent })
    }

    /// Doubt by itself: a stance where nothing firm is said, or where the answer is promised for later.
    fn hedge(&self, one: &Aimed) -> Option<Says> {
        use Says::{Absent, Attending, Late, Unlikely, Unsure, WasPresent};
        let firm = |a: &&Aimed| matches!(a.claim.says, Absent | Attending | Late | Unlikely | Unsure | WasPresent);
        let of_the_same = |a: &&Aimed| a.aim.sessions.iter().any(|s| one.aim.sessions.contains(s));
        let mut beside = self.all.iter().filter(firm).filter(of_the_same).peekable();
        let colours = |a: &Aimed| a.claim.says == Attending && a.claim.sentence == one.claim.sentence;
        let counts = beside.peek().is_none() || self.manner.promises || beside.any(colours);
        counts.then_some(Unsure)
    }

    fn speaks_of_absence(&self) -> bool {
        self.after_absence() || self.all.iter().any(|a| matches!(a.claim.says, Says::Absent | Says::Unlikely))
    }

    fn tells_why(&self) -> bool {
        self.all.iter().any(|a| a.claim.says == Says::Reason)
    }

    /// Is nothing claimed but this, save a reason or a farewell?
    fn alone(&self, says: Says) -> bool {
        let beside = |says| matches!(says, Says::Reason | Says::Farewell | Says::Would);
        self.all.iter().all(|a| a.claim.says == says || beside(a.claim.says))
    }

    /// Does the letter ask after a session that is over?
    pub(super) fn after_absence(&self) -> bool {
        self.scope.about.is_some_and(|about| self.is_past(about))
    }

    pub(super) fn is_past(&self, number: u8) -> bool {
        self.scope.sitting(number).is_some_and(|s| s.past)
    }

    fn lay(&mut self, number: u8, says: Says, claim: &Claim) {
        let past = self.is_past(number);
        if past && says.is_of_the_future() || !past && says == Says::WasPresent {
            self.doubts.push(Doubt::Impossible);
            return;
        }
        let today = self.scope.sitting(number).is_some_and(|s| s.date == self.scope.today);
        if self.manner.shut_out && (says == Says::WasPresent || today && says == Says::Attending) {
            self.doubts.push(Doubt::ShutOut);
            return;
        }
        let new = Held { says, certain: !claim.reported };
        let kept = match self.held.get(&number) {
            Some(old) => self.latest(*old, new, claim),
            None => new,
        };
        self.held.insert(number, kept);
    }

    /// Which of two words on a session counts.
    fn latest(&mut self, old: Held, new: Held, claim: &Claim) -> Held {
        use Says::{Absent, Attending, Late, Unlikely, Unsure};
        match (old.says, new.says) {
            // "If it gets cancelled I'll come" leaves an apology standing.
            (Absent, Unsure) if claim.conditioned && old.certain => old,
            (a, b) if a == b => Held { says: a, certain: old.certain || new.certain },
            (_, _) if !new.certain && old.certain => old,
            (_, _) if !old.certain && new.certain => new,
            // Lateness outlives coming, and doubt about it.
            (Late, Attending | Unsure) => old,
            (Attending | Unsure, Late) => new,
            // A doubtful apology stays doubtful until a firm word.
            (Unlikely, Unsure) | (Unsure, Unlikely) => old,
            (Unlikely, Absent) | (Attending, Unsure) => new,
            _ => {
                if !claim.turns && old.certain {
                    self.doubts.push(Doubt::Contradiction);
                }
                new
            }
        }
    }

    fn conclude(mut self) -> Folded {
        let declines = self.all.iter().any(|a| matches!(a.claim.says, Says::Absent | Says::Unlikely));
        let mut stances = BTreeMap::new();
        for (number, held) in std::mem::take(&mut self.held) {
            let stance = match held.says {
                Says::Absent => Stance::Absent,
                Says::Attending => Stance::Attending,
                Says::Late => Stance::Late,
                Says::WasPresent => Stance::WasPresent,
                Says::Unlikely if self.manner.apologises() && declines => {
                    self.doubts.extend(self.manner.promises.then_some(Doubt::Hedge));
                    Stance::Absent
                }
                _ => Stance::Unsure,
            };
            stances.insert(number, stance);
        }
        Folded { stances, doubts: self.doubts }
    }
}
