//! Mailboxes that answer by themselves, a forwarder that strips every field, and two daemons that face each other: at
//! most one automatic answer an address a day, and rest. A machine that nothing tells from a person meets the day's cap;
//! the control, without the cap, goes on.

use std::collections::BTreeMap;

use balintd::config::Settings;
use balintd::daemon;
use balintd::domain::id::{Address, PersonId};
use balintd::domain::roster::Roster;
use balintd::net::{Mailbox, MemoryMailbox, MemoryPostman, Postman, SentLetter};
use balintd::store::roster::save_roster;
use balintd::store::{Durability, Store};
use balintd::turn::{App, turn};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

/// A made-up school's daemon with both ends in memory.
struct Bench {
    app: App,
    mailbox: MemoryMailbox,
    postman: MemoryPostman,
    _folder: TempDir,
}

impl Bench {
    async fn open(roster: &Roster, ours: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings::example();
        settings.address = Address::new(ours).expect("an address");
        settings.database = folder.path().join("balintd.db");
        settings.secret_file = folder.path().join("balintd.secret");
        let mut store = Store::open(&settings.database, Durability::Played).await.expect("a database");
        let mut tx = store.begin().await.expect("a database");
        save_roster(&mut tx, roster).await.expect("a roster");
        tx.commit().await.expect("a database");
        drop(store);
        let mut app = daemon::open(&settings).await.expect("a daemon");
        let (mailbox, postman) = (MemoryMailbox::new(), MemoryPostman::new());
        app.mailbox = Mailbox::Memory(mailbox.clone());
        app.postman = Postman::Memory(postman.clone());
        app.limits.per_minute = u32::MAX;
        Self { app, mailbox, postman, _folder: folder }
    }

    /// A turn; the letters that left.
    async fn turn(&mut self, now: Timestamp) -> (Vec<SentLetter>, Timestamp) {
        let turned = turn(&mut self.app, now).await.expect("a turn");
        (self.postman.take_sent(), turned.next)
    }
}

/// Automatic answers by address and day.
#[derive(Default)]
pub struct Answers {
    counts: BTreeMap<(String, Date), usize>,
    pub letters: usize,
    pub answers: usize,
}

impl Answers {
    fn count(&mut self, letter: &SentLetter, now: Timestamp) {
        self.letters += 1;
        if field(&letter.message, "Auto-Submitted") == "auto-replied" {
            self.answers += 1;
            let day = now.to_zoned(crate::school::london()).date();
            *self.counts.entry((letter.envelope.to.concat(), day)).or_default() += 1;
        }
    }

    /// The most that one address had on one day.
    pub fn most(&self) -> usize {
        self.counts.values().copied().max().unwrap_or_default()
    }
}

fn field(raw: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(raw);
    let head = text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
    let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned));
    value.unwrap_or_default()
}

fn at(text: &str) -> Timestamp {
    crate::school::at(text)
}

const OURS: &str = "balint@medschool.example";

/// How the mailboxes answer, from the honest to the one that looks like a person in every field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    Honest,
    Exchange,
    OnlyItsSubject,
    LikeAPerson,
    /// Sends our own letter back, without a field of it.
    Returner,
}

const AWAY: [Away; 5] = [Away::Honest, Away::Exchange, Away::OnlyItsSubject, Away::LikeAPerson, Away::Returner];

fn answer(letter: &SentLetter, from: &str, away: Away, nth: usize) -> Vec<u8> {
    let domain = from.split_once('@').map_or("", |(_, domain)| domain);
    let subject = field(&letter.message, "Subject");
    let (to, id) = (field(&letter.message, "Reply-To"), field(&letter.message, "Message-ID"));
    let text = "I am away until the first of October and will answer when I am back. Please ring the office.\r\n";
    let thread = format!("In-Reply-To: {id}\r\nReferences: {id}\r\n");
    let (fields, body) = match away {
        Away::Honest => {
            (format!("Auto-Submitted: auto-replied\r\nSubject: Away: {subject}\r\n{thread}"), text.to_owned())
        }
        Away::Exchange => (
            format!("X-Auto-Response-Suppress: All\r\nSubject: Automatic reply: {subject}\r\n{thread}"),
            text.to_owned(),
        ),
        Away::OnlyItsSubject => (format!("Subject: Out of office: {subject}\r\n"), text.to_owned()),
        Away::LikeAPerson => (format!("Subject: Re: {subject}\r\n{thread}"), text.to_owned()),
        Away::Returner => {
            let raw = String::from_utf8_lossy(&letter.message).into_owned();
            let body = raw.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
            let kind = field(&letter.message, "Content-Type");
            let encoding = field(&letter.message, "Content-Transfer-Encoding");
            (
                format!(
                    "Subject: your letter\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n"
                ),
                body,
            )
        }
    };
    let vouched = format!("Authentication-Results: mx.medschool.example; dmarc=pass header.from={domain}\r\n");
    let own = format!(
        "From: <{from}>\r\nTo: {to}\r\nMessage-ID: <away.{nth}@{domain}>\r\nDate: Wed, 09 Sep 2026 09:00:00 +0100\r\n"
    );
    format!("{vouched}{own}{fields}\r\n{body}").into_bytes()
}

/// So many groups' students are all away and all answer each letter, for four days around the first reminder.
pub async fn away(groups: usize) -> (usize, Answers) {
    let roster = balintd::sim::school(1, groups);
    let students: BTreeMap<String, usize> = roster
        .memberships
        .iter()
        .enumerate()
        .map(|(nth, place)| (roster.people[&place.student].address.as_str().to_owned(), nth))
        .collect();
    let mut bench = Bench::open(&roster, OURS).await;
    let mut answers = Answers::default();
    let (mut now, mut nth) = (at("2026-09-08 09:00"), 0);
    while now < at("2026-09-12 09:00") {
        let (letters, next) = bench.turn(now).await;
        let mut woken = false;
        for letter in &letters {
            answers.count(letter, now);
            let from = letter.envelope.to.concat();
            if let Some(kind) = students.get(&from) {
                nth += 1;
                woken = true;
                bench.mailbox.deliver(answer(letter, &from, AWAY[kind % AWAY.len()], nth), now.as_second());
            }
        }
        now = if woken { now + SignedDuration::from_secs(20) } else { next };
    }
    (students.len(), answers)
}

/// A machine that writes as a student would, each time in other words and of another mind, and answers each letter:
/// nothing tells it from a person, and the day's cap holds. How many letters it had in the first hour; `caps` is false in
/// the control.
pub async fn like_a_person(caps: bool) -> usize {
    let roster = balintd::sim::school(1, 1);
    let student = roster.memberships[0].student;
    let address = roster.people[&student].address.as_str().to_owned();
    let mut bench = Bench::open(&roster, OURS).await;
    if !caps {
        bench.app.limits.per_student_day = u32::MAX;
    }
    let (mut now, mut nth, mut had) = (at("2026-09-08 09:00"), 0, 0);
    while now < at("2026-09-08 10:00") {
        let (letters, next) = bench.turn(now).await;
        let to_it: Vec<&SentLetter> = letters.iter().filter(|letter| letter.envelope.to.concat() == address).collect();
        had += to_it.len();
        for letter in &to_it {
            nth += 1;
            let raw = String::from_utf8(answer(letter, &address, Away::LikeAPerson, nth)).expect("our own words");
            let (head, _) = raw.split_once("\r\n\r\n").expect("a letter");
            let mind =
                if nth % 2 == 0 { "I will be there after all" } else { "Sorry, I can't come to the first session" };
            let body = format!("{mind}, because of train number {nth}.\r\n");
            bench.mailbox.deliver(format!("{head}\r\n\r\n{body}").into_bytes(), now.as_second());
        }
        now = if to_it.is_empty() { next } else { now + SignedDuration::from_secs(20) };
    }
    had
}

/// Two daemons, each a student of the other, over a relay that strips what shows a machine. The answers of each day.
pub async fn two_daemons(days: usize) -> Vec<usize> {
    let addresses = ["balint@one.example", "balint@two.example"];
    let mut benches = Vec::new();
    for nth in 0..2 {
        let mut roster = balintd::sim::school(1 + nth as u64, 1);
        let student: PersonId = roster.memberships[0].student;
        let other = Address::new(addresses[1 - nth]).expect("an address");
        roster.people.get_mut(&student).expect("a student").address = other;
        benches.push(Bench::open(&roster, addresses[nth]).await);
    }
    let mut counts = vec![0; days];
    let begins = at("2026-09-08 09:00");
    let mut now = begins;
    let end = begins + SignedDuration::from_hours(24 * i64::try_from(days).expect("few days"));
    while now < end {
        let mut next = end;
        let mut woken = false;
        for nth in 0..2 {
            let (letters, wake) = benches[nth].turn(now).await;
            next = next.min(wake);
            for letter in letters.iter().filter(|letter| letter.envelope.to.concat() == addresses[1 - nth]) {
                let day = usize::try_from(begins.duration_until(now).as_hours() / 24).expect("a day");
                counts[day] += usize::from(field(&letter.message, "Auto-Submitted") == "auto-replied");
                benches[1 - nth].mailbox.deliver(relayed(&letter.message), now.as_second());
                woken = true;
            }
        }
        now = if woken { now + SignedDuration::from_secs(20) } else { next.max(now + SignedDuration::from_secs(1)) };
    }
    counts
}

fn relayed(raw: &[u8]) -> Vec<u8> {
    const SHOWN: [&str; 4] = ["auto-submitted:", "x-auto-response-suppress:", "x-balintd:", "precedence:"];
    let text = String::from_utf8_lossy(raw).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a letter");
    let is_plain = |line: &&str| !SHOWN.iter().any(|name| line.to_ascii_lowercase().starts_with(name));
    let head: Vec<&str> = head.split("\r\n").filter(is_plain).collect();
    let from = field(raw, "From");
    let domain = from.rsplit('@').next().unwrap_or_default().trim_end_matches('>').to_owned();
    let vouched = format!("Authentication-Results: mx.medschool.example; dmarc=pass header.from={domain}");
    format!("{vouched}\r\n{}\r\n\r\n{body}", head.join("\r\n")).into_bytes()
}

#[tokio::test]
async fn mailboxes_that_answer_by_themselves_get_one_answer_a_day_at_most() {
    let (mailboxes, answers) = away(2).await;
    assert!(answers.letters >= 2 * mailboxes, "{} letters to {mailboxes}", answers.letters);
    assert!(answers.most() <= 1, "{} on one day", answers.most());
    assert!(answers.answers > 0, "the control: one that looks like a person is answered as one");
}

#[tokio::test]
async fn two_daemons_come_to_rest() {
    let days = two_daemons(4).await;
    assert!(days.iter().all(|answers| *answers <= 2), "one answer from each: {days:?}");
    assert_eq!(days.last(), Some(&0), "{days:?}");
}

#[tokio::test]
async fn one_that_nothing_tells_from_a_person_meets_the_days_cap() {
    let cap = usize::from(Settings::example().limits.letters_per_student_day);
    assert!(like_a_person(true).await <= cap);
    let without = like_a_person(false).await;
    assert!(without > 3 * cap, "the control: {without}");
}
