//! Why something could not be fetched, and what to do about it.
use super::client::MOST_BYTES;
use super::guard::Refused;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::Error;

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("`{0}` is no address of the web")]
    NotOfTheWeb(String),
    #[error("the address holds a name or a password, which the record would keep")]
    Credentials,
    #[error(transparent)]
    Refused(Refused),
    #[error("robots.txt of {0} asks programs to leave this page alone")]
    Robots(String),
    #[error("robots.txt of {host} cannot be had (status {status}), and without it no page is asked for")]
    RobotsOutOfReach { host: String, status: u16 },
    #[error("the server answers with status {0}")]
    Status(u16),
    #[error("the server asks to be left alone for {} s", .0.as_secs_f64().ceil())]
    LeftAlone(Duration),
    #[error("it leads to more than {0} other addresses, one after another")]
    Redirects(usize),
    #[error("it leads to `{0}`, which is no address")]
    Location(String),
    #[error("it is larger than {} MiB", MOST_BYTES >> 20)]
    TooLarge,
    #[error("no host of this name is known")]
    UnknownHost,
    #[error("the server did not answer in time")]
    Slow,
    #[error("cannot be fetched: {0}")]
    Failed(Box<Error>),
    #[error("the program was told to end")]
    Stopped,
}

impl FetchError {
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        let help = match self {
            Self::Refused(refused) => return refused.help(),
            Self::NotOfTheWeb(_) => "name an address that begins with https:// or http://",
            Self::Credentials => "take it out of the address; save the page in a browser if it needs one",
            Self::Robots(_) => "save the page in a browser and name the file, or ask the outlet",
            Self::Status(404 | 410) => "check the address; the page may be gone",
            Self::Status(401..=403 | 451) => {
                "save the page in a browser, if you may read it, and name the file"
            }
            Self::TooLarge => "download it and name the file",
            Self::Stopped => "give the call again for the rest",
            Self::UnknownHost => "check its spelling, and whether this machine is on the network",
            Self::Redirects(_) | Self::Location(_) => "open it in a browser and name the address it ends at",
            Self::RobotsOutOfReach { .. }
            | Self::Status(_)
            | Self::LeftAlone(_)
            | Self::Slow
            | Self::Failed(_) => {
                "try again later; save the page in a browser and name the file if it must be now"
            }
        };
        help.to_owned()
    }

    /// For how long the server wants to be left alone.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::LeftAlone(time) => Some(*time),
            _ => None,
        }
    }
}

impl From<Error> for FetchError {
    fn from(error: Error) -> Self {
        match error {
            Error::Other(inner) => match inner.downcast::<Refused>() {
                Ok(refused) => Self::Refused(*refused),
                Err(inner) => Self::Failed(Box::new(Error::Other(inner))),
            },
            Error::HostNotFound => Self::UnknownHost,
            Error::Timeout(_) => Self::Slow,
            Error::BodyExceedsLimit(_) => Self::TooLarge,
            Error::Io(io) if io.to_string().contains("failed to lookup address") => Self::UnknownHost,
            Error::Io(io) if io.kind() == ErrorKind::TimedOut => Self::Slow,
            error => Self::Failed(Box::new(error)),
        }
    }
}
