//! Letters on their way out. A row's life: waiting, sending, then sent, refused, dropped, or unknown until it is found out.
//!
//! `sending` is committed before the server is spoken to, so that after a crash every letter that may have left is known.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, Tx, from_json, instant, state_word, to_json};
use crate::domain::id::PersonId;
use crate::domain::letter::{Letter, LetterKey};

/// Where a letter is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxState {
    Waiting,
    Sending,
    Sent,
    Refused,
    Dropped,
    /// It may have been taken: nobody tries again before that is known.
    Unknown,
}

impl OutboxState {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dropped => "dropped",
            Self::Unknown => "unknown",
        }
    }
}

impl std::str::FromStr for OutboxState {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let all = [Self::Waiting, Self::Sending, Self::Sent, Self::Refused, Self::Dropped, Self::Unknown];
        all.into_iter().find(|state| state.word() == word).ok_or(())
    }
}

/// A finished letter for one recipient.
pub struct Envelope<'a> {
    pub letter: &'a Letter,
    pub recipient: PersonId,
    pub address: &'a str,
    pub message_id: &'a str,
    pub token: &'a str,
    pub bytes: &'a [u8],
    /// The hash of its text, by which it is known again without its head.
    pub text_hash: Option<&'a str>,
    pub shadow: bool,
    pub written_at: Timestamp,
    /// Of no more use after this.
    pub lapses: Option<Timestamp>,
}

/// A row of the outbox.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub id: i64,
    pub letter: Letter,
    pub key: LetterKey,
    pub recipient: PersonId,
    pub address: String,
    pub message_id: String,
    pub bytes: Vec<u8>,
    pub shadow: bool,
    pub state: OutboxState,
    pub written_at: Timestamp,
    pub lapses: Option<Timestamp>,
    pub attempts: u32,
    pub doubt: Option<Doubt>,
}

/// A letter of ours that somebody had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    pub letter: Letter,
    pub to: PersonId,
    pub written_at: Timestamp,
}

/// What is being done about a letter whose fate the server did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    pub since: Timestamp,
    /// When a letter to ourselves was last sent to see that what the server takes arrives.
    pub probed_at: Option<Timestamp>,
    /// When the administrator was told.
    pub asked_at: Option<Timestamp>,
}

/// What the outbox holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: u64,
    pub unknown: u64,
    pub sent: u64,
    pub refused: u64,
    pub dropped: u64,
}

const COLUMNS: &str = "id, key, recipient, letter, address, message_id, bytes, shadow, state, written_at, lapses_at, attempts, \
     doubt_since, probed_at, asked_at";

/// Kinds that wait behind no other: the servers take so many letters a minute, and a sign of distress must not stand in
/// line behind a year's welcomes.
const URGENT: &str = "'welfare', 'alarm'";

impl Store {
    /// The letters that may be sent now, the urgent first, then the oldest; of one kind only, where one is named.
    pub async fn due_letters(
        &mut self,
        now: Timestamp,
        letters_max: usize,
        kind: Option<&str>,
    ) -> Result<Vec<Outgoing>, StoreError> {
        // A bound LIMIT would have SQLite plan the query anew each time.
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE state = 'waiting' AND next_at <= $1 AND ($2 IS NULL OR kind = $2)
             ORDER BY kind IN ({URGENT}) DESC, id LIMIT {letters_max}"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(now.as_second())
            .bind(kind)
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter().map(outgoing).collect()
    }

    /// Letters that were on their way when the daemon stopped, or whose fate the server did not say.
    pub async fn letters_in_doubt(&mut self) -> Result<Vec<Outgoing>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE state IN ('sending', 'unknown') ORDER BY id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut self.connection).await?;
        rows.iter().map(outgoing).collect()
    }

    /// Letters of unknown fate that are to be looked for now, oldest first.
    pub async fn doubts_due(&mut self, now: Timestamp) -> Result<Vec<Outgoing>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE state = 'unknown' AND next_at <= $1 ORDER BY id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(now.as_second()).fetch_all(&mut self.connection).await?;
        rows.iter().map(outgoing).collect()
    }

    /// How many letters went out between two instants: to one person, and altogether.
    pub async fn sent_between(
        &mut self,
        from: Timestamp,
        until: Timestamp,
        to: PersonId,
    ) -> Result<(u32, u64), StoreError> {
        let sql = "SELECT count(*) AS sent, count(*) FILTER (WHERE recipient = $3) AS sent_to
                   FROM outbox WHERE state = 'sent' AND settled_at >= $1 AND settled_at < $2";
        let query = sqlx::query(sql).bind(from.as_second()).bind(until.as_second()).bind(to.0);
        let row = query.fetch_one(&mut self.connection).await?;
        Ok((row.try_get("sent_to")?, row.try_get::<i64, _>("sent")?.unsigned_abs()))
    }

    /// What the outbox holds: what is open, and what was settled since an instant.
    pub async fn outbox_counts(&mut self, since: Timestamp) -> Result<Counts, StoreError> {
        let sql = "SELECT state, count(*) AS letters FROM outbox
                   WHERE settled_at IS NULL OR settled_at >= $1 GROUP BY state";
        let rows = sqlx::query(sql).bind(since.as_second()).fetch_all(&mut self.connection).await?;
        let mut counts = Counts::default();
        for row in rows {
            let letters = row.try_get::<i64, _>("letters")?.unsigned_abs();
            match state_word(row.try_get("state")?)? {
                OutboxState::Waiting => counts.waiting += letters,
                OutboxState::Sending | OutboxState::Unknown => counts.unknown += letters,
                OutboxState::Sent => counts.sent += letters,
                OutboxState::Refused => counts.refused += letters,
                OutboxState::Dropped => counts.dropped += letters,
            }
        }
        Ok(counts)
    }

    /// The letter of ours with this Message-ID or token, and who had it.
    pub async fn ours(&mut self, message_id_or_token: &str) -> Result<Option<Ours>, StoreError> {
        let row = sqlx::query("SELECT letter, recipient, written_at FROM outbox WHERE message_id = $1 OR token = $1")
            .bind(message_id_or_token)
            .fetch_optional(&mut self.connection)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let recipient: u32 = row.try_get("recipient")?;
        Ok(Some(Ours {
            letter: from_json("a letter", row.try_get("letter")?)?,
            to: PersonId(recipient),
            written_at: instant(row.try_get("written_at")?)?,
        }))
    }

    /// Has a letter of ours a text of this hash?
    pub async fn is_our_text(&mut self, hash: &str) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT id FROM outbox WHERE text_hash = $1 LIMIT 1").bind(hash);
        Ok(row.fetch_optional(&mut self.connection).await?.is_some())
    }
}

/// Puts a finished letter into the outbox; one with the same key and recipient is there once.
///
/// Gives the number of its row.
pub async fn put(tx: &mut Tx<'_>, envelope: &Envelope<'_>) -> Result<i64, StoreError> {
    let done = sqlx::query(
        "INSERT INTO outbox
            (key, recipient, letter, kind, address, message_id, token, bytes, shadow, state, written_at, next_at, lapses_at,
             text_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $10, $11, $12)",
    )
    .bind(envelope.letter.key().0)
    .bind(envelope.recipient.0)
    .bind(to_json(envelope.letter)?)
    .bind(envelope.letter.kind())
    .bind(envelope.address)
    .bind(envelope.message_id)
    .bind(envelope.token)
    .bind(envelope.bytes)
    .bind(i64::from(envelope.shadow))
    .bind(envelope.written_at.as_second())
    .bind(envelope.lapses.map(|at| at.as_second()))
    .bind(envelope.text_hash)
    .execute(&mut **tx)
    .await?;
    Ok(done.last_insert_rowid())
}

/// Marks a letter as about to be sent. Committed before the server is spoken to. Says whether it was still waiting.
pub async fn mark_sending(tx: &mut Tx<'_>, id: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = $1 AND state = 'waiting'";
    let marked = sqlx::query(sql).bind(id).execute(&mut **tx).await?;
    Ok(marked.rows_affected() == 1)
}

/// What became of a letter, for good.
pub async fn settle(tx: &mut Tx<'_>, id: i64, state: OutboxState, at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET state = $2, settled_at = $3 WHERE id = $1")
        .bind(id)
        .bind(state.word())
        .bind(at.as_second())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Puts a letter back to be tried later.
pub async fn try_later(tx: &mut Tx<'_>, id: i64, next_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET state = 'waiting', next_at = $2 WHERE id = $1")
        .bind(id)
        .bind(next_at.as_second())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Marks a letter whose fate the server did not say; it is looked for from `look_at` on.
pub async fn mark_unknown(tx: &mut Tx<'_>, id: i64, since: Timestamp, look_at: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET state = 'unknown', doubt_since = $2, probed_at = NULL, asked_at = NULL, next_at = $3
               WHERE id = $1";
    sqlx::query(sql).bind(id).bind(since.as_second()).bind(look_at.as_second()).execute(&mut **tx).await?;
    Ok(())
}

/// The clock has gone back: what it put off under a later hour is looked at now, and what it was in doubt about then is in
/// doubt since now.
pub async fn recall(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET next_at = min(next_at, $1),
                                 probed_at = CASE WHEN doubt_since > $1 THEN NULL ELSE probed_at END,
                                 doubt_since = min(doubt_since, $1)
               WHERE state IN ('waiting', 'unknown') AND (next_at > $1 OR doubt_since > $1)";
    sqlx::query(sql).bind(now.as_second()).execute(&mut **tx).await?;
    Ok(())
}

/// Notes what was done about a letter in doubt, and when to look for it again.
pub async fn note_doubt(tx: &mut Tx<'_>, id: i64, doubt: &Doubt, look_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET probed_at = $2, asked_at = $3, next_at = $4 WHERE id = $1 AND state = 'unknown'")
        .bind(id)
        .bind(doubt.probed_at.map(|at| at.as_second()))
        .bind(doubt.asked_at.map(|at| at.as_second()))
        .bind(look_at.as_second())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn outgoing(row: &SqliteRow) -> Result<Outgoing, StoreError> {
    let recipient: u32 = row.try_get("recipient")?;
    let bytes: Option<Vec<u8>> = row.try_get("bytes")?;
    Ok(Outgoing {
        id: row.try_get("id")?,
        letter: from_json("a letter", row.try_get("letter")?)?,
        key: LetterKey(row.try_get("key")?),
        recipient: PersonId(recipient),
        address: row.try_get("address")?,
        message_id: row.try_get("message_id")?,
        bytes: bytes.ok_or_else(|| StoreError::Corrupt("a letter that was not sent has lost its text".to_owned()))?,
        shadow: row.try_get::<i64, _>("shadow")? != 0,
        state: state_word(row.try_get("state")?)?,
        written_at: instant(row.try_get("written_at")?)?,
        lapses: row.try_get::<Option<i64>, _>("lapses_at")?.map(instant).transpose()?,
        attempts: row.try_get("attempts")?,
        doubt: doubt(row)?,
    })
}

fn doubt(row: &SqliteRow) -> Result<Option<Doubt>, StoreError> {
    let at = |column| row.try_get::<Option<i64>, _>(column).map_err(StoreError::from);
    let Some(since) = at("doubt_since")? else { return Ok(None) };
    let probed_at = at("probed_at")?.map(instant).transpose()?;
    let asked_at = at("asked_at")?.map(instant).transpose()?;
    Ok(Some(Doubt { since: instant(since)?, probed_at, asked_at }))
}
