//! The daemon is killed (SIGKILL) at random moments, and each time between the server's taking a letter and its saying so,
//! while letters go out over a real socket and messages come in: by the
//! server's own log each letter is taken exactly once, and nobody has one who should not. The control tries what was cut
//! off again at once, and sends twice.
//!
//! The process that is killed is this very program again, on a clock that it keeps in a file, so that hours pass in seconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use balintd::daemon;
use balintd::net::{FolderMailbox, Mailbox, Postman, Server, SmtpPostman, SmtpSettings, SmtpTimeouts, TlsMode};
use balintd::store::{OutboxState, outbox};
use balintd::turn::{Witness, turn};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use crate::desk::vouched;
use crate::school::{STUDENTS, School, at, letters};
use crate::sink::{AtDot, Sink};

/// In which the killed process finds what it is to do.
const TASK: &str = "BALINTD_KILL_TASK";

/// Kills before a school is let run to its end.
const KILLS_A_SCHOOL: usize = 6;

/// What befalls the process.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// Killed at any moment.
    AtRandom,
    /// Killed right after the server has taken a letter, and before it says so.
    InHandOver,
    /// The nth of these system calls is its last (`signal=SIGKILL`), or fails (`error=EIO`, `error=ENOSPC`).
    AtCall { calls: &'static str, nth: usize, with: &'static str },
}

/// The system calls of one letter out and one message in, and what befalls the process there: the database is written
/// and pressed to the disk, the server is spoken to and heard, a message is taken from its folder.
const AT_CALLS: [(&str, &str); 7] = [
    ("fdatasync", "signal=SIGKILL"),
    ("pwrite64", "signal=SIGKILL"),
    ("sendto,recvfrom", "signal=SIGKILL"),
    ("rename", "signal=SIGKILL"),
    ("fdatasync", "error=EIO"),
    ("pwrite64", "error=EIO"),
    ("pwrite64", "error=ENOSPC"),
];

/// What was seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub kills: usize,
    /// Kills that left a letter on its way.
    pub in_doubt: usize,
    pub letters: usize,
    pub lost: usize,
    pub twice: usize,
    pub astray: usize,
}

/// Kills so many times. `blindly` is the control.
pub async fn run(kills: usize, blindly: bool, child: &[&str]) -> Figures {
    let mut figures = Figures::default();
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let (as_ever, whole) = school(&mut Figures::default(), &[], Duration::ZERO, &mut dice, false, child).await;
    let troubles: Vec<Trouble> =
        [Trouble::AtRandom, Trouble::InHandOver].into_iter().cycle().take(KILLS_A_SCHOOL).collect();
    while figures.kills < kills {
        let (letters, _) = school(&mut figures, &troubles, whole, &mut dice, blindly, child).await;
        figures.compare(&as_ever, &letters);
    }
    figures
}

/// The same at each of the first so many of each kind of system call; needs strace.
pub async fn at_calls(count: usize, child: &[&str]) -> Figures {
    let mut figures = Figures::default();
    let mut dice = 1;
    let (as_ever, _) = school(&mut Figures::default(), &[], Duration::ZERO, &mut dice, false, child).await;
    for (calls, with) in AT_CALLS {
        for nth in 1..=count {
            // The first calls of a process are those of its start; every third is near enough to each.
            let trouble = Trouble::AtCall { calls, nth: nth * 3, with };
            let (letters, _) = school(&mut figures, &[trouble], Duration::ZERO, &mut dice, false, child).await;
            figures.compare(&as_ever, &letters);
        }
    }
    figures
}

impl Figures {
    fn compare(&mut self, as_ever: &BTreeMap<String, usize>, letters: &BTreeMap<String, usize>) {
        self.letters += as_ever.len();
        for (line, count) in as_ever {
            let had = letters.get(line).copied().unwrap_or_default();
            self.lost += count.saturating_sub(had);
            self.twice += had.saturating_sub(*count);
        }
        self.astray += letters.keys().filter(|line| !as_ever.contains_key(*line)).count();
    }
}

/// One school's first days: killed so often, then let run to its end. Who was sent what, how often; and how long it took.
async fn school(
    figures: &mut Figures,
    troubles: &[Trouble],
    whole: Duration,
    dice: &mut u64,
    blindly: bool,
    child: &[&str],
) -> (BTreeMap<String, usize>, Duration) {
    let school = School::with_sessions(&[date(2025, 9, 16)]);
    drop(school.import(date(2025, 9, 8)).await);
    let mail = school.path("mail");
    fs::create_dir_all(mail.join("new")).expect("our own folder");
    for who in STUDENTS {
        let raw = letters::plain(
            who,
            crate::school::BALINT,
            "Tuesday",
            at("2025-09-10 09:00"),
            "Sorry, I can't come on Tuesday.",
        );
        fs::write(mail.join("new").join(who), vouched(&raw, "students.example")).expect("our own folder");
    }
    let copies = mail.clone();
    let sink = Sink::filing(
        move |raw, nth| fs::write(copies.join("new").join(format!("copy{nth}")), raw).expect("our own folder"),
        |_| AtDot::Slow,
    )
    .await;
    fs::write(school.path("clock"), at("2025-09-10 10:00").as_second().to_string()).expect("our own folder");
    let task = format!("{}|{}|{}", school.path("").display(), sink.port, blindly);
    for trouble in troubles {
        let mut process = start(&task, child, Some(trouble));
        match trouble {
            Trouble::AtRandom => tokio::time::sleep(whole.mul_f64(fraction(dice))).await,
            Trouble::InHandOver => {
                let before = sink.count();
                while sink.count() == before && process.try_wait().expect("our own child").is_none() {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
            Trouble::AtCall { .. } => ends(&mut process).await,
        }
        // One that has ended by itself is not there any more.
        let _ = process.kill();
        process.wait().expect("our own child");
        figures.kills += 1;
        let mut store = balintd::store::Store::open(&school.database(), balintd::store::Durability::Full)
            .await
            .expect("a database");
        let doubts = store.letters_in_doubt().await.expect("a database");
        figures.in_doubt += doubts.iter().filter(|letter| letter.state == OutboxState::Sending).count();
    }
    let began = Instant::now();
    ends(&mut start(&task, child, None)).await;
    (sink.lines(), began.elapsed())
}

async fn ends(process: &mut Child) {
    while process.try_wait().expect("our own child").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn start(task: &str, child: &[&str], trouble: Option<&Trouble>) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut command = match trouble {
        Some(Trouble::AtCall { calls, nth, with }) => {
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")]);
            command.args(["-e", &format!("inject={calls}:{with}:when={nth}")]).arg(program);
            command
        }
        _ => Command::new(program),
    };
    command.args(child).env(TASK, task).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("this program again")
}

/// The next number between nought and one (splitmix64).
fn fraction(dice: &mut u64) -> f64 {
    *dice = dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = (*dice ^ (*dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).expect("thirty-two bits")) / f64::from(u32::MAX)
}

/// The process that is killed, where this is one: lives until everything that is due for two days is said.
pub async fn live_if_asked() -> bool {
    let Ok(task) = std::env::var(TASK) else { return false };
    let [folder, port, blindly] = task.split('|').collect::<Vec<_>>()[..] else { panic!("{task}") };
    let folder = PathBuf::from(folder);
    let vouching = ("BALINTD_AUTHSERV_ID".to_owned(), "mx.medschool.example".to_owned());
    let settings = crate::school::settings_in(&folder, &[vouching]);
    let mut app = daemon::open(&settings).await.expect("a daemon");
    app.mailbox = Mailbox::Folder(FolderMailbox::new(folder.join("mail"), 1 << 20));
    app.postman = postman(port.parse().expect("a port"));
    app.witness = Some(Witness { folder: "cur".to_owned(), copy: true, wait: SignedDuration::from_mins(15) });
    app.limits.per_minute = u32::MAX;
    let clock = folder.join("clock");
    let mut now = time(&clock);
    let end = at("2025-09-12 12:00");
    while now < end {
        if blindly == "true" {
            try_again(&mut app, now).await;
        }
        let turned = turn(&mut app, now).await.expect("a turn");
        now = turned.next.min(end);
        let beside = folder.join("clock.tmp");
        fs::write(&beside, now.as_second().to_string()).expect("our own folder");
        fs::rename(&beside, &clock).expect("our own folder");
    }
    true
}

/// The clock, as the process before left it.
fn time(clock: &Path) -> Timestamp {
    let seconds = fs::read_to_string(clock).ok().and_then(|text| text.trim().parse().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).expect("a time")
}

async fn try_again(app: &mut balintd::turn::App, now: Timestamp) {
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

/// The arguments with which a test's program runs the test below, and nothing else.
const CHILD: [&str; 3] = ["kill::the_process_that_is_killed", "--exact", "--nocapture"];

#[tokio::test]
async fn the_process_that_is_killed() {
    // Run by itself it has nothing to do: its work is what the other tests of this file see.
    live_if_asked().await;
}

#[tokio::test]
async fn killed_at_any_moment_it_loses_nothing_and_doubles_nothing() {
    let figures = run(6, false, &CHILD).await;
    assert_eq!((figures.lost, figures.twice, figures.astray), (0, 0, 0), "{figures:?}");
    assert!(figures.in_doubt > 0, "no kill met a letter on its way: {figures:?}");
}

#[tokio::test]
async fn what_is_tried_again_at_once_goes_twice() {
    let figures = run(2, true, &CHILD).await;
    assert!(figures.twice > 0, "{figures:?}");
}

#[tokio::test]
async fn killed_or_failed_by_the_disk_at_a_system_call_it_loses_nothing_and_doubles_nothing() {
    let figures = at_calls(1, &CHILD).await;
    assert_eq!((figures.lost, figures.twice, figures.astray), (0, 0, 0), "{figures:?}");
}
