//! The map of a report: cells by holder, rings around what is shut in, routes by state. SVG that loads nothing.
use super::words::Words;
use crate::publish::{Boundaries, Palette, geojson};
use marsad_coder::Gazetteer;
use marsad_situation::Situation;
use serde_json::Value;
use std::fmt::Write;

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 460.0;
const MARGIN: f64 = 30.0;
/// As many names as a small map can bear, and how far apart they must be, across and down.
const NAMES: usize = 14;
const APART: (f64, f64) = (90.0, 15.0);
/// Below this radius a cell is a town's or a quarter's, in metres; so few of them are no battle for a town.
const SMALL_M: f64 = 4_000.0;
const FEW: usize = 3;
/// From this radius on a cell stands for a whole governorate, in metres.
const WIDE_M: f64 = 20_000.0;
/// Degrees around the middle area that the map shows.
const AROUND: f64 = 0.35;

/// The map; none where nothing of the situation can be drawn.
pub(super) fn drawing(
    situation: &Situation,
    gazetteer: &Gazetteer,
    palette: &Palette,
    words: &Words,
) -> Option<String> {
    let mut json = Vec::new();
    geojson::write(situation, gazetteer, &Boundaries::default(), &mut json).ok()?;
    let map: Value = serde_json::from_slice(&json).ok()?;
    let features = map["features"].as_array()?;
    let view = View::around(features)?;
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">"
    );
    // Wide cells lie below narrow ones.
    let mut areas: Vec<&Value> = features.iter().filter(|one| one["properties"]["layer"] == "area").collect();
    areas.sort_by(|a, b| radius(b).total_cmp(&radius(a)));
    for area in &areas {
        cell(&mut svg, &view, area, palette);
    }
    for road in features.iter().filter(|one| one["properties"]["layer"] == "route") {
        route(&mut svg, &view, road);
    }
    areas.sort_by_key(|area| urgency(area));
    let mut named = Vec::new();
    for area in areas {
        let (x, y) = view.at([number(area, "lon"), number(area, "lat")]);
        let free = named.iter().all(|(a, b)| f64::abs(a - x) > APART.0 || f64::abs(b - y) > APART.1);
        if free && named.len() < NAMES {
            named.push((x, y));
            name(&mut svg, (x, y), area, words);
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn radius(area: &Value) -> f64 {
    number(area, "radius_m")
}

fn number(area: &Value, key: &str) -> f64 {
    area["properties"][key].as_f64().unwrap_or_default()
}

/// The middle one of what the areas have under a key.
fn middle(areas: &[&Value], key: &str) -> Option<f64> {
    let mut values: Vec<f64> = areas.iter().map(|area| number(area, key)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// What is shut in is named first, then what is fought over.
fn urgency(area: &Value) -> u8 {
    let said = |key: &str, value: &str| area["properties"][key] == value;
    match () {
        () if said("access", "besieged") => 0,
        () if said("access", "hard-to-reach") => 1,
        () if said("status", "contested") || said("status", "disputed") => 2,
        () => 3,
    }
}

/// The stretch of ground that is drawn: degrees to units of the drawing.
struct View {
    west: f64,
    north: f64,
    /// Units a degree of latitude; one of longitude is narrower.
    scale: f64,
    narrow: f64,
}

impl View {
    /// The narrow cells where there are any, since a governorate's would make dots of them; and of those, what lies around
    /// their middle one, since a single town far off would too.
    fn around(features: &[Value]) -> Option<Self> {
        let areas = || features.iter().filter(|one| one["properties"]["layer"] == "area");
        let within = |most: f64| areas().filter(|area| radius(area) < most).collect::<Vec<&Value>>();
        let sizes = [SMALL_M, WIDE_M, f64::INFINITY].map(within);
        let shown = sizes.into_iter().find(|areas| areas.len() >= FEW).unwrap_or_else(|| areas().collect());
        let (lon, lat) = (middle(&shown, "lon")?, middle(&shown, "lat")?);
        let beside = |area: &&&Value| (number(area, "lon") - lon).hypot(number(area, "lat") - lat) < AROUND;
        let shown: Vec<&Value> = shown.iter().filter(beside).copied().collect();
        let points: Vec<[f64; 2]> = shown.iter().flat_map(|area| points(&area["geometry"])).collect();
        let bound = |at: usize, pick: fn(f64, f64) -> f64| points.iter().map(|point| point[at]).reduce(pick);
        let (west, east) = (bound(0, f64::min)?, bound(0, f64::max)?);
        let (south, north) = (bound(1, f64::min)?, bound(1, f64::max)?);
        let narrow = f64::midpoint(south, north).to_radians().cos();
        let (across, down) = ((east - west).max(0.01) * narrow, (north - south).max(0.01));
        let scale = ((WIDTH - 2.0 * MARGIN) / across).min((HEIGHT - 2.0 * MARGIN) / down);
        let (spare_x, spare_y) = (WIDTH / scale - across, HEIGHT / scale - down);
        Some(Self { west: west - spare_x / 2.0 / narrow, north: north + spare_y / 2.0, scale, narrow })
    }

    fn at(&self, [lon, lat]: [f64; 2]) -> (f64, f64) {
        ((lon - self.west) * self.narrow * self.scale, (self.north - lat) * self.scale)
    }

    fn path(&self, points: impl IntoIterator<Item = [f64; 2]>) -> String {
        points.into_iter().map(|point| self.at(point)).fold(String::new(), |mut path, (x, y)| {
            let letter = if path.is_empty() { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{x:.1} {y:.1}");
            path
        })
    }
}

/// Every point of a geometry, whatever its depth.
fn points(geometry: &Value) -> Vec<[f64; 2]> {
    fn collect(value: &Value, out: &mut Vec<[f64; 2]>) {
        match value.as_array().map(Vec::as_slice) {
            Some([lon, lat, ..]) if lon.is_number() => {
                out.extend(lon.as_f64().zip(lat.as_f64()).map(|(lon, lat)| [lon, lat]));
            }
            Some(inner) => inner.iter().for_each(|value| collect(value, out)),
            None => {}
        }
    }
    let mut out = Vec::new();
    collect(&geometry["coordinates"], &mut out);
    out
}

fn cell(svg: &mut String, view: &View, area: &Value, palette: &Palette) {
    let told = &area["properties"];
    let holder = told["holder"].as_str().or_else(|| told["holders"][0].as_str());
    let colour = holder.and_then(|id| palette.of(id)).map_or("#b8b2a4", |(colour, _)| colour.as_str());
    let fought = matches!(told["status"].as_str(), Some("contested" | "disputed"));
    let wide = radius(area) >= WIDE_M;
    let opacity = if wide { 0.15 } else { 0.55 };
    let edge = match told["access"].as_str() {
        Some("besieged") => "stroke=\"#a3122a\" stroke-width=\"3.5\"",
        Some("hard-to-reach") => "stroke=\"#b4520e\" stroke-width=\"2.5\" stroke-dasharray=\"7 4\"",
        _ if fought => "stroke=\"#20262f\" stroke-width=\"1.5\" stroke-dasharray=\"2 3\"",
        _ => "stroke=\"#5b6472\" stroke-width=\"0.8\"",
    };
    let path = view.path(points(&area["geometry"]));
    let _ = write!(svg, "<path d=\"{path}Z\" fill=\"{colour}\" fill-opacity=\"{opacity}\" {edge}/>");
}

fn route(svg: &mut String, view: &View, route: &Value) {
    let edge = match route["properties"]["state"].as_str() {
        Some("cut") => "stroke=\"#c8102e\" stroke-dasharray=\"10 6\"",
        Some("contested") => "stroke=\"#c05a12\" stroke-dasharray=\"2 5\"",
        Some("open") => "stroke=\"#1b7f4d\"",
        _ => "stroke=\"#8d8779\"",
    };
    let path = view.path(points(&route["geometry"]));
    let _ = write!(svg, "<path d=\"{path}\" fill=\"none\" stroke-width=\"3\" {edge}/>");
}

fn name(svg: &mut String, (x, y): (f64, f64), area: &Value, words: &Words) {
    let told = &area["properties"];
    let said = |key: &str| told[key].as_str().unwrap_or_default();
    let name = words.name(said("name_ar"), said("name_en")).replace('&', "&amp;").replace('<', "&lt;");
    let halo = "paint-order=\"stroke\" stroke=\"#fffdf8\" stroke-width=\"3\"";
    let _ = write!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"13\" text-anchor=\"middle\" {halo}>{name}</text>"
    );
}
