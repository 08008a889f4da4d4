//! Days that one clause gives and another does not: a deed's and its toll's, and those of a telling that goes on.
use super::Draft;
use crate::scene::Scene;
use crate::slots::{Dated, is_day};
use crate::{Kind, Modality};
use std::ops::Range;

/// Words behind the dead within which it is said that they died of wounds.
const WOUNDED: usize = 5;

/// Gives claims without a time that of their tolls, or that of the clause which theirs goes on with.
pub(super) fn share_times(scene: &Scene, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.slots.time.is_none() && is_past(draft)) {
        draft.slots.time = of_toll(scene, draft).or_else(|| of_going_on(scene, &draft.trigger));
    }
}

fn is_past(draft: &Draft) -> bool {
    draft.claim_type.kind() == Kind::Event && matches!(draft.modality, Modality::Actual | Modality::Failed)
}

/// "Died on Tuesday when jets struck": who dies of wounds may do so days after the deed.
fn of_toll(scene: &Scene, draft: &Draft) -> Option<usize> {
    draft.tolls.iter().find_map(|toll| {
        let wounded = scene.document.find(scene.words.of_wounds, toll.word.end..toll.tokens.end + WOUNDED);
        let time = Dated::word(scene, toll.word.clone()).time()?;
        (wounded.is_none() && is_day(scene, time)).then_some(time)
    })
}

/// "The hospital was hit yesterday, and two died": the day of the clauses before, as long as each goes on with the last.
fn of_going_on(scene: &Scene, trigger: &Range<usize>) -> Option<usize> {
    let mut clause = scene.clause_tokens(trigger.start);
    let dated = Dated::word(scene, trigger.clone());
    while clause.start > scene.tokens.start && goes_on(scene, clause.start) {
        clause = scene.clause_tokens(clause.start - 1);
        let time = dated.times(clause.clone()).find(|&index| is_day(scene, index));
        if time.is_some() {
            return time.filter(|_| !scene.is_relative(clause.start));
        }
    }
    None
}

/// Whether the clause that begins at a token tells what came next or came of it: "and", or "which led to".
fn goes_on(scene: &Scene, at: usize) -> bool {
    let (document, words) = (scene.document, scene.words);
    let result = document.find(words.result, at..at + 2).is_some();
    let joined = document.is_waw(at - 1) || document.hits(at).iter().any(|hit| hit.clitics.conjunction);
    let opener = document.list(words.clause_opener, at).is_some() || document.list(words.say, at).is_some();
    result || joined && !opener && !scene.is_relative(at)
}
