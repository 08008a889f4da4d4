//! Page furniture: headlines of other articles, sharing and comment boxes that a saved page leaves in a report's text.
//!
//! What such lines say is not said by the report, so whoever reads sentences passes over them.
use crate::fold::{Folded, fold_char, is_letter};
use crate::{DataProblem, Span, fold, word_table};
use marsad_data::DataFiles;

const FILE: &str = "words/ar/text/furniture.csv";
/// A headline is no longer than this; a longer line is the report's own again.
const HEADLINE_WORDS: usize = 25;
/// "Share on …" is no longer than this.
const BUTTON_WORDS: usize = 5;
/// So much of a line is looked at for a heading, in characters.
const HEADING_CHARS: usize = 32;

/// The headings of `words/ar/text/furniture.csv`, folded.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    /// Alone on their line they head a list of headlines.
    blocks: Vec<String>,
    /// The line that they begin is furniture; those of blocks are among them.
    lines: Vec<String>,
    /// The letters that headings begin with, and their first words: most lines begin with others, and need not be looked at.
    letters: Vec<char>,
    words: Vec<String>,
}

impl Furniture {
    /// The headings of the data files.
    ///
    /// # Errors
    ///
    /// The line of `furniture.csv` whose kind is neither `block` nor `line`, or the missing file.
    pub fn load(data: &DataFiles) -> Result<Self, DataProblem> {
        let mut headings = Self::default();
        for row in word_table(data, FILE)? {
            match row.kind.as_str() {
                "block" => headings.blocks.push(fold(&row.phrase)),
                "line" => {}
                _ => return Err(row.problem(FILE)),
            }
            headings.lines.push(fold(&row.phrase));
        }
        headings.letters = headings.lines.iter().filter_map(|line| line.chars().next()).collect();
        headings.letters.sort_unstable();
        headings.letters.dedup();
        headings.words = headings.lines.iter().map(|line| first_word(line)).collect();
        headings.words.sort_unstable();
        headings.words.dedup();
        Ok(headings)
    }

    /// The lines of a text that are furniture, in order, in code points.
    pub fn spans(&self, source: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let (mut start, mut in_block) = (0, false);
        for line in source.split_inclusive('\n') {
            let end = start + u32::try_from(line.chars().count()).unwrap_or(u32::MAX - start);
            let words = line.trim_matches(|c: char| !is_letter(c) && !c.is_numeric());
            if !words.is_empty() {
                let may_begin = self.may_begin(words);
                let begins = may_begin && self.is_heading(words);
                let follows = in_block && is_headline(line);
                in_block = begins || follows;
                if begins || follows || may_begin && self.is_alone(words) {
                    spans.push(Span::new(start, end));
                }
            }
            start = end;
        }
        spans
    }

    /// Whether a line begins with the letter, and the word, that a heading begins with.
    fn may_begin(&self, line: &str) -> bool {
        let first = line.chars().map(fold_char).find(|folded| *folded != Folded::Nothing);
        let letter = first.is_some_and(|folded| match folded {
            Folded::To(letter) => self.letters.contains(&letter),
            Folded::Nothing => false,
            Folded::Many => true,
        });
        letter && self.words.contains(&first_word(line))
    }

    fn is_heading(&self, line: &str) -> bool {
        self.blocks.contains(&opening(line))
    }

    /// Whether a line is a heading with a link behind a colon, or no more than a few words that begin with one.
    fn is_alone(&self, line: &str) -> bool {
        let head = line.split([':', '\u{a9}']).next().unwrap_or_default();
        let folded = opening(head.trim_end());
        let is_few = line.split_whitespace().nth(BUTTON_WORDS).is_none();
        self.lines.iter().any(|heading| {
            let rest = folded.strip_prefix(heading.as_str());
            rest.is_some_and(|rest| rest.is_empty() || is_few && rest.starts_with(' '))
        })
    }
}

/// The first word of a line, folded.
fn first_word(line: &str) -> String {
    let mut words = line.split_whitespace().map(fold);
    let mut first = words.find(|word| !word.is_empty()).unwrap_or_default();
    first.truncate(first.find(' ').unwrap_or(first.len()));
    first
}

/// The beginning of a line, folded.
fn opening(line: &str) -> String {
    fold(&line.chars().take(HEADING_CHARS).collect::<String>())
}

/// Whether a line may be a headline: short, and without the full stop that ends a report's own sentences.
fn is_headline(line: &str) -> bool {
    !line.trim_end().ends_with('.') && line.split_whitespace().nth(HEADLINE_WORDS).is_none()
}

#[cfg(test)]
mod tests {
    use super::Furniture;
    use marsad_data::DataFiles;

    fn furniture(source: &str) -> Vec<String> {
        let headings = Furniture::load(&DataFiles::embedded()).unwrap();
        headings.spans(source).iter().map(|span| span.of(source).trim().to_owned()).collect()
    }

    #[test]
    fn headlines_below_a_heading_are_furniture_up_to_the_next_sentence() {
        let page = "قصفت المدفعية البلدة.\n\nمقالات ذات صلة\n\nغارات على المدينة\nهل تعود الهدنة؟\nوقال السكان إن القصف استمر ساعتين.\n";
        assert_eq!(furniture(page), ["مقالات ذات صلة", "غارات على المدينة", "هل تعود الهدنة؟"]);
    }

    #[test]
    fn a_link_in_the_text_is_one_line_of_furniture() {
        let page = "سقطت قذيفة.\nاقرأ أيضاً: غارات على المدينة\nوأصيب طفل";
        assert_eq!(furniture(page), ["اقرأ أيضاً: غارات على المدينة"]);
    }

    #[test]
    fn a_sentence_that_begins_with_such_words_is_the_reports_own() {
        assert_eq!(
            furniture("السابق ذكره من القتلى دفن اليوم\nالتعليقات التي نشرها القائد أثارت غضبا"),
            [""; 0]
        );
        assert_eq!(furniture(""), [""; 0]);
    }
}
