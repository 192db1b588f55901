//! A made-up school of one group, brought in from CSV files as a roster is, and the letters that its people write.
//!
//! The people have short names here, as in a story: `tom` is tom.bradley@students.example.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

pub mod letters;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use balintd::config::Settings;
use balintd::domain::holidays::bank_holidays_england;
use balintd::import::{ImportRules, read};
use balintd::store::roster::save_roster;
use balintd::store::{Durability, Store};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use tempfile::TempDir;

/// The daemon's own address and its administrator's, as in the shipped configuration.
pub const BALINT: &str = "balint@medschool.example";
pub const ADMINISTRATOR: &str = "administrator@medschool.example";

pub const STUDENTS: [&str; 6] = ["amara", "tom", "priya", "sian", "wei", "maeve"];

const ADDRESSES: [(&str, &str); 12] = [
    ("helen", "helen.marsh@trust.example"),
    ("dan", "dan.osei@trust.example"),
    ("farah", "farah.aziz@trust.example"),
    ("team", "team@school.example"),
    ("lead", "lead@school.example"),
    ("administrator", ADMINISTRATOR),
    ("amara", "amara.okafor@students.example"),
    ("tom", "tom.bradley@students.example"),
    ("priya", "priya.raman@students.example"),
    ("sian", "sian.evans@students.example"),
    ("wei", "wei.xu@students.example"),
    ("maeve", "maeve.oconnor@students.example"),
];

/// The address of somebody of the story.
pub fn address(name: &str) -> &'static str {
    let known = ADDRESSES.iter().find(|(short, _)| *short == name);
    known.map(|(_, address)| *address).unwrap_or_else(|| panic!("nobody is called {name}"))
}

/// The short name of an address; the address itself where it is nobody's of the story.
pub fn name(address: &str) -> &str {
    let known = ADDRESSES.iter().find(|(_, known)| *known == address);
    known.map_or(address, |(short, _)| short)
}

/// An instant by the school's wall clock, as `2025-09-16 14:20`.
pub fn at(text: &str) -> Timestamp {
    let civil: DateTime = text.parse().expect("a date and time");
    civil.to_zoned(london()).expect("a time of that day").timestamp()
}

pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").expect("a bundled zone")
}

/// A folder with the roster's files and the daemon's own; gone with the value.
pub struct School {
    folder: TempDir,
}

impl School {
    /// Writes the roster's files, with the group's sessions on these days.
    pub fn with_sessions(days: &[Date]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let roster = folder.path().join("roster");
        fs::create_dir(&roster).expect("our own folder");
        let rows = (1..).zip(days).map(|(number, day)| format!("G07,{number},{day}\n"));
        let sessions = format!("group,number,date\n{}", rows.collect::<String>());
        let files = [
            ("people.csv", include_str!("people.csv")),
            ("groups.csv", include_str!("groups.csv")),
            ("students.csv", include_str!("students.csv")),
            ("sessions.csv", &sessions),
        ];
        for (file, text) in files {
            fs::write(roster.join(file), text).expect("our own folder");
        }
        Self { folder }
    }

    /// The same school once more, in a folder of its own, as its files are now.
    pub fn again(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy_folder(self.folder.path(), folder.path());
        Self { folder }
    }

    pub fn roster(&self) -> PathBuf {
        self.folder.path().join("roster")
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("balintd.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The shipped configuration with the database and the key in this folder, and what the environment says.
    pub fn settings(&self, environment: &[(String, String)]) -> Settings {
        settings_in(self.folder.path(), environment)
    }

    /// Imports the roster, as on this day, into a database that keeps what was committed.
    pub async fn import(&self, today: Date) -> Store {
        let mut store = Store::open(&self.database(), Durability::Full).await.expect("a database");
        let bank_holidays = bank_holidays_england();
        let rules = ImportRules { today, bank_holidays: &bank_holidays, allow_leaving: false };
        let import = read(&self.roster(), None, &rules).expect("a roster without mistakes");
        let mut tx = store.begin().await.expect("a database");
        save_roster(&mut tx, &import.roster).await.expect("a database");
        tx.commit().await.expect("a database");
        store
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for file in fs::read_dir(from).expect("our own folder") {
        let file = file.expect("our own folder");
        let copy = to.join(file.file_name());
        if file.file_type().expect("our own folder").is_dir() {
            fs::create_dir(&copy).expect("our own folder");
            copy_folder(&file.path(), &copy);
        } else {
            fs::copy(file.path(), &copy).expect("our own folder");
        }
    }
}

/// The same for a folder that another process has made.
pub fn settings_in(folder: &Path, environment: &[(String, String)]) -> Settings {
    let own = [("BALINTD_DATABASE", "balintd.db"), ("BALINTD_SECRET_FILE", "balintd.secret")];
    let own = own.map(|(key, name)| (key.to_owned(), folder.join(name).display().to_string()));
    let variables: BTreeMap<String, String> = own.into_iter().chain(environment.iter().cloned()).collect();
    Settings::load(Some(&shipped_configuration()), &variables).expect("the shipped configuration")
}

pub fn shipped_configuration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("config/balintd.toml")
}
