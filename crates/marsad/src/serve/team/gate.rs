//! Who is let through: each path of the table says which right it needs, and this asks for it before anything else does.
use super::limits::TooMany;
use super::login::COOKIES;
use super::{Member, Right, Team, Token};
use crate::serve::{Desk, guard};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cookie::Cookie;
use jiff::SignedDuration;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// The header that a page proves with that it is this server's own, and not a page elsewhere with the same browser.
const PROOF: &str = "x-csrf-token";
/// What says something of the record, or of a person, is kept by nobody.
pub(super) const PRIVATE: &str = "private, no-store";
const FORWARDED: &str = "x-forwarded-for";

/// Who asks.
#[derive(Clone)]
pub(in crate::serve) enum Asker {
    /// Whoever sits at this machine, or everybody where a view for everybody is served: nobody is asked to log in.
    Anyone,
    /// Somebody who is not logged in, of a team's server.
    Stranger,
    /// Somebody of the team.
    Member { member: Member, token: Token },
}

/// What a path needs, and of which server.
pub(in crate::serve) type Locked = (Arc<Desk>, Right);

impl Asker {
    pub(in crate::serve) fn may(&self, right: Right) -> bool {
        match self {
            Self::Anyone => true,
            Self::Stranger => right == Right::None,
            Self::Member { member, .. } => member.may(right),
        }
    }

    /// The name that decisions are signed with; none where whoever decides says it.
    pub(in crate::serve) fn name(&self) -> Option<&str> {
        match self {
            Self::Member { member, .. } => Some(&member.name),
            _ => None,
        }
    }

    /// What tells answers to one person from those to another.
    pub(in crate::serve) fn mark(&self) -> String {
        match self {
            Self::Member { token, .. } => token.proof(),
            _ => String::new(),
        }
    }
}

/// Why somebody is not let through.
pub(in crate::serve) enum Refusal {
    /// A page elsewhere asks through somebody's browser.
    Elsewhere,
    /// The request does not prove that it comes from this server's page.
    Unproved,
    Stranger,
    Lacks(Right),
    TooMany(SignedDuration),
    Broken(String),
}

impl From<TooMany> for Refusal {
    fn from(TooMany(wait): TooMany) -> Self {
        Self::TooMany(wait.try_into().unwrap_or(SignedDuration::from_mins(1)))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Elsewhere => {
                (StatusCode::FORBIDDEN, "a page elsewhere may change nothing here").into_response()
            }
            Self::Unproved => {
                (StatusCode::FORBIDDEN, "send what /api/session gives as `proof` in the header X-CSRF-Token")
                    .into_response()
            }
            Self::Stranger => (StatusCode::UNAUTHORIZED, "log in first").into_response(),
            Self::Lacks(right) => {
                (StatusCode::FORBIDDEN, format!("your roles do not give the right to {}", right.name()))
                    .into_response()
            }
            Self::TooMany(wait) => {
                let seconds = wait.as_secs().max(0).saturating_add(1);
                let said = format!("too many tries: wait {seconds} seconds");
                (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], said)
                    .into_response()
            }
            Self::Broken(what) => (StatusCode::INTERNAL_SERVER_ERROR, what).into_response(),
        }
    }
}

/// Lets through whoever has the right, and marks the answers of a team's server as nobody else's.
pub(in crate::serve) async fn gate(
    State((desk, right)): State<Locked>,
    mut request: Request,
    next: Next,
) -> Response {
    let asker = match admit(&desk, right, &request) {
        Ok(asker) => asker,
        Err(refusal) => return refusal.into_response(),
    };
    request.extensions_mut().insert(asker);
    let mut response = next.run(request).await;
    if desk.team.is_some() {
        let headers = response.headers_mut();
        // The page's own files may be kept: they are the same for all.
        if right != Right::None {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
        }
        headers.append(header::VARY, HeaderValue::from_static("cookie"));
    }
    response
}

fn admit(desk: &Desk, right: Right, request: &Request) -> Result<Asker, Refusal> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_ours(desk, request.headers()) {
        return Err(Refusal::Elsewhere);
    }
    let Some(team) = &desk.team else { return Ok(Asker::Anyone) };
    if changes {
        team.limits.write(address(team, request))?;
    }
    let asker = asker(team, request.headers())?;
    if !asker.may(right) {
        return Err(if asker.name().is_some() { Refusal::Lacks(right) } else { Refusal::Stranger });
    }
    match &asker {
        // Who logs in has nothing to prove it with yet: that it is JSON from this origin must do.
        Asker::Member { token, .. } if changes && right != Right::None => {
            let said = request.headers().get(PROOF).and_then(|said| said.to_str().ok()).unwrap_or_default();
            if token.is_proved_by(said) { Ok(asker) } else { Err(Refusal::Unproved) }
        }
        _ => Ok(asker),
    }
}

fn asker(team: &Team, headers: &HeaderMap) -> Result<Asker, Refusal> {
    let Some(token) = token(team, headers) else { return Ok(Asker::Stranger) };
    let member = team.member(&token).map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(member.map_or(Asker::Stranger, |member| Asker::Member { member, token }))
}

/// Whether somebody has lost a right since they were let through: a stream outlasts the request that opened it.
pub(in crate::serve) fn is_over(desk: &Desk, asker: &Asker, right: Right) -> bool {
    match (&desk.team, asker) {
        (Some(team), Asker::Member { token, .. }) => {
            !team.member(token).ok().flatten().is_some_and(|member| member.may(right))
        }
        _ => false,
    }
}

/// What the browser shows to be known again.
fn token(team: &Team, headers: &HeaderMap) -> Option<Token> {
    let name = COOKIES[usize::from(team.is_secure)];
    let said = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = said.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.filter(|cookie| cookie.name() == name).map(|cookie| Token::sent(cookie.value())).next()
}

/// Whether the page that asks is this server's own. What is no browser names no origin, and has nobody's cookies.
fn is_ours(desk: &Desk, headers: &HeaderMap) -> bool {
    let said = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
    let host = said(header::HOST).unwrap_or_default();
    said(header::ORIGIN).is_none_or(|origin| origin == guard::origin(&desk.open, host))
}

/// Where a request comes from: behind a proxy, what the proxy says last.
pub(super) fn address(team: &Team, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = request.headers().get_all(FORWARDED).iter().next_back();
    let last = forwarded.and_then(|said| said.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    last.filter(|_| team.is_secure).or(peer).unwrap_or(Ipv4Addr::UNSPECIFIED.into())
}
