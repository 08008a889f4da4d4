//! The preposition that governs a mention.
use super::{Finder, Prep};
use crate::document::Document;
use crate::lexicon::{Clitics, Hit, ListId};
use crate::words::Words;

/// Tokens back from a place to where what it is told of begins: "the last stronghold of the group in …".
const AMONG: usize = 6;

impl Finder<'_, '_> {
    /// Whether "near" or "overlooking" stands before a token, with its own preposition or not.
    fn is_beside(&self, token: usize) -> bool {
        let words = self.words;
        let own = [words.prep_from, words.prep_on, words.prep_to]
            .into_iter()
            .find_map(|list| self.document.list_before(list, token));
        let end = own.map_or(token, |own| own.tokens.start);
        self.document.list_before(words.beside, end).is_some()
    }

    /// Whether talks or a deal right before a place bear its name.
    pub(super) fn is_title(&self, token: usize) -> bool {
        let noun = self.document.list_before(self.words.named_by_place, token);
        noun.is_some_and(|noun| !noun.clitics.pronoun)
    }

    /// Whether "the largest of", "one of" stands before a token, behind a comma ("X, the largest quarter of Y", "X, the
    /// party's last stronghold in Y").
    fn is_among(&self, token: usize) -> bool {
        let near = token.saturating_sub(AMONG)..token;
        let told =
            near.rev().take_while(|&at| !self.document.is_mark(at) || self.document.is_wrapper(at)).last();
        let opens = |start: usize| start > 0 && self.document.is_mark(start - 1);
        told.is_some_and(|start| opens(start) && self.document.list(self.words.one_of, start).is_some())
    }

    /// Whether a distance stands before a token ("30 km west of X", "30 km from X").
    fn is_measured(&self, token: usize) -> bool {
        let from =
            self.document.list_before(self.words.prep_from, token).map_or(token, |from| from.tokens.start);
        self.document.list_before(self.words.distance, from).is_some()
    }

    /// Where the quantity begins that "of" right before a token follows, if it does.
    fn quantified(&self, token: usize) -> Option<usize> {
        let of = self.document.list_before(self.words.prep_from, token).filter(|of| of.tokens.len() == 1)?;
        let start = of.tokens.start;
        let quantity = self.document.list_before(self.words.quantifier, start).map(|hit| hit.tokens.start);
        quantity.or_else(|| Some(self.before_number(start)).filter(|&number| number < start))
    }

    /// The preposition in front of a token, or written as one word with it.
    pub(super) fn prep(&self, token: usize, clitics: Clitics) -> Prep {
        let (at, of_part) = self.before_parts(token);
        if let Some(prep) = of_part {
            return prep;
        }
        if self.is_beside(at) || self.is_measured(at) || self.is_among(at) {
            return Prep::Beside;
        }
        if clitics.preposition == Some('\u{628}')
            && self.document.list_before(self.words.backed, at).is_some()
        {
            return Prep::With;
        }
        // Li- or bi- that stands alone.
        if let Some(prep) = self.parted_prep(at) {
            return prep;
        }
        // "To one of the group's men", "in all of the country": the quantity in front has the preposition.
        let quantity = self.document.list_before(self.words.quantifier, at);
        let own = |quantity: &Hit| {
            let written = self.written_prep(quantity.tokens.start).filter(|prep| *prep != Prep::Other);
            clitic_prep(quantity.clitics).or(written)
        };
        if let Some(prep) = quantity.and_then(own) {
            return prep;
        }
        // "All of the parties", "both of": a quantity in front takes the preposition off, and has its own ("in each of").
        if let Some(start) = self.quantified(at) {
            return self
                .written_prep(start)
                .filter(|prep| matches!(prep, Prep::At | Prep::To))
                .unwrap_or(Prep::None);
        }
        self.written_prep(at).or_else(|| clitic_prep(clitics)).unwrap_or(Prep::None)
    }

    /// The preposition of one letter that a lengthening stroke or a quotation mark parts from its name.
    fn parted_prep(&self, at: usize) -> Option<Prep> {
        let letter = at.checked_sub(1)?;
        match self.document.text.folded(letter) {
            "\u{644}" => Some(Prep::Of),
            "\u{628}" => Some(Prep::At),
            _ => None,
        }
    }

    /// Passes back over quotation marks and parts of a place ("the outskirts of"); a part may carry the preposition.
    fn before_parts(&self, token: usize) -> (usize, Option<Prep>) {
        let mut at = token;
        while at > 0 && self.document.is_wrapper(at - 1) {
            at -= 1;
        }
        for _ in 0..2 {
            let Some(part) = self.document.list_before(self.words.place_part, at) else { break };
            if let Some(prep) = clitic_prep(part.clitics) {
                return (at, Some(prep));
            }
            at = part.tokens.start;
        }
        (at, None)
    }

    /// The longest preposition that is written before a token; one with a pronoun governs nothing.
    fn written_prep(&self, token: usize) -> Option<Prep> {
        let words = self.words;
        if !self.document.may_end(words.sets.preposition, token) {
            return None;
        }
        let lists: [(ListId, Prep); 10] = [
            (words.prep_by, Prep::By),
            (words.prep_against, Prep::Against),
            (words.prep_between, Prep::Between),
            (words.prep_with, Prep::With),
            (words.prep_to, Prep::To),
            (words.prep_at, Prep::At),
            (words.prep_on, Prep::On),
            (words.prep_from, Prep::From),
            (words.prep_via, Prep::Via),
            (words.prep_other, Prep::Other),
        ];
        let hits = lists.iter().filter_map(|&(list, prep)| {
            let hit = self.document.list_before(list, token).filter(|hit| !hit.clitics.pronoun)?;
            Some((hit.tokens.len(), prep))
        });
        hits.rev().max_by_key(|&(length, _)| length).map(|(_, prep)| prep)
    }
}

impl Document<'_> {
    /// Whether what stands at a token only says whose help others have: "the factions that are backed by X".
    pub(crate) fn is_patron(&self, words: &Words, token: usize) -> bool {
        let from = self.list_before(words.prep_from, token).filter(|from| !from.clitics.pronoun);
        let backed = from.and_then(|from| self.list_before(words.backed, from.tokens.start));
        backed.is_some_and(|backed| backed.clitics.article)
    }
}

fn clitic_prep(clitics: Clitics) -> Option<Prep> {
    clitics.preposition.map(|letter| match letter {
        '\u{628}' => Prep::At,
        '\u{644}' => Prep::Of,
        _ => Prep::Other,
    })
}
