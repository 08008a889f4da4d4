//! Places by a definite noun: one that points back ("the town"), or one of a kind ("the border strip").
use super::place::bare_name;
use super::{Entity, Finder, Mention, PlaceWord};
use crate::lexicon::Meaning;

impl<'c> Finder<'c, '_> {
    /// "The eastern quarters", "the border strip": a noun that its adjective makes a place.
    pub(super) fn region(&self, token: usize) -> Option<Mention<'c>> {
        let section = self.document.list(self.words.section, token).filter(|hit| !hit.clitics.pronoun)?;
        let start = section.tokens.end;
        let adjective = |token: usize| {
            let lists = [self.words.direction, self.words.region];
            let hit = lists.iter().find_map(|&list| self.document.list(list, token))?;
            (hit.clitics.lead == 0).then_some(hit.tokens.end)
        };
        let end = adjective(start)?;
        let end = adjective(end).unwrap_or(end);
        let name = bare_name(&self.folded(token..end), section.clitics);
        let known = !self.gazetteer.named(&name).is_empty();
        let kind = if known { PlaceWord::Known } else { PlaceWord::Unknown };
        Some(self.mention(token..end, Entity::Place { name, kind }, section.clitics))
    }

    /// "The town", "these neighbourhoods", "the supply road": a definite noun for a place named before; "the other
    /// neighbourhoods" are none of those.
    pub(super) fn anaphor(&self, token: usize) -> Option<Mention<'c>> {
        let pointed = self.document.list(self.words.demonstrative, token);
        let start = pointed.map_or(token, |hit| hit.tokens.end);
        let hits = self.document.hits(start).iter().filter(|hit| hit.clitics.article || hit.tokens.len() > 1);
        let (hit, row) = hits
            .filter_map(|hit| if let Meaning::Anaphor(row) = hit.meaning { Some((hit, row)) } else { None })
            .max_by_key(|(hit, _)| hit.tokens.len())?;
        if self.document.list(self.words.others, hit.tokens.end).is_some() {
            return None;
        }
        let name = bare_name(&self.folded(hit.tokens.clone()), hit.clitics);
        let adjective = self.document.list(self.words.force_adjective, hit.tokens.end);
        let end = adjective.map_or(hit.tokens.end, |adjective| adjective.tokens.end);
        let clitics = pointed.map_or(hit.clitics, |pointed| pointed.clitics);
        Some(self.mention(token..end, Entity::Place { name, kind: PlaceWord::Anaphor(row) }, clitics))
    }
}
