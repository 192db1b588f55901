//! The verbs and their arguments, as `--help` tells them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Timestamp;
use jiff::civil::Date;

use super::exit::Exit;

/// Looks after a medical school's Balint groups by e-mail alone.
#[derive(Debug, Parser)]
#[command(name = "balintd", version, after_help = Exit::table(), arg_required_else_help = true)]
pub struct Cli {
    /// The configuration [default: config/balintd.toml, else /etc/balintd/balintd.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Answer in JSON, for a script
    #[arg(long, global = true)]
    pub json: bool,

    /// What to log on standard error: error, warn, info, debug, or as RUST_LOG has it
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,

    /// How to log it
    #[arg(long, global = true, value_name = "FORMAT", default_value = "plain")]
    pub log_format: LogFormat,

    #[command(subcommand)]
    pub verb: Verb,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Plain,
    Json,
}

/// What the program can be told to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run the daemon until it is stopped (SIGTERM or Ctrl-C)
    Run,
    /// Try everything: configuration, roster, templates, both servers, the clock
    Check,
    /// Read a roster, show what would change, and apply it as a whole
    Import(ImportArgs),
    /// Show what would be sent to whom, and when
    Due(DueArgs),
    /// Say why something was sent, or why not
    Explain(ExplainArgs),
    /// Show how the daemon is: sent, waiting, bounced, set aside, next
    Status,
    /// Write the register out
    Export(ExportArgs),
    /// Stop sending, until `resume`; letters are still read
    Pause,
    /// Send again
    Resume,
    /// Say what becomes of a letter of which the mail server did not say whether it took it
    Settle(SettleArgs),
    /// Send every letter to the administrator only, or let a group go live
    Shadow(ShadowArgs),
    /// Delete what is held on a person
    Forget(ForgetArgs),
    /// Live a made-up school's whole year, without configuration, server or network
    Demo(DemoArgs),
    /// Live a year with your own roster and policy
    Simulate(SimulateArgs),
    /// Say how a letter would be read, and what would be done
    Read(ReadArgs),
    /// Write letters of a made-up school, as HTML and as text, to look at
    Preview(PreviewArgs),
    /// Write a consistent copy of the database, also while the daemon runs
    Backup(BackupArgs),
    /// Put such a copy into the database's place; nothing is sent twice by it
    Restore(RestoreArgs),
    /// Check the database: the file, the chain of the ledger, and that the letters' states are what it says
    Verify,
    /// Read letters for the daemon, which starts this by itself
    #[command(hide = true)]
    ReadOne,
    /// Print every setting with the value that counts
    Config,
    /// Print a shell's completions
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A folder of CSV files, or a workbook (XLSX): people, groups, students, sessions
    pub path: PathBuf,

    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,

    /// People and sessions that are missing have left: else a shrunken roster is refused
    #[arg(long)]
    pub allow_leaving: bool,
}

#[derive(Debug, Args)]
pub struct DueArgs {
    /// The first day, as 2026-09-01 [default: today]
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,

    /// The last day [default: a fortnight later]
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A person (name or address), a session (as G07/3) or a letter (its Message-ID, or the number of one that came in)
    pub what: String,
}

/// A file format of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format
    #[arg(long, default_value = "csv")]
    pub format: ExportFormat,

    /// The file to write [default: standard output, for CSV only]
    #[arg(long, value_name = "FILE", required_if_eq("format", "xlsx"))]
    pub out: Option<PathBuf>,
}

/// A switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnOff {
    On,
    Off,
}

/// What becomes of a letter in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Settled {
    /// The recipient has it
    Sent,
    /// The recipient does not have it, and it is sent again
    Again,
    /// It is not sent again
    Drop,
}

impl Settled {
    /// As it is typed.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Again => "again",
            Self::Drop => "drop",
        }
    }
}

#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The letter's Message-ID, as `status` shows it
    pub message_id: String,

    /// What becomes of it
    pub fate: Settled,
}

#[derive(Debug, Args)]
pub struct ShadowArgs {
    /// On: the administrator gets the letters. Off: those whom they are for
    pub switch: OnOff,

    /// One group only, as G07 [default: all groups]
    pub group: Option<String>,
}

#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// The person's address, or the whole name
    pub person: String,

    /// Do it without asking
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder to leave the page of the year, letters, database and timeline in
    #[arg(long, value_name = "DIR", default_value = "demo")]
    pub out: PathBuf,

    /// Another number is another year; the same number is the same year
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// How many groups the school has
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=99))]
    pub groups: u16,
}

#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// The roster to live with: a folder of CSV files, or a workbook
    #[arg(long, value_name = "PATH")]
    pub roster: PathBuf,

    /// The absence policy to live by [default: the configuration's]
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,

    /// The folder to leave the page of the year, letters, database and timeline in
    #[arg(long, value_name = "DIR", default_value = "simulation")]
    pub out: PathBuf,

    /// Another number is another year; the same number is the same year
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct ReadArgs {
    /// A letter (RFC 5322)
    #[arg(value_name = "FILE.eml", required_unless_present = "cases")]
    pub file: Option<PathBuf>,

    /// Many cases, a line of JSON each; prints a line for each
    #[arg(long, value_name = "FILE.jsonl", conflicts_with_all = ["file", "at"])]
    pub cases: Option<PathBuf>,

    /// The roster to read with [default for cases: the folder `world` beside the cases' own]
    #[arg(long, value_name = "DIR", required_unless_present = "cases")]
    pub roster: Option<PathBuf>,

    /// When it arrived, as 2026-09-08T11:14:30+01:00 [default: its Date]
    #[arg(long, value_name = "TIME")]
    pub at: Option<Timestamp>,
}

#[derive(Debug, Args)]
pub struct PreviewArgs {
    /// The kind of letter, as reminder or register-request [default: all]
    pub letter: Option<String>,

    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "preview")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write, which must not be there yet
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A file that `backup` wrote
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}
