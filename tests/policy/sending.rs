//! At the moment of sending: what was said while a letter waited counts as if it had been said before it was written.

use balintd::domain::decide::Why;
use balintd::domain::event::{Attention, DropReason, Fact};
use balintd::domain::id::{EventId, PersonId};
use balintd::domain::letter::Letter;
use balintd::domain::policy::StepKind;
use balintd::domain::said::BounceAction;
use balintd::domain::sending::Verdict;
use jiff::civil::date;

use crate::story::{AMARA, DAN, FARAH, GROUP, HELEN, LEAD, Story, TEAM, TOM, at, session};

/// A Wednesday in working time, after two sessions that Amara missed; and each letter of the ladder about it, with
/// somebody who may have it.
fn escalation() -> (Story, Vec<(Letter, PersonId)>) {
    let mut story = Story::new();
    story.held(1, &[AMARA]).held(2, &[AMARA]).until("2026-10-07 11:00");
    let (student, session) = (AMARA, session(2));
    let step = StepKind::FirmHead;
    let letters = vec![
        (Letter::CheckIn { student, session }, AMARA),
        (Letter::TeachingQuestion { student, session }, FARAH),
        (Letter::NoticeStudent { student, step, session }, AMARA),
        (Letter::NoticeCoLeaders { student, step, session }, HELEN),
        (Letter::FirmHeadLetter { student, session }, FARAH),
        (Letter::FirmHeadLetter { student, session }, AMARA),
        (Letter::FirmHeadBrief { student, session }, FARAH),
        (Letter::FirmHeadReminder { student, session }, FARAH),
        (Letter::FirmHeadSilent { student, session }, HELEN),
        (Letter::ReleaseRequest { student, step: StepKind::UndergraduateTeam, session, nth: 0 }, HELEN),
        (Letter::UndergraduateTeam { student, session }, TEAM),
        (Letter::StageLead { student, session }, LEAD),
        (Letter::StepInformed { student, step, session }, FARAH),
    ];
    for (letter, to) in &letters {
        assert_eq!(story.judged(letter, *to), Verdict::Go, "{letter:?} to {to}");
    }
    (story, letters)
}

fn all_wait(story: &Story, letters: &[(Letter, PersonId)], expected: Why) {
    for (letter, to) in letters {
        let verdict = story.judged(letter, *to);
        let waits = matches!(verdict, Verdict::Later(at, why) if at > story.now && why == expected);
        assert!(waits, "{letter:?} to {to}: {verdict:?}");
    }
}

fn all_go(story: &Story, letters: &[(Letter, PersonId)]) {
    for (letter, to) in letters {
        assert_eq!(story.judged(letter, *to), Verdict::Go, "{letter:?} to {to}");
    }
}

#[test]
fn what_waits_to_be_sent_waits_on_while_it_is_held() {
    let (mut story, letters) = escalation();
    story.fact(Fact::HoldPlaced { student: AMARA, by: DAN, until: None });
    all_wait(&story, &letters, Why::Held);
    story.fact(Fact::Released { student: AMARA, step: None, by: HELEN });
    all_go(&story, &letters);
    story.fact(Fact::HoldPlaced { student: AMARA, by: DAN, until: Some(date(2026, 10, 7)) });
    all_wait(&story, &letters, Why::Held);
    story.now = at("2026-10-08 11:00");
    all_go(&story, &letters);
}

#[test]
fn what_waits_to_be_sent_waits_on_while_its_student_may_be_in_distress() {
    let (mut story, letters) = escalation();
    story.writes(AMARA, None, Attention::Welfare);
    all_wait(&story, &letters, Why::Welfare);
    story.fact(Fact::WelfareSeen { student: AMARA, by: HELEN });
    all_go(&story, &letters);
}

#[test]
fn what_waits_to_be_sent_waits_on_while_its_students_address_is_dead() {
    let (mut story, letters) = escalation();
    story.fact(Fact::Bounced { person: AMARA, action: BounceAction::Failed, permanent: true });
    all_wait(&story, &letters, Why::Unreachable);
    story.fact(Fact::AddressChanged { person: AMARA });
    all_go(&story, &letters);
}

#[test]
fn nothing_goes_about_a_student_who_has_left_while_it_waited() {
    let (mut story, letters) = escalation();
    story.fact(Fact::MemberLeft { student: AMARA, group: GROUP, by: HELEN });
    for (letter, to) in &letters {
        assert!(matches!(story.judged(letter, *to), Verdict::Drop(_)), "{letter:?} to {to}");
    }
}

#[test]
fn a_hold_does_not_keep_back_what_is_no_step() {
    let mut story = Story::new();
    story.held(1, &[AMARA]).until("2026-09-23 11:00").fact(Fact::HoldPlaced { student: AMARA, by: DAN, until: None });
    let review = Letter::HoldReview { student: AMARA, hold: EventId(1), nth: 1 };
    assert_eq!(story.judged(&review, HELEN), Verdict::Go);
    assert_eq!(story.judged(&Letter::Reminder { student: AMARA, session: session(2) }, AMARA), Verdict::Go);
}

#[test]
fn a_letter_to_a_student_whose_address_died_while_it_waited_is_dropped() {
    let mut story = Story::new();
    story.until("2026-09-22 12:00");
    let reminder = |student| Letter::Reminder { student, session: session(2) };
    story.fact(Fact::Bounced { person: TOM, action: BounceAction::Failed, permanent: true });
    assert_eq!(story.judged(&reminder(TOM), TOM), Verdict::Drop(DropReason::Unreachable));
    assert_eq!(story.judged(&reminder(AMARA), AMARA), Verdict::Go);
}

#[test]
fn a_letter_that_waits_to_be_sent_waits_on_where_the_student_may_be_in_distress() {
    let mut story = Story::new();
    story.until("2026-09-15 12:00");
    let letter = Letter::SessionMoved { session: session(2), after: EventId(1) };
    assert_eq!(story.judged(&letter, TOM), Verdict::Go);
    story.writes(TOM, None, Attention::Welfare);
    assert!(matches!(story.judged(&letter, TOM), Verdict::Later(at, Why::Welfare) if at > story.now));
    story.fact(Fact::WelfareSeen { student: TOM, by: HELEN });
    assert_eq!(story.judged(&letter, TOM), Verdict::Go);
}

#[test]
fn a_weekly_question_gives_way_to_the_next_weeks() {
    let mut story = Story::new();
    story.until("2026-09-15 12:00");
    let review = |nth| Letter::HoldReview { student: TOM, hold: EventId(1), nth };
    let verdict = |story: &Story, nth| story.judged(&review(nth), HELEN);
    assert_eq!(verdict(&story, 1), Verdict::Go);
    story.fact(Fact::Decided { letter: review(2), to: vec![HELEN, DAN], because: Vec::new() });
    assert_eq!(verdict(&story, 1), Verdict::Drop(DropReason::NoLongerDue));
    assert_eq!(verdict(&story, 2), Verdict::Go);
}

#[test]
fn no_register_is_asked_for_of_a_session_that_was_moved_while_the_letter_waited() {
    let mut story = Story::new();
    story.until("2026-09-16 09:30");
    let chaser = Letter::RegisterChaser { session: session(1), nth: 0 };
    assert_eq!(story.judged(&chaser, HELEN), Verdict::Go);
    let date = Some(date(2026, 9, 17));
    story.fact(Fact::SessionMoved { session: session(1), by: DAN, date, starts: None, place: None, was: None });
    assert_eq!(story.judged(&chaser, HELEN), Verdict::Drop(DropReason::NoLongerDue));
    story.now = at("2026-09-17 18:00");
    assert_eq!(story.judged(&chaser, HELEN), Verdict::Go);
}

#[test]
fn a_second_copy_that_waited_while_its_step_was_taken_back_goes_to_nobody() {
    let (mut story, _) = escalation();
    let step = Letter::FirmHeadLetter { student: AMARA, session: session(2) };
    assert_eq!(story.judged(&step, FARAH), Verdict::Go);
    story.fact(Fact::Explained { student: AMARA, session: session(1), by: HELEN }).until("2026-10-07 15:00");
    assert!(story.count("withdrawal") > 0, "it counted a session that is explained now");
    assert_eq!(story.judged(&step, FARAH), Verdict::Drop(DropReason::NoLongerDue));
}

#[test]
fn that_somebody_cannot_be_reached_waits_for_the_fate_of_what_said_so_earlier_that_day() {
    let mut story = Story::new();
    story.until("2026-09-15 12:00");
    let [earlier, later] = [1, 2].map(|after| Letter::Undeliverable { person: AMARA, after: EventId(after) });
    story.fact(Fact::Decided { letter: earlier.clone(), to: vec![HELEN, DAN], because: Vec::new() });
    story.fact(Fact::Decided { letter: later.clone(), to: vec![HELEN, DAN], because: Vec::new() });
    let waits = |story: &Story, to| matches!(story.judged(&later, to), Verdict::Later(at, _) if at > story.now);
    assert!(waits(&story, HELEN) && waits(&story, DAN));
    story.fact(Fact::Sent { key: earlier.key(), to: HELEN });
    story.fact(Fact::Refused { key: earlier.key(), to: DAN, code: 451 });
    assert!(waits(&story, HELEN), "heard today");
    assert_eq!(story.judged(&later, DAN), Verdict::Go);
    story.now = at("2026-09-16 09:00");
    assert_eq!(story.judged(&later, HELEN), Verdict::Go);
}
