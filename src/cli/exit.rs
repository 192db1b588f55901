//! How a run of the program ends, as a number that a script can rely on.

use std::process::ExitCode;

/// The exit codes; `balintd --help` prints them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    Fine = 0,
    Failed = 1,
    /// As clap has it.
    Usage = 2,
    Mistakes = 3,
    Locked = 4,
    CredentialsRefused = 5,
    Unreachable = 6,
}

impl Exit {
    /// All of them, by number.
    pub const ALL: [Self; 7] = [
        Self::Fine,
        Self::Failed,
        Self::Usage,
        Self::Mistakes,
        Self::Locked,
        Self::CredentialsRefused,
        Self::Unreachable,
    ];

    /// What it means, for `--help`.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Fine => "all is well",
            Self::Failed => "it failed; the sentence on standard error says how and what to do",
            Self::Usage => "the command line was not understood",
            Self::Mistakes => "mistakes in the configuration, the roster, the policy or a template; all are listed",
            Self::Locked => "another balintd uses the database",
            Self::CredentialsRefused => "a server refused the name or the password",
            Self::Unreachable => "a server could not be reached",
        }
    }

    /// The table at the end of `--help`.
    pub(super) fn table() -> String {
        let lines: Vec<String> =
            Self::ALL.iter().map(|exit| format!("  {}  {}", *exit as u8, exit.meaning())).collect();
        format!("Exit codes:\n{}", lines.join("\n"))
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
