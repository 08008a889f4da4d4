//! A map to draw below everything, where a setting names one: a file of tiles that this server gives out itself, or the
//! tiles of one other server.
use super::api::{AtDesk, Failure};
use axum::extract::Request;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::str::FromStr;
use url::Url;

/// Where the page asks for the file.
pub(super) const PATH: &str = "/basemap.pmtiles";
/// The most that is read of the file for one answer, in bytes.
const MOST: u64 = 16 * 1024 * 1024;

/// Where the tiles come from.
#[derive(Debug, Clone)]
pub(crate) enum Basemap {
    /// `PMTiles`, version 3.
    File(PathBuf),
    /// An address with `{z}`, `{x}` and `{y}` in it, and its origin.
    Tiles(String, String),
}

impl FromStr for Basemap {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let help = "name a .pmtiles file, or an address as in https://tiles.example.org/{z}/{x}/{y}.png";
        if !said.contains("://") {
            let path = PathBuf::from(said);
            return match File::open(&path).and_then(|mut file| {
                let mut start = [0; 8];
                file.read_exact(&mut start).map(|()| start)
            }) {
                Ok(start) if start.starts_with(b"PMTiles") && start.ends_with(&[3]) => Ok(Self::File(path)),
                Ok(_) => Err(format!("{said} is no PMTiles file of version 3\n  help: {help}")),
                Err(error) => Err(format!("{said}: {error}\n  help: {help}")),
            };
        }
        let url = Url::parse(said).ok().filter(|url| matches!(url.scheme(), "https" | "http"));
        let origin = url.map(|url| url.origin()).filter(url::Origin::is_tuple);
        match origin {
            Some(origin) if ["{z}", "{x}", "{y}"].iter().all(|part| said.contains(part)) => {
                Ok(Self::Tiles(said.to_owned(), origin.ascii_serialization()))
            }
            _ => Err(format!("`{said}` is no address of tiles\n  help: {help}")),
        }
    }
}

impl Basemap {
    /// What the page asks for.
    pub(super) fn address(&self) -> &str {
        match self {
            Self::File(_) => PATH.trim_start_matches('/'),
            Self::Tiles(address, _) => address,
        }
    }

    /// The one other server that the page may ask.
    pub(super) fn origin(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Tiles(_, origin) => Some(origin),
        }
    }
}

/// A part of the file: whoever reads `PMTiles` asks for parts alone.
pub(super) async fn part(State(desk): AtDesk, request: Request) -> Result<Response, Failure> {
    let Some(Basemap::File(path)) = &desk.open.basemap else {
        return Err(Failure(StatusCode::NOT_FOUND, "no file of tiles is served\n".to_owned()));
    };
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let Some((first, last)) = range(request.headers(), length) else {
        let said = format!("ask for a part of it with the header Range; it has {length} bytes\n");
        let whole = format!("bytes */{length}");
        return Ok(
            (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, whole)], said).into_response()
        );
    };
    let mut part = Vec::new();
    file.seek(SeekFrom::Start(first))?;
    file.take(last - first + 1).read_to_end(&mut part)?;
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.pmtiles".to_owned()),
        (header::CONTENT_RANGE, format!("bytes {first}-{last}/{length}")),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    Ok((StatusCode::PARTIAL_CONTENT, headers, part).into_response())
}

/// First and last byte asked for (RFC 9110, 14.1.2), no more than may be read at once; none where that is not one part of it.
fn range(headers: &HeaderMap, length: u64) -> Option<(u64, u64)> {
    let (first, last) = headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first.parse().ok(), last.parse().ok()) {
        (Some(first), Some(last)) => (first, last),
        (Some(first), None) if last.is_empty() => (first, end),
        (None, Some(last)) if first.is_empty() => (length.saturating_sub(last), end),
        _ => return None,
    };
    let last = u64::min(last, end).min(first.saturating_add(MOST - 1));
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::{Basemap, range};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_part_is_asked_for_by_its_first_and_last_byte() {
        let of = |asked: &'static str| {
            range(&HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(asked))]), 1000)
        };
        assert_eq!(of("bytes=0-126"), Some((0, 126)));
        assert_eq!(of("bytes=900-5000"), Some((900, 999)));
        assert_eq!(of("bytes=990-"), Some((990, 999)));
        assert_eq!(of("bytes=-10"), Some((990, 999)));
        for wrong in ["bytes=1000-1001", "bytes=5-4", "lines=0-1", "bytes=a-b", "bytes=0-1,5-6"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_map_is_named_with_the_cure() {
        let tiles: Basemap = "https://tiles.example.org/a/{z}/{x}/{y}.png?k=1".parse().unwrap();
        assert_eq!(tiles.origin(), Some("https://tiles.example.org"));
        for wrong in
            ["https://tiles.example.org/tiles.png", "ftp://x/{z}/{x}/{y}", "nowhere.pmtiles", "Cargo.toml"]
        {
            let said = wrong.parse::<Basemap>().unwrap_err();
            assert!(said.contains(wrong) && said.contains("help: "), "{said}");
        }
    }
}
