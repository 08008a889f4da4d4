//! The words of the commands that draw: `map`, `serve` and `demo`.
use super::{AskArgs, PlacesArg, RecordArg};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What to draw, and where to put it.
#[derive(Debug, Args)]
pub(crate) struct MapArgs {
    /// Where to write; standard output where none is given
    #[arg(long, value_name = "FILE.geojson")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) boundaries: BoundariesArg,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// What to show, and at which port.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) bind: BindArg,
    #[command(flatten)]
    pub(crate) boundaries: BoundariesArg,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// Where the demo's record goes, and at which port it is shown.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// The record the demo makes; one that is there already is replaced
    #[arg(long, value_name = "PATH", default_value = "marsad-demo.db")]
    pub(crate) record: PathBuf,
    /// Print the summary and end, without serving the map
    #[arg(long)]
    pub(crate) no_serve: bool,
    #[command(flatten)]
    pub(crate) bind: BindArg,
}

/// Which port.
#[derive(Debug, Args)]
pub(crate) struct BindArg {
    /// Address and port of this machine to serve the map at; port 0 takes any that is free
    #[arg(long = "bind", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(crate) address: SocketAddr,
}

/// Surveyed outlines.
#[derive(Debug, Args)]
pub(crate) struct BoundariesArg {
    /// GeoJSON polygons whose `id` is a gazetteer id, drawn in place of approximate cells
    #[arg(long = "boundaries", value_name = "FILE.geojson")]
    pub(crate) outlines: Option<PathBuf>,
}
