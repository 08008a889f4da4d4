use jiff::Timestamp;
use marsad_coder::Claim;
use marsad_text::Report;
use serde::{Deserialize, Serialize};

/// A report as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredReport {
    /// The report, its text untouched.
    pub report: Report,
    /// SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal.
    pub sha256: String,
    /// When this record took it in (transaction time).
    pub recorded: Timestamp,
    /// Id of the first report that carries the same text or nearly so: copies of one wire text count as one source.
    pub source: String,
}

/// A claim as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredClaim {
    /// Stable id: the first 12 digits of the report's SHA-256, a hyphen, and the claim's number in it from 1.
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
