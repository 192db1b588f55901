//! `balintd resume`: sends again.

use serde_json::json;

use super::opened::Opened;
use super::{CliError, Context, Exit};
use crate::domain::event::Fact;

/// Lets letters go again. Saying it twice changes nothing.
///
/// # Errors
/// [`CliError`] where there is no database to say it to.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let changed = opened.state.paused || opened.state.clock.is_some();
    if changed {
        opened.store.append(context.clock.now(), &Fact::Resumed).await?;
    }
    context.answer(&json!({ "paused": false, "changed": changed }), || {
        let what = if changed { "Letters go again." } else { "Sending was not paused." };
        format!(
            "{what} A daemon that runs takes this in within a minute; `balintd due` shows what goes next. What has \
             grown stale is dropped, and the administrator is told.\n"
        )
    })?;
    Ok(Exit::Fine)
}
