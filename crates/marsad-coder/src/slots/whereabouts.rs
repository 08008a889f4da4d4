//! Where and when: places and times by position, clause and preposition.
use super::{FAR, Reader, Slots};
use crate::mention::{Entity, Mention, Prep};
use crate::rule::Frame;
use crate::{ClaimType, Role};

impl<'c> Reader<'_, 'c, '_> {
    /// Places behind the trigger up to the next one; if there are none, those before it in its clause.
    pub(super) fn places(&self, slots: &mut Slots) {
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
    pub(super) fn time(&self) -> Option<usize> {
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
