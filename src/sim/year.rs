//! The made-up school's academic year 2026-27: thirteen fortnightly sessions from September to May, with six or seven
//! weeks over Christmas (handbook, "Structure of the year").

use jiff::civil::{Date, date};

use crate::domain::roster::Closure;

/// On which of the four rounds a group meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    TuesdayFirst,
    FridayFirst,
    TuesdaySecond,
    FridaySecond,
}

/// The daemon is switched on here,
pub const BEGINS: Date = date(2026, 8, 20);
/// and the year is over here, when everything that May brought has run its course.
pub const ENDS: Date = date(2027, 6, 30);
/// Around these days firm heads meet their students one by one.
pub const FEEDBACK_MID: Date = date(2027, 1, 20);
pub const FEEDBACK_END: Date = date(2027, 5, 19);
/// The strike: on this day most students of every group that meets do not come, and few say so.
pub const STRIKE: Date = date(2026, 11, 10);

const SESSIONS: usize = 13;

impl Round {
    /// The round of the nth group (from 0).
    pub fn of(nth: usize) -> Self {
        match nth % 4 {
            0 => Self::TuesdayFirst,
            1 => Self::FridayFirst,
            2 => Self::TuesdaySecond,
            _ => Self::FridaySecond,
        }
    }

    /// The days of its sessions.
    pub fn days(self) -> [Date; SESSIONS] {
        let m = |month, day| {
            let year = if month >= 8 { 2026 } else { 2027 };
            date(year, month, day)
        };
        match self {
            Self::TuesdayFirst => [
                m(9, 15),
                m(9, 29),
                m(10, 13),
                m(10, 27),
                m(11, 10),
                m(11, 24),
                m(12, 8),
                m(1, 26),
                m(2, 9),
                m(2, 23),
                m(3, 9),
                m(3, 23),
                m(5, 4),
            ],
            Self::FridayFirst => [
                m(9, 18),
                m(10, 2),
                m(10, 16),
                m(10, 30),
                m(11, 13),
                m(11, 27),
                m(12, 11),
                m(1, 22),
                m(2, 5),
                m(2, 19),
                m(3, 5),
                m(3, 19),
                m(5, 7),
            ],
            Self::TuesdaySecond => [
                m(9, 22),
                m(10, 6),
                m(10, 20),
                m(11, 3),
                m(11, 17),
                m(12, 1),
                m(12, 15),
                m(2, 2),
                m(2, 16),
                m(3, 2),
                m(3, 16),
                m(4, 20),
                m(5, 11),
            ],
            Self::FridaySecond => [
                m(9, 25),
                m(10, 9),
                m(10, 23),
                m(11, 6),
                m(11, 20),
                m(12, 4),
                m(12, 18),
                m(1, 29),
                m(2, 12),
                m(2, 26),
                m(3, 12),
                m(4, 23),
                m(5, 14),
            ],
        }
    }
}

/// When the school is closed.
pub fn closures() -> Vec<Closure> {
    let closed = |from, until, why: &str| Closure { from, until, why: why.to_owned() };
    vec![
        closed(date(2026, 12, 21), date(2027, 1, 3), "Christmas"),
        closed(date(2027, 3, 25), date(2027, 4, 2), "Easter"),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;
    use crate::domain::holidays::bank_holidays_england;

    #[test]
    fn sessions_are_on_their_weekday_and_on_no_holiday() {
        let holidays = bank_holidays_england();
        for (round, weekday) in [
            (Round::TuesdayFirst, Weekday::Tuesday),
            (Round::FridayFirst, Weekday::Friday),
            (Round::TuesdaySecond, Weekday::Tuesday),
            (Round::FridaySecond, Weekday::Friday),
        ] {
            let days = round.days();
            assert!(days.is_sorted());
            for day in days {
                assert_eq!(day.weekday(), weekday, "{day}");
                assert!(!holidays.contains(&day), "{day}");
                assert!(!closures().iter().any(|c| c.from <= day && day <= c.until), "{day}");
            }
            let christmas = (days[7] - days[6]).get_days();
            assert!((42..=49).contains(&christmas), "{christmas}");
        }
    }
}
