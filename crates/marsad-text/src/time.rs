//! Times as reports write them, resolved against the report's day; never guessed where there is none.
use crate::number::Numbers;
use crate::phrases::Phrases;
use crate::{DataProblem, Text, TokenKind};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};
use marsad_data::DataFiles;
use std::ops::Range;

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

/// What a time word does (`words/ar/text/times.csv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeWord {
    Month(i8),
    Weekday(i8),
    /// Days from the report's day.
    Day(i32),
    PartOfDay,
    /// A unit of so many days; zero is less than a day.
    Unit(i32),
    Since,
    Ago,
    During,
    /// Last (-1), this (0), next (1).
    Which(i32),
    DayNoun,
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

    /// The time that begins at a token, if one does, resolved against the day of the report.
    pub fn at(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let word = self.word(text, token);
        match word {
            Some((length, TimeWord::Since)) => self.since(text, token, token + length, today),
            Some((length, TimeWord::Ago)) => self.ago(text, token, token + length, today),
            Some((length, TimeWord::During)) => self.during(text, token, token + length, today),
            Some((length, TimeWord::PartOfDay | TimeWord::DayNoun)) => {
                let from = token + length;
                let day = self.anchored(text, from, self.word(text, from), today)?;
                Some(TimeMention { tokens: token..day.tokens.end, ..day })
            }
            _ => self.anchored(text, token, word, today),
        }
    }

    /// A day, month or year by name or number; `word` is the time word at its first token.
    fn anchored(
        &self,
        text: &Text,
        token: usize,
        word: Option<(usize, TimeWord)>,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        match word {
            Some((length, TimeWord::Day(days))) => Some(relative(token..token + length, days, today)),
            Some((length, TimeWord::Weekday(day))) => self.weekday(text, token, length, day, today),
            Some((length, TimeWord::Month(month))) => {
                self.month(text, token, token + length, None, month, today)
            }
            Some((length, TimeWord::Unit(days))) => self.unit_or_year(text, token, length, days, today),
            _ => self.digits(text, token, today),
        }
    }

    /// "Since two weeks", "since yesterday", "since 2014".
    fn since(&self, text: &Text, token: usize, from: usize, today: Option<Date>) -> Option<TimeMention> {
        if let Some((end, days, approximate)) = self.length(text, from) {
            let mut mention = relative(token..end, -days, today);
            mention.grain = if approximate || days >= 14 { Grain::Approximate } else { Grain::Day };
            return Some(TimeMention { end: None, since: true, ..mention });
        }
        let anchor = self.at(text, from, today).filter(|anchor| !anchor.since)?;
        Some(TimeMention { tokens: token..anchor.tokens.end, since: true, ..anchor })
    }

    fn ago(&self, text: &Text, token: usize, from: usize, today: Option<Date>) -> Option<TimeMention> {
        let (end, days, approximate) = self.length(text, from)?;
        let grain = if approximate || days >= 14 { Grain::Approximate } else { Grain::Day };
        Some(TimeMention { grain, ..relative(token..end, -days, today) })
    }

    fn during(&self, text: &Text, token: usize, from: usize, today: Option<Date>) -> Option<TimeMention> {
        let (end, days, _) = self.length(text, from)?;
        let past = relative(token..end, -days.max(1), today);
        Some(TimeMention { end: today, grain: Grain::Approximate, ..past })
    }

    /// A length of time: "two weeks", "more than two years", "24 hours", with its days.
    fn length(&self, text: &Text, from: usize) -> Option<(usize, i32, bool)> {
        let number = self.numbers.at(text, from);
        if let Some(number) = &number
            && let Some((length, TimeWord::Unit(days))) = self.word(text, number.tokens.end)
        {
            let hours = days == 0;
            let count = i32::try_from(number.min).ok()?;
            let total = if hours { count / 24 } else { count.checked_mul(days)? };
            let end = self.past_which(text, number.tokens.end + length);
            return Some((
                end,
                total,
                !number.exact || number.max != Some(number.min) || number.tokens.len() > 1,
            ));
        }
        // "More than two years" as one word: the bound stands before a dual.
        let (skipped, bounded) = self.bound(text, from);
        let (length, TimeWord::Unit(days)) = self.word(text, skipped)? else { return None };
        let year = text.tokens.get(skipped + length).is_some_and(|next| next.kind == TokenKind::Number);
        (!year).then(|| (self.past_which(text, skipped + length), days, bounded || days < 14))
    }

    /// Passes over "more than", "about" before a length of one word.
    fn bound(&self, text: &Text, from: usize) -> (usize, bool) {
        let end = self.numbers.bound_end(text, from);
        (end, end > from)
    }

    fn past_which(&self, text: &Text, at: usize) -> usize {
        match self.word(text, at) {
            Some((length, TimeWord::Which(_))) => at + length,
            _ => at,
        }
    }

    fn weekday(
        &self,
        text: &Text,
        token: usize,
        length: usize,
        day: i8,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let mut end = token + length;
        let mut turn = 0;
        if let Some((more, TimeWord::Which(which))) = self.word(text, end) {
            end += more;
            turn = which;
        }
        // "Thursday, 8 September": the date says more than the weekday.
        if let Some(date) = self.digits(text, end, today).filter(|date| date.start.is_some()) {
            return Some(TimeMention { tokens: token..date.tokens.end, ..date });
        }
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let date = today.and_then(|today| nearest_weekday(today, weekday, turn));
        Some(TimeMention {
            tokens: token..end,
            start: date,
            end: date,
            relative_days: None,
            grain: Grain::Day,
            since: false,
        })
    }

    /// "Last month", "the year 2014".
    fn unit_or_year(
        &self,
        text: &Text,
        token: usize,
        length: usize,
        days: i32,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let end = token + length;
        if days == 365
            && let Some(year) = number_at(text, end).and_then(|year| i16::try_from(year).ok())
        {
            return year_mention(token..end + 1, year);
        }
        let (more, TimeWord::Which(which)) = self.word(text, end)? else { return None };
        let (start, last) = match today {
            Some(today) => turn_of(today, days, which)?,
            None => (None, None),
        };
        let grain = if days >= 365 { Grain::Year } else { Grain::Month };
        let relative_days = Some(which.saturating_mul(days));
        Some(TimeMention { tokens: token..end + more, start, end: last, relative_days, grain, since: false })
    }

    /// "22 July 2015", "24/7/2022", "2017-01-16".
    fn digits(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let first = number_at(text, token)?;
        if let Some((length, TimeWord::Month(month))) = self.word(text, token + 1) {
            let day = i8::try_from(first).ok()?;
            return self.month(text, token, token + 1 + length, Some(day), month, today);
        }
        let parted = |at: usize| ["/", "-"].contains(&text.folded(at));
        if !(parted(token + 1) && parted(token + 3)) {
            return None;
        }
        let (second, third) = (number_at(text, token + 2)?, number_at(text, token + 4)?);
        let (year, day) = if first > 31 { (first, third) } else { (third, first) };
        let date =
            Date::new(i16::try_from(year).ok()?, i8::try_from(second).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(day_mention(token..token + 5, date))
    }

    fn month(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        day: Option<i8>,
        month: i8,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let (named, end) = self.year_behind(text, self.past_other_name(text, from));
        // A bare month name may be a first name or a party's: it counts with a day, a year or "last" beside it.
        if day.is_none() && named.is_none() && end == from {
            return None;
        }
        let Some(year) = named.or_else(|| today.map(|today| year_of(today, month, day.unwrap_or(1)))) else {
            return Some(unresolved(token..end));
        };
        match day {
            Some(day) => Date::new(year, month, day).ok().map(|date| day_mention(token..end, date)),
            None => month_mention(token..end, year, month),
        }
    }

    /// The token after the month's name in the other calendar ("Kanun II/January"), where it is given.
    fn past_other_name(&self, text: &Text, at: usize) -> usize {
        if ["/", "("].contains(&text.folded(at))
            && let Some((length, TimeWord::Month(_))) = self.word(text, at + 1)
        {
            return at + 1 + length + usize::from(text.is_mark(at + 1 + length, ')'));
        }
        at
    }

    /// The year that stands behind a month, where one does, and the token after it or after "last".
    fn year_behind(&self, text: &Text, at: usize) -> (Option<i16>, usize) {
        let year = number_at(text, at)
            .filter(|year| (1900..2200).contains(year))
            .and_then(|year| i16::try_from(year).ok());
        let end = if year.is_some() { at + 1 } else { self.past_which(text, at) };
        (year, end)
    }

    fn word(&self, text: &Text, at: usize) -> Option<(usize, TimeWord)> {
        text.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let found = self.words.longest_at(text, at).or_else(|| self.words.longest_behind(text, at));
        found.map(|(length, &word)| (length, word))
    }
}

impl TimeWord {
    fn parse(value: &str, kind: &str) -> Option<Self> {
        let number = || value.parse().ok();
        Some(match kind {
            "month" => Self::Month(value.parse().ok()?),
            "weekday" => Self::Weekday(value.parse().ok()?),
            "day" => Self::Day(number()?),
            "part_of_day" => Self::PartOfDay,
            "unit" => Self::Unit(number()?),
            "since" => Self::Since,
            "ago" => Self::Ago,
            "during" => Self::During,
            "which" => Self::Which(number()?),
            "day_noun" => Self::DayNoun,
            _ => return None,
        })
    }
}

fn number_at(text: &Text, token: usize) -> Option<u32> {
    text.tokens.get(token).filter(|token| token.kind == TokenKind::Number)?;
    text.folded(token).parse().ok()
}

fn relative(tokens: Range<usize>, days: i32, today: Option<Date>) -> TimeMention {
    let date = today.and_then(|today| today.checked_add(i64::from(days).days()).ok());
    TimeMention { tokens, start: date, end: date, relative_days: Some(days), grain: Grain::Day, since: false }
}

fn day_mention(tokens: Range<usize>, date: Date) -> TimeMention {
    TimeMention {
        tokens,
        start: Some(date),
        end: Some(date),
        relative_days: None,
        grain: Grain::Day,
        since: false,
    }
}

fn unresolved(tokens: Range<usize>) -> TimeMention {
    TimeMention { tokens, start: None, end: None, relative_days: None, grain: Grain::Day, since: false }
}

fn month_mention(tokens: Range<usize>, year: i16, month: i8) -> Option<TimeMention> {
    let start = Date::new(year, month, 1).ok()?;
    let end = start.last_of_month();
    Some(TimeMention {
        tokens,
        start: Some(start),
        end: Some(end),
        relative_days: None,
        grain: Grain::Month,
        since: false,
    })
}

fn year_mention(tokens: Range<usize>, year: i16) -> Option<TimeMention> {
    if !(1900..2200).contains(&year) {
        return None;
    }
    let start = Date::new(year, 1, 1).ok()?;
    let end = start.last_of_year();
    Some(TimeMention {
        tokens,
        start: Some(start),
        end: Some(end),
        relative_days: None,
        grain: Grain::Year,
        since: false,
    })
}

/// The year of a date given without one: the latest that is not later than a week after the report.
fn year_of(today: Date, month: i8, day: i8) -> i16 {
    let limit = today.checked_add(7.days()).unwrap_or(today);
    let this_year = Date::new(today.year(), month, day.clamp(1, 28)).unwrap_or(today);
    if this_year <= limit { today.year() } else { today.year() - 1 }
}

/// The weekday a report means: the last one up to its day, or the next one after it.
fn nearest_weekday(today: Date, weekday: Weekday, turn: i32) -> Option<Date> {
    if turn > 0 {
        return today.nth_weekday(1, weekday).ok();
    }
    if turn == 0 && today.weekday() == weekday { Some(today) } else { today.nth_weekday(-1, weekday).ok() }
}

/// The first and last day of the week, month or year before, of or after a day.
fn turn_of(today: Date, days: i32, which: i32) -> Option<(Option<Date>, Option<Date>)> {
    let turn = i64::from(which);
    let shift = |length: Length| today.checked_add(length).ok();
    let (start, end) = match days {
        365.. => (shift(turn.years())?.first_of_year(), shift(turn.years())?.last_of_year()),
        30.. => (shift(turn.months())?.first_of_month(), shift(turn.months())?.last_of_month()),
        7.. => (shift((7 * turn - 6).days())?, shift((7 * turn).days())?),
        _ => (shift(turn.days())?, shift(turn.days())?),
    };
    Some((Some(start), Some(end)))
}

#[cfg(test)]
mod tests;
