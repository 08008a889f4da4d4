//! Arabic clitics: the conjunctions, prepositions, article and pronouns written as one word with what they go with.
//!
//! A word is read as every split whose stem could be a word; the lexicon decides which one is. Letters are escaped
//! because this is orthography and morphology, not vocabulary.
use crate::fold::is_arabic_letter;
use std::borrow::Cow;

const WAW: char = '\u{648}';
const FA: char = '\u{641}';
const BA: char = '\u{628}';
const LAM: char = '\u{644}';
const KAF: char = '\u{643}';
const SIN: char = '\u{633}';
pub(crate) const TA: char = '\u{62A}';
pub(crate) const HA: char = '\u{647}';
const ALEF: char = '\u{627}';
const MIM: char = '\u{645}';
const NUN: char = '\u{646}';
const YA: char = '\u{64A}';
/// The article, al-.
pub(crate) const ARTICLE: &str = "\u{627}\u{644}";
/// Suffixed pronouns in folded spelling, longest first: -huma, -ha, -hum, -hun, -kum, -na, -h, -k.
const PRONOUNS: [&str; 8] = [
    "\u{647}\u{645}\u{627}",
    "\u{647}\u{627}",
    "\u{647}\u{645}",
    "\u{647}\u{646}",
    "\u{643}\u{645}",
    "\u{646}\u{627}",
    "\u{647}",
    "\u{643}",
];

/// One way to read a folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each clitic is there or not, whatever the others")]
pub struct Stem<'a> {
    /// What is left for the lexicon, folded.
    pub word: Cow<'a, str>,
    /// Whether wa- or fa- goes before it.
    pub conjunction: bool,
    /// The preposition bi-, li- or ka- before it, as its letter.
    pub preposition: Option<char>,
    /// Whether sa- makes it a future.
    pub future: bool,
    /// Whether the article was taken off.
    pub article: bool,
    /// Whether the indefinite accusative's alef was taken off.
    pub accusative: bool,
    /// The suffixed pronoun, in folded spelling.
    pub pronoun: Option<&'static str>,
    /// Folded letters in front that are no part of the stem or its article.
    pub lead: usize,
}

impl Stem<'_> {
    /// How much was taken off: readings that take off less are likelier.
    pub fn cost(&self) -> u8 {
        u8::from(self.conjunction)
            + u8::from(self.preposition.is_some())
            + u8::from(self.future)
            + u8::from(self.article)
            + 2 * u8::from(self.pronoun.is_some())
    }
}

/// Calls `read` with every way to read a folded word, the word as it stands first.
pub fn stems<'a>(word: &'a str, mut read: impl FnMut(Stem<'a>)) {
    if !word.starts_with(|c: char| ('\u{620}'..='\u{64A}').contains(&c)) {
        let plain = Stem {
            word: word.into(),
            conjunction: false,
            preposition: None,
            future: false,
            article: false,
            accusative: false,
            pronoun: None,
            lead: 0,
        };
        return read(plain);
    }
    proclitics(word, false, 0, &mut read);
    if let Some((WAW | FA, rest)) = first_letter(word) {
        proclitics(rest, true, 1, &mut read);
    }
}

/// A word's first letter and what follows it, where that is long enough to be a word.
fn first_letter(word: &str) -> Option<(char, &str)> {
    let mut letters = word.chars();
    let first = letters.next()?;
    Some((first, letters.as_str())).filter(|(_, rest)| long_enough(rest))
}

/// A stem of one letter is no word.
fn long_enough(rest: &str) -> bool {
    rest.len() >= 4
}

fn proclitics<'a>(word: &'a str, conjunction: bool, lead: usize, read: &mut impl FnMut(Stem<'a>)) {
    let stem = |word: Cow<'a, str>, preposition, lead| Stem {
        word,
        conjunction,
        preposition,
        future: false,
        article: false,
        accusative: false,
        pronoun: None,
        lead,
    };
    article(stem(word.into(), None, lead), read);
    match first_letter(word) {
        Some((preposition @ (BA | LAM | KAF), rest)) => {
            article(stem(rest.into(), Some(preposition), lead + 1), read);
            // li- swallows the article's alef: l-l-madina is l-al-madina, and l-lajna may be l-al-lajna.
            if let (LAM, Some(noun)) = (preposition, rest.strip_prefix(LAM)) {
                if long_enough(noun) {
                    article(stem(format!("{ARTICLE}{noun}").into(), Some(LAM), lead + 1), read);
                }
                article(stem(format!("{ARTICLE}{rest}").into(), Some(LAM), lead + 1), read);
            }
        }
        // Only the present takes it: yi-, ta-, na-, a-.
        Some((SIN, rest)) if rest.starts_with([YA, TA, NUN, ALEF]) => {
            enclitics(Stem { future: true, ..stem(rest.into(), None, lead + 1) }, read);
        }
        _ => {}
    }
}

fn article<'a>(stem: Stem<'a>, read: &mut impl FnMut(Stem<'a>)) {
    let bare = strip(&stem.word, |word| word.strip_prefix(ARTICLE));
    let bare = bare.map(|word| Stem { word, article: true, ..stem.clone() });
    enclitics(stem, read);
    if let Some(bare) = bare {
        enclitics(bare, read);
    }
}

fn enclitics<'a>(stem: Stem<'a>, read: &mut impl FnMut(Stem<'a>)) {
    if stem.article || !stem.word.ends_with([HA, ALEF, MIM, NUN, KAF]) {
        return read(stem);
    }
    let plain = stem.clone();
    read(stem);
    for pronoun in PRONOUNS {
        let Some(word) = strip(&plain.word, |word| word.strip_suffix(pronoun)) else { continue };
        // A noun's ta marbuta (folded to ha) is written as ta before a pronoun.
        if let Some(open) = word.strip_suffix(TA) {
            read(Stem { word: format!("{open}{HA}").into(), pronoun: Some(pronoun), ..plain.clone() });
        }
        read(Stem { word, pronoun: Some(pronoun), ..plain.clone() });
    }
    // The indefinite accusative's alef.
    if let Some(word) = strip(&plain.word, |word| word.strip_suffix(ALEF)) {
        read(Stem { word, accusative: true, ..plain });
    }
}

/// What `cut` leaves of a word, where it leaves a word.
fn strip<'a>(word: &Cow<'a, str>, cut: impl Fn(&str) -> Option<&str>) -> Option<Cow<'a, str>> {
    let rest = match word {
        Cow::Borrowed(word) => Cow::Borrowed(cut(word)?),
        Cow::Owned(word) => Cow::Owned(cut(word)?.to_owned()),
    };
    long_enough(&rest).then_some(rest)
}

/// Calls `read` with every way to read a folded word that takes a conjunction, preposition or article off it and no more.
pub(crate) fn stems_behind<'a>(word: &'a str, mut read: impl FnMut(Stem<'a>)) {
    if word.starts_with([WAW, FA, BA, LAM, KAF]) || word.starts_with(ARTICLE) {
        stems(word, |stem| {
            if stem.pronoun.is_none() && !stem.future && stem.cost() > 0 {
                read(stem);
            }
        });
    }
}

/// Whether `written` is the folded word `word` with a suffixed pronoun, and nothing in front.
pub fn carries_pronoun(written: &str, word: &str) -> bool {
    let open = word.strip_suffix(HA);
    let longer = written.len() > word.len() && written.starts_with(open.unwrap_or(word));
    longer
        && written.starts_with(is_arabic_letter)
        && PRONOUNS.iter().any(|pronoun| {
            let rest = written.strip_suffix(pronoun).filter(|rest| long_enough(rest));
            rest.is_some_and(|rest| rest == word || open.is_some() && rest.strip_suffix(TA) == open)
        })
}

#[cfg(test)]
mod tests {
    use super::{carries_pronoun, stems, stems_behind};
    use crate::fold;

    fn readings(word: &str) -> Vec<String> {
        let folded = fold(word);
        let mut all = Vec::new();
        stems(&folded, |stem| all.push(stem.word.into_owned()));
        all
    }

    #[test]
    fn every_stem_a_reader_would_see_is_among_the_readings() {
        for (word, stem) in [
            ("والبوكمال", "البوكمال"),
            ("لداعش", "داعش"),
            ("بتدمر", "تدمر"),
            ("للنظام", "النظام"),
            ("للنظام", "نظام"),
            ("للجنة", "لجنة"),
            ("وبمنطقة", "منطقة"),
            ("سيطرته", "سيطرة"),
            ("انسحابها", "انسحاب"),
            ("سيسيطر", "يسيطر"),
            ("هجوما", "هجوم"),
            ("فالمناطق", "مناطق"),
        ] {
            assert!(
                readings(word).contains(&fold(stem)),
                "{word} is not read as {stem}: {:?}",
                readings(word)
            );
        }
    }

    #[test]
    fn the_word_as_it_stands_comes_first() {
        assert_eq!(readings("وصل")[0], "وصل");
        assert_eq!(readings("PKK"), ["pkk"]);
    }

    #[test]
    fn a_pronoun_is_told_as_the_readings_tell_it() {
        let words = [
            "سيطرته",
            "انسحابها",
            "كتابهم",
            "مدينة",
            "مدينته",
            "سيطرة",
            "انسحاب",
            "كتاب",
            "وكتابه",
            "هم",
            "ـه",
            "1ها",
        ];
        for (written, word) in words.iter().flat_map(|a| words.map(|b| (fold(a), fold(b)))) {
            let mut read = false;
            stems(&written, |stem| read |= stem.pronoun.is_some() && stem.lead == 0 && stem.word == word);
            assert_eq!(carries_pronoun(&written, &word), read, "{written} {word}");
        }
    }

    #[test]
    fn readings_behind_something_are_the_others_without_pronoun_and_future() {
        for word in ["والبوكمال", "للنظام", "المدينة", "سيسيطر", "كذلك", "فبهجوما", "قصف", "ولكن"].map(fold)
        {
            let (mut all, mut some) = (Vec::new(), Vec::new());
            stems(&word, |stem| all.push(stem));
            stems_behind(&word, |stem| some.push(stem));
            all.retain(|stem| stem.pronoun.is_none() && !stem.future && stem.cost() > 0);
            assert_eq!(some, all, "{word}");
        }
    }
}
