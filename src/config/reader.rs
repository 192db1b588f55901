//! Reads keys one by one out of a TOML text and the environment, and collects every mistake on the way.
//!
//! Whoever reads a key says its type and default there and nowhere else; what nobody asked for is unknown, and what was
//! asked for, with the value that counts, is what `balintd config` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use toml::{Table, Value};

use super::mistake::{ConfigMistake, Wrong};
use super::value::Setting;

/// The start of every environment variable that is ours.
const VARIABLE_PREFIX: &str = "BALINTD_";

/// How alike a written key and a known one must be for "did you mean": below it the guess misleads.
const LIKENESS_MIN: f64 = 0.6;

/// The same between keys of different sections, where a guess is wilder.
const LIKENESS_ACROSS_MIN: f64 = 0.8;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Default,
    File,
    Variable(String),
}

/// A key with the value that counts; none where it is not set and has no default.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective {
    pub key: String,
    pub value: Option<Value>,
    pub source: Source,
}

/// Keys, the values given for them, and what was wrong with them so far.
pub(super) struct Reader<'a> {
    file: BTreeMap<String, Value>,
    environment: Option<&'a BTreeMap<String, String>>,
    asked: BTreeSet<String>,
    effective: Vec<Effective>,
    mistakes: Vec<ConfigMistake>,
}

impl<'a> Reader<'a> {
    /// Takes the file's text, and the environment where it may override.
    ///
    /// # Errors
    /// The one mistake of a text that is not TOML: nothing else can be said of it.
    pub(super) fn new(
        text: &str,
        environment: Option<&'a BTreeMap<String, String>>,
    ) -> Result<Self, Vec<ConfigMistake>> {
        let table: Table = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
            let line = before.matches('\n').count() + 1;
            vec![ConfigMistake::of_all(Wrong::Syntax(format!("line {line}: {}", error.message())))]
        })?;
        let mut file = BTreeMap::new();
        flatten("", &Value::Table(table), &mut file);
        Ok(Self { file, environment, asked: BTreeSet::new(), effective: Vec::new(), mistakes: Vec::new() })
    }

    /// A key with a default.
    pub(super) fn or<T: Setting>(&mut self, key: &str, default: T) -> T {
        self.read(key, Some(default.show())).unwrap_or(default)
    }

    /// A key that may be left out.
    pub(super) fn optional<T: Setting>(&mut self, key: &str) -> Option<T> {
        self.read(key, None)
    }

    /// A key without a default; none, and a mistake, where it is missing or wrong.
    pub(super) fn required<T: Setting>(&mut self, key: &str, what: &str) -> Option<T> {
        if !self.is_set(key) {
            self.wrong(key, Wrong::Missing(what.to_owned()));
        }
        self.read(key, None)
    }

    /// A whole number with a default, within a range.
    pub(super) fn number<T>(&mut self, key: &str, default: T, range: RangeInclusive<T>) -> T
    where
        T: Copy + Into<i64> + TryFrom<i64>,
    {
        let n = self.read(key, Some(Value::Integer(default.into())));
        n.and_then(|n| self.within(key, n, &range)).unwrap_or(default)
    }

    /// A whole number without a default, within a range.
    pub(super) fn required_number<T>(&mut self, key: &str, range: RangeInclusive<T>) -> Option<T>
    where
        T: Copy + Into<i64> + TryFrom<i64>,
    {
        let (from, until) = ((*range.start()).into(), (*range.end()).into());
        let n = self.required(key, &format!("a number from {from} to {until}"))?;
        self.within(key, n, &range)
    }

    /// A secret, which only the environment may hold; the file is refused with where it belongs.
    pub(super) fn secret_variable(&mut self, key: &str) -> Option<String> {
        self.asked.insert(key.to_owned());
        if self.file.contains_key(key) {
            let file_key = format!("{key}_file");
            self.wrong(key, Wrong::InlineSecret { file_key });
        }
        let variable = variable_of(key);
        let secret = self.environment?.get(&variable)?.clone();
        self.effective.push(Effective {
            key: key.to_owned(),
            value: Some(Value::String("********".to_owned())),
            source: Source::Variable(variable),
        });
        Some(secret)
    }

    /// Was anything given for a key, right or wrong?
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.given::<String>(key).is_some()
    }

    /// The names of the tables under a key, as the file has them.
    pub(super) fn sections(&self, key: &str) -> Vec<String> {
        let prefix = format!("{key}.");
        let names: BTreeSet<&str> = self
            .file
            .keys()
            .filter_map(|written| written.strip_prefix(&prefix))
            .filter_map(|rest| rest.split('.').next())
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// How many tables an array of tables has.
    pub(super) fn array_length(&self, key: &str) -> usize {
        (1..)
            .take_while(|n| {
                let prefix = format!("{key}[{n}]");
                self.file.keys().any(|written| written.starts_with(&prefix))
            })
            .count()
    }

    /// Leaves out a section that is already said to be wrong, with all its keys.
    pub(super) fn drop_section(&mut self, key: &str) {
        let prefix = format!("{key}.");
        self.file.retain(|written, _| written != key && !written.starts_with(&prefix));
    }

    /// Notes a mistake about a key.
    pub(super) fn wrong(&mut self, key: &str, wrong: Wrong) {
        let variable = variable_of(key);
        let from_variable = self.environment.is_some_and(|e| e.contains_key(&variable));
        self.mistakes.push(ConfigMistake { key: key.to_owned(), variable: from_variable.then_some(variable), wrong });
    }

    /// Ends the reading: what nobody asked for is unknown.
    ///
    /// # Errors
    /// Every mistake that was found, in the order of the reading.
    pub(super) fn finish(mut self) -> Result<Vec<Effective>, Vec<ConfigMistake>> {
        for (key, value) in std::mem::take(&mut self.file) {
            let prefix = format!("{key}.");
            let is_section = self.asked.iter().any(|asked| asked.starts_with(&prefix));
            // A section's heading without keys is as good as none.
            if self.asked.contains(&key) || (is_section && value.is_table()) {
                continue;
            }
            let wrong = match is_section {
                true => Wrong::Section(key.clone()),
                false => Wrong::Unknown { nearest: nearest(&key, self.asked.iter().map(String::as_str)) },
            };
            self.mistakes.push(ConfigMistake { key, variable: None, wrong });
        }
        let known: BTreeSet<String> = self.asked.iter().map(|key| variable_of(key)).collect();
        let ours = self.environment.into_iter().flat_map(BTreeMap::keys);
        for variable in ours.filter(|name| name.starts_with(VARIABLE_PREFIX) && !known.contains(*name)) {
            let nearest = nearest(variable, known.iter().map(String::as_str));
            self.mistakes.push(ConfigMistake {
                key: String::new(),
                variable: Some(variable.clone()),
                wrong: Wrong::Unknown { nearest },
            });
        }
        match self.mistakes.is_empty() {
            true => Ok(self.effective),
            false => Err(self.mistakes),
        }
    }

    fn read<T: Setting>(&mut self, key: &str, default: Option<Value>) -> Option<T> {
        self.asked.insert(key.to_owned());
        let given = self.given::<T>(key);
        let (value, source) = match &given {
            Some((value, source)) => (Some(value.clone()), source.clone()),
            None => (default, Source::Default),
        };
        self.effective.push(Effective { key: key.to_owned(), value, source });
        match T::read(&given?.0) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.wrong(key, wrong);
                None
            }
        }
    }

    fn given<T: Setting>(&self, key: &str) -> Option<(Value, Source)> {
        let variable = variable_of(key);
        if let Some(text) = self.environment.and_then(|e| e.get(&variable)) {
            return Some((T::from_variable(text), Source::Variable(variable)));
        }
        let value = self.file.get(key)?;
        Some((value.clone(), Source::File))
    }

    fn within<T>(&mut self, key: &str, n: i64, range: &RangeInclusive<T>) -> Option<T>
    where
        T: Copy + Into<i64> + TryFrom<i64>,
    {
        let (from, until) = ((*range.start()).into(), (*range.end()).into());
        let fitting = T::try_from(n).ok().filter(|_| (from..=until).contains(&n));
        if fitting.is_none() {
            self.wrong(key, Wrong::Range { from, until, got: n });
        }
        fitting
    }
}

/// The environment variable that overrides a key: `BALINTD_SMTP_PORT` for `smtp.port`.
pub(super) fn variable_of(key: &str) -> String {
    VARIABLE_PREFIX.to_owned() + &key.replace(['.', '-'], "_").to_uppercase()
}

/// The known key that somebody most likely meant: in the same section by its last part, else by the whole.
fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let bare = written.trim_start_matches(VARIABLE_PREFIX);
    let likeness = |known: &str| match (written.rsplit_once('.'), known.rsplit_once('.')) {
        (Some((section, a)), Some((known_section, b))) if section == known_section => {
            (strsim::normalized_damerau_levenshtein(a, b), LIKENESS_MIN)
        }
        _ => {
            let known = known.trim_start_matches(VARIABLE_PREFIX);
            (strsim::normalized_damerau_levenshtein(bare, known), LIKENESS_ACROSS_MIN)
        }
    };
    known
        .map(|known| (likeness(known), known))
        .filter(|((likeness, least), _)| likeness >= least)
        .max_by(|((a, _), _), ((b, _), _)| a.total_cmp(b))
        .map(|(_, known)| known.to_owned())
}

/// Lays tables out as `section.key`, and the tables of an array as `section[1].key`, counted from 1.
fn flatten(key: &str, value: &Value, into: &mut BTreeMap<String, Value>) {
    match value {
        Value::Table(table) if key.is_empty() || !table.is_empty() => {
            for (name, inner) in table {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&key, inner, into);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_table) => {
            for (n, item) in items.iter().enumerate() {
                flatten(&format!("{key}[{}]", n + 1), item, into);
            }
        }
        leaf => {
            into.insert(key.to_owned(), leaf.clone());
        }
    }
}
