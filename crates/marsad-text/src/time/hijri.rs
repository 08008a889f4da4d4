//! Dates of the Hijri calendar: "15 Ramadan 1436", "the month of Shawwal", "15/9/1436 AH".
//!
//! They are read by the Umm al-Qura calendar, Saudi Arabia's civil one. Countries that wait for the new moon to be seen
//! begin a month up to a day earlier or later, so a day of it is a range of three.
use super::calendar::unresolved;
use super::date::number_at;
use super::word::TimeWord;
use super::{Grain, TimeMention, Times};
use crate::Text;
use icu_calendar::Iso;
use icu_calendar::cal::Hijri;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// Years of the Hijri calendar that reports speak of.
pub(super) const HIJRI_YEARS: Range<i16> = 1340..1500;
/// Safar is spelt like "zero": a number beside it is no day of it, unless a year says so.
const SAFAR: i8 = 2;
/// A day of a month without a year lies no later than so long after the report.
const AHEAD: i64 = 7;

impl Times {
    /// A month of the Hijri calendar with the day before it and the year behind it, where they stand; `sure` where it
    /// cannot be a first name.
    pub(super) fn hijri(
        &self,
        text: &Text,
        tokens: Range<usize>,
        day: Option<i8>,
        month: i8,
        today: Option<Date>,
        sure: bool,
    ) -> Option<TimeMention> {
        let (named, end) = self.hijri_year_behind(text, tokens.end);
        let led = day.is_some() && month != SAFAR || named.is_some() || sure;
        if !led && (month == SAFAR || end == tokens.end && !self.is_led(text, tokens.start)) {
            return None;
        }
        if let Some(other) = self.of_other_year(text, tokens.start, end) {
            return Some(other);
        }
        let whole = tokens.start..end;
        let Some(year) = named.or_else(|| latest_year(today?, month, day.unwrap_or(1))) else {
            return Some(unresolved(whole));
        };
        hijri_mention(whole, year, month, day)
    }

    /// The year that stands behind a month, where one does, and the token after it, its "AH" or "last".
    fn hijri_year_behind(&self, text: &Text, at: usize) -> (Option<i16>, usize) {
        let parted = text.is_mark(at, '/') || text.is_mark(at, '\u{60C}');
        let noun = matches!(self.word(text, at), Some((1, TimeWord::Unit(365))));
        let behind = at + usize::from(parted || noun);
        let year = number_at(text, behind).and_then(|year| i16::try_from(year).ok());
        match year.filter(|year| HIJRI_YEARS.contains(year)) {
            Some(year) => (Some(year), self.past_era(text, behind + 1)),
            None => (None, self.past_which(text, at).0),
        }
    }

    /// The token after "AH", where it stands at one.
    pub(super) fn past_era(&self, text: &Text, at: usize) -> usize {
        at + usize::from(matches!(self.word(text, at), Some((1, TimeWord::Hegira))))
    }
}

/// A day or a month of the Hijri calendar, and a day on either side.
pub(super) fn hijri_mention(
    tokens: Range<usize>,
    year: i16,
    month: i8,
    day: Option<i8>,
) -> Option<TimeMention> {
    let first = civil(year, month, day.unwrap_or(1))?;
    let last = match day {
        Some(_) => first,
        None => civil(if month < 12 { year } else { year + 1 }, month % 12 + 1, 1)?.yesterday().ok()?,
    };
    let (start, end) = (first.yesterday().ok()?, last.tomorrow().ok()?);
    Some(TimeMention { start: Some(start), end: Some(end), grain: Grain::Approximate, ..unresolved(tokens) })
}

/// The year of a Hijri date given without one: the latest that is not later than a week after the report.
fn latest_year(today: Date, month: i8, day: i8) -> Option<i16> {
    let limit = today.checked_add(AHEAD.days()).ok()?;
    let iso = icu_calendar::Date::try_new_iso(
        limit.year().into(),
        u8::try_from(limit.month()).ok()?,
        u8::try_from(limit.day()).ok()?,
    );
    let limit = iso.ok()?.to_calendar(Hijri::new_umm_al_qura());
    let year = i16::try_from(limit.year().extended_year()).ok()?;
    let reached = (i8::try_from(limit.month().ordinal).ok()?, i8::try_from(limit.day_of_month().0).ok()?);
    Some(if (month, day) <= reached { year } else { year - 1 })
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let calendar = Hijri::new_umm_al_qura();
    let date = icu_calendar::Date::try_new_hijri_with_calendar(year.into(), month, day, calendar).ok()?;
    let iso = date.to_calendar(Iso);
    let (month, day) = (iso.month().ordinal, iso.day_of_month().0);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
