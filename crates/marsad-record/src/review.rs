//! What reviewers decide. Nothing is overwritten: a review is an entry of the log, and a snapshot applies the reviews that
//! were recorded by its moment.
use crate::Refusal;
use marsad_coder::Claim;
use marsad_text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How far a claim has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has looked at it.
    #[default]
    Machine,
    /// A reviewer has accepted, corrected or written it.
    Reviewed,
    /// It may be shown to everybody.
    Published,
}

/// What a reviewer decided, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

/// What a reviewer does. Claims go by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// The claim is right as it stands.
    Accept {
        /// The claim.
        claim: String,
    },
    /// The report does not say so.
    Reject {
        /// The claim.
        claim: String,
    },
    /// A slot of the claim should hold something else.
    Correct {
        /// The claim.
        claim: String,
        /// Name of the slot in a claim's JSON.
        slot: String,
        /// What it should hold.
        value: Value,
    },
    /// The report says something that the coder did not find.
    Add {
        /// Id of the report.
        report: String,
        /// What it says.
        claim: Box<Claim>,
    },
    /// These claims tell of one event.
    Merge {
        /// The claims.
        claims: Vec<String>,
    },
    /// These claims tell of another event than those.
    Split {
        /// The claims.
        claims: Vec<String>,
        /// Those they were taken to go with.
        from: Vec<String>,
    },
    /// The review's reason is all there is to say.
    Comment {
        /// The claim.
        claim: String,
    },
    /// The claim may be shown to everybody.
    Publish {
        /// The claim.
        claim: String,
    },
}

impl Review {
    /// Ids of the claims that it is about, but for one it adds.
    pub fn claims(&self) -> Vec<&str> {
        match &self.act {
            Act::Accept { claim }
            | Act::Reject { claim }
            | Act::Correct { claim, .. }
            | Act::Comment { claim }
            | Act::Publish { claim } => vec![claim],
            Act::Add { .. } => vec![],
            Act::Merge { claims } => claims.iter().map(String::as_str).collect(),
            Act::Split { claims, from } => claims.iter().chain(from).map(String::as_str).collect(),
        }
    }

    pub(crate) fn is_signed(&self) -> bool {
        is_signed(&self.author, &self.reason)
    }
}

/// Whether somebody is named, and says why.
pub(crate) fn is_signed(author: &str, reason: &str) -> bool {
    !author.trim().is_empty() && !reason.trim().is_empty()
}

/// Slots that a correction may set. What a claim is read from (`doc`, `start`, `sentence`, …) is no slot.
const SLOTS: [&str; 9] =
    ["type", "modality", "actors", "targets", "places", "counts", "when", "attribution", "instrument"];

/// The claim with one slot set.
pub(crate) fn corrected(claim: &Claim, slot: &str, value: &Value) -> Result<Claim, Refusal> {
    let refused = |reason: String| Refusal::Value { slot: slot.to_owned(), reason };
    if !SLOTS.contains(&slot) {
        return Err(refused(format!("the slots are {}", SLOTS.join(", "))));
    }
    let mut json = serde_json::to_value(claim).map_err(|error| refused(error.to_string()))?;
    json[slot] = value.clone();
    let mut claim: Claim = serde_json::from_value(json).map_err(|error| refused(error.to_string()))?;
    claim.kind = claim.claim_type.kind();
    Ok(claim)
}

/// Refuses a claim whose words the text does not have.
pub(crate) fn check_spans(claim: &Claim, text: &str) -> Result<(), Refusal> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let parties = claim.actors.iter().chain(&claim.targets).map(|party| party.passage.span);
    let places = claim.places.iter().map(|place| place.passage.span);
    let counts = claim.counts.iter().map(|count| count.passage.span);
    let own = [claim.span, claim.trigger.span, claim.sentence].into_iter();
    let outside = |span: &Span| span.start > span.end || span.end > length;
    match own.chain(parties).chain(places).chain(counts).find(outside) {
        Some(span) => Err(Refusal::Span { start: span.start, end: span.end }),
        None => Ok(()),
    }
}
