use std::fmt::{self, Display};
use std::path::{Path, PathBuf};

/// Where a record is: a file, or a database on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    File(PathBuf),
    /// The URL of a PostgreSQL database, `postgres://…`.
    Server(String),
}

impl From<&Path> for Address {
    fn from(path: &Path) -> Self {
        match path.to_str() {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::Server(url.to_owned())
            }
            _ => Self::File(path.to_owned()),
        }
    }
}

impl From<&PathBuf> for Address {
    fn from(path: &PathBuf) -> Self {
        path.as_path().into()
    }
}

impl From<&str> for Address {
    fn from(address: &str) -> Self {
        Path::new(address).into()
    }
}

impl Display for Address {
    /// The path or URL, without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Server(url) => f.write_str(&without_password(url)),
        }
    }
}

fn without_password(url: &str) -> String {
    let secret = || {
        let (scheme, rest) = url.split_once("://")?;
        let (login, place) = rest.split_once('@')?;
        let (user, _) = login.split_once(':')?;
        Some(format!("{scheme}://{user}@{place}"))
    };
    let shown = secret().unwrap_or_else(|| url.to_owned());
    match shown.split_once("password=") {
        Some((before, rest)) => {
            let after = rest.split_once('&').map_or("", |(_, after)| after);
            format!("{before}password=*{after}")
        }
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_url_of_a_server_is_told_from_a_path() {
        assert!(matches!(Address::from("postgres://host/db"), Address::Server(_)));
        assert!(matches!(Address::from("postgresql:///db?host=/run"), Address::Server(_)));
        assert!(matches!(Address::from("postgres.db"), Address::File(_)));
    }

    #[test]
    fn a_password_is_never_shown() {
        for url in ["postgres://ann:hush@host:5432/db", "postgres://ann@host/db?password=hush"] {
            let shown = Address::from(url).to_string();
            assert!(!shown.contains("hush") && shown.contains("ann@host"), "{shown}");
        }
    }
}
