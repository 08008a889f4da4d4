//! The page in a real browser: Chromium, driven by `web/test/page.mjs`. A missing browser fails the test.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, make_record};
use std::path::Path;
use std::process::Command;
use support::Workplace;

#[test]
fn a_reader_clicks_an_area_and_reads_the_sentence_with_its_words_highlighted() {
    let place = Workplace::new();
    make_record(&place);
    let served = Served::start(&place, &["serve"]);
    let everybodys = Served::start(&place, &["serve", "--public", "--mask-names"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/test/page.mjs");
    let ran = Command::new("node").arg(script).args([&served.url, &everybodys.url]).output();
    let ran =
        ran.unwrap_or_else(|error| panic!("node: {error}\n  help: `make test` sets up what the tests need"));
    let said = [ran.stdout, ran.stderr].concat();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&said));
}
