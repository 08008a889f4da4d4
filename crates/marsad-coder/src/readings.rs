//! How a word may be read, found out once: a text repeats its words, and so do reports.
use crate::document::{Meanings, keep_likely};
use crate::lexicon::{Alone, Lexicon, Reading};
use marsad_text::{Numbers, Text, Times};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// When so many words are known, all are forgotten: memory stays bounded, and the common ones come back at once.
const MOST: usize = 1 << 16;

/// What a word may be read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vocabulary<'c> {
    pub(crate) lexicon: &'c Lexicon,
    pub(crate) numbers: &'c Numbers,
    pub(crate) times: &'c Times,
}

/// What is known of one word.
#[derive(Debug, Default)]
pub(crate) struct Known {
    readings: Vec<Reading>,
    /// What most texts that hold the word hold of it.
    pub(crate) alone: Alone,
    /// What it may mean alone.
    pub(crate) meanings: Meanings,
    pub(crate) begins: Begins,
}

impl Known {
    fn of(word: &str, vocabulary: Vocabulary) -> Self {
        let mut readings = Vec::new();
        vocabulary.lexicon.readings(word, &mut readings);
        let mut alone = Alone::of(word, &readings);
        keep_likely(&mut alone.hits);
        let begins = Begins {
            number: vocabulary.numbers.may_begin_with(word),
            time: vocabulary.times.may_begin_with(word),
        };
        Self { meanings: Meanings::of_hits(&alone.hits), alone, readings, begins }
    }

    /// The readings that phrases begin with.
    pub(crate) fn readings(&self) -> &[Reading] {
        &self.readings
    }
}

/// What else than a phrase of the lexicon may begin with a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Begins {
    pub(crate) number: bool,
    pub(crate) time: bool,
}

/// The words that were met, each with its readings.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    /// Words of few letters, packed into one number: nearly all, and found without a look at the letters elsewhere.
    short: FxHashMap<u128, u32>,
    long: FxHashMap<Box<str>, u32>,
    all: Vec<Known>,
}

impl Readings {
    /// What is known of a token's word.
    pub(crate) fn of(&mut self, text: &Text, token: usize, vocabulary: Vocabulary) -> &Known {
        let key = text.key(token);
        let known = match key {
            Some(key) => self.short.get(&key),
            None => self.long.get(text.folded(token)),
        };
        let known = known.copied().unwrap_or_else(|| self.learn(text.folded(token), key, vocabulary));
        &self.all[known as usize]
    }

    fn learn(&mut self, word: &str, key: Option<u128>, vocabulary: Vocabulary) -> u32 {
        if self.all.len() == MOST {
            *self = Self::default();
        }
        let known = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Known::of(word, vocabulary));
        match key {
            Some(key) => self.short.insert(key, known),
            None => self.long.insert(word.into(), known),
        };
        known
    }
}

/// Readings that are lent to one report at a time, so that threads need not wait for one another.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<Readings>>);

impl Shelf {
    /// Lends readings to `work`.
    pub(crate) fn lend<T>(&self, work: impl FnOnce(&mut Readings) -> T) -> T {
        let lent = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut readings = lent.unwrap_or_default();
        let done = work(&mut readings);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(readings);
        done
    }
}

impl Clone for Shelf {
    /// What was found out can be found out again.
    fn clone(&self) -> Self {
        Self::default()
    }
}
