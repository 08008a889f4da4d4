//! Drafts: a sentence's claims while they are sorted out, before places are looked up and words cut out.
mod cause;
mod counted;
mod killers;
mod listed;
mod merge;
mod times;
mod toll;
mod victims;

use crate::harm::Toll;
use crate::lexicon::{Hit, ListId};
use crate::mention::{Entity, Mention, Prep};
use crate::modality::modality;
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use crate::slots::{Slots, Unnamed, fill, zone};
use crate::{ClaimType, Kind, Modality, Role};
use cause::{opponents, own_gear, share_cause, share_doer, strike_from_the_air};
use counted::{Counted, counted};
use listed::listed;
use merge::{drop_flights, drop_weak, is_coordinated, lift_sieges, merge};
use std::ops::Range;
use times::share_times;
use toll::attach_tolls;
use victims::name_victims;

/// How far before its verb a subject may begin, in tokens.
const SUBJECT_REACH: usize = 14;

/// Tokens before a word of repelling within which its subject stands: "the army managed to repel".
const REPELLER_REACH: usize = 6;
/// Tokens behind a word of violence within which a weapon says what it was done with; with bi- it may stand further.
const MEANS: usize = 14;
const FAR_MEANS: usize = 32;
/// Words within which what is said nowhere may look ahead for its place.
const AHEAD: usize = 12;
/// Tokens before aircraft within which a word says that they only fly over.
const FLYOVER: usize = 6;

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
    /// Whether its trigger is a verb with its subject.
    pub(crate) active: bool,
    /// Whether both sides do it to each other.
    pub(crate) mutual: bool,
    /// Whether its word leaves open what it was done with, and nothing beside it says.
    pub(crate) open_means: bool,
    /// Whether it points back at a strike whose means the report told before, and tells none itself.
    pub(crate) points_back: bool,
    /// Whether nothing is claimed unless a number is found.
    pub(crate) needs_number: bool,
    /// Whether its trigger is a noun of what is done.
    pub(crate) noun: bool,
    /// Whether its trigger carries the article: what it names was told before.
    pub(crate) definite: bool,
    /// Whether those it is done to repelled it: they are who the sentence speaks of.
    pub(crate) repelled: bool,
    /// Whether it is a verb of striking that shells or rockets made a shelling of.
    pub(crate) fires: bool,
    /// Whether "with" joins it to what is said before it ("struck … with shelling").
    pub(crate) with: bool,
    pub(crate) slots: Slots,
    pub(crate) tolls: Vec<Toll>,
    /// The weapon or means: the list and where it stands.
    pub(crate) means: Option<(Means, Range<usize>)>,
    /// How many strikes, detained, displaced …
    pub(crate) counted: Vec<Counted>,
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
    let alike: Vec<Draft> = drafts.last().and_then(|last| elsewhere(scene, last)).into_iter().collect();
    drafts.extend(alike);
    drop_weak(scene, &mut drafts);
    merge(scene, &mut drafts);
    let goes_on: Vec<Draft> = drafts.iter().filter_map(|deal| stopped_shelling(scene, deal)).collect();
    drafts.extend(goes_on);
    lift_sieges(&mut drafts);
    drop_flights(&mut drafts);
    strike_from_the_air(scene, &mut drafts);
    attach_tolls(scene, &mut drafts);
    name_victims(scene, &mut drafts);
    share_cause(scene, &mut drafts);
    share_times(scene, &mut drafts);
    own_gear(scene, &mut drafts);
    opponents(scene, &mut drafts);
    share_doer(scene, &mut drafts);
    listed(scene, &mut drafts);
    inherit_places(scene, &mut drafts);
    drafts.sort_by_key(|draft| (draft.trigger.start, draft.claim_type));
    drafts
}

fn draft(scene: &Scene, index: usize) -> Option<Draft> {
    let trigger = &scene.triggers[index];
    let spec = &trigger.pattern.spec;
    let mut slots = fill(scene, index);
    let nobody = slots.actors.is_empty() && slots.both.is_none() && slots.subject == Unnamed::Nowhere;
    let needs_actor = spec.needs_actor && !slots.unlisted;
    if needs_actor && nobody || spec.needs_place && slots.places.is_empty() {
        return None;
    }
    let zone = zone(scene, index);
    let means = means(scene, index, &zone, &slots)
        .or_else(|| flown(scene, &slots))
        .or_else(|| far_subject(scene, index));
    let means = means.or_else(|| by_air_power(scene, &trigger.tokens));
    let claim_type = claim_type(scene, trigger, &slots, means.as_ref());
    let ends = slots.places.iter().map(|(place, _)| scene.mentions[*place].tokens.end);
    let modality = modality(scene, trigger, ends.fold(trigger.tokens.end, usize::max));
    let mut repelled = false;
    if modality == Modality::Failed {
        let fought = is_violence(claim_type) || claim_type == ClaimType::Advance;
        repelled = turn_round(scene, &trigger.tokens, fought, &mut slots);
    }
    let it_is_the = || scene.document.list_before(scene.words.it_is_the, trigger.tokens.start).is_some();
    let definite = scene.document.is_definite(trigger.tokens.start, trigger.clitics)
        || scene.document.find(scene.words.again, trigger.tokens.end..trigger.tokens.end + 2).is_some()
        || it_is_the();
    // "The shelling and the attack on X" are two.
    let beside = || {
        let end = trigger.tokens.start;
        let joined = scene.document.is_joined(end, trigger.clitics);
        joined && scene.triggers.iter().any(|other| other.tokens.end == end)
    };
    Some(Draft {
        claim_type,
        modality,
        needs_number: spec.needs_number,
        open_means: spec.by_means && means.is_none(),
        points_back: spec.by_means && means.is_none() && (definite || spec.points_back) && !beside(),
        trigger: trigger.tokens.clone(),
        rule: trigger.pattern.id.clone(),
        confidence: spec.confidence,
        weak: spec.weak && matches!(claim_type, ClaimType::Assault | ClaimType::Arrest),
        needs_actor,
        fires: spec.weak && claim_type == ClaimType::Shelling,
        // "Shells that the group fired" names what struck, as a noun does.
        active: spec.frame == Frame::Active && !(is_violence(claim_type) && trigger.clitics.pronoun),
        mutual: spec.frame == Frame::Mutual,
        noun: spec.frame.is_genitive(),
        with: trigger.clitics.preposition == Some('\u{628}'),
        definite,
        repelled,
        tolls: Vec::new(),
        counted: counted(scene, claim_type, trigger, &zone),
        means,
        slots,
    })
}

/// "Called for an end to the shelling of X": whoever calls for its end, X is shelled.
fn stopped_shelling(scene: &Scene, deal: &Draft) -> Option<Draft> {
    let last = deal.trigger.end.checked_sub(1).filter(|&last| last > deal.trigger.start)?;
    let shelling = scene.document.list(scene.words.shell_noun, last)?;
    let sought = deal.claim_type == ClaimType::Agreement && deal.modality == Modality::Intended;
    let places = deal.slots.places.clone();
    let slots = Slots { places, time: deal.slots.time, ..Slots::default() };
    (sought && !slots.places.is_empty()).then(|| Draft {
        claim_type: ClaimType::Shelling,
        modality: Modality::Actual,
        trigger: shelling.tokens.clone(),
        mutual: false,
        noun: true,
        slots,
        ..deal.clone()
    })
}

/// "… as it did in X": the same was done elsewhere before, whatever is said of this.
fn elsewhere(scene: &Scene, draft: &Draft) -> Option<Draft> {
    let did = scene.document.find(scene.words.as_did, draft.trigger.end..scene.tokens.end)?.tokens.clone();
    let here = |index: usize| (did.end..did.end + 2).contains(&scene.mentions[index].tokens.start);
    let place =
        (0..scene.mentions.len()).find(|&index| here(index) && scene.mentions[index].is_named_place())?;
    let role = draft.slots.places.first().map_or(Role::At, |&(_, role)| role);
    let joined = (place + 1..scene.mentions.len()).take_while(|&index| scene.mentions[index].joined);
    let places = std::iter::once(place).chain(joined).map(|index| (index, role)).collect();
    let slots = Slots { places, time: None, civil: None, ..draft.slots.clone() };
    Some(Draft { modality: Modality::Actual, trigger: did, counted: Vec::new(), slots, ..draft.clone() })
}

/// The pattern's type, unless the means decide it or it has lasted.
fn claim_type(
    scene: &Scene,
    trigger: &Trigger,
    slots: &Slots,
    means: Option<&(Means, Range<usize>)>,
) -> ClaimType {
    let since = |index: usize| matches!(&scene.mentions[index].entity, Entity::Time(time) if time.since);
    match means {
        // "A ground attack with heavy guns".
        Some((Means::Artillery, _))
            if scene.document.list(scene.words.ground_attack, trigger.tokens.end).is_some() =>
        {
            trigger.pattern.claim_type
        }
        Some((means, _)) if trigger.pattern.spec.by_means => means.claim_type(),
        // What has surrounded a town since last year besieges it.
        _ if trigger.pattern.claim_type == ClaimType::Encircle && slots.time.is_some_and(since) => {
            ClaimType::Besieged
        }
        _ => trigger.pattern.claim_type,
    }
}

/// Who repels an attack is not who made it but whom it was made on; whether somebody that is named does.
fn turn_round(scene: &Scene, trigger: &Range<usize>, fought: bool, slots: &mut Slots) -> bool {
    let clause = scene.clause_tokens(trigger.start);
    let stopped = [scene.words.repelled, scene.words.repelling];
    let verb = stopped.iter().find_map(|list| scene.document.find(*list, clause.start..trigger.start));
    let Some(verb) = verb else { return false };
    let within = |range: &Range<usize>, mention: &Mention| {
        range.contains(&mention.tokens.start)
            && mention.tokens.end <= range.end
            && matches!(mention.entity, Entity::Party { armed: true, .. })
            // "Confronted the group's attack", li-: that is whom they repel.
            && mention.prep != Prep::Of
    };
    let before = verb.tokens.start.saturating_sub(REPELLER_REACH).max(clause.start)..verb.tokens.start;
    let after = verb.tokens.end..trigger.start;
    let behind = scene.mentions.iter().position(|mention| within(&after, mention));
    // "The army said that its forces repelled …": of two before the verb, the nearer.
    let ahead = || scene.mentions.iter().rposition(|mention| fought && within(&before, mention));
    let repeller = behind.or_else(ahead);
    let Some(repeller) = repeller else { return false };
    if slots.actors.contains(&repeller) {
        slots.actors = if behind.is_none() { std::mem::take(&mut slots.targets) } else { Vec::new() };
    }
    if slots.targets.is_empty() {
        slots.targets.push(repeller);
    }
    slots.targets.contains(&repeller)
}

/// The weapon named in the trigger, behind it, or right before it.
fn means(scene: &Scene, index: usize, zone: &Range<usize>, slots: &Slots) -> Option<(Means, Range<usize>)> {
    let words = scene.words;
    let trigger = &scene.triggers[index].tokens;
    let lists: [(ListId, Means); 4] = [
        (words.chemical, Means::Chemical),
        (words.aircraft, Means::Aircraft),
        (words.explosive, Means::Explosive),
        (words.artillery, Means::Artillery),
    ];
    let clause = scene.clause_tokens(trigger.start);
    let near = clause.start.max(trigger.start.saturating_sub(6))..zone.end.min(trigger.end + MEANS);
    // "With heavy artillery" may stand behind a long list of places.
    let far = near.end..zone.end.min(clause.end).min(trigger.end + FAR_MEANS);
    // "The artillery shelled X, while aircraft raided Y": what a clause of another deed names is that deed's.
    let meanwhile = (clause.end < near.end)
        .then(|| scene.document.list(words.meanwhile, clause.end))
        .flatten()
        .map_or(near.end, |opener| opener.tokens.start);
    let near = near.start..near.end.min(meanwhile).max(near.start);
    let with = |hit: &&Hit| near.contains(&hit.tokens.start) || hit.clitics.preposition == Some('\u{628}');
    // "Backed by aircraft" says who helps, not what it was done with; anti-aircraft guns are no aircraft.
    let lent = |token: usize| {
        [words.backed, words.anti].iter().any(|&list| scene.document.list_before(list, token).is_some())
            || scene
                .document
                .find(words.flyover, token.saturating_sub(FLYOVER).max(trigger.end)..token)
                .is_some()
    };
    let found = lists.iter().filter_map(|&(list, means)| {
        let hit = scene
            .document
            .each(list, near.start..far.end.max(near.end))
            .filter(|hit| !lent(hit.tokens.start) && !is_anothers(scene, trigger, hit.tokens.start, slots))
            .filter(with)
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

/// Whether aircraft or guns are those of a party that another clause tells of: "stepped up its attacks, while the coalition's
/// jets raided …".
fn is_anothers(scene: &Scene, trigger: &Range<usize>, token: usize, slots: &Slots) -> bool {
    let Some(owner) = scene.over(token) else { return false };
    let own = slots.actors.is_empty() || slots.actors.contains(&scene.index(owner));
    let party = matches!(owner.entity, Entity::Party { .. }) && matches!(owner.prep, Prep::None | Prep::Of);
    party && !own && token >= trigger.end && scene.clause(token) != scene.clause(trigger.start)
}

/// "Its air attacks", and the strikes of those who strike abroad from the air ("the American strikes"), where nothing else
/// says what with.
fn by_air_power(scene: &Scene, trigger: &Range<usize>) -> Option<(Means, Range<usize>)> {
    let (document, words) = (scene.document, scene.words);
    let strikes = || document.list(words.strikes, trigger.start);
    let power = || strikes().and_then(|_| document.list(words.air_power, trigger.end));
    let from_air = document.list(words.airborne, trigger.end).filter(|hit| !hit.clitics.conjunction);
    let air = from_air.or_else(power)?;
    Some((Means::Aircraft, air.tokens.clone()))
}

/// Aircraft that a longer subject begins with: "jets that are believed to be the coalition's struck".
fn far_subject(scene: &Scene, index: usize) -> Option<(Means, Range<usize>)> {
    let trigger = &scene.triggers[index];
    let start = trigger.tokens.start;
    let from = scene
        .trigger_end_before(start)
        .unwrap_or(scene.tokens.start)
        .max(start.saturating_sub(SUBJECT_REACH));
    let verb = trigger.pattern.spec.frame == Frame::Active && !trigger.clitics.conjunction;
    let hit = (from..start).find_map(|token| scene.document.list(scene.words.aircraft, token))?;
    verb.then(|| (Means::Aircraft, hit.tokens.clone()))
}

/// The aircraft that a claim's party is named by ("the coalition's jets").
pub(crate) fn flown(scene: &Scene, slots: &Slots) -> Option<(Means, Range<usize>)> {
    let tokens = slots.actors.iter().map(|&index| scene.mentions[index].tokens.clone());
    tokens
        .flat_map(|tokens| tokens.clone())
        .find_map(|token| scene.document.list(scene.words.air_head, token))
        .map(|hit| (Means::Aircraft, hit.tokens.clone()))
}

/// A claim's places by their mentions' indices.
type Places = Vec<(usize, Role)>;

/// A claim that names no place happens where the claim before it in the sentence does: an event where the last event did,
/// what a siege keeps in or out, and want, where that siege is, and a deal where that was struck which it speaks of.
fn inherit_places(scene: &Scene, drafts: &mut [Draft]) {
    drafts.sort_by_key(|draft| draft.trigger.start);
    let (mut event, mut siege, mut deal) = (Vec::new(), Vec::new(), Vec::new());
    for draft in drafts.iter_mut() {
        let last: &mut Places = match draft.claim_type {
            ClaimType::Besieged => &mut siege,
            ClaimType::BlockGoods | ClaimType::DenyExit | ClaimType::Hardship | ClaimType::AidDelivery
                if !siege.is_empty() =>
            {
                &mut siege
            }
            kind if kind.kind() == Kind::State => continue,
            kind if is_dealing(kind) && draft.slots.places.is_empty() => &mut deal,
            kind => {
                if is_dealing(kind) {
                    deal.clone_from(&draft.slots.places);
                }
                &mut event
            }
        };
        if draft.slots.places.is_empty() {
            let near =
                |index: usize| draft.trigger.start.saturating_sub(scene.mentions[index].tokens.end) < 25;
            let near: Vec<usize> =
                last.iter().map(|&(index, _)| index).filter(|&index| near(index)).collect();
            // Where a place lies was said of it once.
            let lies = |index: usize| {
                let place = &scene.mentions[index];
                place.prep == Prep::At && !place.joined && near.first() != Some(&index)
            };
            let inherited = near.iter().filter(|&&index| !lies(index));
            draft.slots.places = inherited.map(|&index| (index, Role::At)).collect();
        } else {
            last.clone_from(&draft.slots.places);
            // Whom a siege keeps in or out lives where it is laid.
            if siege.is_empty() && matches!(draft.claim_type, ClaimType::BlockGoods | ClaimType::DenyExit) {
                siege.extend(draft.slots.places.iter().map(|&(index, _)| (index, Role::At)));
            }
        }
    }
    look_ahead(scene, drafts);
}

/// Whether it is something that parties say to each other, which they do elsewhere.
fn is_dealing(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Agreement | ClaimType::Negotiation | ClaimType::Threat)
}

/// Whether its own words say what ground it is about, or none.
fn is_of_ground(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Advance | ClaimType::Capture | ClaimType::Withdrawal | ClaimType::Reinforcement)
}

/// What is still nowhere happens where that does which it follows from or goes with: "was destroyed after raids on X",
/// "the looting and burning of homes in X".
fn look_ahead(scene: &Scene, drafts: &mut [Draft]) {
    let mut next: Option<(usize, bool, Places)> = None;
    for draft in drafts.iter_mut().rev().filter(|draft| draft.claim_type.kind() == Kind::Event) {
        let end = draft.trigger.end;
        if draft.claim_type == ClaimType::Negotiation {
            continue;
        }
        if !draft.slots.places.is_empty() {
            let joined = draft.with || draft.noun && is_coordinated(scene, draft);
            next = Some((draft.trigger.start, joined, draft.slots.places.clone()));
        } else if let Some((start, joined, places)) = &next
            && scene.gap(end, *start) < AHEAD
            && !is_dealing(draft.claim_type)
        {
            let follows = scene.document.find(scene.words.prep_other, end..*start).is_some();
            let goes_on =
                *joined && !is_of_ground(draft.claim_type) && scene.clause(end) == scene.clause(*start);
            let here = places.iter().filter(|(_, role)| follows || goes_on && *role == Role::At);
            draft.slots.places = here.map(|&(index, _)| (index, Role::At)).collect();
        }
    }
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
