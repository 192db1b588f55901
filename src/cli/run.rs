//! `balintd run`: the daemon.

use tokio::signal::unix::{SignalKind, signal};

use super::{CliError, Context, Exit};
use crate::daemon::{self, DaemonError};
use crate::turn::{LETTER_MAX, Rehearsal, TurnError};

/// Runs turns until it is told to stop by SIGTERM or SIGINT.
///
/// # Errors
/// [`CliError`] for what has to be put right before it can run, or go on.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let _lock = daemon::lock(&settings.database)?;
    let mut app = daemon::open(&settings).await?;
    app.rehearsal = rehearsal(context)?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    daemon::run(&mut app, &settings, &context.clock, stop).await?;
    Ok(Exit::Fine)
}

/// This very program, as the reader of letters.
fn rehearsal(context: &Context) -> Result<Option<Rehearsal>, CliError> {
    let program = std::env::current_exe()?;
    let arguments = ["--config".into(), context.config_file()?.into_os_string(), "read-one".into()];
    Ok(Some(Rehearsal::new(program, arguments.to_vec(), LETTER_MAX)))
}

impl From<DaemonError> for CliError {
    fn from(error: DaemonError) -> Self {
        match error {
            DaemonError::Locked(database) => Self::Locked(database),
            DaemonError::Templates(mistakes) => Self::Mistakes {
                place: "the templates".to_owned(),
                mistakes: mistakes.iter().map(ToString::to_string).collect(),
            },
            DaemonError::Turn(TurnError::WrongCredentials { .. }) => Self::CredentialsRefused(error.to_string()),
            error => Self::Failed(error.to_string()),
        }
    }
}
