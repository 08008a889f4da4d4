//! Victims that a claim of violence has beside those its own words name: the dead of its tolls, and the uncounted.
use super::toll::TOLL;
use super::{Draft, is_violence};
use crate::ClaimType;
use crate::harm::Toll;
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use crate::slots::{Unnamed, is_gunman};
use std::ops::Range;

/// Words within which those stand who are named as some of the counted.
const AMONG_GAP: usize = 4;

/// Adds to each claim of violence the victims that its sentence names.
pub(super) fn name_victims(scene: &Scene, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        // The dead of a battle that is told of by its toll alone.
        if draft.rule == TOLL && draft.claim_type == ClaimType::Assault && draft.slots.actors.is_empty() {
            (draft.mutual, draft.slots.lacks_side, draft.slots.subject) = (true, true, Unnamed::Sentence);
        }
        let counted: Vec<usize> =
            draft.tolls.iter().filter(|toll| !toll.spelt_out).flat_map(|toll| whom(scene, toll)).collect();
        add(draft, counted);
    }
    let uncounted = (0..scene.mentions.len()).filter(|&index| is_victim(&scene.mentions[index]));
    for index in uncounted.filter(|&index| scene.suffers(&scene.mentions[index])) {
        let known = drafts.iter().any(|draft| draft.slots.targets.contains(&index));
        let at = scene.mentions[index].tokens.start;
        let nearest =
            drafts.iter_mut().filter(|draft| harms(draft)).min_by_key(|draft| distance(scene, draft, at));
        if let Some(draft) = nearest.filter(|_| !known) {
            add(draft, vec![index]);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.slots.lacks_side && draft.slots.actors.is_empty()) {
        side_with_the_dead(scene, draft);
    }
    for draft in drafts.iter_mut() {
        add_taken(scene, draft);
    }
    for draft in drafts.iter_mut().filter(|draft| draft.claim_type == ClaimType::Displacement) {
        draft.slots.civil = draft.counted.first().map(|counted| counted.tokens.clone());
    }
    for draft in drafts.iter_mut().filter(|draft| draft.slots.civil.is_none() && is_strike(draft.claim_type))
    {
        draft.slots.civil = draft
            .tolls
            .iter()
            .find(|toll| !toll.is_of_nobody() && is_nameless(scene, toll, &draft.slots.actors))
            .map(|toll| toll.tokens.clone());
    }
}

/// "297 people, among them women, were arrested": those whom the number counts, before those who are only some of them.
fn add_taken(scene: &Scene, draft: &mut Draft) {
    let taken = matches!(draft.claim_type, ClaimType::Arrest | ClaimType::Abduction);
    let Some(counted) = draft.counted.first().filter(|_| taken) else { return };
    let mut people = scene.indices_within(counted.tokens.clone()).filter(|&index| {
        let mention = &scene.mentions[index];
        is_victim(mention) && !is_gunman(scene, mention) && counted.tokens.end <= draft.trigger.start
    });
    let Some(who) = people.next() else { return };
    // Spelt like "they arrested", it says nothing of who did.
    if draft.active {
        draft.slots.actors.clear();
        draft.slots.subject = Unnamed::Nowhere;
        draft.slots.fallback.clear();
    }
    let is_same = |&index: &usize| scene.mentions[index].entity == scene.mentions[who].entity;
    if !draft.slots.targets.iter().any(is_same) {
        draft.slots.targets.insert(0, who);
    }
}

/// A clash that names no side, and tells of the dead of two that are not joined, was between those.
fn side_with_the_dead(scene: &Scene, draft: &mut Draft) {
    let slots = &mut draft.slots;
    let mentions = &scene.mentions;
    let is_party = |&&index: &&usize| matches!(mentions[index].entity, Entity::Party { .. });
    let Some(&first) = slots.targets.iter().find(is_party) else { return };
    let other =
        |&&index: &&usize| !mentions[index].joined && mentions[index].entity != mentions[first].entity;
    if slots.targets.iter().filter(is_party).any(|index| other(&index)) {
        slots.actors.extend(slots.targets.iter().filter(is_party));
        slots.lacks_side = false;
    }
}

fn harms(draft: &Draft) -> bool {
    is_violence(draft.claim_type) || draft.claim_type == ClaimType::Casualties
}

fn is_strike(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::AirStrike | ClaimType::Shelling | ClaimType::Bombing | ClaimType::ChemicalAttack
    )
}

/// How far a claim is from a token; another clause is further.
fn distance(scene: &Scene, draft: &Draft, token: usize) -> usize {
    let clauses = scene.clause(draft.trigger.start).abs_diff(scene.clause(token)).min(3);
    draft.trigger.start.abs_diff(token) + 12 * usize::from(clauses)
}

fn is_victim(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::Party { .. } | Entity::People { .. })
}

fn add(draft: &mut Draft, victims: Vec<usize>) {
    for victim in victims {
        if !draft.slots.targets.contains(&victim) && !draft.slots.actors.contains(&victim) {
            draft.slots.targets.push(victim);
        }
    }
}

/// Whom a toll counts, with those joined to them and those named as some of them ("among them two children").
fn whom(scene: &Scene, toll: &Toll) -> Vec<usize> {
    let mut all: Vec<usize> = toll.who.map(|who| chain(scene, who)).unwrap_or_default();
    let end =
        all.last().map_or(toll.tokens.end, |&last| scene.mentions[last].tokens.end.max(toll.tokens.end));
    all.extend(among(scene, end));
    all
}

/// A mention and those joined to it.
fn chain(scene: &Scene, first: usize) -> Vec<usize> {
    let joined = (first + 1..scene.mentions.len())
        .take_while(|&index| scene.mentions[index].joined && is_victim(&scene.mentions[index]));
    std::iter::once(first).chain(joined).collect()
}

/// Those named behind "among them", right behind a token.
fn among(scene: &Scene, end: usize) -> Vec<usize> {
    let reach = |from: usize| from..(from + AMONG_GAP).min(scene.tokens.end);
    let Some(words) = scene.document.find(scene.words.among, reach(end)) else { return Vec::new() };
    let near: Range<usize> = reach(words.tokens.end);
    let first =
        scene.mentions.iter().position(|mention| near.contains(&mention.tokens.start) && is_victim(mention));
    first.map(|first| chain(scene, first)).unwrap_or_default()
}

/// Whether a toll counts people of whom nothing is said: not some of a crew, nor others beside those named.
fn is_nameless(scene: &Scene, toll: &Toll, actors: &[usize]) -> bool {
    let (start, end) = (toll.tokens.start, toll.tokens.end);
    let of = scene.document.list(scene.words.prep_from, end).is_some();
    let others = toll.tokens.clone().any(|token| scene.document.list(scene.words.others, token).is_some());
    let denied = start.saturating_sub(3).max(scene.tokens.start)..start;
    let whom = toll.who.filter(|who| !actors.contains(who));
    (whom.is_none() && !of || others) && scene.document.find(scene.words.negation, denied).is_none()
}
