//! How things stand, in one look: what a turn has to know before it knows whether there is anything to do.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Durability, Store, StoreError, instant};
use crate::domain::id::EventId;

/// The ends of what others may have written to, and what is open in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The last line of the ledger.
    pub last: EventId,
    pub roster_version: String,
    pub open: Open,
}

/// What is open in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// A letter is marked as being sent.
    pub is_sending: bool,
    /// When the next waiting letter may be tried.
    pub next_try: Option<Timestamp>,
    /// When the next letter of unknown fate is to be looked for.
    pub next_doubt: Option<Timestamp>,
}

impl Store {
    /// Looks at the ends of things.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn glance(&mut self) -> Result<Glance, StoreError> {
        // Nobody else writes into a played year, so nothing has changed since the last look where it has not written.
        if self.durability != Durability::Played {
            return self.look().await;
        }
        if let Some((_, glance)) = self.glanced.as_ref().filter(|(begun, _)| *begun == self.begun) {
            return Ok(glance.clone());
        }
        let glance = self.look().await?;
        self.glanced = Some((self.begun, glance.clone()));
        Ok(glance)
    }

    async fn look(&mut self) -> Result<Glance, StoreError> {
        let sql = "SELECT (SELECT coalesce(max(id), 0) FROM ledger) AS last,
                          (SELECT value FROM meta WHERE name = 'roster_version') AS roster_version,
                          EXISTS (SELECT 1 FROM outbox WHERE state = 'sending') AS is_sending,
                          (SELECT min(next_at) FROM outbox WHERE state = 'waiting') AS next_try,
                          (SELECT min(next_at) FROM outbox WHERE state = 'unknown') AS next_doubt";
        let row = sqlx::query(sql).fetch_one(&mut self.connection).await?;
        let roster_version: Option<String> = row.try_get("roster_version")?;
        let open = Open {
            is_sending: row.try_get::<i64, _>("is_sending")? != 0,
            next_try: maybe_instant(&row, "next_try")?,
            next_doubt: maybe_instant(&row, "next_doubt")?,
        };
        Ok(Glance { last: EventId(row.try_get("last")?), roster_version: roster_version.unwrap_or_default(), open })
    }
}

fn maybe_instant(row: &SqliteRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    row.try_get::<Option<i64>, _>(column)?.map(instant).transpose()
}
