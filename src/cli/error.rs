//! What can end a verb early: each a sentence and what to do, with its exit code.

use std::io;
use std::path::PathBuf;

use super::exit::Exit;
use crate::config::ConfigMistake;

/// Why a verb could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(
        "there is no configuration: write one ({CONFIG_HERE} or {CONFIG_OF_MACHINE}), or name it with --config FILE"
    )]
    NoConfiguration,
    #[error("{} {}; nothing was done:", .file.display(), how_many(.mistakes.len()))]
    Configuration { file: PathBuf, mistakes: Vec<ConfigMistake> },
    /// In a roster, a policy or templates; `place` is where they are.
    #[error("{place} {}; nothing was done:", how_many(.mistakes.len()))]
    Mistakes { place: String, mistakes: Vec<String> },
    #[error("another balintd uses {}: stop it first, or name another database", .0.display())]
    Locked(PathBuf),
    /// A sentence that names the server and the key of its password.
    #[error("{0}")]
    CredentialsRefused(String),
    #[error("{0}")]
    Unreachable(String),
    /// A sentence and what to do.
    #[error("{0}")]
    Failed(String),
    #[error("standard output cannot be written to ({0})")]
    Output(#[from] io::Error),
}

/// Where the configuration is looked for, in this order.
pub(super) const CONFIG_HERE: &str = "config/balintd.toml";
pub(super) const CONFIG_OF_MACHINE: &str = "/etc/balintd/balintd.toml";

impl CliError {
    /// The code that the process ends with.
    pub fn exit(&self) -> Exit {
        match self {
            Self::NoConfiguration | Self::Configuration { .. } | Self::Mistakes { .. } => Exit::Mistakes,
            Self::Locked(_) => Exit::Locked,
            Self::CredentialsRefused(_) => Exit::CredentialsRefused,
            Self::Unreachable(_) => Exit::Unreachable,
            Self::Failed(_) | Self::Output(_) => Exit::Failed,
        }
    }

    /// The mistakes, where it is about several.
    pub fn mistakes(&self) -> Vec<String> {
        match self {
            Self::Configuration { mistakes, .. } => mistakes.iter().map(ToString::to_string).collect(),
            Self::Mistakes { mistakes, .. } => mistakes.clone(),
            _ => Vec::new(),
        }
    }

    /// Says it on standard error, to a person or to a script.
    pub(super) fn print(&self, as_json: bool) {
        if as_json {
            let error = serde_json::json!({
                "error": self.to_string(),
                "mistakes": self.mistakes(),
                "exit": self.exit() as u8,
            });
            eprintln!("{error}");
            return;
        }
        eprintln!("balintd: {self}");
        for mistake in self.mistakes() {
            eprintln!("  {mistake}");
        }
    }
}

/// What went wrong at the edge, with every cause that it names.
impl From<anyhow::Error> for CliError {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(format!("{error:#}"))
    }
}

fn how_many(mistakes: usize) -> String {
    match mistakes {
        1 => "has a mistake".to_owned(),
        n => format!("has {n} mistakes"),
    }
}
