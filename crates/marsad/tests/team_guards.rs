//! What keeps others out of a team's server: codes, delays, limits; and what is noted of it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
#[path = "support/people.rs"]
mod people;
mod support;

use door::{Served, body_of, make_record};
use jiff::Timestamp;
use people::{PASSWORD, Person, header, join, status, team, try_to_log_in};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Stdio;
use support::Workplace;
use totp_rs::{Builder, Secret, Totp};

/// Enrols somebody as they would do it: reads the secret, and types the code of now, or another.
fn enrol(place: &Workplace, name: &str, code: impl Fn(&Totp) -> String) -> (Totp, bool, String) {
    let mut child = place.command(&["team", "totp", name]).stdin(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (address, secret) = (lines.next().unwrap(), lines.next().unwrap());
    assert!(address.starts_with("otpauth://totp/Marsad:") && address.contains(&secret), "{address}");
    let totp = Builder::new().with_secret(Secret::try_from_base32(&secret).unwrap()).build().unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", code(&totp)).unwrap();
    let rest: Vec<String> = lines.collect();
    let went_well = child.wait().unwrap().success();
    (totp, went_well, rest.join("\n"))
}

fn second() -> u64 {
    u64::try_from(Timestamp::now().as_second()).unwrap()
}

#[test]
fn a_code_is_asked_for_once_enrolled_and_each_is_good_once() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let (_, went_well, _) = enrol(&place, "Salma", |_| "000000x".to_owned());
    assert!(!went_well);
    Person::log_in(&served, "Salma");
    let (totp, went_well, said) = enrol(&place, "Salma", |totp| totp.generate(second()).to_string());
    assert!(went_well && said.contains("Salma needs a code from now on"), "{said}");
    let log_in = |code: &str| status(&try_to_log_in(&served, "Salma", PASSWORD, code));
    assert_eq!(log_in(""), 401, "a password alone");
    // The step after now's is taken too, and its code stays good while the next step begins.
    let next = totp.generate(second() + 30).to_string();
    assert_eq!(log_in(&next), 200);
    assert_eq!(log_in(&next), 401, "the same code again");
    place.run(&["team", "totp", "Salma", "--off"]).went_well();
    assert_eq!(log_in(""), 200);
}

#[test]
fn whoever_fails_too_often_waits_whether_or_not_the_name_has_an_account() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader"), ("Omar", "reader")]);
    let wrong = |name| try_to_log_in(&served, name, "not the password", "");
    let failures: Vec<u16> = (0..5).map(|_| status(&wrong("Salma"))).collect();
    assert_eq!(failures, [401; 5]);
    let shut = try_to_log_in(&served, "Salma", PASSWORD, "");
    let wait: u64 = header(&shut, "retry-after").unwrap().parse().unwrap();
    assert!(status(&shut) == 429 && (20..=31).contains(&wait), "the right password waits as well: {shut}");
    assert!(place.run(&["team", "list"]).out.contains("shut for"));
    Person::log_in(&served, "Omar");
    place.run_with_input(&["team", "reset", "Salma"], b"kettle meadow seventeen\n").went_well();
    assert_eq!(status(&try_to_log_in(&served, "Salma", "kettle meadow seventeen", "")), 200);
}

#[test]
fn a_name_that_nobody_has_fails_like_one_that_somebody_has() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let said = |name| {
        let answer = try_to_log_in(&served, name, "not the password", "");
        (status(&answer), answer.split_once("\r\n\r\n").unwrap().1.to_owned())
    };
    assert_eq!(said("Salma"), said("Nobody"));
    let shut: Vec<u16> = (0..5).map(|_| said("Nobody").0).collect();
    assert_eq!(shut, [401, 401, 401, 401, 429]);
}

#[test]
fn one_address_may_try_ten_logins_a_minute_and_a_proxy_says_whose() {
    let place = Workplace::new();
    make_record(&place);
    join(&place, "Salma", "reader").went_well();
    let behind = Served::start(&place, &["serve", "--team", "--url", "https://observatory.example"]);
    let open = Served::start(&place, &["serve", "--team"]);
    let log_in = |served: &Served, from: &str, name: &str| {
        let said = json!({ "name": name, "password": PASSWORD });
        let from = format!("X-Forwarded-For: 203.0.113.9, {from}");
        served.request("POST /api/login", &[from], Some(&said))
    };
    for (served, others) in [(&behind, 200), (&open, 429)] {
        let tries: Vec<u16> =
            (0..10).map(|n| status(&log_in(served, "198.51.100.1", &format!("name {n}")))).collect();
        assert_eq!(tries, [401; 10]);
        let eleventh = log_in(served, "198.51.100.1", "Salma");
        assert!(status(&eleventh) == 429 && header(&eleventh, "retry-after").is_some(), "{eleventh}");
        // Without a proxy anybody may write anything there.
        assert_eq!(status(&log_in(served, "198.51.100.2", "Salma")), others);
    }
}

#[test]
fn one_address_may_send_only_so_much() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "coder")]);
    let salma = Person::log_in(&served, "Salma");
    let statuses: Vec<u16> =
        (0..260).map(|_| status(&salma.ask(&served, "POST /api/review", Some(&json!({}))))).collect();
    assert!(statuses[..200].iter().all(|status| *status == 422), "{statuses:?}");
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(status(&salma.ask(&served, "GET /api/claims", None)), 200, "reading is not counted");
}

#[test]
fn who_came_in_is_sealed_into_the_log_and_holds_no_secret() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "admin"), ("Omar", "reader")]);
    let secrets = ["a password typed as a name", "not the password"];
    let salma = Person::log_in(&served, "Salma");
    try_to_log_in(&served, "Omar", secrets[1], "");
    try_to_log_in(&served, secrets[0], secrets[1], "");
    place.run(&["team", "role", "Omar", "--role", "coder"]).went_well();
    let omar = Person::log_in(&served, "Omar");
    omar.ask(&served, "POST /api/logout", Some(&json!({})));
    let noted = body_of(&salma.ask(&served, "GET /api/audit", None));
    let did: Vec<(&Value, &Value)> =
        noted.as_array().unwrap().iter().map(|one| (&one["who"], &one["did"])).collect();
    let here = json!("the command line");
    assert_eq!(
        did,
        [
            (&json!("Omar"), &json!("log_out")),
            (&json!("Omar"), &json!("log_in")),
            (&here, &json!("change_roles")),
            (&Value::Null, &json!("fail_to_log_in")),
            (&json!("Omar"), &json!("fail_to_log_in")),
            (&json!("Salma"), &json!("log_in")),
            (&here, &json!("add_account")),
            (&here, &json!("add_account")),
        ]
    );
    assert_eq!(body_of(&salma.ask(&served, "GET /api/audit?limit=1", None)).as_array().unwrap().len(), 1);
    let told = place.run(&["team", "audit"]).went_well().out.clone();
    assert!(told.contains("Omar: was not let in") && told.contains("somebody without an account"), "{told}");
    place.run(&["verify"]).went_well();
    // Whatever the record's file holds, it is none of these.
    let tokens = [&salma, &omar].map(|person| person.cookie.split('=').nth(1).unwrap().to_owned());
    let hidden = [PASSWORD, secrets[0], secrets[1], &tokens[0], &tokens[1], "$argon2id$", "127.0.0.1"];
    for file in ["marsad.db", "marsad.db-wal"] {
        let bytes = std::fs::read(place.path(file)).unwrap_or_default();
        for secret in hidden {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{file} holds {secret}");
        }
    }
    let accounts = std::fs::read(place.path("marsad.accounts.db-wal")).unwrap();
    for secret in [PASSWORD, &tokens[0]] {
        assert!(
            !accounts.windows(secret.len()).any(|window| window == secret.as_bytes()),
            "the accounts hold {secret}"
        );
    }
}

#[test]
fn who_came_in_draws_no_picture_anew_and_leaves_with_no_bundle() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let salma = Person::log_in(&served, "Salma");
    let tag = |person: &Person| {
        header(&person.ask(&served, "GET /api/situation", None), "etag").unwrap().to_owned()
    };
    let before = tag(&salma);
    Person::log_in(&served, "Salma");
    assert_eq!(tag(&salma), before);
    place.run(&["export", "--format", "bundle", "--output", "evidence.zip"]).went_well();
    let bundle = std::fs::File::open(place.path("evidence.zip")).unwrap();
    let mut bundle = zip::ZipArchive::new(bundle).unwrap();
    let log = std::io::read_to_string(bundle.by_name("log.jsonl").unwrap()).unwrap();
    let audits: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|entry| entry["kind"] == "audit")
        .collect();
    assert_eq!(audits.len(), 3);
    assert!(audits.iter().all(|entry| entry["body"].is_null() && entry["body_sha256"].is_string()));
}

#[test]
fn a_stream_ends_with_the_session_that_opened_it() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reader")]);
    let salma = Person::log_in(&served, "Salma");
    let mut stream = TcpStream::connect(served.host()).unwrap();
    write!(stream, "GET /api/stream HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host(), salma.cookie)
        .unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "content-type: text/event-stream"));
    place.run(&["team", "role", "Salma", "--role", "coder"]).went_well();
    let text = "\u{633}\u{64a}\u{637}\u{631} \u{627}\u{644}\u{62c}\u{64a}\u{634} \u{639}\u{644}\u{649} \u{62a}\u{62f}\u{645}\u{631}.";
    place.write("new.txt", text).run(&["add", "new.txt", "--date", "2018-01-01"]).went_well();
    // The chunk of no length is the end.
    assert_eq!(lines.find(|line| line == "0" || line.starts_with("event:")).as_deref(), Some("0"));
}

#[test]
fn events_are_taken_along_in_every_form_and_it_is_noted_by_whom() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "admin")]);
    let salma = Person::log_in(&served, "Salma");
    let get = |query: &str| salma.ask(&served, &format!("GET /api/export?{query}"), None);
    for (form, media_type, begins) in [
        ("acled", "text/csv", "\u{feff}event_id_cnty,"),
        ("ucdp", "text/csv", "\u{feff}id,relid,"),
        ("hapi", "text/csv", "\u{feff}location_code,"),
        ("plover", "application/x-ndjson", "{"),
        ("geojson", "application/geo+json", "{"),
        ("geoparquet", "application/vnd.apache.parquet", "PAR1"),
    ] {
        let answer = get(&format!("format={form}"));
        assert_eq!((status(&answer), header(&answer, "content-type")), (200, Some(media_type)), "{answer}");
        assert!(header(&answer, "content-disposition").unwrap().contains(&format!("marsad-{form}.")));
        assert!(answer.split_once("\r\n\r\n").unwrap().1.starts_with(begins), "{answer}");
    }
    let features = |query: &str| body_of(&get(query))["features"].as_array().unwrap().len();
    assert!(features("format=geojson&type=capture") < features("format=geojson"));
    for wrong in ["format=bundle", "format=word", "type=capture"] {
        assert_eq!(status(&get(wrong)), 400, "{wrong}");
    }
    let noted = body_of(&salma.ask(&served, "GET /api/audit?limit=1", None));
    assert_eq!(
        (&noted[0]["who"], &noted[0]["did"], &noted[0]["format"]),
        (&json!("Salma"), &json!("export"), &json!("geojson"))
    );
}
