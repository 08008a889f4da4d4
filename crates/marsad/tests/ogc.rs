//! The manners of the API, and OGC API - Features, as a program that draws maps asks it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
#[path = "support/people.rs"]
mod people;
mod support;

use door::{Served, make_record};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use support::Workplace;

fn served(place: &Workplace, options: &[&str]) -> Served {
    make_record(place);
    Served::start(place, &[&["serve"], options].concat())
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next().unwrap();
    head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
}

#[test]
fn what_is_known_already_is_not_sent_again_until_the_record_grows() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    let first = served.get("/api/situation");
    let tag = header(&first, "etag").unwrap().to_owned();
    let again = |tag: &str| served.ask_with("/api/situation", &format!("If-None-Match: {tag}"));
    assert!(again(&tag).starts_with("HTTP/1.1 304"), "{}", again(&tag));
    assert!(again("W/\"other\"").starts_with("HTTP/1.1 200"));
    place.write("new.txt", "\u{642}\u{635}\u{641} \u{639}\u{644}\u{649} \u{62d}\u{645}\u{627}\u{629}.");
    place.run(&["add", "new.txt", "--date", "2018-01-01"]).went_well();
    assert!(again(&tag).starts_with("HTTP/1.1 200"), "the record has grown");
}

#[test]
fn answers_are_packed_for_whoever_can_unpack_them() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    for coding in ["gzip", "br"] {
        let answer = served.ask_with("/api/claims", &format!("Accept-Encoding: {coding}"));
        assert_eq!(header(&answer, "content-encoding"), Some(coding));
    }
    assert_eq!(header(&served.get("/api/claims"), "content-encoding"), None);
}

#[test]
fn an_error_is_a_problem_that_a_program_can_read() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    for (path, status, word) in [
        ("/api/why?place=sy/nowhere", 404, "sy/nowhere"),
        ("/api/situation?on=soon", 400, "on"),
        ("/api/events?type=party", 400, "party"),
        ("/ogc/collections/rivers", 404, "rivers"),
        ("/ogc/collections/areas/items?bbox=1,2", 400, "bbox"),
        ("/ogc/collections/areas/items?colour=red", 400, "colour"),
    ] {
        let answer = served.get(path);
        assert_eq!(header(&answer, "content-type"), Some("application/problem+json"), "{path}: {answer}");
        let body: serde_json::Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        assert_eq!(body["status"], status, "{path}");
        assert!(body["detail"].as_str().unwrap().contains(word), "{path}: {body}");
    }
}

#[test]
fn pages_elsewhere_read_and_frame_only_where_they_are_let_in() {
    let place = Workplace::new();
    let closed = served(&place, &[]);
    let from = "Origin: https://news.example";
    assert_eq!(header(&closed.ask_with("/api/claims", from), "access-control-allow-origin"), None);
    assert!(closed.get("/embed").starts_with("HTTP/1.1 404"));
    assert!(header(&closed.get("/"), "content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    let open = Served::start(
        &place,
        &["serve", "--cors", "https://news.example", "--embed-in", "https://news.example"],
    );
    let let_in = open.ask_with("/api/claims", from);
    assert_eq!(header(&let_in, "access-control-allow-origin"), Some("https://news.example"));
    assert_eq!(
        header(&open.ask_with("/api/claims", "Origin: https://evil.example"), "access-control-allow-origin"),
        None
    );
    assert!(
        header(&open.get("/embed"), "content-security-policy")
            .unwrap()
            .contains("frame-ancestors https://news.example")
    );
    assert!(header(&open.get("/"), "content-security-policy").unwrap().contains("frame-ancestors 'none'"));
}

#[test]
fn a_link_that_stays_opens_the_page_at_its_area_and_day() {
    let place = Workplace::new();
    let answer = served(&place, &[]).get("/a/sy/deir-ez-zor/al-joura?on=2017-02-20");
    assert_eq!(header(&answer, "location"), Some("/#area=sy/deir-ez-zor/al-joura&on=2017-02-20"));
}

#[test]
fn claims_come_in_pages_that_together_are_all() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    let all = served.json("/api/claims");
    let (mut next, mut paged) = (Some("/api/claims?limit=3".to_owned()), Vec::new());
    while let Some(path) = next {
        let answer = served.get(&path);
        let link = header(&answer, "link").and_then(|link| link.strip_prefix('<')?.split('>').next());
        next = link.map(str::to_owned);
        paged.extend(door::body_of(&answer).as_array().unwrap().clone());
    }
    assert_eq!(serde_json::Value::Array(paged), all);
}

#[test]
fn a_claim_is_told_to_whoever_listens_as_it_comes_in() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    let mut stream = TcpStream::connect(served.host()).unwrap();
    write!(stream, "GET /api/stream HTTP/1.1\r\nHost: {}\r\n\r\n", served.host()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "content-type: text/event-stream"));
    let text = "\u{633}\u{64a}\u{637}\u{631} \u{627}\u{644}\u{62c}\u{64a}\u{634} \u{639}\u{644}\u{649} \u{62a}\u{62f}\u{645}\u{631}.";
    place.write("new.txt", text).run(&["add", "new.txt", "--date", "2018-01-01"]).went_well();
    assert!(lines.any(|line| line == "event: claim"));
    assert!(lines.any(|line| line.starts_with("data: ") && line.contains("\"capture\"")));
}

#[test]
fn the_standard_is_kept() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    let landing = served.json("/ogc");
    let rels: Vec<&str> =
        landing["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap()).collect();
    assert_eq!(rels, ["self", "service-desc", "conformance", "data"]);
    let classes = served.json("/ogc/conformance");
    for class in ["core", "geojson", "html", "oas30"] {
        let uri = format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
        assert!(classes["conformsTo"].as_array().unwrap().contains(&uri.into()), "{class}");
    }
    assert_eq!(served.json("/ogc/collections")["collections"].as_array().unwrap().len(), 3);
    let areas = served.json("/ogc/collections/areas/items?datetime=2017-02-20");
    let (first, all) = (&areas["features"][0], areas["numberMatched"].as_u64().unwrap());
    assert!(all > 1, "{areas}");
    let id = first["id"].as_str().unwrap().replace('/', "%2F");
    let one = served.json(&format!("/ogc/collections/areas/items/{id}?datetime=2017-02-20"));
    assert_eq!(one["properties"], first["properties"]);
    let far = served.json("/ogc/collections/areas/items?bbox=0,0,1,1");
    assert_eq!((&far["numberMatched"], &far["features"]), (&0.into(), &serde_json::json!([])));
    let early = served.json("/ogc/collections/events/items?datetime=../2001-01-01");
    assert_eq!(early["numberMatched"], 0, "{early}");
    let (mut seen, mut next) =
        (0, Some("/ogc/collections/areas/items?datetime=2017-02-20&limit=1".to_owned()));
    while let Some(path) = next {
        let page = served.json(&path);
        seen += page["features"].as_array().unwrap().len() as u64;
        let link = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").cloned();
        next =
            link.map(|link| link["href"].as_str().unwrap().replace(&format!("http://{}", served.host()), ""));
    }
    assert_eq!(seen, all);
    let html = served.ask_with("/ogc/collections", "Accept: text/html");
    assert!(html.contains("text/html") && html.contains("<h1>Collections</h1>"), "{html}");
}

#[test]
fn gdal_reads_every_collection() {
    let place = Workplace::new();
    let served = served(&place, &[]);
    let asked = format!("OAPIF:http://{}/ogc", served.host());
    // Each feature is counted, not the number that the server gives.
    let read = Command::new("ogrinfo").args(["-ro", "-al", "-geom=SUMMARY", &asked]).output();
    let read = read.expect("`make test` installs gdal-bin");
    let said = String::from_utf8_lossy(&read.stdout);
    for collection in ["areas", "routes", "events"] {
        assert!(said.contains(&format!("Layer name: {collection}")), "{said}");
        let matched =
            served.json(&format!("/ogc/collections/{collection}/items"))["numberMatched"].as_u64().unwrap();
        let features = said.matches(&format!("OGRFeature({collection})")).count() as u64;
        assert!(matched > 0, "{collection}");
        assert_eq!(features, matched, "{collection}: {said}");
    }
}

#[test]
fn the_document_of_the_api_is_the_one_in_docs() {
    let ran = Workplace::new().run(&["serve", "--openapi"]);
    let kept = include_str!("../../../docs/openapi.json");
    assert_eq!(ran.went_well().out, kept, "write it anew: marsad serve --openapi > docs/openapi.json");
    let document: serde_json::Value = serde_json::from_str(kept).unwrap();
    let place = Workplace::new();
    assert_eq!(served(&place, &[]).json("/api"), document);
}

#[test]
fn schemathesis_finds_every_answer_as_the_document_says() {
    let place = Workplace::new();
    try_everything(&place, &served(&place, &[]), &[]);
}

#[test]
fn schemathesis_finds_every_answer_of_a_teams_server_as_the_document_says() {
    let place = Workplace::new();
    let served = people::team(&place, &[("Salma", "admin,publisher")]);
    let salma = people::Person::log_in(&served, "Salma");
    let headers = [format!("Cookie: {}", salma.cookie), format!("X-CSRF-Token: {}", salma.proof)];
    let known = headers.iter().flat_map(|header| ["-H", header]);
    // Whoever leaves, or guesses at passwords, gets no other answer any more.
    let left_out =
        ["/api/logout", "/api/login", "/api/password"].iter().flat_map(|path| ["--exclude-path", path]);
    try_everything(&place, &served, &known.chain(left_out).collect::<Vec<_>>());
}

/// Asks a server everything that its document allows.
fn try_everything(place: &Workplace, served: &Served, options: &[&str]) {
    let program =
        Path::new(env!("CARGO_BIN_EXE_marsad")).ancestors().nth(2).unwrap().join("readers/bin/schemathesis");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    // The server may take what the document does not promise, and a stream never ends.
    let ran = Command::new(&program)
        .arg("run")
        .arg(document)
        .args(["--url", &format!("http://{}", served.host()), "--exclude-path", "/api/stream"])
        .args([
            "--exclude-checks",
            "negative_data_rejection",
            "--max-examples",
            "10",
            "--seed",
            "1",
            "--no-color",
        ])
        .args(options)
        .current_dir(place.path("."))
        .output();
    let ran = ran.unwrap_or_else(|error| {
        panic!("{}: {error}\n  help: `make test` sets up what the tests need", program.display())
    });
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains(" generated"), "{said}");
}
