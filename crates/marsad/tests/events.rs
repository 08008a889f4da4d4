//! One event, many reports: as a user sees it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
mod support;

use serde_json::Value;
use support::Workplace;

const STRIKE: &str = r#"{"text":"قتل سبعة مدنيين في غارة جوية شنتها طائرات روسية على مدينة أريحا في ريف إدلب يوم 5 آذار 2019.","date":"2019-03-05","outlet":"A"}
{"text":"مقتل 12 مدنيا في الغارة الجوية الروسية على مدينة أريحا يوم 5 آذار، وفق حصيلة جديدة.","date":"2019-03-06","outlet":"B"}
{"text":"استهدف الطيران الحربي التابع للنظام بغارة جوية مدينة أريحا يوم 5 آذار ما أدى إلى مقتل سبعة مدنيين.","date":"2019-03-06","outlet":"C"}
{"text":"قصف بالمدفعية طال بلدة سرمين في ريف إدلب يوم 5 آذار 2019 وأصيب طفل.","date":"2019-03-05","outlet":"D"}
"#;

fn workplace() -> Workplace {
    let place = Workplace::new();
    place.write("reports.jsonl", STRIKE);
    assert_eq!(place.run(&["add", "reports.jsonl"]).code, Some(0));
    place
}

fn listed(place: &Workplace, args: &[&str]) -> Value {
    let ran = place.run(&[&["events", "--format", "json"], args].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn three_reports_on_one_strike_are_one_event_with_the_disputed_toll_and_perpetrator() {
    let place = workplace();
    let page = listed(&place, &["sy/ariha", "--type", "air_strike"]);
    let events = page["events"].as_array().unwrap();
    assert_eq!(events.len(), 1, "{page:#}");
    let event = &events[0];
    assert_eq!(event["sources"], 3);
    assert_eq!(event["when"]["start"], "2019-03-05");
    let killed =
        event["figures"].as_array().unwrap().iter().find(|figure| figure["what"] == "killed").unwrap();
    assert_eq!((&killed["low"], &killed["high"], &killed["agreed"]), (&7.into(), &12.into(), &Value::Null));
    assert_eq!(event["disputed"][0]["slot"], "actors");
}

#[test]
fn why_shows_every_source_with_its_words_and_what_joined_them() {
    let place = workplace();
    let page = listed(&place, &["--sources", "3"]);
    let id = page["events"][0]["id"].as_str().unwrap();
    let why = place.run(&["why", id]);
    for words in [
        "3 independent sources",
        "disputed, who did it",
        "[مدينة أريحا]",
        "one event:",
        "place same +4",
        "A, 2019-03-05",
    ] {
        assert!(why.out.contains(words), "{words}\n{}", why.out);
    }
}

#[test]
fn pages_follow_each_other_newest_first() {
    let place = workplace();
    let first = listed(&place, &["--limit", "1"]);
    let next = first["next"].as_str().unwrap();
    let second = listed(&place, &["--limit", "1", "--after", next]);
    assert_ne!(first["events"][0]["id"], second["events"][0]["id"]);
    let table = place.run(&["events", "--limit", "1"]);
    assert!(table.out.contains(&format!("--after {next}")), "{}", table.out);
}

#[test]
fn what_is_not_there_is_said_with_its_cure() {
    let place = workplace();
    let none = place.run(&["events", "حلب"]);
    assert!(none.out.contains("No report tells of such an event"), "{}{}", none.out, none.err);
    let unknown = place.run(&["events", "Arihaa"]);
    assert!(unknown.err.contains("no such place") && unknown.err.contains("Ariha"), "{}", unknown.err);
    let kind = place.run(&["events", "--type", "strike"]);
    assert!(kind.err.contains("air_strike"), "{}", kind.err);
    let gone = place.run(&["why", "e-1"]);
    assert!(gone.err.contains("no such event"), "{}", gone.err);
}
