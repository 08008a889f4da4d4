//! `marsad data`: for whoever edits the data files.
mod attempt;
mod docs;
mod import;
mod soundness;

use super::{Error, Outcome};
use crate::cli::{DataArgs, DataTask};
use marsad_data::DataFiles;
use std::path::Path;

pub(crate) fn run(data: &DataFiles, dir: Option<&Path>, args: &DataArgs) -> Result<Outcome, Error> {
    match &args.task {
        DataTask::Check => soundness::run(data, dir),
        DataTask::Try(args) => attempt::run(data, args),
        DataTask::Docs(args) => docs::run(data, args),
        DataTask::Import(args) => import::run(data, args),
    }
}
