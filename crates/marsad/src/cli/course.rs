//! The words of `changes`, `timeline` and `what-if`: how the picture changed, and how it might.
use super::{PlacesArg, RecordArg, publication_day};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// Between which days to compare.
#[derive(Debug, Args)]
pub(crate) struct ChangesArgs {
    /// Only this place and its parts: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// The first day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) from: Date,
    /// The second day; the newest report's where none is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) to: Option<Date>,
    #[command(flatten)]
    pub(crate) read: CourseArgs,
}

/// The place whose course to tell.
#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    /// The place: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
    /// From this day on; the first report's where none is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) from: Option<Date>,
    /// Up to this day; the newest report's where none is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) to: Option<Date>,
    #[command(flatten)]
    pub(crate) read: CourseArgs,
}

/// What to suppose.
#[derive(Debug, Args)]
#[group(id = "supposed", required = true, multiple = true, args = ["open", "cut"])]
pub(crate) struct WhatIfArgs {
    /// A route, road, crossing or bridge that is supposed to be open: an id or a name
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    pub(crate) open: Vec<String>,
    /// One that is supposed to be cut
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    pub(crate) cut: Vec<String>,
    /// The day asked about; the newest report's where none is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) on: Option<Date>,
    #[command(flatten)]
    pub(crate) read: CourseArgs,
}

/// Which record and how to print what it says.
#[derive(Debug, Args)]
pub(crate) struct CourseArgs {
    /// Only what had been published by this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) known: Option<Date>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = CourseFormat::Table)]
    pub(crate) format: CourseFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// How changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CourseFormat {
    /// A table to read
    Table,
    /// One JSON object
    Json,
    /// Comma-separated values, a change a row
    Csv,
}
