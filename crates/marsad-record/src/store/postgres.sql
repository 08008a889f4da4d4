-- The same tables as in `sqlite.sql`, which says what they are.
CREATE TABLE marsad (format BIGINT NOT NULL);

CREATE TABLE entries (
    seq         BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL,
    recorded    BIGINT NOT NULL,
    body        TEXT,
    body_sha256 TEXT NOT NULL,
    hash        TEXT NOT NULL
);
CREATE INDEX entries_by_time ON entries (recorded);
CREATE INDEX entries_by_kind ON entries (kind, seq);
CREATE FUNCTION entries_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.body IS NULL
        AND (NEW.seq, NEW.kind, NEW.recorded, NEW.body_sha256, NEW.hash)
        = (OLD.seq, OLD.kind, OLD.recorded, OLD.body_sha256, OLD.hash)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'entries are never changed';
END $$;
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE OR DELETE ON entries
    FOR EACH ROW EXECUTE FUNCTION entries_are_never_changed();

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    bytes  BYTEA NOT NULL
);

CREATE TABLE checkpoints (
    seq       BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    at        BIGINT NOT NULL,
    key       TEXT NOT NULL,
    signature TEXT NOT NULL,
    token     BYTEA NOT NULL,
    PRIMARY KEY (seq, key, at)
);

CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE reports (
    seq         BIGINT PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    text_sha256 TEXT NOT NULL,
    published   TEXT NOT NULL,
    source      TEXT NOT NULL,
    original    TEXT
);
CREATE INDEX reports_by_text ON reports (text_sha256);
CREATE INDEX reports_by_source ON reports (source);

CREATE TABLE reviews (
    claim TEXT NOT NULL,
    seq   BIGINT NOT NULL,
    PRIMARY KEY (claim, seq)
);

CREATE TABLE copies (
    seq     BIGINT NOT NULL,
    earlier BIGINT NOT NULL,
    PRIMARY KEY (seq, earlier)
);

CREATE TABLE shingle_sets (
    seq      BIGINT PRIMARY KEY,
    shingles BYTEA NOT NULL
);
CREATE TABLE bands (
    week BIGINT NOT NULL,
    band BIGINT NOT NULL,
    seq  BIGINT NOT NULL,
    PRIMARY KEY (week, band, seq)
);

CREATE TABLE event_claims (
    claim     TEXT PRIMARY KEY,
    entry     BIGINT NOT NULL,
    event     TEXT NOT NULL,
    component TEXT NOT NULL
);
CREATE INDEX event_claims_by_entry ON event_claims (entry);
CREATE INDEX event_claims_by_component ON event_claims (component);

CREATE TABLE event_keys (
    key   TEXT NOT NULL,
    last  BIGINT NOT NULL,
    event TEXT NOT NULL,
    first BIGINT NOT NULL,
    PRIMARY KEY (key, last, event)
);
CREATE INDEX event_keys_by_event ON event_keys (event);

CREATE TABLE event_places (
    place   TEXT NOT NULL,
    type    TEXT NOT NULL,
    newest  BIGINT NOT NULL,
    event   TEXT COLLATE "C" NOT NULL,
    first   BIGINT NOT NULL,
    sources BIGINT NOT NULL,
    PRIMARY KEY (place, type, newest, event)
);
CREATE INDEX event_places_by_event ON event_places (event);

CREATE TABLE texts (
    rowid BIGINT PRIMARY KEY,
    words TEXT NOT NULL
);
CREATE INDEX texts_by_word ON texts USING gin (to_tsvector('simple', words));
