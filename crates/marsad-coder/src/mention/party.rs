//! Parties: by name, behind force nouns ("fighters of …"), or by nationality ("the Russian aircraft").
use super::{Entity, Finder, Mention, Prep};
use crate::document::{ARTICLE, Name};
use crate::lexicon::{Clitics, Hit, Meaning};
use std::ops::{Range, RangeInclusive};

/// Who people are of whom only the nation is told.
const CIVILIANS: &str = "civilians";
/// Numbers that are rather years.
const YEARS: RangeInclusive<u64> = 1900..=2100;

/// Tokens before "on" within which what is fired stands.
const FIRED: usize = 3;
/// Words from a road to "between" that says where it leads ("the road that links …").
const ROAD_GAP: usize = 3;

/// -na, "our".
const HIS: &str = "\u{647}";
/// Our.
const OUR: &str = "\u{646}\u{627}";

impl<'c> Finder<'c, '_> {
    /// A party: by name, or behind force nouns ("fighters of …", "the Russian aircraft").
    pub(super) fn party_at(&self, token: usize, before: &[Mention<'c>]) -> Option<Mention<'c>> {
        let last = before.last();
        // "The occupied region of …".
        let place = last.is_some_and(|last| last.is_named_place() && last.tokens.end == token);
        if place && self.document.list(self.words.occupied, token).is_some() {
            return None;
        }
        let (core, clitics) = self.past_heads(token);
        let behind = core > token;
        let definite = clitics.article;
        // "Factions that belong to", li- and a quotation mark behind it.
        let belongs = (token..core).any(|at| self.document.list(self.words.belonging, at).is_some());
        let genitive = |hit: &Hit| {
            belongs
                || self.document.list_before(self.words.belonging, hit.tokens.start).is_some()
                || hit.clitics.lead == 0 && !definite
                // "The drones of the army", li-.
                || hit.clitics.preposition == Some('\u{644}') && self.document.list(self.words.air_head, token).is_some()
                // "A gathering of the group's": an indefinite head, and li- on the name.
                || hit.clitics.preposition == Some('\u{644}') && !definite && !self.says_what_act(token)
                || hit.clitics.preposition == Some('\u{628}') && !definite && self.document.list(self.words.servant, token).is_some()
                || self.document.list_before(self.words.prep_from, self.before_quote(hit.tokens.start)).is_some()
        };
        let serves = core.checked_sub(1).filter(|_| behind).is_some_and(|at| self.is_in(at));
        let state = |id: &str| {
            self.actors.get(id).is_some_and(|actor| matches!(actor.kind.as_str(), "state" | "government"))
        };
        let irregular = self.document.list(self.words.irregular, token).is_some();
        let fits = |(id, hit): &(&str, &Hit)| {
            genitive(hit) && !((serves || irregular) && state(id)) && !self.is_apart(token, core)
        };
        let named = || self.named_party(core).filter(fits);
        let regular =
            |id: &str| self.actors.get(id).is_some_and(|actor| actor.kind.starts_with("state_forces"));
        let marked = || {
            self.demonym_forces(core)
                .filter(|(id, hit)| hit.clitics.lead == 0 && !serves && !(irregular && regular(id)))
        };
        let plain = self.named_party(token);
        let own = if behind { named().or_else(marked) } else { None };
        let (id, end, clitics) = match (plain, own) {
            (Some((id, hit)), Some(other)) if hit.tokens.end >= other.1.tokens.end => {
                (id, hit.tokens.end, hit.clitics)
            }
            (_, Some((id, hit))) => {
                let kind =
                    plain.and_then(|(id, _)| self.actors.get(id)).map_or("", |actor| actor.kind.as_str());
                let id = if kind == "police" { self.police(hit).unwrap_or(id) } else { id };
                // "The forces loyal to the government of …".
                let id = if belongs { self.actors.forces_of(id).unwrap_or(id) } else { id };
                (id, hit.tokens.end, clitics)
            }
            (Some((id, hit)), None) => (id, hit.tokens.end, hit.clitics),
            (None, None) => {
                let nation = self.act_of_nation(token).or_else(|| self.other_nation(token, last));
                let nation = nation.or_else(|| self.of_two(token, last));
                return nation.or_else(|| self.own_force(token, before));
            }
        };
        if self.document.list_before(self.words.guise, token).is_some() {
            return None;
        }
        if !behind && self.is_only_place(id, token, clitics, last) {
            // "An attack, Russian": the adjective is written like the country's name.
            return self
                .act_of_nation(token)
                .filter(|_| self.document.text.folded(token).ends_with('\u{627}'));
        }
        if !behind && self.is_outlet(id, token, end) {
            return None;
        }
        // "The military base" is no al-Qaeda, and neither is "the base" where the report names one.
        let place = |hit: &Hit| hit.tokens.end > end;
        if end == token + 1 && self.points_to_place(token) && !self.context.names(id, self.actors) {
            return None;
        }
        if !behind && self.document.names(Name::Anaphor, token).any(place) {
            return None;
        }
        let (id, end) = self.with_adjectives(id, token..end);
        let id = self.served(token..end, last).unwrap_or(id);
        let fights = self.actors.get(id).is_none() || self.actors.is_armed(id);
        let member = self.document.list(self.words.member, token).is_some();
        Some(self.mention(token..end, Entity::Party { id, armed: fights && !member }, clitics))
    }

    /// Where the quotation marks begin that open right before a token.
    fn before_quote(&self, token: usize) -> usize {
        let mark = (0..token).rev().take_while(|&at| self.document.is_wrapper(at)).last();
        mark.unwrap_or(token)
    }

    /// Whether a definite noun is one that the report names a place with ("the base", in a report of "the base of X").
    fn points_to_place(&self, token: usize) -> bool {
        let word = self.document.text.folded(token);
        let noun = word.find(ARTICLE).and_then(|at| word.get(at + ARTICLE.len()..));
        self.document.names(Name::Anaphor, token).any(|hit| hit.clitics.article)
            && noun.is_some_and(|noun| self.context.heads_place(noun))
    }

    /// Whether a state's or city's name stands in quotation marks: a newspaper's, in reports of the press.
    fn is_outlet(&self, id: &str, token: usize, end: usize) -> bool {
        let state = self.actors.get(id).is_some_and(|actor| actor.kind == "state");
        let quoted = |at: usize| self.document.is_quote(at);
        state && token.checked_sub(1).is_some_and(quoted) && quoted(end)
    }

    /// Whether a state's name stands where only a place can: "in Yemen", "the south of Yemen", "Syrian" after a place.
    fn is_only_place(&self, id: &str, token: usize, clitics: Clitics, last: Option<&Mention>) -> bool {
        let state =
            self.actors.get(id).is_some_and(|actor| matches!(actor.kind.as_str(), "state" | "government"));
        if !state {
            return false;
        }
        let part = self.document.list_before(self.words.place_part, token).is_some();
        let demonym = |hit: &Hit| hit.clitics.cost <= clitics.cost;
        // "Turkey and Russia": behind a state that it is joined to, it is another.
        let other = clitics.conjunction
            && last
                .is_some_and(|last| last.tokens.end == token && matches!(last.entity, Entity::Party { .. }));
        let adjective =
            !other && self.is_adjective(token) && self.document.names(Name::Demonym, token).any(demonym);
        let place = |last: &Mention| {
            matches!(last.entity, Entity::Place { .. }) && self.adjoins(last, token, clitics)
        };
        // "Iraq: nineteen killed in clashes": a headline's dateline.
        let dateline = self.is_dateline(token);
        // "The Doha talks".
        let title = clitics.lead == 0
            && self.document.list_before(self.words.held_at, token).is_some()
            && self.document.names(Name::Place, token).next().is_some();
        part || adjective
            || title
            || dateline
            || last.is_some_and(place)
            || self.is_end_of_road(token)
            || matches!(self.prep(token, clitics), Prep::At | Prep::From | Prep::To)
            || self.is_struck_on(token, last.filter(|_| !clitics.conjunction))
    }

    /// "Raids on Beirut", "a blast shook Kyiv": a strike falls on a place, not on a government.
    fn is_struck_on(&self, token: usize, last: Option<&Mention>) -> bool {
        let (document, words) = (self.document, self.words);
        if document.list_before(words.shake_verb, token).is_some() {
            return true;
        }
        // "The group shelled Moscow", "the shelling hit Moscow": who shells, or what hits, stands between.
        let hit = |at: usize| document.list_before(words.hit_verb, at).is_some();
        let strike = document.list_before(words.strike, token).map(|strike| strike.tokens.start);
        let striker = last.filter(|last| last.tokens.end == token && last.prep == Prep::None);
        let striker = striker.filter(|last| matches!(last.entity, Entity::Party { armed: true, .. }));
        if strike.or(striker.map(|party| party.tokens.start)).is_some_and(hit) {
            return true;
        }
        let Some(on) = document.list_before(words.prep_on, token) else { return false };
        // "Fired 35 missiles and 60 drones on Kyiv".
        let fired = on.tokens.start.saturating_sub(FIRED)..on.tokens.start;
        if [words.fire_object, words.drone].iter().any(|&list| document.find(list, fired.clone()).is_some()) {
            return true;
        }
        // Up to two adjectives may stand between: "heavy Israeli raids on".
        let start = on.tokens.start;
        (start.saturating_sub(2)..=start).rev().any(|end| document.list_before(words.strike, end).is_some())
    }

    /// "The road between Damascus and …", "the border between Iraq and …": neither end of it is a government.
    fn is_end_of_road(&self, token: usize) -> bool {
        let second = self.document.text.folded(token).starts_with('\u{648}');
        let between = self.document.list_before(self.words.prep_between, token).or_else(|| {
            self.document.list_before(self.words.prep_between, token.checked_sub(1)?).filter(|_| second)
        });
        let Some(end) = between.map(|between| between.tokens.start) else { return false };
        self.document.find(self.words.route, end.saturating_sub(ROAD_GAP)..end).is_some()
    }

    /// Whether a nation's name may be read as its adjective: "Russia" as "Russian" only behind another accusative, and
    /// "Russians" not at all.
    fn is_adjective(&self, token: usize) -> bool {
        let word = self.document.text.folded(token);
        // -iyun, -iyin: people, but behind another dual.
        let dual = |at: usize| {
            let word = self.document.text.folded(at);
            word.ends_with("\u{64A}\u{646}") || word.ends_with("\u{627}\u{646}")
        };
        let people = word.ends_with("\u{64A}\u{648}\u{646}") || word.ends_with("\u{64A}\u{64A}\u{646}");
        if people && !token.checked_sub(1).is_some_and(dual) {
            return false;
        }
        let alef = |at: usize| self.document.text.folded(at).ends_with('\u{627}');
        !alef(token) || token.checked_sub(1).is_some_and(alef)
    }

    /// "Iraq: nineteen killed", "Beirut - …": what a report begins with says where it was written.
    fn is_dateline(&self, token: usize) -> bool {
        let place = || self.document.names(Name::Place, token).next().is_some();
        let opens = || token.checked_sub(1).is_none_or(|at| self.document.is_mark(at)) && place();
        match self.document.text.folded(token + 1) {
            ":" => true,
            "-" | "/" | "(" | "\u{2013}" | "\u{2014}" => opens(),
            _ => false,
        }
    }

    /// "And the forces loyal to it": those are the side of the party right before them.
    fn served(&self, tokens: Range<usize>, last: Option<&Mention<'c>>) -> Option<&'c str> {
        let own = matches!(
            self.document.text.folded(tokens.end),
            "\u{644}\u{647}" | "\u{644}\u{647}\u{627}" | "\u{644}\u{647}\u{645}"
        );
        let loyal = own && self.document.find(self.words.force_adjective, tokens).is_some();
        match last?.entity {
            Entity::Party { id, armed: true } if loyal => Some(id),
            _ => None,
        }
    }

    /// "Its jets", "their fighters": the forces of the party named last; its "positions" are those of the party before.
    fn own_force(&self, token: usize, before: &[Mention<'c>]) -> Option<Mention<'c>> {
        let head = self.document.list(self.words.force_head, token).filter(|head| head.clitics.pronoun)?;
        // "Our fighters" are those of whoever speaks, which no name before them tells.
        if self.document.text.folded(head.tokens.end - 1).ends_with(OUR) {
            return None;
        }
        // "His car" is that of the man named since.
        let one = |mention: &&Mention| {
            matches!(mention.entity, Entity::Party { .. } | Entity::People { number: 1, .. })
        };
        let man =
            before.iter().rev().find(one).is_some_and(|last| matches!(last.entity, Entity::People { .. }));
        if man && self.document.text.folded(head.tokens.end - 1).ends_with(HIS) {
            return None;
        }
        // "A deal with Russia on the exit of its fighters": those of whoever made it, not of those it was made with.
        let led = |mention: &&Mention| {
            self.document.list_before(self.words.prep_with, mention.tokens.start).is_none()
        };
        let any_led =
            before.iter().filter(led).any(|m| matches!(m.entity, Entity::Party { armed: true, .. }));
        let meant = before.iter().rev().filter(|mention| !any_led || led(mention));
        let mut parties = meant.filter_map(|mention| match mention.entity {
            Entity::Party { id, armed: true } => Some((id, mention.tokens.end)),
            _ => None,
        });
        let (last, end) = parties.next()?;
        let mut parties = parties.map(|(id, _)| id);
        // "Attacked the group and destroyed its vehicles": whoever attacked destroyed them, and the group was named last.
        let goes_on = (end..token).any(|at| {
            let strikes = [self.words.hit_verb, self.words.destroy_verb];
            let mut hits = strikes.iter().filter_map(|&list| self.document.list(list, at));
            hits.any(|hit| hit.clitics.conjunction)
        });
        let seat = self.document.list(self.words.seat, token).is_some() && !goes_on;
        let id = if seat { parties.find(|id| *id != last).unwrap_or(last) } else { last };
        Some(self.mention(head.tokens.clone(), Entity::Party { id, armed: true }, head.clitics))
    }

    /// "A Russian raid": the nationality behind a noun of what forces do, an adjective or two between them.
    fn act_of_nation(&self, token: usize) -> Option<Mention<'c>> {
        let (id, hit) = self.demonym_forces(token)?;
        if !self.is_adjective(token) {
            return None;
        }
        let acts = (1..=2).any(|back| {
            token.checked_sub(back).is_some_and(|at| self.document.list(self.words.act_noun, at).is_some())
        });
        acts.then(|| self.mention(hit.tokens.clone(), Entity::Party { id, armed: true }, hit.clitics))
    }

    /// "The two presidents, the Turkish and the Russian": nationalities behind a dual, the second joined to the first.
    fn of_two(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let (id, hit) = self.demonym_forces(token).filter(|_| self.is_adjective(token))?;
        let dual = |at: usize| self.document.list(self.words.of_two, at).is_some();
        let before = token.checked_sub(1)?;
        let first = dual(before);
        let second = || {
            let joined = last.is_some_and(|last| last.tokens == (before..token));
            hit.clitics.conjunction && joined && before.checked_sub(1).is_some_and(dual)
        };
        (hit.clitics.article && (first || second()))
            .then(|| self.mention(hit.tokens.clone(), Entity::Party { id, armed: true }, hit.clitics))
    }

    /// "The Russian and Syrian aircraft": a nationality that "and" joins to that of a party right before it.
    fn other_nation(&self, token: usize, last: Option<&Mention<'c>>) -> Option<Mention<'c>> {
        let last = last.filter(|last| last.tokens.end == token && last.tokens.len() > 1)?;
        let force = matches!(last.entity, Entity::Party { armed: true, .. });
        self.demonym_forces(token - 1).filter(|_| force)?;
        let (id, hit) = self.demonym_forces(token)?;
        // "American and Iraqi forces": both with the article or both without.
        let first = self.document.text.folded(token - 1).starts_with(ARTICLE);
        let joined = hit.clitics.conjunction && hit.clitics.article == first && self.is_adjective(token);
        joined.then(|| self.mention(hit.tokens.clone(), Entity::Party { id, armed: true }, hit.clitics))
    }

    /// Passes over force nouns, their adjectives and "of" from a token on; the clitics are the first noun's.
    fn past_heads(&self, token: usize) -> (usize, Clitics) {
        let mut at = token;
        let mut clitics = Clitics::default();
        for _ in 0..3 {
            // "Fighters of the Front of …": the second head begins the name.
            // "Fighters of the militia "X"": what means somebody by the context alone heads the name in quotation marks.
            let own = |hit: &Hit| match hit.meaning {
                Meaning::Actor { context, .. } => !context || !self.document.opens_quote(hit.tokens.end),
                _ => true,
            };
            let named =
                |at: usize| self.document.names(Name::Actor, at).any(|hit| hit.clitics.lead == 0 && own(hit));
            let of = usize::from(at > token && self.document.list(self.words.prep_from, at).is_some());
            if at > token && named(at + of) {
                break;
            }
            let Some(head) = self.document.list(self.words.force_head, at + of) else { break };
            if at == token {
                clitics = head.clitics;
            }
            let joined = at > token && head.clitics.lead > 0;
            // "Gunmen, a patrol of …": the sound plural keeps its nun where no genitive follows it.
            let closed = of == 0 && self.is_apart(token, at);
            if joined || closed {
                break;
            }
            at = self.past_adjectives(head.tokens.end);
            // With the article it heads no name: a nationality may still follow.
            if head.clitics.article {
                break;
            }
        }
        // "A drone that belongs to the party".
        if let Some(belongs) = self.document.list(self.words.belonging, at).filter(|_| at > token) {
            at = belongs.tokens.end;
        }
        let li = self.document.text.folded(at) == "\u{644}" && self.document.is_wrapper(at + 1);
        if at > token && (li || self.document.list(self.words.prep_from, at).is_some()) {
            at += 1;
        }
        if at > token && self.is_in(at) && self.document.list(self.words.servant, token).is_some() {
            at += 1;
        }
        while at > token && self.document.is_wrapper(at) {
            at += 1;
        }
        (at, clitics)
    }

    /// Whether a force noun right behind one with the nun of a sound plural (-un, -in), which governs no genitive, begins
    /// something new.
    fn is_apart(&self, token: usize, next: usize) -> bool {
        let word = self.document.text.folded(token);
        let nun = ["\u{648}\u{646}", "\u{64A}\u{646}"].iter().any(|ending| word.ends_with(ending));
        nun && next == token + 1 && self.document.list(self.words.force_head, next).is_some()
    }

    /// "An armed attack of the group's": an adjective behind a noun of what forces do heads nobody.
    fn says_what_act(&self, token: usize) -> bool {
        let act = token.checked_sub(1).filter(|&at| self.document.list(self.words.act_noun, at).is_some());
        let lists = [self.words.member, self.words.force_adjective];
        act.is_some() && lists.iter().all(|&list| self.document.list(list, token).is_some())
    }

    /// Whether a token is "in" (fi, bi- written alone), which joins those who serve to what they serve in ("an officer in the army").
    fn is_in(&self, token: usize) -> bool {
        matches!(self.document.text.folded(token), "\u{641}\u{64A}" | "\u{628}")
    }

    /// Passes over adjectives of forces; "and" would begin something new.
    fn past_adjectives(&self, token: usize) -> usize {
        let mut end = token;
        // "The group announced attacking a ship" is no attacking group.
        let deed = |hit: &Hit| {
            !hit.clitics.article && self.document.list(self.words.attacking, hit.tokens.start).is_some()
        };
        while let Some(adjective) = self
            .document
            .list(self.words.force_adjective, end)
            .filter(|hit| hit.clitics.lead == 0 && !deed(hit))
        {
            end = adjective.tokens.end;
        }
        end
    }

    fn named_party(&self, token: usize) -> Option<(&'c str, &Hit)> {
        let hits = self.document.names(Name::Actor, token);
        let longest = hits.clone().map(|hit| hit.tokens.len()).max()?;
        let mut rows = hits.filter(|hit| hit.tokens.len() == longest).filter_map(|hit| match hit.meaning {
            Meaning::Actor { row, context } => Some((row, context, hit)),
            _ => None,
        });
        let named = rows.clone().map(|(row, context, _)| (row, context));
        let row = self.context.choose(named, self.actors)?;
        let (.., hit) = rows.find(|(other, ..)| *other == row)?;
        Some((self.actors.row(row)?.id.as_str(), hit))
    }

    /// The police of a nationality.
    fn police(&self, hit: &Hit) -> Option<&'c str> {
        let Meaning::Demonym(row) = hit.meaning else { return None };
        let country = self.actors.demonyms.get(usize::from(row)).map(|demonym| demonym.country.as_str())?;
        let mut police =
            self.actors.iter().filter(|actor| actor.kind == "police" && actor.country == country);
        police.next().map(|actor| actor.id.as_str())
    }

    /// Whether a party is of the country that a nationality names, and is not its army as a whole.
    fn is_at_home(&self, id: &str, hit: &Hit) -> bool {
        let Meaning::Demonym(row) = hit.meaning else { return false };
        let demonym = self.actors.demonyms.get(usize::from(row));
        let actor = self.actors.get(id).map(|actor| actor.country.as_str());
        demonym.is_some_and(|demonym| actor == Some(demonym.country.as_str()))
    }

    fn demonym_forces(&self, token: usize) -> Option<(&'c str, &Hit)> {
        let hit = self.document.names(Name::Demonym, token).next()?;
        let Meaning::Demonym(row) = hit.meaning else { return None };
        // "American-made missiles": whoever made them did not fire them.
        if self.document.list(self.words.made, hit.tokens.end).is_some() {
            return None;
        }
        Some((self.actors.demonyms.get(usize::from(row))?.forces.as_str(), hit))
    }

    /// "Thirty Palestinians": a nationality right behind a number counts people.
    pub(super) fn nationals_at(&self, token: usize, before: &[Mention<'c>]) -> Option<Mention<'c>> {
        let last = before.last().filter(|last| last.tokens.end == token)?;
        let Entity::Number(number) = &last.entity else { return None };
        let (_, hit) = self.demonym_forces(token)?;
        let bare = hit.clitics.lead == 0 && !hit.clitics.article && !hit.clitics.pronoun;
        let word = self.document.text.folded(token);
        // Accusative, genitive, nominative and the bare singular; the feminine is an adjective of things.
        let noun = ["\u{64A}\u{627}", "\u{64A}\u{646}", "\u{648}\u{646}", "\u{64A}"]
            .iter()
            .any(|end| word.ends_with(end));
        let year = number.exact && YEARS.contains(&number.min);
        let group = self.actors.people.iter().find(|group| group.id == CIVILIANS)?;
        let people = Entity::People { group: &group.id, number: 0 };
        (bare && noun && !year).then(|| self.mention(hit.tokens.clone(), people, hit.clitics))
    }

    /// Takes in adjectives behind a party's name; a nationality among them says whose forces they are.
    fn with_adjectives(&self, id: &'c str, named: Range<usize>) -> (&'c str, usize) {
        let (mut id, mut end) = (id, self.past_adjectives(named.end));
        // "The Turkish war planes and drones": the nationality stands behind both adjectives.
        let both = self.document.list(self.words.force_adjective, end).filter(|hit| hit.clitics.conjunction);
        let flies = self.document.find(self.words.air_head, named).is_some();
        if let Some(both) = both.filter(|both| flies && self.demonym_forces(both.tokens.end).is_some()) {
            end = both.tokens.end;
        }
        if let Some((forces, hit)) = self.demonym_forces(end)
            && hit.clitics.article
            && hit.clitics.lead == 0
        {
            let kind = self.actors.get(id).map_or("", |actor| actor.kind.as_str());
            id = match kind {
                "police" => self.police(hit).unwrap_or(forces),
                // "The forces of the government of accord, Libyan": theirs is the name that says more.
                _ if kind.starts_with("state_forces") && !self.is_at_home(id, hit) => forces,
                _ => id,
            };
            end = hit.tokens.end;
        }
        (id, end)
    }
}
