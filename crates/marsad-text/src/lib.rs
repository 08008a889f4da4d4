//! From bytes to sentences, tokens, numbers and dates: knows Arabic and English, nothing of war.
//!
//! Every position is a [`Span`] in Unicode code points of the original text, which no step alters.
#![cfg_attr(test, allow(clippy::non_ascii_literal, reason = "tests show real text"))]

mod clitic;
mod conjugate;
mod fold;
mod furniture;
mod language;
mod number;
mod phrases;
mod read;
mod report;
mod span;
mod table;
mod time;
mod token;
mod tokenize;

pub use clitic::{Stem, carries_pronoun, stems};
pub use conjugate::conjugate;
pub use fold::fold;
pub use furniture::Furniture;
pub use language::Language;
pub use number::{NumberMention, Numbers};
pub use phrases::{Initial, Phrase, Phrases};
pub use read::{
    Columns, DayError, Input, Inputs, Original, Read, ReadOptions, ReadProblem, publication_day, read_path,
    read_reports,
};
pub use report::Report;
pub use span::Span;
pub use table::{DataProblem, WordRow, word_table};
pub use time::{Grain, TimeMention, Times};
pub use token::{Sentence, Text, Token, TokenKind};
pub use tokenize::{tokenize, tokenize_knowing};
