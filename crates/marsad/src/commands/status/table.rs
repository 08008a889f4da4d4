//! The situation for the eye: columns of English, Arabic names last, what lies behind each row below it.
use crate::commands::phrase;
use crate::commands::picture::Picture;
use crate::commands::table::{Row, section};
use marsad_situation::{Harm, Holding, RouteState};
use std::io::{self, Write};

/// As many parties as a cell names.
const FEW: usize = 2;

/// Prints the situation.
pub(super) fn write(out: &mut impl Write, picture: &Picture) -> io::Result<()> {
    let situation = &picture.situation;
    writeln!(out, "{}", heading(picture))?;
    if situation.areas.is_empty() && situation.routes.is_empty() && situation.harm.is_empty() {
        return writeln!(out, "\nNo report says anything of it.");
    }
    let areas = situation.areas.iter().map(|area| area_row(picture, area)).collect();
    section(out, &["AREA", "HELD BY", "STATUS", "SINCE", "ACCESS", "PEOPLE", "NAME"], areas)?;
    let routes = situation.routes.iter().map(|route| route_row(picture, route)).collect();
    section(out, &["ROUTE", "STATE", "BY", "SINCE", "NAME"], routes)?;
    let harm = situation.harm.iter().map(|harm| harm_row(picture, harm)).collect();
    section(out, &["HARM", "HOW MANY", "SAID TO BE BY", "SOURCES", "WHERE", "NAME"], harm)
}

fn heading(picture: &Picture) -> String {
    let day = picture.situation.on.map_or_else(|| "of no known day".to_owned(), |on| format!("on {on}"));
    let known = picture.situation.known.map(|known| format!(", as known on {known}")).unwrap_or_default();
    let (reports, claims) = (picture.snapshot.reports.len(), picture.snapshot.claims.len());
    format!("Situation {day}{known}, from {} ({})", number(reports, "report"), number(claims, "claim"))
}

fn number(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// The first few parties; JSON has them all.
fn few(picture: &Picture, ids: &[String], between: &str) -> String {
    let mut names: Vec<String> = ids.iter().take(FEW).map(|id| picture.actor(id)).collect();
    if ids.len() > FEW {
        names.push(format!("{} more", ids.len() - FEW));
    }
    names.join(between)
}

fn area_row(picture: &Picture, area: &Holding) -> Row {
    let held_by = match (&area.holder, &area.holders[..]) {
        (_, [_, _, ..]) => few(picture, &area.holders, " / "),
        (Some(holder), _) => picture.actor(holder),
        (None, _) => "-".to_owned(),
    };
    let people = area.population.as_ref().map_or_else(|| "-".to_owned(), phrase::people);
    let cells = vec![
        area.name_en.clone(),
        held_by,
        phrase::name(&area.status),
        phrase::day(area.since.date),
        phrase::name(&area.access),
        people,
        area.name_ar.clone(),
    ];
    Row { cells, notes: phrase::area(picture, area) }
}

fn route_row(picture: &Picture, route: &RouteState) -> Row {
    let by = route.by.as_ref().map_or_else(|| "-".to_owned(), |by| picture.actor(by));
    let cells = vec![
        route.name_en.clone(),
        phrase::name(&route.state),
        by,
        phrase::day(route.since.date),
        route.name_ar.clone(),
    ];
    Row { cells, notes: phrase::route(picture, route) }
}

fn harm_row(picture: &Picture, harm: &Harm) -> Row {
    let cells = vec![
        if harm.fighters { format!("{} (fighters)", harm.what) } else { harm.what.clone() },
        phrase::range(harm.min, harm.max),
        if harm.by.is_empty() { "-".to_owned() } else { few(picture, &harm.by, ", ") },
        harm.sources.len().to_string(),
        harm.name_en.clone().unwrap_or_else(|| "place not stated".to_owned()),
        harm.name_ar.clone().unwrap_or_default(),
    ];
    Row { cells, notes: Vec::new() }
}
