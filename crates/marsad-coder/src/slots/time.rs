//! When: the time said in the clause of a claim's words, or at the head of its sentence.
use crate::ClaimType;
use crate::mention::{Entity, Mention};
use crate::rule::Frame;
use crate::scene::{Scene, Trigger};
use marsad_text::Grain;
use std::ops::Range;

/// How many tokens before a time the words of saying may stand that it hangs on.
const SAID: usize = 8;

/// The words of a claim, whose time is sought, and the stretch behind them that is theirs.
pub(crate) struct Dated<'s, 'c, 'd> {
    pub(crate) scene: &'s Scene<'c, 'd>,
    pub(crate) word: Range<usize>,
    pub(crate) zone: Range<usize>,
}

impl<'s, 'c, 'd> Dated<'s, 'c, 'd> {
    /// A word that triggers nothing: what stands up to the next trigger is its own.
    pub(crate) fn word(scene: &'s Scene<'c, 'd>, word: Range<usize>) -> Self {
        let next = scene.triggers.iter().map(|trigger| trigger.tokens.start).find(|&start| start >= word.end);
        Self { scene, zone: word.end..next.unwrap_or(scene.tokens.end), word }
    }

    /// The time of a trigger's claim.
    pub(super) fn of(&self, trigger: &Trigger) -> Option<usize> {
        let held = trigger.pattern.spec.frame == Frame::Held;
        let lasts = matches!(trigger.pattern.claim_type, ClaimType::Controls | ClaimType::Besieged);
        // "They attacked yesterday the areas held by the army", "attacked an area that the army holds yesterday": the day
        // is the attack's.
        let own = |index: &usize| !(lasts && is_day(self.scene, *index));
        if held { self.behind().filter(own) } else { self.time().filter(own) }
    }

    /// In the zone, else before the words in their clause, else behind what else the clause tells, else at the head of the
    /// sentence.
    pub(crate) fn time(&self) -> Option<usize> {
        let scene = self.scene;
        let start = self.word.start;
        let clause = scene.clause_tokens(start);
        let before = || self.times(clause.start..start).next_back();
        let rest = || self.times(self.zone.end..clause.end).find(|&index| is_day(scene, index));
        let head = |index: &usize| scene.mentions[*index].tokens.start == scene.tokens.start;
        let first = || self.times(scene.tokens.start..clause.start).find(head);
        self.behind().or_else(before).or_else(rest).or_else(first)
    }

    fn behind(&self) -> Option<usize> {
        self.times(self.zone.clone()).find(|&index| self.reaches(&self.scene.mentions[index]))
    }

    /// Times in a stretch of the sentence, but those of saying.
    pub(crate) fn times(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        self.scene.indices_within(tokens).filter(|&index| {
            let mention = &self.scene.mentions[index];
            matches!(mention.entity, Entity::Time(_)) && !self.is_said(mention)
        })
    }

    /// Whether a time says when something was said, not when it happened: it stands behind the words of saying.
    fn is_said(&self, time: &Mention) -> bool {
        let (scene, words) = (self.scene, self.scene.words);
        let start = time.tokens.start;
        let from = start.saturating_sub(SAID).max(scene.clause_tokens(start).start);
        [words.say, words.speech, words.according, words.denied].into_iter().any(|list| {
            let said = (from..start).rev().find_map(|token| scene.document.list(list, token));
            // "Announced that it took the town yesterday": what was announced stands between.
            said.is_some_and(|said| {
                let told = said.tokens.end..start;
                let triggers = scene.triggers.iter().map(|trigger| trigger.tokens.start);
                !triggers.chain([self.word.start]).any(|trigger| told.contains(&trigger))
            })
        })
    }

    /// Whether a time behind the words belongs to them: no clause with a verb of its own begins between them.
    fn reaches(&self, time: &Mention) -> bool {
        let (scene, words) = (self.scene, self.scene.words);
        let between = self.word.end..time.tokens.start + 1;
        between.clone().skip(1).filter(|&at| scene.clause(at) != scene.clause(at - 1)).all(|at| {
            let length = |list| scene.document.list(list, at).map(|hit| hit.tokens.len());
            let noun = length(words.noun_opener);
            noun.is_some() && noun >= length(words.clause_opener)
        })
    }
}

/// Whether a time is a day gone by or going on, and not what has lasted since.
pub(crate) fn is_day(scene: &Scene, index: usize) -> bool {
    let mention = &scene.mentions[index];
    // "Two died until now" gives no day.
    let now = scene.document.list(scene.words.now, mention.tokens.start).is_some();
    let day = matches!(&mention.entity, Entity::Time(time) if time.grain == Grain::Day
        && !time.since && time.relative_days.is_none_or(|days| days <= 0));
    day && !now
}
