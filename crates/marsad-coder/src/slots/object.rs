//! Whom or what it is done to: the objects of a trigger.
use super::{FAR, HELD_GAP, HOME_GAP, OBJECT_GAP, Reader, can_act};
use crate::ClaimType;
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use std::ops::Range;

/// Words that may stand between one object and the next where nothing joins them.
const OBJECT_CHAIN: usize = 2;
/// Tokens behind a verb's subject within which the shots or shells stand that it fires.
const DONE_WITH: usize = 3;
/// Words that may stand between a trigger and the li- of whom it is done to.
const OF_GAP: usize = 9;

impl<'c> Reader<'_, 'c, '_> {
    /// Whether people are named by their homes or cars behind "on", where a shell falls ("on the homes of residents").
    pub(super) fn is_hit_by_fall(&self, mention: &Mention) -> bool {
        let own = self.trigger.tokens.end..mention.tokens.start;
        let on = self.scene.document.find(self.scene.words.prep_on, own).is_some();
        on && self.scene.clause(mention.tokens.start) == self.scene.clause(self.trigger.tokens.start)
            && !self.scene.suffers(mention)
    }

    /// Whom it is done to: parties and people behind the trigger that are not its subject.
    pub(super) fn objects(&self, subject: &[usize]) -> Vec<usize> {
        // Who tells of it stands behind "according to".
        // "Shelling and clashes between …": those are the sides of the clash.
        let next = self.trigger.tokens.end;
        let clash = |other: &&crate::scene::Trigger| {
            other.tokens.start == next && other.pattern.spec.frame == Frame::Mutual
        };
        if self.scene.triggers.iter().any(|other| clash(&other)) {
            return Vec::new();
        }
        let zone = next..self.zone.end;
        let source = self.scene.document.find(self.scene.words.according, zone);
        let end = source.map_or(self.zone.end, |source| source.tokens.start);
        let acts = |mention: &Mention| {
            let own = subject.iter().any(|&other| self.scene.mentions[other].entity == mention.entity);
            // Nobody strikes his own "positions": they are of whoever was named before.
            own && !(self.strikes() && self.scene.is_seat(mention) && mention.tokens.len() == 1)
        };
        // Behind a verb of doing, those in the nominative do it; behind one of moving, they move.
        let plain = self.trigger.pattern.spec.frame == Frame::Active && !self.is_suffered();
        let found = self
            .scene
            .within(self.trigger.tokens.start..end)
            .filter(|mention| matches!(mention.entity, Entity::Party { .. } | Entity::People { .. }))
            .filter(|mention| self.is_behind_or_inside(mention) && self.may_be_done_to(mention))
            .filter(|mention| self.is_governed_as_object(mention) && !acts(mention))
            .filter(|mention| !self.is_own_means(mention))
            .filter(|mention| !(plain && (self.is_nominative(mention) || self.is_nameless_subject(mention))));
        let mut last: Option<usize> = None;
        found
            .filter(|mention| {
                let goes_on = last.is_none_or(|last| self.goes_on(last, mention));
                last = if goes_on { Some(mention.tokens.end) } else { last };
                goes_on
            })
            .map(|mention| self.scene.index(mention))
            .take(3)
            .collect()
    }

    /// "Opened the soldiers fire on the crowd": fighters right behind a verb that has "fire" for its object open it.
    fn is_nameless_subject(&self, mention: &Mention) -> bool {
        let end = self.trigger.tokens.end;
        let fighters = matches!(mention.entity, Entity::People { group: "fighters", .. });
        let near = mention.tokens.end..(mention.tokens.end + DONE_WITH).min(self.zone.end);
        let fire = self.scene.document.find(self.scene.words.fire_object, near).is_some();
        fighters && mention.tokens.start == end && fire
    }

    /// "The attack on the town, massing thousands of troops": those are whoever attacks with them.
    fn is_own_means(&self, mention: &Mention) -> bool {
        let between = self.trigger.tokens.end..mention.tokens.start.max(self.trigger.tokens.end);
        self.scene.document.find(self.scene.words.massing, between).is_some()
    }

    /// Whether what governs a mention, or nothing, makes it an object.
    fn is_governed_as_object(&self, mention: &Mention<'c>) -> bool {
        let kind = self.trigger.pattern.claim_type;
        let same_clause =
            self.scene.clause(mention.tokens.start) == self.scene.clause(self.trigger.tokens.start);
        match mention.prep {
            // Ground is gained "against" the other side, or up to its positions.
            prep if kind == ClaimType::Advance => {
                let ground = matches!(prep, Prep::To | Prep::At | Prep::On | Prep::None);
                prep == Prep::Against && same_clause || ground && self.scene.is_seat(mention)
            }
            Prep::None if kind == ClaimType::Capture && self.is_past_taken(mention) => false,
            // What stands bare in another clause is that clause's own.
            Prep::None => same_clause || self.is_past_relative(mention) || self.is_hit(mention),
            Prep::Of => {
                same_clause || self.scene.gap(self.trigger.tokens.end, mention.tokens.start) <= OBJECT_GAP
            }
            Prep::Against | Prep::On => true,
            // "The liberation of the town from the group".
            Prep::From => kind == ClaimType::Capture,
            Prep::To => self.is_for_people(mention),
            // "A bomb blew up by a car of the group's".
            Prep::At => kind == ClaimType::Bombing && self.scene.is_seat(mention),
            _ => false,
        }
    }

    /// "The liberation of the city, and the government's return": past the place that is taken and a comma.
    fn is_past_taken(&self, mention: &Mention) -> bool {
        let (scene, start) = (self.scene, mention.tokens.start);
        let taken = |place: &&Mention| place.is_named_place() && place.prep == Prep::None;
        let place = scene.within(self.trigger.tokens.end..start).find(taken);
        let parted = |at: usize| scene.document.is_mark(at) && !scene.document.is_wrapper(at);
        self.trigger.pattern.spec.frame == Frame::PatientNoun
            && !mention.joined
            && place.is_some_and(|place| (place.tokens.end..start).any(parted))
    }

    /// Whether a mention stands behind the trigger, or is the object that it holds ("the departure of the civilians").
    fn is_behind_or_inside(&self, mention: &Mention) -> bool {
        let fled = matches!(mention.entity, Entity::People { group: "displaced-people", .. });
        let inside = mention.tokens.start > self.trigger.tokens.start && mention.prep == Prep::None;
        let gunmen = is_violence(self.trigger.pattern.claim_type) && can_act(mention);
        mention.tokens.start >= self.trigger.tokens.end || inside && !fled && !gunmen
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
        let kind = self.trigger.pattern.claim_type;
        let reports = matches!(mention.entity, Entity::Party { armed: false, .. })
            && self.scene.document.list(self.scene.words.servant, mention.tokens.start).is_none();
        let gap = self.scene.gap(self.trigger.tokens.end, mention.tokens.start);
        let destroyed = kind == ClaimType::Destruction;
        let reach = if destroyed { OBJECT_GAP } else { FAR };
        let moves = matches!(
            kind,
            ClaimType::Displacement | ClaimType::Return | ClaimType::BlockGoods | ClaimType::AidDelivery
        );
        let party = matches!(mention.entity, Entity::Party { .. });
        !(moves && party
            || self.is_aside(mention)
            || destroyed && self.scene.suffers(mention)
            || mention.prep == Prep::Of && gap > OF_GAP
            || reports && gap > OBJECT_GAP / 2
            || !self.strikes() && self.is_of_camp(mention)
            || gap > reach && mention.prep == Prep::None)
    }

    /// Whether a mention only tells why, or whose remains blew up: "because of the presence of", "remains of the shelling by".
    fn is_aside(&self, mention: &Mention) -> bool {
        let between = self.trigger.tokens.end..mention.tokens.start;
        let find = |list| self.scene.document.find(list, between.clone()).is_some();
        let helped = self.scene.is_helped(mention);
        let aids = mention.prep == Prep::Of && find(self.scene.words.in_aid) || helped;
        let responds = mention.prep == Prep::None && find(self.scene.words.respond_verb);
        let bombs = self.trigger.pattern.claim_type == ClaimType::Bombing;
        let backs = self.scene.document.find(self.scene.words.support_verb, between.clone());
        let backs = backs.is_some_and(|backs| backs.clitics.pronoun);
        aids || responds
            || backs
            || self.scene.gap(between.start, between.end) > 1 && find(self.scene.words.because)
            || bombs && find(self.scene.words.remains)
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
}
