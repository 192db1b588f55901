//! `balintd demo`: a made-up school's whole year.

use super::{CliError, Context, DemoArgs, Exit};

/// Lives the year, checking each turn.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: DemoArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd demo`: use a later one".to_owned(),
    ))
}
