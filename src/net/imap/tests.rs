//! The mailbox against a server that follows a script: no broken answer may look like an empty mailbox.
//!
//! Each case differs from the plain conversation at one command only; that plain conversation is its control.

use std::time::Duration;

use futures::future::join_all;

use super::super::{Batch, Cursor, MailboxError, MailboxFacts, Notice};
use super::ImapMailbox;
use super::scripted::{Act, LETTER_LENGTH, Scripted};

const CURSOR: Cursor = Cursor { uid_validity: 9, uid_last: 7 };

/// Everything that a turn does with its mailbox.
async fn one_turn(mailbox: &mut ImapMailbox) -> Result<Batch, MailboxError> {
    let batch = mailbox.fetch(None, 10).await?;
    mailbox.mark_seen(CURSOR, &[7]).await?;
    mailbox.wait(Duration::from_millis(30)).await?;
    if !mailbox.find_message_id("Sent", "a@b.example").await? {
        panic!("the witness is there");
    }
    Ok(batch)
}

const COMMANDS: [&str; 9] =
    ["CAPABILITY", "SELECT", "UID FETCH 1:*", "UID FETCH 7", "UID STORE", "IDLE", "DONE", "EXAMINE", "UID SEARCH"];

async fn error_at(command: &'static str, act: Act) -> (Scripted, ImapMailbox, MailboxError) {
    let server = Scripted::start(&[(command, act)]).await;
    let mut mailbox = server.mailbox();
    let error = one_turn(&mut mailbox).await.expect_err(command);
    (server, mailbox, error)
}

#[tokio::test]
async fn an_ordinary_letter_is_fetched_and_marked() {
    let server = Scripted::start(&[]).await;
    let mut mailbox = server.mailbox();
    let batch = one_turn(&mut mailbox).await.unwrap();
    let letter = &batch.letters[0];
    assert_eq!((batch.uid_validity, batch.letters.len(), batch.more), (9, 1, false));
    assert_eq!((letter.uid, letter.received, letter.size_bytes, letter.truncated), (7, 42, LETTER_LENGTH, false));
    assert!(
        letter.raw.starts_with(b"Subject: x\r\n\r\n"),
        "a literal that looks like a tagged line is still a literal"
    );
    assert_eq!(server.heard("LOGIN \"balint\" \"se\\\"cr\\\\et\""), 1);
    assert_eq!(server.heard("UID STORE 7 +FLAGS.SILENT (\\Seen)"), 1);
    assert_eq!(server.heard("CONNECT"), 1);
}

#[tokio::test]
async fn no_and_bad_are_errors_at_every_command() {
    for command in COMMANDS {
        for said in ["TAG NO [SERVERBUG] sorry\r\n", "TAG BAD what?\r\n", "* BAD what?\r\nTAG OK done\r\n"] {
            let (_, _, error) = error_at(command, Act::Say(said)).await;
            assert!(matches!(error, MailboxError::Odd { .. }), "{command}: {said}: {error}");
        }
    }
}

#[tokio::test]
async fn silence_and_a_closed_door_are_away_at_every_command() {
    for act in [Act::Stall, Act::HangUp, Act::Say("* BYE too many connections\r\n")] {
        let commands = ["CONNECT", "LOGIN"].into_iter().chain(COMMANDS);
        for (_, _, error) in join_all(commands.map(|command| error_at(command, act))).await {
            assert!(matches!(error, MailboxError::Away { .. }), "{act:?}: {error}");
        }
    }
}

#[tokio::test]
async fn half_a_letter_is_none_and_it_comes_whole_the_next_time() {
    let half = "* 1 FETCH (UID 7 RFC822.SIZE 25 BODY[] {25}\r\nSubject: x\r\n\r\n";
    let (server, mut mailbox, error) = error_at("UID FETCH 7", Act::BreakOff(half)).await;
    assert!(matches!(error, MailboxError::Away { .. }), "{error}");
    let batch = one_turn(&mut mailbox).await.unwrap();
    assert_eq!((batch.letters.len(), batch.letters[0].raw.len()), (1, 25));
    assert_eq!(server.heard("CONNECT"), 2);
}

#[tokio::test]
async fn after_a_line_that_cannot_be_parsed_the_connection_is_not_believed_again() {
    for command in COMMANDS {
        for said in ["* ]]]] {{{\r\nTAG OK done\r\n", "* OK [ALERT]é\r\nTAG OK done\r\n"] {
            let (server, mut mailbox, error) = error_at(command, Act::Say(said)).await;
            assert!(matches!(error, MailboxError::Odd { .. }), "{command}: {said}: {error}");
            assert!(!error.to_string().contains("]]]]"), "the server's bytes stay out of the log: {error}");
            assert_eq!(one_turn(&mut mailbox).await.unwrap().letters.len(), 1);
            assert_eq!(server.heard("CONNECT"), 2, "{command}");
        }
    }
}

#[tokio::test]
async fn ok_with_nothing_in_it_is_not_an_answer() {
    for command in ["CAPABILITY", "SELECT", "UID FETCH 1:*", "UID FETCH 7", "UID SEARCH"] {
        let (_, _, error) = error_at(command, Act::Say("TAG OK done\r\n")).await;
        assert!(matches!(error, MailboxError::Odd { .. }), "{command}: {error}");
    }
    let another = "* 1 FETCH (UID 6 BODY[] {1}\r\nx)\r\nTAG OK done\r\n";
    let (_, _, error) = error_at("UID FETCH 7", Act::Say(another)).await;
    assert!(matches!(error, MailboxError::Odd { .. }), "another letter than the one asked for: {error}");
    let (_, _, error) = error_at("UID FETCH 7", Act::Say("OTHER OK done\r\nTAG OK done\r\n")).await;
    assert!(matches!(error, MailboxError::Odd { .. }), "another command's end: {error}");
}

#[tokio::test]
async fn a_wrong_password_stops_and_a_tired_server_does_not() {
    for (said, wrong) in [
        ("TAG NO [AUTHENTICATIONFAILED] Authentication failed.\r\n", true),
        ("TAG NO LOGIN failed.\r\n", true),
        ("TAG NO [UNAVAILABLE] Temporary authentication failure.\r\n", false),
    ] {
        let (_, _, error) = error_at("LOGIN", Act::Say(said)).await;
        assert_eq!(matches!(error, MailboxError::WrongCredentials { .. }), wrong, "{said}: {error}");
        let words = said.trim_start_matches("TAG NO ").trim_end();
        assert!(error.to_string().ends_with(words) && !error.to_string().contains("cr"), "{error}");
    }
}

#[tokio::test]
async fn nothing_new_needs_no_listing_and_another_numbering_gives_all() {
    let server = Scripted::start(&[]).await;
    let mut mailbox = server.mailbox();
    assert_eq!(mailbox.fetch(Some(CURSOR), 10).await.unwrap().letters, []);
    assert_eq!(server.heard("UID FETCH"), 0);
    let before = Cursor { uid_validity: 8, uid_last: 700 };
    assert_eq!(mailbox.fetch(Some(before), 10).await.unwrap().letters.len(), 1);
    mailbox.mark_seen(before, &[7]).await.unwrap();
    assert_eq!(server.heard("UID STORE"), 0, "the numbers mean other letters now");
}

#[tokio::test]
async fn at_most_so_many_letters_oldest_first() {
    let listed = "* 2 FETCH (UID 8 INTERNALDATE \"01-Jan-1970 00:00:43 +0000\" RFC822.SIZE 25)\r\n\
                  * 2 FETCH (FLAGS (\\Seen))\r\n\
                  * 1 FETCH (UID 7 INTERNALDATE \"01-Jan-1970 00:00:42 +0000\" RFC822.SIZE 25)\r\nTAG OK done\r\n";
    let server = Scripted::start(&[("UID FETCH 1:*", Act::Say(listed))]).await;
    let batch = server.mailbox().fetch(None, 1).await.unwrap();
    assert_eq!((batch.letters.len(), batch.letters[0].uid, batch.more), (1, 7, true));
}

#[tokio::test]
async fn of_a_large_letter_only_the_header_comes() {
    let server = Scripted::start(&[]).await;
    let letter = server.mailbox_with_limit(LETTER_LENGTH - 1).fetch(None, 10).await.unwrap().letters.remove(0);
    assert_eq!((letter.raw.as_slice(), letter.truncated), (&b"Subject: x\r\n\r\n"[..], true));
    assert_eq!(letter.size_bytes, LETTER_LENGTH);
}

#[tokio::test]
async fn a_delivery_ends_the_wait() {
    let server = Scripted::start(&[("IDLE", Act::Say("+ idling\r\n* 2 EXISTS\r\n"))]).await;
    let mut mailbox = server.mailbox();
    assert_eq!(mailbox.wait(Duration::from_secs(9)).await, Ok(Notice::Arrived), "nobody listened before");
    assert_eq!(mailbox.wait(Duration::from_secs(9)).await, Ok(Notice::Arrived));
    assert_eq!(mailbox.wait(Duration::from_secs(9)).await, Ok(Notice::Arrived), "until somebody has looked");
    mailbox.fetch(Some(CURSOR), 10).await.unwrap();
    assert_eq!(mailbox.wait(Duration::from_millis(100)).await, Ok(Notice::Nothing));
    assert_eq!(server.heard("IDLE"), 3, "one that told, and two slices");
}

#[tokio::test]
async fn a_server_without_idle_is_asked_now_and_then() {
    let no_idle = Act::Say("* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n");
    let server = Scripted::start(&[("CAPABILITY", no_idle), ("NOOP", Act::Say("TAG OK done\r\n"))]).await;
    let mut mailbox = server.mailbox();
    let facts = MailboxFacts { idle: false, uidplus: false, private: false, letters: 1 };
    assert_eq!(mailbox.check().await, Ok(facts));
    assert_eq!(mailbox.wait(Duration::from_millis(70)).await, Ok(Notice::Nothing));
    assert_eq!((server.heard("IDLE"), server.heard("NOOP")), (0, 2));

    let server = Scripted::start(&[("CAPABILITY", no_idle), ("NOOP", Act::Say("* 2 EXISTS\r\nTAG OK done\r\n"))]).await;
    let mut mailbox = server.mailbox();
    mailbox.check().await.unwrap();
    assert_eq!(mailbox.wait(Duration::from_secs(9)).await, Ok(Notice::Arrived));
}

#[tokio::test]
async fn a_wait_that_is_dropped_leaves_nothing_half_said() {
    let server = Scripted::start(&[]).await;
    let mut mailbox = server.mailbox();
    mailbox.check().await.unwrap();
    let dropped = tokio::time::timeout(Duration::from_millis(20), mailbox.wait(Duration::from_secs(9))).await;
    assert!(dropped.is_err());
    assert_eq!(mailbox.fetch(None, 10).await.unwrap().letters.len(), 1);
    assert_eq!(server.heard("CONNECT"), 2);
    mailbox.close().await;
    assert_eq!(server.heard("LOGOUT"), 1);
}

#[tokio::test]
async fn a_search_that_cannot_be_said_is_not_a_no() {
    let server = Scripted::start(&[]).await;
    let found = server.mailbox().find_message_id("Sent", "a\r\nb@c.example").await;
    assert!(matches!(found, Err(MailboxError::Odd { .. })));
    let none = Scripted::start(&[("UID SEARCH", Act::Say("* SEARCH\r\nTAG OK done\r\n"))]).await;
    assert_eq!(none.mailbox().find_message_id("Sent", "<a@b.example>").await, Ok(false));
}
