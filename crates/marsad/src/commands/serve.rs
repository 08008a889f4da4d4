//! `marsad serve`: the map and the record in a browser, on this machine only.
use super::{Error, Outcome, coder};
use crate::cli::ServeArgs;
use crate::publish::{Boundaries, PublicView};
use crate::serve::{Desk, Door, Openness, openapi};
use marsad_data::DataFiles;
use marsad_record::Record;

pub(crate) fn run(data: DataFiles, args: &ServeArgs) -> Result<Outcome, Error> {
    if args.openapi {
        println!("{}", serde_json::to_string_pretty(&openapi::document())?);
        return Ok(Outcome::default());
    }
    let door = Door::open(args.bind.address)?;
    let record = Record::open_existing(&args.record.path)?;
    let boundaries = Boundaries::load(args.boundaries.outlines.as_deref())?;
    let coder = coder(&data, &args.places.places)?;
    let desk = Desk::new(data, coder, record, boundaries, openness(args))?;
    println!("The map is at {} (Ctrl-C ends it)", door.address());
    door.serve(desk)?;
    Ok(Outcome::default())
}

fn openness(args: &ServeArgs) -> Openness {
    let view = &args.public;
    let public = view.public.then_some(PublicView {
        embargo_days: view.embargo,
        coarsest: view.coarsen,
        masks_names: view.mask_names,
        published_only: view.published,
    });
    Openness { public, read_by: args.cors.clone(), framed_by: args.embed_in.clone() }
}
