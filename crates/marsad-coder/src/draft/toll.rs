//! Tolls find the claim of violence they belong to, or make one.
use super::{Draft, is_violence};
use crate::harm::{Toll, tolls};
use crate::mention::Entity;
use crate::scene::Scene;
use crate::slots::Slots;
use crate::{ClaimType, Modality, Role};

/// Gives each toll to the claim of violence it belongs to, or makes a claim of its own of it.
pub(super) fn attach_tolls(scene: &Scene, drafts: &mut Vec<Draft>) {
    for toll in tolls(scene) {
        let nearest = drafts.iter_mut().filter(|draft| takes_tolls(draft, &toll)).min_by_key(|draft| {
            draft.trigger.start.abs_diff(toll.word.start)
                + 12 * usize::from(
                    scene.clause(draft.trigger.start).abs_diff(scene.clause(toll.word.start)).min(3),
                )
        });
        match (nearest, toll.agent) {
            (_, Some(agent)) => drafts.push(killing(scene, toll, Some(agent))),
            (Some(draft), None) => give(draft, toll),
            (None, None) => drafts.push(killing(scene, toll, None)),
        }
    }
    drafts.retain(|draft| match draft.claim_type {
        ClaimType::Casualties => !draft.tolls.is_empty(),
        ClaimType::Population => !draft.counted.is_empty(),
        _ => true,
    });
}

fn takes_tolls(draft: &Draft, toll: &Toll) -> bool {
    let casualties = draft.claim_type == ClaimType::Casualties;
    let ill = draft.claim_type == ClaimType::IllTreatment && toll.what == "killed";
    (is_violence(draft.claim_type) || casualties || ill)
        && !matches!(draft.modality, Modality::Intended | Modality::Denied)
}

fn give(draft: &mut Draft, toll: Toll) {
    draft.counted.retain(|(what, ..)| *what != toll.what);
    draft.slots.targets.extend(toll.who.filter(|who| !draft.slots.targets.contains(who)));
    draft.tolls.push(toll);
}

/// A toll in a battle is the battle's; one that a party inflicts is a killing or a fight; else nobody says how.
fn toll_type(scene: &Scene, toll: &Toll, agent: Option<usize>) -> ClaimType {
    let civilian = toll.who.is_none_or(
        |who| matches!(scene.mentions[who].entity, Entity::People { group, .. } if group != "fighters"),
    );
    let battle = scene.document.find(scene.words.battle, scene.tokens.clone());
    match agent {
        None if battle.is_some() => ClaimType::Assault,
        None => ClaimType::Casualties,
        Some(_) if civilian => ClaimType::Killing,
        Some(_) => ClaimType::Assault,
    }
}

/// A toll with no cause in its sentence is `casualties`; one that a party inflicts is a killing or a fight.
fn killing(scene: &Scene, toll: Toll, agent: Option<usize>) -> Draft {
    let claim_type = toll_type(scene, &toll, agent);
    let clause = scene.clause_tokens(toll.word.start);
    let places = scene.mentions.iter().enumerate().filter(|(_, mention)| {
        matches!(mention.entity, Entity::Place { .. }) && clause.contains(&mention.tokens.start)
    });
    let slots = Slots {
        actors: agent.into_iter().collect(),
        targets: toll.who.into_iter().collect(),
        places: places.map(|(index, _)| (index, Role::At)).collect(),
        ..Slots::default()
    };
    Draft {
        claim_type,
        modality: Modality::Actual,
        trigger: toll.word.clone(),
        rule: "people/casualties#toll".to_owned(),
        confidence: 0.7,
        weak: false,
        needs_actor: false,
        mutual: false,
        definite: false,
        with: false,
        slots,
        tolls: vec![toll],
        means: None,
        counted: Vec::new(),
    }
}
