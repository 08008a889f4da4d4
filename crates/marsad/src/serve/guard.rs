//! What every answer carries, and whom none is given.
use super::api::AtDesk;
use super::assets;
use super::basemap::Basemap;
use super::desk::Openness;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::{Position, Url};

/// Only what this server itself sends may run, be drawn or be fetched: the page works offline, and reports come from
/// strangers.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For a year, browsers ask by HTTPS alone.
const STRICT_TRANSPORT: &str = "max-age=31536000";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (RESOURCE_POLICY, "same-origin"),
];

/// Turns away who came by another name, and seals what goes out.
pub(super) async fn guard(State(desk): AtDesk, request: Request, next: Next) -> Response {
    let is_frame = request.uri().path() == assets::EMBEDDED;
    let host = host(request.headers()).to_owned();
    let mut response = if is_local(&host) || is_at(&desk.open, &host).is_some() {
        next.run(request).await
    } else {
        let said = desk.open.at.as_ref().map_or("localhost", |at| at.host_str().unwrap_or_default());
        (StatusCode::MISDIRECTED_REQUEST, format!("this server answers to {said} only")).into_response()
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if is_at(&desk.open, &host).is_some_and(|at| at.scheme() == "https") {
        let strict = HeaderValue::from_static(STRICT_TRANSPORT);
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, strict);
    }
    if let Some(policy) = own_policy(&desk.open, is_frame) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !desk.open.read_by.is_empty() {
        response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    response
}

/// The policy where a setting lets a page be framed, or asks one other server for tiles; none where it is everybody's.
fn own_policy(open: &Openness, is_frame: bool) -> Option<HeaderValue> {
    let framed = is_frame && !open.framed_by.is_empty();
    let tiles = open.basemap.as_ref().and_then(Basemap::origin);
    let mut policy = POLICY.to_owned();
    if framed {
        policy = policy.replace("frame-ancestors 'none'", &framed_by(&open.framed_by));
    }
    if let Some(origin) = tiles {
        policy = policy.replace("connect-src 'self'", &format!("connect-src 'self' {origin}"));
        policy = policy.replace("img-src 'self'", &format!("img-src 'self' {origin}"));
    }
    HeaderValue::from_str(&policy).ok().filter(|_| framed || tiles.is_some())
}

fn framed_by(origins: &[String]) -> String {
    format!("frame-ancestors {}", origins.join(" "))
}

/// This server's origin, as the page has it that asks by this host.
pub(super) fn origin(open: &Openness, host: &str) -> String {
    is_at(open, host).map_or_else(|| format!("http://{host}"), |at| at.origin().ascii_serialization())
}

/// The host that is asked for.
pub(super) fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Whether that is where people reach this server, by the settings.
fn is_at<'o>(open: &'o Openness, host: &str) -> Option<&'o Url> {
    open.at.as_ref().filter(|at| at[Position::BeforeHost..Position::AfterPort].eq_ignore_ascii_case(host))
}

/// Whether the browser asked for this machine by name: a page elsewhere whose name was made to point here (DNS rebinding)
/// asks for its own.
fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { host }
    });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::{Openness, host, is_local, origin};
    use axum::http::HeaderMap;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for (host, local) in [
            ("localhost:8080", true),
            ("127.0.0.1", true),
            ("[::1]:8080", true),
            ("[::1]", true),
            ("evil.example:8080", false),
            ("127.0.0.1.evil.example", false),
        ] {
            assert_eq!(is_local(host), local, "{host}");
        }
        assert!(!is_local(host(&HeaderMap::new())));
    }

    #[test]
    fn the_origin_is_the_one_in_the_settings_or_this_machines() {
        let open =
            Openness { at: Some("https://observatory.example/".parse().unwrap()), ..Openness::default() };
        assert_eq!(origin(&open, "Observatory.example"), "https://observatory.example");
        assert_eq!(origin(&open, "localhost:8080"), "http://localhost:8080");
        assert_eq!(origin(&open, "observatory.example:444"), "http://observatory.example:444");
    }
}
