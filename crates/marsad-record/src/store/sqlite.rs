//! A record in one SQLite file.
use super::{Row, Store, Take, Value};
use crate::Fault;
use rusqlite::ffi::SQLITE_IOERR_WRITE;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// `MRSD`: tells a record from any other SQLite file.
const APPLICATION_ID: i64 = 0x4D52_5344;
const FORMAT: i64 = 4;
const BUSY: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(10);

/// A SQLite file that holds a record.
#[derive(Debug)]
pub(crate) struct Sqlite(Connection);

impl Sqlite {
    /// Opens a file for adding to it; makes it where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(Fault::NoFolder);
        }
        let file = Self::connect(path, OpenFlags::default())?;
        file.prepare()?;
        // Adding to a damaged file would spread the damage.
        file.check()?;
        Ok(file)
    }

    /// Opens a file that must be there.
    pub(crate) fn open_existing(path: &Path) -> Result<Self, Fault> {
        if !path.exists() {
            return Err(Fault::Missing);
        }
        let file = Self::connect(path, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE)?;
        // A program that was stopped before it laid out a record leaves an empty file.
        if file.is_blank()? {
            return Err(Fault::Missing);
        }
        file.check_format()?;
        Ok(file)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, Fault> {
        if path.is_dir() {
            return Err(Fault::Folder);
        }
        // A name must not be read as a URI: files may be called anything.
        let db = Connection::open_with_flags(path, flags & !OpenFlags::SQLITE_OPEN_URI)?;
        db.busy_timeout(BUSY)?;
        // 64 MiB: adding touches pages all over the index of shingles.
        db.pragma_update(None, "cache_size", -65_536)?;
        // What is redacted must not stay behind in freed pages.
        db.pragma_update(None, "secure_delete", true)?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self(db))
    }

    /// Lays out a new file; checks one that holds something.
    fn prepare(&self) -> Result<(), Fault> {
        if self.is_blank()? {
            self.write_ahead()?;
            self.begin()?;
            // Another process may have laid it out while this one waited.
            if self.is_blank()? {
                self.0.execute_batch(include_str!("sqlite.sql"))?;
                self.0.pragma_update(None, "application_id", APPLICATION_ID)?;
                self.0.pragma_update(None, "user_version", FORMAT)?;
            }
            self.commit()?;
        }
        self.check_format()
    }

    /// Has changes written to a log beside the file. SQLite does not wait by itself where another process asks for the same.
    fn write_ahead(&self) -> Result<(), Fault> {
        let start = Instant::now();
        loop {
            match self.0.pragma_update(None, "journal_mode", "WAL") {
                Err(error)
                    if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                        && start.elapsed() < BUSY =>
                {
                    sleep(AGAIN);
                }
                done => return Ok(done?),
            }
        }
    }

    fn is_blank(&self) -> Result<bool, Fault> {
        let tables: i64 = self.0.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok(tables == 0 && self.pragma("application_id")? == 0)
    }

    fn check_format(&self) -> Result<(), Fault> {
        if self.pragma("application_id")? != APPLICATION_ID {
            return Err(Fault::NotARecord);
        }
        Fault::unless_format(self.pragma("user_version")?, FORMAT)
    }

    fn pragma(&self, name: &str) -> Result<i64, Fault> {
        Ok(self.0.pragma_query_value(None, name, |row| row.get(0))?)
    }
}

impl Store for Sqlite {
    fn begin(&self) -> Result<(), Fault> {
        Ok(self.0.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&self) -> Result<(), Fault> {
        Ok(self.0.execute_batch("COMMIT")?)
    }

    fn roll_back(&self) -> Result<(), Fault> {
        Ok(self.0.execute_batch("ROLLBACK")?)
    }

    fn execute(&self, sql: &'static str, values: &[Value]) -> Result<(), Fault> {
        self.0.prepare_cached(sql)?.execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    fn query(&self, sql: &'static str, values: &[Value], take: Take) -> Result<(), Fault> {
        let mut query = self.0.prepare_cached(sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        let found: String = self.0.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(Fault::Corrupt(found)) }
    }

    fn search(&self, words: &[Vec<String>], limit: i64) -> Result<Vec<i64>, Fault> {
        let any = |forms: &Vec<String>| {
            let quoted: Vec<String> = forms.iter().map(|form| format!("\"{form}\"")).collect();
            format!("({})", quoted.join(" OR "))
        };
        let wanted = words.iter().map(any).collect::<Vec<_>>().join(" AND ");
        let sql = "SELECT rowid FROM texts WHERE texts MATCH $1 ORDER BY rowid DESC LIMIT $2";
        super::all(self, sql, &[Value::Text(&wanted), Value::Int(limit)], |row| row.int(0))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Int(number) => ValueRef::Integer(number),
            Self::Text(text) | Self::Maybe(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Maybe(None) => ValueRef::Null,
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Row for rusqlite::Row<'_> {
    fn int(&self, column: usize) -> Result<i64, Fault> {
        Ok(self.get(column)?)
    }

    fn text(&self, column: usize) -> Result<String, Fault> {
        Ok(self.get(column)?)
    }

    fn maybe(&self, column: usize) -> Result<Option<String>, Fault> {
        Ok(self.get(column)?)
    }

    fn bytes(&self, column: usize) -> Result<Vec<u8>, Fault> {
        Ok(self.get(column)?)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            // A write that the system cuts short: it may be out of room, or the file as large as it may become.
            _ if extended == Some(SQLITE_IOERR_WRITE) => Self::Full,
            Some(Code::NotADatabase) => Self::NotARecord,
            Some(Code::DatabaseCorrupt) => Self::Corrupt("its pages do not fit together".to_owned()),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Locked,
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::ReadOnly,
            Some(Code::DiskFull) => Self::Full,
            _ => Self::Database(error.to_string()),
        }
    }
}
