//! The words of `marsad export`.
use super::{AskArgs, PlacesArg, WhichArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What to write, in which form, and where.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The form
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Where to write; standard output where none is given
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Only in this place and its parts: an id, an Arabic or an English name
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
    /// Only events all of whose claims have come so far
    #[arg(long, value_enum, default_value_t = LeastStatus::Machine)]
    pub(crate) status: LeastStatus,
    /// Begin a table with a byte order mark: Excel shows Arabic only then
    #[arg(long)]
    pub(crate) bom: bool,
    /// Put a row of HXL hashtags under a table's heading (`hapi` has it always)
    #[arg(long)]
    pub(crate) hxl: bool,
    /// Sign the end of the log with this key first, for the bundle (`marsad checkpoint key` makes one)
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// In which form events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A table of the 31 columns of ACLED's exports
    Acled,
    /// A table of the 49 columns of UCDP's Georeferenced Event Dataset: what killed somebody
    Ucdp,
    /// A table by month and area, as OCHA's HDX HAPI has conflict events
    Hapi,
    /// Lines of JSON after the PLOVER ontology
    Plover,
    /// Points with everything known of them
    Geojson,
    /// The same columns for large data: GeoParquet 1.1
    Geoparquet,
    /// A ZIP archive of reports, claims, events and the sealed log, with a page that checks itself offline
    Bundle,
}

/// How far claims must have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LeastStatus {
    /// As the program coded them, or further
    Machine,
    /// Looked at by a reviewer
    Reviewed,
    /// Released to everybody
    Published,
}
