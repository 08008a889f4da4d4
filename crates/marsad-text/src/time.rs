//! Times as reports write them, resolved against the report's day; never guessed where there is none.
mod calendar;
mod date;
mod hijri;
mod length;
mod word;

use crate::number::Numbers;
use crate::phrases::Phrases;
use crate::{DataProblem, Text, TokenKind};
use calendar::narrowed;
use jiff::civil::Date;
use marsad_data::DataFiles;
use std::ops::Range;
use word::TimeWord;

/// A time that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// First possible day.
    pub start: Option<Date>,
    /// Last possible day.
    pub end: Option<Date>,
    /// Days from the report's day to the start, where the text counts from that day (negative is past).
    pub relative_days: Option<i32>,
    /// How exactly it is known.
    pub grain: Grain,
    /// Whether something has gone on since then.
    pub since: bool,
}

impl TimeMention {
    /// The same time, told from an earlier token on: "dawn", "since" or "the day of" before it.
    fn begun_at(self, token: usize) -> Self {
        Self { tokens: token..self.tokens.end, ..self }
    }
}

/// How exactly a time is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each grain is the plain English word")]
pub enum Grain {
    Day,
    Month,
    Year,
    /// "About two weeks", "for years".
    Approximate,
}

/// Finds times in a text.
#[derive(Debug, Clone, Default)]
pub struct Times {
    words: Phrases<TimeWord>,
    numbers: Numbers,
}

impl Times {
    /// The time words of `words/ar/text/times.csv`, with `numbers` to count by.
    pub fn load(data: &DataFiles, numbers: Numbers) -> Result<Self, DataProblem> {
        let file = "words/ar/text/times.csv";
        let mut words = Phrases::default();
        for row in crate::table::word_table(data, file)? {
            let word = TimeWord::parse(&row.value, &row.kind).ok_or_else(|| row.problem(file))?;
            words.insert(&row.phrase, word);
        }
        Ok(Self { words, numbers })
    }

    /// Whether a time that no number opens may begin with a folded word: asked before a text is searched for one.
    pub fn may_begin_with(&self, word: &str) -> bool {
        self.words.may_begin(word)
    }

    /// The time that begins at a token, if one does, resolved against the day of the report.
    pub fn at(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let found = self.own(text, token, today)?;
        Some(self.equated(text, found, today))
    }

    /// "15 Ramadan 1436, corresponding to 2 July 2015": of the same date in two calendars the one that tells the day.
    fn equated(&self, text: &Text, first: TimeMention, today: Option<Date>) -> TimeMention {
        let mark = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark);
        let past_marks = |at: usize| (at..at + 3).find(|&at| !mark(at)).unwrap_or(at);
        let Some((length, TimeWord::Equals)) = self.word(text, past_marks(first.tokens.end)) else {
            return first;
        };
        let at = past_marks(past_marks(first.tokens.end) + length);
        // "Corresponding to the third of the days of Ramadan".
        let second = (at..at + 3).find_map(|at| self.own(text, at, today));
        let Some(second) = second.filter(|second| second.start.is_some()) else { return first };
        let tokens = first.tokens.start..second.tokens.end;
        let named = if first.start.is_some() && first.grain == Grain::Day { first } else { second };
        TimeMention { tokens, ..named }
    }

    /// The same, whatever stands behind it.
    fn own(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let Some((length, word)) = self.word(text, token) else { return self.in_digits(text, token, today) };
        let end = token + length;
        match word {
            TimeWord::Since => self.since(text, token, end, today),
            TimeWord::Ago => self.ago(text, token, end, today),
            TimeWord::During => self.during(text, token, end, today),
            TimeWord::Between | TimeWord::Years => self.years(text, token, end),
            TimeWord::PartOfDay => self.part_of_day(text, token, end, today),
            TimeWord::Stretch(part) => self.stretch(text, token, end, part, today),
            TimeWord::Day(days) => self.day(text, token, end, days, today),
            TimeWord::Weekday(day) => self.weekday(text, token, length, day, today),
            TimeWord::Month(month) => self.month(text, token, end, None, month, today, false),
            TimeWord::Hijri(month) => self.hijri(text, token..end, None, month, today, false),
            TimeWord::Unit(days) if [0, 1, 7, 30, 365].contains(&days) => {
                self.unit(text, token, end, days, today)
            }
            TimeWord::Unit(_) | TimeWord::Units(_) => self.turned_length(text, token, today),
            TimeWord::This => self.this(text, token, end, today),
            TimeWord::Season(month) => self.season(text, token, end, month, today),
            TimeWord::Ordinal(_) => self.date(text, token, today),
            TimeWord::In
            | TimeWord::Which(_)
            | TimeWord::Few
            | TimeWord::Hegira
            | TimeWord::Equals
            | TimeWord::OtherYear
            | TimeWord::Nothing => None,
        }
    }

    /// A time that begins with a number.
    fn in_digits(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        text.tokens.get(token).filter(|token| token.kind == TokenKind::Number)?;
        self.date(text, token, today).or_else(|| self.bare_year(text, token)).or_else(|| {
            // "48 hours" alone is a length; "the last 48 hours" is a time.
            self.turned_length(text, token, today)
        })
    }

    /// "The last days", "the coming two weeks": a length with its turn.
    fn turned_length(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let length =
            self.length(text, token).filter(|length| length.which.is_some_and(|which| which != 0))?;
        Some(length.around(token..length.end, today))
    }

    /// "Dawn today", "the first hours of Friday's dawn".
    fn part_of_day(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let mut from = from + usize::from(text.folded(from) == "\u{645}\u{646}");
        while let Some((length, TimeWord::PartOfDay)) = self.word(text, from) {
            from += length;
        }
        let (_, TimeWord::Day(_) | TimeWord::Weekday(_) | TimeWord::Unit(1) | TimeWord::Ordinal(_)) =
            self.word(text, from)?
        else {
            return None;
        };
        let day = self.at(text, from, today)?;
        Some(day.begun_at(token))
    }

    /// "The beginning of July", "the end of the year": a part of a month or a year.
    fn stretch(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        part: i32,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let named = self.at(text, from, today).filter(|named| !named.since);
        // "The beginning of the year" is that of this year.
        let current = || match self.word(text, from)? {
            (length, TimeWord::Unit(30 | 365)) if text.folded(from).starts_with("\u{627}\u{644}") => {
                self.this(text, token, from, today).filter(|_| length == 1)
            }
            _ => None,
        };
        let whole = named.or_else(current)?;
        Some(narrowed(whole.begun_at(token), part))
    }

    /// The time word at a token, as it is written or behind a conjunction, a preposition or the article.
    fn word(&self, text: &Text, at: usize) -> Option<(usize, TimeWord)> {
        text.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let found = self.words.longest_at(text, at).or_else(|| self.words.longest_behind(text, at));
        found.map(|(length, &word)| (length, word))
    }
}

#[cfg(test)]
mod tests;
