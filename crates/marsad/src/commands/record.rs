//! The record that a command works on.
use super::Error;
use crate::cli::RecordArg;
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_record::{Record, Snapshot};

/// The record for adding to it; made where there is none.
pub(crate) fn open(record: &RecordArg) -> Result<Record, Error> {
    Ok(Record::open(&record.path)?)
}

/// What the record held, by the clocks of the call.
pub(crate) fn snapshot(
    record: &RecordArg,
    known: Option<Date>,
    recorded: Option<Timestamp>,
) -> Result<Snapshot, Error> {
    Ok(Record::open_existing(&record.path)?.snapshot(known, recorded)?)
}
