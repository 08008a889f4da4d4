//! Words of `marsad data`.
use super::{PlacesArg, publication_day};
use clap::{Args, Subcommand};
use jiff::civil::Date;

/// What to do with the data files.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    #[command(subcommand)]
    pub(crate) task: DataTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataTask {
    /// Check the word lists, rules, places and parties, and code the rules' own examples
    Check,
    /// Show how a text is read: words, names, the rules that fired and what came of them
    Try(TryArgs),
}

/// A text to try.
#[derive(Debug, Args)]
pub(crate) struct TryArgs {
    /// The text, in quotation marks
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    /// Its publication day, as YYYY-MM-DD
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) date: Option<Date>,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}
