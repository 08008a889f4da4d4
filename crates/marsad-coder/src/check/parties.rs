//! Parties: each id and each name once, and every file that speaks of parties speaks of these.
use super::ontology::Ontology;
use super::table::{Row, Table};
use crate::Problem;
use jiff::civil::Date;
use marsad_data::DataFiles;
use marsad_text::fold;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE_FILE: &str = "actors/people.csv";
const DEMONYMS_FILE: &str = "actors/demonyms.csv";
const ALLIANCES_FILE: &str = "rules/situation/alliances.csv";

const ACTORS: &[&str] =
    &["id", "name_en", "name_ar", "kind", "country", "from", "to", "surfaces", "context_surfaces", "source"];
const PEOPLE: &[&str] = &["id", "name_en", "name_ar", "singular", "dual", "plural"];
const DEMONYMS: &[&str] = &["adjective", "forces", "state", "country"];
const ALLIANCES: &[&str] = &["a", "b", "from", "to", "source"];

/// Ids of the parties, groups of people not among them.
pub(super) type Parties = BTreeSet<String>;

pub(super) fn check(data: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Parties {
    let mut ids = Parties::new();
    let mut names = BTreeMap::new();
    let files = data.under("actors", "csv").filter(|(file, _)| ![PEOPLE_FILE, DEMONYMS_FILE].contains(file));
    for (file, text) in files {
        let table = Table::read(file, text, ACTORS, problems);
        for row in &table.rows {
            once(&table, row, &mut ids, problems);
            well_formed(&table, row, ontology, problems);
            own_names(&table, row, &mut names, problems);
        }
    }
    let mut all = ids.clone();
    let people = one(data, PEOPLE_FILE, PEOPLE, problems);
    people.rows.iter().for_each(|row| once(&people, row, &mut all, problems));
    demonyms(data, &ids, problems);
    ids
}

/// The table of a file that must be there.
fn one<'d>(
    data: &'d DataFiles,
    file: &'static str,
    columns: &'static [&'static str],
    problems: &mut Vec<Problem>,
) -> Table<'d> {
    Table::read(file, data.get(file).unwrap_or_default(), columns, problems)
}

fn once(table: &Table, row: &Row, ids: &mut Parties, problems: &mut Vec<Problem>) {
    let id = table.cell(row, "id");
    if !ids.insert(id.to_owned()) {
        let help = "give each party an id of its own, or join the rows";
        problems.push(table.problem(row, "id", format!("{id} stands twice"), help));
    }
}

fn well_formed(table: &Table, row: &Row, ontology: &Ontology, problems: &mut Vec<Problem>) {
    let id = table.cell(row, "id");
    for column in ["id", "name_en", "name_ar", "source"] {
        if table.cell(row, column).is_empty() {
            problems.push(table.problem(row, column, format!("{id} has no {column}"), "fill it in"));
        }
    }
    let kind = table.cell(row, "kind");
    if !ontology.has_actor_kind(kind) {
        let what = format!("\"{kind}\" is no kind of actor");
        problems.push(table.problem(row, "kind", what, "ontology/actor_kinds.toml has them"));
    }
    let code = |country: &&str| country.len() == 2 && country.chars().all(|c| c.is_ascii_lowercase());
    for country in table.list(row, "country").filter(|country| !code(country)) {
        let what = format!("\"{country}\" is no country");
        problems.push(table.problem(row, "country", what, "ISO 3166 codes of two letters, lower case"));
    }
    for column in ["from", "to"] {
        let year = table.cell(row, column);
        if !year.is_empty() && (year.len() != 4 || !year.chars().all(|c| c.is_ascii_digit())) {
            problems.push(table.problem(
                row,
                column,
                format!("\"{year}\" is no year"),
                "four digits, or nothing",
            ));
        }
    }
}

/// A name that two parties bear means neither without context, so it may be a plain name of one alone.
fn own_names(table: &Table, row: &Row, names: &mut BTreeMap<String, String>, problems: &mut Vec<Problem>) {
    let id = table.cell(row, "id");
    let own: BTreeSet<&str> =
        table.list(row, "surfaces").chain(std::iter::once(table.cell(row, "name_ar"))).collect();
    for name in own {
        let owner = names.entry(fold(name)).or_insert_with(|| id.to_owned());
        if owner != id {
            let what = format!("\"{name}\" is a name of {owner} as well as of {id}");
            let help = "leave it to one of the two, or make it a context surface of both";
            problems.push(table.problem(row, "surfaces", what, help));
        }
    }
}

fn demonyms(data: &DataFiles, ids: &Parties, problems: &mut Vec<Problem>) {
    let table = one(data, DEMONYMS_FILE, DEMONYMS, problems);
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let adjective = table.cell(row, "adjective");
        if !seen.insert(fold(adjective)) {
            let what = format!("\"{adjective}\" stands twice");
            problems.push(table.problem(row, "adjective", what, "keep one of the two"));
        }
        known(&table, row, &["forces", "state"], ids, problems);
    }
}

/// Alliances join known parties for a stretch of days.
pub(super) fn check_alliances(data: &DataFiles, ids: &Parties, problems: &mut Vec<Problem>) {
    let table = one(data, ALLIANCES_FILE, ALLIANCES, problems);
    for row in &table.rows {
        known(&table, row, &["a", "b"], ids, problems);
        for column in ["from", "to"] {
            let day = table.cell(row, column);
            if !day.is_empty() && day.parse::<Date>().is_err() {
                problems.push(table.problem(
                    row,
                    column,
                    format!("\"{day}\" is no day"),
                    "YYYY-MM-DD, or nothing",
                ));
            }
        }
    }
}

fn known(table: &Table, row: &Row, columns: &[&str], ids: &Parties, problems: &mut Vec<Problem>) {
    for column in columns {
        let id = table.cell(row, column);
        if !id.is_empty() && !ids.contains(id) {
            let help = "name an id of actors/*.csv, or add the party";
            problems.push(table.problem(row, column, format!("\"{id}\" is no party"), help));
        }
    }
}
