//! `balintd read`: how a letter would be read.

use super::{CliError, Context, Exit, ReadArgs};

/// Says what would be understood and done.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ReadArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd read`: use a later one".to_owned(),
    ))
}
