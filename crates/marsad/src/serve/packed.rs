//! Answers that were packed before: the page asks for the same ones again and again, and so do many at once.
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Bytes that are kept at most.
const ROOM: usize = 48 * 1024 * 1024;
/// Answers shorter than this go out as they are.
const SHORT: usize = 1024;

/// Packed answers by their tags, the one asked for last at the end.
#[derive(Default)]
pub(super) struct Packed(Mutex<Vec<Answer>>);

#[derive(Clone)]
struct Answer {
    tag: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Packed {
    /// The answer of that tag, if it is kept.
    pub(super) fn get(&self, tag: &str) -> Option<Response> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|answer| answer.tag == tag)?;
        let answer = kept.remove(at);
        kept.push(answer.clone());
        Some(answer.into_response())
    }

    /// Packs an answer, and keeps it; one that is short goes out as it is.
    pub(super) fn keep(&self, tag: &str, mut headers: HeaderMap, body: Bytes) -> io::Result<Response> {
        if body.len() < SHORT {
            return Ok((StatusCode::OK, headers, body).into_response());
        }
        let mut pack = GzEncoder::new(Vec::new(), Compression::new(5));
        pack.write_all(&body)?;
        let body = Bytes::from(pack.finish()?);
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        let answer = Answer { tag: tag.to_owned(), headers, body };
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
    use super::Packed;
    use axum::body::Bytes;
    use axum::http::{HeaderMap, header};

    #[test]
    fn an_answer_is_packed_once_and_kept_under_its_tag() {
        let packed = Packed::default();
        let long = Bytes::from(vec![b'a'; 100_000]);
        let answer = packed.keep("one", HeaderMap::new(), long.clone()).unwrap();
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip");
        assert!(packed.get("one").is_some() && packed.get("two").is_none());
        let short = packed.keep("short", HeaderMap::new(), long.slice(..10)).unwrap();
        assert!(!short.headers().contains_key(header::CONTENT_ENCODING) && packed.get("short").is_none());
    }
}
