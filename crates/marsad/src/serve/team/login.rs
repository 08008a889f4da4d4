//! Coming in and leaving, and what an admin may see.
use super::gate::{PRIVATE, Refusal, address};
use super::password::Weak;
use super::{Account, Asker, Right, Role, Strikes, Team, Token, Wait, password, totp};
use crate::serve::Desk;
use crate::serve::api::{AtDesk, Failure};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use cookie::{Cookie, SameSite};
use jiff::Timestamp;
use marsad_record::{Audit, Deed};
use serde::Deserialize;
use serde_json::{Value, json};

/// The cookie's name, without and with HTTPS: with the prefix a browser takes it from this host alone, and only by HTTPS.
pub(super) const COOKIES: [&str; 2] = ["marsad", "__Host-marsad"];
/// Where one logs in, and where with a new password.
pub(in crate::serve) const PATHS: [&str; 2] = ["/api/login", "/api/password"];
/// Audits shown where no number is asked for.
const SCREENFUL: usize = 200;

/// Who one says one is, and what proves it.
#[derive(Deserialize)]
pub(in crate::serve) struct Credentials {
    name: String,
    password: String,
    #[serde(default)]
    code: String,
    /// The password they want from now on.
    #[serde(default)]
    new: String,
}

/// `POST /api/login`: begins a session where name, password and code are right. What is wrong of them is not said.
pub(in crate::serve) async fn log_in(State(desk): AtDesk, request: Request) -> Result<Response, Response> {
    let (team, account, _) = proved(&desk, request, |_, _| Ok(())).await?;
    admit(&desk, team, &account).map_err(IntoResponse::into_response)
}

/// `POST /api/password`: the same with a new password, which ends every session begun with the one before. Whoever gave
/// somebody an account knows its first password, and could sign with that name.
pub(in crate::serve) async fn change_password(
    State(desk): AtDesk,
    request: Request,
) -> Result<Response, Response> {
    let (team, account, new) = proved(&desk, request, password::check).await?;
    change(&desk, team, &account.name, new).await.map_err(IntoResponse::into_response)?;
    admit(&desk, team, &account).map_err(IntoResponse::into_response)
}

async fn change(desk: &Desk, team: &Team, name: &str, new: String) -> Result<(), Failure> {
    let hashing = team.hashing.acquire().await?;
    // RustCrypto's error is no `std::error::Error` here, but it says what is wrong.
    let hash = tokio::task::spawn_blocking(move || password::hash(&new).map_err(|error| error.to_string()));
    let hash = hash.await??;
    drop(hashing);
    let deed = Deed::ResetPassword { account: name.to_owned() };
    desk.audit(Audit { who: Some(name.to_owned()), deed })?;
    Ok(team.accounts().set_password(name, &hash)?)
}

/// The account of whoever proves to be its person, and the new password they want, if any, which must do: a weak one is
/// said before anything is tried, and costs no try.
async fn proved(
    desk: &Desk,
    request: Request,
    does: fn(&str, &str) -> Result<(), Weak>,
) -> Result<(&Team, Account, String), Response> {
    let team = desk.team.as_ref().ok_or_else(|| nobody_logs_in().into_response())?;
    let from = address(team, &request);
    let said = Json::<Credentials>::from_request(request, &()).await;
    let Json(mut said) = said.map_err(JsonRejection::into_response)?;
    let new = std::mem::take(&mut said.new);
    team.limits.log_in(from).map_err(|wait| Refusal::from(wait).into_response())?;
    does(&new, &said.name)
        .map_err(|weak| Failure(StatusCode::UNPROCESSABLE_ENTITY, weak.to_string()).into_response())?;
    let now = Timestamp::now();
    let (account, strikes) = team.attempt(&said.name, now).map_err(|wait| refusal(wait).into_response())?;
    let right = is_right(team, account.as_ref(), said, now).await.map_err(IntoResponse::into_response)?;
    match account {
        Some(account) if right => Ok((team, account, new)),
        account => Err(fail(desk, account.as_ref(), strikes, now).into_response()),
    }
}

/// Whether all that was given is right.
async fn is_right(
    team: &Team,
    account: Option<&Account>,
    said: Credentials,
    now: Timestamp,
) -> Result<bool, Failure> {
    let Credentials { password, code, .. } = said;
    let hash = account.map(|account| account.password.clone());
    let hashing = team.hashing.acquire().await?;
    let fits = tokio::task::spawn_blocking(move || password::is(&password, hash.as_deref())).await?;
    drop(hashing);
    match account {
        Some(Account { name, secret: Some(secret), .. }) if fits => Ok(totp::step(secret, &code, now)
            .map(|step| team.accounts().spend(name, step))
            .transpose()?
            .unwrap_or(false)),
        _ => Ok(fits),
    }
}

/// Notes a failure; who is named by nobody's name may have typed a password there.
fn fail(desk: &Desk, account: Option<&Account>, strikes: Strikes, now: Timestamp) -> Failure {
    let who = account.map(|account| account.name.clone());
    let shut = strikes.wait(now).filter(|_| who.is_some());
    let noted = desk.audit(Audit { who: who.clone(), deed: Deed::FailToLogIn }).and_then(|()| {
        shut.map_or(Ok(()), |wait| desk.audit(Audit { who, deed: Deed::LockOut { seconds: wait.as_secs() } }))
    });
    match noted {
        Ok(()) => Failure(StatusCode::UNAUTHORIZED, "the name, the password or the code is wrong".to_owned()),
        Err(error) => error.into(),
    }
}

/// Nobody comes in whose coming cannot be noted.
fn admit(desk: &Desk, team: &Team, account: &Account) -> Result<Response, Failure> {
    desk.audit(Audit { who: Some(account.name.clone()), deed: Deed::LogIn })?;
    let token = team.accounts().begin(&account.name, Timestamp::now())?;
    let body = Json(about(&account.name, &account.roles, &token));
    let cookie = cookie(team, token.as_str()).to_string();
    Ok(([(header::SET_COOKIE, cookie.as_str()), (header::CACHE_CONTROL, PRIVATE)], body).into_response())
}

/// `POST /api/logout`: ends the session.
pub(in crate::serve) async fn log_out(
    State(desk): AtDesk,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Failure> {
    let (Some(team), Asker::Member { member, token }) = (&desk.team, asker) else {
        return Err(nobody_logs_in());
    };
    desk.audit(Audit { who: Some(member.name), deed: Deed::LogOut })?;
    team.accounts().end(&token)?;
    let mut gone = cookie(team, "");
    gone.make_removal();
    Ok(([(header::SET_COOKIE, gone.to_string())], Json(json!({ "left": true }))).into_response())
}

/// `/api/session`: who asks, and what they may do.
pub(in crate::serve) async fn session(Extension(asker): Extension<Asker>) -> Response {
    let body = match &asker {
        Asker::Anyone => json!({ "team": false, "rights": Right::ALL }),
        Asker::Stranger => json!({ "team": true, "rights": [] }),
        Asker::Member { member, token } => about(&member.name, &member.roles, token),
    };
    ([(header::CACHE_CONTROL, PRIVATE)], Json(body)).into_response()
}

fn about(name: &str, roles: &[Role], token: &Token) -> Value {
    let rights: Vec<Right> = Right::ALL.into_iter().filter(|right| super::role::may(roles, *right)).collect();
    json!({ "team": true, "name": name, "roles": roles, "rights": rights, "proof": token.proof() })
}

/// `/api/team`: who has an account.
pub(in crate::serve) async fn members(State(desk): AtDesk) -> Result<Response, Failure> {
    let team = desk.team.as_ref().ok_or_else(nobody_logs_in)?;
    let now = Timestamp::now();
    let shown = |account: Account| {
        json!({
            "name": account.name,
            "roles": account.roles,
            "needs_code": account.secret.is_some(),
            "came": account.came,
            "shut_until": account.strikes.wait(now).and(account.strikes.until),
        })
    };
    let all: Vec<Value> = team.accounts().all()?.into_iter().map(shown).collect();
    Ok(Json(all).into_response())
}

/// How many to show.
#[derive(Debug, Deserialize)]
pub(in crate::serve) struct Paging {
    limit: Option<usize>,
}

/// `/api/audit`: what people did, newest first.
pub(in crate::serve) async fn audit(
    State(desk): AtDesk,
    Query(paging): Query<Paging>,
) -> Result<Response, Failure> {
    Ok(Json(desk.audits(paging.limit.unwrap_or(SCREENFUL))?).into_response())
}

/// Read by no script, sent to nobody else's pages, gone when the browser is closed.
fn cookie(team: &Team, token: &str) -> Cookie<'static> {
    Cookie::build((COOKIES[usize::from(team.is_secure)], token.to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(team.is_secure)
        .build()
}

fn nobody_logs_in() -> Failure {
    Failure(StatusCode::NOT_FOUND, "nobody logs in here: start the server with `--team`".to_owned())
}

fn refusal(wait: Wait) -> Refusal {
    match wait {
        Wait::Shut(left) => Refusal::TooMany(left),
        Wait::Accounts(error) => Refusal::Broken(error.to_string()),
    }
}
