//! `marsad serve --public`: what is kept back is in no answer of any route.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, make_record};
use jiff::{Span, Timestamp, tz::TimeZone};
use support::Workplace;

/// Every GET that the document lists, with what each wants, and the page's own ways in.
fn every_route(served: &Served) -> Vec<String> {
    let document = served.json("/api");
    let mut paths: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, way)| way["get"].is_object() && *path != "/api/stream")
        .map(|(path, _)| path.clone())
        .collect();
    let collections = ["areas", "routes", "events"];
    paths = paths
        .into_iter()
        .flat_map(|path| {
            if path.contains("{collection}") {
                collections.iter().map(|name| path.replace("{collection}", name)).collect()
            } else {
                vec![path]
            }
        })
        .collect();
    let fill = |path: String| match path.as_str() {
        "/api/changes" => "/api/changes?from=2000-01-01".to_owned(),
        "/api/export" => "/api/export?format=geojson".to_owned(),
        "/api/why" => "/api/why?place=sy/hama".to_owned(),
        _ => path.replace("{feature}", "sy%2Fhama").replace("{id}", "x").replace("{claim}", "x"),
    };
    let mut all: Vec<String> = paths.into_iter().map(fill).collect();
    all.extend(["/", "/embed", "/a/sy/hama", "/ogc/collections/areas/items?f=html"].map(str::to_owned));
    all
}

fn days_ago(days: i32) -> String {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.checked_sub(Span::new().days(days)).unwrap().to_string()
}

fn add(place: &Workplace, name: &str, day: &str, text: &str) {
    place.write(name, text).run(&["add", name, "--date", day]).went_well();
}

#[test]
fn an_embargoed_report_is_in_no_answer_and_nothing_follows_from_it() {
    let place = Workplace::new();
    add(&place, "old.txt", &days_ago(30), "سيطرت قوات النظام على مدينة تدمر.");
    add(&place, "fresh.txt", &days_ago(2), "سيطر تنظيم الدولة على مدينة حماة.");
    let whole = Served::start(&place, &["serve"]);
    assert!(whole.get("/api/situation").contains("sy/hama"), "the record itself has it");
    let served =
        Served::start(&place, &["serve", "--public", "--embargo", "7", "--embed-in", "https://news.example"]);
    let routes = every_route(&served);
    assert!(routes.len() > 20, "{routes:?}");
    for route in routes {
        let answer = served.get(&route);
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        // The list of all places of a country, and what the question itself names, say nothing of the report.
        if route == "/api/places" {
            continue;
        }
        let said = body
            .replace("sy%2Fhama", "")
            .replace("knows nothing of sy/hama", "")
            .replace("feature sy/hama", "");
        for word in ["حماة", "\"sy/hama\"", "islamic-state", "fresh"] {
            assert!(!said.contains(word), "{route} says {word}: {answer}");
        }
    }
    let situation = served.json("/api/situation");
    assert_eq!(situation["areas"][0]["id"], "sy/tadmur", "{situation}");
}

#[test]
fn everybody_can_neither_review_nor_send_in() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve", "--public"]);
    for path in ["/api/review/queue", "/api/review/history/x"] {
        assert!(served.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    for path in ["/api/review", "/api/code"] {
        assert!(served.post(path, &serde_json::json!({ "text": "x" })).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(served.get("/").contains("<html data-public"));
}

#[test]
fn places_are_given_as_what_contains_them_and_a_part_is_not_the_whole() {
    let place = Workplace::new();
    add(
        &place,
        "a.txt",
        "2017-01-15",
        "سيطر تنظيم الدولة على بلدة سراقب بريف إدلب. وقتل خالد محمد الحسن برصاص قناص في مدينة سراقب.",
    );
    let served = Served::start(&place, &["serve", "--public", "--coarsen", "governorate", "--mask-names"]);
    for route in every_route(&served).into_iter().filter(|route| route != "/api/places") {
        let answer = served.get(&route);
        for word in ["سراقب", "saraqib", "خالد", "الحسن", "a.txt"] {
            assert!(!answer.to_lowercase().contains(word), "{route} says {word}: {answer}");
        }
    }
    let situation = served.json("/api/situation");
    let areas = situation["areas"].as_array().unwrap();
    assert!(areas.iter().all(|area| area["status"] != "held"), "{situation}");
    let claims = served.json("/api/claims");
    assert_eq!(claims[0]["places"][0]["id"], "sy/idlib-governorate", "{claims}");
    assert_eq!(claims[0]["places"][0]["part"], true);
}

#[test]
fn a_place_that_no_gazetteer_knows_is_named_nowhere() {
    let place = Workplace::new();
    add(&place, "a.txt", "2017-01-15", "سيطر تنظيم الدولة على قرية خربة الزعفران بريف حماة.");
    let served = Served::start(&place, &["serve", "--public", "--coarsen", "governorate"]);
    assert_ne!(served.json("/api/claims"), serde_json::json!([]));
    for route in every_route(&served).into_iter().filter(|route| route != "/api/places") {
        let answer = served.get(&route);
        assert!(!answer.contains("الزعفران"), "{route} names it: {answer}");
    }
}

#[test]
fn only_what_a_publisher_let_out_is_shown_where_that_is_asked_for() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve", "--public", "--published"]);
    assert_eq!(served.json("/api/claims"), serde_json::json!([]));
}

#[test]
fn what_only_everybodys_view_has_wants_it() {
    let place = Workplace::new();
    place.run(&["serve", "--embargo", "7"]).failed_saying(&["--public"]);
    place.run(&["serve", "--public", "--coarsen", "village"]).failed_saying(&["is no coarseness"]);
    place.run(&["serve", "--cors", "example"]).failed_saying(&["is no origin"]);
}
