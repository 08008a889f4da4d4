//! The log as it is sealed, for those who check it elsewhere.
use crate::chain::sha256;
use crate::entry::{Entry, report_id};
use crate::record::{Line, last_by};
use crate::review::Act;
use crate::{Fault, Record, RecordError};
use jiff::Timestamp;
use serde::Serialize;

/// An entry with its seal: SHA-256 of the seal before it, `seq`, `kind`, `recorded` and `body_sha256`, a line each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sealed {
    /// Its number, from 1.
    pub seq: i64,
    /// `report`, `review`, `redaction`, `policy` or `audit`.
    pub kind: String,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// What it holds, as JSON; none where it was redacted, or is withheld.
    pub body: Option<String>,
    /// SHA-256 of the body, which stays when the body is gone.
    pub body_sha256: String,
    /// Its seal.
    pub hash: String,
}

impl Record {
    /// The log up to a moment; `shows` says which bodies come with it, by the ids of the reports that an entry is about.
    pub fn log(
        &self,
        recorded: Option<Timestamp>,
        shows: impl Fn(&[String]) -> bool,
    ) -> Result<Vec<Sealed>, RecordError> {
        self.say(self.sealed(recorded, shows))
    }

    fn sealed(
        &self,
        recorded: Option<Timestamp>,
        shows: impl Fn(&[String]) -> bool,
    ) -> Result<Vec<Sealed>, Fault> {
        let last = last_by(self.store(), recorded.map_or(i64::MAX, Timestamp::as_microsecond))?;
        let mut log = Vec::new();
        self.each_entry(last, |line| {
            let is_shown = line.entry()?.is_some_and(|entry| is_evidence(&entry) && shows(&reports(&entry)));
            let Line { seq, kind, recorded, body, body_sha256, hash } = line;
            log.push(Sealed { seq, kind, recorded, body: body.filter(|_| is_shown), body_sha256, hash });
            Ok(())
        })?;
        Ok(log)
    }
}

/// Whether an entry may leave the house with its body: who came in and when is nobody else's business, and no evidence.
fn is_evidence(entry: &Entry) -> bool {
    !matches!(entry, Entry::Audit(_))
}

/// Ids of the reports that an entry is about.
fn reports(entry: &Entry) -> Vec<String> {
    match entry {
        Entry::Report(filed) => vec![report_id(&filed.report, &sha256(filed.report.text.as_bytes()))],
        Entry::Review(review) => match &review.act {
            Act::Add { report, .. } => vec![report.clone()],
            _ => review.claims().into_iter().filter_map(report_of).collect(),
        },
        Entry::Redaction(_) | Entry::Policy(_) | Entry::Audit(_) => vec![],
    }
}

/// The report that a claim's id begins with.
fn report_of(claim: &str) -> Option<String> {
    claim.split('-').next().map(str::to_owned)
}
