//! A clock that jumps, back and on, by an hour and by forty days, and the two nights on which it is changed: each due thing
//! is said exactly once, nobody is written about by a wrong date, and the administrator hears of it. The control is a
//! daemon that is started under the wrong date, which it cannot tell from a long rest.

use balintd::net::{Fault, MailboxError, Outcome, Step, Why};
use balintd::turn::Witness;
use jiff::SignedDuration;

use crate::desk::{Desk, vouched};
use crate::school::at;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const FORTY_DAYS: SignedDuration = SignedDuration::from_hours(24 * 40);

/// When the clock jumps: an hour before the brief of the first session, and the day before the check-in.
const JUMPS_AT: [&str; 2] = ["2025-09-15 11:30", "2025-09-17 09:30"];
const ENDS: &str = "2025-10-02 12:00";

/// What people had by the end, each line once for each time.
fn of_people(desk: &Desk) -> Vec<String> {
    let lines = desk.since(0);
    lines.into_iter().filter(|line| !line.starts_with("administrator") && !line.starts_with("balint")).collect()
}

async fn register(desk: &mut Desk) {
    desk.until("2025-09-16 15:00").await;
    let request = desk.sent_to("helen", "register-request").last().expect("a request").to_owned().clone();
    desk.arrives(&vouched(&request.answer("helen", desk.now, "All here but Tom."), "trust.example"));
}

/// Lives two sessions long; at `jump_at` the clock jumps by `by`, and half an hour later back where it should be.
async fn lived(jump_at: &str, by: SignedDuration, is_restarted: bool) -> Desk {
    let mut desk = Desk::at_work().await;
    let is_after_register = at(jump_at) > at("2025-09-16 15:00");
    if is_after_register {
        register(&mut desk).await;
    }
    desk.until(jump_at).await;
    desk.now += by;
    if is_restarted {
        desk = desk.start_again().await;
    }
    for _ in 0..6 {
        desk.turn().await.expect("a turn");
        desk.now += SignedDuration::from_mins(5);
    }
    desk.now -= by;
    if !is_after_register {
        register(&mut desk).await;
    }
    desk.until(ENDS).await;
    desk
}

#[tokio::test]
async fn a_clock_that_jumps_and_comes_back_changes_nothing_for_anybody() {
    for jump_at in JUMPS_AT {
        let as_ever = of_people(&lived(jump_at, SignedDuration::ZERO, false).await);
        for by in [HOUR, -HOUR, FORTY_DAYS, -FORTY_DAYS] {
            let desk = lived(jump_at, by, false).await;
            assert_eq!(of_people(&desk), as_ever, "{jump_at} {by:?}");
            assert_eq!(desk.sent_to("administrator", "alarm").len(), 1, "{jump_at} {by:?}");
        }
    }
}

/// While the date was wrong a letter came, both servers failed, and nobody said what became of the line to the
/// administrator: all of that is seen to when it is right again, and not forty days later.
#[tokio::test]
async fn what_happened_under_a_wrong_date_is_seen_to_as_soon_as_it_is_right() {
    let mut desk = Desk::at_work().await;
    let apologies = ["priya", "sian"].map(|who| desk.apology_of(who));
    let arrives =
        |desk: &Desk, nth: usize| desk.mailbox.deliver(apologies[nth].clone(), at("2025-09-11 09:00").as_second());
    desk.app.witness = Some(Witness { folder: "INBOX".to_owned(), copy: true, wait: SignedDuration::from_mins(30) });
    desk.now += FORTY_DAYS;
    let unknown = Outcome::Unknown { why: Why { step: Step::FinalDot, fault: Fault::TimedOut } };
    desk.postman.take_next_but_say(unknown);
    desk.turn().await.expect("a turn");
    let [alarm] = desk.sent_to("administrator", "alarm")[..] else { panic!("no alarm") };
    let copy = alarm.raw.clone();
    desk.now += SignedDuration::from_mins(1);
    arrives(&desk, 0);
    desk.turn().await.expect("a turn");
    desk.now += SignedDuration::from_mins(1);
    desk.mailbox.fail_next(MailboxError::Away { why: "connection refused".to_owned() });
    desk.turn().await.expect("a turn");
    desk.now -= FORTY_DAYS;
    desk.mailbox.deliver(copy, desk.now.as_second());
    arrives(&desk, 1);
    desk.until("2025-09-11 09:10").await;
    for who in ["priya", "sian"] {
        assert_eq!(desk.sent_to(who, "acknowledgement").len(), 1, "{who}");
    }
    assert!(desk.app.store.letters_in_doubt().await.expect("a database").is_empty());
    desk.until("2025-09-11 18:00").await;
    for who in ["helen", "dan"] {
        assert_eq!(desk.sent_to(who, "students-wrote").len(), 1, "{who}");
    }
    assert_eq!(desk.sent_to("administrator", "alarm").len(), 1);
}

#[tokio::test]
async fn a_daemon_that_is_started_under_a_wrong_date_believes_it() {
    let as_ever = of_people(&lived(JUMPS_AT[0], SignedDuration::ZERO, false).await);
    let desk = lived(JUMPS_AT[0], FORTY_DAYS, true).await;
    assert_ne!(of_people(&desk), as_ever);
}

#[tokio::test]
async fn letters_about_people_wait_for_a_clock_that_went_back_and_a_word_lets_them_go() {
    let mut desk = Desk::at_work().await;
    register(&mut desk).await;
    desk.until("2025-09-17 10:30").await;
    desk.now -= SignedDuration::from_hours(24 * 7);
    for _ in 0..30 {
        desk.turn().await.expect("a turn");
        desk.now += SignedDuration::from_mins(10);
    }
    assert_eq!(desk.sent_to("tom", "check-in").len(), 0);
    assert_eq!(desk.sent_to("administrator", "alarm").len(), 1);
    let alarm = desk.sent_to("administrator", "alarm")[0].clone();
    desk.arrives(&vouched(&alarm.answer("administrator", desk.now, "resume"), "medschool.example"));
    desk.turn().await.expect("a turn");
    assert_eq!(desk.app.state.clock, None);
}

/// The nights of 26 October 2025 and 29 March 2026, with a session on the Tuesday after each.
#[tokio::test]
async fn the_nights_on_which_the_clock_is_changed_bring_each_thing_once_at_its_hour() {
    for (begins, ends, session) in [
        ("2025-10-18 09:00", "2025-10-29 12:00", jiff::civil::date(2025, 10, 28)),
        ("2026-03-21 09:00", "2026-04-01 12:00", jiff::civil::date(2026, 3, 31)),
    ] {
        let mut desk = Desk::with_sessions(&[session], begins).await;
        desk.until(ends).await;
        for who in crate::school::STUDENTS {
            assert_eq!(desk.sent_to(who, "reminder").len(), 1, "{who}");
        }
        for who in ["helen", "dan"] {
            assert_eq!(desk.sent_to(who, "brief").len(), 1, "{who}");
            assert_eq!(desk.sent_to(who, "register-request").len(), 1, "{who}");
        }
        let brief = desk.sent_to("dan", "brief")[0].date;
        let hour = jiff::Timestamp::from_second(brief).expect("a date").to_zoned(crate::school::london()).hour();
        assert_eq!(hour, 15, "at the hour of the wall clock");
    }
}

/// A day beyond the cap stops everything but the line that says so.
#[tokio::test]
async fn a_storm_is_stopped_and_said_and_goes_on_by_a_word() {
    let mut desk = Desk::at_work().await;
    desk.app.limits.per_day = 2;
    for who in ["priya", "sian", "wei", "maeve"] {
        desk.arrives(&desk.apology_of(who));
    }
    let before = desk.sent.len();
    desk.until("2025-09-11 09:10").await;
    let letters = desk.since(before);
    assert_eq!(letters.iter().filter(|line| line.ends_with("acknowledgement")).count(), 2, "{letters:?}");
    assert_eq!(desk.sent_to("administrator", "alarm").len(), 1);
    desk.app.limits.per_day = 1500;
    let alarm = desk.sent_to("administrator", "alarm")[0].clone();
    desk.arrives(&vouched(&alarm.answer("administrator", desk.now, "resume"), "medschool.example"));
    desk.until("2025-09-11 09:20").await;
    assert_eq!(desk.since(before).iter().filter(|line| line.ends_with("acknowledgement")).count(), 4);
}
