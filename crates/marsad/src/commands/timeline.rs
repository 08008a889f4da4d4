//! `marsad timeline`: how a place fared, change by change.
use super::course::{self, Dated, Told};
use super::picture::{self, Ground, Picture};
use super::{Error, Outcome, record};
use crate::cli::TimelineArgs;
use jiff::civil::Date;
use marsad_coder::Gazetteer;
use marsad_data::DataFiles;
use marsad_record::Snapshot;
use marsad_situation::{AsOf, Reading, Situation, changes};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};

pub(crate) fn run(data: &DataFiles, args: &TimelineArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.read.places.places)?;
    let snapshot = record::snapshot(&args.read.record, args.read.known, None)?;
    let newest = Picture::of(&ground, &snapshot, args.to, args.read.known)?;
    let asked = newest.asked(&args.place)?;
    let id = asked.id();
    let name = newest.place(id);
    let reading = Reading::of(&snapshot, &newest.setting);
    let mut last = Situation::default();
    let mut found = Vec::new();
    for day in days(&snapshot, &ground.gazetteer, id) {
        let within =
            args.from.is_none_or(|from| day >= from) && newest.situation.on.is_none_or(|to| day <= to);
        if !within {
            continue;
        }
        let as_of = AsOf { on: Some(day), known: args.read.known };
        let mut situation = reading.situation_with(&newest.setting, as_of, &[id.to_owned()]);
        picture::narrow(&mut situation, &ground.gazetteer, &asked, false);
        let changed = changes(&last, &situation).into_iter();
        found.extend(changed.map(|change| Dated { day: Some(day), change }));
        last = situation;
    }
    let told = Told {
        heading: format!("Timeline of {name}"),
        day: "DAY",
        nothing: "No report says anything of it.",
        asked: json!({ "place": id, "from": args.from, "to": newest.situation.on, "known": args.read.known }),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    course::write(&mut out, &ground, args.read.format, &told, &found)?;
    out.flush()?;
    Ok(Outcome::default())
}

/// The days on which a claim about the place's surroundings begins to hold or was published: no other day changes it.
fn days(snapshot: &Snapshot, gazetteer: &Gazetteer, id: &str) -> BTreeSet<Date> {
    let country =
        |id: &str| gazetteer.containers(id).last().map_or_else(|| id.to_owned(), |up| up.id.clone());
    let home = country(id);
    let near = snapshot.claims.iter().filter(|stored| {
        stored.claim.places.iter().filter_map(|place| place.id.as_deref()).any(|other| country(other) == home)
    });
    near.flat_map(|stored| {
        let when = stored.claim.when.as_ref();
        [snapshot.report_of(stored).report.date, when.and_then(|when| when.start)]
    })
    .flatten()
    .collect()
}
