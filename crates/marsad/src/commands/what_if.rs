//! `marsad what-if`: which areas would be cut off or linked, and how many people are in them, if a way were opened or cut.
//! For planning access to civilians: it speaks of areas and of the people in them, and of nothing that moves.
use super::picture::{Ground, Picture};
use super::table::{Row, section};
use super::{Error, Outcome, phrase, record};
use crate::cli::{CourseFormat, WhatIfArgs};
use marsad_coder::Gazetteer;
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
    let [cut_off, linked] =
        [true, false].map(|isolated| Total::of(&follows, isolated, picture.setting.gazetteer));
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.read.format {
        CourseFormat::Json => {
            let json = json!({
                "on": then.on, "supposed": supposed, "is_supposition": true, "areas": follows,
                "cut_off": cut_off, "linked": linked,
            });
            writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        CourseFormat::Csv => csv(&mut out, &follows)?,
        CourseFormat::Table => table(&mut out, &picture, &supposed, &follows, [&cut_off, &linked])?,
    }
    out.flush()?;
    Ok(Outcome::default())
}

/// How many people would be cut off, or linked: what the reports say of each area, added up.
#[derive(Debug, Serialize)]
struct Total {
    areas: usize,
    /// None where no report gives a lower figure for any of them.
    people_min: Option<u64>,
    /// None where some figure has no upper bound, or there is none.
    people_max: Option<u64>,
    /// Areas of which no report says how many live there: they are not in the figures.
    areas_without_figure: usize,
}

impl Total {
    /// An area that lies in another of them, or whose people were counted with another's, is not counted again.
    fn of(follows: &[Consequence], isolated: bool, gazetteer: &Gazetteer) -> Self {
        let of_kind: Vec<&Consequence> = follows.iter().filter(|one| one.isolated == isolated).collect();
        let mut outermost: Vec<&Consequence> = Vec::new();
        for one in &of_kind {
            let is_counted = of_kind.iter().any(|whole| {
                whole.id != one.id && whole.population.is_some() && gazetteer.lies_in(one.id, whole.id)
            });
            let is_shared = outermost
                .iter()
                .filter_map(|other| other.population)
                .any(|people| people.together_with.iter().any(|id| id == one.id));
            if !is_counted && !is_shared {
                outermost.push(one);
            }
        }
        let figures: Vec<&Population> = outermost.iter().filter_map(|one| one.population).collect();
        let least: Vec<u64> = figures.iter().filter_map(|people| people.min).collect();
        let most: Option<Vec<u64>> = figures.iter().map(|people| people.max).collect();
        Self {
            areas: of_kind.len(),
            people_min: (!least.is_empty()).then(|| least.iter().sum()),
            people_max: most.filter(|most| !most.is_empty()).map(|most| most.iter().sum()),
            areas_without_figure: outermost.len() - figures.len(),
        }
    }

    fn said(&self, what: &str) -> String {
        let people = match (self.people_min, self.people_max) {
            (None, None) => "an unknown number of people".to_owned(),
            (Some(min), Some(max)) if min == max => format!("{min} people"),
            (Some(min), Some(max)) => format!("{min} to {max} people"),
            (Some(min), None) => format!("at least {min} people"),
            (None, Some(max)) => format!("at most {max} people"),
        };
        let areas = if self.areas == 1 { "1 area".to_owned() } else { format!("{} areas", self.areas) };
        let without = match self.areas_without_figure {
            0 => String::new(),
            some => format!("; no report says how many are in {some} of them"),
        };
        format!("In all {areas} would be {what}, with {people}{without}.")
    }
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
    totals: [&Total; 2],
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
    section(out, &["AREA", "WOULD BE", "PEOPLE", "NAME"], rows.collect())?;
    writeln!(out)?;
    for (total, what) in totals.into_iter().zip(["cut off", "linked"]).filter(|(total, _)| total.areas > 0) {
        writeln!(out, "{}", total.said(what))?;
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::{Consequence, Total};
    use marsad_coder::Gazetteer;
    use marsad_data::DataFiles;
    use marsad_situation::Population;

    const CITY: &str = "sy/deir-ez-zor";
    const QUARTER: &str = "sy/deir-ez-zor/al-joura";
    const ELSEWHERE: &str = "sy/palmyra";

    fn people(min: u64, max: Option<u64>, together_with: &[&str]) -> Population {
        let together_with = together_with.iter().map(|&id| id.to_owned()).collect();
        Population { min: Some(min), max, together_with, sources: 1, evidence: Vec::new() }
    }

    fn cut_off<'a>(id: &'a str, population: Option<&'a Population>) -> Consequence<'a> {
        Consequence { id, name_ar: "", name_en: "", isolated: true, population }
    }

    fn total(follows: &[Consequence]) -> Total {
        Total::of(follows, true, &Gazetteer::load(&DataFiles::embedded()).unwrap())
    }

    #[test]
    fn people_of_a_part_are_counted_with_the_whole_alone() {
        let (city, quarter) = (people(100, Some(120), &[]), people(40, Some(40), &[]));
        let both = total(&[cut_off(CITY, Some(&city)), cut_off(QUARTER, Some(&quarter))]);
        assert_eq!((both.areas, both.people_min, both.people_max), (2, Some(100), Some(120)));
        let apart = total(&[cut_off(ELSEWHERE, Some(&city)), cut_off(QUARTER, Some(&quarter))]);
        assert_eq!((apart.people_min, apart.people_max), (Some(140), Some(160)));
        assert!(apart.said("cut off").contains("140 to 160 people"));
    }

    #[test]
    fn one_figure_for_two_areas_counts_once() {
        let shared = people(70, Some(70), &[QUARTER, ELSEWHERE]);
        let both = total(&[cut_off(ELSEWHERE, Some(&shared)), cut_off(QUARTER, Some(&shared))]);
        assert_eq!((both.people_min, both.people_max), (Some(70), Some(70)));
    }

    #[test]
    fn what_no_report_counted_stays_unknown() {
        let open = people(50, None, &[]);
        let some = total(&[cut_off(ELSEWHERE, Some(&open)), cut_off(QUARTER, None)]);
        assert_eq!((some.people_min, some.people_max, some.areas_without_figure), (Some(50), None, 1));
        let none = total(&[cut_off(QUARTER, None)]);
        assert_eq!((none.people_min, none.people_max), (None, None));
        assert!(none.said("cut off").contains("unknown number"));
    }
}
