//! Every word the coder knows, in one look-up: word lists, actors, people, demonyms and places.
use crate::anaphor::Anaphor;
use crate::{Actors, Gazetteer, Problem};
use marsad_data::DataFiles;
use marsad_text::{Initial, Phrase, Phrases, Stem, Text, TokenKind, carries_pronoun, conjugate, fold, stems};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A word list, by its number; its name is its path below `words/ar` without the ending (`territory/capture-verb`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ListId(pub(crate) u16);

/// The folder of the word lists that each name one sort of source.
pub(crate) const SOURCES: &str = "sources/";

/// Wa- and fa-, "and".
const AND: [char; 2] = ['\u{648}', '\u{641}'];

/// What a phrase of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It stands in a word list.
    List(ListId),
    /// It names an actor, by its row; in context only, where `context`.
    Actor { row: u32, context: bool },
    /// It names a group of people, by its row, and how many: 1, 2, or 0 for several.
    People { row: u16, number: u8 },
    /// It is a nationality adjective, by its row.
    Demonym(u16),
    /// It names one or more places.
    Place,
    /// It points back to a place, by its row of `places/anaphors.csv`.
    Anaphor(u16),
}

/// A phrase of the lexicon where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) tokens: Range<usize>,
    pub(crate) meaning: Meaning,
    /// Clitics of the first token (and the pronoun of the last).
    pub(crate) clitics: Clitics,
}

/// What was written as one word with a phrase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one clitic")]
pub(crate) struct Clitics {
    pub(crate) conjunction: bool,
    pub(crate) preposition: Option<char>,
    pub(crate) article: bool,
    pub(crate) future: bool,
    pub(crate) pronoun: bool,
    /// Whether the alef of an indefinite accusative ends it.
    pub(crate) accusative: bool,
    /// Folded letters in front that are no part of the phrase.
    pub(crate) lead: usize,
    pub(crate) cost: u8,
}

/// Every phrase the coder knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    phrases: Phrases<Meaning>,
    lists: FxHashMap<String, ListId>,
    names: Vec<String>,
    /// Which lists hold verbs, by their number.
    verbs: Vec<bool>,
}

impl Lexicon {
    /// The lexicon of the data files, the actor dictionary and the gazetteer.
    pub(crate) fn build(
        data: &DataFiles,
        actors: &Actors,
        gazetteer: &Gazetteer,
        anaphors: &[Anaphor],
    ) -> Self {
        let mut lexicon = Self::default();
        for (file, text) in data.under("words/ar", "txt") {
            let name = file.trim_start_matches("words/ar/").trim_end_matches(".txt");
            lexicon.add_list(name, text);
        }
        for (row, anaphor) in anaphors.iter().enumerate() {
            lexicon.phrases.insert(&anaphor.phrase, Meaning::Anaphor(u16::try_from(row).unwrap_or(u16::MAX)));
        }
        lexicon.add_actors(actors);
        lexicon.add_people(actors);
        for name in gazetteer.folded_names() {
            lexicon.phrases.insert_folded(name, Meaning::Place);
        }
        lexicon
    }

    /// The list of that name, or a problem that names the rule that wants it.
    pub(crate) fn list(&self, name: &str, wanted_by: &str) -> Result<ListId, Problem> {
        self.lists.get(name).copied().ok_or_else(|| {
            let what = format!("there is no word list \"{name}\"");
            Problem::at(wanted_by, 0, what, format!("write words/ar/{name}.txt, or correct the name"))
        })
    }

    /// What sort of source the words of a list are: the list's name below [`SOURCES`].
    pub(crate) fn source_kind(&self, list: ListId) -> Option<&str> {
        self.names.get(usize::from(list.0))?.strip_prefix(SOURCES)
    }

    /// How many word lists there are.
    pub(crate) fn list_count(&self) -> usize {
        self.names.len()
    }

    fn add_list(&mut self, name: &str, text: &str) {
        let id = ListId(u16::try_from(self.names.len()).unwrap_or(u16::MAX));
        self.lists.insert(name.to_owned(), id);
        self.names.push(name.to_owned());
        let verbs = text.lines().any(|line| line.trim() == "#! verb");
        self.verbs.push(verbs);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if verbs {
                for form in conjugate(line) {
                    self.phrases.insert_folded(&form, Meaning::List(id));
                }
            } else {
                self.phrases.insert(line, Meaning::List(id));
            }
        }
    }

    /// Whether a phrase stands in a list of verbs.
    pub(crate) fn is_verb(&self, meaning: Meaning) -> bool {
        matches!(meaning, Meaning::List(list) if self.verbs.get(usize::from(list.0)) == Some(&true))
    }

    fn add_actors(&mut self, actors: &Actors) {
        for (row, actor) in actors.iter().enumerate() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            for surface in split(&actor.surfaces).chain([actor.name_ar.as_str()]) {
                self.phrases.insert(surface, Meaning::Actor { row, context: false });
            }
            for surface in split(&actor.context_surfaces) {
                self.phrases.insert(surface, Meaning::Actor { row, context: true });
            }
        }
    }

    fn add_people(&mut self, actors: &Actors) {
        for (row, group) in actors.people.iter().enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            for (forms, number) in [(&group.singular, 1), (&group.dual, 2), (&group.plural, 0)] {
                split(forms).for_each(|form| self.phrases.insert(form, Meaning::People { row, number }));
            }
        }
        for (row, demonym) in actors.demonyms.iter().enumerate() {
            let meaning = Meaning::Demonym(u16::try_from(row).unwrap_or(u16::MAX));
            let he = fold(&demonym.adjective);
            // Masculine, feminine (ta marbuta folds to ha), sound plural, duals.
            for ending in [
                "",
                "\u{647}",
                "\u{64A}\u{646}",
                "\u{648}\u{646}",
                "\u{627}\u{646}",
                "\u{62A}\u{627}\u{646}",
                "\u{62A}\u{64A}\u{646}",
            ] {
                self.phrases.insert_folded(&format!("{he}{ending}"), meaning);
            }
        }
    }

    /// The readings of a folded word that phrases begin with, in the order of [`stems`], the longest phrases first.
    pub(crate) fn readings(&self, word: &str, out: &mut Vec<Reading>) {
        stems(word, |stem| {
            let Some(number) = self.phrases.first_word(&stem.word) else { return };
            let phrases = self.phrases.of_first_word(number);
            let verb = may_be_verb(&stem);
            let (clitics, marbuta) = (Clitics::of(&stem), stem.pronoun == Some("\u{647}"));
            // A pronoun on the first word ends a phrase of one word only.
            let long = phrases.iter().take_while(|phrase| phrase.len() > 1).count();
            if long > 0 && !clitics.pronoun {
                let initials = phrases.iter().take(long).filter_map(Phrase::second);
                let seconds = initials.fold(0, |seconds, initial| seconds | initial.bit());
                out.push(Reading { clitics, marbuta, of: Begun::Phrases { number, verb, seconds } });
            }
            let alone = phrases.iter().skip(long).filter(|phrase| verb || !self.is_verb(phrase.meaning));
            out.extend(alone.map(|phrase| Reading { clitics, marbuta, of: Begun::Word(phrase.meaning) }));
        });
    }

    /// Whether a folded word has a meaning of its own, bare or with what may be written as one with it.
    pub(crate) fn knows(&self, word: &str) -> bool {
        let mut readings = Vec::new();
        self.readings(word, &mut readings);
        readings.iter().any(|reading| matches!(reading.of, Begun::Word(_)))
    }

    /// Every phrase that begins at a token, in each of its readings.
    pub(crate) fn hits(&self, readings: &[Reading], text: &Text, token: usize, out: &mut Vec<Hit>) {
        if readings.is_empty() || text.tokens.get(token).is_none_or(|token| token.kind != TokenKind::Word) {
            return;
        }
        let and = begins_with_and(text, token);
        let next = text.folded(past_joint(text, token + 1));
        let second = second(text, token);
        let marbuta = readings.iter().any(|reading| reading.marbuta) && ends_with_ta_marbuta(text, token);
        for reading in readings.iter().filter(|it| !(and && it.clitics.lead == 0 || marbuta && it.marbuta)) {
            match reading.of {
                Begun::Word(meaning) => {
                    out.push(Hit { tokens: token..token + 1, meaning, clitics: reading.clitics });
                }
                Begun::Phrases { number, verb, seconds } => {
                    if seconds & second == 0 {
                        continue;
                    }
                    for phrase in self.phrases.going_on(number, next) {
                        if !verb && self.is_verb(phrase.meaning) {
                            continue;
                        }
                        let Some((end, pronoun)) = stands(phrase.rest(), text, token) else { continue };
                        let clitics = Clitics { pronoun, ..reading.clitics };
                        out.push(Hit { tokens: token..end, meaning: phrase.meaning, clitics });
                    }
                }
            }
        }
    }
}

/// What is read in a word where no phrase goes on behind it, and what tells whether that is so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alone {
    /// The phrases of this one word, as if it stood first.
    pub(crate) hits: Vec<Hit>,
    /// The initials of the second words of longer phrases.
    seconds: u64,
    /// Whether a reading takes off the pronoun -h.
    marbuta: bool,
    /// Whether wa- or fa- may begin it.
    and: bool,
}

impl Alone {
    pub(crate) fn of(word: &str, readings: &[Reading]) -> Self {
        let marbuta = readings.iter().any(|it| it.marbuta);
        let mut alone = Self { marbuta, and: word.starts_with(AND), ..Self::default() };
        for reading in readings {
            match reading.of {
                Begun::Word(meaning) => {
                    alone.hits.push(Hit { tokens: 0..1, meaning, clitics: reading.clitics });
                }
                Begun::Phrases { seconds, .. } => alone.seconds |= seconds,
            }
        }
        alone
    }

    /// Whether a token is read so: no phrase goes on behind it, and how it is spelt rules no reading out.
    pub(crate) fn holds(&self, text: &Text, token: usize) -> bool {
        text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word)
            && self.seconds & second(text, token) == 0
            && !(self.marbuta && ends_with_ta_marbuta(text, token))
            && !(self.and && begins_with_and(text, token))
    }
}

/// The bit of the initial of the word behind a token.
fn second(text: &Text, token: usize) -> u64 {
    Initial::of(text.folded(past_joint(text, token + 1))).map_or(0, Initial::bit)
}

/// One way to read a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    clitics: Clitics,
    /// Whether it takes off the pronoun -h, which ta marbuta is folded to.
    marbuta: bool,
    of: Begun,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy)]
enum Begun {
    /// The word alone is one.
    Word(Meaning),
    /// Phrases of several words: the number of their first word, whether they may be verbs, and the initials of
    /// their second words.
    Phrases { number: usize, verb: bool, seconds: u64 },
}

/// Whether a word is wa- or fa- before a word with a hamza: no stem begins so, though folding hides it (wa-adda, wadi).
fn begins_with_and(text: &Text, token: usize) -> bool {
    if !text.folded(token).starts_with(AND) {
        return false;
    }
    let mut letters = text.words(token..token + 1).chars();
    let first = letters.next().is_some_and(|c| AND.contains(&c));
    first && letters.next().is_some_and(|c| matches!(c, '\u{623}' | '\u{625}'))
}

/// Verbs take no article, no accusative and of the prepositions only li- before the present ("so that it takes").
fn may_be_verb(stem: &Stem) -> bool {
    let present = stem.word.starts_with(['\u{64A}', '\u{62A}', '\u{646}']);
    let governed = stem.preposition.is_some_and(|letter| letter != '\u{644}' || !present);
    !stem.article && !stem.accusative && !governed
}

impl Clitics {
    fn of(stem: &Stem) -> Self {
        Self {
            conjunction: stem.conjunction,
            preposition: stem.preposition,
            article: stem.article,
            future: stem.future,
            pronoun: stem.pronoun.is_some(),
            accusative: stem.accusative,
            lead: stem.lead,
            cost: stem.cost(),
        }
    }
}

/// A token, or the one after it where it is a mark that joins words into one name: a hashtag's underscore, a stroke, a dash.
fn past_joint(text: &Text, token: usize) -> usize {
    token + usize::from(matches!(text.folded(token), "_" | "/" | "-"))
}

/// Where a phrase ends whose words after the first are `rest`, and whether its last word carries a pronoun; none where
/// they do not stand after `token`. Marks that join words may part them.
fn stands(rest: &[String], text: &Text, token: usize) -> Option<(usize, bool)> {
    let mut at = token;
    let mut pronoun = false;
    for (index, word) in rest.iter().enumerate() {
        at = past_joint(text, at + 1);
        let written = text.folded(at);
        if written != word {
            pronoun = index + 1 == rest.len() && carries_pronoun(written, word);
            if !pronoun {
                return None;
            }
        }
    }
    Some((at + 1, pronoun))
}

/// Whether a word ends with ta marbuta, so that no pronoun -h can be taken off it: folded they are one letter.
fn ends_with_ta_marbuta(text: &Text, token: usize) -> bool {
    // Arabic letters are told without Unicode's tables.
    let is_letter = |c: &char| matches!(c, '\u{620}'..='\u{64A}') || c.is_alphabetic();
    text.words(token..token + 1).chars().rev().find(is_letter) == Some('\u{629}')
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|name| !name.is_empty())
}
