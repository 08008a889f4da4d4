//! The record that a command works on.
use super::Error;
use crate::cli::RecordArg;
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_record::{Clocks, Record, Snapshot};

/// The record for adding to it; made where there is none. It is said where this machine's clock is behind the record's.
pub(crate) fn open(record: &RecordArg) -> Result<Record, Error> {
    let record = Record::open(&record.path)?;
    if let Some(last) = record.end()?.recorded.filter(|last| *last > Timestamp::now()) {
        eprintln!(
            "marsad: {}: its last entry was recorded on {last}, which by this clock is yet to come; \
             entries are recorded as of then until the clock has caught up\n  \
             help: set the clock of this machine, if it is wrong",
            record.address()
        );
    }
    Ok(record)
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
