-- Times are Unix milliseconds, hashes are in hash byte order, values are in satoshi.

CREATE TABLE miner (
    id                    INTEGER PRIMARY KEY,
    name                  TEXT    NOT NULL UNIQUE,
    accepted              INTEGER NOT NULL DEFAULT 0,
    accepted_difficulty   INTEGER NOT NULL DEFAULT 0,
    tentative             INTEGER NOT NULL DEFAULT 0,
    tentative_difficulty  INTEGER NOT NULL DEFAULT 0,
    last_share_at         INTEGER NOT NULL DEFAULT 0
);

-- Everybody who never proved any work: their names cost nothing, so they get no rows of their own.
INSERT INTO miner (id, name) VALUES (0, '');

CREATE TABLE gateway (
    id             INTEGER PRIMARY KEY,
    identity       BLOB    NOT NULL UNIQUE,
    version        TEXT    NOT NULL,
    first_seen_at  INTEGER NOT NULL
);

-- Shares that count, or may come to count: accepted, tentative, or void when a tentative one did not come true.
CREATE TABLE share (
    id           INTEGER PRIMARY KEY,
    header_hash  BLOB    NOT NULL UNIQUE,
    miner_id     INTEGER NOT NULL REFERENCES miner (id),
    gateway_id   INTEGER NOT NULL REFERENCES gateway (id),
    difficulty   INTEGER NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('accepted', 'tentative', 'void')),
    reason       INTEGER NOT NULL DEFAULT 0,
    prev_hash    BLOB    NOT NULL,
    height       INTEGER NOT NULL,
    at           INTEGER NOT NULL
);

CREATE INDEX share_tentative ON share (prev_hash) WHERE status = 'tentative';
CREATE INDEX share_at ON share (at);

CREATE TABLE rejection (
    miner_id  INTEGER NOT NULL REFERENCES miner (id),
    reason    INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (miner_id, reason)
) WITHOUT ROWID;

CREATE TABLE block (
    hash      BLOB    PRIMARY KEY,
    height    INTEGER NOT NULL,
    miner     TEXT    NOT NULL,
    outcome   TEXT    NOT NULL,
    words     TEXT    NOT NULL,
    found_at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE payout_offer (
    prev_hash     BLOB    NOT NULL,
    value         INTEGER NOT NULL,
    coinbaser_id  INTEGER NOT NULL,
    blob          BLOB    NOT NULL,
    at            INTEGER NOT NULL,
    PRIMARY KEY (prev_hash, value, coinbaser_id)
) WITHOUT ROWID;

CREATE INDEX payout_offer_at ON payout_offer (at);
