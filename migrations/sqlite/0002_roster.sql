-- Who is who, and from when to when. Written whole by each import. Days are ISO 8601, an open end is NULL.
--
-- A person's number stays where their row is deleted: forgetting somebody leaves numbers that say nothing, so no
-- column that holds one refers to the table of people. Rows of lists keep the order of the files in `position`.
CREATE TABLE schemes (
    id           INTEGER PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    training     TEXT,
    feedback_mid TEXT,
    feedback_end TEXT
) STRICT;

CREATE TABLE closures (
    position  INTEGER PRIMARY KEY,
    scheme    INTEGER NOT NULL REFERENCES schemes (id),
    from_day  TEXT NOT NULL,
    until_day TEXT NOT NULL,
    why       TEXT NOT NULL
) STRICT;

CREATE TABLE people (
    id             INTEGER PRIMARY KEY,
    address        TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    preferred_name TEXT
) STRICT;

CREATE TABLE roles (
    position  INTEGER PRIMARY KEY,
    person    INTEGER NOT NULL,
    scheme    INTEGER NOT NULL REFERENCES schemes (id),
    role      TEXT NOT NULL CHECK (role IN ('co-leader', 'firm-head', 'undergraduate-team', 'stage-lead', 'supervisor')),
    from_day  TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE groups (
    id          INTEGER PRIMARY KEY,
    scheme      INTEGER NOT NULL REFERENCES schemes (id),
    code        TEXT NOT NULL UNIQUE,
    site        TEXT,
    weekday     INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- Monday is 0
    starts      TEXT NOT NULL,
    minutes     INTEGER NOT NULL,
    place       TEXT NOT NULL,
    supervision TEXT
) STRICT;

CREATE TABLE co_leaderships (
    position  INTEGER PRIMARY KEY,
    group_id  INTEGER NOT NULL REFERENCES groups (id),
    leader    INTEGER NOT NULL,
    place     INTEGER NOT NULL CHECK (place IN (0, 1)),
    from_day  TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE supervisions (
    position   INTEGER PRIMARY KEY,
    code       TEXT NOT NULL,
    scheme     INTEGER NOT NULL REFERENCES schemes (id),
    supervisor INTEGER NOT NULL,
    from_day   TEXT,
    until_day  TEXT
) STRICT;

CREATE TABLE memberships (
    position  INTEGER PRIMARY KEY,
    student   INTEGER NOT NULL,
    group_id  INTEGER NOT NULL REFERENCES groups (id),
    firm_head INTEGER NOT NULL,
    adjusted  INTEGER NOT NULL CHECK (adjusted IN (0, 1)),
    from_day  TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE sessions (
    group_id INTEGER NOT NULL REFERENCES groups (id),
    number   INTEGER NOT NULL,
    day      TEXT NOT NULL,
    PRIMARY KEY (group_id, number),
    UNIQUE (group_id, day)
) STRICT;

-- The highest numbers ever given: none is given twice, even after its owner was forgotten.
CREATE TABLE numbers_given (
    kind    TEXT PRIMARY KEY CHECK (kind IN ('schemes', 'people', 'groups')),
    highest INTEGER NOT NULL
) STRICT;
