//! `balintd status`: how the daemon is.

use super::{CliError, Context, Exit};

/// Shows what was sent, what waits and what is next.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd status`: use a later one".to_owned(),
    ))
}
