//! Starts a private Postfix and a private Dovecot on loopback, those of the tests, and keeps them running until Ctrl-C,
//! to try balintd on. Leaves in the folder `try/` what a person needs for that:
//!
//! - `settings`, to be read by a shell: where the servers are, as variables that override the configuration;
//! - `roster/`, the example roster with its sessions moved, so that a reminder is due today;
//! - `mail/`, everybody's mailbox: `try/mail/students.example/abena.owusu/new/` holds a file a letter.

#[path = "../tests/servers/mod.rs"]
mod servers;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use balintd::domain::holidays::bank_holidays_england;
use balintd::domain::roster::weekday_name;
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use tokio::signal::unix::{SignalKind, signal};

use servers::Servers;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-roster");

/// Sessions that each group gets; every other week.
const SESSIONS: usize = 4;

#[tokio::main]
async fn main() -> io::Result<()> {
    let here = Path::new("try");
    // The one from last time: a database knows the letters that it has sent, and its servers are gone.
    if here.exists() {
        fs::remove_dir_all(here)?;
    }
    fs::create_dir(here)?;
    write_roster(&here.join("roster"), today())?;
    let servers = servers::start().await;
    fs::write(here.join("settings"), settings(&servers))?;
    std::os::unix::fs::symlink(servers.mail_folder(), here.join("mail"))?;
    println!("Postfix and Dovecot are running. In a second terminal, in this folder: . try/settings");
    println!("Everybody's letters are in try/mail/DOMAIN/NAME/new. Ctrl-C here ends both servers.");
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    drop(servers);
    fs::remove_file(here.join("mail"))
}

#[expect(clippy::disallowed_methods, reason = "a person tries it today")]
fn today() -> Date {
    Zoned::now().date()
}

/// Variables for the shell: what the shipped configuration has to be told, and the way in for letters from the world.
fn settings(servers: &Servers) -> String {
    let own = [
        ("BALINTD_DATABASE", "try/balintd.db".to_owned()),
        ("BALINTD_SECRET_FILE", "try/balintd.secret".to_owned()),
        // Whoever tries it waits for an answer, and these servers know no limit.
        ("BALINTD_SMTP_PER_MINUTE", "1000".to_owned()),
        ("TRY_BORDER", format!("localhost:{}", servers.border_port)),
    ];
    let own = own.map(|(key, value)| (key.to_owned(), value));
    let mut text = String::new();
    for (key, value) in servers.environment().into_iter().chain(own) {
        writeln!(text, "export {key}='{value}'").expect("text in memory");
    }
    text
}

/// The example roster, with its groups meeting from a few days after today on. The closures and dates of its own year
/// are left out.
fn write_roster(folder: &Path, today: Date) -> io::Result<()> {
    fs::create_dir(folder)?;
    for name in ["people.csv", "students.csv", "supervisors.csv"] {
        fs::copy(Path::new(EXAMPLE).join(name), folder.join(name))?;
    }
    let first = free_day(today + 5.days());
    let groups = fs::read_to_string(Path::new(EXAMPLE).join("groups.csv"))?;
    let mut sessions = "group,number,date\n".to_owned();
    let mut moved = String::new();
    for (row, line) in groups.lines().enumerate() {
        let mut cells: Vec<&str> = line.split(',').collect();
        if row > 0
            && let [group, weekday, ..] = cells.as_mut_slice()
        {
            *weekday = weekday_name(first.weekday());
            let days = (0..).map(|nth| first + (14 * nth).days()).filter(|day| free_day(*day) == *day);
            for (number, day) in (1..).zip(days.take(SESSIONS)) {
                writeln!(sessions, "{group},{number},{day}").expect("text in memory");
            }
        }
        writeln!(moved, "{}", cells.join(",")).expect("text in memory");
    }
    fs::write(folder.join("groups.csv"), moved)?;
    fs::write(folder.join("sessions.csv"), sessions)
}

/// This day, or the last one before it that is no bank holiday.
fn free_day(day: Date) -> Date {
    let holidays = bank_holidays_england();
    let mut day = day;
    while holidays.contains(&day) {
        day -= 1.day();
    }
    day
}
