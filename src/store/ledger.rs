//! The ledger's lines, written once and read in order.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::{Store, StoreError, Tx, chain, from_json, instant, to_json};
use crate::domain::event::{Event, Fact};
use crate::domain::id::{EventId, LetterId, SchemeId};
use crate::domain::policy::Policy;
use crate::domain::rules::Rules;

impl Store {
    /// The lines after `last`, oldest first.
    pub async fn events_after(&mut self, last: EventId) -> Result<Vec<Event>, StoreError> {
        events_after(&mut self.connection, last).await
    }

    /// Writes one fact by itself.
    pub async fn append(&mut self, at: Timestamp, fact: &Fact) -> Result<EventId, StoreError> {
        let mut tx = self.begin().await?;
        let id = append(&mut tx, at, None, None, fact).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Lays versions of the policies that no longer hold beside those that do, for the cases that began under them.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn take_older_policies(&mut self, rules: &mut Rules) -> Result<(), StoreError> {
        for (scheme, policy) in self.policies().await? {
            if let Some(rules) = rules.schemes.get_mut(&scheme)
                && rules.policy.version != policy.version
            {
                rules.older_policies.push(policy);
            }
        }
        Ok(())
    }

    /// Every version of every scheme's policy that ever held.
    pub async fn policies(&mut self) -> Result<Vec<(SchemeId, Policy)>, StoreError> {
        let rows = sqlx::query("SELECT scheme, policy FROM policies ORDER BY scheme, version")
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter()
            .map(|row| {
                let scheme: u32 = row.try_get("scheme")?;
                Ok((SchemeId(scheme), from_json("a policy", row.try_get("policy")?)?))
            })
            .collect()
    }
}

/// The lines after `last`, oldest first; an import reads them in the transaction that adds to them.
///
/// # Errors
/// [`StoreError`] where the database cannot be read.
pub async fn events_after(db: &mut SqliteConnection, last: EventId) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query("SELECT id, at, source, corrects, fact FROM ledger WHERE id > $1 ORDER BY id")
        .bind(last.0)
        .fetch_all(db)
        .await?;
    rows.iter().map(event).collect()
}

/// Writes a line within a transaction; its id is the next one.
pub async fn append(
    tx: &mut Tx<'_>,
    at: Timestamp,
    source: Option<LetterId>,
    corrects: Option<EventId>,
    fact: &Fact,
) -> Result<EventId, StoreError> {
    let text = to_json(fact)?;
    let id = EventId(tx.head.number.0 + 1);
    let (source_id, corrects_id) = (source.map(|letter| letter.0), corrects.map(|event| event.0));
    let line = chain::Line { id: id.0, at: at.as_second(), source: source_id, corrects: corrects_id, fact: &text };
    let link = chain::link(tx.head.link.as_deref(), &line);
    sqlx::query("INSERT INTO ledger (id, at, source, corrects, fact, link) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id.0)
        .bind(at.as_second())
        .bind(source_id)
        .bind(corrects_id)
        .bind(&text)
        .bind(&link)
        .execute(&mut **tx)
        .await?;
    (tx.head.number, tx.head.link) = (id, Some(link));
    // As it will be read: in whole seconds.
    tx.events.push(Event { id, at: instant(at.as_second())?, source, corrects, fact: fact.clone() });
    Ok(id)
}

/// Keeps a version of a policy, and says from when it holds.
pub async fn put_policy_in_force(
    tx: &mut Tx<'_>,
    at: Timestamp,
    scheme: SchemeId,
    policy: &Policy,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO policies (scheme, version, policy) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(scheme.0)
        .bind(policy.version)
        .bind(to_json(policy)?)
        .execute(&mut **tx)
        .await?;
    append(tx, at, None, None, &Fact::PolicyInForce { scheme, version: policy.version }).await?;
    Ok(())
}

fn event(row: &SqliteRow) -> Result<Event, StoreError> {
    let source: Option<i64> = row.try_get("source")?;
    let corrects: Option<i64> = row.try_get("corrects")?;
    Ok(Event {
        id: EventId(row.try_get("id")?),
        at: instant(row.try_get("at")?)?,
        source: source.map(LetterId),
        corrects: corrects.map(EventId),
        fact: from_json("a line of the ledger", row.try_get("fact")?)?,
    })
}
