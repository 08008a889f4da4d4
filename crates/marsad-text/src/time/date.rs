//! Dates by name or number: days, weekdays, months, seasons and years.
use super::calendar::{
    YEARS, day_mention, month_mention, nearest_weekday, relative, season_mention, turn_of, unresolved,
    weekday_beside, year_mention, year_of,
};
use super::hijri::{HIJRI_YEARS, hijri_mention};
use super::length::past_article;
use super::word::TimeWord;
use super::{Grain, TimeMention, Times};
use crate::{Text, TokenKind};
use jiff::civil::{Date, Weekday};

/// Years of four digits that are taken for years without the word.
const PLAIN_YEARS: std::ops::Range<u32> = 1940..2060;

impl Times {
    /// "Today", "yesterday", with the weekday or date that may stand behind it.
    pub(super) fn day(
        &self,
        text: &Text,
        token: usize,
        end: usize,
        days: i32,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let ordinal = matches!(self.word(text, end), Some((_, TimeWord::Ordinal(_))));
        if is_quoted(text, token, end) || ordinal && self.date(text, end, today).is_none() {
            return None;
        }
        let own = relative(token..end, days, today);
        let open = end + usize::from(text.is_mark(end, '('));
        if let Some((length, TimeWord::Weekday(number))) = self.word(text, open) {
            let named = self.weekday(text, open, length, number, today)?;
            let close = named.tokens.end + usize::from(open > end && text.is_mark(named.tokens.end, ')'));
            let dated = named.tokens.end > open + length;
            let weekday = Weekday::from_monday_one_offset(number).ok()?;
            let date = own.start.and_then(|day| weekday_beside(day, weekday));
            let own = TimeMention { tokens: token..close, start: date, end: date, ..own };
            return Some(if dated { TimeMention { tokens: token..close, ..named } } else { own });
        }
        let dated = self.date(text, end, today).filter(|date| date.start.is_some());
        Some(dated.map_or(own, |date| date.begun_at(token)))
    }

    /// A weekday, with "last" or the date that may stand behind it, which says more.
    pub(super) fn weekday(
        &self,
        text: &Text,
        token: usize,
        length: usize,
        day: i8,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let (end, which) = self.past_which(text, token + length);
        let comma = end + usize::from(text.is_mark(end, '\u{60C}') || text.is_mark(end, ','));
        let date = self.date(text, comma, today).or_else(|| self.date(text, end, today));
        if let Some(date) = date.filter(|date| date.start.is_some()) {
            return Some(date.begun_at(token));
        }
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let date = today.and_then(|today| nearest_weekday(today, weekday, which.unwrap_or(0)));
        Some(TimeMention { start: date, end: date, ..unresolved(token..end) })
    }

    /// "Last month", "this week", "the year 2014", "the month of July", "the day of Friday".
    pub(super) fn unit(
        &self,
        text: &Text,
        token: usize,
        end: usize,
        days: i32,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        if days == 365
            && let Some(year) = year_at(text, end)
        {
            return year_mention(token..end + 1, year, year);
        }
        if let Some((length, TimeWord::Month(month))) = self.word(text, end)
            && days == 30
        {
            return self.month(text, token, end + length, None, month, today, true);
        }
        if let Some((length, TimeWord::Hijri(month))) = self.word(text, end)
            && days == 30
        {
            return self.hijri(text, token..end + length, None, month, today, true);
        }
        if days == 1
            && let Some(day) = self.named_day(text, end, today)
        {
            return Some(day.begun_at(token));
        }
        let (end, which) = self.past_which(text, end);
        turned(token..end, days, which?, today)
    }

    /// A weekday, a relative day or a date, behind the noun "day".
    fn named_day(&self, text: &Text, at: usize, today: Option<Date>) -> Option<TimeMention> {
        match self.word(text, at) {
            Some((length, TimeWord::Weekday(day))) => self.weekday(text, at, length, day, today),
            Some((length, TimeWord::Day(days))) => self.day(text, at, at + length, days, today),
            _ => self.date(text, at, today).or_else(|| day_and_month(text, at, today)),
        }
    }

    /// "This week", "this year".
    pub(super) fn this(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let (length, TimeWord::Unit(days)) = self.word(text, from)? else { return None };
        turned(token..from + length, days, 0, today)
    }

    /// "The summer of 2012", "last winter".
    pub(super) fn season(
        &self,
        text: &Text,
        token: usize,
        end: usize,
        month: i8,
        today: Option<Date>,
    ) -> Option<TimeMention> {
        let year = match self.word(text, end) {
            Some((length, TimeWord::Unit(365))) => {
                year_at(text, end + length).map(|year| (end + length + 1, year))
            }
            Some((length, TimeWord::Which(which))) => today.and_then(|today| {
                let turn = i16::try_from(which).ok()?;
                let current = year_of(today, month, 1);
                Some((end + length, if turn > 0 { current + turn } else { current }))
            }),
            _ => year_at(text, end).map(|year| (end + 1, year)),
        };
        let (end, year) = year?;
        season_mention(token..end, month, year)
    }

    /// "Between 2014 and 2016", "the years 2014 and 2015"; `from` is where the first year stands.
    pub(super) fn years(&self, text: &Text, token: usize, from: usize) -> Option<TimeMention> {
        let from = match self.word(text, from) {
            Some((length, TimeWord::Years | TimeWord::Unit(365))) => from + length,
            _ => from,
        };
        let first = year_at(text, from)?;
        let second = from + 1 + usize::from(year_at(text, from + 1).is_none());
        let last = year_at(text, second)?;
        year_mention(token..second + 1, first, last)
    }

    /// "22 July 2015", "the tenth of July", "24/7/2022", "2017-01-16".
    pub(super) fn date(&self, text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
        let at = past_article(text, token);
        let (day, end) = match self.word(text, at) {
            Some((length, TimeWord::Ordinal(day))) => (day, at + length),
            Some(_) => return None,
            None => match i8::try_from(number_at(text, at).unwrap_or(u32::MAX)) {
                Ok(day) => (day, at + 1),
                Err(_) => return self.numeric(text, token),
            },
        };
        // "The tenth of the month of July".
        let end = end + usize::from(text.folded(end) == "\u{645}\u{646}");
        let end = end + usize::from(matches!(self.word(text, end), Some((1, TimeWord::Unit(30)))));
        let end = end + usize::from(text.is_mark(end, '/') || text.is_mark(end, '-'));
        match self.word(text, end) {
            Some((length, TimeWord::Month(month))) => {
                self.month(text, token, end + length, Some(day), month, today, true)
            }
            Some((length, TimeWord::Hijri(month))) => {
                self.hijri(text, token..end + length, Some(day), month, today, false)
            }
            _ => self.numeric(text, token),
        }
    }

    /// "24/7/2022", "2017-01-16", "24.7.2022", "15/9/1436 AH".
    fn numeric(&self, text: &Text, token: usize) -> Option<TimeMention> {
        let (end, year, month, day) = in_numbers(text, token)?;
        if HIJRI_YEARS.contains(&year) {
            return hijri_mention(token..self.past_era(text, end), year, month, Some(day));
        }
        Date::new(year, month, day).ok().map(|date| day_mention(token..end, date))
    }

    /// A year of four digits behind a word that leads to one ("in 2012").
    pub(super) fn bare_year(&self, text: &Text, token: usize) -> Option<TimeMention> {
        let year = number_at(text, token).filter(|year| PLAIN_YEARS.contains(year))?;
        let year = i16::try_from(year).ok()?;
        self.is_led(text, token).then(|| year_mention(token..token + 1, year, year))?
    }

    /// Whether the word before a token leads to a month or a year alone.
    pub(super) fn is_led(&self, text: &Text, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|at| self.word(text, at));
        before.is_some_and(|(length, word)| length == 1 && word.leads_to_date())
    }

    /// A month with the day before it and the year behind it, where they stand; `sure` where it cannot be a name.
    #[allow(clippy::too_many_arguments, reason = "each part of a date stands somewhere else")]
    pub(super) fn month(
        &self,
        text: &Text,
        token: usize,
        from: usize,
        day: Option<i8>,
        month: i8,
        today: Option<Date>,
        sure: bool,
    ) -> Option<TimeMention> {
        let (named, end) = self.year_behind(text, self.past_other_name(text, from), today);
        // A bare month name may be a first name or a party's: something beside it must say that it is a month.
        if day.is_none() && named.is_none() && end == from && !sure && !self.is_led(text, token) {
            return None;
        }
        if let Some(other) = self.of_other_year(text, token, end) {
            return Some(other);
        }
        let Some(year) = named.or_else(|| today.map(|today| year_of(today, month, day.unwrap_or(1)))) else {
            return Some(unresolved(token..end));
        };
        match day {
            Some(day) => Date::new(year, month, day).ok().map(|date| day_mention(token..end, date)),
            None => month_mention(token..end, year, month),
        }
    }

    /// A month "of the same year" or "of each year", whose year the report's day does not tell.
    pub(super) fn of_other_year(&self, text: &Text, token: usize, end: usize) -> Option<TimeMention> {
        let Some((length, TimeWord::OtherYear)) = self.word(text, end) else { return None };
        Some(unresolved(token..end + length))
    }

    /// The token after the month's name in the other calendar ("Kanun II/January"), where it is given.
    fn past_other_name(&self, text: &Text, at: usize) -> usize {
        let parted = ["/", "(", "-"].contains(&text.folded(at));
        match self.word(text, at + 1) {
            Some((length, TimeWord::Month(_))) if parted => {
                let end = at + 1 + length;
                end + usize::from(text.is_mark(end, ')'))
            }
            _ => at,
        }
    }

    /// The year that stands behind a month, where one does, and the token after it or after "last".
    fn year_behind(&self, text: &Text, at: usize, today: Option<Date>) -> (Option<i16>, usize) {
        let of = at + usize::from(text.folded(at) == "\u{645}\u{646}");
        if let Some((length, TimeWord::Unit(365))) = self.word(text, of) {
            let behind = of + length;
            let turned = || {
                let (end, which) = self.past_which(text, behind);
                let turn = i16::try_from(which?).ok()?;
                Some((Some(today?.year() + turn), end))
            };
            if let Some(found) = year_at(text, behind).map(|year| (Some(year), behind + 1)).or_else(turned) {
                return found;
            }
        }
        let comma = text.is_mark(at, '\u{60C}') || text.is_mark(at, ',');
        let slash = text.is_mark(at, '/') || text.is_mark(at, '-');
        let noun = matches!(self.word(text, at), Some((1, TimeWord::In)));
        let skip = usize::from(comma || slash || noun);
        match year_at(text, at + skip).or_else(|| year_at(text, at)) {
            Some(year) => (Some(year), at + skip + 1),
            None => (None, self.past_which(text, at).0),
        }
    }
}

/// The week, month or year before, of or after the report's day.
fn turned(tokens: std::ops::Range<usize>, days: i32, which: i32, today: Option<Date>) -> Option<TimeMention> {
    let (start, end) = match today {
        Some(today) => turn_of(today, days, which)?,
        None => (None, None),
    };
    let grain = match days {
        365.. => Grain::Year,
        7.. => Grain::Month,
        _ => Grain::Day,
    };
    let relative_days = Some(which.saturating_mul(days));
    Some(TimeMention { start, end, relative_days, grain, ..unresolved(tokens) })
}

/// A date of numbers alone: the token behind it, year, month and day.
fn in_numbers(text: &Text, token: usize) -> Option<(usize, i16, i8, i8)> {
    let number = |part: &str| part.parse::<i16>().ok();
    let own = text.folded(token);
    let mut dotted = own.split('.').map(number);
    if let (Some(Some(day)), Some(Some(month)), Some(Some(year)), None) =
        (dotted.next(), dotted.next(), dotted.next(), dotted.next())
    {
        return Some((token + 1, year, i8::try_from(month).ok()?, i8::try_from(day).ok()?));
    }
    let parted = |at: usize| ["/", "-", "\\"].contains(&text.folded(at));
    if !(parted(token + 1) && parted(token + 3)) {
        return None;
    }
    let at = |at: usize| number_at(text, at).and_then(|number| i16::try_from(number).ok());
    let (first, second, third) = (at(token)?, at(token + 2)?, at(token + 4)?);
    let (year, day) = if first > 31 { (first, third) } else { (third, first) };
    Some((token + 5, year, i8::try_from(second).ok()?, i8::try_from(day).ok()?))
}

/// "5/7", behind the noun "day".
fn day_and_month(text: &Text, token: usize, today: Option<Date>) -> Option<TimeMention> {
    let (day, month) = (number_at(text, token)?, number_at(text, token + 2)?);
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    let slash = text.is_mark(token + 1, '/');
    let year = today.map(|today| year_of(today, month, day)).filter(|_| slash)?;
    Date::new(year, month, day).ok().map(|date| day_mention(token..token + 3, date))
}

/// The year of four digits at a token.
fn year_at(text: &Text, token: usize) -> Option<i16> {
    i16::try_from(number_at(text, token)?).ok().filter(|year| YEARS.contains(year))
}

pub(super) fn number_at(text: &Text, token: usize) -> Option<u32> {
    text.tokens.get(token).filter(|token| token.kind == TokenKind::Number)?;
    text.folded(token).parse().ok()
}

/// Whether quotation marks stand on both sides: a newspaper is called "Today".
fn is_quoted(text: &Text, token: usize, end: usize) -> bool {
    let quote = |at: usize| text.folded(at).starts_with(['"', '\u{AB}', '\u{BB}', '\u{201C}', '\u{201D}']);
    token.checked_sub(1).is_some_and(quote) && quote(end)
}
