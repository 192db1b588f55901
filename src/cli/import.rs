//! `balintd import`: takes a roster in.

use super::{CliError, Context, Exit, ImportArgs};

/// Shows what a roster would change, and applies it as a whole.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ImportArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd import`: use a later one".to_owned(),
    ))
}
