//! Where: places by position, clause and preposition.
use super::{FAR, Reader, Slots};
use crate::mention::{Entity, Mention, PlaceWord, Prep};
use crate::rule::Frame;
use crate::scene::Trigger;
use crate::{ClaimType, Role};
use std::ops::Range;

/// Tokens before a relative clause within which the place it is told of may stand.
const FAR_BACK: usize = 12;
/// Tokens behind a word of leaving within which "from it" stands: who leaves is between.
const LEFT_GAP: usize = 5;
/// Words between a verb of undergoing and the place it is said of: "witnessed various parts of X".
const UNDERGONE_GAP: usize = 3;

/// Tokens behind a place within which a bracket opens that says which places it means: an adjective is between.
const BRACKET: usize = 1;

/// Whether of two ends that something lies between the last is only told of by a clause ("… and the quarters that the
/// party holds").
fn lacks_end(places: &[&Mention]) -> bool {
    places.last().is_some_and(|last| last.prep == Prep::Between && !last.is_meant())
}

impl<'c> Reader<'_, 'c, '_> {
    /// Places behind the trigger up to the next one; where it speaks of the place before it, that one.
    pub(super) fn places(&self, slots: &mut Slots) {
        let frame = self.trigger.pattern.spec.frame;
        let mut behind = self.places_in(self.zone.clone());
        let open = lacks_end(&behind);
        behind.retain(|mention| mention.is_meant());
        if open || behind.is_empty() {
            behind.extend(self.told_places());
        }
        let undergone = self.undergone();
        let found = match frame {
            _ if !undergone.is_empty() => {
                let own = behind.into_iter().filter(|mention| !self.is_a_partys(mention));
                undergone.into_iter().chain(own).collect()
            }
            Frame::Held | Frame::State => self.of_antecedent(behind),
            // "Its seizure of the town": the pronoun of a noun with its place behind it is who does it.
            Frame::AgentNoun | Frame::PatientNoun if !behind.is_empty() && !self.takes_it() => behind,
            _ if self.is_relative() => self.of_antecedent(behind),
            _ if behind.is_empty() => self.places_in(self.left()..self.trigger.tokens.start),
            _ => behind,
        };
        let found: Vec<_> = found.into_iter().filter(|mention| mention.is_meant()).collect();
        let found = if found.is_empty() { self.places_beside() } else { found };
        let new = |first: &&Mention<'c>| !found.iter().any(|other| other.place_name() == first.place_name());
        let fronted: Vec<_> = self.fronted().into_iter().filter(new).collect();
        let mut between = false;
        for mention in fronted.into_iter().chain(found) {
            between |= mention.prep == Prep::Between;
            let other_end = open && between && mention.prep != Prep::Between;
            let role = if other_end { Role::To } else { self.role(mention, between) };
            slots.places.push((self.scene.index(mention), role));
        }
        if !slots.places.iter().any(|(_, role)| *role == Role::From) {
            slots.places.splice(0..0, self.left_behind().into_iter().map(|index| (index, Role::From)));
        }
    }

    /// "After the withdrawal of the forces from it": the place named last before a word of leaving.
    fn left_behind(&self) -> Option<usize> {
        let end = self.trigger.tokens.end;
        let near = end..(end + LEFT_GAP).min(self.scene.tokens.end);
        let leaves = self.trigger.pattern.claim_type == ClaimType::Withdrawal;
        self.scene.document.find(self.scene.words.from_it, near).filter(|_| leaves)?;
        let start = self.trigger.tokens.start;
        let earlier = || self.scene.within(self.scene.tokens.start..start).rev();
        // "X, the last of the party's strongholds in Y": Y only says where X is.
        let meant = |place: &&Mention| place.is_named_place() && !self.is_bearing(place);
        let first = earlier().filter(&meant).find(|place| place.prep != Prep::Beside);
        let mut place = first.or_else(|| earlier().find(&meant))?;
        let mut before = earlier().skip_while(|other| other.tokens.start >= place.tokens.start);
        // "The district of X in the province of Y", "X, the capital of Y": the smaller is left.
        let capital = |from: usize, to: usize| {
            to > from && self.scene.document.find(self.scene.words.capital, from..to).is_some()
        };
        while let Some(inner) = before.next().filter(|inner| inner.is_named_place())
            && let (end, start) = (inner.tokens.end, place.tokens.start)
            && (place.prep == Prep::At && self.scene.gap(end, start) <= 1
                || self.scene.gap(end, start) <= 2 && capital(end, start))
        {
            place = inner;
        }
        Some(self.scene.index(place))
    }

    /// "X, the capital of Y": the place that another is named as the centre of.
    fn capital_of(&self, larger: &Mention<'c>) -> Option<&Mention<'c>> {
        let capital = self.scene.document.list_before(self.scene.words.capital, larger.tokens.start)?;
        self.scene.ending(capital.tokens.start).filter(|place| place.is_named_place())
    }

    /// "Positions that the party holds in X": where those lie that only a clause of holding behind them names.
    fn told_places(&self) -> Vec<&Mention<'c>> {
        let triggers = &self.scene.triggers;
        let holds = |other: &&Trigger| {
            other.tokens.start == self.zone.end && other.pattern.claim_type == ClaimType::Controls
        };
        let Some(held) = triggers.iter().find(holds) else { return Vec::new() };
        let end = held.tokens.end;
        let pronoun = self.scene.document.list(self.scene.words.on_it, end).is_some();
        let next = triggers.iter().map(|other| other.tokens.start).find(|&start| start > end);
        let clause = self.scene.clause_tokens(end);
        let until = next.unwrap_or(self.scene.tokens.end).min(clause.end);
        if !pronoun {
            return Vec::new();
        }
        self.places_in(end..until).into_iter().filter(|mention| mention.prep == Prep::At).collect()
    }

    /// Behind the trigger, what only says where the unnamed place lies: "the road between X and Y", "5 km from X".
    fn places_beside(&self) -> Vec<&Mention<'c>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let beside = |mention: &&Mention<'c>| {
            mention.prep == Prep::Beside && mention.is_named_place() && clause.contains(&mention.tokens.start)
        };
        self.scene.within(self.zone.clone()).filter(beside).collect()
    }

    /// The places that a verb of undergoing says it of: "the village of X came under shelling".
    fn undergone(&self) -> Vec<&Mention<'c>> {
        let scene = self.scene;
        let start = self.trigger.tokens.start;
        let clause = scene.clause_tokens(start).start;
        let Some(verb) = scene.document.find(scene.words.undergo, clause..start) else { return Vec::new() };
        let subject = scene.within(verb.tokens.end..start).next().filter(|first| {
            let near = scene.gap(verb.tokens.end, first.tokens.start) <= UNDERGONE_GAP;
            near && matches!(first.entity, Entity::Place { .. })
                && matches!(first.prep, Prep::None | Prep::From)
        });
        let mut chain = subject.map(|first| scene.chain(first)).unwrap_or_default();
        // "The villages of the countryside (X, Y and Z) came under …": they are those.
        if let Some(last) = chain.last()
            && (0..=BRACKET).any(|behind| scene.document.text.is_mark(last.tokens.end + behind, '('))
        {
            let mut inside = last.tokens.end..start;
            let close = inside.find(|&at| scene.document.text.is_mark(at, ')')).unwrap_or(last.tokens.end);
            let place = |mention: &&Mention<'c>| matches!(mention.entity, Entity::Place { .. });
            chain.extend(scene.within(last.tokens.end..close).filter(place));
        }
        // "The village in the western countryside came under …": where it lies goes with it.
        while let Some(last) = chain.last()
            && let Some(lies) = scene.within(last.tokens.end..start).next()
            && matches!(lies.entity, Entity::Place { .. })
            && lies.prep == Prep::At
            && scene.gap(last.tokens.end, lies.tokens.start) <= 1
        {
            chain.push(lies);
        }
        chain.into_iter().filter(|mention| mention.tokens.end <= start).collect()
    }

    /// Whether whoever did it stands between the trigger and a place: it says where they are.
    fn is_a_partys(&self, place: &Mention) -> bool {
        let between = self.trigger.tokens.end..place.tokens.start;
        let doer = |mention: &Mention| {
            matches!(mention.entity, Entity::Party { .. }) && matches!(mention.prep, Prep::By | Prep::From)
        };
        self.scene.within(between).any(doer)
    }

    /// Places in a stretch of the sentence: those of the trigger's clause, or where it names none, those near it; how a
    /// move goes on, another clause may tell.
    fn places_in(&self, tokens: Range<usize>) -> Vec<&Mention<'c>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let own = |mention: &Mention| clause.contains(&mention.tokens.start);
        let tokens = tokens.start..self.until_elsewhere(tokens);
        let place = |mention: &&Mention<'c>| {
            matches!(mention.entity, Entity::Place { .. })
                && (own(mention) || self.is_near(mention))
                && !self.only_tells_of_another(mention)
        };
        let mut places: Vec<_> = self.scene.within(tokens).filter(place).collect();
        if places.iter().any(|mention| own(mention)) {
            let goes_on = |mention: &Mention| self.moves() && matches!(mention.prep, Prep::From | Prep::To);
            places.retain(|mention| own(mention) || goes_on(mention));
        }
        places
    }

    /// Where a stretch of the sentence goes on to tell of the like elsewhere, or of what else somebody said.
    fn until_elsewhere(&self, tokens: Range<usize>) -> usize {
        let (document, words) = (self.scene.document, self.scene.words);
        let start = tokens.start.max(self.trigger.tokens.end);
        let told = document.find(words.as_did, tokens.clone());
        let said = document.find(words.saying, start..tokens.end);
        let first = [told, said].into_iter().flatten().map(|hit| hit.tokens.start).min();
        first.unwrap_or(tokens.end)
    }

    /// Whether a place of another clause may be the trigger's; a noun that points back goes with its own clause's verb.
    fn is_near(&self, mention: &Mention) -> bool {
        let (scene, at) = (self.scene, mention.tokens.start);
        let near = scene.gap(self.trigger.tokens.start, at) <= FAR;
        let points = matches!(mention.entity, Entity::Place { kind: PlaceWord::Anaphor(_), .. });
        let behind = at > self.trigger.tokens.start;
        // "Went off while a convoy was passing in X": where something was is where it happened.
        let meanwhile = || {
            let opener = scene.document.list(scene.words.meanwhile, scene.clause_tokens(at).start);
            opener.is_some_and(|opener| {
                scene.document.list(scene.words.become_verb, opener.tokens.end).is_none()
            })
        };
        near && !(behind && meanwhile())
            && !(points && behind && !scene.is_relative(scene.clause_tokens(at).start))
    }

    /// Whether a place says where another lies, or gives talks their name that the claim is not about.
    fn only_tells_of_another(&self, mention: &Mention) -> bool {
        let deal = matches!(self.trigger.pattern.claim_type, ClaimType::Agreement | ClaimType::Negotiation);
        mention.prep == Prep::Beside
            || mention.prep == Prep::With
            || mention.prep == Prep::Title && !deal
            || self.is_set_out_from(mention)
    }

    /// Whether those who took a place came from this one.
    fn is_set_out_from(&self, mention: &Mention) -> bool {
        let taken = self.trigger.pattern.claim_type == ClaimType::Capture;
        let from = || self.scene.document.list_before(self.scene.words.prep_from, mention.tokens.start);
        // "Coming from", "setting out from".
        taken && from().is_some_and(|from| from.tokens.len() > 1)
    }

    /// Where the stretch before the trigger begins that may name its place.
    fn left(&self) -> usize {
        let start = self.trigger.tokens.start;
        let previous = self.scene.trigger_end_before(start);
        previous.map_or(self.scene.tokens.start, |end| end.max(self.scene.clause_tokens(start).start))
    }

    fn opens_with_where(&self, clause: usize) -> bool {
        self.scene.document.list(self.scene.words.where_it, clause).is_some()
    }

    /// Whether a relative clause says it of the place before it: "that they live in", "that the party holds".
    fn is_relative(&self) -> bool {
        self.trigger.clitics.pronoun || self.object_pronoun()
    }

    /// "Its seizure of it from X": the pronoun behind a noun of capture is the place that is taken.
    fn takes_it(&self) -> bool {
        self.trigger.pattern.claim_type == ClaimType::Capture && self.object_pronoun()
    }

    /// Whether the trigger is itself the area that is held ("fire from areas under …"), unless it says in whose area a
    /// place lies ("the village, within areas under …").
    fn is_area(&self) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let start = self.trigger.tokens.start;
        let inside = document.list_before(words.prep_at, start).is_some()
            || self.trigger.clitics.preposition.is_some();
        let spec = &self.trigger.pattern.spec;
        let area = || document.list(words.place_vague, start).is_some() && !inside;
        spec.forward || spec.frame == Frame::Held && area()
    }

    /// The place before a trigger that says something of it, then what its clause adds.
    fn of_antecedent<'m>(&'m self, behind: Vec<&'m Mention<'c>>) -> Vec<&'m Mention<'c>> {
        let spec = &self.trigger.pattern.spec;
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        let mut found: Vec<_> =
            behind.into_iter().filter(|mention| clause.contains(&mention.tokens.start)).collect();
        if self.is_area() {
            return found;
        }
        let held = spec.frame.is_state();
        let opened = self.scene.is_relative(clause.start) || self.opens_with_where(clause.start);
        let relative = self.is_relative() || held && opened;
        let unnamed = relative && self.is_of_unnamed();
        let antecedent = if unnamed { Vec::new() } else { self.antecedent(relative) };
        let named = antecedent.iter().any(|mention| mention.is_named_place());
        if unnamed || relative && !antecedent.is_empty() || named && spec.frame == Frame::Held {
            // A lifeline's other end still follows it, and "in" says more of where.
            let lifeline = self.trigger.pattern.claim_type == ClaimType::SupplyLine;
            let tells = |mention: &Mention| {
                relative && !(unnamed && self.is_behind_on(mention)) || self.is_beside_holder(mention)
            };
            found.retain(|mention| lifeline || mention.prep == Prep::At && tells(mention));
        }
        antecedent.into_iter().chain(found).collect()
    }

    /// "Held by the party in X": a place right behind its holder says more of where it lies.
    fn is_beside_holder(&self, place: &Mention) -> bool {
        let party = |other: &&Mention| matches!(other.entity, Entity::Party { .. });
        let behind = |other: &&Mention| other.tokens.end > self.trigger.tokens.start;
        let holder = self.scene.mentions.iter().filter(party).find(behind);
        let last = holder.and_then(|holder| self.scene.chain(holder).pop());
        last.is_some_and(|last| {
            let end = last.tokens.end;
            end <= place.tokens.start && self.scene.gap(end, place.tokens.start) <= 1
        })
    }

    /// The place named last before the trigger with those joined to it; of two ends that are no road's only the nearer.
    fn antecedent(&self, relative: bool) -> Vec<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        // "The villages around the airbase besieged by": what stands right before such a word is besieged.
        let state = self.trigger.pattern.spec.frame == Frame::State;
        let beside = |place: &&Mention<'c>| place.is_named_place() && place.prep == Prep::Beside;
        if let Some(own) = self.scene.ending(start).filter(beside).filter(|_| state && !relative) {
            return vec![own];
        }
        let mut before = self.places_in(self.left()..start);
        if relative && before.is_empty() {
            let clause = self.scene.clause_tokens(start).start;
            before = self.places_in(clause.saturating_sub(FAR_BACK)..start);
        }
        // "The camp north of the town … of it": what only gives a bearing is not meant.
        if relative && before.iter().any(|mention| !self.is_bearing(mention)) {
            before.retain(|mention| !self.is_bearing(mention));
        }
        // "Fled the city in the state of X after the group's entry into it": the smaller is entered.
        let entered = self.trigger.pattern.claim_type == ClaimType::Advance && !self.trigger.pattern.verbs;
        while let [.., inner, outer] = before.as_slice()
            && entered
            && outer.prep == Prep::At
            && self.scene.gap(inner.tokens.end, outer.tokens.start) <= 1
        {
            before.pop();
        }
        if relative && let Some(object) = self.object_before(&before) {
            before.drain(..object);
            let joined = before.iter().skip(1).take_while(|mention| mention.joined).count();
            before.truncate(1 + joined);
            return before;
        }
        let road = matches!(self.trigger.pattern.claim_type, ClaimType::CutRoute | ClaimType::OpenRoute);
        let ends = !road && before.last().is_some_and(|mention| mention.prep == Prep::Between);
        let first = if ends { None } else { before.iter().rposition(|mention| !mention.joined) };
        before.split_off(first.unwrap_or(before.len().saturating_sub(1)))
    }

    /// "It stormed the quarter by the gate of the city and took it": of these places, what the verb before was done to.
    fn object_before(&self, before: &[&Mention<'c>]) -> Option<usize> {
        let trigger = self.trigger;
        let goes_on = trigger.clitics.conjunction && trigger.pattern.spec.frame == Frame::Active;
        let object = |mention: &&Mention| matches!(mention.prep, Prep::None | Prep::On | Prep::To);
        let earlier = self.scene.triggers.iter().rfind(|other| other.tokens.end <= trigger.tokens.start);
        let verb = earlier.is_some_and(|other| other.pattern.spec.frame == Frame::Active);
        before.iter().position(object).filter(|_| goes_on && verb)
    }

    /// Whether a direction right before a place makes it say where another lies.
    fn is_bearing(&self, place: &Mention) -> bool {
        let part = self.scene.document.list_before(self.scene.words.place_part, place.tokens.start);
        part.is_some() && place.prep == Prep::None
    }

    /// Whether "on" stands between the trigger and a place: "shelling from areas that they hold on the town of …".
    fn is_behind_on(&self, place: &Mention) -> bool {
        let between = self.trigger.tokens.end + 1..place.tokens.start;
        self.scene.document.find(self.scene.words.prep_on, between).is_some()
    }

    /// "Positions that the party holds": a noun too vague to name a place, right before a clause of holding, is what is held.
    fn is_of_unnamed(&self) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let start = self.trigger.tokens.start;
        let relative = start.checked_sub(1).is_some_and(|at| self.scene.is_relative(at));
        let end = start - usize::from(relative);
        let noun = document.list_before(words.place_vague, end);
        let told = |mention: &Mention| mention.tokens.end == end && !mention.is_meant();
        let spec = &self.trigger.pattern.spec;
        spec.frame == Frame::Active
            && self.trigger.pattern.claim_type == ClaimType::Controls
            && (noun.is_some_and(|noun| noun.clitics.lead == 0 && !noun.clitics.article)
                || self.scene.mentions.iter().any(told))
    }

    /// Whether "of" joins a place to the part of it named right before ("the western quarters of the city").
    fn is_partitive(&self, mention: &Mention) -> bool {
        let part = |other: &&Mention<'c>| {
            let adjacent = other.tokens.end < mention.tokens.start
                && self.scene.gap(other.tokens.end, mention.tokens.start) == 1;
            adjacent && matches!(other.entity, Entity::Place { .. })
        };
        // min, not an: "cut off the airport from the quarter" parts them.
        let of = mention
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| self.scene.document.text.folded(at) == "\u{645}\u{646}");
        of && mention.prep == Prep::From && self.scene.mentions.iter().any(|other| part(&other))
    }

    /// Whether "from" stands between the trigger and a mention.
    fn behind_from(&self, mention: &Mention) -> bool {
        let between = self.trigger.tokens.end..mention.tokens.start;
        self.scene.document.find(self.scene.words.prep_from, between).is_some()
    }

    /// Whether a pronoun follows the trigger in the place's stead ("holds it", "lives in it", "most of its quarters").
    pub(super) fn object_pronoun(&self) -> bool {
        let scene = self.scene;
        let end = self.trigger.tokens.end;
        let next = end..(end + 1).min(scene.tokens.end);
        let place =
            self.places_in(self.zone.clone()).first().map_or(scene.tokens.end, |place| place.tokens.start);
        let near = end..(end + 5).min(place).min(self.zone.end).max(end);
        let governed = [scene.words.prep_on, scene.words.prep_at]
            .iter()
            .any(|list| scene.document.find(*list, next.clone()).is_some_and(|hit| hit.clitics.pronoun));
        let entered = self.trigger.pattern.claim_type == ClaimType::Advance
            && scene.document.find(scene.words.to_it, near.clone()).is_some();
        governed || entered || scene.document.find(scene.words.on_it, near).is_some()
    }

    /// Whether the claim has somewhere it goes from or to.
    fn moves(&self) -> bool {
        matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Withdrawal
                | ClaimType::Displacement
                | ClaimType::Evacuation
                | ClaimType::Reinforcement
                | ClaimType::Advance
                | ClaimType::Return
                | ClaimType::AidDelivery
                | ClaimType::CutRoute
                | ClaimType::OpenRoute
                | ClaimType::BlockGoods
                | ClaimType::DenyExit
                | ClaimType::SupplyLine
        )
    }

    fn role(&self, mention: &Mention<'c>, between: bool) -> Role {
        let (kind, moves) = (self.trigger.pattern.claim_type, self.moves());
        if self.is_partitive(mention) {
            return Role::At;
        }
        // "Fled from the city after the group's entry into it": what it was left from it was entered into.
        let entered = kind == ClaimType::Advance && self.object_pronoun();
        if entered && mention.tokens.end <= self.trigger.tokens.start {
            return self.trigger.pattern.spec.place;
        }
        // "They reached the road and closed it": what "it" was to the other verb says nothing of this one.
        if self.is_relative() && self.trigger.pattern.verbs && mention.tokens.end <= self.trigger.tokens.start
        {
            return self.trigger.pattern.spec.place;
        }
        if moves
            && mention.prep == Prep::None
            && let Some(whose) = self.capital_of(mention)
        {
            return self.role(whose, between);
        }
        match (mention.prep, kind) {
            (_, ClaimType::Isolate | ClaimType::Isolated) if self.behind_from(mention) => Role::ApartFrom,
            // What stands before "its only supply line" is that line.
            (_, ClaimType::SupplyLine) if mention.tokens.end <= self.trigger.tokens.start => Role::Via,
            (Prep::Between, _) if kind == ClaimType::CutRoute || kind == ClaimType::OpenRoute => {
                if mention.joined { Role::To } else { Role::From }
            }
            _ if between && mention.joined && moves => Role::To,
            (Prep::From, _) if moves => Role::From,
            (Prep::To, _) if moves => Role::To,
            (Prep::Via, _) if moves => Role::Via,
            (Prep::At | Prep::On, _) => Role::At,
            _ => self.trigger.pattern.spec.place,
        }
    }
}
