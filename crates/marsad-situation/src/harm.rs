//! Harm: how many, as a range, from whom; unknown stays unknown.
use crate::fact::{Fact, distinct, ids};
use crate::view::View;
use crate::{Harm, HarmSource, Population, Proof, Rule};
use marsad_coder::{Claim, ClaimType, Count, Role};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const COUNTED: [&str; 6] = ["killed", "injured", "casualties", "detained", "abducted", "displaced"];
/// What a claim of that type says was suffered, where it gives no number.
const UNCOUNTED: [(ClaimType, &str); 4] = [
    (ClaimType::Killing, "killed"),
    (ClaimType::Arrest, "detained"),
    (ClaimType::Abduction, "abducted"),
    (ClaimType::Displacement, "displaced"),
];

/// What two sides do to each other, so that both are its actors: clashes, and shelling that both answer.
const MUTUAL: [ClaimType; 2] = [ClaimType::Assault, ClaimType::Shelling];

/// Least and greatest number, each none where nobody gives it.
pub(crate) type Range = (Option<u64>, Option<u64>);

/// One claim's word on one sort of harm.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Toll<'a> {
    pub(crate) fact: Fact<'a>,
    pub(crate) range: Range,
    pub(crate) who: Option<&'a str>,
}

/// What people suffered, by area and type, those who fight apart; harm that no report places comes first.
pub(crate) fn harm(view: &View) -> Vec<Harm> {
    let mut tolls: BTreeMap<(Option<&str>, &str, bool), Vec<Toll>> = BTreeMap::new();
    for fact in &view.facts(|laid| laid.harms) {
        for (what, range, who) in tolls_of(fact) {
            let fighters = who.is_some_and(|who| view.setting.fights(who));
            for area in where_suffered(view, fact) {
                tolls.entry((area, what, fighters)).or_default().push(Toll { fact: *fact, range, who });
            }
        }
    }
    tolls
        .into_par_iter()
        .map(|((area, what, fighters), tolls)| harm_of(view, area, (what, fighters), &tolls))
        .collect()
}

/// Whether a claim says that people suffered.
pub(crate) fn tells_of_harm(claim: &Claim) -> bool {
    claim.counts.iter().any(|count| COUNTED.contains(&count.what.as_str()))
        || UNCOUNTED.iter().any(|(claim_type, _)| *claim_type == claim.claim_type)
}

/// What a claim says was suffered: its counts, else its type with the number unknown.
pub(crate) fn tolls_of<'a>(fact: &Fact<'a>) -> Vec<(&'a str, Range, Option<&'a str>)> {
    let claim = fact.claim;
    let counted = |count: &'a Count| (count.what.as_str(), (count.min, count.max), count.who.as_deref());
    let tolls: Vec<_> =
        claim.counts.iter().filter(|count| COUNTED.contains(&count.what.as_str())).map(counted).collect();
    if !tolls.is_empty() {
        return tolls;
    }
    let typed = UNCOUNTED.iter().filter(|(claim_type, _)| *claim_type == claim.claim_type);
    typed
        .map(|(_, what)| (*what, (None, None), claim.targets.first().map(|party| party.id.as_str())))
        .collect()
}

/// Where it happened: the places the claim names, else nowhere known.
pub(crate) fn where_suffered<'a>(view: &View<'a>, fact: &Fact<'a>) -> Vec<Option<&'a str>> {
    let ids: Vec<Option<&str>> = view.specific(fact, &[Role::At, Role::From]).into_iter().map(Some).collect();
    if ids.is_empty() { vec![None] } else { ids }
}

fn harm_of(view: &View, area: Option<&str>, (what, fighters): (&str, bool), tolls: &[Toll]) -> Harm {
    let (min, max) = total(tolls);
    let names = area.map(|id| view.names(id));
    let evidence = ids(tolls.iter().map(|toll| &toll.fact));
    Harm {
        area: area.map(str::to_owned),
        name_ar: names.as_ref().map(|(ar, _)| ar.clone()),
        name_en: names.map(|(_, en)| en),
        what: what.to_owned(),
        fighters,
        min,
        max,
        by: distinct(tolls.iter().flat_map(|toll| blamed(view, toll))),
        sources: sources(tolls),
        proof: vec![Proof::new(Rule::Harmed, evidence.clone())],
        evidence,
    }
}

/// Who is said to have done it: nobody where two sides fought and no word says which of them did, and none of those who suffered it.
pub(crate) fn blamed<'a>(view: &View, toll: &Toll<'a>) -> Vec<&'a str> {
    let actors: Vec<&str> = toll.fact.actors().filter(|actor| Some(*actor) != toll.who).collect();
    if is_between(view, &toll.fact) { Vec::new() } else { actors }
}

/// Whether a claim names both sides of a fight, and neither as the one it is done to; those it counts are no side.
fn is_between(view: &View, fact: &Fact) -> bool {
    let actors: Vec<&str> = fact.actors().collect();
    let apart = |(a, b): (&&str, &&str)| !view.setting.same_side(a, b, fact.at);
    MUTUAL.contains(&fact.claim.claim_type)
        && fact
            .targets()
            .all(|target| fact.claim.counts.iter().any(|count| count.who.as_deref() == Some(target)))
        && actors.iter().zip(actors.iter().skip(1)).any(apart)
}

/// Days add up; within a day the range spans what independent sources say.
pub(crate) fn total(tolls: &[Toll]) -> Range {
    let days = tolls.chunk_by(|a, b| a.fact.from == b.fact.from && a.fact.at == b.fact.at);
    days.map(|day| by_source(day).into_values().map(|tolls| sum(&tolls)).reduce(span).unwrap_or_default())
        .reduce(add)
        .unwrap_or_default()
}

fn sources(tolls: &[Toll]) -> Vec<HarmSource> {
    by_source(tolls)
        .into_values()
        .map(|tolls| {
            let (min, max) = sum(&tolls);
            let outlet = tolls.first().and_then(|toll| toll.fact.report.report.outlet.clone());
            HarmSource { outlet, min, max, evidence: ids(tolls.iter().map(|toll| &toll.fact)) }
        })
        .collect()
}

/// The tolls of each independent source, in the order of the sources' first texts.
fn by_source<'a>(tolls: &[Toll<'a>]) -> BTreeMap<&'a str, Vec<Toll<'a>>> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut sources: BTreeMap<&str, Vec<Toll>> = BTreeMap::new();
    for toll in tolls {
        let text = first.entry(toll.fact.source()).or_insert(&toll.fact.report.sha256);
        sources.entry(text).or_default().push(*toll);
    }
    sources
}

/// One source's tolls: a number repeated for the same people is the same toll.
fn sum(tolls: &[Toll]) -> Range {
    let mut seen = BTreeSet::new();
    let fresh = tolls.iter().filter(|toll| seen.insert((toll.fact.from, toll.range, toll.who)));
    fresh.map(|toll| toll.range).reduce(add).unwrap_or_default()
}

/// At least the known least numbers; no greatest number once one of them is open.
pub(crate) fn add(a: Range, b: Range) -> Range {
    let min = match (a.0, b.0) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (known, None) | (None, known) => known,
    };
    (min, a.1.zip(b.1).map(|(a, b)| a.saturating_add(b)))
}

/// The range that holds both.
fn span(a: Range, b: Range) -> Range {
    let min = match (a.0, b.0) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (known, None) | (None, known) => known,
    };
    (min, a.1.zip(b.1).map(|(a, b)| a.max(b)))
}

/// How many people are in an area: the span of what each independent source last said.
pub(crate) fn population(view: &View, area: &str) -> Option<Population> {
    let counted = |fact: &Fact| fact.claim.counts.iter().any(|count| count.what == "population");
    let said: Vec<Fact> = view
        .asserted(area, &[ClaimType::Population, ClaimType::Besieged], &[Role::At])
        .into_iter()
        .filter(counted)
        .collect();
    let mut last: BTreeMap<&str, Fact> = BTreeMap::new();
    for fact in &said {
        last.insert(fact.source(), *fact);
    }
    let mut last: Vec<Fact> = last.into_values().collect();
    last.sort_by_key(|fact| (fact.at, fact.id));
    let (min, max) = last.iter().flat_map(people_in).reduce(span)?;
    let others = last.iter().flat_map(|fact| view.specific(fact, &[Role::At])).filter(|id| *id != area);
    let together_with = distinct(others);
    Some(Population { min, max, together_with, sources: last.len(), evidence: ids(&last) })
}

fn people_in(fact: &Fact) -> Vec<Range> {
    fact.claim
        .counts
        .iter()
        .filter(|count| count.what == "population")
        .map(|count| (count.min, count.max))
        .collect()
}
