//! Reminder, brief, register, gap, cancelled and moved: the letters of every fortnight.

use balintd::domain::calendar::Meeting;
use balintd::domain::decide::Why;
use balintd::domain::event::{Attention, Fact};
use balintd::domain::id::Name;
use balintd::domain::replan::replanned;
use balintd::domain::roster::Roster;
use balintd::domain::said::Stance;

use crate::story::{AMARA, DAN, GROUP, HELEN, Story, TEAM, TOM, at, session};

#[test]
fn the_reminder_goes_the_week_before_one_a_student_and_one_copy_to_the_pair() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00");
    assert_eq!(story.count("reminder"), 10);
    assert_eq!(story.of_kind("reminder")[0], ("Wed 2026-09-09 09:00".to_owned(), vec![AMARA]));
    assert_eq!(story.of_kind("reminder-copy"), [("Wed 2026-09-09 09:00".to_owned(), vec![HELEN, DAN])]);
}

#[test]
fn who_has_apologised_already_is_not_asked_again() {
    let mut story = Story::new();
    story.until("2026-09-08 12:00").says(AMARA, 1, Stance::Absent).until("2026-09-10 12:00");
    assert_eq!(story.count("reminder"), 9);
    assert!(story.waiting.iter().any(|w| w.student == Some(AMARA) && w.why == Why::Apologised));
}

#[test]
fn a_reminder_that_is_a_day_late_is_dropped_and_not_sent() {
    let mut story = Story::new();
    story.until("2026-09-08 12:00");
    story.now = at("2026-09-14 14:00");
    story.until("2026-09-14 15:00");
    assert_eq!(story.count("reminder"), 0);
    let decided = story.state.all_told().filter(|(_, told)| told.letter.kind() == "reminder").count();
    assert_eq!(decided, 10, "each is noted as one that came too late");
}

#[test]
fn the_brief_goes_the_day_before() {
    let mut story = Story::new();
    story.until("2026-09-16 12:00");
    assert_eq!(story.of_kind("brief"), [("Mon 2026-09-14 15:00".to_owned(), vec![HELEN, DAN])]);
}

#[test]
fn the_register_is_asked_for_again_after_one_day_and_three_and_then_the_team_is_told() {
    let mut story = Story::new();
    story.until("2026-09-28 12:00");
    assert_eq!(story.of_kind("register-request"), [("Tue 2026-09-15 14:00".to_owned(), vec![HELEN, DAN])]);
    let times: Vec<_> = story.of_kind("register-chaser").into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, ["Wed 2026-09-16 09:00", "Fri 2026-09-18 09:00"]);
    assert_eq!(story.of_kind("register-missing"), [("Sun 2026-09-20 09:00".to_owned(), vec![TEAM])]);
}

#[test]
fn a_register_that_came_is_confirmed_to_both_and_asked_for_no_more() {
    let mut story = Story::new();
    story.held(1, &[]).until("2026-09-28 12:00");
    assert_eq!(story.of_kind("register-confirmation"), [("Tue 2026-09-15 14:30".to_owned(), vec![HELEN, DAN])]);
    assert_eq!((story.count("register-chaser"), story.count("register-missing")), (0, 0));
}

#[test]
fn after_a_long_gap_the_group_is_written_to_again() {
    let mut story = Story::new();
    story.until("2027-01-20 12:00");
    assert_eq!(story.count("after-christmas"), 10);
    assert_eq!(story.of_kind("after-christmas")[0].0, "Thu 2027-01-14 09:00");
}

#[test]
fn a_cancelled_session_is_told_once_to_everyone_and_nobody_is_chased_for_it() {
    let mut story = Story::new();
    story.until("2026-09-14 12:00").fact(Fact::SessionCancelled { session: session(1), by: HELEN, was: None });
    let told = story.of_kind("session-cancelled");
    assert_eq!((told.len(), told[0].1.len()), (1, 12));
    story.until("2026-09-22 12:00");
    assert_eq!((story.count("brief"), story.count("register-request")), (0, 0));
}

#[test]
fn a_moved_session_is_told_once_and_its_register_asked_for_after_the_new_time() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00");
    let date = Some("2026-09-17".parse().unwrap());
    story.fact(Fact::SessionMoved { session: session(1), by: DAN, date, starts: None, place: None, was: None });
    story.until("2026-09-18 08:00");
    assert_eq!(story.of_kind("session-moved")[0].1.len(), 12);
    assert_eq!(story.of_kind("register-request")[0].0, "Thu 2026-09-17 14:00");
}

/// The story goes on under another timetable, as an import has it.
fn import(story: &mut Story, change: impl FnOnce(&mut Roster)) -> Vec<Fact> {
    let mut roster = story.state.roster.clone();
    change(&mut roster);
    let facts = replanned(&story.state, &roster, story.now);
    story.state.take_roster(roster);
    facts.iter().for_each(|fact| {
        story.fact(fact.clone());
    });
    assert_eq!(replanned(&story.state, &story.state.roster, story.now), [], "the same timetable says nothing new");
    facts
}

#[test]
fn a_new_timetable_tells_of_the_session_that_was_announced_and_of_no_other() {
    let mut story = Story::new();
    story.until("2026-09-11 12:00");
    assert_eq!(story.count("reminder"), 10);
    import(&mut story, |roster| {
        for session in roster.sessions.values_mut() {
            session.date = session.date.tomorrow().unwrap();
        }
        roster.groups.get_mut(&GROUP).unwrap().place = Name::new("Seminar Room B").unwrap();
    });
    let told = story.of_kind("session-moved");
    assert_eq!((told.len(), told[0].1.len()), (1, 12), "one letter to each, though the whole series moved");
    story.until("2026-10-07 12:00");
    assert_eq!(story.count("session-moved"), 1);
    let meeting = story.state.calendar.get(session(1)).unwrap();
    assert_eq!((meeting.date.to_string().as_str(), meeting.place.as_str()), ("2026-09-16", "Seminar Room B"));
    assert_eq!(story.of_kind("register-request")[0].0, "Wed 2026-09-16 14:00", "asked for after the new day");
    assert_eq!(story.state.session(session(1)).changes, 1);
    assert_eq!(story.state.session(session(2)).changes, 0);
}

#[test]
fn a_session_that_a_new_timetable_no_longer_has_is_cancelled_for_those_who_expect_it() {
    let mut story = Story::new();
    story.until("2026-09-11 12:00");
    let facts = import(&mut story, |roster| {
        roster.sessions.remove(&session(1));
        roster.sessions.remove(&session(3));
    });
    assert!(matches!(&facts[..], [Fact::SessionCancelled { session: of, .. }] if *of == session(1)), "{facts:?}");
    let told = story.of_kind("session-cancelled");
    assert_eq!((told.len(), told[0].1.len()), (1, 12));
    story.until("2026-09-16 12:00");
    assert_eq!((story.count("brief"), story.count("register-request")), (0, 0));
}

#[test]
fn of_a_co_leaders_word_and_the_timetables_the_later_holds() {
    let mut story = Story::new();
    story.until("2026-09-11 12:00");
    let [wednesday, thursday] = ["2026-09-16", "2026-09-17"].map(|day| day.parse().unwrap());
    let (by, was) = (DAN, story.state.calendar.get(session(1)).map(Meeting::slot));
    story.fact(Fact::SessionMoved { session: session(1), by, date: Some(wednesday), starts: None, place: None, was });
    let say =
        |story: &mut Story, date| import(story, |roster| roster.sessions.get_mut(&session(1)).unwrap().date = date);
    assert_eq!(say(&mut story, wednesday), [], "the timetable says what he said");
    let facts = say(&mut story, thursday);
    assert!(matches!(&facts[..], [Fact::SessionMoved { date: Some(day), .. }] if *day == thursday), "{facts:?}");
    assert_eq!(story.state.calendar.get(session(1)).unwrap().date, thursday);
    story.fact(Fact::SessionCancelled { session: session(1), by: DAN, was: None });
    let room = |roster: &mut Roster| roster.groups.get_mut(&GROUP).unwrap().place = Name::new("Room 9").unwrap();
    assert_eq!(import(&mut story, room), [], "another room is no reason to hold it");
    assert!(story.state.calendar.get(session(1)).unwrap().cancelled);
    say(&mut story, "2026-09-18".parse().unwrap());
    let meeting = story.state.calendar.get(session(1)).unwrap();
    assert!(!meeting.cancelled && meeting.date.to_string() == "2026-09-18", "another day is");
}

#[test]
fn a_leader_who_is_away_is_told_to_the_group_and_not_asked_for_the_register() {
    let mut story = Story::new();
    story.until("2026-09-14 12:00").fact(Fact::LeaderAway { session: session(1), leader: DAN, by: DAN });
    story.until("2026-09-15 15:00");
    assert_eq!(story.of_kind("leader-away")[0].1.len(), 12);
    assert_eq!(story.of_kind("register-request")[0].1, [HELEN]);
}

#[test]
fn what_students_wrote_reaches_both_co_leaders_the_same_day() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00").says(AMARA, 1, Stance::Absent).says(TOM, 1, Stance::Attending);
    story.until("2026-09-11 12:00");
    assert_eq!(story.of_kind("students-wrote"), [("Thu 2026-09-10 17:30".to_owned(), vec![HELEN, DAN])]);
}

#[test]
fn what_needs_a_person_reaches_them_at_once() {
    let mut story = Story::new();
    story.until("2026-09-10 22:00").writes(AMARA, None, Attention::Now);
    assert_eq!(story.of_kind("student-wrote"), [("Thu 2026-09-10 22:00".to_owned(), vec![HELEN, DAN])]);
    assert_eq!(story.count("acknowledgement"), 0);
}

#[test]
fn an_apology_after_the_brief_reaches_them_before_the_session() {
    let mut story = Story::new();
    story.until("2026-09-15 08:00").says(AMARA, 1, Stance::Absent);
    assert_eq!(story.of_kind("student-wrote"), [("Tue 2026-09-15 08:00".to_owned(), vec![HELEN, DAN])]);
    assert_eq!(story.count("acknowledgement"), 1);
}

#[test]
fn what_could_not_be_read_changes_nothing_and_is_asked_about() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00").writes(AMARA, None, Attention::Ask);
    assert_eq!(story.of_kind("clarifying-question")[0].1, [AMARA]);
    assert_eq!(story.count("student-wrote"), 1);
}
