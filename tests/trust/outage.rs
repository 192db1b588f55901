//! A server that is away for a week, on a virtual clock: nothing is lost, nothing goes twice, what grew stale is dropped
//! and said, and nobody is written about while the inbox cannot be read.

use balintd::net::{Fault, MailboxError, Outcome, Step, Why};
use balintd::store::{OutboxState, outbox};
use balintd::turn::TurnError;

use crate::desk::{Desk, vouched};

/// The kinds of a week without SMTP, as the postman reports each (its own tests hold that it does).
pub const SMTP: [&str; 6] = ["refusing", "black hole", "4xx", "421", "TLS failure", "535"];

fn outcome(kind: &str) -> Outcome {
    let retry = |step, fault| Outcome::Retry { why: Why { step, fault } };
    let reply = |code, text: &str| Fault::Reply { code, text: text.to_owned() };
    match kind {
        "refusing" => retry(Step::Connect, Fault::Unreachable("connection refused".to_owned())),
        "black hole" => retry(Step::Connect, Fault::TimedOut),
        "4xx" => retry(Step::Sender, reply(432, "4.3.2 slow down")),
        "421" => retry(Step::Hello, reply(421, "4.3.2 closing")),
        "TLS failure" => retry(Step::StartTls, Fault::Unreachable("bad certificate".to_owned())),
        _ => Outcome::WrongCredentials { text: "535 5.7.8".to_owned() },
    }
}

/// A register in which only Tom was missing, given an hour after the first session; the check-in is due next day.
async fn with_a_register() -> Desk {
    let mut desk = Desk::at_work().await;
    desk.until("2025-09-16 15:00").await;
    let request = desk.sent_to("helen", "register-request").last().expect("a request").to_owned().clone();
    desk.arrives(&vouched(&request.answer("helen", desk.now, "All here but Tom."), "trust.example"));
    desk.until("2025-09-16 15:05").await;
    assert_eq!(desk.sent_to("helen", "register-confirmation").len(), 1);
    desk
}

/// Takes turns until a time; a password that is refused ends the daemon, which its service starts again half a day later.
async fn live_through(desk: Desk, time: &str) -> Desk {
    live_through_and(desk, time, false).await
}

async fn live_through_and(mut desk: Desk, time: &str, gives_up: bool) -> Desk {
    let end = crate::school::at(time);
    while desk.now < end {
        if gives_up {
            give_up(&mut desk).await;
        }
        let next = match desk.turn().await {
            Ok(turned) => turned.next,
            Err(TurnError::WrongCredentials { .. }) => {
                desk = desk.start_again().await;
                desk.now + jiff::SignedDuration::from_hours(12)
            }
            Err(error) => panic!("{error}"),
        };
        desk.now = next.min(end);
    }
    desk
}

/// The control: what was not sent at the first try is dropped.
async fn give_up(desk: &mut Desk) {
    let ever = desk.now + jiff::SignedDuration::from_hours(24 * 30);
    let waiting = desk.app.store.due_letters(ever, 1000, None).await.expect("a database");
    let mut tx = desk.app.store.begin().await.expect("a database");
    for letter in waiting.iter().filter(|letter| letter.attempts > 0) {
        outbox::settle(&mut tx, letter.id, OutboxState::Dropped, desk.now).await.expect("a row");
    }
    tx.commit().await.expect("a database");
}

/// What has to have gone by the end of that week.
const DUE: [&str; 3] = ["tom check-in", "farah teaching-question", "priya acknowledgement"];

/// How many of those did not.
pub fn lost(letters: &[String]) -> usize {
    DUE.iter().filter(|due| !letters.iter().any(|letter| letter == *due)).count()
}

/// A week without SMTP. Who had which letters once it was over, and how many had been sent before.
pub async fn smtp_away(kind: &str, gives_up: bool) -> (Desk, usize) {
    let mut desk = with_a_register().await;
    let before = desk.sent.len();
    desk.postman.goes_away(outcome(kind));
    desk.until("2025-09-16 15:06").await;
    // Apologies arrive, and the reminder of the second session falls due; it is of no use a day before.
    desk.arrives(&desk.apology_of("priya"));
    let mut desk = live_through_and(desk, "2025-09-23 15:06", gives_up).await;
    assert_eq!(desk.sent.len(), before, "{kind}: a server that is away takes nothing");
    desk.postman.comes_back();
    desk.until("2025-09-25 12:00").await;
    (desk, before)
}

#[tokio::test]
async fn after_a_week_without_smtp_everything_goes_once() {
    for kind in SMTP {
        let (desk, before) = smtp_away(kind, false).await;
        let mut letters = desk.since(before);
        let all = letters.len();
        letters.dedup();
        assert_eq!(letters.len(), all, "{kind}: something went twice: {letters:?}");
        assert_eq!(lost(&letters), 0, "{kind}: {letters:?}");
    }
}

#[tokio::test]
async fn what_is_never_tried_again_is_lost() {
    let (desk, before) = smtp_away("4xx", true).await;
    assert!(lost(&desk.since(before)) > 0, "{:?}", desk.since(before));
}

#[tokio::test]
async fn what_grew_stale_meanwhile_is_dropped_and_said() {
    let mut desk = with_a_register().await;
    desk.until("2025-09-23 06:00").await;
    let before = desk.sent.len();
    // The reminder of the session of the 30th is due within the week, which ends on the morning of the day itself.
    desk.postman.goes_away(outcome("refusing"));
    let mut desk = live_through(desk, "2025-09-30 10:00").await;
    desk.postman.comes_back();
    desk.until("2025-10-01 12:00").await;
    let letters = desk.since(before);
    assert!(!letters.iter().any(|letter| letter.ends_with(" reminder")), "{letters:?}");
    assert!(letters.contains(&"administrator dropped".to_owned()), "{letters:?}");
}

/// A week without IMAP, in which Tom's explanation lies unread or is never written. Who had which letters in that week,
/// and in the week after it.
pub async fn imap_away(explains: bool, already_written: bool) -> (Vec<String>, Vec<String>) {
    let mut desk = with_a_register().await;
    if already_written {
        // The check-in is written and waits for the server, when the mailbox goes as well.
        desk.until("2025-09-17 08:00").await;
        desk.postman.goes_away(outcome("refusing"));
        desk.until("2025-09-17 11:30").await;
    }
    desk.mailbox.goes_away(MailboxError::Away { why: "nobody answers".to_owned() });
    if explains {
        let reminder = desk.sent_to("tom", "reminder").last().expect("a reminder").to_owned().clone();
        let words = "I'm so sorry about Tuesday, I was ill with a migraine and slept through it.";
        desk.arrives(&vouched(&reminder.answer("tom", desk.now, words), "students.example"));
    }
    desk.postman.comes_back();
    let before = desk.sent.len();
    let mut desk = live_through(desk, "2025-09-24 15:00").await;
    let during = desk.since(before);
    desk.mailbox.comes_back();
    let back = desk.sent.len();
    desk.until("2025-09-29 12:00").await;
    (during, desk.since(back))
}

#[tokio::test]
async fn a_week_without_imap_escalates_nobody_and_the_letter_that_lay_there_is_heard_first() {
    for already_written in [false, true] {
        let (during, after) = imap_away(true, already_written).await;
        let about_tom =
            |letters: &[String]| letters.iter().any(|l| l == "tom check-in" || l == "farah teaching-question");
        assert!(!about_tom(&during), "written on an unread inbox: {during:?}");
        assert!(!about_tom(&after), "the explanation lay in the inbox: {after:?}");
        assert!(during.iter().any(|letter| letter.ends_with(" reminder")), "friendly letters go: {during:?}");

        // The control: had he not explained, the check-in would go once the inbox is read, and not before.
        let (during, after) = imap_away(false, already_written).await;
        assert!(!about_tom(&during), "{during:?}");
        assert!(about_tom(&after), "{after:?}");
    }
}

#[tokio::test]
async fn another_numbering_and_a_moved_mailbox_change_nothing() {
    let mut desk = with_a_register().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.until("2025-09-16 15:30").await;
    let before = desk.sent.len();
    desk.mailbox.renew_uid_validity();
    desk.until("2025-09-16 15:40").await;
    assert_eq!(desk.since(before), [] as [String; 0]);
    let letters = desk.app.store.count_letters(jiff::Timestamp::MIN).await.expect("a database").0;
    assert_eq!(letters, 2, "the register and the apology");
}
