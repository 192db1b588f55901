//! `balintd import`: reads a roster, says what would change, and takes it over whole or not at all.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{CliError, Context, Exit, ImportArgs};
use crate::domain::event::Fact;
use crate::domain::id::EventId;
use crate::domain::replan::replanned;
use crate::domain::roster::Roster;
use crate::domain::state::State;
use crate::explain::facts::sentence;
use crate::import::{Diff, ImportRules, Mistake, read};
use crate::store::ledger::{append, events_after};
use crate::store::roster::{load_roster, save_roster};
use crate::store::{Durability, Store, StoreError};

/// Shows what a roster would change, and applies it as a whole.
///
/// # Errors
/// [`CliError::Mistakes`] with every mistake of the files; then nothing was changed.
pub async fn run(args: ImportArgs, context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let mut store = Store::open(&settings.database, Durability::Full).await.map_err(failed)?;
    let now = context.clock.now();
    let rules = settings.rules(&Roster::default());
    let today = now.to_zoned(rules.zone.clone()).date();
    let moment = Moment { now, today, zone: &rules.zone, bank_holidays: &rules.bank_holidays };
    let outcome = take_over(&args, &mut store, moment).await.map_err(|error| match error {
        ImportError::Mistakes(mistakes) => CliError::Mistakes {
            place: args.path.display().to_string(),
            mistakes: mistakes.iter().map(ToString::to_string).collect(),
        },
        ImportError::Store(error) => failed(error),
    })?;
    context.answer(&outcome, || outcome.in_words(args.dry_run))?;
    Ok(Exit::Fine)
}

fn failed(error: StoreError) -> CliError {
    CliError::Failed(format!("{error}; nothing was imported: see to the database and import again"))
}

/// What an import did, or would have done.
#[derive(Debug, Serialize)]
struct Outcome {
    applied: bool,
    #[serde(flatten)]
    diff: Diff,
    /// Changes of sessions that people were told of already, and are told of at once.
    told: Vec<String>,
}

impl Outcome {
    fn in_words(&self, is_dry_run: bool) -> String {
        let note = match (is_dry_run, self.diff.is_empty()) {
            (true, false) => "This was a dry run: nothing was changed.\n",
            _ => "",
        };
        let told: String = self.told.iter().map(|what| format!("  > {what}\n")).collect();
        let heading = if told.is_empty() { "" } else { "Told at once, to each student and co-leader of the group\n" };
        format!("{}{heading}{told}{note}", self.diff)
    }
}

/// When an import takes place: the instant, and its day where the schemes live.
#[derive(Debug, Clone, Copy)]
struct Moment<'a> {
    now: Timestamp,
    today: Date,
    zone: &'a TimeZone,
    bank_holidays: &'a BTreeSet<Date>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
enum ImportError {
    #[error("the roster has mistakes")]
    Mistakes(Vec<Mistake>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn take_over(args: &ImportArgs, store: &mut Store, moment: Moment<'_>) -> Result<Outcome, ImportError> {
    // From reading the last roster to writing the next one nobody else may write.
    let mut tx = store.begin().await?;
    let known = load_roster(&mut tx).await?;
    // Before the first import there is no past that could be kept.
    let previous = Some(&known).filter(|known| **known != Roster::default());
    let rules =
        ImportRules { today: moment.today, bank_holidays: moment.bank_holidays, allow_leaving: args.allow_leaving };
    let import = read(&args.path, previous, &rules).map_err(ImportError::Mistakes)?;
    let mut state = State::new(known.clone(), moment.zone);
    events_after(&mut tx, EventId(0)).await?.iter().for_each(|event| state.apply(event));
    let replanned = replanned(&state, &import.roster, moment.now);
    let told = replanned.iter().map(|fact| sentence(fact, &state, None)).collect();
    let applied = !args.dry_run && !import.diff.is_empty();
    if applied {
        save_roster(&mut tx, &import.roster).await?;
        for person in import.readdressed {
            append(&mut tx, moment.now, None, None, &Fact::AddressChanged { person }).await?;
        }
        for fact in &replanned {
            append(&mut tx, moment.now, None, None, fact).await?;
        }
        tx.commit().await?;
    }
    Ok(Outcome { applied, diff: import.diff, told })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::domain::id::SessionId;
    use crate::domain::letter::Letter;
    use crate::domain::roster::london;

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
            let store = Store::open(&folder.path().join("balintd.db"), Durability::Played).await.unwrap();
            Self { folder, store }
        }

        fn edit(&self, file: &str, old: &str, new: &str) {
            let path = self.folder.path().join(file);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(old), "{old}");
            std::fs::write(path, text.replace(old, new)).unwrap();
        }

        async fn import(&mut self, dry_run: bool) -> Result<Outcome, ImportError> {
            let args = ImportArgs { path: self.folder.path().to_owned(), dry_run, allow_leaving: false };
            let moment = Moment {
                now: "2026-11-21T09:00:00Z".parse().unwrap(),
                today: date(2026, 11, 21),
                zone: &london(),
                bank_holidays: &BTreeSet::new(),
            };
            take_over(&args, &mut self.store, moment).await
        }
    }

    #[tokio::test]
    async fn a_dry_run_changes_nothing_and_the_next_run_all() {
        let mut desk = Desk::new().await;
        let dry = desk.import(true).await.unwrap();
        assert!(!dry.applied && dry.in_words(true).ends_with("\nThis was a dry run: nothing was changed.\n"));
        assert_eq!(desk.store.roster().await.unwrap(), Roster::default());
        let wet = desk.import(false).await.unwrap();
        assert!(wet.applied);
        assert_eq!(wet.diff, dry.diff);
        let alone = crate::import::read_folder(Path::new(EXAMPLE)).unwrap();
        assert_eq!(desk.store.roster().await.unwrap(), alone);
        let again = desk.import(false).await.unwrap();
        assert!(!again.applied);
        assert_eq!(again.in_words(false), "Nothing changes.\n");
        assert_eq!(desk.store.note("roster_version").await.unwrap().as_deref(), Some("1"));
    }

    #[tokio::test]
    async fn a_mistake_keeps_the_last_roster() {
        let mut desk = Desk::new().await;
        desk.import(false).await.unwrap();
        let before = desk.store.roster().await.unwrap();
        desk.edit("groups.csv", "Library Annexe", "Room 4");
        desk.edit("students.csv", "Rory Quinn,,B1", "Rory Quinn,,B2");
        let Err(ImportError::Mistakes(mistakes)) = desk.import(false).await else {
            panic!("a group that is not there was taken");
        };
        assert_eq!((mistakes.len(), mistakes[0].row), (1, Some(10)));
        assert_eq!(desk.store.roster().await.unwrap(), before);
    }

    #[tokio::test]
    async fn what_was_announced_and_is_otherwise_now_is_told_to_the_ledger() {
        let mut desk = Desk::new().await;
        desk.import(false).await.unwrap();
        let roster = desk.store.roster().await.unwrap();
        let of_b1 = |number| SessionId { group: roster.group_called("B1").unwrap().id, number };
        let to_come = roster.sessions_of(of_b1(0).group).find(|one| one.date > date(2026, 11, 21)).unwrap();
        let letter = Letter::ReminderCopy { session: to_come.id };
        let told = Fact::Decided { letter, to: Vec::new(), because: Vec::new() };
        desk.store.append("2026-11-20T09:00:00Z".parse().unwrap(), &told).await.unwrap();
        desk.edit("groups.csv", "Library Annexe", "Room 4");
        let dry = desk.import(true).await.unwrap();
        let said = format!("  > the administrator moved B1/{} to Room 4\n", to_come.id.number);
        assert!(dry.in_words(true).contains(&said), "{}", dry.in_words(true));
        assert_eq!(desk.store.events_after(EventId(1)).await.unwrap(), []);
        desk.import(false).await.unwrap();
        let events = desk.store.events_after(EventId(1)).await.unwrap();
        let [event] = events.as_slice() else { panic!("{events:?}") };
        let Fact::SessionMoved { session, place: Some(place), was: Some(was), .. } = &event.fact else {
            panic!("{event:?}")
        };
        assert_eq!((*session, place.as_str()), (to_come.id, "Room 4"));
        assert_eq!((was.date, was.place.as_str()), (to_come.date, "Library Annexe"));
    }

    #[tokio::test]
    async fn a_new_address_is_told_to_the_ledger() {
        let mut desk = Desk::new().await;
        desk.import(false).await.unwrap();
        let rory = "Rory Quinn,,B1,nadia.rahman@trust.example,";
        desk.edit("students.csv", "firm_head,adjusted", "firm_head,adjusted,former_email");
        desk.edit("students.csv", "rory.quinn@students.example,", "rory.q@students.example,");
        desk.edit("students.csv", rory, &format!("{rory},rory.quinn@students.example"));
        let said = serde_json::to_value(desk.import(false).await.unwrap()).unwrap();
        assert_eq!((&said["applied"], &said["changes"][0]["subject"]), (&true.into(), &"people".into()));
        let events = desk.store.events_after(EventId(0)).await.unwrap();
        assert!(matches!(events.as_slice(), [event] if matches!(event.fact, Fact::AddressChanged { .. })));
    }
}
