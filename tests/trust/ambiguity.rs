//! The answer to the final dot gets lost: each friendly letter is taken exactly once all the same, one about a person at
//! most once, and the administrator is told of each that was not. The controls: blind retry sends twice, and never trying
//! again loses.

use std::collections::BTreeMap;

use balintd::domain::id::{EventId, LetterId, PersonId};
use balintd::domain::letter::Letter;
use balintd::net::{Mailbox, MemoryMailbox};
use balintd::store::{Envelope, OutboxState, outbox};
use balintd::turn::turn;
use jiff::SignedDuration;

use crate::desk::Desk;
use crate::school::{BALINT, address};
use crate::sink::{AtDot, Sink};

/// What the daemon does about a letter of unknown fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// As it is built.
    Reconcile,
    /// The control that sends twice.
    RetryBlindly,
    /// The control that loses.
    NeverAgain,
}

/// What came of it, by the server's own log.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub letters: usize,
    pub ambiguous: usize,
    /// Friendly letters that were never taken, and letters of any kind that were taken twice.
    pub lost: usize,
    pub twice: usize,
    /// Letters about a person that were not taken, and are put to the administrator.
    pub asked: usize,
    /// Letters about a person that were not taken, and of which nobody was told.
    pub silent: usize,
}

/// Lets so many letters meet each kind of ambiguity, half of them about a person.
pub async fn run(each: usize, habit: Habit) -> Figures {
    const KINDS: [AtDot; 5] = [
        AtDot::Cut { taken: true },
        AtDot::Cut { taken: false },
        AtDot::Late,
        AtDot::Reset { taken: true },
        AtDot::Reset { taken: false },
    ];
    let mut desk = Desk::at_work().await;
    let mailbox = MemoryMailbox::new();
    desk.app.mailbox = Mailbox::Memory(mailbox.clone());
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut nth = 0;
    // A letter meets trouble at its first try; what is sent again, and what is no letter of the test, is taken as usual.
    let sink = Sink::start(mailbox, move |id| {
        let times = met.entry(id.to_owned()).or_default();
        *times += 1;
        if *times > 1 || !id.starts_with("test.") {
            return AtDot::Answer;
        }
        nth += 1;
        KINDS[nth % KINDS.len()]
    })
    .await;
    desk.app.postman = sink.postman();
    desk.app.limits.per_minute = u32::MAX;
    desk.app.limits.per_staff_day = u32::MAX;
    desk.app.limits.per_day = u32::MAX;
    let letters = each * KINDS.len();
    let helen =
        desk.app.state.roster.people.values().find(|p| p.address.as_str() == address("helen")).expect("Helen").id;
    put_letters(&mut desk, helen, letters).await;
    let end = desk.now + SignedDuration::from_hours(6);
    while desk.now < end {
        let turned = turn(&mut desk.app, desk.now).await.expect("a turn");
        misbehave(&mut desk, habit).await;
        let is_busy = desk.app.store.glance().await.expect("a database").open.next_try.is_some_and(|at| at <= desk.now);
        desk.now = if is_busy { desk.now + SignedDuration::from_secs(1) } else { turned.next };
    }
    figures(&mut desk, &sink, letters).await
}

async fn put_letters(desk: &mut Desk, to: PersonId, letters: usize) {
    let student = desk.app.state.roster.memberships.first().expect("a student").student;
    let mut tx = desk.app.store.begin().await.expect("a database");
    for nth in 0..letters {
        let number = i64::try_from(nth).expect("few letters");
        let letter = match nth % 2 {
            0 => Letter::HelpAnswer { person: to, answers: LetterId(number) },
            _ => Letter::HoldReview { student, hold: EventId(number), nth: 0 },
        };
        let kind = if nth % 2 == 0 { "friendly" } else { "person" };
        let message_id = format!("test.{kind}.{nth}@medschool.example");
        let bytes = format!("From: {BALINT}\r\nMessage-ID: <{message_id}>\r\nX-Balintd: test\r\n\r\nhello\r\n");
        let envelope = Envelope {
            letter: &letter,
            recipient: to,
            address: address("helen"),
            message_id: &message_id,
            token: &message_id,
            bytes: bytes.as_bytes(),
            text_hash: None,
            shadow: false,
            written_at: desk.now,
            lapses: None,
        };
        outbox::put(&mut tx, &envelope).await.expect("a new letter");
    }
    tx.commit().await.expect("a database");
}

async fn misbehave(desk: &mut Desk, habit: Habit) {
    if habit == Habit::Reconcile {
        return;
    }
    let doubts = desk.app.store.letters_in_doubt().await.expect("a database");
    let mut tx = desk.app.store.begin().await.expect("a database");
    for letter in doubts.iter().filter(|letter| letter.state == OutboxState::Unknown) {
        match habit {
            Habit::RetryBlindly => outbox::try_later(&mut tx, letter.id, desk.now).await.expect("a row"),
            _ => outbox::settle(&mut tx, letter.id, OutboxState::Dropped, desk.now).await.expect("a row"),
        }
    }
    tx.commit().await.expect("a database");
}

async fn figures(desk: &mut Desk, sink: &Sink, letters: usize) -> Figures {
    let taken = sink.taken();
    let doubts = desk.app.store.letters_in_doubt().await.expect("a database");
    let is_asked = |id: &str| {
        doubts
            .iter()
            .any(|letter| letter.message_id == id && letter.doubt.is_some_and(|doubt| doubt.asked_at.is_some()))
    };
    let mut figures = Figures { letters, ambiguous: letters, ..Figures::default() };
    for nth in 0..letters {
        let kind = if nth % 2 == 0 { "friendly" } else { "person" };
        let id = format!("test.{kind}.{nth}@medschool.example");
        match (taken.get(&id).copied().unwrap_or_default(), kind) {
            (0, "friendly") => figures.lost += 1,
            (0, _) if is_asked(&id) => figures.asked += 1,
            (0, _) => figures.silent += 1,
            (1, _) => {}
            _ => figures.twice += 1,
        }
    }
    figures
}

#[tokio::test]
async fn a_lost_answer_loses_nothing_and_doubles_nothing() {
    let figures = run(6, Habit::Reconcile).await;
    assert_eq!((figures.lost, figures.twice, figures.silent), (0, 0, 0), "{figures:?}");
    assert!(figures.asked > 0, "{figures:?}");
}

#[tokio::test]
async fn the_controls_double_and_lose() {
    assert!(run(2, Habit::RetryBlindly).await.twice > 0);
    let never = run(2, Habit::NeverAgain).await;
    assert!(never.lost > 0 && never.silent > 0, "{never:?}");
}
