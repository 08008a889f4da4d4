//! Words of `marsad score`.
use super::PlacesArg;
use clap::Args;
use std::path::PathBuf;

/// What to measure against.
#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// Reference claims, a gold standard: annotated documents, one a line: `{"id", "date", "text", "claims": [...]}`
    #[arg(value_name = "REFERENCE.jsonl")]
    pub(crate) file: PathBuf,
    /// Measure these claims, as `marsad code` prints them, in place of coding the documents
    #[arg(long, value_name = "CLAIMS.jsonl")]
    pub(crate) claims: Option<PathBuf>,
    /// Show the first N claims that were missed or are spurious
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}
