//! The picture of a day as the page draws it: short, for it is asked for at every step of the slider.
use super::api::{AtDesk, Clocks, Failure};
use crate::publish::cell::{Offset, outline};
use crate::publish::geojson::{Cells, line};
use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use marsad_coder::PlaceKind;
use marsad_record::Snapshot;
use marsad_situation::{Access, Holding, Passable, RouteState, Since, Status};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What of an area is drawn or listed; why it is said is asked for when it is opened.
#[derive(Serialize)]
struct Area<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<PlaceKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    holders: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    jointly_with: &'a [String],
    status: Status,
    access: Access,
    isolated: bool,
    #[serde(flatten)]
    since: &'a Since,
    #[serde(flatten)]
    shape: Option<Shape<'a>>,
}

/// Where an area lies: its cell in metres east and north of its point, in turn, or the outline that was surveyed; where neither
/// stands, the whole disc.
#[derive(Serialize)]
struct Shape<'a> {
    lon: f64,
    lat: f64,
    radius_m: f64,
    approximate: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cell: Vec<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    surveyed: Option<&'a Value>,
}

#[derive(Serialize)]
struct Way<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    state: Passable,
    by: Option<&'a str>,
    #[serde(flatten)]
    since: &'a Since,
    line: Vec<[f64; 2]>,
}

/// The picture of a day.
pub(super) async fn picture(State(desk): AtDesk, Query(clocks): Query<Clocks>) -> Result<Response, Failure> {
    let situation = desk.situation(clocks.into())?;
    let cells = Cells::of(&situation, desk.gazetteer());
    let mut shapes: BTreeMap<&str, Shape> = BTreeMap::new();
    for (area, disc, around) in cells.iter(desk.gazetteer()) {
        let surveyed = desk.boundaries.of(&area.id);
        let corners = if surveyed.is_some() { Vec::new() } else { outline(disc, around.into_iter()) };
        let cell = if disc.is_whole(&corners) { Vec::new() } else { flat(corners) };
        let shape = Shape {
            lon: disc.lon,
            lat: disc.lat,
            radius_m: disc.radius_m,
            approximate: surveyed.is_none(),
            cell,
            surveyed,
        };
        shapes.insert(&area.id, shape);
    }
    let areas: Vec<Area> =
        situation.areas.iter().map(|it| Area::of(it, shapes.remove(it.id.as_str()))).collect();
    let routes: Vec<Way> =
        situation.routes.iter().map(|it| Way::of(it, line(it, desk.gazetteer()))).collect();
    Ok(Json(json!({ "on": situation.on, "known": situation.known, "areas": areas, "routes": routes }))
        .into_response())
}

fn flat(corners: Vec<Offset>) -> Vec<i32> {
    corners.into_iter().flat_map(|(east, north)| [east, north]).map(metres).collect()
}

fn metres(length: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a cell is some kilometres wide")]
    let metres = length.round() as i32;
    metres
}

impl<'a> Area<'a> {
    fn of(area: &'a Holding, shape: Option<Shape<'a>>) -> Self {
        Self {
            id: &area.id,
            name_ar: &area.name_ar,
            name_en: &area.name_en,
            kind: area.kind,
            holder: area.holder.as_deref(),
            holders: &area.holders,
            jointly_with: &area.jointly_with,
            status: area.status,
            access: area.access,
            isolated: area.isolated,
            since: &area.since,
            shape,
        }
    }
}

impl<'a> Way<'a> {
    fn of(route: &'a RouteState, line: Vec<[f64; 2]>) -> Self {
        Self {
            id: &route.id,
            name_ar: &route.name_ar,
            name_en: &route.name_en,
            state: route.state,
            by: route.by.as_deref(),
            since: &route.since,
            line,
        }
    }
}

/// How much was said on a day.
#[derive(Default, Serialize)]
struct Day {
    on: Option<Date>,
    facts: usize,
    rest: usize,
}

/// How much the record holds, and how much of it was published on each day.
pub(super) async fn days(State(desk): AtDesk) -> Result<Response, Failure> {
    let snapshot: &Snapshot = &*desk.snapshot()?;
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for stored in &snapshot.claims {
        let Some(on) = snapshot.report_of(stored).report.date else { continue };
        let day = days.entry(on).or_insert_with(|| Day { on: Some(on), ..Day::default() });
        if stored.claim.modality == marsad_coder::Modality::Actual { day.facts += 1 } else { day.rest += 1 }
    }
    let days: Vec<Day> = days.into_values().collect();
    Ok(Json(json!({ "reports": snapshot.reports.len(), "claims": snapshot.claims.len(), "days": days }))
        .into_response())
}
