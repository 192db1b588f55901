//! The shipped configuration is true, and every broken one of `tests/config/` is refused with its expected mistakes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use balintd::config::{Effective, Mail, Settings, Source};

const SHIPPED: &str = include_str!("../config/balintd.toml");

/// Keys that nobody can know but who writes the file.
const WITHOUT_DEFAULT: [&str; 4] = ["address", "administrator", "smtp.host", "imap.host"];

fn minimal() -> String {
    let given = |key: &str| format!("{key} = \"{}\"\n", value_of(&Settings::example(), key));
    format!(
        "{}{}[smtp]\nhost = \"smtp.medschool.example\"\n[imap]\nhost = \"imap.medschool.example\"\n",
        given("address"),
        given("administrator")
    )
}

fn parse(text: &str, environment: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let no_file = |_: &Path| Err(std::io::ErrorKind::NotFound.into());
    Settings::parse(text, &environment, &no_file).map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

fn value_of(settings: &Settings, key: &str) -> String {
    let found = settings.effective_values().iter().find(|e| e.key == key);
    found.and_then(|e| e.value.as_ref()).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

/// A key's line in the shipped file, commented out or not.
struct Line {
    key: String,
    live: bool,
    /// The line above it.
    above: String,
}

/// The lines that give keys: `key = …`, or `# key = …` after a line of purpose.
fn lines_with_keys() -> Vec<Line> {
    let mut section = String::new();
    let mut above = String::new();
    let mut found = Vec::new();
    for line in SHIPPED.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned() + ".";
        }
        let live = !line.starts_with('#');
        let name = line.trim_start_matches("# ").split(" = ").next().unwrap_or_default();
        let is_key = line.contains(" = ") && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if is_key {
            found.push(Line { key: format!("{section}{name}"), live, above: above.clone() });
        }
        line.clone_into(&mut above);
    }
    found
}

#[test]
fn each_key_of_the_shipped_file_has_its_default_in_code() {
    let shipped = Settings::example();
    let by_default = parse(&minimal(), &[]).unwrap();
    let defaults: BTreeMap<&str, &Effective> =
        by_default.effective_values().iter().map(|e| (e.key.as_str(), e)).collect();
    assert_eq!(shipped.effective_values().len(), defaults.len());
    for Effective { key, value, source } in shipped.effective_values() {
        let default = defaults[key.as_str()];
        assert_eq!(*value, default.value, "{key}");
        if WITHOUT_DEFAULT.contains(&key.as_str()) {
            continue;
        }
        assert_eq!(default.source, Source::Default, "{key}");
        assert_eq!(*source == Source::File, value.is_some(), "{key}: what has a default is shown with it");
    }
}

#[test]
fn the_shipped_file_has_every_key_and_no_other() {
    let shipped = Settings::example();
    let known: BTreeMap<&str, bool> =
        shipped.effective_values().iter().map(|e| (e.key.as_str(), e.value.is_some())).collect();
    let written: BTreeMap<String, bool> = lines_with_keys().into_iter().map(|line| (line.key, line.live)).collect();
    let written: BTreeMap<&str, bool> = written.iter().map(|(key, live)| (key.as_str(), *live)).collect();
    assert_eq!(written, known);
}

#[test]
fn each_key_and_section_of_the_shipped_file_says_its_purpose() {
    for Line { key, above, .. } in lines_with_keys() {
        assert!(above.starts_with("# ") && above.len() > 8, "{key} has no comment above it");
    }
    let lines: Vec<&str> = SHIPPED.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with('[')) {
        assert!(pair[0].starts_with("# "), "{} has no comment above it", pair[1]);
    }
}

#[test]
fn what_is_printed_reads_back_as_the_same() {
    let shipped = Settings::example();
    let again = parse(&shipped.effective(), &[]).unwrap();
    let values = |settings: &Settings| -> Vec<_> {
        let values = settings.effective_values().iter();
        values.map(|e| (e.key.clone(), e.value.clone())).collect()
    };
    assert_eq!(values(&again), values(&shipped));
}

#[test]
fn the_environment_overrides_any_key() {
    let settings = parse(
        &minimal(),
        &[
            ("BALINTD_PUBLIC_NAME", "Balint-Gruppen"),
            ("BALINTD_PLUS_ADDRESSES", "false"),
            ("BALINTD_SMTP_HOST", "127.0.0.1"),
            ("BALINTD_SMTP_PORT", "2525"),
            ("BALINTD_SMTP_TLS", "none"),
            ("BALINTD_SMTP_USERNAME", "balint"),
            ("BALINTD_SMTP_PASSWORD", "hunter2"),
            ("BALINTD_SCHEMES_BALINT_REGISTER_CHASER_DAYS", "1,2,4"),
            ("BALINTD_SCHEMES_BALINT_LETTERS_AT", "08:15"),
            ("PATH", "/usr/bin"),
        ],
    )
    .unwrap();
    assert_eq!(settings.public_name.as_str(), "Balint-Gruppen");
    assert!(!settings.plus_addresses);
    let rhythm = &settings.schemes["balint"].rhythm;
    assert_eq!(rhythm.register_chaser_days, [1, 2, 4]);
    assert_eq!(rhythm.letters_at.to_string(), "08:15:00");
    let Mail::Servers { smtp, .. } = &settings.mail else {
        panic!("no servers");
    };
    assert_eq!((smtp.server.host.as_str(), smtp.server.port), ("127.0.0.1", 2525));
    assert!(smtp.server.credentials.is_some());
    assert!(!format!("{settings:?}{}", settings.effective()).contains("hunter2"));
}

#[test]
fn folders_take_the_place_of_servers() {
    let addresses = "address = \"a@medschool.example\"\nadministrator = \"b@medschool.example\"\n";
    let settings = parse(&format!("{addresses}[folder]\nin = \"in\"\nout = \"out\"\n"), &[]).unwrap();
    assert!(matches!(settings.mail, Mail::Folders { .. }));
}

#[test]
fn several_schemes_have_each_their_own() {
    let text = minimal() + "[schemes.balint]\n[schemes.trainees]\nreminder_lead_days = 3\n";
    let settings = parse(&text, &[("BALINTD_SCHEMES_TRAINEES_EXPECTED_MIN", "4")]).unwrap();
    let of = |code: &str| &settings.schemes[code].rhythm;
    assert_eq!((of("balint").reminder_lead_days, of("balint").expected_min), (6, 5));
    assert_eq!((of("trainees").reminder_lead_days, of("trainees").expected_min), (3, 4));
}

/// Each folder has `balintd.toml`, what it names, perhaps an `environment`, and the `expected` mistakes, a line each.
#[test]
fn each_broken_configuration_is_refused_with_its_mistakes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config");
    let mut seen = BTreeSet::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let read = |name: &str| fs::read_to_string(folder.join(name));
        let environment: BTreeMap<String, String> = read("environment")
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let read_beside = |path: &Path| fs::read_to_string(folder.join(path));
        let mistakes = Settings::parse(&read("balintd.toml").unwrap(), &environment, &read_beside)
            .map(drop)
            .expect_err(&format!("{} is taken for right", folder.display()));
        let said: String = mistakes.iter().map(|mistake| format!("{mistake}\n")).collect();
        assert_eq!(said, read("expected").unwrap_or_default(), "{}", folder.display());
        assert!(!said.contains("hunter2"), "{} shows a password", folder.display());
        seen.insert(folder);
    }
    assert!(!seen.is_empty());
}
