//! `marsad map`: the picture of a day as GeoJSON.
use super::{Error, Outcome, coder, record};
use crate::cli::MapArgs;
use crate::publish::{Boundaries, geojson};
use marsad_data::DataFiles;
use marsad_situation::{AsOf, Setting, Situation};
use std::fs::File;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(data: &DataFiles, args: &MapArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let boundaries = args.boundaries.as_deref().map_or(Ok(Boundaries::default()), Boundaries::read)?;
    let snapshot = record::snapshot(&args.record, args.known, None)?;
    let setting = Setting::load(data, coder.gazetteer(), coder.actors())?;
    let situation = Situation::derive(&snapshot, &setting, AsOf { on: args.on, known: args.known });
    let mut out: Box<dyn Write> = match &args.out {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).map_err(|error| format!("{}: {error}", path.display()))?,
        )),
        None => Box::new(io::stdout().lock()),
    };
    geojson::write(&situation, coder.gazetteer(), &boundaries, &mut out)?;
    out.flush()?;
    Ok(Outcome::default())
}
