//! The roster's tables. Written whole in one transaction, so that nobody ever sees half an import.

use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::{Store, StoreError, Tx, set_note};
use crate::domain::id::Name;
use crate::domain::roster::{Numbers, Roster};

mod rows;

/// The note that counts the imports, so that a running daemon sees that another process has imported.
const VERSION: &str = "roster_version";

/// The tables, those that others refer to last: the order in which they can be emptied.
const TABLES: [&str; 10] = [
    "DELETE FROM sessions",
    "DELETE FROM memberships",
    "DELETE FROM supervisions",
    "DELETE FROM co_leaderships",
    "DELETE FROM groups",
    "DELETE FROM roles",
    "DELETE FROM people",
    "DELETE FROM closures",
    "DELETE FROM schemes",
    "DELETE FROM numbers_given",
];

impl Store {
    /// The roster as of the last import.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails, or holds what no import wrote.
    pub async fn roster(&mut self) -> Result<Roster, StoreError> {
        load_roster(&mut self.connection).await
    }
}

/// Reads the roster; an import reads it in the transaction that will write the next.
///
/// # Errors
/// [`StoreError`] where the database fails, or holds what no import wrote.
pub async fn load_roster(db: &mut SqliteConnection) -> Result<Roster, StoreError> {
    let mut roster = Roster {
        roles: all(db, "SELECT * FROM roles ORDER BY position", rows::role_held).await?,
        co_leaderships: all(db, "SELECT * FROM co_leaderships ORDER BY position", rows::co_leadership).await?,
        supervisions: all(db, "SELECT * FROM supervisions ORDER BY position", rows::supervision).await?,
        memberships: all(db, "SELECT * FROM memberships ORDER BY position", rows::membership).await?,
        ..Roster::default()
    };
    for scheme in all(db, "SELECT * FROM schemes", rows::scheme).await? {
        roster.schemes.insert(scheme.id, scheme);
    }
    for (id, closure) in all(db, "SELECT * FROM closures ORDER BY position", rows::closure).await? {
        if let Some(scheme) = roster.schemes.get_mut(&id) {
            scheme.closures.push(closure);
        }
    }
    for person in all(db, "SELECT * FROM people", rows::person).await? {
        roster.people.insert(person.id, person);
    }
    for group in all(db, "SELECT * FROM groups", rows::group).await? {
        roster.groups.insert(group.id, group);
    }
    for session in all(db, "SELECT * FROM sessions", rows::session).await? {
        roster.sessions.insert(session.id, session);
    }
    for (kind, highest) in all(db, "SELECT * FROM numbers_given", rows::number_given).await? {
        *rows::number_of(&mut roster.numbers, &kind)? = highest;
    }
    Ok(roster)
}

/// Puts a roster in the place of the last one, and counts the import.
///
/// # Errors
/// [`StoreError`] where the database fails; then the caller's transaction is to be dropped, and nothing has changed.
pub async fn save_roster(tx: &mut Tx<'_>, roster: &Roster) -> Result<(), StoreError> {
    let version = version(tx).await?;
    for delete in TABLES {
        sqlx::query(delete).execute(&mut **tx).await?;
    }
    save_schemes(tx, roster).await?;
    save_people(tx, roster).await?;
    save_groups(tx, roster).await?;
    save_memberships(tx, roster).await?;
    let Numbers { schemes, people, groups } = roster.numbers;
    for (kind, highest) in [("schemes", schemes), ("people", people), ("groups", groups)] {
        sqlx::query("INSERT INTO numbers_given (kind, highest) VALUES ($1, $2)")
            .bind(kind)
            .bind(highest)
            .execute(&mut **tx)
            .await?;
    }
    let next = version.saturating_add(1).to_string();
    set_note(tx, VERSION, &next).await?;
    tx.head.roster_version = next;
    Ok(())
}

async fn version(db: &mut SqliteConnection) -> Result<u64, StoreError> {
    let row = sqlx::query("SELECT value FROM meta WHERE name = $1").bind(VERSION).fetch_one(db).await?;
    rows::parsed("value", &rows::text(&row, "value")?)
}

async fn save_schemes(tx: &mut Tx<'_>, roster: &Roster) -> Result<(), StoreError> {
    for scheme in roster.schemes.values() {
        sqlx::query("INSERT INTO schemes (id, code, training, feedback_mid, feedback_end) VALUES ($1, $2, $3, $4, $5)")
            .bind(scheme.id.0)
            .bind(&scheme.code)
            .bind(scheme.training.as_ref().map(Name::as_str))
            .bind(iso(scheme.feedback_mid))
            .bind(iso(scheme.feedback_end))
            .execute(&mut **tx)
            .await?;
        for closure in &scheme.closures {
            sqlx::query("INSERT INTO closures (scheme, from_day, until_day, why) VALUES ($1, $2, $3, $4)")
                .bind(scheme.id.0)
                .bind(closure.from.to_string())
                .bind(closure.until.to_string())
                .bind(&closure.why)
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(())
}

async fn save_people(tx: &mut Tx<'_>, roster: &Roster) -> Result<(), StoreError> {
    for person in roster.people.values() {
        sqlx::query("INSERT INTO people (id, address, name, preferred_name) VALUES ($1, $2, $3, $4)")
            .bind(person.id.0)
            .bind(person.address.as_str())
            .bind(person.name.as_str())
            .bind(person.preferred_name.as_ref().map(Name::as_str))
            .execute(&mut **tx)
            .await?;
    }
    for held in &roster.roles {
        sqlx::query("INSERT INTO roles (person, scheme, role, from_day, until_day) VALUES ($1, $2, $3, $4, $5)")
            .bind(held.person.0)
            .bind(held.scheme.0)
            .bind(held.role.word())
            .bind(iso(held.period.from))
            .bind(iso(held.period.until))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

async fn save_groups(tx: &mut Tx<'_>, roster: &Roster) -> Result<(), StoreError> {
    for group in roster.groups.values() {
        sqlx::query(
            "INSERT INTO groups (id, scheme, code, site, weekday, starts, minutes, place, supervision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(group.id.0)
        .bind(group.scheme.0)
        .bind(&group.code)
        .bind(group.site.as_ref().map(Name::as_str))
        .bind(i8::from(group.weekday))
        .bind(group.starts.to_string())
        .bind(group.minutes)
        .bind(group.place.as_str())
        .bind(group.supervision.as_deref())
        .execute(&mut **tx)
        .await?;
    }
    for session in roster.sessions.values() {
        sqlx::query("INSERT INTO sessions (group_id, number, day) VALUES ($1, $2, $3)")
            .bind(session.id.group.0)
            .bind(session.id.number)
            .bind(session.date.to_string())
            .execute(&mut **tx)
            .await?;
    }
    for led in &roster.co_leaderships {
        sqlx::query(
            "INSERT INTO co_leaderships (group_id, leader, place, from_day, until_day) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(led.group.0)
        .bind(led.leader.0)
        .bind(led.place)
        .bind(iso(led.period.from))
        .bind(iso(led.period.until))
        .execute(&mut **tx)
        .await?;
    }
    for held in &roster.supervisions {
        sqlx::query(
            "INSERT INTO supervisions (code, scheme, supervisor, from_day, until_day) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&held.code)
        .bind(held.scheme.0)
        .bind(held.supervisor.0)
        .bind(iso(held.period.from))
        .bind(iso(held.period.until))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

async fn save_memberships(tx: &mut Tx<'_>, roster: &Roster) -> Result<(), StoreError> {
    for member in &roster.memberships {
        sqlx::query(
            "INSERT INTO memberships (student, group_id, firm_head, adjusted, from_day, until_day)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(member.student.0)
        .bind(member.group.0)
        .bind(member.firm_head.0)
        .bind(i64::from(member.adjusted))
        .bind(iso(member.period.from))
        .bind(iso(member.period.until))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

fn iso(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

async fn all<T>(
    db: &mut SqliteConnection,
    query: &'static str,
    read: impl Fn(&SqliteRow) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    sqlx::query(query).fetch_all(db).await?.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::domain::id::Address;
    use crate::import::read_folder;
    use crate::store::Durability;

    fn example() -> Roster {
        read_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-roster"))).unwrap()
    }

    #[tokio::test]
    async fn what_was_saved_is_what_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("b.db"), Durability::Played).await.unwrap();
        assert_eq!(store.roster().await.unwrap(), Roster::default());
        let mut roster = example();
        roster.memberships[0].period.until = Some(date(2026, 12, 1));
        roster.memberships.reverse();
        for version in [1, 2] {
            let mut tx = store.begin().await.unwrap();
            save_roster(&mut tx, &roster).await.unwrap();
            assert_eq!(load_roster(&mut tx).await.unwrap(), roster);
            tx.commit().await.unwrap();
            assert_eq!(store.roster().await.unwrap(), roster);
            assert_eq!(store.note(VERSION).await.unwrap(), Some(version.to_string()));
        }
    }

    #[tokio::test]
    async fn an_import_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("b.db"), Durability::Played).await.unwrap();
        let roster = example();
        let mut tx = store.begin().await.unwrap();
        save_roster(&mut tx, &roster).await.unwrap();
        tx.commit().await.unwrap();
        let mut two_of_one_address = roster.clone();
        for person in two_of_one_address.people.values_mut() {
            person.address = Address::new("same@school.example").unwrap();
        }
        let mut tx = store.begin().await.unwrap();
        assert!(save_roster(&mut tx, &two_of_one_address).await.is_err());
        drop(tx);
        assert_eq!(store.roster().await.unwrap(), roster);
        assert_eq!(store.note(VERSION).await.unwrap().as_deref(), Some("1"));
    }

    #[tokio::test]
    async fn what_no_import_wrote_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("b.db"), Durability::Played).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        save_roster(&mut tx, &example()).await.unwrap();
        sqlx::query("UPDATE sessions SET day = 'soon' WHERE number = 1").execute(&mut *tx).await.unwrap();
        assert!(matches!(load_roster(&mut tx).await, Err(StoreError::Corrupt(what)) if what.starts_with("day: ")));
    }
}
