//! Word lists: each named by something, sorted, no word twice.
use super::rules::Rules;
use super::table::Table;
use crate::Problem;
use crate::lexicon::SOURCES;
use crate::words::Words;
use marsad_data::DataFiles;
use marsad_text::fold;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &[&str] = &["phrase", "value", "kind"];
const FOLDER: &str = "words/ar";

pub(super) fn check(data: &DataFiles, rules: &Rules, problems: &mut Vec<Problem>) {
    let lists: BTreeMap<&str, &str> =
        data.under(FOLDER, "txt").map(|(file, text)| (name(file), text)).collect();
    missing(&lists, rules, problems);
    let used: BTreeSet<&str> =
        Words::LISTS.iter().copied().chain(rules.lists().map(|(_, list)| list)).collect();
    for (list, text) in lists {
        let file = format!("{FOLDER}/{list}.txt");
        if !used.contains(list) && !list.starts_with(SOURCES) {
            problems.push(Problem::at(
                &file,
                0,
                "no rule names this list",
                "name it in a rule, or delete the file",
            ));
        }
        twice(&file, text, problems);
        unsorted(&file, text, problems);
    }
    for (file, text) in data.under(FOLDER, "csv") {
        rows_twice(&Table::read(file, text, TABLE, problems), problems);
    }
}

fn name(file: &str) -> &str {
    file.trim_start_matches(FOLDER).trim_start_matches('/').trim_end_matches(".txt")
}

fn missing(lists: &BTreeMap<&str, &str>, rules: &Rules, problems: &mut Vec<Problem>) {
    let engine = Words::LISTS.iter().map(|list| ("words/ar", *list));
    for (file, list) in engine.chain(rules.lists()).filter(|(_, list)| !lists.contains_key(list)) {
        let what = format!("there is no word list \"{list}\"");
        problems.push(Problem::at(file, 0, what, format!("write {FOLDER}/{list}.txt, or correct the name")));
    }
}

/// The entries of a list with their lines.
fn entries(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn twice(file: &str, text: &str, problems: &mut Vec<Problem>) {
    let mut seen = BTreeMap::new();
    for (line, entry) in entries(text) {
        let folded = fold(entry);
        if folded.is_empty() {
            problems.push(Problem::at(file, line, "the line holds no word", "delete it"));
        } else if let Some(first) = seen.insert(folded, line) {
            let what = format!("\"{entry}\" is the same as line {first} once spelling is folded");
            problems.push(Problem::at(file, line, what, "keep one of the two"));
        }
    }
}

/// One report a list: what follows the first entry out of place is likely out of place as well.
fn unsorted(file: &str, text: &str, problems: &mut Vec<Problem>) {
    let all: Vec<(usize, &str)> = entries(text).collect();
    let misplaced = all.windows(2).find(|pair| pair[0].1 > pair[1].1);
    if let Some([(_, before), (line, entry)]) = misplaced {
        let what = format!("\"{entry}\" stands after \"{before}\"");
        problems.push(Problem::at(file, *line, what, "sort the list by code point (`LC_ALL=C sort`)"));
    }
}

fn rows_twice(table: &Table, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let phrase = table.cell(row, "phrase");
        // Of a sign of punctuation folding leaves nothing.
        let folded =
            Some(fold(phrase)).filter(|folded| !folded.is_empty()).unwrap_or_else(|| phrase.to_owned());
        if !seen.insert((folded, table.cell(row, "kind"))) {
            let what = format!("\"{phrase}\" stands in the table already, once spelling is folded");
            problems.push(table.problem(row, "phrase", what, "keep one of the two"));
        }
    }
}
