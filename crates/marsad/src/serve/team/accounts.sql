-- Who may log in. `key` is the name as it is looked up, `name` as it is shown; `roles` are separated by commas; `password`
-- is a PHC string (`password.rs`). Where `secret` is set (base 32), a code is needed, of a later step than `spent`
-- (`totp.rs`). `failures` in a row keep the account shut until `shut` (`lockout.rs`). Times are seconds since 1970, UTC.
CREATE TABLE accounts (
    key      TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    roles    TEXT NOT NULL,
    password TEXT NOT NULL,
    secret   TEXT,
    spent    INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    shut     INTEGER,
    came     INTEGER
) STRICT;

-- Who is logged in, by the SHA-256 of the token that the browser keeps.
CREATE TABLE sessions (
    token TEXT PRIMARY KEY,
    key   TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
    begun INTEGER NOT NULL,
    seen  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
