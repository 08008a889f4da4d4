//! Everything said, by whom, when it was known; nothing is ever lost.
//!
//! A record is a log that only grows, in one SQLite file or a PostgreSQL database. Each entry holds a report with its claims,
//! or what a reviewer decided, with the moment it was recorded, and is sealed with the hash of the entry before it.
//!
//! | term | meaning |
//! | --- | --- |
//! | entry | one report with its claims, one review, one redaction, one audit, as recorded |
//! | snapshot | what the record held at a moment, of what was published by a day |
//! | source | reports that carry one text, or nearly so: they count once |
//! | event | something that happened, as all the claims that tell of it have it |
//! | review | what a person decided of a claim, and why |
//! | audit | what a person did with the record beside reviewing it, as coming in |
//! | checkpoint | the log's end, signed, to be kept elsewhere |
//!
//! | clock | says |
//! | --- | --- |
//! | valid | when what a claim says was so |
//! | known | when it was published |
//! | recorded | when this record took it in |
#![cfg_attr(test, allow(clippy::non_ascii_literal, reason = "tests show real text"))]

mod address;
mod alliance;
mod audit;
mod chain;
mod checkpoint;
mod copy;
mod entry;
mod error;
mod event;
mod log;
mod original;
mod queue;
mod record;
mod review;
mod reviewing;
mod search;
mod snapshot;
mod source;
mod store;
mod timestamp;
mod verify;

pub use address::Address;
pub use alliance::Alliances;
pub use audit::{Audit, Audited, Deed};
pub use checkpoint::{Checkpoint, Key};
pub use entry::OriginalSeal;
pub use error::{Fault, RecordError, Refusal};
pub use event::{
    Days, Dispute, Event, Figure, Link, Location, Member, Named, Page, Said, SameEvent, Side, Wanted, events,
};
pub use log::Sealed;
pub use queue::{Waiting, queue};
pub use record::{Added, Batch, End, Record};
pub use review::{Act, Review, Status};
pub use reviewing::Reviewed;
pub use snapshot::{Clocks, Judgement, Snapshot, StoredClaim, StoredReport};
pub use verify::Verified;
