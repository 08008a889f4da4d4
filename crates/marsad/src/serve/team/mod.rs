//! A team: who has an account, who is logged in, and what each may do.
//!
//! | file | says |
//! | --- | --- |
//! | `role` | which role has which rights |
//! | `accounts` | names, roles and hashes, in a file beside the record |
//! | `password`, `totp` | what proves that somebody is who they say |
//! | `sessions` | who is logged in, and for how long |
//! | `lockout`, `limits` | how long one waits after failures, and how often one may ask |
//! | `gate` | who is let through to which path |
//! | `login` | coming in, leaving, and what an admin may see |
mod accounts;
mod gate;
mod limits;
mod lockout;
pub(super) mod login;
pub(crate) mod password;
mod role;
mod sessions;
pub(crate) mod totp;

pub(crate) use accounts::{Account, Accounts, AccountsError};
pub(super) use gate::{Asker, Locked, gate, is_over};
use jiff::{SignedDuration, Timestamp};
use limits::Limits;
use lockout::Strikes;
pub(crate) use role::{Right, Role};
use sessions::{Member, Token};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

/// Passwords that are hashed at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
/// Names without an account whose failures are kept in mind.
const STRANGERS: usize = 10_000;

/// The team of a server.
pub(crate) struct Team {
    accounts: Mutex<Accounts>,
    /// Failures of names that no account has: they are shut out like any other, so that nobody can tell who has one.
    strangers: Mutex<BTreeMap<String, Strikes>>,
    limits: Limits,
    hashing: Semaphore,
    /// Whether people come by HTTPS, through a proxy.
    is_secure: bool,
}

impl Team {
    pub(crate) fn new(accounts: Accounts, is_secure: bool) -> Self {
        Self {
            accounts: Mutex::new(accounts),
            strangers: Mutex::new(BTreeMap::new()),
            limits: Limits::new(),
            hashing: Semaphore::new(AT_ONCE),
            is_secure,
        }
    }

    fn accounts(&self) -> MutexGuard<'_, Accounts> {
        // A handler that panicked left its change undone.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn member(&self, token: &Token) -> Result<Option<Member>, AccountsError> {
        self.accounts().member(token, Timestamp::now())
    }

    /// Counts a try as a failure before it is looked at, so that many at once count each; coming in forgives them all.
    /// The account, where there is one, and how long its name is shut from now on; an error while it is shut.
    fn attempt(&self, name: &str, now: Timestamp) -> Result<(Option<Account>, Strikes), Wait> {
        let accounts = self.accounts();
        let Some(account) = accounts.find(name)? else { return Ok((None, self.stranger(name, now)?)) };
        let strikes = counted(account.strikes, now)?;
        accounts.strike(name, strikes)?;
        Ok((Some(account), strikes))
    }

    fn stranger(&self, name: &str, now: Timestamp) -> Result<Strikes, Wait> {
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        if strangers.len() >= STRANGERS {
            strangers.retain(|_, strikes| strikes.wait(now).is_some());
        }
        if strangers.len() >= STRANGERS {
            strangers.clear();
        }
        let known = strangers.entry(accounts::key(name)).or_default();
        *known = counted(*known, now)?;
        Ok(*known)
    }
}

/// Why nothing is tried now.
enum Wait {
    Shut(SignedDuration),
    Accounts(AccountsError),
}

impl From<AccountsError> for Wait {
    fn from(error: AccountsError) -> Self {
        Self::Accounts(error)
    }
}

fn counted(strikes: Strikes, now: Timestamp) -> Result<Strikes, Wait> {
    strikes.wait(now).map_or_else(|| Ok(strikes.and_one(now)), |wait| Err(Wait::Shut(wait)))
}

#[cfg(test)]
mod tests {
    use super::{Accounts, Role, Team, Wait};
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn a_name_is_shut_after_five_failures_whether_or_not_it_has_an_account() {
        let folder = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(&folder.path().join("accounts.db")).unwrap();
        accounts.add("Salma", &[Role::Reader], "hash").unwrap();
        let team = Team::new(accounts, false);
        let start = Timestamp::from_second(1_800_000_000).unwrap();
        let shut = |name, seconds| match team.attempt(name, start + SignedDuration::from_secs(seconds)) {
            Err(Wait::Shut(left)) => Some(left.as_secs()),
            Err(Wait::Accounts(error)) => panic!("{error}"),
            Ok(_) => None,
        };
        for name in ["SALMA", "nobody"] {
            assert_eq!([0; 5].map(|second| shut(name, second)), [None; 5], "{name}");
            assert_eq!(shut(name, 10), Some(20), "{name}");
            assert_eq!(shut(name, 30), None, "{name}: whoever has waited may try again");
            assert_eq!(shut(name, 30), Some(60), "{name}: and waits longer the next time");
        }
        assert_eq!(shut("Omar", 10), None, "others are let in");
    }
}
