//! Places: by name, behind a head noun, or pointed back to.
use super::{Entity, Finder, Mention, PlaceWord, Prep, keep_longer};
use crate::PlaceKind;
use crate::document::{ARTICLE, Name};
use crate::gazetteer::Row;
use crate::lexicon::{Clitics, Hit};
use marsad_text::TokenKind;
use std::borrow::Cow;
use std::ops::Range;

/// Tokens before "on" within which a strike or a capture stands.
const STRUCK: usize = 4;
/// -ayn, -at, "their", "her", "his": endings of duals, plurals and what somebody owns, folded.
const NO_NAMES: [&str; 4] = ["\u{64A}\u{646}", "\u{627}\u{62A}", "\u{647}\u{645}", "\u{647}\u{627}"];
/// Ka-, "as": "as a base" names none.
pub(super) const KA: char = '\u{643}';

impl<'c> Finder<'c, '_> {
    /// Keeps the place at a token where it is longer than the best mention found there.
    pub(super) fn keep_place(&self, token: usize, before: &[Mention<'c>], best: &mut Option<Mention<'c>>) {
        // "The seat of the 17th division", which the gazetteer knows by that very name, is no party.
        let named = self.document.names(Name::Actor, token).next().is_some();
        let known = self.longest_place(token).map_or(0, |hit| hit.tokens.len());
        let is_seat = |party: &Mention| {
            // "The seat of the command of the 17th division": a name without its first noun.
            let seat = self.document.list(self.words.seat, token).map_or(token, |seat| seat.tokens.end);
            let inner = self.longest_place(seat).filter(|hit| hit.clitics.lead == 0 && hit.tokens.len() > 1);
            inner.is_some_and(|hit| seat > token && hit.tokens.end == party.tokens.end)
        };
        let names_it = |party: &Mention| known > 1 && party.tokens.len() == known || is_seat(party);
        if best.as_ref().is_some_and(|party| !named && names_it(party)) {
            *best = None;
        }
        keep_longer(best, self.bare_place(token, before.last()));
        keep_longer(best, self.headed_place(token));
        keep_longer(best, self.road(token));
        keep_longer(best, self.region(token));
        keep_longer(best, self.site(token));
        keep_longer(best, self.facility(token));
        keep_longer(best, self.anaphor(token));
    }

    pub(super) fn folded(&self, tokens: Range<usize>) -> Cow<'_, str> {
        self.document.text.folded_words(tokens)
    }

    pub(super) fn longest_place(&self, token: usize) -> Option<&Hit> {
        // The gazetteer keeps a name's article: taken off the first of several words, it leaves another name.
        let name = |hit: &&Hit| !(hit.clitics.article && hit.tokens.len() > 1);
        // "Will" is no part of a name.
        let hits = self.document.names(Name::Place, token).filter(name).filter(|hit| !hit.clitics.future);
        hits.max_by_key(|hit| (hit.tokens.len(), usize::MAX - hit.clitics.lead, !hit.clitics.article))
    }

    /// "The raids on X", "seized X": a word that is known for nothing else, right behind "on" behind a strike or a capture,
    /// with no ending of a dual, a plural or a pronoun.
    pub(super) fn struck_place(&self, token: usize) -> Option<Mention<'c>> {
        let (document, words) = (self.document, self.words);
        // "On the outskirts of X".
        let part = document.list_before(words.place_part, token).map_or(token, |part| part.tokens.start);
        let on = document.list_before(words.prep_on, part).filter(|on| on.tokens.len() == 1)?;
        if !document.hits(token).is_empty() || document.text.tokens.get(token)?.kind != TokenKind::Word {
            return None;
        }
        let before = on.tokens.start.saturating_sub(STRUCK)..on.tokens.start;
        let struck = [words.strike, words.shell_noun, words.taken_ground];
        let struck = struck.iter().any(|&list| document.find(list, before.clone()).is_some());
        let name = document.text.folded(token);
        let other = name.starts_with(ARTICLE)
            || name.starts_with("\u{628}\u{627}\u{644}")
            || NO_NAMES.iter().any(|ending| name.ends_with(ending));
        let goes_on = [words.prep_at, words.prep_from, words.noun_opener];
        let ends = document.is_mark(token + 1)
            || document.text.folded(token + 1).starts_with('\u{648}')
            || document.may_be_time(token + 1)
            || goes_on.iter().any(|&list| document.list(list, token + 1).is_some());
        (struck && ends && !other && name.chars().count() > 3).then(|| {
            let entity = Entity::Place { name: name.to_owned(), kind: PlaceWord::Unknown };
            self.mention(token..token + 1, entity, Clitics::default())
        })
    }

    /// A place by its bare name; an everyday word or a small place needs more than its name to be one.
    pub(super) fn bare_place(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        // The gazetteer keeps a name's article: without it the word is no name.
        let hit = self.longest_place(token).filter(|hit| !hit.clitics.article)?;
        let at = hit.tokens.start;
        let everyday = self
            .document
            .list(self.words.place_everyday, at)
            .is_some_and(|word| word.tokens.len() >= hit.tokens.len());
        let bare = bare_name(self.folded(hit.tokens.clone()), hit.clitics);
        // "Hayy as-Sinaa" in one row and "as-Sinaa" in another are one name.
        let inside = |head: &&Hit| head.tokens.end < hit.tokens.end && !head.clitics.article;
        let head = self.document.list(self.words.place_head, token).filter(inside);
        let behind = head.map(|head| self.folded(head.tokens.end..hit.tokens.end));
        let name = behind.as_ref().unwrap_or(&bare);
        let listed = last.is_some_and(|last| last.is_named_place() && self.adjoins(last, token, hit.clitics));
        let established = self.context.establishes(name);
        let rows = self.gazetteer.named_folded(&bare);
        // "Fled to el-Obeid" (the white one), in a report of Sudan.
        let city = || {
            let home = self.context.country_of_report();
            let own = |row: &Row| row.kind <= PlaceKind::City && Some(row.country.as_str()) == home;
            matches!(self.prep(at, hit.clitics), Prep::At | Prep::From | Prep::To) && rows.clone().any(own)
        };
        // A user's own place is meant wherever something is said to be there.
        let added = || {
            matches!(self.prep(at, hit.clitics), Prep::At | Prep::On | Prep::From | Prep::To)
                && rows.clone().any(|row| row.is_added)
        };
        if everyday && !listed && !established && !city() && !added() {
            return None;
        }
        let country = rows.clone().all(|row| row.kind == PlaceKind::Country);
        let sure = |row: &Row| row.kind <= PlaceKind::Town || row.is_added;
        let large = rows.clone().any(sure) || established;
        // A city's name in quotation marks is a newspaper's, where no head noun says otherwise.
        let outlet = at.checked_sub(1).is_some_and(|before| self.document.is_quote(before))
            && self.document.is_quote(hit.tokens.end)
            && rows.clone().any(|row| row.kind == PlaceKind::City);
        if outlet || hit.clitics.preposition == Some(KA) && !large || rows.clone().next().is_none() {
            return None;
        }
        let entity = Entity::Place { name: name.to_string(), kind: PlaceWord::Known };
        let mention = self.mention(hit.tokens.clone(), entity, hit.clitics);
        let part = || self.document.list_before(self.words.place_part, at).is_some();
        let located = || matches!(mention.prep, Prep::At | Prep::From | Prep::To) || part();
        let fits = if country {
            listed || mention.prep == Prep::On || located()
        } else {
            large || listed || hit.tokens.len() > 1 || located()
        };
        fits.then_some(mention)
    }
}

/// A folded surface without the clitics in front; li- and the article contract, so the article comes back.
pub(super) fn bare_name(surface: Cow<str>, clitics: Clitics) -> Cow<str> {
    if clitics.lead == 0 && !clitics.article {
        return surface;
    }
    let rest: String = surface.chars().skip(clitics.lead).collect();
    let contracted =
        clitics.preposition == Some('\u{644}') && rest.starts_with('\u{644}') && !rest.starts_with(ARTICLE);
    let named = if contracted { format!("\u{627}{rest}") } else { rest };
    let name = if clitics.article { named.strip_prefix(ARTICLE).unwrap_or(&named).to_owned() } else { named };
    name.into()
}
