//! One entry of the log, and the chain that seals it.
use crate::Fault;
use jiff::Timestamp;
use marsad_coder::Claim;
use marsad_text::Report;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What stands before the first entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What the log holds of one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) recorded: Timestamp,
    pub(crate) report: Report,
    pub(crate) claims: Vec<Claim>,
}

impl Entry {
    pub(crate) fn parse(seq: i64, body: &str) -> Result<Self, Fault> {
        serde_json::from_str(body)
            .map_err(|error| Fault::Corrupt(format!("entry {seq} cannot be read: {error}")))
    }

    pub(crate) fn body(&self) -> Result<String, Fault> {
        serde_json::to_string(self)
            .map_err(|error| Fault::Corrupt(format!("{} cannot be written: {error}", self.report.id)))
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The seal of an entry: it covers the entry and, through `previous`, every entry before it.
pub(crate) fn seal(previous: &str, body: &str) -> String {
    sha256(&[previous, "\n", body])
}

/// The first 12 digits of a hash: what ids are made of.
pub(crate) fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::{GENESIS, seal, sha256, short};

    #[test]
    fn a_hash_is_the_published_one() {
        let hash = sha256(&["a", "bc"]);
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(short(&hash), "ba7816bf8f01");
    }

    #[test]
    fn a_seal_depends_on_every_entry_before() {
        assert_ne!(seal(&seal(GENESIS, "a"), "b"), seal(&seal(GENESIS, "c"), "b"));
    }
}
