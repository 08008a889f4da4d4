//! The handlers: each takes what was asked, asks the room that knows, and passes the answer on.
use super::claims;
use super::desk::Desk;
use super::names;
use crate::commands::Error;
use crate::publish::geojson;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use marsad_record::StoredReport;
use marsad_situation::{AsOf, Citation, changes};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) type AtDesk = State<Arc<Desk>>;

/// The day asked about, and what had been published by then.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Clocks {
    on: Option<Date>,
    known: Option<Date>,
}

impl Clocks {
    /// A day, as all know it now.
    pub(super) fn on(on: Option<Date>) -> Self {
        Self { on, known: None }
    }

    /// Whether a report had been published by the day asked about.
    pub(super) fn has_published(self, report: &StoredReport) -> bool {
        self.known.is_none_or(|known| report.report.date.is_some_and(|date| date <= known))
    }
}

impl From<Clocks> for AsOf {
    fn from(clocks: Clocks) -> Self {
        Self { on: clocks.on, known: clocks.known }
    }
}

/// A question that could not be answered.
pub(super) struct Failure(pub(super) StatusCode, pub(super) String);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.into().to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, self.1).into_response()
    }
}

fn not_known(what: &str) -> Failure {
    Failure(StatusCode::NOT_FOUND, format!("the record knows nothing of {what}"))
}

/// The picture of a day.
pub(super) async fn situation(
    State(desk): AtDesk,
    Query(clocks): Query<Clocks>,
) -> Result<Response, Failure> {
    let situation = desk.situation(clocks.into())?;
    Ok(Json(situation.as_ref()).into_response())
}

/// The same, drawn.
pub(super) async fn map(State(desk): AtDesk, Query(clocks): Query<Clocks>) -> Result<Response, Failure> {
    let mut body = Vec::new();
    let situation = desk.situation(clocks.into())?;
    geojson::write(&situation, desk.gazetteer(), &desk.boundaries, &mut body)?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], body).into_response())
}

/// Two days to compare, and what had been published by a third.
#[derive(Debug, Deserialize)]
pub(super) struct Span {
    from: Date,
    to: Option<Date>,
    known: Option<Date>,
}

/// Who gained and lost what between two days, who was shut in or reached, which ways were cut or opened.
pub(super) async fn changed(State(desk): AtDesk, Query(span): Query<Span>) -> Result<Response, Failure> {
    let picture = |on| desk.situation(AsOf { on, known: span.known });
    let (before, after) = (picture(Some(span.from))?, picture(span.to)?);
    let changes = changes(&before, &after);
    Ok(Json(json!({ "from": span.from, "to": after.on, "known": span.known, "changes": changes }))
        .into_response())
}

/// Which claims, and how many.
#[derive(Debug, Deserialize)]
pub(super) struct ClaimPage {
    #[serde(flatten)]
    which: claims::Which,
    limit: Option<usize>,
    after: Option<String>,
    order: Option<claims::Order>,
}

/// Claims, each with its report and its sentence: all, or a page of them.
pub(super) async fn claims(State(desk): AtDesk, Query(page): Query<ClaimPage>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let mut found = claims::found(&snapshot, &page.which, page.order);
    if let Some(after) = &page.after {
        let at = found.iter().position(|claim| claim.id == *after).ok_or_else(|| not_known(after))?;
        found.drain(..=at);
    }
    let limit = page.limit.unwrap_or(usize::MAX);
    let next = found.get(limit.saturating_sub(1)).filter(|_| limit > 0 && found.len() > limit).map(|last| {
        let asked = page.which.asked(page.order);
        format!("</api/claims?limit={limit}&after={}{asked}>; rel=\"next\"", last.id)
    });
    found.truncate(limit);
    let shown: Vec<_> =
        found.iter().map(|stored| claims::claim(stored, snapshot.report_of(stored))).collect();
    let mut response = Json(shown).into_response();
    if let Some(next) = next.and_then(|next| next.parse().ok()) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

/// A report with its text.
pub(super) async fn report(State(desk): AtDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let report = claims::report(&snapshot, &id).ok_or_else(|| not_known(&id))?;
    Ok(Json(report).into_response())
}

/// The place or the route that is asked about.
#[derive(Debug, Deserialize)]
pub(super) struct Whereabouts {
    place: Option<String>,
    route: Option<String>,
}

/// What is known of a place or a route, with its proofs and every sentence they rest on.
pub(super) async fn why(
    State(desk): AtDesk,
    Query(asked): Query<Whereabouts>,
    Query(clocks): Query<Clocks>,
) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let situation = desk.situation(clocks.into())?;
    let sentences = |evidence: &[String]| -> BTreeMap<String, Citation> {
        evidence.iter().filter_map(|id| Some((id.clone(), Citation::of(&snapshot, id)?))).collect()
    };
    if let Some(id) = &asked.route {
        let route = situation.route(id).ok_or_else(|| not_known(id))?;
        let sentences = sentences(&route.evidence);
        return Ok(
            Json(json!({ "route": route, "proofs": route.proof, "sentences": sentences })).into_response()
        );
    }
    let id = asked.place.as_deref().unwrap_or_default();
    let area = situation.area(id).ok_or_else(|| not_known(id))?;
    let harm: Vec<_> = situation.harm.iter().filter(|harm| harm.area.as_deref() == Some(id)).collect();
    let sentences = sentences(&area.evidence);
    Ok(Json(json!({ "area": area, "proofs": area.proof, "harm": harm, "sentences": sentences }))
        .into_response())
}

/// The parties and groups of people that the record speaks of: names, colour, texture.
pub(super) async fn actors(State(desk): AtDesk) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let claims = snapshot.claims.iter().map(|stored| &*stored.claim);
    Ok(Json(names::parties(claims, desk.actors())?).into_response())
}

/// The places of every country that the record speaks of, to find one's way by.
pub(super) async fn places(State(desk): AtDesk) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let claims = snapshot.claims.iter().map(|stored| &*stored.claim);
    Ok(Json(names::countries(claims, desk.gazetteer())).into_response())
}
