//! From a draft to a claim: unnamed subjects and places found in what was said before, names looked up, words cut out.
mod places;

use crate::anaphor::Resolved;
use crate::attribution::attribution;
use crate::draft::Draft;
use crate::harm::Toll;
use crate::lexicon::Meaning;
use crate::memory::Memory;
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use crate::slots::Unnamed;
use crate::{
    Actors, Claim, ClaimType, Count, Gazetteer, Instrument, Kind, Party, Passage, PlaceFiller, Precision,
    TimePassage, When,
};
use marsad_text::{Grain, Report, Sentence, Span, TimeMention};
use std::collections::BTreeSet;
use std::ops::Range;

/// The group of people that stands for whoever is not named.
const CIVILIANS: &str = "civilians";

/// Turns the drafts of one sentence into claims.
pub(crate) struct Assembler<'a, 'c, 'd> {
    pub(crate) scene: &'a Scene<'c, 'd>,
    pub(crate) report: &'a Report,
    pub(crate) sentence: &'a Sentence,
    /// What each mention of the sentence was taken for as a place.
    pub(crate) places: &'a [Resolved<'c>],
    pub(crate) actors: &'c Actors,
    pub(crate) gazetteer: &'c Gazetteer,
    /// The place named last before the sentence.
    pub(crate) last_place: Option<PlaceFiller>,
}

impl Assembler<'_, '_, '_> {
    /// The claim a draft makes, or none where it turns out to say nothing.
    pub(crate) fn claim(&self, draft: Draft, memory: &mut Memory) -> Option<Claim> {
        let mut places = self.places(&draft);
        if places.is_empty() && self.leaves_it(&draft) {
            places = self.last_place.iter().cloned().collect();
        }
        let actors = self.agents(&draft, memory);
        if draft.needs_actor && actors.is_empty() {
            return None;
        }
        let targets = self.victims(&draft, &actors, memory);
        let targets = self.them(&draft, targets, memory);
        let span = self.passage_span(&draft);
        memory.acted(&draft, &actors, self.sentence.span);
        memory.objects.extend(targets.iter().map(|party| party.passage.span));
        Some(Claim {
            doc: self.report.id.clone(),
            claim_type: draft.claim_type,
            kind: draft.claim_type.kind(),
            modality: draft.modality,
            span,
            trigger: passage(self.scene, draft.trigger.clone(), 0),
            sentence: self.sentence.span,
            targets,
            counts: self.counts(&draft),
            when: draft.slots.time.and_then(|index| self.when(&draft, &self.scene.mentions[index])),
            attribution: attribution(self.scene, self.actors, &draft.trigger),
            instrument: self.instrument(&draft),
            rule: draft.rule,
            confidence: draft.confidence,
            actors,
            places,
        })
    }

    fn instrument(&self, draft: &Draft) -> Option<Instrument> {
        let (means, tokens) = draft.means.as_ref()?;
        Some(Instrument { id: means.name().to_owned(), passage: passage(self.scene, tokens.clone(), 0) })
    }

    fn party(&self, index: usize, fights: bool) -> Option<Party> {
        let mention = &self.scene.mentions[index];
        let id = match mention.entity {
            Entity::Party { id, .. } => id,
            Entity::People { group, .. } => group,
            _ => return None,
        };
        // A state fights and deals with its forces.
        let state = fights && self.actors.get(id).is_some_and(|actor| actor.kind == "state");
        let mut demonyms = self.actors.demonyms.iter().filter(|demonym| state && demonym.state == id);
        let forces = demonyms.next().map(|demonym| demonym.forces.as_str());
        Some(Party {
            id: forces.unwrap_or(id).to_owned(),
            passage: passage(self.scene, mention.tokens.clone(), mention.lead),
        })
    }

    fn agents(&self, draft: &Draft, memory: &Memory) -> Vec<Party> {
        let mut named = self.parties(&draft.slots.actors, draft.claim_type);
        if draft.mutual && draft.definite && named.is_empty() && !memory.clash.is_empty() {
            return memory.clash.clone();
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

    fn parties(&self, mentions: &[usize], claim_type: ClaimType) -> Vec<Party> {
        unique(mentions.iter().filter_map(|&index| self.party(index, fights(claim_type))))
    }

    /// "Both sides": the last two parties named up to those words.
    fn both_sides(&self, both: &Range<usize>, memory: &Memory) -> Vec<Party> {
        let words = passage(self.scene, both.clone(), 0);
        let here = self.scene.mentions.iter().filter(|mention| mention.tokens.end <= both.start);
        let named = here.filter_map(|mention| match mention.entity {
            Entity::Party { id, .. } => Some(id.to_owned()),
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
        let fallback = self.earlier(draft, memory);
        let named = fallback.first().map(|&index| self.scene.mentions[index].tokens.start);
        let acted = memory.subject.first().map(|party| party.passage.span.start);
        let named_since = named.is_some_and(|token| {
            acted.is_none_or(|acted| self.scene.document.text.span(token..token + 1).start > acted)
        });
        let here = memory.subject_sentence == Some(self.sentence.span) && !named_since;
        let before =
            || memory.agents.get(&draft.claim_type).filter(|_| draft.definite).cloned().unwrap_or_default();
        match draft.slots.subject {
            Unnamed::Nowhere => before(),
            _ if here => memory.subject.clone(),
            _ if !fallback.is_empty() => self.parties(&fallback, draft.claim_type),
            Unnamed::Sentence => before(),
            Unnamed::Report => memory.subject.clone(),
        }
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

    fn victims(&self, draft: &Draft, actors: &[Party], memory: &Memory) -> Vec<Party> {
        // Who clashes with another loses men as a side of the clash, not as whom it is done to.
        let fought = draft.mutual && !actors.is_empty();
        let own = |party: &Party| {
            let same = |actor: &Party| {
                actor.id == party.id && (draft.mutual || actor.passage.span == party.passage.span)
            };
            !(actors.iter().any(same) || fought && party.id == "fighters")
        };
        let named =
            draft.slots.targets.iter().filter_map(|&index| self.party(index, fights(draft.claim_type)));
        let mut targets = unique(named.filter(own).map(|party| self.fighters_of(party, actors, memory)));
        if let Some(words) = draft.slots.civil.as_ref().filter(|_| targets.is_empty()) {
            targets.push(Party { id: CIVILIANS.to_owned(), passage: passage(self.scene, words.clone(), 0) });
        }
        targets
    }

    /// "Their recruitment": a pronoun on a noun done to people means those of the claim before in the sentence.
    fn them(&self, draft: &Draft, targets: Vec<Party>, memory: &mut Memory) -> Vec<Party> {
        let done_to_people = matches!(
            draft.claim_type,
            ClaimType::ForcedRecruitment
                | ClaimType::ForcedLabour
                | ClaimType::IllTreatment
                | ClaimType::Hardship
        );
        let here = memory.subject_sentence == Some(self.sentence.span);
        let targets =
            if targets.is_empty() && done_to_people && here { memory.targets.clone() } else { targets };
        memory.targets.clone_from(&targets);
        targets
    }

    /// Fighters whose side the words leave open are those of the other side, soldiers those of a state, where the report
    /// has named one.
    fn fighters_of(&self, party: Party, actors: &[Party], memory: &Memory) -> Party {
        let soldier = self.is_soldier(&party);
        if party.id != "fighters" || actors.is_empty() && !soldier {
            return party;
        }
        let other =
            |id: &str| !actors.iter().any(|actor| actor.id == id) && (!soldier || self.is_state_force(id));
        let here = self.scene.mentions.iter().rev().find_map(|mention| match mention.entity {
            Entity::Party { id, armed: true } if other(id) => Some(id.to_owned()),
            _ => None,
        });
        let before = || memory.sides.iter().rev().map(|side| side.id.clone()).find(|id| other(id));
        Party { id: here.or_else(before).unwrap_or(party.id), ..party }
    }

    /// Whether a party's words mean those who serve a state.
    fn is_soldier(&self, party: &Party) -> bool {
        let at = |mention: &&Mention| {
            self.scene.document.text.span(mention.tokens.clone()).end == party.passage.span.end
        };
        let mention = self.scene.mentions.iter().find(at);
        mention.is_some_and(|mention| {
            self.scene.document.list(self.scene.words.soldier, mention.tokens.start).is_some()
        })
    }

    fn is_state_force(&self, id: &str) -> bool {
        self.actors.get(id).is_some_and(|actor| actor.kind == "state_forces")
    }

    /// "From leaving it": a pronoun on going out means the place named last before the sentence.
    fn leaves_it(&self, draft: &Draft) -> bool {
        let after = draft.trigger.end..(draft.trigger.end + 8).min(self.scene.tokens.end);
        let out = Meaning::List(self.scene.words.exit);
        let mut hits = after.flat_map(|token| self.scene.document.hits(token));
        let exit = hits.any(|hit| hit.meaning == out && hit.clitics.pronoun);
        draft.claim_type == ClaimType::DenyExit && exit
    }

    fn counts(&self, draft: &Draft) -> Vec<Count> {
        let tolls = draft.tolls.iter().map(|toll| self.toll(toll));
        let counted = draft.counted.iter().map(|counted| Count {
            what: counted.what.to_owned(),
            who: if counted.what == "strikes" { None } else { self.who_after(counted.tokens.end - 1) },
            min: Some(counted.bounds.0),
            max: counted.bounds.1,
            passage: passage(self.scene, counted.tokens.clone(), 0),
        });
        tolls.chain(counted).collect()
    }

    fn toll(&self, toll: &Toll) -> Count {
        Count {
            what: toll.what.to_owned(),
            who: toll.who.and_then(|index| self.party(index, true)).map(|party| party.id),
            min: Some(toll.min),
            max: toll.max,
            passage: passage(self.scene, toll.tokens.clone(), 0),
        }
    }

    fn who_after(&self, token: usize) -> Option<String> {
        let index = self.scene.mentions.iter().position(|mention| mention.tokens.start >= token)?;
        self.party(index, true).map(|party| party.id)
    }

    fn when(&self, draft: &Draft, mention: &Mention) -> Option<When> {
        let Entity::Time(time) = &mention.entity else { return None };
        // "For the first time since January" is not when it happened.
        let behind = mention.tokens.start >= draft.trigger.end;
        if time.since && behind && draft.claim_type.kind() == Kind::Event && time.grain != Grain::Day {
            return None;
        }
        let words = passage(self.scene, time.tokens.clone(), 0);
        Some(When {
            passage: TimePassage { text: words.text, at: words.span },
            start: time.start,
            end: if time.since { None } else { time.end },
            precision: precision(time),
            relative_days: time.relative_days,
            since: time.since,
        })
    }

    /// From the trigger out to the slots of its own stretch of the sentence.
    fn passage_span(&self, draft: &Draft) -> Span {
        let clause = self.scene.clause_tokens(draft.trigger.start);
        let slots = &draft.slots;
        let mentions =
            slots.actors.iter().chain(&slots.targets).chain(slots.places.iter().map(|(index, _)| index));
        let near = mentions.map(|&index| self.scene.mentions[index].tokens.clone()).filter(|tokens| {
            clause.contains(&tokens.start) || tokens.start.abs_diff(draft.trigger.start) <= 12
        });
        let tolls = draft.tolls.iter().map(|toll| toll.tokens.start.min(toll.word.start)..toll.tokens.end);
        let tokens = near.chain(tolls).fold(draft.trigger.clone(), |hull, tokens| {
            hull.start.min(tokens.start)..hull.end.max(tokens.end)
        });
        self.scene.document.text.span(tokens)
    }
}

/// The words of some tokens, without the `lead` letters that are clitics.
pub(crate) fn passage(scene: &Scene, tokens: Range<usize>, lead: usize) -> Passage {
    let text = scene.document.text;
    let span = text.span(tokens.clone());
    let words = text.words(tokens);
    let skipped = skip_letters(words, lead);
    let start = span.start + u32::try_from(skipped).unwrap_or(0);
    Passage { text: words.chars().skip(skipped).collect(), span: Span::new(start, span.end) }
}

/// How many code points hold the first `letters` letters and the marks on them.
fn skip_letters(words: &str, letters: usize) -> usize {
    let mut left = letters;
    words
        .chars()
        .take_while(|c| {
            let letter = c.is_alphabetic() && *c != '\u{640}';
            if letter && left == 0 {
                return false;
            }
            left -= usize::from(letter);
            letter || letters > 0
        })
        .count()
}

/// Whether a state that takes part in such a claim is named by its forces.
fn fights(kind: ClaimType) -> bool {
    !matches!(kind, ClaimType::AidDelivery | ClaimType::Protest)
}

fn unique(parties: impl Iterator<Item = Party>) -> Vec<Party> {
    let mut seen: Vec<Party> = Vec::new();
    for party in parties {
        if !seen.iter().any(|other| other.id == party.id) {
            seen.push(party);
        }
    }
    seen
}

fn precision(time: &TimeMention) -> Precision {
    match (time.start, time.grain) {
        (None, _) => Precision::Relative,
        (_, Grain::Day) => Precision::Day,
        (_, Grain::Month) => Precision::Month,
        (_, Grain::Year) => Precision::Year,
        (_, Grain::Approximate) => Precision::Approximate,
    }
}
