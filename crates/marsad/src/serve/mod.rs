//! The page and the record over HTTP: on this machine only, or for a team that logs in.
mod api;
mod assets;
mod basemap;
mod charts;
mod claims;
mod desk;
mod door;
mod exporting;
mod guard;
mod manners;
mod names;
mod ogc;
pub(crate) mod openapi;
mod packed;
mod picture;
mod reading;
mod reviewing;
mod routes;
mod stream;
pub(crate) mod team;
mod told;

pub(crate) use basemap::Basemap;
pub(crate) use desk::{Desk, Openness};
pub(crate) use door::Door;
