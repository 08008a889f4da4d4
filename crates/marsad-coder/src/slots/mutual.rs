//! The sides of a clash: behind it, before it, in the clause that "between" or "with" opens, or among its dead.
use super::{GENITIVE_GAP, Reader, SUBJECT_GAP, Slots, Unnamed, can_act};
use crate::ClaimType;
use crate::mention::{Mention, Prep};

/// Tokens behind a clash within which its sides stand; where it was between them, they may stand further.
const SIDES: usize = 18;
const SIDES_BETWEEN: usize = 26;
/// Parties of a clash at most: coalitions have several on each side.
const MOST: usize = 6;
/// Words behind a clash within which "both sides" stands for its sides.
const BOTH: usize = 6;

impl<'c> Reader<'_, 'c, '_> {
    pub(super) fn mutual(&self, slots: &mut Slots) {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let after = self.sides_behind(self.with_clause(clause.end));
        slots.actors = self.indices(&after);
        let topic = self.trigger.pattern.spec.near_actor;
        let far =
            |first: &&Mention| self.scene.gap(self.trigger.tokens.end, first.tokens.start) > SUBJECT_GAP;
        match after.first() {
            _ if self.are_both(&after) => {}
            // A battle that is a topic, and a party that is named later on.
            first if topic && first.is_some_and(far) => slots.actors.clear(),
            first if !topic => self.other_side(slots, clause.start, first.copied()),
            _ => {}
        }
        let told_first =
            self.trigger.pattern.claim_type == ClaimType::Assault && !self.trigger.clitics.article;
        if slots.actors.is_empty() && told_first && !self.trigger.pattern.spec.near_actor {
            self.sides_of_next(slots, clause.end);
        }
        let end = (self.trigger.tokens.end + BOTH).min(self.scene.tokens.end);
        let start = if slots.actors.is_empty() { clause.start } else { self.trigger.tokens.end };
        let both = self.scene.document.find(self.scene.words.both, start..end);
        // "Between both sides, the group and the army": they are named.
        let named = |end: usize| slots.actors.len() > 1 && self.scene.within(end..end + 2).any(can_act);
        if let Some(both) = both.filter(|both| !named(both.tokens.end)) {
            slots.actors.clear();
            slots.lacks_side = false;
            slots.both = Some(both.tokens.clone());
        }
    }

    /// Whether parties behind a clash are both its sides: "between" them, or two that are not joined into one.
    fn are_both(&self, sides: &[&Mention<'c>]) -> bool {
        let Some(first) = sides.first() else { return false };
        let others = || sides.iter().filter(|other| other.entity != first.entity);
        let near = self.scene.gap(self.trigger.tokens.end, first.tokens.start) <= GENITIVE_GAP;
        let plain = near && first.prep != Prep::With && first.prep != Prep::Against;
        sides.iter().any(|side| side.prep == Prep::Between) || others().any(|other| plain || !other.joined)
    }

    /// "Clashes broke out after the group attacked the army": the sides that the clause behind a clash names, two at least.
    fn sides_of_next(&self, slots: &mut Slots, clause: usize) {
        let opens = self.scene.document.list(self.scene.words.noun_opener, clause).is_some();
        let end = (clause + SIDES).min(self.scene.tokens.end);
        let sides: Vec<&Mention> = self
            .scene
            .within(clause..end)
            .filter(|mention| can_act(mention) && !matches!(mention.prep, Prep::With | Prep::Other))
            .take(4)
            .collect();
        let two = sides.iter().any(|side| side.entity != sides[0].entity);
        if opens && two {
            slots.actors = self.indices(&sides);
            slots.lacks_side = false;
        }
    }

    /// The parties behind a clash that it was between, with or against.
    fn sides_behind(&self, end: usize) -> Vec<&Mention<'c>> {
        let start = self.trigger.tokens.end;
        let end = self.zone.end.min(end);
        // "Between the army of X on one side, and Y on the other" goes on far.
        let between =
            self.scene.within(start..end.min(start + SIDES)).any(|mention| mention.prep == Prep::Between);
        let reach = if between { SIDES_BETWEEN } else { SIDES };
        self.scene
            .within(start..end.min(start + reach))
            .filter(|mention| can_act(mention) || mention.prep == Prep::Between && self.acts(mention))
            .filter(|mention| !matches!(mention.prep, Prep::On | Prep::From | Prep::To))
            .filter(|mention| !self.scene.suffers(self.scene.chain_head(mention)))
            .take(MOST)
            .collect()
    }

    /// The side of a clash that stands before it: in its clause, or in what was said before.
    fn other_side(&self, slots: &mut Slots, clause: usize, behind: Option<&Mention<'c>>) {
        // "The group's men died since the truce": a deal that was told of is not made by whoever stands before it.
        let told = self.trigger.pattern.claim_type == ClaimType::Agreement;
        // So it is in an idafa, "the coming into force of the truce".
        let last = self.trigger.tokens.end - 1;
        let deal = self.scene.document.list(self.scene.words.deal, last);
        let definite = deal.is_some_and(|deal| self.scene.document.is_definite(last, deal.clitics));
        // "The breach of the truce by the group": whoever broke it is a side.
        let broken = self.scene.document.find(self.scene.words.broken, clause..self.trigger.tokens.start);
        if told && (self.trigger.clitics.article || definite) && broken.is_none() && !self.is_carried() {
            return;
        }
        let fought = self.trigger.pattern.claim_type == ClaimType::Assault;
        // "The envoy held talks": who only helps may lead them.
        let talks = self.trigger.pattern.claim_type == ClaimType::Negotiation;
        // "The fighters loyal to the president": they are whose they are.
        let loyal = |mention: &Mention| {
            self.scene.document.list_before(self.scene.words.belonging, mention.tokens.start).is_some()
        };
        let may_fight = |mention: &Mention| {
            !(mention.is_oblique() || fought && mention.prep == Prep::Of && !loyal(mention))
        };
        let free = |mention: &&Mention<'c>| {
            (can_act(mention) || talks) && self.may_do(mention) && !mention.joined && may_fight(mention)
        };
        let before = self.scene.within(clause..self.trigger.tokens.start).rev().find(free);
        let mut sides = before.map(|mention| self.party_chain(mention)).unwrap_or_default();
        // "The line between the group and the army sees clashes".
        if before.is_none() && behind.is_none() && fought {
            sides = self.both_before();
            slots.actors.clear();
        }
        let new = |index: &usize| !sides.contains(index);
        let found: Vec<usize> = slots.actors.drain(..).filter(new).collect();
        sides.extend(found);
        slots.actors = sides;
        if before.is_none() && behind.is_none() && slots.actors.len() > 1 {
            return;
        }
        let with = behind.is_some_and(|mention| matches!(mention.prep, Prep::With | Prep::Against));
        if before.is_none() && (slots.actors.is_empty() || with || fought) {
            slots.lacks_side = true;
            slots.subject = Unnamed::Sentence;
            slots.fallback = self.subject_earlier();
        }
    }

    /// The parties that "between" joins before a clash.
    fn both_before(&self) -> Vec<usize> {
        let before = self.scene.within(self.scene.tokens.start..self.trigger.tokens.start);
        let first = before.rev().find(|mention| can_act(mention) && mention.prep == Prep::Between);
        let sides = first.map(|first| self.party_chain(self.scene.chain_head(first))).unwrap_or_default();
        if sides.len() > 1 { sides } else { Vec::new() }
    }

    /// Where a clause ends, taking in the one that "with" opens behind it, or "which they fight": the sides stand there.
    fn with_clause(&self, end: usize) -> usize {
        let (document, words) = (self.scene.document, self.scene.words);
        let with = document.list(words.prep_with, end).is_some();
        let fought = || {
            let verb = document.list(words.light_verb, end + 1);
            self.scene.is_relative(end) && verb.is_some_and(|verb| verb.clitics.pronoun)
        };
        // "The meeting that gathered the envoys of the group and the government".
        let gathered = || self.scene.is_relative(end) && document.list(words.gather_verb, end + 1).is_some();
        let goes_on = end < self.scene.tokens.end && (with || fought() || gathered());
        if goes_on { self.scene.clause_tokens(end).end } else { end }
    }
}
