//! Doers whom no name tells: gunmen before the verb, people behind it.
use super::Reader;
use crate::ClaimType;
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;

/// Words that may stand between gunmen and the verb that tells what they did ("gunmen in uniform abducted …").
const GUNMEN_GAP: usize = 5;

impl<'c> Reader<'_, 'c, '_> {
    /// "Gunmen abducted …": those before a verb that says "they".
    pub(super) fn gunmen(&self) -> Option<&Mention<'c>> {
        self.scene.gunmen_before(self.trigger.tokens.start)
    }

    /// "Twelve residents were executed": people right before a verb of killing or taking that says "they", with nobody
    /// behind it.
    pub(super) fn those_killed(&self) -> Option<&Mention<'c>> {
        let (scene, own) = (self.scene, &self.trigger.tokens);
        let kind = self.trigger.pattern.claim_type;
        let harms = matches!(kind, ClaimType::Killing | ClaimType::Abduction | ClaimType::Arrest);
        let they = scene.document.text.folded(own.end - 1).ends_with("\u{648}\u{627}");
        let people = |mention: &Mention| matches!(mention.entity, Entity::People { .. });
        let behind = || scene.within(own.end..own.end + 2).any(&people);
        let before = scene.ending(own.start)?;
        (harms && they && people(before) && !is_gunman(scene, before) && !behind()).then_some(before)
    }

    /// "Demonstrators blocked …": people in the nominative right behind a verb of what a crowd does.
    pub(super) fn crowd(&self) -> Option<&Mention<'c>> {
        let kind = self.trigger.pattern.claim_type;
        let crowds = matches!(kind, ClaimType::CutRoute | ClaimType::OpenRoute | ClaimType::Destruction);
        let next = self.trigger.tokens.end;
        let people = |mention: &&Mention<'c>| self.is_nominative(mention);
        crowds.then(|| self.scene.starting(next).filter(people))?
    }
}

impl<'c> Scene<'c, '_> {
    /// Gunmen who open what is said, before a verb of theirs with nobody else named between.
    pub(crate) fn gunmen_before(&self, verb: usize) -> Option<&Mention<'c>> {
        // They: -u behind a past.
        let they = self.document.text.folded(verb).ends_with("\u{648}\u{627}");
        let clause = they.then(|| self.clause_tokens(verb))?;
        let somebody = |mention: &&Mention<'c>| {
            matches!(mention.entity, Entity::Party { .. } | Entity::People { .. } | Entity::Number(_))
        };
        let last = self.within(clause.start..verb).rev().find(somebody)?;
        let gunmen = is_gunman(self, last) && last.prep == Prep::None && !last.joined;
        let start = last.tokens.start;
        let opens = start == clause.start || start.checked_sub(1).is_some_and(|at| self.document.is_that(at));
        (gunmen && opens && self.gap(last.tokens.end, verb) <= GUNMEN_GAP).then_some(last)
    }
}

/// Whether a mention is of gunmen of whom nothing more is said.
pub(crate) fn is_gunman(scene: &Scene, mention: &Mention) -> bool {
    matches!(mention.entity, Entity::People { .. })
        && scene.document.list(scene.words.gunman, mention.tokens.start).is_some()
}
