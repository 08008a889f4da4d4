//! `marsad team` and `marsad serve --team`: accounts, coming in and leaving, and what guards both.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
#[path = "support/people.rs"]
mod people;
#[path = "support/postgres.rs"]
mod postgres;
mod support;

use door::{Served, body_of, make_record};
use people::{PASSWORD, Person, header, join, status, team, try_to_log_in};
use postgres::Postgres;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use support::Workplace;

#[test]
fn a_password_that_is_short_known_or_the_name_is_refused_and_no_account_is_made() {
    let place = Workplace::new();
    make_record(&place);
    for (password, why) in
        [("short", "too short"), ("password1234", "easy to guess"), ("SalmaSalmaSalma", "easy to guess")]
    {
        let ran = place.run_with_input(&["team", "add", "Salma", "--role", "reader"], password.as_bytes());
        ran.failed_saying(&[why, "help:"]);
    }
    assert_eq!(place.run(&["team", "list"]).went_well().out, "");
}

#[test]
fn accounts_are_added_listed_changed_and_removed() {
    let place = Workplace::new();
    make_record(&place);
    join(&place, "Salma", "reviewer,publisher").went_well();
    join(&place, "salma", "reader").failed_saying(&["has an account already", "marsad team reset"]);
    join(&place, "Omar", "boss").failed_saying(&["boss", "reader"]);
    let listed = place.run(&["team", "list"]).went_well().out.clone();
    assert_eq!(listed, "Salma: reviewer, publisher; never logged in\n");
    place.run(&["team", "role", "SALMA", "--role", "coder"]).went_well();
    assert!(place.run(&["team", "list"]).out.starts_with("Salma: coder;"));
    place.run(&["team", "remove", "Salma"]).went_well();
    for task in [
        vec!["role", "Salma", "--role", "coder"],
        vec!["reset", "Salma"],
        vec!["totp", "Salma"],
        vec!["remove", "Salma"],
    ] {
        place
            .run(&[vec!["team"], task].concat())
            .failed_saying(&["Salma has no account", "marsad team list"]);
    }
    let mode = place.path("marsad.accounts.db").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_team_without_accounts_or_reached_in_the_clear_is_not_served() {
    let place = Workplace::new();
    make_record(&place);
    place.run(&["serve", "--team"]).failed_saying(&["there are no accounts", "marsad team add"]);
    join(&place, "Salma", "admin").went_well();
    place.run(&["serve", "--team", "--bind", "0.0.0.0:0"]).failed_saying(&[
        "0.0.0.0",
        "in the clear",
        "--url https://",
    ]);
    place.run(&["serve", "--bind", "0.0.0.0:0"]).failed_saying(&["open to other machines", "--team"]);
    place
        .run(&["serve", "--url", "https://observatory.example"])
        .failed_saying(&["nobody is asked", "--team"]);
    place.run(&["serve", "--team", "--url", "http://observatory.example"]).failed_saying(&["in the clear"]);
    // A visitors' server holds nothing that a login could open: a record is served twice, side by side.
    for with in
        [vec!["--public"], vec!["--cors", "https://a.example"], vec!["--embed-in", "https://a.example"]]
    {
        place.run(&[vec!["serve", "--team"], with].concat()).failed_saying(&["cannot be used with"]);
    }
}

#[test]
fn whoever_knows_the_password_comes_in_and_leaves() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let answer = try_to_log_in(&served, "salma", PASSWORD, "");
    let cookie = header(&answer, "set-cookie").unwrap();
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
    assert_eq!(cookie.find(';').unwrap(), "marsad=".len() + 64);
    let salma = Person::of(&answer);
    assert_eq!(status(&salma.ask(&served, "GET /api/situation", None)), 200);
    assert!(place.run(&["team", "list"]).out.contains("last logged in"));
    let left = salma.ask(&served, "POST /api/logout", Some(&json!({})));
    assert!(header(&left, "set-cookie").unwrap().contains("Max-Age=0"), "{left}");
    assert_eq!(status(&salma.ask(&served, "GET /api/situation", None)), 401);
    assert_eq!(body_of(&salma.ask(&served, "GET /api/session", None)), json!({ "team": true, "rights": [] }));
}

#[test]
fn by_https_the_cookie_is_this_hosts_alone_and_browsers_ask_by_nothing_else() {
    let place = Workplace::new();
    make_record(&place);
    join(&place, "Salma", "reader").went_well();
    let served = Served::start(&place, &["serve", "--team", "--url", "https://observatory.example"]);
    let said = json!({ "name": "Salma", "password": PASSWORD }).to_string();
    let ask = |origin: &str| {
        served.ask(&format!(
            "POST /api/login HTTP/1.1\r\nHost: observatory.example\r\nOrigin: {origin}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{said}",
            said.len()
        ))
    };
    let answer = ask("https://observatory.example");
    let cookie = header(&answer, "set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-marsad=") && cookie.contains("; Secure"), "{cookie}");
    assert_eq!(header(&answer, "strict-transport-security"), Some("max-age=31536000"));
    assert_eq!(status(&ask("http://observatory.example")), 403);
    let here = served.get("/api/session");
    assert_eq!(header(&here, "strict-transport-security"), None);
    assert!(served.get_as("evil.example", "/login.html").starts_with("HTTP/1.1 421"));
}

#[test]
fn what_changes_something_must_prove_that_it_comes_from_this_page() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reviewer")]);
    let salma = Person::log_in(&served, "Salma");
    let other = Person::log_in(&served, "Salma");
    let own = format!("Origin: http://{}", served.host());
    let cookie = format!("Cookie: {}", salma.cookie);
    let proof = |proof: &str| format!("X-CSRF-Token: {proof}");
    let send = |lines: &[String]| served.request("POST /api/code", lines, Some(&json!({ "text": "x" })));
    for (lines, why) in [
        (vec![cookie.clone(), own.clone()], "X-CSRF-Token"),
        (vec![cookie.clone(), own.clone(), proof("")], "X-CSRF-Token"),
        (vec![cookie.clone(), own.clone(), proof(&other.proof)], "X-CSRF-Token"),
        (vec![cookie.clone(), own.clone(), proof(salma.cookie.split('=').nth(1).unwrap())], "X-CSRF-Token"),
        (
            vec![cookie.clone(), proof(&salma.proof), "Origin: https://evil.example".into()],
            "a page elsewhere",
        ),
        (vec![cookie.clone(), proof(&salma.proof), "Origin: null".into()], "a page elsewhere"),
    ] {
        let answer = send(&lines);
        assert!(status(&answer) == 403 && answer.contains(why), "{lines:?}: {answer}");
    }
    assert_eq!(status(&send(&[cookie.clone(), own, proof(&salma.proof)])), 200);
    assert_eq!(status(&send(&[cookie, proof(&salma.proof)])), 200, "what is no browser names no origin");
    let login = json!({ "name": "Salma", "password": PASSWORD });
    let elsewhere = served.request("POST /api/login", &["Origin: https://evil.example".into()], Some(&login));
    assert_eq!(status(&elsewhere), 403);
}

#[test]
fn a_new_password_other_roles_and_removal_end_every_session() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "admin"), ("Omar", "reader")]);
    let omar = Person::log_in(&served, "Omar");
    let other = "kettle meadow seventeen";
    let changes: [(&[&str], &str, &str); 3] = [
        (&["team", "reset", "Salma"], PASSWORD, other),
        (&["team", "role", "Salma", "--role", "reader"], other, other),
        (&["team", "remove", "Salma"], other, ""),
    ];
    for (change, before, after) in changes {
        let salma = Person::of(&try_to_log_in(&served, "Salma", before, ""));
        assert_eq!(status(&salma.ask(&served, "GET /api/claims", None)), 200);
        place.run_with_input(change, format!("{after}\n").as_bytes()).went_well();
        assert_eq!(status(&salma.ask(&served, "GET /api/claims", None)), 401, "{change:?}");
    }
    assert_eq!(status(&try_to_log_in(&served, "Salma", other, "")), 401);
    assert_eq!(status(&omar.ask(&served, "GET /api/claims", None)), 200);
}

#[test]
fn the_author_of_a_review_is_whoever_is_logged_in() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reviewer"), ("Omar", "reviewer,publisher")]);
    let [salma, omar] = ["Salma", "Omar"].map(|name| Person::log_in(&served, name));
    let ask = |person: &Person, body: &Value| person.ask(&served, "POST /api/review", Some(body));
    let queue = body_of(&salma.ask(&served, "GET /api/review/queue", None));
    let claim = &queue["claims"][0]["claim"]["id"];
    let review = |act: &str| json!({ "act": act, "claim": claim, "author": "Omar", "reason": "read again" });
    body_of(&ask(&salma, &review("accept")));
    body_of(&ask(&omar, &json!({ "act": "comment", "claim": claim, "reason": "so it is" })));
    let history =
        body_of(&omar.ask(&served, &format!("GET /api/review/history/{}", claim.as_str().unwrap()), None));
    let authors: Vec<&Value> =
        history.as_array().unwrap().iter().map(|one| &one["review"]["author"]).collect();
    assert_eq!(authors, ["Salma", "Omar"]);
    // Where two people are asked for, who published is not who reviewed, by whatever name they go.
    place.run(&["review", "two-people", "--author", "Salma", "--reason", "rule"]).went_well();
    body_of(&ask(&omar, &review("accept")));
    let answer = ask(&omar, &review("publish"));
    assert!(status(&answer) == 409 && answer.contains("last reviewed by Omar"), "{answer}");
    body_of(&ask(&salma, &review("accept")));
    body_of(&ask(&omar, &review("publish")));
}

#[test]
fn what_is_too_large_is_not_taken_in() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "coder")]);
    let salma = Person::log_in(&served, "Salma");
    let text = |length: usize| json!({ "text": "x ".repeat(length / 2) });
    assert_eq!(status(&salma.ask(&served, "POST /api/code", Some(&text(1_000_000)))), 200);
    assert_eq!(status(&salma.ask(&served, "POST /api/code", Some(&text(1_100_000)))), 413);
}

#[test]
fn every_answer_of_a_teams_server_is_sealed_and_nobody_elses() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "admin")]);
    let salma = Person::log_in(&served, "Salma");
    let document = served.json("/api");
    let paths = document["paths"].as_object().unwrap().keys().map(|path| path.replace(['{', '}'], ""));
    let page = ["/", "/login.html", "/js/main.js", "/embed", "/a/sy", "/nothing"].map(str::to_owned);
    for path in paths.chain(page) {
        for person in [&salma, &Person::default()] {
            let answer = person.ask(&served, &format!("GET {path}"), None);
            let policy =
                header(&answer, "content-security-policy").unwrap_or_else(|| panic!("{path}: {answer}"));
            assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
            assert!(
                !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            for (name, says) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(header(&answer, name), Some(says), "{path}: {answer}");
            }
            if status(&answer) == 200 {
                let kept = match path.as_str() {
                    "/" | "/api" | "/login.html" | "/js/main.js" => "no-cache",
                    _ => "private, no-store",
                };
                assert_eq!(header(&answer, "cache-control"), Some(kept), "{path}: {answer}");
                assert!(answer.to_lowercase().contains("\r\nvary: cookie\r\n"), "{path}: {answer}");
            }
            assert_eq!(header(&answer, "access-control-allow-origin"), None, "{path}");
        }
    }
}

#[test]
fn what_one_person_keeps_tells_nothing_to_another_or_to_nobody() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader"), ("Omar", "reader")]);
    let [salma, omar] = ["Salma", "Omar"].map(|name| Person::log_in(&served, name));
    let answer = salma.ask(&served, "GET /api/situation", None);
    let kept = format!("If-None-Match: {}", header(&answer, "etag").unwrap());
    let again = |cookie: &str| {
        status(&served.request("GET /api/situation", &[format!("Cookie: {cookie}"), kept.clone()], None))
    };
    assert_eq!([again(&salma.cookie), again(&omar.cookie), again("marsad=x")], [304, 200, 401]);
}

#[test]
fn a_team_works_on_a_record_that_a_postgresql_server_keeps() {
    let (place, postgres) = (Workplace::new(), Postgres::start());
    make_record(&place);
    let url = postgres.url();
    place.run(&["copy", "marsad.db", &url]).went_well();
    std::fs::remove_file(place.path("marsad.db")).unwrap();
    let add = ["team", "add", "Salma", "--role", "reviewer", "--record", &url];
    place.run_with_input(&add, PASSWORD.as_bytes()).went_well();
    let served = Served::start(&place, &["serve", "--team", "--record", &url]);
    let salma = Person::log_in(&served, "Salma");
    let queue = body_of(&salma.ask(&served, "GET /api/review/queue", None));
    let review =
        json!({ "act": "accept", "claim": queue["claims"][0]["claim"]["id"], "reason": "read again" });
    body_of(&salma.ask(&served, "POST /api/review", Some(&review)));
    let left = body_of(&salma.ask(&served, "GET /api/review/queue", None));
    assert_eq!(left["waiting"].as_u64(), queue["waiting"].as_u64().map(|waiting| waiting - 1));
    assert!(served.ends_well_when_interrupted(), "closing the record failed");
    place.run(&["verify", "--record", &url]).went_well();
    assert!(place.run(&["team", "audit", "--record", &url]).out.contains("Salma: logged in"));
}

#[test]
fn whoever_knows_the_old_password_sets_a_new_one_and_every_other_session_ends() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let before = Person::log_in(&served, "Salma");
    let change = |old: &str, new: &str| {
        let said = json!({ "name": "Salma", "password": old, "new": new });
        served.request("POST /api/password", &[], Some(&said))
    };
    assert_eq!(status(&change("not the password", "kettle meadow seventeen")), 401);
    for weak in ["", "short", "password1234", "12345678901234", "Salma Salma Salma"] {
        assert_eq!(status(&change(PASSWORD, weak)), 422, "a weak one costs no try: {weak}");
    }
    assert_eq!(status(&before.ask(&served, "GET /api/claims", None)), 200);
    let after = Person::of(&change(PASSWORD, "kettle meadow seventeen"));
    assert_eq!(status(&after.ask(&served, "GET /api/claims", None)), 200);
    assert_eq!(status(&before.ask(&served, "GET /api/claims", None)), 401);
    assert_eq!(status(&try_to_log_in(&served, "Salma", PASSWORD, "")), 401);
    let noted = place.run(&["team", "audit", "--limit", "3"]).out;
    assert!(noted.contains("Salma: Salma has a new password"), "{noted}");
}
