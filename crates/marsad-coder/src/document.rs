//! A report as the coder sees it: its tokens and everything the lexicon knows of them.
use crate::lexicon::{Clitics, Hit, ListId, Meaning};
use crate::readings::{Begins, Readings, Vocabulary};
use marsad_text::{Text, TokenKind};
use std::ops::Range;

/// The article, al-, in a folded word.
pub(crate) const ARTICLE: &str = "\u{627}\u{644}";

/// Tokens of a report with the phrases of the lexicon that begin at each.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) text: &'t Text<'t>,
    hits: Vec<Hit>,
    /// For each token the index of its first hit, and one more at the end.
    first: Vec<usize>,
    /// For each token the lists that may have a phrase there.
    lists: Vec<ListFilter>,
    /// For each token what else may begin there.
    begins: Vec<Begins>,
}

/// Tells of most word lists that no phrase of them begins at a token, before its hits are read.
#[derive(Debug, Clone, Copy, Default)]
struct ListFilter([u64; 4]);

impl ListFilter {
    fn of(hits: &[Hit]) -> Self {
        let mut filter = Self::default();
        for hit in hits {
            if let Meaning::List(list) = hit.meaning {
                let (word, bit) = Self::place(list);
                filter.0[word] |= bit;
            }
        }
        filter
    }

    fn may_hold(self, list: ListId) -> bool {
        let (word, bit) = Self::place(list);
        self.0[word] & bit != 0
    }

    fn place(list: ListId) -> (usize, u64) {
        (usize::from(list.0 / 64 % 4), 1 << (list.0 % 64))
    }
}

impl<'t> Document<'t> {
    pub(crate) fn new(text: &'t Text<'t>, vocabulary: Vocabulary, readings: &mut Readings) -> Self {
        let mut hits = Vec::with_capacity(text.tokens.len());
        let mut first = Vec::with_capacity(text.tokens.len() + 1);
        let mut lists = Vec::with_capacity(text.tokens.len());
        let mut begins = Vec::with_capacity(text.tokens.len());
        let mut here = Vec::new();
        for token in 0..text.tokens.len() {
            first.push(hits.len());
            here.clear();
            let (known, may_begin) = readings.of(text.folded(token), vocabulary);
            vocabulary.lexicon.hits(known, text, token, &mut here);
            keep_likely(&mut here);
            lists.push(ListFilter::of(&here));
            begins.push(may_begin);
            hits.append(&mut here);
        }
        first.push(hits.len());
        Self { text, hits, first, lists, begins }
    }

    /// The phrases that begin at a token.
    pub(crate) fn hits(&self, token: usize) -> &[Hit] {
        let from = self.first.get(token).copied().unwrap_or(self.hits.len());
        let to = self.first.get(token + 1).copied().unwrap_or(self.hits.len());
        &self.hits[from..to]
    }

    /// Whether a number may begin at a token.
    pub(crate) fn may_be_number(&self, token: usize) -> bool {
        self.is_digits(token) || self.begins.get(token).is_some_and(|begins| begins.number)
    }

    /// Whether a time may begin at a token.
    pub(crate) fn may_be_time(&self, token: usize) -> bool {
        self.is_digits(token) || self.begins.get(token).is_some_and(|begins| begins.time)
    }

    fn is_digits(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn may_hold(&self, list: ListId, token: usize) -> bool {
        self.lists.get(token).is_some_and(|lists| lists.may_hold(list))
    }

    /// The longest phrase of a word list that begins at a token.
    pub(crate) fn list(&self, list: ListId, token: usize) -> Option<&Hit> {
        if !self.may_hold(list, token) {
            return None;
        }
        let hits = self.hits(token).iter().filter(|hit| hit.meaning == Meaning::List(list));
        hits.max_by_key(|hit| (hit.tokens.len(), u8::MAX - hit.clitics.cost))
    }

    /// The first phrase of a word list that begins within `range`.
    pub(crate) fn find(&self, list: ListId, range: Range<usize>) -> Option<&Hit> {
        range.into_iter().find_map(|token| self.list(list, token))
    }

    /// The phrase of a word list that ends right before a token.
    pub(crate) fn list_before(&self, list: ListId, token: usize) -> Option<&Hit> {
        (token.saturating_sub(4)..token).filter(|&from| self.may_hold(list, from)).find_map(|from| {
            self.hits(from).iter().find(|hit| hit.meaning == Meaning::List(list) && hit.tokens.end == token)
        })
    }

    /// Whether a token is a conjunction that is written alone.
    pub(crate) fn is_waw(&self, token: usize) -> bool {
        self.text.folded(token) == "\u{648}"
    }

    /// Whether a word with these clitics carries the article, taken off it or behind a preposition written as one with it.
    pub(crate) fn is_definite(&self, token: usize, clitics: Clitics) -> bool {
        clitics.article || self.text.folded(token).contains(ARTICLE)
    }

    /// Whether a token is a punctuation mark.
    pub(crate) fn is_mark(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether "and" joins a word with these clitics to what stands before it, written alone or as one with it.
    pub(crate) fn is_joined(&self, token: usize, clitics: Clitics) -> bool {
        clitics.conjunction || token.checked_sub(1).is_some_and(|before| self.is_waw(before))
    }

    /// Whether a token is "that" (an, inna, bi-an) without a pronoun, where what is said begins.
    pub(crate) fn is_that(&self, token: usize) -> bool {
        matches!(self.text.folded(token), "\u{627}\u{646}" | "\u{628}\u{627}\u{646}")
    }

    /// Whether a token is "that" with the pronoun of who says so ("that it", "that they").
    pub(crate) fn is_that_it(&self, token: usize) -> bool {
        let word = self.text.folded(token);
        let that = word.strip_prefix('\u{628}').unwrap_or(word).strip_prefix("\u{627}\u{646}");
        that.is_some_and(|it| matches!(it, "\u{647}" | "\u{647}\u{627}" | "\u{647}\u{645}"))
    }

    /// Whether a token is a quotation mark or a bracket.
    pub(crate) fn is_quote(&self, token: usize) -> bool {
        self.is_wrapper(token) && !matches!(self.text.folded(token), "#" | "_")
    }

    /// Whether a token is a quotation mark or a bracket that may open a quotation.
    pub(crate) fn opens_quote(&self, token: usize) -> bool {
        let closes = |mark: char| matches!(mark, ')' | ']' | '\u{BB}' | '\u{201D}');
        self.is_quote(token) && !self.text.folded(token).starts_with(closes)
    }

    /// Whether a token is a quotation mark, a bracket, a hash sign or an underscore: it parts no phrase.
    pub(crate) fn is_wrapper(&self, token: usize) -> bool {
        let mark = self.text.folded(token);
        mark.chars().next().is_some_and(|c| {
            matches!(
                c,
                '"' | '\''
                    | '('
                    | ')'
                    | '#'
                    | '_'
                    | '\u{AB}'
                    | '\u{BB}'
                    | '\u{201C}'
                    | '\u{201D}'
                    | '\u{2018}'
                    | '\u{2019}'
                    | '['
                    | ']'
            )
        })
    }
}

/// Of the readings of one word, drops those that take more off it than another reading of at least that length needs.
///
/// A name outweighs a reading with a pronoun (usra "family" is not asr-h "his capture"); a word of another list does not.
fn keep_likely(hits: &mut Vec<Hit>) {
    let name = |hit: &Hit| !matches!(hit.meaning, Meaning::List(_)) && !hit.clitics.pronoun;
    let lead = hits.first().map_or(0, |hit| hit.clitics.lead);
    let even = hits.iter().all(|hit| hit.clitics.lead == lead);
    if even && !(hits.iter().any(name) && hits.iter().any(|hit| hit.clitics.pronoun)) {
        return;
    }
    let all: Vec<(usize, usize, bool)> =
        hits.iter().map(|hit| (hit.tokens.len(), hit.clitics.lead, name(hit))).collect();
    hits.retain(|hit| {
        !all.iter().any(|&(length, lead, name)| {
            let less = lead < hit.clitics.lead || name && hit.clitics.pronoun && lead == hit.clitics.lead;
            length >= hit.tokens.len() && less
        })
    });
}
