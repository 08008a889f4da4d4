//! `marsad export`: events in the forms that other programs read.
use super::picture::{Ground, Picture};
use super::{Error, Outcome, custody, events, map, record};
use crate::cli::{ExportArgs, ExportFormat, LeastStatus};
use crate::publish::{Account, Background, Bundle, Codes, Heading, accounts};
use crate::publish::{acled, bundle, geojson, geoparquet, hapi, plover, ucdp};
use clap::ValueEnum;
use marsad_coder::Modality;
use marsad_data::DataFiles;
use marsad_record::{Alliances, Event, Status};
use std::io::{self, IsTerminal, Write};

pub(crate) fn run(data: &DataFiles, args: &ExportArgs) -> Result<Outcome, Error> {
    check(args)?;
    let ground = Ground::load(data, &args.places.places)?;
    let picture = Picture::new(&ground, &args.ask)?;
    let mut found = events::of(data, &picture, args.place.as_deref(), &args.which)?;
    found.retain(|event| happened(event, args));
    let (alliances, codes) = (Alliances::load(data)?, Codes::load(data)?);
    let background = Background {
        snapshot: &picture.snapshot,
        gazetteer: picture.setting.gazetteer,
        actors: picture.setting.actors,
        alliances: &alliances,
        codes: &codes,
    };
    let mut told = accounts(&found, &background);
    told.retain(|account| account.status >= least(args.status));
    let mut out = map::output(args.output.as_deref())?;
    let heading = Heading { bom: args.bom, hxl: args.hxl };
    let left_out = match args.format {
        ExportFormat::Bundle => bundle::write(&evidence(args, &told, &background)?, &mut out).map(|()| 0)?,
        form => write_events(form, &told, &background, heading, &mut out)?,
    };
    out.flush()?;
    if left_out > 0 {
        let name = args.format.name();
        eprintln!("marsad: {left_out} of {} events left out: {name} {}", told.len(), reason(args.format));
    }
    Ok(Outcome::default())
}

/// Writes them; how many the form has no room for. A bundle holds more than events.
pub(crate) fn write_events(
    form: ExportFormat,
    told: &[Account],
    background: &Background,
    heading: Heading,
    out: &mut (dyn Write + Send),
) -> Result<usize, Error> {
    Ok(match form {
        ExportFormat::Acled => acled::write(told, background, heading, out)?,
        ExportFormat::Ucdp => ucdp::write(told, background, heading, out)?,
        ExportFormat::Hapi => hapi::write(told, background, heading, out)?,
        ExportFormat::Plover => plover::write(told, background, out)?,
        ExportFormat::Geojson => geojson::write_events(told, background, out).map(|()| 0)?,
        ExportFormat::Geoparquet => geoparquet::write(told, background, out).map(|()| 0)?,
        ExportFormat::Bundle => return Err("a bundle is made of a record, not of events alone".into()),
    })
}

/// What goes into a bundle: the log up to the call's moment, with the bodies of the entries that the events rest on.
fn evidence<'a>(
    args: &ExportArgs,
    told: &'a [Account<'a>],
    background: &'a Background<'a>,
) -> Result<Bundle<'a>, Error> {
    let mut record = record::existing(&args.ask.record)?;
    if let Some(key) = &args.key {
        record.checkpoint(&custody::read_key(key)?)?;
    }
    Ok(Bundle::of(&record, args.ask.recorded, told, background)?)
}

/// Refuses what a form has no room for, and bytes on a terminal.
fn check(args: &ExportArgs) -> Result<(), Error> {
    let (name, table) = (args.format.name(), args.format.is_table());
    if (args.bom || args.hxl) && !table {
        let help = "leave them out, or take acled, ucdp or hapi";
        return Err(format!("--bom and --hxl are for tables, and {name} is none\n  help: {help}").into());
    }
    if args.key.is_some() && args.format != ExportFormat::Bundle {
        let help = "take --format bundle, or sign with `marsad checkpoint sign`";
        return Err(format!("--key signs a bundle, and {name} is none\n  help: {help}").into());
    }
    let binary = matches!(args.format, ExportFormat::Bundle | ExportFormat::Geoparquet);
    if binary && args.output.is_none() && io::stdout().is_terminal() {
        return Err(format!("{name} is no text for a terminal\n  help: name a file with --output").into());
    }
    Ok(())
}

/// Whether it is said to have happened, or to have been tried, by the day asked about.
fn happened(event: &Event, args: &ExportArgs) -> bool {
    let begun = event.days().map(|days| days.start);
    let by_then = args.ask.on.is_none_or(|on| begun.is_some_and(|begun| begun <= on));
    by_then && matches!(event.modality, Modality::Actual | Modality::Failed)
}

fn least(status: LeastStatus) -> Status {
    match status {
        LeastStatus::Machine => Status::Machine,
        LeastStatus::Reviewed => Status::Reviewed,
        LeastStatus::Published => Status::Published,
    }
}

fn reason(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Ucdp => "has violence in which somebody is said to have died",
        ExportFormat::Hapi => "has violence and demonstrations in a known country and month",
        _ => "has no type for them, or they were only tried",
    }
}

impl ExportFormat {
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn is_table(self) -> bool {
        matches!(self, Self::Acled | Self::Ucdp | Self::Hapi)
    }
}
