-- The coordinators that are members of a cluster say so here, again and again; see the class Roster.

CREATE TABLE roster (
    -- host:port where other coordinators reach it
    address    VARCHAR(300) PRIMARY KEY,
    -- drawn anew at each start of a process
    uid        BIGINT NOT NULL,
    beats      BIGINT NOT NULL
);

-- One row: how many clusters were founded on this store.
CREATE TABLE founding (
    one        INTEGER PRIMARY KEY,
    generation BIGINT NOT NULL
);

INSERT INTO founding (one, generation) VALUES (1, 0);
