//! What comes late takes back what it can, from exactly those who were told.

use balintd::domain::event::{Attention, Fact};
use balintd::domain::policy::StepKind;
use balintd::domain::said::{Mark, Stance};

use crate::story::{AMARA, DAN, FARAH, HELEN, Story, TEAM, session};

#[test]
fn an_explanation_answers_the_check_in_and_the_firm_head_need_not_look() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-17 12:00").says(AMARA, 1, Stance::Absent).until("2026-09-28 12:00");
    assert_eq!(story.of_kind("acknowledgement")[0].1, [AMARA]);
    assert_eq!(story.of_kind("withdrawal"), [("Thu 2026-09-17 12:00".to_owned(), vec![FARAH])]);
}

#[test]
fn an_explained_absence_does_not_count_towards_the_next_step() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-17 12:00").says(AMARA, 1, Stance::Absent).held(2, &[AMARA]);
    story.until("2026-10-12 12:00");
    assert_eq!(story.count("check-in"), 2, "the second is the first of a new case");
    assert_eq!(story.count("notice-student"), 0);
}

#[test]
fn a_step_that_was_announced_falls_away_and_those_who_had_the_notice_are_told() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-09-30 16:00");
    story.fact(Fact::Explained { student: AMARA, session: session(2), by: HELEN }).until("2026-10-12 12:00");
    assert_eq!(story.count("firm-head-letter"), 0);
    assert_eq!(story.of_kind("withdrawal"), [("Wed 2026-09-30 16:00".to_owned(), vec![HELEN, DAN, AMARA])]);
}

#[test]
fn a_step_that_was_sent_is_taken_back_from_exactly_those_who_were_told() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-05 12:00");
    assert_eq!(story.count("firm-head-letter"), 1);
    story.fact(Fact::Explained { student: AMARA, session: session(1), by: DAN }).until("2026-10-12 12:00");
    // The check-in of the first session and the step that counted it.
    let to: Vec<_> = story.of_kind("withdrawal").into_iter().map(|(_, to)| to).collect();
    assert_eq!(to, [vec![FARAH, AMARA], vec![HELEN, DAN, FARAH, AMARA]]);
    assert_eq!((story.count("firm-head-reminder"), story.count("firm-head-silent")), (0, 0));
}

#[test]
fn a_corrected_register_does_the_same() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).held(3, &[AMARA]).until("2026-10-20 12:00");
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::UndergraduateTeam), by: HELEN });
    story.until("2026-10-21 12:00");
    let marks = [(AMARA, Mark::Present)].into();
    story.fact(Fact::MarksCorrected { session: session(3), by: DAN, marks }).until("2026-10-26 12:00");
    let back = story.of_kind("withdrawal");
    assert_eq!(back.len(), 1);
    assert_eq!(back[0].1, [HELEN, DAN, FARAH, TEAM]);
}

#[test]
fn a_dispute_that_is_settled_for_the_student_takes_the_check_in_back() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-17 12:00");
    story.writes(AMARA, Some((1, Stance::WasPresent)), Attention::Now).until("2026-09-18 12:00");
    assert_eq!(story.count("withdrawal"), 0, "nothing is taken back while it is disputed");
    let marks = [(AMARA, Mark::Present)].into();
    story.fact(Fact::MarksCorrected { session: session(1), by: HELEN, marks }).until("2026-09-21 12:00");
    assert_eq!(story.of_kind("withdrawal")[0].1, [FARAH, AMARA]);
}

#[test]
fn after_a_step_was_taken_back_the_next_absence_begins_again_below_it() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-05 12:00");
    story.fact(Fact::Explained { student: AMARA, session: session(2), by: DAN }).held(3, &[AMARA]);
    story.until("2026-10-26 12:00");
    // Sessions 1 and 3 are unexplained: it is announced again, and goes again, for the new absence.
    assert_eq!((story.count("notice-student"), story.count("firm-head-letter")), (2, 2));
}
