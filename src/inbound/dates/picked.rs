//! Which sessions a place in the row means: "the next two", "the one after", "the first one back". A part of
//! [`super::resolve`].

use super::grammar::Pick;
use super::resolve::{Resolved, Scope, Sitting, TERM_GAP_DAYS, THREAD_REACH_DAYS, Tense};
use super::sums::days_between;

impl Scope {
    pub(super) fn picked(&self, pick: &Pick, tense: Tense, spoken: &[u8]) -> Resolved {
        let numbers = |found: Vec<&Sitting>| Resolved::exact(found.into_iter().map(|s| s.number).collect());
        let unspoken = |s: &&Sitting| !spoken.contains(&s.number);
        let after_focus = |s: &&Sitting| self.focus(spoken).is_some_and(|f| s.date > f.date);
        match pick {
            Pick::Numbers(wanted) => numbers(self.sittings.iter().filter(|s| wanted.contains(&s.number)).collect()),
            Pick::This => {
                let about = self.about_sitting().filter(|s| days_between(self.today, s.date) <= THREAD_REACH_DAYS);
                numbers(about.or_else(|| self.to_come().next()).into_iter().collect())
            }
            Pick::Next => {
                let latest = spoken.iter().filter_map(|n| self.sitting(*n)).map(|s| s.date).max();
                numbers(self.to_come().find(|s| latest.is_none_or(|l| s.date > l)).into_iter().collect())
            }
            Pick::NextFew(few) => numbers(self.to_come().filter(unspoken).take(usize::from(*few)).collect()),
            Pick::AfterNext => numbers(self.to_come().skip(1).take(1).collect()),
            Pick::After => numbers(self.sittings.iter().find(after_focus).into_iter().collect()),
            Pick::AllAfter => numbers(self.sittings.iter().filter(|s| !s.past).filter(after_focus).collect()),
            Pick::Those | Pick::Both if spoken.len() > 1 => Resolved::exact(spoken.to_vec()),
            Pick::Both => numbers(self.to_come().take(2).collect()),
            Pick::Those => numbers(self.to_come().collect()),
            Pick::Remaining => numbers(self.to_come().filter(unspoken).collect()),
            Pick::Last if tense == Tense::Coming => numbers(self.sittings.iter().next_back().into_iter().collect()),
            Pick::Last
                if tense == Tense::Either
                    && self.about_sitting().is_some_and(|s| !s.past && self.sittings.last() == Some(s)) =>
            {
                numbers(self.sittings.last().into_iter().collect())
            }
            Pick::Last => numbers(self.last_past().into_iter().collect()),
            Pick::Previous => numbers(self.last_past().into_iter().collect()),
            Pick::LastFew(few) => {
                let few = usize::from(*few);
                let past: Vec<&Sitting> = self.sittings.iter().filter(|s| s.past).collect();
                let all: Vec<&Sitting> = self.sittings.iter().collect();
                let of = if tense == Tense::Coming { all } else { past };
                numbers(of.into_iter().rev().take(few).collect::<Vec<_>>().into_iter().rev().collect())
            }
            Pick::LastFewOfTerm(few) => {
                let ends = self.term_end();
                let of: Vec<&Sitting> = self.sittings.iter().filter(|s| ends.is_none_or(|end| s.date <= end)).collect();
                numbers(of.iter().skip(of.len().saturating_sub(usize::from(*few))).copied().collect())
            }
            Pick::Final => numbers(self.sittings.last().into_iter().collect()),
            Pick::LastOfTerm => {
                let ends = self.term_end();
                numbers(self.sittings.iter().filter(|s| Some(s.date) == ends).collect())
            }
            Pick::Penultimate => numbers(self.sittings.iter().rev().nth(1).into_iter().collect()),
            // In an answer to the letter after Christmas they are counted anew.
            Pick::First(few) => {
                let back = self.first_back(Tense::Coming).filter(|s| self.about == Some(s.number));
                let first = back.or(self.sittings.first());
                numbers(self.from(first).take(usize::from(*few)).collect())
            }
            Pick::FirstBack(few) => numbers(self.from(self.first_back(tense)).take(usize::from(*few)).collect()),
            Pick::FirstOfTerm(few) => numbers(self.from(self.term_begins()).take(usize::from(*few)).collect()),
        }
    }

    /// A session and all after it; of none, none.
    fn from<'a>(&'a self, first: Option<&'a Sitting>) -> impl Iterator<Item = &'a Sitting> {
        self.sittings.iter().skip_while(move |s| first.is_none_or(|first| s.number < first.number))
    }

    /// The first session of the term of which the next one to come is.
    fn term_begins(&self) -> Option<&Sitting> {
        let next = self.sittings.iter().position(|s| !s.past)?;
        let begins = |at: &usize| match self.sittings.get(at.wrapping_sub(1)..=*at) {
            Some([a, b]) => days_between(b.date, a.date) >= TERM_GAP_DAYS,
            _ => *at == 0,
        };
        self.sittings.get((0..=next).rev().find(begins)?)
    }

    /// The first session after a long gap: the next one, or, where it is not said to be coming, one not long ago.
    fn first_back(&self, tense: Tense) -> Option<&Sitting> {
        let is_first = |pair: &&[Sitting]| matches!(pair, [a, b] if days_between(b.date, a.date) >= TERM_GAP_DAYS);
        let firsts = || self.sittings.windows(2).filter(is_first).filter_map(<[Sitting]>::last);
        let is_recent = |s: &&Sitting| s.past && days_between(self.today, s.date) <= RECENT_DAYS;
        let recent = firsts().find(is_recent).filter(|_| tense != Tense::Coming);
        recent.or_else(|| firsts().find(|s| !s.past))
    }
}

/// A first session back is spoken of so long, in days.
const RECENT_DAYS: i32 = 20;
