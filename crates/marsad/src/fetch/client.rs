//! One question to a server, and its answer.
use super::guard::{AllowedHost, Guard};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// The name that `robots.txt` files know this program by.
pub(super) const PRODUCT: &str = env!("CARGO_PKG_NAME");

/// How the program names itself to servers.
const USER_AGENT: &str = concat!("Marsad/", env!("CARGO_PKG_VERSION"));

/// What is read; a server that has a page in several forms may choose by it.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5";

/// Bytes beyond which an answer is not read: a page has some ten thousand, an archive of them some millions.
pub(super) const MOST_BYTES: u64 = 64 << 20;

const CONNECT_WITHIN: Duration = Duration::from_secs(15);
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
const END_WITHIN: Duration = Duration::from_secs(300);

/// What tells whether a page has changed since it was fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Validators {
    /// The address that gave them.
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it sends whoever asks.
    pub(super) location: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) validators: Validators,
    /// How long it wants to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// What was asked for; nothing where the answer is another.
    pub(super) bytes: Vec<u8>,
}

/// Asks servers that the guard lets through, follows no redirect and passes through no proxy, which would look names up by
/// itself.
#[derive(Debug)]
pub(super) struct Client(Agent);

impl Client {
    pub(super) fn new(allowed: Vec<AllowedHost>) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_resolve(Some(CONNECT_WITHIN))
            .timeout_connect(Some(CONNECT_WITHIN))
            .timeout_recv_response(Some(ANSWER_WITHIN))
            .timeout_global(Some(END_WITHIN))
            .build();
        Self(Agent::with_parts(config, DefaultConnector::default(), Guard::new(allowed)))
    }

    /// Asks for a page, or whether it has changed.
    pub(super) fn get(&self, address: &Url, known: &Validators) -> Result<Answer, ureq::Error> {
        let mut request = self.0.get(address.as_str());
        if known.address == address.as_str() {
            let headers =
                [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)];
            for (name, value) in headers {
                request = value.iter().fold(request, |request, value| request.header(&name, value));
            }
        }
        read(address, request.call()?)
    }
}

fn read(address: &Url, mut response: Response<Body>) -> Result<Answer, ureq::Error> {
    let status = response.status();
    let bytes = if status.is_success() {
        response.body_mut().with_config().limit(MOST_BYTES).read_to_vec()?
    } else {
        Vec::new()
    };
    let headers = response.headers();
    let of = |name| text(headers, name);
    Ok(Answer {
        status: status.as_u16(),
        location: of(header::LOCATION),
        media_type: of(header::CONTENT_TYPE),
        validators: Validators {
            address: address.to_string(),
            etag: of(header::ETAG),
            last_modified: of(header::LAST_MODIFIED),
        },
        retry_after: of(header::RETRY_AFTER).and_then(|value| retry_after(&value, Timestamp::now())),
        bytes,
    })
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// How long a `Retry-After` asks to wait: a number of seconds, or until a time.
fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(value.trim()).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use std::time::Duration;

    #[test]
    fn a_server_says_in_seconds_or_by_the_clock_when_to_come_back() {
        let now = "2015-10-21T07:28:00Z".parse().unwrap();
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:30:00 GMT", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
