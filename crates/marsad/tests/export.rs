//! `marsad export`: every form is read back by a program that others wrote for it.
#![allow(clippy::unwrap_used, clippy::non_ascii_literal, reason = "a test may panic, and shows real text")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::make_record;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{Ran, Workplace};

/// Adds to the known claims a toll, whose outlet would have a spreadsheet run something.
fn workplace() -> Workplace {
    let place = Workplace::new();
    make_record(&place);
    let shelling = serde_json::json!({
        "text": "وقُتل عشرات المدنيين بقصف مدفعي لقوات النظام على حي الحميدية في مدينة دير الزور.",
        "date": "2017-01-25",
        "outlet": "=HYPERLINK(\"http://example.org\")",
    });
    place.write("more.jsonl", shelling.to_string());
    place.run(&["add", "more.jsonl"]).went_well();
    place
}

fn export(place: &Workplace, format: &str, more: &[&str]) -> Ran {
    place.run(&[&["export", "--format", format], more].concat())
}

/// Has `readers/read.py` read a file, with the Python that `make test` sets up. A missing reader fails the test.
#[track_caller]
fn is_read_back(format: &str, file: &Path) {
    let python: PathBuf =
        Path::new(env!("CARGO_BIN_EXE_marsad")).ancestors().nth(2).unwrap().join("readers/bin/python");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read.py");
    ended_well(Command::new(&python).arg(script).arg(format).arg(file), &python.display().to_string());
}

#[track_caller]
fn ended_well(command: &mut Command, name: &str) {
    let ran = command.output();
    let ran = ran
        .unwrap_or_else(|error| panic!("{name}: {error}\n  help: `make test` sets up what the tests need"));
    let said = [ran.stdout, ran.stderr].concat();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&said));
}

#[track_caller]
fn written_and_read_back(format: &str, file: &str, more: &[&str]) {
    let place = workplace();
    export(&place, format, &[&["--output", file], more].concat()).went_well();
    is_read_back(format, &place.path(file));
}

#[test]
fn pandas_and_gdal_read_the_table_of_acleds_columns() {
    written_and_read_back("acled", "events.csv", &["--bom", "--hxl"]);
}

#[test]
fn pandas_reads_the_table_of_ucdps_columns() {
    written_and_read_back("ucdp", "events.csv", &["--bom", "--hxl"]);
}

#[test]
fn pandas_reads_the_table_by_month_and_area() {
    written_and_read_back("hapi", "events.csv", &["--bom"]);
}

#[test]
fn python_reads_the_lines_of_plover() {
    written_and_read_back("plover", "events.jsonl", &[]);
}

#[test]
fn gdal_and_geopandas_read_the_points() {
    written_and_read_back("geojson", "events.geojson", &[]);
}

#[test]
fn pyarrow_and_geopandas_read_the_geoparquet_file_and_skip_by_its_boxes() {
    written_and_read_back("geoparquet", "events.parquet", &[]);
}

#[test]
fn python_unpacks_the_bundle_and_recomputes_every_hash() {
    written_and_read_back("bundle", "bundle.zip", &[]);
}

#[test]
fn the_bundles_page_checks_itself_from_a_file_in_a_browser_and_tells_when_something_was_changed() {
    let place = workplace();
    let line: serde_json::Value =
        serde_json::from_str(&export(&place, "plover", &["--type", "shelling"]).out).unwrap();
    let claim = line["id"].as_str().unwrap().trim_start_matches("e-");
    let correction =
        ["correct", claim, "--slot", "counts", "--value", "[]", "--author", "a", "--reason", "b"];
    place.run(&[&["review"], &correction[..]].concat()).went_well();
    place.run(&["checkpoint", "key", "key"]).went_well();
    export(&place, "bundle", &["--output", "out.zip", "--key", "key"]).went_well();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/test/bundle.mjs");
    let page = place.path("index.html");
    let unpack = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract('index.html', sys.argv[2])";
    let mut python = Command::new("python3");
    ended_well(python.args(["-c", unpack]).arg(place.path("out.zip")).arg(page.parent().unwrap()), "python3");
    ended_well(Command::new("node").arg(script).arg(page), "node");
}

#[test]
fn what_is_only_sought_feared_or_denied_is_no_event() {
    let place = workplace();
    let all = export(&place, "geojson", &[]);
    all.went_well();
    for modality in ["intended", "feared", "denied"] {
        assert!(!all.out.contains(&format!("\"modality\":\"{modality}\"")), "{}", all.out);
    }
}

#[test]
fn only_what_a_reviewer_accepted_is_written_where_that_is_asked_for() {
    let place = workplace();
    let ids = |more: &[&str]| {
        let ran = export(&place, "plover", more);
        ran.went_well();
        let lines = ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.map(|line| line["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ids(&["--from", "2017-01-25", "--to", "2017-01-25"]);
    let [event] = all.as_slice() else { panic!("{all:?}") };
    assert!(ids(&["--status", "reviewed"]).is_empty());
    let claim = event.trim_start_matches("e-");
    place.run(&["review", "accept", claim, "--author", "a", "--reason", "read"]).went_well();
    assert_eq!(ids(&["--status", "reviewed"]), all);
    assert!(ids(&["--status", "published"]).is_empty());
}

#[test]
fn events_are_chosen_by_place_day_and_type() {
    let place = workplace();
    let count = |more: &[&str]| {
        let ran = export(&place, "acled", more);
        ran.went_well();
        ran.out.lines().count() - 1
    };
    assert_eq!(count(&["--place", "sy/deir-ez-zor/al-hamidiyah"]), 2);
    assert_eq!(count(&["--place", "sy/deir-ez-zor/al-hamidiyah", "--on", "2017-01-20"]), 1);
    assert_eq!(count(&["--type", "shelling"]), 1);
    assert_eq!(count(&["--to", "2016-12-31"]), 0);
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let place = workplace();
    for format in ["acled", "geoparquet", "bundle"] {
        let written = ["one", "two"].map(|name| {
            export(&place, format, &["--output", name]).went_well();
            std::fs::read(place.path(name)).unwrap()
        });
        assert!(written[0] == written[1], "{format}");
    }
}

#[test]
fn what_does_not_fit_together_is_refused_with_the_cure() {
    let place = workplace();
    export(&place, "plover", &["--bom"]).failed_saying(&["--bom and --hxl are for tables", "help: "]);
    export(&place, "acled", &["--key", "key"]).failed_saying(&["--key signs a bundle", "--format bundle"]);
    export(&place, "acled", &["--output", "no/such"]).failed_saying(&["no/such", "help: "]);
    export(&place, "acled", &["--record", "none.db"]).failed_saying(&["none.db", "help: "]);
}
