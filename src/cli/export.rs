//! `balintd export`: the register as a file.

use super::{CliError, Context, Exit, ExportArgs};

/// Writes the register as CSV or XLSX.
///
/// # Errors
/// [`CliError::Failed`] always.
pub async fn run(_args: ExportArgs, _context: &Context) -> Result<Exit, CliError> {
    Err(CliError::Failed(
        "this build has no `balintd export`: use a later one".to_owned(),
    ))
}
