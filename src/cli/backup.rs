//! `balintd backup`: a copy of the database that is consistent whatever the daemon is doing.

use serde_json::json;

use super::opened::Opened;
use super::{BackupArgs, CliError, Context, Exit, verify};

/// Writes the copy, and checks it as `verify` checks the database.
///
/// # Errors
/// [`CliError`] where the file is there already or cannot be written, or the copy is not sound.
pub async fn run(args: BackupArgs, context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let file = args.file.display();
    if args.file.exists() {
        return Err(CliError::Failed(format!("{file} is there already: name a file that is not")));
    }
    opened.store.back_up(&args.file).await?;
    let checked = verify::check(&args.file, &opened.settings).await?;
    if !checked.wrong.is_empty() {
        return Err(CliError::Failed(format!("the copy {file} is not sound: {}", checked.wrong.join("; "))));
    }
    context.answer(&json!({ "file": args.file, "lines": checked.lines, "head": checked.head }), || {
        format!(
            "{file}: {} lines of the ledger, the last with the mark {}. Keep it with the key in {}, and as safe as the \
             letters in it.\n",
            checked.lines,
            checked.head.as_deref().unwrap_or("none"),
            opened.settings.secret_file.display()
        )
    })?;
    Ok(Exit::Fine)
}
