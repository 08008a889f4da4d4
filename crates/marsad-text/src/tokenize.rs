//! One pass from characters to tokens and sentences.
//!
//! Repairs what reports do to words without touching the text: a word broken by dots between two tatweels is one token,
//! and so is one broken by dots alone where the caller knows the whole; a hashtag's underscores part words, marks of vowel and direction vanish from the folded form alone.
use crate::fold::{fold, folded_letter, is_arabic_letter, is_letter, is_silent, push_folded};
use crate::{Sentence, Span, Text, Token, TokenKind};

const TATWEEL: char = '\u{640}';
/// Tokens after which a sentence ends at its next mark; the longest real ones have about 150.
const LONG: usize = 250;
/// Letters that a broken word has at least: shorter ones are initials (U.N.).
const LEAST_MENDED: usize = 4;

/// What is put behind all folded tokens: as many bytes as a token's key is made of.
const KEY: &str = "                ";

/// Signs that reports break words with, so that filters of social networks do not know them.
const BREAKS: [char; 7] = ['.', '*', '\u{B7}', '\u{2022}', '_', '-', '\u{60C}'];

/// Splits a text into sentences and tokens; never fails, whatever the text is.
///
/// Joined back together with the white space between them, the tokens give the original text.
pub fn tokenize(source: &str) -> Text<'_> {
    tokenize_knowing(source, &|_| false)
}

/// The same, with words that signs break mended where `is_word` knows the whole, folded, but not each of its parts:
/// a full stop without a space behind it breaks nothing.
pub fn tokenize_knowing<'a>(source: &'a str, is_word: &dyn Fn(&str) -> bool) -> Text<'a> {
    let mut scanner = Scanner::new(source, is_word);
    while let Some((at, c)) = scanner.peek() {
        if is_arabic_letter(c) {
            scanner.word(at);
        } else if c == '\n' || c == '\r' || c == '\u{2029}' {
            scanner.end_sentence();
            scanner.bump();
        } else if c.is_whitespace() || is_silent(c) {
            scanner.bump();
        } else if c.is_numeric() {
            scanner.number(at);
        } else if is_letter(c) {
            scanner.word(at);
        } else {
            scanner.mark(at);
        }
    }
    scanner.end_sentence();
    scanner.text.folded.push_str(KEY);
    scanner.text
}

struct Scanner<'a, 'w> {
    text: Text<'a>,
    is_word: &'w dyn Fn(&str) -> bool,
    /// Byte offset of the next character.
    byte: usize,
    /// Code point offset of the next character.
    point: u32,
    /// First token of the sentence being read.
    first: usize,
    /// Whether a full stop was read and only closing quotes may still belong to the sentence.
    closing: bool,
}

impl<'a, 'w> Scanner<'a, 'w> {
    fn new(source: &'a str, is_word: &'w dyn Fn(&str) -> bool) -> Self {
        let text =
            Text { source, folded: String::with_capacity(source.len() + KEY.len()), ..Text::default() };
        Self { text, is_word, byte: 0, point: 0, first: 0, closing: false }
    }

    fn rest(&self) -> &'a str {
        self.text.source.get(self.byte..).unwrap_or_default()
    }

    fn peek(&self) -> Option<(usize, char)> {
        self.rest().chars().next().map(|c| (self.byte, c))
    }

    fn bump(&mut self) {
        if let Some((_, c)) = self.peek() {
            self.byte += c.len_utf8();
            self.point += 1;
        }
    }

    /// Adds the token that began there, whose folded form is what the folded text holds from `folded` on.
    fn push(&mut self, kind: TokenKind, byte: usize, point: u32, folded: usize) {
        let folded = folded..self.text.folded.len();
        let span = Span::new(point, self.point);
        self.text.tokens.push(Token { kind, span, bytes: byte..self.byte, folded });
        self.bound_sentence(kind);
    }

    /// Folds what was passed over since a byte; of a word no signs that break it.
    fn fold_from(&mut self, kind: TokenKind, byte: usize) {
        for c in self.text.source.get(byte..self.byte).unwrap_or_default().chars() {
            if kind != TokenKind::Word || is_letter(c) || c.is_numeric() || is_silent(c) {
                push_folded(c, &mut self.text.folded);
            }
        }
    }

    /// Ends a sentence that never ends, at a mark if one comes: the work on a sentence grows with its square.
    fn bound_sentence(&mut self, kind: TokenKind) {
        let length = self.text.tokens.len() - self.first;
        if length >= LONG && kind == TokenKind::Mark || length >= 2 * LONG {
            self.end_sentence();
        }
    }

    fn word(&mut self, byte: usize) {
        self.open_sentence();
        let (point, folded) = (self.point, self.text.folded.len());
        self.fold_letters();
        // Most words have no more.
        if !self.rest().starts_with(' ') {
            self.rest_of_word(byte);
        }
        self.push(TokenKind::Word, byte, point, folded);
    }

    /// Passes over what of the word that began there is no letter of the Arabic alphabet, and what follows it.
    fn rest_of_word(&mut self, byte: usize) {
        let rest = self.byte;
        while let Some((_, c)) = self.peek() {
            if is_letter(c) || is_silent(c) {
                self.bump();
                if c == TATWEEL {
                    self.bridge();
                }
            } else {
                break;
            }
        }
        // "M4", "T4": a designation is one word.
        let latin = self.text.source.get(byte..self.byte).is_some_and(is_latin);
        while latin && self.peek().is_some_and(|(_, c)| c.is_ascii_digit()) {
            self.bump();
        }
        self.mend(byte);
        self.fold_from(TokenKind::Word, rest);
    }

    /// Behind a word's letters: passes over signs and the letters right behind them, where only the whole is a word.
    fn mend(&mut self, byte: usize) {
        let broken = |c: char| BREAKS.contains(&c) && c != '_' && c != '\u{60C}';
        let mut next = self.rest().chars();
        if !(next.next().is_some_and(broken) && next.next().is_some_and(is_arabic_letter)) {
            return;
        }
        let goes_on = |c: char| broken(c) || is_letter(c) || is_silent(c);
        let from = self.text.source.get(byte..).unwrap_or_default();
        let whole = from.split(|c| !goes_on(c)).next().unwrap_or_default().trim_end_matches(broken);
        let end = byte + whole.len();
        let letters: String = whole.chars().filter(|&c| !broken(c)).collect();
        let letters = fold(&letters);
        if letters.chars().count() < LEAST_MENDED || !(self.is_word)(&letters) {
            return;
        }
        if whole.split(broken).all(|part| (self.is_word)(&fold(part))) {
            return;
        }
        while self.byte < end {
            self.bump();
        }
    }

    /// Passes over letters of the Arabic alphabet, all that most words have, and folds them; each takes two bytes.
    fn fold_letters(&mut self) {
        let mut letters = 0;
        for letter in self.rest().chars().map_while(folded_letter) {
            self.text.folded.push(letter);
            letters += 1;
        }
        self.point += letters;
        self.byte += 2 * letters as usize;
    }

    /// After a tatweel: passes over dots, stars or a space that break a word in two, where it goes on right after.
    fn bridge(&mut self) {
        let breaks = |c: &char| *c == ' ' || BREAKS.contains(c);
        let length = self.rest().chars().take(5).take_while(breaks).count();
        let next = self.rest().chars().nth(length);
        let goes_on = next == Some(TATWEEL) && length > 0;
        let spaced = self.rest().chars().take(length).any(|c| c == ' ');
        let joined = length > 0 && !spaced && next.is_some_and(is_letter);
        if goes_on || joined {
            for _ in 0..length {
                self.bump();
            }
        }
    }

    fn number(&mut self, byte: usize) {
        self.open_sentence();
        let point = self.point;
        while let Some((_, c)) = self.peek() {
            if !is_arabic_letter(c) && (c.is_numeric() || self.at_separator(c)) {
                self.bump();
            } else {
                break;
            }
        }
        let folded = self.text.folded.len();
        self.fold_from(TokenKind::Number, byte);
        self.push(TokenKind::Number, byte, point, folded);
    }

    /// Whether `c` parts thousands (three digits follow) or decimals inside a number.
    fn at_separator(&self, c: char) -> bool {
        let digits = self.rest().chars().skip(1).take_while(|c| c.is_numeric()).count();
        match c {
            ',' | '\u{66C}' | '\u{60C}' => digits == 3,
            '.' | '\u{66B}' => digits > 0,
            _ => false,
        }
    }

    fn mark(&mut self, byte: usize) {
        let point = self.point;
        let Some((_, c)) = self.peek() else { return };
        let adjacent = self.text.tokens.last().is_some_and(|last| last.bytes.end == byte);
        if self.closing && !(adjacent && (is_closing(c) || is_stop(c))) {
            self.end_sentence();
        }
        self.bump();
        let stops = is_stop(c) && !self.inside_abbreviation(c);
        let folded = self.text.folded.len();
        self.fold_from(TokenKind::Mark, byte);
        self.push(TokenKind::Mark, byte, point, folded);
        self.closing |= stops;
    }

    /// Whether the full stop just read follows a single letter or parts two Latin letters ("d. Ahmad", "u.n").
    fn inside_abbreviation(&self, c: char) -> bool {
        let Some(last) = self.text.tokens.len().checked_sub(1).filter(|&last| last >= self.first) else {
            return false;
        };
        let before = self.text.folded(last);
        let next = self.rest().chars().next();
        let latin = before.ends_with(|c: char| c.is_ascii_alphabetic())
            && next.is_some_and(|c| c.is_ascii_alphabetic());
        c == '.' && self.text.tokens[last].kind == TokenKind::Word && (before.chars().count() == 1 || latin)
    }

    fn open_sentence(&mut self) {
        if self.closing {
            self.end_sentence();
        }
    }

    fn end_sentence(&mut self) {
        let tokens = self.first..self.text.tokens.len();
        if !tokens.is_empty() {
            let span = self.text.span(tokens.clone());
            self.text.sentences.push(Sentence { span, tokens });
        }
        self.first = self.text.tokens.len();
        self.closing = false;
    }
}

fn is_latin(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// Signs that end a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{61F}' | '\u{2026}' | '\u{6D4}')
}

/// Signs that may follow a full stop within its sentence.
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{BB}' | '\u{201D}' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::{tokenize, tokenize_knowing};

    fn words(text: &str) -> Vec<String> {
        let text = tokenize(text);
        (0..text.tokens.len()).map(|token| text.folded(token).to_owned()).collect()
    }

    #[test]
    fn broken_and_stretched_words_are_one_token() {
        assert_eq!(words("قصـ.ـف"), ["قصف"]);
        assert_eq!(words("ميلـ.ـيشـ.ـيا"), ["ميليشيا"]);
        assert_eq!(words("قصـ ـف مدفعـي"), ["قصف", "مدفعي"]);
    }

    #[test]
    fn a_word_broken_by_signs_alone_is_mended_where_only_the_whole_is_known() {
        let known = |word: &str| ["النظام", "سيطر", "انتهي", "وقال", "داعش"].contains(&word);
        let text = tokenize_knowing("س.ي*طر ا.لنظام ودحر دا-عش. انتهى.وقال د.أحمد ق.ف", &known);
        let sentences: Vec<_> = text.sentences.iter().map(|s| text.words(s.tokens.clone())).collect();
        assert_eq!(sentences, ["س.ي*طر ا.لنظام ودحر دا-عش.", "انتهى.", "وقال د.أحمد ق.ف"]);
        assert_eq!(text.folded_words(0..5), "سيطر النظام ودحر داعش");
        assert_eq!(text.folded(0), "سيطر");
    }

    #[test]
    fn a_name_broken_by_signs_is_one_word_again() {
        let text = tokenize("مدينة تـ.ـدمر و#خان_شيخون");
        assert_eq!(text.folded_words(0..text.tokens.len()), "مدينه تدمر و خان شيخون");
    }

    #[test]
    fn a_designation_is_one_word() {
        assert_eq!(words("طريق M4 (M5) و300 قتيل"), ["طريق", "m4", "(", "m5", ")", "و", "300", "قتيل"]);
    }

    #[test]
    fn hashtags_part_at_underscores() {
        assert_eq!(words("#دير_الزور"), ["#", "دير", "_", "الزور"]);
    }

    #[test]
    fn sentences_end_at_stops_and_lines_not_at_decimals() {
        let text = tokenize("قتل 2.5 ألف.وقد عاد د. أحمد\nنعم؟ \"لا.\" ثم");
        let sentences: Vec<_> = text.sentences.iter().map(|s| text.words(s.tokens.clone())).collect();
        assert_eq!(sentences, ["قتل 2.5 ألف.", "وقد عاد د. أحمد", "نعم؟", "\"لا.\"", "ثم"]);
    }

    #[test]
    fn thousands_are_one_number() {
        assert_eq!(words("١٢٬٥٠٠ و1,200 24/7"), ["12٬500", "و", "1,200", "24", "/", "7"]);
    }
}
