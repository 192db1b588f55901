//! What can be wrong with a configuration: each mistake by its key, with what to do about it.
//!
//! No value of a secret ever stands in a mistake.

use std::fmt;
use std::path::PathBuf;

use crate::domain::id::{NotAName, NotAnAddress};
use crate::domain::schedule::ScheduleError;

/// One mistake; a configuration is refused with all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigMistake {
    /// As `smtp.port`; of a policy as `steps[2].missed_min`, counted from 1. Empty where it is about the whole file.
    pub key: String,
    /// The environment variable that the value came from, where it was not the file.
    pub variable: Option<String>,
    pub wrong: Wrong,
}

/// What is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("{path} cannot be read ({why}): create it, or correct the path")]
    Unreadable { path: PathBuf, why: String },
    #[error("this is not TOML: {0}")]
    Syntax(String),
    #[error("there is no such key{}", nearest.as_ref().map_or_else(
        || ": take it out".to_owned(),
        |nearest| format!(": did you mean {nearest}?"),
    ))]
    Unknown { nearest: Option<String> },
    #[error("this is a section: write its keys under [{0}]")]
    Section(String),
    #[error("is missing: write {0}")]
    Missing(String),
    #[error("write {want}, not {got}")]
    Form { want: String, got: String },
    #[error("write a number from {from} to {until}, not {got}")]
    Range { from: i64, until: i64, got: i64 },
    #[error(
        "a secret does not belong in this file: put it into a file of its own, name that in {file_key}, and change the password that was here"
    )]
    InlineSecret { file_key: String },
    #[error("the password is empty: write it into the file or the variable that this names")]
    EmptySecret,
    #[error(transparent)]
    Address(#[from] NotAnAddress),
    #[error(transparent)]
    Name(#[from] NotAName),
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// Values that are right by themselves and wrong together.
    #[error("{0}")]
    Together(String),
}

impl ConfigMistake {
    /// A mistake about the whole file.
    pub(super) fn of_all(wrong: Wrong) -> Self {
        Self { key: String::new(), variable: None, wrong }
    }
}

impl fmt::Display for ConfigMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.variable, self.key.as_str()) {
            (Some(variable), "") => write!(f, "{variable}: {}", self.wrong),
            (Some(variable), key) => write!(f, "{key} (from {variable}): {}", self.wrong),
            (None, "") => write!(f, "{}", self.wrong),
            (None, key) => write!(f, "{key}: {}", self.wrong),
        }
    }
}

impl std::error::Error for ConfigMistake {}
