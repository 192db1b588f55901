//! All SQL: the ledger, the outbox, the inbox and the roster, in one SQLite database.
//!
//! Write-ahead log with `synchronous=FULL`, so that what was committed is there after a power cut.

pub mod account;
mod chain;
pub mod copy;
pub mod forget;
mod glance;
pub mod inbox;
pub mod ledger;
pub mod outbox;
pub mod roster;
mod transaction;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous};
use sqlx::{Connection, Row};

pub use account::{InboxEntry, OutboxEntry};
pub use chain::Chain;
pub use glance::{Glance, Open};
pub use inbox::{Stored, TakenIn};
pub use outbox::{Counts, Doubt, Envelope, Ours, OutboxState, Outgoing};
pub use transaction::{Cut, Tx, Written};

use transaction::Head;

/// The open database. One writer at a time; other processes may read, and write in turn.
pub struct Store {
    connection: SqliteConnection,
    path: PathBuf,
    durability: Durability,
    /// How many transactions that write this process has begun.
    begun: u64,
    /// Where a played process dies.
    cut: Option<Cut>,
    /// The end of the ledger and the last glance, where nobody else writes: in a year that is only played.
    head: Option<Head>,
    glanced: Option<(u64, Glance)>,
}

/// What can go wrong with the database. Any of it stops the daemon: going on could say a thing twice.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the database failed: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the database holds something that this program did not write: {0}")]
    Corrupt(String),
    #[error("the process was made to die here")]
    Cut,
    #[error("the database's folder could not be made: {0}")]
    Folder(#[from] std::io::Error),
}

/// How hard a commit is pressed to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A power cut loses nothing that was committed.
    Full,
    /// For a year that is only played: a power cut may lose the end of it.
    Played,
}

/// How long a writer waits for another process to finish its transaction.
const BUSY_SECONDS: u64 = 30;

impl Store {
    /// Opens the database, makes it where there is none, and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be opened or is not ours.
    pub async fn open(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut connection = connect(path, durability).await?;
        sqlx::migrate!("migrations/sqlite").run(&mut connection).await?;
        Ok(Self { connection, path: path.to_owned(), durability, begun: 0, cut: None, head: None, glanced: None })
    }

    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A value of the daemon's own small notes.
    pub async fn note(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT value FROM meta WHERE name = $1").bind(name).fetch_optional(&mut self.connection);
        Ok(row.await?.map(|row| row.try_get("value")).transpose()?)
    }
}

impl Store {
    /// Writes what `status` of another process shows; of a year that is only played, nobody asks it.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub async fn set_status(&mut self, json: &str) -> Result<(), StoreError> {
        if self.durability == Durability::Played {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        set_note(&mut tx, STATUS, json).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What the last turn noted.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn status(&mut self) -> Result<Option<String>, StoreError> {
        self.note(STATUS).await
    }
}

async fn connect(path: &Path, durability: Durability) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(BUSY_SECONDS));
    let options = match durability {
        Durability::Full => options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "on"),
        // Nobody else looks into a played year before its end, so each of its transactions is spared the locks; and what
        // a transaction that is given up takes back is kept in memory.
        Durability::Played => options
            .journal_mode(SqliteJournalMode::Memory)
            .synchronous(SqliteSynchronous::Off)
            .locking_mode(SqliteLockingMode::Exclusive),
    };
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// The note that the last turn leaves.
const STATUS: &str = "status";

/// Writes a value of the daemon's own small notes.
pub async fn set_note(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Reads JSON that this program wrote.
fn from_json<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("{what}: {error}")))
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn instant(seconds: i64) -> Result<jiff::Timestamp, StoreError> {
    jiff::Timestamp::from_second(seconds).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// Reads a word that stands for a state.
fn state_word<T: FromStr>(word: &str) -> Result<T, StoreError> {
    word.parse().map_err(|_| StoreError::Corrupt(format!("the word {word:?} in a column of states")))
}
