//! What was decided in time and leaves late: a server was away, or the daemon was down.

use balintd::domain::decide::Why;
use balintd::domain::event::{DropReason, Fact};
use balintd::domain::said::Stance;
use balintd::domain::sending::Verdict;

use crate::story::{AMARA, DAN, Story, at};

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
