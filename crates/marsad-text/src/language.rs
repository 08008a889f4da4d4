//! Which language a report is in: what it is declared to be, and what its letters and words show.
use crate::Report;
use crate::fold::{is_arabic_letter, is_letter};

/// Words that English prose is held together by, and other languages of its letters are not.
const ENGLISH: [&str; 16] = [
    "the", "of", "and", "to", "in", "on", "by", "from", "for", "with", "was", "were", "that", "has", "have",
    "is",
];

/// Letters below which a text shows nothing.
const FEWEST_LETTERS: usize = 8;

/// Letters at the start of a text that show what it is in: reports are long, and every one is looked at.
const ENOUGH: usize = 600;

/// What a text shows of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Surely Arabic.
    Arabic,
    /// Surely English.
    English,
    /// Surely neither.
    Other,
    /// It may be either, or another.
    Unsure,
}

impl Language {
    /// What a text shows.
    ///
    /// ```
    /// use marsad_text::Language;
    ///
    /// assert_eq!(Language::of("سيطرت القوات على الحي"), Language::Arabic);
    /// assert_eq!(Language::of("The forces took the town."), Language::English);
    /// assert_eq!(Language::of("نیروهای دولتی شهر را گرفتند"), Language::Other);
    /// assert_eq!(Language::of("2017-01-17"), Language::Unsure);
    /// ```
    pub fn of(text: &str) -> Self {
        let letters = Letters::of(text.chars().take(ENOUGH));
        let start = || text.char_indices().nth(ENOUGH).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        if letters.all < FEWEST_LETTERS {
            Self::Unsure
        } else if letters.arabic_script * 2 > letters.all {
            if letters.is_arabic() { Self::Arabic } else { by_articles(start()) }
        } else if letters.latin * 2 > letters.all {
            latin(start())
        } else {
            Self::Other
        }
    }

    /// Its BCP 47 tag, where it is known.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::Arabic => Some("ar"),
            Self::English => Some("en"),
            Self::Other | Self::Unsure => None,
        }
    }
}

impl Report {
    /// The report with the language that its text shows, where it is declared to be in none, or templates of the web say
    /// English of Arabic or the other way round.
    #[must_use]
    pub fn with_language(self) -> Self {
        let declared = self.language.as_deref().and_then(|tag| tag.split('-').next());
        if declared.is_some_and(|declared| !matches!(declared, "ar" | "en")) {
            return self;
        }
        match Language::of(&self.text).tag() {
            Some(shown) if declared != Some(shown) => Self { language: Some(shown.to_owned()), ..self },
            _ => self,
        }
    }
}

/// How many letters a text has, by script.
#[derive(Debug, Default)]
struct Letters {
    all: usize,
    latin: usize,
    arabic_script: usize,
    /// Those of the Arabic script that Arabic does without.
    foreign: usize,
}

impl Letters {
    fn of(text: impl Iterator<Item = char>) -> Self {
        let mut letters = Self::default();
        for c in text {
            match c {
                ' ' => continue,
                c if is_arabic_letter(c) && !matches!(c, '\u{620}' | '\u{63B}'..='\u{63F}') => {
                    letters.arabic_script += 1;
                }
                '\u{FB50}'..='\u{FEFC}' => letters.arabic_script += 1,
                '\u{63B}'..='\u{63F}'
                | '\u{66E}'..='\u{6D5}'
                | '\u{6EE}'..='\u{6FF}'
                | '\u{750}'..='\u{77F}'
                    if c.is_alphabetic() =>
                {
                    letters.arabic_script += 1;
                    letters.foreign += 1;
                }
                'a'..='z' | 'A'..='Z' => letters.latin += 1,
                _ if c.is_ascii() || !is_letter(c) => continue,
                _ if c < '\u{250}' => letters.latin += 1,
                _ => {}
            }
            letters.all += 1;
        }
        letters
    }

    /// Whether letters of its script that Arabic does without are few: one in fifty may be from a foreign name.
    fn is_arabic(&self) -> bool {
        self.foreign * 50 <= self.arabic_script
    }
}

/// Arabic or another language of its script: a keyboard that has other letters for yeh and kaf writes many of those that
/// Arabic does without, but the articles remain.
fn by_articles(text: &str) -> Language {
    let (mut words, mut articles) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        articles += usize::from(has_article(word));
    }
    if articles * 8 >= words { Language::Arabic } else { Language::Other }
}

/// Whether a word begins with the article, behind "and", "by" and "like" too.
fn has_article(word: &str) -> bool {
    let bare = word.strip_prefix(['\u{648}', '\u{628}', '\u{641}', '\u{643}']).unwrap_or(word);
    [word, bare].iter().any(|word| word.starts_with("\u{627}\u{644}")) || word.starts_with("\u{644}\u{644}")
}

/// English or another language of its script.
fn latin(text: &str) -> Language {
    let (mut words, mut english) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        english += usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    match english {
        2.. if english * 6 >= words => Language::English,
        _ if words >= 20 && english * 12 < words => Language::Other,
        _ => Language::Unsure,
    }
}

/// A declared language as a BCP 47 tag, its first part in lower case; none where it is no tag.
pub(crate) fn tag(declared: &str) -> Option<String> {
    let mut parts = declared.trim().split(['-', '_']);
    let first = parts.next()?.to_ascii_lowercase();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part =
        |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let rest: Vec<&str> = parts.collect();
    // "Undetermined" says nothing.
    let says = is_language && first != "und" && rest.iter().all(is_part);
    says.then(|| std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::{Language, tag};
    use crate::Report;

    #[test]
    fn arabic_is_told_from_other_languages_of_its_script() {
        for text in [
            "سيطرت قوات النظام على بلدة السخنة في ريف حمص الشرقي بعد معارك مع تنظيم الدولة.",
            "قصف على دوما",
            "وَقُتِلَ ثلاثة مدنيين بنيران قنّاص",
            "انفجار في گرگان وپروان بحسب الوكالة الرسمية التي نقلت الخبر",
            // From a Persian keyboard.
            "قوات النظام تسیطر علی مدینة السخنة فی ریف حمص الشرقی بعد معارک مع تنظیم الدولة",
        ] {
            assert_eq!(Language::of(text), Language::Arabic, "{text}");
        }
        for text in [
            "نیروهای دولتی سوریه امروز کنترل شهر السخنه را پس از درگیری با داعش به دست گرفتند",
            "حمله هوایی به شهر حلب",
            "شامی فوج نے آج حمص کے مضافات میں السخنہ قصبے پر قبضہ کر لیا",
            "هێزەکانی سووریای دیموکرات شاری ڕەققەیان کۆنترۆڵ کرد",
            "د سوریې پوځ نن د حمص په ولایت کې د السخنه ښار ونیو",
            "Правительственные войска взяли город",
        ] {
            assert_eq!(Language::of(text), Language::Other, "{text}");
        }
    }

    #[test]
    fn english_is_told_where_its_words_show_it() {
        let english = "Government forces captured the town of al-Sukhna in eastern Homs after clashes.";
        assert_eq!(Language::of(english), Language::English);
        let french = "Les forces gouvernementales ont pris la ville d'al-Sukhna dans l'est de Homs après des combats \
            avec le groupe, selon des habitants et des militants de la ville.";
        assert_eq!(Language::of(french), Language::Other);
        for unsure in ["Shelling on al-Joura", "Rejim güçleri kasabayı ele geçirdi", "", "17:30 12.5"] {
            assert_eq!(Language::of(unsure), Language::Unsure, "{unsure}");
        }
    }

    #[test]
    fn a_declared_language_is_kept_unless_the_text_shows_the_other() {
        let with = |text: &str, declared: Option<&str>| {
            let language = declared.map(str::to_owned);
            Report { text: text.to_owned(), language, ..Report::default() }.with_language().language
        };
        let (arabic, english) = ("قصف على حي الجورة", "The forces took the town.");
        for (text, declared, language) in [
            (arabic, None, Some("ar")),
            (arabic, Some("ar-SY"), Some("ar-SY")),
            (arabic, Some("apc"), Some("apc")),
            (arabic, Some("en-US"), Some("ar")),
            (english, Some("ar"), Some("en")),
            ("قصف", None, None),
            ("حمله هوایی به شهر حلب", None, None),
        ] {
            assert_eq!(with(text, declared).as_deref(), language, "{text} {declared:?}");
        }
    }

    #[test]
    fn a_tag_is_taken_and_anything_else_is_not() {
        assert_eq!(tag(" AR ").as_deref(), Some("ar"));
        assert_eq!(tag("ar_SY").as_deref(), Some("ar-SY"));
        for none in ["", "arabic", "a", "und", "ar-", "1", "ar;en"] {
            assert_eq!(tag(none), None, "{none}");
        }
    }
}
