//! Whatever is imported: the same files again change nothing, and no import without dates rewrites a day that is past.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const STUDENTS_MAX: usize = 6;

/// A row of a student: in which of two groups, and from and until which week of the autumn, where given.
type Row = (usize, Option<i8>, Option<i8>);

fn row() -> impl Strategy<Value = Row> {
    (0..2_usize, prop::option::of(1..14_i8), prop::option::of(15..28_i8))
}

fn files(rows: &[Option<Row>], is_dated: bool) -> Files {
    let day = |day: Option<i8>| day.map(|day| date(2026, 10, day).to_string()).unwrap_or_default();
    let mut text = "email,name,group,firm_head,from,until\n".to_owned();
    for (number, row) in rows.iter().enumerate() {
        let Some((group, from, until)) = row else {
            continue;
        };
        let (from, until) = if is_dated { (*from, *until) } else { (None, None) };
        let group = ["G1", "G2"][*group];
        let row = format!(
            "s{number}@students.example,S {number},{group},dee.ash@trust.example,{},{}\n",
            day(from),
            day(until)
        );
        text.push_str(&row);
    }
    text.push_str("last@students.example,Last One,G2,dee.ash@trust.example,,\n");
    Files::sound().with("students.csv", text)
}

fn places(roster: &Roster, day: Date) -> Vec<(u32, u32)> {
    let mut places: Vec<_> = roster
        .memberships
        .iter()
        .filter(|member| member.period.has(day))
        .map(|member| (member.student.0, member.group.0))
        .collect();
    places.sort();
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn twice_the_same_changes_nothing(
        first in prop::collection::vec(prop::option::of(row()), STUDENTS_MAX),
        then in prop::collection::vec(prop::option::of(row()), STUDENTS_MAX),
        today in 1..28_i8,
        later in 1..28_i8,
    ) {
        let (today, later) = (date(2026, 10, today), date(2026, 11, later));
        let one = files(&first, true).read(None, SUMMER, false).unwrap().roster;
        let again = files(&first, true).read(Some(&one), today, false).unwrap();
        prop_assert!(again.diff.is_empty(), "{}", again.diff);
        prop_assert_eq!(&again.roster, &one);
        let two = files(&then, true).read(Some(&one), today, true).unwrap().roster;
        for day in [today, later] {
            let again = files(&then, true).read(Some(&two), day, true).unwrap();
            prop_assert!(again.diff.is_empty(), "{}", again.diff);
            prop_assert_eq!(&again.roster, &two);
        }
    }

    #[test]
    fn a_day_that_is_past_stays_as_it_was(
        first in prop::collection::vec(prop::option::of(row()), STUDENTS_MAX),
        then in prop::collection::vec(prop::option::of(row()), STUDENTS_MAX),
        today in 2..28_i8,
    ) {
        let one = files(&first, true).read(None, SUMMER, false).unwrap().roster;
        let today = date(2026, 10, today);
        let two = files(&then, false).read(Some(&one), today, true).unwrap().roster;
        for day in date(2026, 9, 20).series(jiff::Span::new().days(1)).take_while(|day| *day < today) {
            prop_assert_eq!(places(&two, day), places(&one, day), "{}", day);
        }
        // And once all that was planned has begun, everybody is where the file has them, once.
        let settled = date(2026, 10, 28);
        for (number, row) in then.iter().enumerate() {
            let address = format!("s{number}@students.example");
            let person = two.people.values().find(|person| person.address.as_str() == address);
            let groups: Vec<_> = person.into_iter().flat_map(|person| {
                two.memberships.iter().filter(|member| member.student == person.id && member.period.has(settled))
            }).map(|member| two.groups[&member.group].code.as_str()).collect();
            let expected: Vec<_> = row.iter().map(|(group, _, _)| ["G1", "G2"][*group]).collect();
            prop_assert_eq!(groups, expected);
        }
    }
}
