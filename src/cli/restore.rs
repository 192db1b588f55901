//! `balintd restore`: an earlier copy takes the database's place. What was sent since is found out before anything is sent.

use serde_json::json;

use super::{CliError, Context, Exit, RestoreArgs, verify};
use crate::daemon;
use crate::domain::event::Fact;
use crate::store::{Durability, Store, copy};

/// Puts the copy into place; what was there is moved aside.
///
/// # Errors
/// [`CliError`] where the daemon runs, or the copy is not sound.
pub async fn run(args: RestoreArgs, context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let _lock = daemon::lock(&settings.database)?;
    let checked = verify::check(&args.file, &settings).await?;
    if !checked.wrong.is_empty() {
        let what = format!("{} is not sound, and nothing was done: {}", args.file.display(), checked.wrong.join("; "));
        return Err(CliError::Failed(what));
    }
    let now = context.clock.now();
    let aside = copy::replace(&settings.database, &args.file, now)?;
    let mut store = Store::open(&settings.database, Durability::Full).await?;
    store.note_restored(now).await?;
    // Nothing shows what was sent since: a person has to look first.
    let has_witness = daemon::witness(&settings).is_some();
    if !has_witness {
        store.append(now, &Fact::Paused).await?;
    }
    context.answer(&json!({ "restored": true, "aside": aside, "paused": !has_witness }), || {
        let was = aside.as_ref().map(|path| format!(" What was there is now {}.", path.display())).unwrap_or_default();
        let next = if has_witness {
            "The mailbox is read again from where the copy stands; each letter is looked for among those that were sent \
             before it is sent, and what no search can tell is put to you (`balintd status`)."
        } else {
            "No witness is configured ([smtp] witness), so nothing shows what was sent since the copy was made: sending is \
             paused until `balintd resume`."
        };
        format!("Restored.{was} {next}\n")
    })?;
    Ok(Exit::Fine)
}
