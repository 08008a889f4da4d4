//! What the reader of the claims should know about the report they came from.
use crate::Claim;
use marsad_text::Report;

/// Something the reader of the output should know: analysis never fails, it says what it passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The report it concerns.
    pub doc: String,
    /// What was passed over, and why.
    pub what: String,
}

/// What to say of a report and the claims found in it.
pub(crate) fn notices(report: &Report, claims: &[Claim]) -> Vec<Notice> {
    let said = [not_arabic(report, claims), undated(report, claims)];
    said.into_iter().flatten().map(|what| Notice { doc: report.id.clone(), what }).collect()
}

/// A text in another language gives no claims, which must not read as "nothing happened".
fn not_arabic(report: &Report, claims: &[Claim]) -> Option<String> {
    let is_arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c) || ('\u{fb50}'..='\u{fefc}').contains(&c);
    let silent = claims.is_empty() && report.text.chars().any(char::is_alphabetic);
    (silent && !report.text.chars().any(is_arabic))
        .then(|| "there is no Arabic in it, and no other language is coded yet".to_owned())
}

/// Days counted from a report's own day stay open where that day is not given.
fn undated(report: &Report, claims: &[Claim]) -> Option<String> {
    let counted = |claim: &&Claim| {
        claim.when.as_ref().is_some_and(|when| when.start.is_none() && when.relative_days.is_some())
    };
    let count = claims.iter().filter(counted).count();
    (report.date.is_none() && count > 0).then(|| {
        format!("{count} of {} claims count days from the report's own, which is not given", claims.len())
    })
}
