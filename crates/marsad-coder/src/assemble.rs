//! From a draft to a claim: unnamed subjects and places found in what was said before, names looked up, words cut out.
mod parties;
mod places;

use crate::anaphor::Resolved;
use crate::attribution::attribution;
use crate::draft::{Draft, is_violence};
use crate::harm::Toll;
use crate::lexicon::{Lexicon, Meaning};
use crate::memory::{Memory, is_strike};
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use crate::{
    Actors, Claim, ClaimType, Count, Gazetteer, Instrument, Kind, Passage, PlaceFiller, Precision,
    TimePassage, When,
};
use marsad_text::{Grain, Report, Sentence, Span, TimeMention};
use parties::unique;
use std::ops::Range;

/// Words of a line that is a tag ("shelling in the city") and tells of nothing, where it names nobody and no place.
const TAG: usize = 3;

/// Turns the drafts of one sentence into claims.
pub(crate) struct Assembler<'a, 'c, 'd> {
    pub(crate) scene: &'a Scene<'c, 'd>,
    pub(crate) report: &'a Report,
    pub(crate) sentence: &'a Sentence,
    /// What each mention of the sentence was taken for as a place.
    pub(crate) places: &'a [Resolved<'c>],
    pub(crate) actors: &'c Actors,
    pub(crate) gazetteer: &'c Gazetteer,
    pub(crate) lexicon: &'c Lexicon,
    /// The place named last before the sentence.
    pub(crate) last_place: &'a dyn Fn() -> Option<PlaceFiller>,
    /// The country the report is most about.
    pub(crate) country: Option<&'c str>,
}

impl Assembler<'_, '_, '_> {
    /// The claim a draft makes, or none where it turns out to say nothing.
    pub(crate) fn claim(&self, mut draft: Draft, memory: &mut Memory) -> Option<Claim> {
        if is_strike(&draft) {
            let doers = self.parties(&draft.slots.actors, draft.claim_type);
            memory.strike(&mut draft, &doers);
        }
        let mut places = self.places(&draft);
        if places.is_empty() && self.leaves_it(&draft) {
            places = (self.last_place)().into_iter().collect();
        }
        let actors = self.agents(&draft, memory);
        if draft.needs_actor && actors.is_empty() {
            return None;
        }
        if self.fight_abroad(&actors) {
            memory.fly(&mut draft, &actors);
        }
        let targets = self.victims(&draft, &actors, memory);
        let targets = self.them(&draft, targets, memory);
        let span = self.passage_span(&draft);
        // Whoever a crowd or one policeman is, the sentences behind do not go on with him.
        let one_man =
            |&index: &usize| matches!(self.scene.mentions[index].entity, Entity::Party { armed: false, .. });
        let lone = !draft.slots.actors.is_empty()
            && is_violence(draft.claim_type)
            && draft.slots.actors.iter().all(one_man);
        if !lone && actors.iter().any(|party| self.actors.get(&party.id).is_some()) {
            let foes: Vec<_> =
                targets.iter().filter(|party| self.actors.is_armed(&party.id)).cloned().collect();
            memory.acted(&draft, &actors, &foes, self.sentence.span);
        }
        let actors = unique(actors.into_iter().chain(self.parties(&draft.slots.backers, draft.claim_type)));
        if draft.repelled {
            memory.goes_on_with(&targets, self.sentence.span);
        } else {
            memory.objects.extend(targets.iter().map(|party| party.passage.span));
        }
        let counts = self.counts(&draft);
        let bare = actors.is_empty() && targets.is_empty() && places.is_empty() && counts.is_empty();
        let words = self.scene.counted_words(self.scene.tokens.clone());
        if words <= 1 || bare && words <= TAG {
            return None;
        }
        Some(Claim {
            doc: self.report.id.clone(),
            claim_type: draft.claim_type,
            kind: draft.claim_type.kind(),
            modality: draft.modality,
            span,
            trigger: passage(self.scene, draft.trigger.clone(), 0),
            sentence: self.sentence.span,
            targets,
            counts,
            when: draft.slots.time.and_then(|index| self.when(&draft, &self.scene.mentions[index])),
            attribution: attribution(self.scene, self.actors, self.lexicon, &draft.trigger),
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

    /// "From leaving it": a pronoun on going out means the place named last before the sentence.
    fn leaves_it(&self, draft: &Draft) -> bool {
        let after = draft.trigger.end..(draft.trigger.end + 8).min(self.scene.tokens.end);
        let out = Meaning::List(self.scene.words.exit);
        let mut hits = after.flat_map(|token| self.scene.document.hits(token));
        draft.claim_type == ClaimType::DenyExit && hits.any(|hit| hit.meaning == out && hit.clitics.pronoun)
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
    let left = words.char_indices().nth(skipped).and_then(|(at, _)| words.get(at..)).unwrap_or_default();
    Passage { text: left.to_owned(), span: Span::new(start, span.end) }
}

/// How many code points hold the first `letters` letters and the marks on them.
fn skip_letters(words: &str, letters: usize) -> usize {
    if letters == 0 {
        return 0;
    }
    let mut left = letters;
    words
        .chars()
        .take_while(|c| {
            let letter = c.is_alphabetic() && *c != '\u{640}';
            if letter && left == 0 {
                return false;
            }
            left -= usize::from(letter);
            true
        })
        .count()
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
