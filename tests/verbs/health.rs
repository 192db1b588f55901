//! `status` and `check`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use balintd::clock::Clock;
use balintd::daemon;
use balintd::turn::{Away, Servers, Status};

use crate::school::School;

/// A note as a turn of this minute leaves it.
fn status(servers: Servers) -> String {
    let now = Clock::Real.now();
    let status = Status { turn_at: now, servers, next: Some(now), stopped: None };
    serde_json::to_string(&status).unwrap()
}

#[tokio::test]
async fn a_daemon_that_runs_is_fine() {
    let school = School::with_a_story().await;
    school.store().await.set_status(&status(Servers::default())).await.unwrap();
    let _lock = daemon::lock(&school.path("balintd.db")).unwrap();
    let words = school.balintd(&["status"]).out(0);
    assert!(words.starts_with("The daemon runs; its last turn: "), "{words}");
    assert!(words.contains("Registers missing: none."), "{words}");
    let json = school.balintd(&["status", "--json"]).json(0);
    assert_eq!((&json["running"], &json["paused"]), (&true.into(), &false.into()));
    assert_eq!((&json["needs"], &json["registers_missing"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(json["outbox"]["waiting"].is_u64() && json["inbox"]["set_aside"].is_u64());
}

#[tokio::test]
async fn what_needs_the_administrator_ends_with_1() {
    let school = School::new().await;
    let stopped = school.balintd(&["status"]).out(1);
    assert!(stopped.starts_with("! The daemon does not run: start it"), "{stopped}");
    assert!(stopped.contains("Registers missing: G07/2 ("), "{stopped}");
    let now = Clock::Real.now();
    let away = Away { since: now, attempts: 3, why: "connection refused".to_owned(), retry_at: now };
    let servers = Servers { postman_away: Some(away), ..Servers::default() };
    school.store().await.set_status(&status(servers)).await.unwrap();
    school.balintd(&["pause"]).out(0);
    let _lock = daemon::lock(&school.path("balintd.db")).unwrap();
    let json = school.balintd(&["status", "--json"]).json(1);
    let needs: Vec<&str> = json["needs"].as_array().unwrap().iter().filter_map(|need| need.as_str()).collect();
    assert_eq!(needs.len(), 2, "{needs:?}");
    assert!(needs[0].starts_with("Sending is paused"));
    assert!(needs[1].contains("mail server (SMTP) is away since") && needs[1].contains("connection refused"));
}

#[tokio::test]
async fn check_tries_everything_and_says_what_to_do() {
    let school = School::with_a_story().await;
    let fine = school.balintd(&["check"]).out(0);
    for what in
        ["configuration", "clock", "roster: 1 groups, 4 students", "policy", "templates", "mailbox", "mail server"]
    {
        assert!(fine.contains(&format!("ok     {what}")), "{what}: {fine}");
    }
    assert!(fine.ends_with("All is well: `balintd run` can start.\n"), "{fine}");
    fs::set_permissions(school.path("balintd.secret"), fs::Permissions::from_mode(0o644)).unwrap();
    let open = school.balintd(&["check"]).out(1);
    assert!(
        open.contains("WRONG  secret_file: every user of this machine can read balintd.secret: chmod 600"),
        "{open}"
    );
}

#[tokio::test]
async fn the_worst_mistake_is_the_exit_code() {
    let school = School::with_a_story().await;
    let reminder = school.path("own/reminder");
    fs::create_dir_all(&reminder).unwrap();
    fs::write(reminder.join("subject.txt"), "{{ no_such_field }}").unwrap();
    let config = fs::read_to_string(school.path("config/balintd.toml")).unwrap();
    let config = format!("templates_dir = \"own\"\n{config}").replace("mail/out", "balintd.db/out");
    fs::write(school.path("config/balintd.toml"), config).unwrap();
    let json = school.balintd(&["check", "--json"]).json(3);
    let wrong: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["ok"] == false)
        .filter_map(|line| line["what"].as_str())
        .collect();
    assert!(wrong.contains(&"templates") && wrong.contains(&"mail server"), "{wrong:?}");
}
