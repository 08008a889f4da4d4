//! Verbs that carry a noun of what is done: "the party launched an attack", "an attack that the party launched".
use super::{GENITIVE_GAP, Reader, SUBJECT_GAP};
use crate::mention::Mention;
use std::ops::Range;

impl<'c> Reader<'_, 'c, '_> {
    /// "An attack that the party launched", "the party launched an attack": the subject of the verb that carries the noun.
    pub(super) fn light_verb(&self) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let list = scene.words.light_verb;
        let end = (self.trigger.tokens.end + 5).min(scene.tokens.end);
        let near = || self.trigger.tokens.end..end;
        let behind = scene
            .document
            .find(list, near())
            .filter(|hit| hit.clitics.pronoun || self.carries_it(hit.tokens.end))
            .or_else(|| {
                scene.document.find(scene.words.leave_behind, near()).filter(|hit| hit.clitics.pronoun)
            });
        let subject_of = |verb: usize, until: usize| {
            scene.within(verb..until).find(|mention| self.acts(mention)).filter(|mention| {
                !mention.is_oblique()
                    && scene.gap(verb, mention.tokens.start) <= SUBJECT_GAP
                    && self.may_do(mention)
            })
        };
        if let Some(subject) = behind.and_then(|hit| subject_of(hit.tokens.end, scene.tokens.end)) {
            return Some(subject);
        }
        subject_of(self.carrier()?.end, self.trigger.tokens.start)
    }

    /// Whether "it" behind a verb, with bi-, is the noun that it carries: "arrests that the party carried out".
    fn carries_it(&self, token: usize) -> bool {
        matches!(
            self.scene.document.text.folded(token),
            "\u{628}\u{647}" | "\u{628}\u{647}\u{627}" | "\u{628}\u{647}\u{645}\u{627}"
        )
    }

    /// The verb that carries a noun, if one stands before it in its clause.
    fn carrier(&self) -> Option<Range<usize>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let mut before = (clause.start..self.trigger.tokens.start).rev();
        before
            .find_map(|token| self.scene.document.list(self.scene.words.light_verb, token))
            .map(|verb| verb.tokens.clone())
    }

    /// Whether the verb that carries a noun stands close before it ("they impose a siege"): who imposes it lays it.
    pub(super) fn is_carried(&self) -> bool {
        self.carrier().is_some_and(|verb| {
            let near = self.plain_gap(verb.end, self.trigger.tokens.start) <= GENITIVE_GAP;
            near && !self.is_governed_noun(verb.start)
        })
    }

    /// Whether a word that may be a verb is a noun behind a preposition: "before the start of the truce".
    fn is_governed_noun(&self, token: usize) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        [words.prep_from, words.noun_opener].iter().any(|&list| document.list_before(list, token).is_some())
    }

    /// Whether that verb opens a clause, right before the noun: its subject is left unnamed.
    pub(super) fn is_carried_on(&self) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let Some(verb) = self.carrier() else { return false };
        let Some(own) = document.list(words.light_verb, verb.start) else { return false };
        let gap = self.plain_gap(verb.end, self.trigger.tokens.start);
        let joined = document.is_joined(verb.start, own.clitics);
        let said = verb.start.checked_sub(1).is_some_and(|at| document.is_that_it(at));
        let opens = said || document.list_before(words.clause_opener, verb.start).is_some();
        !own.clitics.pronoun && ((joined || said) && gap <= 1 || opens && gap == 0)
    }
}
