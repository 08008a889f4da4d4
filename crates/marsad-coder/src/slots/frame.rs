//! Constructions: where each looks for its party and its object.
use super::{BY_GAP, FAR, HELD_GAP, HOME_GAP, OBJECT_GAP, Reader, SUBJECT_GAP, Slots, Unnamed, can_act};
use crate::ClaimType;
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use std::ops::Range;

/// Words that may stand between one object and the next where nothing joins them.
const OBJECT_CHAIN: usize = 2;
/// Words that may stand between a trigger and the li- of whom it is done to.
const OF_GAP: usize = 9;
/// Tokens before a noun of freeing that "after" may begin at ("some days after its liberation").
const AFTER: usize = 3;

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
        let struck = self.is_struck();
        let subject = self
            .described()
            .or_else(|| self.relative_subject())
            .or_else(|| self.topic())
            .or_else(|| self.rest())
            .or_else(|| self.subject_after())
            .or_else(|| self.subject_before());
        self.set_subject(slots, subject);
        if subject.is_none() && (struck || self.has_unknown_subject()) {
            slots.subject = if struck { Unnamed::Strike } else { Unnamed::Nowhere };
            slots.fallback.clear();
        }
        self.leave_suffered(slots);
        slots.targets = self.objects(&slots.actors);
    }

    pub(super) fn agent_noun(&self, slots: &mut Slots) {
        let genitive = self.genitive().filter(|mention| matches!(mention.prep, Prep::None | Prep::Of));
        let agent = self
            .forced()
            .or_else(|| genitive.filter(|mention| self.may_be_agent(mention)))
            .or_else(|| self.by_phrase())
            .or_else(|| self.light_verb());
        let topic = self.trigger.pattern.spec.near_actor && !self.is_carried();
        let near = topic || self.is_suffered();
        let far = || if near { None } else { self.subject_before() };
        let subject = agent.or_else(far);
        self.set_subject(slots, subject);
        self.noun_subject(slots);
        slots.targets = self.objects(&slots.actors);
    }

    pub(super) fn patient(&self, slots: &mut Slots) {
        let flown = || self.genitive().filter(|mention| can_act(mention) && self.flies(mention));
        let agent = self
            .by_phrase()
            .or_else(|| self.destroyer())
            .or_else(|| self.agent_with_object())
            .or_else(flown)
            .or_else(|| self.light_verb());
        let far = || if self.is_suffered() && !self.is_carried() { None } else { self.subject_before() };
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
        let inside = self.scene.mentions.iter().find(|mention| {
            matches!(mention.entity, Entity::Party { .. })
                && mention.tokens.start <= self.trigger.tokens.start
                && mention.tokens.end > self.trigger.tokens.start
        });
        let holder = inside.or(after).or_else(|| self.subject_before());
        self.set_subject(slots, holder);
    }

    pub(super) fn state(&self, slots: &mut Slots) {
        // Who is besieged stands right before the word.
        let besieged = matches!(self.trigger.pattern.claim_type, ClaimType::Besieged | ClaimType::Isolated);
        let (before, behind) =
            if besieged { (2, self.trigger.tokens.start) } else { (4, self.trigger.tokens.end + 8) };
        let end = self.zone.end.min(behind);
        let start = self.trigger.tokens.start.saturating_sub(before).max(self.scene.tokens.start);
        let goods = |mention: &Mention| {
            self.scene.document.list_before(self.scene.words.goods, mention.tokens.start).is_some()
        };
        let people = self.scene.within(start..end).filter(|mention| {
            // "Milk for children" is what is lacking.
            matches!(mention.entity, Entity::People { .. }) && !goods(mention)
        });
        slots.targets = people.map(|mention| self.index(mention)).take(2).collect();
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

    /// Whom it is done to: parties and people behind the trigger that are not its subject.
    pub(super) fn objects(&self, subject: &[usize]) -> Vec<usize> {
        let clause = self.scene.clause(self.trigger.tokens.start);
        let expelled = self.trigger.pattern.claim_type == ClaimType::Capture;
        let gains = self.trigger.pattern.claim_type == ClaimType::Advance;
        let object = |mention: &&Mention<'c>| match mention.prep {
            // Ground is gained "against" the other side, or up to its positions.
            prep if gains => {
                prep == Prep::Against
                    || self.scene.is_seat(mention)
                        && matches!(prep, Prep::To | Prep::At | Prep::On | Prep::None)
            }
            // What stands bare in another clause is that clause's own.
            Prep::None => {
                self.scene.clause(mention.tokens.start) == clause
                    || self.is_past_relative(mention)
                    || self.is_hit(mention)
            }
            Prep::Of => {
                self.scene.clause(mention.tokens.start) == clause
                    || self.scene.gap(self.trigger.tokens.end, mention.tokens.start) <= OBJECT_GAP
            }
            Prep::Against | Prep::On => true,
            // "The liberation of the town from the group".
            Prep::From => expelled,
            Prep::To => self.is_for_people(mention),
            // "A bomb blew up by a car of the group's".
            Prep::At => self.trigger.pattern.claim_type == ClaimType::Bombing && self.scene.is_seat(mention),
            _ => false,
        };
        // A trigger may hold its own object ("the departure of the civilians").
        let fled =
            |mention: &Mention| matches!(mention.entity, Entity::People { group: "displaced-people", .. });
        let inside = |mention: &&Mention<'c>| {
            mention.tokens.start >= self.trigger.tokens.end
                || mention.tokens.start > self.trigger.tokens.start
                    && mention.prep == Prep::None
                    && !fled(mention)
                    && !(is_violence(self.trigger.pattern.claim_type) && can_act(mention))
        };
        // Behind a verb of doing, those in the nominative do it; behind one of moving, they move.
        let plain = self.trigger.pattern.spec.frame == Frame::Active && !self.is_suffered();
        // Who tells of it stands behind "according to".
        let zone = self.trigger.tokens.end..self.zone.end;
        let source = self.scene.document.find(self.scene.words.according, zone);
        let end = source.map_or(self.zone.end, |source| source.tokens.start);
        let found = self
            .scene
            .within(self.trigger.tokens.start..end)
            .filter(inside)
            .filter(|mention| matches!(mention.entity, Entity::Party { .. } | Entity::People { .. }))
            .filter(|mention| self.may_be_done_to(mention) && !(plain && self.is_nominative(mention)))
            .filter(object)
            .filter(|mention| {
                !subject.iter().any(|&other| self.scene.mentions[other].entity == mention.entity)
            });
        let mut last: Option<usize> = None;
        found
            .filter(|mention| {
                let goes_on = last.is_none_or(|last| self.goes_on(last, mention));
                last = if goes_on { Some(mention.tokens.end) } else { last };
                goes_on
            })
            .map(|mention| self.index(mention))
            .take(3)
            .collect()
    }

    /// Whether a bare mention goes on with the objects that end at a token, and is not what the next verb speaks of.
    fn goes_on(&self, last: usize, mention: &Mention<'c>) -> bool {
        mention.prep != Prep::None
            || mention.joined
            || self.is_hit(mention)
            || self.scene.gap(last, mention.tokens.start) <= OBJECT_CHAIN
    }

    /// Who holds the posts that are struck or taken: "positions that the group controls", "that were under the group".
    pub(super) fn holders(&self) -> Vec<usize> {
        let end = self.trigger.tokens.end;
        let kind = self.trigger.pattern.claim_type;
        let held = self.scene.triggers.iter().find(|other| {
            other.pattern.claim_type == ClaimType::Controls
                && other.tokens.start >= end
                && self.scene.gap(end, other.tokens.start) <= HELD_GAP
        });
        let taken = matches!(kind, ClaimType::Capture | ClaimType::Advance);
        let Some(held) = held.filter(|_| is_violence(kind) || taken) else {
            return Vec::new();
        };
        let posts = self.scene.document.find(self.scene.words.seat, end..held.tokens.start);
        let near = held.tokens.end..(held.tokens.end + 4).min(self.scene.tokens.end);
        let holder = self.scene.within(near).find(|mention| can_act(mention));
        match (posts, holder) {
            (Some(_), Some(holder)) => self.party_chain(holder),
            _ => Vec::new(),
        }
    }

    /// Whether aid reaches people, or is kept from them: "to the residents".
    fn is_for_people(&self, mention: &Mention) -> bool {
        let aid = matches!(self.trigger.pattern.claim_type, ClaimType::BlockGoods | ClaimType::AidDelivery);
        aid && matches!(mention.entity, Entity::People { .. })
    }

    /// Homes, civilian cars and shops behind a strike.
    pub(super) fn homes(&self) -> Option<Range<usize>> {
        let kind = self.trigger.pattern.claim_type;
        let strikes = matches!(
            kind,
            ClaimType::AirStrike | ClaimType::Shelling | ClaimType::Assault | ClaimType::Destruction
        );
        let end = (self.trigger.tokens.end + HOME_GAP).min(self.scene.tokens.end);
        let hit = self.scene.document.find(self.scene.words.homes, self.trigger.tokens.end..end)?;
        (strikes && self.scene.clause(hit.tokens.start) == self.scene.clause(self.trigger.tokens.start))
            .then(|| hit.tokens.clone())
    }

    /// Whether a mention is an object behind a subject that a relative clause goes on about ("the jets, which …, struck").
    fn is_past_relative(&self, mention: &Mention) -> bool {
        let clause = self.scene.clause_tokens(mention.tokens.start).start;
        let own = self.scene.clause(self.trigger.tokens.start);
        self.trigger.pattern.spec.frame == Frame::Active
            && self.scene.is_relative(clause)
            && clause.checked_sub(1).is_some_and(|before| self.scene.clause(before) == own)
            && self.scene.gap(clause, mention.tokens.start) > 3
            && !self.scene.preposition_within(mention.tokens.start.saturating_sub(2)..mention.tokens.start)
    }

    /// Whether a party may be an object: one that only helps or reports is named far off as a source.
    fn may_be_done_to(&self, mention: &Mention) -> bool {
        let reports = matches!(mention.entity, Entity::Party { armed: false, .. })
            && self.scene.document.list(self.scene.words.servant, mention.tokens.start).is_none();
        let gap = self.scene.gap(self.trigger.tokens.end, mention.tokens.start);
        let kind_is_destruction = self.trigger.pattern.claim_type == ClaimType::Destruction;
        let reach = if kind_is_destruction { OBJECT_GAP } else { FAR };
        let moves = matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Displacement | ClaimType::Return | ClaimType::BlockGoods | ClaimType::AidDelivery
        );
        let party = matches!(mention.entity, Entity::Party { .. });
        let remains = || {
            self.scene.document.find(self.scene.words.remains, self.trigger.tokens.end..mention.tokens.start)
        };
        !(moves && party
            || kind_is_destruction && self.scene.suffers(mention)
            || self.trigger.pattern.claim_type == ClaimType::Bombing && remains().is_some()
            || mention.prep == Prep::Of && gap > OF_GAP
            || reports && gap > OBJECT_GAP / 2
            || !self.strikes() && self.is_of_camp(mention)
            || gap > reach && mention.prep == Prep::None)
    }

    /// Whether the trigger says that something is struck, and with it those who live there.
    fn strikes(&self) -> bool {
        matches!(
            self.trigger.pattern.claim_type,
            ClaimType::AirStrike | ClaimType::Shelling | ClaimType::Bombing | ClaimType::Assault
        )
    }

    /// "A camp for displaced people": whom a place is for is not said to be moved.
    fn is_of_camp(&self, mention: &Mention) -> bool {
        let dwells = matches!(mention.entity, Entity::People { group: "displaced-people" | "refugees", .. });
        let start = mention.tokens.start;
        let camp = |place: &Mention| {
            let before = matches!(place.entity, Entity::Place { .. }) && place.tokens.end <= start;
            before && self.scene.gap(place.tokens.end, start) == 0
        };
        let head = || self.scene.document.list_before(self.scene.words.place_head, start).is_some();
        dwells && (self.scene.mentions.iter().any(camp) || head())
    }

    /// Whether a verb of hitting stands right before a mention ("the shelling, which hit the group's positions").
    fn is_hit(&self, mention: &Mention<'c>) -> bool {
        let start = self.scene.chain_head(mention).tokens.start;
        let before = start.saturating_sub(2).max(self.trigger.tokens.end)..start;
        let hit = self.scene.document.find(self.scene.words.hit_verb, before);
        hit.is_some_and(|hit| !hit.clitics.pronoun)
    }

    /// Whether the claim is of something that befalls people: who stands before it is seldom who does it.
    fn is_suffered(&self) -> bool {
        matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Displacement
                | ClaimType::Return
                | ClaimType::Evacuation
                | ClaimType::AidDelivery
                | ClaimType::Bombing
        )
    }

    /// What befalls people has nobody who does it where the clause names none.
    fn leave_suffered(&self, slots: &mut Slots) {
        if self.is_suffered() && slots.actors.is_empty() && !self.is_carried() {
            slots.subject = Unnamed::Nowhere;
            slots.fallback.clear();
        }
    }

    /// A noun without a pronoun may have nobody who does it: the sentences before say nothing of it.
    fn noun_subject(&self, slots: &mut Slots) {
        self.leave_suffered(slots);
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
        let backer = self.scene.within(end..(end + 4).min(self.scene.tokens.end)).find(|mention| {
            can_act(mention) && mention.prep == Prep::With && self.trigger.pattern.spec.frame != Frame::Mutual
        });
        backer.map(|mention| self.party_chain(mention)).unwrap_or_default()
    }

    /// "Both sides", before the trigger or close behind it.
    fn both(&self) -> Option<Range<usize>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let from = clause.start.saturating_sub(8).max(self.scene.tokens.start);
        let until = clause.end.min(self.trigger.tokens.end + BY_GAP);
        self.scene.document.find(self.scene.words.both, from..until).map(|hit| hit.tokens.clone())
    }
}
