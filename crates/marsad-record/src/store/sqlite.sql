-- The log. `body` is what an entry holds, as JSON: a report with its claims, a review, a redaction (`entry.rs`).
-- `recorded` is microseconds since 1970 in UTC. `body_sha256` is SHA-256 of `body`; `hash` covers it and the entry before
-- (`chain.rs`), so that no entry can change unnoticed. Only a redaction may take a body away; its hash stays.
CREATE TABLE entries (
    seq         INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    recorded    INTEGER NOT NULL,
    body        TEXT,
    body_sha256 TEXT NOT NULL,
    hash        TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_time ON entries (recorded);
CREATE INDEX entries_by_kind ON entries (kind, seq);
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
WHEN NEW.body IS NOT NULL OR (NEW.seq, NEW.kind, NEW.recorded, NEW.body_sha256, NEW.hash)
    IS NOT (OLD.seq, OLD.kind, OLD.recorded, OLD.body_sha256, OLD.hash)
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

-- The bytes that reports were taken from, by their SHA-256. Rows are in the order they came: in that of their hashes each
-- would go to another page.
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT;

-- The log's end, signed: `signature` is Ed25519, by `key`, over what `checkpoint.rs` says; `token` is an RFC 3161 answer.
CREATE TABLE checkpoints (
    seq       INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    at        INTEGER NOT NULL,
    key       TEXT NOT NULL,
    signature TEXT NOT NULL,
    token     BLOB NOT NULL,
    PRIMARY KEY (seq, key, at)
) STRICT;

-- What a program that fetches remembers from one call to the next; no part of the log.
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- All below is derived from the log.
-- Reports, by entry. `id` is made of what a report is (`entry.rs`); `published` is a day, empty where unknown; `source` is
-- the id that stands for all reports of one text; `original` is the hash of the bytes it was taken from.
CREATE TABLE reports (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    text_sha256 TEXT NOT NULL,
    published   TEXT NOT NULL,
    source      TEXT NOT NULL,
    original    TEXT
) STRICT;
CREATE INDEX reports_by_text ON reports (text_sha256);
CREATE INDEX reports_by_source ON reports (source);

-- Which reviews are about which claim.
CREATE TABLE reviews (
    claim TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    PRIMARY KEY (claim, seq)
) STRICT, WITHOUT ROWID;

-- Which report is a near copy of which earlier one: one pair for each group of copies that it belongs to.
CREATE TABLE copies (
    seq     INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    PRIMARY KEY (seq, earlier)
) STRICT, WITHOUT ROWID;

-- Where to look for near copies of a text. A set of shingles is their 32-bit hashes in ascending order, four bytes each,
-- most significant first; a band is a hash of a few of their MinHashes, kept by the week of publication (`source.rs`).
CREATE TABLE shingle_sets (
    seq      INTEGER PRIMARY KEY,
    shingles BLOB NOT NULL
) STRICT;
CREATE TABLE bands (
    week INTEGER NOT NULL,
    band INTEGER NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (week, band, seq)
) STRICT, WITHOUT ROWID;

-- Events, as an index that `event/index.rs` keeps; `component` is the least of the claims that a claim may be joined with,
-- directly or over others.
CREATE TABLE event_claims (
    claim     TEXT PRIMARY KEY,
    entry     INTEGER NOT NULL,
    event     TEXT NOT NULL,
    component TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claims_by_entry ON event_claims (entry);
CREATE INDEX event_claims_by_component ON event_claims (component);

-- What events are found by when a claim may belong to them (`event/keys.rs`). Days are counted from 1970.
CREATE TABLE event_keys (
    key   TEXT NOT NULL,
    last  INTEGER NOT NULL,
    event TEXT NOT NULL,
    first INTEGER NOT NULL,
    PRIMARY KEY (key, last, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_keys_by_event ON event_keys (event);

-- Where events are listed (`event/listing.rs`): `newest` is minus their last day, so that the newest come first.
CREATE TABLE event_places (
    place   TEXT NOT NULL,
    type    TEXT NOT NULL,
    newest  INTEGER NOT NULL,
    event   TEXT NOT NULL,
    first   INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    PRIMARY KEY (place, type, newest, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_places_by_event ON event_places (event);

-- Words of the reports' texts and titles, folded (`search.rs`).
CREATE VIRTUAL TABLE texts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');
