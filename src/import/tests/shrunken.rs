//! A file that was cut short changes nobody; leaving is said.

use jiff::civil::date;

use super::*;

const NOVEMBER: Date = date(2026, 11, 21);

/// In the middle of the year: sessions behind and before us.
fn running() -> (Files, Roster) {
    let sessions = [SESSIONS, "G1,3,2026-12-08\nG2,3,2026-12-11\n"].concat();
    let files = Files::sound().with("sessions.csv", sessions);
    let roster = files.first().roster;
    (files, roster)
}

#[test]
fn a_missing_row_is_a_mistake() {
    let (files, roster) = running();
    let max = "max.oak@students.example,Max Oak,,G2,dee.ash@trust.example\n";
    let lead = "lead@med.example,Prof Di Orr,Di,stage-lead\n";
    for (file, row, expected) in [
        (
            "students.csv",
            max,
            "students.csv: 1 student of the last import is missing (Max Oak): give those who leave a row with until, and put the others back, or import again with --allow-leaving if all of them are gone",
        ),
        (
            "people.csv",
            lead,
            "people.csv: 1 role of the last import is missing (Prof Di Orr as stage-lead): give those who leave a row with until, and put the others back, or import again with --allow-leaving if all of them are gone",
        ),
        (
            "sessions.csv",
            "G2,3,2026-12-11\n",
            "sessions.csv: 1 session to come of the last import is missing (3 of G2): put them back, or import again with --allow-leaving if all of them are gone",
        ),
    ] {
        let shrunken = files.clone().edited(file, row, "");
        assert_eq!(shrunken.mistakes(Some(&roster), NOVEMBER), [expected]);
        let allowed = shrunken.read(Some(&roster), NOVEMBER, true).unwrap();
        assert!(!allowed.diff.is_empty());
    }
    let past = files.edited("sessions.csv", "G1,1,2026-09-15\n", "");
    assert_eq!(past.then(&roster, NOVEMBER).roster.sessions, roster.sessions);
}

#[test]
fn many_missing_rows_are_one_mistake() {
    let more: String =
        (1..=9).map(|n| format!("s{n}@students.example,Student {n},,G2,dee.ash@trust.example\n")).collect();
    let (files, _) = running();
    let roster = files.clone().with("students.csv", [STUDENTS, &more].concat()).first().roster;
    assert_eq!(
        files.mistakes(Some(&roster), NOVEMBER),
        ["students.csv: 9 students of the last import are missing (Student 1, Student 2, Student 3, Student 4, \
          Student 5 and 4 more): give those who leave a row with until, and put the others back, or import again with \
          --allow-leaving if all of them are gone"]
    );
}

#[test]
fn who_may_leave_left_yesterday() {
    let (files, roster) = running();
    let left = files.edited("students.csv", "max.oak@students.example,Max Oak,,G2,dee.ash@trust.example\n", "");
    let import = left.read(Some(&roster), NOVEMBER, true).unwrap();
    let max = import.roster.people.values().find(|person| person.name.as_str() == "Max Oak").unwrap().id;
    let group = import.roster.group_called("G2").unwrap().id;
    assert!(import.roster.membership(max, date(2026, 11, 20)).is_some_and(|member| member.group == group));
    assert_eq!(import.roster.membership(max, NOVEMBER), None);
    assert_eq!(
        import.diff.to_string(),
        "Students\n  - Max Oak <max.oak@students.example>: G2, firm head Dr Dee Ash until 20 November 2026\n\
        Worth a second look\n  ? G2 has no students\n"
    );
    assert!(left.then(&import.roster, NOVEMBER).diff.is_empty());
}

#[test]
fn a_group_that_is_over_may_be_left_out() {
    let (files, roster) = running();
    let next_year = files
        .with("groups.csv", GROUPS.replace("G1,", "H1,").replace("G2,", "H2,"))
        .with(
            "students.csv",
            "new@students.example,New One,,H1,dee.ash@trust.example\n"
                .replace("new@", "email,name,preferred_name,group,firm_head\nnew@"),
        )
        .with("sessions.csv", "group,number,date\nH1,1,2027-09-14\nH2,1,2027-09-17\n");
    let import = next_year.then(&roster, date(2027, 8, 1));
    assert_eq!(import.roster.groups.len(), 4);
    assert_eq!(import.roster.sessions.len(), roster.sessions.len() + 2);
    assert!(next_year.then(&import.roster, date(2027, 8, 2)).diff.is_empty());
}

#[test]
fn what_is_past_stays() {
    let (files, roster) = running();
    for (old, new, expected) in [
        (
            "G1,2,2026-09-29",
            "G1,2,2026-09-30",
            "sessions.csv row 3, date: session 2 of G1 was on 2026-09-29, and what is past stays: write that date; the group of a new year needs a code of its own",
        ),
        (
            "G1,3,2026-12-08",
            "G1,3,2026-11-17",
            "sessions.csv row 6, date: session 3 of G1 cannot move to 2026-11-17, which is past: write a day to come",
        ),
    ] {
        assert_eq!(files.clone().edited("sessions.csv", old, new).mistakes(Some(&roster), NOVEMBER), [expected]);
    }
    let renumbered = files.clone().edited("sessions.csv", "G1,3,", "G1,4,").edited("sessions.csv", "G1,2,", "G1,3,");
    assert_eq!(
        renumbered.mistakes(Some(&roster), NOVEMBER),
        ["sessions.csv row 3, date: session 2 of G1 was on 2026-09-29, and what is past stays: number this row 2"]
    );
    let moved = files.edited("sessions.csv", "G1,3,2026-12-08", "G1,3,2026-12-09").then(&roster, NOVEMBER);
    assert_eq!(
        moved.diff.to_string(),
        "Sessions\n  ~ session 3 of G1: 9 December 2026 (was 8 December 2026)\n\
        Worth a second look\n  ? session 3 of G1, 9 December 2026, is a Wednesday, and G1 meets on a Tuesday\n"
    );
}
