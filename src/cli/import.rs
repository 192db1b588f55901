//! `balintd import PATH`: reads a roster, says what would change, and takes it over whole or not at all.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::domain::event::Fact;
use crate::domain::roster::Roster;
use crate::import::{Import, ImportRules, Mistake, read};
use crate::store::ledger::append;
use crate::store::roster::{load_roster, save_roster};
use crate::store::{Store, StoreError};

/// Takes over the roster of a folder of CSV files, or of one XLSX workbook.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// A folder with people.csv, groups.csv, students.csv and sessions.csv, or a workbook with sheets of these names
    pub path: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Rows of the last import that are missing are people who left, and not a file that was cut short
    #[arg(long)]
    pub allow_leaving: bool,
    /// Print the changes, or the mistakes, as JSON
    #[arg(long)]
    pub json: bool,
}

/// When the import takes place.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    pub now: Timestamp,
    /// The day of `now` where the schemes live.
    pub today: Date,
    pub bank_holidays: &'a BTreeSet<Date>,
}

/// Why nothing was imported. Shown to the administrator as it is; with `--json`, mistakes stand on standard output too.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}", listed(.0))]
    Mistakes(Vec<Mistake>),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("what was done could not be printed ({0}): see it with another import, dry")]
    Print(#[from] std::io::Error),
}

/// Imports a roster and prints what that changes to `out`.
///
/// # Errors
/// [`ImportError`]; nothing was changed then, unless only the printing failed.
pub async fn import(
    args: &ImportArgs,
    store: &mut Store,
    moment: Moment<'_>,
    out: &mut impl Write,
) -> Result<(), ImportError> {
    // From reading the last roster to writing the next one nobody else may write.
    let mut tx = store.begin().await?;
    let known = load_roster(&mut tx).await?;
    let import = match propose(args, &known, moment) {
        Ok(import) => import,
        Err(mistakes) => {
            if args.json {
                writeln!(out, "{}", json!({ "applied": false, "mistakes": mistakes }))?;
            }
            return Err(ImportError::Mistakes(mistakes));
        }
    };
    let is_taken = !args.dry_run && !import.diff.is_empty();
    if is_taken {
        save_roster(&mut tx, &import.roster).await?;
        for person in &import.readdressed {
            append(
                &mut tx,
                moment.now,
                None,
                None,
                &Fact::AddressChanged { person: *person },
            )
            .await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
    }
    if args.json {
        let (changes, doubts) = (&import.diff.changes, &import.diff.doubts);
        writeln!(
            out,
            "{}",
            json!({ "applied": is_taken, "changes": changes, "doubts": doubts })
        )?;
    } else {
        write!(out, "{}", import.diff)?;
        if args.dry_run && !import.diff.is_empty() {
            writeln!(out, "This was a dry run: nothing was changed.")?;
        }
    }
    Ok(())
}

fn propose(args: &ImportArgs, known: &Roster, moment: Moment<'_>) -> Result<Import, Vec<Mistake>> {
    let rules = ImportRules {
        today: moment.today,
        bank_holidays: moment.bank_holidays,
        allow_leaving: args.allow_leaving,
    };
    // Before the first import there is no past that could be kept.
    let previous = Some(known).filter(|known| **known != Roster::default());
    read(&args.path, previous, &rules)
}

fn listed(mistakes: &[Mistake]) -> String {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    let count = match lines.len() {
        1 => "this mistake is".to_owned(),
        n => format!("these {n} mistakes are"),
    };
    format!(
        "{}\nNothing was imported: import again when {count} put right.",
        lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::domain::holidays::bank_holidays_england;
    use crate::domain::id::EventId;
    use crate::store::Durability;

    const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-roster");

    /// A database and a folder of files that can be changed.
    struct Desk {
        folder: tempfile::TempDir,
        store: Store,
    }

    impl Desk {
        async fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            for entry in std::fs::read_dir(EXAMPLE).unwrap() {
                let path = entry.unwrap().path();
                std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
            }
            let store = Store::open(&folder.path().join("balintd.db"), Durability::Played)
                .await
                .unwrap();
            Self { folder, store }
        }

        fn edit(&self, file: &str, old: &str, new: &str) {
            let path = self.folder.path().join(file);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(old), "{old}");
            std::fs::write(path, text.replace(old, new)).unwrap();
        }

        async fn import(&mut self, dry_run: bool, json: bool) -> (Result<(), ImportError>, String) {
            let args = ImportArgs {
                path: self.folder.path().to_owned(),
                dry_run,
                allow_leaving: false,
                json,
            };
            let moment = Moment {
                now: "2026-11-21T09:00:00Z".parse().unwrap(),
                today: date(2026, 11, 21),
                bank_holidays: &bank_holidays_england(),
            };
            let mut out = Vec::new();
            let done = import(&args, &mut self.store, moment, &mut out).await;
            (done, String::from_utf8(out).unwrap())
        }
    }

    #[tokio::test]
    async fn a_dry_run_changes_nothing_and_the_next_run_all() {
        let mut desk = Desk::new().await;
        let (done, dry) = desk.import(true, false).await;
        done.unwrap();
        assert_eq!(desk.store.roster().await.unwrap(), Roster::default());
        let (done, wet) = desk.import(false, false).await;
        done.unwrap();
        assert_eq!(dry, format!("{wet}This was a dry run: nothing was changed.\n"));
        let alone = crate::import::read_folder(Path::new(EXAMPLE)).unwrap();
        assert_eq!(desk.store.roster().await.unwrap(), alone);
        let (done, again) = desk.import(false, false).await;
        done.unwrap();
        assert_eq!(again, "Nothing changes.\n");
        assert_eq!(desk.store.roster_version().await.unwrap(), 1);
    }

    #[tokio::test]
    async fn a_mistake_keeps_the_last_roster() {
        let mut desk = Desk::new().await;
        desk.import(false, false).await.0.unwrap();
        let before = desk.store.roster().await.unwrap();
        desk.edit("groups.csv", "Library Annexe", "Room 4");
        desk.edit("students.csv", "Rory Quinn,,B1", "Rory Quinn,,B2");
        let (done, said) = desk.import(false, true).await;
        assert_eq!(
            done.unwrap_err().to_string(),
            "students.csv row 10, group: there is no group B2: add it to groups.csv, or put it right\n\
             Nothing was imported: import again when this mistake is put right."
        );
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["applied"], false);
        assert_eq!(said["mistakes"][0]["row"], 10);
        assert_eq!(desk.store.roster().await.unwrap(), before);
    }

    #[tokio::test]
    async fn a_new_address_is_told_to_the_ledger() {
        let mut desk = Desk::new().await;
        desk.import(false, false).await.0.unwrap();
        desk.edit("students.csv", "firm_head,adjusted", "firm_head,adjusted,former_email");
        desk.edit(
            "students.csv",
            "rory.quinn@students.example,",
            "rory.q@students.example,",
        );
        desk.edit(
            "students.csv",
            "Rory Quinn,,B1,nadia.rahman@trust.example,",
            "Rory Quinn,,B1,nadia.rahman@trust.example,,rory.quinn@students.example",
        );
        let (done, said) = desk.import(false, true).await;
        done.unwrap();
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["changes"][0]["subject"], "people");
        let events = desk.store.events_after(EventId(0)).await.unwrap();
        assert!(matches!(events.as_slice(), [event] if matches!(event.fact, Fact::AddressChanged { .. })));
    }
}
