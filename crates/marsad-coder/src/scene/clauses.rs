//! Clauses: where one ends and the next begins, so that a party, a place or a cue stays with its own verb.
use super::Scene;
use crate::lexicon::{Hit, Meaning};
use crate::mention::{Entity, Mention, Prep};
use crate::rule::{Frame, Pattern, Rules};
use std::ops::Range;

impl Scene<'_, '_> {
    /// The number of a token's clause.
    pub(crate) fn clause(&self, token: usize) -> u16 {
        self.clauses.get(token.saturating_sub(self.tokens.start)).copied().unwrap_or(0)
    }

    /// The tokens of the clause that holds a token.
    pub(crate) fn clause_tokens(&self, token: usize) -> Range<usize> {
        if !self.tokens.contains(&token) {
            return token..token;
        }
        let own = usize::from(self.clause(token));
        match self.bounds.get(own..own + 2) {
            Some(&[start, end]) => start..end,
            _ => self.tokens.clone(),
        }
    }

    /// For each token the number of its clause, and where each clause begins and the last ends.
    pub(super) fn find_clauses(&self, rules: &Rules) -> (Vec<u16>, Vec<usize>) {
        let mut bounds = vec![self.tokens.start];
        let mut clause = 0;
        let opens = |token: usize| {
            if token > self.tokens.start && !self.is_inside(token) && self.opens_clause(token, rules) {
                clause += 1;
                bounds.push(token);
            }
            clause
        };
        let clauses = self.tokens.clone().map(opens).collect();
        bounds.push(self.tokens.end);
        (clauses, bounds)
    }

    /// Whether a token goes on with a mention or begins a time: no clause opens there.
    fn is_inside(&self, token: usize) -> bool {
        let inside =
            |mention: &Mention| mention.tokens.start < token || matches!(mention.entity, Entity::Time(_));
        self.over(token).is_some_and(inside)
    }

    /// Whether a clause begins at a token: behind a semicolon or colon, at an opener, a relative, or a coordinated verb.
    fn opens_clause(&self, token: usize, rules: &Rules) -> bool {
        let mark = if self.document.is_mark(token - 1) { self.document.text.folded(token - 1) } else { "" };
        let parted = matches!(mark, "\u{61B}" | ";" | ":");
        // Most words open none, whatever stands before them.
        if !parted && !self.document.may_begin(rules.clauses, token) {
            return false;
        }
        // "Through" (min khilal) and "at a distance of" (ala bud) open nothing, though their second words alone would.
        let governs =
            |list| self.document.list_before(list, token).is_some_and(|prep| prep.tokens.len() == 1);
        if governs(self.words.prep_from) || governs(self.words.prep_on) {
            return false;
        }
        if parted {
            return true;
        }
        let words = self.words;
        let opener = self.document.list(words.clause_opener, token);
        if opener.is_some_and(|opener| !self.opens_phrase(opener))
            || self.document.list(words.relative, token).is_some()
        {
            return true;
        }
        let comma = matches!(mark, "\u{60C}" | ",");
        let waw = self.document.is_waw(token - 1);
        let noun = || self.may_be_noun(token, rules);
        self.document.hits(token).iter().filter(|hit| hit.clitics.conjunction || comma || waw).any(|hit| {
            let Meaning::List(list) = hit.meaning else { return false };
            let verb = |pattern: &Pattern| pattern.spec.frame == Frame::Active;
            rules.of(list).iter().any(verb) && !noun()
                || list == words.say && !self.is_between(token)
                || list == words.judge_verb
                || list == words.respond_verb
                || list == words.light_verb && !noun()
                || list == words.exposed
                || list == words.killed_verb
                || list == words.injured_verb
                || list == words.manage
        })
    }

    /// Whether an opener only opens a phrase: "during the night", "during it", "in addition to the village of".
    fn opens_phrase(&self, opener: &Hit) -> bool {
        let noun = self.document.list(self.words.noun_opener, opener.tokens.start).is_some();
        let follows =
            |mention: &Mention| matches!(mention.entity, Entity::Time(_)) || noun && mention.is_named_place();
        noun && opener.clitics.pronoun || self.starting(opener.tokens.end).is_some_and(follows)
    }

    /// Whether "between" stands at a token, not "made clear" (bayn, bayyana), behind which something is said "that".
    fn is_between(&self, token: usize) -> bool {
        let Some(between) = self.document.list(self.words.prep_between, token) else { return false };
        self.starting(between.tokens.end).is_some_and(|mention| {
            let end = mention.tokens.end;
            mention.prep == Prep::Between && !(end..end + 3).any(|at| self.document.is_that(at))
        })
    }

    /// Whether a word that may be a verb may as well be a noun of what is done ("setting up"), with no party behind it.
    fn may_be_noun(&self, token: usize, rules: &Rules) -> bool {
        let noun = |pattern: &Pattern| pattern.spec.frame.is_genitive();
        let named = self.document.hits(token).iter().any(|hit| {
            let Meaning::List(list) = hit.meaning else { return false };
            rules.of(list).iter().any(noun)
        });
        let party = |mention: &Mention| matches!(mention.entity, Entity::Party { .. });
        named && !self.starting(token + 1).is_some_and(party)
    }
}
