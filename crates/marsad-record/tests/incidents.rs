//! How often one incident is made two events, and two incidents one, on reports of many styles and wars that were written
//! for this measurement (`corpus/incidents`). `cargo test -p marsad-record --test incidents -- --nocapture` prints it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
use marsad_coder::{Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Clocks, Record, SameEvent, Snapshot, events};
use marsad_text::Report;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One report, and which incident of its scene it tells of.
#[derive(Deserialize)]
struct Told {
    scene: String,
    incident: String,
    #[serde(flatten)]
    report: Published,
}

#[derive(Deserialize)]
struct Published {
    date: jiff::civil::Date,
    outlet: String,
    text: String,
}

/// Pairs of reports of one scene, and how many of them came out wrong.
#[derive(Debug, Default)]
struct Pairs {
    same: u32,
    split: u32,
    silent: u32,
    different: u32,
    merged: u32,
}

impl Pairs {
    fn percent(part: u32, whole: u32) -> f64 {
        100.0 * f64::from(part) / f64::from(whole)
    }

    fn add(&mut self, is_same: bool, one: &BTreeSet<String>, other: &BTreeSet<String>) {
        let is_joined = !one.is_disjoint(other);
        if is_same {
            self.same += 1;
            self.split += u32::from(!is_joined);
            self.silent += u32::from(one.is_empty() || other.is_empty());
        } else {
            self.different += 1;
            self.merged += u32::from(is_joined);
        }
    }
}

fn measured(file: &str) -> Pairs {
    let data = DataFiles::embedded();
    let coder = Coder::new(&data, Gazetteer::load(&data).unwrap()).unwrap();
    let rules = SameEvent::load(&data, coder.actors()).unwrap();
    let mut scenes: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for line in file.lines() {
        let told: Told = serde_json::from_str(line).unwrap();
        scenes.entry(told.scene.clone()).or_default().push(told);
    }
    let mut pairs = Pairs::default();
    for told in scenes.values() {
        let snapshot = recorded(&coder, told);
        let made = events(&snapshot, &rules, coder.gazetteer());
        let of: Vec<BTreeSet<String>> = told
            .iter()
            .map(|told| {
                let tells = |claim: &str| {
                    snapshot.claims.iter().any(|stored| {
                        stored.id == claim && snapshot.report_of(stored).report.text == told.report.text
                    })
                };
                let events = made.iter().filter(|event| event.claims.iter().any(|it| tells(&it.claim)));
                events.map(|event| event.id.clone()).collect()
            })
            .collect();
        for (at, one) in told.iter().enumerate() {
            for (beside, other) in told.iter().enumerate().skip(at + 1) {
                pairs.add(one.incident == other.incident, &of[at], &of[beside]);
            }
        }
    }
    pairs
}

fn recorded(coder: &Coder, told: &[Told]) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::open(folder.path().join("m.db").as_path()).unwrap();
    for Told { report: Published { date, outlet, text }, .. } in told {
        let report = Report {
            text: text.clone(),
            date: Some(*date),
            outlet: Some(outlet.clone()),
            ..Report::default()
        };
        record.add(&report, &coder.code(&report).0, None).unwrap();
    }
    record.as_of(Clocks::default()).unwrap()
}

fn hold(name: &str, file: &str, split_at_most: f64, merged_at_most: f64) {
    let pairs = measured(file);
    let (split, merged) =
        (Pairs::percent(pairs.split, pairs.same), Pairs::percent(pairs.merged, pairs.different));
    println!("{name}: {split:.1} % of pairs split, {merged:.1} % merged: {pairs:?}");
    assert!(split <= split_at_most && merged <= merged_at_most, "{split:.1} % split, {merged:.1} % merged");
}

#[test]
fn reports_that_the_rules_were_made_with() {
    hold("read", include_str!("../../../corpus/incidents/read.jsonl"), 55.0, 14.0);
}

#[test]
fn reports_that_nobody_read_who_made_the_rules() {
    hold("unread", include_str!("../../../corpus/incidents/unread.jsonl"), 65.0, 12.0);
}
