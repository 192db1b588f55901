//! `balintd settle`: what becomes of a letter of which the mail server did not say whether it took it.

use serde_json::json;

use super::opened::Opened;
use super::{CliError, Context, Exit, SettleArgs, Settled};
use crate::domain::event::{DropReason, Fact};
use crate::store::{OutboxState, Outgoing, ledger, outbox};

/// Settles a letter in doubt on the administrator's word.
///
/// # Errors
/// [`CliError::Failed`] where no letter with this Message-ID is in doubt.
pub async fn run(args: SettleArgs, context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let message_id = args.message_id.trim().trim_matches(['<', '>']);
    let letters = opened.store.letters_in_doubt().await?;
    let in_doubt = |letter: &Outgoing| letter.state == OutboxState::Unknown && letter.message_id == message_id;
    let Some(letter) = letters.into_iter().find(in_doubt) else {
        let what = format!("no letter <{message_id}> is in doubt: `balintd status` lists those that are");
        return Err(CliError::Failed(what));
    };
    let now = context.clock.now();
    let (key, to) = (letter.key.clone(), letter.recipient);
    let mut tx = opened.store.begin().await?;
    match args.fate {
        Settled::Sent => {
            outbox::settle(&mut tx, letter.id, OutboxState::Sent, now).await?;
            ledger::append(&mut tx, now, None, None, &Fact::Sent { key, to }).await?;
        }
        Settled::Again => outbox::try_later(&mut tx, letter.id, now).await?,
        Settled::Drop => {
            outbox::settle(&mut tx, letter.id, OutboxState::Dropped, now).await?;
            ledger::append(&mut tx, now, None, None, &Fact::Dropped { key, to, why: DropReason::Administrator })
                .await?;
        }
    }
    tx.commit().await?;
    context.answer(&json!({ "settled": args.fate.word() }), || {
        let what = match args.fate {
            Settled::Sent => "The letter counts as sent.",
            Settled::Again => "The letter is sent again, if what it says is still so and the hour allows it.",
            Settled::Drop => "The letter is dropped.",
        };
        format!("{what}\n")
    })?;
    Ok(Exit::Fine)
}
