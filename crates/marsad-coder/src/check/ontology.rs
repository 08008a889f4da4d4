//! The ontology files agree with the types that the program is built of.
use crate::{ClaimType, Kind, Modality, Problem};
use marsad_data::DataFiles;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const CLAIMS: &str = "ontology/claims.toml";
const MODALITIES: &str = "ontology/modalities.toml";
const ACTOR_KINDS: &str = "ontology/actor_kinds.toml";

/// The ontology files, where they could be read.
#[derive(Debug, Default)]
pub(super) struct Ontology {
    claims: Vec<ClaimEntry>,
    modalities: Vec<Entry>,
    actor_kinds: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimEntry {
    name: String,
    kind: Kind,
    group: String,
    ar: String,
    en: String,
    counts: String,
    #[serde(default, rename = "acled")]
    _acled: String,
    #[serde(default, rename = "plover")]
    _plover: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    ar: String,
    en: String,
    #[serde(default, rename = "means")]
    _means: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<ClaimEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Modalities {
    modality: Vec<Entry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorKinds {
    actor_kind: Vec<Entry>,
}

impl Ontology {
    pub(super) fn read(data: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        Self {
            claims: file::<Claims>(data, CLAIMS, problems).claim,
            modalities: file::<Modalities>(data, MODALITIES, problems).modality,
            actor_kinds: file::<ActorKinds>(data, ACTOR_KINDS, problems).actor_kind,
        }
    }

    pub(super) fn check(&self, problems: &mut Vec<Problem>) {
        let known = ClaimType::ALL.iter().map(|claim_type| claim_type.name());
        let claims = self.claims.iter().map(|entry| entry.name.as_str());
        in_step(CLAIMS, known, claims, problems);
        let modalities = self.modalities.iter().map(|entry| entry.name.as_str());
        in_step(MODALITIES, Modality::ALL.iter().map(|modality| modality.name()), modalities, problems);
        for entry in &self.claims {
            entry.check(problems);
        }
        for (file, entries) in [(MODALITIES, &self.modalities), (ACTOR_KINDS, &self.actor_kinds)] {
            let unnamed = entries.iter().filter(|entry| entry.ar.is_empty() || entry.en.is_empty());
            problems.extend(unnamed.map(|entry| unlabelled(file, &entry.name)));
        }
    }

    /// The group of a claim type, where the ontology has it.
    pub(super) fn group(&self, claim_type: ClaimType) -> Option<&str> {
        let entry = self.claims.iter().find(|entry| entry.name == claim_type.name());
        entry.map(|entry| entry.group.as_str())
    }

    pub(super) fn has_actor_kind(&self, kind: &str) -> bool {
        self.actor_kinds.iter().any(|entry| entry.name == kind)
    }
}

impl ClaimEntry {
    fn check(&self, problems: &mut Vec<Problem>) {
        if self.ar.is_empty() || self.en.is_empty() || self.counts.is_empty() {
            problems.push(unlabelled(CLAIMS, &self.name));
        }
        if ClaimType::from_name(&self.name).is_some_and(|claim_type| claim_type.kind() != self.kind) {
            let what = format!("\"{}\" is of the other kind", self.name);
            problems.push(Problem::at(CLAIMS, 0, what, "an event happens at a time, a state holds over one"));
        }
    }
}

fn unlabelled(file: &str, name: &str) -> Problem {
    let what = format!("\"{name}\" lacks a label or what it counts");
    Problem::at(file, 0, what, "write `ar`, `en` and, for a claim type, `counts`")
}

/// A file; an empty one and a problem where it is missing or cannot be read.
fn file<T: Default + DeserializeOwned>(data: &DataFiles, path: &str, problems: &mut Vec<Problem>) -> T {
    let Some(text) = data.get(path) else {
        problems.push(Problem::at(path, 0, "the file is missing", "copy it from the project's data folder"));
        return T::default();
    };
    toml::from_str(text).unwrap_or_else(|error| {
        problems.push(crate::rule::toml_problem(path, text, &error));
        T::default()
    })
}

fn in_step<'a>(
    file: &str,
    known: impl Iterator<Item = &'static str>,
    written: impl Iterator<Item = &'a str>,
    problems: &mut Vec<Problem>,
) {
    let (known, written): (Vec<&str>, Vec<&str>) = (known.collect(), written.collect());
    if known != written {
        let help = format!("it holds these, in this order: {}", known.join(" "));
        problems.push(Problem::at(file, 0, "the names are not those the program knows", help));
    }
}
