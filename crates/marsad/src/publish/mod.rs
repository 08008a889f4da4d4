//! Ways out of the record: each writer takes a situation, or events, and somewhere to write them.
mod account;
pub(crate) mod acled;
mod boundaries;
pub(crate) mod bundle;
pub(crate) mod cell;
mod codes;
mod filing;
mod flat;
pub(crate) mod geojson;
pub(crate) mod geoparquet;
pub(crate) mod hapi;
mod palette;
pub(crate) mod plover;
mod public;
#[cfg(test)]
mod samples;
mod sheet;
mod sides;
mod site;
pub(crate) mod sitrep;
mod toll;
pub(crate) mod ucdp;

pub(crate) use account::{Account, Background, accounts};
pub(crate) use boundaries::Boundaries;
pub(crate) use bundle::Bundle;
pub(crate) use codes::Codes;
pub(crate) use palette::Palette;
pub(crate) use public::{Coarseness, PersonNames, PublicView};
pub(crate) use sheet::Heading;
