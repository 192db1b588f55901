//! The daemon with a mailbox and a postman in memory, in the second week of its year: everyone has had a reminder.

use balintd::daemon;
use balintd::domain::id::LetterId;
use balintd::net::{Mailbox, MemoryMailbox, MemoryPostman, Postman};
use balintd::turn::{App, TurnError, turn};
use jiff::Timestamp;
use jiff::civil::date;

use crate::school::letters::Received;
use crate::school::{School, at, london, name};

/// The name under which the receiving server vouches.
const SERVER: &str = "mx.medschool.example";

pub struct Desk {
    pub app: App,
    pub mailbox: MemoryMailbox,
    pub postman: MemoryPostman,
    pub now: Timestamp,
    /// Every letter that went out, with the short name of the recipient.
    pub sent: Vec<(String, Received)>,
    school: School,
}

impl Desk {
    pub async fn at_work() -> Self {
        let days = [date(2025, 9, 16), date(2025, 9, 30), date(2025, 10, 14)];
        let mut desk = Self::with_sessions(&days, "2025-09-08 10:00").await;
        desk.until("2025-09-11 09:00").await;
        desk
    }

    /// Before the first turn, with sessions on these days.
    pub async fn with_sessions(days: &[jiff::civil::Date], begins: &str) -> Self {
        let school = School::with_sessions(days);
        let now = at(begins);
        drop(school.import(now.to_zoned(london()).date()).await);
        let (mailbox, postman) = (MemoryMailbox::new(), MemoryPostman::new());
        let app = open(&school, &mailbox, &postman).await;
        Self { app, mailbox, postman, now, sent: Vec::new(), school }
    }

    /// The settings under which it runs.
    #[allow(dead_code, reason = "each test file uses the part that it needs")]
    pub fn settings(&self) -> balintd::config::Settings {
        self.school.settings(&[])
    }

    /// As after a crash: another process on the same database.
    pub async fn start_again(self) -> Self {
        self.start_again_with(|| {}).await
    }

    /// The same, with something that happens while nothing runs.
    pub async fn start_again_with(self, meanwhile: impl FnOnce()) -> Self {
        let Self { app, school, mailbox, postman, now, sent } = self;
        drop(app);
        meanwhile();
        let app = open(&school, &mailbox, &postman).await;
        Self { app, mailbox, postman, now, sent, school }
    }

    /// A file in the school's folder.
    #[allow(dead_code, reason = "each test file uses the part that it needs")]
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.school.path(name)
    }

    /// Takes turns until a time.
    pub async fn until(&mut self, time: &str) {
        let end = at(time);
        loop {
            let turned = self.turn().await.expect("a turn");
            if self.now >= end {
                return;
            }
            self.now = turned.next.min(end);
        }
    }

    /// One turn at this very moment.
    pub async fn turn(&mut self) -> Result<balintd::turn::Turned, TurnError> {
        let turned = turn(&mut self.app, self.now).await;
        for letter in self.postman.take_sent() {
            let to = name(&letter.envelope.to.concat()).to_owned();
            self.sent.push((to, Received::parse(letter.message)));
        }
        turned
    }

    /// A letter arrives, as it is.
    pub fn arrives(&self, raw: &[u8]) {
        self.mailbox.deliver(raw.to_vec(), self.now.as_second());
    }

    /// A student's plain apology, in answer to the reminder.
    pub fn apology_of(&self, who: &str) -> Vec<u8> {
        self.answer_of(who, "Sorry, I can't come on Tuesday.")
    }

    /// What a student answers to the reminder.
    pub fn answer_of(&self, who: &str, words: &str) -> Vec<u8> {
        let reminder = self.sent_to(who, "reminder").last().expect("a reminder").to_owned();
        let raw = reminder.answer(who, self.now, words);
        vouched(&raw, "students.example")
    }

    /// What somebody has had of a kind.
    pub fn sent_to(&self, who: &str, kind: &str) -> Vec<&Received> {
        let theirs = self.sent.iter().filter(|(to, letter)| to == who && letter.kind == kind);
        theirs.map(|(_, letter)| letter).collect()
    }

    /// Who has had what since so many letters, in order, each as `tom reminder`.
    pub fn since(&self, letters: usize) -> Vec<String> {
        let mut lines: Vec<String> =
            self.sent[letters..].iter().map(|(to, letter)| format!("{to} {}", letter.kind)).collect();
        lines.sort();
        lines
    }

    /// The bytes that are kept of a letter, by the order of arrival.
    pub async fn kept(&mut self, nth: i64) -> Vec<u8> {
        let stored = self.app.store.letter(LetterId(nth)).await.expect("a database");
        stored.and_then(|letter| letter.raw).expect("a letter")
    }
}

async fn open(school: &School, mailbox: &MemoryMailbox, postman: &MemoryPostman) -> App {
    let vouching = [("BALINTD_AUTHSERV_ID".to_owned(), SERVER.to_owned())];
    // Nothing connects before the first turn, and by then both ends are in memory.
    let mut app = daemon::open(&school.settings(&vouching)).await.expect("a daemon");
    app.mailbox = Mailbox::Memory(mailbox.clone());
    app.postman = Postman::Memory(postman.clone());
    app
}

/// With the field that the receiving server puts on top.
pub fn vouched(raw: &[u8], domain: &str) -> Vec<u8> {
    let field = format!("Authentication-Results: {SERVER}; spf=pass; dmarc=pass header.from={domain}\r\n");
    [field.as_bytes(), raw].concat()
}
