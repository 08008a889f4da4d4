//! Sets of meanings that are asked for together: most words have none of them, which is told at one look.
use crate::document::{Meanings, Name};
use crate::words::Words;

/// What a word must mean for something to be looked for there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sets {
    /// For a party to begin with it.
    pub(crate) party: Meanings,
    /// For a place to begin with it.
    pub(crate) place: Meanings,
    /// For a clause to begin with it, besides the verbs that rules look for.
    pub(crate) clause: Meanings,
    /// For harm to people to be told by it.
    pub(crate) harm: Meanings,
    /// To be a preposition.
    pub(crate) preposition: Meanings,
    /// To say what a report is about.
    pub(crate) topic: Meanings,
}

impl Sets {
    pub(crate) fn of(words: &Words) -> Self {
        let places = [words.place_head, words.section, words.site, words.facility, words.demonstrative];
        Self {
            party: Meanings::lists([words.force_head, words.latter]).and_names([Name::Actor, Name::Demonym]),
            place: Meanings::lists(places).and_names([Name::Place, Name::Anaphor]),
            clause: Meanings::lists([
                words.clause_opener,
                words.relative,
                words.say,
                words.judge_verb,
                words.respond_verb,
                words.light_verb,
                words.exposed,
                words.killed_verb,
                words.injured_verb,
                words.manage,
            ]),
            harm: Meanings::lists([
                words.meets,
                words.own_end,
                words.killed_people,
                words.injured_people,
                words.casualties_people,
                words.killed_verb,
                words.injured_verb,
                words.killed_noun,
                words.injured_noun,
            ]),
            preposition: Meanings::lists([
                words.prep_by,
                words.prep_against,
                words.prep_between,
                words.prep_with,
                words.prep_to,
                words.prep_at,
                words.prep_on,
                words.prep_from,
                words.prep_via,
                words.prep_other,
            ]),
            topic: Meanings::lists([words.place_head]).and_names([Name::Actor, Name::Demonym, Name::Place]),
        }
    }
}
