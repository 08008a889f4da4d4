//! What is fetched from the web: politely, and from public addresses only.
mod address;
mod alarm;
mod client;
mod fetcher;
mod guard;
mod pace;
mod problem;

pub(crate) use alarm::Alarm;
pub(crate) use client::Validators;
pub(crate) use fetcher::{Fetched, Fetcher};
pub(crate) use guard::AllowedHost;
pub(crate) use problem::FetchError;
