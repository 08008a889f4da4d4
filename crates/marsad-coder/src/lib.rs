//! From sentences to claims: who did what to whom, where, when, and how the report puts it.

mod actor;
mod claim;
mod coder;
mod gazetteer;
mod problem;

pub use actor::{Actor, Actors, Demonym, People};
pub use claim::{
    Attribution, Claim, ClaimType, Count, Instrument, Kind, Modality, Party, Passage, PlaceFiller, Precision, Role,
    TimePassage, When,
};
pub use coder::{Coder, Notice};
pub use gazetteer::{Gazetteer, Place, PlaceKind};
pub use problem::Problem;
