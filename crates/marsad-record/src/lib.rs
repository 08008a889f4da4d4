//! Everything said, by whom, when it was known; nothing is ever lost.
//!
//! A record is one SQLite file that only grows. Each entry holds a report, its claims and the moment it was recorded, and
//! is sealed with the hash of the entry before it.
//!
//! | term | meaning |
//! | --- | --- |
//! | entry | one report with its claims, as recorded |
//! | snapshot | what the record held at a moment, of what was published by a day |
//! | source | reports that carry one text, or nearly so: they count once |
#![cfg_attr(test, allow(clippy::non_ascii_literal, reason = "tests show real text"))]

mod entry;
mod error;
mod record;
mod snapshot;
mod source;

pub use error::{Fault, RecordError};
pub use record::{Added, Record};
pub use snapshot::{Snapshot, StoredClaim, StoredReport};
