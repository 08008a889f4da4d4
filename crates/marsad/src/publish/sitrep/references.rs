//! The reports that figures come from, numbered in the order they are first named.
use super::words::Words;
use marsad_record::Snapshot;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The numbers given so far.
pub(super) struct References<'s> {
    /// The report of each claim, by the claim's id.
    reports: BTreeMap<&'s str, usize>,
    snapshot: &'s Snapshot,
    named: RefCell<Vec<usize>>,
}

impl<'s> References<'s> {
    pub(super) fn new(snapshot: &'s Snapshot) -> Self {
        let reports = snapshot.claims.iter().map(|stored| (stored.id.as_str(), stored.report)).collect();
        Self { reports, snapshot, named: RefCell::default() }
    }

    /// "[1][4]": the reports of these claims.
    pub(super) fn to(&self, claims: &[String]) -> String {
        let mut named = self.named.borrow_mut();
        let mut numbers = Vec::new();
        for report in claims.iter().filter_map(|claim| self.reports.get(claim.as_str()).copied()) {
            let known = named.iter().position(|other| *other == report);
            let number = known.unwrap_or_else(|| {
                named.push(report);
                named.len() - 1
            });
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        numbers.into_iter().map(|number| format!("[{}]", number + 1)).collect::<Vec<_>>().concat()
    }

    /// The reports in the order of their numbers: outlet, title, day, and the first letters of the text's SHA-256.
    pub(super) fn list(&self, words: &Words) -> Vec<String> {
        let named = self.named.borrow();
        let stored = named.iter().filter_map(|&index| self.snapshot.reports.get(index));
        stored
            .map(|stored| {
                let report = &stored.report;
                let outlet = report.outlet.as_deref().unwrap_or(&report.id);
                let hash = stored.sha256.get(..12).unwrap_or(&stored.sha256);
                let parts = [Some(outlet), report.title.as_deref(), report.url.as_deref()];
                let said: Vec<&str> = parts.into_iter().flatten().collect();
                format!("{} ({}; sha256 {hash})", said.join(" - "), words.day(report.date))
            })
            .collect()
    }
}
