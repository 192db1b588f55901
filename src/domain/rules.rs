//! The rules that decisions follow: each scheme's policy and rhythm, the bank holidays, and working time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::calendar::instant;
use super::id::SchemeId;
use super::policy::{Policy, Rhythm};
use super::roster::{Closure, Roster};

/// The rules of the daemon.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    pub schemes: BTreeMap<SchemeId, SchemeRules>,
    pub bank_holidays: BTreeSet<Date>,
    pub zone: TimeZone,
    /// When the administrator hears that all is well.
    pub administration: Rhythm,
}

/// The rules of one scheme: every version of its policy that a case may have begun under, and its rhythm.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeRules {
    /// The version in force; a case keeps the one that it began under, so older ones stay here.
    pub policy: Policy,
    pub older_policies: Vec<Policy>,
    pub rhythm: Rhythm,
    pub closures: Vec<Closure>,
}

/// Nobody waits longer for a working day than this: a closure that long is a mistake in the roster.
const CLOSED_DAYS_MAX: usize = 120;

impl Rules {
    /// The rules of a scheme.
    pub fn scheme(&self, scheme: SchemeId) -> Option<&SchemeRules> {
        self.schemes.get(&scheme)
    }

    /// Takes the closures from the roster, which may have changed.
    pub fn take_closures(&mut self, roster: &Roster) {
        for (id, rules) in &mut self.schemes {
            rules.closures = roster.schemes.get(id).map(|scheme| scheme.closures.clone()).unwrap_or_default();
        }
    }

    /// A weekday that is neither a bank holiday nor in a closure.
    pub fn is_working_day(&self, scheme: SchemeId, day: Date) -> bool {
        let closed = self.scheme(scheme).is_some_and(|s| s.closures.iter().any(|c| c.from <= day && day <= c.until));
        !closed && !self.bank_holidays.contains(&day) && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// A day on which a letter about a person may go: a working day that is not the last one before a bank holiday or
    /// a closure, so that nobody has such a letter and no one to ask.
    pub fn is_letter_day(&self, scheme: SchemeId, day: Date) -> bool {
        let is_weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let mut next = day.saturating_add(jiff::Span::new().days(1));
        while is_weekend(next) && !self.bank_holidays.contains(&next) && !self.is_closed(scheme, next) {
            next = next.saturating_add(jiff::Span::new().days(1));
        }
        self.is_working_day(scheme, day) && !self.bank_holidays.contains(&next) && !self.is_closed(scheme, next)
    }

    fn is_closed(&self, scheme: SchemeId, day: Date) -> bool {
        self.scheme(scheme).is_some_and(|s| s.closures.iter().any(|c| c.from <= day && day <= c.until))
    }

    /// The first instant at or after `at` at which a letter about a person may go.
    pub fn working_time(&self, scheme: SchemeId, at: Timestamp) -> Timestamp {
        let Some(rules) = self.scheme(scheme) else { return at };
        let (from, until) = (rules.rhythm.work_from, rules.rhythm.work_until);
        let local = at.to_zoned(self.zone.clone());
        let mut day = local.date();
        if self.is_letter_day(scheme, day) && local.time() < until {
            return if local.time() < from { self.at(day, from) } else { at };
        }
        for _ in 0..CLOSED_DAYS_MAX {
            day = day.saturating_add(jiff::Span::new().days(1));
            if self.is_letter_day(scheme, day) {
                return self.at(day, from);
            }
        }
        self.at(day, from)
    }

    /// The working time that is so many letter days after `at`, at the same hour as far as that is one.
    pub fn after_working_days(&self, scheme: SchemeId, at: Timestamp, days: u8) -> Timestamp {
        let mut at = self.working_time(scheme, at);
        for _ in 0..days {
            let local = at.to_zoned(self.zone.clone());
            let tomorrow = local.date().saturating_add(jiff::Span::new().days(1));
            at = self.working_time(scheme, self.at(tomorrow, local.time()));
        }
        at
    }

    /// The instant of a wall-clock time.
    pub fn at(&self, day: Date, time: Time) -> Timestamp {
        instant(day, time, &self.zone)
    }

    /// The instant of a wall-clock time some days (before, where negative) from a day.
    pub fn days_from(&self, day: Date, days: i32, time: Time) -> Timestamp {
        self.at(day.saturating_add(jiff::Span::new().days(days)), time)
    }
}
