//! The words of the commands that fetch: `add` and `watch`.
use crate::fetch::AllowedHost;
use clap::Args;
use jiff::SignedDuration;
use std::time::Duration;

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

/// A length of time, as in `15m` or `1h 30m`.
pub(crate) fn time(value: &str) -> Result<Duration, String> {
    let time = value.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    time.ok_or_else(|| format!("`{value}` is no length of time\n  help: write it as in 30s, 15m or 2h"))
}
