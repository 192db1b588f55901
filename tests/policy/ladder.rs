//! The four steps, each with what lets it go and what keeps it.

use balintd::domain::decide::Why;
use balintd::domain::event::{Attention, Fact};
use balintd::domain::id::PersonId;
use balintd::domain::policy::StepKind;
use balintd::domain::said::{BounceAction, Mark, Stance};

use crate::story::{AMARA, DAN, FARAH, HELEN, LEAD, Story, TEAM, TOM, session};

#[test]
fn one_session_missed_without_a_word_brings_a_check_in_and_a_question_to_the_firm_head() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-28 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
    assert_eq!(story.of_kind("check-in"), [("Wed 2026-09-16 10:30".to_owned(), vec![AMARA])]);
    assert_eq!(story.of_kind("teaching-question")[0].1, [FARAH]);
}

#[test]
fn an_apology_before_the_session_means_no_step() {
    let mut story = Story::new();
    story.until("2026-09-14 20:00").says(AMARA, 1, Stance::Absent).held(1, &[AMARA]).until("2026-09-28 12:00");
    assert_eq!(story.ladder(AMARA), [] as [&str; 0]);
    assert_eq!(story.count("acknowledgement"), 1);
}

#[test]
fn silence_is_not_absence() {
    let mut story = Story::new();
    story.until("2026-11-01 12:00");
    assert_eq!(story.ladder(AMARA), [] as [&str; 0]);
    assert_eq!(story.count("register-request"), 4);
}

#[test]
fn a_second_one_is_announced_to_the_student_and_the_co_leaders_two_working_days_before() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-12 12:00");
    let steps = ["notice-student", "notice-co-leaders", "firm-head-letter", "firm-head-brief"];
    assert_eq!(story.ladder(AMARA)[2..], steps);
    assert_eq!(story.of_kind("notice-student"), [("Tue 2026-09-29 14:30".to_owned(), vec![AMARA])]);
    assert_eq!(story.of_kind("notice-co-leaders")[0].1, [HELEN, DAN]);
    assert_eq!(story.of_kind("firm-head-letter"), [("Thu 2026-10-01 14:30".to_owned(), vec![AMARA, FARAH])]);
}

#[test]
fn a_hold_stops_what_was_announced_and_is_asked_about_every_week() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-01 09:00");
    story.fact(Fact::HoldPlaced { student: AMARA, by: DAN, until: None }).until("2026-10-24 12:00");
    assert_eq!(story.count("firm-head-letter"), 0);
    assert_eq!(story.count("hold-review"), 3);
    assert!(story.waiting.iter().any(|w| w.student == Some(AMARA) && w.why == Why::Held));
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::FirmHead), by: HELEN }).until("2026-10-26 12:00");
    assert_eq!(story.count("firm-head-letter"), 1);
}

#[test]
fn a_hold_with_an_end_ends_by_itself() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-01 09:00");
    let until = Some("2026-10-08".parse().unwrap());
    story.fact(Fact::HoldPlaced { student: AMARA, by: DAN, until }).until("2026-10-08 23:00");
    assert_eq!((story.count("firm-head-letter"), story.count("hold-review")), (0, 0));
    story.until("2026-10-10 12:00");
    assert_eq!(story.count("firm-head-letter"), 1);
}

#[test]
fn a_release_lets_an_announced_step_go_at_once() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-09-30 15:00");
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::FirmHead), by: HELEN });
    assert_eq!(story.of_kind("firm-head-letter"), [("Wed 2026-09-30 15:00".to_owned(), vec![AMARA, FARAH])]);
}

#[test]
fn the_third_step_goes_only_on_a_release_asked_for_every_week() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).held(3, &[AMARA]).until("2026-10-26 12:00");
    assert_eq!((story.count("release-request"), story.count("undergraduate-team")), (2, 0));
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::UndergraduateTeam), by: HELEN });
    assert_eq!(story.of_kind("undergraduate-team"), [("Mon 2026-10-26 12:00".to_owned(), vec![TEAM])]);
    assert_eq!(story.of_kind("step-informed")[0].1, [HELEN, DAN, FARAH]);
    story.held(4, &[AMARA]).until("2026-10-29 12:00");
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::StageLead), by: DAN });
    assert_eq!(story.of_kind("stage-lead")[0].1, [LEAD]);
    story.held(5, &[AMARA]).until("2026-11-20 12:00");
    assert!(story.waiting.iter().any(|w| w.student == Some(AMARA) && w.why == Why::TopOfLadder));
}

#[test]
fn a_release_from_before_the_question_does_not_count() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-20 12:00");
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::UndergraduateTeam), by: HELEN });
    story.held(2, &[AMARA]).held(3, &[AMARA]).until("2026-10-26 12:00");
    assert_eq!(story.count("undergraduate-team"), 0);
}

#[test]
fn a_concern_goes_to_the_stage_lead_on_release_whatever_the_count() {
    let mut story = Story::new();
    story.held(1, &[]).until("2026-09-16 12:00").fact(Fact::ConcernRaised { student: TOM, by: HELEN });
    story.until("2026-09-17 12:00");
    assert_eq!(story.ladder(TOM), ["release-request"]);
    story.fact(Fact::Released { student: TOM, step: Some(StepKind::StageLead), by: DAN }).until("2026-09-18 12:00");
    assert_eq!(story.ladder(TOM), ["release-request", "stage-lead", "step-informed"]);
    story.until("2026-10-20 12:00");
    assert_eq!(story.count("stage-lead"), 1);
}

#[test]
fn three_late_registers_at_once_start_one_step_not_three() {
    let mut story = Story::new();
    story.until("2026-10-13 14:30").register(1, &[AMARA]).register(2, &[AMARA]).register(3, &[AMARA]);
    story.until("2026-10-26 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
}

#[test]
fn the_next_step_needs_an_absence_held_after_the_letter_before_it() {
    let mut story = Story::new();
    story.until("2026-09-29 14:30").register(2, &[AMARA]).until("2026-10-02 12:00").register(1, &[AMARA]);
    story.until("2026-10-12 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
    story.held(3, &[AMARA]).until("2026-10-20 12:00");
    assert_eq!(story.count("firm-head-letter"), 1);
}

#[test]
fn letters_about_a_person_wait_for_working_hours_and_not_for_the_eve_of_a_closure() {
    let mut story = Story::with(|roster| {
        // The reading week begins on Thursday: Wednesday is the last working day before it.
        let closure = balintd::domain::roster::Closure {
            from: "2026-09-17".parse().unwrap(),
            until: "2026-09-18".parse().unwrap(),
            why: "reading week".to_owned(),
        };
        roster.schemes.values_mut().for_each(|scheme| scheme.closures.push(closure.clone()));
    });
    story.held(1, &[AMARA]).until("2026-09-28 12:00");
    assert_eq!(story.of_kind("check-in"), [("Mon 2026-09-21 09:00".to_owned(), vec![AMARA])]);
}

#[test]
fn an_adjusted_student_goes_to_a_person_before_any_step() {
    let mut story = Story::with(|roster| roster.memberships[0].adjusted = true);
    story.held(1, &[AMARA]).until("2026-09-20 12:00");
    assert_eq!(story.ladder(AMARA), ["release-request"]);
    story.fact(Fact::Released { student: AMARA, step: Some(StepKind::CheckIn), by: HELEN }).until("2026-09-22 12:00");
    assert_eq!(story.ladder(AMARA), ["release-request", "check-in", "teaching-question"]);
}

#[test]
fn a_bad_day_is_not_a_bad_student() {
    let mut story = Story::new();
    let missing: Vec<PersonId> = (11..=14).map(PersonId).collect();
    story.held(1, &missing).until("2026-09-28 12:00");
    assert_eq!(story.count("check-in"), 0);
    assert_eq!(story.of_kind("collective-absence")[0].1, [HELEN, DAN]);
    story.fact(Fact::CollectiveJudged { session: session(1), by: HELEN, chase: true }).until("2026-09-29 12:00");
    assert_eq!(story.count("check-in"), 4);
}

#[test]
fn a_bad_day_that_a_co_leader_lets_be_counts_for_nobody() {
    let mut story = Story::new();
    let missing: Vec<PersonId> = (11..=14).map(PersonId).collect();
    story.held(1, &missing).fact(Fact::CollectiveJudged { session: session(1), by: DAN, chase: false });
    story.held(2, &[AMARA]).until("2026-10-12 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
}

#[test]
fn a_mark_that_the_student_disputes_pauses_the_ladder_until_a_co_leader_has_settled_it() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-15 20:00");
    story.writes(AMARA, Some((1, Stance::WasPresent)), Attention::Now).until("2026-09-28 12:00");
    assert_eq!(story.ladder(AMARA), ["dispute"]);
    assert_eq!(story.of_kind("dispute")[0].1, [HELEN, DAN]);
    let marks = [(AMARA, Mark::Absent)].into();
    story.fact(Fact::MarksCorrected { session: session(1), by: DAN, marks }).until("2026-09-29 12:00");
    assert_eq!(story.ladder(AMARA), ["dispute", "check-in", "teaching-question"]);
}

#[test]
fn two_registers_that_differ_are_a_dispute_for_those_who_are_marked_otherwise() {
    let mut story = Story::new();
    story.held(1, &[AMARA, TOM]);
    let marks = [(AMARA, Mark::Present)].into();
    story.fact(Fact::MarksContested { session: session(1), by: DAN, marks }).until("2026-09-20 12:00");
    assert_eq!(story.ladder(AMARA), ["dispute"]);
    assert_eq!(story.ladder(TOM), ["check-in", "teaching-question"]);
}

#[test]
fn many_explained_absences_are_never_escalated() {
    let mut story = Story::new();
    for number in 1..=6 {
        story.held(number, &[AMARA]).says(AMARA, number, Stance::Absent);
    }
    story.until("2026-12-01 12:00");
    assert_eq!(story.ladder(AMARA), [] as [&str; 0]);
}

#[test]
fn the_firm_head_is_reminded_once_and_then_the_co_leaders_are_told_before_anyone_senior() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-26 12:00");
    assert_eq!(story.of_kind("firm-head-reminder"), [("Thu 2026-10-08 14:30".to_owned(), vec![FARAH])]);
    assert_eq!(story.of_kind("firm-head-silent"), [("Thu 2026-10-15 14:30".to_owned(), vec![HELEN, DAN])]);
    assert_eq!(story.count("undergraduate-team"), 0);
}

#[test]
fn a_firm_head_who_has_spoken_closes_the_loop() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-05 12:00");
    story.fact(Fact::Discussed { student: AMARA, by: FARAH }).until("2026-10-26 12:00");
    assert_eq!(story.of_kind("firm-head-spoke")[0].1, [HELEN, DAN]);
    assert_eq!((story.count("firm-head-reminder"), story.count("firm-head-silent")), (0, 0));
}

#[test]
fn a_firm_head_who_says_so_twice_is_told_of_once_a_day() {
    let spoken = || Fact::Discussed { student: AMARA, by: FARAH };
    let mut story = Story::new();
    // A Sunday, so that both are told of on the Monday.
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-04 08:00");
    story.fact(spoken()).until("2026-10-04 22:00").fact(spoken()).until("2026-10-05 12:00");
    assert_eq!(story.count("firm-head-spoke"), 1);
    story.fact(spoken()).until("2026-10-06 12:00");
    assert_eq!(story.count("firm-head-spoke"), 1);
    story.fact(spoken()).until("2026-10-08 12:00");
    assert_eq!(story.count("firm-head-spoke"), 2);
}

#[test]
fn distress_pauses_everything_automatic_until_a_co_leader_has_answered() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).writes(AMARA, None, Attention::Welfare);
    assert_eq!(story.of_kind("welfare"), [("Tue 2026-09-15 14:30".to_owned(), vec![HELEN, DAN])]);
    assert_eq!(story.of_kind("welfare-reply")[0].1, [AMARA]);
    story.until("2026-09-27 12:00");
    let to_amara = story.sent.iter().filter(|(at, _, to)| *to == [AMARA] && *at > crate::story::at("2026-09-15 14:30"));
    assert_eq!(to_amara.count(), 0);
    story.fact(Fact::WelfareSeen { student: AMARA, by: HELEN }).until("2026-09-28 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
}

#[test]
fn a_dead_address_is_nobodys_fault() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00");
    story.fact(Fact::Bounced { person: AMARA, action: BounceAction::Failed, permanent: true });
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-12 12:00");
    assert_eq!(story.ladder(AMARA), [] as [&str; 0]);
    story.fact(Fact::AddressChanged { person: AMARA }).until("2026-10-13 12:00");
    assert_eq!(story.ladder(AMARA), ["check-in", "teaching-question"]);
}

#[test]
fn a_student_who_has_left_is_not_written_to() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).fact(Fact::MemberLeft { student: AMARA, group: crate::story::GROUP, by: HELEN });
    let before = story.sent.len();
    story.until("2026-10-12 12:00");
    assert!(story.sent[before..].iter().all(|(_, _, to)| !to.contains(&AMARA)));
    assert_eq!(story.of_kind("member-left")[0].1, [TEAM]);
}

#[test]
fn a_session_that_was_cancelled_is_nobodys_absence() {
    let mut story = Story::new();
    story
        .held(1, &[AMARA])
        .fact(Fact::SessionCancelled { session: session(1), by: HELEN, was: None })
        .until("2026-09-28 12:00");
    assert_eq!(story.ladder(AMARA), [] as [&str; 0]);
}

#[test]
fn a_case_keeps_the_version_of_the_policy_that_it_began_under() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-20 12:00");
    let scheme = story.rules.schemes.get_mut(&crate::story::SCHEME).unwrap();
    let old = scheme.policy.clone();
    scheme.policy.version += 1;
    // From now on a firm head hears only after three.
    scheme.policy.steps[1].missed_min = 3;
    let version = scheme.policy.version;
    scheme.older_policies.push(old);
    story.fact(Fact::PolicyInForce { scheme: crate::story::SCHEME, version });
    story.held(2, &[AMARA, TOM]).held(3, &[TOM]).until("2026-10-26 12:00");
    assert!(story.ladder(AMARA).contains(&"firm-head-letter"), "Amara's case began under the old version");
    assert!(!story.ladder(TOM).contains(&"firm-head-letter"), "Tom's began under the new one");
}
