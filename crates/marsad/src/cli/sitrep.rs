//! The words of `sitrep`.
use super::{AskArgs, PlacesArg};
use crate::publish::sitrep::Lang;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which situation to report, and how.
#[derive(Debug, Args)]
pub(crate) struct SitrepArgs {
    /// Only this place and its parts: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// The language it is written in
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub(crate) lang: Lang,
    /// Tell what changed in so many days
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub(crate) days: u16,
    /// How to write it
    #[arg(long, value_enum, default_value_t = SitrepFormat::Html)]
    pub(crate) format: SitrepFormat,
    /// Where to write it; standard output where nothing is given
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// How a situation report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SitrepFormat {
    /// A page that loads nothing and prints on A4
    Html,
    /// Markdown
    Md,
    /// A print on A4; needs Typst, the program or Python's package
    Pdf,
    /// What Typst sets as that print
    Typst,
}
