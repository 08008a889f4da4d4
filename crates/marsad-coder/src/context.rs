//! What a report is about: its countries and the parties it names, to tell which army "the army" is.
use crate::document::Document;
use crate::gazetteer::Row;
use crate::lexicon::{Hit, Meaning};
use crate::words::Words;
use crate::{Actors, Gazetteer, PlaceKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Votes for the countries of a report, and how often it names each party outright.
#[derive(Debug, Default)]
pub(crate) struct Context<'c> {
    countries: BTreeMap<&'c str, u32>,
    /// The votes of parties for the first of their countries.
    firsts: BTreeMap<&'c str, u32>,
    /// The country with most votes, and those with at least half as many.
    main: Option<&'c str>,
    mains: Vec<&'c str>,
    /// Votes for the governorates that the report's unmistakable places lie in.
    governorates: BTreeMap<&'c str, u32>,
    parties: FxHashMap<u32, u32>,
    /// Names that stand behind a head noun somewhere in the report: there they are places wherever they stand.
    established: FxHashSet<String>,
    /// The countries of villages whose names a head noun or a second word shows to be names: heard where nothing else votes.
    villages: Vec<&'c str>,
    /// The head nouns that names of places stand behind in the report, folded.
    heads: Vec<String>,
    /// The year of the report, where it has a date.
    year: Option<i16>,
}

/// Hudud, "borders"; folded, as in "al-hududi", "on the border".
const BORDER: &str = "\u{62D}\u{62F}\u{648}\u{62F}";

/// Whether a country is only named as what lies across a border: "the crossing on the border with X".
fn is_across(document: &Document, words: &Words, hit: &Hit) -> bool {
    let with = document.list_before(words.prep_with, hit.tokens.start);
    let before = with.and_then(|with| with.tokens.start.checked_sub(1));
    before.is_some_and(|before| document.text.folded(before).contains(BORDER))
}

impl<'c> Context<'c> {
    /// Reads the votes off a document.
    pub(crate) fn of(
        document: &Document,
        words: &Words,
        actors: &'c Actors,
        gazetteer: &'c Gazetteer,
        year: Option<i16>,
    ) -> Self {
        let mut context = Self { year, ..Self::default() };
        let told = |token: &usize| {
            document.may_begin(words.sets.topic, *token) && !document.is_patron(words, *token)
        };
        for token in (0..document.text.tokens.len()).filter(told) {
            for hit in document.hits(token).iter().filter(|hit| !is_across(document, words, hit)) {
                match hit.meaning {
                    Meaning::Actor { row, context: false } => context.party(row, actors),
                    Meaning::Demonym(row) => {
                        context.country(actors.demonyms.get(usize::from(row)).map(|d| d.country.as_str()), 1);
                    }
                    Meaning::Place => {
                        let headed = context.establish(document, words, hit) || hit.tokens.len() > 1;
                        let surface = document.text.folded_words(hit.tokens.clone());
                        context.place(&surface, hit.clitics.lead, headed, gazetteer);
                    }
                    Meaning::List(list) if list == words.place_head => context.head(document, hit),
                    _ => {}
                }
            }
        }
        if context.countries.is_empty() {
            for country in std::mem::take(&mut context.villages) {
                context.country(Some(country), 1);
            }
        }
        // Of countries named alike the one that more of its parties are first of all at home in.
        let first = |country: &str| context.firsts.get(country).copied().unwrap_or(0);
        let most = context
            .countries
            .iter()
            .max_by_key(|(country, votes)| (**votes, first(country), Reverse(**country)));
        context.main = most.map(|(country, _)| *country);
        let top = most.map_or(0, |(_, votes)| *votes);
        let mains = context.countries.iter().filter(|(_, votes)| **votes * 2 >= top);
        context.mains = mains.map(|(country, _)| *country).collect();
        context
    }

    /// Notes a name that a head noun stands before, and says whether one does.
    fn establish(&mut self, document: &Document, words: &Words, hit: &Hit) -> bool {
        let head = document.list_before(words.place_head, hit.tokens.start);
        let headed = hit.clitics.lead == 0 && head.is_some_and(|head| !head.clitics.article);
        if headed {
            self.established.insert(document.text.folded_words(hit.tokens.clone()).into_owned());
        }
        headed
    }

    /// Notes a head noun of places that stands without article: what it heads is one.
    fn head(&mut self, document: &Document, hit: &Hit) {
        let clitics = hit.clitics;
        let names = |other: &Hit| matches!(other.meaning, Meaning::Actor { .. }) && other.tokens.len() > 1;
        let party = document.hits(hit.tokens.start).iter().any(names);
        if hit.tokens.len() > 1 || clitics.article || clitics.pronoun || party {
            return;
        }
        let written = document.text.folded(hit.tokens.start);
        let bare =
            written.char_indices().nth(clitics.lead).and_then(|(at, _)| written.get(at..)).unwrap_or("");
        if !self.heads_place(bare) {
            self.heads.push(bare.to_owned());
        }
    }

    /// Whether the report names a place behind this noun, so that with the article it points back to one.
    pub(crate) fn heads_place(&self, noun: &str) -> bool {
        self.heads.iter().any(|head| head == noun)
    }

    /// Whether the report names a party outright.
    pub(crate) fn names(&self, id: &str, actors: &Actors) -> bool {
        self.parties.keys().any(|&row| actors.row(row).is_some_and(|actor| actor.id == id))
    }

    /// Whether the report says of a name that it is a place.
    pub(crate) fn establishes(&self, name: &str) -> bool {
        self.established.contains(name)
    }

    fn party(&mut self, row: u32, actors: &'c Actors) {
        *self.parties.entry(row).or_default() += 1;
        for country in actors.homes(row) {
            self.country(Some(country), 1);
        }
        if let Some(first) = actors.homes(row).first() {
            *self.firsts.entry(first).or_default() += 1;
        }
    }

    fn place(&mut self, surface: &str, lead: usize, headed: bool, gazetteer: &'c Gazetteer) {
        let name = surface.char_indices().nth(lead).map_or("", |(at, _)| surface.get(at..).unwrap_or(""));
        // A row of the user's own that lies far from any other tells no country; the built-in rows that it hides still do.
        let rows = gazetteer.every(name);
        let rows = rows.filter(|row| !row.is_added || gazetteer.get(&row.country).is_some());
        let users = rows.clone().any(|row| row.is_added);
        let rows = rows.filter(|row| !users || row.is_added);
        let Some(best) = rows.clone().map(|row| row.kind).min() else { return };
        self.governorate(rows.clone(), gazetteer);
        // A name that two countries share says little of either.
        let first = rows.clone().next().map(|first| first.country.as_str());
        let shared = rows.clone().any(|row| first != Some(row.country.as_str()));
        // Of namesakes the larger place votes; villages are too often everyday words, but for those the user lists.
        if best <= PlaceKind::Town || users {
            for row in rows.filter(|row| row.kind == best) {
                let weight = if shared {
                    1
                } else if row.kind <= PlaceKind::Governorate {
                    3
                } else {
                    2
                };
                self.country(Some(&row.country), weight);
            }
        } else if headed && !shared {
            self.villages.extend(first);
        }
    }

    /// A name whose every row lies in one governorate votes for it.
    fn governorate(&mut self, mut rows: impl Iterator<Item = &'c Row>, gazetteer: &'c Gazetteer) {
        let own = |row: &'c Row| {
            let mut up = std::iter::once(row).chain(gazetteer.around(row));
            up.find(|up| up.kind == PlaceKind::Governorate).map(|up| up.id.as_str())
        };
        let Some(first) = rows.next().and_then(own) else { return };
        if rows.all(|row| own(row) == Some(first)) {
            *self.governorates.entry(first).or_default() += 1;
        }
    }

    /// How much of the report lies in a governorate, 0 to 1.
    pub(crate) fn share(&self, governorate: &str) -> f64 {
        let all: u32 = self.governorates.values().sum();
        let own = self.governorates.get(governorate).copied().unwrap_or(0);
        if all == 0 { 0.0 } else { f64::from(own) / f64::from(all) }
    }

    /// Whether the report is plainly about other countries than this one.
    pub(crate) fn is_foreign(&self, country: &str) -> bool {
        self.votes(country) == 0 && self.countries.values().any(|votes| *votes >= 3)
    }

    fn country(&mut self, country: Option<&'c str>, weight: u32) {
        if let Some(country) = country {
            *self.countries.entry(country).or_default() += weight;
        }
    }

    /// How strongly the report is about a country.
    pub(crate) fn votes(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or(0)
    }

    /// The country the report is most about.
    pub(crate) fn country_of_report(&self) -> Option<&'c str> {
        self.main
    }

    /// Whether the report is as much about a country as about any, or half as much.
    fn is_main(&self, country: &str) -> bool {
        self.mains.contains(&country)
    }

    /// Which of the parties that share a name is meant: one it means everywhere, one the report names, or one of its country.
    pub(crate) fn choose(
        &self,
        rows: impl Iterator<Item = (u32, bool)> + Clone,
        actors: &Actors,
    ) -> Option<u32> {
        // Most names are one party's, wherever they stand.
        let mut some = rows.clone();
        if let (Some((row, false)), None) = (some.next(), some.next()) {
            return actors.row(row).map(|_| row);
        }
        let scored = rows.filter_map(|(row, context)| {
            actors.row(row)?;
            let homes = actors.homes(row);
            let named = self.parties.get(&row).copied().unwrap_or(0);
            // A report of two countries has parties of both.
            let fits = !context || named > 0 || homes.iter().any(|home| self.is_main(home));
            // Nobody means by a nickname who was not there yet, or no more.
            let lived = self.year.is_none_or(|year| actors.lived(row, year));
            if !fits || context && !lived {
                return None;
            }
            let at_home = homes.iter().map(|home| self.votes(home)).max().unwrap_or(0);
            let main =
                self.country_of_report().is_some_and(|country| homes.iter().any(|home| home == country));
            // A row of no country ("police") is meant only where none of the report's own fits.
            let somebody = !homes.is_empty();
            // Of two that nothing else tells apart, the one whose first country it is.
            let first = homes.first().is_some_and(|home| Some(home.as_str()) == self.country_of_report());
            // A name that is a party's own at home means that one there, whoever else bears it.
            // Nor is one that the report names again and again ("the Turkish occupation", then "the occupation").
            let own = !context || main || named > 1;
            Some(((somebody, lived, own, main, named.min(50) + at_home, first), row))
        });
        scored.max_by_key(|&(score, row)| (score, Reverse(row))).map(|(_, row)| row)
    }
}
