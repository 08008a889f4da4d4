//! Events as points; one that lies nowhere known has no geometry, and is there all the same.
use super::Feature;
use crate::publish::account::{Account, Background};
use crate::publish::flat;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// A feature an event, in the order they are given.
pub(crate) fn features(accounts: &[Account], background: &Background) -> serde_json::Result<Vec<Value>> {
    accounts.iter().map(|account| serde_json::to_value(feature(account, background))).collect()
}

fn feature<'a>(account: &'a Account, background: &Background) -> Feature<'a, Map<String, Value>> {
    let names = flat::COLUMNS.iter().map(|(name, _)| (*name).to_owned());
    let properties: Map<String, Value> = names.zip(flat::row(account, background)).collect();
    let point = flat::point(account);
    let geometry = point.map_or(Value::Null, |at| json!({"type": "Point", "coordinates": at}));
    Feature::new(&account.event.id, properties, geometry)
}

/// Writes a feature an event, in the order they are given.
pub(crate) fn write(accounts: &[Account], background: &Background, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (account, number) in accounts.iter().zip(1..) {
        serde_json::to_writer(&mut *out, &feature(account, background))?;
        writeln!(out, "{}", if number < accounts.len() { "," } else { "" })?;
    }
    writeln!(out, "]}}")
}
