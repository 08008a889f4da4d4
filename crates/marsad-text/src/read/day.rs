use jiff::Zoned;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

/// Why a value cannot be the day a report was published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The calendar has no such day, or it is written otherwise.
    #[error("`{0}` is no day of the calendar")]
    NotADay(String),
    /// The day is still to come.
    #[error("{day} is still to come (today is {today}), so no report was published on it")]
    Future {
        /// The day that was given.
        day: Date,
        /// The day it was given on.
        today: Date,
    },
}

impl DayError {
    /// What to write instead.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotADay(_) => "write the day of publication as YYYY-MM-DD, as in 2017-01-28",
            Self::Future { .. } => "give the day the report was published, or none if it is unknown",
        }
    }
}

/// The day of publication that `value` gives: an ISO 8601 date, or a date and time whose day counts where it was written.
///
/// ```
/// assert_eq!(marsad_text::publication_day("2017-01-28T23:10:00+03:00").unwrap().to_string(), "2017-01-28");
/// assert!(marsad_text::publication_day("2017-02-30").is_err());
/// ```
pub fn publication_day(value: &str) -> Result<Date, DayError> {
    let day = Pieces::parse(value.trim()).map_err(|_| DayError::NotADay(value.to_owned()))?.date();
    let today = Zoned::now().date();
    if day > today { Err(DayError::Future { day, today }) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::{DayError, publication_day};
    use jiff::{ToSpan, Zoned, civil::date};

    #[test]
    fn a_day_may_come_with_a_time_and_is_not_moved_to_another_zone() {
        for value in [
            "2017-01-28",
            " 2017-01-28 ",
            "2017-01-28T00:30:00+03:00",
            "2017-01-28 23:59",
            "2017-01-28T23:59:00Z",
        ] {
            assert_eq!(publication_day(value), Ok(date(2017, 1, 28)), "{value}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_no_day() {
        for value in ["2017-02-30", "2017-13-01", "28/01/2017", "yesterday", ""] {
            assert_eq!(publication_day(value), Err(DayError::NotADay(value.to_owned())));
        }
    }

    #[test]
    fn today_is_a_day_of_publication_and_tomorrow_is_not() {
        let today = Zoned::now().date();
        assert_eq!(publication_day(&today.to_string()), Ok(today));
        let tomorrow = today + 1.day();
        let error = publication_day(&tomorrow.to_string()).unwrap_err();
        assert!(error.to_string().contains(&tomorrow.to_string()));
    }
}
