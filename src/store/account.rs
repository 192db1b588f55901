//! What lies in the outbox and the inbox, for an administrator's questions. Never a letter's text.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{OutboxState, Store, StoreError, from_json, instant, state_word};
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::{Letter, LetterKey};

/// A letter of ours to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    pub letter: Letter,
    pub recipient: PersonId,
    pub message_id: String,
    pub shadow: bool,
    pub state: OutboxState,
    pub written_at: Timestamp,
    /// It is not tried before.
    pub next_at: Timestamp,
    pub attempts: u32,
}

/// A letter that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxEntry {
    pub id: LetterId,
    pub received: Timestamp,
    pub taken_in: Timestamp,
    /// The sender, where known.
    pub person: Option<PersonId>,
    /// A person has to look at it.
    pub aside: bool,
    /// Its text is still kept.
    pub has_text: bool,
}

const OUTBOX_COLUMNS: &str = "letter, recipient, message_id, shadow, state, written_at, next_at, attempts";
const INBOX_COLUMNS: &str = "id, received, taken_in, person, aside, raw IS NOT NULL AS has_text";

impl Store {
    /// The letters that are not settled, oldest first: waiting, on their way, or of unknown fate.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn open_letters(&mut self) -> Result<Vec<OutboxEntry>, StoreError> {
        let sql =
            format!("SELECT {OUTBOX_COLUMNS} FROM outbox WHERE state IN ('waiting', 'sending', 'unknown') ORDER BY id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql));
        rows.fetch_all(&mut self.connection).await?.iter().map(outbox_entry).collect()
    }

    /// Every letter of ours to each of its recipients, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn all_letters(&mut self) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT {OUTBOX_COLUMNS} FROM outbox ORDER BY id")));
        rows.fetch_all(&mut self.connection).await?.iter().map(outbox_entry).collect()
    }

    /// The letter of ours with this Message-ID, without its angle brackets.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn outbox_entry(&mut self, message_id: &str) -> Result<Option<OutboxEntry>, StoreError> {
        let sql = format!("SELECT {OUTBOX_COLUMNS} FROM outbox WHERE message_id = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(message_id);
        row.fetch_optional(&mut self.connection).await?.as_ref().map(outbox_entry).transpose()
    }

    /// A letter of ours to each of its recipients.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn outbox_entries(&mut self, key: &LetterKey) -> Result<Vec<OutboxEntry>, StoreError> {
        let sql = format!("SELECT {OUTBOX_COLUMNS} FROM outbox WHERE key = $1 ORDER BY id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&key.0);
        rows.fetch_all(&mut self.connection).await?.iter().map(outbox_entry).collect()
    }

    /// The letter that came in under this number.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn inbox_entry(&mut self, id: LetterId) -> Result<Option<InboxEntry>, StoreError> {
        let sql = format!("SELECT {INBOX_COLUMNS} FROM inbox WHERE id = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.0);
        row.fetch_optional(&mut self.connection).await?.as_ref().map(inbox_entry).transpose()
    }

    /// The letter that came in with this Message-ID, without its angle brackets.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn inbox_entry_of(&mut self, message_id: &str) -> Result<Option<InboxEntry>, StoreError> {
        let sql = format!("SELECT {INBOX_COLUMNS} FROM inbox WHERE trim(message_id, '<>') = $1 ORDER BY id LIMIT 1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(message_id);
        row.fetch_optional(&mut self.connection).await?.as_ref().map(inbox_entry).transpose()
    }
}

fn outbox_entry(row: &SqliteRow) -> Result<OutboxEntry, StoreError> {
    let recipient: u32 = row.try_get("recipient")?;
    Ok(OutboxEntry {
        letter: from_json("a letter", row.try_get("letter")?)?,
        recipient: PersonId(recipient),
        message_id: row.try_get("message_id")?,
        shadow: row.try_get::<i64, _>("shadow")? != 0,
        state: state_word(row.try_get("state")?)?,
        written_at: instant(row.try_get("written_at")?)?,
        next_at: instant(row.try_get("next_at")?)?,
        attempts: row.try_get("attempts")?,
    })
}

fn inbox_entry(row: &SqliteRow) -> Result<InboxEntry, StoreError> {
    let person: Option<u32> = row.try_get("person")?;
    Ok(InboxEntry {
        id: LetterId(row.try_get("id")?),
        received: instant(row.try_get("received")?)?,
        taken_in: instant(row.try_get("taken_in")?)?,
        person: person.map(PersonId),
        aside: row.try_get::<i64, _>("aside")? != 0,
        has_text: row.try_get::<i64, _>("has_text")? != 0,
    })
}
