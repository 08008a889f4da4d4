//! The place that a sentence opens with: "in X, aircraft struck the village of Y".
use super::Reader;
use crate::Kind;
use crate::mention::{Mention, Prep};
use crate::scene::Trigger;

impl<'c> Reader<'_, 'c, '_> {
    /// "In X, aircraft struck the village of Y": the place that a sentence opens with, and what that lies in.
    pub(super) fn fronted(&self) -> Vec<&Mention<'c>> {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let begin = self.telling();
        let from = scene.mentions.partition_point(|mention| mention.tokens.start < begin);
        let mentions = &scene.mentions[from..];
        let Some(first) = mentions.first().filter(|first| self.is_first(first, begin)) else {
            return Vec::new();
        };
        let beside = |pair: &&[Mention<'c>]| {
            let [before, next] = pair else { return false };
            next.is_named_place()
                && next.tokens.end <= start
                && scene.gap(before.tokens.end, next.tokens.start) <= 1
        };
        let length = 1 + mentions.windows(2).take_while(beside).count();
        let mut places: Vec<_> = mentions.iter().take(length).collect();
        let end = places.last().map_or(first.tokens.end, |last| last.tokens.end);
        if !self.is_heading(first, end) {
            return Vec::new();
        }
        // "In X, east of Y" says of Y nothing.
        places.retain(|place| place.tokens == first.tokens || place.prep == Prep::At);
        places
    }

    /// Where the telling begins: with the sentence, or behind who says so ("the centre said: in X, aircraft struck").
    fn telling(&self) -> usize {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let begin = scene.tokens.start;
        let Some(say) = scene.document.find(scene.words.say, begin..start) else { return begin };
        let opens = |at: &usize| {
            let document = scene.document;
            document.is_that(*at) || document.opens_quote(*at) || document.text.folded(*at) == ":"
        };
        let Some(open) = (say.tokens.end..start).find(opens) else { return begin };
        (open + 1..start).find(|&at| !scene.document.is_mark(at)).unwrap_or(begin)
    }

    /// Whether a sentence that tells of an event opens with a place, behind no more than "and", "as for" and "in".
    fn is_first(&self, first: &Mention, begin: usize) -> bool {
        let scene = self.scene;
        // amma, "as for"
        let as_for =
            scene.document.text.folded(begin).trim_start_matches('\u{648}') == "\u{627}\u{645}\u{627}";
        first.is_named_place()
            && first.tokens.end <= self.trigger.tokens.start
            && scene.gap(begin, first.tokens.start) <= 1 + usize::from(as_for)
            && self.trigger.pattern.claim_type.kind() == Kind::Event
    }

    /// Whether what a sentence opens with, up to a token, is where that happens which the trigger says.
    fn is_heading(&self, first: &Mention, end: usize) -> bool {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        // A report's first word may be where its writer sits.
        let dateline = first.tokens.start == 0 && first.tokens.len() == 1;
        if scene.document.text.folded(end) == ":" {
            return !dateline;
        }
        // A colon's place goes with the whole sentence, another with what is told next, unless somebody says that there;
        // who holds it is told of in passing.
        let told = |other: &&Trigger| !other.pattern.spec.frame.is_state();
        let next = !scene.triggers.iter().filter(told).any(|other| other.tokens.start < start);
        let held = scene.triggers.iter().find(|other| other.tokens.start == end);
        let end = held.map_or(end, |held| held.tokens.end);
        let parted = (end..start.min(end + 3)).any(|at| scene.document.text.folded(at) == "\u{60C}");
        let said = [scene.words.say, scene.words.speech]
            .iter()
            .any(|&list| scene.document.find(list, end..start).is_some());
        first.prep == Prep::At && next && !said && (parted || scene.clause(end) == scene.clause(start))
    }
}
