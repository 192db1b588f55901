//! Schedules against an oracle that walks every minute, over every change of the clocks from 2026 to 2045.

use balintd::domain::schedule::{Schedule, ScheduleError};
use jiff::civil::{self, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::sample::select;

/// Changes by an hour at night, at midnight, by half an hour and by two.
const ZONES: [&str; 5] =
    ["Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Antarctica/Troll"];

/// One field of an expression: how it is written, and which numbers it means.
#[derive(Debug, Clone)]
struct Field {
    text: String,
    means: Vec<i8>,
}

impl Field {
    fn any() -> Self {
        Self { text: "*".to_owned(), means: (0..=59).collect() }
    }

    fn has(&self, n: i8) -> bool {
        self.means.contains(&n)
    }
}

/// Fields with numbers from `least` to `most`: a list or a range.
fn some(least: i8, most: i8) -> impl Strategy<Value = Field> {
    let list = prop::collection::btree_set(least..=most, 1..4).prop_map(|set| Field {
        text: set.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        means: set.into_iter().collect(),
    });
    let range = (least..=most).prop_flat_map(move |from| (Just(from), from..=most));
    let range =
        range.prop_map(|(from, until)| Field { text: format!("{from}-{until}"), means: (from..=until).collect() });
    prop_oneof![list, range]
}

/// The same of a field that has just these numbers, and all of them or every n-th.
fn field(least: i8, most: i8) -> impl Strategy<Value = Field> {
    let step = (2..=i8::min(most, 30)).prop_map(move |step| Field {
        text: format!("*/{step}"),
        means: (least..=most).step_by(usize::try_from(step).unwrap()).collect(),
    });
    prop_oneof![Just(Field::any()), some(least, most), step]
}

#[derive(Clone)]
struct Expression {
    minute: Field,
    hour: Field,
    day: Field,
    month: Field,
    weekday: Field,
}

impl Expression {
    fn text(&self) -> String {
        let fields = [&self.minute, &self.hour, &self.day, &self.month, &self.weekday];
        fields.map(|field| field.text.as_str()).join(" ")
    }

    fn means(&self, at: DateTime) -> bool {
        self.minute.has(at.minute())
            && self.hour.has(at.hour())
            && self.day.has(at.day())
            && self.month.has(at.month())
            && self.weekday.has(at.date().weekday().to_sunday_zero_offset())
    }
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

fn expressions() -> impl Strategy<Value = Expression> {
    // Early hours often, since that is where the clocks change; a day of the month or of the week, never both.
    let hour = prop_oneof![field(0, 23), some(0, 4)];
    let days = prop_oneof![
        Just((Field::any(), Field::any())),
        field(1, 31).prop_map(|day| (day, Field::any())),
        field(0, 6).prop_map(|weekday| (Field::any(), weekday)),
    ];
    (field(0, 59), hour, days, field(1, 12)).prop_map(|(minute, hour, (day, weekday), month)| Expression {
        minute,
        hour,
        day,
        month,
        weekday,
    })
}

fn start_of(year: i16, zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(civil::date(year, 1, 1).at(0, 0, 0, 0)).unwrap()
}

/// Every change of the clocks of a zone from 2026 to 2045.
fn changes(zone: &TimeZone) -> Vec<Timestamp> {
    let until = start_of(2046, zone);
    zone.following(start_of(2026, zone))
        .map(|change| change.timestamp())
        .take_while(|at| *at < until)
        // The time zone data also have a line where 32 bits end, at which nothing changes.
        .filter(|at| zone.to_offset(*at) != zone.to_offset(*at - 1.second()))
        .collect()
}

/// Every instant after `from` and before `until` at which an expression is due, found by looking at each minute.
///
/// A wall-clock minute that comes twice counts the first time; one that is skipped counts as if the clock had not
/// been changed yet (RFC 5545, section 3.3.5).
fn due_by_walking(expression: &Expression, zone: &TimeZone, from: Timestamp, until: Timestamp) -> Vec<Timestamp> {
    // The walk begins early enough that a minute skipped before `from` and due after it is seen.
    let mut at = from - 6.hours();
    let mut wall = zone.to_datetime(at);
    let mut latest = wall;
    let mut due = Vec::new();
    while at < until {
        let next_at = at + 1.minute();
        let next_wall = zone.to_datetime(next_at);
        let (mut minute, mut minute_at) = (wall + 1.minute(), next_at);
        while minute <= next_wall {
            let shown = minute == next_wall;
            if minute > latest && expression.means(minute) {
                due.push(if shown { next_at } else { minute_at });
            }
            minute += 1.minute();
            minute_at += 1.minute();
        }
        latest = latest.max(next_wall);
        (at, wall) = (next_at, next_wall);
    }
    due.retain(|at| from < *at && *at < until);
    due.sort();
    due.dedup();
    due
}

fn due_by_schedule(schedule: &Schedule, zone: &TimeZone, from: Timestamp, until: Timestamp) -> Vec<Timestamp> {
    let next = |at: &Timestamp| schedule.next(*at, zone);
    std::iter::successors(next(&from), next).take_while(|at| *at < until).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn around_every_change_of_the_clocks_a_schedule_is_what_the_walk_finds(
        expression in expressions(),
        zone in select(&ZONES[..]),
        which in any::<prop::sample::Index>(),
        minutes_before in 1_i64..400,
    ) {
        let zone = TimeZone::get(zone).unwrap();
        let change = *which.get(&changes(&zone));
        let schedule = match Schedule::parse(&expression.text()) {
            Ok(schedule) => schedule,
            // 30 February and its like.
            Err(error) => {
                prop_assert_eq!(error, ScheduleError::Never);
                return Ok(());
            }
        };
        let (from, until) = (change - minutes_before.minutes(), change + 5.hours());
        let scheduled = due_by_schedule(&schedule, &zone, from, until);
        let walked = due_by_walking(&expression, &zone, from, until);
        let first_difference = scheduled.iter().zip(&walked).find(|(a, b)| a != b);
        prop_assert_eq!(first_difference, None);
        prop_assert_eq!(scheduled.len(), walked.len());
    }
}

#[test]
fn a_daily_job_runs_once_on_each_day_of_twenty_years() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let days = start_of(2026, &zone).duration_until(start_of(2046, &zone)).as_hours() / 24;
    for expression in ["30 0 * * *", "0 1 * * *", "30 1 * * *", "59 1 * * *", "0 2 * * *"] {
        let schedule = Schedule::parse(expression).unwrap();
        let from = start_of(2026, &zone) - 1.minute();
        let due = due_by_schedule(&schedule, &zone, from, start_of(2046, &zone));
        let mut dates: Vec<_> = due.iter().map(|at| zone.to_datetime(*at).date()).collect();
        dates.dedup();
        assert_eq!((due.len(), dates.len()), (usize::try_from(days).unwrap(), due.len()), "{expression}");
    }
}
