//! `marsad status`: who holds what on a day, what is cut off, who suffers.
mod sheet;
mod table;

use super::picture::{Ground, Picture};
use super::{Error, Outcome};
use crate::cli::{PictureFormat, StatusArgs};
use crate::publish::{Boundaries, geojson};
use marsad_data::DataFiles;
use std::io::{self, Write};

pub(crate) fn run(data: &DataFiles, args: &StatusArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.places.places)?;
    let mut picture = Picture::new(&ground, &args.ask)?;
    if let Some(place) = &args.place {
        picture.narrow_to(place, true)?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        PictureFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&picture.situation)?)?,
        PictureFormat::Table => table::write(&mut out, &picture)?,
        PictureFormat::Csv => sheet::write(&mut out, &picture.situation)?,
        PictureFormat::Geojson => {
            geojson::write(&picture.situation, &ground.gazetteer, &Boundaries::default(), &mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::default())
}
