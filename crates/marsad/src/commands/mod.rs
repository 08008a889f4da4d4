//! One file a command.
mod add;
mod adding;
mod changes;
mod code;
mod course;
mod custody;
mod data;
mod demo;
mod events;
mod export;
mod input;
mod map;
mod phrase;
mod picture;
pub(crate) mod place;
mod progress;
mod project;
mod record;
mod review;
mod score;
mod search;
mod serve;
mod sitrep;
mod status;
mod table;
mod team;
mod timeline;
mod watch;
mod web;
mod what_if;
mod why;
mod workers;

use crate::cli::{Cli, Command};
pub(crate) use export::write_events;
use marsad_coder::{Coder, Gazetteer, Notice};
use marsad_data::DataFiles;
use marsad_situation::{USER_ROUTES, user_roads};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a command stopped, in words for the person who gave it.
pub(crate) type Error = Box<dyn std::error::Error>;

/// How a command that ran to its end went: some of its inputs may have failed, each said on standard error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Inputs that could not be read.
    pub(crate) failed: usize,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        if outcome.failed == 0 { Self::SUCCESS } else { Self::FAILURE }
    }
}

pub(crate) fn run(cli: Cli) -> Result<Outcome, Error> {
    let data = data_files(cli.data.as_deref(), &cli.routes)?;
    let outcome = match cli.command {
        Command::Code(args) => code::run(&data, &args),
        Command::Add(args) => add::run(&data, &args),
        Command::Watch(args) => watch::run(&data, &args),
        Command::Status(args) => status::run(&data, &args),
        Command::Why(args) => why::run(&data, &args),
        Command::Changes(args) => changes::run(&data, &args),
        Command::Timeline(args) => timeline::run(&data, &args),
        Command::WhatIf(args) => what_if::run(&data, &args),
        Command::Sitrep(args) => sitrep::run(&data, &args),
        Command::Project(args) => project::run(&data, &args),
        Command::Events(args) => events::run(&data, &args),
        Command::Map(args) => map::run(&data, &args),
        Command::Export(args) => export::run(&data, &args),
        Command::Search(args) => search::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Verify(args) => custody::verify(&args),
        Command::Checkpoint(args) => custody::checkpoint(&args),
        Command::Redact(args) => custody::redact(&args),
        Command::Copy(args) => custody::copy(&args),
        Command::Serve(args) => serve::run(data, &args),
        Command::Team(args) => team::run(&args),
        Command::Demo(args) => demo::run(data, &args),
        Command::Score(args) => score::run(&data, &args),
        Command::Data(args) => data::run(&data, cli.data.as_deref(), &args),
    };
    match outcome {
        Err(error) if reader_left(&error) => Ok(Outcome::default()),
        outcome => outcome,
    }
}

/// Whether whoever read the output has seen enough, as `head` does: that is no failure.
fn reader_left(error: &Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The data files, and the user's routes among them.
fn data_files(dir: Option<&Path>, routes: &[PathBuf]) -> Result<DataFiles, Error> {
    let mut data = match dir {
        Some(dir) => DataFiles::from_dir(dir)?,
        None => DataFiles::embedded(),
    };
    for path in routes {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let help = "--routes wants a CSV that `marsad data import routes` wrote";
            format!("{}: {error}\n  help: {help}", path.display())
        })?;
        data.add(&format!("{USER_ROUTES}/{}", path.display()), text.trim_start_matches('\u{feff}'));
    }
    Ok(data)
}

/// The coder over these data files and the user's own places.
pub(crate) fn coder(data: &DataFiles, places: &[PathBuf]) -> Result<Coder, Error> {
    Ok(Coder::new(data, gazetteer(data, places)?)?)
}

/// The places of these data files and the user's own.
pub(crate) fn gazetteer(data: &DataFiles, places: &[PathBuf]) -> Result<Gazetteer, Error> {
    let mut gazetteer = Gazetteer::load(data)?;
    for path in places {
        let text = std::fs::read_to_string(path).map_err(|error| {
            format!("{}: {error}\n  help: --places wants gazetteer CSVs in UTF-8", path.display())
        })?;
        gazetteer.add_csv(&path.display().to_string(), &text)?;
    }
    let roads = user_roads(data, &gazetteer)?;
    gazetteer.add(roads);
    Ok(gazetteer)
}

/// Says what the coder passed over.
pub(crate) fn say(notices: &[Notice]) {
    for notice in notices {
        eprintln!("marsad: {}", said(notice));
    }
}

/// A notice for the reader.
pub(crate) fn said(notice: &Notice) -> String {
    format!("{}: {}", notice.doc, notice.what)
}
