//! What was decided in time and leaves late: a server was away, or the daemon was down.

use balintd::domain::decide::Why;
use balintd::domain::event::{DropReason, Fact};
use balintd::domain::id::PersonId;
use balintd::domain::letter::Letter;
use balintd::domain::said::{BounceAction, Stance};
use balintd::domain::sending::Verdict;

use crate::story::{AMARA, DAN, Story, at, session};

#[test]
fn the_notice_of_a_step_runs_from_when_the_last_of_them_had_it() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-29 14:00").server_goes_away().held(2, &[AMARA]).until("2026-10-01 15:00");
    assert!(story.server_comes_back().is_empty());
    story.until("2026-10-12 12:00");
    assert_eq!(story.of_kind("notice-student"), [("Thu 2026-10-01 15:00".to_owned(), vec![AMARA])]);
    let times: Vec<String> = story.of_kind("firm-head-letter").into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, ["Mon 2026-10-05 09:00"], "two working days after the notice left");
}

#[test]
fn a_hold_stops_a_letter_that_was_decided_before_it_and_has_not_left() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-01 12:00").server_goes_away();
    story.until("2026-10-01 18:00").fact(Fact::HoldPlaced { student: AMARA, by: DAN, until: None });
    story.until("2026-10-02 11:00");
    let kept = story.server_comes_back();
    let of_step = kept.iter().filter(|(letter, ..)| letter.kind().starts_with("firm-head-"));
    let whys: Vec<bool> = of_step.map(|(.., verdict)| matches!(verdict, Verdict::Later(_, Why::Held))).collect();
    assert_eq!(whys, [true, true, true], "the letter to both, and what the firm head is asked");
    assert_eq!(story.count("firm-head-letter"), 0);
}

#[test]
fn a_weekly_question_that_was_put_off_until_near_the_next_is_not_asked() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).held(3, &[AMARA]).until("2026-10-14 12:00");
    assert_eq!(story.count("release-request"), 1);
    story.server_goes_away().until("2026-10-24 18:00");
    let kept = story.server_comes_back();
    let put_off: Vec<_> = kept.iter().filter(|(letter, ..)| letter.kind() == "release-request").collect();
    assert_eq!(put_off.len(), 2, "to each of the pair: {kept:?}");
    assert!(put_off.iter().all(|(.., verdict)| *verdict == Verdict::Drop(DropReason::NoLongerDue)));
}

#[test]
fn what_came_after_yesterdays_post_that_went_this_morning_is_in_tomorrows() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00").says(AMARA, 1, Stance::Absent);
    // Nobody was there to send it in the evening.
    story.now = at("2026-09-11 00:40");
    story.until("2026-09-11 08:00").says(AMARA, 1, Stance::Attending);
    story.until("2026-09-14 12:00");
    let times: Vec<String> = story.of_kind("students-wrote").into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, ["Fri 2026-09-11 00:40", "Sat 2026-09-12 17:30"]);
}

/// The server of a student turns a letter away for good.
fn refuses(story: &mut Story) {
    let told = Letter::Reminder { student: AMARA, session: session(1) };
    story.fact(Fact::Refused { key: told.key(), to: AMARA, code: 550 });
}

#[test]
fn the_day_on_which_they_hear_that_somebody_cannot_be_reached_is_the_day_on_which_they_have_it() {
    let mut story = Story::new();
    story.until("2026-09-12 10:00").server_goes_away();
    refuses(&mut story);
    story.until("2026-09-12 12:00");
    refuses(&mut story);
    story.until("2026-09-13 09:00");
    assert_eq!(story.server_comes_back(), []);
    story.until("2026-09-15 12:00");
    let times: Vec<String> = story.of_kind("undeliverable").into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, ["Sun 2026-09-13 09:00", "Mon 2026-09-14 17:30"]);
}

#[test]
fn that_somebody_cannot_be_reached_is_said_once_where_it_has_waited_until_it_was_found_out_again() {
    let mut story = Story::new();
    story.until("2026-09-12 10:00").server_goes_away();
    refuses(&mut story);
    story.until("2026-09-14 10:00");
    refuses(&mut story);
    let kept = story.server_comes_back();
    let older: Vec<_> = kept.iter().filter(|(letter, ..)| letter.kind() == "undeliverable").collect();
    assert!(older.iter().all(|(.., verdict)| *verdict == Verdict::Drop(DropReason::NoLongerDue)), "{older:?}");
    let newer = story.of_kind("undeliverable");
    assert_eq!((older.len(), newer.len()), (newer[0].1.len(), 1), "each of them hears once: {newer:?}");
}

#[test]
fn a_letter_to_the_administrator_that_is_turned_away_brings_none_to_the_administrator() {
    let mut story = Story::new();
    story.until("2026-09-07 12:00");
    let [(.., to)] = &story.of_kind("proof-of-life")[..1] else { panic!("no sign of life") };
    assert_eq!(*to, [PersonId::ADMINISTRATOR]);
    let key = Letter::ProofOfLife { day: "2026-09-07".parse().unwrap() }.key();
    story.fact(Fact::Refused { key, to: PersonId::ADMINISTRATOR, code: 550 });
    let bounced = Fact::Bounced { person: PersonId::ADMINISTRATOR, action: BounceAction::Failed, permanent: true };
    story.fact(bounced).until("2026-09-12 12:00");
    assert_eq!(story.count("undeliverable"), 0);
}
