//! What a record of many reports costs: time to add them, to check them and to ask, the disk and the memory it takes.
//!
//! `MARSAD_BENCH_REPORTS` says how many reports of ten claims each; 2,000 where it is not set, 100,000 for a million claims.
//! `MARSAD_BENCH_FOLDER` names a folder to keep the record in, to be asked again by the next call.
//!
//! On an AMD EPYC, one call each while others worked on the machine, with the greatest memory held meanwhile:
//!
//! | claims | added a second | verify | `as_of` | reading it | newest day | memory | pages of 50 events |
//! |---|---|---|---|---|---|---|---|
//! | 50,000 | 33,637 | 0.2 s | 0.25 s | 0.05 s | 0.07 s | 187 MB | 1-3 ms |
//! | 300,000 | not taken | 1.7 s | 1.3 s | 0.2 s | 0.4 s | 520 MB | 3-8 ms |
//! | 1,000,000 | 18,697 | 4.2 s | 5.0 s | 0.7 s | 1.1 s | 1,371 MB | not taken |
//!
//! Adding itself holds 115 MB at a million claims. A day's picture is drawn from every claim in memory, and so takes time and
//! memory by their number.
#![allow(
    clippy::unwrap_used,
    clippy::non_ascii_literal,
    reason = "a benchmark may panic, on text as it is written"
)]
mod made_up;

use jiff::civil::date;
use made_up::{Filed, MadeUp};
use marsad_coder::{Actors, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Clocks, Record, SameEvent, Wanted};
use marsad_situation::{AsOf, Reading, Setting};
use std::path::Path;
use std::time::{Duration, Instant};

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many as `marsad add` files at once.
const PILE: u64 = 64;
/// Places that reports speak of.
const AREAS: usize = 5_000;

fn main() {
    let reports = std::env::var("MARSAD_BENCH_REPORTS").map_or(2_000, |count| count.parse().unwrap());
    let kept = std::env::var_os("MARSAD_BENCH_FOLDER");
    let own = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().map_or(own.path(), Path::new);
    let file = folder.join(format!("load-{reports}.db"));
    let data = DataFiles::embedded();
    let (gazetteer, actors) = (Gazetteer::load(&data).unwrap(), Actors::load(&data).unwrap());
    if !file.exists() {
        add(&file, &MadeUp::over(gazetteer.iter(), AREAS), reports);
    }
    println!("{:<44}{:>12} MB", "the record's file", std::fs::metadata(&file).unwrap().len() / 1_000_000);
    ask(&file, &Setting::load(&data, &gazetteer, &actors).unwrap());
    list(&file, &SameEvent::load(&data, &actors).unwrap(), &gazetteer);
}

fn add(file: &Path, made_up: &MadeUp, reports: u64) {
    let mut claims = 0;
    let mut adding = Cost::default();
    let mut record = Record::open(file).unwrap();
    forget_peak();
    for first in (0..reports).step_by(usize::try_from(PILE).unwrap()) {
        let pile: Vec<Filed> =
            (first..reports.min(first + PILE)).map(|number| made_up.report(number, reports)).collect();
        let start = Start::now();
        let mut batch = record.batch().unwrap();
        for Filed { report, claims, original } in &pile {
            batch.add(report, claims, Some(original)).unwrap();
        }
        batch.commit().unwrap();
        adding.add(start.cost());
        claims += pile.iter().map(|filed| filed.claims.len()).sum::<usize>();
    }
    told("adding", adding);
    let claims = f64::from(u32::try_from(claims).unwrap());
    println!("{:<44}{:>12.0}", "claims a second", claims / adding.wall.as_secs_f64());
    println!("{:<44}{:>12.0}", "claims a second of the processor's time", claims / adding.processor);
}

fn ask(file: &Path, setting: &Setting) {
    measured("opening for adding", || Record::open(file).unwrap());
    let record = Record::open_existing(file).unwrap();
    measured("verify", || record.verify().unwrap());
    measured("search for two words", || record.search("الانفجارات الفجر", 20).unwrap());
    let snapshot = measured("as_of", || record.as_of(Clocks::default()).unwrap());
    let reading = measured("reading it", || Reading::of(&snapshot, setting));
    let day = date(2016, 10, 1);
    for (named, on) in [("on the newest day", None), ("on an earlier day", Some(day))] {
        let situation =
            measured(&format!("situation {named}"), || reading.situation(setting, AsOf { on, known: None }));
        println!("{:<44}{:>12}", "areas", situation.areas.len());
    }
}

/// Makes the index of events, and asks it for pages.
fn list(file: &Path, rules: &SameEvent, gazetteer: &Gazetteer) {
    let mut record = Record::open(file).unwrap();
    measured("index of events", || record.index_events(rules, gazetteer).unwrap());
    let place = record.page_of_events(&Wanted::default(), None, 1, rules, gazetteer).unwrap();
    let place = place.events.into_iter().flat_map(|event| event.places).find_map(|place| place.id);
    let day = Some(date(2016, 10, 1));
    for (named, wanted) in [
        ("the newest events", Wanted::default()),
        ("events at a place", Wanted { place, ..Wanted::default() }),
        ("events up to a day", Wanted { to: day, ..Wanted::default() }),
        (
            "events on a day that two sources tell of",
            Wanted { from: day, to: day, sources: 2, ..Wanted::default() },
        ),
    ] {
        let page = measured(named, || record.page_of_events(&wanted, None, 50, rules, gazetteer).unwrap());
        println!("{:<44}{:>12}", "events", page.events.len());
    }
}

/// Does it, and prints how long it took and how much memory the program held at most meanwhile.
fn measured<T>(what: &str, work: impl FnOnce() -> T) -> T {
    forget_peak();
    let start = Start::now();
    let done = work();
    told(what, start.cost());
    done
}

fn told(what: &str, cost: Cost) {
    let Cost { wall, processor } = cost;
    let peak = peak().map_or_else(String::new, |megabytes| format!("{megabytes:>8} MB at most"));
    println!(
        "{what:<44}{:>12.1} ms{:>12.0} ms of a processor{peak}",
        wall.as_secs_f64() * 1_000.0,
        processor * 1_000.0
    );
}

/// What something took: time, and the processor's time, which says more where others work on the machine too.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: Duration,
    /// Seconds; 0 where the system does not tell.
    processor: f64,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.wall += other.wall;
        self.processor += other.processor;
    }
}

/// When something began.
struct Start(Instant, f64);

impl Start {
    fn now() -> Self {
        Self(Instant::now(), processor_seconds())
    }

    fn cost(&self) -> Cost {
        Cost { wall: self.0.elapsed(), processor: processor_seconds() - self.1 }
    }
}

/// How long the program's first thread has run (Linux's `/proc/self/schedstat`).
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}

/// The greatest memory the program has held since the last [`forget_peak`], where the system tells (Linux does).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes / 1_000)
}

/// Starts measuring the peak anew (`proc_pid_clear_refs(5)`).
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").ok();
}
