//! Who does what to whom, where: slots filled from word order, prepositions and clauses.
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use crate::{ClaimType, Role};
use std::ops::Range;

/// Words that may stand between a verb and its subject.
const SUBJECT_GAP: usize = 4;
/// Words within which a place in another clause still belongs to a trigger.
const FAR: usize = 14;
/// Words that may stand between a noun and its genitive.
const GENITIVE_GAP: usize = 2;

/// What a trigger's slots were filled with; mentions by their index in the scene.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slots {
    pub(crate) actors: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) places: Vec<(usize, Role)>,
    pub(crate) time: Option<usize>,
    /// Whether an unnamed subject is to be sought in what was said before, and how far.
    pub(crate) subject: Unnamed,
    /// The party named last in the clauses before, should nobody have acted in them.
    pub(crate) fallback: Vec<usize>,
    /// Whether "both sides" stands for the actors.
    pub(crate) both: Option<Range<usize>>,
}

/// How far to look for a subject that a clause leaves unnamed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unnamed {
    /// Somebody is named, or nobody is meant.
    #[default]
    Nowhere,
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
    reader.places(&mut slots);
    slots.time = reader.time();
    slots
}

/// The tokens from a trigger to the next one that is no part of the same phrase.
pub(crate) fn zone(scene: &Scene, index: usize) -> Range<usize> {
    let trigger = &scene.triggers[index];
    let next = scene.triggers.iter().skip(index + 1).find(|other| {
        other.tokens.start >= trigger.tokens.end + 1
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
    fn index(&self, mention: &Mention) -> usize {
        self.scene.mentions.iter().position(|other| std::ptr::eq(other, mention)).unwrap_or(0)
    }

    fn indices(&self, mentions: &[&Mention<'c>]) -> Vec<usize> {
        mentions.iter().map(|mention| self.index(mention)).collect()
    }

    /// A mention and the parties joined to it.
    fn party_chain(&self, first: &Mention<'c>) -> Vec<usize> {
        let chain = self.scene.chain(first);
        let parties: Vec<_> = chain.into_iter().take_while(|mention| can_act(mention)).collect();
        self.indices(&parties)
    }

    fn parties(&self, slots: &mut Slots) {
        match self.trigger.pattern.spec.frame {
            Frame::Active => self.active(slots),
            Frame::Passive => self.patient(slots),
            Frame::AgentNoun => self.agent_noun(slots),
            Frame::PatientNoun => self.patient(slots),
            Frame::Mutual => self.mutual(slots),
            Frame::Held => self.held(slots),
            Frame::State => self.state(slots),
        }
        if !self.trigger.pattern.spec.targets {
            slots.targets.clear();
        }
    }

    fn active(&self, slots: &mut Slots) {
        let subject = self.subject_after().or_else(|| self.subject_before());
        self.set_subject(slots, subject);
        slots.targets = self.objects(&slots.actors);
    }

    fn set_subject(&self, slots: &mut Slots, subject: Option<&Mention<'c>>) {
        match subject {
            Some(subject) => {
                slots.actors = self.party_chain(subject);
                slots.actors.extend(self.backers(&slots.actors));
            }
            None => {
                slots.both = self.both();
                slots.subject = Unnamed::Report;
                slots.fallback = self.subject_earlier();
            }
        }
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

    /// Whether a mention can do what this trigger says: organisations that help or report do not fight.
    fn acts(&self, mention: &Mention) -> bool {
        let peaceful = matches!(
            self.trigger.pattern.claim_type,
            ClaimType::AidDelivery
                | ClaimType::Agreement
                | ClaimType::Negotiation
                | ClaimType::Evacuation
                | ClaimType::Protest
        );
        match mention.entity {
            Entity::Party { armed, .. } => armed || peaceful,
            _ => false,
        }
    }

    fn both(&self) -> Option<Range<usize>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let from = clause.start.saturating_sub(8).max(self.scene.tokens.start);
        self.scene.document.find(self.scene.words.both, from..clause.end).map(|hit| hit.tokens.clone())
    }

    /// The party right behind the verb.
    fn subject_after(&self) -> Option<&Mention<'c>> {
        let first = self
            .scene
            .within(self.zone.clone())
            .find(|mention| matches!(mention.entity, Entity::Party { .. } | Entity::People { .. }))?;
        let near = self.scene.gap(self.trigger.tokens.end, first.tokens.start) <= SUBJECT_GAP
            && !self.scene.preposition_within(self.trigger.tokens.end..first.tokens.start);
        let by = first.prep == Prep::By;
        ((self.acts(first) || can_act(first))
            && (by || near && !first.is_oblique() && first.prep != Prep::Of))
            .then_some(first)
    }

    /// The party before the verb that is no object of anything, the nearest in its clause.
    fn subject_before(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        let free = |mention: &&Mention<'c>| {
            self.acts(mention) && matches!(mention.prep, Prep::None | Prep::By) && !mention.joined
        };
        self.scene.within(clause.start..start).rev().find(free)
    }

    /// The party named last in the clauses before.
    fn subject_earlier(&self) -> Vec<usize> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let free = |mention: &&Mention<'c>| {
            self.acts(mention) && matches!(mention.prep, Prep::None | Prep::By) && !mention.joined
        };
        let last = self
            .scene
            .within(self.scene.tokens.start..clause.start)
            .rev()
            .filter(free)
            .find(|mention| !self.holds(mention));
        last.map(|mention| self.party_chain(mention)).unwrap_or_default()
    }

    /// Whether a party is named only as the holder of an area ("the areas of the government").
    fn holds(&self, mention: &Mention) -> bool {
        self.scene.triggers.iter().any(|trigger| {
            let near = trigger.tokens.start <= mention.tokens.start
                && self.scene.gap(trigger.tokens.end, mention.tokens.start) <= 1;
            trigger.pattern.spec.frame == Frame::Held && near
        })
    }

    /// A noun without a pronoun may have nobody who does it: the sentences before say nothing of it.
    fn noun_subject(&self, slots: &mut Slots) {
        if slots.subject == Unnamed::Report && !self.trigger.clitics.pronoun {
            slots.subject =
                if self.trigger.pattern.spec.near_actor { Unnamed::Nowhere } else { Unnamed::Sentence };
        }
    }

    /// Whom it is done to: parties and people behind the trigger that are not its subject.
    fn objects(&self, subject: &[usize]) -> Vec<usize> {
        let clause = self.scene.clause(self.trigger.tokens.start);
        let expelled = self.trigger.pattern.claim_type == ClaimType::Capture;
        let object = |mention: &&Mention<'c>| match mention.prep {
            // What stands bare in another clause is that clause's own.
            Prep::None => self.scene.clause(mention.tokens.start) == clause,
            Prep::Against | Prep::On | Prep::Of => true,
            // "The liberation of the town from the group".
            Prep::From => expelled,
            _ => false,
        };
        self.scene
            .within(self.trigger.tokens.end..self.zone.end)
            .filter(|mention| matches!(mention.entity, Entity::Party { .. } | Entity::People { .. }))
            .filter(object)
            .map(|mention| self.index(mention))
            .filter(|&index| !subject.iter().any(|&other| self.same_party(index, other)))
            .take(3)
            .collect()
    }

    fn same_party(&self, a: usize, b: usize) -> bool {
        self.scene.mentions[a].entity == self.scene.mentions[b].entity
    }

    fn agent_noun(&self, slots: &mut Slots) {
        let genitive = self.genitive().filter(|mention| matches!(mention.prep, Prep::None | Prep::Of));
        let agent = genitive
            .filter(|mention| can_act(mention))
            .or_else(|| self.by_phrase())
            .or_else(|| self.light_verb());
        let far = || if self.trigger.pattern.spec.near_actor { None } else { self.subject_before() };
        let subject = agent.or_else(far);
        self.set_subject(slots, subject);
        self.noun_subject(slots);
        slots.targets = self.objects(&slots.actors);
    }

    /// The party or people right behind a noun.
    fn genitive(&self) -> Option<&Mention<'c>> {
        let first = self.scene.within(self.zone.clone()).find(|mention| {
            matches!(mention.entity, Entity::Party { .. } | Entity::People { .. } | Entity::Place { .. })
        })?;
        let between = self.trigger.tokens.end..first.tokens.start;
        let near = self.scene.gap(between.start, between.end) <= GENITIVE_GAP
            && !self.scene.preposition_within(between);
        (near && matches!(first.entity, Entity::Party { .. } | Entity::People { .. })).then_some(first)
    }

    /// "An attack that the party launched", "the party launched an attack": the subject of the verb that carries the noun.
    fn light_verb(&self) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let list = scene.words.light_verb;
        let end = (self.trigger.tokens.end + 5).min(scene.tokens.end);
        let behind =
            scene.document.find(list, self.trigger.tokens.end..end).filter(|hit| hit.clitics.pronoun);
        let subject_of = |verb: usize, until: usize| {
            scene.within(verb..until).find(|mention| can_act(mention)).filter(|mention| {
                !mention.is_oblique() && scene.gap(verb, mention.tokens.start) <= SUBJECT_GAP
            })
        };
        if let Some(subject) = behind.and_then(|hit| subject_of(hit.tokens.end, scene.tokens.end)) {
            return Some(subject);
        }
        subject_of(self.light_verb_before()?, self.trigger.tokens.start)
    }

    /// Where the verb that carries a noun ends, if one stands before it in its clause.
    fn light_verb_before(&self) -> Option<usize> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let verb =
            self.scene.document.find(self.scene.words.light_verb, clause.start..self.trigger.tokens.start)?;
        Some(verb.tokens.end)
    }

    fn by_phrase(&self) -> Option<&Mention<'c>> {
        self.scene.within(self.zone.clone()).find(|mention| can_act(mention) && mention.prep == Prep::By)
    }

    fn patient(&self, slots: &mut Slots) {
        let flown = || self.genitive().filter(|mention| can_act(mention) && self.flies(mention));
        let agent = self
            .by_phrase()
            .or_else(|| self.agent_with_object())
            .or_else(flown)
            .or_else(|| self.light_verb());
        let subject = agent.or_else(|| self.subject_before());
        self.set_subject(slots, subject);
        self.noun_subject(slots);
        slots.targets = self.objects(&slots.actors);
    }

    /// Whether a party is named by its aircraft: they strike, they are not struck.
    fn flies(&self, mention: &Mention) -> bool {
        self.scene.document.find(self.scene.words.air_head, mention.tokens.clone()).is_some()
    }

    /// "The party's seizure of the town": a genitive that acts, with a place or "on" behind it.
    fn agent_with_object(&self) -> Option<&Mention<'c>> {
        let genitive = self
            .genitive()
            .filter(|mention| can_act(mention) && matches!(mention.prep, Prep::None | Prep::Of))?;
        let after = genitive.tokens.end..(genitive.tokens.end + 6).min(self.zone.end);
        let on = self.scene.document.find(self.scene.words.prep_on, after.start..after.end).is_some();
        let mut mentions = self.scene.within(after);
        let acted_on = mentions.any(|mention| {
            let place = mention.prep == Prep::None && mention.is_named_place();
            (place || matches!(mention.prep, Prep::On | Prep::Of)) && !mention.joined
        });
        (on || acted_on).then_some(genitive)
    }

    fn mutual(&self, slots: &mut Slots) {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let end = self.zone.end.min(self.trigger.tokens.end + 18).min(clause.end);
        let after: Vec<&Mention<'c>> = self
            .scene
            .within(self.trigger.tokens.end..end)
            .filter(|mention| can_act(mention) && matches!(mention.entity, Entity::Party { .. }))
            .filter(|mention| !matches!(mention.prep, Prep::On | Prep::From | Prep::To))
            .take(4)
            .collect();
        slots.actors = self.indices(&after);
        let paired = after.len() > 1 || after.iter().any(|mention| mention.prep == Prep::Between);
        if !paired && !self.trigger.pattern.spec.near_actor {
            let free = |mention: &&Mention<'c>| can_act(mention) && !mention.is_oblique() && !mention.joined;
            let before = self.scene.within(clause.start..self.trigger.tokens.start).rev().find(free);
            let with =
                after.first().is_some_and(|mention| matches!(mention.prep, Prep::With | Prep::Against));
            if let Some(before) =
                before.or_else(|| if after.is_empty() || with { self.subject_before() } else { None })
            {
                let mut chain = self.party_chain(before);
                let others: Vec<usize> =
                    slots.actors.iter().copied().filter(|index| !chain.contains(index)).collect();
                chain.extend(others);
                slots.actors = chain;
            }
        }
        let near = self.trigger.tokens.end..(self.trigger.tokens.end + 6).min(self.scene.tokens.end);
        if let Some(both) = self.scene.document.find(self.scene.words.both, near) {
            slots.actors.clear();
            slots.both = Some(both.tokens.clone());
        }
    }

    fn held(&self, slots: &mut Slots) {
        let after = self
            .scene
            .within(self.zone.clone())
            .find(|mention| matches!(mention.entity, Entity::Party { .. }))
            .filter(|mention| self.scene.gap(self.trigger.tokens.end, mention.tokens.start) <= SUBJECT_GAP);
        let inside = self.scene.mentions.iter().find(|mention| {
            matches!(mention.entity, Entity::Party { .. })
                && mention.tokens.start <= self.trigger.tokens.start
                && mention.tokens.end > self.trigger.tokens.start
        });
        let holder = inside.or(after).or_else(|| self.subject_before());
        self.set_subject(slots, holder);
    }

    fn state(&self, slots: &mut Slots) {
        let end = self.zone.end.min(self.trigger.tokens.end + 8);
        let start = self.trigger.tokens.start.saturating_sub(4).max(self.scene.tokens.start);
        let people =
            self.scene.within(start..end).filter(|mention| matches!(mention.entity, Entity::People { .. }));
        slots.targets = people.map(|mention| self.index(mention)).take(2).collect();
        let lives = self.trigger.pattern.claim_type == ClaimType::SupplyLine;
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let owner = || {
            self.scene.within(clause).find(|mention| lives && can_act(mention) && mention.prep == Prep::Of)
        };
        if let Some(agent) = self.by_phrase().or_else(owner) {
            slots.actors = self.party_chain(agent);
        }
    }

    /// Places behind the trigger up to the next one; if there are none, those before it in its clause.
    fn places(&self, slots: &mut Slots) {
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        let previous =
            self.scene.triggers.iter().map(|trigger| trigger.tokens.end).filter(|&end| end <= start).max();
        let left = previous.unwrap_or(self.scene.tokens.start).max(if previous.is_some() {
            clause.start
        } else {
            self.scene.tokens.start
        });
        let is_place = |mention: &&Mention<'c>| {
            let near =
                self.scene.gap(start, mention.tokens.start) <= FAR || clause.contains(&mention.tokens.start);
            matches!(mention.entity, Entity::Place { .. }) && mention.prep != Prep::Beside && near
        };
        let mut found: Vec<&Mention<'c>> = self.scene.within(self.zone.clone()).filter(is_place).collect();
        let before: Vec<&Mention<'c>> = self.scene.within(left..start).filter(is_place).collect();
        let held = matches!(self.trigger.pattern.spec.frame, Frame::Held | Frame::State);
        // A relative clause says it of the place before it: "the area that they live in", "that the party holds".
        let relative = self.trigger.clitics.pronoun
            || self.object_pronoun()
            || held && self.scene.is_relative(clause.start);
        if held || relative {
            found.retain(|mention| clause.contains(&mention.tokens.start));
        }
        let mut antecedent: Vec<&Mention<'c>> = before;
        if relative && antecedent.is_empty() {
            antecedent = self.scene.within(clause.start.saturating_sub(6)..start).filter(is_place).collect();
        }
        if found.is_empty() || held || relative {
            let nearest = antecedent.iter().rposition(|mention| !mention.joined).unwrap_or(0);
            let from = if held || relative { nearest } else { 0 };
            let antecedent: Vec<_> = antecedent.into_iter().skip(from).collect();
            let named = antecedent.iter().any(|mention| mention.is_named_place());
            if relative && !antecedent.is_empty()
                || named && matches!(self.trigger.pattern.spec.frame, Frame::Held)
            {
                // A lifeline's other end still follows it, and "in" says more of where.
                let lifeline = self.trigger.pattern.claim_type == ClaimType::SupplyLine;
                found.retain(|mention| lifeline || relative && mention.prep == Prep::At);
            }
            found = antecedent.into_iter().chain(found).collect();
        }
        let mut between = false;
        for mention in found {
            between |= mention.prep == Prep::Between;
            slots.places.push((self.index(mention), self.role(mention, between)));
        }
    }

    /// Whether "from" stands between the trigger and a mention.
    fn behind_from(&self, mention: &Mention) -> bool {
        let between = self.trigger.tokens.end..mention.tokens.start;
        self.scene.document.find(self.scene.words.prep_from, between).is_some()
    }

    /// Whether a preposition with a pronoun follows the trigger ("holds it", "lives in it").
    fn object_pronoun(&self) -> bool {
        let scene = self.scene;
        let next = self.trigger.tokens.end..(self.trigger.tokens.end + 1).min(scene.tokens.end);
        [scene.words.prep_on, scene.words.prep_at]
            .iter()
            .any(|list| scene.document.find(*list, next.clone()).is_some_and(|hit| hit.clitics.pronoun))
    }

    fn role(&self, mention: &Mention, between: bool) -> Role {
        let kind = self.trigger.pattern.claim_type;
        let moves = matches!(
            kind,
            ClaimType::Withdrawal
                | ClaimType::Displacement
                | ClaimType::Evacuation
                | ClaimType::Reinforcement
                | ClaimType::Advance
                | ClaimType::Return
                | ClaimType::AidDelivery
                | ClaimType::CutRoute
                | ClaimType::OpenRoute
                | ClaimType::BlockGoods
                | ClaimType::DenyExit
                | ClaimType::SupplyLine
        );
        match (mention.prep, kind) {
            (_, ClaimType::Isolate | ClaimType::Isolated) if self.behind_from(mention) => Role::ApartFrom,
            // What stands before "its only supply line" is that line.
            (_, ClaimType::SupplyLine) if mention.tokens.end <= self.trigger.tokens.start => Role::Via,
            (Prep::Between, _) if kind == ClaimType::CutRoute || kind == ClaimType::OpenRoute => {
                if mention.joined { Role::To } else { Role::From }
            }
            _ if between && mention.joined && moves => Role::To,
            (Prep::From, _) if moves => Role::From,
            (Prep::To, _) if moves => Role::To,
            (Prep::At | Prep::On, _) => Role::At,
            _ => self.trigger.pattern.spec.place,
        }
    }

    /// The time of the claim: in its zone, else before it in its clause; never one that hangs on a verb of saying.
    fn time(&self) -> Option<usize> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let is_time = |mention: &&Mention<'c>| matches!(mention.entity, Entity::Time(_));
        let said = |mention: &&Mention<'c>| {
            let from = mention
                .tokens
                .start
                .saturating_sub(6)
                .max(self.scene.clause_tokens(mention.tokens.start).start);
            self.scene.document.find(self.scene.words.say, from..mention.tokens.start).is_none()
        };
        let after = self.scene.within(self.zone.clone()).filter(is_time).find(said);
        let found = after.or_else(|| {
            self.scene.within(clause.start..self.trigger.tokens.start).filter(is_time).find(said)
        });
        found
            .or_else(|| {
                self.scene
                    .within(self.scene.tokens.start..clause.start)
                    .rev()
                    .filter(is_time)
                    .find(said)
                    .filter(|m| m.tokens.start == self.scene.tokens.start)
            })
            .map(|mention| self.index(mention))
    }
}

/// Whether a mention can do something: an armed party.
pub(crate) fn can_act(mention: &Mention) -> bool {
    match mention.entity {
        Entity::Party { armed, .. } => armed,
        _ => false,
    }
}
