//! `marsad serve`: the map and the record in a browser, on this machine only.
use super::{Error, Outcome, coder};
use crate::cli::ServeArgs;
use crate::publish::Boundaries;
use crate::serve::{Desk, Door};
use marsad_data::DataFiles;
use marsad_record::Record;

pub(crate) fn run(data: DataFiles, args: &ServeArgs) -> Result<Outcome, Error> {
    let door = Door::open(args.bind.address)?;
    let record = Record::open_existing(&args.record.path)?;
    let boundaries = Boundaries::load(args.boundaries.outlines.as_deref())?;
    let coder = coder(&data, &args.places.places)?;
    let desk = Desk::new(data, coder, record, boundaries);
    println!("The map is at {} (Ctrl-C ends it)", door.address());
    door.serve(desk)?;
    Ok(Outcome::default())
}
