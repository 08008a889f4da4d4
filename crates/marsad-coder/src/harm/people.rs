//! Tolls told with a noun for the harmed: "five dead", "the number of wounded rose to 40", "200 between dead and wounded".
use super::victims::{Bounds, form, who_behind};
use super::{Harm, Toll, harm_word, is_count, joint_end};
use crate::mention::{Entity, Mention};
use crate::scene::Scene;
use std::ops::Range;

/// Words behind "the number of dead" within which the number stands.
const TOTAL_REACH: usize = 14;

/// The toll that a noun for the harmed tells, and where to read on.
pub(super) fn people_toll(scene: &Scene, harm: &Harm) -> (Option<Toll>, usize) {
    let reader = Reader { scene, harm, word: &harm.hit.tokens };
    if let Some(found) = reader.between() {
        return found;
    }
    if let Some(toll) = reader.with_number_before() {
        return toll;
    }
    let toll = reader.with_number_behind().or_else(|| reader.total());
    match toll {
        Some(toll) => (Some(toll), harm.hit.tokens.end),
        None => reader.bare(),
    }
}

struct Reader<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    harm: &'s Harm<'s>,
    word: &'s Range<usize>,
}

impl<'c> Reader<'_, 'c, '_> {
    fn toll(&self, what: &'static str, bounds: Bounds, who: Option<usize>, tokens: Range<usize>) -> Toll {
        let word = self.word.clone();
        Toll { what, min: bounds.0, max: bounds.1, who, tokens, word, agent: None, spelt_out: false }
    }

    /// Victims that are counted are dead; casualties else.
    fn counted_what(&self) -> &'static str {
        if self.harm.what == "casualties" { "killed" } else { self.harm.what }
    }

    fn numbers(&self) -> impl Iterator<Item = (&Mention<'c>, Bounds)> {
        self.scene.mentions.iter().filter_map(|mention| match &mention.entity {
            Entity::Number(number) if is_count(self.scene, mention) => {
                Some((mention, (number.min, number.max)))
            }
            _ => None,
        })
    }

    /// "Two hundred, between dead and wounded".
    fn between(&self) -> Option<(Option<Toll>, usize)> {
        let scene = self.scene;
        let between = scene.document.list_before(scene.words.prep_between, self.word.start)?;
        let end = joint_end(scene, self.harm)?;
        let near = |mention: &Mention| {
            mention.tokens.end <= between.tokens.start
                && scene.gap(mention.tokens.end, between.tokens.start) <= 4
        };
        let number = self.numbers().filter(|(mention, _)| near(mention)).last();
        let toll = number.map(|(mention, bounds)| {
            let who = who_behind(scene, mention.tokens.end);
            self.toll("casualties", bounds, who, mention.tokens.start..self.word.end)
        });
        Some((toll, end))
    }

    /// "Five dead", "dozens of dead and wounded".
    fn with_number_before(&self) -> Option<(Option<Toll>, usize)> {
        let scene = self.scene;
        // "45 and the wounded": the number belongs to what was told before.
        if self.harm.hit.clitics.conjunction {
            return None;
        }
        let (mention, bounds) = self.numbers().find(|(mention, _)| self.is_counted_by(mention))?;
        // "A number of dead and wounded" says no more than "dead and wounded": some of each.
        let vague = bounds == (2, None) && self.harm.what == "killed";
        let joint = joint_end(scene, self.harm).filter(|&end| !vague && !self.is_counted(end));
        let end = joint.unwrap_or(self.word.end);
        let what = if joint.is_some() { "casualties" } else { self.counted_what() };
        let before = || {
            let who = who_behind(scene, mention.tokens.end)?;
            (scene.mentions[who].tokens.end <= self.word.start).then_some(who)
        };
        let who = who_behind(scene, end).or_else(before);
        Some((Some(self.toll(what, bounds, who, mention.tokens.start..end)), end))
    }

    /// Whether a number stands before the word, "of" or those it counts between them: "dozens of the wounded", "three
    /// soldiers dead".
    fn is_counted_by(&self, number: &Mention) -> bool {
        let (scene, start) = (self.scene, self.word.start);
        let end = number.tokens.end;
        // "Two of the wounded" are a part of those told of.
        let vague = matches!(&number.entity, Entity::Number(number) if Some(number.min) != number.max);
        let of = || {
            vague && scene.document.list(scene.words.prep_from, end).is_some_and(|of| of.tokens.end == start)
        };
        let people = || {
            let mut mentions = scene.mentions.iter();
            mentions.any(|people| {
                people.tokens.start == end && people.tokens.end == start && super::victims::is_victim(people)
            })
        };
        end <= start && (scene.gap(end, start) == 0 || of() || people())
    }

    /// Whether the word that ends at a token counts by its form or by a number behind it.
    fn is_counted(&self, end: usize) -> bool {
        let several = form(self.scene, end - 1).is_none_or(|(_, most)| most.is_none());
        let singular_of_many = form(self.scene, self.word.start).is_some_and(|(_, most)| most.is_some());
        let number = self.numbers().any(|(mention, _)| mention.tokens.start == end);
        number || !several && !singular_of_many
    }

    /// "The bodies of 16 fighters", "the wounded: 40".
    fn with_number_behind(&self) -> Option<Toll> {
        let scene = self.scene;
        let (mention, bounds) = self.numbers().find(|(mention, _)| {
            mention.tokens.start >= self.word.end && scene.gap(self.word.end, mention.tokens.start) <= 1
        })?;
        let conjoined = scene.document.text.folded(mention.tokens.start).starts_with('\u{648}')
            || scene.document.is_waw(self.word.end);
        if conjoined || self.is_next_words_own(mention) {
            return None;
        }
        let who = who_behind(scene, mention.tokens.end);
        let end = who.map_or(mention.tokens.end, |who| scene.mentions[who].tokens.end);
        Some(self.toll(self.counted_what(), bounds, who, mention.tokens.start..end))
    }

    /// Whether a number stands right before another noun for the harmed, which it counts.
    fn is_next_words_own(&self, mention: &Mention) -> bool {
        harm_word(self.scene, mention.tokens.end).is_some_and(|harm| !harm.hit.clitics.conjunction)
    }

    /// Whether "the number of" or "the toll of" stands before the word.
    fn is_summed(&self) -> bool {
        let head = self.word.start.saturating_sub(3).max(self.scene.tokens.start)..self.word.start;
        self.scene.document.find(self.scene.words.total, head).is_some()
    }

    /// "The number of dead … rose to 45".
    fn total(&self) -> Option<Toll> {
        let scene = self.scene;
        if !self.is_summed() {
            return None;
        }
        let limit = (self.word.end + TOTAL_REACH).min(scene.tokens.end);
        let end = (self.word.end..limit).find(|&token| harm_word(scene, token).is_some()).unwrap_or(limit);
        let (mention, bounds) = self
            .numbers()
            .find(|(mention, _)| (self.word.end..end).contains(&mention.tokens.start))
            .filter(|(mention, _)| !self.is_next_words_own(mention))?;
        let who = who_behind(scene, mention.tokens.end).or_else(|| who_behind(scene, self.word.end));
        Some(self.toll(self.counted_what(), bounds, who, mention.tokens.clone()))
    }

    /// "A martyr", "dead and wounded": the form says how many.
    fn bare(&self) -> (Option<Toll>, usize) {
        let (scene, end) = (self.scene, self.word.end);
        // "The dead", "the number of dead": told of, not counted.
        if (self.harm.hit.clitics.article || self.is_summed()) && !self.is_second_of_some() {
            return (None, end);
        }
        let bounds = form(scene, self.word.start).unwrap_or((2, None));
        let casualties = self.harm.what == "casualties";
        let bounds = if casualties { (1, None) } else { bounds };
        let both = joint_end(scene, self.harm).filter(|&end| bounds.1.is_none() && !self.is_counted(end));
        let who = who_behind(scene, both.unwrap_or(end));
        // Some dead and some wounded are two tolls; "victims and wounded" is one.
        let end = both.filter(|_| casualties).unwrap_or(end);
        (Some(self.toll(self.harm.what, bounds, who, self.word.start..end)), end)
    }

    /// Whether "a number of dead and" stands right before the word: it counts this one too.
    fn is_second_of_some(&self) -> bool {
        let (scene, start) = (self.scene, self.word.start);
        if !self.harm.hit.clitics.conjunction || start < 2 {
            return false;
        }
        let first = harm_word(scene, start - 1).is_some_and(|harm| harm.form == super::Form::People);
        first
            && self.numbers().any(|(mention, bounds)| bounds == (2, None) && mention.tokens.end == start - 1)
    }
}
