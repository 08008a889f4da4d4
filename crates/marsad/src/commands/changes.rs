//! `marsad changes`: who gained and lost what between two days.
use super::course::{self, Dated, Told};
use super::picture::{Ground, Picture, and};
use super::{Error, Outcome, phrase, record};
use crate::cli::{ChangesArgs, CourseFormat};
use jiff::civil::Date;
use marsad_data::DataFiles;
use marsad_situation::{Change, State, Status, changes};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};

pub(crate) fn run(data: &DataFiles, args: &ChangesArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.read.places.places)?;
    let snapshot = record::snapshot(&args.read.record, args.read.known, None)?;
    let picture = |on: Option<Date>| -> Result<Picture, Error> {
        let mut picture = Picture::of(&ground, &snapshot, on, args.read.known)?;
        if let Some(place) = &args.place {
            picture.narrow_to(place, true)?;
        }
        Ok(picture)
    };
    let (before, after) = (picture(Some(args.from))?, picture(args.to)?);
    if after.situation.on.is_some_and(|to| to < args.from) {
        return Err("--to is before --from\n  help: name the earlier day first".into());
    }
    let found = changes(&before.situation, &after.situation);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let to = phrase::day(after.situation.on);
    let told = Told {
        heading: format!("Changes from {} to {to}", args.from),
        day: "SINCE",
        nothing: "Nothing changed that a report tells of.",
        asked: json!({ "from": args.from, "to": after.situation.on, "known": args.read.known }),
    };
    let balance = balance(&ground, &found);
    let dated: Vec<Dated> =
        found.into_iter().map(|change| Dated { day: change.since.date, change }).collect();
    course::write(&mut out, &ground, args.read.format, &told, &dated)?;
    if args.read.format == CourseFormat::Table {
        for line in balance {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(Outcome::default())
}

/// For each party, the areas it alone holds now and did not before, and the other way round.
fn balance(ground: &Ground, changes: &[Change]) -> Vec<String> {
    let mut parties: BTreeMap<&str, [Vec<String>; 2]> = BTreeMap::new();
    // What nobody was known to hold is not gained, nor is that lost of which nothing is known any more.
    let unknown = State::Control(Status::Unknown);
    let known =
        changes.iter().filter(|change| change.before.state != unknown && change.after.state != unknown);
    for change in known {
        for (standing, at) in [(&change.after, 0), (&change.before, 1)] {
            let alone = standing.state == State::Control(Status::Held);
            for id in standing.by.iter().filter(|_| alone) {
                parties.entry(id).or_default()[at].push(change.name_en.clone());
            }
        }
    }
    let line = |(id, [gained, lost]): (&str, [Vec<String>; 2])| {
        let part =
            |what: &str, areas: &[String]| (!areas.is_empty()).then(|| format!("{what} {}", and(areas)));
        let parts: Vec<String> =
            [part("gained", &gained), part("lost", &lost)].into_iter().flatten().collect();
        format!("{} {}", phrase::actor(ground.actors(), id), parts.join("; "))
    };
    let lines: Vec<String> = parties.into_iter().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(String::new()).chain(lines).collect() }
}
