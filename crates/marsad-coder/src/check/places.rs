//! The gazetteer: each id once, each place within what is said to contain it.
use super::table::{Row, Table};
use crate::{PlaceKind, Problem, distance_m};
use marsad_data::DataFiles;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::collections::BTreeMap;

const COLUMNS: &[&str] =
    &["id", "name_ar", "name_en", "aliases", "kind", "parent", "lat", "lon", "precision_m", "source"];

/// A container is seldom round: this much of its own radius a place may lie from its centre …
const STRETCH: f64 = 1.5;
/// … and this much farther, because both centres are approximate.
const MARGIN_M: f64 = 15_000.0;

/// Every place by its id.
pub(super) type Places = BTreeMap<String, Site>;

/// Where a place lies.
#[derive(Debug, Clone)]
pub(super) struct Site {
    parent: String,
    country: bool,
    at: Option<Circle>,
}

/// A point and how far around it.
#[derive(Debug, Clone, Copy)]
struct Circle {
    lat: f64,
    lon: f64,
    radius: f64,
}

pub(super) fn check(data: &DataFiles, problems: &mut Vec<Problem>) -> Places {
    let table = Table::all(data, "places", COLUMNS, problems);
    let mut places = Places::new();
    for row in &table.rows {
        let id = table.cell(row, "id");
        well_formed(&table, row, problems);
        let site = site(&table, row, problems);
        if places.insert(id.to_owned(), site).is_some() {
            let help = "give each place an id of its own, or delete one row";
            problems.push(table.problem(row, "id", format!("{id} stands twice"), help));
        }
    }
    for row in &table.rows {
        contained(&table, row, &places, problems);
    }
    places
}

fn well_formed(table: &Table, row: &Row, problems: &mut Vec<Problem>) {
    let id = table.cell(row, "id");
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/');
    if id.is_empty() || !id.chars().all(sign) {
        let help = "an id is lower-case English letters, digits and hyphens, below its country: sy/al-bab";
        problems.push(table.problem(row, "id", format!("\"{id}\" is no id"), help));
    }
    for column in ["name_ar", "name_en", "source"] {
        if table.cell(row, column).is_empty() {
            problems.push(table.problem(row, column, format!("{id} has no {column}"), "fill it in"));
        }
    }
    let kind = table.cell(row, "kind");
    let deserializer: StrDeserializer<Error> = kind.into_deserializer();
    if kind != "locality"
        && PlaceKind::deserialize(deserializer).is_ok_and(|kind| kind == PlaceKind::Locality)
    {
        let help = "governorate, district, city, town, village, neighbourhood, area and so on, or locality";
        problems.push(table.problem(row, "kind", format!("\"{kind}\" is no kind of place"), help));
    }
}

/// Where a row lies; nowhere, and a problem, where its numbers are none or out of range.
fn site(table: &Table, row: &Row, problems: &mut Vec<Problem>) -> Site {
    let mut number = |column, least: f64, greatest: f64| {
        let cell = table.cell(row, column);
        let value = cell.parse::<f64>().ok().filter(|value| (least..=greatest).contains(value));
        if value.is_none() {
            let help = format!("{column} is a number from {least} to {greatest}");
            problems.push(table.problem(row, column, format!("{column} is \"{cell}\""), help));
        }
        value
    };
    let lat = number("lat", -90.0, 90.0);
    let lon = number("lon", -180.0, 180.0);
    let radius = number("precision_m", 1.0, 5_000_000.0);
    let at = lat.zip(lon).zip(radius).map(|((lat, lon), radius)| Circle { lat, lon, radius });
    Site { parent: table.cell(row, "parent").to_owned(), country: table.cell(row, "kind") == "country", at }
}

fn contained(table: &Table, row: &Row, places: &Places, problems: &mut Vec<Problem>) {
    let id = table.cell(row, "id");
    let Some(site) = places.get(id) else { return };
    let fault = match places.get(&site.parent) {
        None if site.country && site.parent.is_empty() => return,
        None => {
            Some((format!("{id} lies in \"{}\", which no row is", site.parent), "name an id of this folder"))
        }
        Some(_) if in_a_circle(id, places) => {
            Some((format!("{id} contains itself"), "follow the parents up and mend the one that leads back"))
        }
        Some(parent) => outside(site, parent).map(|km| {
            let what = format!("{id} lies {km:.0} km from the centre of {}, outside it", site.parent);
            (what, "correct the parent or the coordinates, or widen the parent's precision_m")
        }),
    };
    problems.extend(fault.map(|(what, help)| table.problem(row, "parent", what, help)));
}

/// Whether the parents of a place lead back to it.
fn in_a_circle(id: &str, places: &Places) -> bool {
    let up = |id: &&str| places.get(*id).map(|site| site.parent.as_str());
    // A circle that the place itself is no part of is told at the places that are; going round it must end.
    std::iter::successors(up(&id), up).take(places.len()).any(|above| above == id)
}

/// How far a place lies from the centre of its container, in kilometres, if that is outside it. Countries are exempt: none is
/// anything like round.
fn outside(site: &Site, parent: &Site) -> Option<f64> {
    let (inner, outer) = (site.at?, parent.at?);
    let distance = distance_m((inner.lat, inner.lon), (outer.lat, outer.lon));
    let outside = !parent.country && distance > STRETCH * outer.radius + inner.radius + MARGIN_M;
    outside.then_some(distance / 1000.0)
}
