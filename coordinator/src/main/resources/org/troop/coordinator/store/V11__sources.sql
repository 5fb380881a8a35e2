-- Computed sources by the hash of all that they depend on. Can be computed again; what was not used for longest goes first.
CREATE TABLE sources (
    id      VARCHAR(64) PRIMARY KEY,
    content BYTEA NOT NULL,
    bytes   BIGINT NOT NULL,
    -- milliseconds since 1970, to the hour
    used    BIGINT NOT NULL
);
