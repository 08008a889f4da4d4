//! What the claims of an event are found by: their places, what contains these, cells of a grid, and their sources.
use super::candidates::{NEXT, cell_of};
use super::rules::SameEvent;
use super::told::Told;
use crate::Fault;
use crate::store::{self, Store, Value};
use std::collections::BTreeMap;

/// First and last day, counted as [`super::told::Span`] counts them.
pub(super) type Window = (i32, i32);

/// The window of claims that no day bounds, and of keys that count on any.
const EVER: Window = (i32::MIN, i32::MAX);

/// The keys of a claim, each with its days: what it is at, what that lies in, the cell, and the source.
fn own(told: &Told, rules: &SameEvent) -> Vec<(String, Window)> {
    let mut keys = vec![(format!("~{}", told.source), EVER)];
    let Some(days) = told.days.filter(|days| !days.is_summary(rules)) else { return keys };
    let window = (days.first, days.last);
    for site in &told.sites {
        keys.push((format!("={}", site.key), window));
        keys.extend(site.containers.iter().map(|container| (format!("<{container}"), window)));
        keys.extend(cell_of(site).map(|(row, column)| (format!("#{row},{column}"), window)));
    }
    keys
}

/// Makes the window of a key take in another.
fn widen(windows: &mut BTreeMap<String, Window>, key: String, window: Window) {
    let known = windows.entry(key).or_insert(window);
    *known = (known.0.min(window.0), known.1.max(window.1));
}

/// The keys under which events are to be found that claims may belong to.
pub(super) fn sought(all: &[Told], rules: &SameEvent) -> BTreeMap<String, Window> {
    let mut sought: BTreeMap<String, Window> = BTreeMap::new();
    let mut seek = |key: String, (first, last): Window| {
        let wide = rules.widest();
        let window = (first.saturating_sub(wide), last.saturating_add(wide));
        widen(&mut sought, key, window);
    };
    for told in all {
        seek(format!("~{}", told.source), EVER);
        let Some(days) = told.days.filter(|days| !days.is_summary(rules)) else { continue };
        let window = (days.first, days.last);
        for site in &told.sites {
            seek(format!("={}", site.key), window);
            seek(format!("<{}", site.key), window);
            site.containers.iter().for_each(|container| seek(format!("={container}"), window));
            let Some((row, column)) = cell_of(site) else { continue };
            for (down, right) in NEXT {
                seek(format!("#{},{}", row + down, column + right), window);
            }
        }
    }
    sought
}

/// Notes what an event is found by.
pub(super) fn put<'t>(
    store: &dyn Store,
    event: &str,
    claims: impl Iterator<Item = &'t Told<'t>>,
    rules: &SameEvent,
) -> Result<(), Fault> {
    let mut keys: BTreeMap<String, Window> = BTreeMap::new();
    for (key, window) in claims.flat_map(|told| own(told, rules)) {
        widen(&mut keys, key, window);
    }
    keys.into_iter().try_for_each(|(key, (first, last))| {
        store.execute(
            "INSERT INTO event_keys (key, last, event, first) VALUES ($1, $2, $3, $4)",
            &[Value::Text(&key), Value::Int(last.into()), Value::Text(event), Value::Int(first.into())],
        )
    })
}

/// The events of a key within a window.
pub(super) fn events(store: &dyn Store, key: &str, (first, last): Window) -> Result<Vec<String>, Fault> {
    let sql = "SELECT event FROM event_keys WHERE key = $1 AND last >= $2 AND first <= $3";
    let values = [Value::Text(key), Value::Int(first.into()), Value::Int(last.into())];
    store::all(store, sql, &values, |row| row.text(0))
}
