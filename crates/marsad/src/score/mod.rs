//! How well the coder reads: its claims beside those that people found in the same texts.
mod document;
mod matching;
mod place;
mod table;
mod tally;

pub(crate) use document::{Annotated, Coded, Document};
pub(crate) use place::PlaceNames;
pub(crate) use tally::Score;
