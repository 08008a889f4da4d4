//! From sentences to claims: who did what to whom, where, when, and how the report puts it.

mod actor;
mod anaphor;
mod assemble;
mod attribution;
mod check;
mod claim;
mod coder;
mod context;
mod document;
mod draft;
mod explain;
mod gazetteer;
mod harm;
mod lexicon;
mod memory;
mod mention;
mod modality;
mod notice;
mod problem;
mod readings;
mod resolve;
mod rule;
mod scene;
mod sets;
mod slots;
mod words;

pub use actor::{Actor, Actors, Demonym, People};
pub use check::{ROUTE_KINDS, check};
pub use claim::{
    Attribution, Claim, ClaimType, Count, Instrument, Kind, Modality, Party, Passage, PlaceFiller, Precision,
    Role, TimePassage, When,
};
pub use coder::Coder;
pub use explain::{Explanation, Fired, Seen};
pub use gazetteer::{Gazetteer, Place, PlaceKind, distance_m};
pub use notice::Notice;
pub use problem::Problem;
pub use rule::{Example, Frame, PatternSpec, RuleFile, rule_files};
