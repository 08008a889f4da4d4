//! The events of a record, made once for each state of it.
use super::Desk;
use super::api::{AtDesk, Failure};
use crate::commands::Error;
use crate::publish::{Background, Codes, accounts, geojson};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_coder::{ClaimType, Kind, Modality};
use marsad_record::{Alliances, Event, SameEvent, Snapshot, Wanted, events};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};

/// Events on a page where no number is asked for.
const PAGE: usize = 100;
/// Days that the map shows events of where no number is asked for.
const LATELY: u32 = 7;
/// A century: who asks for more is shown that.
const CENTURY: u32 = 36_525;

/// The events of a snapshot, newest first.
pub(super) struct Told {
    snapshot: Arc<Snapshot>,
    pub(super) events: Vec<Event>,
    /// Made when they are first asked for: they take more room than the events.
    features: OnceLock<Vec<Value>>,
}

impl Told {
    pub(super) fn is_of(&self, snapshot: &Arc<Snapshot>) -> bool {
        Arc::ptr_eq(&self.snapshot, snapshot)
    }

    /// What they were made of.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub(super) fn of(desk: &Desk, snapshot: Arc<Snapshot>) -> Result<Self, Error> {
        let mut all = events(&snapshot, &SameEvent::load(desk.data(), desk.actors())?, desk.gazetteer());
        all.sort_by_key(|event| (std::cmp::Reverse(event.days().map(|days| days.end)), event.id.clone()));
        Ok(Self { snapshot, events: all, features: OnceLock::new() })
    }

    /// Those that happened or were tried, as GeoJSON features.
    pub(super) fn features(&self, desk: &Desk) -> Result<&[Value], Error> {
        if let Some(features) = self.features.get() {
            return Ok(features);
        }
        let (alliances, codes) = (Alliances::load(desk.data())?, Codes::load(desk.data())?);
        let background = Background {
            snapshot: &self.snapshot,
            gazetteer: desk.gazetteer(),
            actors: desk.actors(),
            alliances: &alliances,
            codes: &codes,
        };
        let tried = |event: &&Event| matches!(event.modality, Modality::Actual | Modality::Failed);
        let happened: Vec<Event> = self.events.iter().filter(tried).cloned().collect();
        let features = geojson::event_features(&accounts(&happened, &background), &background)?;
        Ok(self.features.get_or_init(|| features))
    }
}

/// Which events, and how many.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    place: Option<String>,
    #[serde(rename = "type")]
    claim_type: Option<String>,
    actor: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    limit: Option<usize>,
    #[serde(default)]
    offset: usize,
}

impl Which {
    /// The events asked for, on all pages.
    pub(super) fn matched<'t>(&self, told: &'t Told, desk: &Desk) -> Result<Vec<&'t Event>, Failure> {
        let event_type = self.claim_type.as_deref().map(|name| {
            ClaimType::from_name(name)
                .ok_or_else(|| Failure(StatusCode::BAD_REQUEST, format!("type={name}: no such claim type")))
        });
        let wanted = Wanted {
            place: self.place.clone(),
            event_type: event_type.transpose()?,
            from: self.from,
            to: self.to,
            sources: 0,
        };
        let takes_part = |event: &Event| {
            let mut parties = event.actors.iter().chain(&event.targets);
            self.actor.as_ref().is_none_or(|actor| parties.any(|party| party.id == *actor))
        };
        let asked = |event: &&Event| wanted.takes(event, desk.gazetteer()) && takes_part(event);
        Ok(told.events.iter().filter(asked).collect())
    }
}

/// `/api/events`.
pub(super) async fn list(State(desk): AtDesk, Query(which): Query<Which>) -> Result<Response, Failure> {
    let told = desk.told()?;
    let matched = which.matched(&told, &desk)?;
    let limit = which.limit.unwrap_or(PAGE);
    let shown: Vec<&Event> = matched.iter().skip(which.offset).take(limit).copied().collect();
    let next = which.offset.saturating_add(limit);
    let next = (next < matched.len()).then_some(next);
    Ok(Json(json!({ "matched": matched.len(), "next_offset": next, "events": shown })).into_response())
}

/// What happened lately, and as known when.
#[derive(Debug, Deserialize)]
pub(super) struct Lately {
    on: Option<Date>,
    known: Option<Date>,
    days: Option<u32>,
}

/// An event as a map needs it.
#[derive(Serialize)]
struct Spot<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    event_type: ClaimType,
    lon: f64,
    lat: f64,
    /// A claim that tells of it.
    claim: &'a str,
}

impl<'a> Spot<'a> {
    /// An event where its most specific place lies; none where no place of it is known, or it did not happen.
    fn of(event: &'a Event) -> Option<Self> {
        let happened = event.modality == Modality::Actual && event.event_type.kind() == Kind::Event;
        let (lon, lat) = event.places.iter().find_map(|place| Some((place.lon?, place.lat?)))?;
        let claim = &event.claims.first()?.claim;
        happened.then_some(Self { id: &event.id, event_type: event.event_type, lon, lat, claim })
    }
}

/// `/api/lately`: what happened on the last days up to one.
pub(super) async fn lately(State(desk): AtDesk, Query(asked): Query<Lately>) -> Result<Response, Failure> {
    let told = desk.told()?;
    let newest = || told.events.iter().find_map(|event| event.days().map(|days| days.end));
    let on = asked.on.or_else(newest);
    let days = i64::from(asked.days.unwrap_or(LATELY).clamp(1, CENTURY));
    let from = on.map(|on| on.saturating_sub((days - 1).days()));
    let then = |event: &&Event| {
        let known = |last: Date| event.reported.as_ref().is_some_and(|reported| reported.start <= last);
        let days = event.days();
        let within =
            days.zip(on).zip(from).is_some_and(|((days, on), from)| days.start <= on && from <= days.end);
        within && asked.known.is_none_or(known)
    };
    let spots: Vec<Spot> = told.events.iter().filter(then).filter_map(Spot::of).collect();
    Ok(Json(json!({ "on": on, "from": from, "events": spots })).into_response())
}
