//! Made-up towns, a few claims each, and the situation that must follow.
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "towns that cannot be drawn stop their test"
)]

mod arrival;
mod changes;
mod control;
mod harm;
mod isolation;
mod proof;
mod routes;
mod siege;
mod towns;
