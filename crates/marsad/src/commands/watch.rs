mod interrupt;
mod memory;
mod round;

use super::adding::Adding;
use super::input::threads;
use super::web::Web;
use super::{Error, Outcome, coder};
use crate::cli::WatchArgs;
use crate::fetch::Alarm;
use marsad_data::DataFiles;
use round::Watch;
use std::io::Write;
use std::time::Instant;

pub(crate) fn run(data: &DataFiles, args: &WatchArgs) -> Result<Outcome, Error> {
    let alarm = Alarm::default();
    interrupt::ring_when_told(&alarm)?;
    let adding = Adding::new(coder(data, &args.places.places)?, threads(args.read.threads), &args.record);
    let web = Web::new(&args.web, args.read.options(), alarm.clone());
    let mut watch = Watch::new(adding, web, args.every, alarm.clone())?;
    loop {
        let begun = Instant::now();
        let round = watch.round(&args.addresses);
        writeln!(std::io::stdout(), "{round}")?;
        if args.once {
            return Ok(Outcome { failed: round.failed });
        }
        if alarm.sleep(args.every.saturating_sub(begun.elapsed())) {
            return Ok(Outcome::default());
        }
    }
}
