//! Phrases against a small world: a Tuesday group with a Christmas gap, and a Friday group with two sessions in a row.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::id::{Name, SchemeId, SessionId};
use crate::domain::roster::{Group, Roster, Session, Weekday0, london};
use crate::inbound::reading::{About, AboutKind};

pub(crate) fn world() -> Roster {
    let mut roster = Roster::default();
    let dates = [
        (1, "2026-09-15 09-29 10-13 10-27 11-10 11-24 12-08 2027-01-26 02-09 02-23 03-09 03-23 05-04", 2),
        (2, "2026-09-18 10-02 10-16 10-30 11-13 11-27 12-11 2027-01-29 02-12 02-26 03-12 03-19 05-07", 5),
    ];
    for (id, days, weekday) in dates {
        let group = GroupId(id);
        let mut year = 2026;
        for (n, day) in days.split(' ').enumerate() {
            let day =
                day.strip_prefix("2026-").or_else(|| day.strip_prefix("2027-").inspect(|_| year = 2027)).unwrap_or(day);
            let (month, of_month) = day.split_once('-').unwrap();
            let date = date(year, month.parse().unwrap(), of_month.parse().unwrap());
            let id = SessionId { group, number: u8::try_from(n + 1).unwrap() };
            roster.sessions.insert(id, Session { id, date });
        }
        roster.groups.insert(
            group,
            Group {
                id: group,
                scheme: SchemeId(1),
                code: if id == 1 { "G07".into() } else { "G21".into() },
                site: None,
                weekday: Weekday0(if weekday == 2 {
                    jiff::civil::Weekday::Tuesday
                } else {
                    jiff::civil::Weekday::Friday
                }),
                starts: jiff::civil::time(if id == 1 { 13 } else { 14 }, 0, 0, 0),
                minutes: 50,
                place: Name::new("Classroom 3").unwrap(),
                supervision: None,
            },
        );
    }
    roster
}

#[track_caller]
fn check(group: u32, now: &str, about: Option<u8>, text: &str, expect: &[(&[u8], Kind)]) {
    let roster = world();
    let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
    let group = GroupId(group);
    let about = about.map(|session| About {
        kind: AboutKind::Reminder,
        group: Some(group),
        session: Some(session),
        student: None,
    });
    let zoned = format!("{now}[Europe/London]");
    let now = zoned.parse::<jiff::Zoned>().unwrap().timestamp();
    let scene = Scene { roster: &roster, calendar: &calendar, now, about: about.as_ref() };
    let got: Vec<(Vec<u8>, Kind)> =
        sessions_named(text, &scene, group).into_iter().map(|m| (m.sessions, m.kind)).collect();
    let expect: Vec<(Vec<u8>, Kind)> = expect.iter().map(|(s, k)| (s.to_vec(), *k)).collect();
    assert_eq!(got, expect, "{text:?}");
}

use Kind::{Ambiguous, Exact, Near, NoSession};

const SATURDAY: &str = "2026-11-21T11:00";

#[test]
fn single_days() {
    for (text, sessions) in [
        ("can't come Tuesday", &[6][..]),
        ("on the 24th", &[6]),
        ("24 Nov", &[6]),
        ("Nov 24", &[6]),
        ("November the 24th, 2026", &[6]),
        ("24/11", &[6]),
        ("11/24", &[6]),
        ("24.11.", &[6]),
        ("2026-11-24", &[6]),
        ("Tuesday the 25th", &[6]),
        ("Tuesday, 24th November", &[6]),
        ("the twenty-fourth", &[6]),
        ("next Tuesday", &[6]),
        ("this coming tues", &[6]),
        ("tuesday next week", &[6]),
        ("8th of December", &[7]),
        ("the 8th", &[7]),
        ("26 January", &[8]),
        ("a fortnight on Tuesday", &[7]),
        ("Tuesday after next", &[7]),
    ] {
        let kind = if sessions.is_empty() { NoSession } else { Exact };
        check(1, SATURDAY, None, text, &[(sessions, kind)]);
    }
    check(1, "2026-11-23T20:00", None, "tomorrow", &[(&[6], Exact)]);
    check(1, "2026-11-24T00:36", Some(6), "tomorrow", &[(&[6], Exact)]);
    check(1, "2026-11-10T14:20", None, "a fortnight today", &[(&[6], Exact)]);
    check(1, "2026-11-10T14:20", None, "in 2 wks", &[(&[6], Exact)]);
    check(1, "2026-11-25T14:20", None, "I was ill yesterday", &[(&[6], Exact)]);
    check(2, "2026-10-26T21:40", None, "friday", &[(&[4], Exact)]);
    check(2, "2026-12-06T20:20", None, "Friday 10th December", &[(&[7], Exact)]);
    // Nearer to the next November than to the last.
    check(1, "2027-03-18T14:55", None, "I was not there on Tuesday 10 November", &[(&[5], Exact)]);
    check(1, "2027-03-18T14:55", None, "Tuesday 11 November", &[(&[5], Exact)]);
    check(1, "2027-03-18T14:55", None, "sorry for missing 10/11 and 23 Feb", &[(&[5], Exact), (&[10], Exact)]);
}

#[test]
fn days_that_are_no_session() {
    check(1, SATURDAY, Some(6), "this Thursday", &[(&[6], Near)]);
    check(1, SATURDAY, None, "Thursday", &[(&[], NoSession)]);
    check(1, SATURDAY, Some(6), "the 25th", &[(&[6], Near)]);
    check(1, SATURDAY, Some(6), "the 30th", &[(&[], NoSession)]);
    check(2, "2027-03-08T19:00", Some(11), "next Friday", &[(&[11, 12], Ambiguous)]);
    check(
        2,
        "2027-03-08T19:00",
        Some(11),
        "This week Friday can. Next week Friday cannot",
        &[(&[11], Exact), (&[12], Exact)],
    );
    check(1, SATURDAY, Some(6), "I'll confirm by Monday, ill since Wednesday", &[]);
    check(1, SATURDAY, Some(6), "my 4th attempt, the first half, at 1.15, 50/50, I sat there", &[]);
    check(1, SATURDAY, Some(6), "that may not work, may be late", &[]);
}

#[test]
fn weeks() {
    check(1, "2026-11-22T11:30", None, "this week", &[(&[6], Exact)]);
    check(1, "2027-01-22T17:00", Some(8), "this week", &[(&[8], Near)]);
    check(1, "2026-11-19T17:00", None, "next week's", &[(&[6], Exact)]);
    check(1, "2026-11-26T17:00", None, "last week", &[(&[], NoSession)]);
    check(1, "2026-11-30T17:00", None, "last week", &[(&[6], Exact)]);
    check(1, "2026-11-30T17:00", None, "week commencing 7th December", &[(&[7], Exact)]);
}

#[test]
fn several() {
    for (text, sessions) in [
        ("the next two", &[6, 7][..]),
        ("the next couple of sessions", &[6, 7]),
        ("the next three sessions", &[6, 7, 8]),
        ("until Christmas", &[6, 7]),
        ("for the rest of term", &[6, 7]),
        ("the last one of the year", &[7]),
        ("the last session of term", &[7]),
        ("the last two sessions this term", &[6, 7]),
        ("the last two sessions of term", &[6, 7]),
        ("all of January", &[8]),
        ("in February", &[9, 10]),
        ("until the end of January", &[6, 7, 8]),
        ("up to mid February", &[6, 7, 8, 9]),
        ("23rd November to 9th December", &[6, 7]),
        ("20 Nov - 10 Dec", &[6, 7]),
        ("15-26 March", &[12]),
        ("from 20 March to mid May", &[12, 13]),
        ("between the 20th and the 27th of November", &[6]),
        ("session 7", &[7]),
        ("sessions 6 and 7", &[6, 7]),
        ("sessions 6-8", &[6, 7, 8]),
        ("the first one back", &[8]),
        ("the final session", &[13]),
        ("the one after next", &[7]),
        ("from now on", &[6, 7, 8, 9, 10, 11, 12, 13]),
        ("the next two weeks", &[6]),
        ("the december one", &[7]),
    ] {
        check(1, SATURDAY, None, text, &[(sessions, Exact)]);
    }
    check(1, SATURDAY, Some(6), "this one and the one after", &[(&[6], Exact), (&[7], Exact)]);
    check(1, SATURDAY, Some(6), "not this time but the next one", &[(&[6], Exact), (&[7], Exact)]);
    check(
        1,
        "2027-01-13T09:00",
        Some(8),
        "the 26th, every one of them after that",
        &[(&[8], Exact), (&[9, 10, 11, 12, 13], Exact)],
    );
    check(1, "2027-01-13T09:00", Some(8), "away til the end of the month", &[(&[8], Exact)]);
    check(1, "2026-11-05T20:18", None, "away 9th to 20th November", &[(&[5], Exact)]);
    check(1, "2027-03-11T10:00", None, "both of the ones that are left", &[(&[12, 13], Exact)]);
}
