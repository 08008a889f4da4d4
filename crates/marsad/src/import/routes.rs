//! Users' routes: a CSV laid out like `data/routes`, or GeoJSON lines whose ends are looked up among the places.
use super::feature::Feature;
use super::{Import, Order, is_arabic};
use crate::commands::place;
use marsad_coder::{Gazetteer, Place, PlaceKind, Problem, ROUTE_KINDS, distance_m};
use marsad_situation::Route;

/// How far from a line's end the place may lie that it ends at, in metres: lines are drawn to a town's edge or its middle.
const END_M: f64 = 5_000.0;
/// How far from a line a place may lie that it runs through, in metres.
const BESIDE_M: f64 = 1_500.0;
/// Metres that a degree of latitude spans (mean Earth radius 6,371 km).
const METRES_PER_DEGREE: f64 = 111_195.0;

pub(super) fn read(feature: &Feature, order: Order, import: &mut Import) {
    match route(feature, order.known).and_then(|route| import.sound_route(feature, route)) {
        Ok(route) => import.routes.push(route),
        Err(problem) => import.problems.push(problem),
    }
}

fn route(feature: &Feature, known: &Gazetteer) -> Result<Route, Problem> {
    let name = |names: &[&str], arabic: bool| {
        let said = names.iter().filter_map(|name| feature.text(&[name]));
        said.into_iter().find(|said| is_arabic(&letters(said)) == arabic).unwrap_or_default()
    };
    let name_ar = name(&["name_ar", "name:ar", "name"], true);
    let name_en = name(&["name_en", "name:en", "name"], false);
    if name_ar.is_empty() && name_en.is_empty() {
        return Err(feature.spot.problem("the route has no name", "fill name_ar or name_en"));
    }
    let from = end(feature, known, "from", feature.course.first())?;
    let to = end(feature, known, "to", feature.course.last())?;
    if from == to {
        let help = "name its other end";
        return Err(feature.spot.problem(format!("the route ends where it begins, at {from}"), help));
    }
    let kind = feature.text(&["kind"]).unwrap_or_else(|| "road".to_owned());
    if !ROUTE_KINDS.contains(&kind.as_str()) {
        let what = format!("\"{kind}\" is no kind of route");
        return Err(feature.spot.problem(what, format!("one of {}", ROUTE_KINDS.join(", "))));
    }
    let via = between(feature, known, [&from, &to])?;
    let id = feature.text(&["id"]).unwrap_or_else(|| made_id(&name_en, &from, &to));
    let aliases = feature.text(&["aliases"]).unwrap_or_default();
    let source = feature.text(&["source"]).unwrap_or_else(|| feature.spot.file.to_owned());
    Ok(Route { id, name_ar, name_en, aliases, from, to, via: via.join(";"), kind, source })
}

/// A name without digits and marks: roads are numbered.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The place at one end: by its id or name, else the nearest to the line's end.
fn end(
    feature: &Feature,
    known: &Gazetteer,
    column: &str,
    point: Option<&(f64, f64)>,
) -> Result<String, Problem> {
    if let Some(name) = feature.text(&[column]) {
        return stop(feature, known, &name);
    }
    let nearest = point.and_then(|&point| {
        let near = settled(known).map(|place| (distance_m((place.lat, place.lon), point), place));
        near.filter(|(away, _)| *away <= END_M).min_by(|a, b| a.0.total_cmp(&b.0))
    });
    nearest.map(|(_, place)| place.id.clone()).ok_or_else(|| {
        let help = match point {
            Some((lat, lon)) => format!(
                "no known place lies within {} km of {lat}, {lon}: name one by `{column}`, or add it with --places",
                END_M / 1000.0
            ),
            None => format!("fill `{column}` with a place's id or name"),
        };
        feature.spot.problem(format!("the route has no end: `{column}` is empty"), help)
    })
}

/// The id of a place of that id or name, or why there is none.
fn stop(feature: &Feature, known: &Gazetteer, name: &str) -> Result<String, Problem> {
    place::id(known, name).map_err(|error| {
        let said = error.to_string();
        let (what, help) = said.split_once("\n  help: ").unwrap_or((&said, "name it by its id"));
        feature.spot.problem(what, help)
    })
}

/// The places between the ends, in order.
fn between(feature: &Feature, known: &Gazetteer, ends: [&str; 2]) -> Result<Vec<String>, Problem> {
    let named: Vec<String> = feature.list("via");
    let named = named.iter().flat_map(|list| list.split(';')).map(str::trim).filter(|name| !name.is_empty());
    let named: Vec<String> = named.map(|name| stop(feature, known, name)).collect::<Result<_, _>>()?;
    if !named.is_empty() {
        return Ok(named);
    }
    let beside = settled(known).filter(|place| !ends.contains(&place.id.as_str()));
    let mut beside: Vec<(usize, f64, &Place)> = beside
        .filter_map(|place| {
            let (at, away) = along(&feature.course, (place.lat, place.lon))?;
            (away <= BESIDE_M).then_some((at, away, place))
        })
        .collect();
    beside.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| a.2.id.cmp(&b.2.id)));
    Ok(beside.into_iter().map(|(_, _, place)| place.id.clone()).collect())
}

/// Which part of a line a point is nearest to, and how far away, in metres.
fn along(course: &[(f64, f64)], point: (f64, f64)) -> Option<(usize, f64)> {
    let east = point.0.to_radians().cos();
    let flat = |(lat, lon): (f64, f64)| {
        ((lon - point.1) * east * METRES_PER_DEGREE, (lat - point.0) * METRES_PER_DEGREE)
    };
    let away = |pair: &[(f64, f64)]| {
        let [from, to] = pair else { return f64::INFINITY };
        let ((x, y), (to_x, to_y)) = (flat(*from), flat(*to));
        let (dx, dy) = (to_x - x, to_y - y);
        let length = dx * dx + dy * dy;
        let share = if length > 0.0 { (-(x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
        (x + share * dx).hypot(y + share * dy)
    };
    course.windows(2).map(away).enumerate().min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Places that roads lead to; a city, not its quarters.
fn settled(known: &Gazetteer) -> impl Iterator<Item = &Place> {
    known.iter().filter(|place| matches!(place.kind, PlaceKind::City | PlaceKind::Town | PlaceKind::Village))
}

/// An id made of the English name, else of the ends.
fn made_id(name: &str, from: &str, to: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() { format!("route/{from}--{to}") } else { format!("route/{slug}") }
}
