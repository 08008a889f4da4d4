//! Events as points; one that lies nowhere known has no geometry, and is there all the same.
use super::Feature;
use crate::publish::account::{Account, Background};
use crate::publish::flat;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes a feature an event, in the order they are given.
pub(crate) fn write(accounts: &[Account], background: &Background, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (account, number) in accounts.iter().zip(1..) {
        let names = flat::COLUMNS.iter().map(|(name, _)| (*name).to_owned());
        let properties: Map<String, Value> = names.zip(flat::row(account, background)).collect();
        let point = flat::point(account);
        let geometry = point.map_or(Value::Null, |at| json!({"type": "Point", "coordinates": at}));
        serde_json::to_writer(&mut *out, &Feature::new(&account.event.id, properties, geometry))?;
        writeln!(out, "{}", if number < accounts.len() { "," } else { "" })?;
    }
    writeln!(out, "]}}")
}
