//! The places of a claim: each once, and a noun that points back only where it adds something.
use super::Assembler;
use crate::anaphor::filler;
use crate::draft::Draft;
use crate::mention::{Mention, Prep};
use crate::{ClaimType, PlaceFiller, PlaceKind, Role};
use marsad_text::fold;

/// From this radius on a place is a region, in metres.
const REGION_M: u32 = 20_000;
/// The preposition li-.
const LI: char = '\u{644}';
/// Tokens behind a trigger within which a share of a place that was named before may stand.
const PART_OF_IT: usize = 4;

impl Assembler<'_, '_, '_> {
    /// A claim's places, in the order of its words.
    pub(super) fn places(&self, draft: &Draft) -> Vec<PlaceFiller> {
        let mut named: Vec<PlaceFiller> = Vec::new();
        let mut pointed: Vec<PlaceFiller> = Vec::new();
        let mut seen: Vec<(&str, Option<String>)> = Vec::new();
        for &(index, role) in &draft.slots.places {
            let mention = &self.scene.mentions[index];
            let fillers = if mention.is_named_place() { &mut named } else { &mut pointed };
            let said = mention.is_named_place() || self.says_where(mention, draft);
            let known = |filler: &PlaceFiller| said || filler.id.is_some();
            for mut filler in self.place(index, role).into_iter().filter(known) {
                filler.part = self.is_part(mention, &filler, draft);
                let key = (mention.place_name(), filler.id.clone());
                let twice = mention.is_named_place() && seen.contains(&key);
                if !twice && !fillers.iter().any(|other| is_same(other, &filler)) {
                    seen.push(key);
                    fillers.push(filler);
                }
            }
        }
        pointed.retain(|filler| {
            !named.iter().any(|other| is_same(other, filler) || self.says_as_much(other, filler))
        });
        // Of two nouns that point to nothing known the first says where.
        let first = pointed.iter().position(|filler| filler.id.is_none());
        let mut index = 0..;
        pointed.retain(|filler| index.next() == first || filler.id.is_some());
        named.append(&mut pointed);
        named
    }

    /// Whether a place that is named leaves nothing to say for a noun that points back: it lies in what the noun
    /// means ("the quarter of X in the city"), or the noun means nothing that was named ("the supply road").
    fn says_as_much(&self, named: &PlaceFiller, pointed: &PlaceFiller) -> bool {
        let (Some(inner), Some(outer)) = (&named.id, &pointed.id) else { return named.id.is_some() };
        self.gazetteer.containers(inner).any(|up| &up.id == outer)
    }

    /// Whether a noun that points to nothing known still says where: in the trigger's clause behind it, governed by
    /// what may say where ("across the border" says how).
    fn says_where(&self, mention: &Mention, draft: &Draft) -> bool {
        let clause = self.scene.clause_tokens(draft.trigger.start);
        let behind = draft.trigger.end..clause.end;
        let prep =
            matches!(mention.prep, Prep::None | Prep::At | Prep::On | Prep::From | Prep::To | Prep::Of);
        prep && behind.contains(&mention.tokens.start)
    }

    /// Whether it is said of a part of the place only: a share of it ("most of X", "points in X", "the east of X"), or of
    /// something in it that bears no name.
    fn is_part(&self, mention: &Mention, filler: &PlaceFiller, draft: &Draft) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let start = mention.tokens.start;
        let of =
            [words.prep_from, words.prep_at].into_iter().find_map(|list| document.list_before(list, start));
        let share = |end: usize| document.list_before(words.share, end).is_some();
        // "The northern edges of X": li- is "of" there.
        let li = document.hits(start).iter().any(|hit| hit.clitics.preposition == Some(LI));
        // An adjective may stand between: "wide parts of X".
        let shared = match of {
            Some(of) => share(of.tokens.start) || share(of.tokens.start.saturating_sub(1)),
            None => share(start) || li && share(start.saturating_sub(1)),
        };
        // "It holds the rest of the city" leaves it a part; who takes the rest has all of it.
        let rest = document.list_before(words.rest, of.map_or(start, |of| of.tokens.start)).is_some();
        // "The buildings of the university entirely" are the university.
        let wholly = mention.tokens.end..(mention.tokens.end + 1).min(self.scene.tokens.end);
        let shared = shared && document.find(words.wholly, wholly).is_none();
        // "It entered the airport and took wide parts of it."
        let behind = draft.trigger.end..(draft.trigger.end + PART_OF_IT).min(self.scene.tokens.end);
        let of_it =
            mention.tokens.end <= draft.trigger.start && document.find(words.share, behind.clone()).is_some();
        // "The centre of the district of X" is the town of X.
        let seat = || document.list(words.district, start).is_some();
        let row = filler.id.as_ref().and_then(|id| self.gazetteer.get(id));
        let town = || row.is_some_and(|row| matches!(row.kind, PlaceKind::City | PlaceKind::Town));
        let part = document.list_before(words.place_part, start).is_some_and(|_| !(seat() && town()));
        let shared = shared || of_it || part;
        // "The party's strongholds in the village" are the village; in a city they are not the city.
        let wide = row.is_none_or(|row| row.kind <= PlaceKind::Town || row.precision_m >= REGION_M);
        let inside = matches!(mention.prep, Prep::At | Prep::Beside) && start >= draft.trigger.end;
        match draft.claim_type {
            ClaimType::Capture => shared || inside,
            ClaimType::Controls => shared || rest || inside && wide,
            ClaimType::Besieged | ClaimType::Population => shared || rest,
            ClaimType::Withdrawal => shared,
            ClaimType::Advance => shared || document.find(words.edge, behind).is_some(),
            _ => false,
        }
    }

    /// A filler for each place that a mention means, in the words that name it in the sentence.
    fn place(&self, index: usize, role: Role) -> Vec<PlaceFiller> {
        let resolved = &self.places[index];
        let each = |(words, place): &(_, Option<_>)| filler(words, *place, role, resolved.candidates);
        resolved.places.iter().map(each).collect()
    }
}

/// Whether two fillers are one place in one role, or the same words for one.
fn is_same(one: &PlaceFiller, other: &PlaceFiller) -> bool {
    let words =
        || one.passage.span == other.passage.span || fold(&one.passage.text) == fold(&other.passage.text);
    one.id == other.id && (one.id.is_some() && one.role == other.role || words())
}
