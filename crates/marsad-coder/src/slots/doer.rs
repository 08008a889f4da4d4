//! Who may be meant as the doer: not the dead, not a position, and of a noun not who merely tells of it.
use super::{FORCED_GAP, Reader, can_act, is_fighter};
use crate::ClaimType;
use crate::document::{ARTICLE, Document};
use crate::draft::is_violence;
use crate::lexicon::{Hit, ListId, Meaning};
use crate::mention::{Entity, Mention, Prep};
use crate::rule::{Beside, Frame};
use crate::scene::Scene;
use std::ops::Range;

/// Words between a word of harm and whom it harms: a number, "of", a quantity.
const HARM_GAP: usize = 5;
/// Words behind a verb of harm within which its victims stand, where its subject is before them.
const VICTIM_GAP: usize = 5;
/// Tokens before a verb within which "that" and its subject stand.
const TOLD: usize = 4;
/// Tokens before a party within which the verb stands that says whom it backs: "the raids of" is between.
const BACKED_BY: usize = 5;
/// Tokens before a noun that a verb of trying may begin at ("sought to cut").
const SOUGHT_GAP: usize = 4;

impl<'c> Reader<'_, 'c, '_> {
    /// Whether who stands in the genitive of a noun does it: of aid li- names who receives it.
    pub(super) fn may_be_agent(&self, mention: &Mention) -> bool {
        let receives = self.trigger.pattern.claim_type == ClaimType::AidDelivery && mention.prep == Prep::Of;
        let counted = self.scene.is_counted(mention);
        // "The attack of a policeman", li-: one man did it.
        let member = self.scene.document.list(self.scene.words.member, mention.tokens.start).is_some();
        let party = matches!(mention.entity, Entity::Party { .. });
        let one = mention.prep == Prep::Of && party && member;
        let acts = can_act(mention) || one || (counted || mention.prep == Prep::Of) && is_fighter(mention);
        // "The collapse of the army's lines": it is the army that is gone.
        let leaves = self.trigger.pattern.claim_type == ClaimType::Withdrawal;
        acts && !receives && (leaves || !self.scene.is_seat(mention))
    }

    /// "The army forced the group to withdraw": of a noun behind such a verb those who are forced do it.
    pub(super) fn forced(&self) -> Option<&Mention<'c>> {
        let (scene, words) = (self.scene, self.scene.words);
        let start = self.trigger.tokens.start;
        let governed = |list| scene.document.list_before(list, start).filter(|to| !to.clitics.pronoun);
        let forces = governed(words.prep_on).map(|on| (on, words.force));
        let (to, verb) = forces.or_else(|| Some((governed(words.prep_to)?, words.compel)))?;
        let from = start.saturating_sub(FORCED_GAP).max(scene.clause_tokens(start).start);
        let verb = scene.document.find(verb, from..to.tokens.start)?;
        // "Forced them to withdraw": those named last before it.
        if verb.clitics.pronoun {
            let mut before = scene.within(scene.tokens.start..verb.tokens.start).rev();
            return before.find(|mention| can_act(mention)).map(|last| scene.chain_head(last));
        }
        let mut between = scene.within(verb.tokens.end..to.tokens.start).rev();
        between.find(|mention| can_act(mention) && !mention.is_oblique() && !mention.joined)
    }

    /// "Gunmen of the group, who tried to cut the road", "the forces were ordered to withdraw": the party right before the
    /// verb that says what is meant to be done, whatever governs that party.
    pub(super) fn seeking(&self) -> Option<&Mention<'c>> {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let from = start.saturating_sub(SOUGHT_GAP).max(scene.tokens.start);
        let verb = scene.document.find(scene.words.intend_verb, from..start)?;
        let plain = !verb.clitics.conjunction && scene.gap(verb.tokens.end, start) <= 1;
        let own = |mention: &&Mention<'c>| mention.tokens.end == verb.tokens.start && self.acts(mention);
        scene
            .mentions
            .iter()
            .find(own)
            .filter(|_| plain)
            .filter(|party| scene.agrees(party, verb.tokens.start))
    }

    /// "Two of the group's men died in an attempt to infiltrate": the dead made it.
    pub(super) fn died_trying(&self) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let tried = scene.document.list_before(scene.words.attempt, self.trigger.tokens.start)?;
        // "In", "during".
        let start = tried.tokens.start;
        let during = [scene.words.prep_at, scene.words.noun_opener];
        during.iter().find_map(|&list| scene.document.list_before(list, start))?;
        let mut before = scene.within(scene.tokens.start..start).rev();
        before.find(|mention| is_fighter(mention) && scene.suffers(mention))
    }

    /// Whether a party can be who does what the trigger says, from where it stands.
    pub(super) fn may_do(&self, mention: &Mention<'c>) -> bool {
        self.acts(mention)
            && !self.scene.is_served(mention)
            && !self.scene.is_fought(mention)
            && !self.scene.is_seat(mention)
            && !self.scene.suffers(mention)
            && !self.only_tells(mention)
            && !self.scene.backs_others(mention)
    }

    /// Whether a party says that something happened, and is not said to have done it: "the army said that an attack …".
    fn only_tells(&self, mention: &Mention) -> bool {
        let start = self.trigger.tokens.start;
        let noun =
            !matches!(self.trigger.pattern.spec.frame, Frame::Active | Frame::Held) || self.is_struck();
        if !noun || self.trigger.clitics.pronoun || mention.tokens.end > start {
            return false;
        }
        let deals = matches!(self.trigger.pattern.claim_type, ClaimType::Agreement | ClaimType::Negotiation);
        if !deals && self.scene.judges(mention) {
            return true;
        }
        let Some(said) = self.scene.telling(mention, self.scene.words.say) else { return false };
        let from = said.end.max(mention.tokens.end);
        // "The army announced that it had launched an attack".
        if self.is_carried() && (from..start).any(|token| self.scene.document.is_that_it(token)) {
            return false;
        }
        // "The army announced the seizure of the town": what it announces right away is its own.
        // A date between them parts nothing.
        let words = self.scene.counted_words(from..start);
        let far = is_violence(self.trigger.pattern.claim_type) && words > 2;
        far || (from..start).any(|token| self.scene.document.is_that(token))
    }

    /// Whether what the trigger says is answered or avenged: the party before it does that, and did not do this.
    pub(super) fn is_answered(&self) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        // "After the raid the group responded".
        let responds = document.list(words.respond_verb, self.trigger.tokens.end).is_some();
        responds || document.list_before(words.in_answer, self.trigger.tokens.start).is_some()
    }

    /// Whether fighters that no dictionary knows stand right behind the verb: nobody else is its subject.
    pub(super) fn has_unknown_subject(&self) -> bool {
        let people = |mention: &Mention| {
            matches!(mention.entity, Entity::People { group: "fighters", .. }) || self.is_nominative(mention)
        };
        !self.governs_other()
            && (self.is_headed() || self.scene.starting(self.trigger.tokens.end).is_some_and(people))
    }

    /// Whether a unit does it by a name that no dictionary knows: "the withdrawal of the ninth brigade".
    pub(super) fn is_unlisted(&self) -> bool {
        let next = self.trigger.tokens.end;
        let unit = self.scene.document.list(self.scene.words.collective, next).is_some();
        unit && !self.governs_other() && self.is_headed()
    }

    /// Whether a noun of forces that no dictionary knows stands right behind the trigger.
    fn is_headed(&self) -> bool {
        let (document, next) = (self.scene.document, self.trigger.tokens.end);
        let named = |mention: &Mention| matches!(mention.entity, Entity::Party { .. });
        // "The ninth brigade" is a name, "the brigade" is one named before.
        let ordinal = |end: usize| document.list(self.scene.words.ordinal, end).is_some();
        let headed = document.list(self.scene.words.force_head, next).is_some_and(|head| {
            let clitics = head.clitics;
            !clitics.pronoun && (!clitics.article || ordinal(head.tokens.end)) && clitics.lead == 0
        });
        headed && !self.scene.over(next).is_some_and(named)
    }

    /// Whether what stands right behind the trigger is its object: a position, or what the pattern wants there
    /// ("stopped the movement (haraka) of cars").
    fn governs_other(&self) -> bool {
        let (document, next) = (self.scene.document, self.trigger.tokens.end);
        let wanted = self.trigger.pattern.with.iter().any(|beside| {
            matches!(beside, Beside::List(list) if document.list(*list, next).is_some_and(|hit| hit.tokens.len() > 1))
        });
        document.list(self.scene.words.seat, next).is_some() || wanted
    }

    /// "He said that the air defences had struck it": behind "that" stands who did, whom no dictionary knows.
    pub(super) fn is_told_of_others(&self) -> bool {
        let scene = self.scene;
        let start = self.trigger.tokens.start;
        let from = start.saturating_sub(TOLD).max(scene.tokens.start);
        let Some(that) = (from..start).rev().find(|&at| scene.document.is_that(at)) else { return false };
        let told = that + 1..start;
        let known = scene.within(told.clone()).next().is_some();
        let deed = scene.triggers.iter().any(|other| told.contains(&other.tokens.start))
            || scene.document.find(scene.words.act_noun, told.clone()).is_some();
        let definite = scene.document.text.folded(told.start).starts_with(ARTICLE);
        let plain = !self.trigger.clitics.conjunction && self.trigger.pattern.verbs;
        plain && definite && !known && !deed && scene.clause(that + 1) == scene.clause(start)
    }

    /// "The protesters" in the nominative, -un: as people they do something, and have it done to nobody.
    pub(super) fn is_nominative(&self, mention: &Mention) -> bool {
        let word = self.scene.document.text.folded(mention.tokens.start);
        matches!(mention.entity, Entity::People { .. }) && word.ends_with("\u{648}\u{646}")
    }
}

impl Scene<'_, '_> {
    /// Whether a party condemns, accuses or demands: the verb stands beside it with nothing between.
    fn judges(&self, mention: &Mention) -> bool {
        let said = self.telling(mention, self.words.judge_verb);
        said.is_some_and(|said| said.end == mention.tokens.start || said.start == mention.tokens.end)
    }

    /// The verb of saying whose subject a party is, right before or behind it.
    fn telling(&self, mention: &Mention, say: ListId) -> Option<Range<usize>> {
        let before = mention.tokens.start.saturating_sub(3).max(self.tokens.start)..mention.tokens.start;
        let after = mention.tokens.end..(mention.tokens.end + 2).min(self.tokens.end);
        let others = |range: Range<usize>| {
            self.within(range).any(|other| matches!(other.entity, Entity::Party { .. }))
        };
        // "It said that the army attacked": who stands behind "that" says nothing.
        let told = |range: Range<usize>| range.into_iter().any(|token| self.document.is_that(token));
        let teller = |hit: &&Hit| {
            let between = hit.tokens.end..before.end;
            !others(between.clone()) && !told(between)
        };
        let hit = self.document.find(say, before.clone()).filter(teller);
        hit.or_else(|| self.document.find(say, after)).map(|hit| hit.tokens.clone())
    }

    /// "The fighters, backed by raids of the coalition": a verb of support with a pronoun stands right before a party.
    fn backs_others(&self, mention: &Mention) -> bool {
        let before =
            mention.tokens.start.saturating_sub(BACKED_BY).max(self.tokens.start)..mention.tokens.start;
        // "The militia, which backs them, abducted": who stands right before a verb is its subject.
        let next = mention.tokens.end;
        let acts = self.document.list(self.words.light_verb, next).is_some()
            || self.triggers.iter().any(|trigger| trigger.tokens.start == next);
        !acts
            && self.document.find(self.words.support_verb, before).is_some_and(|backs| backs.clitics.pronoun)
    }

    /// Whether a party only says whose the one before it is: "the fighters loyal to the government of …".
    fn is_served(&self, mention: &Mention) -> bool {
        let before = mention.tokens.start.saturating_sub(3).max(self.tokens.start)..mention.tokens.start;
        let loyal = self.document.find(self.words.belonging, before.clone());
        loyal.is_some_and(|loyal| {
            let start = loyal.tokens.start;
            let mut named = self.over(start).into_iter().chain(self.ending(start));
            named.any(|other| matches!(other.entity, Entity::Party { .. }))
        })
    }

    /// Whether a party is only named as whom others fight: "the war on", "the pursuit of the cells of …".
    fn is_fought(&self, mention: &Mention) -> bool {
        let fought = self.document.list_before(self.words.fought, mention.tokens.start);
        // "Units for the fight against terror" is what they are called.
        fought.is_some_and(|fought| {
            self.document.list_before(self.words.force_head, fought.tokens.start).is_none()
        })
    }

    /// Whether a party is named by where it sits ("the positions of …"), which is held and struck.
    pub(crate) fn is_seat(&self, mention: &Mention) -> bool {
        let start = mention.tokens.start;
        let named = self.document.hits(start).iter().any(|hit| matches!(hit.meaning, Meaning::Actor { .. }));
        let seat = self.document.list(self.words.seat, start);
        !named && seat.is_some_and(|seat| mention.tokens.len() > 1 || seat.clitics.pronoun)
    }

    /// Whether a party is said to be killed or hurt: behind a word of harm that has no other victim, or before its verb.
    pub(crate) fn suffers(&self, mention: &Mention) -> bool {
        self.is_harmed_before(mention) || self.is_harmed_behind(mention) || self.is_exposed(mention)
    }

    /// Whether a party "comes under" something: the verb stands right before or behind it.
    pub(crate) fn is_exposed(&self, mention: &Mention) -> bool {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = start.saturating_sub(2).max(self.tokens.start)..start;
        let after = end..(end + 2).min(self.tokens.end);
        let exposed = |range: Range<usize>| self.document.find(self.words.exposed, range);
        let first = exposed(before).is_some_and(|hit| self.gap(hit.tokens.end, start) == 0);
        !mention.is_oblique()
            && (first || exposed(after).is_some_and(|hit| self.gap(end, hit.tokens.start) == 0))
    }

    fn is_harmed_before(&self, mention: &Mention) -> bool {
        let words = self.words;
        let mut at = mention.tokens.start;
        for _ in 0..HARM_GAP {
            let Some(token) = at.checked_sub(1).filter(|&token| token >= self.tokens.start) else {
                return false;
            };
            if is_harm_noun(self.document, words, token) {
                return true;
            }
            if is_harm_verb(self.document, words, token) {
                return !self.has_victims(mention.tokens.end);
            }
            if !self.leads_to_victim(token) {
                return false;
            }
            at = token;
        }
        false
    }

    /// Whether a token may stand between a word of harm and its victim: a number, a quantity, "of", "and others".
    fn leads_to_victim(&self, token: usize) -> bool {
        let words = self.words;
        let number = |mention: &Mention| matches!(mention.entity, Entity::Number(_) | Entity::People { .. });
        self.document.list(words.quantifier, token).is_some()
            || self.document.list(words.prep_from, token).is_some()
            || self.document.is_waw(token)
            || self.over(token).is_some_and(number)
    }

    fn is_harmed_behind(&self, mention: &Mention) -> bool {
        let end = mention.tokens.end;
        let near = (end..end + 2).find(|&token| is_harm_verb(self.document, self.words, token));
        near.is_some_and(|token| !self.has_victims(token + 1))
    }

    /// Whether a party stands in the genitive of support: "raids in support of the army".
    pub(crate) fn is_helped(&self, mention: &Mention) -> bool {
        let aid = self.document.list_before(self.words.in_aid, mention.tokens.start);
        mention.prep == Prep::None && aid.is_some_and(|aid| aid.clitics.preposition.is_some())
    }

    /// Whether a nationality only says whose act the noun before it is ("a Russian raid").
    pub(crate) fn is_act_of(&self, mention: &Mention) -> bool {
        let before = mention.tokens.start.saturating_sub(2).max(self.tokens.start)..mention.tokens.start;
        mention.tokens.len() == 1 && self.document.find(self.words.act_noun, before).is_some()
    }

    /// Whether a verb may have a party before it for its subject: "forces" is no "he".
    pub(crate) fn agrees(&self, party: &Mention, verb: usize) -> bool {
        let word = self.document.text.folded(party.tokens.start);
        // -at, -ah; she and they: -t, -w-a; the present has ya- for "he".
        let feminine = word.ends_with("\u{627}\u{62A}") || word.ends_with('\u{647}');
        let form = self.document.text.folded(verb);
        let present = form.starts_with(['\u{64A}', '\u{62A}']) && form.chars().count() > 3;
        let he = if present {
            form.starts_with('\u{64A}')
        } else {
            !form.ends_with('\u{62A}') && !form.ends_with("\u{648}\u{627}")
        };
        !(feminine && he)
    }

    /// Whether people, a number or another party follow within a few words, before another word of harm.
    fn has_victims(&self, from: usize) -> bool {
        let end = (from + VICTIM_GAP).min(self.tokens.end);
        let end = (from..end)
            .find(|&token| {
                is_harm_verb(self.document, self.words, token)
                    || is_harm_noun(self.document, self.words, token)
            })
            .unwrap_or(end);
        self.within(from..end).any(|other| {
            let counted =
                matches!(other.entity, Entity::Number(_) | Entity::People { .. } | Entity::Party { .. });
            counted
                && !self.is_act_of(other)
                && !other.is_oblique()
                && other.prep != Prep::By
                && !other.joined
        })
    }
}

fn is_harm_verb(document: &Document, words: &crate::words::Words, token: usize) -> bool {
    any(document, &[words.killed_verb, words.injured_verb], token)
}

fn is_harm_noun(document: &Document, words: &crate::words::Words, token: usize) -> bool {
    let lists = [words.killed_noun, words.injured_noun, words.killed_people, words.injured_people];
    any(document, &lists, token)
}

fn any(document: &Document, lists: &[ListId], token: usize) -> bool {
    lists.iter().any(|&list| document.list(list, token).is_some())
}
