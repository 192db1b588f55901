//! Letters that came in: stored whole with their reading, each taken in once.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, Tx};
use crate::domain::id::{LetterId, PersonId};

/// A letter as it is stored.
pub struct TakenIn<'a> {
    /// SHA-256 of what makes it this letter, in hexadecimal.
    pub hash: &'a str,
    pub uid_validity: u32,
    pub uid: u32,
    pub received: Timestamp,
    pub taken_in: Timestamp,
    pub person: Option<PersonId>,
    pub message_id: Option<&'a str>,
    pub raw: &'a [u8],
    /// JSON.
    pub reading: &'a str,
    pub aside: bool,
}

/// What is kept of a letter.
#[derive(Debug, Clone)]
pub struct Stored {
    pub id: LetterId,
    pub received: Timestamp,
    pub person: Option<PersonId>,
    pub message_id: Option<String>,
    pub raw: Option<Vec<u8>>,
    /// JSON; none once its retention time is over.
    pub reading: Option<String>,
}

impl Store {
    /// Was this letter taken in before?
    pub async fn knows_letter(&mut self, hash: &str) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT id FROM inbox WHERE hash = $1").bind(hash).fetch_optional(&mut self.connection);
        Ok(row.await?.is_some())
    }

    /// A letter that was taken in.
    pub async fn letter(&mut self, id: LetterId) -> Result<Option<Stored>, StoreError> {
        let row = sqlx::query("SELECT id, received, person, message_id, raw, reading FROM inbox WHERE id = $1")
            .bind(id.0)
            .fetch_optional(&mut self.connection)
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// The letters that were taken in after one, in order.
    pub async fn letters_after(&mut self, last: LetterId) -> Result<Vec<Stored>, StoreError> {
        let rows =
            sqlx::query("SELECT id, received, person, message_id, raw, reading FROM inbox WHERE id > $1 ORDER BY id")
                .bind(last.0)
                .fetch_all(&mut self.connection)
                .await?;
        rows.iter().map(stored).collect()
    }

    /// The letters of a person that were taken in since an instant, in order.
    pub async fn letters_of(&mut self, person: PersonId, since: Timestamp) -> Result<Vec<Stored>, StoreError> {
        let sql = "SELECT id, received, person, message_id, raw, reading FROM inbox
                   WHERE person = $1 AND taken_in >= $2 ORDER BY id";
        let rows = sqlx::query(sql).bind(person.0).bind(since.as_second()).fetch_all(&mut self.connection).await?;
        rows.iter().map(stored).collect()
    }

    /// How many letters came in, and how many of them a person had to look at, since an instant.
    pub async fn count_letters(&mut self, since: Timestamp) -> Result<(u64, u64), StoreError> {
        let row =
            sqlx::query("SELECT count(*) AS letters, coalesce(sum(aside), 0) AS aside FROM inbox WHERE taken_in >= $1")
                .bind(since.as_second())
                .fetch_one(&mut self.connection)
                .await?;
        let (letters, aside): (i64, i64) = (row.try_get("letters")?, row.try_get("aside")?);
        Ok((letters.unsigned_abs(), aside.unsigned_abs()))
    }

    /// Where the reading of a folder stands: UIDVALIDITY and the last UID.
    pub async fn cursor(&mut self, folder: &str) -> Result<Option<(u32, u32)>, StoreError> {
        let row = sqlx::query("SELECT uid_validity, uid_last FROM cursor WHERE folder = $1")
            .bind(folder)
            .fetch_optional(&mut self.connection)
            .await?;
        Ok(row.map(|row| Ok::<_, sqlx::Error>((row.try_get("uid_validity")?, row.try_get("uid_last")?))).transpose()?)
    }
}

/// Stores a letter.
pub async fn take_in(tx: &mut Tx<'_>, letter: &TakenIn<'_>) -> Result<LetterId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO inbox (hash, uid_validity, uid, received, taken_in, person, message_id, raw, reading, aside)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(letter.hash)
    .bind(letter.uid_validity)
    .bind(letter.uid)
    .bind(letter.received.as_second())
    .bind(letter.taken_in.as_second())
    .bind(letter.person.map(|person| person.0))
    .bind(letter.message_id)
    .bind(letter.raw)
    .bind(letter.reading)
    .bind(i64::from(letter.aside))
    .execute(&mut **tx)
    .await?;
    Ok(LetterId(done.last_insert_rowid()))
}

/// Moves the cursor of a folder on.
pub async fn set_cursor(tx: &mut Tx<'_>, folder: &str, uid_validity: u32, uid_last: u32) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO cursor (folder, uid_validity, uid_last) VALUES ($1, $2, $3)
         ON CONFLICT (folder) DO UPDATE SET uid_validity = excluded.uid_validity, uid_last = excluded.uid_last",
    )
    .bind(folder)
    .bind(uid_validity)
    .bind(uid_last)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes letters' bytes and words that were taken in before an instant; that they came stays known.
pub async fn age_out(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let aged = sqlx::query("UPDATE inbox SET raw = NULL, reading = NULL WHERE taken_in < $1 AND raw IS NOT NULL")
        .bind(before.as_second())
        .execute(&mut **tx)
        .await?;
    let sent =
        sqlx::query("UPDATE outbox SET bytes = NULL, text_hash = NULL WHERE settled_at < $1 AND bytes IS NOT NULL")
            .bind(before.as_second())
            .execute(&mut **tx)
            .await?;
    Ok(aged.rows_affected() + sent.rows_affected())
}

fn stored(row: &SqliteRow) -> Result<Stored, StoreError> {
    let person: Option<u32> = row.try_get("person")?;
    Ok(Stored {
        id: LetterId(row.try_get("id")?),
        received: super::instant(row.try_get("received")?)?,
        person: person.map(PersonId),
        message_id: row.try_get("message_id")?,
        raw: row.try_get("raw")?,
        reading: row.try_get("reading")?,
    })
}
