//! `marsad serve` over HTTP, without a browser.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, make_record};
use support::Workplace;

const JOURA: &str = "sy/deir-ez-zor/al-joura";

fn served(place: &Workplace) -> Served {
    make_record(place);
    Served::start(place, &["serve"])
}

#[test]
fn the_situation_of_a_day_is_answered_as_json() {
    let place = Workplace::new();
    let served = served(&place);
    let situation = served.json("/api/situation?on=2017-02-20");
    assert_eq!(situation["on"], "2017-02-20");
    let areas = situation["areas"].as_array().unwrap();
    let graves = areas.iter().find(|area| area["id"] == "sy/deir-ez-zor/al-maqabir").unwrap();
    assert_eq!(graves["holder"], "islamic-state");
}

#[test]
fn a_claim_comes_with_its_report_and_the_sentence_it_stands_in() {
    let place = Workplace::new();
    let served = served(&place);
    let claims = served.json("/api/claims");
    for claim in claims.as_array().unwrap() {
        let report = served.json(&format!("/api/reports/{}", claim["report"]["id"].as_str().unwrap()));
        let (quote, start) =
            (claim["quote"]["text"].as_str().unwrap(), claim["quote"]["start"].as_u64().unwrap());
        let text = report["text"].as_str().unwrap();
        let from: String = text.chars().skip(usize::try_from(start).unwrap()).collect();
        assert!(from.starts_with(quote), "{claim}");
    }
}

#[test]
fn claims_known_by_a_day_leave_out_what_was_published_later() {
    let place = Workplace::new();
    let served = served(&place);
    let known = served.json("/api/claims?known=2017-01-18");
    let days = known.as_array().unwrap().iter().map(|claim| claim["report"]["date"].as_str().unwrap());
    assert!(days.clone().count() > 0);
    assert!(days.clone().all(|day| day <= "2017-01-18"), "{:?}", days.collect::<Vec<_>>());
}

#[test]
fn why_gives_every_sentence_that_the_proofs_rest_on() {
    let place = Workplace::new();
    let served = served(&place);
    let why = served.json(&format!("/api/why?place={JOURA}&on=2017-02-20"));
    let evidence = why["area"]["evidence"].as_array().unwrap();
    assert!(!evidence.is_empty());
    for id in evidence {
        assert!(why["sentences"][id.as_str().unwrap()]["sentence"].is_string(), "{why}");
    }
    assert!(served.get("/api/why?place=sy/nowhere").starts_with("HTTP/1.1 404"));
}

#[test]
fn changes_between_two_days_are_answered_as_json() {
    let place = Workplace::new();
    let served = served(&place);
    let told = served.json("/api/changes?from=2017-01-01&to=2017-02-20");
    let graves = told["changes"].as_array().unwrap().iter();
    let graves: Vec<_> = graves.filter(|change| change["id"] == "sy/deir-ez-zor/al-maqabir").collect();
    assert_eq!(graves[0]["after"]["by"][0], "islamic-state", "{told}");
    assert_eq!(served.json("/api/changes?from=2017-02-20&to=2017-02-20")["changes"], serde_json::json!([]));
    assert!(served.get("/api/changes").starts_with("HTTP/1.1 400"));
}

#[test]
fn actors_have_names_in_both_languages_and_a_paint() {
    let place = Workplace::new();
    let actors = served(&place).json("/api/actors");
    let daesh = &actors["islamic-state"];
    assert_eq!(daesh["colour"], "#3b3f46");
    assert!(!daesh["name_ar"].as_str().unwrap().is_ascii());
}

#[test]
fn a_report_added_while_the_page_is_open_is_seen() {
    let place = Workplace::new();
    let served = served(&place);
    let before = served.json("/api/claims").as_array().unwrap().len();
    let mut record = marsad_record::Record::open(&place.path("marsad.db")).unwrap();
    let claim = served.json("/api/claims")[0].clone();
    let report = served.json(&format!("/api/reports/{}", claim["report"]["id"].as_str().unwrap()));
    let text = report["text"].as_str().unwrap().to_owned();
    let copy = marsad_text::Report { id: "copy".to_owned(), text, ..Default::default() };
    record.add(&copy, &[serde_json::from_value(claim).unwrap()], None).unwrap();
    assert_eq!(served.json("/api/claims").as_array().unwrap().len(), before + 1);
}

#[test]
fn every_answer_forbids_what_the_page_does_not_need() {
    let place = Workplace::new();
    let served = served(&place);
    for path in ["/", "/api/claims", "/nothing"] {
        let answer = served.get(path).to_lowercase();
        assert!(
            answer.contains("content-security-policy: default-src 'none'; script-src 'self'"),
            "{answer}"
        );
        assert!(answer.contains("x-content-type-options: nosniff"), "{answer}");
    }
}

#[test]
fn a_page_elsewhere_whose_name_points_here_is_turned_away() {
    let place = Workplace::new();
    let answer = served(&place).get_as("evil.example", "/api/claims");
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
}

#[test]
fn a_port_that_is_taken_is_named_with_the_cure_before_any_work() {
    let place = Workplace::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for command in ["serve", "demo"] {
        let port = format!("port {} is taken", address.trim_start_matches("127.0.0.1:"));
        place.run(&[command, "--bind", &address]).failed_saying(&[&port, "--bind 127.0.0.1:"]);
    }
    assert!(!place.path("marsad-demo.db").exists());
}

#[test]
fn only_this_machine_can_be_served() {
    let ran = Workplace::new().run(&["serve", "--bind", "0.0.0.0:8080"]);
    ran.failed_saying(&["open to other machines", "ssh -L"]);
}

#[test]
fn a_file_that_merely_bears_the_demo_records_name_is_kept() {
    let place = Workplace::new();
    place.write("marsad-demo.db", "somebody's notes");
    place.run(&["demo", "--no-serve"]).failed_saying(&["not a Marsad record"]);
    assert_eq!(std::fs::read_to_string(place.path("marsad-demo.db")).unwrap(), "somebody's notes");
}

#[test]
fn the_demo_counts_its_reports_and_can_be_run_again() {
    let place = Workplace::new();
    for _ in 0..2 {
        let ran = place.run(&["demo", "--no-serve"]);
        ran.went_well();
        assert!(ran.out.contains("24 reports from 23 independent sources"), "{}", ran.out);
        assert!(
            ran.out.contains("2017-09-24: "),
            "the newest report's day is in its file's name: {}",
            ran.out
        );
    }
}
