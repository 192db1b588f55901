//! Logs: to standard error, in words or as JSON, as much as `--log` or `RUST_LOG` asks for.
//!
//! The mail libraries log whole commands, passwords among them, below "info": that is never let through.

use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use super::args::{LogFormat, Verb};
use super::error::CliError;

/// Whose lines below "info" could hold a password or a letter.
const CAPPED_TARGETS: [&str; 3] = ["lettre", "async_imap", "rustls"];

/// Sets the process's log up. Without `--log` and `RUST_LOG` the daemon says what it does, and other verbs only what is amiss.
///
/// # Errors
/// [`CliError::Failed`] where the filter is none.
pub(super) fn start(filter: Option<&str>, format: LogFormat, verb: &Verb) -> Result<(), CliError> {
    let from_environment = std::env::var(EnvFilter::DEFAULT_ENV).ok();
    let asked = filter.or(from_environment.as_deref()).unwrap_or(match verb {
        Verb::Run => "info",
        _ => "warn",
    });
    let asked = EnvFilter::try_new(asked).map_err(|error| {
        CliError::Failed(format!(
            "the log filter {asked:?} is not one ({error}): write error, warn, info or debug, or as in balintd::net=debug"
        ))
    })?;
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Plain => lines.boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(asked.and(filter_fn(is_harmless))))
        .try_init()
        .map_err(|error| CliError::Failed(format!("the log cannot be set up twice ({error})")))
}

fn is_harmless(line: &Metadata) -> bool {
    let capped = CAPPED_TARGETS.iter().any(|target| line.target().starts_with(target));
    !capped || *line.level() <= Level::INFO
}
