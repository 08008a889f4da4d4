//! Answers that were packed before: the page asks for the same ones again and again, and so do many at once.
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Bytes that are kept at most.
const ROOM: usize = 48 * 1024 * 1024;
/// Answers shorter than this go out as they are.
const SHORT: usize = 1024;

/// What Brotli reads ahead, and its window (bytes, powers of two): those of its own program.
const BUFFER: usize = 64 * 1024;
const WINDOW: u32 = 22;
/// How hard each packs, of 11 and of 9: a fraction of a second for the longest answer, and Brotli's is a fifth shorter.
const QUALITY: u32 = 5;
const LEVEL: u32 = 5;

/// How an answer is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The better of those that the asker takes (RFC 9110, Accept-Encoding).
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        [Self::Brotli, Self::Gzip].into_iter().find(|coding| {
            let named =
                headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
            let mut codings = named.flat_map(|codings| codings.split(','));
            codings.any(|one| {
                let (name, quality) = one.split_once(';').unwrap_or((one, ""));
                name.trim() == coding.name() && quality.trim() != "q=0"
            })
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    fn pack(self, body: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut packed = Vec::new();
                CompressorWriter::new(&mut packed, BUFFER, QUALITY, WINDOW).write_all(body)?;
                Ok(packed)
            }
            Self::Gzip => {
                let mut pack = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
                pack.write_all(body)?;
                pack.finish()
            }
        }
    }
}

/// Packed answers by their tags, the one asked for last at the end.
#[derive(Default)]
pub(super) struct Packed(Mutex<Vec<Answer>>);

#[derive(Clone)]
struct Answer {
    tag: String,
    coding: Coding,
    headers: HeaderMap,
    body: Bytes,
}

impl Packed {
    /// The answer of that tag, if it is kept.
    pub(super) fn get(&self, tag: &str, coding: Coding) -> Option<Response> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|answer| answer.tag == tag && answer.coding == coding)?;
        let answer = kept.remove(at);
        kept.push(answer.clone());
        Some(answer.into_response())
    }

    /// Packs an answer, and keeps it; one that is short goes out as it is.
    pub(super) fn keep(
        &self,
        tag: &str,
        coding: Coding,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> io::Result<Response> {
        if body.len() < SHORT {
            return Ok((StatusCode::OK, headers, body).into_response());
        }
        let body = Bytes::from(coding.pack(&body)?);
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        let answer = Answer { tag: tag.to_owned(), coding, headers, body };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(answer.clone());
        while kept.len() > 1 && kept.iter().map(|answer| answer.body.len()).sum::<usize>() > ROOM {
            kept.remove(0);
        }
        drop(kept);
        Ok(answer.into_response())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (StatusCode::OK, self.headers, self.body).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::{Coding, Packed};
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderValue, header};
    use std::io::Read;

    #[test]
    fn an_answer_is_packed_once_and_kept_under_its_tag_and_coding() {
        let packed = Packed::default();
        let long = Bytes::from(vec![b'a'; 100_000]);
        let answer = packed.keep("one", Coding::Gzip, HeaderMap::new(), long.clone()).unwrap();
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip");
        assert!(packed.get("one", Coding::Gzip).is_some() && packed.get("one", Coding::Brotli).is_none());
        assert!(packed.get("two", Coding::Gzip).is_none());
        let short = packed.keep("short", Coding::Gzip, HeaderMap::new(), long.slice(..10)).unwrap();
        assert!(!short.headers().contains_key(header::CONTENT_ENCODING));
        assert!(packed.get("short", Coding::Gzip).is_none());
    }

    #[test]
    fn what_brotli_packs_it_unpacks() {
        let body = "\u{62f}\u{64a}\u{631} \u{627}\u{644}\u{632}\u{648}\u{631} ".repeat(5_000);
        let packed = Coding::Brotli.pack(body.as_bytes()).unwrap();
        let mut read = String::new();
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_string(&mut read).unwrap();
        assert!(packed.len() * 10 < body.len() && read == body);
    }

    #[test]
    fn the_better_coding_that_is_accepted_is_taken() {
        let asked = |codings: &'static str| {
            let value = HeaderValue::from_static(codings);
            Coding::accepted(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]))
        };
        assert_eq!(asked("gzip, deflate, br"), Some(Coding::Brotli));
        assert_eq!(asked("gzip;q=0.5, br;q=0"), Some(Coding::Gzip));
        assert_eq!(asked("identity"), None);
    }
}
