//! Holds `deny.toml` where cargo-deny is not installed: licences, banned crates and sources of everything that is built
//! in. cargo-deny looks more closely; this needs nothing but cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    /// None for our own.
    source: Option<String>,
}

fn parsed<T: serde::de::DeserializeOwned>(file: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(path).expect(file);
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What is built in on this machine's platform, by name, with its licence.
fn built_in() -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}\t{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = |line: &str| {
        let (package, licence) = line.split_once('\t')?;
        let name = package.split(' ').next()?;
        Some((name.to_owned(), licence.trim_end_matches("(*)").trim().to_owned()))
    };
    text.lines().filter_map(line).collect()
}

#[test]
fn licences_and_bans() {
    let rules: Rules = parsed("deny.toml");
    let built_in = built_in();
    assert!(built_in.len() > 100, "cargo named only {} crates", built_in.len());
    for (name, licence) in built_in {
        assert!(is_allowed(&licence, &rules.licenses.allow), "{name}: the licence {licence:?}");
        assert!(!rules.bans.deny.contains(&name), "{name} is banned");
    }
}

#[test]
fn sources() {
    let rules: Rules = parsed("deny.toml");
    let lock: Lock = parsed("Cargo.lock");
    for Locked { name, source } in lock.package {
        let is_known = |source: &String| {
            let registry = source.strip_prefix("registry+").unwrap_or(source);
            rules.sources.allow_registry.iter().any(|known| known == registry)
        };
        assert!(source.as_ref().is_none_or(is_known), "{name} comes from {source:?}");
    }
}

/// Is an SPDX expression satisfied by the allowed licences? `/` is an old way to write OR.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut place = 0;
    let holds = any_of(&words, &mut place, allowed);
    holds && place == words.len()
}

fn any_of(words: &[&str], place: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = all_of(words, place, allowed);
    while words.get(*place) == Some(&"OR") {
        *place += 1;
        holds |= all_of(words, place, allowed);
    }
    holds
}

fn all_of(words: &[&str], place: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(words, place, allowed);
    while words.get(*place) == Some(&"AND") {
        *place += 1;
        holds &= one(words, place, allowed);
    }
    holds
}

fn one(words: &[&str], place: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*place) else { return false };
    *place += 1;
    if *word == "(" {
        let holds = any_of(words, place, allowed);
        *place += 1;
        return holds;
    }
    if let [&"WITH", exception, ..] = words.get(*place..).unwrap_or_default().iter().collect::<Vec<_>>()[..] {
        *place += 2;
        return allowed.contains(&format!("{word} WITH {exception}"));
    }
    allowed.contains(*word)
}

#[test]
fn expressions_are_read_as_spdx_has_them() {
    let allowed = BTreeSet::from(["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned));
    for good in [
        "MIT",
        "GPL-2.0 OR MIT",
        "GPL-2.0/MIT",
        "MIT AND (ISC OR GPL-2.0)",
        "(GPL-2.0 AND X) OR ISC",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-2.0", "MIT AND GPL-2.0", "(MIT OR ISC) AND GPL-2.0", "Apache-2.0", "MIT ISC"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}
