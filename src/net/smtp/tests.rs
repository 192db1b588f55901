//! The postman against a server that follows a script: what becomes of a letter whatever goes wrong, and where.
//!
//! Each case differs from the plain conversation, which ends in `Sent`, at one step only; that is its control.

use std::time::Duration;

use futures::future::join_all;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::super::{Envelope, Fault, Outcome, PostmanError, SettingsError, Step};
use super::scripted::{Act, Scripted, ordinary, settings};
use super::{SmtpPostman, SmtpSettings};

/// The steps of a conversation, as the server sees them.
const STEPS: [&str; 6] = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."];

const LETTER: &[u8] = b"Message-ID: <one@balint.example>\nSubject: x\n\n.dot\nend\n";

fn envelope() -> Envelope {
    let to = vec!["ann@med.example".to_owned(), "firm.head@med.example".to_owned()];
    Envelope { from: "balint@med.example".to_owned(), to, copy: None }
}

/// What becomes of a letter when the server does this at this step.
async fn outcome_of(step: &'static str, act: Act) -> Outcome {
    let server = Scripted::start(&[(step, act)]).await;
    server.postman().send(&envelope(), LETTER).await
}

fn kind(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent { .. } => "sent",
        Outcome::Refused { .. } => "refused",
        Outcome::Retry { .. } => "retry",
        Outcome::Unknown { .. } => "unknown",
        Outcome::WrongCredentials { .. } => "wrong credentials",
    }
}

async fn kinds_at_each_step(act: Act) -> Vec<&'static str> {
    let outcomes = join_all(STEPS.map(|step| outcome_of(step, act))).await;
    outcomes.iter().map(kind).collect()
}

#[tokio::test]
async fn an_ordinary_letter_is_sent_dot_stuffed_with_crlf() {
    let server = Scripted::start(&[]).await;
    let mut postman = server.postman();
    let outcome = postman.send(&envelope(), LETTER).await;
    assert_eq!(outcome, Outcome::Sent { reply: "2.0.0 Ok: queued as 4F2A".to_owned() });
    let expected = b"Message-ID: <one@balint.example>\r\nSubject: x\r\n\r\n..dot\r\nend\r\n.\r\n";
    assert_eq!(server.letters.lock().unwrap()[..], [expected.to_vec()]);

    postman.send(&envelope(), LETTER).await;
    postman.close().await;
    let letter = "MAIL RCPT RCPT DATA .";
    assert_eq!(server.heard(), format!("CONNECT EHLO {letter} {letter} QUIT"), "one connection for both");
}

#[tokio::test]
async fn refused_for_good_is_about_the_letter_only_once_there_is_one() {
    let kinds = kinds_at_each_step(Act::Say("550 5.6.0 no")).await;
    assert_eq!(kinds, ["retry", "retry", "refused", "refused", "refused", "refused"]);
}

#[tokio::test]
async fn an_account_that_may_not_send_now_has_no_letter_refused() {
    // Exchange: a full folder of sent letters, and an account that may not send as this sender.
    for words in ["554 5.2.2 mailbox full", "554 5.2.252 SendAsDenied", "432 4.3.2 slow down", "421 4.3.2 slow down"] {
        assert_eq!(kind(&outcome_of(".", Act::Say(words)).await), "retry", "{words}");
    }
    assert_eq!(kind(&outcome_of("MAIL", Act::Say("550 5.7.60 cannot send as this sender")).await), "retry");
    // The control: the recipient's own full mailbox, and a letter that is not liked.
    assert_eq!(kind(&outcome_of("RCPT", Act::Say("554 5.2.2 mailbox full")).await), "refused");
    assert_eq!(kind(&outcome_of(".", Act::Say("554 5.7.1 spam")).await), "refused");
}

#[tokio::test]
async fn a_letter_whose_copy_is_not_taken_does_not_go() {
    let with_copy = Envelope { copy: Some("balint@med.example".to_owned()), ..envelope() };
    let server = Scripted::start(&[]).await;
    assert_eq!(kind(&server.postman().send(&with_copy, LETTER).await), "sent");
    assert_eq!(server.heard(), "CONNECT EHLO MAIL RCPT RCPT RCPT DATA .");
    let alone = Envelope { to: Vec::from(["ann@med.example".to_owned()]), ..with_copy };
    for words in ["550 5.1.1 who?", "452 4.2.2 full"] {
        let server = Scripted::start(&[("RCPT", Act::Say("250 ok")), ("RCPT", Act::Say(words))]).await;
        let outcome = server.postman().send(&alone, LETTER).await;
        assert!(matches!(&outcome, Outcome::Retry { why } if why.step == Step::Copy), "{outcome:?}");
        assert!(server.letters.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn not_now_is_tried_again_at_every_step() {
    assert_eq!(kinds_at_each_step(Act::Say("451 4.3.0 not now")).await, ["retry"; 6]);
    assert_eq!(kinds_at_each_step(Act::LastWord("421 4.3.2 closing")).await, ["retry"; 6]);
}

#[tokio::test]
async fn without_an_answer_only_the_final_dot_leaves_doubt() {
    let expected = ["retry", "retry", "retry", "retry", "retry", "unknown"];
    assert_eq!(kinds_at_each_step(Act::Stall).await, expected);
    assert_eq!(kinds_at_each_step(Act::HangUp).await, expected);
    assert_eq!(kinds_at_each_step(Act::Say("what?")).await, expected);
    assert_eq!(kinds_at_each_step(Act::Say("399 a yes of another kind")).await, expected);
}

#[tokio::test]
async fn the_step_and_the_fault_are_told() {
    let Outcome::Unknown { why } = outcome_of(".", Act::Stall).await else { panic!("not unknown") };
    assert_eq!((why.step, &why.fault), (Step::FinalDot, &Fault::TimedOut));
    let Outcome::Retry { why } = outcome_of("DATA", Act::Say("452 4.3.1 no room")).await else {
        panic!("not to be tried again")
    };
    assert_eq!(why.to_string(), "DATA: the server said 452 4.3.1 no room");
}

#[tokio::test]
async fn a_letter_cut_in_its_text_is_not_in_doubt() {
    // The server takes DATA and reads no more, so the text stays in the pipe and its end is never written.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let deaf = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        for step in ["CONNECT", "EHLO", "MAIL", "RCPT", "RCPT", "DATA"] {
            stream.write_all(format!("{}\r\n", ordinary(step)).as_bytes()).await.unwrap();
            if step != "DATA" {
                stream.read_line(&mut String::new()).await.unwrap();
            }
        }
        std::future::pending::<()>().await;
    });
    let letter = [LETTER, &b"a line of a very long letter\r\n".repeat(1_000_000)].concat();
    let outcome = SmtpPostman::new(settings(port)).unwrap().send(&envelope(), &letter).await;
    deaf.abort();
    let Outcome::Retry { why } = outcome else { panic!("{outcome:?}") };
    assert_eq!((why.step, why.fault), (Step::Body, Fault::TimedOut));
}

#[tokio::test]
async fn a_refused_recipient_stops_the_letter_and_is_told_by_number() {
    let server = Scripted::start(&[("RCPT", Act::Say("250 ok")), ("RCPT", NOBODY)]).await;
    let mut postman = server.postman();
    let outcome = postman.send(&envelope(), LETTER).await;
    let text = "RCPT TO: 550 5.1.1".to_owned();
    assert_eq!(outcome, Outcome::Refused { code: 550, text, recipient: Some(1) });

    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
    let heard = "CONNECT EHLO MAIL RCPT RCPT RSET MAIL RCPT RCPT DATA .";
    assert_eq!(server.heard(), heard, "neither gets the letter, and the connection is as good as new");
    assert_eq!(server.letters.lock().unwrap().len(), 1);
}

const NOBODY: Act = Act::Say("550 5.1.1 <firm.head@med.example> firm.head is nobody here");

#[tokio::test]
async fn no_address_gets_into_the_words_for_a_log() {
    for step in STEPS {
        let outcome = outcome_of(step, Act::Say("550 5.7.1 <ann@med.example>: go away")).await;
        assert!(!format!("{outcome:?}").contains("ann@"), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_connection_that_failed_is_never_used_again() {
    for step in ["MAIL", "RCPT", "DATA", "."] {
        let server = Scripted::start(&[(step, Act::Stall)]).await;
        let mut postman = server.postman();
        assert_ne!(kind(&postman.send(&envelope(), LETTER).await), "sent");
        assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
        assert_eq!(server.heard().matches("CONNECT").count(), 2, "{step}");
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_while_it_rested_costs_nothing() {
    let server = Scripted::start(&[(".", Act::LastWord("250 2.0.0 taken, and good night"))]).await;
    let mut postman = server.postman();
    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
    assert_eq!(server.letters.lock().unwrap().len(), 2);

    let server = Scripted::start(&[]).await;
    let idle_max = Duration::ZERO;
    let mut postman = SmtpPostman::new(SmtpSettings { idle_max, ..settings(server.port) }).unwrap();
    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "sent");
    assert_eq!(server.heard().matches("CONNECT").count(), 2, "one that rested too long is not used");
}

#[tokio::test]
async fn a_wrong_password_stops() {
    for (step, said, expected) in [
        ("AUTH", "535 5.7.8 authentication failed", "wrong credentials"),
        ("AUTH", "454 4.7.0 the user database is away", "retry"),
        ("MAIL", "530 5.7.57 not authenticated", "wrong credentials"),
        ("QUIT", "221 never asked", "sent"),
    ] {
        let server = Scripted::start(&[(step, Act::Say(said))]).await;
        let outcome = server.postman_with_password().send(&envelope(), LETTER).await;
        assert_eq!(kind(&outcome), expected, "{said}");
        assert!(!format!("{outcome:?}").contains("secret"));
    }
    let server = Scripted::start(&[("AUTH", Act::Say("535 5.7.8 no"))]).await;
    let checked = server.postman_with_password().check().await;
    assert_eq!(checked, Err(PostmanError::WrongCredentials { text: "AUTH: 535 5.7.8 no".to_owned() }));
}

#[tokio::test]
async fn a_server_without_auth_is_not_told_the_password() {
    let server = Scripted::start(&[("EHLO", Act::Say("250 scripted.example"))]).await;
    assert_eq!(kind(&server.postman_with_password().send(&envelope(), LETTER).await), "retry");
    assert_eq!(server.heard(), "CONNECT EHLO");
}

#[tokio::test]
async fn a_greeting_that_the_parser_trips_over_is_not_our_end() {
    assert_eq!(kind(&outcome_of("EHLO", Act::Say("250-scripted.example\r\n250- \r\n250 ok")).await), "retry");
}

#[tokio::test]
async fn what_cannot_be_said_is_refused_without_a_server() {
    let mut postman = SmtpPostman::new(settings(9)).unwrap();
    let mut bad = envelope();
    bad.to[1] = "not an address\r\nRCPT TO:<x@y.example>".to_owned();
    let Outcome::Refused { code: 501, recipient: Some(1), .. } = postman.send(&bad, LETTER).await else {
        panic!("a recipient that is no address must be refused")
    };
    bad.to.clear();
    assert_eq!(kind(&postman.send(&bad, LETTER).await), "refused");
    assert_eq!(kind(&postman.send(&envelope(), LETTER).await), "retry", "nobody listens on that port");
}

#[tokio::test]
async fn eight_bits_only_where_they_are_taken() {
    let eight_bit = "Subject: x\r\n\r\ncafé\r\n".as_bytes();
    let server = Scripted::start(&[]).await;
    assert_eq!(kind(&server.postman().send(&envelope(), eight_bit).await), "sent");
    let server = Scripted::start(&[("EHLO", Act::Say("250 scripted.example"))]).await;
    assert_eq!(kind(&server.postman().send(&envelope(), eight_bit).await), "refused");
}

#[test]
fn without_encryption_no_further_than_this_machine() {
    let mut far = settings(25);
    far.server.host = "mail.med.example".to_owned();
    let refused = SmtpPostman::new(far).unwrap_err();
    assert!(matches!(refused, SettingsError::PlainBeyondLoopback { .. }));
    assert!(refused.to_string().contains("mail.med.example"));
}
