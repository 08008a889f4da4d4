-- The log. `body` is one entry as JSON: when it was recorded, the report, its claims. `hash` is SHA-256, in hexadecimal,
-- of the hash before it (64 zeros for the first), a line feed, and `body`, so that no entry can change unnoticed.
CREATE TABLE entries (
    seq    INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    body   TEXT NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_text ON entries (sha256);

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

-- Where to look for near copies of a text; derived from the log. A set of shingles is their 32-bit hashes in ascending
-- order, four bytes each, most significant first; a band is a hash of a few of their MinHashes (`source.rs`). `day` is the
-- day of publication, empty where unknown.
CREATE TABLE shingle_sets (
    seq      INTEGER PRIMARY KEY REFERENCES entries,
    shingles BLOB NOT NULL
) STRICT;
CREATE TABLE bands (
    band INTEGER NOT NULL,
    day  TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (band, day, seq)
) STRICT, WITHOUT ROWID;
