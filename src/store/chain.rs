//! The chain of the ledger: each line's link is the SHA-256 of the link before it and of all that the line says. A line
//! that is changed, taken out or put in between breaks it. What a chain cannot show is a cut at its end: for that the last
//! link is printed, to be kept elsewhere.

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use futures::TryStreamExt;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError};

/// A line as it is linked.
pub(super) struct Line<'a> {
    pub id: i64,
    pub at: i64,
    pub source: Option<i64>,
    pub corrects: Option<i64>,
    pub fact: &'a str,
}

/// What the chain is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub lines: u64,
    /// Lines from before there was a chain.
    pub unlinked: u64,
    /// The last link.
    pub head: Option<String>,
    /// The first line at which it does not hold.
    pub broken_at: Option<i64>,
}

impl Store {
    /// Goes over the whole ledger.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn chain(&mut self) -> Result<Chain, StoreError> {
        let mut chain = Chain { lines: 0, unlinked: 0, head: None, broken_at: None };
        let mut rows = sqlx::query("SELECT id, at, source, corrects, fact, link FROM ledger ORDER BY id")
            .fetch(&mut self.connection);
        while let Some(row) = rows.try_next().await? {
            chain.lines += 1;
            let link: Option<String> = row.try_get("link")?;
            if link.is_none() && chain.head.is_none() {
                chain.unlinked += 1;
                continue;
            }
            let expected = link_of(chain.head.as_deref(), &row)?;
            if link.as_ref() != Some(&expected) {
                chain.broken_at = Some(row.try_get("id")?);
                return Ok(chain);
            }
            chain.head = link;
        }
        Ok(chain)
    }

    /// What SQLite finds wrong with the file; nothing where all is well.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read at all.
    pub async fn damage(&mut self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for row in sqlx::query("PRAGMA integrity_check").fetch_all(&mut self.connection).await? {
            found.push(row.try_get::<String, _>(0)?);
        }
        for row in sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut self.connection).await? {
            found.push(format!("a row of {} refers to nothing", row.try_get::<String, _>(0)?));
        }
        found.retain(|line| line != "ok");
        Ok(found)
    }
}

fn link_of(before: Option<&str>, row: &SqliteRow) -> Result<String, StoreError> {
    let line = Line {
        id: row.try_get("id")?,
        at: row.try_get("at")?,
        source: row.try_get("source")?,
        corrects: row.try_get("corrects")?,
        fact: row.try_get("fact")?,
    };
    Ok(link(before, &line))
}

/// The link of the next line.
pub(super) fn link(before: Option<&str>, line: &Line<'_>) -> String {
    let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let Line { id, at, source, corrects, fact } = line;
    let text = format!("{}|{id}|{at}|{}|{}|{fact}", before.unwrap_or("-"), number(*source), number(*corrects));
    HEXLOWER.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}
