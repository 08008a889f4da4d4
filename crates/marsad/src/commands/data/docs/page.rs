//! The page itself: claim types in the ontology's order, each with its patterns and examples; then modalities and lists.
use crate::commands::Error;
use marsad_coder::{ClaimType, Kind, Modality};
use marsad_data::DataFiles;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use toml::{Table, Value};

const HEAD: &str = "\
# What Marsad claims, and from which words

<!-- Written by `make data` from the files in data/: edit those, not this page. -->

Each type of claim has a rule file with its patterns and with examples for and against, all of which are tests.
A pattern names the word list that says it, the construction it stands in, and what else must or must not be there;
`CONTRIBUTING.md` explains the constructions and fields.
";

/// Fields of a pattern that have columns of their own.
const COLUMNS: [&str; 3] = ["name", "trigger", "frame"];
/// What a pattern may want beside it that is no word list.
const NO_LISTS: [&str; 4] = ["ACTOR", "PEOPLE", "PLACE", "ROUTE"];

/// Rules by their path below `rules/`, without the ending.
type Rules = BTreeMap<String, Table>;

pub(super) fn of(data: &DataFiles) -> Result<String, Error> {
    let types = table(data, "ontology/claims.toml")?;
    let rules = rules(data)?;
    let mut page = HEAD.to_owned();
    let mut group = "";
    for claim_type in ClaimType::ALL {
        let Some(about) = types.get(claim_type.name()).and_then(Value::as_table) else { continue };
        if text(about, "group") != group {
            group = text(about, "group");
            write!(page, "\n## {}\n", capitalised(group))?;
        }
        write_type(&mut page, *claim_type, about)?;
        let own = |rule: &&Table| text(rule, "type") == claim_type.name();
        for rule in rules.values().filter(own) {
            write_patterns(&mut page, rule)?;
            write_examples(&mut page, rule)?;
        }
    }
    write_modalities(&mut page, &table(data, "ontology/modalities.toml")?)?;
    write_lists(&mut page, data, &rules)?;
    Ok(page)
}

fn table(data: &DataFiles, path: &str) -> Result<Table, Error> {
    let text = data.get(path).unwrap_or_default();
    text.parse().map_err(|error| format!("{path}: {error}\n  help: `marsad data check` tells more").into())
}

fn rules(data: &DataFiles) -> Result<Rules, Error> {
    let name = |path: &str| path.trim_start_matches("rules/").trim_end_matches(".toml").to_owned();
    data.under("rules", "toml").map(|(path, _)| Ok((name(path), table(data, path)?))).collect()
}

fn write_type(page: &mut String, claim_type: ClaimType, about: &Table) -> Result<(), Error> {
    let kind = if claim_type.kind() == Kind::Event { "event" } else { "state" };
    write!(page, "\n### {}\n\n{}\n\n", claim_type.name(), text(about, "says"))?;
    writeln!(page, "| shown as | kind | ACLED | PLOVER |\n| --- | --- | --- | --- |")?;
    let [acled, plover] = ["acled", "plover"].map(|scheme| list(about, scheme).join(", "));
    let [english, arabic] = ["en", "ar"].map(|language| text(about, language));
    writeln!(page, "| {english}, {arabic} | {kind} | {} | {} |", or_none(&acled), or_none(&plover))?;
    Ok(())
}

fn write_patterns(page: &mut String, rule: &Table) -> Result<(), Error> {
    let patterns = tables(rule, "pattern");
    if patterns.is_empty() {
        writeln!(page, "\nIt has no patterns: the coder finds it in what other words say.")?;
        return Ok(());
    }
    writeln!(page, "\n| pattern | words | construction | and |\n| --- | --- | --- | --- |")?;
    for pattern in patterns {
        let others = pattern.iter().filter(|(field, _)| !COLUMNS.contains(&field.as_str()));
        let others: Vec<String> = others.map(|(field, value)| condition(field, value)).collect();
        let [name, trigger, frame] = COLUMNS.map(|column| text(pattern, column));
        writeln!(page, "| {name} | {} | {frame} | {} |", link(trigger), others.join("; "))?;
    }
    Ok(())
}

/// A field of a pattern with what it says.
fn condition(field: &str, value: &Value) -> String {
    match value {
        Value::Boolean(true) => format!("`{field}`"),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(link).collect();
            format!("`{field}` {}", names.join(", "))
        }
        Value::String(text) => format!("`{field}` {text}"),
        other => format!("`{field}` {other}"),
    }
}

/// A word list as a link to its file.
fn link(name: &str) -> String {
    if NO_LISTS.contains(&name) { name.to_owned() } else { format!("[{name}](../data/words/ar/{name}.txt)") }
}

fn write_examples(page: &mut String, rule: &Table) -> Result<(), Error> {
    let (against, with): (Vec<&Table>, Vec<&Table>) =
        tables(rule, "example").into_iter().partition(|example| example.contains_key("none"));
    for (heading, examples) in [("It is claimed in:", with), ("It is not claimed in:", against)] {
        if !examples.is_empty() {
            writeln!(page, "\n{heading}\n")?;
        }
        for example in examples {
            writeln!(page, "- {}", text(example, "text"))?;
            let told = example.iter().filter(|(field, _)| *field != "text");
            let told: Vec<String> = told.map(|(field, value)| outcome(field, value)).collect();
            if !told.is_empty() {
                writeln!(page, "  ({})", told.join("; "))?;
            }
        }
    }
    Ok(())
}

/// What must come of an example, or why nothing may.
fn outcome(field: &str, value: &Value) -> String {
    let values = value.as_array().map(|values| values.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    let said =
        values.map_or_else(|| value.as_str().unwrap_or_default().to_owned(), |values| values.join(", "));
    if field == "none" { said } else { format!("{field}: {}", or_none(&said)) }
}

fn write_modalities(page: &mut String, modalities: &Table) -> Result<(), Error> {
    writeln!(page, "\n## How it is put\n\n| modality | shown as | |\n| --- | --- | --- |")?;
    for modality in Modality::ALL {
        let Some(about) = modalities.get(modality.name()).and_then(Value::as_table) else { continue };
        let [english, arabic, says] = ["en", "ar", "says"].map(|field| text(about, field));
        writeln!(page, "| {} | {english}, {arabic} | {says} |", modality.name())?;
    }
    Ok(())
}

fn write_lists(page: &mut String, data: &DataFiles, rules: &Rules) -> Result<(), Error> {
    let users = users(rules);
    writeln!(page, "\n## Word lists\n\n| list | what it holds | rules that name it |\n| --- | --- | --- |")?;
    for (path, words) in data.under("words/ar", "txt") {
        let name = path.trim_start_matches("words/ar/").trim_end_matches(".txt");
        let users: Vec<&str> = users.get(name).into_iter().flatten().copied().collect();
        let users =
            if users.is_empty() { "none; the coder itself reads it".to_owned() } else { users.join(", ") };
        writeln!(page, "| {} | {} | {users} |", link(name), heading(words))?;
    }
    Ok(())
}

/// The rules that name each word list.
fn users(rules: &Rules) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (rule, table) in rules {
        for pattern in tables(table, "pattern") {
            let beside = ["with", "after", "without"].map(|field| list(pattern, field));
            for name in beside.into_iter().flatten().chain([text(pattern, "trigger")]) {
                users.entry(name).or_default().insert(rule);
            }
        }
    }
    users
}

/// What a word list's first comment says.
fn heading(words: &str) -> String {
    let comment =
        words.lines().take_while(|line| line.starts_with('#')).filter(|line| !line.starts_with("#!"));
    let lines: Vec<&str> = comment.map(|line| line.trim_start_matches('#').trim()).collect();
    lines.join(" ").replace('|', "/")
}

fn text<'t>(table: &'t Table, field: &str) -> &'t str {
    table.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn list<'t>(table: &'t Table, field: &str) -> Vec<&'t str> {
    table.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn tables<'t>(table: &'t Table, field: &str) -> Vec<&'t Table> {
    table.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
