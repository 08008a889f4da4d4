use super::adding::Adding;
use super::input::{Found, in_source, open, threads};
use super::progress::Progress;
use super::web::{Web, address_of};
use super::{Error, Outcome, coder};
use crate::cli::AddArgs;
use crate::fetch::Alarm;
use marsad_data::DataFiles;
use marsad_record::Address;
use std::io::Write;

pub(crate) fn run(data: &DataFiles, args: &AddArgs) -> Result<Outcome, Error> {
    let mut adding = Adding::new(coder(data, &args.places.places)?, threads(args.read.threads), &args.record);
    let options = args.read.options();
    let web = Web::new(&args.web, options.clone(), Alarm::default());
    let progress = Progress::over(&args.sources);
    let reports = args.sources.iter().flat_map(|source| -> Box<dyn Iterator<Item = Found>> {
        progress.begin(source);
        match address_of(source) {
            Some(address) => Box::new(web.reports(address)),
            None => Box::new(in_source(open(source, &options))),
        }
    });
    let in_full = reports.flat_map(|found| web.in_full(found));
    let outcome = adding.add(in_full, &progress);
    // A call that was cut short has still added what it added.
    writeln!(std::io::stdout(), "{}: {}", Address::from(&args.record.path), adding.take_tally())?;
    outcome
}
