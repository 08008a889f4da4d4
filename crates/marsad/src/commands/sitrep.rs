//! `marsad sitrep`: the situation report of a day.
mod setter;

use super::map::output;
use super::picture::{Ground, Picture};
use super::{Error, Outcome, record};
use crate::cli::{SitrepArgs, SitrepFormat};
use crate::publish::sitrep::{self, Matter, html, markdown, typst};
use jiff::ToSpan;
use marsad_data::DataFiles;
use marsad_situation::changes;
use std::io::Write;

pub(crate) fn run(data: &DataFiles, args: &SitrepArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.places.places)?;
    let snapshot = record::snapshot(&args.ask.record, args.ask.known, args.ask.recorded)?;
    let draw = |on| -> Result<Picture, Error> {
        let mut picture = Picture::of(&ground, &snapshot, on, args.ask.known)?;
        if let Some(place) = &args.place {
            picture.narrow_to(place, true)?;
        }
        Ok(picture)
    };
    let now = draw(args.ask.on)?;
    let since = now.situation.on.and_then(|on| on.checked_sub(i64::from(args.days).days()).ok());
    let before = draw(since)?;
    let changed = if since.is_some() { changes(&before.situation, &now.situation) } else { Vec::new() };
    let place = args.place.as_deref().map(|name| now.place_asked(name)).transpose()?;
    let matter = Matter {
        snapshot: &snapshot,
        situation: &now.situation,
        changes: &changed,
        since,
        gazetteer: &ground.gazetteer,
        actors: ground.actors(),
        place: place.as_deref(),
    };
    let report = sitrep::report(&matter, args.lang)?;
    let mut markup = Vec::new();
    if matches!(args.format, SitrepFormat::Pdf | SitrepFormat::Typst) {
        typst::write(&report, &mut markup)?;
    }
    // A print that cannot be set leaves no file behind.
    let set = if args.format == SitrepFormat::Pdf { setter::pdf(&markup)? } else { markup };
    let mut out = output(args.out.as_deref())?;
    match args.format {
        SitrepFormat::Html => html::write(&report, &mut out)?,
        SitrepFormat::Md => markdown::write(&report, &mut out)?,
        SitrepFormat::Pdf | SitrepFormat::Typst => out.write_all(&set)?,
    }
    out.flush()?;
    Ok(Outcome::default())
}
