//! `balintd preview` from outside, and a scheme's own texts: the folder that the configuration names counts for each verb.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use balintd::cli::Exit;
use balintd::outbound::KINDS;

/// The program in a folder, without this process's settings.
fn balintd(folder: &Path, arguments: &[&str], texts: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BALINTD_") || name == "RUST_LOG") {
        command.env_remove(name);
    }
    if let Some(texts) = texts {
        command.env("BALINTD_TEMPLATES_DIR", texts);
    }
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

/// A folder with the shipped configuration, and one beside it with a text of one's own.
fn with_text(path: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("config")).unwrap();
    fs::write(folder.path().join("config/balintd.toml"), include_str!("../config/balintd.toml")).unwrap();
    let own = folder.path().join("own").join(path);
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(own, text).unwrap();
    folder
}

#[test]
fn all_letters_are_written_without_any_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let output = balintd(folder.path(), &["preview"], None);
    assert_eq!(output.status.code(), Some(Exit::Fine as i32), "{}", said(&output));
    for kind in KINDS {
        let written = |suffix: &str| {
            let path = folder.path().join(format!("preview/{kind}-1.{suffix}"));
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let (html, text) = (written("html"), written("txt"));
        assert!(html.starts_with("<!doctype html>") && html.contains("<h1"), "{kind}");
        assert!(text.starts_with("Subject: ") && text.contains("\nWhy you have this: "), "{kind}: {text}");
    }
}

#[test]
fn one_kind_is_written_and_one_that_is_none_is_refused_with_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let output = balintd(folder.path(), &["preview", "register-request", "--out", "look", "--json"], None);
    let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(written.as_array().unwrap().len(), fs::read_dir(folder.path().join("look")).unwrap().count() / 2);
    assert_eq!(written[0]["letter"], "register-request-1");
    let output = balintd(folder.path(), &["preview", "remainder"], None);
    assert_eq!(output.status.code(), Some(Exit::Failed as i32));
    assert!(said(&output).contains("\"remainder\"") && said(&output).contains("register-request"), "{}", said(&output));
}

#[test]
fn a_text_of_ones_own_is_shown_in_both_forms() {
    let folder = with_text("partials/signature.txt", "Yours ever,\n{{ house.name }}");
    let texts = folder.path().join("own");
    let output = balintd(folder.path(), &["preview", "welcome"], Some(&texts));
    assert_eq!(output.status.code(), Some(Exit::Fine as i32), "{}", said(&output));
    for form in ["html", "txt"] {
        let letter = fs::read_to_string(folder.path().join(format!("preview/welcome-1.{form}"))).unwrap();
        assert!(letter.contains("Yours ever,"), "{letter}");
    }
}

#[test]
fn a_mistake_is_named_by_file_line_and_field_whoever_uses_the_texts() {
    let folder = with_text("reminder/body.txt", "Dear you,\n\nsee you on {{ session.dat }}\n");
    let texts = folder.path().join("own");
    let roster = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/example-roster");
    let roster = roster.to_str().unwrap();
    for arguments in [vec!["preview"], vec!["check"], vec!["simulate", "--roster", roster]] {
        let output = balintd(folder.path(), &arguments, Some(&texts));
        assert_eq!(output.status.code(), Some(Exit::Mistakes as i32), "{arguments:?}: {}", said(&output));
        let said = said(&output);
        assert!(said.contains("templates/reminder/body.txt:3: ") && said.contains("dat"), "{arguments:?}: {said}");
    }
    assert!(!folder.path().join("preview").exists(), "nothing is written where a text has a mistake");
}
