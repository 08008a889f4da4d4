//! Mentions: the parties, people, places, numbers and times that a sentence names.
use crate::context::Context;
use crate::document::Document;
use crate::lexicon::{Clitics, Hit, ListId, Meaning};
use crate::words::Words;
use crate::{Actors, Gazetteer, PlaceKind};
use jiff::civil::Date;
use marsad_text::{NumberMention, Numbers, Sentence, TimeMention, Times, TokenKind, fold};
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
    /// "Near", "overlooking": it only says where something else lies.
    Beside,
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
    pub(crate) date: Option<Date>,
}

impl<'c> Finder<'c, '_> {
    /// The mentions of a sentence, in order; none overlaps another.
    pub(crate) fn mentions(&self, sentence: &Sentence) -> Vec<Mention<'c>> {
        let mut mentions: Vec<Mention<'c>> = Vec::new();
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let found =
                self.best_at(token, mentions.last()).filter(|found| found.tokens.end <= sentence.tokens.end);
            match found {
                Some(mut mention) => {
                    self.join(&mut mention, mentions.last());
                    token = mention.tokens.end.max(token + 1);
                    mentions.push(mention);
                }
                None => token += 1,
            }
        }
        mentions
    }

    fn best_at(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        if self.document.text.tokens.get(token).is_none_or(|token| token.kind == TokenKind::Mark) {
            return None;
        }
        let candidates = [
            self.time_at(token),
            self.party_at(token),
            self.place_at(token, last),
            self.people_at(token),
            self.number_at(token),
        ];
        // The first of equally long candidates wins, so the order above is a preference.
        candidates.into_iter().flatten().rev_max_by_end()
    }

    fn mention(&self, tokens: Range<usize>, entity: Entity<'c>, clitics: Clitics) -> Mention<'c> {
        let prep = self.prep(tokens.start, clitics);
        // li- and the article are one sign: what is left of them would be no word.
        let lead =
            if self.document.text.folded(tokens.start).contains("\u{644}\u{644}") { 0 } else { clitics.lead };
        Mention { tokens, entity, prep, joined: false, article: clitics.article, lead }
    }

    fn time_at(&self, token: usize) -> Option<Mention<'c>> {
        let time = self.times.at(self.document.text, token, self.date)?;
        Some(self.mention(time.tokens.clone(), Entity::Time(time), Clitics::default()))
    }

    fn number_at(&self, token: usize) -> Option<Mention<'c>> {
        let number = self.numbers.at(self.document.text, token)?;
        Some(self.mention(number.tokens.clone(), Entity::Number(number), Clitics::default()))
    }

    fn people_at(&self, token: usize) -> Option<Mention<'c>> {
        let hits = self.document.hits(token).iter();
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
        Some(self.mention(hit.tokens.clone(), Entity::People { group: &group.id, number }, hit.clitics))
    }

    /// A party: by name, or behind force nouns ("fighters of …", "the Russian aircraft").
    fn party_at(&self, token: usize) -> Option<Mention<'c>> {
        let (core, clitics) = self.past_heads(token);
        let behind = core > token;
        let definite = clitics.article;
        let genitive = |hit: &Hit| {
            hit.clitics.lead == 0 && !definite
                || self.document.list_before(self.words.prep_from, hit.tokens.start).is_some()
        };
        let named = self.named_party(core).filter(|(_, hit)| genitive(hit));
        let marked =
            if behind { self.demonym_forces(core).filter(|(_, hit)| hit.clitics.lead == 0) } else { None };
        let plain = self.named_party(token);
        let own = if behind { named.or(marked) } else { None };
        let (id, end, clitics) = match (plain, own) {
            (Some((id, hit)), Some(other)) if hit.tokens.end >= other.1.tokens.end => {
                (id, hit.tokens.end, hit.clitics)
            }
            (_, Some((id, hit))) => (id, hit.tokens.end, clitics),
            (Some((id, hit)), None) => (id, hit.tokens.end, hit.clitics),
            (None, None) => return self.act_of_nation(token),
        };
        if !behind && self.is_only_place(id, token, clitics) {
            return None;
        }
        let (id, end) = self.with_adjectives(id, end);
        let armed = self
            .actors
            .get(id)
            .is_none_or(|actor| !matches!(actor.kind.as_str(), "international_org" | "civil_org"))
            && self.document.list(self.words.member, token).is_none();
        Some(self.mention(token..end, Entity::Party { id, armed }, clitics))
    }

    /// Whether a state's name stands where only a place can: "in Yemen", "the south of Yemen", "Syrian" after a place.
    fn is_only_place(&self, id: &str, token: usize, clitics: Clitics) -> bool {
        let state =
            self.actors.get(id).is_some_and(|actor| matches!(actor.kind.as_str(), "state" | "government"));
        if !state {
            return false;
        }
        let part = self.document.list_before(self.words.place_part, token).is_some();
        let adjective =
            self.document.hits(token).iter().any(|hit| matches!(hit.meaning, Meaning::Demonym(_)));
        part || adjective || matches!(self.prep(token, clitics), Prep::At | Prep::From | Prep::To)
    }

    /// "A Russian raid": the nationality behind a noun of what forces do, an adjective or two between them.
    fn act_of_nation(&self, token: usize) -> Option<Mention<'c>> {
        let (id, hit) = self.demonym_forces(token)?;
        let acts = (1..=2).any(|back| {
            token.checked_sub(back).is_some_and(|at| self.document.list(self.words.act_noun, at).is_some())
        });
        acts.then(|| self.mention(hit.tokens.clone(), Entity::Party { id, armed: true }, hit.clitics))
    }

    /// Passes over force nouns, their adjectives and "of" from a token on; the clitics are the first noun's.
    fn past_heads(&self, token: usize) -> (usize, Clitics) {
        let mut at = token;
        let mut clitics = Clitics::default();
        for _ in 0..3 {
            let Some(head) = self.document.list(self.words.force_head, at) else { break };
            if at == token {
                clitics = head.clitics;
            }
            let joined = at > token && head.clitics.lead > 0;
            if joined {
                break;
            }
            at = self.past_adjectives(head.tokens.end);
            // With the article it heads no name: a nationality may still follow.
            if head.clitics.article {
                return (at, clitics);
            }
        }
        if at > token && self.document.list(self.words.prep_from, at).is_some() {
            at += 1;
        }
        while at > token && self.document.is_wrapper(at) {
            at += 1;
        }
        (at, clitics)
    }

    /// Passes over adjectives of forces; "and" would begin something new.
    fn past_adjectives(&self, token: usize) -> usize {
        let mut end = token;
        while let Some(adjective) =
            self.document.list(self.words.force_adjective, end).filter(|hit| hit.clitics.lead == 0)
        {
            end = adjective.tokens.end;
        }
        end
    }

    fn named_party(&self, token: usize) -> Option<(&'c str, &Hit)> {
        let hits =
            self.document.hits(token).iter().filter(|hit| matches!(hit.meaning, Meaning::Actor { .. }));
        let longest = hits.clone().map(|hit| hit.tokens.len()).max()?;
        let rows: Vec<(u32, bool, &Hit)> = hits
            .filter(|hit| hit.tokens.len() == longest)
            .filter_map(|hit| match hit.meaning {
                Meaning::Actor { row, context } => Some((row, context, hit)),
                _ => None,
            })
            .collect();
        let row = self.context.choose(rows.iter().map(|&(row, context, _)| (row, context)), self.actors)?;
        let hit = rows.iter().find(|(other, ..)| *other == row).map(|(.., hit)| *hit)?;
        Some((self.actors.row(row)?.id.as_str(), hit))
    }

    fn demonym_forces(&self, token: usize) -> Option<(&'c str, &Hit)> {
        let hit = self.document.hits(token).iter().find(|hit| matches!(hit.meaning, Meaning::Demonym(_)))?;
        let Meaning::Demonym(row) = hit.meaning else { return None };
        Some((self.actors.demonyms.get(usize::from(row))?.forces.as_str(), hit))
    }

    /// Takes in adjectives behind a party's name; a nationality among them says whose forces they are.
    fn with_adjectives(&self, id: &'c str, end: usize) -> (&'c str, usize) {
        let (mut id, mut end) = (id, self.past_adjectives(end));
        if let Some((forces, hit)) = self.demonym_forces(end)
            && hit.clitics.article
            && hit.clitics.lead == 0
        {
            let generic = self.actors.get(id).is_some_and(|actor| actor.kind.starts_with("state_forces"));
            id = if generic { forces } else { id };
            end = hit.tokens.end;
        }
        (id, end)
    }

    fn place_at(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let headed = self.headed_place(token);
        let bare = self.bare_place(token, last);
        let anaphor = self.anaphor(token);
        [bare, headed, anaphor].into_iter().flatten().rev_max_by_end()
    }

    /// "The town of X": a head noun, then a name of the gazetteer or one that it lacks.
    fn headed_place(&self, token: usize) -> Option<Mention<'c>> {
        let head = self.document.list(self.words.place_head, token);
        let head = head.filter(|head| !head.clitics.article && !head.clitics.pronoun)?;
        let mut at = head.tokens.end;
        // Two head nouns: "the outskirts of the city of X".
        if let Some(second) =
            self.document.list(self.words.place_head, at).filter(|second| second.clitics.cost == 0)
        {
            at = second.tokens.end;
        }
        while self.document.is_wrapper(at) {
            at += 1;
        }
        let quoted = if at > head.tokens.end { self.closing_quote(at) } else { None };
        let known = self.longest_place(at).filter(|hit| hit.clitics.lead == 0);
        let (end, kind) = match (known, quoted) {
            (Some(hit), quote) if quote.is_none_or(|quote| quote <= hit.tokens.end) => {
                (hit.tokens.end, PlaceWord::Known)
            }
            (_, Some(quote)) => (quote, PlaceWord::Unknown),
            _ if self.document.list(self.words.place_plural, token).is_some() => return None,
            _ => (self.unknown_name(at)?, PlaceWord::Unknown),
        };
        let name = self.folded(at..end);
        let end = self.with_direction(end);
        let end = end + usize::from(at > head.tokens.end && self.document.is_wrapper(end));
        Some(self.mention(token..end, Entity::Place { name, kind }, head.clitics))
    }

    /// Where a quoted name of at most four words ends.
    fn closing_quote(&self, token: usize) -> Option<usize> {
        (token + 1..token + 5).find(|&end| self.document.is_wrapper(end))
    }

    fn folded(&self, tokens: Range<usize>) -> String {
        fold(self.document.text.words(tokens))
    }

    fn longest_place(&self, token: usize) -> Option<&Hit> {
        let hits = self.document.hits(token).iter().filter(|hit| hit.meaning == Meaning::Place);
        hits.max_by_key(|hit| (hit.tokens.len(), usize::MAX - hit.clitics.lead, !hit.clitics.article))
    }

    /// Where a name that the gazetteer lacks ends: one word, or two where the second alone has the article.
    fn unknown_name(&self, token: usize) -> Option<usize> {
        let name = |token: usize| {
            let word =
                self.document.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word);
            let function = self.document.hits(token).iter().any(|hit| match hit.meaning {
                Meaning::List(list) => {
                    list != self.words.place_everyday
                        && list != self.words.force_head
                        && hit.clitics.lead == 0
                }
                Meaning::Actor { .. } | Meaning::Demonym(_) | Meaning::People { .. } => hit.clitics.lead == 0,
                Meaning::Place | Meaning::Anaphor(_) => false,
            });
            let written = self.document.text.folded(token);
            // li-l- and bi-l- begin a phrase, not a name.
            let governed =
                written.starts_with("\u{644}\u{644}") || written.starts_with("\u{628}\u{627}\u{644}");
            word && !function && !governed && written.chars().count() > 2
        };
        let article = |token: usize| self.document.text.folded(token).starts_with("\u{627}\u{644}");
        if !name(token) {
            return None;
        }
        let second = !article(token) && article(token + 1) && name(token + 1);
        Some(token + 1 + usize::from(second))
    }

    fn with_direction(&self, end: usize) -> usize {
        self.document.list(self.words.direction, end).map_or(end, |direction| direction.tokens.end)
    }

    /// A place by its bare name; an everyday word or a small place needs more than its name to be one.
    fn bare_place(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let hit = self.longest_place(token)?;
        let at = hit.tokens.start;
        let everyday = self
            .document
            .list(self.words.place_everyday, at)
            .is_some_and(|word| word.tokens.len() >= hit.tokens.len());
        let surface = self.folded(hit.tokens.clone());
        let name = bare_name(&surface, hit.clitics);
        let mention = self.mention(
            hit.tokens.clone(),
            Entity::Place { name: name.clone(), kind: PlaceWord::Known },
            hit.clitics,
        );
        let listed = last.is_some_and(|last| {
            matches!(last.entity, Entity::Place { .. }) && self.adjoins(last, token, hit.clitics)
        });
        // The gazetteer keeps a name's article: without it the word is no name.
        if everyday && !listed && !self.context.establishes(&name) || hit.clitics.article {
            return None;
        }
        let rows = self.gazetteer.named(&name);
        let country = rows.iter().all(|row| row.kind == PlaceKind::Country);
        let large = rows.iter().any(|row| row.kind <= PlaceKind::Town) || self.context.establishes(&name);
        let part = self.document.list_before(self.words.place_part, at).is_some();
        let located = part || matches!(mention.prep, Prep::At | Prep::From | Prep::To);
        let fits = if country {
            located || listed || mention.prep == Prep::On
        } else {
            large || located || listed || hit.tokens.len() > 1
        };
        (fits && !rows.is_empty()).then_some(mention)
    }

    /// "The town", "these neighbourhoods", "the supply road": a definite noun for a place named before.
    fn anaphor(&self, token: usize) -> Option<Mention<'c>> {
        let pointed = self.document.list(self.words.demonstrative, token);
        let start = pointed.map_or(token, |hit| hit.tokens.end);
        let hits = self.document.hits(start).iter().filter(|hit| hit.clitics.article || hit.tokens.len() > 1);
        let (hit, row) = hits
            .filter_map(|hit| if let Meaning::Anaphor(row) = hit.meaning { Some((hit, row)) } else { None })
            .max_by_key(|(hit, _)| hit.tokens.len())?;
        let name = bare_name(&self.folded(hit.tokens.clone()), hit.clitics);
        let adjective = self.document.list(self.words.force_adjective, hit.tokens.end);
        let end = adjective.map_or(hit.tokens.end, |adjective| adjective.tokens.end);
        let clitics = pointed.map_or(hit.clitics, |pointed| pointed.clitics);
        Some(self.mention(token..end, Entity::Place { name, kind: PlaceWord::Anaphor(row) }, clitics))
    }

    /// Whether a mention stands right after another, with no more than "and" or a comma between.
    fn adjoins(&self, last: &Mention, token: usize, clitics: Clitics) -> bool {
        let between = last.tokens.end..token;
        let comma = |token: usize| matches!(self.document.text.folded(token), "\u{60C}" | "," | "-" | "/");
        match between.len() {
            0 => clitics.conjunction || self.document.text.folded(token).starts_with('\u{648}'),
            1 => {
                let or = self.document.list(self.words.or, between.start).is_some();
                or || self.document.is_waw(between.start) || comma(between.start)
            }
            2 => between
                .clone()
                .all(|token| comma(token) || self.document.is_waw(token) || self.document.is_wrapper(token)),
            _ => false,
        }
    }

    /// Marks a mention as joined to the one before, whose preposition it shares.
    fn join(&self, mention: &mut Mention<'c>, last: Option<&Mention<'c>>) {
        let Some(last) = last else { return };
        let same = std::mem::discriminant(&last.entity) == std::mem::discriminant(&mention.entity)
            || matches!(
                (&last.entity, &mention.entity),
                (Entity::Party { .. }, Entity::People { .. }) | (Entity::People { .. }, Entity::Party { .. })
            );
        let clitics = Clitics { conjunction: mention.lead > 0, ..Clitics::default() };
        if same && self.adjoins(last, mention.tokens.start, clitics) {
            mention.joined = true;
            if mention.prep == Prep::None {
                mention.prep = last.prep;
            }
        }
    }

    /// Whether "near" or "overlooking" stands before a token, with its own preposition or not.
    fn is_beside(&self, token: usize) -> bool {
        let words = self.words;
        let own = [words.prep_from, words.prep_on, words.prep_to]
            .into_iter()
            .find_map(|list| self.document.list_before(list, token));
        let end = own.map_or(token, |own| own.tokens.start);
        self.document.list_before(words.beside, end).is_some()
    }

    /// Whether "of" right before a token follows a quantity.
    fn quantified(&self, token: usize) -> bool {
        let of = self.document.list_before(self.words.prep_from, token).filter(|of| of.tokens.len() == 1);
        of.is_some_and(|of| self.document.list_before(self.words.quantifier, of.tokens.start).is_some())
    }

    /// The preposition in front of a token, or written as one word with it.
    fn prep(&self, token: usize, clitics: Clitics) -> Prep {
        let mut at = token;
        while at > 0 && self.document.is_wrapper(at - 1) {
            at -= 1;
        }
        for _ in 0..2 {
            if let Some(part) = self.document.list_before(self.words.place_part, at) {
                if let Some(prep) = clitic_prep(part.clitics) {
                    return prep;
                }
                at = part.tokens.start;
            }
        }
        if self.is_beside(at) {
            return Prep::Beside;
        }
        let words = self.words;
        let lists: [(ListId, Prep); 9] = [
            (words.prep_by, Prep::By),
            (words.prep_against, Prep::Against),
            (words.prep_between, Prep::Between),
            (words.prep_with, Prep::With),
            (words.prep_to, Prep::To),
            (words.prep_at, Prep::At),
            (words.prep_on, Prep::On),
            (words.prep_from, Prep::From),
            (words.prep_other, Prep::Other),
        ];
        if clitics.preposition == Some('\u{628}')
            && self.document.list_before(self.words.backed, at).is_some()
        {
            return Prep::With;
        }
        // "All of the parties", "both of": a quantity in front takes the preposition off.
        if self.quantified(at) {
            return Prep::None;
        }
        let written = lists
            .iter()
            .filter_map(|&(list, prep)| {
                let hit = self.document.list_before(list, at).filter(|hit| !hit.clitics.pronoun)?;
                Some((hit.tokens.len(), prep))
            })
            .rev()
            .max_by_key(|&(length, _)| length);
        written.map(|(_, prep)| prep).or_else(|| clitic_prep(clitics)).unwrap_or(Prep::None)
    }
}

fn clitic_prep(clitics: Clitics) -> Option<Prep> {
    clitics.preposition.map(|letter| match letter {
        '\u{628}' => Prep::At,
        '\u{644}' => Prep::Of,
        _ => Prep::Other,
    })
}

/// A folded surface without the clitics in front; li- and the article contract, so the article comes back.
fn bare_name(surface: &str, clitics: Clitics) -> String {
    let rest: String = surface.chars().skip(clitics.lead).collect();
    let contracted = clitics.preposition == Some('\u{644}')
        && rest.starts_with('\u{644}')
        && !rest.starts_with("\u{627}\u{644}");
    let named = if contracted { format!("\u{627}{rest}") } else { rest };
    if clitics.article { named.strip_prefix("\u{627}\u{644}").unwrap_or(&named).to_owned() } else { named }
}

trait LongestFirst<'c>: Iterator<Item = Mention<'c>> + Sized {
    /// The mention that ends last; of several, the first.
    fn rev_max_by_end(self) -> Option<Mention<'c>> {
        self.fold(None, |best: Option<Mention<'c>>, next| match best {
            Some(best) if best.tokens.end >= next.tokens.end => Some(best),
            _ => Some(next),
        })
    }
}

impl<'c, I: Iterator<Item = Mention<'c>>> LongestFirst<'c> for I {}
