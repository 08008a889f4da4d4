//! The hash chain that seals the log: SHA-256, in lower-case hexadecimal.
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What stands before the first entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256 of these bytes.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The head of an entry: all that its seal covers beside the entry before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) seq: i64,
    pub(crate) kind: &'a str,
    /// Microseconds since 1970, UTC.
    pub(crate) recorded: i64,
    pub(crate) body_sha256: &'a str,
}

impl Head<'_> {
    /// The seal: it covers the entry and, through `previous`, every entry before it. It covers the body by its hash, so that
    /// a body may be redacted and the chain still holds.
    pub(crate) fn seal(&self, previous: &str) -> String {
        let Self { seq, kind, recorded, body_sha256 } = self;
        sha256(format!("{previous}\n{seq}\n{kind}\n{recorded}\n{body_sha256}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{GENESIS, Head, sha256};

    #[test]
    fn a_hash_is_the_published_one() {
        let hash = sha256(b"abc");
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_seal_depends_on_every_part_of_the_entry_and_on_every_entry_before() {
        let head = Head { seq: 2, kind: "report", recorded: 7, body_sha256: "b" };
        let seals = [
            head.seal(GENESIS),
            head.seal("other"),
            Head { seq: 3, ..head }.seal(GENESIS),
            Head { kind: "review", ..head }.seal(GENESIS),
            Head { recorded: 8, ..head }.seal(GENESIS),
            Head { body_sha256: "c", ..head }.seal(GENESIS),
        ];
        let distinct: std::collections::BTreeSet<_> = seals.iter().collect();
        assert_eq!(distinct.len(), seals.len());
    }
}
