//! The handlers: each takes what was asked, asks the room that knows, and passes the answer on.
use super::claims;
use super::desk::Desk;
use super::palette::Palette;
use crate::commands::Error;
use crate::publish::geojson;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use marsad_coder::{Claim, Place};
use marsad_situation::{AsOf, Citation};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type AtDesk = State<Arc<Desk>>;

/// The day asked about, and what had been published by then.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Clocks {
    on: Option<Date>,
    known: Option<Date>,
}

impl From<Clocks> for AsOf {
    fn from(clocks: Clocks) -> Self {
        Self { on: clocks.on, known: clocks.known }
    }
}

/// A question that could not be answered.
pub(super) struct Failure(StatusCode, String);

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
    geojson::write(&situation, &desk.gazetteer, &desk.boundaries, &mut body)?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], body).into_response())
}

/// Every claim, with its report and its sentence.
pub(super) async fn claims(State(desk): AtDesk, Query(clocks): Query<Clocks>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    Ok(Json(claims::claims(&snapshot, clocks.known)).into_response())
}

/// A report with its text.
pub(super) async fn report(State(desk): AtDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let report = claims::report(&snapshot, &id).ok_or_else(|| not_known(&id))?;
    Ok(Json(report).into_response())
}

/// The place that is asked about.
#[derive(Debug, Deserialize)]
pub(super) struct Whereabouts {
    place: String,
}

/// What is known of a place, with its proofs and every sentence they rest on.
pub(super) async fn why(
    State(desk): AtDesk,
    Query(asked): Query<Whereabouts>,
    Query(clocks): Query<Clocks>,
) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let situation = desk.situation(clocks.into())?;
    let area = situation.area(&asked.place).ok_or_else(|| not_known(&asked.place))?;
    let cited = area.evidence.iter().filter_map(|id| Some((id, Citation::of(&snapshot, id)?)));
    let sentences: BTreeMap<_, _> = cited.collect();
    Ok(Json(json!({ "area": area, "proofs": area.proof, "sentences": sentences })).into_response())
}

/// The parties and groups of people that the record speaks of: names, colour, texture.
pub(super) async fn actors(State(desk): AtDesk) -> Result<Json<BTreeMap<String, Value>>, Failure> {
    let (snapshot, palette) = (desk.snapshot()?, Palette::read()?);
    let named: BTreeSet<&str> = snapshot.claims.iter().flat_map(|stored| parties(&stored.claim)).collect();
    let described = named.into_iter().map(|id| {
        let (name_ar, name_en) = desk.actors.names(id).unwrap_or((id, id));
        let (colour, texture) = palette.of(id).cloned().unwrap_or_default();
        let actor =
            json!({ "id": id, "name_ar": name_ar, "name_en": name_en, "colour": colour, "texture": texture });
        (id.to_owned(), actor)
    });
    Ok(Json(described.collect()))
}

fn parties(claim: &Claim) -> impl Iterator<Item = &str> {
    claim.actors.iter().chain(&claim.targets).map(|party| party.id.as_str())
}

/// The places of every country that the record speaks of, to find one's way by.
pub(super) async fn places(State(desk): AtDesk) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let gazetteer = &desk.gazetteer;
    let country = |id: &str| {
        gazetteer.containers(id).last().or_else(|| gazetteer.get(id)).map(|place| place.id.clone())
    };
    let named = snapshot.claims.iter().flat_map(|stored| &stored.claim.places);
    let ids: BTreeSet<&str> = named.filter_map(|place| place.id.as_deref()).collect();
    let countries: BTreeSet<String> = ids.into_iter().filter_map(country).collect();
    let near = |place: &&Place| country(&place.id).is_some_and(|id| countries.contains(&id));
    Ok(Json(gazetteer.iter().filter(near).map(brief).collect::<Vec<_>>()).into_response())
}

fn brief(place: &Place) -> Value {
    json!({
        "id": place.id, "name_ar": place.name_ar, "name_en": place.name_en, "kind": place.kind,
        "parent": place.parent, "lat": place.lat, "lon": place.lon,
    })
}
