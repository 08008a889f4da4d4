//! What the situation costs over 10,000 areas and 20,000 routes: to lay every claim out and draw the newest day, to draw other
//! days from then on, and to draw it anew with one more claim; for 10,000, 100,000 and 1,000,000 claims, each with its budget.
//!
//! `MARSAD_BENCH_CLAIMS` says how many claims at most; 100,000 where it is not set.
//!
//! On one core of an AMD EPYC, the best of three calls with `MARSAD_BENCH_CLAIMS=1000000`, in milliseconds:
//!
//! | claims | full replay | another day, least and most of five | one more report |
//! |---|---|---|---|
//! | 10,000 | 56 | 29-47 | 55 |
//! | 100,000 | 232 | 65-165 | 233 |
//! | 1,000,000 | 2,074 | 352-1,062 | 1,747 |
//!
//! On two cores the replay of a million takes 1,734 and its other days 236-748: areas and routes are drawn side by side.
//! `RAYON_NUM_THREADS=1` keeps it to one.
//!
//! The replay is within its budget. Most other days are beyond theirs from 100,000 claims on, and one more report always is:
//! everything is laid out and drawn anew with it.
#![allow(
    clippy::unwrap_used,
    clippy::non_ascii_literal,
    reason = "a benchmark may panic, on text as it is written"
)]
#[path = "../load/made_up.rs"]
mod made_up;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use made_up::{Filed, MadeUp};
use marsad_coder::{Actors, Gazetteer, Place, PlaceKind};
use marsad_data::DataFiles;
use marsad_record::{OriginalSeal, Snapshot, Status, StoredClaim, StoredReport};
use marsad_situation::{AsOf, Reading, Route, Setting, Situation};
use marsad_text::Original;
use std::time::Instant;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const AREAS: usize = 10_000;
const ROUTES: usize = 20_000;
const CLAIMS_A_REPORT: u64 = 10;
/// Days from the first year of the reports to the last.
const DAYS: [Date; 5] =
    [date(2016, 3, 1), date(2016, 6, 1), date(2016, 9, 1), date(2016, 12, 1), date(2017, 2, 1)];

fn main() {
    let most = std::env::var("MARSAD_BENCH_CLAIMS").map_or(100_000, |count| count.parse().unwrap());
    let data = DataFiles::embedded();
    let (mut gazetteer, actors) = (Gazetteer::load(&data).unwrap(), Actors::load(&data).unwrap());
    gazetteer.add(quarters(&gazetteer));
    let mut setting = Setting::load(&data, &gazetteer, &actors).unwrap();
    let made_up = MadeUp::over(gazetteer.iter(), AREAS);
    setting.routes = routes(&made_up.areas);
    for claims in [10_000, 100_000, 1_000_000].into_iter().filter(|&claims| claims <= most) {
        println!("{claims} claims, {AREAS} areas, {ROUTES} routes");
        measure(&made_up, claims / CLAIMS_A_REPORT, &setting);
    }
}

fn measure(made_up: &MadeUp, reports: u64, setting: &Setting) {
    let mut snapshot = Snapshot::default();
    (0..reports).for_each(|number| file(&mut snapshot, made_up.report(number, reports)));
    let newest = AsOf::default();
    let start = Instant::now();
    let reading = Reading::of(&snapshot, setting);
    let first = reading.situation(setting, newest);
    told("full replay", start, 3_000);
    for day in DAYS {
        let start = Instant::now();
        let picture = reading.situation(setting, AsOf { on: Some(day), known: None });
        told(&format!("{day}: {} areas, {} routes", picture.areas.len(), picture.routes.len()), start, 100);
    }
    // One more report, as anybody would have it who asks right after it was added.
    file(&mut snapshot, made_up.report(reports, reports + 1));
    let start = Instant::now();
    let next = Situation::derive(&snapshot, setting, newest);
    told("one more report", start, 5);
    assert!(next.areas.len() >= first.areas.len());
}

/// A quarter more for every place: the built-in gazetteer has fewer than are asked for.
fn quarters(gazetteer: &Gazetteer) -> Vec<Place> {
    let quarter = |place: &Place| Place {
        id: format!("{}/quarter", place.id),
        name_ar: format!("حي {}", place.name_ar),
        kind: PlaceKind::Neighbourhood,
        parent: place.id.clone(),
        ..place.clone()
    };
    gazetteer.iter().map(quarter).collect()
}

/// Routes from each area to the next and to the one behind that, as many as asked for.
fn routes(areas: &[&Place]) -> Vec<Route> {
    let pairs = [1, 2].into_iter().flat_map(|apart| {
        areas.iter().enumerate().map(move |(at, from)| (from, areas[(at + apart) % areas.len()], at, apart))
    });
    let route = |(from, to, at, apart): (&&Place, &Place, usize, usize)| Route {
        id: format!("made-up/{apart}/{at:05}"),
        name_ar: format!("{} - {}", from.name_ar, to.name_ar),
        name_en: format!("{} - {}", from.name_en, to.name_en),
        aliases: String::new(),
        from: from.id.clone(),
        to: to.id.clone(),
        via: String::new(),
        kind: "road".to_owned(),
        source: String::new(),
    };
    pairs.take(ROUTES).map(route).collect()
}

/// Puts a report into a snapshot as a record would.
fn file(snapshot: &mut Snapshot, filed: Filed) {
    let Filed { report, claims, original } = filed;
    let index = snapshot.reports.len();
    let id = format!("{index:016x}");
    snapshot.claims.extend(claims.into_iter().zip(1..).map(|(claim, number)| StoredClaim {
        id: format!("{id}-{number}"),
        claim: Box::new(claim),
        report: index,
        status: Status::Machine,
        reviewer: None,
    }));
    let sha256 = format!("{:064x}", index.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let Original { bytes, media_type, address } = original;
    let original = OriginalSeal { sha256: sha256.clone(), length: bytes.len(), media_type, address };
    snapshot.reports.push(StoredReport {
        sha256,
        source: id.clone(),
        id,
        report,
        recorded: Timestamp::UNIX_EPOCH,
        original: Some(original),
    });
}

fn told(what: &str, start: Instant, budget_ms: u32) {
    println!("  {what:<44}{:>10.1} ms of {budget_ms} ms", start.elapsed().as_secs_f64() * 1_000.0);
}
