//! The words of a report in the reader's language, and numbers and days as it puts them.
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lang {
    /// Arabic
    Ar,
    /// English
    En,
}

/// The words of `words.toml` in one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lang: Lang,
    words: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Both {
    ar: BTreeMap<String, String>,
    en: BTreeMap<String, String>,
}

impl Words {
    pub(super) fn read(lang: Lang) -> Result<Self, toml::de::Error> {
        let Both { ar, en } = toml::from_str(include_str!("words.toml"))?;
        Ok(Self { lang, words: if lang == Lang::Ar { ar } else { en } })
    }

    /// The words of that key; the key itself where there are none.
    pub(super) fn say(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// The same, with `{name}` filled in.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.say(key), |said, (name, value)| said.replace(&format!("{{{name}}}"), value))
    }

    /// The name in this language, else in the other.
    pub(super) fn name(&self, name_ar: &str, name_en: &str) -> String {
        let (first, second) = if self.lang == Lang::Ar { (name_ar, name_en) } else { (name_en, name_ar) };
        if first.is_empty() { second.to_owned() } else { first.to_owned() }
    }

    pub(super) fn day(&self, day: Option<Date>) -> String {
        // Between Arabic words an ISO day would be drawn back to front: an isolate keeps it (UAX #9, LRI and PDI).
        let isolate = |day: Date| {
            if self.lang == Lang::Ar { format!("\u{2066}{day}\u{2069}") } else { day.to_string() }
        };
        day.map_or_else(|| self.say("undated"), isolate)
    }

    /// A range of numbers, as open as the reports leave it.
    pub(super) fn range(&self, min: Option<u64>, max: Option<u64>) -> String {
        match (min.map(grouped), max.map(grouped)) {
            (Some(min), Some(max)) if min == max => min,
            (Some(min), Some(max)) => self.fill("between", &[("min", &min), ("max", &max)]),
            (Some(min), None) => self.fill("at_least", &[("n", &min)]),
            (None, Some(max)) => self.fill("at_most", &[("n", &max)]),
            (None, None) => self.say("unknown"),
        }
    }
}

/// 100000 as 100,000.
pub(super) fn grouped(number: u64) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", grouped(number / 1000), number % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::{Both, Lang, Words};

    #[test]
    fn both_languages_have_the_same_words() {
        let Both { ar, en } = toml::from_str(include_str!("words.toml")).unwrap();
        assert!(ar.keys().eq(en.keys()));
        assert!(ar.values().all(|words| !words.is_ascii() || words.starts_with('{')));
    }

    #[test]
    fn numbers_are_as_open_as_the_reports_leave_them() {
        let words = Words::read(Lang::En).unwrap();
        assert_eq!(words.range(Some(20), Some(99)), "20 to 99");
        assert_eq!(words.range(Some(93_000), Some(93_000)), "93,000");
        assert_eq!(words.range(Some(10), None), "10 or more");
        assert_eq!(words.range(None, None), "unknown");
    }

    #[test]
    fn a_day_among_arabic_words_is_not_turned_round() {
        let day = Some(jiff::civil::date(2017, 9, 5));
        assert_eq!(Words::read(Lang::Ar).unwrap().day(day), "\u{2066}2017-09-05\u{2069}");
        assert_eq!(Words::read(Lang::En).unwrap().day(day), "2017-09-05");
    }
}
