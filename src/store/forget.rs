//! Forgetting a person: the rows beside the ledger that say who they are, and every stored text that names them. The
//! ledger keeps its numbers, which then say nothing, and still folds.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use jiff::Timestamp;
use sqlx::Row;

use super::{OutboxState, Store, StoreError, ledger, outbox, state_word};
use crate::domain::event::{DropReason, Fact};
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::{Letter, LetterKey};

/// What lies of a letter that came in.
pub struct Incoming {
    pub id: LetterId,
    pub person: Option<PersonId>,
    pub raw: Vec<u8>,
    /// JSON.
    pub reading: String,
}

/// What lies of a letter that goes out.
pub struct OutgoingText {
    pub letter: Letter,
    pub recipient: PersonId,
    pub bytes: Vec<u8>,
}

impl Store {
    /// The incoming letters with a text that fits.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn incoming_where(
        &mut self,
        mut fits: impl FnMut(&Incoming) -> bool,
    ) -> Result<BTreeSet<LetterId>, StoreError> {
        let mut found = BTreeSet::new();
        let sql = "SELECT id, person, raw, reading FROM inbox WHERE raw IS NOT NULL OR reading IS NOT NULL";
        let mut rows = sqlx::query(sql).fetch(&mut self.connection);
        while let Some(row) = rows.try_next().await? {
            let person: Option<u32> = row.try_get("person")?;
            let incoming = Incoming {
                id: LetterId(row.try_get("id")?),
                person: person.map(PersonId),
                raw: row.try_get::<Option<_>, _>("raw")?.unwrap_or_default(),
                reading: row.try_get::<Option<_>, _>("reading")?.unwrap_or_default(),
            };
            if fits(&incoming) {
                found.insert(incoming.id);
            }
        }
        Ok(found)
    }

    /// The outbox rows with a text that fits.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn outgoing_where(
        &mut self,
        mut fits: impl FnMut(&OutgoingText) -> bool,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let mut found = BTreeSet::new();
        let sql = "SELECT id, letter, recipient, bytes FROM outbox WHERE bytes IS NOT NULL";
        let mut rows = sqlx::query(sql).fetch(&mut self.connection);
        while let Some(row) = rows.try_next().await? {
            let recipient: u32 = row.try_get("recipient")?;
            let outgoing = OutgoingText {
                letter: super::from_json("a letter", row.try_get("letter")?)?,
                recipient: PersonId(recipient),
                bytes: row.try_get("bytes")?,
            };
            if fits(&outgoing) {
                found.insert(row.try_get("id")?);
            }
        }
        Ok(found)
    }

    /// Deletes a person and the texts of these letters, and scrubs the file: nothing stays in free pages or the
    /// write-ahead log. Letters among them that were not sent yet are dropped, and the ledger says so.
    ///
    /// No other process may have the database open.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; an error after the deletion says that the file has to be
    /// scrubbed again.
    pub async fn forget(
        &mut self,
        person: PersonId,
        incoming: &BTreeSet<LetterId>,
        outgoing: &BTreeSet<i64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for id in outgoing {
            drop_unsent(&mut tx, *id, person, now).await?;
            let clear = sqlx::query("UPDATE outbox SET bytes = NULL, text_hash = NULL WHERE id = $1").bind(id);
            clear.execute(&mut *tx).await?;
        }
        for id in incoming {
            let clear = sqlx::query("UPDATE inbox SET raw = NULL, reading = NULL WHERE id = $1").bind(id.0);
            clear.execute(&mut *tx).await?;
        }
        forget_people(&mut tx, &[person]).await?;
        tx.commit().await?;
        self.scrub().await
    }

    /// Empties the write-ahead log, in which deleted text stands until it is written over. Says whether it could: another
    /// process that reads stands in its way.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub async fn empty_log(&mut self) -> Result<bool, StoreError> {
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut self.connection).await?;
        Ok(row.try_get::<i64, _>("busy")? == 0)
    }

    /// Writes the file anew without its free pages, and empties the write-ahead log.
    async fn scrub(&mut self) -> Result<(), StoreError> {
        // Else the copy would be made in a file that is only unlinked.
        for sql in ["PRAGMA temp_store = MEMORY", "VACUUM"] {
            sqlx::query(sql).execute(&mut self.connection).await?;
        }
        match self.empty_log().await? {
            true => Ok(()),
            false => Err(StoreError::Corrupt(
                "another process reads the database, so its log could not be emptied".to_owned(),
            )),
        }
    }
}

/// Deletes who these people are, and the letters that they wrote. The write-ahead log still has them until it is emptied.
///
/// # Errors
/// [`StoreError`] where the database cannot be written.
pub async fn forget_people(tx: &mut super::Tx<'_>, people: &[PersonId]) -> Result<(), StoreError> {
    for (person, sql) in people.iter().flat_map(|person| OF_PERSON.map(|sql| (person, sql))) {
        sqlx::query(sql).bind(person.0).execute(&mut **tx).await?;
    }
    if !people.is_empty() {
        // A process that has folded the roster before reads it again.
        let sql = "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'roster_version'";
        sqlx::query(sql).execute(&mut **tx).await?;
    }
    Ok(())
}

/// What is beside the ledger of one person. Places in groups keep their numbers, so that registers stay whole.
const OF_PERSON: [&str; 6] = [
    "DELETE FROM people WHERE id = $1",
    "DELETE FROM roles WHERE person = $1",
    "DELETE FROM supervisions WHERE supervisor = $1",
    "UPDATE memberships SET adjusted = 0 WHERE student = $1",
    "UPDATE outbox SET address = '' WHERE recipient = $1",
    "UPDATE inbox SET raw = NULL, reading = NULL, message_id = NULL WHERE person = $1",
];

async fn drop_unsent(tx: &mut super::Tx<'_>, id: i64, person: PersonId, now: Timestamp) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT key, recipient, state FROM outbox WHERE id = $1").bind(id);
    let row = row.fetch_one(&mut **tx).await?;
    let state = state_word(row.try_get("state")?)?;
    if !matches!(state, OutboxState::Waiting | OutboxState::Sending | OutboxState::Unknown) {
        return Ok(());
    }
    let recipient: u32 = row.try_get("recipient")?;
    let fact = Fact::Dropped {
        key: LetterKey(row.try_get("key")?),
        to: PersonId(recipient),
        why: match PersonId(recipient) == person {
            true => DropReason::NotOnRoster,
            false => DropReason::NoLongerDue,
        },
    };
    outbox::settle(tx, id, OutboxState::Dropped, now).await?;
    ledger::append(tx, now, None, None, &fact).await?;
    Ok(())
}
