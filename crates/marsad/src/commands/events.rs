//! `marsad events`: what happened, as all the reports that tell of it have it.
mod proof;
mod table;

use super::picture::{Ground, Picture};
use super::{Error, Outcome};
use crate::cli::{EventsArgs, StatusFormat, WhichArgs};
use marsad_data::DataFiles;
use marsad_record::{Days, Event, SameEvent, events};
use std::io::{self, Write};

pub(crate) use proof::write as explain;

pub(crate) fn run(data: &DataFiles, args: &EventsArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.places.places)?;
    let picture = Picture::new(&ground, &args.ask)?;
    let found = wanted(data, &picture, args.place.as_deref(), &args.which)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        StatusFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&found)?)?,
        StatusFormat::Table => table::write(&mut out, &picture, &found)?,
    }
    out.flush()?;
    Ok(Outcome::default())
}

/// The events that are asked for, by day.
pub(crate) fn wanted(
    data: &DataFiles,
    picture: &Picture,
    place: Option<&str>,
    which: &WhichArgs,
) -> Result<Vec<Event>, Error> {
    let place = place.map(|name| picture.place_id(name)).transpose()?;
    let mut found = all(data, picture)?;
    found.retain(|event| is_wanted(event, which, place.as_deref(), picture));
    found.sort_by_key(|event| (day(event).map(|days| days.start), event.id.clone()));
    Ok(found)
}

/// Every event that the picture's claims tell of.
pub(crate) fn all(data: &DataFiles, picture: &Picture) -> Result<Vec<Event>, Error> {
    let rules = SameEvent::load(data, picture.setting.actors)?;
    Ok(events(&picture.snapshot, &rules, picture.setting.gazetteer))
}

/// When it happened; where nobody says, when it was reported.
fn day(event: &Event) -> Option<Days> {
    event.when.or(event.reported)
}

fn is_wanted(event: &Event, which: &WhichArgs, place: Option<&str>, picture: &Picture) -> bool {
    let days = day(event);
    let from = which.from.is_none_or(|from| days.is_some_and(|days| days.end >= from));
    let to = which.to.is_none_or(|to| days.is_some_and(|days| days.start <= to));
    let of_type = which.claim_type.is_none_or(|wanted| event.event_type == wanted);
    let within = |id: &str, place: &str| {
        id == place || picture.setting.gazetteer.containers(id).any(|outer| outer.id == place)
    };
    let here = place.is_none_or(|place| {
        event.places.iter().filter_map(|it| it.id.as_deref()).any(|id| within(id, place))
    });
    from && to && of_type && here && event.sources >= which.sources
}
