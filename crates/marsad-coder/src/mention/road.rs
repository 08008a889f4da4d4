//! Roads: by the two places that they join ("the international road A - B"), or by a designation ("the road (M5)").
use super::place::bare_name;
use super::{Entity, Finder, Mention, PlaceWord};
use crate::PlaceKind;
use crate::document::ARTICLE;
use marsad_text::fold;

/// Adjectives that may stand between "the road" and its name: "the international main road A - B".
const ADJECTIVES: usize = 2;
/// "Road", before the names of its two ends in the gazetteer.
const ROAD: &str = "\u{637}\u{631}\u{64A}\u{642}";
/// Nouns of a road, folded: tariq, and the two spellings of autostrad.
const ROADS: [&str; 3] = [
    ROAD,
    "\u{627}\u{648}\u{62A}\u{648}\u{633}\u{62A}\u{631}\u{627}\u{62F}",
    "\u{627}\u{648}\u{62A}\u{633}\u{62A}\u{631}\u{627}\u{62F}",
];

impl<'c> Finder<'c, '_> {
    /// A road with its name behind it: in brackets or behind adjectives, where the gazetteer has it as one phrase only.
    pub(super) fn road(&self, token: usize) -> Option<Mention<'c>> {
        let head = self.document.list(self.words.route, token)?;
        let noun = bare_name(self.folded(head.tokens.clone()), head.clitics);
        let noun = noun.strip_prefix(ARTICLE).unwrap_or(&noun);
        if head.clitics.pronoun || !ROADS.contains(&noun) {
            return None;
        }
        let adjective = |at: &usize| {
            self.document.text.folded(*at).starts_with(ARTICLE) && self.longest_place(*at).is_none()
        };
        let start = (head.tokens.end..).take(ADJECTIVES).find(|at| !adjective(at));
        let start = start.unwrap_or(head.tokens.end + ADJECTIVES);
        let opens = self.document.is_wrapper(start);
        let first = self.longest_place(start + usize::from(opens)).filter(|hit| hit.clitics.lead == 0)?;
        let name = self.folded(first.tokens.clone()).into_owned();
        let closed = |end: usize| end + usize::from(opens && self.document.is_wrapper(end));
        let mention = |end: usize, name: String, kind: PlaceWord| {
            let end = self.with_adjective(closed(end));
            Some(self.mention(token..end, Entity::Place { name, kind }, head.clitics))
        };
        let is_road = |name: &str| {
            let mut rows = self.gazetteer.named_folded(name);
            rows.any(|row| row.kind == PlaceKind::Road)
        };
        if is_road(&name) {
            return mention(first.tokens.end, name, PlaceWord::Known);
        }
        let dash = matches!(self.document.text.folded(first.tokens.end), "-" | "\u{2013}" | "/");
        let second = self.longest_place(first.tokens.end + usize::from(dash));
        let second = second.filter(|hit| hit.clitics.lead == 0)?;
        let other = self.folded(second.tokens.clone());
        let names = [format!("{ROAD} {name} {other}"), format!("{ROAD} {other} {name}")];
        let end = second.tokens.end;
        match names.iter().map(|name| fold(name)).find(|name| is_road(name)) {
            Some(name) => mention(end, name, PlaceWord::Known),
            // Without a dash the second name may say where the first one is.
            None => dash.then(|| mention(end, fold(&names[0]), PlaceWord::Unknown))?,
        }
    }
}
