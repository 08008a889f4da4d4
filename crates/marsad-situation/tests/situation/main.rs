//! Made-up towns, a few claims each, and the situation that must follow.
mod arrival;
mod control;
mod harm;
mod isolation;
mod proof;
mod routes;
mod siege;
mod towns;
