//! `marsad search`: reports by their words.
use super::{Error, Outcome, phrase, record};
use crate::cli::SearchArgs;
use std::io::{self, Write};

/// Letters of a text that are shown.
const SHOWN: usize = 160;

pub(crate) fn run(args: &SearchArgs) -> Result<Outcome, Error> {
    let found = record::existing(&args.record)?.search(&args.words.join(" "), args.limit)?;
    let mut out = io::stdout().lock();
    if found.is_empty() {
        writeln!(out, "No report has all of these words.")?;
    }
    for stored in &found {
        let report = &stored.report;
        let origin = phrase::origin(report.outlet.as_deref(), &report.id, report.date);
        writeln!(out, "{}  {origin}", stored.id)?;
        let text: String = report.text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  {}", text.chars().take(SHOWN).collect::<String>())?;
    }
    Ok(Outcome::default())
}
