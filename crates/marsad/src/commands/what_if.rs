//! `marsad what-if`: which areas would be cut off or linked, and how many people are in them, if a way were opened or cut.
//! For planning access to civilians: it speaks of areas and of the people in them, and of nothing that moves.
use super::picture::{Ground, Picture};
use super::table::{Row, section};
use super::{Error, Outcome, phrase, record};
use crate::cli::{CourseFormat, WhatIfArgs};
use marsad_data::DataFiles;
use marsad_situation::{AsOf, Aspect, Change, Passable, Population, Situation, State, changes};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What would follow for an area.
#[derive(Debug, Serialize)]
struct Consequence<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    isolated: bool,
    /// How many people the reports say are in it.
    population: Option<&'a Population>,
}

pub(crate) fn run(data: &DataFiles, args: &WhatIfArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.read.places.places)?;
    let snapshot = record::snapshot(&args.read.record, args.read.known, None)?;
    let picture = Picture::of(&ground, &snapshot, args.on, args.read.known)?;
    let mut supposed = BTreeMap::new();
    for (names, state) in [(&args.open, Passable::Open), (&args.cut, Passable::Cut)] {
        for name in names {
            supposed.extend(picture.routes_asked(name)?.into_iter().map(|id| (id, state)));
        }
    }
    let as_of = AsOf { on: args.on, known: args.read.known };
    let then = Situation::suppose(&snapshot, &picture.setting, as_of, &supposed);
    let changed = changes(&picture.situation, &then);
    let follows: Vec<Consequence> = changed.iter().filter_map(|change| consequence(change, &then)).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.read.format {
        CourseFormat::Json => {
            let json =
                json!({ "on": then.on, "supposed": supposed, "is_supposition": true, "areas": follows });
            writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        CourseFormat::Csv => csv(&mut out, &follows)?,
        CourseFormat::Table => table(&mut out, &picture, &supposed, &follows)?,
    }
    out.flush()?;
    Ok(Outcome::default())
}

/// What a change would mean for who is in the area; nothing where its being cut off does not change.
fn consequence<'a>(change: &'a Change, then: &'a Situation) -> Option<Consequence<'a>> {
    let isolated = change.aspect == Aspect::Isolation && change.after.state == State::Isolated(true);
    (change.aspect == Aspect::Isolation).then(|| Consequence {
        id: &change.id,
        name_ar: &change.name_ar,
        name_en: &change.name_en,
        isolated,
        population: then.area(&change.id).and_then(|area| area.population.as_ref()),
    })
}

fn table(
    out: &mut impl Write,
    picture: &Picture,
    supposed: &BTreeMap<String, Passable>,
    follows: &[Consequence],
) -> io::Result<()> {
    let day = phrase::day(picture.situation.on);
    writeln!(out, "A supposition about {day}, not a statement of the record. Supposed:")?;
    for (id, state) in supposed {
        writeln!(out, "  {} {}", picture.route(id), phrase::name(state))?;
    }
    if follows.is_empty() {
        return writeln!(out, "\nNo area would be cut off or linked by it, as far as the known routes tell.");
    }
    let rows = follows.iter().map(|one| {
        let what = if one.isolated { "cut off" } else { "linked" };
        let people = one.population.map_or_else(|| "-".to_owned(), phrase::people);
        Row {
            cells: vec![one.name_en.to_owned(), what.to_owned(), people, one.name_ar.to_owned()],
            notes: Vec::new(),
        }
    });
    section(out, &["AREA", "WOULD BE", "PEOPLE", "NAME"], rows.collect())
}

fn csv(out: &mut impl Write, follows: &[Consequence]) -> Result<(), Error> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["id", "name_ar", "name_en", "isolated", "people_min", "people_max"])?;
    for one in follows {
        let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        let (min, max) = one.population.map_or((None, None), |people| (people.min, people.max));
        csv.write_record([
            one.id,
            one.name_ar,
            one.name_en,
            &one.isolated.to_string(),
            &bound(min),
            &bound(max),
        ])?;
    }
    Ok(csv.flush()?)
}
