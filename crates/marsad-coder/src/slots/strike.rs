//! Strikes as the subject of a verb: "the raids hit …", "a shell destroyed …"; whose strike it is did it.
use super::{FAR_GENITIVE, GENITIVE_GAP, Reader, Slots, Unnamed, can_act};
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use crate::{ClaimType, Modality};
use std::ops::Range;

impl<'c> Reader<'_, 'c, '_> {
    /// Whether the trigger tells of aircraft brought down: their strike came to nothing, and who did it is not who flew.
    pub(super) fn is_brought_down(&self) -> bool {
        let pattern = self.trigger.pattern;
        pattern.claim_type == ClaimType::AirStrike && pattern.spec.modality == Modality::Failed
    }

    /// "Three Russian drones": whose those were that were brought down, where their own name says so.
    pub(super) fn flier(&self) -> Option<usize> {
        let scene = self.scene;
        let whose = |mention: &&Mention<'c>| {
            let drone = scene.document.list(scene.words.drone, mention.tokens.start);
            matches!(mention.entity, Entity::Party { .. })
                && drone.is_some_and(|drone| drone.tokens.end < mention.tokens.end)
        };
        scene.within(self.zone.clone()).find(whose).map(|mention| self.scene.index(mention))
    }

    /// Fills the slots of a verb whose subject is a strike right behind it, if it is.
    pub(super) fn done_by_strike(&self, slots: &mut Slots) -> bool {
        let Some(strike) = self.strike_behind() else { return false };
        let striker = self.striker(strike.end).or_else(|| self.by_phrase());
        slots.actors = striker.map(|striker| self.party_chain(striker)).unwrap_or_default();
        slots.subject = if slots.actors.is_empty() { Unnamed::Strike } else { Unnamed::Nowhere };
        slots.targets = self.objects(&slots.actors);
        true
    }

    /// "A tank that the jets destroyed": behind a verb whose pronoun means what stands before it, its subject.
    pub(super) fn destroyer(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        // "The two that the group captured": behind the relative what is spelt like the noun is the verb.
        let relative = start.checked_sub(1).is_some_and(|at| self.scene.is_relative(at));
        let passive = self.trigger.pattern.spec.frame == Frame::Passive;
        let verb = (passive || relative) && self.trigger.clitics.pronoun;
        let subject = verb.then(|| self.subject_after()).flatten()?;
        matches!(subject.prep, Prep::None | Prep::By).then_some(subject)
    }

    /// "A tank that one of the coalition's raids destroyed": whose raid it was.
    pub(super) fn destroying_strike(&self) -> Option<&Mention<'c>> {
        let verb = self.trigger.pattern.spec.frame == Frame::Passive && self.trigger.clitics.pronoun;
        let strike = if verb { self.strike_at(self.trigger.tokens.end) } else { None };
        self.striker(strike?.end)
    }

    /// "A raid destroyed …": the noun of a strike right behind a verb of hitting is its subject, unless its ending says
    /// that it is the object.
    fn strike_behind(&self) -> Option<Range<usize>> {
        self.scene.document.list(self.scene.words.hit_verb, self.trigger.tokens.start)?;
        self.strike_at(self.trigger.tokens.end)
    }

    fn strike_at(&self, token: usize) -> Option<Range<usize>> {
        let (document, words) = (self.scene.document, self.scene.words);
        // "One of the raids", "a series of raids".
        let some = document.list(words.quantifier, token).filter(|some| some.clitics.lead == 0);
        let end = some.map_or(token, |some| some.tokens.end);
        let strike =
            document.list(words.strike, end).filter(|strike| strike.clitics.preposition.is_none())?;
        let word = document.text.folded(end);
        // Accusative: alef, and -ain of two.
        let object = word.ends_with('\u{627}') || word.ends_with("\u{64A}\u{646}");
        (!object && !document.is_joined(end, strike.clitics)).then(|| strike.tokens.clone())
    }

    /// The party whose strike it is: in the genitive right behind it, or "of" a little further.
    fn striker(&self, strike: usize) -> Option<&Mention<'c>> {
        let own = |mention: &&Mention<'c>| {
            matches!(mention.entity, Entity::Party { .. } | Entity::People { .. } | Entity::Place { .. })
        };
        let first = self.scene.within(strike..self.scene.tokens.end).find(own)?;
        let reach = match first.prep {
            Prep::None if self.scene.is_act_of(first) => GENITIVE_GAP,
            Prep::None => 0,
            Prep::Of => FAR_GENITIVE,
            _ => return None,
        };
        let near = self.scene.gap(strike, first.tokens.start) <= reach;
        (near && can_act(first) && !self.scene.is_seat(first)).then_some(first)
    }

    /// "The strikes hit the group's positions": a noun of attack or a weapon right before a verb that nothing joins on is
    /// its subject, so that what follows is its object.
    pub(super) fn is_struck(&self) -> bool {
        let start = self.trigger.tokens.start;
        // "A tank that the jets destroyed": the pronoun is what was hit.
        if self.scene.document.is_joined(start, self.trigger.clitics) || self.trigger.clitics.pronoun {
            return false;
        }
        // "After the strike, the jets bombed": what a comma parts from the verb is not its subject.
        if start.checked_sub(1).is_some_and(|at| self.scene.document.is_mark(at)) {
            return false;
        }
        let words = self.scene.words;
        let before = start.saturating_sub(3).max(self.scene.tokens.start)..start;
        let weapon = [words.aircraft, words.artillery, words.explosive, words.act_noun]
            .into_iter()
            .any(|list| self.scene.document.find(list, before.clone()).is_some());
        weapon
            && is_violence(self.trigger.pattern.claim_type)
            && !self.scene.within(before).any(|mention| matches!(mention.entity, Entity::Party { .. }))
    }
}
