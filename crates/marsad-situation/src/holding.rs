//! What the situation says of one area.
use crate::Proof;
use jiff::civil::Date;
use marsad_coder::PlaceKind;
use serde::Serialize;

/// Whether an area has one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One side holds it.
    Held,
    /// Parties fight over it, or hold parts of it.
    Contested,
    /// Independent sources name different holders.
    Disputed,
    /// No report says who holds it.
    Unknown,
}

/// Whether goods and people get in and out (UN usage).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// A siege on it was lifted, or a way to it opened, and nothing since says otherwise.
    Open,
    /// One or two of the siege criteria are met.
    HardToReach,
    /// All three criteria are met, or a source says so outright and none denies it.
    Besieged,
    /// No report tells.
    Unknown,
}

/// Since when something holds: a day where the reports give one, else only their words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The day; none where no report is dated.
    #[serde(rename = "since")]
    pub date: Option<Date>,
    /// The report's own words for it.
    #[serde(rename = "since_text", skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Days before the report, where the words count from its day.
    #[serde(rename = "days_before_report", skip_serializing_if = "Option::is_none")]
    pub days_before_report: Option<u32>,
}

/// One area and what holds there on the day asked about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holding {
    /// Gazetteer id.
    pub id: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// What sort of place it is; none where the gazetteer at hand has no such id.
    pub kind: Option<PlaceKind>,
    /// WGS84 degrees north.
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    pub lon: Option<f64>,
    /// Radius in metres within which it lies.
    pub precision_m: Option<u32>,
    /// Actor id of who holds it: none where unknown or disputed.
    pub holder: Option<String>,
    /// Every side, best supported first, where it is contested or disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<String>,
    /// Allies who hold it together with the holder.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jointly_with: Vec<String>,
    /// Whether it has one holder.
    pub status: Status,
    /// Since when the holder holds it, or the fight for it lasts.
    #[serde(flatten)]
    pub since: Since,
    /// Whether goods and people get in and out.
    pub access: Access,
    /// The day from which it is open: that of the first word of it since the last one of a siege.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_since: Option<Date>,
    /// Whether it is cut off from the rest of its holder's area.
    pub isolated: bool,
    /// How many people are in it.
    pub population: Option<Population>,
    /// The siege on it, where there is one or part of one.
    pub siege: Option<Siege>,
    /// What is said and what follows about its being cut off.
    pub isolation: Option<Isolation>,
    /// Who withdrew from it and has not come back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Departure>,
    /// Attempts on it that failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<Attempt>,
    /// The sides of a dispute, best supported first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Side>,
    /// Ids of every claim that any of this rests on.
    pub evidence: Vec<String>,
    /// Why each of these is said.
    pub proof: Vec<Proof>,
}

/// One side of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Actor id of the holder it names.
    pub holder: String,
    /// Its newest claim's day.
    pub latest: Option<Date>,
    /// How many independent sources say so.
    pub sources: usize,
    /// Ids of their claims.
    pub evidence: Vec<String>,
}

/// How many people are in an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Population {
    /// Least number.
    pub min: Option<u64>,
    /// Greatest number; none where left open.
    pub max: Option<u64>,
    /// The other areas that the number counts together with this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together_with: Vec<String>,
    /// How many independent sources give it.
    pub sources: usize,
    /// Ids of the claims that give it.
    pub evidence: Vec<String>,
}

/// The siege on an area: its criteria, each dated and sourced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Siege {
    /// Actor ids of who besieges.
    pub by: Vec<String>,
    /// Since when.
    #[serde(flatten)]
    pub since: Since,
    /// The criteria that are met.
    pub criteria: Vec<Criterion>,
    /// Ids of the claims that say "besieged" outright.
    pub quoted: Vec<String>,
    /// Ids of the claims that deny it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub denied: Vec<String>,
    /// Siege Watch's label: it has lasted six months or more; none where no report tells since when.
    pub six_months: Option<bool>,
}

/// What makes a siege.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Armed actors surround it.
    Encircled,
    /// Food, medicine, fuel or aid is kept out.
    GoodsBlocked,
    /// Civilians are kept from leaving.
    ExitDenied,
}

/// One criterion that is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// Which.
    pub kind: CriterionKind,
    /// Actor ids of who does it.
    pub by: Vec<String>,
    /// Since when.
    #[serde(flatten)]
    pub since: Since,
    /// Ids of the claims that say so.
    pub evidence: Vec<String>,
}

/// Being cut off: what sources say, and what follows from the routes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Isolation {
    /// Ids of the claims that say so.
    pub quoted: Vec<String>,
    /// What the routes say: cut off, linked, or not known.
    pub derived: Option<bool>,
    /// Actor ids of who severed it.
    pub by: Vec<String>,
    /// Ids of the areas it is severed from, as said.
    pub apart_from: Vec<String>,
    /// Since when.
    #[serde(flatten)]
    pub since: Since,
    /// Ids of the routes it would need, in the state that decides.
    pub routes: Vec<String>,
}

/// Someone left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Departure {
    /// Actor id.
    pub actor: String,
    /// When.
    #[serde(flatten)]
    pub since: Since,
    /// Ids of the claims that say so.
    pub evidence: Vec<String>,
}

/// Someone tried and failed: evidence of a fight that changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// Actor ids of who tried.
    pub by: Vec<String>,
    /// What they tried: the claim's type.
    pub what: &'static str,
    /// When.
    pub on: Option<Date>,
    /// Id of the claim that says so.
    pub evidence: String,
}
