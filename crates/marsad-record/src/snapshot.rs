use crate::entry::{self, Entry};
use jiff::Timestamp;
use marsad_coder::Claim;
use marsad_text::Report;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredReport {
    /// The report, its text untouched.
    pub report: Report,
    /// SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal.
    pub sha256: String,
    /// When this record took it in (transaction time).
    pub recorded: Timestamp,
    /// The first 12 digits of the SHA-256 of the first report that carries the same text or nearly so: copies of one wire
    /// text count as one source. (Not that report's own id, which another file may share.)
    pub source: String,
}

/// A claim as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredClaim {
    /// Stable id: the first 12 digits of the report's SHA-256, a hyphen, and the claim's number in it from 1. The second
    /// report with the very same text puts `.2` after the digits, the third `.3`.
    pub id: String,
    /// What the report says.
    pub claim: Claim,
    /// Index into [`Snapshot::reports`].
    pub report: usize,
}

/// What the record held at a moment, in the order it was recorded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Reports.
    pub reports: Vec<StoredReport>,
    /// Their claims.
    pub claims: Vec<StoredClaim>,
}

impl Snapshot {
    /// The report a claim stands in.
    pub fn report_of(&self, claim: &StoredClaim) -> &StoredReport {
        &self.reports[claim.report]
    }
}

/// Makes a snapshot of the entries of the log, given in their order.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    snapshot: Snapshot,
    copies: BTreeMap<String, usize>,
}

impl Builder {
    /// Takes the next entry. One that is not `wanted` still counts among the copies of its text, so that ids are the same
    /// in every snapshot.
    pub(crate) fn take(&mut self, sha256: String, source: String, entry: Entry, wanted: bool) {
        let copy = self.copies.entry(sha256.clone()).and_modify(|copy| *copy += 1).or_insert(1);
        if !wanted {
            return;
        }
        let stem =
            if *copy == 1 { entry::short(&sha256) } else { format!("{}.{copy}", entry::short(&sha256)) };
        let report = self.snapshot.reports.len();
        let claims = entry.claims.into_iter().zip(1..);
        self.snapshot.claims.extend(claims.map(|(claim, n)| StoredClaim {
            id: format!("{stem}-{n}"),
            claim,
            report,
        }));
        let recorded = entry.recorded;
        self.snapshot.reports.push(StoredReport { report: entry.report, sha256, recorded, source });
    }

    pub(crate) fn finish(self) -> Snapshot {
        self.snapshot
    }
}
