//! `marsad verify`, `redact`, `copy` and `checkpoint`: what keeps a record whole and lets others check it.
use super::{Error, Outcome, record};
use crate::cli::{CheckpointArgs, CheckpointTask, CopyArgs, RedactArgs, VerifyArgs};
use marsad_record::{Address, Key, Record, Verified};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

pub(crate) fn verify(args: &VerifyArgs) -> Result<Outcome, Error> {
    let record = record::existing(&args.record)?;
    let Verified { entries, redacted, originals, checkpoints } = record.verify()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}: the chain holds from the first entry to the last", record.address())?;
    writeln!(
        out,
        "  {entries} entries, {redacted} of them redacted; {originals} originals as they were read"
    )?;
    for point in &checkpoints {
        let stamped = point.stamped().map(|at| format!(", time-stamped {at}")).unwrap_or_default();
        writeln!(out, "  checkpoint of entry {}, signed {} by {}{stamped}", point.seq, point.at, point.key)?;
    }
    Ok(Outcome::default())
}

pub(crate) fn redact(args: &RedactArgs) -> Result<Outcome, Error> {
    record::existing(&args.record)?.redact(&args.report, &args.by.author, &args.by.reason)?;
    writeln!(io::stdout(), "{}: taken out; its hash stays", args.report)?;
    Ok(Outcome::default())
}

pub(crate) fn copy(args: &CopyArgs) -> Result<Outcome, Error> {
    // The source first: a mistyped one must leave no empty record behind.
    let from = Record::open_existing(&args.from)?;
    let mut to = Record::open(&args.to)?;
    let entries = from.copy_to(&mut to)?;
    to.verify()?;
    writeln!(io::stdout(), "{}: {entries} entries, each with its seal", Address::from(&args.to))?;
    Ok(Outcome::default())
}

pub(crate) fn checkpoint(args: &CheckpointArgs) -> Result<Outcome, Error> {
    let mut out = io::stdout().lock();
    match &args.task {
        CheckpointTask::Key { file } => {
            let key = Key::generate()?;
            write_secret(file, &key)?;
            writeln!(out, "{}\n  the public key; give it to whoever checks", key.public())?;
        }
        CheckpointTask::Sign { key, query, record } => {
            let point = record::existing(record)?.checkpoint(&read_key(key)?)?;
            if let Some(query) = query {
                std::fs::write(query, point.timestamp_query()?)?;
            }
            writeln!(out, "{}", serde_json::to_string(&point)?)?;
        }
        CheckpointTask::Stamp { token, record } => {
            let token = std::fs::read(token).map_err(|error| format!("{}: {error}", token.display()))?;
            let point = record::existing(record)?.stamp(&token)?;
            let at = point.stamped().unwrap_or_default();
            writeln!(out, "checkpoint of entry {}: time-stamped {at}", point.seq)?;
        }
    }
    Ok(Outcome::default())
}

/// The key in a file.
pub(crate) fn read_key(path: &Path) -> Result<Key, Error> {
    let digits = std::fs::read_to_string(path).map_err(|error| {
        format!("{}: {error}\n  help: `marsad checkpoint key FILE` makes a key", path.display())
    })?;
    Ok(Key::parse(&digits)?)
}

/// Writes a key to a new file that nobody else can read.
fn write_secret(path: &Path, key: &Key) -> Result<(), Error> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = file
        .map_err(|error| format!("{}: {error}\n  help: name a file that is not there yet", path.display()))?;
    Ok(writeln!(file, "{}", key.secret())?)
}
