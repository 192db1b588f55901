//! The calendar of the year: the letters of each day, in two halves of weeks so that it fits a telephone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::{Lived, day};

/// The year, day by day.
#[derive(Debug, Serialize)]
pub(super) struct Calendar {
    pub halves: Vec<Half>,
    /// The fewest letters of each shade, from the lightest.
    pub shades: Vec<usize>,
    pub busiest: String,
    pub busiest_letters: usize,
    /// The last day with a session before the longest break, the first one after it, and the weeks between.
    pub break_from: String,
    pub break_until: String,
    pub break_weeks: i32,
}

/// Half of the year's weeks, a column each.
#[derive(Debug, Serialize)]
pub(super) struct Half {
    pub width: usize,
    pub height: usize,
    pub cells: Vec<Cell>,
    pub months: Vec<Month>,
    /// "20 August to 24 January", for those who do not see it.
    pub span: String,
}

/// A day.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub x: usize,
    pub y: usize,
    /// 0 for a day without a letter.
    pub shade: usize,
    pub is_closed: bool,
    pub has_session: bool,
    pub title: String,
}

/// Where a month begins in a drawing of weeks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Month {
    pub x: usize,
    pub name: String,
}

/// A day's square with its gap; the drawing is as large as it is shown on a small telephone, so that its words can be read.
const CELL: usize = 12;
const SHADES: usize = 4;
const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Counts the letters of each day.
pub(super) fn calendar(lived: &Lived<'_>) -> Calendar {
    let mut letters: BTreeMap<Date, usize> = BTreeMap::new();
    for sent in &lived.record.sent {
        *letters.entry(lived.state.day(sent.at)).or_default() += 1;
    }
    let most = letters.values().copied().max().unwrap_or(0);
    let shades: Vec<usize> = (0..SHADES).map(|shade| fewest(shade, most)).collect();
    let mondays = mondays(lived);
    let (first, second) = mondays.split_at(mondays.len().div_ceil(2));
    let halves = [first, second].into_iter().map(|weeks| half(lived, weeks, &letters, &shades)).collect();
    let busiest = letters.iter().find(|(_, count)| **count == most).map_or_else(String::new, |(date, _)| day(*date));
    let (from, until) = longest_break(lived);
    Calendar {
        halves,
        shades,
        busiest,
        busiest_letters: most,
        break_from: day(from),
        break_until: day(until),
        break_weeks: (until - from).get_days() / 7,
    }
}

/// The Mondays of the year's weeks.
pub(super) fn mondays(lived: &Lived<'_>) -> Vec<Date> {
    let before = lived.first_day.weekday().to_monday_zero_offset();
    let first = lived.first_day.saturating_sub(i64::from(before).days());
    first.series(7.days()).take_while(|monday| *monday <= lived.last_day).collect()
}

/// The months that begin within these weeks, with the left edge of the week in which they do. One that begins in the last
/// week has no room for its name.
pub(super) fn months(mondays: &[Date], week_width: usize) -> Vec<Month> {
    let starts = |(week, monday): (usize, &Date)| {
        let sunday = monday.saturating_add(6.days());
        let begins = (monday.day() == 1 || monday.month() != sunday.month()) && week + 1 < mondays.len();
        begins.then(|| Month { x: week * week_width, name: sunday.strftime("%b").to_string() })
    };
    mondays.iter().enumerate().filter_map(starts).collect()
}

/// The fewest letters of a shade: the shades part the square root of the busiest day evenly, so that ordinary days differ
/// from each other too.
fn fewest(shade: usize, most: usize) -> usize {
    (most * shade * shade / (SHADES * SHADES)).max(1)
}

fn half(lived: &Lived<'_>, mondays: &[Date], letters: &BTreeMap<Date, usize>, shades: &[usize]) -> Half {
    let mut cells = Vec::new();
    for (week, monday) in mondays.iter().enumerate() {
        for (row, date) in monday.series(1.day()).take(DAYS.len()).enumerate() {
            if (lived.first_day..=lived.last_day).contains(&date) {
                let count = letters.get(&date).copied().unwrap_or(0);
                let shade = shades.iter().filter(|fewest| count >= **fewest).count();
                let (x, y) = (week * CELL, row * CELL);
                cells.push(cell(lived, date, count, Cell { x, y, shade, ..Cell::empty() }));
            }
        }
    }
    let span = |date: &Date| date.strftime("%-d %B %Y").to_string();
    let ends = mondays.last().map(|monday| monday.saturating_add(6.days()).min(lived.last_day));
    Half {
        width: mondays.len() * CELL,
        height: DAYS.len() * CELL,
        cells,
        months: months(mondays, CELL),
        span: format!(
            "{} to {}",
            mondays.first().map(|monday| span(&(*monday).max(lived.first_day))).unwrap_or_default(),
            ends.as_ref().map(span).unwrap_or_default()
        ),
    }
}

impl Cell {
    fn empty() -> Self {
        Self { x: 0, y: 0, shade: 0, is_closed: false, has_session: false, title: String::new() }
    }
}

fn cell(lived: &Lived<'_>, date: Date, count: usize, cell: Cell) -> Cell {
    let is_open = |scheme: &crate::domain::rules::SchemeRules| {
        !scheme.closures.iter().any(|closed| closed.from <= date && date <= closed.until)
    };
    let is_holiday = lived.rules.bank_holidays.contains(&date);
    let is_closed = is_holiday || !lived.rules.schemes.values().any(is_open);
    let sessions = lived.state.calendar.all().filter(|meeting| meeting.date == date && !meeting.cancelled).count();
    let mut title = match count {
        0 => format!("{}: no letter", day(date)),
        1 => format!("{}: 1 letter", day(date)),
        _ => format!("{}: {count} letters", day(date)),
    };
    match sessions {
        0 => {}
        1 => title.push_str(", 1 session"),
        _ => title.push_str(&format!(", {sessions} sessions")),
    }
    if is_closed {
        title.push_str(if is_holiday { ", a bank holiday" } else { ", the school is closed" });
    }
    Cell { is_closed, has_session: sessions > 0, title, ..cell }
}

/// The longest time between two days with a session, which is the one over Christmas.
fn longest_break(lived: &Lived<'_>) -> (Date, Date) {
    let meetings = lived.state.calendar.all().filter(|meeting| !meeting.cancelled);
    let days: BTreeSet<Date> = meetings.map(|meeting| meeting.date).collect();
    let pairs = days.iter().zip(days.iter().skip(1));
    let longest = pairs.max_by_key(|(from, until)| (**until - **from).get_days());
    longest.map_or((lived.first_day, lived.first_day), |(from, until)| (*from, *until))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_stand_over_the_week_in_which_they_begin() {
        let mondays = [date(2026, 8, 17), date(2026, 8, 24), date(2026, 8, 31), date(2026, 9, 7)];
        let september = Month { x: 24, name: "Sep".to_owned() };
        assert_eq!(months(&mondays, CELL), [september]);
        let first_of_february = [date(2027, 2, 1), date(2027, 2, 8)];
        assert_eq!(months(&first_of_february, CELL).len(), 1, "a month may begin on a Monday");
    }

    #[test]
    fn shades_tell_ordinary_days_apart() {
        let fewest: Vec<usize> = (0..SHADES).map(|shade| fewest(shade, 800)).collect();
        assert_eq!(fewest, [1, 50, 200, 450]);
        assert_eq!((0..SHADES).map(|shade| super::fewest(shade, 2)).collect::<Vec<_>>(), [1, 1, 1, 1]);
    }
}
