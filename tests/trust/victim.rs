//! The process that is killed: this very program again, on a clock that it keeps in a file, so that hours pass in seconds.
//! What befalls it is for others to say; here it is staged, started, and lives.
//!
//! Its own files (the database, the key) lie in the house; the mailbox and the clock, which are other machines', outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use balintd::daemon;
use balintd::net::{Postman, Server, SmtpPostman, SmtpSettings, SmtpTimeouts, TlsMode};
use balintd::store::{Durability, OutboxState, Store, outbox};
use balintd::turn::{App, Witness, turn};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use crate::desk::vouched;
use crate::post::{Post, mailbox};
use crate::school::{BALINT, School, at, letters};
use crate::sink::{AtDot, Sink};

/// In which the process finds what it is to do.
const TASK: &str = "BALINTD_VICTIM_TASK";

/// The arguments with which a test's program runs the test below, and nothing else.
pub const CHILD: [&str; 3] = ["victim::the_process_that_is_killed", "--exact", "--nocapture"];

/// How it lives: as it is built, or as a control with a protection taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    AsBuilt,
    /// What was cut off is tried again at once.
    RetryBlindly,
    /// What is committed is not pressed to the disk.
    Unsynced,
}

const HABITS: [(&str, Habit); 3] =
    [("as-built", Habit::AsBuilt), ("blindly", Habit::RetryBlindly), ("unsynced", Habit::Unsynced)];

/// Letters by who had which, as `tom reminder`, and how often.
pub type Lines = BTreeMap<String, usize>;

/// A school in which the process lives, and the server that takes its letters.
pub struct Stage {
    pub school: School,
    pub sink: Sink,
    post: Post,
    house: PathBuf,
    habit: Habit,
    ends: &'static str,
    child: Vec<String>,
}

impl Stage {
    /// A school on the morning before its reminders go out, where asked for with a house or a mailbox elsewhere.
    pub async fn new(house: Option<&Path>, post: Option<Post>, habit: Habit, child: &[&str]) -> Self {
        let school = School::with_sessions(&[date(2025, 9, 16)]);
        let mut store = school.import(date(2025, 9, 8)).await;
        assert!(store.empty_log().await.expect("a database"));
        drop(store);
        if let Some(house) = house {
            fs::copy(school.database(), house.join("balintd.db")).expect("room for a database");
        }
        let house = house.map_or_else(|| school.path(""), Path::to_owned);
        let post = post.unwrap_or_else(|| Post::Folder(school.path("mail")));
        Self::on(school, house, post, "2025-09-10 10:00", "2025-09-12 12:00", habit, child).await
    }

    /// In a school that is there already, from one time until another.
    pub async fn on(
        school: School,
        house: PathBuf,
        post: Post,
        begins: &'static str,
        ends: &'static str,
        habit: Habit,
        child: &[&str],
    ) -> Self {
        let mailbox = post.clone();
        let file =
            move |raw: Vec<u8>, nth| mailbox.deliver(&format!("copy-{begins}-{nth}").replace([' ', ':'], "-"), &raw);
        let sink = Sink::filing(file, |_| AtDot::Slow).await;
        fs::write(school.path("clock"), at(begins).as_second().to_string()).expect("our own folder");
        let child = child.iter().map(|&argument| argument.to_owned()).collect();
        Self { school, sink, post, house, habit, ends, child }
    }

    /// An apology lies in the mailbox.
    pub fn apologises(&self, who: &str) {
        let words = "Sorry, I can't come on Tuesday.";
        let raw = letters::plain(who, BALINT, "Tuesday", at("2025-09-10 09:00"), words);
        self.post.deliver(who, &vouched(&raw, "students.example"));
    }

    /// Starts the process, where `under` has words as what another program runs (strace).
    pub fn start(&self, under: &[String]) -> Child {
        let program = std::env::current_exe().expect("this program");
        let mut command = match under {
            [] => Command::new(program),
            [other, arguments @ ..] => {
                let mut command = Command::new(other);
                command.args(arguments).arg(program);
                command
            }
        };
        let habit = HABITS.iter().find(|(_, habit)| *habit == self.habit).map_or("", |(word, _)| word);
        let (outside, house) = (self.school.path(""), &self.house);
        let (port, post) = (self.sink.port, self.post.task());
        let task = format!("{}|{}|{post}|{port}|{}|{habit}", outside.display(), house.display(), self.ends);
        command.args(&self.child).env(TASK, task).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("this program again")
    }

    /// Lets it live until all is said, and says how long that took.
    pub async fn lives_to_its_end(&self) -> Duration {
        let began = Instant::now();
        ends(&mut self.start(&[])).await;
        began.elapsed()
    }

    /// Waits until the server has taken another letter of the process, or the process has ended.
    pub async fn hands_over(&self, process: &mut Child) {
        let before = self.sink.count();
        while self.sink.count() == before && process.try_wait().expect("our own child").is_none() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Who was sent what, how often, by the server's log.
    pub fn lines(&self) -> Lines {
        self.sink.lines()
    }

    pub fn database(&self) -> PathBuf {
        self.house.join("balintd.db")
    }

    /// How many letters were on their way when the process ended.
    pub async fn on_their_way(&self) -> usize {
        let mut store = Store::open(&self.database(), Durability::Full).await.expect("a database");
        let doubts = store.letters_in_doubt().await.expect("a database");
        doubts.iter().filter(|letter| letter.state == OutboxState::Sending).count()
    }

    /// The last line of the ledger that the process knew to be committed when a turn of it was over.
    pub fn acknowledged(&self) -> i64 {
        let noted = fs::read_to_string(self.school.path("clock")).unwrap_or_default();
        noted.split_whitespace().nth(1).and_then(|id| id.parse().ok()).unwrap_or_default()
    }
}

/// Waits until a process has ended by itself.
pub async fn ends(process: &mut Child) {
    while process.try_wait().expect("our own child").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Kills a process, and says whether it lived until then.
pub fn kill(process: &mut Child) -> bool {
    let lives = process.try_wait().expect("our own child").is_none();
    // One that ends in this very moment is not there any more.
    let _ = process.kill();
    process.wait().expect("our own child");
    lives
}

/// What came of it, beside what comes where nothing befalls it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub letters: usize,
    pub lost: usize,
    pub twice: usize,
    pub astray: usize,
}

impl Figures {
    pub fn compare(&mut self, as_ever: &Lines, letters: &Lines) {
        self.letters += as_ever.values().sum::<usize>();
        for (line, count) in as_ever {
            let had = letters.get(line).copied().unwrap_or_default();
            self.lost += count.saturating_sub(had);
            self.twice += had.saturating_sub(*count);
        }
        self.astray += letters.keys().filter(|line| !as_ever.contains_key(*line)).count();
    }
}

/// The process that is killed, where this is one: lives until everything that is due by its end is said.
pub async fn live_if_asked() -> bool {
    let Ok(task) = std::env::var(TASK) else { return false };
    let [outside, house, post, port, ends, habit] = task.split('|').collect::<Vec<_>>()[..] else { panic!("{task}") };
    let (outside, house) = (PathBuf::from(outside), PathBuf::from(house));
    let habit = HABITS.iter().find(|(word, _)| *word == habit).expect("a habit").1;
    let vouching = ("BALINTD_AUTHSERV_ID".to_owned(), "mx.medschool.example".to_owned());
    let settings = crate::school::settings_in(&house, &[vouching]);
    let mut app = daemon::open(&settings).await.expect("a daemon");
    if habit == Habit::Unsynced {
        unsync(&mut app, &outside).await;
    }
    let (mailbox, folder) = mailbox(post);
    app.mailbox = mailbox;
    app.postman = postman(port.parse().expect("a port"));
    app.witness = Some(Witness { folder, copy: true, wait: SignedDuration::from_mins(15) });
    app.limits.per_minute = u32::MAX;
    let clock = outside.join("clock");
    let mut now = time(&clock);
    let end = at(ends);
    while now < end {
        if habit == Habit::RetryBlindly {
            try_again(&mut app, now).await;
        }
        let turned = turn(&mut app, now).await.expect("a turn");
        now = turned.next.min(end);
        let beside = outside.join("clock.tmp");
        fs::write(&beside, format!("{} {}", now.as_second(), app.state.last.0)).expect("our own folder");
        fs::rename(&beside, &clock).expect("our own folder");
    }
    true
}

/// The clock, as the process before left it.
fn time(clock: &Path) -> Timestamp {
    let noted = fs::read_to_string(clock).expect("our own folder");
    let seconds = noted.split_whitespace().next().and_then(|seconds| seconds.parse().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).expect("a time")
}

/// Opens the database anew, as one that is only played with.
async fn unsync(app: &mut App, outside: &Path) {
    let database = app.store.path().to_owned();
    // The connection that is there has to let go first.
    app.store = Store::open(&outside.join("elsewhere.db"), Durability::Full).await.expect("a database");
    app.store = Store::open(&database, Durability::Played).await.expect("a database");
}

async fn try_again(app: &mut App, now: Timestamp) {
    let cut_off = app.store.letters_in_doubt().await.expect("a database");
    let mut tx = app.store.begin().await.expect("a database");
    for letter in cut_off {
        outbox::try_later(&mut tx, letter.id, now).await.expect("a row");
    }
    tx.commit().await.expect("a database");
}

fn postman(port: u16) -> Postman {
    let server = Server { host: "127.0.0.1".to_owned(), port, tls: TlsMode::None, ca_file: None };
    let hello_name = Some("balint.example".to_owned());
    let timeouts = SmtpTimeouts::default();
    let settings = SmtpSettings { server, credentials: None, hello_name, timeouts, idle_max: Duration::from_secs(5) };
    Postman::Smtp(Box::new(SmtpPostman::new(settings).expect("loopback settings")))
}

#[tokio::test]
async fn the_process_that_is_killed() {
    // Run by itself it has nothing to do: its work is what the tests see that start it.
    live_if_asked().await;
}
