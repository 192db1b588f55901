//! The stage of a story: real servers, the daemon's own settings and connections, and a clock that the story sets.

use std::collections::BTreeMap;

use balintd::daemon;
use balintd::turn::{App, turn};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::school::letters::Received;
use crate::school::{ADMINISTRATOR, BALINT, STUDENTS, School, address, at, name};
use crate::servers::{self, Servers};

pub struct Stage {
    pub servers: Servers,
    pub app: App,
    pub now: Timestamp,
    /// Letters that turns said they sent.
    sent: usize,
    /// How many letters of each mailbox the story has told of.
    told: BTreeMap<String, usize>,
    /// Phrases that students wrote, which nobody but their co-leaders may read.
    confided: Vec<String>,
    /// In the end, so that the database outlives the daemon's connection to it.
    _school: School,
}

impl Stage {
    /// Starts both servers and opens the daemon on a fresh roster, as on this day.
    pub async fn set(sessions: &[Date], begins: &str) -> Self {
        let servers = servers::start().await;
        let school = School::with_sessions(sessions);
        let now = at(begins);
        drop(school.import(now.to_zoned(crate::school::london()).date()).await);
        let settings = school.settings(&servers.environment());
        let app = daemon::open(&settings).await.expect("a daemon");
        Self { servers, app, now, sent: 0, told: BTreeMap::new(), confided: Vec::new(), _school: school }
    }

    /// Lives on to a time, waking whenever the daemon asked to be woken.
    pub async fn until(&mut self, time: &str) {
        let end = at(time);
        loop {
            let turned = turn(&mut self.app, self.now).await.expect("a turn");
            self.sent += turned.sent;
            if self.now >= end {
                return;
            }
            self.now = turned.next.min(end);
        }
    }

    /// Exactly these letters have come since the story last told of any, and nobody else has had one: `tom check-in`,
    /// with `students` and `leaders` for each of them.
    pub async fn brings(&mut self, expected: &[&str]) {
        let expected = expected.join("\n").replace("leaders ", "helen+dan ").replace("leaders+", "helen+dan+");
        let expected = expected.replace("students ", &format!("{} ", STUDENTS.join("+")));
        let mut expected: Vec<String> = expected.lines().flat_map(each).collect();
        expected.sort();
        self.all_delivered().await;
        let mut came = Vec::new();
        for mailbox in self.servers.everybody() {
            let letters = self.letters(&mailbox);
            if mailbox == BALINT {
                continue;
            }
            let known = self.told.insert(mailbox.clone(), letters.len()).unwrap_or_default();
            for letter in &letters[known..] {
                came.push(format!("{} {}", name(&mailbox), letter.kind));
                self.keeps_confidence(name(&mailbox), letter);
            }
        }
        came.sort();
        assert_eq!(came, expected, "until {}", self.now);
    }

    /// The newest letter of a kind in somebody's mailbox.
    pub fn latest(&self, who: &str, kind: &str) -> Received {
        let letters = self.letters(address(who));
        let found = letters.into_iter().rfind(|letter| letter.kind == kind);
        found.unwrap_or_else(|| panic!("{who} has had no {kind}"))
    }

    /// Somebody answers the newest letter of a kind that they had, and the daemon takes its turn.
    pub async fn answers(&mut self, who: &str, time: &str, kind: &str, words: &str) {
        self.until(time).await;
        let raw = self.latest(who, kind).answer(who, self.now, words);
        let to = self.latest(who, kind).answers_to().to_owned();
        self.delivers(who, &to, &raw, words).await;
        self.until(time).await;
    }

    /// Puts a letter of somebody into the daemon's real mailbox, from the world.
    pub async fn delivers(&mut self, who: &str, to: &str, raw: &[u8], words: &str) {
        if STUDENTS.contains(&who) {
            self.confided.push(words.to_owned());
        }
        self.servers.deliver(address(who), to, raw).await;
    }

    fn letters(&self, mailbox: &str) -> Vec<Received> {
        let mut letters: Vec<Received> = self.servers.maildir(mailbox).into_iter().map(Received::parse).collect();
        // Postfix delivers side by side; what was sent at one moment may arrive in any order.
        letters.sort_by_key(|letter| letter.date);
        letters
    }

    /// Waits until everything that was sent has arrived.
    async fn all_delivered(&self) {
        let arrived = || -> usize {
            let others = self.servers.everybody().into_iter().filter(|mailbox| mailbox != BALINT);
            others.map(|mailbox| self.servers.maildir(&mailbox).len()).sum()
        };
        servers::wait_until("all letters to arrive", || arrived() == self.sent).await;
    }

    /// One envelope a person, a subject that says nothing, and no student's words outside the pair's mailboxes.
    fn keeps_confidence(&self, who: &str, letter: &Received) {
        let shown: Vec<&str> = letter.to.iter().chain(&letter.cc).map(String::as_str).collect();
        let may_see: &[&str] = match (letter.kind.as_str(), who) {
            ("firm-head-letter", _) => &["tom", "farah"],
            (_, "helen" | "dan") => &["helen", "dan"],
            _ => &[who],
        };
        assert!(shown.contains(&who), "{who} is not among those shown: {letter:?}");
        assert!(shown.iter().all(|one| may_see.contains(one)), "{who}: {letter:?}");
        let subject = letter.subject.to_lowercase();
        assert!(!["absent", "absence", "ill", "missed"].iter().any(|word| subject.split(' ').any(|w| w == *word)));
        if !matches!(who, "helen" | "dan") {
            let text = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                self.confided.iter().all(|words| !text.contains(words.as_str())),
                "{who} reads what a student wrote"
            );
        }
        if address(who) == ADMINISTRATOR {
            assert!(STUDENTS.iter().all(|student| !letter.text.contains(address(student))));
        }
    }
}

/// `a+b kind` is a line for each.
fn each(line: &str) -> Vec<String> {
    let (people, kind) = line.trim().split_once(' ').expect("who and what");
    people.split('+').map(|who| format!("{who} {kind}")).collect()
}
