//! What the reader of the claims should know about the report they came from.
use crate::Claim;
use marsad_text::{Language, Report};

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
    let said = [not_arabic(report, claims), foreign(report), undated(report, claims)];
    said.into_iter().flatten().map(|what| Notice { doc: report.id.clone(), what }).collect()
}

/// A text in another language gives no claims, which must not read as "nothing happened".
fn not_arabic(report: &Report, claims: &[Claim]) -> Option<String> {
    let silent = claims.is_empty() && report.text.chars().any(char::is_alphabetic);
    (silent && !has_arabic_letters(report))
        .then(|| "there is no Arabic in it, and no other language is coded yet".to_owned())
}

/// What is read from Persian or Kurdish, which share their letters and some words with Arabic, is read by accident.
fn foreign(report: &Report) -> Option<String> {
    (Language::of(&report.text) == Language::Other && has_arabic_letters(report))
        .then(|| "it is in neither Arabic nor English: what is read from it may be wrong".to_owned())
}

fn has_arabic_letters(report: &Report) -> bool {
    let is_arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c) || ('\u{fb50}'..='\u{fefc}').contains(&c);
    report.text.chars().any(is_arabic)
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
