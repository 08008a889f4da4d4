//! One event, many reports: what several reports tell of one thing that happened, with what they agree on and what not.
//!
//! Claims are gathered by place and day, compared field by field, and grouped, the likest first; reviewers have the last word.
mod candidates;
mod compare;
mod group;
mod index;
mod keys;
mod listing;
mod merge;
mod rules;
#[cfg(test)]
pub(crate) mod tests;
mod told;

pub use listing::{Page, Wanted};
pub use rules::SameEvent;

use crate::Snapshot;
use jiff::civil::Date;
use marsad_coder::{ClaimType, Gazetteer, Modality, Role};
use serde::{Deserialize, Serialize};

/// The events that a snapshot's claims tell of, by id. What is only sought, feared or denied is none.
///
/// The order in which the reports came makes no difference.
pub fn events(snapshot: &Snapshot, rules: &SameEvent, gazetteer: &Gazetteer) -> Vec<Event> {
    let told = told::all(snapshot, rules, gazetteer);
    let groups = group::groups(&told, &snapshot.judgements, rules);
    groups.into_iter().filter_map(|group| merge::event(&told, group, rules)).collect()
}

/// The id of the event whose least claim this is.
fn event_id(claim: &str) -> String {
    format!("e-{claim}")
}

/// The least claim of an event.
fn first_claim(event: &str) -> &str {
    event.strip_prefix("e-").unwrap_or(event)
}

/// Something that happened, as all the claims that tell of it have it. Nothing that one of them says is lost in it: where
/// they differ, every side stays, with who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The least id of its claims behind `e-`: it stays while claims join it, but for an older one.
    pub id: String,
    /// The type that most sources give.
    #[serde(rename = "type")]
    pub event_type: ClaimType,
    /// Every type that a source gives, with who does: one calls an attack what another tells by its dead.
    pub told_as: Vec<Named>,
    /// How most sources put it.
    pub modality: Modality,
    /// The days on which it may have happened; none where no source gives one.
    pub when: Option<Days>,
    /// First and last day on which the reports were published, where known.
    pub reported: Option<Days>,
    /// Where, the most specific first.
    pub places: Vec<Location>,
    /// Who did it.
    pub actors: Vec<Named>,
    /// To whom.
    pub targets: Vec<Named>,
    /// With what.
    pub instruments: Vec<Named>,
    /// How many, by what is counted and whom.
    pub figures: Vec<Figure>,
    /// Slots on which sources differ: `type`, `modality`, `when`, `actors`.
    pub disputed: Vec<Dispute>,
    /// The claims that tell of it, in order of their ids.
    pub claims: Vec<Member>,
    /// What joins them: of each claim but one, why it belongs to the others.
    pub links: Vec<Link>,
    /// How many sources tell of it; copies of one text are one.
    pub sources: usize,
}

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// A place of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// What it is to the event.
    pub role: Role,
    /// The words that name it.
    pub text: String,
    /// Gazetteer id; none where no row fits.
    pub id: Option<String>,
    /// English name of that row.
    pub name_en: Option<String>,
    /// WGS84 degrees north.
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    pub lon: Option<f64>,
    /// Radius in metres within which the place lies.
    pub precision_m: Option<u32>,
    /// Sources that name it.
    pub sources: Vec<String>,
}

/// A type, a party, a group of people or a weapon, with who names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Canonical id.
    pub id: String,
    /// Sources that name it.
    pub sources: Vec<String>,
}

/// A number, as every source gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// `killed`, `injured`, `detained` …
    pub what: String,
    /// Whom it counts: a group of people or an actor.
    pub who: Option<String>,
    /// The range that every source allows, `[min, max]`, open above where none bounds it; none where they disagree.
    pub agreed: Option<(u64, Option<u64>)>,
    /// Least number that any source gives.
    pub low: u64,
    /// Greatest number that any source gives; none where one leaves it open.
    pub high: Option<u64>,
    /// What each source says.
    pub said: Vec<Said>,
}

/// A number that one source gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The source.
    pub source: String,
    /// Least number.
    pub min: u64,
    /// Greatest number; none where it is left open.
    pub max: Option<u64>,
    /// Id of the claim that says it.
    pub claim: String,
}

/// A slot on which sources differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Which slot.
    pub slot: String,
    /// What each source has in it.
    pub sides: Vec<Side>,
}

/// What some of the sources say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What they say.
    pub value: String,
    /// Which sources.
    pub sources: Vec<String>,
}

/// A claim of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The claim's id.
    pub claim: String,
    /// Source of the report it stands in.
    pub source: String,
}

/// Why two claims are taken to tell of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Ids of the claims.
    pub claims: (String, String),
    /// Sum of the weights of `ontology/events.toml`; none where a reviewer said so.
    pub score: Option<f32>,
    /// What speaks for it and against it, each with its weight; or who said so, and why.
    pub because: Vec<String>,
}
