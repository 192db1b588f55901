//! The page of a year in a real browser: a newcomer finds a group, a student's story and its letters; nothing scrolls
//! sideways on a small phone, nothing is asked of the network, and axe-core finds nothing that keeps a person out.
//!
//! `scripts/install-test-readers` installs the browser and the judge; `tests/foreign/year.mjs` says what is looked at.

#[path = "foreign/browser.rs"]
mod browser;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small school's year, as the program leaves it.
fn demo() -> (PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("year-in-browser");
    let mut command = Command::new(env!("CARGO_BIN_EXE_balintd"));
    command.args(["demo", "--groups", "2", "--out"]).arg(&folder);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, String::from_utf8(output.stdout).expect("its answer is text"))
}

#[test]
fn a_newcomer_finds_the_year_and_every_letter_of_a_story() {
    let (folder, answer) = demo();
    let page = folder.join("index.html");
    assert_eq!(answer.lines().last().map(str::trim), page.to_str(), "the demo ends by naming its page");
    let (is_right, said) = browser::look("year.mjs", &folder);
    assert!(is_right, "{said}");

    let whole = fs::read_to_string(&page).expect("the page is there");
    let spoilt = whole
        .replacen("<meta http-equiv", "<meta name", 1)
        .replacen("<main", "<img src=\"https://tracker.example/x.png\"><div style=\"width: 900px\">wide</div><main", 1)
        .replacen("--muted: #55605c", "--muted: #c9cfcc", 1)
        .replacen("return letter.replace(", "return letter.concat('').replace(/nothing/, ", 1);
    fs::write(&page, spoilt).expect("the page can be spoilt");
    let (is_right, said) = browser::look("year.mjs", &folder);
    assert!(!is_right);
    for sign in [
        "asks for https://tracker.example/x.png",
        "320 px, light: scrolls sideways",
        "390 px, light: image-alt",
        "390 px, light: color-contrast",
        "is the same in the dark",
    ] {
        assert!(said.contains(sign), "{sign} in:\n{said}");
    }
    fs::write(&page, whole).expect("the page can be mended");
}
