//! The words of the commands that fetch: `add` and `watch`.
use super::{PlacesArg, ReadArgs, RecordArg};
use crate::fetch::AllowedHost;
use clap::Args;
use jiff::SignedDuration;
use std::time::Duration;
use url::Url;

/// How to fetch.
#[derive(Debug, Args)]
pub(crate) struct WebArgs {
    /// Fetch the page that an entry of a feed links to, where the feed gives only a summary
    #[arg(long)]
    pub(crate) linked: bool,
    /// Least time between two requests to one host, as in 1s or 500ms; its robots.txt may ask for more
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = time)]
    pub(crate) pause: Duration,
    /// Ask this host though its address is not public, such as one of this machine or its network; may be repeated
    #[arg(long, value_name = "NAME[:PORT]")]
    pub(crate) allow_host: Vec<AllowedHost>,
}

/// What to watch, and how often.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Addresses of feeds, pages, or files of other forms; what was not there before is added
    #[arg(value_name = "URL", required = true, value_parser = address)]
    pub(crate) addresses: Vec<Url>,
    /// How often to ask them, as in 15m or 2h; one that fails is asked ever more seldom
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = time)]
    pub(crate) every: Duration,
    /// Ask them once and end, as a timer of the system may do it
    #[arg(long)]
    pub(crate) once: bool,
    #[command(flatten)]
    pub(crate) web: WebArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

fn address(value: &str) -> Result<Url, String> {
    let address = Url::parse(value).ok().filter(|address| matches!(address.scheme(), "http" | "https"));
    address.ok_or_else(|| {
        format!("`{value}` is no address of the web\n  help: write it as in https://example.org/feed")
    })
}

/// A length of time, as in `15m` or `1h 30m`.
fn time(value: &str) -> Result<Duration, String> {
    let time = value.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    time.ok_or_else(|| format!("`{value}` is no length of time\n  help: write it as in 30s, 15m or 2h"))
}
