//! Places: by name, behind a head noun, or pointed back to.
use super::{Entity, Finder, LongestFirst, Mention, PlaceWord, Prep};
use crate::PlaceKind;
use crate::lexicon::{Clitics, Hit, Meaning};
use marsad_text::{TokenKind, fold};
use std::ops::Range;

impl<'c> Finder<'c, '_> {
    pub(super) fn place_at(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let headed = self.headed_place(token);
        let bare = self.bare_place(token, last);
        let anaphor = self.anaphor(token);
        [bare, headed, anaphor].into_iter().flatten().rev_max_by_end()
    }

    /// "The town of X": a head noun, then a name of the gazetteer or one that it lacks.
    fn headed_place(&self, token: usize) -> Option<Mention<'c>> {
        let head = self.document.list(self.words.place_head, token);
        let head = head.filter(|head| !head.clitics.article && !head.clitics.pronoun)?;
        let mut at = self.past_second_head(head.tokens.end);
        while self.document.is_wrapper(at) {
            at += 1;
        }
        let quoted = if self.document.is_quote(at - 1) { self.closing_quote(at) } else { None };
        let known = self.longest_place(at).filter(|hit| hit.clitics.lead == 0);
        let (end, kind) = match (known, quoted) {
            (Some(hit), quote) if quote.is_none_or(|quote| quote <= hit.tokens.end) => {
                (hit.tokens.end, PlaceWord::Known)
            }
            (_, Some(quote)) => (quote, PlaceWord::Unknown),
            _ if self.document.list(self.words.place_plural, token).is_some() => return None,
            _ => (self.unknown_name(at)?, PlaceWord::Unknown),
        };
        let name = self.folded(at..end);
        let end = self.with_direction(end);
        let end = end + usize::from(at > head.tokens.end && self.document.is_wrapper(end));
        Some(self.mention(token..end, Entity::Place { name, kind }, head.clitics))
    }

    /// Where the name begins behind two head nouns ("the outskirts of the city of X"), unless the second belongs to a
    /// longer name ("the outskirts of X Military Airport").
    fn past_second_head(&self, at: usize) -> usize {
        let second = self.document.list(self.words.place_head, at).filter(|second| second.clitics.cost == 0);
        let Some(second) = second else { return at };
        let whole = self.longest_place(at).map(|hit| hit.tokens.end);
        let rest = self.longest_place(second.tokens.end).map(|hit| hit.tokens.end);
        if whole > rest { at } else { second.tokens.end }
    }

    /// Where a quoted name of at most four words ends.
    fn closing_quote(&self, token: usize) -> Option<usize> {
        (token + 1..token + 5).find(|&end| self.document.is_quote(end))
    }

    fn folded(&self, tokens: Range<usize>) -> String {
        fold(self.document.text.words(tokens))
    }

    fn longest_place(&self, token: usize) -> Option<&Hit> {
        let hits = self.document.hits(token).iter().filter(|hit| hit.meaning == Meaning::Place);
        hits.max_by_key(|hit| (hit.tokens.len(), usize::MAX - hit.clitics.lead, !hit.clitics.article))
    }

    /// Where a name that the gazetteer lacks ends: one word, or two where the second alone has the article.
    fn unknown_name(&self, token: usize) -> Option<usize> {
        let name = |token: usize| {
            let word =
                self.document.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word);
            let function = self.document.hits(token).iter().any(|hit| match hit.meaning {
                Meaning::List(list) => {
                    list != self.words.place_everyday
                        && list != self.words.force_head
                        && hit.clitics.lead == 0
                }
                Meaning::Actor { .. } | Meaning::Demonym(_) | Meaning::People { .. } => hit.clitics.lead == 0,
                Meaning::Place | Meaning::Anaphor(_) => false,
            });
            let written = self.document.text.folded(token);
            // li-l- and bi-l- begin a phrase, not a name.
            let governed =
                written.starts_with("\u{644}\u{644}") || written.starts_with("\u{628}\u{627}\u{644}");
            word && !function && !governed && written.chars().count() > 2
        };
        let article = |token: usize| self.document.text.folded(token).starts_with("\u{627}\u{644}");
        if !name(token) {
            return None;
        }
        let second = !article(token) && article(token + 1) && name(token + 1);
        Some(token + 1 + usize::from(second))
    }

    fn with_direction(&self, end: usize) -> usize {
        self.document.list(self.words.direction, end).map_or(end, |direction| direction.tokens.end)
    }

    /// A place by its bare name; an everyday word or a small place needs more than its name to be one.
    fn bare_place(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let hit = self.longest_place(token)?;
        let at = hit.tokens.start;
        let everyday = self
            .document
            .list(self.words.place_everyday, at)
            .is_some_and(|word| word.tokens.len() >= hit.tokens.len());
        let surface = self.folded(hit.tokens.clone());
        // "Hayy as-Sinaa" in one row and "as-Sinaa" in another are one name.
        let head =
            self.document.list(self.words.place_head, token).filter(|head| head.tokens.end < hit.tokens.end);
        let name = match head {
            Some(head) => self.folded(head.tokens.end..hit.tokens.end),
            None => bare_name(&surface, hit.clitics),
        };
        let mention = self.mention(
            hit.tokens.clone(),
            Entity::Place { name: name.clone(), kind: PlaceWord::Known },
            hit.clitics,
        );
        let listed = last.is_some_and(|last| {
            matches!(last.entity, Entity::Place { .. }) && self.adjoins(last, token, hit.clitics)
        });
        // The gazetteer keeps a name's article: without it the word is no name.
        if everyday && !listed && !self.context.establishes(&name) || hit.clitics.article {
            return None;
        }
        let bare = bare_name(&surface, hit.clitics);
        let rows = self.gazetteer.named(&bare);
        let country = rows.iter().all(|row| row.kind == PlaceKind::Country);
        let large = rows.iter().any(|row| row.kind <= PlaceKind::Town) || self.context.establishes(&name);
        // A city's name in quotation marks is a newspaper's, where no head noun says otherwise.
        let outlet = at.checked_sub(1).is_some_and(|before| self.document.is_quote(before))
            && self.document.is_quote(hit.tokens.end)
            && rows.iter().any(|row| row.kind == PlaceKind::City);
        if outlet {
            return None;
        }
        let part = self.document.list_before(self.words.place_part, at).is_some();
        let located = part || matches!(mention.prep, Prep::At | Prep::From | Prep::To);
        let fits = if country {
            located || listed || mention.prep == Prep::On
        } else {
            large || located || listed || hit.tokens.len() > 1
        };
        (fits && !rows.is_empty()).then_some(mention)
    }

    /// "The town", "these neighbourhoods", "the supply road": a definite noun for a place named before; "the other
    /// neighbourhoods" are none of those.
    fn anaphor(&self, token: usize) -> Option<Mention<'c>> {
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

/// A folded surface without the clitics in front; li- and the article contract, so the article comes back.
fn bare_name(surface: &str, clitics: Clitics) -> String {
    let rest: String = surface.chars().skip(clitics.lead).collect();
    let contracted = clitics.preposition == Some('\u{644}')
        && rest.starts_with('\u{644}')
        && !rest.starts_with("\u{627}\u{644}");
    let named = if contracted { format!("\u{627}{rest}") } else { rest };
    if clitics.article { named.strip_prefix("\u{627}\u{644}").unwrap_or(&named).to_owned() } else { named }
}
