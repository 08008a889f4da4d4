//! A report as the coder sees it: its tokens and everything the lexicon knows of them.
use crate::lexicon::{Clitics, Hit, ListId, Meaning};
use crate::readings::{Begins, Known, Readings, Vocabulary};
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
    /// For each token what phrases that begin there may mean.
    meanings: Vec<Meanings>,
    /// For each token, and one more at the end, what phrases that end right before it may mean.
    ends: Vec<Meanings>,
    /// For each token what else may begin there.
    begins: Vec<Begins>,
    /// For each token, and one more at the end, how many tokens before it are no marks.
    words: Vec<u32>,
}

/// What a phrase that is in no word list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Actor,
    People,
    Demonym,
    Place,
    Anaphor,
}

impl Name {
    fn of(meaning: Meaning) -> Result<Self, ListId> {
        match meaning {
            Meaning::List(list) => Err(list),
            Meaning::Actor { .. } => Ok(Self::Actor),
            Meaning::People { .. } => Ok(Self::People),
            Meaning::Demonym(_) => Ok(Self::Demonym),
            Meaning::Place => Ok(Self::Place),
            Meaning::Anaphor(_) => Ok(Self::Anaphor),
        }
    }
}

/// A set of meanings, some of which share a bit: tells of most meanings that no phrase has them, before hits are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Meanings([u64; 4]);

impl Meanings {
    /// Any of these word lists.
    pub(crate) fn lists<const N: usize>(lists: [ListId; N]) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.add(Self::of_list(list));
        }
        all
    }

    /// What these phrases mean.
    pub(crate) fn of_hits(hits: &[Hit]) -> Self {
        let mut all = Self::default();
        for hit in hits {
            all.add(Self::of(hit.meaning));
        }
        all
    }

    /// These meanings and any of these names.
    pub(crate) fn and_names<const N: usize>(mut self, names: [Name; N]) -> Self {
        for name in names {
            self.add(Self::of_name(name));
        }
        self
    }

    pub(crate) fn join(&mut self, other: Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }

    fn of(meaning: Meaning) -> usize {
        Name::of(meaning).map_or_else(Self::of_list, Self::of_name)
    }

    fn of_list(list: ListId) -> usize {
        usize::from(list.0)
    }

    /// Names take the last bits, which lists come to only once they have filled the first.
    fn of_name(name: Name) -> usize {
        255 - name as usize
    }

    fn add(&mut self, meaning: usize) {
        self.0[meaning / 64 % 4] |= 1 << (meaning % 64);
    }

    fn may_have(self, meaning: usize) -> bool {
        self.0[meaning / 64 % 4] & 1 << (meaning % 64) != 0
    }

    fn may_meet(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, other)| own & other != 0)
    }
}

impl<'t> Document<'t> {
    pub(crate) fn new(text: &'t Text<'t>, vocabulary: Vocabulary, readings: &mut Readings) -> Self {
        let count = text.tokens.len();
        let mut document = Self {
            text,
            hits: Vec::with_capacity(2 * count),
            first: Vec::with_capacity(count + 1),
            meanings: Vec::with_capacity(count),
            ends: vec![Meanings::default(); count + 1],
            begins: Vec::with_capacity(count),
            words: word_counts(text),
        };
        let mut here = Vec::new();
        for token in 0..count {
            document.first.push(document.hits.len());
            let known = readings.of(text, token, vocabulary);
            document.begins.push(known.begins);
            if known.alone.holds(text, token) {
                document.add_word(token, known);
            } else {
                vocabulary.lexicon.hits(known.readings(), text, token, &mut here);
                keep_likely(&mut here);
                document.add_phrases(&mut here);
            }
        }
        document.first.push(document.hits.len());
        document
    }

    /// Adds what a word is read as where it is part of no longer phrase.
    fn add_word(&mut self, token: usize, known: &Known) {
        self.meanings.push(known.meanings);
        self.ends[token + 1].join(known.meanings);
        let here = |hit: &Hit| Hit { tokens: token..token + 1, ..hit.clone() };
        self.hits.extend(known.alone.hits.iter().map(here));
    }

    /// Adds the phrases that begin at a token.
    fn add_phrases(&mut self, here: &mut Vec<Hit>) {
        self.meanings.push(Meanings::of_hits(here));
        for hit in here.iter() {
            self.ends[hit.tokens.end].add(Meanings::of(hit.meaning));
        }
        self.hits.append(here);
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

    /// Whether a phrase of one of these meanings may begin at a token.
    pub(crate) fn may_begin(&self, lists: Meanings, token: usize) -> bool {
        self.meanings.get(token).is_some_and(|here| here.may_meet(lists))
    }

    /// Whether a phrase of one of these meanings may end right before a token.
    pub(crate) fn may_end(&self, lists: Meanings, token: usize) -> bool {
        self.ends.get(token).is_some_and(|here| here.may_meet(lists))
    }

    /// The phrases of that sort that begin at a token.
    pub(crate) fn names(&self, name: Name, token: usize) -> impl Iterator<Item = &Hit> + Clone {
        let here = self.meanings.get(token).is_some_and(|here| here.may_have(Meanings::of_name(name)));
        let hits = if here { self.hits(token) } else { &[] };
        hits.iter().filter(move |hit| Name::of(hit.meaning) == Ok(name))
    }

    /// The longest phrase of a word list that begins at a token.
    #[inline]
    pub(crate) fn list(&self, list: ListId, token: usize) -> Option<&Hit> {
        // Most often there is none, which is told without a call.
        let may = self.meanings.get(token)?.may_have(Meanings::of_list(list));
        if may { self.longest(list, token) } else { None }
    }

    fn longest(&self, list: ListId, token: usize) -> Option<&Hit> {
        let hits = self.hits(token).iter().filter(|hit| hit.meaning == Meaning::List(list));
        hits.max_by_key(|hit| (hit.tokens.len(), u8::MAX - hit.clitics.cost))
    }

    /// The first phrase of a word list that begins within `range`.
    pub(crate) fn find(&self, list: ListId, range: Range<usize>) -> Option<&Hit> {
        self.each(list, range).next()
    }

    /// The phrases of a word list that begin within `range`, of each token the longest.
    pub(crate) fn each(
        &self,
        list: ListId,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &Hit> + Clone {
        let meaning = Meanings::of_list(list);
        let here = self.meanings.get(range.start..range.end.min(self.meanings.len())).unwrap_or_default();
        let may = here.iter().enumerate().filter(move |(_, meanings)| meanings.may_have(meaning));
        may.filter_map(move |(at, _)| self.longest(list, range.start + at))
    }

    /// The phrase of a word list that ends right before a token.
    #[inline]
    pub(crate) fn list_before(&self, list: ListId, token: usize) -> Option<&Hit> {
        // Most lists have none, and the tokens before need not be looked at.
        let may = self.ends.get(token)?.may_have(Meanings::of_list(list));
        if may { self.ending(list, token) } else { None }
    }

    fn ending(&self, list: ListId, token: usize) -> Option<&Hit> {
        (token.saturating_sub(4)..token).find_map(|from| {
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

    /// Words from one token up to another, marks left out.
    pub(crate) fn words_between(&self, from: usize, to: usize) -> usize {
        let before = |token: usize| self.words.get(token).or(self.words.last()).copied().unwrap_or(0);
        before(to).saturating_sub(before(from)) as usize
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

/// For each token, and one more at the end, how many tokens before it are no marks.
fn word_counts(text: &Text) -> Vec<u32> {
    let mut before = 0;
    let mut counts = Vec::with_capacity(text.tokens.len() + 1);
    for token in &text.tokens {
        counts.push(before);
        before += u32::from(token.kind != TokenKind::Mark);
    }
    counts.push(before);
    counts
}

/// Of the readings of one word, drops those that take more off it than another reading of at least that length needs.
///
/// A name outweighs a reading with a pronoun (usra "family" is not asr-h "his capture"); a word of another list does not.
pub(crate) fn keep_likely(hits: &mut Vec<Hit>) {
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
