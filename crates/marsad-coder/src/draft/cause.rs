//! What was destroyed: by whoever struck, from the air or not, and of whoever was struck.
use super::{Draft, flown, is_coordinated, is_violence};
use crate::ClaimType;
use crate::mention::Entity;
use crate::scene::Scene;

/// Words within which a strike is the cause of a destruction told before it.
const CAUSE: usize = 18;
/// Tokens before a bomb within which "by means of" stands: "bombs and" is between.
const MEANS: usize = 4;
/// Words within which what was destroyed stands behind the word for it.
const OBJECT: usize = 4;

/// What was destroyed "as a result of" a strike was destroyed by whoever struck.
pub(super) fn share_cause(scene: &Scene, drafts: &mut [Draft]) {
    let caused = |draft: &Draft| {
        let before = draft.trigger.start.saturating_sub(3)..draft.trigger.start;
        is_violence(draft.claim_type) && scene.document.find(scene.words.prep_other, before).is_some()
    };
    let strikes: Vec<(usize, Vec<usize>)> = drafts
        .iter()
        .filter(|draft| caused(draft))
        .map(|draft| (draft.trigger.start, draft.slots.actors.clone()))
        .collect();
    for draft in drafts.iter_mut().filter(|draft| draft.claim_type == ClaimType::Destruction) {
        let near = |(start, _): &&(usize, Vec<usize>)| {
            (draft.trigger.end..draft.trigger.end + CAUSE).contains(start)
        };
        if let Some((_, actors)) = strikes.iter().find(near).filter(|_| draft.slots.actors.is_empty()) {
            draft.slots.actors.clone_from(actors);
        }
    }
}

/// "Killed three of the group's leaders with raids on the city": whoever killed raided, not those who were killed.
pub(super) fn share_doer(scene: &Scene, drafts: &mut [Draft]) {
    let ids = |indices: &[usize]| -> Vec<Entity> {
        indices.iter().map(|&index| scene.mentions[index].entity.clone()).collect()
    };
    // "The shelling and the army's attack on the city": both nouns are the army's.
    for at in 0..drafts.len() {
        let first = &drafts[at];
        let end = first.trigger.end;
        let blank = first.noun && is_violence(first.claim_type) && first.slots.actors.is_empty();
        let next = drafts.iter().find(|next| {
            next.trigger.start == end
                && next.noun
                && is_violence(next.claim_type)
                && is_coordinated(scene, next)
        });
        if let Some(whose) = next.filter(|_| blank).map(|next| next.slots.actors.clone())
            && !whose.is_empty()
        {
            drafts[at].slots.actors = whose;
        }
    }
    // "Attacks by the group, by shelling or by means of car bombs": the bombs are those of whoever attacked.
    for at in 0..drafts.len() {
        let bomb = &drafts[at];
        let near = bomb.trigger.start.saturating_sub(MEANS).max(scene.tokens.start)..bomb.trigger.start;
        let means = scene.document.find(scene.words.by_means, near).is_some();
        let attack = drafts.iter().rev().find(|attack| {
            let same = scene.clause(attack.trigger.start) == scene.clause(bomb.trigger.start);
            let before = attack.trigger.end <= bomb.trigger.start;
            same && before
                && is_violence(attack.claim_type)
                && !attack.mutual
                && !attack.slots.actors.is_empty()
        });
        let blank = bomb.claim_type == ClaimType::Bombing && bomb.slots.actors.is_empty();
        if let Some(whose) = attack.filter(|_| blank && means).map(|attack| attack.slots.actors.clone()) {
            drafts[at].slots.actors = whose;
        }
    }
    for at in 0..drafts.len() {
        let raid = &drafts[at];
        if !(raid.noun && raid.with && is_violence(raid.claim_type)) || raid.slots.actors.is_empty() {
            continue;
        }
        let raiders = ids(&raid.slots.actors);
        let same = |other: &&Draft| {
            let hit = ids(&other.slots.targets);
            is_violence(other.claim_type)
                && other.trigger.end <= raid.trigger.start
                && scene.clause(other.trigger.start) == scene.clause(raid.trigger.start)
                && !other.slots.actors.is_empty()
                && raiders.iter().all(|raider| hit.contains(raider))
        };
        let Some(killers) = drafts.iter().rev().find(same).map(|killing| killing.slots.actors.clone()) else {
            continue;
        };
        drafts[at].slots.actors = killers;
    }
}

/// An attack or operation that names nobody it is made on is made on whom the sentence says the same side fights: who is
/// struck or driven out there by it, or who holds the ground.
pub(super) fn opponents(scene: &Scene, drafts: &mut [Draft]) {
    let party = |index: &usize| matches!(scene.mentions[*index].entity, Entity::Party { armed: true, .. });
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let blank = draft.slots.targets.is_empty() && draft.tolls.is_empty() && draft.slots.civil.is_none();
        if draft.claim_type != ClaimType::Assault || draft.mutual || !draft.noun || !blank {
            continue;
        }
        let fought = drafts
            .iter()
            .filter_map(|other| foes(scene, draft, other).map(|foes| (other, foes)))
            .min_by_key(|(other, _)| other.trigger.start.abs_diff(draft.trigger.start));
        let Some((_, foes)) = fought else { continue };
        let foes: Vec<usize> = foes.iter().copied().filter(|index| party(index)).collect();
        drafts[at].slots.targets = foes;
    }
}

/// Whom another claim of the sentence has fighting those who do what a claim says.
fn foes<'d>(scene: &Scene, draft: &Draft, other: &'d Draft) -> Option<&'d [usize]> {
    let same = |a: &[usize], b: &[usize]| {
        a.iter().any(|&own| b.iter().any(|&other| scene.mentions[own].entity == scene.mentions[other].entity))
    };
    let own = &draft.slots.actors;
    let foes = match other.claim_type {
        ClaimType::Controls if !own.is_empty() && !same(own, &other.slots.actors) => &other.slots.actors,
        ClaimType::Capture | ClaimType::Destruction
            if other.slots.actors.is_empty() || own.is_empty() || same(own, &other.slots.actors) =>
        {
            &other.slots.targets
        }
        _ => return None,
    };
    (!foes.is_empty() && !same(own, foes)).then_some(foes)
}

/// Tanks and depots that are destroyed are those of whom the strike beside it was on, where their owner is not named.
pub(super) fn own_gear(scene: &Scene, drafts: &mut [Draft]) {
    let party = |index: &usize| matches!(scene.mentions[*index].entity, Entity::Party { .. });
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let end = (draft.trigger.end + OBJECT).min(scene.tokens.end);
        let gear = || scene.document.find(scene.words.gear, draft.trigger.end..end).is_some();
        // "Which led to its destruction": what was struck.
        let hits = scene.document.hits(draft.trigger.start);
        let pronoun = hits.iter().any(|hit| hit.clitics.pronoun && hit.tokens == draft.trigger);
        if draft.claim_type != ClaimType::Destruction
            || !draft.slots.targets.is_empty()
            || !(pronoun || gear())
        {
            continue;
        }
        let struck = drafts
            .iter()
            .filter(|other| is_violence(other.claim_type) && !other.repelled)
            .filter(|other| other.slots.targets.iter().any(party))
            .min_by_key(|other| other.trigger.start.abs_diff(draft.trigger.start));
        let Some(struck) = struck else { continue };
        let owners: Vec<usize> = struck.slots.targets.iter().copied().filter(|index| party(index)).collect();
        drafts[at].slots.targets = owners;
        drafts[at].slots.civil = None;
    }
}

/// The tanks and depots that aircraft destroy they strike, where the sentence tells of no other strike of theirs.
pub(super) fn strike_from_the_air(scene: &Scene, drafts: &mut [Draft]) {
    if drafts.iter().any(|draft| draft.claim_type == ClaimType::AirStrike) {
        return;
    }
    // The homes that they destroy are destroyed; what forces fight with is struck.
    let strikes = |draft: &&mut Draft| {
        let end = (draft.trigger.end + OBJECT).min(scene.tokens.end);
        let gear = || scene.document.find(scene.words.gear, draft.trigger.end..end).is_some();
        draft.claim_type == ClaimType::Destruction && gear()
    };
    for draft in drafts.iter_mut().filter(strikes) {
        if let Some(means) = flown(scene, &draft.slots) {
            draft.claim_type = ClaimType::AirStrike;
            draft.means = Some(means);
        }
    }
}
