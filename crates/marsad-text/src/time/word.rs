//! What a word or phrase says of time.

/// What a time word does (`words/ar/text/times.csv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeWord {
    Month(i8),
    /// A month of the Hijri calendar.
    Hijri(i8),
    /// "Of the same year", "of each year", behind a month: its year is not the report's to tell.
    OtherYear,
    /// "AH", behind a year of that calendar.
    Hegira,
    /// "Corresponding to": behind a date, before the same date in another calendar.
    Equals,
    Weekday(i8),
    /// Days from the report's day.
    Day(i32),
    PartOfDay,
    /// A unit of so many days; zero is less than a day.
    Unit(i32),
    /// Several such units, without a number: "days", "for years".
    Units(i32),
    Since,
    Ago,
    During,
    /// "Between", before two years.
    Between,
    /// "In": a month or a year alone may follow it.
    In,
    /// Last (-1), this (0), next (1), behind what it turns.
    Which(i32),
    /// "This", before what it turns.
    This,
    /// "Few", "first": a word between a length and its turn.
    Few,
    /// The beginning (-1), middle (0) or end (1) of a month or year.
    Stretch(i32),
    /// Three months from this one on.
    Season(i8),
    /// "The tenth", before "of" and a month.
    Ordinal(i8),
    /// "The years", before two years.
    Years,
    /// A phrase that begins like a time and is none: "the next day".
    Nothing,
}

impl TimeWord {
    /// The word of a row of the table, or none where the row says nothing that is known.
    pub(super) fn parse(value: &str, kind: &str) -> Option<Self> {
        let number = || value.parse().ok();
        let small = || value.parse().ok();
        Some(match kind {
            "month" => Self::Month(small()?),
            "hijri" => Self::Hijri(small()?),
            "hegira" => Self::Hegira,
            "other_year" => Self::OtherYear,
            "equals" => Self::Equals,
            "weekday" => Self::Weekday(small()?),
            "season" => Self::Season(small()?),
            "ordinal" => Self::Ordinal(small()?),
            "day" => Self::Day(number()?),
            "unit" => Self::Unit(number()?),
            "units" => Self::Units(number()?),
            "which" => Self::Which(number()?),
            "stretch" => Self::Stretch(number()?),
            "part_of_day" => Self::PartOfDay,
            "since" => Self::Since,
            "ago" => Self::Ago,
            "during" => Self::During,
            "between" => Self::Between,
            "in" => Self::In,
            "this" => Self::This,
            "few" => Self::Few,
            "years" => Self::Years,
            "nothing" => Self::Nothing,
            _ => return None,
        })
    }

    /// Whether a month or a year may stand alone behind it.
    pub(super) fn leads_to_date(self) -> bool {
        matches!(
            self,
            Self::In
                | Self::Since
                | Self::Ago
                | Self::During
                | Self::Between
                | Self::Stretch(_)
                | Self::Season(_)
        )
    }
}
