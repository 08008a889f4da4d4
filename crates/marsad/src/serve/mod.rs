//! The page and the record over HTTP: on this machine only, or for a team that logs in.
mod api;
mod assets;
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
mod reading;
mod reviewing;
mod routes;
mod stream;
pub(crate) mod team;
mod told;

pub(crate) use desk::{Desk, Openness};
pub(crate) use door::Door;
