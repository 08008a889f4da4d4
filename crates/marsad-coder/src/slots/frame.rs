//! Constructions: where each looks for its party.
use super::{BY_GAP, Reader, SUBJECT_GAP, Slots, Unnamed, can_act};
use crate::draft::is_violence;
use crate::lexicon::{Hit, Meaning};
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use crate::{ClaimType, Modality, Role};
use std::ops::Range;

/// Tokens before a noun with a pronoun within which its owner is named.
const OWNER: usize = 4;
/// Tokens behind a verb of blowing up within which what is blown up stands: a number, "a number of".
const DONE: usize = 3;
/// Tokens before a noun of freeing that "after" may begin at ("some days after its liberation").
const AFTER: usize = 3;

/// Tokens behind aircraft within which those stand whom they belong to.
const OWNED_BY: usize = 3;
/// Tokens before a protest within which those who protest stand.
const PROTESTERS: usize = 8;

impl<'c> Reader<'_, 'c, '_> {
    pub(super) fn active(&self, slots: &mut Slots) {
        if self.is_marked_passive() {
            slots.actors = self.by_phrase().map(|agent| self.party_chain(agent)).unwrap_or_default();
            slots.targets = self.objects(&slots.actors);
            return;
        }
        if self.done_by_strike(slots) {
            return;
        }
        if let Some(victims) = self.those_killed() {
            slots.actors = self.by_phrase().map(|agent| self.party_chain(agent)).unwrap_or_default();
            slots.targets = vec![self.scene.index(victims)];
            return;
        }
        let struck = self.is_struck();
        let subject = self
            .described()
            .or_else(|| self.relative_subject())
            .or_else(|| self.topic())
            .or_else(|| self.rest())
            .or_else(|| self.subject_after())
            .or_else(|| self.gunmen())
            .or_else(|| self.crowd())
            .or_else(|| if self.people_move() { None } else { self.subject_before() });
        self.set_subject(slots, subject);
        if subject.is_none() && (struck || self.has_unknown_subject()) {
            slots.subject = if struck { Unnamed::Strike } else { Unnamed::Nowhere };
            slots.unlisted = !struck && self.is_unlisted();
            slots.fallback.clear();
        } else if subject.is_none() && self.is_told_of_others() {
            slots.subject = Unnamed::Nowhere;
            slots.fallback.clear();
        }
        self.leave_suffered(slots);
        // "A car blew up, and the finger of blame pointed to the group".
        if let Some(blamed) = self.laid_to().filter(|_| slots.actors.is_empty()) {
            slots.actors = self.party_chain(blamed);
        }
        slots.targets = self.objects(&slots.actors);
    }

    pub(super) fn agent_noun(&self, slots: &mut Slots) {
        let genitive = self.genitive().filter(|mention| matches!(mention.prep, Prep::None | Prep::Of));
        let agent = self
            .forced()
            .or_else(|| self.seeking())
            .or_else(|| genitive.filter(|mention| self.may_be_agent(mention)))
            .or_else(|| self.accused())
            .or_else(|| self.by_phrase())
            .or_else(|| self.light_verb())
            .or_else(|| self.died_trying());
        // "The withdrawal of the ninth brigade": nobody before it withdrew.
        let unknown = agent.is_none() && self.has_unknown_subject();
        let topic = self.trigger.pattern.spec.near_actor && !self.is_carried();
        let near = topic || self.is_suffered() || self.is_answered() || unknown;
        let far = || if near { None } else { self.subject_before() };
        let subject = agent.or_else(far);
        self.set_subject(slots, subject);
        if unknown {
            slots.subject = Unnamed::Nowhere;
            slots.unlisted = self.is_unlisted();
            slots.fallback.clear();
        } else {
            self.noun_subject(slots);
        }
        slots.targets = self.objects(&slots.actors);
    }

    pub(super) fn patient(&self, slots: &mut Slots) {
        let flown = || self.genitive().filter(|mention| can_act(mention) && self.flies(mention));
        let agent = self
            .by_phrase()
            .or_else(|| self.accused())
            .or_else(|| self.seeking())
            .or_else(|| self.destroyer())
            .or_else(|| self.destroying_strike())
            .or_else(|| self.agent_with_object())
            .or_else(flown)
            .or_else(|| self.light_verb());
        let away = self.is_suffered() && !self.is_carried() && !self.is_ordered() || self.is_answered();
        let far = || if away { None } else { self.subject_before().or_else(|| self.owner()) };
        let subject = agent.or_else(far);
        self.set_subject(slots, subject);
        self.noun_subject(slots);
        slots.targets = self.objects(&slots.actors);
    }

    pub(super) fn held(&self, slots: &mut Slots) {
        let after = self
            .scene
            .within(self.zone.clone())
            .find(|mention| matches!(mention.entity, Entity::Party { .. }))
            .filter(|mention| self.scene.gap(self.trigger.tokens.end, mention.tokens.start) <= SUBJECT_GAP)
            // "The areas it holds": the pronoun is the holder, and what follows is something else.
            .filter(|_| !self.trigger.clitics.pronoun);
        let party = |mention: &&Mention| matches!(mention.entity, Entity::Party { .. });
        let inside = self.scene.over(self.trigger.tokens.start).filter(party);
        let holder = inside.or(after).or_else(|| self.subject_before());
        self.set_subject(slots, holder);
    }

    pub(super) fn state(&self, slots: &mut Slots) {
        // Who is besieged stands right before the word.
        let besieged = matches!(self.trigger.pattern.claim_type, ClaimType::Besieged | ClaimType::Isolated);
        let protests = self.trigger.pattern.claim_type == ClaimType::Protest;
        let (before, behind) = match () {
            () if besieged => (2, self.trigger.tokens.start),
            () => (if protests { PROTESTERS } else { 4 }, self.trigger.tokens.end + 8),
        };
        let end = self.zone.end.min(behind);
        let start = self.trigger.tokens.start.saturating_sub(before).max(self.scene.tokens.start);
        let goods = |mention: &Mention| {
            self.scene.document.list_before(self.scene.words.goods, mention.tokens.start).is_some()
        };
        let shell = is_violence(self.trigger.pattern.claim_type);
        let people = self.scene.within(start..end).filter(|mention| {
            // "Milk for children" is what is lacking; what falls, falls on those behind it.
            let struck = !shell || self.is_hit_by_fall(mention);
            matches!(mention.entity, Entity::People { .. }) && !goods(mention) && struck
        });
        slots.targets = people.map(|mention| self.scene.index(mention)).take(2).collect();
        if self.trigger.pattern.claim_type == ClaimType::Protest {
            slots.actors = std::mem::take(&mut slots.targets);
            return;
        }
        let lives = self.trigger.pattern.claim_type == ClaimType::SupplyLine;
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let owner = || {
            self.scene.within(clause).find(|mention| lives && can_act(mention) && mention.prep == Prep::Of)
        };
        if let Some(agent) = self.by_phrase().or_else(owner) {
            slots.actors = self.party_chain(agent);
        }
    }

    /// Whether the claim is of something that befalls people: who stands before it is seldom who does it.
    pub(super) fn is_suffered(&self) -> bool {
        matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Displacement
                | ClaimType::Return
                | ClaimType::Evacuation
                | ClaimType::AidDelivery
                | ClaimType::Bombing
        )
    }

    /// Whether a verb is done to a thing soon behind it, and does not itself go off: "blew up a number of homes", they or she.
    fn is_done(&self) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let end = self.trigger.tokens.end;
        let verb = document.text.folded(end - 1);
        let near = end..(end + DONE).min(self.scene.tokens.end);
        let thing =
            || [words.homes, words.seat].iter().any(|&list| document.find(list, near.clone()).is_some());
        let goes_off = document.list(words.go_off_verb, self.trigger.tokens.start).is_some();
        !goes_off && (verb.ends_with("\u{648}\u{627}") || thing())
    }

    /// "The support of the forces for their seizure of …": the pronoun on a noun of taking is the party right before it.
    fn owner(&self) -> Option<&Mention<'c>> {
        let trigger = self.trigger;
        let taken = trigger.clitics.pronoun && trigger.pattern.claim_type == ClaimType::Capture;
        let start = trigger.tokens.start;
        let last = self.scene.within(start.saturating_sub(OWNER)..start).last().filter(|_| taken)?;
        (last.prep == Prep::Of && self.acts(last) && !self.scene.is_seat(last)).then_some(last)
    }

    /// Whether it is an order to leave: who stands before it gives it.
    fn is_ordered(&self) -> bool {
        let pattern = self.trigger.pattern;
        pattern.claim_type == ClaimType::Evacuation && pattern.spec.modality == Modality::Intended
    }

    /// Whether the subject of a verb of moving is the people right behind it: "he said that refugees go on coming".
    fn people_move(&self) -> bool {
        let own = self.scene.starting(self.trigger.tokens.end);
        let people =
            own.is_some_and(|own| matches!(own.entity, Entity::People { .. }) && own.prep == Prep::None);
        people
            && self.trigger.pattern.claim_type == ClaimType::Displacement
            && self.trigger.pattern.spec.place == Role::To
    }

    /// What befalls people has nobody who does it where the clause names none.
    fn leave_suffered(&self, slots: &mut Slots) {
        // "And blew up homes", "it also blew up": who did what was told before goes on.
        let start = self.trigger.tokens.start;
        let also = || self.scene.document.list_before(self.scene.words.also, start).is_some();
        let goes_on = self.trigger.pattern.claim_type == ClaimType::Bombing
            && self.trigger.pattern.verbs
            && (self.trigger.clitics.conjunction || also())
            && self.is_done();
        if self.is_suffered() && slots.actors.is_empty() && !self.is_carried() && !goes_on {
            slots.subject = Unnamed::Nowhere;
            slots.fallback.clear();
        }
    }

    /// A noun without a pronoun may have nobody who does it: the sentences before say nothing of it.
    fn noun_subject(&self, slots: &mut Slots) {
        self.leave_suffered(slots);
        if self.is_answered() && slots.actors.is_empty() {
            slots.subject = Unnamed::Before;
            slots.fallback.clear();
            return;
        }
        // "Visited the city after its liberation": nobody that is named has freed it.
        let start = self.trigger.tokens.start;
        let (document, words) = (self.scene.document, self.scene.words);
        let freed = self.trigger.clitics.pronoun && document.list(words.free_noun, start).is_some();
        // "Days after its liberation".
        let after = document.find(words.noun_opener, start.saturating_sub(AFTER)..start).is_some();
        if freed && slots.actors.is_empty() && after {
            slots.subject = Unnamed::Nowhere;
            slots.fallback.clear();
            return;
        }
        // "After its liberation": the pronoun on such a noun is whom or what it is done to.
        let own = self.trigger.clitics.pronoun && self.trigger.pattern.spec.frame == Frame::AgentNoun;
        if slots.subject == Unnamed::Report && !own && !self.is_carried_on() {
            slots.subject =
                if self.trigger.pattern.spec.near_actor { Unnamed::Nowhere } else { Unnamed::Sentence };
        }
    }

    fn set_subject(&self, slots: &mut Slots, subject: Option<&Mention<'c>>) {
        if let Some(subject) = subject {
            slots.actors = self.party_chain(subject);
            slots.backers = self.backers(&slots.actors);
        } else {
            slots.both = self.both();
            slots.subject = Unnamed::Report;
            slots.fallback = self.subject_earlier();
        }
    }

    /// Whether the report vowels the verb as a passive: damma on its first letter.
    fn is_marked_passive(&self) -> bool {
        let text = self.scene.document.text;
        let tokens = self.trigger.tokens.clone();
        let mut letters =
            text.words(tokens.start..tokens.start + 1).chars().skip(self.trigger.clitics.lead + 1);
        letters.next() == Some('\u{64F}')
    }

    /// The parties that back a subject right behind it ("backed by", "with the support of").
    fn backers(&self, subject: &[usize]) -> Vec<usize> {
        let Some(end) = subject.last().map(|&last| self.scene.mentions[last].tokens.end) else {
            return Vec::new();
        };
        let fights = self.trigger.pattern.spec.frame != Frame::Mutual;
        let backs = |mention: &&Mention| can_act(mention) && mention.prep == Prep::With && fights;
        let backer = self.scene.within(end..(end + 4).min(self.scene.tokens.end)).find(backs);
        let backer =
            backer.and_then(|backer| if self.flies(backer) { self.flown_by(backer) } else { Some(backer) });
        backer.map(|mention| self.party_chain(mention)).unwrap_or_default()
    }

    /// Whose aircraft back somebody: named with them, or behind "belonging to". "Helicopters" alone are nobody's.
    fn flown_by<'m>(&'m self, aircraft: &'m Mention<'c>) -> Option<&'m Mention<'c>> {
        let (scene, end) = (self.scene, aircraft.tokens.end);
        let owner = scene.within(end..end + OWNED_BY).next().filter(|owner| {
            let belongs = scene.document.find(scene.words.belonging, end..owner.tokens.start + 1).is_some();
            can_act(owner) && (belongs || owner.prep == Prep::Of)
        });
        let party = |hit: &Hit| matches!(hit.meaning, Meaning::Actor { .. } | Meaning::Demonym(_));
        let named = || {
            let mut behind = aircraft.tokens.start + 1..end;
            behind.any(|token| scene.document.hits(token).iter().any(party))
        };
        owner.or_else(|| named().then_some(aircraft))
    }

    /// "Both sides", before the trigger or close behind it.
    fn both(&self) -> Option<Range<usize>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let from = clause.start.saturating_sub(8).max(self.scene.tokens.start);
        let until = clause.end.min(self.trigger.tokens.end + BY_GAP);
        self.scene.document.find(self.scene.words.both, from..until).map(|hit| hit.tokens.clone())
    }
}
