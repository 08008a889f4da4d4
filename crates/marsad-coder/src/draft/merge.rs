//! What is said twice in a sentence is one claim.
use super::{Counted, Draft, is_violence};
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;
use crate::slots::Unnamed;
use crate::{ClaimType, Modality};
use std::ops::Range;

/// Words within which a verb tells on of the shelling or the raid named before it.
const FAR: usize = 20;
/// Words within which barrel bombs behind shelling are what it was done with.
const BARRELS: usize = 6;
/// Tokens within which two words of violence tell of one deed.
const BESIDE: usize = 3;

/// A party that flees withdraws: the same word tells of no people who are displaced.
pub(super) fn drop_flights(drafts: &mut Vec<Draft>) {
    let left: Vec<Range<usize>> = drafts
        .iter()
        .filter(|draft| draft.claim_type == ClaimType::Withdrawal && !draft.slots.actors.is_empty())
        .map(|draft| draft.trigger.clone())
        .collect();
    drafts.retain(|draft| draft.claim_type != ClaimType::Displacement || !left.contains(&draft.trigger));
}

/// A siege that is broken in the same breath is told of as ended: what it was laid on goes to its end.
pub(super) fn lift_sieges(drafts: &mut Vec<Draft>) {
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
pub(super) fn drop_weak(scene: &Scene, drafts: &mut Vec<Draft>) {
    let (weak, mut kept): (Vec<Draft>, Vec<Draft>) = drafts.drain(..).partition(|draft| draft.weak);
    let raids: Vec<Draft> =
        kept.iter().filter(|draft| draft.claim_type == ClaimType::AirStrike).cloned().collect();
    // "Raids by the jets, which struck the road with rockets": the rockets are the raids'.
    let (told, mut kept): (Vec<Draft>, Vec<Draft>) = kept
        .drain(..)
        .partition(|draft| draft.fires && raids.iter().any(|raid| gives_way(scene, draft, raid)));
    for mut draft in weak.into_iter().chain(told) {
        if draft.claim_type == ClaimType::Arrest {
            raid(scene, draft, &mut kept);
            continue;
        }
        if let Some(told) = told_again(scene, &draft, &kept) {
            draft.claim_type = told;
            draft.weak = false;
            kept.push(draft);
            continue;
        }
        if let Some(told) = kept.iter_mut().rev().find(|other| is_told_before(scene, other, &draft)) {
            if draft.modality == Modality::Failed && told.claim_type == ClaimType::Assault {
                told.modality = Modality::Failed;
            }
            // "… blew himself up, and the group claimed the attack".
            if told.slots.actors.is_empty() && !draft.slots.actors.is_empty() {
                told.slots.actors.clone_from(&draft.slots.actors);
                told.slots.subject = Unnamed::Nowhere;
            }
            continue;
        }
        match kept.iter_mut().find(|strong| gives_way(scene, &draft, strong)) {
            Some(strong) => absorb(strong, draft),
            None => kept.push(draft),
        }
    }
    kept.sort_by_key(|draft| draft.trigger.start);
    *drafts = kept;
}

/// A raid goes into the arrest it ends in: whoever raided arrests.
fn raid(scene: &Scene, raid: Draft, kept: &mut Vec<Draft>) {
    let Some(arrest) = kept.iter_mut().find(|other| is_raided_for(scene, &raid, other)) else {
        kept.push(raid);
        return;
    };
    if raid.active && !raid.slots.actors.is_empty() {
        arrest.slots.actors.clone_from(&raid.slots.actors);
    }
    absorb(arrest, raid);
}

/// Whether homes are raided for an arrest that is told of behind them: "raided the house and arrested two".
fn is_raided_for(scene: &Scene, raid: &Draft, arrest: &Draft) -> bool {
    arrest.claim_type == ClaimType::Arrest
        && raid.trigger.end <= arrest.trigger.start
        && scene.gap(raid.trigger.end, arrest.trigger.start) <= FAR
}

/// Whether a weak word says no more than a plain one beside it, or goes on telling of it: "raids, which struck …".
fn gives_way(scene: &Scene, weak: &Draft, plain: &Draft) -> bool {
    let (own, other) = (weak.trigger.start, plain.trigger.start);
    let kills = plain.claim_type == ClaimType::Killing;
    // Who storms a home and then executes does two things.
    let later = plain.with && other > own && !kills;
    let beside = other.abs_diff(own) <= BESIDE || later;
    let gap = scene.gap(plain.trigger.end.min(own), own);
    let goes_on = plain.trigger.end <= own
        && (gap <= 2 && !opens_another(scene, plain.trigger.end..own)
            || gap <= FAR && tells_of(scene, weak, plain));
    // "Shelling and an attack" are two, and so are clashes and shelling, and an attack backed by raids.
    let second = if own < other { plain } else { weak };
    let backed = || scene.document.list_before(scene.words.backed, other).is_some();
    let apart = weak.mutual || is_coordinated(scene, second) && beside || weak.noun && backed();
    // "Assassinated him by shooting at him".
    let by = kills
        && plain.trigger.end <= own
        && (weak.with || scene.document.text.folded(own).starts_with('\u{628}'))
        && scene.clause(other) == scene.clause(own);
    !plain.weak
        && !apart
        && is_violence(plain.claim_type)
        && (beside && scene.clause(other) == scene.clause(own) || goes_on || by)
}

/// Whether "the attack", which says nothing of its own, is one that the sentence told of: "… was shelled; three were
/// wounded in the attack", "… were killed by a mine, in the deadliest attack of the year".
fn is_told_before(scene: &Scene, told: &Draft, again: &Draft) -> bool {
    // A place behind the dead of the attack is where something else was.
    let apart = |place: usize| {
        let between = again.trigger.end..scene.mentions[place].tokens.start;
        [scene.words.killed_noun, scene.words.killed_people]
            .into_iter()
            .any(|list| scene.document.find(list, between.clone()).is_some())
    };
    let nowhere = again.slots.places.iter().all(|&(place, _)| apart(place));
    let bare = nowhere && again.slots.targets.is_empty() && again.counted.is_empty();
    let ranked = || scene.document.list_before(scene.words.ranked, again.trigger.start).is_some();
    is_violence(told.claim_type)
        && told.trigger.end <= again.trigger.start
        && again.noun
        && (again.points_back && again.definite && bare && !is_coordinated(scene, again) || ranked())
}

/// Whether "with" or "after" stands between two words of violence: "raids, at the same time as attacks".
fn opens_another(scene: &Scene, between: Range<usize>) -> bool {
    between.start < between.end && scene.document.find(scene.words.noun_opener, between).is_some()
}

/// Whether a verb has a noun of violence before it for its subject: "shelling by X struck the town".
fn tells_of(scene: &Scene, verb: &Draft, noun: &Draft) -> bool {
    let start = verb.trigger.start;
    // A party right before the verb, or behind it, is a subject of its own.
    let own_subject = scene.mentions.iter().enumerate().any(|(index, mention)| {
        let before = mention.tokens.end <= start
            && scene.gap(mention.tokens.end, start) == 0
            && scene.agrees(mention, start);
        let behind = mention.tokens.start == verb.trigger.end && !scene.is_seat(mention);
        // "Shelling from the areas of X struck": X is told of as who shelled.
        let before = before && !noun.slots.actors.contains(&index) && !is_apposed(scene, mention);
        (before || behind)
            && mention.prep == Prep::None
            && matches!(mention.entity, Entity::Party { armed: true, .. })
    });
    verb.active && !noun.active && !own_subject && !is_coordinated(scene, verb)
}

/// Whether a party's name repeats the one right before it: "the Syrian Democratic Forces (SDF)".
fn is_apposed<'s>(scene: &Scene<'s, '_>, name: &Mention<'s>) -> bool {
    let id = |mention: &Mention<'s>| match mention.entity {
        Entity::Party { id, .. } => Some(id),
        _ => None,
    };
    scene.mentions.iter().any(|other| {
        other.tokens.end <= name.tokens.start
            && scene.gap(other.tokens.end, name.tokens.start) == 0
            && id(other).is_some()
            && id(other) == id(name)
    })
}

/// The type of the strike that a verb tells on of where it adds a place: "shelling struck X, and also struck Y".
fn told_again(scene: &Scene, verb: &Draft, told: &[Draft]) -> Option<ClaimType> {
    let noun = told.iter().rev().find(|noun| {
        is_violence(noun.claim_type) && noun.trigger.end <= verb.trigger.start && tells_of(scene, verb, noun)
    })?;
    let near = scene.gap(noun.trigger.end, verb.trigger.start) <= FAR;
    (near && is_one_more(scene, verb)).then_some(noun.claim_type)
}

/// Whether "also" opens the clause of a claim that names a place of its own.
fn is_one_more(scene: &Scene, draft: &Draft) -> bool {
    let start = scene.clause_tokens(draft.trigger.start).start;
    !draft.slots.places.is_empty() && scene.document.list(scene.words.also, start).is_some()
}

/// Whether "and" joins a word to the one before it.
pub(super) fn is_coordinated(scene: &Scene, draft: &Draft) -> bool {
    let start = draft.trigger.start;
    let alone = start.checked_sub(1).is_some_and(|at| scene.document.is_waw(at));
    // wa-
    alone || scene.document.text.folded(start).starts_with('\u{648}')
}

/// A second mention of the same thing in one sentence is no second claim.
pub(super) fn merge(scene: &Scene, drafts: &mut Vec<Draft>) {
    let mut merged: Vec<Draft> = Vec::new();
    for draft in drafts.drain(..) {
        if let Some(struck) = merged.iter_mut().rev().find(|other| is_done_with_barrels(scene, other, &draft))
        {
            struck.claim_type = draft.claim_type;
            absorb(struck, draft);
            continue;
        }
        // "Shelling of X, executions, and shelling of Y": told of anew behind something else.
        let anew = is_coordinated(scene, &draft)
            && merged
                .last()
                .is_some_and(|last| last.claim_type != draft.claim_type && is_violence(last.claim_type))
            && is_violence(draft.claim_type);
        if anew {
            merged.push(draft);
            continue;
        }
        if let Some(struck) = merged.iter_mut().rev().find(|other| is_struck_by(scene, other, &draft)) {
            struck.claim_type = draft.claim_type;
            absorb(struck, draft);
            continue;
        }
        if let Some(told) = merged.iter_mut().rev().find(|other| is_same_strike(scene, other, &draft)) {
            name_strike(told, draft);
            continue;
        }
        let same_siege = is_same_siege(&merged, &draft) || is_fallen_into(scene, &merged, &draft);
        if let Some(tried) = merged.iter_mut().rev().find(|other| came_to_nothing(scene, other, &draft)) {
            tried.modality = Modality::Failed;
            continue;
        }
        match merged.iter_mut().rev().find(|other| same_thing(scene, other, &draft)) {
            Some(other) => absorb(other, draft),
            // "During these operations": what was told of before is named again, not told of anew.
            None if draft.weak
                && is_violence(draft.claim_type)
                && !draft.mutual
                && is_named_again(scene, &draft)
                || is_this_move(scene, &draft)
                || same_siege => {}
            None => merged.push(draft),
        }
    }
    *drafts = merged;
}

/// "Shelling with rockets and barrel bombs": what only aircraft drop says what it was done with.
fn is_done_with_barrels(scene: &Scene, struck: &Draft, barrels: &Draft) -> bool {
    let between = struck.trigger.end..barrels.trigger.start;
    struck.claim_type == ClaimType::Shelling
        && between.start <= between.end
        && scene.document.list(scene.words.dropped, between.end).is_some()
        && scene.document.find(scene.words.prep_on, between.clone()).is_none()
        && scene.gap(between.start, between.end) <= BARRELS
}

/// "Shelled the town with five air raids": the raids say what it was done with.
fn is_struck_by(scene: &Scene, struck: &Draft, raids: &Draft) -> bool {
    let start = raids.trigger.start;
    // bi-
    let with = |token: usize| scene.document.text.folded(token).starts_with('\u{628}');
    let number = scene.ending(start);
    let counted = number.filter(|number| matches!(number.entity, Entity::Number(_)));
    // An attack that raids back is none of them; what was targeted with raids was.
    let open = struck.open_means && (struck.active || struck.claim_type == ClaimType::Shelling);
    (open || struck.active && struck.claim_type == ClaimType::AirStrike)
        && raids.claim_type == ClaimType::AirStrike
        && raids.noun
        && struck.trigger.end <= start
        && scene.clause(struck.trigger.start) == scene.clause(start)
        && (raids.with || counted.is_some_and(|number| number.lead > 0 && with(number.tokens.start)))
}

/// Whether "the shelling", which says nothing of its own, is a strike that the sentence told of: "the town was attacked …,
/// and people fled because of the shelling".
fn is_same_strike(scene: &Scene, told: &Draft, again: &Draft) -> bool {
    let strike = |draft: &Draft| matches!(draft.claim_type, ClaimType::AirStrike | ClaimType::Shelling);
    let attack = told.claim_type == ClaimType::Assault && told.open_means;
    let beside = || scene.document.list_before(scene.words.prep_with, again.trigger.start).is_some();
    strike(again)
        && again.open_means
        && told.modality == again.modality
        && (strike(told) || attack && !beside())
        && is_told_before(scene, told, again)
}

/// Merges a strike that is named again into the one told of, and says what kind it was.
fn name_strike(told: &mut Draft, again: Draft) {
    if told.open_means && told.claim_type != ClaimType::AirStrike {
        told.claim_type = again.claim_type;
    }
    absorb(told, again);
}

/// Whether what was tried is told of again as stopped: "tried to advance …, but they could halt the advance".
fn came_to_nothing(scene: &Scene, tried: &Draft, stopped: &Draft) -> bool {
    let halted = stopped.modality == Modality::Failed
        || stopped.claim_type == ClaimType::Advance && stopped.modality == Modality::Feared;
    let (ours, theirs) = (ids(scene, tried), ids(scene, stopped));
    tried.claim_type == stopped.claim_type
        && tried.modality == Modality::Intended
        && halted
        && stopped.noun
        && (theirs.is_empty() || theirs.iter().any(|id| ours.contains(id)))
}

fn ids<'s>(scene: &'s Scene, draft: &Draft) -> Vec<&'s str> {
    draft.slots.actors.iter().map(|&index| party(scene, index)).collect()
}

/// Whether a demonstrative ("this attack") points the word back at what was told of before.
fn is_named_again(scene: &Scene, draft: &Draft) -> bool {
    let is_demonstrative = |at: usize| scene.document.list(scene.words.demonstrative, at).is_some();
    (1..=2).any(|back| draft.trigger.start.checked_sub(back).is_some_and(is_demonstrative))
}

/// Whether a noun of ground gained or lost has a demonstrative right before it: "with this advance" names no new one.
fn is_this_move(scene: &Scene, draft: &Draft) -> bool {
    let ground = matches!(
        draft.claim_type,
        ClaimType::Advance | ClaimType::Capture | ClaimType::Withdrawal | ClaimType::Encircle
    );
    let before = draft.trigger.start.checked_sub(1);
    ground
        && draft.noun
        && draft.definite
        && before.is_some_and(|at| scene.document.list(scene.words.demonstrative, at).is_some())
}

/// Whether a siege that names neither place nor party is the one that the sentence told of, however far before.
fn is_same_siege(told: &[Draft], draft: &Draft) -> bool {
    let siege = |draft: &Draft| draft.claim_type == ClaimType::Besieged;
    let bare = draft.slots.places.is_empty() && draft.slots.actors.is_empty();
    siege(draft) && bare && told.iter().any(siege)
}

/// "The town of X, north of Y, fell into the hands of the party": the hands are where it fell, no second statement.
fn is_fallen_into(scene: &Scene, told: &[Draft], held: &Draft) -> bool {
    let fell = |draft: &Draft| {
        draft.claim_type == ClaimType::Capture
            && !(draft.active || draft.noun)
            && draft.trigger.end <= held.trigger.start
            && scene.clause(draft.trigger.start) == scene.clause(held.trigger.start)
            && !draft.slots.actors.is_empty()
            && draft.slots.actors == held.slots.actors
    };
    held.claim_type == ClaimType::Controls && told.iter().any(fell)
}

fn same_thing(scene: &Scene, a: &Draft, b: &Draft) -> bool {
    let related = a.claim_type == b.claim_type;
    if related && is_named_again(scene, b) {
        return true;
    }
    // A clash is no attack of one side on the other.
    let parted = a.claim_type == ClaimType::Assault && a.mutual != b.mutual;
    // "Another raid" is one more.
    let another = scene.document.list(scene.words.others, b.trigger.end).is_some()
        || is_one_more(scene, b) && scene.clause(a.trigger.start) != scene.clause(b.trigger.start);
    if !related || parted || another || a.modality != b.modality {
        return false;
    }
    let (ours, theirs) = (ids(scene, a), ids(scene, b));
    let actors_agree = ours.is_empty() || theirs.is_empty() || ours.iter().any(|id| theirs.contains(id));
    let places = |draft: &Draft| {
        draft.slots.places.iter().map(|&(index, _)| scene.mentions[index].place_name()).collect::<Vec<_>>()
    };
    let (here, there) = (places(a), places(b));
    let places_agree = here.is_empty() || there.is_empty() || there.iter().any(|name| here.contains(name));
    let near = b.trigger.start.saturating_sub(a.trigger.end) <= 20;
    let spelt_out = !here.is_empty() && !there.is_empty() && !ours.is_empty() && !theirs.is_empty();
    actors_agree && places_agree && (near || spelt_out || there.iter().any(|name| here.contains(name)))
}

fn party<'s>(scene: &'s Scene, index: usize) -> &'s str {
    match &scene.mentions[index].entity {
        Entity::Party { id, .. } => id,
        Entity::People { group, .. } => group,
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
    into.slots.civil = into.slots.civil.take().or(other.slots.civil);
    into.means = into.means.take().or(other.means);
    let new = other.counted.into_iter().filter(|counted| {
        let same = |own: &Counted| {
            let alike = own.what != "strikes" && own.what == counted.what && own.bounds == counted.bounds;
            own.tokens == counted.tokens || alike
        };
        !into.counted.iter().any(same)
    });
    let new: Vec<_> = new.collect();
    into.counted.extend(new);
}
