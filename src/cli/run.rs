//! `balintd run`: the daemon.

use super::{CliError, Context, Exit};

/// Runs turns until it is stopped.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd run`: use a later one".to_owned(),
    ))
}
