//! Which machines may be asked: public ones, and hosts that the user names.
use super::address::kept_for;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Host;

/// A host that may be asked though its address is none of the public internet's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllowedHost {
    name: String,
    /// The only port, or any.
    port: Option<u16>,
}

impl FromStr for AllowedHost {
    type Err = String;

    /// `NAME` or `NAME:PORT`.
    fn from_str(value: &str) -> Result<Self, String> {
        let (name, port) = match value.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') || name.ends_with(']') => {
                let port = port.parse().map_err(|_| format!("`{port}` is no port"))?;
                (name, Some(port))
            }
            _ => (value, None),
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let host = if bare.contains(':') { Host::parse(&format!("[{bare}]")) } else { Host::parse(bare) };
        let name = host.map_err(|error| format!("`{name}` is no host: {error}"))?.to_string();
        Ok(Self { name, port })
    }
}

/// Finds the addresses of a host, and lets a connection be made to those alone that it has looked at.
#[derive(Debug)]
pub(super) struct Guard {
    allowed: Vec<AllowedHost>,
    system: DefaultResolver,
}

/// A host whose addresses are none of the public internet's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    host: String,
    address: IpAddr,
    kept_for: &'static str,
}

impl Guard {
    pub(super) fn new(allowed: Vec<AllowedHost>) -> Self {
        Self { allowed, system: DefaultResolver::default() }
    }

    fn allows(&self, host: &str, port: Option<u16>) -> bool {
        let is_it = |it: &AllowedHost| {
            it.name.eq_ignore_ascii_case(host) && it.port.is_none_or(|only| port == Some(only))
        };
        self.allowed.iter().any(is_it)
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        if self.allows(host, found.first().map(SocketAddr::port)) {
            return Ok(found);
        }
        let mut public = self.empty();
        let mut refused = None;
        for address in &found {
            match kept_for(address.ip()) {
                None => public.push(*address),
                Some(kept_for) => {
                    refused = Some(Refused { host: host.to_owned(), address: address.ip(), kept_for });
                }
            }
        }
        match refused {
            Some(refused) if public.is_empty() => Err(ureq::Error::Other(Box::new(refused))),
            _ => Ok(public),
        }
    }
}

impl Refused {
    pub(super) fn help(&self) -> String {
        format!("name a public address; if you mean this machine, allow it with `--allow-host {}`", self.host)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is at an address that is kept for {} ({})", self.host, self.kept_for, self.address)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::{AllowedHost, Guard};
    use ureq::config::Config;
    use ureq::unversioned::resolver::Resolver;
    use ureq::unversioned::transport::NextTimeout;

    fn asked(address: &str, allowed: &[&str]) -> Result<String, String> {
        let guard = Guard::new(allowed.iter().map(|host| host.parse().unwrap()).collect());
        let found = guard.resolve(&address.parse().unwrap(), &Config::default(), NextTimeout::default());
        found.map(|found| found[0].to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_host_that_is_not_public_is_refused_however_it_is_written() {
        for address in [
            "http://127.0.0.1/",
            "http://localhost:8080/",
            "https://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://169.254.169.254/latest",
            "http://10.0.0.8:9200/",
            "http://0/",
            "http://127.1/",
            "http://2130706433/",
        ] {
            let refused = asked(address, &["example.org"]).unwrap_err();
            assert!(refused.contains("an address that is kept for"), "{address}: {refused}");
        }
        assert_eq!(asked("http://1.1.1.1/", &[]).unwrap(), "1.1.1.1:80");
    }

    #[test]
    fn a_host_may_be_allowed_by_name_and_by_port() {
        assert_eq!(asked("http://127.0.0.1:81/", &["127.0.0.1"]).unwrap(), "127.0.0.1:81");
        assert_eq!(asked("http://127.0.0.1/", &["127.0.0.1:80"]).unwrap(), "127.0.0.1:80");
        assert_eq!(asked("https://[::1]/", &["[::1]:443"]).unwrap(), "[::1]:443");
        assert_eq!(asked("https://[::1]/", &["::1"]).unwrap(), "[::1]:443");
        assert!(asked("http://127.0.0.1:81/", &["127.0.0.1:80"]).is_err());
        assert!(asked("http://127.0.0.2/", &["127.0.0.1"]).is_err());
    }

    #[test]
    fn what_is_no_host_is_said() {
        for value in ["", "a b", "host:port", "[::1]:", "http://host"] {
            assert!(value.parse::<AllowedHost>().is_err(), "{value}");
        }
        let host: AllowedHost = "LocalHost:8000".parse().unwrap();
        assert_eq!((host.name.as_str(), host.port), ("localhost", Some(8000)));
    }
}
