//! Places behind a head noun: "the town of X", "the airport and port of X", "the villages of X, Y and Z".
use super::place::KA;
use super::{Entity, Finder, Mention, PlaceWord};
use crate::document::ARTICLE;
use crate::lexicon::{Hit, ListId, Meaning};
use marsad_text::TokenKind;
use std::ops::Range;

/// How many head nouns may stand in a row: "the outskirts of the city of the camp of …".
const HEADS: usize = 3;
/// How many tokens may part two names of a list.
const PARTED: usize = 4;
/// How many words a name in quotation marks may have.
const QUOTED: usize = 5;

/// A name behind a head noun.
#[derive(Debug)]
struct Named {
    tokens: Range<usize>,
    kind: PlaceWord,
}

impl<'c> Finder<'c, '_> {
    /// A head noun, then a name of the gazetteer or one that it lacks.
    pub(super) fn headed_place(&self, token: usize) -> Option<Mention<'c>> {
        let head = self.document.list(self.words.place_head, token)?;
        let clitics = head.clitics;
        // "By way of" heads no place.
        let governs = self.document.list_before(self.words.prep_via, head.tokens.end).is_some();
        if clitics.article
            || clitics.pronoun
            || clitics.accusative
            || clitics.preposition == Some(KA)
            || governs
        {
            return None;
        }
        let named = self.named_behind(head)?;
        let name = self.folded(named.tokens.clone()).into_owned();
        // "The eastern outskirts of the city of X": the adjective behind X is theirs.
        let part = self.document.list_before(self.words.place_part, token).is_some();
        let end = if part { named.tokens.end } else { self.with_adjective(named.tokens.end) };
        let wrapped = self.document.is_wrapper(named.tokens.start - 1) && self.document.is_wrapper(end);
        let end = end + usize::from(wrapped);
        Some(self.mention(token..end, Entity::Place { name, kind: named.kind }, head.clitics))
    }

    /// The name behind a head noun and those that follow it.
    fn named_behind(&self, head: &Hit) -> Option<Named> {
        let mut last = head.tokens.clone();
        for _ in 0..HEADS {
            let many = self.heads_several(last.start);
            let at = self.past_wrappers(self.past_demonym(last.clone()));
            let inner = self.inner_head(last.end);
            let known = self.longest_place(at).filter(|hit| hit.clitics.lead == 0);
            // "The village of Tell X": what is more than a head noun is a name.
            let known = known.filter(|hit| inner.is_none_or(|inner| hit.tokens.end > inner.tokens.end));
            if let Some(named) = self.quoted_or_known(at, known, many) {
                return Some(named);
            }
            let Some(inner) = inner else { break };
            last = inner.tokens.clone();
        }
        let vague = (last.start..last.end).any(|at| self.document.list(self.words.place_vague, at).is_some());
        if vague {
            return None;
        }
        let at = self.past_wrappers(last.end);
        let strong = self.document.list(self.words.place_strong, last.start).is_some()
            || self.heads_several(last.start) && !self.is_part(at);
        Some(Named { tokens: at..self.unknown_name(at, 0, strong)?, kind: PlaceWord::Unknown })
    }

    /// Where the name may begin behind a head noun: "the Yemeni capital X" says first whose capital it is.
    fn past_demonym(&self, head: Range<usize>) -> usize {
        let definite = self
            .document
            .text
            .folded(head.start)
            .trim_start_matches(['\u{648}', '\u{628}'])
            .starts_with(ARTICLE);
        let demonym = |hit: &Hit| matches!(hit.meaning, Meaning::Demonym(_)) && hit.clitics.article;
        head.end + usize::from(definite && self.document.hits(head.end).iter().any(demonym))
    }

    /// Whether several names follow a head noun: "the villages of".
    fn heads_several(&self, token: usize) -> bool {
        let words = self.words;
        [words.place_several, words.place_pair].iter().any(|&list| self.document.list(list, token).is_some())
    }

    /// A head noun right behind another: "the outskirts of the city of", "the airport and port of".
    fn inner_head(&self, token: usize) -> Option<&Hit> {
        let inner = self.document.list(self.words.place_head, token)?;
        let bare = inner.clitics.preposition.is_none() && !inner.clitics.article && !inner.clitics.pronoun;
        bare.then_some(inner)
    }

    /// A name in quotation marks as a whole, or one that the gazetteer has.
    fn quoted_or_known(&self, at: usize, known: Option<&Hit>, many: bool) -> Option<Named> {
        let quoted = self.quote_end(at, many);
        match (known, quoted) {
            (Some(hit), quote) if quote.is_none_or(|quote| quote <= hit.tokens.end) => {
                Some(Named { tokens: hit.tokens.clone(), kind: PlaceWord::Known })
            }
            (_, Some(quote)) if !self.is_titled(at) => {
                Some(Named { tokens: at..quote, kind: PlaceWord::Unknown })
            }
            _ => None,
        }
    }

    /// Whether the head noun before a quotation mark rather has an organisation's name behind it ("brigade", "site").
    fn is_titled(&self, at: usize) -> bool {
        let quote = (0..at).rev().take_while(|&at| self.document.is_wrapper(at)).last().unwrap_or(at);
        self.document.list_before(self.words.place_titled, quote).is_some()
    }

    fn past_wrappers(&self, token: usize) -> usize {
        (token..self.document.text.tokens.len()).find(|&at| !self.document.is_wrapper(at)).unwrap_or(token)
    }

    /// Where the first name of a quotation that begins right before a token ends: at its end or, of `many`, where the
    /// next one begins.
    fn quote_end(&self, token: usize, many: bool) -> Option<usize> {
        if !token.checked_sub(1).is_some_and(|before| self.document.opens_quote(before)) {
            return None;
        }
        let end = (token + 1..=token + QUOTED).find(|&end| self.ends_quoted(end, many))?;
        self.document.text.tokens.get(token).is_some_and(|token| token.kind != TokenKind::Mark).then_some(end)
    }

    /// Whether a name in quotation marks ends before a token: the mark closes it, or "and" or a dash parts it from the next.
    fn ends_quoted(&self, token: usize, many: bool) -> bool {
        let parts = || self.is_list_mark(token) || self.document.text.folded(token).starts_with('\u{648}');
        self.document.is_quote(token) || many && parts()
    }

    /// Where a name that the gazetteer lacks ends: one word, two where the second alone has the article, more behind
    /// "Abu", "Tell" or "Deir"; `lead` letters of the first token are no part of it.
    pub(super) fn unknown_name(&self, token: usize, lead: usize, strong: bool) -> Option<usize> {
        // "Umm" and "Bir" are everyday words elsewhere; behind a head noun they begin a name.
        let opens = |token: usize| {
            let opener = self.document.list(self.words.name_opener, token);
            opener.is_some_and(|hit| hit.clitics.lead == lead && !hit.clitics.article)
        };
        if !opens(token) && !self.may_name(token, lead, strong) {
            return None;
        }
        let mut end = token + 1;
        for _ in 0..2 {
            if !opens(end - 1) {
                break;
            }
            if !self.ends_compound(end) {
                return None;
            }
            end += 1;
        }
        let article = |token: usize| self.document.text.folded(token).starts_with(ARTICLE);
        let second = !article(end - 1) && article(end) && self.may_name(end, 0, false);
        Some(end + usize::from(second))
    }

    /// Whether a word may stand behind "Abu" or "Tell": any but those that no name holds.
    fn ends_compound(&self, token: usize) -> bool {
        let words = self.words;
        let lists = [
            words.no_name,
            words.relative,
            words.clause_opener,
            words.prep_at,
            words.prep_on,
            words.prep_from,
        ];
        let word = self.document.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word);
        let governed =
            |hit: &Hit| matches!(hit.meaning, Meaning::List(_)) && hit.clitics.preposition.is_some();
        word && !lists.iter().any(|&list| self.document.list(list, token).is_some())
            && !self.document.hits(token).iter().any(governed)
    }

    /// Whether a word may be a name that the gazetteer lacks; behind a `strong` head noun any definite noun may.
    fn may_name(&self, token: usize, lead: usize, strong: bool) -> bool {
        let word = self.document.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word);
        let written: String = self.document.text.folded(token).chars().skip(lead).collect();
        let definite = written.starts_with(ARTICLE);
        let other =
            self.document.hits(token).iter().any(|hit| self.is_no_name(hit, lead, strong && definite));
        // li-l- and bi-l- begin a phrase, not a name; what ends like "coastal" is an adjective.
        let governed = written.starts_with("\u{644}\u{644}") || written.starts_with("\u{628}\u{627}\u{644}");
        let and = lead == 0 && written.starts_with('\u{648}') && (!strong || written.chars().count() > 4);
        let adjective = written.ends_with("\u{64A}\u{647}") && !definite && written.chars().count() > 4;
        word && !other && !governed && !and && !adjective && written.chars().count() > 2
    }

    /// Whether a reading of a word makes it something else than a name.
    fn is_no_name(&self, hit: &Hit, lead: usize, named: bool) -> bool {
        let words = self.words;
        match hit.meaning {
            Meaning::List(list)
                if list == words.no_name || list == words.relative || list == words.clause_opener =>
            {
                hit.clitics.lead <= lead
            }
            // "In the countryside of", "and the villages of": a phrase goes on.
            Meaning::List(list) if list == words.place_head || list == words.place_part => {
                hit.clitics.preposition.is_some() || hit.clitics.lead <= lead && !hit.clitics.article
            }
            Meaning::List(list) => {
                let name =
                    list == words.place_everyday || list == words.force_head || list == words.name_opener;
                !name && !named && (hit.clitics.lead <= lead || hit.clitics.preposition.is_some())
            }
            Meaning::Actor { .. } | Meaning::Demonym(_) | Meaning::People { .. } => {
                hit.clitics.lead <= lead || hit.clitics.preposition.is_some()
            }
            Meaning::Anaphor(_) => hit.clitics.article && !named,
            Meaning::Place => false,
        }
    }

    /// Another name of a list behind "the villages of": it need be in no gazetteer, and may be a word of another kind.
    pub(super) fn listed_place(&self, token: usize, mentions: &[Mention<'c>]) -> Option<Mention<'c>> {
        let near = |last: &&Mention| token <= last.tokens.end + PARTED;
        let last = mentions.last().filter(near).filter(|last| last.is_named_place())?;
        let first = mentions.iter().rposition(|mention| !mention.joined)?;
        let chain = mentions.get(first..)?;
        let several = self.document.list(self.words.place_several, chain.first()?.tokens.start).is_some();
        let pair = self.document.list(self.words.place_pair, chain.first()?.tokens.start).is_some();
        if !(several || pair && chain.len() == 1) || !chain.iter().all(Mention::is_named_place) {
            return None;
        }
        // In `"X" and "Y"` the mark before "and" closes X.
        if self.document.is_waw(token) {
            return None;
        }
        let lead = self.parted_by(last.tokens.end..token)?;
        self.name_in_list(token, lead, last)
    }

    /// How many letters of the token behind a gap are "and", where the gap parts two names of a list.
    fn parted_by(&self, between: Range<usize>) -> Option<usize> {
        let plain =
            |at: usize| self.is_list_mark(at) || self.document.is_waw(at) || self.document.is_wrapper(at);
        if between.len() > PARTED || !between.clone().all(plain) {
            return None;
        }
        let waw = between.clone().any(|at| self.document.is_waw(at));
        let mark = between.clone().any(|at| self.is_list_mark(at));
        let and = !waw && self.document.text.folded(between.end).starts_with('\u{648}');
        (waw || mark || and).then_some(usize::from(and))
    }

    fn name_in_list(&self, token: usize, lead: usize, last: &Mention) -> Option<Mention<'c>> {
        let known = self.document.hits(token).iter().filter(|hit| {
            let fits = hit.clitics.lead == lead && hit.clitics.preposition.is_none() && !hit.clitics.article;
            hit.meaning == Meaning::Place && fits
        });
        let known = known.max_by_key(|hit| hit.tokens.len());
        let quoted = (last.tokens.end..=token).any(|at| self.document.is_quote(at));
        let (end, kind) = match (known, self.quote_end(token, true)) {
            (_, Some(end)) if known.is_none_or(|hit| hit.tokens.end < end) => (end, PlaceWord::Unknown),
            (Some(hit), _) => (hit.tokens.end, PlaceWord::Known),
            _ if quoted => return None,
            _ => (self.unknown_in_list(token, lead, last)?, PlaceWord::Unknown),
        };
        let name: String = self.folded(token..end).chars().skip(lead).collect();
        let clitics = crate::lexicon::Clitics { conjunction: lead > 0, lead, ..Default::default() };
        Some(self.mention(token..end, Entity::Place { name, kind }, clitics))
    }

    /// Whether a part or a kind of place stands at a token: "the northern and western parts", "the villages and towns".
    fn is_part(&self, token: usize) -> bool {
        let points = |hit: &Hit| matches!(hit.meaning, Meaning::Anaphor(_)) && hit.clitics.article;
        let lists = [self.words.section, self.words.direction];
        lists.iter().any(|&list| self.document.list(list, token).is_some())
            || self.document.hits(token).iter().any(points)
    }

    /// Where an unknown name of a list ends; behind a comma alone it must not begin like a phrase, nor be followed by one.
    fn unknown_in_list(&self, token: usize, lead: usize, last: &Mention) -> Option<usize> {
        if self.is_part(token) {
            return None;
        }
        let end = self.unknown_name(token, lead, true)?;
        let and = lead > 0 || (last.tokens.end..token).any(|at| self.document.is_waw(at));
        let marked =
            self.document.text.tokens.get(last.tokens.end).is_some_and(|next| next.kind == TokenKind::Mark);
        let next = self.document.text.folded(end);
        let goes_on = self.document.text.tokens.get(end).is_some_and(|token| token.kind != TokenKind::Mark)
            && !next.starts_with('\u{648}');
        let phrase = self.document.text.folded(token).starts_with(['\u{644}', '\u{628}']);
        (and && !marked || !goes_on && !phrase).then_some(end)
    }

    /// Whether a comma, a dash or a stroke stands at a token.
    pub(super) fn is_list_mark(&self, token: usize) -> bool {
        let mark = self.document.text.folded(token);
        matches!(mark, "\u{60C}" | "," | "-" | "/" | "\u{2013}" | "\u{2014}")
    }

    /// An adjective of its kind behind a name ("X Military Airport"), or a direction that makes a region of it, and one
    /// joined to that ("the northern and eastern countryside of").
    pub(super) fn with_adjective(&self, end: usize) -> usize {
        let at = |list: ListId, token: usize, lead: usize| {
            let fits = |hit: &&Hit| hit.clitics.lead == lead && hit.clitics.preposition.is_none();
            self.document.list(list, token).filter(fits).map(|hit| hit.tokens.end)
        };
        let end = at(self.words.place_adjective, end, 0).unwrap_or(end);
        let first = at(self.words.direction, end, 0);
        let second = first.and_then(|end| at(self.words.direction, end, 1));
        second.or(first).unwrap_or(end)
    }
}
