//! The bank holidays of England that ship with the program, as data of `config/bank-holidays-england.toml`.
//!
//! A configuration may name others beside them; this file only knows those of the calendar.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

const ENGLAND: &str = include_str!("../../config/bank-holidays-england.toml");

/// Every bank holiday of England from 2024 to 2030, stand-in days in place of those that fall on a weekend.
pub fn bank_holidays_england() -> BTreeSet<Date> {
    // The file is part of the program: a test, and not the daemon, finds out that it cannot be read.
    days(ENGLAND).unwrap_or_default()
}

fn days(text: &str) -> Option<BTreeSet<Date>> {
    let years: BTreeMap<String, Vec<toml::value::Datetime>> = toml::from_str(text).ok()?;
    let day = |written: &toml::value::Datetime| -> Option<Date> {
        let date = written.date?;
        let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        Date::new(i16::try_from(date.year).ok()?, month, day).ok()
    };
    years.values().flatten().map(day).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    /// Easter Sunday by the anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
    fn easter(year: i16) -> Date {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        let g = (b - f + 1) / 3;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        date(year, (n / 31).try_into().unwrap(), (n % 31 + 1).try_into().unwrap())
    }

    /// The rules of the Banking and Financial Dealings Act 1971, Schedule 1, and of the proclamations each year.
    fn by_the_rules(year: i16) -> BTreeSet<Date> {
        let monday = |month, nth| date(year, month, 1).nth_weekday_of_month(nth, Weekday::Monday).unwrap();
        let mut days = BTreeSet::from([
            easter(year).checked_sub(jiff::Span::new().days(2)).unwrap(),
            easter(year).tomorrow().unwrap(),
            monday(5, 1),
            monday(5, -1),
            monday(8, -1),
        ]);
        for fixed in [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)] {
            let mut day = fixed;
            while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || days.contains(&day) {
                day = day.tomorrow().unwrap();
            }
            days.insert(day);
        }
        days
    }

    #[test]
    fn the_shipped_days_are_those_of_the_rules() {
        let expected: BTreeSet<Date> = (2024..=2030).flat_map(by_the_rules).collect();
        assert_eq!(bank_holidays_england(), expected);
        assert_eq!(expected.len(), 7 * 8);
    }

    #[test]
    fn a_day_that_is_none_is_not_passed_over() {
        assert_eq!(days("2026 = [2026-02-30]"), None);
        assert_eq!(days("2026 = [13:00:00]"), None);
        assert_eq!(days("2026 = [2026-12-25]"), Some(BTreeSet::from([date(2026, 12, 25)])));
    }
}
