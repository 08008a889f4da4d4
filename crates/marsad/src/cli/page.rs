//! The words of the commands that draw: `map`, `serve` and `demo`.
use super::{AskArgs, PlacesArg, RecordArg};
use crate::publish::Coarseness;
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
    pub(crate) public: PublicArgs,
    /// Let pages of this origin read the answers, as in `https://example.org`; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub(crate) cors: Vec<String>,
    /// Let pages of this origin show /embed in a frame; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub(crate) embed_in: Vec<String>,
    /// Print the OpenAPI document of what is served, and end
    #[arg(long)]
    pub(crate) openapi: bool,
    #[command(flatten)]
    pub(crate) bind: BindArg,
    #[command(flatten)]
    pub(crate) boundaries: BoundariesArg,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// The view for everybody.
#[derive(Debug, Args)]
pub(crate) struct PublicArgs {
    /// Show a view for everybody: nothing can be reviewed or sent in, and what these options keep back is in no answer
    #[arg(long)]
    pub(crate) public: bool,
    /// Keep back reports published within so many days, or on an unknown day
    #[arg(long, value_name = "DAYS", requires = "public")]
    pub(crate) embargo: Option<u32>,
    /// Give places no more exactly than this: subdistrict, district, governorate, or kilometres as in 20km; their names are
    /// covered in texts, and what is said of a part is not said of the whole
    #[arg(long, value_name = "AREA", requires = "public")]
    pub(crate) coarsen: Option<Coarseness>,
    /// Cover the names of persons
    #[arg(long, requires = "public")]
    pub(crate) mask_names: bool,
    /// Show only claims that a publisher let out
    #[arg(long, requires = "public")]
    pub(crate) published: bool,
}

/// The origin of a page: scheme, host, and port where it is not the usual one.
fn origin(said: &str) -> Result<String, String> {
    let origin = url::Url::parse(said).ok().map(|url| url.origin()).filter(url::Origin::is_tuple);
    origin
        .map(|origin| origin.ascii_serialization())
        .ok_or_else(|| format!("`{said}` is no origin\n  help: write it as in https://example.org"))
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
