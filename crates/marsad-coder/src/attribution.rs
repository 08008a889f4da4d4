//! Who says so: "according to activists", "the army announced that", "an eyewitness said".
use crate::Actors;
use crate::assemble::passage;
use crate::claim::Attribution;
use crate::lexicon::{Lexicon, Meaning};
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use marsad_text::TokenKind;
use std::ops::Range;

/// So far behind "according to" or a verb of saying the source may stand, in tokens.
const REACH: usize = 5;

/// A source that a sentence names.
struct Source {
    tokens: Range<usize>,
    id: Option<String>,
    kind: Option<String>,
}

/// The source of a claim: behind "according to" anywhere in its sentence, else beside the verb of saying that stands
/// nearest before its trigger.
pub(crate) fn attribution(
    scene: &Scene,
    actors: &Actors,
    lexicon: &Lexicon,
    trigger: &Range<usize>,
) -> Option<Attribution> {
    let reader = Reader { scene, actors, lexicon };
    let source = reader.according().or_else(|| reader.sayer(trigger.start))?;
    Some(Attribution { id: source.id, kind: source.kind, passage: passage(scene, source.tokens, 0) })
}

struct Reader<'s, 'd, 'c> {
    scene: &'s Scene<'d, 'c>,
    actors: &'s Actors,
    lexicon: &'s Lexicon,
}

impl Reader<'_, '_, '_> {
    fn according(&self) -> Option<Source> {
        let document = self.scene.document;
        let hit = document.find(self.scene.words.according, self.scene.tokens.clone())?;
        let after = self.after(hit.tokens.end);
        self.known(after.clone()).or_else(|| {
            let tokens = self.plain_words(after)?;
            Some(Source { tokens, id: None, kind: None })
        })
    }

    /// Whoever a verb of saying before the claim names: behind it, or right before it.
    fn sayer(&self, trigger: usize) -> Option<Source> {
        let document = self.scene.document;
        let mut verbs = document.each(self.scene.words.say, self.scene.tokens.start..trigger).rev();
        verbs.find_map(|verb| {
            let end = self.after(verb.tokens.end).end.min(trigger);
            self.known(verb.tokens.end..end).or_else(|| self.ends_at(verb.tokens.start))
        })
    }

    fn after(&self, token: usize) -> Range<usize> {
        token..(token + REACH).min(self.scene.tokens.end)
    }

    /// The first party or word for a source in a stretch, up to "that"; a spokesman and the party that he speaks for are one.
    fn known(&self, stretch: Range<usize>) -> Option<Source> {
        let end = stretch.clone().find(|&token| self.scene.document.is_that(token)).unwrap_or(stretch.end);
        let word = (stretch.start..end).find_map(|token| self.word(token));
        let party = self.scene.within(stretch.start..end).find_map(|mention| self.party(mention));
        match (word, party) {
            (Some(word), Some(party)) => {
                let tokens = word.tokens.start.min(party.tokens.start)..word.tokens.end.max(party.tokens.end);
                Some(Source { tokens, id: party.id, kind: word.kind })
            }
            (word, party) => word.or(party),
        }
    }

    /// A party right before a verb of saying ("The Observatory said").
    fn ends_at(&self, token: usize) -> Option<Source> {
        let before = self.scene.ending(token)?;
        self.party(before)
    }

    /// The word for a source at a token; of several phrases the longest tells the kind.
    fn word(&self, token: usize) -> Option<Source> {
        let hits = self.scene.document.hits(token).iter();
        let (hit, _, kind) = hits
            .filter_map(|hit| match hit.meaning {
                Meaning::List(list) => Some((hit, list, self.lexicon.source_kind(list)?)),
                _ => None,
            })
            .max_by_key(|(hit, list, _)| (hit.tokens.len(), *list))?;
        Some(Source { tokens: hit.tokens.clone(), id: None, kind: Some(kind.to_owned()) })
    }

    fn party(&self, mention: &Mention) -> Option<Source> {
        let Entity::Party { id, .. } = mention.entity else { return None };
        let kind = self.actors.get(id).map(|actor| actor.kind.clone());
        Some(Source { tokens: mention.tokens.clone(), id: Some(id.to_owned()), kind })
    }

    /// The words after "according to" up to the next mark or clause, where nothing known stands there.
    fn plain_words(&self, after: Range<usize>) -> Option<Range<usize>> {
        let clause = self.scene.clause(after.start);
        let word = |token: &usize| {
            let kind = self.scene.document.text.tokens.get(*token).map(|token| token.kind);
            kind == Some(TokenKind::Word)
                && self.scene.clause(*token) == clause
                && !self.scene.document.is_that(*token)
        };
        let end = after.clone().take_while(word).last()? + 1;
        Some(after.start..end)
    }
}
