//! What a report takes as given, however the words around it are put: what something came of, and what was told of.
use super::coming::{TA, YA};
use super::is_noun;
use crate::draft::is_violence;
use crate::scene::{Scene, Trigger};

/// Words between a noun and the relative pronoun that goes on telling of it ("the massacre in the market, which …").
const NEAR: usize = 2;

/// Whether a noun stands behind "because of", "after" or the like, counted from where a cue ends, or is what "be" is
/// said of: "could not enter because of the clashes" says that they clashed.
pub(super) fn is_given(scene: &Scene, from: usize, trigger: &Trigger) -> bool {
    let between = from..trigger.tokens.start;
    let found = |list| scene.document.find(list, between.clone()).is_some();
    let is = || {
        is_violence(trigger.pattern.claim_type)
            && scene.document.is_definite(trigger.tokens.start, trigger.clitics)
            && found(scene.words.being)
    };
    is_noun(trigger) && (found(scene.words.given) || is())
}

/// Whether a past verb of doing behind "which" says of a definite noun that it was done: "the raids that it launched".
pub(super) fn is_told_of(scene: &Scene, trigger: &Trigger) -> bool {
    let end = trigger.tokens.end;
    let relative = (end..=end + NEAR).find(|&token| scene.is_relative(token));
    let done = |relative: usize| {
        let verb = scene.document.text.folded(relative + 1);
        let light = scene.document.list(scene.words.light_verb, relative + 1);
        light.is_some_and(|hit| hit.tokens.len() == 1 && !hit.clitics.future) && !verb.starts_with([YA, TA])
    };
    is_noun(trigger)
        && scene.document.is_definite(trigger.tokens.start, trigger.clitics)
        && relative.is_some_and(done)
}
