//! Mentions: the parties, people, places, numbers and times that a sentence names.
mod definite;
mod echo;
mod headed;
mod party;
mod place;
mod preposition;
mod road;

use crate::anaphor::Anaphor;
use crate::context::Context;
use crate::document::{ARTICLE, Document, Name};
use crate::lexicon::{Clitics, Meaning};
use crate::words::Words;
use crate::{Actors, Gazetteer};
pub(crate) use echo::Echoes;
use jiff::civil::Date;
use marsad_text::{NumberMention, Numbers, Sentence, TimeMention, Times, TokenKind};
use std::ops::Range;

/// What a mention names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entity<'c> {
    /// A party, by its canonical id; `armed` unless it is an organisation that only helps or reports.
    Party { id: &'c str, armed: bool },
    /// A group of people, and how many: 1, 2, or 0 for several.
    People { group: &'c str, number: u8 },
    /// A place by name; the folded name without its head noun.
    Place { name: String, kind: PlaceWord },
    /// A number.
    Number(NumberMention),
    /// A time.
    Time(TimeMention),
}

/// How a place is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlaceWord {
    /// By a name of the gazetteer.
    Known,
    /// Behind a head noun, by a name the gazetteer lacks.
    Unknown,
    /// By a definite noun that means a place named before, by its row of `places/anaphors.csv`.
    Anaphor(u16),
    /// By a definite plural that what follows describes: none of those named before.
    Told,
}

/// The preposition that governs a mention, by what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the plain English preposition")]
pub(crate) enum Prep {
    None,
    At,
    On,
    From,
    To,
    Of,
    Against,
    Between,
    By,
    With,
    Via,
    /// "Near", "overlooking": it only says where something else lies.
    Beside,
    /// Talks and deals right before it, which bear its name ("the Astana meetings").
    Title,
    Other,
}

/// Something a sentence names, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention<'c> {
    pub(crate) tokens: Range<usize>,
    pub(crate) entity: Entity<'c>,
    pub(crate) prep: Prep,
    /// Whether "and" or a comma joins it to the mention before it.
    pub(crate) joined: bool,
    pub(crate) article: bool,
    /// Folded letters of its first token that are no part of it.
    pub(crate) lead: usize,
}

impl Mention<'_> {
    /// A place's name, folded and without its head noun; empty for what is no place.
    pub(crate) fn place_name(&self) -> &str {
        if let Entity::Place { name, .. } = &self.entity { name } else { "" }
    }
}

/// Finds the mentions of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finder<'c, 'd> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) words: &'c Words,
    pub(crate) actors: &'c Actors,
    pub(crate) gazetteer: &'c Gazetteer,
    pub(crate) numbers: &'c Numbers,
    pub(crate) times: &'c Times,
    pub(crate) context: &'d Context<'c>,
    pub(crate) anaphors: &'c [Anaphor],
    pub(crate) date: Option<Date>,
}

impl<'c> Finder<'c, '_> {
    /// The mentions of a sentence, in order; none overlaps another.
    pub(crate) fn mentions(&self, sentence: &Sentence, echoes: &mut Echoes<'c>) -> Vec<Mention<'c>> {
        let mut mentions: Vec<Mention<'c>> = Vec::new();
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let found = self
                .best_at(token, &mentions, echoes)
                .filter(|found| found.tokens.end <= sentence.tokens.end);
            match found {
                Some(patron) if self.document.is_patron(self.words, token) => token = patron.tokens.end,
                Some(mention)
                    if mentions.last_mut().is_some_and(|last| {
                        self.describes(last, &mention) || self.is_alias(last, &mention)
                    }) =>
                {
                    token = mention.tokens.end;
                }
                Some(mut mention) => {
                    self.join(&mut mention, mentions.last());
                    self.note_head(&mention, echoes);
                    self.note_place(&mention, echoes);
                    token = mention.tokens.end.max(token + 1);
                    mentions.push(mention);
                }
                None => token += 1,
            }
        }
        mentions
    }

    fn best_at(&self, token: usize, before: &[Mention<'c>], echoes: &Echoes<'c>) -> Option<Mention<'c>> {
        if self.document.text.tokens.get(token).is_none_or(|token| token.kind == TokenKind::Mark) {
            return None;
        }
        // The first of equally long candidates wins, so this order is a preference.
        let mut best = self.time_at(token);
        keep_longer(&mut best, self.listed_place(token, before));
        keep_longer(&mut best, self.told_place(token, before, echoes));
        if self.document.may_begin(self.words.sets.party, token) {
            keep_longer(&mut best, self.echo(token, echoes));
            keep_longer(&mut best, self.latter(token, before));
            keep_longer(&mut best, self.nationals_at(token, before));
            keep_longer(&mut best, self.party_at(token, before));
        }
        if self.document.may_begin(self.words.sets.place, token) {
            self.keep_place(token, before, &mut best);
        }
        keep_longer(&mut best, self.people_at(token));
        keep_longer(&mut best, self.number_at(token));
        if best.is_none() {
            best = self.struck_place(token);
        }
        best
    }

    pub(super) fn mention(&self, tokens: Range<usize>, entity: Entity<'c>, clitics: Clitics) -> Mention<'c> {
        let counted = matches!(entity, Entity::Party { .. } | Entity::People { .. });
        let start = if counted { self.before_number(tokens.start) } else { tokens.start };
        let place = matches!(entity, Entity::Place { .. });
        let prep = match self.prep(start, clitics) {
            Prep::None if place && self.is_title(start) => Prep::Title,
            prep => prep,
        };
        let lead = self.lead(tokens.start, clitics, place);
        Mention { tokens, entity, prep, joined: false, article: clitics.article, lead }
    }

    /// Where the number in front of a noun begins, whose preposition is the noun's ("on four positions of …").
    pub(super) fn before_number(&self, token: usize) -> usize {
        let number = |&at: &usize| self.number(at).is_some_and(|number| number.tokens.end == token);
        (token.saturating_sub(3)..token).find(number).unwrap_or(token)
    }

    /// The letters in front that are no part of a mention. li- and the article are one sign: of a place's name
    /// without its article enough is left, of another word nothing is taken.
    fn lead(&self, token: usize, clitics: Clitics, place: bool) -> usize {
        let before = clitics.lead.saturating_sub(1);
        let mut letters = self.document.text.folded(token).chars().skip(before);
        let contracted = clitics.preposition == Some('\u{644}')
            && letters.next() == Some('\u{644}')
            && letters.next() == Some('\u{644}');
        match (contracted, place) {
            (false, _) => clitics.lead,
            (true, true) => clitics.lead + 1,
            (true, false) => 0,
        }
    }

    fn time_at(&self, token: usize) -> Option<Mention<'c>> {
        if !self.document.may_be_time(token) {
            return None;
        }
        let time = self.times.at(self.document.text, token, self.date)?;
        Some(self.mention(time.tokens.clone(), Entity::Time(time), Clitics::default()))
    }

    fn number(&self, token: usize) -> Option<NumberMention> {
        self.document.may_be_number(token).then(|| self.numbers.at(self.document.text, token)).flatten()
    }

    fn number_at(&self, token: usize) -> Option<Mention<'c>> {
        let number = self.number(token)?;
        Some(self.mention(number.tokens.clone(), Entity::Number(number), Clitics::default()))
    }

    fn people_at(&self, token: usize) -> Option<Mention<'c>> {
        let hits = self.document.names(Name::People, token);
        let (hit, row, number) = hits
            .filter_map(|hit| match hit.meaning {
                Meaning::People { row, number } => Some((hit, row, number)),
                _ => None,
            })
            .max_by_key(|(hit, ..)| hit.tokens.len())?;
        // "An armed attack": the word is an adjective.
        let act =
            token.checked_sub(1).is_some_and(|at| self.document.list(self.words.act_noun, at).is_some());
        if act && number == 1 && !hit.clitics.article {
            return None;
        }
        let group = self.actors.people.get(usize::from(row))?;
        // "His men" fight for him.
        if group.id == "men" && number == 0 && hit.clitics.pronoun {
            return None;
        }
        let kind = matches!(group.id.as_str(), "civilians" | "fighters");
        // "In farms": spelt like "a farmer".
        let at = self.document.list_before(self.words.prep_at, token).is_some();
        if number == 1 && at && self.document.list(self.words.place_head, token).is_some() {
            return None;
        }
        if number == 1 && kind && self.agrees_with_noun(token, group.id == "fighters") {
            return None;
        }
        Some(self.mention(hit.tokens.clone(), Entity::People { group: &group.id, number }, hit.clitics))
    }

    /// "A military crew", "the armed conflict": two words in the indefinite accusative, or of arms both with the article,
    /// no number or person before them, are noun and adjective.
    fn agrees_with_noun(&self, token: usize, fights: bool) -> bool {
        let tanwin = |at: usize| self.document.text.folded(at).ends_with('\u{627}');
        let Some(before) = token.checked_sub(1) else { return false };
        let person = self.document.names(Name::People, before).next().is_some();
        let number = (before.saturating_sub(2)..token)
            .any(|at| self.number(at).is_some_and(|number| number.tokens.end == token));
        let word = self.document.text.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Word);
        let article = |at: usize| self.document.text.folded(at).starts_with(ARTICLE);
        let alike = tanwin(token) && tanwin(before) || fights && article(token) && article(before);
        word && alike && !person && !number && self.document.text.folded(before).chars().count() > 3
    }

    /// Whether a mention stands right after another, with no more than "and" or a comma between.
    pub(super) fn adjoins(&self, last: &Mention, token: usize, clitics: Clitics) -> bool {
        let wrapper = |token: &usize| self.document.is_wrapper(*token);
        let mut between = (last.tokens.end..token).filter(|token| !wrapper(token));
        let joins = |token: usize| self.is_list_mark(token) || self.document.is_waw(token);
        match (between.next(), between.next(), between.next()) {
            (None, ..) => clitics.conjunction || self.document.text.folded(token).starts_with('\u{648}'),
            (Some(one), None, _) => self.document.list(self.words.or, one).is_some() || joins(one),
            (Some(one), Some(two), None) => joins(one) && joins(two),
            _ => false,
        }
    }

    /// "An old woman", "armed persons": a person's noun right behind another says what sort of person, and is taken into it.
    fn describes(&self, last: &mut Mention<'c>, next: &Mention<'c>) -> bool {
        let Entity::People { group, number } = &mut last.entity else { return false };
        let Entity::People { group: sort, number: many } = next.entity else { return false };
        let joined = self.document.text.folded(next.tokens.start).starts_with('\u{648}');
        if last.tokens.end != next.tokens.start || joined || *number != many {
            return false;
        }
        // "Child victims": the sort says more than that they are civilians; those who flee are told of by what they flee.
        if sort == "fighters" || *group == "civilians" && sort != "displaced-people" {
            *group = sort;
        }
        last.tokens.end = next.tokens.end;
        true
    }

    /// "The Syrian Democratic Forces (SDF)": another name of a party in brackets or quotation marks is taken into it.
    fn is_alias(&self, last: &mut Mention<'c>, next: &Mention<'c>) -> bool {
        let Entity::Party { id, .. } = last.entity else { return false };
        let sends = || self.actors.get(id).is_some_and(|actor| actor.kind == "international_org");
        let party = last.entity == next.entity || matches!(next.entity, Entity::Party { .. }) && sends();
        let between = last.tokens.end..next.tokens.start;
        // "A warplane, of the Turkish army": whose it is, a comma parts from the aircraft.
        let flies = || self.document.find(self.words.air_head, last.tokens.clone()).is_some();
        let belongs = self.document.list(self.words.belonging, between.start + 1).map(|hit| hit.tokens.end);
        let comma = !between.is_empty()
            && self.is_list_mark(between.start)
            && (between.len() == 1 || belongs == Some(between.end));
        if comma
            && next.prep == Prep::Of
            && matches!(next.entity, Entity::Party { armed: true, .. })
            && flies()
        {
            last.tokens.end = next.tokens.end;
            last.entity = next.entity.clone();
            return true;
        }
        let wrapped = between.len() == 1 && self.document.opens_quote(between.start);
        let end = next.tokens.end;
        if !party || !wrapped || next.lead > 0 || !self.document.is_quote(end) {
            return false;
        }
        last.tokens.end = end + 1;
        // "The United Nations mission (UNIFIL)": the name in brackets says which.
        last.entity = next.entity.clone();
        true
    }

    /// Marks a mention as joined to the one before, whose preposition it shares.
    fn join(&self, mention: &mut Mention<'c>, last: Option<&Mention<'c>>) {
        let Some(last) = last else { return };
        let same = std::mem::discriminant(&last.entity) == std::mem::discriminant(&mention.entity)
            || matches!(
                (&last.entity, &mention.entity),
                (Entity::Party { .. }, Entity::People { .. }) | (Entity::People { .. }, Entity::Party { .. })
            );
        // What is taken off a word may be li- or bi-, which join nothing.
        let and = self.document.text.folded(mention.tokens.start).starts_with(['\u{648}', '\u{641}']);
        let clitics = Clitics { conjunction: mention.lead > 0 && and, ..Clitics::default() };
        if same && self.adjoins(last, mention.tokens.start, clitics) {
            mention.joined = true;
            if mention.prep == Prep::None {
                mention.prep = last.prep;
            }
        }
    }
}

/// Of two candidates keeps the one that ends last; the first where both end together.
fn keep_longer<'c>(best: &mut Option<Mention<'c>>, next: Option<Mention<'c>>) {
    let end = best.as_ref().map_or(0, |best| best.tokens.end);
    if next.as_ref().is_some_and(|next| next.tokens.end > end) {
        *best = next;
    }
}
