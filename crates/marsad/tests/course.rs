//! `marsad changes`, `timeline` and `what-if`: how the picture changed, and how it might.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::make_record;
use serde_json::Value;
use support::Workplace;

/// A record in which two parties change places, a road is cut and a quarter lives on it.
fn place() -> Workplace {
    let place = Workplace::new();
    make_record(&place);
    place
}

fn json(place: &Workplace, args: &[&str]) -> Value {
    let ran = place.run(&[args, &["--format", "json"]].concat());
    ran.went_well();
    serde_json::from_str(&ran.out).unwrap()
}

fn of<'a>(changes: &'a Value, id: &str, aspect: &str) -> Vec<&'a Value> {
    let all = changes["changes"].as_array().unwrap();
    all.iter().filter(|change| change["id"] == id && change["aspect"] == aspect).collect()
}

#[test]
fn changes_name_what_stood_otherwise_on_the_first_day_with_the_claims_behind_it() {
    let place = place();
    let changes = json(&place, &["changes", "--from", "2017-01-01", "--to", "2017-02-20"]);
    assert_eq!((&changes["from"], &changes["to"]), (&"2017-01-01".into(), &"2017-02-20".into()));
    for change in of(&changes, "sy/deir-ez-zor/al-maqabir", "control") {
        assert_eq!(change["after"]["by"][0], "islamic-state");
        assert!(!change["evidence"].as_array().unwrap().is_empty(), "{change}");
    }
    assert_eq!(of(&changes, "sy/deir-ez-zor/al-maqabir", "control").len(), 1);
}

#[test]
fn between_a_day_and_itself_nothing_changed() {
    let place = place();
    let ran = place.run(&["changes", "--from", "2017-02-20", "--to", "2017-02-20"]);
    ran.went_well();
    assert!(ran.out.contains("Nothing changed that a report tells of."), "{}", ran.out);
}

#[test]
fn days_in_the_wrong_order_are_refused_with_the_cure() {
    let ran = place().run(&["changes", "--from", "2017-02-20", "--to", "2017-01-20"]);
    ran.failed_saying(&["--to is before --from", "name the earlier day first"]);
}

#[test]
fn a_timeline_tells_each_change_of_a_place_once_oldest_first() {
    let place = place();
    let told = json(&place, &["timeline", "sy/deir-ez-zor/al-maqabir"]);
    let days: Vec<&str> =
        told["changes"].as_array().unwrap().iter().map(|change| change["day"].as_str().unwrap()).collect();
    assert!(!days.is_empty() && days.is_sorted(), "{days:?}");
    let held = of(&told, "sy/deir-ez-zor/al-maqabir", "control");
    assert_eq!(held.last().unwrap()["after"]["by"][0], "islamic-state");
    for (one, next) in held.iter().zip(&held[1..]) {
        assert_eq!(one["after"], next["before"]);
    }
}

#[test]
fn a_timeline_of_a_route_begins_before_any_report_tells_of_it() {
    let place = place();
    let status = json(&place, &["status"]);
    let routes = status["routes"].as_array().unwrap();
    assert!(!routes.is_empty());
    for route in routes {
        let id = route["id"].as_str().unwrap();
        let told = json(&place, &["timeline", id]);
        let changes = of(&told, id, "route");
        assert_eq!(changes.last().map(|change| &change["after"]["state"]), Some(&route["state"]), "{told}");
    }
}

#[test]
fn a_timeline_of_no_known_place_suggests_names() {
    place().run(&["timeline", "al-Maqabirr"]).failed_saying(&["no such place; names like it:", "al-Maqabir"]);
}

#[test]
fn the_table_of_changes_is_the_same_as_csv() {
    let place = place();
    let ran = place.run(&["timeline", "sy/deir-ez-zor/al-maqabir", "--format", "csv"]);
    ran.went_well();
    let rows = csv::Reader::from_reader(ran.out.as_bytes()).into_records().map(Result::unwrap).count();
    let told = json(&place, &["timeline", "sy/deir-ez-zor/al-maqabir"]);
    assert_eq!(rows, told["changes"].as_array().unwrap().len());
}

#[test]
fn what_if_says_that_it_supposes_and_changes_nothing_in_the_record() {
    let place = place();
    let before = json(&place, &["status", "--on", "2017-02-20"]);
    let route = before["routes"][0]["id"].as_str().unwrap().to_owned();
    for supposed in ["--open", "--cut"] {
        let told = json(&place, &["what-if", supposed, &route, "--on", "2017-02-20"]);
        assert_eq!(told["is_supposition"], true);
        assert!(told["supposed"][&route].is_string(), "{told}");
    }
    let table = place.run(&["what-if", "--cut", &route, "--on", "2017-02-20"]);
    assert!(table.out.contains("not a statement of the record"), "{}", table.out);
    assert_eq!(json(&place, &["status", "--on", "2017-02-20"]), before);
}

#[test]
fn what_if_wants_a_way() {
    let place = place();
    place.run(&["what-if"]).failed_saying(&["--open <ROUTE>..."]);
    place.run(&["what-if", "--cut", "lb"]).failed_saying(&["no known route runs over it", "marsad status"]);
}

#[test]
fn status_is_printed_as_rows_and_as_outlines() {
    let place = place();
    let json = json(&place, &["status", "--on", "2017-02-20"]);
    let rows = place.run(&["status", "--on", "2017-02-20", "--format", "csv"]);
    rows.went_well();
    let rows = csv::Reader::from_reader(rows.out.as_bytes()).into_records().map(Result::unwrap).count();
    assert_eq!(rows, json["areas"].as_array().unwrap().len() + json["routes"].as_array().unwrap().len());
    let drawn = place.run(&["status", "--on", "2017-02-20", "--format", "geojson"]);
    drawn.went_well();
    let drawn: Value = serde_json::from_str(&drawn.out).unwrap();
    assert_eq!(drawn["type"], "FeatureCollection");
}
