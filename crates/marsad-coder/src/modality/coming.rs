//! What is not yet so: what may be, what is to be, and what something is done for.
use super::{cue_where, is_deal, is_noun, is_parted};
use crate::ClaimType;
use crate::draft::is_violence;
use crate::lexicon::{Clitics, Hit};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use std::ops::Range;

/// Ya- and ta-, which begin verbs of the present.
pub(super) const YA: char = '\u{64A}';
pub(super) const TA: char = '\u{62A}';
/// Letters of the longest word that is no verb of the present ("was done", tamma).
const SHORT: usize = 2;
/// How many words, from the verb behind "may" on, may stand before the noun it carries.
const CARRIED: usize = 3;
/// Tokens behind a noun, its adjective and "which", before "may".
const FOLLOWS: usize = 2;
/// Tokens within which "was exposed" may stand before "to": whoever was exposed has a long name.
const EXPOSED: usize = 25;

/// "May" behind a noun: "the famine may spread", "an attack that it may launch".
pub(super) fn may_follow(scene: &Scene, trigger: &Trigger) -> bool {
    let end = trigger.tokens.end;
    let subject = may_carry(scene, trigger);
    let launched = |hit: &Hit| {
        let near = hit.tokens.start <= end + FOLLOWS && is_noun(trigger);
        near && scene.document.list(scene.words.light_verb, hit.tokens.end).is_some()
    };
    let clause = scene.clause_tokens(trigger.tokens.start).end;
    let mut hits = (end..=end + CARRIED).filter_map(|token| scene.document.list(scene.words.may, token));
    hits.any(|hit| {
        let own = subject && hit.tokens.start < clause && !hit.clitics.conjunction;
        (own || launched(hit)) && is_before_present(scene, hit)
    })
}

/// Whether a noun may be the subject of "may"; "the shelling had caused": behind "was" the word says that it was done.
fn may_carry(scene: &Scene, trigger: &Trigger) -> bool {
    let start = trigger.tokens.start;
    let was = start.saturating_sub(2).max(scene.tokens.start)..trigger.tokens.end;
    (is_noun(trigger) || trigger.pattern.spec.frame.is_state())
        && is_free(scene, trigger)
        && scene.document.find(scene.words.become_verb, was).is_none()
}

/// "May" before a present verb, the trigger's own or the one that carries it; before a past one the same word only says
/// that it is done, as it does behind "had".
pub(super) fn may(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    let own = !is_noun(trigger);
    let hits = before.clone().filter_map(|token| scene.document.list(scene.words.may, token));
    hits.into_iter().any(|hit| {
        let next = hit.tokens.end;
        let carries = next < trigger.tokens.start
            && scene.gap(next, trigger.tokens.start) <= CARRIED
            && !is_parted(scene, hit, trigger);
        is_before_present(scene, hit) && (next == trigger.tokens.start && own || carries)
    })
}

/// Whether a verb of the present stands right behind "may".
fn is_before_present(scene: &Scene, hit: &Hit) -> bool {
    let verb = scene.document.text.folded(hit.tokens.end);
    // A past verb may begin with ta, too; with a feminine ending or behind "and" it is one.
    let feminine =
        verb.starts_with(TA) && !verb.ends_with(TA) && !hit.clitics.conjunction && !is_past(scene, hit);
    verb.chars().count() > SHORT && (verb.starts_with(YA) || feminine)
}

/// Whether "was" stands before "may": then it says "had".
fn is_past(scene: &Scene, hit: &Hit) -> bool {
    let from = hit.tokens.start.saturating_sub(3).max(scene.tokens.start);
    scene.document.find(scene.words.become_verb, from..hit.tokens.start).is_some()
}

/// Whether a verb with the letter of the future carries the trigger: before it, or behind a noun ("the battle will begin").
pub(super) fn is_coming(
    scene: &Scene,
    trigger: &Trigger,
    before: &Range<usize>,
    behind: Range<usize>,
) -> bool {
    let will = scene.words.will;
    let follows = || {
        let mut hits = behind.clone().filter_map(|token| scene.document.list(will, token));
        hits.any(|hit| hit.clitics.future)
    };
    cue_where(scene, will, before, trigger, |hit| hit.clitics.future)
        || is_subject(scene, trigger) && follows()
}

/// Whether a noun may be the subject of a verb behind it.
fn is_subject(scene: &Scene, trigger: &Trigger) -> bool {
    is_noun(trigger) && is_free(scene, trigger)
}

/// Whether no preposition and no "after" or "amid" governs a word.
fn is_free(scene: &Scene, trigger: &Trigger) -> bool {
    let words = scene.words;
    let start = trigger.tokens.start;
    let governed =
        [words.prep_at, words.prep_on, words.prep_from, words.prep_to, words.prep_other, words.prep_with]
            .into_iter()
            .any(|list| scene.document.list_before(list, start).is_some());
    let clause = scene.clause_tokens(start).start;
    let subordinate = scene.document.find(words.noun_opener, clause..start).is_some();
    trigger.clitics.preposition.is_none() && !governed && !subordinate
}

/// "In order to", right before the trigger.
pub(super) fn purpose(scene: &Scene, trigger: &Trigger) -> bool {
    let start = trigger.tokens.start;
    let verb = trigger.pattern.spec.frame == Frame::Active;
    // "Held it until the forces took it": behind a past verb's "until" nothing is meant.
    let past = verb && trigger.pattern.verbs && !scene.document.text.folded(start).starts_with([YA, TA]);
    !past
        && (1..=3).any(|back| {
            start.checked_sub(back).is_some_and(|at| {
                scene
                    .document
                    .list_before(scene.words.purpose, at + 1)
                    .is_some_and(|hit| scene.gap(hit.tokens.end, start) <= 1)
            })
        })
}

/// Whether a noun ends in -at: several acts or things are no purpose ("an ambush for reinforcements").
fn is_plural(word: &str) -> bool {
    word.ends_with("\u{627}\u{62A}")
}

/// li- on a verbal noun: "to retake the town".
pub(super) fn purpose_clitic(scene: &Scene, trigger: &Trigger) -> bool {
    let Clitics { preposition, article, .. } = trigger.clitics;
    let start = trigger.tokens.start;
    let noun = is_noun(trigger) || trigger.pattern.spec.frame == Frame::Active && !trigger.pattern.verbs;
    let written = scene.document.text.folded(start);
    // With the article the noun is an object ("to the shelling"), not a purpose, unless it is of taking ground.
    let contracted = written.starts_with("\u{644}\u{644}") || written.starts_with("\u{648}\u{644}\u{644}");
    let ground =
        matches!(trigger.pattern.claim_type, ClaimType::Capture | ClaimType::Advance | ClaimType::Encircle);
    let from = start.saturating_sub(8).max(scene.clause_tokens(start).start);
    let exposed = || {
        let from = start.saturating_sub(EXPOSED).max(scene.tokens.start);
        is_violence(trigger.pattern.claim_type)
            && scene.document.find(scene.words.exposed, from..start).is_some()
    };
    let undergone = || scene.document.find(scene.words.undergo, from..start).is_some() || exposed();
    // "Gave them a day to surrender".
    let ultimatum = || {
        let before = |other: &&Trigger| {
            other.tokens.end <= start && scene.clause(other.tokens.start) == scene.clause(start)
        };
        let mut others = scene.triggers.iter().filter(before);
        others.any(|other| other.pattern.claim_type == ClaimType::Threat)
    };
    // "A response to an attack", "to a Turkish shelling", "to artillery fire": what was done, no doing.
    let next = trigger.tokens.end;
    let of_means = scene.document.list(scene.words.artillery, next).is_some();
    let deed = scene.document.list(scene.words.done_deed, start).is_some()
        || of_means
        || scene.starting(next).is_some_and(|whose| scene.is_act_of(whose));
    noun && !is_plural(written)
        && (!deed || ground)
        && (!is_deal(trigger.pattern.claim_type) || ultimatum())
        && preposition == Some('\u{644}')
        && (!article && !contracted || ground)
        && !undergone()
}
