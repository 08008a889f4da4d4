//! Days, months and years: arithmetic on the calendar, and the mentions that come of it.
use super::{Grain, TimeMention};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};
use std::ops::Range;

/// Years that reports speak of.
pub(super) const YEARS: Range<i16> = 1900..2200;

/// So many days from the report's day.
pub(super) fn relative(tokens: Range<usize>, days: i32, today: Option<Date>) -> TimeMention {
    let date = shifted(today, days);
    TimeMention { start: date, end: date, relative_days: Some(days), ..unresolved(tokens) }
}

/// A day so many days from the report's.
pub(super) fn shifted(today: Option<Date>, days: i32) -> Option<Date> {
    today.and_then(|today| today.checked_add(i64::from(days).days()).ok())
}

pub(super) fn day_mention(tokens: Range<usize>, date: Date) -> TimeMention {
    between(tokens, date, date, Grain::Day)
}

pub(super) fn unresolved(tokens: Range<usize>) -> TimeMention {
    TimeMention { tokens, start: None, end: None, relative_days: None, grain: Grain::Day, since: false }
}

pub(super) fn month_mention(tokens: Range<usize>, year: i16, month: i8) -> Option<TimeMention> {
    let start = Date::new(year, month, 1).ok()?;
    Some(between(tokens, start, start.last_of_month(), Grain::Month))
}

pub(super) fn year_mention(tokens: Range<usize>, first: i16, last: i16) -> Option<TimeMention> {
    if !YEARS.contains(&first) || !YEARS.contains(&last) || last < first {
        return None;
    }
    let (start, end) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
    Some(between(tokens, start, end, Grain::Year))
}

/// Three months from `month` on, of the year that `year` begins; winter begins in the year before.
pub(super) fn season_mention(tokens: Range<usize>, month: i8, year: i16) -> Option<TimeMention> {
    let year = if month > 10 { year - 1 } else { year };
    let start = Date::new(year, month, 1).ok()?;
    let end = start.checked_add(2.months()).ok()?.last_of_month();
    Some(between(tokens, start, end, Grain::Approximate))
}

fn between(tokens: Range<usize>, start: Date, end: Date, grain: Grain) -> TimeMention {
    TimeMention { start: Some(start), end: Some(end), grain, ..unresolved(tokens) }
}

/// The first (-1), middle (0) or last (1) part of a month or a year.
pub(super) fn narrowed(mention: TimeMention, part: i32) -> TimeMention {
    let (Some(start), Some(end)) = (mention.start, mention.end) else { return mention };
    let day = |day: i8| Date::new(start.year(), start.month(), day).unwrap_or(end);
    let month = |month: i8| Date::new(start.year(), month, 1).unwrap_or(start);
    let (start, end) = match (mention.grain, part) {
        (Grain::Month, -1) => (start, day(10)),
        (Grain::Month, 0) => (day(11), day(20)),
        (Grain::Month, _) => (day(21), end),
        (Grain::Year, -1) => (start, month(3).last_of_month()),
        (Grain::Year, 0) => (month(5), month(8).last_of_month()),
        (Grain::Year, _) => (month(10), end),
        _ => return mention,
    };
    TimeMention { start: Some(start), end: Some(end), grain: Grain::Approximate, ..mention }
}

/// The year of a date given without one: the latest that is not later than a week after the report.
pub(super) fn year_of(today: Date, month: i8, day: i8) -> i16 {
    let limit = today.checked_add(7.days()).unwrap_or(today);
    let this_year = Date::new(today.year(), month, day.clamp(1, 28)).unwrap_or(today);
    if this_year <= limit { today.year() } else { today.year() - 1 }
}

/// The weekday a report means: the last one up to its day, or the next one after it.
pub(super) fn nearest_weekday(today: Date, weekday: Weekday, turn: i32) -> Option<Date> {
    if turn > 0 {
        return today.nth_weekday(1, weekday).ok();
    }
    if turn == 0 && today.weekday() == weekday { Some(today) } else { today.nth_weekday(-1, weekday).ok() }
}

/// The weekday that lies nearest to a day: "yesterday, Friday" in a report filed after midnight.
pub(super) fn weekday_beside(day: Date, weekday: Weekday) -> Option<Date> {
    let after = i64::from(day.weekday().until(weekday));
    let days = if after > 3 { after - 7 } else { after };
    day.checked_add(days.days()).ok()
}

/// The first and last day of the week, month or year before, of or after a day.
pub(super) fn turn_of(today: Date, days: i32, which: i32) -> Option<(Option<Date>, Option<Date>)> {
    let turn = i64::from(which);
    let shift = |length: Length| today.checked_add(length).ok();
    let (start, end) = match days {
        365.. => (shift(turn.years())?.first_of_year(), shift(turn.years())?.last_of_year()),
        30.. => (shift(turn.months())?.first_of_month(), shift(turn.months())?.last_of_month()),
        7.. => (shift((7 * turn - 6).days())?, shift((7 * turn).days())?),
        1.. => (shift(turn.days())?, shift(turn.days())?),
        _ => (today, today),
    };
    Some((Some(start), Some(end)))
}
