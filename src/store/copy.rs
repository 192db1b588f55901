//! Copies of the database: one that is consistent while the daemon runs, and one that takes the database's place.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Store, StoreError, ledger};
use crate::domain::event::Fact;

impl Store {
    /// Writes the whole database, as it is at this moment, into a file that is not there yet; only its owner may read it.
    ///
    /// # Errors
    /// [`StoreError`] where the file is there already or cannot be written.
    pub async fn back_up(&mut self, file: &Path) -> Result<(), StoreError> {
        // SQLite takes an empty file as its own, and keeps the rights that it has.
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
        let path = file.to_str().ok_or_else(|| StoreError::Corrupt("the file's name is no text".to_owned()))?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(&mut self.connection).await?;
        press_to_disk(file)?;
        Ok(())
    }

    /// Notes that this database is a copy of some time ago: whatever it was about to send may have been sent since.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub async fn note_restored(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql =
            "UPDATE outbox SET state = 'unknown', doubt_since = $1, probed_at = NULL, asked_at = NULL, next_at = $1
                   WHERE state IN ('waiting', 'sending', 'unknown')";
        sqlx::query(sql).bind(now.as_second()).execute(&mut *tx).await?;
        ledger::append(&mut tx, now, None, None, &Fact::Restored).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Puts a copy into the database's place. What was there is moved aside, and its new name returned.
///
/// # Errors
/// [`io::Error`] where a file cannot be moved or written; what was there is then still in one of the two places.
pub fn replace(database: &Path, copy: &Path, now: Timestamp) -> io::Result<Option<PathBuf>> {
    let beside = with_ending(database, ".restoring");
    fs::copy(copy, &beside)?;
    press_to_disk(&beside)?;
    let mut aside = None;
    if database.exists() {
        let kept = with_ending(database, &format!(".before-{}", now.strftime("%Y%m%dT%H%M%SZ")));
        for ending in ["-wal", "-shm"] {
            let log = with_ending(database, ending);
            match fs::rename(&log, with_ending(&kept, ending)) {
                // None is there, or whoever closes the database has just taken it away.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                moved => moved?,
            }
        }
        fs::rename(database, &kept)?;
        aside = Some(kept);
    }
    fs::rename(&beside, database)?;
    press_to_disk(database)?;
    Ok(aside)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The file, and its name in the folder.
fn press_to_disk(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
