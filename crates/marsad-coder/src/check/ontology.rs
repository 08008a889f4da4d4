//! The ontology files agree with the types that the program is built of.
use crate::rule::toml_problem;
use crate::{ClaimType, Kind, Modality, Problem};
use marsad_data::DataFiles;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

const CLAIMS: &str = "ontology/claims.toml";
const MODALITIES: &str = "ontology/modalities.toml";
const ACTOR_KINDS: &str = "ontology/actor_kinds.toml";

/// What the ontology files define.
#[derive(Debug, Default)]
pub(super) struct Ontology {
    claims: BTreeMap<String, Definition>,
    actor_kinds: BTreeMap<String, Label>,
}

/// One claim type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    kind: Kind,
    group: String,
    ar: String,
    en: String,
    says: String,
    acled: Vec<String>,
    plover: Vec<String>,
}

/// A modality or a kind of actor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    ar: String,
    en: String,
    says: Option<String>,
}

impl Ontology {
    /// Reads the files and says what is wrong with them.
    pub(super) fn check(data: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let claims = tables::<Definition>(data, CLAIMS, problems);
        in_step(data, CLAIMS, ClaimType::ALL.iter().map(|it| it.name()), problems);
        for (name, definition) in &claims {
            problems.extend(definition.faults(name).map(|what| fault(data, CLAIMS, name, what)));
        }
        let modalities = tables::<Label>(data, MODALITIES, problems);
        in_step(data, MODALITIES, Modality::ALL.iter().map(|it| it.name()), problems);
        let actor_kinds = tables::<Label>(data, ACTOR_KINDS, problems);
        for (file, labels) in [(MODALITIES, &modalities), (ACTOR_KINDS, &actor_kinds)] {
            let unlabelled = labels.iter().filter(|(_, label)| label.is_empty());
            problems.extend(unlabelled.map(|(name, _)| fault(data, file, name, "an empty label")));
        }
        Self { claims, actor_kinds }
    }

    /// The group of a claim type, where the ontology has it.
    pub(super) fn group(&self, claim_type: ClaimType) -> Option<&str> {
        self.claims.get(claim_type.name()).map(|definition| definition.group.as_str())
    }

    pub(super) fn has_actor_kind(&self, kind: &str) -> bool {
        self.actor_kinds.contains_key(kind)
    }
}

impl Definition {
    fn faults(&self, name: &str) -> impl Iterator<Item = &'static str> {
        let labelled = ![&self.group, &self.ar, &self.en].iter().any(|label| label.is_empty());
        let kind = ClaimType::from_name(name).is_none_or(|claim_type| claim_type.kind() == self.kind);
        let coded = self.kind == Kind::Event || self.acled.is_empty() && self.plover.is_empty();
        let faults = [
            (labelled, "an empty group or label"),
            (kind, "an event is called a state, or a state an event"),
            (self.says.ends_with('.'), "what it says is no sentence"),
            (coded, "ACLED and PLOVER code events, not states"),
        ];
        faults.into_iter().filter(|(sound, _)| !sound).map(|(_, what)| what)
    }
}

impl Label {
    fn is_empty(&self) -> bool {
        self.ar.is_empty() || self.en.is_empty() || self.says.as_ref().is_some_and(String::is_empty)
    }
}

fn fault(data: &DataFiles, file: &str, name: &str, what: &str) -> Problem {
    let line = headings(data, file).find(|(_, heading)| *heading == name).map_or(0, |(line, _)| line);
    Problem::at(file, line, format!("{name}: {what}"), "the head of the file says what each key means")
}

/// The tables of a file; none and a problem where it is missing or cannot be read.
fn tables<T: DeserializeOwned>(
    data: &DataFiles,
    file: &str,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, T> {
    let Some(text) = data.get(file) else {
        problems.push(Problem::at(file, 0, "the file is missing", "copy it from the project's data folder"));
        return BTreeMap::new();
    };
    toml::from_str(text).unwrap_or_else(|error| {
        problems.push(toml_problem(file, text, &error));
        BTreeMap::new()
    })
}

/// The names of a file's tables, in its order, with their lines.
fn headings<'d>(data: &'d DataFiles, file: &str) -> impl Iterator<Item = (usize, &'d str)> {
    let lines = data.get(file).unwrap_or_default().lines().enumerate();
    lines.filter_map(|(at, line)| Some((at + 1, line.strip_prefix('[')?.strip_suffix(']')?)))
}

fn in_step(
    data: &DataFiles,
    file: &str,
    known: impl Iterator<Item = &'static str> + Clone,
    problems: &mut Vec<Problem>,
) {
    if !headings(data, file).map(|(_, name)| name).eq(known.clone()) {
        let help = format!("it has these tables, in this order: {}", known.collect::<Vec<_>>().join(" "));
        problems.push(Problem::at(file, 0, "its tables are not those the program knows", help));
    }
}
