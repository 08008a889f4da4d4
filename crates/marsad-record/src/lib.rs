//! Everything said, by whom, when it was known; nothing is ever lost.

mod snapshot;

pub use snapshot::{Snapshot, StoredClaim, StoredReport};
