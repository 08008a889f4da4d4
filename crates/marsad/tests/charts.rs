//! Figures over time, over HTTP.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, make_record};
use serde_json::{Value, json};
use support::Workplace;

const STRIKES: &str = r#"{"text":"قتل سبعة مدنيين في غارة جوية شنتها طائرات روسية على مدينة أريحا يوم 5 آذار 2019.","date":"2019-03-05","outlet":"A"}
{"text":"مقتل 12 مدنيا في الغارة الجوية الروسية على مدينة أريحا يوم 5 آذار، وفق حصيلة جديدة.","date":"2019-03-06","outlet":"B"}
{"text":"قتل ثلاثة مدنيين في غارة جوية شنتها طائرات روسية على مدينة سراقب يوم 14 آذار 2019.","date":"2019-03-14","outlet":"A"}
"#;

fn weeks(served: &Served, asked: &str) -> Vec<Value> {
    served.json(&format!("/api/harm{asked}"))["weeks"].as_array().unwrap().clone()
}

#[test]
fn harm_is_told_by_week_as_a_range_with_its_claims() {
    let place = Workplace::new();
    place.write("strikes.jsonl", STRIKES).run(&["add", "strikes.jsonl"]).went_well();
    let served = Served::start(&place, &["serve"]);
    let killed: Vec<Value> = weeks(&served, "").into_iter().filter(|row| row["type"] == "killed").collect();
    let ranges: Vec<_> =
        killed.iter().map(|row| (&row["week"], &row["by"], &row["min"], &row["max"])).collect();
    let russians = json!(["russian-forces"]);
    let number = |many: u64| json!(many);
    assert_eq!(
        ranges,
        [
            (&json!("2019-03-04"), &russians, &number(7), &number(12)),
            (&json!("2019-03-11"), &russians, &number(3), &number(3)),
        ]
    );
    assert_eq!((&killed[0]["sources"], killed[0]["evidence"].as_array().unwrap().len()), (&json!(2), 2));
    let ids = killed[0]["evidence"].as_array().unwrap().iter().map(|id| id.as_str().unwrap());
    let claims = served.json(&format!("/api/claims?ids={}", ids.collect::<Vec<_>>().join(",")));
    assert_eq!(claims.as_array().unwrap().len(), 2);
    assert_eq!(
        weeks(&served, "?from=2019-03-11").len() + weeks(&served, "?to=2019-03-10").len(),
        killed.len()
    );
    assert_eq!(
        weeks(&served, "?to=2019-03-10&known=2019-03-05")[0]["max"],
        7,
        "the new toll was not out yet"
    );
}

#[test]
fn shares_of_control_add_up_and_people_nobody_counted_are_none() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve"]);
    let course = served.json("/api/control?from=2017-01-01&to=2017-02-20");
    let days = course["days"].as_array().unwrap();
    assert_eq!(days.last().unwrap()["on"], "2017-02-20");
    assert!(days.len() > 10 && days.len() <= 54, "{}", days.len());
    for day in days {
        let shares = day["shares"].as_array().unwrap();
        let sum: u64 = shares.iter().map(|share| share["areas"].as_u64().unwrap()).sum();
        assert_eq!(day["areas"], sum);
        assert!(shares.iter().all(|share| share["counted"] != 0 || share["min"].is_null()), "{day}");
    }
    assert_eq!(served.json("/api/control?from=2017-02-20&to=2017-01-01")["days"], json!([]));
}

#[test]
fn reports_and_claims_are_counted_by_who_published_them() {
    let place = Workplace::new();
    place.write("strikes.jsonl", STRIKES).run(&["add", "strikes.jsonl"]).went_well();
    let served = Served::start(&place, &["serve"]);
    let sources = served.json("/api/sources");
    let told: Vec<_> =
        sources["sources"].as_array().unwrap().iter().map(|one| (&one["outlet"], &one["reports"])).collect();
    assert_eq!(told, [(&json!("A"), &json!(2)), (&json!("B"), &json!(1))]);
    let page = served.get("/api/claims?outlet=A&limit=1");
    let next = page.lines().find(|line| line.starts_with("link:")).unwrap();
    assert!(next.contains("outlet=A"), "{next}");
    let claims = served.json("/api/claims?outlet=B&from=2019-03-06");
    assert!(claims.as_array().unwrap().iter().all(|claim| claim["report"]["outlet"] == "B"), "{claims}");
    assert!(!claims.as_array().unwrap().is_empty());
}

#[test]
fn the_short_picture_of_a_day_is_drawn_as_the_map_is() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve"]);
    let (short, map) = (served.json("/api/picture?on=2017-02-20"), served.json("/api/map?on=2017-02-20"));
    let features = map["features"].as_array().unwrap();
    let areas = short["areas"].as_array().unwrap();
    assert!(!areas.is_empty());
    for area in areas {
        let feature = features.iter().find(|feature| feature["id"] == area["id"]).unwrap();
        for key in ["name_ar", "status", "access", "isolated", "radius_m", "lat", "lon"] {
            assert_eq!(area[key], feature["properties"][key], "{key} of {area}");
        }
        let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
        let number = |value: &Value| value.as_f64().unwrap();
        let (lat, lon) = (number(&area["lat"]), number(&area["lon"]));
        let offset = |point: &Value| {
            let degree = 111_320.0;
            ((number(&point[0]) - lon) * degree * lat.to_radians().cos(), (number(&point[1]) - lat) * degree)
        };
        let Some(cell) = area["cell"].as_array() else {
            // A cell that no other cuts short is the whole disc, whose corners the page works out.
            for (east, north) in ring.iter().map(offset) {
                let away = east.hypot(north) / number(&area["radius_m"]);
                assert!((0.98..1.02).contains(&away), "{away} of {area}");
            }
            continue;
        };
        assert_eq!(cell.len(), 2 * ring.len());
        for (corner, point) in cell.chunks(2).zip(ring) {
            let (_, north) = offset(point);
            assert!((number(&corner[1]) - north).abs() < 1.0, "{corner:?} is not {point}");
        }
    }
    assert_eq!(
        short["routes"].as_array().unwrap().len(),
        served.json("/api/situation?on=2017-02-20")["routes"].as_array().unwrap().len()
    );
}

#[test]
fn days_count_what_was_published_and_the_newest_claims_come_first_where_asked() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve"]);
    let (days, claims) = (served.json("/api/days"), served.json("/api/claims?order=newest"));
    let claims = claims.as_array().unwrap();
    assert_eq!(days["claims"], claims.len());
    let dates: Vec<&str> = claims.iter().map(|claim| claim["report"]["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted_by(|newer, older| newer >= older), "{dates:?}");
    let facts =
        days["days"].as_array().unwrap().iter().map(|day| day["facts"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(facts, claims.iter().filter(|claim| claim["modality"] == "actual").count() as u64);
    let route = served.json("/api/situation?on=2017-02-20")["routes"][0]["id"].as_str().unwrap().to_owned();
    let why = served.json(&format!("/api/why?route={route}&on=2017-02-20"));
    assert!(!why["sentences"].as_object().unwrap().is_empty(), "{why}");
}

#[test]
fn an_answer_that_was_packed_is_the_one_that_was_not() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve"]);
    for _ in 0..2 {
        let packed = served.ask_with("/api/picture", "Accept-Encoding: gzip").to_lowercase();
        assert!(packed.contains("content-encoding: gzip") && packed.contains("etag: w/"), "{packed}");
        assert!(packed.contains("content-security-policy"), "{packed}");
    }
    assert!(!served.get("/api/picture").to_lowercase().contains("content-encoding"));
    assert!(
        !served
            .ask_with("/api/picture", "Accept-Encoding: gzip;q=0")
            .to_lowercase()
            .contains("content-encoding: gzip")
    );
}
