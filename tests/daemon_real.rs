//! The built binary itself, with the shipped configuration and the environment only, against a real Postfix and a real
//! Dovecot: what README's "Try it on real servers" does, on the machine's own clock.

#![allow(clippy::disallowed_methods, reason = "real servers live by the real clock")]

mod school;
mod servers;

use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use balintd::domain::holidays::bank_holidays_england;
use balintd::store::{Durability, OutboxState, Store};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use school::letters::Received;
use school::{BALINT, School, address, london, shipped_configuration};
use servers::Servers;

/// Start letters to two co-leaders and a firm head; a welcome and a reminder to each of six, and the pair's copy of it.
const DUE_LETTERS: usize = 3 + 6 + 6 + 2;

/// The daemon finishes the turn under way when it is told to stop; a turn on loopback takes less than a second.
const STOP_MAX: Duration = Duration::from_secs(5);

/// The next session is some days ahead, so that its reminder is due now.
fn school() -> School {
    let now = Timestamp::now().to_zoned(london());
    let today: Date = now.date();
    let is_free = |day: &Date| !bank_holidays_england().contains(day);
    let first = (2..=5).rev().map(|days| today + days.days()).find(is_free).expect("a day without a holiday");
    School::with_sessions(&[first])
}

fn balintd(school: &School, environment: &[(String, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    command.arg("--config").arg(shipped_configuration());
    command.env("BALINTD_DATABASE", school.database());
    command.env("BALINTD_SECRET_FILE", school.path("balintd.secret"));
    command.envs(environment.iter().cloned());
    command
}

fn import(school: &School) {
    let output = balintd(school, &[]).arg("import").arg(school.roster()).output().expect("the binary");
    assert!(output.status.success(), "{}", said(&output));
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("{:?}\n{out}\n{err}", output.status)
}

/// A daemon that runs, killed when dropped.
struct Running(Child);

impl Running {
    fn start(mut command: Command) -> Self {
        Self(command.arg("run").stderr(Stdio::null()).spawn().expect("the binary"))
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.0.id().to_string()]).status();
        assert!(status.expect("the command kill").success());
    }

    async fn ends(&mut self) -> Option<ExitStatus> {
        let ended = async {
            loop {
                if let Some(status) = self.0.try_wait().expect("a child") {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(STOP_MAX, ended).await.ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has usually ended; either way nothing of it is left.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Letters that a clock on a wall brings about, should its hour strike while the test runs.
const OF_THE_HOUR: [&str; 3] = ["students-wrote", "proof-of-life", "firm-head-digest"];

fn letters_out(servers: &Servers) -> Vec<Received> {
    let people = servers.everybody().into_iter().filter(|mailbox| mailbox != BALINT);
    let letters = people.flat_map(|mailbox| servers.maildir(&mailbox)).map(Received::parse);
    letters.filter(|letter| !OF_THE_HOUR.contains(&letter.kind.as_str())).collect()
}

#[tokio::test]
async fn it_sends_what_is_due_records_a_reply_and_stops_when_told() {
    let servers = servers::start().await;
    let school = school();
    import(&school);
    let mut daemon = Running::start(balintd(&school, &servers.environment()));
    servers::wait_until("what is due", || letters_out(&servers).len() == DUE_LETTERS).await;

    let second = balintd(&school, &servers.environment()).arg("run").output().expect("the binary");
    assert_eq!(second.status.code(), Some(4), "{}", said(&second));

    let of_amara = || servers.maildir(address("amara")).into_iter().map(Received::parse);
    let reminder = of_amara().find(|letter| letter.kind == "reminder").expect("a reminder");
    let reply = reminder.answer("amara", Timestamp::now(), "Sorry, I can't make it this time.");
    servers.deliver(address("amara"), reminder.answers_to(), &reply).await;
    servers::wait_until("the acknowledgement", || of_amara().any(|letter| letter.kind == "acknowledgement")).await;

    daemon.signal("TERM");
    assert_eq!(daemon.ends().await.and_then(|status| status.code()), Some(0));
    assert_eq!(letters_out(&servers).len(), DUE_LETTERS + 1);
    let story = balintd(&school, &[]).args(["explain", "Amara Okafor"]).output().expect("the binary");
    assert!(
        story.status.success() && said(&story).contains("sent apologies or a reason for G07/1"),
        "{}",
        said(&story)
    );
}

#[tokio::test]
async fn a_wrong_password_ends_it_at_the_first_attempt() {
    let servers = servers::start().await;
    let school = school();
    import(&school);
    let refused = ["auth failed, 1 attempts", "SASL PLAIN authentication failed"];
    for (section, refused) in ["IMAP", "SMTP"].into_iter().zip(refused) {
        let wrong = (format!("BALINTD_{section}_PASSWORD"), "guessed".to_owned());
        let environment = [servers.environment(), vec![wrong]].concat();
        let ended = balintd(&school, &environment).arg("run").output().expect("the binary");
        assert_eq!(ended.status.code(), Some(5), "{}", said(&ended));
        // The server writes its log in its own time.
        servers::wait_until("the refusal in the server's log", || servers.log().contains(refused)).await;
        assert_eq!(servers.log().matches(refused).count(), 1, "{}", servers.log());
    }
    assert_eq!(letters_out(&servers).len(), 0);

    // The control: with the right password the same daemon sends.
    let _daemon = Running::start(balintd(&school, &servers.environment()));
    servers::wait_until("what is due", || letters_out(&servers).len() == DUE_LETTERS).await;
}

#[tokio::test]
async fn killed_before_the_server_has_answered_it_never_sends_that_letter_again() {
    let servers = servers::start().await;
    let school = school();
    import(&school);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let clear = |key: &str, value: String| (format!("BALINTD_SMTP_{key}"), value);
    let silent = [
        clear("PORT", listener.local_addr().expect("a bound port").port().to_string()),
        clear("HOST", "127.0.0.1".to_owned()),
        clear("TLS", "none".to_owned()),
    ];
    let is_of_smtp = |key: &String| key.starts_with("BALINTD_SMTP");
    let imap_only = servers.environment().into_iter().filter(|(key, _)| !is_of_smtp(key));
    let environment: Vec<(String, String)> = imap_only.chain(silent).collect();
    let mut daemon = Running::start(balintd(&school, &environment));
    let (stream, _) = listener.accept().await.expect("the daemon");
    let connection = takes_a_letter_and_says_nothing(stream).await;
    daemon.signal("KILL");
    daemon.ends().await.expect("a killed process ends");
    drop(connection);

    let _daemon = Running::start(balintd(&school, &servers.environment()));
    servers::wait_until("the others", || letters_out(&servers).len() == DUE_LETTERS - 1).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(letters_out(&servers).len(), DUE_LETTERS - 1);
    let mut store = Store::open(&school.database(), Durability::Full).await.expect("a database");
    let doubts = store.letters_in_doubt().await.expect("a database");
    let states: Vec<OutboxState> = doubts.iter().map(|letter| letter.state).collect();
    assert_eq!(states, [OutboxState::Unknown]);
}

/// Speaks SMTP (RFC 5321) up to the final dot, and leaves the daemon waiting for the answer.
async fn takes_a_letter_and_says_nothing(stream: TcpStream) -> BufReader<TcpStream> {
    let mut connection = BufReader::new(stream);
    connection.write_all(b"220 silent.example\r\n").await.expect("the daemon");
    let mut in_letter = false;
    loop {
        let mut line = String::new();
        assert_ne!(connection.read_line(&mut line).await.expect("the daemon"), 0, "it went");
        match line.trim_end() {
            "." if in_letter => return connection,
            _ if in_letter => continue,
            "DATA" => in_letter = true,
            _ => {}
        }
        let answer: &[u8] = if in_letter { b"354 go on\r\n" } else { b"250 well\r\n" };
        connection.write_all(answer).await.expect("the daemon");
    }
}
