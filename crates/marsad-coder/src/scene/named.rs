//! Mentions by the tokens that they begin at, end before or take in.
use super::Scene;
use crate::mention::{Entity, Mention};
use std::ops::Range;

impl<'c> Scene<'c, '_> {
    /// For each token of the sentence, and where it ends, how many mentions begin before it; none overlaps another.
    pub(super) fn count_mentions(&self) -> Vec<u16> {
        let mut begun = Vec::with_capacity(self.tokens.len() + 1);
        let mut mentions = self.mentions.iter().map(|mention| mention.tokens.start).peekable();
        let mut before = 0;
        for token in self.tokens.start..=self.tokens.end {
            begun.push(before);
            before += u16::from(mentions.next_if_eq(&token).is_some());
        }
        begun
    }

    fn begun_before(&self, token: usize) -> usize {
        let at = token.clamp(self.tokens.start, self.tokens.end) - self.tokens.start;
        self.begun.get(at).copied().map_or(0, usize::from)
    }

    /// The indices of mentions that begin within `range`.
    pub(crate) fn indices_within(&self, range: Range<usize>) -> Range<usize> {
        self.begun_before(range.start)..self.begun_before(range.end)
    }

    /// Mentions that begin within `range`.
    pub(crate) fn within(&self, range: Range<usize>) -> std::slice::Iter<'_, Mention<'c>> {
        self.mentions.get(self.indices_within(range)).unwrap_or_default().iter()
    }

    /// The mention that takes in a token.
    pub(crate) fn over(&self, token: usize) -> Option<&Mention<'c>> {
        let last = self.begun_before(token + 1).checked_sub(1)?;
        self.mentions.get(last).filter(|mention| token < mention.tokens.end)
    }

    /// The mention that begins at a token.
    pub(crate) fn starting(&self, token: usize) -> Option<&Mention<'c>> {
        self.over(token).filter(|mention| mention.tokens.start == token)
    }

    /// The mention that ends right before a token.
    pub(crate) fn ending(&self, token: usize) -> Option<&Mention<'c>> {
        self.over(token.checked_sub(1)?).filter(|mention| mention.tokens.end == token)
    }

    /// The index of a mention.
    pub(crate) fn index(&self, mention: &Mention) -> usize {
        self.begun_before(mention.tokens.start)
    }

    /// The mention that begins at `start` and those joined to it.
    pub(crate) fn chain(&self, first: &Mention<'c>) -> Vec<&Mention<'c>> {
        let from = self.index(first);
        let joined = self.mentions.iter().skip(from + 1).take_while(|mention| mention.joined);
        self.mentions.get(from).into_iter().chain(joined).collect()
    }

    /// The mention that one is joined to, with those between: the first of its chain.
    pub(crate) fn chain_head<'m>(&'m self, mention: &'m Mention<'c>) -> &'m Mention<'c> {
        let before = self.within(self.tokens.start..mention.tokens.start).rev();
        let mut head = mention;
        for other in before {
            if !head.joined {
                break;
            }
            head = other;
        }
        head
    }

    /// Whether a number stands right before a mention.
    pub(crate) fn is_counted(&self, mention: &Mention) -> bool {
        let before = self.ending(mention.tokens.start);
        before.is_some_and(|number| matches!(number.entity, Entity::Number(_)))
    }
}
