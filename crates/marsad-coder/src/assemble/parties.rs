//! Who a claim's parties are: named, left unnamed and found in what was said before, or known only by the side they are on.
use super::{Assembler, passage};
use crate::document::ARTICLE;
use crate::draft::{Draft, is_violence};
use crate::memory::Memory;
use crate::mention::{Entity, Mention, Prep};
use crate::slots::{Unnamed, is_gunman};
use crate::{ClaimType, Party};
use std::collections::BTreeSet;
use std::ops::Range;

/// The group of people that stands for whoever is not named.
const CIVILIANS: &str = "civilians";
/// Those who fight, and who they are as doers that nobody knows.
const FIGHTERS: &str = "fighters";
const STRANGERS: &str = "unidentified-armed-group";

/// -hum, -huma and -ha: of several, of two and of what is feminine.
const THEIRS: [&str; 3] = ["\u{647}\u{645}", "\u{647}\u{645}\u{627}", "\u{647}\u{627}"];

impl Assembler<'_, '_, '_> {
    pub(super) fn party(&self, index: usize, fights: bool) -> Option<Party> {
        let mention = &self.scene.mentions[index];
        let id = match mention.entity {
            Entity::Party { id, .. } => id,
            Entity::People { group, .. } => group,
            _ => return None,
        };
        let id = if fights { self.who_fights(id) } else { id };
        Some(Party { id: id.to_owned(), passage: passage(self.scene, mention.tokens.clone(), mention.lead) })
    }

    /// A state fights and deals with its forces.
    fn who_fights<'i>(&'i self, id: &'i str) -> &'i str {
        let state = self.actors.get(id).is_some_and(|actor| actor.kind == "state");
        let mut demonyms = self.actors.demonyms.iter().filter(|demonym| state && demonym.state == id);
        demonyms.next().map_or(id, |demonym| demonym.forces.as_str())
    }

    /// Who does what a draft says; "the attackers" are those who attacked before.
    pub(super) fn agents(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let mut agents = self.doers(draft, memory);
        let strange = |party: &Party| matches!(party.id.as_str(), STRANGERS | FIGHTERS);
        if !memory.attackers.is_empty()
            && agents.iter().any(|party| strange(party) && self.is_attacker(party))
        {
            agents.retain(|party| !strange(party));
            agents.extend(memory.attackers.iter().cloned());
            return unique(agents.into_iter());
        }
        agents
    }

    fn doers(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let mut named = self.parties(&draft.slots.actors, draft.claim_type);
        let strange =
            draft.slots.actors.iter().any(|&index| is_gunman(self.scene, &self.scene.mentions[index]));
        for party in named.iter_mut().filter(|party| strange && party.id == FIGHTERS) {
            STRANGERS.clone_into(&mut party.id);
        }
        if draft.mutual && draft.definite && named.is_empty() && !memory.clash.is_empty() {
            return memory.clash.clone();
        }
        // "The battles": between the two that the report named last, unless the sentence names another party.
        let battles = self.scene.document.find(self.scene.words.the_battles, self.scene.tokens.clone());
        let fight = |side: &Party| {
            !self.is_of_kind(&side.id, &["state", "government", "police", "international_org"])
        };
        let no_other = |mention: &Mention| match mention.entity {
            Entity::Party { id, armed: true } => memory.sides.iter().any(|side| side.id == id),
            _ => true,
        };
        if draft.mutual
            && draft.definite
            && named.is_empty()
            && battles.is_some()
            && memory.sides.len() == 2
            && memory.sides.iter().all(fight)
            && self.scene.mentions.iter().all(no_other)
        {
            return memory.sides.clone();
        }
        if draft.slots.lacks_side {
            named.extend(self.unnamed(draft, memory));
            return unique(named.into_iter());
        }
        if !named.is_empty() {
            return named;
        }
        match &draft.slots.both {
            Some(both) => self.both_sides(both, memory),
            None => self.unnamed(draft, memory),
        }
    }

    pub(super) fn parties(&self, mentions: &[usize], claim_type: ClaimType) -> Vec<Party> {
        let fights = fights(claim_type) && !self.is_treaty(mentions, claim_type);
        let meant = mentions.iter().flat_map(|&index| self.meant(index));
        unique(meant.filter_map(|index| self.party(index, fights)))
    }

    /// Whether a mention is of somebody's posts by a pronoun: "their positions".
    fn is_own_post(&self, index: usize) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let mention = &self.scene.mentions[index];
        let seat = document.list(words.seat, mention.tokens.start);
        let theirs = self.is_theirs(mention);
        theirs && seat.is_some_and(|seat| seat.clitics.pronoun && seat.tokens == mention.tokens)
    }

    /// Whether a mention ends in the pronoun of several, of two or of a feminine.
    fn is_theirs(&self, mention: &Mention) -> bool {
        let word = self.scene.document.text.folded(mention.tokens.start);
        THEIRS.iter().any(|pronoun| word.ends_with(pronoun))
    }

    /// Whom a mention means: "their positions", said of two that are joined, those of both.
    fn meant(&self, index: usize) -> Vec<usize> {
        let scene = self.scene;
        let mention = &scene.mentions[index];
        let head = scene.document.list(scene.words.force_head, mention.tokens.start);
        let own = head.is_some_and(|head| head.clitics.pronoun && head.tokens == mention.tokens)
            && self.is_theirs(mention);
        let named = |other: &&Mention| other.entity == mention.entity;
        let Some(owner) = scene.mentions[..index].iter().rev().find(named).filter(|_| own) else {
            return vec![index];
        };
        let chain = scene.chain(scene.chain_head(owner));
        let armed = |other: &&&Mention| matches!(other.entity, Entity::Party { armed: true, .. });
        let owners: Vec<usize> = chain.iter().filter(armed).map(|other| scene.index(other)).collect();
        if owners.contains(&scene.index(owner)) { owners } else { vec![index] }
    }

    /// "The memorandum between Ankara and Moscow": states conclude it, not their forces.
    fn is_treaty(&self, mentions: &[usize], claim_type: ClaimType) -> bool {
        let state = |&index: &usize| match self.scene.mentions[index].entity {
            Entity::Party { id, .. } => self.actors.get(id).is_some_and(|actor| actor.kind == "state"),
            _ => false,
        };
        claim_type == ClaimType::Agreement && mentions.len() > 1 && mentions.iter().all(state)
    }

    /// "Both sides": the last two parties named up to those words.
    fn both_sides(&self, both: &Range<usize>, memory: &Memory) -> Vec<Party> {
        let words = passage(self.scene, both.clone(), 0);
        // Those who were said to fight each other, where two are not joined into one side.
        let clash = || memory.clash.iter().map(|side| Party { id: side.id.clone(), passage: words.clone() });
        if memory.clash.len() > 2
            && memory.sides.iter().all(|side| memory.clash.iter().any(|other| other.id == side.id))
        {
            return clash().collect();
        }
        let here = self.scene.mentions.iter().filter(|mention| mention.tokens.end <= both.start);
        let named = here.filter_map(|mention| match mention.entity {
            Entity::Party { id, armed: true } => Some(id.to_owned()),
            _ => None,
        });
        let mut sides: Vec<String> = memory.sides.iter().map(|side| side.id.clone()).chain(named).collect();
        let mut seen = BTreeSet::new();
        sides.reverse();
        sides.retain(|id| seen.insert(id.clone()));
        sides.truncate(2);
        sides.into_iter().rev().map(|id| Party { id, passage: words.clone() }).collect()
    }

    /// A subject left unnamed: of the party that acted last and one named since, the later.
    fn unnamed(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let hit = self.parties(&draft.slots.targets, draft.claim_type);
        let mut found = self.said_before(draft, memory);
        // Whom it is done to did not do it, whatever they did before.
        found.retain(|party| !hit.iter().any(|other| other.id == party.id));
        found
    }

    fn said_before(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let fallback = self.earlier(draft, memory);
        let named = fallback.first().map(|&index| self.scene.mentions[index].tokens.start);
        let acted = memory.subject.first().map(|party| party.passage.span.start);
        let named_since = named.is_some_and(|token| {
            acted.is_none_or(|acted| self.scene.document.text.span(token..token + 1).start > acted)
        });
        let here = memory.subject_sentence == Some(self.sentence.span) && !named_since;
        let before = || self.again(draft, memory);
        match draft.slots.subject {
            Unnamed::Before if memory.subject_sentence == Some(self.sentence.span) => {
                let here = |party: &Party| memory.subject.iter().any(|own| own.id == party.id);
                before().into_iter().filter(|party| !here(party)).collect()
            }
            Unnamed::Nowhere | Unnamed::Before => before(),
            _ if !self.fliers(draft).is_empty() => self.parties(&self.fliers(draft), draft.claim_type),
            Unnamed::Strike => last_to_strike(draft.claim_type, memory),
            _ if here => memory.subject.clone(),
            _ if !fallback.is_empty() => self.parties(&fallback, draft.claim_type),
            Unnamed::Sentence => before(),
            Unnamed::Report => memory.subject.clone(),
        }
    }

    /// "The coalition's jets backed the advance of the forces, and carried out raids": of those before, who flies raided.
    fn fliers(&self, draft: &Draft) -> Vec<usize> {
        if draft.claim_type != ClaimType::AirStrike {
            return Vec::new();
        }
        let scene = self.scene;
        let mut before = scene.within(scene.tokens.start..draft.trigger.start);
        let flies = |mention: &&Mention| {
            let free = matches!(mention.prep, Prep::None | Prep::By);
            let armed = matches!(mention.entity, Entity::Party { armed: true, .. });
            armed && free && scene.document.find(scene.words.air_head, mention.tokens.clone()).is_some()
        };
        let chain = before.rfind(flies).map(|first| scene.chain(first)).unwrap_or_default();
        chain.into_iter().map(|mention| scene.index(mention)).collect()
    }

    /// Who did what is told of again: by a noun with the article or, of shelling and raids, right after one like it.
    fn again(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let strikes = matches!(draft.claim_type, ClaimType::Shelling | ClaimType::AirStrike);
        match memory.recent_doers(draft.claim_type) {
            Some(doers) if strikes && !draft.definite && !self.names_another(draft) => doers.to_vec(),
            _ => named_again(draft, memory),
        }
    }

    /// Whether the clause of a claim names a party that is none of those it is done to.
    fn names_another(&self, draft: &Draft) -> bool {
        let clause = self.scene.clause_tokens(draft.trigger.start);
        let target = |mention: &Mention| {
            let mut targets = draft.slots.targets.iter().map(|&index| &self.scene.mentions[index]);
            targets.any(|target| target.entity == mention.entity)
        };
        let mut named = self.scene.within(clause);
        named.any(|mention| matches!(mention.entity, Entity::Party { armed: true, .. }) && !target(mention))
    }

    /// The last party of the clauses before to which no claim was done there, with those joined to it.
    fn earlier(&self, draft: &Draft, memory: &Memory) -> Vec<usize> {
        let mentions = &self.scene.mentions;
        let object = |&&index: &&usize| {
            memory
                .objects
                .contains(&passage(self.scene, mentions[index].tokens.clone(), mentions[index].lead).span)
        };
        let Some(&head) = draft.slots.fallback.iter().find(|index| !object(index)) else { return Vec::new() };
        let party = |index: &usize| matches!(mentions[*index].entity, Entity::Party { .. });
        let joined = (head + 1..mentions.len()).take_while(|&index| mentions[index].joined).filter(party);
        std::iter::once(head).chain(joined).collect()
    }

    pub(super) fn victims(&self, draft: &Draft, actors: &[Party], memory: &Memory) -> Vec<Party> {
        // Who clashes with another loses men as a side of the clash, not as whom it is done to.
        let fought = draft.mutual && !actors.is_empty();
        let own = |party: &Party| {
            !(actors.iter().any(|actor| actor.id == party.id) || fought && party.id == "fighters")
        };
        let named = draft
            .slots
            .targets
            .iter()
            .filter(|&&index| !self.is_land(draft.claim_type, &self.scene.mentions[index]))
            .flat_map(|&index| self.meant(index))
            .filter_map(|index| self.party(index, fights(draft.claim_type)));
        let mut targets = unique(named.filter(own).map(|party| self.fighters_of(party, actors, memory)));
        // Nameless fighters among the dead of a party that is named are its own.
        if targets.iter().any(|party| self.actors.get(&party.id).is_some()) {
            targets.retain(|party| party.id != "fighters");
        }
        // "And the coalition struck their positions": those of the other side named before, where no other is in the sentence.
        let posts = draft.slots.targets.iter().find(|&&index| self.is_own_post(index));
        let foe = memory.sides.iter().rev().find(|side| !actors.iter().any(|actor| actor.id == side.id));
        if let (true, Some(&posts), Some(foe)) =
            (targets.is_empty() && is_violence(draft.claim_type), posts, foe)
        {
            let words = passage(self.scene, self.scene.mentions[posts].tokens.clone(), 0);
            targets.push(Party { id: foe.id.clone(), passage: words });
        }
        let unnamed = |words: &&Range<usize>| {
            if self.are_others(words) { are_only_some(&targets) } else { targets.is_empty() }
        };
        if let Some(words) = draft.slots.civil.as_ref().filter(unnamed) {
            targets.push(Party { id: CIVILIANS.to_owned(), passage: passage(self.scene, words.clone(), 0) });
        }
        targets
    }

    /// Whether a country or its capital is named as where a strike or a capture was: "the raids on Iraq".
    fn is_land(&self, kind: ClaimType, mention: &Mention) -> bool {
        let Entity::Party { id, .. } = mention.entity else { return false };
        let ground = is_violence(kind) || matches!(kind, ClaimType::Capture | ClaimType::Destruction);
        let state = self.actors.get(id).is_some_and(|actor| actor.kind == "state");
        // "Its soldiers" are no land.
        let force = self.scene.document.list(self.scene.words.force_head, mention.tokens.start).is_some();
        ground
            && state
            && !force
            && mention.tokens.len() == 1
            && !mention.joined
            && mention.prep != Prep::Against
    }

    /// "Their recruitment": a pronoun on a noun done to people means those of the claim before in the sentence.
    pub(super) fn them(&self, draft: &Draft, targets: Vec<Party>, memory: &mut Memory) -> Vec<Party> {
        let done_to_people = matches!(
            draft.claim_type,
            ClaimType::ForcedRecruitment
                | ClaimType::ForcedLabour
                | ClaimType::IllTreatment
                | ClaimType::Hardship
        ) || draft.claim_type == ClaimType::DenyExit && self.has_pronoun(draft);
        let here = memory.subject_sentence == Some(self.sentence.span);
        let targets =
            if targets.is_empty() && done_to_people && here { memory.targets.clone() } else { targets };
        memory.targets.clone_from(&targets);
        targets
    }

    /// Whether a pronoun ends a draft's trigger ("keeps them from leaving").
    fn has_pronoun(&self, draft: &Draft) -> bool {
        let hits = self.scene.document.hits(draft.trigger.start);
        hits.iter().any(|hit| hit.clitics.pronoun && hit.tokens == draft.trigger)
    }

    /// Whether words count others, beside those named before.
    fn are_others(&self, words: &Range<usize>) -> bool {
        words.clone().any(|token| self.scene.document.list(self.scene.words.others, token).is_some())
    }

    /// Fighters whose side the words leave open are those of the other side, soldiers those of a state, where the report
    /// has named one.
    fn fighters_of(&self, party: Party, actors: &[Party], memory: &Memory) -> Party {
        let soldier = self.is_soldier(&party);
        if party.id != "fighters" || actors.is_empty() && !soldier {
            return party;
        }
        let other = |id: &str| {
            !actors.iter().any(|actor| actor.id == id || self.is_of_one_state(&actor.id, id))
                && (!soldier || self.is_state_force(id))
        };
        let here = self.scene.mentions.iter().rev().find_map(|mention| match mention.entity {
            // A state that is named is rather where they are than whose they are.
            Entity::Party { id, armed: true } if other(id) && self.who_fights(id) == id => {
                Some(id.to_owned())
            }
            _ => None,
        });
        let before = || memory.sides.iter().rev().map(|side| side.id.clone()).find(|id| other(id));
        // Soldiers of whom the report says no more are those of the country it is about.
        let home = || {
            let some = soldier && !party.passage.text.starts_with(ARTICLE);
            let mut nations = self.actors.demonyms.iter();
            let home = nations.find(|nation| some && Some(nation.country.as_str()) == self.country)?;
            other(&home.forces).then(|| home.forces.clone())
        };
        Party { id: here.or_else(before).or_else(home).unwrap_or(party.id), ..party }
    }

    /// Whether a party's words mean those who serve a state.
    fn is_soldier(&self, party: &Party) -> bool {
        let start = self.named_by(party).map(|mention| mention.tokens.start);
        start.is_some_and(|start| self.scene.document.list(self.scene.words.soldier, start).is_some())
    }

    /// Whether a party's words are "the attackers".
    fn is_attacker(&self, party: &Party) -> bool {
        let start = self.named_by(party).map(|mention| mention.tokens.start);
        let hit = start.and_then(|start| self.scene.document.list(self.scene.words.attacker, start));
        hit.is_some_and(|hit| hit.clitics.article)
    }

    /// The mention of the sentence that a party is named by.
    fn named_by(&self, party: &Party) -> Option<&Mention<'_>> {
        let end = |mention: &Mention| self.scene.document.text.span(mention.tokens.clone()).end;
        self.scene.mentions.iter().find(|mention| end(mention) == party.passage.span.end)
    }

    /// Whether these are forces of other countries than the one the report is about.
    pub(super) fn fight_abroad(&self, parties: &[Party]) -> bool {
        let home = |countries: &str| countries.split(';').any(|country| Some(country) == self.country);
        let abroad = |party: &Party| {
            self.actors.get(&party.id).is_some_and(|actor| {
                // A coalition's countries are those that it fights in.
                let state = matches!(actor.kind.as_str(), "state_forces" | "state");
                actor.kind == "coalition" || state && !home(&actor.country)
            })
        };
        self.country.is_some() && !parties.is_empty() && parties.iter().all(abroad)
    }

    /// Whether two parties serve one state: "the ministry said that the army killed seven gunmen".
    fn is_of_one_state(&self, one: &str, other: &str) -> bool {
        let serves = |id: &str| {
            let actor = self.actors.get(id)?;
            matches!(actor.kind.as_str(), "state_forces" | "police" | "government" | "state")
                .then_some(actor.country.as_str())
        };
        serves(one).is_some_and(|country| serves(other) == Some(country))
    }

    fn is_state_force(&self, id: &str) -> bool {
        self.is_of_kind(id, &["state_forces"])
    }

    fn is_of_kind(&self, id: &str, kinds: &[&str]) -> bool {
        self.actors.get(id).is_some_and(|actor| kinds.contains(&actor.kind.as_str()))
    }
}

/// Whether a state that takes part in such a claim is named by its forces.
fn fights(kind: ClaimType) -> bool {
    !matches!(kind, ClaimType::AidDelivery | ClaimType::Protest)
}

/// Whether the women or children that are named are but some of those hurt, so that the others are civilians.
fn are_only_some(targets: &[Party]) -> bool {
    !targets.is_empty()
        && targets.iter().all(|party| matches!(party.id.as_str(), "children" | "women" | "men"))
}

pub(super) fn unique(parties: impl Iterator<Item = Party>) -> Vec<Party> {
    let mut seen: Vec<Party> = Vec::new();
    for party in parties {
        if !seen.iter().any(|other| other.id == party.id) {
            seen.push(party);
        }
    }
    seen
}

/// Who did what a definite noun names again: the last to do the like, or of an attack the last attacker. "The truce" may be
/// anybody's, for a report tells of several.
fn named_again(draft: &Draft, memory: &Memory) -> Vec<Party> {
    let known = draft.definite && draft.claim_type != ClaimType::Agreement;
    if known { last_to_do(draft.claim_type, memory) } else { Vec::new() }
}

/// Who did that type of thing last or, of violence that nobody did before, the last attacker; a bombing may be anybody's.
fn last_to_do(done: ClaimType, memory: &Memory) -> Vec<Party> {
    let attacks = is_violence(done) && done != ClaimType::Bombing;
    let attack = || attacks.then_some(memory.attackers.as_slice());
    memory.doers(done).or_else(attack).unwrap_or_default().to_vec()
}

/// Who did the last strike of that type or, of what is no strike itself, the last attack.
fn last_to_strike(done: ClaimType, memory: &Memory) -> Vec<Party> {
    let like = memory.doers(done).filter(|_| is_violence(done));
    like.unwrap_or(&memory.attackers).to_vec()
}
