//! `balintd check`: tries everything that the daemon needs.

use super::{CliError, Context, Exit};

/// Says what is right and what is not.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd check`: use a later one".to_owned(),
    ))
}
