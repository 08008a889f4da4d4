//! `CONTRIBUTING.md` explains every column and every field that the data files use.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
use marsad_data::DataFiles;
use std::path::Path;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../CONTRIBUTING.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_columns_of_every_table_are_on_the_page() {
    let page = page();
    for folder in marsad_data::FOLDERS {
        for (file, text) in DataFiles::embedded().under(folder, "csv") {
            let columns = text.lines().next().unwrap_or_default();
            assert!(page.contains(&format!("`{columns}`")), "{file}: {columns}");
        }
    }
}

#[test]
fn the_fields_of_every_rule_are_on_the_page() {
    let page = page();
    for (file, text) in DataFiles::embedded().under("rules", "toml") {
        let rule: toml::Table = toml::from_str(text).unwrap();
        let parts =
            rule.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_table);
        for field in parts.flat_map(|part| part.keys()) {
            assert!(page.contains(&format!("`{field}`")), "{file}: {field}");
        }
    }
}

#[test]
fn every_kind_of_place_in_the_gazetteer_is_on_the_page() {
    let page = page();
    let listed = page.lines().find(|line| line.starts_with("| `kind` | `country ")).unwrap();
    for (file, text) in DataFiles::embedded().under("places", "csv") {
        for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
            let kind = row.get(4).unwrap_or_default();
            assert!(listed.split([' ', '`']).any(|word| word == kind), "{file}: {kind}");
        }
    }
}
