//! Sums with dates that cannot fail: at the calendar's own ends they stay there.

use jiff::ToSpan;
use jiff::civil::Date;

/// A date so many days on; the calendar's own end where it would run over.
pub(super) fn plus(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// How many days the first date lies after the second.
pub(super) fn days_between(later: Date, earlier: Date) -> i32 {
    later.since(earlier).map_or(i32::MAX, |span| span.get_days())
}

/// Easter Sunday of a year (the Gregorian computus of Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
