use crate::clitic::{ARTICLE, HA, TA, stems_behind};
use crate::{Text, fold};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Phrases of one or more folded words, looked up by their first word; of those whose second words have one [`Initial`]
/// the longest first, and single words last.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// The number of each first word.
    first: FxHashMap<String, usize>,
    /// The phrases of each first word, by its number.
    phrases: Vec<Vec<Phrase<T>>>,
}

/// One phrase and what it means.
#[derive(Debug, Clone)]
pub struct Phrase<T> {
    rest: Vec<String>,
    /// The initial of its second word: most phrases that begin with a common word part there.
    second: Option<Initial>,
    /// How its second word begins.
    opening: Opening,
    /// What it means.
    pub meaning: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { first: FxHashMap::default(), phrases: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; it is folded and split at spaces.
    pub fn insert(&mut self, phrase: &str, meaning: T) {
        self.insert_folded(&fold(phrase), meaning);
    }

    /// Adds a phrase that is folded already; it is split at spaces.
    pub fn insert_folded(&mut self, folded: &str, meaning: T) {
        let mut words = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned);
        let Some(first) = words.next() else { return };
        let rest: Vec<_> = words.collect();
        let number = *self.first.entry(first).or_insert(self.phrases.len());
        if number == self.phrases.len() {
            self.phrases.push(Vec::new());
        }
        let bucket = &mut self.phrases[number];
        let second = rest.first().and_then(|word| Initial::of(word));
        let opening = rest.first().map_or_else(Opening::default, |word| Opening::of(word));
        let phrase = Phrase { rest, second, opening, meaning };
        bucket.insert(bucket.partition_point(|other| other.order() <= phrase.order()), phrase);
    }

    /// The phrases that begin with a folded word; of those that can stand in one place, the longest first.
    pub fn starting_with(&self, word: &str) -> &[Phrase<T>] {
        self.first_word(word).map_or(&[], |number| self.of_first_word(number))
    }

    /// The number of a folded word that phrases begin with.
    pub fn first_word(&self, word: &str) -> Option<usize> {
        self.first.get(word).copied()
    }

    /// The phrases that begin with the word of that number, in the same order.
    pub fn of_first_word(&self, number: usize) -> &[Phrase<T>] {
        self.phrases.get(number).map_or(&[], Vec::as_slice)
    }

    /// Those of the phrases that begin with the word of that number whose second word may be the folded word `next`,
    /// with a pronoun or without.
    pub fn going_on(&self, number: usize, next: &str) -> impl Iterator<Item = &Phrase<T>> {
        let initial = Initial::of(next);
        let phrases = self.of_first_word(number);
        let from = phrases.partition_point(|phrase| phrase.second.is_some() && phrase.second < initial);
        let rest = phrases.get(from..).unwrap_or_default();
        let packed = packed(next);
        rest.iter()
            .take_while(move |phrase| phrase.second.is_some() && phrase.second == initial)
            .filter(move |phrase| phrase.opening.may_open(packed))
    }

    /// Whether a phrase may begin with a folded word, or with what a conjunction, preposition or article leaves of it.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        let mut known = self.first.contains_key(word);
        stems_behind(word, |stem| known |= self.first.contains_key(&*stem.word));
        known
    }

    /// The longest phrase that stands at a token as it is written, and how many tokens it takes.
    pub fn longest_at(&self, text: &Text, token: usize) -> Option<(usize, &T)> {
        self.longest_after(text.folded(token), text, token)
    }

    /// The same behind a conjunction, a preposition or the article, the first reading that has one.
    pub(crate) fn longest_behind(&self, text: &Text, token: usize) -> Option<(usize, &T)> {
        let mut found = None;
        stems_behind(text.folded(token), |stem| {
            found = found.or_else(|| self.longest_after(&stem.word, text, token));
        });
        found
    }

    /// The longest phrase at a token, with `first` read in its place (a stem of it).
    fn longest_after(&self, first: &str, text: &Text, token: usize) -> Option<(usize, &T)> {
        let phrase = self.starting_with(first).iter().find(|phrase| phrase.stands_after(text, token))?;
        Some((phrase.len(), &phrase.meaning))
    }
}

/// What a folded word begins with: whether the article, and the first letter behind it. Words of one letter may share it
/// with those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Initial(u32);

impl Initial {
    /// Of a folded word, with a pronoun or without; none of an empty one.
    pub fn of(word: &str) -> Option<Self> {
        let noun = word.strip_prefix(ARTICLE).filter(|noun| !noun.is_empty());
        // Before a pronoun ta marbuta, folded to ha, becomes ta.
        let letter =
            noun.unwrap_or(word).chars().next().map(|letter| if letter == TA { HA } else { letter })?;
        Some(Self(u32::from(letter) % 32 + 32 * u32::from(noun.is_some())))
    }

    /// Its bit in a set of initials.
    pub fn bit(self) -> u64 {
        1 << self.0
    }
}

/// The first letters of a word, packed so that one comparison tells most other words from it.
#[derive(Debug, Clone, Copy, Default)]
struct Opening {
    letters: u64,
    mask: u64,
}

impl Opening {
    /// Of a folded word; its last letter may change before a pronoun.
    fn of(word: &str) -> Self {
        let kept = word.strip_suffix('\u{647}').unwrap_or(word).len();
        let mask = if kept < 8 { (1 << (8 * kept)) - 1 } else { u64::MAX };
        Self { letters: packed(word) & mask, mask }
    }

    fn may_open(self, packed: u64) -> bool {
        packed & self.mask == self.letters
    }
}

/// The first eight bytes of a word.
fn packed(word: &str) -> u64 {
    let bytes = word.bytes().take(8).enumerate();
    bytes.fold(0, |packed, (at, byte)| packed | u64::from(byte) << (8 * at))
}

impl<T> Phrase<T> {
    /// Where it stands among those that begin with the same word.
    fn order(&self) -> (bool, Option<Initial>, Reverse<usize>) {
        (self.rest.is_empty(), self.second, Reverse(self.rest.len()))
    }

    /// How many tokens it takes.
    #[allow(clippy::len_without_is_empty, reason = "a phrase holds at least one word")]
    pub fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether its words after the first are the tokens after `token`.
    pub fn stands_after(&self, text: &Text, token: usize) -> bool {
        self.rest.iter().enumerate().all(|(at, word)| text.folded(token + 1 + at) == word)
    }

    /// The initial of its second word; none where it has one word.
    pub fn second(&self) -> Option<Initial> {
        self.second
    }

    /// Its words after the first, folded.
    pub fn rest(&self) -> &[String] {
        &self.rest
    }
}
