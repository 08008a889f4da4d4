//! Folding: spelling variants of one word become one form.
//!
//! Reports spell the same name with and without hamza, with ta marbuta or ha, with alef maqsura or ya, vowelled or not,
//! stretched by tatweel or in presentation forms. Lexicons are folded when they are loaded and texts while they are
//! tokenised, so that both meet. Code points are escaped here because this is orthography, not vocabulary.
use unicode_normalization::UnicodeNormalization;

/// What folding makes of one code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    /// Stands for this code point.
    To(char),
    /// Leaves nothing: a vowel mark, tatweel, a joiner or a direction mark.
    Nothing,
    /// A compatibility form that decomposes into several code points.
    Many,
}

/// The first letter of the Arabic alphabet.
const FIRST_LETTER: u32 = 0x620;

/// What each letter of the Arabic alphabet is folded to, in order: nearly all that texts are made of.
const LETTERS: [char; 0x2B] = {
    let mut letters = ['\0'; 0x2B];
    let mut at = 0;
    while at < 0x2B {
        if let Some(letter) = char::from_u32(FIRST_LETTER + at) {
            letters[at as usize] = fold_letter(letter);
        }
        at += 1;
    }
    letters
};

/// Folds a letter of the Arabic alphabet.
const fn fold_letter(c: char) -> char {
    match c {
        // alef with madda, hamza above, hamza below
        '\u{622}' | '\u{623}' | '\u{625}' => '\u{627}',
        // alef maqsura, ya with hamza
        '\u{649}' | '\u{626}' => '\u{64A}',
        // ta marbuta
        '\u{629}' => '\u{647}',
        // waw with hamza
        '\u{624}' => '\u{648}',
        _ => c,
    }
}

/// The folded form of a letter of the Arabic alphabet; none of any other code point.
pub(crate) fn folded_letter(c: char) -> Option<char> {
    if !is_arabic_letter(c) {
        return None;
    }
    LETTERS.get((u32::from(c) - FIRST_LETTER) as usize).copied()
}

/// Folds one code point.
pub(crate) fn fold_char(c: char) -> Folded {
    if let Some(letter) = folded_letter(c) {
        return Folded::To(letter);
    }
    match c {
        'a'..='z' | '0'..='9' => Folded::To(c),
        'A'..='Z' => Folded::To(c.to_ascii_lowercase()),
        // alef wasla
        '\u{671}' => Folded::To('\u{627}'),
        // Farsi ya
        '\u{6CC}' => Folded::To('\u{64A}'),
        // heh goal, heh with ya above
        '\u{6C1}' | '\u{6C0}' => Folded::To('\u{647}'),
        // keheh, gaf
        '\u{6A9}' | '\u{6AF}' => Folded::To('\u{643}'),
        // Arabic-Indic and extended Arabic-Indic digits
        '\u{660}'..='\u{669}' => Folded::To(digit(c, 0x660)),
        '\u{6F0}'..='\u{6F9}' => Folded::To(digit(c, 0x6F0)),
        _ if is_silent(c) => Folded::Nothing,
        // presentation forms A and B, fullwidth forms, ligatures
        '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF00}'..='\u{FFEF}' => Folded::Many,
        _ => Folded::To(c.to_lowercase().next().unwrap_or(c)),
    }
}

/// Whether a code point says nothing about which word it stands in: vowel marks, tatweel, joiners, direction marks.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{610}'..='\u{61A}' | '\u{6D6}'..='\u{6ED}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}'
        | '\u{61C}' | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}')
}

/// Whether a code point is a letter of the Arabic alphabet: most of a text, told without Unicode's tables.
pub(crate) fn is_arabic_letter(c: char) -> bool {
    // Two tests of which the second seldom fails: letters of either half of the alphabet take the same way.
    matches!(c, '\u{620}'..='\u{64A}') && c != '\u{640}'
}

/// Whether a code point is a letter; of the Arabic alphabet and its punctuation told without Unicode's tables.
pub(crate) fn is_letter(c: char) -> bool {
    is_arabic_letter(c) || !is_sign(c) && c.is_alphabetic()
}

/// Whether a code point is a sign that Arabic text is full of: its comma, semicolon and question mark, quotation marks and
/// the block of general punctuation. Not all signs are.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{AB}' | '\u{BB}' | '\u{2000}'..='\u{206F}')
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

/// Appends the folded form of `c` to `out`.
pub(crate) fn push_folded(c: char, out: &mut String) {
    match fold_char(c) {
        Folded::To(plain) => out.push(plain),
        Folded::Nothing => {}
        Folded::Many => {
            for part in std::iter::once(c).nfkc() {
                if let Folded::To(plain) = fold_char(part) {
                    out.push(plain);
                }
            }
        }
    }
}

/// The folded form of a name or phrase: words of it one space apart, punctuation dropped.
///
/// ```
/// assert_eq!(marsad_text::fold("  الجُــورة "), marsad_text::fold("الجوره"));
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(letter) = folded_letter(c) {
            out.push(letter);
        } else {
            push_other(c, &mut out);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Appends the folded form of `c` where it belongs to a word, else one space between words.
fn push_other(c: char, out: &mut String) {
    let before = out.len();
    push_folded(c, out);
    let word = out.chars().next_back().is_none_or(|last| is_letter(last) || last.is_numeric());
    if out.len() > before && !word {
        out.truncate(before);
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn variants_of_a_word_fold_to_one_form() {
        for (a, b) in [
            ("أحياء", "احياء"),
            ("مدينة", "مدينه"),
            ("على", "علي"),
            ("قصـــف", "قصف"),
            ("ﻻجئ", "لاجي"),
            ("٢٥", "25"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["«حيّ» الجُورة، شرقيّ", "PKK/PYD", "ﷲ أكبر", ""] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
