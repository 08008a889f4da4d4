//! `marsad demo`: the bundled reports, coded into a fresh record and shown.
mod summary;

use super::{Error, Outcome, coder, say};
use crate::cli::DemoArgs;
use crate::publish::Boundaries;
use crate::serve::{Desk, Door, Openness};
use marsad_coder::Coder;
use marsad_data::DataFiles;
use marsad_record::{Clocks, Record};
use marsad_text::{ReadOptions, Report, read_reports};
use std::path::Path;
use summary::Summary;

/// Reports written for the demo: what several outlets might have told of one battle.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../corpus/reports/demo"]
struct Reports;

pub(crate) fn run(data: DataFiles, args: &DemoArgs) -> Result<Outcome, Error> {
    // Before the work, so that a port that is taken is said at once.
    let door = if args.no_serve { None } else { Some(Door::open(args.bind.address, false)?) };
    let coder = coder(&data, &[])?;
    let record = fill(&args.record, &coder)?;
    let summary = Summary::of(&record.as_of(Clocks::default())?, &data, &coder)?;
    println!("{summary}");
    println!("The record is {}; `marsad status --record` asks it.", args.record.display());
    if let Some(door) = door {
        println!("The map is at {}{} (Ctrl-C ends it)", door.address(), summary.worst_day());
        door.serve(Desk::new(data, coder, record, Boundaries::default(), Openness::default())?)?;
    }
    Ok(Outcome::default())
}

/// A fresh record of the bundled reports, in place of the last demo's.
fn fill(path: &Path, coder: &Coder) -> Result<Record, Error> {
    if path.exists() {
        // Only a record is replaced: a file that merely bears the name is somebody's.
        drop(Record::open_existing(path)?);
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{}{ending}", path.display());
            if Path::new(&file).exists() {
                std::fs::remove_file(file)?;
            }
        }
    }
    let mut record = Record::open(path)?;
    for report in reports()? {
        let (claims, notices) = coder.code(&report);
        say(&notices);
        record.add(&report, &claims, None)?;
    }
    Ok(record)
}

/// The bundled reports, in the order they were published.
fn reports() -> Result<Vec<Report>, Error> {
    let mut all = Vec::new();
    for name in Reports::iter() {
        let Some(file) = Reports::get(&name) else { continue };
        // A text file brings no day of publication of its own: its name starts with it.
        let day = name.get(..10).and_then(|day| day.parse().ok());
        let (reports, problems) =
            read_reports(&name, &file.data, &ReadOptions { date: day, ..ReadOptions::default() });
        if let Some(problem) = problems.first() {
            return Err(problem.to_string().into());
        }
        all.extend(reports);
    }
    all.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    Ok(all)
}
