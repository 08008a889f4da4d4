//! The situation as comma-separated values: an area or route a row.
use crate::commands::{Error, phrase};
use marsad_situation::{Holding, RouteState, Situation};
use std::io::Write;

const COLUMNS: [&str; 12] = [
    "layer",
    "id",
    "name_ar",
    "name_en",
    "state",
    "by",
    "since",
    "access",
    "isolated",
    "people_min",
    "people_max",
    "evidence",
];

/// Writes the areas, then the routes. Several ids in one cell are separated by `;`; what is not known is left empty.
pub(super) fn write(out: &mut impl Write, situation: &Situation) -> Result<(), Error> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for area in &situation.areas {
        csv.write_record(area_cells(area))?;
    }
    for route in &situation.routes {
        csv.write_record(route_cells(route))?;
    }
    Ok(csv.flush()?)
}

fn area_cells(area: &Holding) -> [String; 12] {
    let people = area.population.as_ref().map_or((None, None), |people| (people.min, people.max));
    let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    [
        "area".to_owned(),
        area.id.clone(),
        area.name_ar.clone(),
        area.name_en.clone(),
        phrase::name(&area.status),
        area.sides().join(";"),
        area.since.date.map(|day| day.to_string()).unwrap_or_default(),
        phrase::name(&area.access),
        area.isolated.to_string(),
        bound(people.0),
        bound(people.1),
        area.evidence.join(";"),
    ]
}

fn route_cells(route: &RouteState) -> [String; 12] {
    let empty = String::new;
    [
        "route".to_owned(),
        route.id.clone(),
        route.name_ar.clone(),
        route.name_en.clone(),
        phrase::name(&route.state),
        route.by.clone().unwrap_or_default(),
        route.since.date.map(|day| day.to_string()).unwrap_or_default(),
        empty(),
        empty(),
        empty(),
        empty(),
        route.evidence.join(";"),
    ]
}
