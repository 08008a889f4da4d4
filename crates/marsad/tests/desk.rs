//! What the page's reader and reviewer ask of `marsad serve`: to read a text, to show what waits, to take a decision.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, body_of, make_record};
use serde_json::{Value, json};
use support::Workplace;

fn served(place: &Workplace) -> Served {
    make_record(place);
    Served::start(place, &["serve"])
}

fn first_waiting(served: &Served) -> Value {
    served.json("/api/review/queue?limit=1")["claims"][0]["claim"].clone()
}

fn decision(act: &str, claim: &Value, author: &str) -> Value {
    json!({ "act": act, "claim": claim["id"], "author": author, "reason": "read again" })
}

#[test]
fn a_pasted_text_is_coded_and_kept_nowhere() {
    let place = Workplace::new();
    let served = served(&place);
    let before = served.json("/api/claims");
    let text = "\u{633}\u{64a}\u{637}\u{631} \u{627}\u{644}\u{62c}\u{64a}\u{634} \u{627}\u{644}\u{633}\u{648}\u{631}\u{64a} \u{639}\u{644}\u{649} \u{62a}\u{62f}\u{645}\u{631}.";
    let read = body_of(&served.post("/api/code", &json!({ "text": text, "date": "2017-03-02" })));
    let claim = &read["claims"][0];
    assert_eq!(claim["type"], "capture");
    assert_eq!(claim["quote"]["text"], text);
    assert_eq!(claim["report"]["date"], "2017-03-02");
    assert!(read["actors"]["syrian-government-forces"]["colour"].is_string());
    assert!(read["places"].as_array().unwrap().iter().any(|place| place["id"] == claim["places"][0]["id"]));
    assert_eq!(served.json("/api/claims"), before);
}

#[test]
fn a_text_in_which_nothing_can_be_read_says_why() {
    let place = Workplace::new();
    let read = body_of(&served(&place).post("/api/code", &json!({ "text": "Ordinary words." })));
    assert_eq!(read["claims"], json!([]));
    assert!(read["notices"][0].as_str().unwrap().contains("no Arabic"), "{read}");
}

#[test]
fn a_decision_is_recorded_with_its_author_and_reason_and_leaves_the_queue() {
    let place = Workplace::new();
    let served = served(&place);
    let claim = first_waiting(&served);
    let waiting = served.json("/api/review/queue")["waiting"].as_u64().unwrap();
    body_of(&served.post("/api/review", &decision("accept", &claim, "Salma")));
    assert_eq!(served.json("/api/review/queue")["waiting"], waiting - 1);
    let history = served.json(&format!("/api/review/history/{}", claim["id"].as_str().unwrap()));
    assert_eq!(history[0]["review"]["author"], "Salma");
    assert_eq!(history[0]["review"]["reason"], "read again");
    let claims = served.json("/api/claims");
    let now = claims.as_array().unwrap().iter().find(|one| one["id"] == claim["id"]).unwrap();
    assert_eq!((&now["status"], &now["reviewer"]), (&json!("reviewed"), &json!("Salma")));
}

#[test]
fn a_decision_that_the_record_cannot_take_says_why_and_changes_nothing() {
    let place = Workplace::new();
    let served = served(&place);
    let claim = first_waiting(&served);
    for (review, why) in [
        (decision("publish", &claim, "Salma"), "has not been reviewed yet"),
        (decision("accept", &json!({ "id": "no-1" }), "Salma"), "no claim has the id no-1"),
        (decision("accept", &claim, " "), "needs an author"),
    ] {
        let answer = served.post("/api/review", &review);
        assert!(answer.starts_with("HTTP/1.1 409") && answer.contains(why), "{answer}");
    }
    assert_eq!(first_waiting(&served), claim);
}

#[test]
fn a_page_elsewhere_cannot_make_a_decision() {
    let place = Workplace::new();
    let served = served(&place);
    let claim = first_waiting(&served);
    // The types that a form of another site may send without this server's consent.
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let answer = served.post_as(content_type, "/api/review", &decision("accept", &claim, "Salma"));
        assert!(answer.starts_with("HTTP/1.1 415"), "{answer}");
    }
    assert_eq!(first_waiting(&served), claim);
}
