//! Places by a definite noun: one that points back ("the town"), or one of a kind ("the border strip").
use super::place::bare_name;
use super::{Entity, Finder, Mention, PlaceWord, Prep};
use crate::document::{ARTICLE, Name};
use crate::lexicon::{Hit, Meaning};
use marsad_text::TokenKind;

/// Tokens before "and" within which "on" governs what it joins ("on the palace and the hospital").
const JOINED: usize = 4;
/// Li-, "of".
const LI: char = '\u{644}';

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
        let noun = bare_name(self.folded(token..start), section.clitics);
        let (name, end) = match self.owner(end) {
            Some(owner) => {
                let noun = noun.strip_prefix(ARTICLE).unwrap_or(&noun);
                (format!("{noun} {} {}", owner.place_name(), self.folded(start..end)), owner.tokens.end)
            }
            None => (format!("{noun} {}", self.folded(start..end)), end),
        };
        let known = self.gazetteer.named_folded(&name).next().is_some();
        let kind = if known { PlaceWord::Known } else { PlaceWord::Unknown };
        Some(self.mention(token..end, Entity::Place { name, kind }, section.clitics))
    }

    /// The place behind li- that a part belongs to: "the northern countryside of X".
    fn owner(&self, token: usize) -> Option<Mention<'c>> {
        if !self.document.text.folded(token).starts_with(LI) {
            return None;
        }
        let of = |mention: &Mention| mention.tokens.start == token && mention.prep == Prep::Of;
        let owner = [self.headed_place(token), self.bare_place(token, None), self.anaphor(token)];
        owner.into_iter().flatten().find(of)
    }

    /// "The police headquarters of the governorate", "the city's airport": a building of a place that was named before.
    pub(super) fn site(&self, token: usize) -> Option<Mention<'c>> {
        let site = self.document.list(self.words.site, token)?;
        if site.clitics.article || site.clitics.pronoun || site.clitics.accusative {
            return None;
        }
        let first = site.tokens.end;
        let owner =
            self.pointing(first).or_else(|| self.is_bare_noun(first).then(|| self.pointing(first + 1))?)?;
        let end = self.with_adjective(owner);
        let name = self.folded(token..end).chars().skip(site.clitics.lead).collect();
        Some(self.mention(token..end, Entity::Place { name, kind: PlaceWord::Unknown }, site.clitics))
    }

    /// "The water station": a facility that what it is for names.
    pub(super) fn facility(&self, token: usize) -> Option<Mention<'c>> {
        let facility = self.document.list(self.words.facility, token);
        let building = || self.document.list(self.words.building, token).filter(|hit| self.is_on(hit));
        let hit = facility.or_else(building).filter(|hit| !hit.clitics.pronoun)?;
        let name = bare_name(self.folded(hit.tokens.clone()), hit.clitics).into_owned();
        let known = self.gazetteer.named_folded(&name).next().is_some();
        let kind = if known { PlaceWord::Known } else { PlaceWord::Unknown };
        let end = self.with_adjective(hit.tokens.end);
        Some(self.mention(token..end, Entity::Place { name, kind }, hit.clitics))
    }

    /// Whether a place stands behind "on", or is joined to what does.
    fn is_on(&self, hit: &Hit) -> bool {
        let start = hit.tokens.start;
        let on = |at| self.document.list_before(self.words.prep_on, at).is_some();
        let near = start.saturating_sub(JOINED)..start;
        on(start) || hit.clitics.conjunction && self.document.find(self.words.prep_on, near).is_some()
    }

    /// Where a definite noun that points back to one place ends, if one begins at a token.
    fn pointing(&self, token: usize) -> Option<usize> {
        let points = |hit: &&Hit| hit.clitics.article && hit.clitics.lead == 0 && hit.tokens.len() == 1;
        self.document.names(Name::Anaphor, token).find(points).map(|hit| hit.tokens.end)
    }

    /// Whether a word without article stands at a token that a genitive may go through ("headquarters of police of …").
    fn is_bare_noun(&self, token: usize) -> bool {
        let word = self.document.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word);
        let written = self.document.text.folded(token);
        let prep = [
            self.words.prep_at,
            self.words.prep_on,
            self.words.prep_from,
            self.words.prep_to,
            self.words.prep_other,
        ];
        word && !written.starts_with(ARTICLE)
            && !written.starts_with('\u{648}')
            && !prep.iter().any(|&list| self.document.list(list, token).is_some())
    }

    /// "The town", "these neighbourhoods", "the supply road": a definite noun for a place named before; "the other
    /// neighbourhoods" are none of those, nor are live bullets a quarter (hayy).
    pub(super) fn anaphor(&self, token: usize) -> Option<Mention<'c>> {
        let pointed = self.document.list(self.words.demonstrative, token);
        let start = pointed.map_or(token, |hit| hit.tokens.end);
        let hits = self.document.names(Name::Anaphor, start);
        let hits = hits.filter(|hit| hit.clitics.article || hit.tokens.len() > 1);
        let (hit, row) = hits
            .filter_map(|hit| if let Meaning::Anaphor(row) = hit.meaning { Some((hit, row)) } else { None })
            .max_by_key(|(hit, _)| hit.tokens.len())?;
        let noun = self.anaphors.get(usize::from(row))?;
        // "In the north of the country" is a bearing.
        let bearing = noun.is_country() && self.document.list_before(self.words.place_part, token).is_some();
        let bullets = self.document.list_before(self.words.fire_object, hit.tokens.end).is_some();
        if self.document.list(self.words.others, hit.tokens.end).is_some() || bearing || bullets {
            return None;
        }
        let told = noun.is_list() && pointed.is_none() && self.is_told(hit.tokens.end);
        let kind = if told { PlaceWord::Told } else { PlaceWord::Anaphor(row) };
        let name = bare_name(self.folded(hit.tokens.clone()), hit.clitics).into_owned();
        let adjective = self.document.list(self.words.force_adjective, hit.tokens.end);
        let end = adjective.map_or(hit.tokens.end, |adjective| adjective.tokens.end);
        let end = self.document.list(self.words.itself, end).map_or(end, |itself| itself.tokens.end);
        let clitics = pointed.map_or(hit.clitics, |pointed| pointed.clitics);
        Some(self.mention(token..end, Entity::Place { name, kind }, clitics))
    }

    /// Whether what follows a definite plural tells which places are meant: a clause ("the areas that the party holds"),
    /// an adjective ("the liberated areas").
    fn is_told(&self, end: usize) -> bool {
        let described = self.document.list(self.words.force_adjective, end).is_none()
            && self.document.list(self.words.itself, end).is_none()
            && self.document.text.folded(end).starts_with(ARTICLE);
        described || self.document.list(self.words.relative, end).is_some()
    }
}
