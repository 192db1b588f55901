//! Servers that are away, that refuse the password, that lose an answer; and a crash in the middle.

use balintd::net::{Fault, MailboxError, Outcome, Step, Why};
use balintd::store::{OutboxState, outbox};
use balintd::turn::TurnError;
use jiff::SignedDuration;

use crate::desk::Desk;

const AWAY: &str = "the mailbox is out of reach: nobody answers";

fn mailbox_away() -> MailboxError {
    MailboxError::Away { why: "nobody answers".to_owned() }
}

fn why(step: Step, fault: Fault) -> Why {
    Why { step, fault }
}

fn busy(step: Step) -> Outcome {
    let text = "come back later".to_owned();
    Outcome::Retry { why: why(step, Fault::Reply { code: 451, text }) }
}

#[tokio::test]
async fn a_mailbox_that_is_away_is_tried_again_at_growing_distances_and_noted() {
    let mut desk = Desk::at_work().await;
    let raw = desk.apology_of("priya");
    desk.arrives(&raw);
    let began = desk.now;
    let mut tried = Vec::new();
    (0..3).for_each(|_| desk.mailbox.fail_next(mailbox_away()));
    while desk.sent_to("priya", "acknowledgement").is_empty() {
        let turned = desk.turn().await.unwrap();
        if let Some(away) = &desk.app.servers.mailbox_away {
            assert_eq!((away.since, away.why.as_str()), (began, AWAY));
            tried.push((desk.now.duration_since(began).as_mins(), away.attempts));
            assert!(turned.next <= away.retry_at);
        }
        // A turn before the time leaves the server alone.
        desk.now += SignedDuration::from_secs(30);
    }
    assert_eq!(
        tried,
        [
            (0, 1),
            (0, 1),
            (1, 2),
            (1, 2),
            (2, 2),
            (2, 2),
            (3, 3),
            (3, 3),
            (4, 3),
            (4, 3),
            (5, 3),
            (5, 3),
            (6, 3),
            (6, 3)
        ]
    );
    assert_eq!(desk.app.servers.mailbox_away, None);
    assert_eq!(desk.app.servers.inbox_read_at.map(|at| at.duration_since(began).as_mins()), Some(7));
}

#[tokio::test]
async fn a_postman_who_is_away_is_tried_again_and_every_letter_goes_once() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    let unreachable = Fault::Unreachable("nobody answers".to_owned());
    for _ in 0..3 {
        desk.postman.fail_next(Outcome::Retry { why: why(Step::Connect, unreachable.clone()) });
    }
    desk.turn().await.unwrap();
    let away = desk.app.servers.postman_away.clone().expect("noted");
    assert_eq!((away.attempts, away.why.as_str()), (1, "connecting: nobody answers"));
    desk.until("2025-09-11 09:20").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);
    assert_eq!(desk.app.servers.postman_away, None);
}

#[tokio::test]
async fn one_mailbox_that_takes_nothing_for_now_stops_nobody_elses_letters() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.arrives(&desk.apology_of("sian"));
    desk.postman.fail_next(busy(Step::Recipient));
    desk.turn().await.unwrap();
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 0);
    assert_eq!(desk.sent_to("sian", "acknowledgement").len(), 1);
    assert_eq!(desk.app.servers.postman_away, None);
    desk.until("2025-09-11 09:01").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);

    // The control: a server that is busy altogether is left alone.
    desk.arrives(&desk.apology_of("wei"));
    desk.arrives(&desk.apology_of("maeve"));
    desk.postman.fail_next(busy(Step::Sender));
    desk.turn().await.unwrap();
    assert!(desk.app.servers.postman_away.is_some());
    assert_eq!(desk.sent_to("maeve", "acknowledgement").len(), 0);
}

#[tokio::test]
async fn wrong_credentials_end_the_turn_and_nothing_is_lost() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    let text = "no such user".to_owned();
    desk.mailbox.fail_next(MailboxError::WrongCredentials { text: text.clone() });
    let ended = desk.turn().await.unwrap_err();
    assert!(matches!(ended, TurnError::WrongCredentials { server: "The IMAP server", .. }), "{ended}");

    desk.postman.fail_next(Outcome::WrongCredentials { text });
    let ended = desk.turn().await.unwrap_err();
    assert!(matches!(ended, TurnError::WrongCredentials { server: "The SMTP server", .. }), "{ended}");

    // The password put right, and started again.
    let mut desk = desk.start_again().await;
    desk.turn().await.unwrap();
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);
}

#[tokio::test]
async fn distress_waits_behind_no_other_letter() {
    let mut desk = Desk::at_work().await;
    desk.app.limits.per_minute = 1;
    desk.arrives(&desk.apology_of("priya"));
    desk.arrives(&desk.answer_of("tom", "I don't want to live any more."));
    let before = desk.sent.len();
    desk.until("2025-09-11 09:01").await;
    let kinds: Vec<&str> = desk.sent[before..].iter().map(|(_, letter)| letter.kind.as_str()).collect();
    assert_eq!(kinds, ["welfare", "welfare"], "before Priya's acknowledgement, which was written first");
    desk.until("2025-09-11 09:10").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);
}

#[tokio::test]
async fn a_letter_that_was_on_its_way_in_a_crash_is_never_sent_again() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.postman.fail_next(busy(Step::Sender));
    desk.turn().await.unwrap();
    // What the crash leaves behind: the letter is marked, and the server was being spoken to.
    let waiting = desk.app.store.due_letters(desk.now + SignedDuration::from_hours(1), 10, None).await.unwrap();
    let [letter] = waiting.as_slice() else { panic!("{waiting:?}") };
    let mut tx = desk.app.store.begin().await.unwrap();
    outbox::mark_sending(&mut tx, letter.id).await.unwrap();
    tx.commit().await.unwrap();

    let mut desk = desk.start_again().await;
    desk.until("2025-09-12 12:00").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 0);
    assert_eq!(doubts(&mut desk).await, [(letter.message_id.clone(), OutboxState::Unknown)]);
    assert_eq!(desk.sent_to("dan", "students-wrote").len(), 1, "the others go");
}

#[tokio::test]
async fn a_letter_whose_fate_the_server_did_not_say_is_never_sent_again() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.postman.take_next_but_say(Outcome::Unknown { why: why(Step::FinalDot, Fault::TimedOut) });
    desk.until("2025-09-11 09:30").await;
    let mut desk = desk.start_again().await;
    desk.until("2025-09-12 12:00").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1, "the one that the server had taken");
    assert_eq!(doubts(&mut desk).await.len(), 1);
}

async fn doubts(desk: &mut Desk) -> Vec<(String, OutboxState)> {
    let letters = desk.app.store.letters_in_doubt().await.unwrap();
    letters.into_iter().map(|letter| (letter.message_id, letter.state)).collect()
}

#[tokio::test]
async fn a_letter_that_comes_again_is_taken_in_once() {
    let mut desk = Desk::at_work().await;
    let raw = desk.apology_of("priya");
    desk.arrives(&raw);
    desk.arrives(&raw);
    assert_eq!(desk.turn().await.unwrap().received, 1);
    desk.mailbox.renew_uid_validity();
    assert_eq!(desk.turn().await.unwrap().received, 0);
    let mut desk = desk.start_again().await;
    desk.arrives(&desk.apology_of("sian"));
    assert_eq!(desk.turn().await.unwrap().received, 1, "and the next one is read");
    desk.until("2025-09-12 12:00").await;
    for who in ["priya", "sian"] {
        assert_eq!(desk.sent_to(who, "acknowledgement").len(), 1);
    }
}
