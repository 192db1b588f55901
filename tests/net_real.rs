//! The postman and the mailbox against a real Postfix and a real Dovecot, with real certificates and passwords.
//!
//! What goes wrong inside a conversation is played by scripted servers in the unit tests; here stands what only the
//! real ones can show. Each fault has its control: the same call, which succeeds once the fault is gone.

#![allow(clippy::disallowed_methods, reason = "real servers live by the real clock")]

mod servers;

use std::time::{Duration, Instant};

use balintd::net::{
    Arrived, Batch, Cursor, Envelope, Fault, ImapMailbox, ImapSettings, ImapTimeouts, Mailbox, MailboxError,
    MailboxFacts, Notice, Outcome, Postman, PostmanError, Server, SmtpPostman, SmtpSettings, SmtpTimeouts, Step,
    TlsMode, Why,
};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use servers::Servers;

const BALINT: &str = "balint@med.example";
const ANN: &str = "ann@med.example";
const FIRM_HEAD: &str = "firm.head@trust.example";

fn postman(servers: &Servers, server: Server, password: SecretString) -> Postman {
    let settings = SmtpSettings {
        server,
        credentials: Some((BALINT.to_owned(), password)),
        hello_name: Some("daemon.med.example".to_owned()),
        timeouts: SmtpTimeouts::default(),
        idle_max: SmtpSettings::IDLE_MAX,
    };
    assert!(servers.ca_file.exists());
    Postman::Smtp(Box::new(SmtpPostman::new(settings).unwrap()))
}

fn mailbox(server: Server, password: SecretString) -> Mailbox {
    let settings = ImapSettings {
        server,
        user: BALINT.to_owned(),
        password,
        folder: ImapSettings::FOLDER.to_owned(),
        size_max_bytes: 10_000,
        timeouts: ImapTimeouts::default(),
    };
    Mailbox::Imap(Box::new(ImapMailbox::new(settings).unwrap()))
}

fn to(recipients: &[&str]) -> Envelope {
    Envelope { from: BALINT.to_owned(), to: recipients.iter().map(|&to| to.to_owned()).collect(), copy: None }
}

fn letter(id: &str, text: &str) -> Vec<u8> {
    let header = format!("From: {BALINT}\nTo: {ANN}\nSubject: next Tuesday\nMessage-ID: <{id}@med.example>\n");
    format!("{header}Date: Tue, 12 Jan 2027 09:00:00 +0000\n\n{text}\n").into_bytes()
}

fn contains(raw: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(raw).contains(text)
}

#[tokio::test]
async fn letters_are_submitted_and_arrive() {
    let servers = servers::start().await;
    for (port, tls) in [(servers.smtp_port, TlsMode::Starttls), (servers.smtps_port, TlsMode::Implicit)] {
        let mut postman = postman(&servers, servers.server(port, tls), servers.password());
        let facts = postman.check().await.unwrap();
        assert!(facts.private && facts.authenticated, "{facts:?}");
        let before = servers.maildir(ANN).len();
        for text in ["first\n.\nafter a dot", "second"] {
            let outcome = postman.send(&to(&[ANN, FIRM_HEAD]), &letter("one", text)).await;
            assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
        }
        postman.close().await;
        let letters = servers.wait_for_letters(ANN, before + 2).await;
        // Postfix delivers side by side, so the second may overtake the first.
        for whole in ["\n\nfirst\n.\nafter a dot\n", "\n\nsecond\n"] {
            assert!(letters[before..].iter().any(|letter| contains(letter, whole)), "{whole:?}");
        }
        servers.wait_for_letters(FIRM_HEAD, before + 2).await;
    }
}

#[tokio::test]
async fn what_the_server_refuses_is_told_apart() {
    let mut servers = servers::start().await;
    let mut postman = postman(&servers, servers.smtp(), servers.password());
    let refused = postman.send(&to(&[ANN, "nobody@med.example"]), &letter("a", "hello")).await;
    let text = "RCPT TO: 550 5.1.1".to_owned();
    assert_eq!(refused, Outcome::Refused { code: 550, text, recipient: Some(1) });
    let refused = postman.send(&to(&["ann@elsewhere.test"]), &letter("b", "hello")).await;
    assert!(matches!(refused, Outcome::Refused { code: 554, recipient: Some(0), .. }), "{refused:?}");
    let later = postman.send(&to(&["later@med.example"]), &letter("c", "hello")).await;
    let Outcome::Retry { why: Why { step: Step::Recipient, fault: Fault::Reply { code: 450, .. } } } = later else {
        panic!("{later:?}")
    };
    assert!(matches!(postman.send(&to(&[ANN]), &letter("d", "hello")).await, Outcome::Sent { .. }));
    let letters = servers.wait_for_letters(ANN, 1).await;
    assert!(contains(&letters[0], "<d@med.example>"), "nobody had a letter that another recipient stopped");

    servers.stop_smtp();
    for _ in 0..2 {
        let away = postman.send(&to(&[ANN]), &letter("e", "hello")).await;
        assert!(matches!(away, Outcome::Retry { .. }), "{away:?}");
    }
    servers.start_smtp().await;
    assert!(matches!(postman.send(&to(&[ANN]), &letter("e", "hello")).await, Outcome::Sent { .. }));
    assert_eq!(servers.wait_for_letters(ANN, 2).await.len(), 2);
}

#[tokio::test]
async fn a_wrong_password_or_a_certificate_of_somebody_else_stops() {
    let servers = servers::start().await;
    let mut wrong = postman(&servers, servers.smtp(), SecretString::from("guessed"));
    let outcome = wrong.send(&to(&[ANN]), &letter("a", "hello")).await;
    assert!(matches!(outcome, Outcome::WrongCredentials { .. }), "{outcome:?}");
    assert!(matches!(wrong.check().await, Err(PostmanError::WrongCredentials { .. })));
    let refused = mailbox(servers.imap(), SecretString::from("guessed")).check().await;
    assert!(matches!(refused, Err(MailboxError::WrongCredentials { .. })), "{refused:?}");

    // By another name than the certificate's: the password must not be said.
    let impostor = |server: Server| Server { host: "127.0.0.1".to_owned(), ..server };
    let mut duped = postman(&servers, impostor(servers.smtp()), servers.password());
    let outcome = duped.send(&to(&[ANN]), &letter("b", "hello")).await;
    let Outcome::Retry { why } = outcome else { panic!("{outcome:?}") };
    assert_eq!(why.step, Step::StartTls, "{why}");
    let refused = mailbox(impostor(servers.imap()), servers.password()).check().await;
    assert!(matches!(refused, Err(MailboxError::Away { .. })), "{refused:?}");
    assert_eq!(servers.maildir(ANN).len(), 0);
}

#[tokio::test]
async fn nothing_said_in_the_clear_after_starttls_is_believed() {
    let servers = servers::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let somebody_between = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = [0; 512];
        let answers = ["250-x.example\r\n250 STARTTLS\r\n", "220 go\r\n250-x.example\r\n250 AUTH PLAIN\r\n235 ok\r\n"];
        stream.write_all(b"220 x.example\r\n").await.unwrap();
        for answer in answers {
            assert_ne!(stream.read(&mut heard).await.unwrap(), 0);
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        stream.read_u8().await.unwrap()
    });
    let mut postman = postman(&servers, servers.server(port, TlsMode::Starttls), servers.password());
    let outcome = postman.send(&to(&[ANN]), &letter("a", "hello")).await;
    assert!(matches!(outcome, Outcome::Retry { why: Why { step: Step::StartTls, .. } }), "{outcome:?}");
    const TLS_HANDSHAKE: u8 = 22;
    assert_eq!(somebody_between.await.unwrap(), TLS_HANDSHAKE, "neither a command nor a password was said");
}

#[tokio::test]
async fn letters_are_fetched_once_stored_and_all_again_when_the_numbers_change() {
    let mut servers = servers::start().await;
    let mut mailbox = mailbox(servers.imap(), servers.password());
    let facts = MailboxFacts { idle: true, uidplus: true, private: true, letters: 0 };
    assert_eq!(mailbox.check().await, Ok(facts));
    assert_eq!(mailbox.fetch(None, 10).await.unwrap().letters, []);

    for id in ["one", "two", "three"] {
        servers.deliver(ANN, "Balint+token@med.example", &letter(id, "cannot come")).await;
    }
    let batch = mailbox.fetch(None, 2).await.unwrap();
    assert!(batch.more);
    assert_eq!(ids(&batch), ["one", "two"]);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(batch.letters.iter().all(|letter| letter.received.abs_diff(now as i64) < 60));
    assert!(contains(&batch.letters[0].raw, "Authentication-Results: mx.med.example; spf=pass"));

    let cursor = cursor_after(&batch);
    mailbox.mark_seen(cursor, &batch.letters.iter().map(|letter| letter.uid).collect::<Vec<_>>()).await.unwrap();
    let batch = mailbox.fetch(Some(cursor), 10).await.unwrap();
    assert_eq!((ids(&batch), batch.more), (vec!["three"], false));
    assert_eq!(mailbox.fetch(Some(cursor_after(&batch)), 10).await.unwrap().letters, []);

    mailbox.close().await;
    servers.lose_index(BALINT).await;
    let again = mailbox.fetch(Some(cursor_after(&batch)), 10).await.unwrap();
    assert_ne!(again.uid_validity, batch.uid_validity);
    assert_eq!(ids(&again), ["one", "two", "three"]);
    mailbox.mark_seen(cursor_after(&batch), &[1]).await.unwrap();

    servers.stop_imap();
    let away = mailbox.fetch(None, 10).await;
    assert!(matches!(away, Err(MailboxError::Away { .. })), "{away:?}");
    servers.start_imap().await;
    assert_eq!(mailbox.fetch(None, 10).await.unwrap().letters.len(), 3);
}

#[tokio::test]
async fn a_delivery_is_told_at_once() {
    let servers = servers::start().await;
    let mut mailbox = mailbox(servers.server(servers.imaps_port, TlsMode::Implicit), servers.password());
    mailbox.fetch(None, 10).await.unwrap();
    assert_eq!(mailbox.wait(Duration::from_millis(200)).await, Ok(Notice::Nothing));
    let delivery = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        servers.deliver(ANN, BALINT, &letter("one", "here I am")).await;
        Instant::now()
    };
    let wait = async { (mailbox.wait(Duration::from_secs(60)).await, Instant::now()) };
    let ((notice, heard), delivered) = tokio::join!(wait, delivery);
    assert_eq!(notice, Ok(Notice::Arrived));
    assert!(heard.saturating_duration_since(delivered) < Duration::from_secs(2));
    assert_eq!(ids(&mailbox.fetch(None, 10).await.unwrap()), ["one"]);
}

#[tokio::test]
async fn the_witness_is_found_and_a_large_letter_is_cut_to_its_header() {
    let servers = servers::start().await;
    let mut mailbox = mailbox(servers.imap(), servers.password());
    servers.deliver(ANN, BALINT, &letter("small", "hello")).await;
    servers.deliver(ANN, BALINT, &letter("large", &"a line of a photograph\n".repeat(2000))).await;
    let batch = mailbox.fetch(None, 10).await.unwrap();
    let [small, large] = batch.letters.as_slice() else { panic!("{batch:?}") };
    assert!(!small.truncated && contains(&small.raw, "hello"));
    assert!(large.truncated && large.size_bytes > 40_000 && large.raw.ends_with(b"\r\n\r\n"));
    assert!(!contains(&large.raw, "photograph"));

    assert_eq!(mailbox.find_message_id("INBOX", "small@med.example").await, Ok(true));
    assert_eq!(mailbox.find_message_id("INBOX", "<mall@med.example>").await, Ok(false));
    assert_eq!(mailbox.find_message_id("Sent", "small@med.example").await, Ok(false));
    let nowhere = mailbox.find_message_id("No such folder", "small@med.example").await;
    assert!(matches!(nowhere, Err(MailboxError::Odd { command: "EXAMINE", .. })), "{nowhere:?}");
    assert_eq!(mailbox.fetch(None, 10).await.unwrap().letters.len(), 2, "and the mailbox is read on");
}

#[tokio::test]
async fn the_border_vouches_for_its_own_domains_only() {
    let servers = servers::start().await;
    servers.deliver("ann@forger.test", BALINT, &letter("forged", "hold")).await;
    let letters = servers.maildir(BALINT);
    assert!(contains(
        &letters[0],
        "Authentication-Results: mx.med.example; spf=fail smtp.mailfrom=forger.test; dmarc=fail"
    ));
}

fn ids(batch: &Batch) -> Vec<&'static str> {
    let id = |letter: &Arrived| {
        let known = ["one", "two", "three"];
        known.into_iter().find(|id| contains(&letter.raw, &format!("<{id}@med.example>"))).expect("one of the letters")
    };
    batch.letters.iter().map(id).collect()
}

fn cursor_after(batch: &Batch) -> Cursor {
    Cursor { uid_validity: batch.uid_validity, uid_last: batch.letters.last().expect("a letter").uid }
}
