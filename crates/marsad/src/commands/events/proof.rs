//! One event: what its sources agree on, where they differ, the words of each, and why they are taken to tell of it.
use super::table::figure;
use crate::commands::{phrase, why};
use marsad_coder::Actors;
use marsad_record::{Dispute, Event, Figure, Link, Side, Snapshot};
use marsad_situation::Citation;
use std::io::{self, Write};

/// Prints an event with its proof.
pub(super) fn write(
    out: &mut impl Write,
    actors: &Actors,
    passages: &Snapshot,
    event: &Event,
) -> io::Result<()> {
    let place = event.places.first();
    let english = place.and_then(|place| place.name_en.clone()).unwrap_or_default();
    let arabic = place.map(|place| place.text.clone()).unwrap_or_default();
    writeln!(out, "{}: {} {english}  {arabic}", event.id, phrase::name(&event.event_type))?;
    writeln!(out, "  {} claims of {} independent sources", event.claims.len(), event.sources)?;
    for it in &event.figures {
        writeln!(out, "  {}{}", figure(it), who(actors, it))?;
        said(out, passages, it)?;
    }
    for it in &event.disputed {
        writeln!(out, "  {}", dispute(actors, passages, it))?;
    }
    for member in &event.claims {
        if let Some(citation) = Citation::of(passages, &member.claim) {
            why::cite(out, passages, &citation, "")?;
        }
    }
    event.links.iter().try_for_each(|link| joined(out, link))
}

fn who(actors: &Actors, figure: &Figure) -> String {
    figure.who.as_ref().map(|who| format!(", {}", phrase::actor(actors, who))).unwrap_or_default()
}

/// What each source says, where there are several.
fn said(out: &mut impl Write, passages: &Snapshot, figure: &Figure) -> io::Result<()> {
    if figure.said.len() < 2 {
        return Ok(());
    }
    for it in &figure.said {
        let outlet = outlet(passages, &it.source);
        writeln!(out, "    {} according to {outlet} ({})", phrase::range(Some(it.min), it.max), it.claim)?;
    }
    Ok(())
}

/// What sources differ on, and who says what.
fn dispute(actors: &Actors, passages: &Snapshot, dispute: &Dispute) -> String {
    let side = |side: &Side| {
        let who: Vec<String> = side.sources.iter().map(|source| outlet(passages, source)).collect();
        format!("{} ({})", value(actors, dispute, side), who.join(", "))
    };
    let sides: Vec<String> = dispute.sides.iter().map(side).collect();
    format!("disputed, {}: {}", slot(dispute), sides.join(" / "))
}

/// What sources differ on.
pub(super) fn disputed(actors: &Actors, dispute: &Dispute) -> String {
    let sides: Vec<String> = dispute.sides.iter().map(|side| value(actors, dispute, side)).collect();
    format!("disputed, {}: {}", slot(dispute), sides.join(" / "))
}

fn value(actors: &Actors, dispute: &Dispute, side: &Side) -> String {
    if dispute.slot == "actors" { phrase::actor(actors, &side.value) } else { side.value.replace('_', " ") }
}

fn slot(dispute: &Dispute) -> &'static str {
    match dispute.slot.as_str() {
        "actors" => "who did it",
        "when" => "the day",
        "modality" => "whether it happened",
        _ => "what it was",
    }
}

/// The outlets of a source, or its id where none is known.
fn outlet(passages: &Snapshot, source: &str) -> String {
    let reports = passages.reports.iter().filter(|report| report.source == source);
    let mut outlets: Vec<&str> = reports.filter_map(|report| report.report.outlet.as_deref()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    if outlets.is_empty() { source.to_owned() } else { outlets.join(" = ") }
}

fn joined(out: &mut impl Write, link: &Link) -> io::Result<()> {
    let (one, other) = &link.claims;
    let score = link.score.map_or_else(|| "a reviewer".to_owned(), |score| format!("score {score:.1}"));
    writeln!(out, "  one event: {one} and {other}, {score} ({})", link.because.join("; "))
}
