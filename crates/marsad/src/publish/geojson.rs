//! GeoJSON (RFC 7946): the picture of a day, areas as polygons and routes as lines; events as points.
mod points;

use super::Boundaries;
use super::cell::{Disc, reach, ring};
use jiff::civil::Date;
use marsad_coder::{Gazetteer, PlaceKind};
use marsad_situation::{Access, Holding, Passable, RouteState, Since, Situation, Status};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(crate) use points::{features as event_features, write as write_events};

/// Writes the situation: one feature an area that can be drawn, one a route whose places are known.
pub(crate) fn write(
    situation: &Situation,
    gazetteer: &Gazetteer,
    boundaries: &Boundaries,
    out: &mut impl Write,
) -> io::Result<()> {
    let areas = areas(situation, gazetteer, boundaries);
    let routes = situation.routes.iter().filter_map(|route| route_feature(route, gazetteer));
    let features: Vec<Feature<'_, Properties<'_>>> = areas.into_iter().chain(routes).collect();
    let collection = Collection {
        r#type: "FeatureCollection",
        on: situation.on,
        known: situation.known,
        note: "Unless `approximate` is false, outlines are cells around a place's point, not surveyed fronts.",
        features,
    };
    serde_json::to_writer(&mut *out, &collection)?;
    writeln!(out)
}

/// The same features one by one, for a door that pages and filters them.
pub(crate) fn features(
    situation: &Situation,
    gazetteer: &Gazetteer,
    boundaries: &Boundaries,
) -> serde_json::Result<Vec<Value>> {
    let areas = areas(situation, gazetteer, boundaries);
    let routes = situation.routes.iter().filter_map(|route| route_feature(route, gazetteer));
    areas.into_iter().chain(routes).map(serde_json::to_value).collect()
}

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    on: Option<Date>,
    known: Option<Date>,
    note: &'static str,
    features: Vec<Feature<'a, Properties<'a>>>,
}

#[derive(Serialize)]
struct Feature<'a, P> {
    r#type: &'static str,
    id: &'a str,
    properties: P,
    geometry: Value,
}

impl<'a, P> Feature<'a, P> {
    fn new(id: &'a str, properties: P, geometry: Value) -> Self {
        Self { r#type: "Feature", id, properties, geometry }
    }
}

#[derive(Serialize)]
#[serde(tag = "layer", rename_all = "snake_case")]
enum Properties<'a> {
    Area(AreaProperties<'a>),
    Route(RouteProperties<'a>),
}

#[derive(Serialize)]
struct AreaProperties<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    kind: Option<PlaceKind>,
    holder: Option<&'a str>,
    holders: &'a [String],
    status: Status,
    access: Access,
    isolated: bool,
    #[serde(flatten)]
    since: &'a Since,
    population: Option<Value>,
    evidence: &'a [String],
    approximate: bool,
    radius_m: f64,
    lat: f64,
    lon: f64,
}

#[derive(Serialize)]
struct RouteProperties<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    state: Passable,
    by: Option<&'a str>,
    #[serde(flatten)]
    since: &'a Since,
    evidence: &'a [String],
    approximate: bool,
}

fn areas<'a>(
    situation: &'a Situation,
    gazetteer: &Gazetteer,
    boundaries: &Boundaries,
) -> Vec<Feature<'a, Properties<'a>>> {
    let cells = Cells::of(situation, gazetteer);
    let surveyed = |area: &Holding| boundaries.of(&area.id).cloned();
    let mut features: Vec<_> = cells
        .iter(gazetteer)
        .map(|(area, disc, others)| {
            let outline = surveyed(area);
            let properties = Properties::Area(area_properties(area, disc, outline.is_none()));
            let cell = || json!({"type": "Polygon", "coordinates": [ring(disc, others.iter().copied())]});
            Feature::new(&area.id, properties, outline.unwrap_or_else(cell))
        })
        .collect();
    features.sort_by_key(|feature| feature.id);
    features
}

/// The areas of a situation that can be drawn, from south to north.
pub(crate) struct Cells<'a> {
    drawn: Vec<(&'a Holding, Disc)>,
    /// The farthest that any of them reaches, in metres.
    farthest: f64,
}

impl<'a> Cells<'a> {
    pub(crate) fn of(situation: &'a Situation, gazetteer: &Gazetteer) -> Self {
        let mut drawn: Vec<(&Holding, Disc)> =
            situation.areas.iter().filter_map(|area| Some((area, disc(area, gazetteer)?))).collect();
        drawn.sort_by(|(one, a), (other, b)| a.lat.total_cmp(&b.lat).then_with(|| one.id.cmp(&other.id)));
        let farthest = drawn.iter().map(|(_, disc)| disc.radius_m).fold(0.0, f64::max);
        Self { drawn, farthest }
    }

    /// Each area with its disc and those of its neighbours.
    pub(crate) fn iter(
        &self,
        gazetteer: &Gazetteer,
    ) -> impl Iterator<Item = (&'a Holding, &Disc, Vec<&Disc>)> {
        self.drawn.iter().map(|(area, disc)| (*area, disc, self.around(area, disc, gazetteer)))
    }

    fn around(&self, area: &Holding, disc: &Disc, gazetteer: &Gazetteer) -> Vec<&Disc> {
        let (south, north) = disc.latitudes(self.farthest);
        let from = self.drawn.partition_point(|(_, other)| other.lat < south);
        let rows = self.drawn.iter().skip(from).take_while(|(_, other)| other.lat <= north);
        let near = rows.filter(|(other, place)| other.id != area.id && disc.is_near(place));
        // A part lies on its whole and does not push it back.
        let apart = near.filter(|(other, _)| {
            !gazetteer.lies_in(&other.id, &area.id) && !gazetteer.lies_in(&area.id, &other.id)
        });
        apart.map(|(_, disc)| disc).collect()
    }
}

/// Where an area lies and how far it reaches; none where nothing is known of that, or a disc would say nothing.
fn disc(area: &Holding, gazetteer: &Gazetteer) -> Option<Disc> {
    let place = gazetteer.get(&area.id);
    let kind = area.kind.or(place.map(|place| place.kind)).unwrap_or(PlaceKind::Locality);
    let precision = area.precision_m.or(place.map(|place| place.precision_m)).unwrap_or_default();
    let lat = area.lat.or(place.map(|place| place.lat))?;
    let lon = area.lon.or(place.map(|place| place.lon))?;
    Some(Disc { lon, lat, radius_m: reach(kind, precision)? })
}

fn area_properties<'a>(area: &'a Holding, disc: &Disc, approximate: bool) -> AreaProperties<'a> {
    AreaProperties {
        id: &area.id,
        name_ar: &area.name_ar,
        name_en: &area.name_en,
        kind: area.kind,
        holder: area.holder.as_deref(),
        holders: &area.holders,
        status: area.status,
        access: area.access,
        isolated: area.isolated,
        since: &area.since,
        population: area.population.as_ref().map(|people| json!({"min": people.min, "max": people.max})),
        evidence: &area.evidence,
        approximate,
        radius_m: disc.radius_m,
        lat: disc.lat,
        lon: disc.lon,
    }
}

fn route_feature<'a>(route: &'a RouteState, gazetteer: &Gazetteer) -> Option<Feature<'a, Properties<'a>>> {
    let points = line(route, gazetteer);
    let properties = Properties::Route(RouteProperties {
        id: &route.id,
        name_ar: &route.name_ar,
        name_en: &route.name_en,
        state: route.state,
        by: route.by.as_deref(),
        since: &route.since,
        evidence: &route.evidence,
        approximate: true,
    });
    let geometry = json!({"type": "LineString", "coordinates": points});
    (points.len() > 1).then(|| Feature::new(&route.id, properties, geometry))
}

/// The places that a route runs through, as longitude and latitude; a road's own row lies midway and is none of them.
pub(crate) fn line(route: &RouteState, gazetteer: &Gazetteer) -> Vec<[f64; 2]> {
    let places = route.places.iter().filter_map(|id| gazetteer.get(id));
    let mut points: Vec<[f64; 2]> =
        places.filter(|place| place.kind != PlaceKind::Road).map(|place| [place.lon, place.lat]).collect();
    points.dedup();
    points
}
