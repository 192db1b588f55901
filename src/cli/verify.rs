//! `balintd verify`: is the database whole, is the ledger as it was written, and is what the tables say what it says?

use std::path::Path;

use serde_json::json;

use super::{CliError, Context, Exit};
use crate::config::Settings;
use crate::domain::id::EventId;
use crate::domain::state::{Fate, State};
use crate::store::{Durability, OutboxState, Store, StoreError};

/// What was found.
pub(super) struct Checked {
    pub lines: u64,
    pub unlinked: u64,
    /// The last link of the chain: whoever keeps it elsewhere can tell whether the end was cut off.
    pub head: Option<String>,
    /// A sentence each; empty where all is well.
    pub wrong: Vec<String>,
}

/// Checks the database of the configuration; ends with 1 where anything is wrong.
///
/// # Errors
/// [`CliError`] where there is no database, or it cannot be read at all.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    if !settings.database.exists() {
        return Err(CliError::Failed(format!("there is no database {}", settings.database.display())));
    }
    let Checked { lines, unlinked, head, wrong } = check(&settings.database, &settings).await?;
    let answer = json!({ "lines": lines, "unlinked": unlinked, "head": head, "wrong": wrong });
    context.answer(&answer, || {
        let mark = head.as_deref().unwrap_or("none");
        let mut text =
            format!("{lines} lines of the ledger, {unlinked} of them from before the chain; its last mark: {mark}\n");
        if wrong.is_empty() {
            text.push_str("The file is whole, the chain holds, and every letter is what the ledger says.\n");
        }
        wrong.iter().for_each(|what| text.push_str(&format!("! {what}\n")));
        text
    })?;
    Ok(if wrong.is_empty() { Exit::Fine } else { Exit::Failed })
}

/// Checks a database file.
///
/// # Errors
/// [`StoreError`] where it cannot be read at all.
pub(super) async fn check(file: &Path, settings: &Settings) -> Result<Checked, CliError> {
    if !file.exists() {
        return Err(CliError::Failed(format!("there is no file {}", file.display())));
    }
    let mut store = Store::open(file, Durability::Full).await?;
    let mut wrong: Vec<String> =
        store.damage().await?.into_iter().map(|what| format!("the file is damaged: {what}")).collect();
    let chain = store.chain().await?;
    if let Some(line) = chain.broken_at {
        wrong.push(format!("line {line} of the ledger is not as it was written, or a line before it is missing"));
    }
    if wrong.is_empty() {
        wrong.extend(unlike_the_ledger(&mut store, settings).await?);
    }
    Ok(Checked { lines: chain.lines, unlinked: chain.unlinked, head: chain.head, wrong })
}

/// Letters of which the outbox says something else than the fold of the ledger.
async fn unlike_the_ledger(store: &mut Store, settings: &Settings) -> Result<Vec<String>, StoreError> {
    let mut state = State::new(store.roster().await?, &settings.zone);
    for event in store.events_after(EventId(0)).await? {
        state.apply(&event);
    }
    let mut wrong = Vec::new();
    for entry in store.all_letters().await? {
        let fate = state.told(&entry.letter.key()).and_then(|told| told.fates.get(&entry.recipient).copied());
        let agrees = match entry.state {
            OutboxState::Waiting | OutboxState::Sending | OutboxState::Unknown => fate.is_none(),
            OutboxState::Sent => matches!(fate, Some(Fate::Sent(_))),
            OutboxState::Refused => fate == Some(Fate::Refused),
            OutboxState::Dropped => fate == Some(Fate::Dropped),
        };
        if !agrees {
            let id = &entry.message_id;
            wrong.push(format!("the letter <{id}> is {:?} in the outbox, and otherwise in the ledger", entry.state));
        }
    }
    let of_ledger =
        state.all_told().flat_map(|(_, told)| &told.fates).filter(|(_, fate)| matches!(fate, Fate::Sent(_)));
    let of_outbox = store.outbox_counts(jiff::Timestamp::MIN).await?.sent;
    if u64::try_from(of_ledger.count()).unwrap_or(u64::MAX) > of_outbox {
        wrong.push("the ledger knows of letters sent that the outbox does not have".to_owned());
    }
    Ok(wrong)
}
