//! Every letter of the sample, and of its extremes, in a real browser: nothing scrolls sideways on a small phone, nothing
//! is asked of the network, and axe-core finds nothing that keeps a person out, in light and in dark.
//!
//! `scripts/install-test-readers` installs the browser and the judge; `tests/foreign/letters.mjs` says what is looked at.

#![allow(clippy::disallowed_methods, reason = "a browser lives by the real clock")]

#[path = "foreign/browser.rs"]
mod browser;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use balintd::outbound::sample::{self, Kind, Sample};
use balintd::outbound::{Outbound, Overrides};
use mail_parser::MessageParser;

/// A folder of its own, empty but for the one of the letters that are shown on a small phone alone.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("narrow")).unwrap();
    folder
}

/// Writes the HTML of each letter of a sample, numbered within its kind.
fn write(outbound: &Outbound, kind: Kind, folder: &Path, before: &str) {
    let mut numbers = BTreeMap::<String, usize>::new();
    for (name, finished) in outbound.preview(&Sample::new(kind)) {
        let number = numbers.entry(name.clone()).or_default();
        *number += 1;
        let bytes = finished.unwrap_or_else(|error| panic!("{name}: {error}")).bytes;
        let message = MessageParser::new().parse(&bytes).unwrap();
        let html = message.body_html(0).unwrap();
        fs::write(folder.join(format!("{before}{name}-{number}.html")), html.as_bytes()).unwrap();
    }
}

#[test]
fn every_letter_can_be_read_by_everyone_on_anything() {
    let folder = folder("letters-in-browser");
    let outbound = Outbound::load(sample::house(), &Overrides::new()).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    for kind in sample::KINDS {
        match kind {
            Kind::Ordinary => write(&outbound, kind, &folder, ""),
            _ => write(&outbound, kind, &folder.join("narrow"), &format!("{kind:?}-")),
        }
    }
    let (is_right, said) = browser::look("letters.mjs", &folder);
    assert!(is_right, "{said}");
}

#[test]
fn what_is_wrong_with_a_letter_is_seen() {
    let folder = folder("wrong-letters-in-browser");
    let wrong = "<!doctype html><html><head><meta name=viewport content='width=device-width'><title>x</title><style>\
         :root { color-scheme: light dark } p { background: white; color: #333 }\
         @media (prefers-color-scheme: dark) { p { background: #222; color: #444 } }</style></head><body><main>\
         <h1>One</h1><h1>Two</h1><p>Dim at night</p><a href='mailto:a@b.example' style='display:block; font-size:10px'>x</a>\
         <div style='width: 400px'>wide</div><img src='https://tracker.example/x.png' alt=''></main></body></html>";
    fs::write(folder.join("wrong-1.html"), wrong).unwrap();
    let (is_right, said) = browser::look("letters.mjs", &folder);
    assert!(!is_right);
    for sign in [
        "390 px, light: scrolls sideways",
        "has 2 h1",
        "names no language",
        "has something to load",
        "asks for https://tracker.example/x.png",
        "px high",
        "390 px, dark: color-contrast",
    ] {
        assert!(said.contains(sign), "{sign} in:\n{said}");
    }
    assert!(!said.contains("light: color-contrast"), "{said}");
}
