//! The events of a record, made once for each state of it.
use super::Desk;
use super::api::{AtDesk, Failure};
use crate::commands::Error;
use crate::publish::{Background, Codes, accounts, geojson};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality};
use marsad_record::{Alliances, Event, SameEvent, Snapshot, Wanted, events};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Events on a page where no number is asked for.
const PAGE: usize = 100;

/// The events of a snapshot, newest first, and the same as GeoJSON features of those that happened or were tried.
pub(super) struct Told {
    snapshot: Arc<Snapshot>,
    pub(super) events: Vec<Event>,
    pub(super) features: Vec<Value>,
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
        let (gazetteer, actors, data) = (desk.gazetteer(), desk.actors(), desk.data());
        let mut all = events(&snapshot, &SameEvent::load(data, actors)?, gazetteer);
        all.sort_by_key(|event| (std::cmp::Reverse(event.days().map(|days| days.end)), event.id.clone()));
        let (alliances, codes) = (Alliances::load(data)?, Codes::load(data)?);
        let background =
            Background { snapshot: &snapshot, gazetteer, actors, alliances: &alliances, codes: &codes };
        let happened: Vec<Event> = all
            .iter()
            .filter(|event| matches!(event.modality, Modality::Actual | Modality::Failed))
            .cloned()
            .collect();
        let features = geojson::event_features(&accounts(&happened, &background), &background)?;
        Ok(Self { snapshot, events: all, features })
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
