//! What cannot stand in one cell, and the many ways in which the same can be written.

use super::mistakes::check;
use super::*;

/// File, words in it, what stands there instead, and what is said about that.
const REFUSED: &[(&str, &str, &str, &str)] = &[
    (
        "people.csv",
        "ug@med.example,Under",
        "ug at med,Under",
        "people.csv row 7, email: “ug at med”: this is not an e-mail address: write it as name@host, without spaces or brackets",
    ),
    (
        "people.csv",
        "ug@med.example,Undergraduate Team",
        "ug@med.example,Under\u{7}graduate Team",
        "people.csv row 7, name: the name has a line break or another control character in it: write it on one line",
    ),
    (
        "people.csv",
        "ug@med.example,Undergraduate Team",
        "ug@med.example,\"Undergraduate\nTeam\"",
        "people.csv row 7, name: the name has a line break or another control character in it: write it on one line",
    ),
    (
        "people.csv",
        "ug@med.example,Undergraduate Team",
        "ug@med.example,Undergraduate\u{202e} Team",
        "people.csv row 7, name: the name has an invisible character in it: type it again",
    ),
    (
        "people.csv",
        "ug@med.example,Undergraduate Team",
        "ug@med.example,",
        "people.csv row 7, name: this cell is empty: fill it in",
    ),
    (
        "people.csv",
        "undergraduate-team",
        "student",
        "people.csv row 7, role: “student” is not a role: write one of co-leader, firm-head, undergraduate-team, stage-lead, supervisor; students stand in the sheet students",
    ),
    ("groups.csv", "Tuesday", "Tu", "groups.csv row 2, weekday: “Tu” is not a day of the week: write it as Tuesday"),
    ("groups.csv", "13:00", "1pm", "groups.csv row 2, starts: “1pm” is not a time of day: write it as 13:00"),
    ("groups.csv", "13:00", "25:00", "groups.csv row 2, starts: “25:00” is not a time of day: write it as 13:00"),
    (
        "groups.csv",
        "13:00,50",
        "13:00,5",
        "groups.csv row 2, minutes: “5” is not the length of a session: write a number of minutes from 10 to 240",
    ),
    (
        "students.csv",
        "kit.poe@students.example",
        "“kit.poe”@students.example",
        "students.csv row 2, email: the address has a curly quotation mark in it: write it without",
    ),
    (
        "students.csv",
        "Kit Poe",
        "Kit Po\u{fffd}",
        "students.csv row 2, name: “Kit Po\u{fffd}” has lost a letter: type it again and save the file as “CSV UTF-8”",
    ),
    (
        "students.csv",
        "Kit Poe",
        "ZoÃ« Poe",
        "students.csv row 2, name: “ZoÃ« Poe” is garbled, “Zoë Poe” may be meant: type it again and save the file as “CSV UTF-8”",
    ),
    (
        "students.csv",
        "Poe,,G1",
        "Poe,,Group 1",
        "students.csv row 2, group: “Group 1” cannot be a short name: write letters, figures, dots and hyphens without spaces, at most 20",
    ),
    (
        "sessions.csv",
        "G1,1,",
        "G1,31,",
        "sessions.csv row 2, number: “31” is not the number of a session: write a number from 1 to 30",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "15.09.2026",
        "sessions.csv row 2, date: “15.09.2026” is not a date that can be read safely: write it as 2026-09-15 or 15/09/2026",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "15/09/26",
        "sessions.csv row 2, date: “15/09/26” is not a date that can be read safely: write it as 2026-09-15 or 15/09/2026",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "09/15/2026",
        "sessions.csv row 2, date: “09/15/2026” is not a day of the calendar: write it as 2026-09-15 or 15/09/2026, the day before the month",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "2062-13-15",
        "sessions.csv row 2, date: “2062-13-15” is not a day of the calendar: write it as 2026-09-15 or 15/09/2026, the day before the month",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "0026-09-15",
        "sessions.csv row 2, date: the year of “0026-09-15” cannot be meant: write four figures, like 2026",
    ),
    (
        "sessions.csv",
        "2026-09-15",
        "46280",
        "sessions.csv row 2, date: “46280” is not a date that can be read safely: write it as 2026-09-15 or 15/09/2026",
    ),
];

#[test]
fn every_cell_that_cannot_be_meant_is_refused() {
    for (file, old, new, expected) in REFUSED {
        check(file, old, new, &[expected]);
    }
}

#[test]
fn other_ways_to_write_the_same() {
    for (file, old, new) in [
        ("people.csv", "ann.lee@trust.example", "\u{a0} Ann.Lee@Trust.example\u{200b}"),
        ("people.csv", "undergraduate-team", "Undergraduate Team"),
        ("people.csv", "email,name,preferred_name,role", "Email,NAME,Preferred name,Role"),
        ("groups.csv", "Tuesday", "TUE"),
        ("groups.csv", "13:00", "13:00 "),
        ("students.csv", "Poe,,G1", "Poe,,g1"),
        ("sessions.csv", "2026-09-15", "15/09/2026"),
        ("sessions.csv", "2026-09-15", "15/9/2026"),
        ("sessions.csv", "\nG1,2", "\n\n , ,\nG1,2"),
    ] {
        let import = Files::sound().edited(file, old, new).read(None, SUMMER, false);
        assert_eq!(import.map(|import| import.roster), Ok(Files::sound().first().roster), "{new}");
    }
}
