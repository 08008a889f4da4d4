//! Whom a deed befell who stand before its word: those who fled, were taken, came under it, were used or live in want.
use super::Reader;
use crate::ClaimType;
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;

/// Words before a word of flight within which people are those who fled.
const MOVER_GAP: usize = 4;
/// Words before a passive verb within which those stand who were taken.
const TAKEN_GAP: usize = 6;
/// Words that may stand between people and what they are used as.
const USED_GAP: usize = 1;

impl<'c> Reader<'_, 'c, '_> {
    /// Who stand before the trigger and are those it befell, where nobody behind it is.
    pub(super) fn sufferers(&self) -> Vec<usize> {
        let found = match self.trigger.pattern.claim_type {
            ClaimType::Displacement | ClaimType::Return | ClaimType::Evacuation => self.mover(),
            ClaimType::Arrest | ClaimType::Abduction | ClaimType::Killing => {
                self.taken().or_else(|| self.exposed()).or_else(|| self.others())
            }
            ClaimType::IllTreatment => self.used().or_else(|| self.exposed()),
            ClaimType::Hardship => self.in_want(),
            kind if is_violence(kind) => self.exposed(),
            _ => None,
        };
        let Some(found) = found else { return Vec::new() };
        let chain = self.scene.chain(self.scene.chain_head(found));
        let start = self.trigger.tokens.start;
        let before = chain.into_iter().filter(|mention| is_anybody(mention) && mention.tokens.start < start);
        before.map(|mention| self.scene.index(mention)).collect()
    }

    /// "The residents who were fleeing": people right before a word of flight or return.
    fn mover(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let near = start.saturating_sub(MOVER_GAP).max(self.scene.tokens.start)..start;
        let asks = |mention: &Mention| {
            let before = |list| self.scene.document.list_before(list, mention.tokens.start).is_some();
            before(self.scene.words.intend_verb) || before(self.scene.words.judge_verb)
        };
        self.scene
            .within(near)
            .rev()
            .find(|mention| is_civil(mention) && is_free(mention))
            .filter(|mention| !asks(mention))
    }

    /// "Thirteen men were taken": people or a party before a passive verb, whatever governs them where "who" stands before it.
    fn taken(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let passive = self.trigger.pattern.spec.frame == Frame::Passive;
        let relative = start.checked_sub(1).is_some_and(|at| self.scene.is_relative(at));
        let near = |mention: &Mention| self.scene.gap(mention.tokens.end, start) <= TAKEN_GAP;
        let own = |mention: &Mention| {
            relative || self.scene.clause(mention.tokens.start) == self.scene.clause(start)
        };
        let before = self.scene.within(self.scene.tokens.start..start).rev().filter(|_| passive);
        before
            .filter(|mention| mention.tokens.end <= start && near(mention) && own(mention))
            .find(|mention| is_anybody(mention) && (relative || is_free(mention)))
    }

    /// "The killing of four of the group's men and the capture of ten others": the others are of whom those before were.
    fn others(&self) -> Option<&Mention<'c>> {
        let (scene, end) = (self.scene, self.trigger.tokens.end);
        let counted = scene.starting(end).filter(|first| matches!(first.entity, Entity::Number(_)));
        let next = counted.map_or(end, |number| number.tokens.end);
        scene.document.list(scene.words.others, next).filter(|hit| !hit.clitics.article)?;
        let mut before = scene.within(scene.tokens.start..self.trigger.tokens.start).rev();
        before.find(|mention| is_anybody(mention) && scene.suffers(mention))
    }

    /// "An activist was exposed to abduction": who stands behind a verb of coming under the noun, or right before it.
    fn exposed(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        let li = self.trigger.clitics.preposition == Some('\u{644}');
        let verb = self.scene.document.find(self.scene.words.exposed, clause.start..start).filter(|_| li)?;
        let behind =
            self.scene.within(verb.tokens.end..start).find(|mention| is_anybody(mention) && is_free(mention));
        let at = verb.tokens.start;
        let relative = at.checked_sub(1).is_some_and(|before| self.scene.is_relative(before));
        let before = || {
            let mut mentions = self.scene.mentions.iter();
            mentions.find(|mention| {
                // "Sources of the opposition, X was exposed": past a comma only who stands free is.
                let comma = at.checked_sub(1).is_some_and(|before| self.scene.document.is_mark(before));
                is_anybody(mention)
                    && mention.tokens.end <= at
                    && (!comma || mention.prep == Prep::None)
                    && self.scene.gap(mention.tokens.end, at) <= usize::from(relative)
            })
        };
        behind.or_else(before)
    }

    /// "It uses civilians as human shields": people right before what they are used as.
    fn used(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let near = |mention: &Mention| self.scene.gap(mention.tokens.end, start) <= USED_GAP;
        let mut before = self.scene.within(self.scene.tokens.start..start).rev();
        before
            .find(|mention| mention.tokens.end <= start)
            .filter(|mention| is_civil(mention) && mention.prep == Prep::None && near(mention))
    }

    /// "The residents of the camp suffer from a lack of …": people of the clause before the word.
    fn in_want(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        self.scene.within(clause.start..start).rev().find(|mention| is_civil(mention) && is_free(mention))
    }
}

fn is_civil(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::People { group, .. } if group != "fighters")
}

fn is_anybody(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::People { .. } | Entity::Party { .. })
}

/// Whether no preposition but "of" governs a mention.
fn is_free(mention: &Mention) -> bool {
    matches!(mention.prep, Prep::None | Prep::Of)
}
