//! Company: what a pattern wants beside its trigger, and what rules it out.
use super::{Scene, Trigger};
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Beside;
use std::ops::Range;

/// How many words on either side of a trigger are its neighbours.
const NEAR: usize = 4;

impl Scene<'_, '_> {
    /// Whether what a pattern wants beside its trigger is there, and nothing that rules it out.
    pub(super) fn has_company(&self, trigger: &Trigger) -> bool {
        let pattern = trigger.pattern;
        let (start, end) = (trigger.tokens.start, trigger.tokens.end);
        let after = || end..self.words_after(end, pattern.spec.reach);
        let before = || self.words_before(start, pattern.spec.reach)..start;
        // Most patterns want little of this: a stretch is measured for one that does.
        let any = |list: &[Beside], range: &dyn Fn() -> Range<usize>| {
            let range = if list.is_empty() { 0..0 } else { range() };
            list.iter().any(|beside| self.stands(*beside, range.clone()))
        };
        let inside = pattern.with.contains(&Beside::Actor) && self.party_over(&trigger.tokens)
            || pattern.with.contains(&Beside::Pronoun) && trigger.clitics.pronoun;
        let last = || self.words_before(start, NEAR)..start;
        // What rules it out must stand in its own clause: another clause speaks of other things.
        let clause = || self.clause_tokens(start);
        let rules_out = |list: &[Beside], range: &dyn Fn() -> Range<usize>| {
            let range = if list.is_empty() { 0..0 } else { range() };
            list.iter().any(|beside| self.stands_free(*beside, range.clone()))
        };
        let own_after = || end..after().end.min(clause().end.max(end));
        let own_before = || before().start.max(clause().start)..start;
        let next = || end..self.words_after(end, NEAR).min(clause().end.max(end));
        (pattern.with.is_empty() || inside || any(&pattern.with, &after))
            && (pattern.after.is_empty() || any(&pattern.after, &before))
            && !rules_out(&pattern.without, &own_after)
            && !rules_out(&pattern.without, &own_before)
            && !rules_out(&pattern.not_next, &next)
            && !rules_out(&pattern.not_before, &last)
    }

    /// Whether something of that sort stands within `range` where its word is no part of a place's name ("the quarter of
    /// Dignity") or of those a place is taken from ("from the gangs of X").
    fn stands_free(&self, beside: Beside, range: Range<usize>) -> bool {
        let Beside::List(list) = beside else { return self.stands(beside, range) };
        let named = |token: usize| {
            let goes_on = |mention: &Mention| mention.is_named_place() && mention.tokens.start < token;
            let taken_from = |mention: &Mention| {
                matches!(mention.entity, Entity::Party { .. }) && mention.prep == Prep::From
            };
            let names = |mention: &Mention| goes_on(mention) || taken_from(mention);
            self.over(token).is_some_and(names)
        };
        // "The area saw clashes": with the article "area" heads no "area of clashes".
        let heads = |token: usize| {
            let hit = self.document.list(list, token);
            hit.is_some_and(|hit| !(list == self.words.topic_head && hit.clitics.article))
        };
        range.into_iter().any(|token| heads(token) && !named(token))
    }
}
