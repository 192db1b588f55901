//! A group's autumn, from the roster to the last step of the absence policy and back, over a real Postfix (submission
//! with STARTTLS and a password) and a real Dovecot (IMAP with IDLE), on SQLite with every commit pressed to the disk.
//!
//! The clock is the story's, a year in the past, so that what the servers stamp is never before it. Everything that
//! people write lies in the daemon's real mailbox first, as an answer to the letter that they really had. After each
//! chapter stands who has had what in their real mailboxes since the one before, and nobody has had anything else.

#![allow(clippy::disallowed_methods, reason = "real servers live by the real clock")]

#[path = "../school/mod.rs"]
mod school;
#[path = "../servers/mod.rs"]
mod servers;
mod stage;

use std::time::{Duration, Instant};

use balintd::net::Notice;
use jiff::civil::{Date, date};

use school::address;
use stage::Stage;

const SESSIONS: [Date; 7] = [
    date(2025, 9, 16),
    date(2025, 9, 30),
    date(2025, 10, 14),
    date(2025, 10, 28),
    date(2025, 11, 11),
    date(2025, 11, 25),
    date(2026, 1, 20),
];

#[tokio::test]
async fn a_group_lives_through_the_whole_policy_and_back_over_real_mail() {
    let mut stage = Stage::set(&SESSIONS, "2025-09-08 10:00").await;
    the_year_begins(&mut stage).await;
    an_apology_and_a_register(&mut stage).await;
    a_check_in_and_a_late_explanation(&mut stage).await;
    missed_again(&mut stage).await;
    announced_held_and_released(&mut stage).await;
    the_undergraduate_team(&mut stage).await;
    the_stage_lead(&mut stage).await;
    and_back(&mut stage).await;
}

async fn the_year_begins(stage: &mut Stage) {
    stage.until("2025-09-08 12:00").await;
    stage.brings(&["leaders start-co-leaders", "farah start-firm-head", "students welcome"]).await;
    stage.until("2025-09-10 12:00").await;
    stage.brings(&["students reminder", "leaders reminder-copy"]).await;
}

async fn an_apology_and_a_register(stage: &mut Stage) {
    stage.until("2025-09-12 08:00").await;
    // The daemon sleeps on the mailbox (IDLE); the delivery wakes it.
    let words = "So sorry, I can't make it on Tuesday, I have a dentist's appointment.";
    let reminder = stage.latest("amara", "reminder");
    let raw = reminder.answer("amara", stage.now, words);
    let waits = async {
        let notice = stage.app.mailbox.wait(Duration::from_secs(60)).await;
        (notice, Instant::now())
    };
    let delivery = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        stage.servers.deliver(address("amara"), reminder.answers_to(), &raw).await;
        Instant::now()
    };
    let ((notice, woken), delivered) = tokio::join!(waits, delivery);
    assert_eq!(notice, Ok(Notice::Arrived));
    assert!(woken.saturating_duration_since(delivered) < Duration::from_secs(2));
    stage.until("2025-09-12 08:01").await;
    stage.brings(&["amara acknowledgement"]).await;
    assert!(stage.latest("amara", "acknowledgement").text.contains("Tuesday 16 September"));

    stage.until("2025-09-15 16:00").await;
    stage.brings(&["leaders students-wrote", "administrator proof-of-life", "leaders brief"]).await;
    assert!(stage.latest("dan", "students-wrote").text.contains(words));
    let brief = stage.latest("helen", "brief").text;
    let (_, apologies) = brief.split_once("Apolog").expect("a list of apologies");
    assert!(apologies.contains("Amara Okafor"), "{brief}");

    stage.until("2025-09-16 14:05").await;
    stage.brings(&["leaders register-request"]).await;
    let words = "All here but Tom, and Amara who had told us.";
    stage.answers("helen", "2025-09-16 14:20", "register-request", words).await;
    stage.brings(&["leaders register-confirmation"]).await;
    let confirmation = stage.latest("dan", "register-confirmation").text;
    assert!(confirmation.contains("Tom") && confirmation.contains("Amara"), "{confirmation}");
}

async fn a_check_in_and_a_late_explanation(stage: &mut Stage) {
    stage.until("2025-09-17 10:00").await;
    stage.brings(&[]).await;
    stage.until("2025-09-17 11:00").await;
    stage.brings(&["tom check-in", "farah teaching-question"]).await;

    let words = "Yes, he was there all afternoon.";
    stage.answers("farah", "2025-09-17 12:00", "teaching-question", words).await;
    stage.brings(&["leaders teaching-answer", "farah order-done"]).await;

    let words = "Hi both, I'm so sorry about Tuesday, I was ill with a migraine and slept through it.";
    stage.answers("tom", "2025-09-18 11:00", "check-in", words).await;
    stage.brings(&["tom acknowledgement", "farah withdrawal"]).await;
    stage.until("2025-09-18 18:00").await;
    stage.brings(&["leaders students-wrote"]).await;
    assert!(stage.latest("helen", "students-wrote").text.contains("migraine"));
}

async fn missed_again(stage: &mut Stage) {
    stage.until("2025-09-30 14:05").await;
    let expected = [
        "administrator proof-of-life",
        "students reminder",
        "leaders reminder-copy",
        "administrator proof-of-life",
        "leaders brief",
        "leaders register-request",
        "farah firm-head-digest",
    ];
    stage.brings(&expected).await;
    stage.answers("dan", "2025-09-30 15:00", "register-request", "Tom missing, all the others came").await;
    stage.brings(&["leaders register-confirmation"]).await;
    stage.until("2025-10-01 11:30").await;
    stage.brings(&["tom check-in", "farah teaching-question"]).await;
}

async fn announced_held_and_released(stage: &mut Stage) {
    stage.until("2025-10-14 14:05").await;
    let expected = [
        "administrator proof-of-life",
        "students reminder",
        "leaders reminder-copy",
        "administrator proof-of-life",
        "leaders brief",
        "leaders register-request",
        "farah firm-head-digest",
    ];
    stage.brings(&expected).await;
    stage.answers("helen", "2025-10-14 14:30", "register-request", "Tom was not there, the rest came.").await;
    stage.brings(&["leaders register-confirmation", "tom notice-student", "leaders notice-co-leaders"]).await;
    stage.answers("dan", "2025-10-15 09:30", "notice-co-leaders", "Hold, please. I want to catch him first.").await;
    stage.brings(&["dan order-done"]).await;

    // Two working days are over and nothing has gone; after a week the pair is asked about the hold.
    stage.until("2025-10-22 10:00").await;
    let expected = [
        "administrator proof-of-life",
        "students reminder",
        "leaders reminder-copy",
        "leaders hold-review",
        "farah firm-head-digest",
    ];
    stage.brings(&expected).await;
    stage.answers("helen", "2025-10-23 10:00", "hold-review", "Please release it.").await;
    stage.brings(&["helen order-done", "tom+farah firm-head-letter", "farah firm-head-brief"]).await;
    for who in ["tom", "farah"] {
        let letter = stage.latest(who, "firm-head-letter");
        assert_eq!((letter.to, letter.cc), (vec!["tom".to_owned()], vec!["farah".to_owned()]));
    }
    let words = "I've spoken to him this morning, all fine.";
    stage.answers("farah", "2025-10-24 09:30", "firm-head-brief", words).await;
    stage.brings(&["leaders firm-head-spoke", "farah order-done"]).await;
    let spoke = stage.latest("dan", "firm-head-spoke").text;
    assert!(!spoke.contains("all fine"), "that it happened, and nothing else: {spoke}");
}

async fn the_undergraduate_team(stage: &mut Stage) {
    stage.until("2025-10-28 14:05").await;
    stage.brings(&["administrator proof-of-life", "leaders brief", "leaders register-request"]).await;
    stage.answers("dan", "2025-10-28 14:30", "register-request", "All present but Tom").await;
    stage.brings(&["leaders register-confirmation", "leaders release-request"]).await;
    stage.answers("dan", "2025-10-29 10:00", "release-request", "Release").await;
    stage.brings(&["dan order-done", "team undergraduate-team", "leaders+farah step-informed"]).await;
}

async fn the_stage_lead(stage: &mut Stage) {
    stage.until("2025-11-11 14:05").await;
    let expected = [
        "administrator proof-of-life",
        "students reminder",
        "leaders reminder-copy",
        "administrator proof-of-life",
        "leaders brief",
        "leaders register-request",
        "farah firm-head-digest",
    ];
    stage.brings(&expected).await;
    stage.answers("helen", "2025-11-11 14:30", "register-request", "Everybody was there except Tom.").await;
    stage.brings(&["leaders register-confirmation", "leaders release-request"]).await;
    stage.answers("helen", "2025-11-12 10:00", "release-request", "yes, release").await;
    stage.brings(&["helen order-done", "lead stage-lead", "leaders+farah step-informed"]).await;
}

async fn and_back(stage: &mut Stage) {
    let words = "Tom was present on 11 November. My mistake!";
    stage.answers("helen", "2025-11-12 15:00", "register-confirmation", words).await;
    stage.brings(&["leaders register-confirmation", "leaders+farah+lead withdrawal"]).await;
    // The firm head letter, and what came after it, rested on a session at which he was. He has missed two others, so
    // that the same step is open again: announced first, and not sent.
    let words = "I have looked again: Tom was present on 14 October.";
    stage.answers("dan", "2025-11-13 10:00", "register-confirmation", words).await;
    let expected = [
        "leaders register-confirmation",
        "leaders+farah+tom withdrawal",
        "leaders+farah+team withdrawal",
        "leaders notice-co-leaders",
        "tom notice-student",
    ];
    stage.brings(&expected).await;
    let words = "Explained, he had told me.";
    stage.answers("dan", "2025-11-13 11:00", "notice-co-leaders", words).await;
    stage.brings(&["dan order-done", "leaders+tom withdrawal"]).await;
    stage.until("2025-11-18 17:00").await;
    stage.brings(&["farah firm-head-digest", "administrator proof-of-life"]).await;
}
