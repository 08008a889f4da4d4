//! Claims as the page reads them: each with its report and the sentence it stands in.
use jiff::civil::Date;
use marsad_coder::Claim;
use marsad_record::{Snapshot, Status, StoredClaim, StoredReport};
use marsad_text::Report;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;

/// A claim, its id, how far it has come, its report and its sentence.
#[derive(Serialize)]
pub(super) struct ClaimJson<'a> {
    id: Cow<'a, str>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewer: Option<&'a str>,
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

/// Which claims.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    known: Option<Date>,
    from: Option<Date>,
    to: Option<Date>,
    outlet: Option<String>,
    ids: Option<String>,
}

impl Which {
    fn takes(&self, report: &Report) -> bool {
        let by = |last: Date| report.date.is_some_and(|date| date <= last);
        self.known.is_none_or(by)
            && self.to.is_none_or(by)
            && self.from.is_none_or(|from| report.date.is_some_and(|date| date >= from))
            && self
                .outlet
                .as_ref()
                .is_none_or(|outlet| report.outlet.as_deref().unwrap_or_default() == outlet)
    }

    /// The same as part of an address.
    pub(super) fn asked(&self, order: Option<Order>) -> String {
        let days = [("known", self.known), ("from", self.from), ("to", self.to)];
        let days = days.into_iter().filter_map(|(name, day)| Some((name, day?.to_string())));
        let words = [("outlet", &self.outlet), ("ids", &self.ids)];
        let words = words.into_iter().filter_map(|(name, word)| Some((name, word.clone()?)));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(days.chain(words));
        if order.is_some() {
            query.append_pair("order", "newest");
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("&{query}") }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    /// Those of the newest reports first.
    Newest,
}

/// The claims asked for, in the order they were recorded where no other is asked for.
pub(super) fn found<'a>(snapshot: &'a Snapshot, which: &Which, order: Option<Order>) -> Vec<&'a StoredClaim> {
    let ids: Option<HashSet<&str>> = which.ids.as_ref().map(|ids| ids.split(',').collect());
    let wanted = |stored: &&StoredClaim| {
        ids.as_ref().is_none_or(|ids| ids.contains(stored.id.as_str()))
            && which.takes(&snapshot.report_of(stored).report)
    };
    let mut found: Vec<&StoredClaim> = snapshot.claims.iter().filter(wanted).collect();
    if order.is_some() {
        found.sort_by_key(|stored| {
            let report = snapshot.report_of(stored);
            (std::cmp::Reverse(report.report.date), &report.id, stored.claim.span.start)
        });
    }
    found
}

/// The report of that id, with its text.
pub(super) fn report<'a>(snapshot: &'a Snapshot, id: &str) -> Option<WholeReport<'a>> {
    let report = snapshot.reports.iter().find(|report| report.id == id)?;
    Some(WholeReport { report: about(report), text: &report.report.text })
}

/// A stored claim.
pub(super) fn claim<'a>(stored: &'a StoredClaim, report: &'a StoredReport) -> ClaimJson<'a> {
    ClaimJson {
        id: Cow::Borrowed(&stored.id),
        status: stored.status,
        reviewer: stored.reviewer.as_deref(),
        claim: &stored.claim,
        quote: quote(&stored.claim, &report.report),
        report: about(report),
    }
}

/// A claim of a report that is in no record.
pub(super) fn unstored<'a>(number: usize, claim: &'a Claim, report: &'a Report) -> ClaimJson<'a> {
    ClaimJson {
        id: Cow::Owned(format!("{}-{number}", report.id)),
        status: Status::Machine,
        reviewer: None,
        claim,
        quote: quote(claim, report),
        report: described(&report.id, report),
    }
}

fn quote(claim: &Claim, report: &Report) -> Quote {
    Quote { text: claim.sentence.of(&report.text), start: claim.sentence.start }
}

fn about(stored: &StoredReport) -> ReportJson<'_> {
    described(&stored.id, &stored.report)
}

fn described<'a>(id: &'a str, report: &'a Report) -> ReportJson<'a> {
    ReportJson {
        id,
        title: report.title.as_deref(),
        outlet: report.outlet.as_deref(),
        date: report.date,
        url: report.url.as_deref(),
    }
}
