-- The ledger: what people said and what the daemon decided. Append-only; ids, never names or letters' text.
CREATE TABLE ledger (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL, -- when we knew, in Unix seconds
    source   INTEGER,          -- the inbox row of the letter that brought it
    corrects INTEGER,          -- the ledger line that it corrects
    fact     TEXT NOT NULL     -- JSON, `domain::event::Fact`
) STRICT;

CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a correction is one more line'); END;
CREATE TRIGGER ledger_is_not_cut BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a correction is one more line'); END;

-- Letters on their way out: one row an envelope. Bytes, Message-ID and Date are fixed when written.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL,    -- the letter's natural key
    recipient  INTEGER NOT NULL, -- a person; 0 is the administrator
    letter     TEXT NOT NULL,    -- JSON, `domain::letter::Letter`
    kind       TEXT NOT NULL,
    address    TEXT NOT NULL,    -- where the envelope goes; compared with the roster when it is sent
    message_id TEXT NOT NULL,
    token      TEXT NOT NULL,
    bytes      BLOB,             -- gone once its retention time is over
    shadow     INTEGER NOT NULL, -- written for the administrator's eyes instead
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'dropped', 'unknown')),
    written_at INTEGER NOT NULL,
    next_at    INTEGER NOT NULL, -- not tried before
    lapses_at  INTEGER,          -- of no more use after this
    attempts   INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    UNIQUE (key, recipient)
) STRICT;
CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id);
CREATE UNIQUE INDEX outbox_token ON outbox (token);
CREATE INDEX outbox_by_state ON outbox (state, next_at);
CREATE INDEX outbox_to ON outbox (recipient, settled_at);
CREATE INDEX outbox_settled ON outbox (state, settled_at);

-- Letters that came in: stored whole, with their reading, before the server is told.
CREATE TABLE inbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    hash         TEXT NOT NULL UNIQUE, -- SHA-256 of the bytes: a letter is taken in once, under whatever UID
    uid_validity INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    received     INTEGER NOT NULL,
    taken_in     INTEGER NOT NULL,
    person       INTEGER,              -- the sender, where known
    message_id   TEXT,
    raw          BLOB,                 -- gone once its retention time is over, as are the words in the reading
    reading      TEXT,                 -- JSON, `inbound::Reading`
    aside        INTEGER NOT NULL      -- a person has to look at it
) STRICT;
CREATE INDEX inbox_received ON inbox (received);

-- Where the reading of the mailbox stands.
CREATE TABLE cursor (
    folder       TEXT PRIMARY KEY,
    uid_validity INTEGER NOT NULL,
    uid_last     INTEGER NOT NULL
) STRICT;

-- Each version of a scheme's policy that ever held: a case keeps the one that it began under.
CREATE TABLE policies (
    scheme  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    policy  TEXT NOT NULL, -- JSON, `domain::policy::Policy`
    PRIMARY KEY (scheme, version)
) STRICT;

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO meta (name, value) VALUES ('roster_version', '0');

-- The marks as they stand, for whoever opens the database.
CREATE VIEW effective_marks AS
SELECT "group", session, student, mark, since FROM (
    SELECT json_extract(fact, '$.session.group') AS "group",
           json_extract(fact, '$.session.number') AS session,
           CAST(named.key AS INTEGER) AS student,
           named.value AS mark,
           datetime(at, 'unixepoch') AS since,
           row_number() OVER (
               PARTITION BY json_extract(fact, '$.session.group'), json_extract(fact, '$.session.number'), named.key
               ORDER BY ledger.id DESC) AS recency
    FROM ledger, json_each(fact, '$.marks') AS named
    WHERE json_extract(fact, '$.fact') IN ('register-taken', 'marks-corrected')
) WHERE recency = 1;
