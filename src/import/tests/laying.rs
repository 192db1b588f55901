//! Who changes group, firm, role or address does so from a day, and keeps their number.

use jiff::civil::date;

use super::*;
use crate::domain::id::PersonId;

const NOVEMBER: Date = date(2026, 11, 21);

fn person(roster: &Roster, name: &str) -> PersonId {
    roster.people.values().find(|person| person.name.as_str() == name).unwrap().id
}

fn group_on(roster: &Roster, name: &str, day: Date) -> Option<String> {
    let member = roster.membership(person(roster, name), day)?;
    Some(roster.groups[&member.group].code.clone())
}

fn dated(rows: &str) -> Files {
    Files::sound().with("students.csv", format!("email,name,group,firm_head,from,until\n{rows}"))
}

const LOU_AND_MAX: &str = "lou.ivy@students.example,Lou Ivy,G1,dee.ash@trust.example,,\n\
                           max.oak@students.example,Max Oak,G2,dee.ash@trust.example,,\n";

fn kit(group: &str, from: &str, until: &str) -> String {
    format!("kit.poe@students.example,Kit Poe,{group},dee.ash@trust.example,{from},{until}\n")
}

#[test]
fn a_change_of_group_begins_today() {
    let roster = dated(&(kit("G1", "", "") + LOU_AND_MAX)).first().roster;
    let import = dated(&(kit("G2", "", "") + LOU_AND_MAX)).then(&roster, NOVEMBER);
    assert_eq!(group_on(&import.roster, "Kit Poe", date(2026, 11, 20)).as_deref(), Some("G1"));
    assert_eq!(group_on(&import.roster, "Kit Poe", NOVEMBER).as_deref(), Some("G2"));
    assert_eq!(person(&import.roster, "Kit Poe"), person(&roster, "Kit Poe"));
    assert_eq!(
        import.diff.to_string(),
        "Students\n  ~ Kit Poe <kit.poe@students.example>: G1, firm head Dr Dee Ash until 20 November 2026; G2, firm \
         head Dr Dee Ash from 21 November 2026 (was G1, firm head Dr Dee Ash)\n"
    );
}

#[test]
fn a_change_begins_on_the_day_that_is_given() {
    let roster = dated(&(kit("G1", "", "") + LOU_AND_MAX)).first().roster;
    let import = dated(&(kit("G2", "2026-12-01", "") + LOU_AND_MAX)).then(&roster, NOVEMBER);
    assert_eq!(group_on(&import.roster, "Kit Poe", date(2026, 11, 30)).as_deref(), Some("G1"));
    assert_eq!(group_on(&import.roster, "Kit Poe", date(2026, 12, 1)).as_deref(), Some("G2"));
}

#[test]
fn who_leaves_is_gone_the_day_after() {
    let roster = dated(&(kit("G1", "", "") + LOU_AND_MAX)).first().roster;
    let left = dated(&(kit("G1", "", "30/11/2026") + LOU_AND_MAX)).then(&roster, NOVEMBER);
    assert_eq!(group_on(&left.roster, "Kit Poe", date(2026, 11, 30)).as_deref(), Some("G1"));
    assert_eq!(group_on(&left.roster, "Kit Poe", date(2026, 12, 1)), None);
    // A later file without the two columns says nothing of days: who left stays away.
    let undated = (kit("G1", "", "") + LOU_AND_MAX).replace(",,\n", "\n");
    let silent = Files::sound().with("students.csv", format!("email,name,group,firm_head\n{undated}"));
    assert!(silent.then(&left.roster, date(2026, 12, 5)).diff.is_empty());
    // One with them, and no until, says that Kit is back.
    let back = dated(&(kit("G1", "", "") + LOU_AND_MAX)).then(&left.roster, date(2026, 12, 5)).roster;
    assert_eq!(group_on(&back, "Kit Poe", date(2026, 12, 4)), None);
    assert_eq!(group_on(&back, "Kit Poe", date(2026, 12, 5)).as_deref(), Some("G1"));
}

#[test]
fn who_comes_later_was_not_there_before() {
    let roster = dated(LOU_AND_MAX).first().roster;
    let import = dated(&(kit("G1", "", "") + LOU_AND_MAX)).then(&roster, NOVEMBER);
    assert_eq!(group_on(&import.roster, "Kit Poe", date(2026, 11, 20)), None);
    assert_eq!(group_on(&import.roster, "Kit Poe", NOVEMBER).as_deref(), Some("G1"));
    assert_eq!(import.roster.numbers.people, roster.numbers.people + 1);
}

#[test]
fn numbers_are_never_given_again() {
    let mut roster = dated(&(kit("G1", "", "") + LOU_AND_MAX)).first().roster;
    let last = person(&roster, "Max Oak");
    assert_eq!(last.0, roster.numbers.people);
    // As after `forget`: the rows are gone, the ledger still has the number.
    roster.people.remove(&last);
    roster.memberships.retain(|member| member.student != last);
    let import = dated(&(kit("G1", "", "") + LOU_AND_MAX)).then(&roster, NOVEMBER);
    assert_eq!(person(&import.roster, "Max Oak").0, last.0 + 1);
}

#[test]
fn a_new_co_leader_takes_the_place_today() {
    let files = Files::sound().edited("people.csv", "lead@", "ed.may@trust.example,Dr Ed May,,co-leader\nlead@");
    let roster = files.first().roster;
    let import = files.edited("groups.csv", "Room 1,ann.lee@", "Room 1,ed.may@").then(&roster, NOVEMBER);
    let group = roster.group_called("G1").unwrap().id;
    let led = |day| import.roster.co_leaders(group, day);
    assert_eq!(led(date(2026, 11, 20)), [person(&roster, "Dr Ann Lee"), person(&roster, "Dr Bo Ray")]);
    assert_eq!(led(NOVEMBER), [person(&roster, "Dr Ed May"), person(&roster, "Dr Bo Ray")]);
    assert_eq!(
        import.diff.to_string(),
        "Co-leaders\n  ~ G1: Dr Ann Lee until 20 November 2026; Dr Ed May from 21 November 2026 (was Dr Ann Lee)\n"
    );
}

#[test]
fn a_new_address_keeps_its_person() {
    let roster = Files::sound().first().roster;
    let students = STUDENTS
        .replace("firm_head\n", "firm_head,former_email\n")
        .replace("kit.poe@students.example", "kit.roe@students.example")
        .replace("cy.fox@trust.example\n", "cy.fox@trust.example,kit.poe@students.example\n");
    let files = Files::sound().with("students.csv", students);
    let import = files.then(&roster, NOVEMBER);
    let kit = person(&roster, "Kit Poe");
    assert_eq!(import.readdressed, [kit]);
    assert_eq!(import.roster.people[&kit].address.as_str(), "kit.roe@students.example");
    assert_eq!(
        import.diff.to_string(),
        "People\n  ~ Kit Poe: address kit.roe@students.example (was kit.poe@students.example)\n"
    );
    let again = files.then(&import.roster, NOVEMBER);
    assert!(again.diff.is_empty() && again.readdressed.is_empty());
    let unknown = files.edited("students.csv", "kit.poe@", "kid.poe@").mistakes(Some(&roster), NOVEMBER);
    assert_eq!(
        unknown[0],
        "students.csv row 2, former_email: nobody of the last import had the address kid.poe@students.example: put it \
         right or leave it empty"
    );
}

#[test]
fn a_column_that_is_not_there_says_nothing() {
    let adjusted = STUDENTS
        .replace("firm_head\n", "firm_head,adjusted\n")
        .replace("G2,dee.ash@trust.example", "G2,dee.ash@trust.example,yes");
    let roster = Files::sound().with("students.csv", adjusted.clone()).first().roster;
    assert!(roster.membership(person(&roster, "Max Oak"), NOVEMBER).unwrap().adjusted);
    assert!(Files::sound().then(&roster, NOVEMBER).diff.is_empty());
    let no_longer = Files::sound().with("students.csv", adjusted.replace(",yes", ",no")).then(&roster, NOVEMBER);
    assert!(!no_longer.roster.membership(person(&roster, "Max Oak"), NOVEMBER).unwrap().adjusted);
}

#[test]
fn people_of_one_name_are_told_apart() {
    let files = Files::sound().edited("people.csv", "lead@", "dee.ash2@trust.example,Dr Dee Ash,,firm-head\nlead@");
    let roster = files.first().roster;
    let import = files.edited("students.csv", "G2,dee.ash@", "G2,dee.ash2@").then(&roster, NOVEMBER);
    assert!(!import.diff.is_empty());
}
