//! Sessions: who is logged in, told by a token that only the browser has. Kept is its SHA-256.
use super::accounts::{Accounts, AccountsError, key, read};
use super::role::{Right, Role, may};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Who asks nothing for so long has left.
const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// The longest a session lasts, however busy: a day's work.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How exactly it is known when somebody last asked: writing it down at each request would be many writes.
const NOTED: SignedDuration = SignedDuration::from_secs(30);

/// What a browser shows to be known again: 256 random bits in hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token(String);

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
}

impl Token {
    fn new() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 32];
        getrandom::fill(&mut bits)?;
        Ok(Self(hex(&bits)))
    }

    /// What a browser sent, whether or not it was ever given out.
    pub(crate) fn sent(said: &str) -> Self {
        Self(said.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn seal(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    /// What a page must send along with whatever changes something (the token itself no script can read): made of the token,
    /// which cannot be made of it.
    pub(crate) fn proof(&self) -> String {
        hex(&Sha256::digest(format!("marsad: against forged requests\n{}", self.0)))
    }

    /// Whether that was sent along, compared in constant time.
    pub(crate) fn is_proved_by(&self, said: &str) -> bool {
        self.proof().as_bytes().ct_eq(said.as_bytes()).into()
    }
}

impl Member {
    pub(crate) fn may(&self, right: Right) -> bool {
        may(&self.roles, right)
    }
}

impl Accounts {
    /// Begins a session of somebody whose password was right.
    pub(crate) fn begin(&self, name: &str, now: Timestamp) -> Result<Token, AccountsError> {
        let token = Token::new().map_err(|error| AccountsError::Random(error.to_string()))?;
        let change = self.db.unchecked_transaction()?;
        let (begun, seen) = (now - LONGEST, now - IDLE);
        change.execute(
            "DELETE FROM sessions WHERE begun <= ?1 OR seen <= ?2",
            params![begun.as_second(), seen.as_second()],
        )?;
        change.execute(
            "INSERT INTO sessions (token, key, begun, seen) VALUES (?1, ?2, ?3, ?3)",
            params![token.seal(), key(name), now.as_second()],
        )?;
        let sql = "UPDATE accounts SET came = ?2, failures = 0, shut = NULL WHERE key = ?1";
        change.execute(sql, params![key(name), now.as_second()])?;
        change.commit()?;
        Ok(token)
    }

    /// Whose session it is, if it still is one.
    pub(crate) fn member(&self, token: &Token, now: Timestamp) -> Result<Option<Member>, AccountsError> {
        let sql = "SELECT name, roles, begun, seen FROM sessions JOIN accounts USING (key) WHERE token = ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_row([token.seal()], |row| {
            let roles: String = row.get(1)?;
            Ok((Member { name: row.get(0)?, roles: read(&roles) }, row.get(2)?, row.get(3)?))
        });
        let Some((member, begun, seen)) = found.optional()? else { return Ok(None) };
        let since = |second: i64| SignedDuration::from_secs(now.as_second() - second);
        if since(begun) >= LONGEST || since(seen) >= IDLE {
            self.end(token)?;
            return Ok(None);
        }
        if since(seen) >= NOTED {
            let sql = "UPDATE sessions SET seen = ?2 WHERE token = ?1";
            self.db.execute(sql, params![token.seal(), now.as_second()])?;
        }
        Ok(Some(member))
    }

    /// Ends a session.
    pub(crate) fn end(&self, token: &Token) -> Result<(), AccountsError> {
        self.db.execute("DELETE FROM sessions WHERE token = ?1", [token.seal()])?;
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
