//! What a reviewer should look at first: what matters most, and is least sure.
use crate::{Snapshot, Status, StoredClaim};
use marsad_coder::{Claim, ClaimType, Modality};
use std::collections::BTreeMap;

/// A claim that nobody has looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting<'a> {
    /// The claim.
    pub claim: &'a StoredClaim,
    /// How much hangs on it, from 1.
    pub impact: f64,
    /// How unsure it is, from 0.
    pub doubt: f64,
    /// Why it is unsure, in words; never empty.
    pub doubts: Vec<&'static str>,
}

/// The claims that nobody has looked at, by impact times doubt, greatest first.
pub fn queue(snapshot: &Snapshot) -> Vec<Waiting<'_>> {
    let told = sources_per_story(snapshot);
    let mut waiting: Vec<Waiting> = snapshot
        .claims
        .iter()
        .filter(|stored| stored.status == Status::Machine)
        .map(|stored| {
            let alone = story(&stored.claim).is_none_or(|story| told.get(&story).is_none_or(|n| n.len() < 2));
            let (doubt, doubts) = doubt(&stored.claim, alone);
            Waiting { claim: stored, impact: impact(&stored.claim), doubt, doubts }
        })
        .collect();
    let weight = |it: &Waiting| it.impact * it.doubt;
    waiting.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.claim.id.cmp(&b.claim.id)));
    waiting
}

/// What changes a situation or tells of harm to people weighs more; so do many people.
fn impact(claim: &Claim) -> f64 {
    let kind = match claim.claim_type {
        ClaimType::Capture | ClaimType::Besieged | ClaimType::ChemicalAttack | ClaimType::Killing => 4.0,
        ClaimType::Withdrawal
        | ClaimType::Controls
        | ClaimType::Encircle
        | ClaimType::CutRoute
        | ClaimType::BreakSiege
        | ClaimType::Isolate
        | ClaimType::DenyExit
        | ClaimType::BlockGoods => 3.0,
        ClaimType::AirStrike
        | ClaimType::Shelling
        | ClaimType::Bombing
        | ClaimType::Casualties
        | ClaimType::Displacement
        | ClaimType::ForcedRecruitment
        | ClaimType::IllTreatment => 2.0,
        _ => 1.0,
    };
    let people = claim.counts.iter().filter_map(|count| count.max.or(count.min)).max().unwrap_or(0);
    // Ten times the people weigh one more.
    let people = f64::from(u32::try_from(people).unwrap_or(u32::MAX));
    let asserted = if claim.modality == Modality::Actual { 1.0 } else { 0.5 };
    (kind + (1.0 + people).log10()) * asserted
}

fn doubt(claim: &Claim, alone: bool) -> (f64, Vec<&'static str>) {
    let reasons = [
        (claim.places.is_empty(), 0.4, "no place"),
        (claim.places.iter().any(|place| place.id.is_none()), 0.3, "a place that no gazetteer has"),
        (claim.places.iter().any(|place| place.candidates > 1), 0.2, "a name that several places bear"),
        (claim.actors.is_empty(), 0.3, "nobody named who did it"),
        (alone, 0.2, "one source alone"),
    ];
    let met: Vec<_> = reasons.into_iter().filter(|(is_met, ..)| *is_met).collect();
    let doubt = 1.0 - f64::from(claim.confidence) + met.iter().map(|(_, weight, _)| weight).sum::<f64>();
    let mut words: Vec<&str> = met.into_iter().map(|(.., word)| word).collect();
    if words.is_empty() {
        words.push("not reviewed");
    }
    (doubt, words)
}

/// Type and first place: what sources are compared by.
fn story(claim: &Claim) -> Option<(ClaimType, &str)> {
    let place = claim.places.iter().find_map(|place| place.id.as_deref())?;
    Some((claim.claim_type, place))
}

type Stories<'a> = BTreeMap<(ClaimType, &'a str), std::collections::BTreeSet<&'a str>>;

fn sources_per_story(snapshot: &Snapshot) -> Stories<'_> {
    let mut told = Stories::new();
    for stored in &snapshot.claims {
        if let Some(story) = story(&stored.claim) {
            told.entry(story).or_default().insert(&snapshot.report_of(stored).source);
        }
    }
    told
}
