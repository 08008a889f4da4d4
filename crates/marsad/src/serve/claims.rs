//! Claims as the page reads them: each with its report and the sentence it stands in.
use jiff::civil::Date;
use marsad_coder::Claim;
use marsad_record::{Snapshot, StoredClaim, StoredReport};
use serde::Serialize;

/// A claim, its id, its report and its sentence.
#[derive(Serialize)]
pub(super) struct ClaimJson<'a> {
    id: &'a str,
    #[serde(flatten)]
    claim: &'a Claim,
    report: ReportJson<'a>,
    quote: Quote,
}

/// Where a claim was read.
#[derive(Serialize)]
pub(super) struct ReportJson<'a> {
    id: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    date: Option<Date>,
    url: Option<&'a str>,
}

/// A report with its text.
#[derive(Serialize)]
pub(super) struct WholeReport<'a> {
    #[serde(flatten)]
    report: ReportJson<'a>,
    text: &'a str,
}

/// A sentence, and the code point of the report's text at which it starts.
#[derive(Serialize)]
struct Quote {
    text: String,
    start: u32,
}

/// Every claim of reports published up to `known`.
pub(super) fn claims(snapshot: &Snapshot, known: Option<Date>) -> Vec<ClaimJson<'_>> {
    let published = |stored: &&StoredClaim| {
        known.is_none_or(|known| snapshot.report_of(stored).report.date.is_some_and(|date| date <= known))
    };
    snapshot.claims.iter().filter(published).map(|stored| claim(stored, snapshot.report_of(stored))).collect()
}

/// The report of that id, with its text.
pub(super) fn report<'a>(snapshot: &'a Snapshot, id: &str) -> Option<WholeReport<'a>> {
    let report = snapshot.reports.iter().find(|report| report.id == id)?;
    Some(WholeReport { report: about(report), text: &report.report.text })
}

fn claim<'a>(stored: &'a StoredClaim, report: &'a StoredReport) -> ClaimJson<'a> {
    let sentence = stored.claim.sentence;
    let quote = Quote { text: sentence.of(&report.report.text), start: sentence.start };
    ClaimJson { id: &stored.id, claim: &stored.claim, report: about(report), quote }
}

fn about(report: &StoredReport) -> ReportJson<'_> {
    ReportJson {
        id: &report.id,
        title: report.report.title.as_deref(),
        outlet: report.report.outlet.as_deref(),
        date: report.report.date,
        url: report.report.url.as_deref(),
    }
}
