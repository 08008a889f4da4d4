//! Every role at every path: what it may ask, and what it may not.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
#[path = "support/people.rs"]
mod people;
mod support;

use door::Served;
use people::{Person, status, team};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::Workplace;

/// What each role may do.
const ROLES: [(&str, &[&str]); 5] = [
    ("reader", &["read"]),
    ("coder", &["read", "code", "comment"]),
    ("reviewer", &["read", "code", "comment", "review"]),
    ("publisher", &["read", "code", "comment", "publish"]),
    ("admin", &["read", "code", "comment", "review", "manage"]),
];

/// Paths that need something else than to read.
const OTHERS: [(&str, &str); 8] = [
    ("/api", "none"),
    ("/api/login", "none"),
    ("/api/password", "none"),
    ("/api/session", "none"),
    ("/api/code", "code"),
    ("/api/review", "comment"),
    ("/api/team", "manage"),
    ("/api/audit", "manage"),
];

/// Each path of the document: how it is asked, and the right that it needs.
fn table(served: &Served) -> Vec<(String, String, String)> {
    let document = served.json("/api");
    let ways = document["paths"].as_object().unwrap().iter().flat_map(|(path, ways)| {
        let of = |(verb, way): (&String, &Value)| {
            (verb.to_uppercase(), path.clone(), way["x-right"].as_str().unwrap().to_owned())
        };
        ways.as_object().unwrap().iter().map(of).collect::<Vec<_>>()
    });
    ways.collect()
}

fn filled(path: &str) -> String {
    match path {
        "/api/changes" => "/api/changes?from=2000-01-01".to_owned(),
        "/api/export" => "/api/export?format=acled".to_owned(),
        "/api/why" => "/api/why?place=sy/hama".to_owned(),
        _ => path
            .replace("{collection}", "areas")
            .replace("{feature}", "x")
            .replace("{id}", "x")
            .replace("{claim}", "x"),
    }
}

fn body(path: &str) -> Value {
    match path {
        "/api/code" => json!({ "text": "x" }),
        "/api/review" => decision("comment"),
        _ => json!({}),
    }
}

fn decision(act: &str) -> Value {
    json!({ "act": act, "claim": "no-1", "reason": "read again" })
}

/// A role, its rights, and somebody who has it.
type Holder = (&'static str, &'static [&'static str], Person);

fn served(place: &Workplace) -> (Served, Vec<Holder>) {
    let people: Vec<_> = ROLES.iter().map(|(role, _)| (*role, *role)).collect();
    let served = team(place, &people);
    let people = ROLES.iter().map(|(role, rights)| (*role, *rights, Person::log_in(&served, role))).collect();
    (served, people)
}

#[test]
fn every_path_says_which_right_it_needs() {
    let place = Workplace::new();
    let (served, _) = served(&place);
    let others = BTreeMap::from(OTHERS);
    let table = table(&served);
    for (_, path, right) in &table {
        assert_eq!(right, others.get(path.as_str()).unwrap_or(&"read"), "{path}");
    }
    assert!(others.keys().all(|other| table.iter().any(|(_, path, _)| path == other)));
}

#[test]
fn each_role_may_ask_what_it_has_the_right_to_and_nothing_else() {
    let place = Workplace::new();
    let (served, people) = served(&place);
    let (mut allowed, mut refused) = (0, 0);
    for (verb, path, right) in table(&served).into_iter().filter(|(_, path, _)| path != "/api/logout") {
        let what = format!("{verb} {}", filled(&path));
        let body = (verb == "POST").then(|| body(&path));
        for (role, rights, person) in &people {
            let status = status(&person.ask(&served, &what, body.as_ref()));
            if right == "none" || rights.contains(&right.as_str()) {
                assert!(![401, 403, 405, 429].contains(&status), "{role} may not {what}: {status}");
                allowed += 1;
            } else {
                assert_eq!(status, 403, "{role} may {what}");
                refused += 1;
            }
        }
        let stranger = status(&Person::default().ask(&served, &what, body.as_ref()));
        assert_eq!(stranger == 401, right != "none", "a stranger asks {what}: {stranger}");
    }
    assert!(allowed > 90 && refused >= 9, "{allowed} were allowed, {refused} refused");
}

#[test]
fn each_act_of_a_review_needs_its_own_right() {
    let place = Workplace::new();
    let (served, people) = served(&place);
    let claims = json!(["no-1", "no-2"]);
    let acts = [
        ("review", decision("accept")),
        ("review", decision("reject")),
        (
            "review",
            json!({ "act": "correct", "claim": "no-1", "slot": "modality", "value": "feared", "reason": "r" }),
        ),
        ("review", json!({ "act": "merge", "claims": claims, "reason": "r" })),
        ("review", json!({ "act": "split", "claims": ["no-1"], "from": ["no-2"], "reason": "r" })),
        ("publish", decision("publish")),
        ("comment", decision("comment")),
    ];
    for (right, act) in &acts {
        for (role, rights, person) in &people {
            let answer = person.ask(&served, "POST /api/review", Some(act));
            // A claim that is not there is a conflict, and shows that the right was not lacking.
            let expected = if rights.contains(right) { 409 } else { 403 };
            assert_eq!(status(&answer), expected, "{role}: {act}: {answer}");
        }
    }
}

#[test]
fn several_roles_give_the_rights_of_each() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "admin,publisher")]);
    let salma = Person::log_in(&served, "salma");
    let session = door::body_of(&salma.ask(&served, "GET /api/session", None));
    assert_eq!(session["rights"], json!(["read", "code", "comment", "review", "publish", "manage"]));
    assert_eq!(session["roles"], json!(["admin", "publisher"]));
    assert_eq!(session["name"], "Salma");
}

#[test]
fn the_pages_own_files_say_nothing_of_the_record_and_the_page_is_for_those_who_read() {
    let place = Workplace::new();
    let (served, people) = served(&place);
    let nobody = Person::default();
    for open in ["/login.html", "/js/main.js", "/style/base.css", "/i18n/en.json"] {
        assert_eq!(status(&nobody.ask(&served, &format!("GET {open}"), None)), 200, "{open}");
    }
    for page in ["/", "/index.html"] {
        let answer = nobody.ask(&served, &format!("GET {page}"), None);
        assert_eq!(
            (status(&answer), people::header(&answer, "location")),
            (303, Some("/login.html")),
            "{answer}"
        );
        assert_eq!(status(&people[0].2.ask(&served, &format!("GET {page}"), None)), 200);
    }
    assert_eq!(status(&nobody.ask(&served, "GET /embed", None)), 401);
    assert_eq!(
        status(&people[0].2.ask(&served, "GET /embed", None)),
        404,
        "a team's page is in nobody's frame"
    );
}
