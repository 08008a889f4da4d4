//! Drafts: a sentence's claims while they are sorted out, before places are looked up and words cut out.
use crate::harm::{Toll, tolls};
use crate::lexicon::ListId;
use crate::mention::Entity;
use crate::modality::modality;
use crate::scene::Scene;
use crate::slots::{Slots, Unnamed, fill, zone};
use crate::{ClaimType, Kind, Modality, Role};
use std::ops::Range;

/// A claim in the making.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of the trigger, read on its own")]
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) claim_type: ClaimType,
    pub(crate) modality: Modality,
    pub(crate) trigger: Range<usize>,
    pub(crate) rule: String,
    pub(crate) confidence: f32,
    pub(crate) weak: bool,
    pub(crate) needs_actor: bool,
    /// Whether its trigger carries the article: what it names was told before.
    pub(crate) definite: bool,
    /// Whether "with" joins it to what is said before it ("struck … with shelling").
    pub(crate) with: bool,
    /// Whether its means would decide its type and none is named.
    pub(crate) unarmed: bool,
    pub(crate) slots: Slots,
    pub(crate) tolls: Vec<Toll>,
    /// The weapon or means: the list and where it stands.
    pub(crate) means: Option<(Means, Range<usize>)>,
    /// How many strikes: the number's mention and the words.
    pub(crate) counted: Vec<(&'static str, usize, Range<usize>)>,
}

/// What a claim of violence was done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    Aircraft,
    Artillery,
    Explosive,
    Chemical,
}

impl Means {
    /// Its name in a claim's `instrument`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Aircraft => "aircraft",
            Self::Artillery => "artillery",
            Self::Explosive => "explosive",
            Self::Chemical => "chemical",
        }
    }

    fn claim_type(self) -> ClaimType {
        match self {
            Self::Aircraft => ClaimType::AirStrike,
            Self::Artillery => ClaimType::Shelling,
            Self::Explosive => ClaimType::Bombing,
            Self::Chemical => ClaimType::ChemicalAttack,
        }
    }
}

/// The drafts of a sentence, in the order of its words.
pub(crate) fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = (0..scene.triggers.len()).filter_map(|index| draft(scene, index)).collect();
    drop_weak(scene, &mut drafts);
    merge(scene, &mut drafts);
    lift_sieges(&mut drafts);
    attach_tolls(scene, &mut drafts);
    inherit_places(scene, &mut drafts);
    drafts.sort_by_key(|draft| (draft.trigger.start, draft.claim_type));
    drafts
}

fn draft(scene: &Scene, index: usize) -> Option<Draft> {
    let trigger = &scene.triggers[index];
    let spec = &trigger.pattern.spec;
    let mut slots = fill(scene, index);
    if spec.needs_actor
        && slots.actors.is_empty()
        && slots.both.is_none()
        && slots.subject == Unnamed::Nowhere
        || spec.needs_place && slots.places.is_empty()
    {
        return None;
    }
    let zone = zone(scene, index);
    let means = means(scene, index, &zone).or_else(|| flown(scene, &slots));
    let lasting = slots
        .time
        .is_some_and(|index| matches!(&scene.mentions[index].entity, Entity::Time(time) if time.since));
    let claim_type = match &means {
        Some((means, _)) if spec.by_means => means.claim_type(),
        // What has surrounded a town since last year besieges it.
        _ if trigger.pattern.claim_type == ClaimType::Encircle && lasting => ClaimType::Besieged,
        _ => trigger.pattern.claim_type,
    };
    let end = slots
        .places
        .iter()
        .map(|(place, _)| scene.mentions[*place].tokens.end)
        .max()
        .unwrap_or(trigger.tokens.end)
        .max(trigger.tokens.end);
    let modality = modality(scene, trigger, end);
    if modality == Modality::Failed && slots.targets.is_empty() && spec.targets {
        slots.targets = repeller(scene, &trigger.tokens);
    }
    Some(Draft {
        claim_type,
        modality,
        trigger: trigger.tokens.clone(),
        rule: trigger.pattern.id.clone(),
        confidence: spec.confidence,
        weak: spec.weak && claim_type == ClaimType::Assault,
        needs_actor: spec.needs_actor,
        with: trigger.clitics.preposition == Some('\u{628}'),
        unarmed: spec.by_means && means.is_none(),
        definite: trigger.clitics.article
            || scene.document.text.folded(trigger.tokens.start).contains("\u{627}\u{644}"),
        tolls: Vec::new(),
        counted: counted(scene, claim_type, trigger.tokens.clone(), &zone),
        means,
        slots,
    })
}

/// Who repels an attack that fails: the subject of "repelled" before it.
fn repeller(scene: &Scene, trigger: &Range<usize>) -> Vec<usize> {
    let clause = scene.clause_tokens(trigger.start);
    let Some(verb) = scene.document.find(scene.words.failed_before, clause.start..trigger.start) else {
        return Vec::new();
    };
    let party = scene.mentions.iter().position(|mention| {
        mention.tokens.start >= verb.tokens.end
            && mention.tokens.end <= trigger.start
            && matches!(mention.entity, Entity::Party { armed: true, .. })
    });
    party.into_iter().collect()
}

/// The weapon named in the trigger, behind it, or right before it.
fn means(scene: &Scene, index: usize, zone: &Range<usize>) -> Option<(Means, Range<usize>)> {
    let words = scene.words;
    let trigger = &scene.triggers[index].tokens;
    let lists: [(ListId, Means); 4] = [
        (words.chemical, Means::Chemical),
        (words.aircraft, Means::Aircraft),
        (words.explosive, Means::Explosive),
        (words.artillery, Means::Artillery),
    ];
    let clause = scene.clause_tokens(trigger.start);
    let near = clause.start.max(trigger.start.saturating_sub(6))..zone.end.min(trigger.end + 14);
    let found = lists.iter().filter_map(|&(list, means)| {
        let hit = near
            .clone()
            .filter_map(|token| scene.document.list(list, token))
            .min_by_key(|hit| hit.tokens.start.abs_diff(trigger.start))?;
        Some((hit.tokens.start.abs_diff(trigger.start), means, hit.tokens.clone()))
    });
    // Aircraft that drop rockets are an air strike: what flies wins over what falls.
    let all: Vec<_> = found.collect();
    let flies = all.iter().any(|(_, means, _)| *means == Means::Aircraft);
    all.into_iter()
        .filter(|(_, means, _)| !(flies && *means == Means::Artillery))
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, means, tokens)| (means, tokens))
}

/// The aircraft that a claim's party is named by ("the coalition's jets").
fn flown(scene: &Scene, slots: &Slots) -> Option<(Means, Range<usize>)> {
    let tokens = slots.actors.iter().map(|&index| scene.mentions[index].tokens.clone());
    tokens
        .flat_map(|tokens| tokens.clone())
        .find_map(|token| scene.document.list(scene.words.air_head, token))
        .map(|hit| (Means::Aircraft, hit.tokens.clone()))
}

/// Numbers that a claim's own words count: strikes, detained, displaced …
fn counted(
    scene: &Scene,
    claim_type: ClaimType,
    trigger: Range<usize>,
    zone: &Range<usize>,
) -> Vec<(&'static str, usize, Range<usize>)> {
    let Some(what) = counts_of(claim_type) else { return Vec::new() };
    let span = trigger.start.saturating_sub(4).max(scene.tokens.start)..zone.end.min(trigger.end + 9);
    let number = scene.mentions.iter().enumerate().find(|(_, mention)| {
        matches!(mention.entity, Entity::Number(_))
            && span.contains(&mention.tokens.start)
            && counts(scene, what, mention.tokens.end)
    });
    // "Arrested two youths": one or two people are counted by their form.
    let form = || {
        scene.mentions.iter().enumerate().find(|(_, mention)| {
            matches!(mention.entity, Entity::People { number: 1.., .. })
                && (trigger.end..zone.end.min(trigger.end + 6)).contains(&mention.tokens.start)
                && !mention.article
                && matches!(what, "detained" | "abducted" | "killed")
        })
    };
    let form = number.is_none().then(form).flatten();
    if let Some((index, mention)) = form {
        return vec![(what, index, mention.tokens.clone())];
    }
    number
        .map(|(index, mention)| (what, index, mention.tokens.start..mention.tokens.end + 1))
        .into_iter()
        .collect()
}

/// What a number beside such a claim counts.
fn counts_of(claim_type: ClaimType) -> Option<&'static str> {
    Some(match claim_type {
        ClaimType::Arrest => "detained",
        ClaimType::Abduction => "abducted",
        ClaimType::Displacement | ClaimType::Evacuation => "displaced",
        ClaimType::Population => "population",
        ClaimType::AirStrike | ClaimType::Shelling => "strikes",
        ClaimType::Killing => "killed",
        _ => return None,
    })
}

/// Whether a number that ends at a token counts that: strikes, inhabitants, or people who are not said to be harmed.
fn counts(scene: &Scene, what: &str, end: usize) -> bool {
    let words = scene.words;
    let is = |list: ListId| scene.document.list(list, end).is_some();
    if what == "strikes" {
        return is(words.strike);
    }
    let people = scene.mentions.iter().any(|mention| {
        matches!(mention.entity, Entity::People { .. } | Entity::Party { .. })
            && (end..end + 3).contains(&mention.tokens.start)
    });
    let inhabitants = what == "population" && is(words.inhabitants);
    !is(words.killed_people) && !is(words.injured_people) && (people || inhabitants)
}

/// A siege that is broken in the same breath is told of as ended: what it was laid on goes to its end.
fn lift_sieges(drafts: &mut Vec<Draft>) {
    let ends: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.claim_type == ClaimType::BreakSiege)
        .map(|draft| draft.trigger.end)
        .collect();
    for end in ends {
        let ended = |draft: &Draft| {
            draft.claim_type == ClaimType::Besieged && (end..end + 14).contains(&draft.trigger.start)
        };
        let Some(at) = drafts.iter().position(ended) else { continue };
        let siege = drafts.remove(at);
        if let Some(lift) = drafts
            .iter_mut()
            .find(|draft| draft.claim_type == ClaimType::BreakSiege && draft.trigger.end == end)
        {
            lift.slots.places.extend(siege.slots.places);
        }
    }
}

/// A weak word of violence ("attack", "clashes") gives way to a plain one beside it in the same clause.
fn drop_weak(scene: &Scene, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::new();
    let (weak, strong): (Vec<Draft>, Vec<Draft>) = drafts.drain(..).partition(|draft| draft.weak);
    kept.extend(strong);
    for draft in weak {
        let near = |other: &&mut Draft| {
            !other.weak
                && is_violence(other.claim_type)
                && (other.trigger.start.abs_diff(draft.trigger.start) <= 4
                    || other.with && other.trigger.start > draft.trigger.start)
                && scene.clause(other.trigger.start) == scene.clause(draft.trigger.start)
        };
        match kept.iter_mut().find(near) {
            Some(strong) => absorb(strong, draft),
            None => kept.push(draft),
        }
    }
    kept.sort_by_key(|draft| draft.trigger.start);
    *drafts = kept;
}

pub(crate) fn is_violence(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Assault
            | ClaimType::AirStrike
            | ClaimType::Shelling
            | ClaimType::Bombing
            | ClaimType::ChemicalAttack
            | ClaimType::Killing
    )
}

/// A second mention of the same thing in one sentence is no second claim.
fn merge(scene: &Scene, drafts: &mut Vec<Draft>) {
    let mut merged: Vec<Draft> = Vec::new();
    for draft in drafts.drain(..) {
        match merged.iter_mut().rev().find(|other| same_thing(scene, other, &draft)) {
            Some(other) => absorb(other, draft),
            None => merged.push(draft),
        }
    }
    *drafts = merged;
}

fn same_thing(scene: &Scene, a: &Draft, b: &Draft) -> bool {
    let related = a.claim_type == b.claim_type
        || is_siege(a.claim_type)
            && is_siege(b.claim_type)
            && scene.clause(a.trigger.start) == scene.clause(b.trigger.start);
    let again = (1..=2).any(|back| {
        b.trigger
            .start
            .checked_sub(back)
            .is_some_and(|at| scene.document.list(scene.words.demonstrative, at).is_some())
    });
    if related && again {
        return true;
    }
    if !related || a.modality != b.modality {
        return false;
    }
    let ids = |draft: &Draft| draft.slots.actors.iter().map(|&index| party(scene, index)).collect::<Vec<_>>();
    let (ours, theirs) = (ids(a), ids(b));
    let actors_agree = ours.is_empty() || theirs.is_empty() || ours.iter().any(|id| theirs.contains(id));
    let places = |draft: &Draft| {
        draft.slots.places.iter().map(|&(index, _)| place_name(scene, index)).collect::<Vec<_>>()
    };
    let (here, there) = (places(a), places(b));
    let places_agree = here.is_empty() || there.is_empty() || there.iter().any(|name| here.contains(name));
    let near = b.trigger.start.saturating_sub(a.trigger.end) <= 20;
    let spelt_out = !here.is_empty() && !there.is_empty() && !ours.is_empty() && !theirs.is_empty();
    actors_agree && places_agree && (near || spelt_out || there.iter().any(|name| here.contains(name)))
}

fn is_siege(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Besieged)
}

fn party<'s>(scene: &'s Scene, index: usize) -> &'s str {
    match &scene.mentions[index].entity {
        Entity::Party { id, .. } => id,
        Entity::People { group, .. } => group,
        _ => "",
    }
}

fn place_name<'s>(scene: &'s Scene, index: usize) -> &'s str {
    match &scene.mentions[index].entity {
        Entity::Place { name, .. } => name,
        _ => "",
    }
}

fn absorb(into: &mut Draft, other: Draft) {
    if other.modality == Modality::Failed {
        into.modality = Modality::Failed;
    }
    for index in other.slots.actors {
        if into.slots.actors.is_empty() || into.slots.actors.contains(&index) {
            into.slots.actors.push(index);
            into.slots.actors.dedup();
        }
    }
    into.slots
        .targets
        .extend(other.slots.targets.into_iter().filter(|index| !into.slots.actors.contains(index)));
    into.slots.places.extend(other.slots.places);
    into.slots.places.dedup();
    into.slots.time = into.slots.time.or(other.slots.time);
    into.slots.both = into.slots.both.take().or(other.slots.both);
    into.slots.subject = into.slots.subject.min(other.slots.subject);
    into.means = into.means.take().or(other.means);
    into.counted.extend(other.counted);
}

/// Gives each toll to the claim of violence it belongs to, or makes a claim of its own of it.
fn attach_tolls(scene: &Scene, drafts: &mut Vec<Draft>) {
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

/// A toll with no cause in its sentence is `casualties`; one that a party inflicts is a killing or a fight.
fn killing(scene: &Scene, toll: Toll, agent: Option<usize>) -> Draft {
    let civilian = toll.who.is_none_or(
        |who| matches!(scene.mentions[who].entity, Entity::People { group, .. } if group != "fighters"),
    );
    let battle = scene.document.find(scene.words.battle, scene.tokens.clone());
    let claim_type = match agent {
        None if battle.is_some() => ClaimType::Assault,
        None => ClaimType::Casualties,
        Some(_) if civilian => ClaimType::Killing,
        Some(_) => ClaimType::Assault,
    };
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
        definite: false,
        with: false,
        unarmed: false,
        slots,
        tolls: vec![toll],
        means: None,
        counted: Vec::new(),
    }
}

/// A claim of violence or territory that names no place happens where the claim before it in the sentence does.
fn inherit_places(scene: &Scene, drafts: &mut [Draft]) {
    drafts.sort_by_key(|draft| draft.trigger.start);
    let mut last: Vec<(usize, Role)> = Vec::new();
    for draft in drafts {
        if draft.claim_type.kind() == Kind::State {
            continue;
        }
        if draft.slots.places.is_empty() {
            let near =
                |index: usize| draft.trigger.start.saturating_sub(scene.mentions[index].tokens.end) < 25;
            draft.slots.places =
                last.iter().filter(|(index, _)| near(*index)).map(|&(index, _)| (index, Role::At)).collect();
        } else {
            last.clone_from(&draft.slots.places);
        }
    }
}
