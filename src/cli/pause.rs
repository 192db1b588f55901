//! `balintd pause`: stops sending.

use super::{CliError, Context, Exit};

/// Stops sending until it is resumed.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd pause`: use a later one".to_owned(),
    ))
}
