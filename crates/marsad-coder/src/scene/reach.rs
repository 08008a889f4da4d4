//! Words between and around tokens of a sentence, counted once.
use super::Scene;
use crate::mention::{Entity, Mention};
use std::ops::Range;

/// The words of a sentence that count where it is asked how far something stands: marks and times ("yesterday evening") do
/// not, and a party's name is one word however long it is.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// For each token of the sentence, and where it ends, how many of them stand before it.
    before: Vec<u16>,
    /// Where they stand.
    words: Vec<usize>,
}

impl Scene<'_, '_> {
    pub(super) fn count_words(&self) -> Counted {
        let mut counted = Counted::default();
        counted.before.reserve(self.tokens.len() + 1);
        for token in self.tokens.clone() {
            counted.before.push(u16::try_from(counted.words.len()).unwrap_or(u16::MAX));
            if self.is_counted_word(token) {
                counted.words.push(token);
            }
        }
        counted.before.push(u16::try_from(counted.words.len()).unwrap_or(u16::MAX));
        counted
    }

    fn is_counted_word(&self, token: usize) -> bool {
        let goes_on = |mention: &Mention| match mention.entity {
            Entity::Time(_) => true,
            Entity::Party { .. } => mention.tokens.start < token,
            _ => false,
        };
        !self.document.is_mark(token) && !self.over(token).is_some_and(goes_on)
    }

    fn words_up_to(&self, token: usize) -> usize {
        let at = token.clamp(self.tokens.start, self.tokens.end) - self.tokens.start;
        self.counted.before.get(at).copied().map_or(0, usize::from)
    }

    /// How many words that count stand within `range`.
    pub(crate) fn counted_words(&self, range: Range<usize>) -> usize {
        self.words_up_to(range.end).saturating_sub(self.words_up_to(range.start))
    }

    /// Where `reach` words after a token end.
    pub(super) fn words_after(&self, token: usize, reach: usize) -> usize {
        let next = self.counted.words.get(self.words_up_to(token) + reach);
        next.copied().unwrap_or(self.tokens.end)
    }

    /// Where `reach` words before a token begin; where there are fewer, the first of them.
    pub(crate) fn words_before(&self, token: usize, reach: usize) -> usize {
        let before = self.words_up_to(token);
        let first = self.counted.words.get(before.saturating_sub(reach)..before).unwrap_or_default().first();
        first.copied().unwrap_or(token)
    }

    /// Words that stand between two tokens, marks left out.
    pub(crate) fn gap(&self, from: usize, to: usize) -> usize {
        self.document.words_between(from, to)
    }
}
