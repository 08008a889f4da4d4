//! Numbers that a claim's own words count: strikes, detained, displaced, inhabitants.
use crate::ClaimType;
use crate::harm::{Bounds, form, is_count, mentioned, who_behind};
use crate::mention::{Entity, Mention};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use std::ops::Range;

/// Tokens before a word of flight, or a passive verb, within which those are counted whom it befell.
const COUNTED_BEFORE: usize = 9;
/// Tokens behind "the number of those …" within which the number stands.
const SUM: usize = 14;

/// A number of strikes or people, and the words that give it.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    /// `strikes`, `detained`, `displaced` …
    pub(crate) what: &'static str,
    pub(crate) bounds: Bounds,
    pub(crate) tokens: Range<usize>,
}

/// What a claim's own words count.
pub(super) fn counted(
    scene: &Scene,
    claim_type: ClaimType,
    trigger: &Trigger,
    zone: &Range<usize>,
) -> Vec<Counted> {
    let Some(what) = counts_of(claim_type).filter(|_| !trigger.pattern.spec.uncounted) else {
        return Vec::new();
    };
    let (start, end) = (trigger.tokens.start, trigger.tokens.end);
    // "297 people … were arrested": spelt like "they arrested", the verb has no object behind it.
    let they = scene.document.text.folded(end - 1).ends_with("\u{648}\u{627}") && trigger.pattern.verbs;
    let passive = trigger.pattern.spec.frame == Frame::Passive || they;
    let back = if passive || what == "displaced" { COUNTED_BEFORE } else { 4 };
    let span = start.saturating_sub(back).max(scene.tokens.start)..zone.end.min(end + 9);
    let reader = Reader { scene, what, span, trigger: trigger.tokens.clone() };
    if what == "strikes" {
        return reader.strikes();
    }
    let behind = end..zone.end.min(end + 6);
    let told = || reader.number().or_else(|| reader.pronoun(trigger)).or_else(|| reader.form(behind));
    let counted = reader.sum().or_else(told);
    counted.into_iter().collect()
}

/// What a number beside such a claim counts.
fn counts_of(claim_type: ClaimType) -> Option<&'static str> {
    Some(match claim_type {
        ClaimType::Arrest => "detained",
        ClaimType::Abduction => "abducted",
        ClaimType::Displacement | ClaimType::Evacuation => "displaced",
        ClaimType::Population => "population",
        ClaimType::AirStrike | ClaimType::Shelling => "strikes",
        ClaimType::Killing => "killed",
        ClaimType::Reinforcement => "fighters",
        _ => return None,
    })
}

struct Reader<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    what: &'static str,
    /// The tokens within which a number belongs to the claim.
    span: Range<usize>,
    trigger: Range<usize>,
}

impl<'c> Reader<'_, 'c, '_> {
    fn numbers(&self) -> impl Iterator<Item = (&Mention<'c>, Bounds)> {
        self.scene.within(self.span.clone()).filter_map(|mention| match &mention.entity {
            Entity::Number(number) => Some((mention, (number.min, number.max))),
            _ => None,
        })
    }

    fn counted(&self, bounds: Bounds, tokens: Range<usize>) -> Counted {
        Counted { what: self.what, bounds, tokens }
    }

    /// "16 raids and three rockets", "several strikes", "two raids" in one word.
    fn strikes(&self) -> Vec<Counted> {
        let (document, words) = (self.scene.document, self.scene.words);
        let numbered = self.numbers().filter_map(|(mention, bounds)| {
            let many = bounds.1 != Some(1) && self.is_nearest(mention.tokens.start);
            let behind = document.list(words.strike, mention.tokens.end).map(|hit| hit.tokens.end);
            let tokens = match behind {
                Some(end) => mention.tokens.start..end,
                // "Strikes, several", "strikes from the air, several": the vague number stands behind.
                None if bounds == (3, Some(10)) => {
                    let at = mention.tokens.start;
                    let strike = |end: usize| document.list_before(words.strike, end);
                    strike(at).or_else(|| strike(at.saturating_sub(1)))?.tokens.start..mention.tokens.end
                }
                None => return None,
            };
            many.then(|| self.counted(bounds, tokens))
        });
        let pairs = self
            .span
            .clone()
            .filter(|&token| self.is_nearest(token))
            .filter_map(|token| document.list(words.two_strikes, token))
            .map(|hit| self.counted((2, Some(2)), hit.tokens.clone()));
        numbered.chain(pairs).collect()
    }

    /// Whether no other word of a strike stands nearer to a token.
    fn is_nearest(&self, token: usize) -> bool {
        let strikes = self.scene.triggers.iter().filter(|other| {
            counts_of(other.pattern.claim_type) == Some("strikes") || other.pattern.spec.by_means
        });
        let away = |tokens: &Range<usize>| tokens.start.abs_diff(token);
        strikes.map(|other| away(&other.tokens)).min().is_none_or(|least| away(&self.trigger) <= least)
    }

    /// A number of people who are not said to be harmed, or of inhabitants.
    fn number(&self) -> Option<Counted> {
        let behind = |mention: &Mention| mention.tokens.start >= self.trigger.end;
        let mut counting = self.numbers().filter(|(mention, _)| self.counts(mention));
        let (mut mention, mut bounds) = counting.next()?;
        // "Killed five of them and arrested three": what stands right behind comes before what stands before.
        if !behind(mention)
            && let Some(next) = counting
                .find(|(next, _)| self.scene.gap(self.trigger.end, next.tokens.start) == 0 && behind(next))
        {
            (mention, bounds) = next;
        }
        let end = who_behind(self.scene, mention.tokens.end)
            .and_then(|who| self.scene.mentions.get(who))
            .map_or(mention.tokens.end, |who| who.tokens.end);
        Some(self.counted(bounds, mention.tokens.start..end))
    }

    /// "The number of those detained rose to 40".
    fn sum(&self) -> Option<Counted> {
        let start = self.trigger.start;
        let head = start.saturating_sub(2).max(self.scene.tokens.start)..start;
        self.scene.document.find(self.scene.words.total, head)?;
        let next =
            self.scene.triggers.iter().map(|other| other.tokens.start).find(|&at| at >= self.trigger.end);
        let end = (self.trigger.end + SUM).min(next.unwrap_or(usize::MAX)).min(self.scene.tokens.end);
        self.scene.within(self.trigger.end..end).find_map(|mention| match &mention.entity {
            Entity::Number(number) if is_count(self.scene, mention) => {
                Some(self.counted((number.min, number.max), mention.tokens.clone()))
            }
            _ => None,
        })
    }

    fn counts(&self, mention: &Mention) -> bool {
        let words = self.scene.words;
        let end = mention.tokens.end;
        let is = |list| self.scene.document.list(list, end).is_some();
        // "Seventy thousand inhabitants", "the number of inhabitants is seventy thousand".
        let told = self.scene.document.list(words.inhabitants, self.trigger.start).is_some();
        let inhabitants = self.what == "population"
            && (is(words.inhabitants) || told && mention.tokens.start >= self.trigger.end);
        let taken = matches!(self.what, "detained" | "abducted");
        let crowd = self.scene.document.list(words.crowd, mention.tokens.start).is_some();
        let right_behind = (taken || self.what == "displaced" && crowd)
            && self.scene.gap(self.trigger.end, mention.tokens.start) == 0;
        // Those counted far before stand in the same clause, and nobody else stands between.
        let far = mention.tokens.start + 4 < self.trigger.start
            && (self.scene.clause(mention.tokens.start) != self.scene.clause(self.trigger.start)
                || !self.is_last_counted(end));
        // "127 cases of arrest".
        let cases = self.is_of_people()
            && self
                .scene
                .document
                .list(words.cases, end)
                .is_some_and(|cases| cases.tokens.end == self.trigger.start);
        let harmed = is(words.killed_people) || is(words.injured_people);
        !harmed
            && !self.is_part(mention.tokens.start)
            && !far
            && !self.tells_of_harm(mention.tokens.start)
            && (cases || is_count(self.scene, mention))
            && (cases
                || who_behind(self.scene, end).is_some()
                || right_behind
                || inhabitants
                || taken && (form(self.scene, end).is_some() || is(words.suspects)))
    }

    /// "Among them": what is counted there are some of those counted before.
    fn is_part(&self, token: usize) -> bool {
        self.scene.document.list_before(self.scene.words.among, token).is_some()
    }

    /// Whether those whom the number that ends at a token counts are the last people before the trigger.
    fn is_last_counted(&self, number: usize) -> bool {
        let who = who_behind(self.scene, number);
        let people = |mention: &Mention| {
            let counted = self.scene.ending(mention.tokens.start);
            let counted = counted.filter(|counted| matches!(counted.entity, Entity::Number(_)));
            let start = counted.map_or(mention.tokens.start, |counted| counted.tokens.start);
            matches!(mention.entity, Entity::People { .. }) && !self.is_part(start)
        };
        let last = self
            .scene
            .mentions
            .iter()
            .rposition(|mention| mention.tokens.end <= self.trigger.start && people(mention));
        who.is_some() && who == last
    }

    /// Whether a word of harm stands between the trigger and a token: what is counted there are the dead.
    fn tells_of_harm(&self, token: usize) -> bool {
        let words = self.scene.words;
        [words.killed_noun, words.killed_verb, words.injured_noun, words.injured_verb]
            .into_iter()
            .any(|list| self.scene.document.find(list, self.trigger.end..token).is_some())
    }

    /// "His arrest".
    fn pronoun(&self, trigger: &Trigger) -> Option<Counted> {
        let folded = self.scene.document.text.folded(self.trigger.end - 1);
        // -hu: the masculine singular.
        let one = trigger.clitics.pronoun && folded.ends_with('\u{647}');
        (one && self.is_of_people()).then(|| self.counted((1, Some(1)), self.trigger.clone()))
    }

    /// "Arrested two youths", "the murder of the judge": people whose form counts them.
    fn form(&self, behind: Range<usize>) -> Option<Counted> {
        if !self.is_of_people() {
            return None;
        }
        self.scene.within(behind).find_map(|mention| {
            let bounds = mentioned(self.scene, mention)?;
            let one = self.what == "killed" && bounds == (1, Some(1));
            (one || !mention.article && bounds.1.is_some())
                .then(|| self.counted(bounds, mention.tokens.clone()))
        })
    }

    fn is_of_people(&self) -> bool {
        matches!(self.what, "detained" | "abducted" | "killed")
    }
}
