//! Changes of the picture, for the eye and for other programs.
use super::picture::Ground;
use super::table::{Row, section};
use super::{Error, phrase};
use crate::cli::CourseFormat;
use jiff::civil::Date;
use marsad_situation::{Aspect, Change, Standing, State};
use serde::Serialize;
use std::io::Write;

const COLUMNS: [&str; 10] =
    ["day", "id", "name_ar", "name_en", "aspect", "before", "before_by", "after", "after_by", "evidence"];

/// A change and the day from which the picture shows it.
#[derive(Debug, Serialize)]
pub(super) struct Dated {
    pub(super) day: Option<Date>,
    #[serde(flatten)]
    pub(super) change: Change,
}

/// Prints changes below a heading; as JSON, beside what was asked.
pub(super) fn write(
    out: &mut impl Write,
    ground: &Ground,
    format: CourseFormat,
    told: &Told,
    changes: &[Dated],
) -> Result<(), Error> {
    match format {
        CourseFormat::Json => {
            let mut json = told.asked.clone();
            json["changes"] = serde_json::to_value(changes)?;
            writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        CourseFormat::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(COLUMNS)?;
            for change in changes {
                csv.write_record(cells(change))?;
            }
            csv.flush()?;
        }
        CourseFormat::Table => {
            writeln!(out, "{}", told.heading)?;
            if changes.is_empty() {
                writeln!(out, "\n{}", told.nothing)?;
            }
            let rows = changes.iter().map(|change| row(ground, change)).collect();
            section(out, &[told.day, "PLACE", "WHAT", "BEFORE", "AFTER", "NAME"], rows)?;
        }
    }
    Ok(())
}

/// What is said around the changes.
pub(super) struct Told {
    /// Above the table.
    pub(super) heading: String,
    /// What the day of a row is.
    pub(super) day: &'static str,
    /// In place of a table without rows.
    pub(super) nothing: &'static str,
    /// What was asked, for JSON.
    pub(super) asked: serde_json::Value,
}

fn row(ground: &Ground, Dated { day, change }: &Dated) -> Row {
    let what = match change.aspect {
        Aspect::Control => "held by",
        Aspect::Access => "access",
        Aspect::Isolation => "links",
        Aspect::Route => "route",
    };
    let cells = vec![
        phrase::day(*day),
        change.name_en.clone(),
        what.to_owned(),
        standing(ground, &change.before),
        standing(ground, &change.after),
        change.name_ar.clone(),
    ];
    Row { cells, notes: Vec::new() }
}

/// "contested: A / B", "A", "besieged by A", "cut by A".
fn standing(ground: &Ground, standing: &Standing) -> String {
    let names = |between: &str| {
        standing.by.iter().map(|id| phrase::actor(ground.actors(), id)).collect::<Vec<_>>().join(between)
    };
    let state = state(standing);
    match standing.state {
        _ if standing.by.is_empty() => state,
        State::Control(marsad_situation::Status::Held) => names(" with "),
        State::Control(_) => format!("{state}: {}", names(" / ")),
        _ => format!("{state} by {}", names(", ")),
    }
}

fn state(standing: &Standing) -> String {
    match standing.state {
        State::Isolated(true) => "isolated".to_owned(),
        State::Isolated(false) => "not isolated".to_owned(),
        State::Control(status) => phrase::name(&status),
        State::Access(access) => phrase::name(&access),
        State::Route(passable) => phrase::name(&passable),
    }
}

fn cells(Dated { day, change }: &Dated) -> [String; 10] {
    [
        day.map(|day| day.to_string()).unwrap_or_default(),
        change.id.clone(),
        change.name_ar.clone(),
        change.name_en.clone(),
        phrase::name(&change.aspect),
        state(&change.before),
        change.before.by.join(";"),
        state(&change.after),
        change.after.by.join(";"),
        change.evidence.join(";"),
    ]
}
