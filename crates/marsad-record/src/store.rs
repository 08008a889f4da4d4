//! Where a record is kept: one SQLite file, or a PostgreSQL database for a team.
//!
//! What a record does is written once, against [`Store`]; a store only runs statements. The statements are the SQL that
//! both understand, with parameters `$1`, `$2`, … in the order of their first mention, as SQLite numbers them.
mod postgres;
mod sqlite;

use crate::{Address, Fault};
pub(crate) use postgres::Postgres;
pub(crate) use sqlite::Sqlite;

/// A value for a parameter of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Int(i64),
    Text(&'a str),
    /// Text, or nothing.
    Maybe(Option<&'a str>),
    Bytes(&'a [u8]),
}

/// A row of an answer; columns count from 0.
pub(crate) trait Row {
    fn int(&self, column: usize) -> Result<i64, Fault>;
    fn text(&self, column: usize) -> Result<String, Fault>;
    fn maybe(&self, column: usize) -> Result<Option<String>, Fault>;
    fn bytes(&self, column: usize) -> Result<Vec<u8>, Fault>;
}

/// What takes the rows of an answer, one by one.
pub(crate) type Take<'t> = &'t mut dyn FnMut(&dyn Row) -> Result<(), Fault>;

/// A database that holds a record.
pub(crate) trait Store: Send {
    /// Starts a change; no other process writes until it ends.
    fn begin(&self) -> Result<(), Fault>;
    /// Ends a change and keeps it.
    fn commit(&self) -> Result<(), Fault>;
    /// Ends a change and keeps nothing of it.
    fn roll_back(&self) -> Result<(), Fault>;
    /// Runs a statement that answers nothing.
    fn execute(&self, sql: &'static str, values: &[Value]) -> Result<(), Fault>;
    /// Runs a query; no other statement may run until its last row is taken.
    fn query(&self, sql: &'static str, values: &[Value], take: Take) -> Result<(), Fault>;
    /// Looks for damage below the level of statements, as far as the database can tell.
    fn check(&self) -> Result<(), Fault>;
    /// Entries whose report has all these words, newest first; each word is given in every form it may have.
    fn search(&self, words: &[Vec<String>], limit: i64) -> Result<Vec<i64>, Fault>;
}

/// Opens the store at an address; `make` lays one out where there is none.
pub(crate) fn open(address: &Address, make: bool) -> Result<Box<dyn Store>, Fault> {
    match address {
        Address::File(path) if make => Ok(Box::new(Sqlite::open(path)?)),
        Address::File(path) => Ok(Box::new(Sqlite::open_existing(path)?)),
        Address::Server(url) => Ok(Box::new(Postgres::open(url, make)?)),
    }
}

/// Every row of a query, read.
pub(crate) fn all<T>(
    store: &dyn Store,
    sql: &'static str,
    values: &[Value],
    read: impl Fn(&dyn Row) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut rows = Vec::new();
    store.query(sql, values, &mut |row| {
        rows.push(read(row)?);
        Ok(())
    })?;
    Ok(rows)
}

/// The first row of a query, read.
pub(crate) fn first<T>(
    store: &dyn Store,
    sql: &'static str,
    values: &[Value],
    read: impl Fn(&dyn Row) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    Ok(all(store, sql, values, read)?.into_iter().next())
}

/// A change that is kept when committed, and undone when dropped before.
pub(crate) struct Change<'s> {
    store: &'s dyn Store,
    is_open: bool,
}

impl<'s> Change<'s> {
    pub(crate) fn begin(store: &'s dyn Store) -> Result<Self, Fault> {
        store.begin()?;
        Ok(Self { store, is_open: true })
    }

    pub(crate) fn commit(mut self) -> Result<(), Fault> {
        // A commit that fails leaves the change open, to be undone.
        self.store.commit()?;
        self.is_open = false;
        Ok(())
    }
}

impl Drop for Change<'_> {
    fn drop(&mut self) {
        if self.is_open {
            // Nothing to be done where even that fails: the database undoes what was not committed.
            self.store.roll_back().ok();
        }
    }
}
