//! The record that a command works on.
use super::Error;
use crate::cli::RecordArg;
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_record::{Clocks, Record, Snapshot};

/// The record for adding to it; made where there is none.
pub(crate) fn open(record: &RecordArg) -> Result<Record, Error> {
    Ok(Record::open(&record.path)?)
}

/// The record, which must be there.
pub(crate) fn existing(record: &RecordArg) -> Result<Record, Error> {
    Ok(Record::open_existing(&record.path)?)
}

/// What the record held, by the clocks of the call.
pub(crate) fn snapshot(
    record: &RecordArg,
    known: Option<Date>,
    recorded: Option<Timestamp>,
) -> Result<Snapshot, Error> {
    Ok(existing(record)?.as_of(Clocks { valid: None, known, recorded })?)
}
