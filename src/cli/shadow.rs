//! `balintd shadow`: who gets the letters.

use super::{CliError, Context, Exit, ShadowArgs};

/// Turns the shadow mode on or off.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ShadowArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd shadow`: use a later one".to_owned(),
    ))
}
