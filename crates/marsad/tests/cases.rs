//! Every page of `corpus/cases/` is a test: its reports give the claims and the status that it shows.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#[path = "case/claim.rs"]
mod claim;
#[path = "case/page.rs"]
mod page;

use claim::disagreement;
use marsad_coder::{Actors, Claim, Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Clocks, Record};
use marsad_situation::{AsOf, Setting, Situation};
use page::{Block, blocks};
use serde_json::Value;
use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

datatest_stable::harness! {
    { test = page_holds, root = "../../corpus/cases", pattern = r"\.md$" },
}

static DATA: LazyLock<DataFiles> = LazyLock::new(DataFiles::embedded);
static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new(&DATA, Gazetteer::load(&DATA).unwrap()).unwrap());
static ACTORS: LazyLock<Actors> = LazyLock::new(|| Actors::load(&DATA).unwrap());

fn page_holds(path: &Path) -> datatest_stable::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut record = Record::open(&folder.path().join("marsad.db"))?;
    let mut claims: Vec<Claim> = Vec::new();
    let mut faults = Vec::new();
    for block in &blocks(&std::fs::read_to_string(path)?)? {
        match block {
            Block::Report(report) => {
                claims = CODER.code(report).0;
                record.add(report, &claims, None)?;
            }
            Block::Claims(lines) => faults.extend(disagreement(lines, &claims)),
            Block::Status(lines) => {
                faults.extend(lines.iter().filter_map(|line| status_fault(&record, line)));
            }
        }
    }
    let page = path.file_stem().unwrap_or_default().to_string_lossy();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Disagreement(format!("{page}\n{}", faults.join("\n"))).into())
    }
}

/// What a page and the program say otherwise. The harness shows errors by `Debug`, so that is the text to read.
struct Disagreement(String);

impl fmt::Debug for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Disagreement {}

/// What is wrong with the status of a place or route, if anything. `on` and `known` are the days asked about, the newest
/// report's where none is given.
fn status_fault(record: &Record, line: &page::Line) -> Option<String> {
    let id = line.words.first().cloned().unwrap_or_default();
    if CODER.gazetteer().get(&id).is_none() {
        return Some(format!("status of {id}: no place has this id"));
    }
    let day = |key: &str| {
        let value = line.values.iter().find(|(name, _)| name == key);
        value.map(|(_, day)| day.parse().unwrap_or_else(|error| panic!("{key}={day}: {error}")))
    };
    let as_of = AsOf { on: day("on"), known: day("known") };
    let snapshot = record.as_of(Clocks { known: as_of.known, ..Clocks::default() }).unwrap();
    let setting = Setting::load(&DATA, CODER.gazetteer(), &ACTORS).unwrap();
    let also = [id.clone()];
    let situation = Situation::derive_with(&snapshot, &setting, as_of, &also);
    let is_route = line.values.iter().any(|(key, _)| key == "state");
    let found = if is_route {
        serde_json::to_value(situation.route(&id)).unwrap()
    } else {
        serde_json::to_value(situation.area(&id)).unwrap()
    };
    let wanted = line.values.iter().filter(|(key, _)| key != "on" && key != "known");
    let other: Vec<String> = wanted.filter_map(|(key, wanted)| differs(&found, key, wanted)).collect();
    (!other.is_empty()).then(|| format!("status of {id}{}: {}", on(as_of), other.join(", ")))
}

fn on(as_of: AsOf) -> String {
    as_of.on.map(|on| format!(" on {on}")).unwrap_or_default()
}

/// How a value of an area differs from what is wanted; of an area nobody speaks of, all is unknown.
fn differs(area: &Value, key: &str, wanted: &str) -> Option<String> {
    let given = match &area[key] {
        Value::String(value) => value.clone(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        Value::Null if key == "status" || key == "access" => "unknown".to_owned(),
        other => other.to_string(),
    };
    let sorted = |list: &str| {
        let mut list: Vec<String> = list.split(',').map(str::to_owned).collect();
        list.sort();
        list
    };
    (sorted(&given) != sorted(wanted)).then(|| format!("{key} is {given}, not {wanted}"))
}
