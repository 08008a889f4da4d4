//! A record in a PostgreSQL database, which a team shares.
use super::{Row, Store, Take, Value};
use crate::Fault;
use ::postgres::error::SqlState;
use ::postgres::types::ToSql;
use ::postgres::{Client, Config, Statement, config};
use fallible_iterator::FallibleIterator;
use rustls::{ClientConfig, RootCertStore};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error as _;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

const FORMAT: i64 = 4;
/// Milliseconds to wait for another process that writes.
const BUSY: &str = "SET lock_timeout = 5000";

/// A connection to a database that holds a record.
pub(crate) struct Postgres {
    session: RefCell<Session>,
}

struct Session {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Postgres {
    /// Connects, and lays out the tables where `make` says so and there are none.
    pub(crate) fn open(url: &str, make: bool) -> Result<Self, Fault> {
        let mut client = connect(url)?;
        client.batch_execute(BUSY)?;
        let session = Session { client, prepared: HashMap::new() };
        let store = Self { session: RefCell::new(session) };
        if make && !store.is_laid_out()? {
            store.lay_out()?;
        }
        store.check_format()?;
        Ok(store)
    }

    fn lay_out(&self) -> Result<(), Fault> {
        let client = &mut self.session.borrow_mut().client;
        let mut change = client.transaction()?;
        // Another process may lay it out at the same time: the number stands for this program's layout.
        change.batch_execute("SELECT pg_advisory_xact_lock(1297306436)")?;
        let there: bool = change.query_one("SELECT to_regclass('marsad') IS NOT NULL", &[])?.get(0);
        if !there {
            change.batch_execute(include_str!("postgres.sql"))?;
            change.execute("INSERT INTO marsad (format) VALUES ($1)", &[&FORMAT])?;
        }
        Ok(change.commit()?)
    }

    fn is_laid_out(&self) -> Result<bool, Fault> {
        let client = &mut self.session.borrow_mut().client;
        Ok(client.query_one("SELECT to_regclass('marsad') IS NOT NULL", &[])?.get(0))
    }

    fn check_format(&self) -> Result<(), Fault> {
        if !self.is_laid_out()? {
            return Err(Fault::Missing);
        }
        let client = &mut self.session.borrow_mut().client;
        let format = client.query_opt("SELECT format FROM marsad", &[])?;
        Fault::unless_format(format.map_or(Ok(0), |row| row.try_get(0))?, FORMAT)
    }
}

/// Connects as the URL says: over TLS, but for a server on this machine or where the URL says `sslmode=disable`.
fn connect(url: &str) -> Result<Client, Fault> {
    let config: Config = url.parse()?;
    let is_local = config.get_hosts().iter().all(|host| match host {
        config::Host::Tcp(name) => name == "localhost" || name == "127.0.0.1" || name == "::1",
        config::Host::Unix(_) => true,
    });
    if is_local || config.get_ssl_mode() == config::SslMode::Disable {
        return Ok(config.connect(::postgres::NoTls)?);
    }
    Ok(config.clone().ssl_mode(config::SslMode::Require).connect(encrypted()?)?)
}

/// TLS with the certificates that this machine trusts.
fn encrypted() -> Result<MakeRustlsConnect, Fault> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| Fault::Server(error.to_string()))?;
    Ok(MakeRustlsConnect::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

impl Session {
    fn statement(&mut self, sql: &'static str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }
}

/// The values as the driver takes them.
fn parameters<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    let one = |value: &'v Value<'v>| -> &'v (dyn ToSql + Sync) {
        match value {
            Value::Int(number) => number,
            Value::Text(text) => text,
            Value::Maybe(text) => text,
            Value::Bytes(bytes) => bytes,
        }
    };
    values.iter().map(one).collect()
}

impl Store for Postgres {
    fn begin(&self) -> Result<(), Fault> {
        let client = &mut self.session.borrow_mut().client;
        let begun = client.batch_execute("BEGIN; LOCK TABLE entries IN EXCLUSIVE MODE");
        if begun.is_err() {
            // A change that did not get the lock is open all the same.
            client.batch_execute("ROLLBACK").ok();
        }
        Ok(begun?)
    }

    fn commit(&self) -> Result<(), Fault> {
        Ok(self.session.borrow_mut().client.batch_execute("COMMIT")?)
    }

    fn roll_back(&self) -> Result<(), Fault> {
        Ok(self.session.borrow_mut().client.batch_execute("ROLLBACK")?)
    }

    fn execute(&self, sql: &'static str, values: &[Value]) -> Result<(), Fault> {
        let mut session = self.session.borrow_mut();
        let statement = session.statement(sql)?;
        session.client.execute(&statement, &parameters(values))?;
        Ok(())
    }

    fn query(&self, sql: &'static str, values: &[Value], take: Take) -> Result<(), Fault> {
        let mut session = self.session.borrow_mut();
        let statement = session.statement(sql)?;
        let mut rows = session.client.query_raw(&statement, parameters(values))?;
        while let Some(row) = rows.next()? {
            take(&row)?;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        // The server checks its own pages.
        Ok(())
    }

    fn search(&self, words: &[Vec<String>], limit: i64) -> Result<Vec<i64>, Fault> {
        let any = |forms: &Vec<String>| {
            let quoted: Vec<String> = forms.iter().map(|form| format!("'{form}'")).collect();
            format!("({})", quoted.join(" | "))
        };
        let wanted = words.iter().map(any).collect::<Vec<_>>().join(" & ");
        let sql = "SELECT rowid FROM texts WHERE to_tsvector('simple', words) @@ to_tsquery('simple', $1) \
             ORDER BY rowid DESC LIMIT $2";
        super::all(self, sql, &[Value::Text(&wanted), Value::Int(limit)], |row| row.int(0))
    }
}

impl Row for ::postgres::Row {
    fn int(&self, column: usize) -> Result<i64, Fault> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: usize) -> Result<String, Fault> {
        Ok(self.try_get(column)?)
    }

    fn maybe(&self, column: usize) -> Result<Option<String>, Fault> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: usize) -> Result<Vec<u8>, Fault> {
        Ok(self.try_get(column)?)
    }
}

impl From<::postgres::Error> for Fault {
    fn from(error: ::postgres::Error) -> Self {
        let said = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        match error.code() {
            Some(code) if *code == SqlState::LOCK_NOT_AVAILABLE => Self::Locked,
            Some(code) if *code == SqlState::DISK_FULL => Self::Full,
            Some(code) if *code == SqlState::READ_ONLY_SQL_TRANSACTION => Self::ReadOnly,
            Some(code) if *code == SqlState::INSUFFICIENT_PRIVILEGE => Self::ReadOnly,
            Some(code) if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED => {
                Self::Corrupt(said)
            }
            None => Self::Server(said),
            Some(_) => Self::Database(said),
        }
    }
}
