-- One script for SQLite and PostgreSQL: BYTEA is a blob in both.

CREATE TABLE theory (
    id        VARCHAR(64) PRIMARY KEY,
    content   BYTEA NOT NULL
);

CREATE TABLE sweep (
    id        VARCHAR(64) PRIMARY KEY,
    name      VARCHAR(200) NOT NULL,
    theory    VARCHAR(64) NOT NULL REFERENCES theory (id),
    priority  INTEGER NOT NULL,
    submitted BIGINT NOT NULL
);

-- One lemma of one sweep.
CREATE TABLE search (
    id           VARCHAR(80) PRIMARY KEY,
    sweep        VARCHAR(64) NOT NULL REFERENCES sweep (id),
    ordinal      INTEGER NOT NULL,
    lemma        VARCHAR(1000) NOT NULL,
    strategy     INTEGER NOT NULL,
    -- Who took the search over last; merges of earlier owners are refused.
    incarnation  BIGINT NOT NULL,
    state        INTEGER NOT NULL,
    depth_limit  INTEGER NOT NULL,
    next_unit    BIGINT NOT NULL,
    nodes        BIGINT NOT NULL,
    status       INTEGER NOT NULL,
    steps        BIGINT NOT NULL,
    units        BIGINT NOT NULL,
    releases     BIGINT NOT NULL,
    work_millis  BIGINT NOT NULL,
    queued       BIGINT NOT NULL,
    leased       BIGINT NOT NULL,
    waiting      BIGINT NOT NULL,
    started      BIGINT NOT NULL,
    finished     BIGINT NOT NULL,
    message      TEXT NOT NULL,
    cut          BYTEA,
    fingerprint  BYTEA
);

CREATE INDEX search_by_sweep ON search (sweep, ordinal);
CREATE INDEX search_by_state ON search (state);

-- A node that was open once: its system while it is open, the fragment that took its place when it is merged.
CREATE TABLE unit (
    search    VARCHAR(80) NOT NULL REFERENCES search (id),
    number    BIGINT NOT NULL,
    parent    BIGINT NOT NULL,
    hole      INTEGER NOT NULL,
    path      BYTEA NOT NULL,
    state     INTEGER NOT NULL,
    content   BYTEA,
    PRIMARY KEY (search, number)
);

CREATE INDEX unit_open ON unit (search) WHERE state = 0;

CREATE TABLE trace (
    search    VARCHAR(80) NOT NULL REFERENCES search (id),
    unit      BIGINT NOT NULL,
    ordinal   INTEGER NOT NULL,
    content   BYTEA NOT NULL,
    PRIMARY KEY (search, unit, ordinal)
);
