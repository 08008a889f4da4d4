//! `marsad map`: the picture of a day as GeoJSON.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::make_record;
use serde_json::{Value, json};
use support::Workplace;

fn feature<'a>(map: &'a Value, id: &str) -> &'a Value {
    map["features"].as_array().unwrap().iter().find(|feature| feature["id"] == id).unwrap()
}

fn drawn(place: &Workplace, more: &[&str]) -> Value {
    let ran = place.run(&[&["map", "--on", "2017-02-20"], more].concat());
    ran.went_well();
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn an_area_is_a_closed_cell_around_its_point_and_says_that_it_is_approximate() {
    let place = Workplace::new();
    make_record(&place);
    let map = drawn(&place, &[]);
    let graves = feature(&map, "sy/deir-ez-zor/al-maqabir");
    assert_eq!(graves["properties"]["approximate"], true);
    assert_eq!(graves["properties"]["holder"], "islamic-state");
    assert!(!graves["properties"]["evidence"].as_array().unwrap().is_empty());
    let ring = graves["geometry"]["coordinates"][0].as_array().unwrap();
    assert_eq!(ring.first(), ring.last());
}

#[test]
fn a_boundary_of_the_users_own_takes_the_cells_place() {
    let place = Workplace::new();
    make_record(&place);
    let geometry =
        json!({"type": "Polygon", "coordinates": [[[40.0, 35.0], [40.1, 35.0], [40.1, 35.1], [40.0, 35.0]]]});
    let own = json!({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "sy/deir-ez-zor/al-maqabir", "geometry": geometry}]});
    place.write("own.geojson", own.to_string());
    let map = drawn(&place, &["--boundaries", "own.geojson"]);
    let graves = feature(&map, "sy/deir-ez-zor/al-maqabir");
    assert_eq!(graves["geometry"], geometry);
    assert_eq!(graves["properties"]["approximate"], false);
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let place = Workplace::new();
    make_record(&place);
    place.run(&["map", "--out", "one.geojson"]).went_well();
    place.run(&["map", "--out", "two.geojson"]).went_well();
    let read = |name| std::fs::read(place.path(name)).unwrap();
    assert_eq!(read("one.geojson"), read("two.geojson"));
}

#[test]
fn a_boundary_file_that_is_none_is_said_to_be_none() {
    let place = Workplace::new();
    place.write("own.geojson", "not json");
    place
        .run(&["map", "--boundaries", "own.geojson"])
        .failed_saying(&["own.geojson", "--boundaries wants GeoJSON"]);
}
