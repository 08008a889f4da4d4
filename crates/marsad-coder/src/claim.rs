//! A claim: one thing that one passage of one report says happened or holds.
use jiff::civil::Date;
use marsad_text::Span;
use serde::{Deserialize, Serialize};

macro_rules! claim_types {
    ($($variant:ident $name:literal $kind:ident),+ $(,)?) => {
        /// What a claim says (`ontology/claims.toml` has the definition, ACLED sub-event and PLOVER code of each).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each type is defined in data/ontology/claims.toml")]
        pub enum ClaimType { $($variant),+ }

        impl ClaimType {
            /// Every type, in the ontology's order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in files and JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Whether it happened at a time or holds over one.
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind),+ }
            }

            /// The type of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

claim_types! {
    Assault "assault" Event,
    AirStrike "air_strike" Event,
    Shelling "shelling" Event,
    Bombing "bombing" Event,
    ChemicalAttack "chemical_attack" Event,
    Capture "capture" Event,
    Advance "advance" Event,
    Withdrawal "withdrawal" Event,
    Reinforcement "reinforcement" Event,
    Encircle "encircle" Event,
    BreakSiege "break_siege" Event,
    CutRoute "cut_route" Event,
    OpenRoute "open_route" Event,
    Isolate "isolate" Event,
    BlockGoods "block_goods" Event,
    DenyExit "deny_exit" Event,
    AidDelivery "aid_delivery" Event,
    Destruction "destruction" Event,
    Killing "killing" Event,
    Arrest "arrest" Event,
    Abduction "abduction" Event,
    ForcedRecruitment "forced_recruitment" Event,
    ForcedLabour "forced_labour" Event,
    IllTreatment "ill_treatment" Event,
    Displacement "displacement" Event,
    Evacuation "evacuation" Event,
    Return "return" Event,
    Casualties "casualties" Event,
    Agreement "agreement" Event,
    Negotiation "negotiation" Event,
    Threat "threat" Event,
    Protest "protest" Event,
    Controls "controls" State,
    Contested "contested" State,
    Besieged "besieged" State,
    Isolated "isolated" State,
    SupplyLine "supply_line" State,
    Population "population" State,
    Hardship "hardship" State,
}

/// An event happened at a time; a state holds over a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the type's own comment says it")]
pub enum Kind {
    Event,
    State,
}

/// How the report puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Asserted, past or ongoing.
    Actual,
    /// Tried, and did not succeed.
    Failed,
    /// Planned, sought, demanded or offered.
    Intended,
    /// Possible, warned of, threatened, conditional or asked.
    Feared,
    /// Said not to be so.
    Denied,
}

impl Modality {
    /// Every modality, in the ontology's order.
    pub const ALL: &[Self] = &[Self::Actual, Self::Failed, Self::Intended, Self::Feared, Self::Denied];

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Failed => "failed",
            Self::Intended => "intended",
            Self::Feared => "feared",
            Self::Denied => "denied",
        }
    }
}

/// Words of the report, with where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The words as they stand in the report.
    pub text: String,
    /// Where; see [`Span`].
    #[serde(flatten)]
    pub span: Span,
}

/// Who does it, holds it, or suffers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Canonical id of `actors/*.csv`.
    pub id: String,
    /// The words that name it (or the pronoun or noun that stands for it).
    #[serde(flatten)]
    pub passage: Passage,
}

/// What a place is to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Where it happens or holds.
    At,
    /// Left behind, or a route's first end.
    From,
    /// Made for, or a route's other end.
    To,
    /// Passed through.
    Via,
    /// What an isolated area is severed from.
    ApartFrom,
}

/// A place that the claim names, and the gazetteer row it was taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceFiller {
    /// The words that name it.
    #[serde(flatten)]
    pub passage: Passage,
    /// What it is to the claim.
    pub role: Role,
    /// Gazetteer id; none where no row fits, or none better than another.
    pub id: Option<String>,
    /// English name of that row.
    pub name_en: Option<String>,
    /// WGS84 degrees north.
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    pub lon: Option<f64>,
    /// Radius in metres within which the place lies.
    pub precision_m: Option<u32>,
    /// How many rows of the gazetteer bear the name.
    pub candidates: u32,
    /// Whether a taking, holding, siege or count is of a part of it only: "most of X", "points in X", "the east of X".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
}

/// A number the report gives: "dozens" is a range, never a made-up figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// `killed`, `injured`, `casualties`, `detained`, `displaced`, `abducted`, `population`, `strikes`, `days` …
    pub what: String,
    /// Whom it counts: a group of people or an actor.
    pub who: Option<String>,
    /// Least number.
    pub min: Option<u64>,
    /// Greatest number; none where the report leaves it open.
    pub max: Option<u64>,
    /// The words that say it.
    #[serde(flatten)]
    pub passage: Passage,
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day, or a stretch of days that the text itself bounds.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// "About", "more than", "recently".
    Approximate,
    /// No report date to count from: only `relative_days` is known.
    Relative,
}

/// When it happened, or since when it holds, resolved against the report's date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The words that say it.
    #[serde(flatten)]
    pub passage: TimePassage,
    /// First possible day.
    pub start: Option<Date>,
    /// Last possible day.
    pub end: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
    /// Days from the report's day to the start (negative is past), where the text counts from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative_days: Option<i32>,
    /// Whether it is the start of something that goes on ("since").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub since: bool,
}

/// The words of a [`When`]; named apart from [`Passage`] because `start` and `end` are days there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimePassage {
    /// The words as they stand in the report.
    pub text: String,
    /// Where they stand.
    pub at: Span,
}

/// Who says so, where the text names a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Canonical id where the source is a known actor.
    pub id: Option<String>,
    /// What sort of source it is, where the words tell: a list of `words/ar/sources` (`eyewitnesses`, `military` …), else
    /// the known actor's kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// The words that name it.
    #[serde(flatten)]
    pub passage: Passage,
}

/// Weapon or means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Canonical name (`artillery`, `barrel_bomb`, `car_bomb` …): the name of its word list.
    pub id: String,
    /// The words that name it.
    #[serde(flatten)]
    pub passage: Passage,
}

/// One thing that one passage of one report says happened or holds.
///
/// Serialises as one line of `marsad code --format jsonl`. Slots that the report does not fill are empty, never guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The report's id.
    pub doc: String,
    /// What it says.
    #[serde(rename = "type")]
    pub claim_type: ClaimType,
    /// Event or state.
    pub kind: Kind,
    /// How the report puts it.
    pub modality: Modality,
    /// The passage that says it, in code points of the report's text.
    #[serde(flatten)]
    pub span: Span,
    /// The word or phrase that made the rule fire.
    pub trigger: Passage,
    /// The sentence it stands in.
    #[serde(with = "pair")]
    pub sentence: Span,
    /// Who does it, or for a state, who holds it.
    pub actors: Vec<Party>,
    /// Whom it is done to.
    pub targets: Vec<Party>,
    /// Where.
    pub places: Vec<PlaceFiller>,
    /// How many.
    pub counts: Vec<Count>,
    /// When, or since when.
    pub when: Option<When>,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// With what.
    pub instrument: Option<Instrument>,
    /// The rule that fired: its path below `rules/` and its pattern's name.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
}

/// A [`Span`] as `[start, end]`.
mod pair {
    use marsad_text::Span;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's `with` passes a reference")]
    pub(super) fn serialize<S: Serializer>(span: &Span, to: S) -> Result<S::Ok, S::Error> {
        (span.start, span.end).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Span, D::Error> {
        <(u32, u32)>::deserialize(from).map(|(start, end)| Span::new(start, end))
    }
}
