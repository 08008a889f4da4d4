//! What an entry of the log holds.
use crate::Fault;
use crate::audit::Audit;
use crate::chain::sha256;
use crate::review::Review;
use marsad_coder::Claim;
use marsad_text::{Original, Report};
use serde::{Deserialize, Serialize};

/// What an entry holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A report and what the coder read in it.
    Report(Filed),
    /// What a reviewer decided.
    Review(Review),
    /// A report was taken out.
    Redaction(Redaction),
    /// What the record asks of its reviewers from here on.
    Policy(Policy),
    /// What somebody did with the record beside reviewing it.
    Audit(Audit),
}

/// A report with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Filed {
    pub(crate) report: Report,
    pub(crate) claims: Vec<Claim>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) original: Option<OriginalSeal>,
}

/// What the log says of the bytes that a report was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalSeal {
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub length: usize,
    /// What they were served as, or read as: a media type (RFC 6838).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The address they were fetched from, or the name of their file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl OriginalSeal {
    pub(crate) fn of(original: &Original) -> Self {
        Self {
            sha256: sha256(&original.bytes),
            length: original.bytes.len(),
            media_type: original.media_type.clone(),
            address: original.address.clone(),
        }
    }
}

/// Why a report was taken out, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Redaction {
    pub(crate) author: String,
    pub(crate) reason: String,
    /// The entry whose body was taken away.
    pub(crate) entry: i64,
}

/// What a record asks of its reviewers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Policy {
    pub(crate) author: String,
    pub(crate) reason: String,
    /// Whether somebody other than the reviewer has to publish a claim.
    pub(crate) two_people: bool,
}

impl Entry {
    pub(crate) fn parse(seq: i64, body: &str) -> Result<Self, Fault> {
        serde_json::from_str(body)
            .map_err(|error| Fault::Corrupt(format!("entry {seq} cannot be read: {error}")))
    }

    pub(crate) fn body(&self) -> Result<String, Fault> {
        serde_json::to_string(self)
            .map_err(|error| Fault::Corrupt(format!("an entry cannot be written: {error}")))
    }

    /// Its name in the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Review(_) => "review",
            Self::Redaction(_) => "redaction",
            Self::Policy(_) => "policy",
            Self::Audit(_) => "audit",
        }
    }
}

/// The id of a report: the first 16 digits of the SHA-256 of what makes it this report and no other, its text and where and
/// when it was published. It does not depend on what else the record holds.
pub(crate) fn report_id(report: &Report, text_sha256: &str) -> String {
    let date = report.date.map(|date| date.to_string());
    let parts = [Some(text_sha256), report.outlet.as_deref(), report.url.as_deref(), date.as_deref()];
    // Lengths keep the parts apart, whatever they hold.
    let parts =
        parts.map(|part| part.map_or_else(|| "-".to_owned(), |part| format!("{}:{part}", part.len())));
    sha256(parts.concat().as_bytes()).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::report_id;
    use marsad_text::Report;

    #[test]
    fn reports_of_one_text_differ_by_outlet_address_and_day() {
        let of = |outlet: Option<&str>, url: Option<&str>, date: Option<&str>| {
            let report = Report {
                outlet: outlet.map(str::to_owned),
                url: url.map(str::to_owned),
                date: date.map(|date| date.parse().unwrap()),
                ..Report::default()
            };
            report_id(&report, "text")
        };
        let ids = [
            of(None, None, None),
            of(Some("a"), None, None),
            of(Some("b"), None, None),
            of(None, Some("a"), None),
            of(None, None, Some("2017-01-17")),
            of(Some(""), None, None),
        ];
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
        assert_eq!(of(Some("a"), None, None), ids[1]);
        assert_eq!(ids[0].len(), 16);
    }
}
