//! Every mistake of files and rows has its sentence, at its place, saying what to do.

use super::*;

/// One edit of the sound roster, and all that must be said about it.
pub fn check(file: &str, old: &str, new: &str, expected: &[&str]) {
    let said = Files::sound().edited(file, old, new).mistakes(None, SUMMER);
    assert_eq!(said, expected, "{file}: {old:?} -> {new:?}");
}

#[test]
fn files_and_columns() {
    let whole = |files: Files, expected: &[&str]| assert_eq!(files.mistakes(None, SUMMER), expected);
    whole(
        Files::sound().without("groups.csv").without("sessions.csv"),
        &["groups.csv: this sheet is missing: add it", "sessions.csv: this sheet is missing: add it"],
    );
    whole(Files::sound().with("students.csv", ""), &["students.csv: the file is empty: export it again"]);
    whole(
        Files::sound().with("students.csv", "email,name,preferred_name,group,firm_head\n"),
        &["students.csv: nothing stands below the header: fill it in"],
    );
    whole(
        Files::sound().with("supervisor.csv", "supervision,email\n"),
        &["supervisor.csv: a roster has no sheet of this name: rename it or take it away; it knows people, groups, \
           students, sessions, schemes, supervisors, co-leaders, closures"],
    );
    whole(
        Files::sound().with("People.CSV", PEOPLE),
        &["people.csv: People.CSV is this sheet as well: take one of the two away"],
    );
    check(
        "students.csv",
        "firm_head",
        "firm",
        &[
            "students.csv row 1: the column firm_head is missing: add it",
            "students.csv row 1, firm: this column is not known: rename it or take it out; email, name, group, \
             firm_head, preferred_name, former_email, adjusted, from, until are",
        ],
    );
    check(
        "students.csv",
        "preferred_name",
        "name",
        &["students.csv row 1, name: this column is there twice: take one out"],
    );
    check(
        "students.csv",
        "G1,cy.fox@trust.example",
        "G1,cy.fox@trust.example,no,really",
        &["students.csv row 2: a cell stands in a column without a title: put text with a comma in it in quotes, or \
           give the column its title"],
    );
}

#[test]
fn whom_rows_point_to() {
    for (file, old, new, expected) in [
        (
            "students.csv",
            "G1,cy.fox@",
            "G1,cy.foks@",
            "students.csv row 2, firm_head: nobody has the address cy.foks@trust.example: write cy.fox@trust.example if that is meant, or add it to people.csv",
        ),
        (
            "students.csv",
            "G1,cy.fox@trust.example",
            "G1,zz@other.example",
            "students.csv row 2, firm_head: nobody has the address zz@other.example: add it to people.csv, or put it right",
        ),
        (
            "students.csv",
            "G1,cy.fox@trust.example",
            "G1,lead@med.example",
            "students.csv row 2, firm_head: lead@med.example is no firm-head: give them a row with this role in people.csv, or name another",
        ),
        (
            "students.csv",
            "Kit Poe,,G1",
            "Kit Poe,,G9",
            "students.csv row 2, group: there is no group G9: add it to groups.csv, or put it right",
        ),
        (
            "groups.csv",
            "Room 1,ann.lee@trust.example",
            "Room 1,lead@med.example",
            "groups.csv row 2, co_leader_1: lead@med.example is no co-leader: give them a row with this role in people.csv, or name another",
        ),
    ] {
        check(file, old, new, &[expected]);
    }
}

#[test]
fn what_cannot_be_true_of_people() {
    for (file, old, new, expected) in [
        (
            "students.csv",
            "G1,cy.fox@trust.example\nlou.ivy@students.example,Lou Ivy,Lulu,G1,dee.ash",
            "G1,cy.fox@trust.example\nlou.ivy@students.example,Lou Ivy,Lulu,G2,cy.fox",
            "students.csv row 3, firm_head: cy.fox@trust.example co-leads G2, and nobody leads a group with students of their own firm: name another firm head for Lou Ivy, or another group",
        ),
        (
            "students.csv",
            "kit.poe@students.example,Kit Poe",
            "lou.ivy@students.example,Lou Ivy",
            "students.csv row 3, group: Lou Ivy is in G1 by row 2 on the same days: take one of the two rows out, or give the earlier an until",
        ),
        (
            "people.csv",
            "cy.fox@trust.example,Dr Cy Fox,,firm-head",
            "cy.fox@trust.example,Dr C. Fox,,firm-head",
            "people.csv row 5, name: cy.fox@trust.example is called “Dr C. Fox” here and “Dr Cy Fox” in people.csv row 4: write one of them in both, or give each person their own address",
        ),
        (
            "people.csv",
            "lead@med.example,Prof Di Orr,Di,stage-lead",
            "lead@med.example,Prof Di Orr,Di,stage-lead\nlead@med.example,Prof Di Orr,Diana,firm-head",
            "people.csv row 9, preferred_name: lead@med.example is called “Diana” here and “Di” in people.csv row 8: write one of them in both, or give each person their own address",
        ),
        (
            "people.csv",
            "dee.ash@trust.example,Dr Dee Ash,,firm-head",
            "dee.ash@trust.example,Dr Dee Ash,,firm-head\ndee.ash@trust.example,Dr Dee Ash,,firm-head",
            "people.csv row 7, role: row 6 gives this person this role as well: take one of the two out, or give them days that do not meet",
        ),
        (
            "groups.csv",
            "ann.lee@trust.example,bo.ray",
            "bo.ray@trust.example,bo.ray",
            "groups.csv row 2, co_leader_2: G1 has the same co-leader twice: name two people",
        ),
        (
            "groups.csv",
            "ann.lee@trust.example,bo",
            ",bo",
            "groups.csv row 2, co_leader_1: G1 has no first co-leader: name one, for a group has two",
        ),
        (
            "groups.csv",
            "bo.ray@trust.example\nG2",
            "\nG2",
            "groups.csv row 2, co_leader_2: G1 has no second co-leader: name one, for a group has two",
        ),
        (
            "groups.csv",
            "G2,Friday",
            "G2,Friday,14:00,50,Room 2,bo.ray@trust.example,cy.fox@trust.example\ng2,Friday",
            "groups.csv row 4, group: row 3 is the group g2 as well: take one out, or give it another code",
        ),
    ] {
        check(file, old, new, &[expected]);
    }
    let leader = "ann.lee@trust.example,Dr Ann Lee,,G1,dee.ash@trust.example\n";
    let files = Files::sound().with("students.csv", [STUDENTS, leader].concat());
    assert_eq!(
        files.mistakes(None, SUMMER),
        ["students.csv row 5, email: ann.lee@trust.example co-leads G1: a student leads another group or none"]
    );
}

#[test]
fn what_cannot_be_true_of_sessions() {
    for (old, new, expected) in [
        (
            "G1,2,2026-09-29",
            "G1,2,2026-09-15",
            "sessions.csv row 3, date: row 2 has another session of G1 on 2026-09-15: a group meets once a day, move one",
        ),
        (
            "G1,2,",
            "G1,1,",
            "sessions.csv row 3, number: row 2 is session 1 of G1 as well: number the sessions of a group apart",
        ),
        (
            "G1,2,2026-09-29",
            "G1,2,2026-09-08",
            "sessions.csv row 3, number: session 2 of G1 on 2026-09-08 and session 1 on 2026-09-15 (row 2) are in the wrong order: number them as they follow each other",
        ),
        (
            "2026-10-02",
            "2026-12-25",
            "sessions.csv row 5, date: 2026-12-25 is a bank holiday: move the session to another day",
        ),
        ("G2,2,", "G3,2,", "sessions.csv row 5, group: there is no group G3: add it to groups.csv, or put it right"),
    ] {
        check("sessions.csv", old, new, &[expected]);
    }
    let closed = Files::sound().with("closures.csv", "from,until,why\n2026-09-28,2026-09-30,Exams\n");
    assert_eq!(
        closed.mistakes(None, SUMMER),
        [
            "sessions.csv row 3, date: 2026-09-29 is in a closure (Exams, 2026-09-28 to 2026-09-30): move the session, or \
          put the closure right"
        ]
    );
}

#[test]
fn optional_sheets() {
    let supervised = |groups: &str, supervisors: &str| {
        let roles = "sy.elm@trust.example,Dr Sy Elm,,supervisor\n";
        let groups = GROUPS.replace("place,", "place,supervision,").replace("Room 1,", &format!("Room 1,{groups},"));
        Files::sound()
            .with("people.csv", [PEOPLE, roles].concat())
            .with("groups.csv", groups.replace("Room 2,", "Room 2,,"))
            .with("supervisors.csv", format!("supervision,email,from,until\n{supervisors}\n"))
            .read(None, SUMMER, false)
            .map(|import| import.roster.supervisions.len())
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(supervised("S1", "S1,sy.elm@trust.example,,"), Ok(1));
    let unknown = "groups.csv row 2, supervision: nobody supervises S2: write S1 if that is meant, or add it to \
                   supervisors.csv";
    let far = "groups.csv row 2, supervision: nobody supervises East: add it to supervisors.csv, or put it right";
    assert!(
        matches!(supervised("S2", "S1,sy.elm@trust.example,,"), Err(said) if said == [unknown] || said == [far.replace("East", "S2")])
    );
    assert_eq!(supervised("East", "S1,sy.elm@trust.example,,"), Err(vec![far.to_owned()]));
    assert_eq!(
        supervised("S1", "S1,ann.lee@trust.example,2026-10-01,2026-09-01"),
        Err(vec![
            "groups.csv row 2, supervision: nobody supervises S1: add it to supervisors.csv, or put it right"
                .to_owned(),
            "supervisors.csv row 2, until: 2026-09-01 is before 2026-10-01, its from: put one of them right".to_owned(),
        ])
    );
    assert_eq!(
        supervised("S1", "S1,ann.lee@trust.example,,"),
        Err(vec![
            "supervisors.csv row 2, email: ann.lee@trust.example is no supervisor: give them a row with this role in \
             people.csv, or name another"
                .to_owned()
        ])
    );
}

#[test]
fn schemes() {
    let groups = GROUPS.replace("place,", "place,scheme,").replace("Room 1,", "Room 1,school,");
    let two = Files::sound().with("groups.csv", groups.replace("Room 2,", "Room 2,trainees,"));
    let said = two.mistakes(None, SUMMER);
    assert_eq!(
        said[0],
        "people.csv row 2, scheme: there is more than one scheme: write which is meant, one of school, trainees"
    );
    assert_eq!(said.len(), 7, "{said:?}");
    let listed = two.with("schemes.csv", "scheme,feedback_mid\nschool,2027-01-12\n");
    assert_eq!(
        listed.mistakes(None, SUMMER),
        ["groups.csv row 3, scheme: there is no scheme trainees: write one of school, or add it to the sheet schemes"]
    );
}

#[test]
fn co_leaders_in_a_sheet_of_their_own() {
    let led = |rows: &str| {
        let rows = format!("group,place,email,from,until\n{rows}");
        Files::sound().with("co-leaders.csv", rows).read(None, SUMMER, false)
    };
    let roster = led(
        "G1,1,ann.lee@trust.example,,2026-09-20\nG1,1,cy.fox@trust.example,2026-09-21,\nG1,2,bo.ray@trust.example,,\n",
    );
    let said = roster.map(|_| ()).unwrap_err();
    assert_eq!(
        said.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["students.csv row 2, firm_head: cy.fox@trust.example co-leads G1, and nobody leads a group with students of \
          their own firm: name another firm head for Kit Poe, or another group"]
    );
    for (rows, expected) in [
        (
            "G1,1,ann.lee@trust.example,,\nG1,2,bo.ray@trust.example,,2026-09-20\n",
            "groups.csv row 2, group: on 2026-09-29 G1 has 1 of its two co-leaders: give both places different people for that day in co-leaders.csv",
        ),
        (
            "G1,1,ann.lee@trust.example,,\nG1,1,bo.ray@trust.example,,\n",
            "co-leaders.csv row 3, place: row 2 gives this place to somebody on the same days: give the earlier of the two an until",
        ),
        (
            "G1,1,ann.lee@trust.example,,\nG1,3,bo.ray@trust.example,,\nG1,2,bo.ray@trust.example,,\n",
            "co-leaders.csv row 3, place: “3” is not the place of a co-leader: write 1 or 2",
        ),
    ] {
        let said = led(rows).map(|_| ()).unwrap_err();
        assert_eq!(said.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn all_are_said_at_once() {
    let files = Files::sound()
        .edited("students.csv", "Kit Poe,,G1", "Kit Poe,,G9")
        .edited("students.csv", "max.oak@students.example", "max.oak")
        .edited("sessions.csv", "2026-10-02", "2 October")
        .edited("groups.csv", "13:00", "one");
    assert_eq!(
        files.mistakes(None, SUMMER),
        [
            "groups.csv row 2, starts: “one” is not a time of day: write it as 13:00",
            "sessions.csv row 5, date: “2 October” is not a date that can be read safely: write it as 2026-09-15 or \
             15/09/2026",
            "students.csv row 2, group: there is no group G9: add it to groups.csv, or put it right",
            "students.csv row 4, email: “max.oak”: this is not an e-mail address: write it as name@host, without \
             spaces or brackets",
        ]
    );
}
