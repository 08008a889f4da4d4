//! Finding reports by their words, whatever is written onto them.
//!
//! A text is indexed as the folded words it has and what is left of each without its clitics, so that a name is found
//! behind a conjunction, a preposition or the article, and in any of its spellings.
use crate::store::{Store, Value};
use crate::{Fault, Record, RecordError, StoredReport};
use marsad_text::{Report, fold, stems};

/// Letters below which what is left of a word says nothing.
const LEAST_LETTERS: usize = 3;

/// The folded words of a text, and their stems.
fn indexed(text: &str) -> String {
    let mut words = String::new();
    for word in fold(text).split(' ') {
        stems(word, |stem| {
            if stem.cost() == 0 || stem.word.chars().count() >= LEAST_LETTERS {
                words.push_str(&stem.word);
                words.push(' ');
            }
        });
    }
    words
}

/// The forms under which a word that is looked for may be indexed.
fn forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    stems(word, |stem| {
        let article_only = stem.cost() == u8::from(stem.article);
        let form: String = stem.word.chars().filter(|c| c.is_alphanumeric()).collect();
        if article_only && !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    });
    forms
}

pub(crate) fn index(store: &dyn Store, seq: i64, report: &Report) -> Result<(), Fault> {
    let title = report.title.as_deref().unwrap_or_default();
    // A database's text has no NUL.
    let words = indexed(&format!("{title} {}", report.text)).replace('\0', " ");
    store.execute("INSERT INTO texts (rowid, words) VALUES ($1, $2)", &[Value::Int(seq), Value::Text(&words)])
}

/// Takes a redacted report's words out of the index.
pub(crate) fn forget(store: &dyn Store, seq: i64) -> Result<(), Fault> {
    store.execute("DELETE FROM texts WHERE rowid = $1", &[Value::Int(seq)])
}

impl Record {
    /// Reports that have all these words, in any spelling and with whatever is written onto them, newest first.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<StoredReport>, RecordError> {
        let wanted: Vec<Vec<String>> =
            fold(words).split(' ').map(forms).filter(|forms| !forms.is_empty()).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.store().search(&wanted, i64::from(limit)).and_then(|found| {
            let reports = found.into_iter().map(|seq| self.stored(seq));
            reports.filter_map(Result::transpose).collect()
        });
        self.say(found)
    }
}
