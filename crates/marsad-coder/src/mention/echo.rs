//! Bodies of fighters that a report names once and then calls by the noun alone: "units of the party … the units".
use super::{Entity, Finder, Mention};
use crate::document::ARTICLE;
use crate::lexicon::{Hit, Meaning};

/// The nouns that parties were named by so far in a report.
#[derive(Debug, Default)]
pub(crate) struct Echoes<'c> {
    /// A noun without article, folded, and the party behind it.
    heads: Vec<(String, &'c str)>,
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
        let id = echoes.only(&self.noun(head)).filter(|_| alone && !described)?;
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

    /// A noun without what is joined to it.
    fn noun(&self, head: &Hit) -> String {
        let word: String = self.folded(head.tokens.clone()).chars().skip(head.clitics.lead).collect();
        word.strip_prefix(ARTICLE).map_or_else(|| word.clone(), str::to_owned)
    }
}
