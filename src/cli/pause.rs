//! `balintd pause`: stops sending.

use serde_json::json;

use super::opened::Opened;
use super::{CliError, Context, Exit};
use crate::domain::event::Fact;

/// Stops sending until it is resumed. Saying it twice changes nothing.
///
/// # Errors
/// [`CliError`] where there is no database to say it to.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let changed = !opened.state.paused;
    if changed {
        opened.store.append(context.clock.now(), &Fact::Paused).await?;
    }
    context.answer(&json!({ "paused": true, "changed": changed }), || {
        let what = if changed { "Sending is paused." } else { "Sending was paused already." };
        format!(
            "{what} Letters are still read and what they say is noted; nothing goes out. A daemon that runs takes \
             this in within a minute. `balintd resume` lets letters go again; what has grown stale by then is dropped.\n"
        )
    })?;
    Ok(Exit::Fine)
}
