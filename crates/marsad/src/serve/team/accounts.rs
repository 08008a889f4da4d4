//! Accounts: a file beside the record that its owner alone may read. Nothing of it is in the log, or in what is exported.
use super::lockout::Strikes;
use super::role::Role;
use clap::ValueEnum;
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;

/// `MRSA`: tells accounts from any other SQLite file.
const APPLICATION_ID: i64 = 0x4D52_5341;
/// Names are shown beside every decision; a longer one would push it aside.
const LONGEST_NAME: usize = 64;

/// The accounts of a team, and who is logged in.
pub(crate) struct Accounts {
    pub(super) db: Connection,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    /// As it is shown, and signed.
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    /// The hash of its password, as a PHC string.
    pub(crate) password: String,
    /// What its codes are made of; none where no code is asked for.
    pub(crate) secret: Option<String>,
    pub(crate) strikes: Strikes,
    /// When its person last logged in.
    pub(crate) came: Option<Timestamp>,
}

/// Why accounts cannot be read or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AccountsError {
    /// There are none.
    #[error("{0}: there are no accounts\n  help: `marsad team add NAME --role admin` makes the first")]
    Missing(PathBuf),
    /// Others on this machine can read the file.
    #[error("{0}: others on this machine may read or change this file\n  help: chmod 600 {0}")]
    Open(PathBuf),
    /// The file is something else.
    #[error("{0}: this file holds no accounts\n  help: name another with `--accounts FILE`")]
    NotAccounts(PathBuf),
    /// The system refuses.
    #[error("{0}: {1}\n  help: name a file in a folder that can be written with `--accounts FILE`")]
    File(PathBuf, std::io::Error),
    /// The database reports something.
    #[error(
        "the accounts cannot be read or written: {0}\n  help: check that the disk can be written, and that no other program holds the file"
    )]
    Database(#[from] rusqlite::Error),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}\n  help: check that /dev/urandom can be read")]
    Random(String),
    /// The name is taken.
    #[error(
        "{0} has an account already\n  help: `marsad team reset` sets a new password, `marsad team role` other roles"
    )]
    Taken(String),
    /// Nobody has that name.
    #[error("{0} has no account\n  help: `marsad team list` shows who has")]
    Unknown(String),
    /// The name is none.
    #[error(
        "`{0}` is no name for an account\n  help: 1 to {LONGEST_NAME} characters on one line, without marks that turn the direction of writing"
    )]
    Name(String),
}

impl Accounts {
    /// Opens accounts for adding to them; makes the file where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, AccountsError> {
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        match made {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                Err(AccountsError::File(path.to_owned(), error))
            }
            _ => Self::open_existing(path),
        }
    }

    /// Opens accounts that must be there.
    pub(crate) fn open_existing(path: &Path) -> Result<Self, AccountsError> {
        let about = std::fs::metadata(path).map_err(|_| AccountsError::Missing(path.to_owned()))?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(AccountsError::Open(path.to_owned()));
        }
        let db = Connection::open(path)?;
        match identity(&db) {
            Ok(Some(APPLICATION_ID)) => {}
            Ok(None) => lay_out(&db)?,
            Ok(Some(_)) => return Err(AccountsError::NotAccounts(path.to_owned())),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                return Err(AccountsError::NotAccounts(path.to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        db.busy_timeout(Duration::from_secs(5))?;
        db.pragma_update(None, "foreign_keys", true)?;
        // A hash that was replaced must not stay behind in freed pages.
        db.pragma_update(None, "secure_delete", true)?;
        Ok(Self { db })
    }

    /// The same, which waits for no disk: how long a failed login takes must not say whether the name has an account. What a
    /// power cut may undo is the last moment's alone.
    pub(crate) fn swift(self) -> Result<Self, AccountsError> {
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(self)
    }

    /// Adds an account.
    pub(crate) fn add(&self, name: &str, roles: &[Role], password: &str) -> Result<(), AccountsError> {
        let name = fit(name)?;
        let added = self.db.execute(
            "INSERT INTO accounts (key, name, roles, password) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![key(&name), name, written(roles), password],
        )?;
        if added == 0 { Err(AccountsError::Taken(name)) } else { Ok(()) }
    }

    /// The name as it will be shown, where nobody has it yet.
    pub(crate) fn fresh(&self, name: &str) -> Result<String, AccountsError> {
        let name = fit(name)?;
        if self.find(&name)?.is_some() { Err(AccountsError::Taken(name)) } else { Ok(name) }
    }

    /// Every account, by name.
    pub(crate) fn all(&self) -> Result<Vec<Account>, AccountsError> {
        let mut query = self.db.prepare(&format!("{ACCOUNT} ORDER BY key"))?;
        let rows = query.query_map([], account)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The account of that name, however it is spelt in capitals.
    pub(crate) fn find(&self, name: &str) -> Result<Option<Account>, AccountsError> {
        let sql = format!("{ACCOUNT} WHERE key = ?1");
        Ok(self.db.query_row(&sql, [key(name)], account).optional()?)
    }

    /// The same, which must be there.
    pub(crate) fn get(&self, name: &str) -> Result<Account, AccountsError> {
        self.find(name)?.ok_or_else(|| AccountsError::Unknown(name.to_owned()))
    }

    /// Gives somebody other roles, and ends the sessions begun with the ones before.
    pub(crate) fn set_roles(&self, name: &str, roles: &[Role]) -> Result<(), AccountsError> {
        self.change(name, "UPDATE accounts SET roles = ?2 WHERE key = ?1", &written(roles))
    }

    /// Sets another password, ends every session, and opens an account that was shut.
    pub(crate) fn set_password(&self, name: &str, hash: &str) -> Result<(), AccountsError> {
        let sql = "UPDATE accounts SET password = ?2, failures = 0, shut = NULL WHERE key = ?1";
        self.change(name, sql, &hash)
    }

    /// Asks for codes made of that secret from now on; for none, where there is no secret. Ends every session.
    pub(crate) fn set_secret(&self, name: &str, secret: Option<&str>) -> Result<(), AccountsError> {
        self.change(name, "UPDATE accounts SET secret = ?2, spent = 0 WHERE key = ?1", &secret)
    }

    /// Takes an account away, with its sessions.
    pub(crate) fn remove(&self, name: &str) -> Result<(), AccountsError> {
        match self.db.execute("DELETE FROM accounts WHERE key = ?1", [key(name)])? {
            0 => Err(AccountsError::Unknown(name.to_owned())),
            _ => Ok(()),
        }
    }

    fn change(&self, name: &str, sql: &str, to: &dyn rusqlite::ToSql) -> Result<(), AccountsError> {
        let change = self.db.unchecked_transaction()?;
        if change.execute(sql, params![key(name), to])? == 0 {
            return Err(AccountsError::Unknown(name.to_owned()));
        }
        change.execute("DELETE FROM sessions WHERE key = ?1", [key(name)])?;
        Ok(change.commit()?)
    }

    /// Counts one more failure, before anything is tried: of guesses made at once, each counts.
    pub(crate) fn strike(&self, name: &str, strikes: Strikes) -> Result<(), AccountsError> {
        let sql = "UPDATE accounts SET failures = ?2, shut = ?3 WHERE key = ?1";
        self.db
            .execute(sql, params![key(name), strikes.failures, strikes.until.map(Timestamp::as_second)])?;
        Ok(())
    }

    /// Spends the code of a step; false where that one or a later one was spent before.
    pub(crate) fn spend(&self, name: &str, step: u64) -> Result<bool, AccountsError> {
        let sql = "UPDATE accounts SET spent = ?2 WHERE key = ?1 AND spent < ?2";
        Ok(self.db.execute(sql, params![key(name), i64::try_from(step).unwrap_or(i64::MAX)])? == 1)
    }
}

/// Whose file it is, by its own word; none of one that holds nothing yet.
fn identity(db: &Connection) -> rusqlite::Result<Option<i64>> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let id: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok((tables > 0 || id != 0).then_some(id))
}

fn lay_out(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.execute_batch(include_str!("accounts.sql"))?;
    db.pragma_update(None, "application_id", APPLICATION_ID)
}

const ACCOUNT: &str = "SELECT name, roles, password, secret, failures, shut, came FROM accounts";

fn account(row: &Row) -> rusqlite::Result<Account> {
    let time = |second: Option<i64>| second.and_then(|second| Timestamp::from_second(second).ok());
    Ok(Account {
        name: row.get(0)?,
        roles: read(&row.get::<_, String>(1)?),
        password: row.get(2)?,
        secret: row.get(3)?,
        strikes: Strikes { failures: row.get(4)?, until: time(row.get(5)?) },
        came: time(row.get(6)?),
    })
}

fn written(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(",")
}

pub(super) fn read(roles: &str) -> Vec<Role> {
    // A role of a later edition gives no right here.
    roles.split(',').filter_map(|role| Role::from_str(role, false).ok()).collect()
}

/// A name as it is looked up: two that look the same are one.
pub(super) fn key(name: &str) -> String {
    name.trim().nfkc().collect::<String>().to_lowercase()
}

/// The name as it is shown, where it is one.
fn fit(name: &str) -> Result<String, AccountsError> {
    // Marks that turn the direction of what follows, and those without width, make one name look like another.
    let hides = |c: char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let shown: String = name.trim().nfc().collect();
    let fits = (1..=LONGEST_NAME).contains(&shown.chars().count())
        && !shown.chars().any(|c| c.is_control() || hides(c));
    if fits { Ok(shown) } else { Err(AccountsError::Name(name.escape_debug().to_string())) }
}

#[cfg(test)]
mod tests;
