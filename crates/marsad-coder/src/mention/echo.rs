//! What a report names once and then calls by less: "units of the party … the units", "the village of X … in X".
use super::{Entity, Finder, Mention, PlaceWord, Prep};
use crate::document::ARTICLE;
use crate::lexicon::{Clitics, Hit, Meaning};
use rustc_hash::FxHashMap;

/// Wa-, "and".
const WAW: char = '\u{648}';
/// Wa- and bi-, which may be written as one word with a name.
const AND_OR_IN: [char; 2] = [WAW, '\u{628}'];

/// The endings -at, -a of feminine nouns, folded.
const FEMININE: [&str; 3] = ["\u{627}\u{62A}", "\u{647}", "\u{627}"];

/// The nouns that parties were named by so far in a report, and the names it gave to places.
#[derive(Debug, Default)]
pub(crate) struct Echoes<'c> {
    /// A noun without article, folded, and the party behind it.
    heads: Vec<(String, &'c str)>,
    /// The names, folded, that the report named places by behind a head noun, and how, by their first words.
    places: FxHashMap<String, Vec<(String, PlaceWord)>>,
}

impl<'c> Echoes<'c> {
    /// The only party that a noun stood before.
    fn only(&self, noun: &str) -> Option<&'c str> {
        let mut named = self.heads.iter().filter(|(head, _)| head == noun).map(|(_, id)| *id);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }
}

impl<'c> Finder<'c, '_> {
    /// Notes the noun that a party is named by where it is more than that noun.
    pub(super) fn note_head(&self, mention: &Mention<'c>, echoes: &mut Echoes<'c>) {
        let Entity::Party { id, armed: true } = mention.entity else { return };
        let start = mention.tokens.start;
        let Some(head) = self.collective(start).filter(|_| mention.tokens.len() > 1) else { return };
        let noun = self.noun(head);
        if !echoes.heads.iter().any(|(known, other)| *known == noun && *other == id) {
            echoes.heads.push((noun, id));
        }
    }

    /// Notes the name that stands behind a head noun for a place.
    pub(super) fn note_place(&self, mention: &Mention, echoes: &mut Echoes<'c>) {
        let Entity::Place { name, kind: kind @ (PlaceWord::Known | PlaceWord::Unknown) } = &mention.entity
        else {
            return;
        };
        let headed = self.document.list(self.words.place_head, mention.tokens.start).is_some();
        if headed && !name.is_empty() {
            let first = name.split(' ').next().unwrap_or(name);
            let told = echoes.places.entry(first.to_owned()).or_default();
            if !told.iter().any(|(known, _)| known == name) {
                told.push((name.clone(), *kind));
            }
        }
    }

    /// A name that the report gave to a place before ("the village of X … between Y and X"), where a preposition or "and"
    /// behind another place shows that it is one here.
    pub(super) fn told_place(
        &self,
        token: usize,
        before: &[Mention<'c>],
        echoes: &Echoes<'c>,
    ) -> Option<Mention<'c>> {
        if echoes.places.is_empty() {
            return None;
        }
        let written = self.document.text.folded(token);
        let clitic = written.chars().next().filter(|letter| AND_OR_IN.contains(letter));
        let (end, clitic, kind) = [None, clitic].into_iter().find_map(|clitic| {
            let bare = written.get(clitic.map_or(0, char::len_utf8)..)?;
            let told = echoes.places.get(bare)?.iter();
            let ends = |name: &str| token + name.split(' ').count();
            let (name, kind) =
                told.rev().find(|(name, _)| self.folded(token..ends(name)).ends_with(name.as_str()))?;
            Some((ends(name), clitic, *kind))
        })?;
        let lead = usize::from(clitic.is_some());
        let clitics = Clitics {
            conjunction: clitic == Some(WAW),
            preposition: clitic.filter(|letter| *letter != WAW),
            lead,
            ..Clitics::default()
        };
        let listed =
            before.last().is_some_and(|last| last.is_named_place() && self.adjoins(last, token, clitics));
        let name = self.folded(token..end).chars().skip(lead).collect();
        let mention = self.mention(token..end, Entity::Place { name, kind }, clitics);
        // A name of the gazetteer that is an everyday word needs more than "in": "in the revolution".
        let placed = match mention.prep {
            Prep::Between => true,
            Prep::At | Prep::From | Prep::To | Prep::On | Prep::Beside => kind == PlaceWord::Unknown,
            _ => false,
        };
        (listed || placed && clitic != Some(WAW)).then_some(mention)
    }

    /// "The units", where the report has named units of one party only.
    pub(super) fn echo(&self, token: usize, echoes: &Echoes<'c>) -> Option<Mention<'c>> {
        if echoes.heads.is_empty() {
            return None;
        }
        let head = self.collective(token).filter(|head| head.clitics.article)?;
        let next = head.tokens.end;
        // An adjective or a clause says which.
        let described = self.document.text.folded(next).starts_with(ARTICLE);
        let plain = |hit: &Hit| !matches!(hit.meaning, Meaning::Actor { context: false, .. });
        let alone = self.document.hits(token).iter().all(plain);
        let pointed = self.document.list_before(self.words.demonstrative, token).is_some();
        let id = echoes.only(&self.noun(head)).filter(|_| (alone || pointed) && !described)?;
        Some(self.mention(head.tokens.clone(), Entity::Party { id, armed: true }, head.clitics))
    }

    /// "The latter": the party that the sentence named last.
    pub(super) fn latter(&self, token: usize, before: &[Mention<'c>]) -> Option<Mention<'c>> {
        let hit = self.document.list(self.words.latter, token)?;
        // "The last days", "that last battle": behind a noun with the article it is an adjective.
        let noun = token.checked_sub(1).map_or("", |at| self.document.text.folded(at));
        let adjective =
            noun.contains(ARTICLE) || self.document.list_before(self.words.demonstrative, token).is_some();
        let last = before.iter().rev().find_map(|mention| match mention.entity {
            Entity::Party { id, armed: true } => Some(id),
            _ => None,
        });
        let id = last.filter(|_| !adjective)?;
        Some(self.mention(hit.tokens.clone(), Entity::Party { id, armed: true }, hit.clitics))
    }

    fn collective(&self, token: usize) -> Option<&Hit> {
        let head = self.document.list(self.words.collective, token)?;
        (head.tokens.len() == 1 && !head.clitics.pronoun).then_some(head)
    }

    /// A noun without what is joined to it and without the ending of a feminine, one or several.
    fn noun(&self, head: &Hit) -> String {
        let word: String = self.folded(head.tokens.clone()).chars().skip(head.clitics.lead).collect();
        let bare = word.strip_prefix(ARTICLE).unwrap_or(&word);
        let stem = FEMININE.iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
        stem.to_owned()
    }
}
