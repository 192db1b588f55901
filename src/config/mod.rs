//! Settings out of defaults, a file and the environment, or every mistake in them at once, by key.
//!
//! The core reads no file and no environment by itself: both are arguments. Secrets come from files of their own or
//! from the environment, never out of the file, and are never printed. Relative paths start at the working directory.

mod effective;
mod limits;
mod mail;
mod mistake;
mod policy;
mod reader;
mod rules;
mod scheme;
mod value;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use limits::{Limits, Retention};
pub use mail::{Credentials, Imap, Mail, Server, Smtp, Tls, Witness};
pub use mistake::{ConfigMistake, Wrong};
pub use policy::{default_policy, load_policy, policy_file};
pub use reader::{Effective, Source};
pub use scheme::SchemeSettings;

use jiff::tz::TimeZone;

use crate::domain::id::{Address, Name};
use crate::domain::roster::london;
use reader::Reader;

/// How a text file that a key names is read.
pub type ReadFile<'a> = &'a dyn Fn(&Path) -> io::Result<String>;

/// Everything that can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    pub database: PathBuf,
    /// The key of the tokens in our letters; made on the first run.
    pub secret_file: PathBuf,
    /// Templates that take the place of the built-in ones.
    pub templates_dir: Option<PathBuf>,
    /// Touched after each good turn, for a watcher outside.
    pub alive_file: Option<PathBuf>,
    /// What the groups are called in letters.
    pub public_name: Name,
    /// Where the schemes live: all times of day and all schedules are meant there.
    pub zone: TimeZone,
    /// The daemon's own mailbox.
    pub address: Address,
    /// Does its server deliver `name+anything@host` to `name@host` (RFC 5233)?
    pub plus_addresses: bool,
    pub administrator: Address,
    /// The authserv-id of the receiving server (RFC 8601, section 2.5); none trusts the topmost field by its place.
    pub authserv_id: Option<String>,
    /// Where to turn in an emergency, as letters say it.
    pub emergency_line: String,
    pub mail: Mail,
    pub limits: Limits,
    pub retention: Retention,
    /// By the code that the roster's `scheme` column has.
    pub schemes: BTreeMap<String, SchemeSettings>,
    effective: Vec<Effective>,
}

/// The shipped configuration: every key with its purpose and default.
const EXAMPLE: &str = include_str!("../../config/balintd.toml");

const EMERGENCY_LINE: &str = "In an emergency call 999. For urgent help with your mental health, at any hour, call NHS 111 \
and choose option 2, or the Samaritans on 116 123.";

impl Settings {
    /// Reads the file, if there is one, and whatever files it names.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn load(file: Option<&Path>, environment: &BTreeMap<String, String>) -> Result<Self, Vec<ConfigMistake>> {
        let read_file = |path: &Path| std::fs::read_to_string(path);
        let text = match file.map(|path| read_text(path, &read_file)) {
            None => String::new(),
            Some(Ok(text)) => text,
            Some(Err(wrong)) => return Err(vec![ConfigMistake::of_all(wrong)]),
        };
        Self::parse(&text, environment, &read_file)
    }

    /// Reads a configuration's text; a variable `BALINTD_SECTION_KEY` overrides a key.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(
        text: &str,
        environment: &BTreeMap<String, String>,
        read_file: ReadFile,
    ) -> Result<Self, Vec<ConfigMistake>> {
        let mut reader = Reader::new(text, Some(environment))?;
        let settings = Self::read(&mut reader, read_file);
        let effective = reader.finish()?;
        // Where anything is missing, `finish` has returned why.
        settings.map(|settings| Self { effective, ..settings }).ok_or_else(Vec::new)
    }

    /// The shipped configuration with all its defaults.
    ///
    /// # Panics
    /// Never in a binary that passed its tests: they read the shipped file.
    pub fn example() -> Self {
        Self::parse(EXAMPLE, &BTreeMap::new(), &|_| Err(io::ErrorKind::NotFound.into()))
            .expect("the shipped configuration is read by the tests")
    }

    /// Each key with the value that counts, in the order of the shipped file; secrets are masked.
    pub fn effective_values(&self) -> &[Effective] {
        &self.effective
    }

    /// The same as TOML that says where each value came from.
    pub fn effective(&self) -> String {
        effective::as_toml(&self.effective)
    }

    fn read(reader: &mut Reader, read_file: ReadFile) -> Option<Self> {
        let address: Option<Address> = reader.required("address", "the address of the daemon's own mailbox");
        let administrator: Option<Address> =
            reader.required("administrator", "the address of the person who looks after balintd");
        if address.is_some() && address == administrator {
            let sentence = "this is the daemon's own mailbox: write the address of a person";
            reader.wrong("administrator", Wrong::Together(sentence.to_owned()));
        }
        let plus_addresses = reader.or("plus_addresses", true);
        let zone = reader.or("zone", london());
        let public_name = reader.or("public_name", Name::new("Balint Groups").ok()?);
        let emergency_line = reader.or("emergency_line", EMERGENCY_LINE.to_owned());
        let authserv_id = reader.optional("authserv_id");
        let database = reader.or("database", PathBuf::from("balintd.db"));
        let secret_file = reader.or("secret_file", PathBuf::from("balintd.secret"));
        let templates_dir = reader.optional("templates_dir");
        let alive_file = reader.optional("alive_file");
        let mail = mail::mail(reader, read_file);
        let limits = limits::limits(reader);
        let retention = limits::retention(reader);
        let schemes = schemes(reader, read_file);
        Some(Self {
            database,
            secret_file,
            templates_dir,
            alive_file,
            zone,
            public_name,
            address: address?,
            plus_addresses,
            administrator: administrator?,
            authserv_id,
            emergency_line,
            mail: mail?,
            limits,
            retention,
            schemes,
            effective: Vec::new(),
        })
    }
}

fn schemes(reader: &mut Reader, read_file: ReadFile) -> BTreeMap<String, SchemeSettings> {
    let mut codes = reader.sections("schemes");
    if codes.is_empty() {
        codes.push(scheme::DEFAULT_CODE.to_owned());
    }
    let mut schemes = BTreeMap::new();
    for code in codes {
        if scheme::is_code(&code) {
            schemes.insert(code.clone(), scheme::scheme(reader, &code, read_file));
            continue;
        }
        let key = format!("schemes.{code}");
        reader.drop_section(&key);
        let sentence = "write a scheme's code with up to 20 of a-z, 0-9 and -, as in the roster's scheme column";
        reader.wrong(&key, Wrong::Together(sentence.to_owned()));
    }
    schemes
}

fn read_text(path: &Path, read_file: ReadFile) -> Result<String, Wrong> {
    read_file(path).map_err(|error| Wrong::Unreadable { path: path.to_owned(), why: error.to_string() })
}
