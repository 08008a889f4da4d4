//! The words of the commands that draw: `map`, `serve` and `demo`.
use super::{AccountsArg, AskArgs, PlacesArg};
use crate::publish::Coarseness;
use crate::serve::Basemap;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use url::{Host, Url};

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
    /// Ask people to log in, and let each do what their roles allow; `marsad team add` gives them accounts
    #[arg(long, conflicts_with_all = ["public", "cors", "embed_in"])]
    pub(crate) team: bool,
    /// Where people reach it beside this machine itself, as in `https://observatory.example`: through a proxy that speaks
    /// HTTPS and says in X-Forwarded-For who asks
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) url: Option<Url>,
    #[command(flatten)]
    pub(crate) public: PublicArgs,
    /// Let pages of this origin read the answers, as in `https://example.org`; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub(crate) cors: Vec<String>,
    /// Let pages of this origin show /embed in a frame; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub(crate) embed_in: Vec<String>,
    /// Draw this below the areas: a .pmtiles file, or the tiles of one server as in
    /// `https://tiles.example.org/{z}/{x}/{y}.png`;
    /// whose server sees which places are looked at
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) basemap: Option<Basemap>,
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
    pub(crate) accounts: AccountsArg,
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
    let origin = Url::parse(said).ok().map(|url| url.origin()).filter(url::Origin::is_tuple);
    origin
        .map(|origin| origin.ascii_serialization())
        .ok_or_else(|| format!("`{said}` is no origin\n  help: write it as in https://example.org"))
}

/// Where people reach a server: passwords go over the network by HTTPS alone.
fn address(said: &str) -> Result<Url, String> {
    let url = Url::parse(said)
        .map_err(|error| format!("{error}\n  help: write it as in https://observatory.example"))?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => {}
        "http" if is_here => {}
        _ => return Err("passwords and reports would cross the network in the clear\n  help: put a proxy that speaks HTTPS before it, and name it by `https://NAME`".to_owned()),
    }
    let is_bare =
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if is_bare {
        Ok(url)
    } else {
        Err("give scheme, host and port alone, as in https://observatory.example".to_owned())
    }
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
