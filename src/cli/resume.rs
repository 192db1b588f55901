//! `balintd resume`: sends again.

use super::{CliError, Context, Exit};

/// Lets letters go again.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd resume`: use a later one".to_owned(),
    ))
}
