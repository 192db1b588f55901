//! A letter that the reader does not survive, or that it does not come to an end with: it is kept and set aside unread,
//! and the next one is read. And what was deleted because its time was over is nowhere in the database's files.

use std::time::Duration;

use balintd::clock::{Clock, VirtualTime};
use balintd::daemon;
use balintd::store::inbox;
use balintd::turn::Rehearsal;

use crate::desk::Desk;
use crate::school::at;

/// Keeps to the form of the reader's process, and dies or stalls on certain words.
const READER: &str = r#"
while read -r length received; do
    letter=$(head -c "$length")
    case "$letter" in
        *poison*) kill -9 $$ ;;
        *endless*) exec sleep 60 ;;
    esac
    echo done
done
"#;

fn rehearsal(script: &str) -> Rehearsal {
    Rehearsal::new("/bin/sh".into(), vec!["-c".into(), script.into()], Duration::from_millis(500))
}

fn with_words(raw: &[u8], words: &str) -> Vec<u8> {
    [format!("X-Words: {words}\r\n").as_bytes(), raw].concat()
}

#[tokio::test]
async fn a_letter_that_kills_or_holds_its_reader_is_set_aside_and_the_next_one_read() {
    for words in ["poison", "endless"] {
        let mut desk = Desk::at_work().await;
        desk.app.rehearsal = Some(rehearsal(READER));
        let raw = with_words(&desk.apology_of("sian"), words);
        desk.arrives(&raw);
        desk.arrives(&desk.apology_of("priya"));
        desk.until("2025-09-11 09:01").await;
        assert_eq!(desk.sent_to("sian", "acknowledgement").len(), 0, "{words}: it was not read");
        assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1, "{words}: the next one was");
        assert_eq!(desk.kept(1).await, raw, "{words}: it is kept as it came");
        desk.until("2025-09-12 20:00").await;
        let told = &desk.sent_to("administrator", "set-aside")[0].text;
        assert!(told.contains("the reader broke on it"), "{told}");
    }
}

#[tokio::test]
async fn without_a_reader_s_process_letters_are_read_all_the_same() {
    let mut desk = Desk::at_work().await;
    desk.app.rehearsal = Some(Rehearsal::new("/no/such/program".into(), Vec::new(), Duration::from_secs(1)));
    desk.arrives(&desk.apology_of("priya"));
    desk.until("2025-09-11 09:01").await;
    assert_eq!(desk.sent_to("priya", "acknowledgement").len(), 1);
}

#[tokio::test]
async fn what_aged_out_is_in_no_file_of_the_database() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&with_words(&desk.apology_of("priya"), "Quillmarsh"));
    desk.until("2025-09-11 09:01").await;
    let files = |desk: &Desk| {
        let database = desk.app.store.path().to_owned();
        let log = database.with_extension("db-wal");
        let read = |path| std::fs::read(path).unwrap_or_default();
        [read(database), read(log)].concat()
    };
    let holds = |bytes: &[u8]| bytes.windows(10).any(|window| window == b"Quillmarsh");
    assert!(holds(&files(&desk)), "the control");
    let mut tx = desk.app.store.begin().await.expect("a database");
    assert!(inbox::age_out(&mut tx, desk.now + jiff::SignedDuration::from_hours(1)).await.expect("a database") > 0);
    tx.commit().await.expect("a database");
    assert!(desk.app.store.empty_log().await.expect("a database"));
    assert!(!holds(&files(&desk)));
    assert_eq!(desk.app.store.chain().await.expect("a database").broken_at, None);
}

#[tokio::test]
async fn who_was_there_ages_out_and_the_registers_keep_numbers() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.until("2025-09-11 09:01").await;
    // The last session is on 14 October 2025, and six years are kept.
    for (day, is_there) in [("2031-10-13 12:00", true), ("2031-10-16 12:00", false)] {
        desk.now = at(day);
        let settings = desk.settings();
        let clock = Clock::Virtual(VirtualTime::starting(desk.now));
        daemon::run(&mut desk.app, &settings, &clock, std::future::ready(())).await.expect("a turn");
        let roster = desk.app.store.roster().await.expect("a database");
        let names: Vec<&str> = roster.people.values().map(|person| person.name.as_str()).collect();
        assert_eq!(names.contains(&"Priya Raman"), is_there, "{day}: {names:?}");
        assert!(names.contains(&"Prof Anneke Vries"), "whoever still has a role stays: {names:?}");
    }
    assert_eq!(desk.app.store.chain().await.expect("a database").broken_at, None);
    assert_eq!(desk.app.store.damage().await.expect("a database"), [] as [String; 0]);
    let database = desk.app.store.path().to_owned();
    for file in [database.clone(), database.with_extension("db-wal")] {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(11).any(|window| window == b"Priya Raman"), "{}", file.display());
    }
}
