//! What people did with the record beside reviewing: who came in, who was kept out, whose rights changed, what was taken along.
//!
//! An audit is an entry of the log like any other, sealed into the same chain. It holds no password, no token and no network
//! address: the log can never be cleaned of them, and it travels with the evidence.
use crate::entry::Entry;
use crate::record::{self, Record};
use crate::store::{self, Row};
use crate::{End, Fault, RecordError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What somebody did, or tried to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Who; none where somebody gave a name that no account has, which may be anything, a password too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum Deed {
    /// Came in.
    LogIn,
    /// Was not let in: the name, the password or the code was wrong.
    FailToLogIn,
    /// Is kept out for a while, after too many failures.
    LockOut {
        /// For how long.
        seconds: i64,
    },
    /// Left.
    LogOut,
    /// Gave somebody an account.
    AddAccount {
        /// Whose it is.
        account: String,
        /// What they may do.
        roles: Vec<String>,
    },
    /// Gave somebody other roles.
    ChangeRoles {
        /// Whose.
        account: String,
        /// What they may do from now on.
        roles: Vec<String>,
    },
    /// Set a new password, which ends every session.
    ResetPassword {
        /// Whose.
        account: String,
    },
    /// Asked for codes at every login, or no longer.
    ChangeCodes {
        /// Whose.
        account: String,
        /// Whether a code is needed from now on.
        needed: bool,
    },
    /// Took an account away.
    RemoveAccount {
        /// Whose it was.
        account: String,
    },
    /// Took events along.
    Export {
        /// The form.
        format: String,
    },
}

/// An audit as the log has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// Number of its entry.
    pub seq: i64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// What was done.
    #[serde(flatten)]
    pub audit: Audit,
}

impl Record {
    /// Notes what somebody did.
    pub fn audit(&mut self, audit: Audit) -> Result<(), RecordError> {
        let appended = self.append(Timestamp::now(), &Entry::Audit(audit));
        self.say(appended)
    }

    /// What was done, newest first, and no more than so many.
    pub fn audits(&self, limit: usize) -> Result<Vec<Audited>, RecordError> {
        self.say(self.read_audits(i64::try_from(limit).unwrap_or(i64::MAX)))
    }

    fn read_audits(&self, limit: i64) -> Result<Vec<Audited>, Fault> {
        let sql = "SELECT seq, recorded, body FROM entries WHERE kind = 'audit' ORDER BY seq DESC LIMIT $1";
        let read = |row: &dyn Row| Ok((row.int(0)?, row.int(1)?, row.maybe(2)?));
        let rows = store::all(self.store(), sql, &[store::Value::Int(limit)], read)?;
        rows.into_iter().filter_map(|(seq, at, body)| audited(seq, at, &body?).transpose()).collect()
    }

    /// The last entry that says something of what was reported, audits left out: who came in changes no snapshot.
    pub fn last_said(&self) -> Result<End, RecordError> {
        let sql = "SELECT seq, hash, recorded FROM entries WHERE kind <> 'audit' ORDER BY seq DESC LIMIT 1";
        self.say(record::end_by(self.store(), sql))
    }
}

fn audited(seq: i64, recorded: i64, body: &str) -> Result<Option<Audited>, Fault> {
    match Entry::parse(seq, body)? {
        Entry::Audit(audit) => Ok(Some(Audited { seq, recorded: record::time(seq, recorded)?, audit })),
        _ => Err(Fault::Corrupt(format!("entry {seq} is no audit, and the log says it is"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Audit, Deed};
    use crate::Record;

    fn did(who: &str, deed: Deed) -> Audit {
        Audit { who: Some(who.to_owned()), deed }
    }

    #[test]
    fn what_people_did_is_sealed_into_the_chain_and_read_back_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let mut record = Record::open(&folder.path().join("record.db")).unwrap();
        let roles = did("salma", Deed::ChangeRoles { account: "omar".into(), roles: vec!["coder".into()] });
        let failed = Audit { who: None, deed: Deed::FailToLogIn };
        record.audit(roles.clone()).unwrap();
        record.audit(failed.clone()).unwrap();
        let read: Vec<Audit> = record.audits(10).unwrap().into_iter().map(|one| one.audit).collect();
        assert_eq!(read, [failed, roles]);
        assert_eq!(record.audits(1).unwrap().len(), 1);
        assert_eq!(record.verify().unwrap().entries, 2);
        assert_eq!(record.last_said().unwrap().seq, 0);
        assert_eq!(record.end().unwrap().seq, 2);
    }

    #[test]
    fn an_audit_that_was_changed_is_found_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.db");
        Record::open(&path).unwrap().audit(did("omar", Deed::LogIn)).unwrap();
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch(
            "DROP TRIGGER entries_are_never_changed; UPDATE entries SET body = replace(body, 'omar', 'ayla')",
        )
        .unwrap();
        let error = Record::open(&path).unwrap().verify().unwrap_err().to_string();
        assert!(error.contains("entry 1 was changed"), "{error}");
    }

    #[test]
    fn an_audit_is_written_as_who_did_what() {
        let json = serde_json::to_string(&did("omar", Deed::LockOut { seconds: 30 })).unwrap();
        assert_eq!(json, r#"{"who":"omar","did":"lock_out","seconds":30}"#);
    }
}
