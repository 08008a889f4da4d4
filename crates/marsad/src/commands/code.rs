use super::{Error, Outcome, coder};
use crate::cli::CodeArgs;
use marsad_data::DataFiles;

pub(crate) fn run(data: &DataFiles, args: &CodeArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let _ = (coder, args.date, args.format, &args.files);
    Ok(Outcome::default())
}
