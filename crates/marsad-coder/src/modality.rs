//! How a report puts a claim: as fact, attempt, plan, fear or denial, by the cues around its trigger.
use crate::lexicon::{Clitics, ListId};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use crate::{ClaimType, Modality};
use std::ops::Range;

/// How far before a trigger a cue reaches, in words, where no clause ends between them.
const REACH: usize = 7;

/// The modality of a trigger; `passage_end` is where its claim ends, where cues that follow it stand.
pub(crate) fn modality(scene: &Scene, trigger: &Trigger, passage_end: usize) -> Modality {
    let clause = scene.clause_tokens(trigger.tokens.start);
    let before = window(scene, trigger, clause.start);
    let after = trigger.tokens.end..(passage_end + 8).min(scene.tokens.end);
    if failed(scene, trigger, &before, after) {
        return Modality::Failed;
    }
    if let Some(negation) = negated(scene, &before) {
        return negation;
    }
    if cue(scene, scene.words.denied, &before, trigger) {
        Modality::Denied
    } else if feared(scene, trigger, &before) {
        Modality::Feared
    } else if intended(scene, trigger, &before) {
        Modality::Intended
    } else {
        trigger.pattern.spec.modality
    }
}

fn failed(scene: &Scene, trigger: &Trigger, before: &Range<usize>, after: Range<usize>) -> bool {
    let words = scene.words;
    let kind = trigger.pattern.claim_type;
    let deal = matches!(kind, ClaimType::Agreement | ClaimType::Negotiation);
    let tried = !matches!(kind, ClaimType::Destruction | ClaimType::Casualties);
    scene.document.find(words.failed_after, after).is_some()
        || deal && cue(scene, words.broken, before, trigger)
        || tried && cue(scene, words.failed_before, before, trigger)
        || tried && cue(scene, words.repelled, before, trigger)
}

fn feared(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    let moves = matches!(
        trigger.pattern.claim_type,
        ClaimType::Advance | ClaimType::Capture | ClaimType::Reinforcement
    );
    cue(scene, scene.words.feared, before, trigger)
        || may(scene, trigger)
        || moves && cue(scene, scene.words.prevent, before, trigger)
}

fn intended(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    purpose(scene, trigger.tokens.start)
        || purpose_clitic(scene, trigger)
        || trigger.clitics.future
        || cue(scene, scene.words.intended, before, trigger)
}

/// "May" before a present verb; before a past one the same word only says that it is done.
fn may(scene: &Scene, trigger: &Trigger) -> bool {
    let start = trigger.tokens.start;
    let present = scene.document.text.folded(start).starts_with(['\u{64A}', '\u{62A}']);
    present && scene.document.list_before(scene.words.may, start).is_some()
}

/// The words before a trigger, within its clause, that may say how it is meant.
fn window(scene: &Scene, trigger: &Trigger, clause_start: usize) -> Range<usize> {
    let mut start = trigger.tokens.start;
    let mut words = 0;
    while start > clause_start && words < REACH {
        start -= 1;
        words += scene.gap(start, start + 1);
    }
    start..trigger.tokens.start
}

/// Whether a cue stands before a trigger with no other trigger's verb between them.
fn cue(scene: &Scene, list: ListId, before: &Range<usize>, trigger: &Trigger) -> bool {
    let Some(hit) = scene.document.find(list, before.clone()) else { return false };
    let same = hit.tokens.start == trigger.tokens.start;
    let parted = scene.triggers.iter().any(|other| {
        hit.tokens.end <= other.tokens.start
            && other.tokens.end <= trigger.tokens.start
            && !other.tokens.contains(&trigger.tokens.start)
            && other.pattern.claim_type != trigger.pattern.claim_type
            && !matches!(other.pattern.spec.frame, Frame::State | Frame::Held)
    });
    !same && !parted
}

/// "Was not able to" is a failure, "did not" a denial.
fn negated(scene: &Scene, before: &Range<usize>) -> Option<Modality> {
    let words = scene.words;
    let still = |token: usize| scene.document.list(words.still, token).is_some();
    let negation = before
        .clone()
        .filter_map(|token| scene.document.list(words.negation, token))
        .find(|hit| !still(hit.tokens.end))?;
    let managed = scene.document.find(words.manage, negation.tokens.end..before.end).is_some();
    let adjacent = scene.gap(negation.tokens.end, before.end) <= 1;
    if managed {
        Some(Modality::Failed)
    } else if adjacent {
        Some(Modality::Denied)
    } else {
        None
    }
}

/// "In order to", right before the trigger.
fn purpose(scene: &Scene, start: usize) -> bool {
    (1..=3).any(|back| {
        start.checked_sub(back).is_some_and(|at| {
            scene
                .document
                .list_before(scene.words.purpose, at + 1)
                .is_some_and(|hit| scene.gap(hit.tokens.end, start) <= 1)
        })
    })
}

/// li- on a verbal noun: "to retake the town".
fn purpose_clitic(scene: &Scene, trigger: &Trigger) -> bool {
    let Clitics { preposition, article, .. } = trigger.clitics;
    let noun = !matches!(trigger.pattern.spec.frame, Frame::Active | Frame::Held | Frame::State);
    let written = scene.document.text.folded(trigger.tokens.start);
    // With the article the noun is an object ("to the shelling"), not a purpose.
    let contracted = written.starts_with("\u{644}\u{644}") || written.starts_with("\u{648}\u{644}\u{644}");
    let undergone = scene
        .document
        .find(
            scene.words.undergo,
            trigger.tokens.start.saturating_sub(8).max(scene.clause_tokens(trigger.tokens.start).start)
                ..trigger.tokens.start,
        )
        .is_some();
    noun && preposition == Some('\u{644}') && !article && !contracted && !undergone
}
