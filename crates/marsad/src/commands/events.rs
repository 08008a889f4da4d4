//! `marsad events`: what happened, as all the reports that tell of it have it.
mod proof;
mod table;

use super::picture::Picture;
use super::{Error, Outcome, gazetteer, place, record};
use crate::cli::{EventsArgs, RecordArg, StatusFormat, WhichArgs, WhyArgs};
use marsad_coder::{Actors, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Event, Record, SameEvent, Wanted, events};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// A record whose events are indexed, and what they are told with.
struct Told {
    record: Record,
    rules: SameEvent,
    gazetteer: Gazetteer,
    actors: Actors,
}

impl Told {
    fn open(data: &DataFiles, places: &[PathBuf], path: &RecordArg) -> Result<Self, Error> {
        let (gazetteer, actors) = (gazetteer(data, places)?, Actors::load(data)?);
        let rules = SameEvent::load(data, &actors)?;
        let mut record = record::existing(path)?;
        record.index_events(&rules, &gazetteer)?;
        Ok(Self { record, rules, gazetteer, actors })
    }
}

pub(crate) fn run(data: &DataFiles, args: &EventsArgs) -> Result<Outcome, Error> {
    let told = Told::open(data, &args.places.places, &args.record)?;
    let wanted = wanted(&told.gazetteer, args.place.as_deref(), &args.which)?;
    let after = args.after.as_deref();
    let page = told.record.page_of_events(&wanted, after, args.limit, &told.rules, &told.gazetteer)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        StatusFormat::Json => {
            let page = json!({"events": page.events, "next": page.next});
            writeln!(out, "{}", serde_json::to_string_pretty(&page)?)?;
        }
        StatusFormat::Table => table::write(&mut out, &told.actors, &page)?,
    }
    out.flush()?;
    Ok(Outcome::default())
}

/// What is asked for.
fn wanted(gazetteer: &Gazetteer, place: Option<&str>, which: &WhichArgs) -> Result<Wanted, Error> {
    let place = place.map(|name| place::id(gazetteer, name)).transpose()?;
    let WhichArgs { claim_type, from, to, sources } = *which;
    Ok(Wanted { place, event_type: claim_type, from, to, sources })
}

/// Every event of a picture that is asked for, by day.
pub(crate) fn of(
    data: &DataFiles,
    picture: &Picture,
    place: Option<&str>,
    which: &WhichArgs,
) -> Result<Vec<Event>, Error> {
    let rules = SameEvent::load(data, picture.setting.actors)?;
    let gazetteer = picture.setting.gazetteer;
    let wanted = wanted(gazetteer, place, which)?;
    let mut found = events(&picture.snapshot, &rules, gazetteer);
    found.retain(|event| wanted.takes(event, gazetteer));
    found.sort_by_key(|event| (event.days().map(|days| days.start), event.id.clone()));
    Ok(found)
}

/// Prints one event with its proof.
pub(crate) fn explain(out: &mut impl Write, data: &DataFiles, args: &WhyArgs) -> Result<(), Error> {
    let told = Told::open(data, &args.places.places, &args.ask.record)?;
    let event = told.record.event(&args.place, &told.rules, &told.gazetteer)?;
    let event =
        event.ok_or_else(|| format!("{}: no such event\n  help: `marsad events` lists them", args.place))?;
    let passages = told.record.passages(&event)?;
    Ok(proof::write(out, &told.actors, &passages, &event)?)
}
