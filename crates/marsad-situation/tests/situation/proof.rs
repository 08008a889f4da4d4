//! Why the situation says so.
use crate::towns::{record, situation};
use marsad_situation::{Citation, Proof, Rule, Situation};
use std::collections::BTreeSet;

const LINES: [&str; 6] = [
    "besieged by=islamic-state at=city since=2015-01-01",
    "controls by=syrian-government-forces at=city/west",
    "isolate by=islamic-state at=city/airport apart=city/west",
    "cut_route by=islamic-state from=city/airport to=city/west",
    "population at=city/west population=100000",
    "advance by=islamic-state at=city/east",
];

fn told() -> Situation {
    situation(&[("a", "2017-01-10", &LINES)])
}

fn proofs(situation: &Situation) -> Vec<(Vec<Proof>, Vec<String>)> {
    let areas = situation.areas.iter().map(|area| (area.proof.clone(), area.evidence.clone()));
    let routes = situation.routes.iter().map(|route| (route.proof.clone(), route.evidence.clone()));
    areas.chain(routes).collect()
}

#[test]
fn every_statement_rests_on_claims_and_the_evidence_lists_all_of_them() {
    for (proofs, evidence) in proofs(&told()) {
        let behind: BTreeSet<&str> = proofs.iter().flat_map(Proof::evidence).collect();
        assert!(!behind.is_empty());
        assert_eq!(behind, evidence.iter().map(String::as_str).collect());
    }
}

#[test]
fn a_siege_passed_on_from_the_city_says_so() {
    let situation = told();
    let west = situation.area("city/west").unwrap();
    let passed = west.proof.iter().find(|proof| proof.rule == Rule::PassedOn).unwrap();
    assert_eq!(passed.from[0].rule, Rule::Quoted);
    assert_eq!(passed.from[0].claims, ["a:2017-01-10:1"]);
}

#[test]
fn a_citation_gives_outlet_day_sentence_and_the_words_that_made_the_claim() {
    let snapshot = record(&[("a", "2017-01-10", &LINES)]);
    let citation = Citation::of(&snapshot, "a:2017-01-10:2").unwrap();
    assert_eq!((citation.outlet.as_deref(), citation.date), (Some("a"), Some("2017-01-10".parse().unwrap())));
    assert_eq!(citation.sentence, LINES[1]);
    assert_eq!(citation.marks.len(), 1);
    assert_eq!(Citation::of(&snapshot, "nothing:1"), None);
}

#[test]
fn every_rule_has_an_id_of_its_own_and_a_sentence() {
    let ids: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(ids.len(), Rule::ALL.len());
    assert!(Rule::ALL.iter().all(|rule| rule.says().ends_with('.')));
}
