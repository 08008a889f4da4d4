//! Ways out of the record: each writer takes a situation and somewhere to write it.
mod boundaries;
mod cell;
pub(crate) mod geojson;

pub(crate) use boundaries::Boundaries;
