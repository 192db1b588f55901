//! A transaction that writes. It knows where the ledger stood when it began and what it has put there itself, so that the
//! one who folds the ledger need not read back what it has just written.
//!
//! It begins IMMEDIATE: a deferred one that reads first fails when another process writes between.

use std::ops::{Deref, DerefMut};

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row, Sqlite};

use super::{Durability, Store, StoreError};
use crate::domain::event::Event;
use crate::domain::id::EventId;

/// A transaction that writes; dropped without [`Tx::commit`] it has written nothing.
pub struct Tx<'a> {
    inner: sqlx::Transaction<'a, Sqlite>,
    pub(super) head: Head,
    pub(super) events: Vec<Event>,
    cut: &'a mut Option<Cut>,
    /// Where a store that nobody else writes into keeps the head for the next one.
    kept: Option<&'a mut Option<Head>>,
}

/// The end of the ledger, and the version of the roster.
#[derive(Clone)]
pub(super) struct Head {
    /// The highest number given: each is given once, also where the last line is gone.
    pub number: EventId,
    /// The link of the last line.
    pub link: Option<String>,
    /// The last line when the transaction began.
    after: EventId,
    pub roster_version: String,
}

/// Where the process of a played year dies: at a commit, of which it makes nothing or hears nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// So many commits are made before it.
    pub commits: u32,
    /// What was to be committed is there all the same.
    pub is_written: bool,
}

/// What a transaction has put into the ledger, and on top of what.
#[derive(Debug)]
pub struct Written {
    /// The last line before it, of whichever process.
    pub after: EventId,
    pub roster_version: String,
    pub events: Vec<Event>,
}

impl Store {
    /// Begins a transaction that will write.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub async fn begin(&mut self) -> Result<Tx<'_>, StoreError> {
        self.begun += 1;
        let mut inner = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let head = match self.head.take() {
            Some(head) => head,
            None => head(&mut inner).await?,
        };
        let is_alone = self.durability == Durability::Played;
        let kept = is_alone.then_some(&mut self.head);
        Ok(Tx { inner, head, events: Vec::new(), cut: &mut self.cut, kept })
    }

    /// How many transactions that write this process has begun: where it is as it was, nothing was written by it.
    pub fn begun(&self) -> u64 {
        self.begun
    }

    /// Has the process die at a commit: [`StoreError::Cut`] then ends it, as any other error of the database would.
    pub fn die_at(&mut self, cut: Option<Cut>) {
        self.cut = cut;
    }
}

impl Tx<'_> {
    /// Was this the last line of the ledger when it began, and this the version of the roster? Within a transaction nobody
    /// else writes, so what was judged by them still holds when it is committed.
    pub fn is_up_to_date(&self, last: EventId, roster_version: &str) -> bool {
        (self.head.after, self.head.roster_version.as_str()) == (last, roster_version)
    }

    /// Makes it so, durably, and says what the ledger has won by it.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed; whether it was written is then unknown.
    pub async fn commit(self) -> Result<Written, StoreError> {
        let Self { inner, head, events, cut, kept } = self;
        let dies = match cut {
            Some(Cut { commits: 0, is_written }) => Some(*is_written),
            Some(cut) => {
                cut.commits -= 1;
                None
            }
            None => None,
        };
        if dies == Some(false) {
            return Err(StoreError::Cut);
        }
        inner.commit().await?;
        if dies == Some(true) {
            return Err(StoreError::Cut);
        }
        if let Some(kept) = kept {
            let after = events.last().map_or(head.after, |event| event.id);
            *kept = Some(Head { after, ..head.clone() });
        }
        Ok(Written { after: head.after, roster_version: head.roster_version, events })
    }
}

impl Deref for Tx<'_> {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.inner
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.inner
    }
}

async fn head(connection: &mut SqliteConnection) -> Result<Head, StoreError> {
    let sql = "SELECT (SELECT coalesce(max(id), 0) FROM ledger) AS after,
                      (SELECT seq FROM sqlite_sequence WHERE name = 'ledger') AS number,
                      (SELECT link FROM ledger ORDER BY id DESC LIMIT 1) AS link,
                      (SELECT value FROM meta WHERE name = 'roster_version') AS roster_version";
    let row = sqlx::query(sql).fetch_one(connection).await?;
    let after: i64 = row.try_get("after")?;
    let number: Option<i64> = row.try_get("number")?;
    let roster_version: Option<String> = row.try_get("roster_version")?;
    Ok(Head {
        number: EventId(number.unwrap_or_default().max(after)),
        link: row.try_get("link")?,
        after: EventId(after),
        roster_version: roster_version.unwrap_or_default(),
    })
}
