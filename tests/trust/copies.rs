//! A copy of the database takes its place after days in which letters went out and came in: nothing goes twice, and what
//! nothing shows is put to the administrator. The control, the copied file by itself, sends twice. And the ledger's chain:
//! what is changed, taken out or put in between is found.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use balintd::daemon;
use balintd::net::{Mailbox, MemoryMailbox, MemoryPostman, Postman};
use balintd::store::copy;
use balintd::turn::turn;
use jiff::civil::date;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use crate::desk::{Desk, vouched};
use crate::school::{BALINT, School, at, shipped_configuration};

/// Lives until a time; each letter that leaves has its copy in our own mailbox, as the envelope asks.
async fn live(desk: &mut Desk, time: &str) {
    let end = at(time);
    loop {
        let before = desk.sent.len();
        let turned = desk.turn().await.expect("a turn");
        for (_, letter) in &desk.sent[before..] {
            desk.mailbox.deliver(letter.raw.clone(), desk.now.as_second());
        }
        if desk.now >= end {
            return;
        }
        desk.now = turned.next.min(end);
    }
}

/// The letters to people (none to the administrator or ourselves) that went more than once, by kind and text.
fn twice(desk: &Desk) -> Vec<String> {
    let mut counts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (to, letter) in desk.sent.iter().filter(|(to, _)| to != "administrator" && to != BALINT) {
        *counts.entry((to, &letter.kind, &letter.text)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|((to, kind, _), _)| format!("{to} {kind}")).collect()
}

/// A week is lived, with a copy of the database from its beginning put into place at its end.
async fn restored(is_noted: bool) -> Desk {
    let mut desk = Desk::at_work().await;
    live(&mut desk, "2025-09-11 09:30").await;
    let copied = desk.path("copy.db");
    desk.app.store.back_up(&copied).await.expect("a copy");
    desk.arrives(&desk.apology_of("priya"));
    live(&mut desk, "2025-09-16 15:00").await;
    let request = desk.sent_to("helen", "register-request").last().expect("a request").to_owned().clone();
    desk.arrives(&vouched(
        &request.answer("helen", desk.now, "All here but Tom, and Priya who had told us."),
        "trust.example",
    ));
    live(&mut desk, "2025-09-17 12:00").await;
    for (who, kind) in [("tom", "check-in"), ("priya", "acknowledgement"), ("dan", "register-confirmation")] {
        assert_eq!(desk.sent_to(who, kind).len(), 1, "{who} {kind}");
    }
    let database = desk.app.store.path().to_owned();
    let now = desk.now;
    let mut desk = desk
        .start_again_with(|| {
            copy::replace(&database, &copied, now).expect("our own folder");
        })
        .await;
    if is_noted {
        desk.app.store.note_restored(now).await.expect("a database");
    }
    live(&mut desk, "2025-09-20 12:00").await;
    desk
}

#[tokio::test]
async fn after_a_restore_nothing_goes_twice() {
    let mut desk = restored(true).await;
    assert_eq!(twice(&desk), [] as [String; 0]);
    assert_eq!(desk.sent_to("tom", "check-in").len(), 1);
    let doubts = desk.app.store.letters_in_doubt().await.expect("a database");
    let asked: Vec<&str> = doubts.iter().map(|letter| letter.letter.kind()).collect();
    assert_eq!(asked, ["register-confirmation"; 2], "no search can tell of these");
    // New letters go as ever.
    live(&mut desk, "2025-09-25 12:00").await;
    assert_eq!(desk.sent_to("sian", "reminder").len(), 2);
    desk.arrives(&desk.apology_of("sian"));
    live(&mut desk, "2025-09-25 14:00").await;
    assert_eq!(twice(&desk), [] as [String; 0]);
    assert_eq!(desk.sent_to("sian", "acknowledgement").len(), 1);
}

#[tokio::test]
async fn the_copied_file_by_itself_sends_twice() {
    assert!(!twice(&restored(false).await).is_empty());
}

fn balintd(school: &School, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    command.arg("--config").arg(shipped_configuration()).args(arguments);
    command.env("BALINTD_DATABASE", school.database()).env("BALINTD_SECRET_FILE", school.path("balintd.secret"));
    let output = command.output().expect("the binary");
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), format!("{out}{err}"))
}

async fn sql(school: &School, statements: &str) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(school.database());
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements.to_owned())).execute(&mut connection).await?;
    connection.close().await
}

/// A school whose daemon has decided and sent its first letters.
async fn with_letters() -> School {
    let school = School::with_sessions(&[date(2025, 9, 16)]);
    drop(school.import(date(2025, 9, 8)).await);
    let mut app = daemon::open(&school.settings(&[])).await.expect("a daemon");
    app.mailbox = Mailbox::Memory(MemoryMailbox::new());
    app.postman = Postman::Memory(MemoryPostman::new());
    let mut now = at("2025-09-08 10:00");
    for _ in 0..3 {
        now = turn(&mut app, now).await.expect("a turn").next;
    }
    school
}

const NO_TRIGGERS: &str = "DROP TRIGGER ledger_is_not_changed; DROP TRIGGER ledger_is_not_cut;";

#[tokio::test]
async fn what_was_changed_behind_the_daemons_back_is_found() {
    for (what, statements) in [
        ("a line changed", "UPDATE ledger SET fact = fact || ' ' WHERE id = 3"),
        ("its time changed", "UPDATE ledger SET at = at + 1 WHERE id = 4"),
        ("a line taken out", "DELETE FROM ledger WHERE id = 5"),
        ("a line put in", "INSERT INTO ledger (at, fact) VALUES (1, '{\"fact\":\"resumed\"}')"),
        ("a letter made unsent", "UPDATE outbox SET state = 'waiting' WHERE state = 'sent' AND id = 2"),
        ("a letter taken out", "DELETE FROM outbox WHERE id = 2"),
    ] {
        let school = with_letters().await;
        let (code, said) = balintd(&school, &["verify"]);
        assert_eq!(code, Some(0), "the control: {said}");
        let is_ledger = statements.contains("ledger");
        if is_ledger && !statements.starts_with("INSERT") {
            assert!(sql(&school, statements).await.is_err(), "{what}: the ledger is append-only");
        }
        sql(&school, NO_TRIGGERS).await.expect("triggers");
        sql(&school, statements).await.expect(what);
        let (code, said) = balintd(&school, &["verify"]);
        assert_eq!(code, Some(1), "{what}: {said}");
        if is_ledger {
            assert!(daemon::open(&school.settings(&[])).await.is_err(), "{what}: no daemon runs on it");
        }
    }
}

#[tokio::test]
async fn a_copy_is_made_checked_and_put_back() {
    let school = with_letters().await;
    let copied = school.path("copy.db").display().to_string();
    let (code, said) = balintd(&school, &["backup", &copied]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(std::fs::metadata(&copied).expect("a copy").permissions().mode() & 0o777, 0o600);
    let (code, said) = balintd(&school, &["backup", &copied]);
    assert_eq!(code, Some(1), "a copy takes nothing's place: {said}");
    let held = daemon::lock(&school.database()).expect("a lock");
    assert_eq!(balintd(&school, &["restore", &copied]).0, Some(4), "not under a daemon that runs");
    drop(held);
    let (code, said) = balintd(&school, &["restore", &copied]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(balintd(&school, &["verify"]).0, Some(0));
    std::fs::write(&copied, "nothing that was ever a database").expect("our own file");
    let (code, said) = balintd(&school, &["restore", &copied]);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(balintd(&school, &["verify"]).0, Some(0), "what is there stays");
}
