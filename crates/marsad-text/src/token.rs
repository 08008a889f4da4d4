use crate::Span;
use std::borrow::Cow;
use std::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with thousands separators and a decimal point.
    Number,
    /// One sign of punctuation or any other symbol.
    Mark,
}

/// One token of a [`Text`]; its place in the original never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it stands, in code points of the original.
    pub span: Span,
    /// Where it stands, in bytes of the original.
    pub bytes: Range<usize>,
    /// Its folded form, in bytes of the text's folded buffer.
    pub(crate) folded: Range<usize>,
}

/// A sentence: a stretch of tokens between full stops or line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in code points of the original.
    pub span: Span,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// A report's text as sentences and tokens.
#[derive(Debug, Clone, Default)]
pub struct Text<'a> {
    /// The original.
    pub source: &'a str,
    /// Its tokens, in order; white space lies between them.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; every token lies in exactly one.
    pub sentences: Vec<Sentence>,
    /// Their folded forms, and as many bytes more as a key takes.
    pub(crate) folded: String,
}

impl Text<'_> {
    /// A token's folded form: what lexicons are looked up by.
    pub fn folded(&self, token: usize) -> &str {
        self.tokens.get(token).and_then(|token| self.folded.get(token.folded.clone())).unwrap_or_default()
    }

    /// A token's folded form and its length as one number, where it has no more than fifteen bytes.
    pub fn key(&self, token: usize) -> Option<u128> {
        let folded = &self.tokens.get(token)?.folded;
        let length = u32::try_from(folded.len()).ok().filter(|&length| length < 16)?;
        // Behind the last token stands what one key takes.
        let bytes = self.folded.as_bytes().get(folded.start..)?.first_chunk()?;
        Some(u128::from_le_bytes(*bytes) & !(u128::MAX << (8 * length)) | u128::from(length) << 120)
    }

    /// The original words from token `range.start` up to, not including, token `range.end`.
    pub fn words(&self, range: Range<usize>) -> &str {
        let Some(tokens) = self.tokens.get(range) else { return "" };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
        self.source.get(first.bytes.start..last.bytes.end).unwrap_or_default()
    }

    /// The same words folded, marks left out: a name broken by signs is one word again.
    pub fn folded_words(&self, range: Range<usize>) -> Cow<'_, str> {
        if range.len() == 1 && self.tokens.get(range.start).is_some_and(|token| token.kind != TokenKind::Mark)
        {
            return self.folded(range.start).into();
        }
        let mut all = String::new();
        for at in range.filter(|&at| self.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Mark)) {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(self.folded(at));
        }
        all.into()
    }

    /// Where the tokens of `range` stand, in code points.
    pub fn span(&self, range: Range<usize>) -> Span {
        let tokens = self.tokens.get(range).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// Whether a token is the punctuation mark `mark`.
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Mark)
            && self.folded(token).starts_with(mark)
    }
}
