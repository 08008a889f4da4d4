//! Events for the eye, a row each.
use crate::commands::phrase;
use crate::commands::table::{Row, section};
use marsad_coder::Actors;
use marsad_record::{Days, Event, Figure, Named, Page};
use std::io::{self, Write};

/// Prints the events, and how to ask for more.
pub(super) fn write(out: &mut impl Write, actors: &Actors, page: &Page) -> io::Result<()> {
    if page.events.is_empty() {
        return writeln!(out, "No report tells of such an event.");
    }
    let rows = page.events.iter().map(|event| row(actors, event)).collect();
    section(out, &["DAY", "WHAT", "WHERE", "BY", "TO", "HOW MANY", "SOURCES", "ID", "NAME"], rows)?;
    match &page.next {
        Some(next) => writeln!(out, "\nThere are more: --after {next}"),
        None => Ok(()),
    }
}

fn row(actors: &Actors, event: &Event) -> Row {
    let place = event.places.first();
    let cells = vec![
        event.days().map_or_else(|| "-".to_owned(), |days| written(event, days)),
        format!("{}{}", phrase::name(&event.event_type), outcome(event)),
        place.map_or_else(|| "-".to_owned(), |place| place.name_en.clone().unwrap_or_else(|| "?".to_owned())),
        parties(actors, &event.actors),
        parties(actors, &event.targets),
        event.figures.iter().map(figure).collect::<Vec<_>>().join(", "),
        event.sources.to_string(),
        event.id.clone(),
        place.map(|place| place.text.clone()).unwrap_or_default(),
    ];
    Row {
        cells,
        notes: event.disputed.iter().map(|dispute| super::proof::disputed(actors, dispute)).collect(),
    }
}

/// Whether it came off.
fn outcome(event: &Event) -> &'static str {
    if event.modality == marsad_coder::Modality::Failed { " (failed)" } else { "" }
}

/// Its day or days; that they are only those of the reports is said.
fn written(event: &Event, days: Days) -> String {
    let span =
        if days.start == days.end { days.start.to_string() } else { format!("{}..{}", days.start, days.end) };
    if event.when.is_some() { span } else { format!("by {}", days.start) }
}

fn parties(actors: &Actors, parties: &[Named]) -> String {
    let names: Vec<String> = parties.iter().map(|it| phrase::actor(actors, &it.id)).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

/// A number with what it counts; where sources disagree, the whole range that they give.
pub(super) fn figure(figure: &Figure) -> String {
    let range = figure.agreed.map_or_else(
        || format!("{} (disputed)", phrase::range(Some(figure.low), figure.high)),
        |(min, max)| phrase::range(Some(min), max),
    );
    format!("{range} {}", figure.what)
}
