//! Words of `marsad score`.
use super::PlacesArg;
use clap::Args;
use std::path::PathBuf;

/// What to measure against.
#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// Annotated documents, one a line: `{"id", "date", "text", "claims": [...]}`
    #[arg(value_name = "GOLD.jsonl")]
    pub(crate) file: PathBuf,
    /// Show the first N claims that were missed or are spurious
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}
