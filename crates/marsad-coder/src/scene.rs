//! A sentence with its mentions, triggers and clauses: what slots are filled from.
mod clauses;
mod company;
mod named;
mod reach;

use crate::ClaimType;
use crate::document::{ARTICLE, Document};
use crate::lexicon::{Clitics, Meaning};
use crate::mention::{Entity, Mention, PlaceWord, Prep};
use crate::rule::{Beside, Frame, Pattern, Rules};
use crate::words::Words;
use marsad_text::Sentence;
use reach::Counted;
use std::ops::Range;

/// Words behind "managed in" within which "and" joins another thing that was managed.
const MANAGED: usize = 14;
/// Tokens before a battle's name within which the verb stands that launches it.
const LAUNCHED: usize = 5;
/// Tokens within which the name of an operation ends that begins with its quotation mark or its first word.
const OPERATION_NAME: usize = 4;

/// A word that makes a pattern fire.
#[derive(Debug, Clone)]
pub(crate) struct Trigger<'c> {
    pub(crate) tokens: Range<usize>,
    pub(crate) clitics: Clitics,
    pub(crate) pattern: &'c Pattern,
}

/// A sentence ready for its slots to be filled.
#[derive(Debug)]
pub(crate) struct Scene<'c, 'd> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) words: &'c Words,
    pub(crate) tokens: Range<usize>,
    pub(crate) mentions: Vec<Mention<'c>>,
    pub(crate) triggers: Vec<Trigger<'c>>,
    /// For each token of the sentence, the number of its clause.
    clauses: Vec<u16>,
    /// The first token of each clause, and one more where the sentence ends.
    bounds: Vec<usize>,
    /// For each token of the sentence, and where it ends, how many mentions begin before it.
    begun: Vec<u16>,
    counted: Counted,
}

impl<'c, 'd> Scene<'c, 'd> {
    pub(crate) fn new(
        document: &'d Document<'d>,
        words: &'c Words,
        sentence: &Sentence,
        mentions: Vec<Mention<'c>>,
        rules: &'c Rules,
    ) -> Self {
        let mut scene = Self {
            document,
            words,
            tokens: sentence.tokens.clone(),
            mentions,
            triggers: Vec::new(),
            clauses: Vec::new(),
            bounds: Vec::new(),
            begun: Vec::new(),
            counted: Counted::default(),
        };
        scene.begun = scene.count_mentions();
        scene.counted = scene.count_words();
        (scene.clauses, scene.bounds) = scene.find_clauses(rules);
        scene.triggers = scene.find_triggers(rules);
        scene
    }

    fn find_triggers(&self, rules: &'c Rules) -> Vec<Trigger<'c>> {
        let mut triggers: Vec<Trigger<'c>> = Vec::new();
        let may_trigger = |token: &usize| self.document.may_begin(rules.triggers, *token);
        for token in self.tokens.clone().filter(may_trigger) {
            for hit in self.document.hits(token) {
                let Meaning::List(list) = hit.meaning else { continue };
                for pattern in rules.of(list) {
                    let trigger = Trigger { tokens: hit.tokens.clone(), clitics: hit.clitics, pattern };
                    if self.fits(&trigger) {
                        triggers.push(trigger);
                    }
                }
            }
        }
        // One word may be a verb or a noun (qata'a, qat'): before a party it is the verb, else the noun.
        let verb = |tokens: &Range<usize>| {
            let followed = self.starting(tokens.end).is_some_and(|mention| {
                let doer = match mention.entity {
                    Entity::Party { .. } => true,
                    // The nominative, -un: "demonstrators blocked".
                    Entity::People { .. } => {
                        self.document.text.folded(mention.tokens.start).ends_with("\u{648}\u{646}")
                    }
                    _ => false,
                };
                doer && mention.prep == Prep::None
            });
            (followed || self.gunmen_before(tokens.start).is_some()) && !self.is_governed(tokens.start)
        };
        // Of patterns that fit alike the surer comes first, and stays.
        let other = |trigger: &Trigger| {
            let active = trigger.pattern.spec.frame == Frame::Active;
            active != verb(&trigger.tokens)
        };
        let sure = |trigger: &Trigger| trigger.pattern.spec.confidence;
        triggers.sort_by(|a, b| {
            let order = a.tokens.start.cmp(&b.tokens.start);
            order.then_with(|| other(a).cmp(&other(b))).then_with(|| sure(b).total_cmp(&sure(a)))
        });
        drop_covered(&mut triggers);
        triggers
    }

    /// Whether a place and a colon open the sentence: what follows is told of there.
    pub(crate) fn is_headed(&self) -> bool {
        let place = |first: &&Mention| first.is_named_place() && first.tokens.start == self.tokens.start;
        let first = self.mentions.first().filter(place);
        first.is_some_and(|first| self.document.text.folded(first.tokens.end) == ":")
    }

    /// Where the trigger before a token ends, if one does.
    pub(crate) fn trigger_end_before(&self, token: usize) -> Option<usize> {
        self.triggers.iter().map(|trigger| trigger.tokens.end).filter(|&end| end <= token).max()
    }

    /// Whether what stands before a word makes it a noun: a preposition ("managed in expelling", "after expelling"), "was
    /// done", or the subject of a verb of saying ("the coalition announced the expulsion of").
    fn is_governed(&self, token: usize) -> bool {
        let (document, words) = (self.document, self.words);
        let preposition =
            [words.prep_from, words.prep_at, words.prep_on, words.prep_to, words.noun_opener, words.done]
                .iter()
                .any(|&list| document.list_before(list, token).is_some());
        let subject = self.ending(token);
        // "Managed in freeing the town and driving out …".
        let joined = document.hits(token).iter().any(|hit| hit.clitics.conjunction);
        let managed = || {
            let near = token.saturating_sub(MANAGED).max(self.tokens.start)..token;
            let verb = document.find(words.manage, near).map_or(token, |verb| verb.tokens.end);
            document.find(words.prep_from, verb..token).is_some()
        };
        preposition
            || joined && managed()
            || subject.is_some_and(|mention| {
                let verbs = [words.say, words.own_up];
                verbs.iter().any(|&list| document.list_before(list, mention.tokens.start).is_some())
            })
    }

    /// Whether a word is a pattern's trigger where it stands.
    fn fits(&self, trigger: &Trigger) -> bool {
        let says_something_else = || {
            self.is_named(trigger)
                || self.is_of_a_name(&trigger.tokens)
                || self.is_noun_by_hamza(trigger)
                || trigger.pattern.spec.unnamed && self.is_battle_name(trigger)
                || self.is_done_by_people(trigger)
        };
        trigger.tokens.end <= self.tokens.end
            && self.is_definite_as_wanted(trigger)
            && !says_something_else()
            && self.has_company(trigger)
    }

    /// Whether a word with a pronoun is written with the hamza that makes it a noun ("his injury") where a verb is wanted,
    /// which is spelt alike but for it ("she hit him").
    fn is_noun_by_hamza(&self, trigger: &Trigger) -> bool {
        let words = || self.document.text.words(trigger.tokens.clone());
        // Alef with the hamza below.
        let below = || words().chars().nth(trigger.clitics.lead) == Some('\u{625}');
        trigger.clitics.pronoun && trigger.pattern.verbs && below()
    }

    /// Whether the name of a party or a place, or a time ("dawn on Friday"), takes in the trigger.
    fn is_named(&self, trigger: &Trigger) -> bool {
        self.over(trigger.tokens.start).is_some_and(|mention| {
            let people = matches!(mention.entity, Entity::People { .. })
                && mention.tokens.start < trigger.tokens.start
                && mention.tokens.len() > trigger.tokens.len();
            trigger.tokens.end <= mention.tokens.end
                && (people
                    || matches!(
                        mention.entity,
                        Entity::Party { .. } | Entity::Place { .. } | Entity::Time(_)
                    ))
                && !self.may_overlap(trigger, mention)
        })
    }

    /// Whether a word is part of a person's name ("Abu …") or of what an operation is called ("the battle of 'Deterring the
    /// Aggression'").
    pub(crate) fn is_of_a_name(&self, trigger: &Range<usize>) -> bool {
        let (document, words) = (self.document, self.words);
        let kunya = document.list_before(words.kunya, trigger.start);
        if kunya.is_some_and(|kunya| !kunya.clitics.accusative && !kunya.clitics.pronoun) {
            return true;
        }
        let from = trigger.start.saturating_sub(OPERATION_NAME).max(self.tokens.start);
        let known = document.each(words.operation_name, from..trigger.end);
        let quoted = || {
            let open = (from..trigger.start).rev().find(|&token| document.is_quote(token));
            open.is_some_and(|open| document.list_before(words.named_operation, open).is_some())
        };
        known.into_iter().any(|name| name.tokens.end >= trigger.end) || quoted()
    }

    fn is_definite_as_wanted(&self, trigger: &Trigger) -> bool {
        let article = || {
            trigger.clitics.article || self.document.text.folded(trigger.tokens.start).starts_with(ARTICLE)
        };
        trigger.pattern.spec.definite.is_none_or(|definite| definite == article())
    }

    /// Whether the name of a place or an operation right behind makes it a battle's name, which says nothing.
    fn is_battle_name(&self, trigger: &Trigger) -> bool {
        let end = trigger.tokens.end;
        let quote = usize::from(self.document.is_quote(end));
        let from = trigger.tokens.start.saturating_sub(LAUNCHED).max(self.tokens.start);
        // "Launched the battle of 'Deterring the Aggression'" tells of it.
        let launched = || self.document.find(self.words.light_verb, from..trigger.tokens.start).is_some();
        if self.document.list(self.words.operation_name, end + quote).is_some() && !launched() {
            return true;
        }
        let mut hits = self.document.hits(end).iter();
        let place =
            |mention: &Mention| mention.prep == Prep::None && matches!(mention.entity, Entity::Place { .. });
        hits.any(|hit| hit.meaning == Meaning::Place && hit.clitics.lead == 0)
            || self.starting(end).is_some_and(place)
    }

    /// Whether civilians arrive, leave or enter, where forces would gain or give up ground. Those who stand before the
    /// word do not, where a party follows it ("residents confirmed the forces' withdrawal").
    fn is_done_by_people(&self, trigger: &Trigger) -> bool {
        let own = &trigger.tokens;
        let precedes = |mention: &&Mention| {
            mention.tokens.end <= own.start
                && self.gap(mention.tokens.end, own.start) <= 1
                && !trigger.clitics.conjunction
        };
        // "More than 16,000 people fled": their number stands between.
        let counted = |mention: &Mention| {
            let before = self.ending(mention.tokens.start);
            let number = before.filter(|before| matches!(before.entity, Entity::Number(_)));
            number.map_or(mention.tokens.start, |number| number.tokens.start)
        };
        let follows = |mention: &&Mention| {
            mention.tokens.start >= own.end
                && self.gap(own.end, counted(mention)) <= 1
                && mention.prep == Prep::None
        };
        let civil = |mention: &&Mention| matches!(mention.entity, Entity::People { group, .. } if group != "fighters");
        let moves = matches!(trigger.pattern.claim_type, ClaimType::Advance | ClaimType::Withdrawal);
        let people = |place: &dyn Fn(&&Mention) -> bool| {
            self.mentions.iter().filter(civil).any(|mention| place(&mention))
        };
        let forces = || {
            self.mentions.iter().filter(follows).any(|mention| matches!(mention.entity, Entity::Party { .. }))
        };
        moves && (people(&follows) || people(&precedes) && !forces())
    }

    /// Whether a party's name takes in these tokens and more.
    fn party_over(&self, tokens: &Range<usize>) -> bool {
        self.over(tokens.start).is_some_and(|mention| {
            tokens.end <= mention.tokens.end && matches!(mention.entity, Entity::Party { .. })
        })
    }

    /// A party's strongholds or "the areas of X" are a party and a hold at once, and so are its reinforcements.
    fn may_overlap(&self, trigger: &Trigger, mention: &Mention) -> bool {
        let held = trigger.pattern.spec.frame.is_state();
        let sent = trigger.pattern.claim_type == ClaimType::Reinforcement
            && mention.tokens.start == trigger.tokens.start
            && self.document.list(self.words.force_head, mention.tokens.start).is_some();
        (held || sent) && mention.tokens.len() > trigger.tokens.len()
    }

    /// Whether something of that sort stands within `range`.
    pub(crate) fn stands(&self, beside: Beside, range: Range<usize>) -> bool {
        let mut mentions = self.within(range.clone());
        match beside {
            Beside::List(list) => self.document.find(list, range).is_some(),
            Beside::With(list) => range.into_iter().any(|token| {
                let hit = self.document.list(list, token);
                hit.is_some_and(|hit| hit.clitics.preposition == Some('\u{628}'))
            }),
            Beside::Actor => mentions.any(|mention| matches!(mention.entity, Entity::Party { .. })),
            Beside::Actors => two_parties(mentions),
            Beside::Pronoun => false,
            Beside::People => mentions.any(|mention| matches!(mention.entity, Entity::People { .. })),
            Beside::Place => mentions.any(|mention| matches!(mention.entity, Entity::Place { .. })),
            Beside::Route => self.document.find(self.words.route, range).is_some(),
        }
    }

    /// Whether a relative pronoun stands at a token.
    pub(crate) fn is_relative(&self, token: usize) -> bool {
        self.document.list(self.words.relative, token).is_some()
    }

    /// Whether a preposition stands alone within `range` (not counting those that govern "by").
    pub(crate) fn preposition_within(&self, range: Range<usize>) -> bool {
        let words = self.words;
        [
            words.prep_at,
            words.prep_on,
            words.prep_from,
            words.prep_to,
            words.prep_other,
            words.prep_against,
            words.prep_with,
        ]
        .into_iter()
        .any(|list| self.document.find(list, range.clone()).is_some_and(|hit| !hit.clitics.pronoun))
    }
}

impl Mention<'_> {
    /// Whether it gives a place's name, not a noun that points back to one.
    pub(crate) fn is_named_place(&self) -> bool {
        matches!(&self.entity, Entity::Place { kind: PlaceWord::Known | PlaceWord::Unknown, .. })
    }

    /// Whether it may mean a place, as "the areas that the party holds" does not.
    pub(crate) fn is_meant(&self) -> bool {
        !matches!(self.entity, Entity::Place { kind: PlaceWord::Told, .. })
    }

    /// Whether a preposition other than "of" and "by" governs it, so that it is no subject.
    pub(crate) fn is_oblique(&self) -> bool {
        !matches!(self.prep, Prep::None | Prep::Of | Prep::By)
    }
}

/// Whether two different parties are among some mentions.
fn two_parties<'m, 'c: 'm>(mentions: impl Iterator<Item = &'m Mention<'c>>) -> bool {
    let mut ids = mentions.filter_map(|mention| match mention.entity {
        Entity::Party { id, .. } => Some(id),
        _ => None,
    });
    let first = ids.next();
    ids.any(|id| Some(id) != first)
}

/// Of triggers for one type on overlapping words the longest stays.
fn drop_covered(triggers: &mut Vec<Trigger>) {
    let spans: Vec<(Range<usize>, usize)> =
        triggers.iter().enumerate().map(|(index, trigger)| (trigger.tokens.clone(), index)).collect();
    let types: Vec<_> = triggers.iter().map(|trigger| trigger.pattern.claim_type).collect();
    let mut index = 0;
    triggers.retain(|trigger| {
        let here = index;
        index += 1;
        !spans.iter().any(|(other, at)| {
            let overlaps = other.start < trigger.tokens.end && trigger.tokens.start < other.end;
            let longer = other.len() > trigger.tokens.len();
            let earlier_twin = other == &trigger.tokens && *at < here && types[*at] == types[here];
            let repeats = *at < here
                && types[*at] == types[here]
                && (other.end..=other.end + 1).contains(&trigger.tokens.start);
            *at != here && (overlaps && (longer || earlier_twin) || repeats)
        })
    });
}
