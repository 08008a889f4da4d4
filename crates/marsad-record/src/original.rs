//! The bytes that reports were taken from, by their SHA-256.
use crate::store::{self, Store, Value};
use crate::{Fault, Record, RecordError};

/// Keeps bytes under their hash; bytes that are there already are kept once.
pub(crate) fn keep(store: &dyn Store, sha256: &str, bytes: &[u8]) -> Result<(), Fault> {
    store.execute(
        "INSERT INTO originals (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        &[Value::Text(sha256), Value::Bytes(bytes)],
    )
}

/// The bytes with that hash, where they were kept.
pub(crate) fn bytes(store: &dyn Store, sha256: &str) -> Result<Option<Vec<u8>>, Fault> {
    let sql = "SELECT bytes FROM originals WHERE sha256 = $1";
    store::first(store, sql, &[Value::Text(sha256)], |row| row.bytes(0))
}

/// Takes out the bytes that no report was taken from any more.
pub(crate) fn forget(store: &dyn Store) -> Result<(), Fault> {
    store.execute(
        "DELETE FROM originals WHERE sha256 NOT IN (SELECT original FROM reports WHERE original IS NOT NULL)",
        &[],
    )
}

impl Record {
    /// The bytes with that SHA-256, where the record keeps them.
    pub fn original(&self, sha256: &str) -> Result<Option<Vec<u8>>, RecordError> {
        self.say(bytes(self.store(), sha256))
    }
}
