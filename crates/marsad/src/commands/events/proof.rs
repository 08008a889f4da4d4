//! One event: what its sources agree on, where they differ, the words of each, and why they are taken to tell of it.
use super::table::figure;
use crate::commands::picture::Picture;
use crate::commands::{phrase, why};
use marsad_record::{Dispute, Event, Figure, Link};
use marsad_situation::Citation;
use std::io::{self, Write};

/// Prints an event with its proof.
pub(crate) fn write(out: &mut impl Write, picture: &Picture, event: &Event) -> io::Result<()> {
    let place = event.places.first();
    let english = place.and_then(|place| place.name_en.clone()).unwrap_or_default();
    let arabic = place.map(|place| place.text.clone()).unwrap_or_default();
    let copies = event.claims.len();
    writeln!(out, "{}: {} {english}  {arabic}", event.id, phrase::name(&event.event_type))?;
    writeln!(out, "  {} claims of {} independent sources", copies, event.sources)?;
    for it in &event.figures {
        writeln!(out, "  {}{}", figure(it), who(picture, it))?;
        said(out, picture, it)?;
    }
    for it in &event.disputed {
        writeln!(out, "  {}", dispute(picture, it))?;
    }
    for member in &event.claims {
        if let Some(citation) = Citation::of(&picture.snapshot, &member.claim) {
            why::cite(out, picture, &citation, "")?;
        }
    }
    event.links.iter().try_for_each(|link| joined(out, link))
}

fn who(picture: &Picture, figure: &Figure) -> String {
    figure.who.as_ref().map(|who| format!(", {}", picture.actor(who))).unwrap_or_default()
}

/// What each source says, where there are several.
fn said(out: &mut impl Write, picture: &Picture, figure: &Figure) -> io::Result<()> {
    if figure.said.len() < 2 {
        return Ok(());
    }
    for it in &figure.said {
        let outlet = outlet(picture, &it.source);
        writeln!(out, "    {} according to {outlet} ({})", phrase::range(Some(it.min), it.max), it.claim)?;
    }
    Ok(())
}

/// What sources differ on, and who says what.
pub(super) fn dispute(picture: &Picture, dispute: &Dispute) -> String {
    let name = |value: &str| match dispute.slot.as_str() {
        "actors" => picture.actor(value),
        _ => value.replace('_', " "),
    };
    let side = |side: &marsad_record::Side| {
        let who: Vec<String> = side.sources.iter().map(|source| outlet(picture, source)).collect();
        format!("{} ({})", name(&side.value), who.join(", "))
    };
    let sides: Vec<String> = dispute.sides.iter().map(side).collect();
    let slot = match dispute.slot.as_str() {
        "actors" => "who did it",
        "when" => "the day",
        "modality" => "whether it happened",
        _ => "what it was",
    };
    format!("disputed, {slot}: {}", sides.join(" / "))
}

/// The outlets of a source, or its id where none is known.
fn outlet(picture: &Picture, source: &str) -> String {
    let reports = picture.snapshot.reports.iter().filter(|report| report.source == source);
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
