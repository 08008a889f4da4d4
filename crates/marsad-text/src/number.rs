//! Numbers as reports write them: digits, words, ranges and vague quantities.
use crate::phrases::Phrases;
use crate::{DataProblem, Text, TokenKind};
use marsad_data::DataFiles;
use std::ops::Range;

/// Words that a number counts before "at least" may follow: "five civilians at least".
const COUNTED_WORDS: usize = 2;

/// A number or a range of numbers that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// Its tokens, with the words that bound it ("more than").
    pub tokens: Range<usize>,
    /// Least number.
    pub min: u64,
    /// Greatest number; none where the text leaves it open.
    pub max: Option<u64>,
    /// Whether it is given in digits or number words, not as "dozens" or "a number of".
    pub exact: bool,
}

/// What a number word does (`words/ar/text/numbers.csv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberWord {
    /// 1 to 10; also the ten of eleven to nineteen.
    Unit(u64),
    /// The one and two of eleven and twelve, which mean nothing alone.
    TeenUnit(u64),
    Ten(u64),
    Hundred(u64),
    Scale(u64),
    /// Two thousand, two million: one word.
    DualScale(u64),
    /// "Thousands": 2 to 9.999 times the scale when no number stands before it.
    ScalePlural(u64),
    Vague(u64, Option<u64>),
    AtLeast,
    /// "At least", which may also stand behind what is counted.
    AtLeastBehind,
    About,
    AtMost,
    Between,
    Range,
}

/// Finds numbers in a text.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    words: Phrases<NumberWord>,
}

impl Numbers {
    /// The number words of `words/ar/text/numbers.csv`.
    pub fn load(data: &DataFiles) -> Result<Self, DataProblem> {
        let file = "words/ar/text/numbers.csv";
        let mut words = Phrases::default();
        for row in crate::table::word_table(data, file)? {
            let word = NumberWord::parse(&row.value, &row.kind).ok_or_else(|| row.problem(file))?;
            words.insert(&row.phrase, word);
        }
        Ok(Self { words })
    }

    /// Whether a number in words may begin with a folded word: asked before a text is searched for one.
    pub fn may_begin_with(&self, word: &str) -> bool {
        self.words.may_begin(word)
    }

    /// The number that begins at a token, if one does.
    pub fn at(&self, text: &Text, token: usize) -> Option<NumberMention> {
        let (bound, from) = self.bounds(text, token);
        if bound == Some(NumberWord::Between) {
            return self.between(text, token, from);
        }
        let first = self.plain(text, from)?;
        let (min, max) = match bound {
            Some(NumberWord::AtLeast | NumberWord::AtLeastBehind) => (first.min, None),
            Some(NumberWord::AtMost) => (0, first.max),
            _ => (first.min, first.max),
        };
        let ranged = if bound.is_none() { self.second_end(text, &first) } else { None };
        let end = ranged.as_ref().map_or(first.tokens.end, |second| second.tokens.end);
        let max = ranged.map_or(max, |second| second.max);
        let mut mention = NumberMention { tokens: token..end, min, max, exact: first.exact };
        self.trailing_bound(text, &mut mention);
        Some(mention)
    }

    /// The token after the words that bound a number or a length ("more than", "about") from `token` on.
    pub(crate) fn bound_end(&self, text: &Text, token: usize) -> usize {
        self.bounds(text, token).1
    }

    /// The words before a number that bound it, and the token after them.
    fn bounds(&self, text: &Text, token: usize) -> (Option<NumberWord>, usize) {
        let mut from = token;
        let mut bound = None;
        while let Some((length, word)) = self.word(text, from, from == token) {
            match word {
                NumberWord::AtLeast
                | NumberWord::AtLeastBehind
                | NumberWord::AtMost
                | NumberWord::Between => {
                    bound = bound.or(Some(word));
                }
                NumberWord::About => {}
                _ => break,
            }
            from += length;
        }
        (bound, from)
    }

    fn between(&self, text: &Text, token: usize, from: usize) -> Option<NumberMention> {
        let first = self.small(text, from)?;
        let second = self.second_end(text, &first)?;
        let scale = match (first.max, second.max) {
            (Some(low), Some(high)) if high >= 1000 && low < 100 => high / (high / 1000).max(1) / 1000 * 1000,
            _ => 1,
        };
        let min = if scale > 1 && first.min < 100 { first.min * scale } else { first.min };
        Some(NumberMention { tokens: token..second.tokens.end, min, max: second.max, exact: true })
    }

    /// A number without its "and" parts, so that "between 3 and 5" is two numbers.
    fn small(&self, text: &Text, from: usize) -> Option<NumberMention> {
        let token = text.tokens.get(from)?;
        if token.kind == TokenKind::Number {
            let value = digits(text.folded(from))?;
            return Some(NumberMention { tokens: from..from + 1, min: value, max: Some(value), exact: true });
        }
        self.plain(text, from)
    }

    /// The second end of a range: "- 5", "to 5", and after "between" also "and 5".
    fn second_end(&self, text: &Text, first: &NumberMention) -> Option<NumberMention> {
        let at = first.tokens.end;
        // "Rose on Sunday to 36": the day is spelt like the one of eleven.
        let alone = || self.word(text, first.tokens.start, true);
        if first.tokens.len() == 1 && matches!(alone(), Some((_, NumberWord::TeenUnit(_)))) {
            return None;
        }
        let joined = text.tokens.get(at).map(|_| text.folded(at))?;
        let parted = matches!(self.words.longest_at(text, at), Some((1, NumberWord::Range)))
            || joined == "-"
            || joined == "\u{2013}";
        let second = if parted { self.plain(text, at + 1)? } else { return self.joined_end(text, first) };
        (second.exact && second.min > first.min).then_some(second)
    }

    fn joined_end(&self, text: &Text, first: &NumberMention) -> Option<NumberMention> {
        let conjunction = text.folded(first.tokens.end).starts_with('\u{648}');
        let second = if conjunction && first.tokens.len() == 1 {
            self.plain(text, first.tokens.end)?
        } else {
            return None;
        };
        (second.exact && second.min > first.min).then_some(second)
    }

    /// "At least" behind a number, or behind the one or two words that it counts.
    fn trailing_bound(&self, text: &Text, mention: &mut NumberMention) {
        let end = mention.tokens.end;
        let is_word = |at: usize| {
            let kind = text.tokens.get(at).map(|token| token.kind);
            kind == Some(TokenKind::Word) && self.word(text, at, true).is_none()
        };
        let behind = (end..=end + COUNTED_WORDS).find_map(|at| {
            let Some((length, NumberWord::AtLeastBehind)) = self.words.longest_at(text, at) else {
                return None;
            };
            (end..at).all(is_word).then_some((at, length))
        });
        if let Some((at, length)) = behind {
            mention.max = None;
            if at == end {
                mention.tokens.end += length;
            }
        }
    }

    /// A number with no bounding words.
    fn plain(&self, text: &Text, from: usize) -> Option<NumberMention> {
        let mut sum = Sum::default();
        let mut at = from;
        while let Some((length, part)) = self.part(text, at, at == from, &sum) {
            if !sum.take(part) {
                break;
            }
            at += length;
        }
        if at == from {
            return None;
        }
        let (min, max) = sum.range()?;
        Some(NumberMention { tokens: from..at, min, max, exact: !sum.vague })
    }

    fn part(&self, text: &Text, at: usize, first: bool, sum: &Sum) -> Option<(usize, NumberWord)> {
        let token = text.tokens.get(at)?;
        if token.kind == TokenKind::Number {
            let whole = || Some((1, NumberWord::Ten(digits(text.folded(at))?)));
            return if first { self.scaled_fraction(text, at).or_else(whole) } else { None };
        }
        // "41 thousand and 534": wa- alone before digits that fill the scale up.
        if !first && sum.last >= 1000 && text.folded(at) == "\u{648}" {
            let rest = text.tokens.get(at + 1).filter(|token| token.kind == TokenKind::Number);
            let value = rest.and_then(|_| digits(text.folded(at + 1)));
            return value.filter(|&value| value < sum.last).map(|value| (2, NumberWord::Ten(value)));
        }
        let (length, word) = self.word(text, at, true)?;
        let counted = matches!(
            word,
            NumberWord::Unit(_)
                | NumberWord::TeenUnit(_)
                | NumberWord::Ten(_)
                | NumberWord::Hundred(_)
                | NumberWord::Scale(_)
                | NumberWord::DualScale(_)
                | NumberWord::ScalePlural(_)
                | NumberWord::Vague(..)
        );
        // "Two and five" is no number: "and" joins only to what is greater (twenty, hundred, thousand) or after hundreds.
        let joins = first || sum.accepts(word);
        (counted && joins).then_some((length, word))
    }

    /// "6.5 million": one or two decimals in front of a thousand or a million.
    fn scaled_fraction(&self, text: &Text, at: usize) -> Option<(usize, NumberWord)> {
        let (whole, decimals) = text.folded(at).split_once(['.', ',', '\u{66B}'])?;
        let Some((length, NumberWord::Scale(scale))) = self.word(text, at + 1, false) else { return None };
        let places = u32::try_from(decimals.len()).ok().filter(|places| (1..=2).contains(places))?;
        let (whole, part): (u64, u64) = (whole.parse().ok()?, decimals.parse().ok()?);
        let value = whole.checked_mul(scale)?.checked_add(part * (scale / 10_u64.pow(places)))?;
        Some((1 + length, NumberWord::Ten(value)))
    }

    /// The number word at a token; with `clitics`, also behind wa-, bi- or li-.
    fn word(&self, text: &Text, at: usize, clitics: bool) -> Option<(usize, NumberWord)> {
        text.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let written = self.words.longest_at(text, at);
        let behind = || self.words.longest_behind(text, at).filter(|(_, word)| **word != NumberWord::Range);
        let found = if clitics { written.or_else(behind) } else { written };
        found.map(|(length, &word)| (length, word))
    }
}

impl NumberWord {
    fn parse(value: &str, kind: &str) -> Option<Self> {
        let number = || value.parse().ok();
        Some(match kind {
            "unit" => Self::Unit(number()?),
            "teen_unit" => Self::TeenUnit(number()?),
            "ten" => Self::Ten(number()?),
            "hundred" => Self::Hundred(number()?),
            "scale" => Self::Scale(number()?),
            "dual_scale" => Self::DualScale(number()?),
            "scale_plural" => Self::ScalePlural(number()?),
            "vague" => {
                let (min, max) = value.split_once('-')?;
                Self::Vague(min.parse().ok()?, max.parse().ok())
            }
            "at_least" => Self::AtLeast,
            "at_least_behind" => Self::AtLeastBehind,
            "about" => Self::About,
            "at_most" => Self::AtMost,
            "between" => Self::Between,
            "range" => Self::Range,
            _ => return None,
        })
    }
}

/// A number as it is being added up: `total` of the scales that are done, `group` of what stands before the next one.
#[derive(Debug, Default)]
struct Sum {
    total: (u64, u64),
    group: Option<(u64, u64)>,
    open: bool,
    vague: bool,
    last: u64,
}

impl Sum {
    fn accepts(&self, word: NumberWord) -> bool {
        match word {
            NumberWord::Unit(10) => self.last < 10,
            NumberWord::Unit(_) | NumberWord::TeenUnit(_) => self.last >= 100,
            NumberWord::Ten(_) => self.last < 10 || self.last >= 100,
            NumberWord::Hundred(_) => self.last < 10 || self.last >= 1000,
            NumberWord::DualScale(_) => self.last >= 1_000_000,
            NumberWord::Vague(..) => false,
            _ => true,
        }
    }

    fn take(&mut self, word: NumberWord) -> bool {
        match word {
            NumberWord::Unit(value) | NumberWord::TeenUnit(value) | NumberWord::Ten(value) => {
                self.add(value, value);
            }
            NumberWord::Hundred(100) if self.group.is_some_and(|group| group.0 < 10) => {
                self.scale(100, false);
            }
            NumberWord::Hundred(value) => self.add(value, value),
            NumberWord::DualScale(value) => {
                self.total = (self.total.0 + value, self.total.1 + value);
                self.last = value;
            }
            NumberWord::Scale(value) => self.scale(value, true),
            NumberWord::ScalePlural(value) => self.scale_plural(value),
            NumberWord::Vague(min, max) => {
                self.vague = true;
                self.open = max.is_none();
                self.add(min, max.unwrap_or(min));
            }
            _ => return false,
        }
        true
    }

    fn add(&mut self, min: u64, max: u64) {
        let group = self.group.unwrap_or_default();
        self.group = Some((group.0.saturating_add(min), group.1.saturating_add(max)));
        self.last = min;
    }

    fn scale(&mut self, by: u64, done: bool) {
        let group = self.group.take().unwrap_or((1, 1));
        let scaled = (group.0.saturating_mul(by), group.1.saturating_mul(by));
        if done {
            self.total = (self.total.0.saturating_add(scaled.0), self.total.1.saturating_add(scaled.1));
        } else {
            self.group = Some(scaled);
        }
        self.last = by;
    }

    fn scale_plural(&mut self, by: u64) {
        if self.group.is_none() {
            self.vague = true;
            self.total = (2 * by, 10 * by - 1);
        } else if self.vague {
            let group = self.group.take().unwrap_or_default();
            self.total = (group.0 * by, (group.1 + 1) * by - 1);
        } else {
            self.scale(by, true);
        }
        self.last = by;
    }

    fn range(&self) -> Option<(u64, Option<u64>)> {
        let group = self.group.unwrap_or_default();
        let min = self.total.0.saturating_add(group.0);
        let max = self.total.1.saturating_add(group.1);
        (max > 0 || self.last > 0 || self.group.is_some()).then_some((min, (!self.open).then_some(max)))
    }
}

/// The whole part of a number in digits, its thousands separators dropped.
fn digits(folded: &str) -> Option<u64> {
    let whole = match folded.rsplit_once(['.', '\u{66B}']) {
        Some((whole, fraction)) if fraction.len() != 3 => whole,
        _ => folded,
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests;
