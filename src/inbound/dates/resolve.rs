//! Lays what was said over a group's calendar: which sessions a phrase means, given the day and the letter answered.
//!
//! A day that is no session's is not bent to fit: it comes back as [`Kind::Near`] with the session that may be meant,
//! and the reader decides by what the clause is about.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

use super::Kind;
use super::grammar::{Day, When, Which};
use super::sums::{days_between, plus};
use crate::domain::id::GroupId;
use crate::inbound::reading::{AboutKind, Scene};

/// Whether the clause speaks of what was or of what will be, as far as its verbs tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    Past,
    Coming,
    Either,
}

/// The sessions that a phrase means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub sessions: Vec<u8>,
    pub kind: Kind,
}

impl Resolved {
    pub(super) fn exact(sessions: Vec<u8>) -> Self {
        let kind = if sessions.is_empty() { Kind::NoSession } else { Kind::Exact };
        Self { sessions, kind }
    }

    pub(super) fn near(session: Option<u8>) -> Self {
        let kind = if session.is_some() { Kind::Near } else { Kind::NoSession };
        Self { sessions: session.into_iter().collect(), kind }
    }
}

/// A session as the words of a message see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    pub number: u8,
    pub date: Date,
    pub starts: Time,
    /// It is over.
    pub past: bool,
}

/// One group's calendar on the day of the message.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    pub sittings: Vec<Sitting>,
    pub today: Date,
    /// Between midnight and the small hours "tomorrow" may still be today.
    small_hours: bool,
    /// The session of the letter that is answered, where it is one of this group.
    pub about: Option<u8>,
    /// The letter asks after that session, however long ago it was.
    asks_after: bool,
}

/// Until this hour of the clock a writer who has not slept says "tomorrow" of the day that has begun.
const SMALL_HOURS_END_HOUR: i8 = 4;

/// A bare "the 10th" means a session at most so far away.
const BARE_DAY_REACH_DAYS: i32 = 70;

/// Who means a session and has its date wrong is at most so many days out.
pub(super) const SLIP_DAYS: i32 = 3;

/// A letter's session is what a weekday means only while it is this near; an older thread is merely reused.
pub(super) const THREAD_REACH_DAYS: i32 = 13;

/// Two terms are parted by a gap of at least so many days.
pub(super) const TERM_GAP_DAYS: i32 = 28;

impl Scope {
    /// The calendar of a group as it stands, on the day when the message arrived.
    pub fn new(scene: &Scene, group: GroupId) -> Self {
        let local = scene.now.to_zoned(scene.calendar.zone.clone());
        let past = |ends: Timestamp| ends <= scene.now;
        let mut sittings: Vec<Sitting> = scene
            .calendar
            .of(group)
            .filter(|meeting| !meeting.cancelled || scene.about.is_some_and(|a| a.session == Some(meeting.id.number)))
            .map(|meeting| Sitting {
                number: meeting.id.number,
                date: meeting.date,
                starts: meeting.starts,
                past: past(meeting.ends_at),
            })
            .collect();
        sittings.sort_by_key(|s| s.date);
        let about = scene
            .about
            .filter(|about| about.group.is_none_or(|g| g == group))
            .and_then(|about| about.session)
            .filter(|number| sittings.iter().any(|s| s.number == *number));
        let asks_after = scene.about.is_some_and(|letter| letter.kind == AboutKind::CheckIn);
        Self { sittings, today: local.date(), small_hours: local.hour() < SMALL_HOURS_END_HOUR, about, asks_after }
    }

    /// One session.
    pub fn sitting(&self, number: u8) -> Option<&Sitting> {
        self.sittings.iter().find(|s| s.number == number)
    }

    /// The sessions that are not over.
    pub fn to_come(&self) -> impl Iterator<Item = &Sitting> {
        self.sittings.iter().filter(|s| !s.past)
    }

    /// How many days ago a session was.
    pub fn days_since(&self, sitting: &Sitting) -> i32 {
        days_between(self.today, sitting.date)
    }

    /// The last session that is over.
    pub fn last_past(&self) -> Option<&Sitting> {
        self.sittings.iter().rev().find(|s| s.past)
    }

    /// Which sessions a phrase means. `spoken`: those that the message spoke of last, for "the one after".
    pub fn resolve(&self, when: &When, tense: Tense, spoken: &[u8]) -> Resolved {
        match when {
            When::Day(day) => self.of_day(day, tense, spoken),
            When::Week(weeks) => self.of_week(*weeks, tense),
            When::WeekOf(day) => {
                let monday =
                    self.day(day, spoken).map(|date| plus(date, -i32::from(date.weekday().to_monday_zero_offset())));
                monday
                    .map_or(Resolved::exact(Vec::new()), |monday| Resolved::exact(self.within(monday, plus(monday, 6))))
            }
            When::Around(days) => self.around(*days),
            When::Span { from, until, whole } => self.of_span(from.as_ref(), until.as_ref(), *whole, tense, spoken),
            When::Sessions(pick) => self.picked(pick, tense, spoken),
            When::OneOf { last, of } => {
                let all = self.resolve(of, tense, spoken).sessions;
                let one = if *last { all.last() } else { all.first() };
                Resolved::exact(one.copied().into_iter().collect())
            }
        }
    }

    /// The session on a date.
    pub fn on(&self, date: Date) -> Option<u8> {
        self.sittings.iter().find(|s| s.date == date).map(|s| s.number)
    }

    /// The session nearest to a date, at most so many days from it.
    pub(super) fn beside(&self, date: Date, days: i32) -> Option<&Sitting> {
        let away = |s: &&Sitting| days_between(s.date, date).abs();
        self.sittings.iter().filter(|s| away(s) <= days).min_by_key(away)
    }

    pub(super) fn about_sitting(&self) -> Option<&Sitting> {
        self.about.and_then(|number| self.sitting(number))
    }

    pub(super) fn within(&self, from: Date, until: Date) -> Vec<u8> {
        self.sittings.iter().filter(|s| from <= s.date && s.date <= until).map(|s| s.number).collect()
    }

    fn of_day(&self, day: &Day, tense: Tense, spoken: &[u8]) -> Resolved {
        match day {
            Day::FromToday(days) => self.of_today(*days),
            Day::OfMonth { .. } => self
                .day(day, spoken)
                .map_or(Resolved::exact(Vec::new()), |date| self.of_date(date, Some(date.weekday()))),
            Day::Weekday { weekday, which } => self.of_weekday(*weekday, *which, tense, spoken),
            Day::Date { day, month: Some(month), year, weekday } => match self.date(*day, *month, *year) {
                Some(date) => self.of_date(date, *weekday),
                None => Resolved::exact(Vec::new()),
            },
            Day::Date { day, weekday, .. } => self.of_bare_day(*day, *weekday, tense, spoken),
            Day::Figures { first, second, weekday } => {
                let british = self.date(*first, *second, None);
                let american = self.date(*second, *first, None);
                let exact = |date: Option<Date>| date.and_then(|d| self.on(d));
                match (exact(british), exact(american)) {
                    (Some(number), _) | (None, Some(number)) => Resolved::exact(vec![number]),
                    _ => british.or(american).map_or(Resolved::exact(Vec::new()), |date| self.of_date(date, *weekday)),
                }
            }
        }
    }

    fn of_today(&self, days: i32) -> Resolved {
        let date = plus(self.today, days);
        if let Some(number) = self.on(date) {
            return Resolved::exact(vec![number]);
        }
        let not_slept = self.small_hours && days > 0;
        if not_slept && let Some(number) = self.on(plus(date, -1)) {
            return Resolved::exact(vec![number]);
        }
        if days.rem_euclid(7) == 0 && days != 0 {
            return self.around(days);
        }
        Resolved::near(self.about_within(date, 1))
    }

    /// The session of the letter, where it lies at most so many days from a date.
    fn about_within(&self, date: Date, days: i32) -> Option<u8> {
        self.about_sitting().filter(|s| days_between(s.date, date).abs() <= days).map(|s| s.number)
    }

    fn of_weekday(&self, weekday: Weekday, which: Which, tense: Tense, spoken: &[u8]) -> Resolved {
        let coming = self.coming(weekday);
        match which {
            Which::Bare => self.of_bare_weekday(weekday, tense),
            Which::This => {
                let near = self.about_within(coming, 2);
                self.on(coming).map_or(Resolved::near(near), |n| Resolved::exact(vec![n]))
            }
            Which::Next => self.next_weekday(coming),
            Which::Last => {
                let past = plus(coming, -7);
                let past = if coming == self.today || past < self.today { past } else { plus(past, -7) };
                let found = self.on(past).or_else(|| self.on(plus(past, -7)));
                Resolved::exact(found.into_iter().collect())
            }
            Which::AfterNext => {
                let dates = [plus(coming, 7), plus(coming, 14)];
                Resolved::exact(dates.into_iter().find_map(|d| self.on(d)).into_iter().collect())
            }
            Which::Following => {
                let after = self.focus(spoken).map_or(self.today, |s| s.date);
                let found = self.sittings.iter().find(|s| s.date > after && s.date.weekday() == weekday);
                Resolved::exact(found.map(|s| s.number).into_iter().collect())
            }
            Which::Later(weeks) => {
                let date = plus(coming, 7 * i32::from(weeks));
                // On the day itself "a week on Tuesday" counts from the next one.
                let found = self.on(date).or_else(|| if coming == self.today { self.on(plus(date, 7)) } else { None });
                Resolved::exact(found.into_iter().collect())
            }
            Which::OfWeek(weeks) => {
                let monday = plus(self.today, -i32::from(self.today.weekday().to_monday_zero_offset()));
                let date = plus(monday, 7 * i32::from(weeks) + i32::from(weekday.to_monday_zero_offset()));
                let near = if weeks == 0 { self.about_within(self.today, 7) } else { None };
                self.on(date).map_or(Resolved::near(near), |n| Resolved::exact(vec![n]))
            }
        }
    }

    /// The first such weekday from today on.
    pub(super) fn coming(&self, weekday: Weekday) -> Date {
        let days = i32::from(weekday.to_monday_zero_offset()) - i32::from(self.today.weekday().to_monday_zero_offset());
        plus(self.today, days.rem_euclid(7))
    }

    fn of_bare_weekday(&self, weekday: Weekday, tense: Tense) -> Resolved {
        let coming = self.coming(weekday);
        // Nobody says "on Tuesday" of today, unless there is a session today.
        let coming = if coming == self.today && self.on(coming).is_none() { plus(coming, 7) } else { coming };
        let threaded = self.about_sitting().filter(|s| {
            s.date.weekday() == weekday
                && days_between(s.date, self.today).abs() <= THREAD_REACH_DAYS
                && match tense {
                    Tense::Past => s.date <= self.today,
                    Tense::Coming => s.date >= self.today,
                    Tense::Either => true,
                }
        });
        if let Some(sitting) = threaded {
            return Resolved::exact(vec![sitting.number]);
        }
        let before = if coming == self.today { coming } else { plus(coming, -7) };
        if tense == Tense::Past
            && let Some(number) = self.on(before)
        {
            // "I was there on Tuesday", where a late letter asks after a Tuesday long gone: that one, or the last.
            let asked = self.about_sitting().filter(|s| self.asks_after && s.date.weekday() == weekday);
            return match asked.map(|s| s.number).filter(|asked| *asked != number) {
                Some(asked) => Resolved { sessions: vec![asked, number], kind: Kind::Ambiguous },
                None => Resolved::exact(vec![number]),
            };
        }
        if let Some(number) = self.on(coming) {
            return Resolved::exact(vec![number]);
        }
        let next = self.on(plus(coming, 7));
        match (tense, self.on(before)) {
            (Tense::Either, Some(number)) if next.is_none() => Resolved::exact(vec![number]),
            _ => Resolved::near(next.or_else(|| self.about_within(coming, 2))),
        }
    }

    /// "Next Tuesday": this coming one to some, that of next week to others.
    fn next_weekday(&self, coming: Date) -> Resolved {
        let later = plus(coming, 7);
        match (self.on(coming), self.on(later)) {
            (Some(a), Some(b)) => Resolved { sessions: vec![a, b], kind: Kind::Ambiguous },
            (Some(number), None) | (None, Some(number)) => Resolved::exact(vec![number]),
            (None, None) => Resolved::near(self.about_within(coming, 7)),
        }
    }

    /// A full date: that of a session, or the same weekday next to one ("Friday 10 December" for Friday the 11th).
    fn of_date(&self, date: Date, weekday: Option<Weekday>) -> Resolved {
        if let Some(number) = self.on(date) {
            return Resolved::exact(vec![number]);
        }
        match (weekday, self.beside(date, SLIP_DAYS)) {
            (Some(weekday), Some(sitting)) if sitting.date.weekday() == weekday => {
                Resolved::exact(vec![sitting.number])
            }
            _ => Resolved::near(self.beside(date, 1).map(|s| s.number)),
        }
    }

    fn of_bare_day(&self, day: i8, weekday: Option<Weekday>, tense: Tense, spoken: &[u8]) -> Resolved {
        let reach = |s: &&Sitting| days_between(s.date, self.today).abs() <= BARE_DAY_REACH_DAYS;
        let fits = |s: &&Sitting| s.date.day() == day && weekday.is_none_or(|_| true);
        let mut found: Vec<&Sitting> = self.sittings.iter().filter(reach).filter(fits).collect();
        // "Tuesday the 9th" next to the letter's own Tuesday the 8th is a slip of one day.
        if let Some(slip) = self.about_sitting().filter(|s| weekday.is_some_and(|w| self.is_slip(s, day, w))) {
            return Resolved::exact(vec![slip.number]);
        }
        if let Some(about) = self.about_sitting().filter(|s| fits(s) && reach(s)) {
            return Resolved::exact(vec![about.number]);
        }
        let side = |s: &&&Sitting| match tense {
            Tense::Past => s.date <= self.today,
            Tense::Coming => s.date >= self.today,
            Tense::Either => true,
        };
        if found.iter().any(|s| side(&s)) {
            found.retain(|s| side(&s));
        }
        let later = |s: &&&Sitting| s.date < self.today;
        if let Some(best) = found.iter().min_by_key(|s| (later(s), days_between(s.date, self.today).abs())) {
            // "I'll miss the 9th of March. I will be there on the 23rd.": of this month, or of that?
            let last = spoken.iter().filter_map(|n| self.sitting(*n)).map(|s| s.date).max().filter(|d| *d > best.date);
            let after = last.and_then(|last| found.iter().find(|s| s.date > last));
            return match after {
                Some(after) => Resolved { sessions: vec![best.number, after.number], kind: Kind::Ambiguous },
                None => Resolved::exact(vec![best.number]),
            };
        }
        // The months around this one in which the day may have been meant.
        let months = [0, 1, -1].into_iter().filter_map(|m| {
            let first = self.today.first_of_month().checked_add(m.months()).ok()?;
            Date::new(first.year(), first.month(), day).ok()
        });
        let readings: Vec<Resolved> = months.map(|date| self.of_date(date, weekday)).collect();
        let exact = readings.iter().find(|r| r.kind == Kind::Exact);
        let near = readings
            .iter()
            .find(|r| r.kind == Kind::Near && (self.about.is_none() || r.sessions.first() == self.about.as_ref()));
        exact.or(near).cloned().unwrap_or(Resolved::exact(Vec::new()))
    }

    /// Is a bare day with a weekday the day before or after a session on that weekday?
    fn is_slip(&self, sitting: &Sitting, day: i8, weekday: Weekday) -> bool {
        let near = |days: i32| plus(sitting.date, days).day() == day;
        sitting.date.weekday() == weekday && (near(1) || near(-1))
    }

    fn of_week(&self, weeks: i8, tense: Tense) -> Resolved {
        let monday = plus(self.today, -i32::from(self.today.weekday().to_monday_zero_offset()));
        let of = |weeks: i32| self.within(plus(monday, 7 * weeks), plus(monday, 7 * weeks + 6));
        let found = of(i32::from(weeks));
        let weekend = matches!(self.today.weekday(), Weekday::Saturday | Weekday::Sunday);
        match (weeks, found.as_slice()) {
            // At the weekend the week that is about to begin is "this week" to many.
            (0, []) if weekend && !of(1).is_empty() => Resolved::exact(of(1)),
            // So it is where this week's is over, and the letter answered is about the next one.
            (0, [one]) if weekend && tense == Tense::Coming && self.is_over(*one) && self.is_about_one_of(&of(1)) => {
                Resolved::exact(of(1))
            }
            (0, []) => Resolved::near(
                self.about_sitting().filter(|s| (0..=7).contains(&days_between(s.date, self.today))).map(|s| s.number),
            ),
            (_, [a, b]) => Resolved { sessions: vec![*a, *b], kind: Kind::Ambiguous },
            _ => Resolved::exact(found),
        }
    }

    fn is_over(&self, number: u8) -> bool {
        self.sitting(number).is_some_and(|sitting| sitting.past)
    }

    fn is_about_one_of(&self, sessions: &[u8]) -> bool {
        self.about.is_some_and(|about| sessions.contains(&about))
    }

    /// About so many days away: that day, else the one session of its week.
    fn around(&self, days: i32) -> Resolved {
        let date = plus(self.today, days);
        if let Some(number) = self.on(date) {
            return Resolved::exact(vec![number]);
        }
        let monday = plus(date, -i32::from(date.weekday().to_monday_zero_offset()));
        let week = self.within(monday, plus(monday, 6));
        if week.len() == 1 {
            Resolved::exact(week)
        } else {
            Resolved::exact(self.within(plus(date, -3), plus(date, 3)))
        }
    }

    pub(super) fn focus(&self, spoken: &[u8]) -> Option<&Sitting> {
        let last = spoken.iter().filter_map(|n| self.sitting(*n)).max_by_key(|s| s.date);
        last.or_else(|| self.about_sitting()).or_else(|| self.to_come().next())
    }
}
