//! The manners of every answer: what may be kept and asked for again, and errors that a program can read.
use super::Desk;
use super::api::AtDesk;
use super::packed::Coding;
use super::team::Asker;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error's words are longer than this only where something is very wrong.
const LONGEST: usize = 64 * 1024;

/// Makes errors of the API problems (RFC 9457).
pub(super) async fn problems(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_data = path.starts_with("/api/") || path.starts_with("/ogc");
    let response = next.run(request).await;
    if is_data && (response.status().is_client_error() || response.status().is_server_error()) {
        return problem(response, &path).await;
    }
    response
}

/// Answers 304 where the asker has the answer already (RFC 9110, ETag).
pub(super) async fn tags(State(desk): AtDesk, request: Request, next: Next) -> Response {
    let asker = request.extensions().get::<Asker>().map(Asker::mark).unwrap_or_default();
    let tag = match desk.tag(&format!("{} {} {asker}", request.uri(), accept(request.headers()))) {
        Ok(tag) if request.method() == Method::GET && request.uri().path() != super::stream::PATH => {
            Some(tag)
        }
        _ => None,
    };
    if let Some(tag) = tag.as_deref().filter(|tag| has(request.headers(), tag)) {
        return ([(header::ETAG, tag)], StatusCode::NOT_MODIFIED).into_response();
    }
    let coding = Coding::accepted(request.headers());
    if let Some(answer) = tag.as_deref().zip(coding).and_then(|(tag, coding)| desk.packed.get(tag, coding)) {
        return answer;
    }
    let mut response = next.run(request).await;
    if let Some((tag, value)) = tag.and_then(|tag| HeaderValue::from_str(&tag).ok().map(|value| (tag, value)))
        && response.status() == StatusCode::OK
    {
        response.headers_mut().insert(header::ETAG, value);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
        if let Some(coding) = coding.filter(|_| is_words(response.headers())) {
            return packed(&desk, &tag, coding, response).await;
        }
    }
    response
}

/// Whether an answer is worth packing: archives and fonts are packed already.
fn is_words(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.contains("json")
}

/// The answer packed, and kept for whoever asks the same.
async fn packed(desk: &Desk, tag: &str, coding: Coding, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let kept = match to_bytes(body, usize::MAX).await {
        Ok(body) => desk.packed.keep(tag, coding, parts.headers, body).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    kept.unwrap_or_else(|error| (StatusCode::INTERNAL_SERVER_ERROR, error).into_response())
}

fn accept(headers: &HeaderMap) -> &str {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether the asker names this tag, or any.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|tags| tags.split(',')).map(str::trim).any(|named| named == tag || named == "*")
}

/// The error as `application/problem+json`, its words as the detail.
async fn problem(response: Response, path: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let said = to_bytes(body, LONGEST).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let title = parts.status.canonical_reason().unwrap_or("Error");
    let body = json!({
        "type": "about:blank",
        "title": title,
        "status": parts.status.as_u16(),
        "detail": if said.is_empty() { title } else { said.trim_end() },
        "instance": path,
    });
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    Response::from_parts(parts, Body::from(body.to_string()))
}
