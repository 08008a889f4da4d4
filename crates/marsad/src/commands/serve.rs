//! `marsad serve`: the map and the record in a browser, on this machine only.
use super::{Error, Outcome, gazetteer};
use crate::cli::ServeArgs;
use crate::publish::Boundaries;
use crate::serve::{Desk, Door};
use marsad_data::DataFiles;
use marsad_record::Record;

pub(crate) fn run(data: DataFiles, args: &ServeArgs) -> Result<Outcome, Error> {
    let door = Door::open(args.bind.address)?;
    let record = Record::open_existing(&args.record.path)?;
    let boundaries = Boundaries::load(args.boundaries.outlines.as_deref())?;
    let gazetteer = gazetteer(&data, &args.places.places)?;
    let desk = Desk::new(data, gazetteer, record, boundaries)?;
    println!("The map is at {} (Ctrl-C ends it)", door.address());
    door.serve(desk)?;
    Ok(Outcome::default())
}
