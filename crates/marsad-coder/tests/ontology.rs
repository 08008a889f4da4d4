//! `data/ontology/claims.toml` and the program name the same types of claim.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
use marsad_coder::{ClaimType, Kind, rule_files};
use marsad_data::DataFiles;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    kind: Kind,
    says: String,
    acled: BTreeSet<String>,
    plover: BTreeSet<String>,
}

fn ontology() -> BTreeMap<String, Definition> {
    toml::from_str(DataFiles::embedded().get("ontology/claims.toml").unwrap()).unwrap()
}

#[test]
fn every_type_is_defined_and_no_other() {
    let defined: BTreeSet<String> = ontology().into_keys().collect();
    let known: BTreeSet<String> = ClaimType::ALL.iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(defined, known);
}

#[test]
fn events_and_states_are_the_same_in_both() {
    for (name, definition) in ontology() {
        assert_eq!(ClaimType::from_name(&name).unwrap().kind(), definition.kind, "{name}");
        assert!(definition.says.ends_with('.'), "{name} is defined in a sentence");
        assert!(definition.kind == Kind::Event || definition.acled.is_empty(), "{name}: ACLED codes events");
        assert!(definition.kind == Kind::Event || definition.plover.is_empty(), "{name}: PLOVER codes events");
    }
}

#[test]
fn every_type_has_a_rule_file() {
    let ruled: BTreeSet<ClaimType> =
        rule_files(&DataFiles::embedded()).unwrap().into_iter().map(|(_, file)| file.claim_type).collect();
    let unruled: Vec<&str> =
        ClaimType::ALL.iter().filter(|it| !ruled.contains(it)).map(|it| it.name()).collect();
    assert_eq!(unruled, Vec::<&str>::new());
}
