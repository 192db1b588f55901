//! The house is as ARCHITECTURE.md says: who may import whom, how large a room may grow, what only one file may do.
//!
//! Reads the sources as text. What it holds is what a reader relies on without looking.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms of ours that it may use.
const ROOMS: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("net", &[]),
    ("clock", &[]),
    ("inbound", &["domain"]),
    ("outbound", &["domain"]),
    ("import", &["domain"]),
    ("config", &["domain"]),
    ("store", &["domain"]),
    ("turn", &["domain", "inbound", "outbound", "store", "net"]),
    ("explain", &["domain"]),
    ("page", &["domain", "explain"]),
    ("daemon", &["domain", "inbound", "outbound", "store", "net", "turn", "config", "clock"]),
    ("sim", &["domain", "inbound", "outbound", "import", "config", "store", "net", "turn", "clock", "page"]),
    (
        "cli",
        &[
            "domain", "inbound", "outbound", "import", "config", "store", "net", "turn", "clock", "explain", "page",
            "daemon", "sim",
        ],
    ),
    ("main", &["cli"]),
];

/// Where `async` may stand: everything else is plain functions of values.
const ASYNC_ROOMS: [&str; 8] = ["daemon", "turn", "store", "net", "sim", "cli", "clock", "main"];

/// A file that is longer holds more than one thing.
const FILE_LINES_MAX: usize = 450;

/// A function that is longer says more than one thing.
const FUNCTION_LINES_MAX: usize = 70;

struct Source {
    path: PathBuf,
    room: String,
    /// Without its unit tests and comments.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let within = path.strip_prefix("src").unwrap();
            let room =
                within.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(|line| format!("{line}\n"))
                .collect();
            Source { path, room, code, lines: text.lines().count() }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// Unit tests in a file of their own may use what they like.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

#[test]
fn a_room_uses_only_the_rooms_that_it_may() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path) && source.room != "lib") {
        let may = rooms.get(source.room.as_str()).unwrap_or_else(|| panic!("{} is no room", source.path.display()));
        for (name, _) in ROOMS {
            let uses =
                source.code.contains(&format!("crate::{name}::")) || source.code.contains(&format!("crate::{name};"));
            if uses && name != source.room && !may.contains(&name) {
                wrong.push(format!("{} uses {name}", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn pure_rooms_have_no_async_and_no_input_or_output() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        if !ASYNC_ROOMS.contains(&source.room.as_str()) && source.code.contains("async fn") {
            wrong.push(format!("{}: async", source.path.display()));
        }
        for io in ["std::fs", "std::net", "std::process", "std::env", "tokio::", "sqlx::"] {
            if ["domain", "inbound", "outbound", "page"].contains(&source.room.as_str()) && source.code.contains(io) {
                wrong.push(format!("{}: {io}", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn sql_stands_in_the_store_alone() {
    let with_sql = |source: &&Source| source.code.contains("sqlx::") && source.room != "store";
    let wrong: Vec<_> = sources().iter().filter(with_sql).map(|source| source.path.display().to_string()).collect();
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn no_file_and_no_function_outgrows_a_reader() {
    let mut wrong = Vec::new();
    for source in sources() {
        if source.lines > FILE_LINES_MAX {
            wrong.push(format!("{}: {} lines", source.path.display(), source.lines));
        }
        for (name, lines) in functions(&source.code) {
            if lines > FUNCTION_LINES_MAX && !is_test(&source.path) {
                wrong.push(format!("{}: fn {name} has {lines} lines", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

/// Functions and their lengths, by the indentation that rustfmt gives them.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let head = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        let head = head.trim_start_matches("pub(super) ").trim_start_matches("async ").trim_start_matches("const ");
        let Some(rest) = head.strip_prefix("fn ") else { continue };
        let end = format!("{}}}", " ".repeat(indent));
        if let Some(length) = lines[start..].iter().position(|line| *line == end) {
            let name = rest.split(['(', '<']).next().unwrap_or_default().to_owned();
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|source| !fs::read_to_string(&source.path).unwrap().starts_with("//!") && source.room != "main")
        .map(|source| source.path.display().to_string())
        .collect();
    assert_eq!(silent, [] as [String; 0]);
}

#[test]
fn every_kind_of_letter_has_its_templates_and_every_template_its_letter() {
    let letter = fs::read_to_string("src/domain/letter/mod.rs").unwrap();
    let kinds: BTreeSet<&str> = letter
        .lines()
        .filter_map(|line| line.trim().strip_prefix("L::")?.split(" => \"").nth(1)?.strip_suffix("\","))
        .collect();
    assert!(kinds.len() > 40, "the kinds are read off `Letter::kind`");
    let folders: BTreeSet<String> = fs::read_dir("templates")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "partials" && name != "layout")
        .collect();
    assert_eq!(folders.iter().map(String::as_str).collect::<BTreeSet<_>>(), kinds);
    for kind in kinds {
        for part in ["subject.txt", "body.txt"] {
            assert!(Path::new("templates").join(kind).join(part).exists(), "{kind}/{part}");
        }
    }
}

#[test]
fn no_log_line_can_carry_an_address_or_a_word_of_a_letter() {
    let mut wrong = Vec::new();
    for source in sources() {
        for call in source.code.split("tracing::").skip(1) {
            let line = call.split(';').next().unwrap_or_default();
            for field in ["address", "words", "subject", "raw", "bytes", "name", "envelope"] {
                let is_field = line.split(['(', ',', ' ', '%', '?', '&', '.']).any(|word| word == field);
                if is_field {
                    wrong.push(format!(
                        "{}: {field} in {}",
                        source.path.display(),
                        line.lines().next().unwrap_or_default()
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn the_architecture_names_every_room() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    assert!(text.lines().count() < 200, "ARCHITECTURE.md is read in one sitting");
    for (room, _) in ROOMS {
        assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md does not name {room}");
    }
}
