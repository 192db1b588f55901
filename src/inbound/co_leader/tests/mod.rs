//! Co-leaders' messages in many voices, with what a careful person would take them to say, as the rules alone read them.
//!
//! The messages stand in text files, one a line: `who letter session student @when "subject" | words | label`. A label
//! is what is said, parts between semicolons; `asks` says that a person is asked before anything changes, and `asks`
//! alone that nothing may be applied, whatever was read.

mod hostile;
pub(in crate::inbound) mod world;

use std::collections::BTreeSet;

use super::{read_by_rules, read_co_leader};
use crate::domain::id::{GroupId, Name, PersonId};
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::inbound::reading::{Read, Words};
use crate::inbound::{About, AboutKind, Scene};
use world::{Case, World};

#[test]
fn registers() {
    holds(include_str!("registers.txt"), 300);
}

#[test]
fn corrections() {
    holds(include_str!("corrections.txt"), 60);
}

#[test]
fn orders() {
    holds(include_str!("orders.txt"), 120);
}

/// However sure rules and models are of the rest of it.
#[test]
fn what_would_be_left_out_is_asked_about() {
    let world = World::new();
    let lines = [
        "rukhsana register_request 10 @2027-02-26T16:00 | GM left at 2.25, WF sent apols, everyone else present | asks",
        "dan register_request 4 @2026-10-27T16:00 | ao late, hg late, sa not here, rest ok | asks",
        "rukhsana register_request 4 @2026-10-30T16:00 | 1 late (Mo, 5 min), 1 poorly (Will), rest there | asks",
        "dan register_request 8 @2027-01-26T16:00 | Hannah missing. Also Kofi. Rest ok | asks",
        "peter register_request 7 @2026-12-11T16:00 | Kofi and Minh were absent; he with my leave, she not. | asks",
        "dan register_request 12 @2027-03-23T16:00 | two sent home for being late, priya and wei. Rest there | asks",
        "rukhsana register_request 9 @2027-02-12T16:00 | All but Grace. Ooh and the 26th might be tricky, strike | asks",
        "rukhsana register_request 3 @2026-10-16T16:00 | 8 yesterday. missing zoe, kofi, niamh | asks",
        "dan register_request 5 @2026-11-10T16:00 | Nine students yesterday. Hannah, Wei and Seun were absent. | asks",
        "helen register_request 7 @2026-12-08T16:00 | All there but Amara, who was as white as a sheet. Could somebody let Farah know at once? | asks",
    ];
    for case in lines.into_iter().filter_map(Case::of_line) {
        let read = read_with(&world, &case, read_co_leader);
        assert!(!read.acts, "{:?}", case.words);
    }
}

#[test]
fn a_name_above_the_writers_degrees_is_the_writers_own() {
    let mut world = World::new();
    let helen = world.person("helen");
    world.roster.people.get_mut(&helen).unwrap().preferred_name = Name::new("Hannah").ok();
    let lines = [
        r"DNA: Wei and Siân\n\nHannah\nDr Helen Marsh MRCPsych\nKingsmead Trust | wei.xu absent; sian.evans absent; rest present",
        r"DNA:\nHannah\nWei\nDr Helen Marsh MRCPsych\nKingsmead Trust | hannah.goldberg absent; wei.xu absent; rest present",
    ];
    for line in lines {
        let case = Case::of_line(&format!("helen register_request 2 @2026-09-29T16:00 | {line}")).unwrap();
        assert_eq!(failure(&world, &case), None);
    }
}

#[test]
fn a_co_leader_called_as_initials_in_the_plural_is_nobodys_initials() {
    let mut world = World::new();
    let helen = world.person("helen");
    // Hannah Goldberg is H. G., and two of her would be "HGs".
    world.roster.people.get_mut(&helen).unwrap().preferred_name = Name::new("Hgs").ok();
    let line = "dan none @2026-11-18T09:00 | I can't be there on Tuesday 24 November, Hgs will run the group. | leader_away session=6";
    assert_eq!(failure(&world, &Case::of_line(line).unwrap()), None);
}

#[test]
fn a_given_name_that_is_shortened_to_anothers_family_name_is_its_own() {
    let mut world = World::new();
    let kofi = world.person("kofi.asante");
    // Ali is short for Alasdair, and Mo's family name.
    world.roster.people.get_mut(&kofi).unwrap().name = Name::new("Alasdair Asante").unwrap();
    let line = "peter register_request 3 @2026-10-16T16:00 | All present except Grace, Alasdair, Mo and Zoe. | \
                grace.mensah absent; kofi.asante absent; mohammed.ali absent; zoe.hartley absent; rest present";
    assert_eq!(failure(&world, &Case::of_line(line).unwrap()), None);
}

/// Every line of a file is read as its label says; the file has at least so many.
fn holds(file: &str, lines_min: usize) {
    let world = World::new();
    let cases: Vec<Case> = file.lines().filter_map(Case::of_line).collect();
    assert!(cases.len() >= lines_min, "{} lines", cases.len());
    let failed: Vec<String> = cases.iter().filter_map(|case| failure(&world, case)).collect();
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn failure(world: &World, case: &Case) -> Option<String> {
    let read = read(world, case);
    let mut got = label(world, &read.says);
    if !read.acts {
        got.insert("asks".to_owned());
    }
    let expect = case.expected();
    let fits = if case.only_asks() { !read.acts } else { got == expect };
    (!fits).then(|| format!("{:?}\n  expected {expect:?}\n  read     {got:?} {:?}", case.words, read.evidence))
}

fn read(world: &World, case: &Case) -> Read<CoLeaderSays> {
    read_with(world, case, read_by_rules)
}

type Reader = fn(&Words, &Scene, PersonId, GroupId) -> Read<CoLeaderSays>;

fn read_with(world: &World, case: &Case, reader: Reader) -> Read<CoLeaderSays> {
    let leader = world.person(&case.who);
    let group = world.group_of(leader);
    let about = case.kind.map(|kind| About { group: Some(group), ..case.about(world, kind) });
    let scene = Scene { roster: &world.roster, calendar: &world.calendar, now: case.now, about: about.as_ref() };
    reader(&case.as_words(), &scene, leader, group)
}

/// What was read, in the words of the files.
fn label(world: &World, says: &CoLeaderSays) -> BTreeSet<String> {
    let name = |student: &PersonId| world.name(*student);
    let mark = |mark: &Mark| match mark {
        Mark::Present => "present",
        Mark::Late => "late",
        Mark::Absent => "absent",
        Mark::Excused => "excused",
        Mark::TurnedAway => "turned_away",
    };
    let mut parts: BTreeSet<String> =
        says.marks.iter().map(|(student, m)| format!("{} {}", name(student), mark(m))).collect();
    parts.extend(says.rest.map(|rest| match rest {
        Rest::Present => "rest present".to_owned(),
        Rest::Absent => "rest absent".to_owned(),
        Rest::Expected => "rest expected".to_owned(),
    }));
    parts.extend(says.unclear.iter().map(|written| format!("unclear {written}")));
    parts.extend(says.session.map(|session| format!("session {session}")));
    parts.extend(says.orders.iter().map(|order| order_label(world, order)));
    parts
}

fn order_label(world: &World, order: &Order) -> String {
    let of = |student: &PersonId| world.name(*student);
    let at = |session: &Option<u8>| session.map_or(String::new(), |number| format!(" session={number}"));
    match order {
        Order::Hold { student } => {
            format!("hold {}", student.as_ref().map(of).unwrap_or_default()).trim_end().to_owned()
        }
        Order::Release { student } => {
            format!("release {}", student.as_ref().map(of).unwrap_or_default()).trim_end().to_owned()
        }
        Order::Explained { student, session } => format!("explained {}{}", of(student), at(session)),
        Order::Concern { student } => format!("concern {}", of(student)),
        Order::LeaderAway { session, who } => match who {
            Some(who) => format!("leader_away who={} session={session}", of(who)),
            None => format!("leader_away session={session}"),
        },
        Order::LeaderBack { session } => format!("leader_back session={session}"),
        Order::Cancel { session } => format!("cancel session={session}"),
        Order::Move { session, date, starts, place } => {
            let to = [date.map(|d| d.to_string()), starts.map(|t| t.to_string().chars().take(5).collect())];
            let to = to.into_iter().flatten().collect::<Vec<_>>().join("T");
            let to = if to.is_empty() { String::new() } else { format!(" to={to}") };
            let place = place.as_ref().map_or(String::new(), |place| format!(" place={place}"));
            format!("move session={session}{to}{place}")
        }
        Order::Left { student } => format!("left {}", of(student)),
        Order::Presented { student, session } => format!("presented {}{}", of(student), at(session)),
        Order::Relay { student, session } => format!("relay {} session={session}", of(student)),
        Order::Status => "status".to_owned(),
        Order::Help => "help".to_owned(),
        Order::Question => "question".to_owned(),
    }
}

#[test]
fn who_is_asked_is_told_whom_a_name_may_mean() {
    let world = World::new();
    let case = Case::of_line("helen register_request 9 @2027-02-09T16:00 | Only Tom missing | asks").unwrap();
    let read = read(&world, &case);
    assert_eq!(read.likely, ["Thomas Bradley", "Tom Nguyen"]);
    assert!(!read.acts);
}

#[test]
fn every_mark_and_order_has_its_evidence() {
    let world = World::new();
    for line in include_str!("registers.txt").lines().chain(include_str!("orders.txt").lines()) {
        let Some(case) = Case::of_line(line) else { continue };
        let read = read(&world, &case);
        let says_something = read.says.has_register() || read.says.orders.iter().any(|order| *order != Order::Question);
        assert!(!says_something || !read.evidence.is_empty(), "{line}");
    }
}

#[test]
fn a_notice_that_names_nobody_is_about_its_student() {
    let world = World::new();
    let case = Case::of_line("dan escalation_notice 9 wei.xu @2027-02-10T09:00 | hold | hold wei.xu").unwrap();
    assert_eq!(case.kind, Some(AboutKind::EscalationNotice));
    assert_eq!(read(&world, &case).says.orders, [Order::Hold { student: Some(world.person("wei.xu")) }]);
}

/// What a world in which some students have other names reads in a line, and whether it acts.
fn read_where(renamed: &[(&str, &str)], line: &str) -> (BTreeSet<String>, bool) {
    let mut world = World::new();
    for (called, name) in renamed {
        let person = world.person(called);
        world.roster.people.get_mut(&person).unwrap().name = Name::new(name).unwrap();
    }
    let read = read(&world, &Case::of_line(&format!("{line} | -")).unwrap());
    (label(&world, &read.says), read.acts)
}

#[test]
fn a_co_leader_who_is_called_as_a_student_is_for_short_is_not_that_student() {
    let brief = "helen brief 8 @2027-01-25T09:00";
    for name in ["Daniel Goldberg", "Dan Goldberg"] {
        let away = format!("{brief} | I can't be there on 26 January, Dan will run the group.");
        let (says, acts) = read_where(&[("hannah.goldberg", name)], &away);
        assert_eq!((says, acts), (BTreeSet::from(["leader_away session=8".to_owned()]), true));
    }
    let renamed = [("hannah.goldberg", "Daniel Goldberg")];
    let (_, acts) = read_where(&renamed, &format!("{brief} | Dan can't make it on 26 January."));
    assert!(!acts);
    let (says, acts) = read_where(&renamed, &format!("{brief} | Daniel can't make it on 26 January."));
    assert_eq!((says, acts), (BTreeSet::from(["relay hannah.goldberg session=8".to_owned()]), true));
}

#[test]
fn two_words_in_a_row_are_nobodys_initials() {
    let renamed = [("hannah.goldberg", "Ivan Tanaka"), ("amara.okafor", "Ngozi Odukoya")];
    let (says, acts) = read_where(&renamed, "helen brief 8 @2027-01-25T09:00 | Wei can't make it on 26 January.");
    assert_eq!((says, acts), (BTreeSet::from(["relay wei.xu session=8".to_owned()]), true));
}
