//! What every verb has at hand: where the configuration is, the environment, the clock, and how to answer.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::{CONFIG_HERE, CONFIG_OF_MACHINE, CliError};
use crate::clock::Clock;
use crate::config::Settings;

/// The surroundings of a verb.
#[derive(Debug, Clone)]
pub struct Context {
    /// What `--config` named.
    config: Option<PathBuf>,
    environment: BTreeMap<String, String>,
    pub as_json: bool,
    pub clock: Clock,
}

impl Context {
    /// The surroundings of this process.
    pub(super) fn of_process(config: Option<PathBuf>, as_json: bool) -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self { config, environment: std::env::vars_os().filter_map(text).collect(), as_json, clock: Clock::Real }
    }

    /// The configuration's file: the one that `--config` names, else the first that exists.
    ///
    /// # Errors
    /// [`CliError::NoConfiguration`] where there is none.
    pub fn config_file(&self) -> Result<PathBuf, CliError> {
        let places = [CONFIG_HERE, CONFIG_OF_MACHINE].map(PathBuf::from);
        let found = self.config.clone().or_else(|| places.into_iter().find(|path| path.exists()));
        found.ok_or(CliError::NoConfiguration)
    }

    /// The settings out of that file and the environment.
    ///
    /// # Errors
    /// [`CliError::Configuration`] with every mistake in them.
    pub fn settings(&self) -> Result<Settings, CliError> {
        let file = self.config_file()?;
        Settings::load(Some(Path::new(&file)), &self.environment)
            .map_err(|mistakes| CliError::Configuration { file, mistakes })
    }

    /// Answers a script with a line of JSON, and a person in words.
    ///
    /// # Errors
    /// [`CliError::Output`] where standard output cannot be written to.
    pub fn answer<T: Serialize + ?Sized>(&self, value: &T, words: impl FnOnce() -> String) -> Result<(), CliError> {
        if !self.as_json {
            return self.print(&words());
        }
        let mut line = serde_json::to_string(value).map_err(io::Error::from)?;
        line.push('\n');
        self.print(&line)
    }

    /// Writes to standard output; a reader that has gone, as `head` does, is no error.
    ///
    /// # Errors
    /// [`CliError::Output`] where it cannot be written to.
    pub fn print(&self, text: &str) -> Result<(), CliError> {
        self.print_bytes(text.as_bytes())
    }

    /// The same for what is no text for a person, such as a file's content.
    ///
    /// # Errors
    /// [`CliError::Output`] where it cannot be written to.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), CliError> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        }
    }
}
