//! An annotated document: a text and the claims that people found in it.
use jiff::civil::Date;
use marsad_coder::{Claim, Modality};
use marsad_text::{Report, Span};
use serde::Deserialize;

/// One line of an annotated file.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) date: Option<Date>,
    pub(crate) text: String,
    pub(crate) claims: Vec<Annotated>,
}

/// What is compared of a claim. A type that the program does not know stays a name: it is missed, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Annotated {
    #[serde(rename = "type")]
    pub(crate) claim_type: String,
    pub(crate) modality: Modality,
    #[serde(flatten)]
    pub(crate) span: Span,
    #[serde(default)]
    pub(crate) actors: Vec<Party>,
    #[serde(default)]
    pub(crate) targets: Vec<Party>,
    #[serde(default)]
    pub(crate) places: Vec<Named>,
    #[serde(default)]
    pub(crate) counts: Vec<Count>,
}

/// A claim that names its document.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Coded {
    pub(crate) doc: String,
    #[serde(flatten)]
    pub(crate) claim: Annotated,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Party {
    pub(crate) id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Named {
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Count {
    pub(crate) what: String,
    pub(crate) min: Option<u64>,
    pub(crate) max: Option<u64>,
}

impl Document {
    /// The document as the coder gets it.
    pub(crate) fn report(&self) -> Report {
        Report { id: self.id.clone(), text: self.text.clone(), date: self.date, ..Report::default() }
    }
}

impl Annotated {
    /// The same claim with no slot filled.
    pub(super) fn emptied(&self) -> Self {
        let (claim_type, modality, span) = (self.claim_type.clone(), self.modality, self.span);
        Self { claim_type, modality, span, actors: vec![], targets: vec![], places: vec![], counts: vec![] }
    }
}

impl From<&Claim> for Annotated {
    fn from(claim: &Claim) -> Self {
        let parties = |parties: &[marsad_coder::Party]| {
            parties.iter().map(|party| Party { id: party.id.clone() }).collect()
        };
        let count =
            |count: &marsad_coder::Count| Count { what: count.what.clone(), min: count.min, max: count.max };
        Self {
            claim_type: claim.claim_type.name().to_owned(),
            modality: claim.modality,
            span: claim.span,
            actors: parties(&claim.actors),
            targets: parties(&claim.targets),
            places: claim.places.iter().map(|place| Named { text: place.passage.text.clone() }).collect(),
            counts: claim.counts.iter().map(count).collect(),
        }
    }
}
