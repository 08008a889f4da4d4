//! The record file: an append-only log in SQLite.
use crate::entry::{self, Entry, GENESIS};
use crate::{Fault, RecordError, Snapshot, source};
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_coder::Claim;
use marsad_text::Report;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `MRSD`: tells a record from any other SQLite file.
const APPLICATION_ID: i64 = 0x4D52_5344;
const FORMAT: i64 = 2;
const BUSY: Duration = Duration::from_secs(5);

/// What became of a report that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the record now.
    New,
    /// The record already held this text under the same outlet, address and day.
    AlreadyThere,
}

/// An open record: one SQLite file that only grows.
///
/// Each report is one transaction, so that whatever interrupts the program leaves whole reports only.
#[derive(Debug)]
pub struct Record {
    db: Connection,
    path: PathBuf,
}

impl Record {
    /// Opens a record for adding to it; makes it where there is none.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(Fault::NoFolder.at(path));
        }
        let record = Self::connect(path, OpenFlags::default())?;
        record.prepare().and_then(|()| record.check_pages()).map_err(|fault| fault.at(path))?;
        Ok(record)
    }

    /// Opens a record that must be there.
    pub fn open_existing(path: &Path) -> Result<Self, RecordError> {
        if !path.exists() {
            return Err(Fault::Missing.at(path));
        }
        let record = Self::connect(path, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE)?;
        record.check_format().map_err(|fault| fault.at(path))?;
        Ok(record)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, RecordError> {
        if path.is_dir() {
            return Err(Fault::Folder.at(path));
        }
        let open = || {
            // A name must not be read as a URI: files may be called anything.
            let db = Connection::open_with_flags(path, flags & !OpenFlags::SQLITE_OPEN_URI)?;
            db.busy_timeout(BUSY)?;
            // 64 MiB: adding touches pages all over the index of shingles.
            db.pragma_update(None, "cache_size", -65_536)?;
            Ok(Self { db, path: path.to_owned() })
        };
        open().map_err(|error: rusqlite::Error| Fault::from(error).at(path))
    }

    /// Lays out a new file; checks one that holds something.
    fn prepare(&self) -> Result<(), Fault> {
        if self.is_blank()? {
            self.db.pragma_update(None, "journal_mode", "WAL")?;
            let lay_out = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
            // Another process may have laid it out while this one waited.
            if self.is_blank()? {
                lay_out.execute_batch(include_str!("schema.sql"))?;
                lay_out.pragma_update(None, "application_id", APPLICATION_ID)?;
                lay_out.pragma_update(None, "user_version", FORMAT)?;
            }
            lay_out.commit()?;
        }
        self.check_format()
    }

    fn is_blank(&self) -> Result<bool, Fault> {
        let tables: i64 = self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok(tables == 0 && self.pragma("application_id")? == 0)
    }

    fn check_format(&self) -> Result<(), Fault> {
        if self.pragma("application_id")? != APPLICATION_ID {
            return Err(Fault::NotARecord);
        }
        match self.pragma("user_version")? {
            FORMAT => Ok(()),
            older if older < FORMAT => Err(Fault::Older(older)),
            newer => Err(Fault::Newer(newer)),
        }
    }

    fn pragma(&self, name: &str) -> Result<i64, Fault> {
        Ok(self.db.pragma_query_value(None, name, |row| row.get(0))?)
    }

    /// Adding to a damaged file would spread the damage.
    fn check_pages(&self) -> Result<(), Fault> {
        let found: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(Fault::Corrupt(found)) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a report and its claims, both or neither.
    pub fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<Added, RecordError> {
        self.add_at(Timestamp::now(), report, claims)
    }

    pub(crate) fn add_at(
        &mut self,
        now: Timestamp,
        report: &Report,
        claims: &[Claim],
    ) -> Result<Added, RecordError> {
        self.append(now, report, claims).map_err(|fault| fault.at(&self.path))
    }

    fn append(&mut self, now: Timestamp, report: &Report, claims: &[Claim]) -> Result<Added, Fault> {
        let append = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sha256 = entry::sha256(&[&report.text]);
        if holds(&append, report, &sha256)? {
            return Ok(Added::AlreadyThere);
        }
        let last = last(&append)?;
        // A clock that was set back must not put an entry before the one it follows.
        let recorded = last.recorded.map_or(now, |last| last.max(now));
        let body = Entry { recorded, report: report.clone(), claims: claims.to_vec() }.body()?;
        let source = source::find(&append, report, &sha256)?;
        append.execute(
            "INSERT INTO entries (seq, sha256, source, body, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![last.seq + 1, sha256, source, body, entry::seal(&last.hash, &body)],
        )?;
        source::index(&append, last.seq + 1, report)?;
        append.commit()?;
        Ok(Added::New)
    }

    /// What the record held when it was `recorded`, of what had been published when it was `known`; all where neither is
    /// given. A report of unknown day is left out where `known` is given: nobody can say that it was out by then.
    pub fn snapshot(
        &self,
        known: Option<Date>,
        recorded: Option<Timestamp>,
    ) -> Result<Snapshot, RecordError> {
        self.read(known, recorded).map_err(|fault| fault.at(&self.path))
    }

    fn read(&self, known: Option<Date>, recorded: Option<Timestamp>) -> Result<Snapshot, Fault> {
        let mut snapshot = crate::snapshot::Builder::default();
        self.each_entry(|row, entry| {
            let held = recorded.is_none_or(|recorded| entry.recorded <= recorded);
            let published = known.is_none_or(|known| entry.report.date.is_some_and(|day| day <= known));
            snapshot.take(row.sha256, row.source, entry, held && published);
        })?;
        Ok(snapshot.finish())
    }

    /// Checks the whole chain; how many entries it has.
    pub fn verify(&self) -> Result<usize, RecordError> {
        let mut entries = 0;
        let check = self.check_pages().and_then(|()| self.each_entry(|_, _| entries += 1));
        check.map(|()| entries).map_err(|fault| fault.at(&self.path))
    }

    /// Every entry in the order it was recorded, each one's seal and text checked before it is believed.
    fn each_entry(&self, mut take: impl FnMut(Row, Entry)) -> Result<(), Fault> {
        let mut query =
            self.db.prepare("SELECT seq, sha256, source, body, hash FROM entries ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut previous = (0, GENESIS.to_owned());
        while let Some(row) = rows.next()? {
            let row = Row::read(row)?;
            let entry = Entry::parse(row.seq, &row.body)?;
            let whole = row.seq == previous.0 + 1 && row.hash == entry::seal(&previous.1, &row.body);
            if !whole || row.sha256 != entry::sha256(&[&entry.report.text]) {
                return Err(Fault::Corrupt(format!(
                    "entry {} was changed or an entry before it is gone",
                    row.seq
                )));
            }
            previous = (row.seq, row.hash.clone());
            take(row, entry);
        }
        Ok(())
    }
}

/// A row of the log as it stands in the file.
struct Row {
    seq: i64,
    sha256: String,
    source: String,
    body: String,
    hash: String,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            sha256: row.get(1)?,
            source: row.get(2)?,
            body: row.get(3)?,
            hash: row.get(4)?,
        })
    }
}

/// Whether the record holds this very report: the same text as the same outlet published it, there and then.
fn holds(db: &Connection, report: &Report, sha256: &str) -> Result<bool, Fault> {
    let mut query = db.prepare_cached("SELECT seq, body FROM entries WHERE sha256 = ?1")?;
    let mut rows = query.query([sha256])?;
    while let Some(row) = rows.next()? {
        let (seq, body): (i64, String) = (row.get(0)?, row.get(1)?);
        let held = Entry::parse(seq, &body)?.report;
        if (&held.outlet, &held.url, held.date) == (&report.outlet, &report.url, report.date) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The end of the log: what the next entry follows.
struct Last {
    seq: i64,
    hash: String,
    recorded: Option<Timestamp>,
}

fn last(db: &Connection) -> Result<Last, Fault> {
    let mut query = db.prepare_cached("SELECT seq, hash, body FROM entries ORDER BY seq DESC LIMIT 1")?;
    let row =
        query.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))).optional()?;
    let Some((seq, hash, body)) = row else {
        return Ok(Last { seq: 0, hash: GENESIS.to_owned(), recorded: None });
    };
    Ok(Last { seq, hash, recorded: Some(Entry::parse(seq, &body)?.recorded) })
}

#[cfg(test)]
mod tests;
