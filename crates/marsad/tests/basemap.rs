//! `marsad serve --basemap`: a file of tiles that the server gives out by parts, or the tiles of one other server.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::{Served, make_record};
use support::Workplace;

const TILES: &[u8] = include_bytes!("fixtures/one-tile.pmtiles");

#[test]
fn a_file_of_tiles_is_given_out_by_parts() {
    let place = Workplace::new();
    make_record(&place);
    place.write("one.pmtiles", TILES);
    let served = Served::start(&place, &["serve", "--basemap", "one.pmtiles"]);
    let part = served.ask_with("/basemap.pmtiles", "Range: bytes=0-7");
    assert!(part.starts_with("HTTP/1.1 206") && part.contains("PMTiles\u{3}"), "{part}");
    assert!(part.to_lowercase().contains(&format!("content-range: bytes 0-7/{}", TILES.len())), "{part}");
    assert!(served.get("/basemap.pmtiles").starts_with("HTTP/1.1 416"));
    assert!(served.get("/").contains("data-basemap=\"basemap.pmtiles\""));
    assert!(served.get("/").contains("connect-src 'self';"), "a file asks nobody");
    let without = Served::start(&place, &["serve"]);
    assert!(without.ask_with("/basemap.pmtiles", "Range: bytes=0-7").starts_with("HTTP/1.1 404"));
}

#[test]
fn tiles_of_another_server_let_the_page_ask_that_one_alone() {
    let place = Workplace::new();
    make_record(&place);
    let tiles = "https://tiles.example.org/{z}/{x}/{y}.png?a=1&b=2";
    let served = Served::start(&place, &["serve", "--basemap", tiles]);
    let page = served.get("/");
    assert!(page.contains("connect-src 'self' https://tiles.example.org;"), "{page}");
    assert!(page.contains("default-src 'none'; script-src 'self'; style-src 'self';"), "{page}");
    assert!(page.contains("a=1&amp;b=2"), "{page}");
}

#[test]
fn what_is_no_map_is_refused_with_the_cure() {
    let place = Workplace::new();
    place.write("notes.pmtiles", "some notes about tiles");
    for wrong in ["notes.pmtiles", "missing.pmtiles", "https://tiles.example.org/map.png"] {
        place.run(&["serve", "--basemap", wrong]).failed_saying(&[wrong, "help: "]);
    }
}
