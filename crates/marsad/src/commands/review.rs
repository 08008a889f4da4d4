//! `marsad review`: what people decide of claims.
use super::{Error, Outcome, phrase, record};
use crate::cli::{OneArgs, RecordArg, ReviewArgs, ReviewTask, SignedArgs};
use marsad_record::{Act, Clocks, Review, queue};
use std::io::{self, Write};

pub(crate) fn run(args: &ReviewArgs) -> Result<Outcome, Error> {
    match &args.task {
        ReviewTask::Queue { limit, record } => return show_queue(record, *limit),
        ReviewTask::History { claim, record } => return show_history(record, claim),
        ReviewTask::TwoPeople { off, by, record } => {
            record::existing(record)?.ask_for_two_people(!off, &by.author, &by.reason)?;
        }
        ReviewTask::Accept(one) => decide_one(one, |claim| Act::Accept { claim })?,
        ReviewTask::Reject(one) => decide_one(one, |claim| Act::Reject { claim })?,
        ReviewTask::Comment(one) => decide_one(one, |claim| Act::Comment { claim })?,
        ReviewTask::Publish(one) => decide_one(one, |claim| Act::Publish { claim })?,
        ReviewTask::Correct { slot, value, one } => {
            let value = serde_json::from_str(value).map_err(|error| {
                format!(
                    "--value: {error}\n  help: JSON, as in '\"failed\"' or '[{{\"id\":\"civilians\",…}}]'"
                )
            })?;
            decide_one(one, |claim| Act::Correct { claim, slot: slot.clone(), value })?;
        }
        ReviewTask::Add { report, claim, by, record } => {
            let text =
                std::fs::read_to_string(claim).map_err(|error| format!("{}: {error}", claim.display()))?;
            let claim = serde_json::from_str(&text).map_err(|error| {
                format!("{}: {error}\n  help: one claim, as `marsad code` prints it", claim.display())
            })?;
            decide(record, by, Act::Add { report: report.clone(), claim: Box::new(claim) })?;
        }
        ReviewTask::Merge { claims, by, record } => {
            decide(record, by, Act::Merge { claims: claims.clone() })?;
        }
        ReviewTask::Split { claims, from, by, record } => {
            decide(record, by, Act::Split { claims: claims.clone(), from: from.clone() })?;
        }
    }
    Ok(Outcome::default())
}

fn decide_one(one: &OneArgs, act: impl FnOnce(String) -> Act) -> Result<(), Error> {
    decide(&one.record, &one.by, act(one.claim.clone()))
}

fn decide(record: &RecordArg, by: &SignedArgs, act: Act) -> Result<(), Error> {
    let review = Review { author: by.author.clone(), reason: by.reason.clone(), act };
    let claims = record::existing(record)?.review(review)?;
    Ok(writeln!(io::stdout(), "{}: recorded", claims.join(", "))?)
}

fn show_queue(record: &RecordArg, limit: usize) -> Result<Outcome, Error> {
    let snapshot = record::existing(record)?.as_of(Clocks::default())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for waiting in queue(&snapshot).into_iter().take(limit) {
        let stored = waiting.claim;
        let report = &snapshot.report_of(stored).report;
        let origin = phrase::origin(report.outlet.as_deref(), &report.id, report.date);
        let (kind, how) = (stored.claim.claim_type.name(), stored.claim.modality.name());
        writeln!(out, "{}  {kind}, {how} - {origin}", stored.id)?;
        writeln!(out, "  {}", waiting.doubts.join("; "))?;
        let sentence = stored.claim.sentence.of(&report.text);
        writeln!(out, "  {}", sentence.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    out.flush()?;
    Ok(Outcome::default())
}

fn show_history(record: &RecordArg, claim: &str) -> Result<Outcome, Error> {
    let mut out = io::stdout().lock();
    for reviewed in record::existing(record)?.history(claim)? {
        let review = &reviewed.review;
        let act = serde_json::to_value(&review.act)?;
        let name = act.get("act").and_then(|name| name.as_str()).unwrap_or_default();
        writeln!(out, "{}  {name} by {}: {}", reviewed.recorded, review.author, review.reason)?;
    }
    Ok(Outcome::default())
}
