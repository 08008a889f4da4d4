//! `marsad map`: the picture of a day as GeoJSON.
use super::{Error, Outcome, gazetteer, record};
use crate::cli::MapArgs;
use crate::publish::{Boundaries, geojson};
use marsad_coder::Actors;
use marsad_data::DataFiles;
use marsad_situation::{AsOf, Setting, Situation};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(crate) fn run(data: &DataFiles, args: &MapArgs) -> Result<Outcome, Error> {
    let (gazetteer, actors) = (gazetteer(data, &args.places.places)?, Actors::load(data)?);
    let boundaries = Boundaries::load(args.boundaries.outlines.as_deref())?;
    let ask = &args.ask;
    let snapshot = record::snapshot(&ask.record, ask.known, ask.recorded)?;
    let setting = Setting::load(data, &gazetteer, &actors)?;
    let situation = Situation::derive(&snapshot, &setting, AsOf { on: ask.on, known: ask.known });
    let mut out = output(args.out.as_deref())?;
    geojson::write(&situation, &gazetteer, &boundaries, &mut out)?;
    out.flush()?;
    Ok(Outcome::default())
}

/// Where to write: a file, or standard output.
pub(crate) fn output(path: Option<&Path>) -> Result<Box<dyn Write + Send>, Error> {
    let Some(path) = path else { return Ok(Box::new(BufWriter::new(io::stdout()))) };
    let file = File::create(path).map_err(|error| {
        format!("{}: {error}\n  help: name a file in a folder that can be written", path.display())
    })?;
    Ok(Box::new(BufWriter::new(file)))
}
