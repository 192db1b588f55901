//! The program from outside: its verbs, its exit codes, and how it says what is wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use balintd::cli::Exit;

const VERBS: [&str; 21] = [
    "run",
    "check",
    "import",
    "due",
    "explain",
    "status",
    "export",
    "pause",
    "resume",
    "shadow",
    "forget",
    "demo",
    "simulate",
    "read",
    "settle",
    "preview",
    "backup",
    "restore",
    "verify",
    "config",
    "completions",
];

/// The program in a folder of its own, without this process's settings.
fn balintd(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let ours = std::env::vars().filter(|(name, _)| name.starts_with("BALINTD_") || name == "RUST_LOG");
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    for (name, _) in ours {
        command.env_remove(name);
    }
    command.args(arguments).envs(environment.iter().copied());
    command.current_dir(folder).output().unwrap()
}

fn exit(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with `config/balintd.toml`.
fn folder_with(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("config")).unwrap();
    fs::write(folder.path().join("config/balintd.toml"), config).unwrap();
    folder
}

const SHIPPED: &str = include_str!("../config/balintd.toml");

#[test]
fn help_names_every_verb_and_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let help = balintd(folder.path(), &["--help"], &[]);
    assert_eq!(exit(&help), Exit::Fine as i32);
    for verb in VERBS {
        let named = out(&help).lines().any(|line| line.trim_start().starts_with(&format!("{verb} ")));
        assert!(named, "{verb} is not in --help");
        let of_verb = balintd(folder.path(), &[verb, "--help"], &[]);
        assert_eq!(exit(&of_verb), Exit::Fine as i32, "{verb} --help");
    }
    for code in Exit::ALL {
        assert!(out(&help).contains(&format!("  {}  {}", code as u8, code.meaning())));
    }
}

#[test]
fn every_verb_is_in_the_list_of_this_test() {
    use clap::CommandFactory;
    let command = balintd::cli::Cli::command();
    // What the daemon starts for itself is nobody's to type.
    let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let verbs: Vec<&str> = shown.map(clap::Command::get_name).collect();
    assert_eq!(verbs.len(), VERBS.len());
    assert!(verbs.iter().all(|verb| VERBS.contains(verb)), "{verbs:?}");
}

#[test]
fn completions_know_the_verbs() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let completions = balintd(folder.path(), &["completions", shell], &[]);
        assert_eq!(exit(&completions), Exit::Fine as i32);
        for verb in VERBS {
            assert!(out(&completions).contains(verb), "{shell} does not complete {verb}");
        }
    }
}

#[test]
fn what_is_no_verb_or_lacks_an_argument_is_a_mistake_of_usage() {
    let folder = tempfile::tempdir().unwrap();
    let wrong: [&[&str]; 8] = [
        &[],
        &["impotr", "roster"],
        &["import"],
        &["read"],
        &["read", "letter.eml"],
        &["read", "letter.eml", "--cases", "cases.jsonl"],
        &["export", "--format", "xlsx"],
        &["due", "--from", "soon"],
    ];
    for arguments in wrong {
        assert_eq!(exit(&balintd(folder.path(), arguments, &[])), Exit::Usage as i32, "{arguments:?}");
    }
}

#[test]
fn a_wrong_configuration_is_refused_with_all_its_mistakes() {
    let folder = folder_with(&SHIPPED.replace("port = 587", "prot = 587\nport = 0"));
    let environment = [("BALINTD_IMAP_TLS", "ssl")];
    let refused = balintd(folder.path(), &["config"], &environment);
    assert_eq!(exit(&refused), Exit::Mistakes as i32);
    assert_eq!(
        err(&refused),
        "balintd: config/balintd.toml has 3 mistakes; nothing was done:\n  \
         smtp.port: write a number from 1 to 65535, not 0\n  \
         imap.tls (from BALINTD_IMAP_TLS): write one of \"starttls\", \"implicit\", \"none\", not \"ssl\"\n  \
         smtp.prot: there is no such key: did you mean smtp.port?\n"
    );
    assert_eq!(out(&refused), "");

    let for_script = balintd(folder.path(), &["config", "--json"], &environment);
    let error: serde_json::Value = serde_json::from_str(&err(&for_script)).unwrap();
    assert_eq!(error["exit"], Exit::Mistakes as i32);
    assert_eq!(error["mistakes"].as_array().unwrap().len(), 3);
}

#[test]
fn a_configuration_that_is_not_there_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let named = balintd(folder.path(), &["config", "--config", "nowhere.toml"], &[]);
    assert_eq!(exit(&named), Exit::Mistakes as i32);
    assert!(err(&named).contains("nowhere.toml cannot be read"), "{}", err(&named));
}

#[test]
fn the_values_that_count_are_printed_and_no_secret() {
    let folder = folder_with(SHIPPED);
    let environment = [("BALINTD_SMTP_USERNAME", "balint"), ("BALINTD_SMTP_PASSWORD", "hunter2")];
    let words = balintd(folder.path(), &["config"], &environment);
    assert_eq!(exit(&words), Exit::Fine as i32, "{}", err(&words));
    assert!(out(&words).contains("username = \"balint\"  # BALINTD_SMTP_USERNAME\n"));
    assert!(out(&words).contains("# password is set in BALINTD_SMTP_PASSWORD\n"));
    let json = balintd(folder.path(), &["config", "--json"], &environment);
    let values: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    let port = values.as_array().unwrap().iter().find(|v| v["key"] == "smtp.port");
    assert_eq!(port.unwrap()["value"], 587);
    for output in [words, json] {
        assert!(!format!("{}{}", out(&output), err(&output)).contains("hunter2"));
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    command.args(["completions", "bash"]).current_dir(folder.path());
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = command.stdout(writer).status().unwrap();
    assert_eq!(status.code(), Some(Exit::Fine as i32));
}

#[test]
fn a_wrong_log_filter_is_said_so() {
    let folder = folder_with(SHIPPED);
    let refused = balintd(folder.path(), &["config", "--log", "balintd=loud"], &[]);
    assert_eq!(exit(&refused), Exit::Failed as i32);
    assert!(err(&refused).contains("write error, warn, info or debug"));
}
