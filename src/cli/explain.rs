//! `balintd explain`: why something was sent, or why not.

use super::{CliError, Context, Exit, ExplainArgs};

/// Tells the reasons about a person, a session or a letter.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ExplainArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd explain`: use a later one".to_owned(),
    ))
}
