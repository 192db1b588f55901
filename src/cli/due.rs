//! `balintd due`: what would be sent to whom, and when.

use super::{CliError, Context, DueArgs, Exit};

/// Lists the letters of the coming days.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: DueArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd due`: use a later one".to_owned(),
    ))
}
