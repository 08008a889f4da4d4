//! Tolls: how many were killed and injured, who they were, and who killed them where the sentence says so.
mod counted;
mod people;
mod victims;

use crate::lexicon::{Hit, ListId};
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use counted::counted_tolls;
use people::people_toll;
use std::ops::Range;
use victims::with_those_joined;
pub(crate) use victims::{Bounds, form, mentioned, who_behind};

/// Words before a word of harm within which a negation says that nobody was harmed.
const DENIAL: usize = 6;

/// Tokens behind a toll within which an earthquake or an accident is its cause.
const NO_WAR: usize = 6;
/// The same before it: "the earthquake that struck the north and the south, and which claimed the lives of".
const NO_WAR_BEFORE: usize = 11;

/// A number of people harmed.
#[derive(Debug, Clone)]
pub(crate) struct Toll {
    /// `killed`, `injured` or `casualties`.
    pub(crate) what: &'static str,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// The mention that says who, by its index in the scene.
    pub(crate) who: Option<usize>,
    /// The words that say how many and who.
    pub(crate) tokens: Range<usize>,
    /// The word of harm itself.
    pub(crate) word: Range<usize>,
    /// The party that did it, where it is the verb's subject.
    pub(crate) agent: Option<usize>,
    /// Whether it only spells out a toll before it: "three civilians, (two children and a woman)".
    pub(crate) spelt_out: bool,
}

impl Toll {
    /// Whether it says that nobody was harmed.
    pub(crate) fn is_of_nobody(&self) -> bool {
        self.max == Some(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Verb,
    Noun,
    People,
}

/// A word that says that people were harmed.
struct Harm<'s> {
    what: &'static str,
    form: Form,
    hit: &'s Hit,
}

/// The tolls of a sentence, in order.
pub(crate) fn tolls(scene: &Scene) -> Vec<Toll> {
    let mut tolls: Vec<Toll> = Vec::new();
    let mut token = scene.tokens.start;
    while token < scene.tokens.end {
        let Some(harm) = harm_word(scene, token) else {
            token += 1;
            continue;
        };
        let (found, end) = match harm.form {
            Form::People => people_toll(scene, &harm),
            Form::Verb | Form::Noun => counted_tolls(scene, &harm),
        };
        token = end.max(token + 1);
        let found = found.filter(|toll| !is_told(toll, &tolls) && !is_of_no_war(scene, toll));
        match found {
            Some(toll) if is_denied(scene, &toll) => tolls.extend(nobody(scene, toll)),
            Some(mut toll) => {
                same_people_as_before(scene, &mut toll, tolls.last_mut());
                tolls.extend(with_those_joined(scene, toll));
            }
            None => {}
        }
    }
    tolls
}

/// "Without casualties": that nobody was harmed, unless it is only that nobody knows, or of further people.
fn nobody(scene: &Scene, toll: Toll) -> Option<Toll> {
    let start = toll.word.start.saturating_sub(DENIAL).max(scene.tokens.start);
    let unknown = scene.document.find(scene.words.unheard, start..toll.word.start).is_some();
    let further = scene.document.find(scene.words.others, toll.tokens.start..toll.tokens.end + 2).is_some();
    let what = if toll.what == "killed" { "killed" } else { "casualties" };
    (toll.max.is_none() && !unknown && !further).then_some(Toll {
        what,
        min: 0,
        max: Some(0),
        who: None,
        agent: None,
        ..toll
    })
}

/// Words behind a verb of dying within which its noun stands: "lost a father of four his life".
const OWN_END: usize = 7;

/// Where the noun stands that a verb of dying is parted from by its subject.
fn own_end(scene: &Scene, verb: usize) -> Option<usize> {
    scene.document.list(scene.words.meets, verb)?;
    let end = scene.clause_tokens(verb).end.min(verb + OWN_END);
    (verb + 2..end).find(|&token| is_own_end(scene, token))
}

fn is_own_end(scene: &Scene, token: usize) -> bool {
    scene.document.list(scene.words.own_end, token).is_some_and(|noun| noun.clitics.pronoun)
}

/// Whether a noun of dying only completes the verb before it, which told of the death.
fn completes_verb(scene: &Scene, token: usize) -> bool {
    let from = token.saturating_sub(OWN_END).max(scene.tokens.start);
    is_own_end(scene, token) && (from..token).any(|verb| own_end(scene, verb) == Some(token))
}

#[inline]
fn harm_word<'s>(scene: &'s Scene, token: usize) -> Option<Harm<'s>> {
    // Most words are none, which is told without a call.
    let may = scene.document.may_begin(scene.words.sets.harm, token);
    if may { harm(scene, token) } else { None }
}

fn harm<'s>(scene: &'s Scene, token: usize) -> Option<Harm<'s>> {
    let words = scene.words;
    if own_end(scene, token).is_some() {
        let hit = scene.document.list(words.meets, token)?;
        return Some(Harm { what: "killed", form: Form::Verb, hit });
    }
    if completes_verb(scene, token) {
        return None;
    }
    let lists: [(ListId, &str, Form); 7] = [
        (words.killed_people, "killed", Form::People),
        (words.injured_people, "injured", Form::People),
        (words.casualties_people, "casualties", Form::People),
        (words.killed_verb, "killed", Form::Verb),
        (words.injured_verb, "injured", Form::Verb),
        (words.killed_noun, "killed", Form::Noun),
        (words.injured_noun, "injured", Form::Noun),
    ];
    let harm = lists.into_iter().find_map(|(list, what, form)| {
        scene.document.list(list, token).map(|hit| Harm { what, form, hit })
    })?;
    // "Direct hits", "cases of cholera", "hit a car": spelt like harm.
    // "The jets hit a depot": what is hit stands behind who hit it.
    let end = harm.hit.tokens.end;
    let hitter = scene.starting(end).filter(|next| matches!(next.entity, Entity::Party { .. }));
    let struck = hitter.map_or(end, |hitter| hitter.tokens.end);
    let things = [words.homes, words.seat, words.gear];
    let of_verb = if hitter.is_some() { things.as_slice() } else { things.get(..1).unwrap_or_default() };
    let thing =
        harm.what == "injured" && of_verb.iter().any(|&list| scene.document.list(list, struck).is_some());
    // Who died of a sickness died all the same.
    let sick = scene.document.list(words.not_harm, end).is_some()
        && scene.document.list(words.died, token).is_none();
    (!thing && !sick).then_some(harm)
}

/// Where "and injuring" ends in "killing and injuring six": the number counts both together.
fn joint_end(scene: &Scene, harm: &Harm) -> Option<usize> {
    let end = harm.hit.tokens.end;
    let next = end + usize::from(scene.document.is_waw(end));
    let other = harm_word(scene, next)?;
    let joined = other.hit.clitics.conjunction || next > end;
    let alike = (other.form == Form::People) == (harm.form == Form::People);
    (joined && alike && other.what != harm.what).then_some(other.hit.tokens.end)
}

/// Whether a negation stands before harm that no number counts: "without casualties".
fn is_denied(scene: &Scene, toll: &Toll) -> bool {
    let first = scene.starting(toll.tokens.start);
    let counted = first.is_some_and(|mention| matches!(mention.entity, Entity::Number(_)));
    let start = scene.clause_tokens(toll.word.start).start.max(toll.word.start.saturating_sub(DENIAL));
    !counted && scene.document.find(scene.words.negation, start..toll.word.start).is_some()
}

/// Whether a storm, an earthquake or an accident stands close to a toll.
fn is_of_no_war(scene: &Scene, toll: &Toll) -> bool {
    let near = toll.word.start.saturating_sub(NO_WAR_BEFORE).max(scene.tokens.start)
        ..(toll.tokens.end.max(toll.word.end) + NO_WAR).min(scene.tokens.end);
    scene.document.find(scene.words.not_war, near).is_some()
}

/// Whether the words that count a toll were counted already: "the killing of 20 dead".
fn is_told(toll: &Toll, tolls: &[Toll]) -> bool {
    tolls
        .last()
        .is_some_and(|last| last.tokens.start < toll.tokens.end && toll.tokens.start < last.tokens.end)
}

/// Whether a mention is a number that may count people: not an age, a distance or a share.
pub(crate) fn is_count(scene: &Scene, mention: &Mention) -> bool {
    let things = [scene.words.unit, scene.words.strike];
    // "The third-and-twentieth anniversary": tens behind a definite ordinal are a part of it.
    let ordinal = scene.document.list_before(scene.words.ordinal, mention.tokens.start).is_some();
    matches!(mention.entity, Entity::Number(_))
        && !ordinal
        && things.into_iter().all(|list| scene.document.list(list, mention.tokens.end).is_none())
}

/// "And four others were injured": the same people as in the toll before. "A man was injured and another of the group was
/// killed": both were of the group.
fn same_people_as_before(scene: &Scene, toll: &mut Toll, last: Option<&mut Toll>) {
    let others = (toll.tokens.start..toll.tokens.end + 2)
        .any(|token| scene.document.list(scene.words.others, token).is_some());
    let Some(last) = last else { return };
    let fighters = last
        .who
        .is_none_or(|who| matches!(scene.mentions[who].entity, Entity::People { group: "fighters", .. }));
    if toll.who.is_none() {
        toll.who = last.who;
    } else if others && fighters {
        last.who = toll.who;
    }
}
