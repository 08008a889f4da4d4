//! Routes: each runs through places that the gazetteer has.
use super::places::Places;
use super::table::{Row, Table};
use crate::Problem;
use marsad_data::DataFiles;
use std::collections::BTreeSet;

const COLUMNS: &[&str] = &["id", "name_ar", "name_en", "aliases", "from", "to", "via", "kind", "source"];
/// What a route may be: the column `kind` of `routes/*.csv`.
pub const ROUTE_KINDS: &[&str] = &["road", "supply_line", "crossing", "bridge", "river", "air"];

pub(super) fn check(data: &DataFiles, places: &Places, problems: &mut Vec<Problem>) {
    let table = Table::all(data, "routes", COLUMNS, problems);
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let id = table.cell(row, "id");
        if !seen.insert(id) {
            let help = "give each route an id of its own, or delete one row";
            problems.push(table.problem(row, "id", format!("{id} stands twice"), help));
        }
        stops(&table, row, places, problems);
        let kind = table.cell(row, "kind");
        if !ROUTE_KINDS.contains(&kind) {
            let what = format!("\"{kind}\" is no kind of route");
            problems.push(table.problem(row, "kind", what, ROUTE_KINDS.join(", ")));
        }
    }
}

fn stops(table: &Table, row: &Row, places: &Places, problems: &mut Vec<Problem>) {
    for column in ["from", "to"] {
        if table.cell(row, column).is_empty() {
            problems.push(table.problem(row, column, "the route has no end here", "name a place's id"));
        }
    }
    for column in ["from", "to", "via"] {
        for id in table.list(row, column).filter(|id| !places.contains_key(*id)) {
            let help = "name an id of places/*.csv, or add the place";
            problems.push(table.problem(row, column, format!("\"{id}\" is no place"), help));
        }
    }
    if table.cell(row, "from") == table.cell(row, "to") {
        problems.push(table.problem(row, "to", "the route ends where it begins", "name its other end"));
    }
}
