//! Which days a span covers: "until Christmas", "9th to 20th November", "the rest of term". A part of
//! [`super::resolve`].

use jiff::ToSpan;
use jiff::civil::Date;

use super::Kind;
use super::grammar::{Day, Edge, Which};
use super::resolve::{Resolved, SLIP_DAYS, Scope, Sitting, TERM_GAP_DAYS, Tense};
use super::sums::{days_between, easter, plus};

impl Scope {
    pub(super) fn of_span(
        &self,
        from: Option<&Edge>,
        until: Option<&Edge>,
        whole: bool,
        tense: Tense,
        spoken: &[u8],
    ) -> Resolved {
        let past = tense == Tense::Past;
        let begin = match from {
            Some(edge) => self.edge(edge, spoken),
            None => Some(self.today),
        };
        let end = match until {
            Some(edge) => self.edge(edge, spoken),
            None => self.sittings.last().map(|s| s.date),
        };
        let (Some(begin), Some(end)) = (begin, end) else {
            return Resolved::exact(Vec::new());
        };
        let dated = from.is_some() && until.is_some();
        let covered =
            |s: &&Sitting| begin <= s.date && s.date <= end && (past || dated && tense == Tense::Either || !s.past);
        let mut sessions: Vec<u8> = self.sittings.iter().filter(covered).map(|s| s.number).collect();
        let ends_on_session = matches!(until, Some(Edge::Day(_))).then(|| self.on(end)).flatten();
        if let Some(number) = ends_on_session.filter(|_| !whole) {
            // "Until Friday" may or may not have the Friday in it.
            if sessions.iter().all(|s| *s == number) {
                return Resolved { sessions, kind: Kind::Ambiguous };
            }
            sessions.retain(|s| *s != number);
        }
        Resolved::exact(sessions)
    }

    fn edge(&self, edge: &Edge, spoken: &[u8]) -> Option<Date> {
        let month_start = |month: i8| self.date(1, month, None);
        match edge {
            Edge::Day(day) => self.day(day, spoken),
            Edge::Days(days) => Some(plus(self.today, *days)),
            Edge::MonthStart(month) => month_start(*month),
            Edge::MonthMiddle(month) => month_start(*month).map(|d| plus(d, 14)),
            Edge::MonthEnd(month) => month_start(*month).map(Date::last_of_month),
            Edge::ThisMonthEnd => Some(self.today.last_of_month()),
            Edge::WeekEnd(weeks) => {
                let to_sunday = 6 - i32::from(self.today.weekday().to_monday_zero_offset());
                Some(plus(self.today, to_sunday + 7 * i32::from(*weeks)))
            }
            Edge::Christmas => self.date(25, 12, None),
            Edge::NewYear => self.date(1, 1, None),
            Edge::Easter => {
                [self.today.year(), self.today.year() + 1].into_iter().filter_map(easter).find(|d| *d >= self.today)
            }
            Edge::TermEnd => self.term_end(),
        }
    }

    /// The last session before the next long gap.
    pub(super) fn term_end(&self) -> Option<Date> {
        let to_come: Vec<&Sitting> = self.to_come().collect();
        let gap = to_come.windows(2).find_map(|pair| match pair {
            [a, b] if days_between(b.date, a.date) >= TERM_GAP_DAYS => Some(a.date),
            _ => None,
        });
        gap.or_else(|| to_come.last().map(|s| s.date))
    }

    /// The day that a phrase names, session or not.
    pub(super) fn day(&self, day: &Day, spoken: &[u8]) -> Option<Date> {
        match day {
            Day::FromToday(days) => Some(plus(self.today, *days)),
            Day::OfMonth { weekday, nth, month } => {
                self.date(1, *month, None)?.nth_weekday_of_month(*nth, *weekday).ok()
            }
            Day::Weekday { weekday, which } => {
                let coming = self.coming(*weekday);
                Some(match which {
                    Which::Last => plus(coming, -7),
                    Which::Later(weeks) | Which::OfWeek(weeks) => plus(coming, 7 * i32::from(*weeks)),
                    Which::Next => plus(coming, 7),
                    Which::AfterNext => plus(coming, 14),
                    Which::Following => self.focus(spoken).map_or(coming, |s| plus(s.date, 7)),
                    Which::Bare | Which::This => coming,
                })
            }
            Day::Date { day, month: Some(month), year, .. } => self.date(*day, *month, *year),
            Day::Date { day, .. } => {
                let months = [0, 1].into_iter().filter_map(|m| {
                    let first = self.today.first_of_month().checked_add(m.months()).ok()?;
                    Date::new(first.year(), first.month(), *day).ok()
                });
                months.into_iter().find(|d| *d >= self.today)
            }
            Day::Figures { first, second, .. } => {
                self.date(*first, *second, None).or_else(|| self.date(*second, *first, None))
            }
        }
    }

    /// A day and month: of the year in which there is a session about then, else of the one that puts it nearest to now,
    /// the coming one rather than the one gone.
    pub(super) fn date(&self, day: i8, month: i8, year: Option<i16>) -> Option<Date> {
        if let Some(year) = year {
            return Date::new(year, month, day).ok();
        }
        let this = self.today.year();
        [this - 1, this, this + 1].into_iter().filter_map(|year| Date::new(year, month, day).ok()).min_by_key(|date| {
            let days = days_between(*date, self.today);
            let is_off = self.beside(*date, SLIP_DAYS).is_none();
            (is_off, if days < 0 { -days * 2 } else { days })
        })
    }
}
