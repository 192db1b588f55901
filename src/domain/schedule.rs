//! Schedules: cron expressions in a scheme's time zone, right on both DST days.
//!
//! The `cron` crate parses and steps through civil time (as if it were UTC); jiff says which instant a civil time is.
//! Evaluated in a zone by itself the crate misses and doubles jobs at the change of the clocks.

use std::str::FromStr;

use chrono::{DateTime, Datelike, Timelike, Utc};
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::calendar::instant;

/// A five-field cron expression: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday).
#[derive(Debug, Clone)]
pub struct Schedule {
    expression: String,
    cron: cron::Schedule,
}

/// Why an expression is no schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    #[error("write five fields: minute, hour, day of the month, month, day of the week, as in \"0 8 * * MON\"")]
    Fields,
    #[error("this is no cron expression ({0}): write five fields, as in \"0 8 * * MON\"")]
    Expression(String),
    #[error("give a day of the month or a day of the week, and * for the other: what both together mean is disputed")]
    TwoDays,
    #[error("this never happens: no such day exists")]
    Never,
}

/// Civil times looked at before an expression counts as one that never happens.
const YEARS_MAX: i16 = 30;

impl Schedule {
    /// Takes the five-field form that people know.
    ///
    /// # Errors
    /// [`ScheduleError`] where it is not one, or names a day that never comes.
    pub fn parse(expression: &str) -> Result<Self, ScheduleError> {
        let fields: Vec<&str> = expression.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return Err(ScheduleError::Fields);
        };
        // Unix takes either day, the crate only a day that is both.
        if ![day, weekday].iter().any(|field| ["*", "?"].contains(field)) {
            return Err(ScheduleError::TwoDays);
        }
        let weekday = weekday_by_name(weekday);
        let cron = cron::Schedule::from_str(&format!("0 {minute} {hour} {day} {month} {weekday}"))
            .map_err(|error| ScheduleError::Expression(reason(&error.to_string())))?;
        let schedule = Self { expression: fields.join(" "), cron };
        match schedule.next_civil(civil::date(2026, 1, 1).at(0, 0, 0, 0)) {
            Some(_) => Ok(schedule),
            None => Err(ScheduleError::Never),
        }
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.expression
    }

    /// The first instant after `after` at which it is due; none where the calendar ends.
    pub fn next(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        // On the night of a change the order of civil times is not that of their instants: one that is skipped comes
        // later than the first ones after the gap. So all near the change are looked at, and the earliest instant wins.
        let mut civil = after.to_zoned(zone.clone()).datetime().checked_sub(CHANGE_HOURS_MAX.hours()).ok()?;
        let mut earliest: Option<Timestamp> = None;
        let mut look_until: Option<civil::DateTime> = None;
        for _ in 0..CIVIL_STEPS_MAX {
            let Some(next) = self.next_civil(civil) else { break };
            civil = next;
            if look_until.is_some_and(|until| civil > until) {
                break;
            }
            let at = instant(civil.date(), civil.time(), zone);
            if at > after {
                earliest = Some(earliest.map_or(at, |earliest| earliest.min(at)));
                look_until = look_until.or(civil.checked_add(CHANGE_HOURS_MAX.hours()).ok());
            }
        }
        earliest
    }

    fn next_civil(&self, after: civil::DateTime) -> Option<civil::DateTime> {
        let from = DateTime::<Utc>::from_timestamp(TimeZone::UTC.to_timestamp(after).ok()?.as_second(), 0)?;
        let next = self.cron.after(&from).next()?;
        if next.year() - i32::from(after.year()) > i32::from(YEARS_MAX) {
            return None;
        }
        civil::DateTime::new(
            i16::try_from(next.year()).ok()?,
            i8::try_from(next.month()).ok()?,
            i8::try_from(next.day()).ok()?,
            i8::try_from(next.hour()).ok()?,
            i8::try_from(next.minute()).ok()?,
            0,
            0,
        )
        .ok()
    }
}

/// No clock is changed by more.
const CHANGE_HOURS_MAX: i64 = 2;

/// Every minute of the hours that [`Schedule::next`] steps back, repeats and looks ahead, and some.
const CIVIL_STEPS_MAX: usize = 400;

impl PartialEq for Schedule {
    fn eq(&self, other: &Self) -> bool {
        self.expression == other.expression
    }
}

/// The crate draws the expression with an arrow under it, seconds and all; what it says of it stands in the last line.
fn reason(message: &str) -> String {
    message.lines().last().unwrap_or_default().trim().to_owned()
}

/// The crate counts days of the week from Sunday = 1; people count from Sunday = 0.
fn weekday_by_name(field: &str) -> String {
    const NAMES: [&str; 8] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
    let mut named = String::new();
    let mut after_step = false;
    for c in field.chars() {
        match c.to_digit(10).and_then(|n| NAMES.get(n as usize)) {
            Some(name) if !after_step => named.push_str(name),
            _ => named.push(c),
        }
        after_step = c == '/' || (after_step && c.is_ascii_digit());
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::london;

    fn ticks(expression: &str, after: &str, n: usize) -> Vec<String> {
        let schedule = Schedule::parse(expression).unwrap();
        let mut at: Timestamp = after.parse().unwrap();
        (0..n)
            .map(|_| {
                at = schedule.next(at, &london()).unwrap();
                at.to_zoned(london()).strftime("%a %F %H:%M %Z").to_string()
            })
            .collect()
    }

    #[test]
    fn a_job_in_the_skipped_hour_runs_once_after_it() {
        let seen = ticks("30 1 * * *", "2027-03-27T12:00:00Z", 2);
        assert_eq!(seen, ["Sun 2027-03-28 02:30 BST", "Mon 2027-03-29 01:30 BST"]);
    }

    #[test]
    fn a_job_in_the_repeated_hour_runs_once() {
        let seen = ticks("30 1 * * *", "2026-10-24T12:00:00Z", 2);
        assert_eq!(seen, ["Sun 2026-10-25 01:30 BST", "Mon 2026-10-26 01:30 GMT"]);
    }

    #[test]
    fn days_of_the_week_are_the_ones_people_mean() {
        assert_eq!(ticks("0 8 * * 1", "2026-11-21T12:00:00Z", 1), ["Mon 2026-11-23 08:00 GMT"]);
        assert_eq!(ticks("0 8 * * 7", "2026-11-21T12:00:00Z", 1), ["Sun 2026-11-22 08:00 GMT"]);
        assert_eq!(ticks("0 8 * * MON-FRI", "2026-11-20T12:00:00Z", 1), ["Mon 2026-11-23 08:00 GMT"]);
        assert_eq!(ticks("0 8 * * 1-5", "2026-11-20T12:00:00Z", 1), ["Mon 2026-11-23 08:00 GMT"]);
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        assert_eq!(Schedule::parse("0 8 * *"), Err(ScheduleError::Fields));
        assert!(matches!(Schedule::parse("0 25 * * *"), Err(ScheduleError::Expression(_))));
        assert_eq!(Schedule::parse("0 8 1 * MON"), Err(ScheduleError::TwoDays));
        assert_eq!(Schedule::parse("0 8 30 2 *"), Err(ScheduleError::Never));
    }
}
