//! Which sessions a claim is about: those that its own words name, else those spoken of just before, else that of the
//! letter answered, else the next one.

use super::claim::{Claim, Says};
use super::clauses::Page;
use crate::inbound::dates::grammar::When;
use crate::inbound::dates::grammar::{Day, Edge, Pick, Which};
use crate::inbound::dates::{Kind, Named, Resolved, Scope, Tense};

/// A claim without any words for a session is about the next one only while that is this near; else it is asked about.
const NEXT_REACH_DAYS: i32 = 8;

/// The sessions of a claim, and how they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    pub sessions: Vec<u8>,
    pub how: How,
    /// Its own words name one day or a session's number, and not merely "next time".
    pub by_day: bool,
}

impl Aim {
    fn new(sessions: Vec<u8>, how: How) -> Self {
        Self { sessions, how, by_day: false }
    }
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
    /// The day named last could not be placed, so that what follows it cannot either.
    lost: bool,
    /// The letter welcomes or looks around: no words without a date are about a session.
    pub no_default: bool,
}

impl<'a> Focus<'a> {
    /// At the start of a message.
    pub fn new(scope: &'a Scope) -> Self {
        Self { scope, spoken: Vec::new(), claimed: Vec::new(), given: Vec::new(), lost: false, no_default: false }
    }

    /// Whoever speaks of "this one" and "the next one" counts the next from this.
    pub fn count_from_this(&mut self, phrases: &[Named]) {
        let has = |pick: &Pick| phrases.iter().any(|p| p.when == When::Sessions(pick.clone()));
        if has(&Pick::This) && has(&Pick::Next) && self.claimed.is_empty() {
            self.claimed.extend(self.scope.about);
        }
    }

    /// The sessions that a phrase means here.
    pub fn resolve(&self, phrase: &Named, tense: Tense) -> Resolved {
        self.resolve_after(phrase, tense, &self.claimed)
    }

    fn resolve_after(&self, phrase: &Named, tense: Tense, claimed: &[u8]) -> Resolved {
        let counts_on = matches!(phrase.when, When::Sessions(Pick::Next | Pick::NextFew(_) | Pick::Remaining));
        let those = matches!(phrase.when, When::Sessions(Pick::Those | Pick::Both));
        let spoken = if claimed.is_empty() && !counts_on || those { &self.spoken } else { claimed };
        self.scope.resolve(&phrase.when, tense, spoken)
    }

    /// Finds the sessions of a claim, and moves on.
    pub fn aim(&mut self, claim: &Claim, page: &Page, pending: &[usize]) -> Aim {
        let aim = self.find(claim, page, pending);
        self.lost |= aim.how == How::Unclear;
        if !aim.sessions.is_empty() && aim.how != How::Unclear {
            if aim.how != How::Guessed {
                self.spoken.clone_from(&aim.sessions);
            }
            self.lost = false;
            // "Waiting for the recovery truck" may be a hedge about the next session, and does not make it the one spoken of.
            let is_loose = aim.how == How::Guessed && claim.says == Says::Hedge;
            if !claim.says.tells_why() && !is_loose {
                self.claimed.clone_from(&aim.sessions);
            }
        }
        aim
    }

    fn find(&self, claim: &Claim, page: &Page, pending: &[usize]) -> Aim {
        let named = |phrases: &[usize]| -> Vec<(&Named, Resolved)> {
            let mut claimed = self.claimed.clone();
            let mut found = Vec::new();
            for named in phrases.iter().filter_map(|p| page.phrases.get(*p)) {
                let resolved = self.resolve_after(named, claim.tense, &claimed);
                // "This one or the next one": the second counts on from the first.
                if resolved.kind == Kind::Exact {
                    claimed.clone_from(&resolved.sessions);
                }
                found.push((named, resolved));
            }
            found
        };
        let own = named(&claim.phrases);
        let sessions = exact(&own);
        if !sessions.is_empty() {
            let by_day = own.iter().any(|(n, _)| matches!(n.when, When::Day(_) | When::Sessions(Pick::Numbers(_))));
            return Aim { sessions, how: How::Named, by_day };
        }
        if let Some(aim) = self.unclear(claim, &own) {
            return aim;
        }
        let pending = exact(&named(pending));
        if !pending.is_empty() && self.fits(claim, &pending) {
            return Aim::new(pending, How::Named);
        }
        self.follow(claim, !own.is_empty())
    }

    /// A day that is no session's, or either of two: that of the letter where it is next to it, else nobody knows.
    fn unclear(&self, claim: &Claim, own: &[(&Named, Resolved)]) -> Option<Aim> {
        if matches!(claim.says, Says::Account | Says::Hedge | Says::Farewell | Says::TakeBack) {
            return None;
        }
        if let Some((_, reading)) = own.iter().find(|(_, r)| r.kind == Kind::Ambiguous) {
            return Some(Aim::new(reading.sessions.clone(), How::Unclear));
        }
        if claim.says == Says::Reason || claim.elsewhere {
            return None;
        }
        let gone = |when: &When| {
            matches!(
                when,
                When::Day(Day::FromToday(..=-1) | Day::Weekday { which: Which::Last, .. })
                    | When::Week(..=-1)
                    | When::Around(..=-1)
            )
        };
        let meant = |when: &When| names_a_meeting_day(when) && !(claim.tense != Tense::Past && gone(when));
        let (_, reading) = own.iter().find(|(named, _)| meant(&named.when))?;
        // "Back Monday" tells when they are elsewhere no more.
        if claim.says == Says::SeeYou && claim.words.contains("back") {
            return Some(Aim::new(Vec::new(), How::None));
        }
        Some(match (reading.kind, reading.sessions.as_slice()) {
            (Kind::Near, [near]) if self.scope.about == Some(*near) => Aim::new(vec![*near], How::Followed),
            _ => Aim::new(reading.sessions.clone(), How::Unclear),
        })
    }

    /// Can such a claim be made of these sessions, some of which are over?
    fn fits(&self, claim: &Claim, sessions: &[u8]) -> bool {
        let past = |n: &u8| self.scope.sitting(*n).is_some_and(|s| s.past);
        match claim.says {
            says if says.is_of_the_future() => !sessions.iter().all(past),
            Says::WasPresent => sessions.iter().all(past),
            Says::Absent if claim.tense == Tense::Past => sessions.iter().any(past),
            Says::Absent if claim.tense == Tense::Coming => !sessions.iter().all(past),
            _ => true,
        }
    }

    /// No words of its own: what was spoken of, the letter, the next.
    fn follow(&self, claim: &Claim, names_some_time: bool) -> Aim {
        if self.lost && !claim.says.tells_why() {
            return Aim::new(Vec::new(), How::Unclear);
        }
        for spoken in [&self.spoken, &self.given] {
            if !spoken.is_empty() && self.fits(claim, spoken) {
                return Aim::new(spoken.clone(), How::Followed);
            }
        }
        if self.no_default {
            return Aim::new(Vec::new(), How::None);
        }
        let Some(about) = self.scope.about else {
            return self.unasked(claim);
        };
        let fits = self.fits(claim, &[about]);
        match claim.says {
            // "I wasn't around much before Christmas" is of no session that anyone asked about.
            Says::Absent if !fits && names_some_time => Aim::new(Vec::new(), How::None),
            says if !fits && says.is_of_the_future() => Aim::new(self.next(), How::Guessed),
            _ => Aim::new(vec![about], if fits { How::Followed } else { How::Guessed }),
        }
    }

    /// A message that answers no letter: the next session while it is near, or the one that has just been.
    fn unasked(&self, claim: &Claim) -> Aim {
        if claim.tense == Tense::Past || claim.says == Says::WasPresent {
            return Aim::new(self.scope.last_past().map(|s| s.number).into_iter().collect(), How::Guessed);
        }
        let near = self.scope.to_come().next().is_some_and(|s| -self.scope.days_since(s) <= NEXT_REACH_DAYS);
        Aim::new(self.next(), if near { How::Followed } else { How::Guessed })
    }

    fn next(&self) -> Vec<u8> {
        self.scope.to_come().next().map(|s| s.number).into_iter().collect()
    }
}

/// The sessions that the phrases name without doubt.
fn exact(named: &[(&Named, Resolved)]) -> Vec<u8> {
    let mut sessions: Vec<u8> = Vec::new();
    // "January and February I'm around for every session": every one of those months.
    let every = |n: &Named| matches!(n.when, When::Sessions(Pick::Remaining | Pick::Those));
    let of_some = |n: &Named| matches!(n.when, When::Span { .. } | When::Week(_));
    let bounded = named.iter().any(|(n, r)| of_some(n) && r.kind == Kind::Exact);
    let named = named.iter().filter(|(n, _)| !(bounded && every(n)));
    for number in named.filter(|(_, r)| r.kind == Kind::Exact).flat_map(|(_, r)| &r.sessions) {
        if !sessions.contains(number) {
            sessions.push(*number);
        }
    }
    sessions
}

/// A phrase that, beside a word of coming, can only be meant as the day of a meeting; a span ("on nights until
/// Thursday") or a bare "now" says when something else is.
pub fn names_a_meeting_day(when: &When) -> bool {
    match when {
        When::Day(Day::Weekday { which, .. }) => !matches!(which, Which::Last),
        When::OneOf { .. } | When::Day(_) | When::Week(_) | When::Around(_) | When::WeekOf(_) | When::Sessions(_) => {
            true
        }
        When::Span { from, until, .. } => from.is_some() && until.is_some() && !matches!(until, Some(Edge::Days(_))),
    }
}
