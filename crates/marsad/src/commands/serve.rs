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
    let boundaries = args.boundaries.as_deref().map_or(Ok(Boundaries::default()), Boundaries::read)?;
    let coder = coder(&data, &args.places.places)?;
    println!("The map is at {} (Ctrl-C ends it)", door.address());
    door.serve(Desk::new(data, coder, record, boundaries))?;
    Ok(Outcome::default())
}
