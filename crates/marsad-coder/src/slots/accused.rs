//! Who is said by others to have done it: "accused the army of shelling", "blamed the group for the bombing".
use super::{Reader, can_act};
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Trigger;
use std::ops::Range;

/// Words between the verb of accusing and the accused: the accuser, and what he is.
const ACCUSER_GAP: usize = 8;
/// Words between the accused and what they are accused of.
const CHARGE_GAP: usize = 5;
/// Words between laying a deed to somebody and who that is: who lays it, and what.
const LAID_GAP: usize = 12;

impl<'c> Reader<'_, 'c, '_> {
    /// The party accused of what the trigger says.
    pub(super) fn accused(&self) -> Option<&Mention<'c>> {
        self.charged().or_else(|| self.charged_above()).or_else(|| self.blamed()).or_else(|| self.laid_to())
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

    /// "The group, which the army accuses of the attack": who is told of is the accused.
    fn charged_above(&self) -> Option<&Mention<'c>> {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let before = start.saturating_sub(ACCUSER_GAP).max(scene.tokens.start)..start;
        let verb = scene.document.find(scene.words.accuse, before).filter(|verb| verb.clitics.pronoun)?;
        let relative = verb.tokens.start.checked_sub(1).filter(|&at| scene.is_relative(at))?;
        let charged = (verb.tokens.end..start).any(|token| self.names_charge(token));
        let mut named = scene.within(scene.tokens.start..relative).rev();
        let near = |party: &&Mention<'c>| can_act(party) && scene.gap(party.tokens.end, relative) <= 1;
        named.next().filter(near).filter(|_| charged)
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

    /// "An attack laid to the group", "laid the blame for the attack on the group": whoever bears it, said of the violence
    /// between the words and the party, else of the last before them, else of what follows.
    pub(super) fn laid_to(&self) -> Option<&Mention<'c>> {
        let (scene, document, words) = (self.scene, self.scene.document, self.scene.words);
        if !is_violence(self.trigger.pattern.claim_type) {
            return None;
        }
        let blame = |token: usize| {
            let hit = document.list(words.blame, token)?;
            (hit.clitics.preposition == Some('\u{628}')).then(|| hit.tokens.clone())
        };
        let charge = |token: usize| document.list(words.accusation, token).map(|hit| hit.tokens.clone());
        let lay = |token: usize| document.list(words.lay_to, token).map(|hit| hit.tokens.clone());
        let lays = |token| lay(token).or_else(|| blame(token)).or_else(|| charge(token));
        let laid = scene.tokens.clone().find_map(lays)?;
        let to = |party: &&Mention<'c>| {
            can_act(party) && !party.joined && matches!(party.prep, Prep::To | Prep::Of | Prep::On)
        };
        let party = scene.within(laid.end..laid.end + LAID_GAP).find(to)?;
        let violent = |range: Range<usize>| {
            let told = move |other: &&Trigger| {
                is_violence(other.pattern.claim_type) && range.contains(&other.tokens.start)
            };
            scene.triggers.iter().filter(told).map(|other| other.tokens.start)
        };
        let start = self.trigger.tokens.start;
        let between = laid.end..party.tokens.start;
        // "Charges against the group of having shelled the town".
        let charges = party.tokens.end..(party.tokens.end + CHARGE_GAP).min(scene.tokens.end);
        if charge(laid.start).is_some() && violent(charges.clone()).next().is_some() {
            return charges.contains(&start).then_some(party);
        }
        let meant = if violent(between.clone()).next().is_some() {
            between.contains(&start)
        } else if let Some(last) = violent(scene.tokens.start..laid.start).max() {
            start == last
        } else {
            start >= party.tokens.end
        };
        meant.then_some(party)
    }

    /// Whether a charge begins at a token: a noun with bi-, or the responsibility.
    fn names_charge(&self, token: usize) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let with = document.hits(token).iter().any(|hit| hit.clitics.preposition == Some('\u{628}'));
        with || document.list(words.blame, token).is_some()
    }
}
