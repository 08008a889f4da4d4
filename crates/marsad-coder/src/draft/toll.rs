//! Tolls find the claim of violence they belong to, or make one.
use super::killers::{OWNED, committers, killers};
use super::{Draft, is_violence};
use crate::harm::{Toll, tolls};
use crate::mention::Entity;
use crate::scene::Scene;
use crate::slots::{Dated, Slots, Unnamed, is_day};
use crate::{ClaimType, Modality, Role};

/// Words, clauses counted in, beyond which violence in the sentence is not what a toll comes from.
const FAR: usize = 70;
/// What it weighs that violence told of after a toll is not said to be its cause.
const ASIDE: usize = 25;
/// The rule that a toll of its own goes by.
pub(super) const TOLL: &str = "people/casualties#toll";

/// Tokens behind the dead within which what they were killed with stands.
const MEANS: usize = 8;
/// Tokens behind a word of evacuating within which those stand who are evacuated.
const BEHIND: usize = 2;
/// Words from a death within which hunger or want is what it came of.
const OF_WANT: usize = 10;

/// Gives each toll to the claim of violence it belongs to, or makes a claim of its own of it.
pub(super) fn attach_tolls(scene: &Scene, drafts: &mut Vec<Draft>) {
    for toll in tolls(scene) {
        if let Some(evacuation) = drafts.iter_mut().find(|draft| moves_them(draft, &toll)) {
            if evacuation.slots.targets.is_empty() {
                evacuation.slots.civil = Some(toll.tokens);
            }
            continue;
        }
        let nearest = drafts
            .iter_mut()
            .filter(|draft| takes_tolls(draft, &toll) || died_of_want(scene, draft, &toll))
            .map(|draft| (distance(scene, draft, &toll), draft))
            .filter(|(distance, _)| *distance <= FAR)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, draft)| draft);
        match (nearest, toll.agent) {
            (Some(draft), Some(agent)) if is_done_by(scene, draft, &toll, agent) => {
                if draft.slots.actors.is_empty() {
                    draft.slots.actors = vec![agent];
                    draft.slots.subject = Unnamed::Nowhere;
                }
                give(draft, toll);
            }
            (_, Some(agent)) => drafts.push(killing(scene, toll, vec![agent])),
            // Who tells of the dead and of "no others" tells of the dead.
            (Some(draft), None) if toll.is_of_nobody() && !draft.tolls.is_empty() => {}
            (Some(draft), None) => give(draft, toll),
            (None, None) if toll.is_of_nobody() => {}
            (None, None) => {
                let killers = killers(scene, drafts, &toll);
                let committers = if killers.is_empty() { committers(scene, &toll) } else { Vec::new() };
                let mut told = killing(scene, toll, killers);
                if told.claim_type == ClaimType::Casualties {
                    told.slots.actors = committers;
                }
                drafts.push(told);
            }
        }
    }
    drafts.retain(|draft| match draft.claim_type {
        ClaimType::Casualties => !draft.tolls.is_empty(),
        _ => !draft.needs_number || !draft.counted.is_empty(),
    });
}

/// "The army killed three by shelling the town": they died of the shelling, which is the killer's.
fn is_done_by(scene: &Scene, draft: &Draft, toll: &Toll, agent: usize) -> bool {
    let start = draft.trigger.start;
    let behind = toll.tokens.end..toll.tokens.end + MEANS;
    let killer = &scene.mentions[agent].entity;
    // "Killed a soldier by sniping": how it was done.
    let how = draft.claim_type == ClaimType::Killing
        && behind.contains(&start)
        && scene.clause(start) == scene.clause(toll.word.start);
    how || behind.contains(&start)
        && draft.noun
        && !draft.mutual
        && (scene.clause(start) == scene.clause(toll.word.start) || goes_on_harming(scene, toll, start))
        && is_named_as_cause(scene, start)
        && draft.slots.actors.iter().all(|&actor| scene.mentions[actor].entity == *killer)
}

/// "Killed two and wounded four in a blast": the clause of a token only goes on with whom the same killers hurt.
fn goes_on_harming(scene: &Scene, toll: &Toll, token: usize) -> bool {
    let opens = scene.clause_tokens(token).start;
    let words = scene.words;
    let harm =
        [words.injured_verb, words.killed_verb].into_iter().find_map(|list| scene.document.list(list, opens));
    let next = scene.clause(token) == scene.clause(toll.word.start) + 1;
    next && harm.is_some_and(|harm| harm.clitics.conjunction)
}

/// "200 wounded were evacuated": those are moved, and nobody is said to be wounded there.
fn moves_them(draft: &Draft, toll: &Toll) -> bool {
    let evacuated = draft.claim_type == ClaimType::Evacuation && toll.what == "injured";
    evacuated && (draft.trigger.end..=draft.trigger.end + BEHIND).contains(&toll.tokens.start)
}

/// How far a toll is from what may have caused it: words, clauses between them, and whether it is said to be the cause.
fn distance(scene: &Scene, draft: &Draft, toll: &Toll) -> usize {
    let (cause, harm) = (draft.trigger.start, toll.word.start);
    let clauses = scene.clause(cause).abs_diff(scene.clause(harm)).min(3);
    let behind = cause > harm && !is_named_as_cause(scene, cause);
    cause.abs_diff(harm) + 12 * usize::from(clauses) + if behind { ASIDE } else { 0 }
}

/// Whether "in", "by" or "as a result of" stands before a word of violence.
fn is_named_as_cause(scene: &Scene, cause: usize) -> bool {
    let words = scene.words;
    let clitic = scene.document.hits(cause).iter().any(|hit| hit.clitics.preposition.is_some());
    let near = cause.saturating_sub(4).max(scene.tokens.start)..cause;
    clitic
        || [words.cause, words.prep_at, words.prep_by, words.bullet]
            .into_iter()
            .any(|list| scene.document.find(list, near.clone()).is_some())
}

/// Whether those who died did so of the want told of beside them.
fn died_of_want(scene: &Scene, draft: &Draft, toll: &Toll) -> bool {
    let died = scene.document.list(scene.words.died, toll.word.start).is_some();
    died && draft.claim_type == ClaimType::Hardship
        && draft.trigger.start.abs_diff(toll.word.start) <= OF_WANT
}

fn takes_tolls(draft: &Draft, toll: &Toll) -> bool {
    let casualties = draft.claim_type == ClaimType::Casualties;
    let ill = draft.claim_type == ClaimType::IllTreatment && toll.what == "killed";
    (is_violence(draft.claim_type) || casualties || ill)
        && !matches!(draft.modality, Modality::Intended | Modality::Denied)
}

fn give(draft: &mut Draft, toll: Toll) {
    draft.counted.retain(|counted| counted.what != toll.what);
    // Parts that spell out the whole are counted, and add nobody to it.
    let new = toll.who.filter(|who| !toll.spelt_out && !draft.slots.targets.contains(who));
    draft.slots.targets.extend(new);
    draft.tolls.push(toll);
}

/// A toll in a battle is the battle's; one that a party inflicts is a killing or a fight; else nobody says how.
fn toll_type(scene: &Scene, toll: &Toll, agent: Option<usize>) -> ClaimType {
    let fighters = scene.document.find(scene.words.fighter_word, toll.tokens.clone()).is_some();
    let civilian = !fighters
        && toll.who.is_none_or(
            |who| matches!(scene.mentions[who].entity, Entity::People { group, .. } if group != "fighters"),
        );
    let battle = scene.document.find(scene.words.battle, scene.tokens.clone());
    // "To kill": the noun of doing, not of dying.
    let done = is_deed(scene, toll.word.start);
    if let Some(killer) = killer(scene, toll).filter(|_| agent.is_none()) {
        return killer;
    }
    match agent {
        None if battle.is_some() => ClaimType::Assault,
        None if done && civilian => ClaimType::Killing,
        None if done => ClaimType::Assault,
        None => ClaimType::Casualties,
        Some(_) if civilian => ClaimType::Killing,
        Some(_) => ClaimType::Assault,
    }
}

/// "A shell killed three": the weapon right behind the verb, which is its subject.
fn killer(scene: &Scene, toll: &Toll) -> Option<ClaimType> {
    let words = scene.words;
    let after = toll.word.end..toll.tokens.start.min(toll.word.end + 2);
    let weapons = [
        (words.aircraft, ClaimType::AirStrike),
        (words.artillery, ClaimType::Shelling),
        (words.explosive, ClaimType::Bombing),
    ];
    let found = weapons.into_iter().find(|&(list, _)| scene.document.find(list, after.clone()).is_some());
    found.map(|(_, claim_type)| claim_type)
}

/// Whether a word means killing as a deed: spelt like "was killed", it is that behind a preposition alone.
fn is_deed(scene: &Scene, token: usize) -> bool {
    let words = scene.words;
    let governed = |at: usize| {
        scene.document.hits(at).iter().any(|hit| hit.clitics.preposition.is_some())
            || [words.prep_at, words.prep_from, words.prep_on, words.prep_to]
                .into_iter()
                .any(|list| scene.document.list_before(list, at).is_some())
    };
    // "Of kidnapping and killing".
    let joined = scene.document.text.folded(token).starts_with('\u{648}')
        && token > scene.tokens.start
        && governed(token - 1);
    // "Claimed the killing of three fighters".
    let owned = || {
        let near = token.saturating_sub(OWNED).max(scene.tokens.start)..token;
        scene.document.find(words.own_up, near).is_some()
    };
    // "The elimination of" is spelt like no verb.
    let plain = scene.document.list(words.killed_verb, token).is_none();
    scene.document.list(words.killing_of, token).is_some() && (plain || governed(token) || joined) || owned()
}

/// A toll with no cause in its sentence is `casualties`; one that a party inflicts is a killing or a fight.
fn killing(scene: &Scene, toll: Toll, killers: Vec<usize>) -> Draft {
    let claim_type = toll_type(scene, &toll, killers.first().copied());
    let clause = scene.clause_tokens(toll.word.start);
    // "The battles left dozens dead": their sides are those of the battles.
    let battle = scene.document.find(scene.words.battle, scene.tokens.clone());
    let battle = battle.filter(|_| claim_type == ClaimType::Assault && killers.is_empty());
    let definite = battle.is_some_and(|hit| scene.document.is_definite(hit.tokens.start, hit.clitics));
    let places = scene.mentions.iter().enumerate().filter(|(_, mention)| {
        matches!(mention.entity, Entity::Place { .. }) && clause.contains(&mention.tokens.start)
    });
    let slots = Slots {
        actors: killers,
        targets: toll.who.into_iter().collect(),
        places: places.map(|(index, _)| (index, Role::At)).collect(),
        time: Dated::word(scene, toll.word.clone()).time().filter(|&time| is_day(scene, time)),
        ..Slots::default()
    };
    Draft {
        claim_type,
        modality: Modality::Actual,
        trigger: toll.word.clone(),
        rule: TOLL.to_owned(),
        confidence: 0.7,
        weak: false,
        needs_actor: false,
        active: false,
        fires: false,
        mutual: definite,
        noun: false,
        definite,
        repelled: false,
        open_means: false,
        points_back: false,
        needs_number: false,
        with: false,
        slots,
        tolls: vec![toll],
        means: None,
        counted: Vec::new(),
    }
}
