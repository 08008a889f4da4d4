//! The page in a real browser: Chromium, driven by scripts in `web/test`. A missing browser fails the test.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#[path = "support/door.rs"]
mod door;
#[path = "support/people.rs"]
mod people;
mod support;

use door::{Served, make_record};
use people::{PASSWORD, team};
use std::path::Path;
use std::process::Command;
use support::Workplace;

/// People are killed, and nobody says how many.
const UNCOUNTED: &str = r#"{"text":"نفذ تنظيم داعش عمليات إعدام بحق المدنيين في مدينة الميادين.","date":"2017-02-10","outlet":"إذاعة نسيم"}"#;

#[test]
fn a_reader_clicks_an_area_and_reads_the_sentence_with_its_words_highlighted() {
    let place = Workplace::new();
    make_record(&place);
    place.write("uncounted.jsonl", UNCOUNTED).run(&["add", "uncounted.jsonl"]).went_well();
    let served = Served::start(&place, &["serve"]);
    let everybodys = Served::start(&place, &["serve", "--public", "--mask-names"]);
    drive("page.mjs", &[&served.url, &everybodys.url]);
}

#[test]
fn a_reviewer_logs_in_decides_with_keys_under_their_own_name_and_logs_out() {
    let place = Workplace::new();
    let served = team(&place, &[("Salma", "reviewer"), ("Omar", "reader")]);
    drive("team.mjs", &[&served.url, PASSWORD]);
}

#[test]
fn a_file_of_tiles_is_drawn_below_the_areas() {
    let place = Workplace::new();
    make_record(&place);
    place.write("one.pmtiles", include_bytes!("fixtures/one-tile.pmtiles"));
    let served = Served::start(&place, &["serve", "--basemap", "one.pmtiles"]);
    drive("basemap.mjs", &[&served.url]);
}

/// Runs a script of `web/test`, which says what is amiss.
fn drive(script: &str, words: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/test").join(script);
    let ran = Command::new("node").arg(script).args(words).output();
    let ran =
        ran.unwrap_or_else(|error| panic!("node: {error}\n  help: `make test` sets up what the tests need"));
    let said = [ran.stdout, ran.stderr].concat();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&said));
}
