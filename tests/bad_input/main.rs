//! What may go wrong with what comes in, and with the servers: nothing is lost, nothing is guessed, a person is told
//! once, and the next letter is read.

mod desk;
mod letters;
#[path = "../school/mod.rs"]
mod school;
mod trouble;

use balintd::domain::id::SessionId;
use balintd::net::{FolderMailbox, Mailbox};

use desk::Desk;

/// Who is told of a letter: the lines of [`Desk::since`], and the reason in the administrator's list.
struct Told {
    people: &'static [&'static str],
    reason: Option<&'static str>,
}

const NOBODY: Told = Told { people: &[], reason: None };

/// The writer is asked, the co-leaders see the words, and the administrator sees the reason.
fn student_asked(reason: Option<&'static str>) -> Told {
    let all: &[&str] =
        &["administrator set-aside", "dan student-wrote", "helen student-wrote", "tom clarifying-question"];
    let people = if reason.is_some() { all } else { &all[1..] };
    Told { people, reason }
}

fn helen_asked(reason: &'static str) -> Told {
    Told { people: &["administrator set-aside", "helen clarifying-question"], reason: Some(reason) }
}

fn administrator(reason: &'static str) -> Told {
    Told { people: &["administrator set-aside"], reason: Some(reason) }
}

/// Takes in a letter with a plain apology behind it, and lives on to the next evening: it is kept, those who are to be
/// told of it are told once, nothing changes, and the apology is read and acknowledged.
async fn check(raw: &[u8], expected: Told) {
    let desk = Desk::at_work().await;
    desk.arrives(raw);
    desk.arrives(&desk.apology_of("priya"));
    check_told(desk, raw, expected).await;
}

async fn check_told(mut desk: Desk, kept: &[u8], expected: Told) {
    let before = desk.sent.len();
    desk.until("2025-09-11 09:01").await;
    assert_eq!(desk.kept(1).await, kept, "the letter is kept as it came");
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);
    desk.until("2025-09-12 20:00").await;
    let mut told = desk.since(before);
    for line in ["priya acknowledgement", "dan students-wrote", "helen students-wrote"] {
        let place = told.iter().position(|told| told == line).expect(line);
        told.remove(place);
    }
    assert_eq!(told, expected.people);
    if let Some(reason) = expected.reason {
        let text = &desk.sent_to("administrator", "set-aside")[0].text;
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("- ")).collect();
        assert_eq!(rows, [format!("- Number 1, Thursday 11 September, 09:00: {reason}")]);
    }
    assert!(!desk.has_changed(), "nobody's attendance was changed by it");
}

const NO_TEXT: &str = "there is no text in it that can be read";
const UNCLEAR_SENDER: &str = "it does not say clearly who sent it";
const NOT_VOUCHED: &str = "the receiving server does not vouch for the sender";

#[tokio::test]
async fn half_a_message() {
    check(&letters::half_a_message(), student_asked(Some("only a part of it arrived"))).await;
    check(&letters::half_a_header(), student_asked(Some(NO_TEXT))).await;
}

#[tokio::test]
async fn no_sender_or_two() {
    check(&letters::no_from(), administrator(UNCLEAR_SENDER)).await;
    check(&letters::two_froms(), administrator(UNCLEAR_SENDER)).await;
}

#[tokio::test]
async fn a_photograph_of_a_paper_register() {
    const PHOTOGRAPH_BYTES: usize = 20_000_000;
    check(&letters::photograph(PHOTOGRAPH_BYTES), helen_asked(NO_TEXT)).await;
}

/// Above the limit of the configuration the mailbox gives the header only.
#[tokio::test]
async fn a_photograph_that_is_too_large() {
    let mut desk = Desk::at_work().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("new")).unwrap();
    let raw = letters::photograph(200_000);
    std::fs::write(folder.path().join("new/1.eml"), &raw).unwrap();
    std::fs::write(folder.path().join("new/2.eml"), desk.apology_of("priya")).unwrap();
    desk.app.mailbox = Mailbox::Folder(FolderMailbox::new(folder.path(), 100_000));
    let head = raw.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap() + 4;
    let told = helen_asked("only a part of it arrived");
    check_told(desk, &raw[..head], told).await;
}

#[tokio::test]
async fn text_hidden_in_another_form() {
    for raw in [letters::winmail(), letters::sealed(), letters::no_text()] {
        check(&raw, helen_asked(NO_TEXT)).await;
    }
}

#[tokio::test]
async fn parts_in_parts_in_parts() {
    for depth in [20, 2000] {
        check(&letters::nested(depth), student_asked(Some("it is nested deeper than is read"))).await;
    }
}

/// Words that can be made out all the same are read.
#[tokio::test]
async fn wrong_character_sets() {
    for raw in [letters::wrong_charset(), letters::unknown_charset()] {
        let mut desk = Desk::at_work().await;
        desk.arrives(&raw);
        desk.until("2025-09-11 09:01").await;
        assert_eq!(desk.sent_to("tom", "acknowledgement").len(), 1);
        assert_eq!(desk.kept(1).await, raw);
    }
}

#[tokio::test]
async fn a_stranger_and_a_session_that_is_not() {
    check(&letters::stranger(), administrator("the sender is not on the roster")).await;
    check(&letters::session_that_is_not(), student_asked(None)).await;
}

#[tokio::test]
async fn nobody_vouches_for_the_sender() {
    check(&letters::forged("helen.marsh@trust.example"), administrator(NOT_VOUCHED)).await;
    let told = Told {
        people: &["administrator set-aside", "dan student-wrote", "helen student-wrote"],
        reason: Some(NOT_VOUCHED),
    };
    check(&letters::forged("tom.bradley@students.example"), told).await;
}

#[tokio::test]
async fn what_machines_write_is_never_answered() {
    check(&letters::out_of_office(), NOBODY).await;
    let tom = "tom.bradley@students.example";
    check(&letters::bounce("4.4.7", "delayed", tom), NOBODY).await;
    check(&letters::bounce("5.2.2", "failed", tom), NOBODY).await;
    check(&letters::bounce("5.1.1", "failed", "nobody@elsewhere.example"), NOBODY).await;
}

#[tokio::test]
async fn a_dead_address_is_told_to_those_who_can_put_it_right() {
    for raw in [letters::bounce("5.1.1", "failed", "tom.bradley@students.example"), letters::plain_bounce()] {
        let told = Told { people: &["dan undeliverable", "helen undeliverable", "team undeliverable"], reason: None };
        check(&raw, told).await;
    }
}

impl Desk {
    /// Has anybody but Priya a stance, or a session another date, a register or a mark?
    fn has_changed(&self) -> bool {
        let state = &self.app.state;
        let roster = &state.roster;
        let priya = roster.people.values().find(|person| person.name.as_str() == "Priya Raman");
        let priya = priya.expect("Priya").id;
        let sessions: Vec<SessionId> = roster.sessions.keys().copied().collect();
        sessions.iter().any(|session| {
            let stance = |student| student != priya && state.stance(*session, student).is_some();
            let moved = state.calendar.get(*session).is_none_or(|meeting| {
                meeting.cancelled || Some(meeting.date) != roster.sessions.get(session).map(|planned| planned.date)
            });
            state.session(*session).register.is_some() || moved || roster.people.keys().any(|id| stance(*id))
        })
    }
}
