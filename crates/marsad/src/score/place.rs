//! Whether two surfaces name one place, as a reader would say: "in the city of Tadmur" and "Tadmur".
//!
//! Letters are escaped because this is orthography; the generic words are data.
use marsad_data::DataFiles;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const HEADS_FILE: &str = "words/score/place-heads.txt";
const ENGLISH_HEADS: [&str; 4] = ["city of", "town of", "village of", "the"];

const WAW: char = '\u{648}';
const FA: char = '\u{641}';
const BA: char = '\u{628}';
const LAM: char = '\u{644}';
const KAF: char = '\u{643}';
const ARTICLE: &str = "\u{627}\u{644}";
/// Ka- with the article: ka- alone is too often part of a name.
const LIKE_THE: &str = "\u{643}\u{627}\u{644}";

/// Compares names of places.
#[derive(Debug, Clone)]
pub(crate) struct PlaceNames {
    heads: Vec<String>,
}

impl PlaceNames {
    pub(crate) fn load(data: &DataFiles) -> Self {
        let lines = data.get(HEADS_FILE).unwrap_or_default().lines().map(str::trim);
        let heads = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(plain);
        Self { heads: heads.collect() }
    }

    /// Whether both name one place, generic words, articles and prefixes left aside.
    pub(super) fn same(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.key(a), self.key(b));
        a == b || unprefixed(&a) == b || a == unprefixed(&b) || unprefixed(&a) == unprefixed(&b)
    }

    /// A surface without its generic words and without any article.
    fn key(&self, surface: &str) -> String {
        let mut key = plain(surface);
        for _ in 0..3 {
            let bare = self.without_head(self.without_clitics(&key)).to_owned();
            if bare == key {
                break;
            }
            key = bare;
        }
        let words = key.split(' ').map(|word| word.strip_prefix(ARTICLE).unwrap_or(word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Takes a generic word off the front, where another follows.
    fn without_head<'k>(&self, key: &'k str) -> &'k str {
        let mut heads = self.heads.iter().map(String::as_str).chain(ENGLISH_HEADS);
        heads.find_map(|head| key.strip_prefix(head)?.strip_prefix(' ')).unwrap_or(key)
    }

    /// Takes wa-, fa-, bi-, li-, ka- and the article off a generic word.
    fn without_clitics<'k>(&self, key: &'k str) -> &'k str {
        for one in optional(key, &[WAW, FA]) {
            for two in optional(one, &[BA, LAM, KAF]) {
                for three in [without_article(two), Some(two)].into_iter().flatten() {
                    if self.begins_with_head(three) {
                        return three;
                    }
                }
            }
        }
        key
    }

    fn begins_with_head(&self, key: &str) -> bool {
        self.heads.iter().any(|head| {
            key.strip_prefix(head.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

/// The text without one of these letters in front, if it has one, and the text as it is.
fn optional<'k>(key: &'k str, letters: &[char]) -> impl Iterator<Item = &'k str> {
    [key.strip_prefix(letters), Some(key)].into_iter().flatten()
}

/// Takes the article off, or the lam that li- leaves of it.
fn without_article(key: &str) -> Option<&str> {
    key.strip_prefix(ARTICLE).or_else(|| key.strip_prefix(LAM).filter(|rest| rest.starts_with(LAM)))
}

/// Takes wa-, fa-, bi- or li- off the front, where three letters follow.
fn unprefixed(key: &str) -> &str {
    let word = |rest: &&str| {
        let mut letters = rest.chars();
        (0..3).all(|_| letters.next().is_some_and(is_word))
    };
    let single = key.strip_prefix([WAW, FA, BA, LAM]).filter(word);
    single.or_else(|| key.strip_prefix(LIKE_THE).filter(word)).unwrap_or(key)
}

/// A surface with spelling variants and punctuation folded away.
fn plain(surface: &str) -> String {
    let mut folded = String::with_capacity(surface.len());
    for c in surface.nfkc().filter(|&c| !is_silent(c)).flat_map(char::to_lowercase) {
        let c = unvaried(c);
        folded.push(if is_word(c) { c } else { ' ' });
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Short vowels, doubling, dagger alef and tatweel.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}' | '\u{640}')
}

/// The letter that stands for all ways to write it.
fn unvaried(c: char) -> char {
    match c {
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{626}' => '\u{64A}',
        '\u{629}' => '\u{647}',
        '\u{624}' => WAW,
        other => other,
    }
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::PlaceNames;
    use marsad_data::DataFiles;

    #[test]
    fn a_generic_word_and_what_is_joined_to_it_make_no_other_place() {
        let names = PlaceNames::load(&DataFiles::embedded());
        for (a, b) in
            [("بمدينة تدمر", "تدمر"), ("وحيي الجورة", "الجوره"), ("لتدمر", "تدمر"), ("ومحافظة حَلَب", "حلب")]
        {
            assert!(names.same(a, b), "{a} is {b}");
        }
        assert!(!names.same("دير الزور", "دير حافر"));
        assert!(!names.same("مدينة", "حي"), "a generic word alone is no name");
    }
}
