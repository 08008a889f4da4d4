//! Who killed, where the sentence says so away from the verb: "at the hands of", or the subject of the clause before.
use super::Draft;
use crate::harm::Toll;
use crate::mention::Entity;
use crate::scene::Scene;

/// Words between the dead and those at whose hands they died.
const HANDS: usize = 10;
/// Words within which who claims a killing stands before it.
pub(super) const OWNED: usize = 6;
/// Tokens before a killing within which the verb of accusing stands: the accuser and the accused are between.
const ACCUSED: usize = 12;
/// Words within which who did something goes on to kill.
const GOES_ON: usize = 20;

/// Whoever killed those a toll counts, with no verb of their own.
pub(super) fn killers(scene: &Scene, drafts: &[Draft], toll: &Toll) -> Vec<usize> {
    let named = by_whom(scene, toll).or_else(|| owner(scene, toll)).or_else(|| accused(scene, toll));
    named.map_or_else(|| going_on(scene, drafts, toll), |killer| vec![killer])
}

/// Whoever stands behind "at the hands of" after the dead, with no other deed between them.
fn by_whom(scene: &Scene, toll: &Toll) -> Option<usize> {
    let end = toll.tokens.end.max(toll.word.end);
    let killer = scene.mentions.iter().position(|mention| {
        mention.tokens.start >= end
            && scene.document.list_before(scene.words.hands, mention.tokens.start).is_some()
            && matches!(mention.entity, Entity::Party { armed: true, .. })
            && scene.gap(end, mention.tokens.start) <= HANDS
    })?;
    let between = end..scene.mentions[killer].tokens.start;
    let other = scene.triggers.iter().any(|trigger| between.contains(&trigger.tokens.start));
    (toll.what == "killed" && !other).then_some(killer)
}

/// "The network accused the group of executing 31 people", bi-: the party named last before the charge.
fn accused(scene: &Scene, toll: &Toll) -> Option<usize> {
    let word = toll.word.start;
    let charge = scene.document.hits(word).iter().any(|hit| hit.clitics.preposition == Some('\u{628}'));
    let from = word.saturating_sub(ACCUSED).max(scene.tokens.start);
    let verb =
        scene.document.find(scene.words.accuse, from..word).filter(|verb| charge && !verb.clitics.pronoun)?;
    let named = scene.indices_within(verb.tokens.end..word).rev();
    let mut parties =
        named.filter(|&index| matches!(scene.mentions[index].entity, Entity::Party { armed: true, .. }));
    parties.next().filter(|&index| scene.gap(scene.mentions[index].tokens.end, word) <= 1)
}

/// "The group claimed the killing of three soldiers": whoever claims it.
fn owner(scene: &Scene, toll: &Toll) -> Option<usize> {
    let word = toll.word.start;
    let near = word.saturating_sub(OWNED).max(scene.tokens.start)..word;
    // "The ministry announced the neutralising of eight": the noun is of doing, and who announces it did it.
    let dying = scene.document.list(scene.words.killed_verb, word).is_some();
    let deed = !dying && scene.document.list(scene.words.killing_of, word).is_some();
    let says = || deed.then(|| scene.document.find(scene.words.say, near.clone())).flatten();
    let verb = scene.document.find(scene.words.own_up, near.clone()).or_else(says)?;
    scene.mentions.iter().position(|mention| {
        (verb.tokens.end..word).contains(&mention.tokens.start)
            && matches!(mention.entity, Entity::Party { armed: true, .. })
    })
}

/// "The crimes that the group committed, and which led to the death of 50": whoever stands behind the verb with the pronoun.
pub(super) fn committers(scene: &Scene, toll: &Toll) -> Vec<usize> {
    let first = committer(scene, toll).map(|first| &scene.mentions[first]);
    let all = first.map(|first| scene.chain(first)).unwrap_or_default();
    all.into_iter()
        .filter(|party| matches!(party.entity, Entity::Party { .. }))
        .map(|party| scene.index(party))
        .collect()
}

fn committer(scene: &Scene, toll: &Toll) -> Option<usize> {
    let words = scene.words;
    let mut verbs = scene.document.each(words.light_verb, scene.tokens.start..toll.word.start);
    let committed = verbs.rfind(|verb| verb.clitics.pronoun)?;
    let led = scene.document.find(words.result, committed.tokens.end..toll.word.start);
    let killer = scene.starting(committed.tokens.end)?;
    let party = matches!(killer.entity, Entity::Party { armed: true, .. });
    (party && led.is_some()).then(|| scene.index(killer))
}

/// "The army took the town and killed ten fighters": whoever did what was told right before.
fn going_on(scene: &Scene, drafts: &[Draft], toll: &Toll) -> Vec<usize> {
    let start = toll.word.start;
    let earlier = drafts.iter().filter(|draft| draft.trigger.end <= start);
    let Some(last) = earlier.max_by_key(|draft| draft.trigger.start) else { return Vec::new() };
    let agree = |&index: &usize| {
        let mention = &scene.mentions[index];
        mention.tokens.end <= start && scene.agrees(mention, start) && Some(index) != toll.who
    };
    let near = scene.gap(last.trigger.end, start) <= GOES_ON && !last.mutual;
    let killers = &last.slots.actors;
    let fits = near && !killers.is_empty() && killers.iter().all(agree) && is_done(scene, toll);
    if fits { killers.clone() } else { Vec::new() }
}

/// Whether "and killed" is told of who did it, though spelt like "and were killed": what is killed is an object by its
/// ending, or the verb does not agree with it.
fn is_done(scene: &Scene, toll: &Toll) -> bool {
    let joined = scene.document.hits(toll.word.start).iter().any(|hit| hit.clitics.conjunction);
    let (verb, object) = (scene.document.text.folded(toll.word.start), toll.word.end);
    let whom = scene.document.text.folded(object);
    let counted = scene
        .mentions
        .iter()
        .any(|mention| mention.tokens.start == object && matches!(mention.entity, Entity::Number(_)));
    let form = |ending: &str| verb.ends_with(ending);
    toll.what == "killed" && joined && toll.tokens.start >= object
        // They; she, of a number or of a man; he, of an object that ends in -an or -ayn, -in.
        && (form("\u{648}\u{627}")
            || form("\u{62A}") && (counted || !whom.ends_with('\u{647}'))
            || !form("\u{62A}") && (whom.ends_with('\u{627}') || whom.ends_with("\u{64A}\u{646}")))
}
