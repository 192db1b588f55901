//! `balintd simulate`: a year with one's own roster and policy.

use super::{CliError, Context, Exit, SimulateArgs};

/// Lives the year, checking each turn.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: SimulateArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd simulate`: use a later one".to_owned(),
    ))
}
