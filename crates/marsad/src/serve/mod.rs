//! The page and the record over HTTP, on this machine only.
mod api;
mod assets;
mod claims;
mod desk;
mod door;
mod guard;
mod names;
mod reading;
mod reviewing;

pub(crate) use desk::Desk;
pub(crate) use door::Door;
