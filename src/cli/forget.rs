//! `balintd forget`: deletes what is held on a person.

use super::{CliError, Context, Exit, ForgetArgs};

/// Forgets a person.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ForgetArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd forget`: use a later one".to_owned(),
    ))
}
