//! Words of `marsad data`.
use super::{PlacesArg, publication_day};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
    /// Write docs/rules.md, the rules and word lists for the reader, from the data files
    Docs(DocsArgs),
    /// Turn a public gazetteer into a CSV for --places, or routes into one for --routes, on standard output
    Import(ImportArgs),
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
    /// How to print what was read
    #[arg(long, value_enum, default_value_t = TryFormat::Text)]
    pub(crate) format: TryFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}

/// How `data try` prints a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TryFormat {
    /// Lines to read
    Text,
    /// One JSON object a sentence
    Jsonl,
}

/// Where the page of rules is.
#[derive(Debug, Args)]
pub(crate) struct DocsArgs {
    /// The page; standard output where none is given
    #[arg(value_name = "PAGE.md")]
    pub(crate) page: Option<PathBuf>,
    /// Write nothing, and fail if the page is not as the data files are
    #[arg(long, requires = "page")]
    pub(crate) check: bool,
}

/// A gazetteer to import.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The format of the files
    #[arg(value_enum, value_name = "FORMAT")]
    pub(crate) format: Gazetteers,
    /// The files, all of one format; a file's places may lie in areas of another
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Only this country, as two letters (ISO 3166); also the country of rows that bring none
    #[arg(long, value_name = "XX", value_parser = country)]
    pub(crate) country: Option<String>,
    /// With geonames: the table of names by language (alternateNamesV2.txt), which tells the usual Arabic name
    #[arg(long, value_name = "FILE")]
    pub(crate) alternate_names: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}

/// Public gazetteers, and routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Gazetteers {
    /// GeoNames: a tab-separated dump of a country (SY.txt) or of all
    Geonames,
    /// Who's On First: GeoJSON features, or a CSV of them
    Wof,
    /// COD-AB, OCHA's administrative boundaries: GeoJSON or CSV, a file a level
    CodAb,
    /// Routes: a CSV with a name, `from` and `to`, places by id or name; or GeoJSON lines, whose ends may be left to be found
    Routes,
}

fn country(value: &str) -> Result<String, String> {
    let letters = value.len() == 2 && value.chars().all(|c| c.is_ascii_alphabetic());
    letters
        .then(|| value.to_lowercase())
        .ok_or_else(|| "not two letters\n  help: give the country as ISO 3166 does, as in SY".to_owned())
}
