//! Who does what to whom, where: slots filled from word order, prepositions and clauses.
mod accused;
mod carrier;
mod doer;
mod frame;
mod fronted;
mod mutual;
mod nameless;
mod object;
mod pronoun;
mod strike;
mod subject;
mod sufferer;
mod time;
mod whereabouts;

use crate::Role;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
pub(crate) use nameless::is_gunman;
use std::ops::Range;
pub(crate) use time::{Dated, is_day};

/// Words that may stand between a verb and its subject.
const SUBJECT_GAP: usize = 4;
/// Words within which a place in another clause still belongs to a trigger.
const FAR: usize = 22;
/// Words within which "by" names who did what is no violence.
const BY_GAP: usize = 8;
/// Words that may stand between a noun of attack and the "of" behind it: its weapons.
const FAR_GENITIVE: usize = 5;
/// How many parties of the clauses before may be meant by a subject left unnamed.
const EARLIER: usize = 4;
/// Words within which "of" in another clause still names whom it is done to.
const OBJECT_GAP: usize = 6;
/// Words that may stand between fire and the areas it comes from.
const FIRE_GAP: usize = 12;
/// Words that may stand between a strike and the homes it hit.
const HOME_GAP: usize = 9;
/// Words that may stand between a strike or a capture and what says who held the place.
const HELD_GAP: usize = 9;
/// Words that may stand between a noun and its genitive.
const GENITIVE_GAP: usize = 2;
/// Tokens behind a number within which "by" names at whose hands those were.
const BY_NEXT: usize = 4;
/// Words between a verb of forcing and what somebody is forced to.
const FORCED_GAP: usize = 10;

/// What a trigger's slots were filled with; mentions by their index in the scene.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slots {
    pub(crate) actors: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) places: Vec<(usize, Role)>,
    pub(crate) time: Option<usize>,
    /// Who backs the actors.
    pub(crate) backers: Vec<usize>,
    /// Whether an unnamed subject is to be sought in what was said before, and how far.
    pub(crate) subject: Unnamed,
    /// The parties of the clauses before, the last first, should nobody have acted in them.
    pub(crate) fallback: Vec<usize>,
    /// Words that stand for civilians where nobody is named: their homes, the dead of a strike.
    pub(crate) civil: Option<Range<usize>>,
    /// Whether somebody fought whom the clause does not name: the other side of a clash.
    pub(crate) lacks_side: bool,
    /// Whether forces do it that no dictionary knows ("the ninth brigade"): they are somebody, though nobody named.
    pub(crate) unlisted: bool,
    /// Whether "both sides" stands for the actors.
    pub(crate) both: Option<Range<usize>>,
}

/// How far to look for a subject that a clause leaves unnamed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unnamed {
    /// Somebody is named, or nobody is meant.
    #[default]
    Nowhere,
    /// With nobody of this sentence: it is what they answer.
    Before,
    /// With whoever struck before: a strike of theirs is the subject.
    Strike,
    /// In the clauses before.
    Sentence,
    /// In the sentences before, too.
    Report,
}

/// Fills the slots of a trigger.
pub(crate) fn fill(scene: &Scene, index: usize) -> Slots {
    let mut slots = Slots::default();
    let trigger = &scene.triggers[index];
    let reader = Reader { scene, trigger, zone: zone(scene, index) };
    reader.parties(&mut slots);
    // "A sniper's bullet": who is part of the deed's own word is not whom it was done to.
    slots.targets.retain(|&target| {
        let mention = &scene.mentions[target];
        let fighter = matches!(mention.entity, Entity::People { group: "fighters", .. });
        !(fighter && trigger.tokens.contains(&mention.tokens.start))
    });
    reader.places(&mut slots);
    let dated = Dated { scene, word: trigger.tokens.clone(), zone: reader.zone };
    slots.time = dated.of(trigger);
    slots
}

/// The tokens from a trigger to the next one that is no part of the same phrase.
pub(crate) fn zone(scene: &Scene, index: usize) -> Range<usize> {
    let trigger = &scene.triggers[index];
    let next = scene.triggers.iter().skip(index + 1).find(|other| {
        other.tokens.start > trigger.tokens.end
            && other.pattern.spec.frame != Frame::Held
            && other.pattern.claim_type != trigger.pattern.claim_type
            || scene.clause(other.tokens.start) != scene.clause(trigger.tokens.start)
    });
    trigger.tokens.end..next.map_or(scene.tokens.end, |next| next.tokens.start)
}

struct Reader<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    trigger: &'s Trigger<'c>,
    zone: Range<usize>,
}

impl<'c> Reader<'_, 'c, '_> {
    fn indices(&self, mentions: &[&Mention<'c>]) -> Vec<usize> {
        mentions.iter().map(|mention| self.scene.index(mention)).collect()
    }

    /// A mention and the parties joined to it.
    fn party_chain(&self, first: &Mention<'c>) -> Vec<usize> {
        let chain = self.scene.chain(first);
        // The first may be a member of a party; those joined to it must be able to act themselves.
        let rest = chain.iter().skip(1).copied().take_while(|mention| self.acts(mention));
        let parties: Vec<_> =
            chain.first().copied().into_iter().chain(rest).chain(self.by_others(first)).collect();
        self.indices(&parties)
    }

    /// "82 of them by the army and 29 by the group": those at whose hands others of the number were.
    fn by_others(&self, first: &Mention<'c>) -> Vec<&Mention<'c>> {
        let mut found = Vec::new();
        let mut end = first.tokens.end;
        while first.prep == Prep::By
            && let Some(number) =
                self.scene.within(end..end + 2).find(|other| matches!(other.entity, Entity::Number(_)))
            && let Some(party) = self.scene.within(number.tokens.end..number.tokens.end + BY_NEXT).next()
            && self.acts(party)
            && party.prep == Prep::By
        {
            found.push(party);
            end = party.tokens.end;
        }
        found
    }

    fn parties(&self, slots: &mut Slots) {
        match self.trigger.pattern.spec.frame {
            Frame::Active => self.active(slots),
            Frame::AgentNoun => self.agent_noun(slots),
            Frame::PatientNoun | Frame::Passive => self.patient(slots),
            Frame::Mutual => self.mutual(slots),
            Frame::Held => self.held(slots),
            Frame::State => self.state(slots),
        }
        if self.is_brought_down() {
            slots.actors = self.flier().into_iter().collect();
            slots.subject = Unnamed::Nowhere;
        }
        if self.trigger.pattern.spec.targets {
            if slots.targets.is_empty() {
                slots.targets.extend(self.sufferers());
            }
            if slots.targets.is_empty() {
                slots.targets = self.holders();
                slots.targets.retain(|target| !slots.actors.contains(target));
            }
            slots.civil = self.homes();
            self.point(slots);
        } else {
            slots.targets.clear();
        }
    }
}

/// Whether a mention is a party, or a member of one, whatever it may do where a preposition says that it did.
pub(crate) fn is_fighter(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::Party { .. })
}

/// Whether a mention can do something: an armed party.
pub(crate) fn can_act(mention: &Mention) -> bool {
    match mention.entity {
        Entity::Party { armed, .. } => armed,
        _ => false,
    }
}
