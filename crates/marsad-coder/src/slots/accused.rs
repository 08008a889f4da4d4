//! Who is said by others to have done it: "accused the army of shelling", "blamed the group for the bombing".
use super::{Reader, can_act};
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Trigger;

/// Words between the verb of accusing and the accused: the accuser, and what he is.
const ACCUSER_GAP: usize = 8;
/// Words between the accused and what they are accused of.
const CHARGE_GAP: usize = 5;

impl<'c> Reader<'_, 'c, '_> {
    /// The party accused of what the trigger says.
    pub(super) fn accused(&self) -> Option<&Mention<'c>> {
        self.charged().or_else(|| self.blamed())
    }

    fn charged(&self) -> Option<&Mention<'c>> {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let party = |mention: &&Mention<'c>| matches!(mention.entity, Entity::Party { .. });
        let last = scene.within(scene.clause_tokens(start).start..start).rev().find(party)?;
        let charge = last.tokens.end;
        let charged = self.names_charge(charge) && scene.gap(charge, start) <= CHARGE_GAP;
        let head = scene.chain_head(last);
        let before = head.tokens.start.saturating_sub(ACCUSER_GAP).max(scene.tokens.start);
        // "The group, which the army accuses of": the pronoun is the accused.
        let accuses = || {
            let verb = scene.document.find(scene.words.accuse, before..head.tokens.start);
            verb.is_some_and(|verb| !verb.clitics.pronoun)
        };
        (charged && can_act(last) && head.prep == Prep::None && accuses()).then_some(head)
    }

    /// "A bomb killed ten, said the president, who blamed the group": the party blamed behind what is told.
    fn blamed(&self) -> Option<&Mention<'c>> {
        let (document, words) = (self.scene.document, self.scene.words);
        let verb = document.find(words.accuse, self.trigger.tokens.end..self.scene.tokens.end)?;
        let near = verb.tokens.end..verb.tokens.end + ACCUSER_GAP;
        // They are blamed for what was told last.
        let last = |other: &Trigger| {
            let told = self.trigger.tokens.end..verb.tokens.start;
            !(told.contains(&other.tokens.start) && is_violence(other.pattern.claim_type))
        };
        // "The responsibility for smuggling" is another matter.
        let for_it = |token: usize| {
            let blame = document.list(words.blame, token);
            blame.is_some_and(|blame| {
                let end = blame.tokens.end;
                let last = end >= self.scene.tokens.end || document.is_mark(end);
                blame.clitics.pronoun || last && document.is_definite(token, blame.clitics)
            })
        };
        let bears = |mention: &&Mention<'c>| {
            can_act(mention) && mention.prep == Prep::None && for_it(mention.tokens.end)
        };
        let charged = is_violence(self.trigger.pattern.claim_type) && self.scene.triggers.iter().all(last);
        self.scene.within(near).find(bears).filter(|_| charged)
    }

    /// Whether a charge begins at a token: a noun with bi-, or the responsibility.
    fn names_charge(&self, token: usize) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let with = document.hits(token).iter().any(|hit| hit.clitics.preposition == Some('\u{628}'));
        with || document.list(words.blame, token).is_some()
    }
}
