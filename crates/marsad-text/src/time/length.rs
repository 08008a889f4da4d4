//! Lengths of time and what is counted by them: "since two weeks", "days ago", "during the last 48 hours".
use super::calendar::{relative, shifted};
use super::word::TimeWord;
use super::{Grain, TimeMention, Times};
use crate::{Text, TokenKind};
use jiff::civil::Date;
use std::ops::Range;

/// How many units a plural without a number means: "for days".
const FEW: (i32, i32) = (3, 10);
/// Days from which on a length is no longer exact to the day.
const ROUGH: i32 = 14;

/// A length of time: "two weeks", "more than two years", "24 hours".
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// Where it ends, with "last" or "next" behind it.
    pub(super) end: usize,
    /// Least and most days.
    least: i32,
    most: i32,
    approximate: bool,
    /// Last, this or next, where that stands behind it.
    pub(super) which: Option<i32>,
}

impl Stretch {
    fn grain(self) -> Grain {
        if self.approximate || self.least >= ROUGH { Grain::Approximate } else { Grain::Day }
    }

    /// The days up to the report's, or from it on where they are still to come.
    pub(super) fn around(self, tokens: Range<usize>, today: Option<Date>) -> TimeMention {
        if self.which.is_some_and(|which| which > 0) {
            let coming = relative(tokens, 0, today);
            return TimeMention {
                end: shifted(today, self.most.max(1)),
                grain: Grain::Approximate,
                ..coming
            };
        }
        let past = relative(tokens, -self.most.max(1), today);
        TimeMention { end: today, grain: Grain::Approximate, ..past }
    }
}

impl Times {
    /// "Since two weeks", "since yesterday", "since 2014", "since the morning".
    pub(super) fn since(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        if let Some(length) = self.length(text, from) {
            let start = relative(token..length.end, -length.least, today);
            return Some(TimeMention { end: None, since: true, grain: length.grain(), ..start });
        }
        let anchor = self.at(text, from, today).filter(|anchor| !anchor.since);
        let morning = || match self.word(text, from)? {
            (length, TimeWord::PartOfDay) => Some(relative(token..from + length, 0, today)),
            _ => None,
        };
        let anchor = anchor.or_else(morning)?;
        Some(TimeMention { since: true, ..anchor.begun_at(token) })
    }

    /// "Two weeks ago"; "days ago" is a range.
    pub(super) fn ago(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let length = self.length(text, from)?;
        let first = relative(token..length.end, -length.most, today);
        Some(TimeMention { end: shifted(today, -length.least), grain: length.grain(), ..first })
    }

    /// "During July", "during the last days".
    pub(super) fn during(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        if let Some(length) = self.length(text, from) {
            return Some(length.around(token..length.end, today));
        }
        let anchor = self.at(text, from, today).filter(|anchor| !anchor.since)?;
        Some(anchor.begun_at(token))
    }

    /// The length that begins at a token.
    pub(super) fn length(&self, text: &Text, from: usize) -> Option<Stretch> {
        let from = past_article(text, from);
        self.counted(text, from).or_else(|| self.bare(text, from))
    }

    /// "Three days", "more than 24 hours".
    fn counted(&self, text: &Text, from: usize) -> Option<Stretch> {
        let number = self.numbers.at(text, from)?;
        let (length, TimeWord::Unit(days) | TimeWord::Units(days)) = self.word(text, number.tokens.end)?
        else {
            return None;
        };
        let (least, most) = (days_of(number.min, days)?, days_of(number.max.unwrap_or(number.min), days)?);
        let approximate = !number.exact || number.max != Some(number.min) || number.tokens.len() > 1;
        let (end, which) = self.past_which(text, number.tokens.end + length);
        // A year or a month behind makes it a date: "three, in the year 2014".
        Some(Stretch { end, least, most, approximate, which })
    }

    /// "A week", "more than two years" (the number is the noun's form), "days", "the last three days".
    fn bare(&self, text: &Text, from: usize) -> Option<Stretch> {
        let unit = self.numbers.bound_end(text, from);
        let (length, word) = self.word(text, unit)?;
        let behind = unit + length;
        let (least, most) = match word {
            TimeWord::Unit(days) => (days, days),
            TimeWord::Units(days) => match self.number_behind(text, behind) {
                Some((end, count)) => {
                    let days = days_of(count, days)?;
                    let (end, which) = self.past_which(text, end);
                    return Some(Stretch { end, least: days, most: days, approximate: true, which });
                }
                None => (FEW.0 * days, FEW.1 * days),
            },
            _ => return None,
        };
        if self.dates(text, behind) {
            return None;
        }
        let (end, which) = self.past_which(text, behind);
        // "The last week" is a week of the calendar; its turn is told elsewhere.
        let approximate = unit > from || most < ROUGH || least < most;
        Some(Stretch { end, least, most, approximate, which })
    }

    /// The number in "the last three days", where a turn stands behind it.
    fn number_behind(&self, text: &Text, at: usize) -> Option<(usize, u64)> {
        let number = self.numbers.at(text, at).filter(|number| number.max == Some(number.min))?;
        let turned = matches!(self.word(text, number.tokens.end), Some((_, TimeWord::Which(_))));
        turned.then_some((number.tokens.end, number.min))
    }

    /// Whether a year or a month stands at a token: "the year 2014", "the month of July".
    fn dates(&self, text: &Text, at: usize) -> bool {
        let number = text.tokens.get(at).is_some_and(|next| next.kind == TokenKind::Number);
        number
            || matches!(
                self.word(text, at),
                Some((_, TimeWord::Month(_) | TimeWord::Hijri(_) | TimeWord::Weekday(_)))
            )
    }

    /// Passes over "few" and "last", and tells which turn that is.
    pub(super) fn past_which(&self, text: &Text, at: usize) -> (usize, Option<i32>) {
        let few = match self.word(text, at) {
            Some((length, TimeWord::Few)) => length,
            _ => 0,
        };
        match self.word(text, at + few) {
            Some((length, TimeWord::Which(which))) => (at + few + length, Some(which)),
            _ => (at + few, None),
        }
    }
}

/// So many units of `days` days each; hours make days where there are 24 of them.
fn days_of(count: u64, days: i32) -> Option<i32> {
    let count = i32::try_from(count).ok()?;
    if days == 0 { Some(count / 24) } else { count.checked_mul(days) }
}

/// Passes over an article that is written apart from its number ("al- 24").
pub(super) fn past_article(text: &Text, at: usize) -> usize {
    at + usize::from(text.folded(at) == "\u{627}\u{644}")
}
