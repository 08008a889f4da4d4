//! When two claims tell of one event: `ontology/events.toml`.
use crate::Alliances;
use marsad_coder::{Actors, ClaimType, Kind, Problem};
use marsad_data::DataFiles;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "ontology/events.toml";

/// The rules of `ontology/events.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameEvent {
    pub(super) threshold: f32,
    pub(super) mean: f32,
    pub(super) limits: Limits,
    /// Types of which one deed has one.
    pub(super) means: Vec<ClaimType>,
    /// Types that only tell what came of a deed.
    pub(super) outcomes: Vec<ClaimType>,
    /// Types of which no two sides do the same.
    pub(super) sided: Vec<ClaimType>,
    /// Types that both sides do.
    pub(super) mutual: Vec<ClaimType>,
    /// Which type gives an event its own where as many sources tell of another.
    pub(super) deeds: Vec<ClaimType>,
    family: BTreeMap<String, Family>,
    #[serde(rename = "type")]
    pub(super) kind: TypeWeights,
    pub(super) place: PlaceWeights,
    pub(super) day: DayWeights,
    pub(super) parties: PartyWeights,
    pub(super) people: Weights,
    pub(super) figure: FigureWeights,
    pub(super) instrument: Weights,
    #[serde(skip)]
    pub(super) alliances: Alliances,
    /// Ids of groups of people, which are no parties.
    #[serde(skip)]
    people_ids: BTreeSet<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub(super) near_m: f64,
    pub(super) region_m: u32,
    pub(super) unsaid_days: i32,
    pub(super) summary_days: i32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    days: i32,
    types: Vec<ClaimType>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeWeights {
    pub(super) same: f32,
    pub(super) related: f32,
    pub(super) one_sentence: f32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceWeights {
    pub(super) same: f32,
    pub(super) part: f32,
    pub(super) within: f32,
    pub(super) near: f32,
    pub(super) region: f32,
    pub(super) other_name: f32,
    pub(super) told_together: f32,
    pub(super) unsaid: f32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayWeights {
    pub(super) same: f32,
    pub(super) overlap: f32,
    pub(super) unsaid: f32,
    pub(super) later: f32,
    pub(super) other: f32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureWeights {
    pub(super) same_from: u64,
    pub(super) same: f32,
    pub(super) overlap: f32,
    pub(super) close: f32,
    pub(super) other: f32,
    pub(super) unsaid: f32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyWeights {
    pub(super) same: f32,
    pub(super) allied: f32,
    pub(super) other: f32,
    pub(super) unsaid: f32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    pub(super) same: f32,
    pub(super) other: f32,
    pub(super) unsaid: f32,
}

impl SameEvent {
    /// The rules of these data files. Every type of event must be in a family.
    pub fn load(data: &DataFiles, actors: &Actors) -> Result<Self, Problem> {
        let text = data.get(FILE).ok_or_else(|| {
            Problem::at(FILE, 0, "the file is missing", "it says when two claims tell of one event")
        })?;
        let mut rules: Self = toml::from_str(text).map_err(|error| Problem::in_toml(FILE, text, &error))?;
        rules.alliances = Alliances::load(data)?;
        rules.people_ids = actors.people.iter().map(|group| group.id.clone()).collect();
        let mut events = ClaimType::ALL.iter().filter(|kind| kind.kind() == Kind::Event);
        match events.find(|kind| !rules.family.values().any(|family| family.types.contains(kind))) {
            Some(alone) => Err(Problem::at(
                FILE,
                0,
                format!("`{}` is in no family", alone.name()),
                "add it to the `types` of a [family.NAME], if need be one of its own",
            )),
            None => Ok(rules),
        }
    }

    /// Whether an id is of a group of people and no party.
    pub(super) fn is_people(&self, id: &str) -> bool {
        self.people_ids.contains(id)
    }

    /// How many days apart two accounts of one happening, told as these types, may put it; none where they never tell of one.
    pub(super) fn days_apart(&self, a: ClaimType, b: ClaimType) -> Option<i32> {
        let both = |family: &&Family| family.types.contains(&a) && family.types.contains(&b);
        self.family.values().filter(both).map(|family| family.days).max()
    }

    /// The widest window of any family, in days.
    pub(super) fn widest(&self) -> i32 {
        self.family.values().map(|family| family.days).max().unwrap_or(0)
    }
}
