//! Who does it: behind the verb, before it, in a genitive, behind "by", or as the subject of the verb that carries a noun.
use super::{
    BY_GAP, EARLIER, FAR_GENITIVE, FIRE_GAP, GENITIVE_GAP, Reader, SUBJECT_GAP, can_act, is_fighter,
    is_gunman,
};
use crate::ClaimType;
use crate::document::ARTICLE;
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::{Beside, Frame};
use std::ops::Range;

/// Tokens behind a party within which the guns stand that it strikes with: "loyal to it", a quotation mark.
const WITH_GAP: usize = 3;
/// Words of a clause before its subject: what joins it to the one before, and the verb.
const OPENING_GAP: usize = 2;
/// Tokens behind those guns within which what is struck stands.
const STRUCK_WITH: usize = 7;

impl<'c> Reader<'_, 'c, '_> {
    /// The party right behind the verb.
    pub(super) fn subject_after(&self) -> Option<&Mention<'c>> {
        let first = self
            .scene
            .within(self.zone.clone())
            .find(|mention| matches!(mention.entity, Entity::Party { .. } | Entity::People { .. }))?;
        // "Dozens of the group's men": what leads up to them governs nothing.
        let of = self.scene.document.list_before(self.scene.words.prep_from, first.tokens.start);
        let until = of.filter(|_| first.prep == Prep::None).map_or(first.tokens.start, |of| of.tokens.start);
        let near = self.plain_gap(self.trigger.tokens.end, first.tokens.start) <= SUBJECT_GAP
            && !self.scene.preposition_within(self.trigger.tokens.end..until.max(self.trigger.tokens.end));
        let by = first.prep == Prep::By;
        // "Took 150 of the group's men": those counted are who is taken.
        let taken = matches!(self.trigger.pattern.claim_type, ClaimType::Arrest | ClaimType::Abduction)
            && (of.is_some() || self.scene.is_counted(first));
        (!taken
            && (self.acts(first) || can_act(first))
            && !self.is_said_of_them()
            && !self.is_whose_road(first)
            && !self.is_object_form(first)
            && !(self.is_gear(first) && self.scene.is_seat(first))
            && (self.mans_a_post() || !self.scene.is_seat(first))
            && (by || !self.is_struck() && !self.has_antecedent())
            && (by || near && !first.is_oblique() && first.prep != Prep::Of))
            .then_some(first)
    }

    /// Whether it is what those at a checkpoint do: it stands for them.
    fn mans_a_post(&self) -> bool {
        matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Arrest | ClaimType::BlockGoods | ClaimType::DenyExit
        )
    }

    /// "The army shelled the group": the party right before the verb, that opens what is said and agrees with it.
    pub(super) fn topic(&self) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let start = self.trigger.tokens.start;
        let topic = self.serving(self.before_whereabouts(start)?);
        let head = scene.chain_head(topic);
        let first = head.tokens.start;
        let before = first.checked_sub(1).filter(|_| first > scene.tokens.start);
        let opens = before.is_none_or(|at| {
            scene.document.is_that(at)
                || scene.document.is_mark(at) && !scene.document.is_wrapper(at)
                || scene
                    .document
                    .list_before(scene.words.clause_opener, first)
                    .is_some_and(|hit| hit.tokens.len() == 1)
                    && head.prep == Prep::None
        });
        let said = self.trigger.clitics.conjunction || self.trigger.clitics.pronoun;
        let seat = scene.is_seat(topic) && !self.mans_a_post();
        (opens && !said && head.prep == Prep::None && self.acts(topic) && !seat)
            .then_some(head)
            .filter(|head| scene.agrees(head, start))
    }

    /// What ends at a token, past where it is said to be: "the army in X seized …".
    fn before_whereabouts(&self, token: usize) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let mut last = scene.ending(token)?;
        while matches!(last.entity, Entity::Place { .. }) && last.prep == Prep::At {
            let start = scene.chain_head(last).tokens.start;
            let at = scene.document.list_before(scene.words.prep_at, start);
            last = scene.ending(at.map_or(start, |at| at.tokens.start))?;
        }
        Some(last)
    }

    /// "The fighters loyal to the president": of whoever only says whose others are, those others.
    fn serving<'m>(&'m self, master: &'m Mention<'c>) -> &'m Mention<'c> {
        let scene = self.scene;
        let loyal = scene.document.list_before(scene.words.belonging, master.tokens.start);
        let end = loyal.filter(|_| master.prep == Prep::Of).map(|loyal| loyal.tokens.clone());
        let own = |end: Range<usize>| scene.over(end.start).or_else(|| scene.ending(end.start));
        end.and_then(own).filter(|own| self.acts(own)).unwrap_or(master)
    }

    /// "Four of the group were killed and others fled": the rest are of whom those before were.
    pub(super) fn rest(&self) -> Option<&Mention<'c>> {
        let scene = self.scene;
        let next = self.trigger.tokens.end;
        let leaves = self.trigger.pattern.claim_type == ClaimType::Withdrawal;
        scene.document.list(scene.words.others, next).filter(|hit| leaves && !hit.clitics.article)?;
        let before = scene.within(scene.tokens.start..self.trigger.tokens.start).rev();
        before.filter(|mention| is_fighter(mention)).find(|mention| scene.suffers(mention))
    }

    /// "Cut the supply roads of the group": a noun of roads without article between, which are that party's.
    fn is_whose_road(&self, party: &Mention) -> bool {
        let cut = matches!(self.trigger.pattern.claim_type, ClaimType::CutRoute | ClaimType::OpenRoute);
        let between = self.trigger.tokens.end..party.tokens.start;
        let road = || self.scene.document.find(self.scene.words.route, between);
        cut && party.prep == Prep::None && road().is_some_and(|road| !road.clitics.article)
    }

    /// Whether the noun that heads a party's name ends as only an object does ("struck members of the group", afrad-an).
    fn is_object_form(&self, party: &Mention) -> bool {
        let head = self.scene.document.list(self.scene.words.force_head, party.tokens.start);
        head.is_some_and(|head| head.clitics.accusative) && party.tokens.len() > 1
    }

    /// Whether a verb says "they" or "the two" by its ending (-u, -ata), so that its subject stands before it, or "we shall",
    /// so that the speaker is.
    fn is_said_of_them(&self) -> bool {
        let (text, clitics) = (self.scene.document.text, self.trigger.clitics);
        let verb = text.folded(self.trigger.tokens.end - 1);
        let they = verb.ends_with("\u{648}\u{627}") || verb.ends_with("\u{62A}\u{627}");
        let first = text.folded(self.trigger.tokens.start).chars().nth(clitics.lead);
        they && !clitics.pronoun || self.trigger.pattern.verbs && clitics.future && first == Some('\u{646}')
    }

    /// Words between two tokens, those of a time left out.
    pub(super) fn plain_gap(&self, from: usize, to: usize) -> usize {
        let when = self.scene.within(from..to).filter(|mention| matches!(mention.entity, Entity::Time(_)));
        let words: usize = when.map(|mention| self.scene.gap(mention.tokens.start, mention.tokens.end)).sum();
        self.scene.gap(from, to).saturating_sub(words)
    }

    /// "The campaign that struck …": a relative pronoun right before a verb with no pronoun of its own is its subject.
    fn has_antecedent(&self) -> bool {
        let start = self.trigger.tokens.start;
        let relative = start.checked_sub(1).filter(|&at| self.scene.is_relative(at));
        // "The quarter that the rebels hold a large part of": a place does nothing itself.
        let place = |at: usize| {
            let told = self.scene.ending(at);
            told.is_some_and(|told| matches!(told.entity, Entity::Place { .. }))
        };
        relative.is_some_and(|at| !place(at)) && !self.trigger.clitics.pronoun && !self.object_pronoun()
    }

    /// "The militias controlling …": the party right before a participle with the article.
    pub(super) fn described(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let article = self.scene.document.text.folded(start).starts_with(ARTICLE);
        let beside = |mention: &&Mention<'c>| self.acts(mention);
        let participle = article && !self.trigger.pattern.verbs;
        participle.then(|| self.scene.ending(start).filter(beside))?
    }

    /// "The jets, which struck …": the party right before the relative pronoun in front of a verb that carries no pronoun.
    pub(super) fn relative_subject(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let relative = start.checked_sub(1).filter(|&at| self.scene.is_relative(at))?;
        let pronoun = self.trigger.clitics.pronoun || self.object_pronoun();
        if pronoun { None } else { self.antecedent_party(relative) }
    }

    /// The party before the verb that is no object of anything: of the verb that it is joined to, or the nearest in its clause.
    pub(super) fn subject_before(&self) -> Option<&Mention<'c>> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let nearest = || self.free_before().next();
        self.joint_subject().or_else(nearest).or_else(|| self.antecedent_party(clause.start))
    }

    /// "The army ended the group's presence in the town and took it": whoever stands behind the verb that opens the clause
    /// does what a verb joined to it says, however near another party is.
    fn joint_subject(&self) -> Option<&Mention<'c>> {
        let (scene, start) = (self.scene, self.trigger.tokens.start);
        let joined = self.trigger.clitics.conjunction && self.trigger.pattern.spec.frame == Frame::Active;
        let own = scene.clause_tokens(start).start;
        // A verb may open a clause of its own.
        let before = own.checked_sub(1).filter(|&last| own == start && last >= scene.tokens.start);
        let clause = before.map_or(own, |last| scene.clause_tokens(last).start);
        let free = |mention: &&Mention<'c>| {
            self.may_do(mention) && matches!(mention.prep, Prep::None) && !mention.joined
        };
        let mut parties = scene.within(clause..start).filter(free);
        let first = parties.next().filter(|_| joined && !scene.is_relative(clause))?;
        // Where nobody else stands between, there is nothing to decide.
        parties.find(|other| other.entity != first.entity)?;
        let opens = (1..=OPENING_GAP).contains(&scene.gap(clause, first.tokens.start));
        (opens && scene.agrees(first, start)).then_some(first)
    }

    /// The parties before the verb in its clause that are no object of anything, the last first.
    pub(super) fn free_before(&self) -> impl Iterator<Item = &Mention<'c>> {
        let start = self.trigger.tokens.start;
        let clause = self.scene.clause_tokens(start);
        self.scene.within(clause.start..start).rev().filter(|mention| {
            let speaks = || mention.prep == Prep::Other && self.speaks_of_it(mention);
            self.may_do(mention)
                && (matches!(mention.prep, Prep::None | Prep::By) || speaks() || self.is_it(mention))
                && !mention.joined
                && !(self.trigger.clitics.conjunction && self.is_told_of(mention))
                && !(mention.prep == Prep::By && self.is_of_another(mention))
        })
    }

    /// "A source in the resistance said that it (she) had seized": the resistance did, for the source is a "he".
    fn is_it(&self, mention: &Mention) -> bool {
        let that_it = mention.tokens.end..(mention.tokens.end + 2).min(self.trigger.tokens.start);
        mention.prep == Prep::At
            && self.scene.preposition_within(mention.tokens.start.saturating_sub(1)..mention.tokens.start)
            // inna-ha
            && that_it.into_iter().any(|token| self.scene.document.text.folded(token) == "\u{627}\u{646}\u{647}\u{627}")
    }

    /// "The airbase besieged by the group came under shelling": who stands behind "by" did what the word before it says.
    fn is_of_another(&self, mention: &Mention) -> bool {
        let by = self.scene.document.list_before(self.scene.words.prep_by, mention.tokens.start);
        by.is_some_and(|by| {
            let start = by.tokens.start;
            start < self.trigger.tokens.start
                && self.scene.triggers.iter().any(|other| other.tokens.end == start)
        })
    }

    /// "Repelled an attack that the group launched, and inflicted …": who launched it is the subject of no other verb.
    fn is_told_of(&self, mention: &Mention) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let carries = document.list_before(words.light_verb, mention.tokens.start);
        let verb = self.trigger.pattern.verbs;
        verb && carries.is_some_and(|carries| carries.clitics.pronoun && !carries.clitics.conjunction)
    }

    /// "The spokesman of the army announced the retaking of the town": it is the army's.
    fn speaks_of_it(&self, mention: &Mention) -> bool {
        let (document, words) = (self.scene.document, self.scene.words);
        let name = document.list_before(words.in_name_of, mention.tokens.start);
        let said = |name: usize| {
            let from = name.saturating_sub(3).max(self.scene.tokens.start);
            document.find(words.say, from..name).is_some()
        };
        self.trigger.pattern.spec.frame == Frame::PatientNoun
            && name.is_some_and(|name| said(name.tokens.start))
    }

    /// The party right before the relative pronoun that opens a clause: "the fighters, who …".
    fn antecedent_party(&self, clause: usize) -> Option<&Mention<'c>> {
        let relative = self.scene.is_relative(clause);
        let own = |mention: &&Mention<'c>| {
            relative && mention.tokens.end <= clause && self.scene.gap(mention.tokens.end, clause) == 0
        };
        self.scene
            .mentions
            .iter()
            .find(own)
            .filter(|mention| self.acts(mention) && (self.is_ranks(mention) || !self.scene.is_seat(mention)))
    }

    /// "In the ranks of the militias, which withdrew": ranks are people, and no post.
    fn is_ranks(&self, mention: &Mention) -> bool {
        self.scene.document.list(self.scene.words.ranks, mention.tokens.start).is_some()
    }

    /// The parties named in the clauses before, the last first.
    pub(super) fn subject_earlier(&self) -> Vec<usize> {
        let clause = self.scene.clause_tokens(self.trigger.tokens.start);
        let free = |mention: &&Mention<'c>| {
            self.may_do(mention) && matches!(mention.prep, Prep::None | Prep::By) && !mention.joined
        };
        let before = self.scene.within(self.scene.tokens.start..clause.start).rev();
        // "It inflicted losses on the militia, and destroyed": those behind such a verb are its object.
        let suffers = |mention: &&Mention| {
            self.scene.document.list_before(self.scene.words.inflict_verb, mention.tokens.start).is_some()
        };
        before
            .filter(free)
            .filter(|mention| !self.holds(mention) && !suffers(mention))
            .map(|mention| self.scene.index(mention))
            .take(EARLIER)
            .collect()
    }

    /// Whether a party is named only as the holder of an area ("the areas of the government").
    fn holds(&self, mention: &Mention) -> bool {
        self.scene.triggers.iter().any(|trigger| {
            let near = trigger.tokens.start <= mention.tokens.start
                && self.scene.gap(trigger.tokens.end, mention.tokens.start) <= 1;
            trigger.pattern.spec.frame == Frame::Held && near
        })
    }

    /// The party or people right behind a noun; one with a pronoun has its own already.
    pub(super) fn genitive(&self) -> Option<&Mention<'c>> {
        if self.trigger.clitics.pronoun {
            return None;
        }
        let first = self.scene.within(self.zone.clone()).find(|mention| {
            matches!(mention.entity, Entity::Party { .. } | Entity::People { .. } | Entity::Place { .. })
        })?;
        let between = self.trigger.tokens.end..first.tokens.start;
        // "The arrival of a load of weapons of the group's".
        let kind = self.trigger.pattern.claim_type;
        let moves = matches!(kind, ClaimType::Reinforcement | ClaimType::Withdrawal | ClaimType::Advance);
        let far = (is_violence(kind) || moves) && first.prep == Prep::Of;
        let near = self.scene.gap(between.start, between.end)
            <= if far { FAR_GENITIVE } else { GENITIVE_GAP }
            && !self.scene.preposition_within(between.clone())
            && !self.is_counted_thing(first, between.clone())
            && (first.prep != Prep::Of || self.scene.document.find(self.scene.words.in_aid, between.clone()).is_none())
            && !self.scene.is_helped(first)
            // "Another raid": what follows is no part of it.
            && (first.prep != Prep::None || self.scene.document.find(self.scene.words.others, between.clone()).is_none())
            && self
                .scene
                .document
                .find(self.scene.words.hit_verb, between.clone())
                .is_none_or(|hit| hit.clitics.pronoun)
            && !self.is_of_object(first, between.clone())
            // "A like shelling, and the army responded": past a comma nobody owns it.
            && !between.into_iter().any(|at| self.scene.document.is_mark(at) && !self.scene.document.is_wrapper(at))
            && self.may_own(first);
        (near && matches!(first.entity, Entity::Party { .. } | Entity::People { .. })).then_some(first)
    }

    /// "The shelling of three posts of the group's": a number that does not count the members of a party who move or give up.
    fn is_counted_thing(&self, mention: &Mention, between: Range<usize>) -> bool {
        let moves = matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Withdrawal | ClaimType::Reinforcement | ClaimType::Agreement | ClaimType::Advance
        );
        let number = self.scene.within(between).any(|other| matches!(other.entity, Entity::Number(_)));
        number && !(moves && is_fighter(mention) && self.scene.is_counted(mention))
    }

    /// "The shelling of targets of the group's": what is struck stands between, and "of" says whose it is.
    fn is_of_object(&self, mention: &Mention, between: Range<usize>) -> bool {
        let words = self.scene.words;
        let lists = [words.seat, words.gear, words.homes];
        let kind = self.trigger.pattern.claim_type;
        mention.prep == Prep::Of
            && (is_violence(kind) || kind == ClaimType::Destruction)
            && lists.iter().any(|&list| self.scene.document.find(list, between.clone()).is_some())
    }

    /// A noun with the article owns nothing bare: behind it only "of" or a nationality says whose it is.
    fn may_own(&self, mention: &Mention) -> bool {
        let last = mention.tokens.end.saturating_sub(1);
        // Nisba: ya, or ya and ta marbuta.
        let nisba = || self.scene.document.text.folded(last).ends_with(['\u{64A}', '\u{647}']);
        !self.trigger.clitics.article || mention.prep != Prep::None || mention.tokens.len() == 1 && nisba()
    }

    /// A party, behind "by", in "of" right behind the trigger, or whose name the trigger is a part of ("a sniper of …").
    pub(super) fn by_phrase(&self) -> Option<&Mention<'c>> {
        let done = self.trigger.pattern.claim_type;
        let may_come = |kind| is_violence(kind) || kind == ClaimType::Threat;
        let of =
            |mention: &Mention| may_come(done) && mention.prep == Prep::From && self.is_shot_from(mention);
        let own = &self.trigger.tokens;
        let over = |mention: &&Mention<'c>| mention.tokens.end > own.end && can_act(mention);
        let near = |mention: &Mention| {
            is_violence(done) || self.plain_gap(self.trigger.tokens.end, mention.tokens.start) <= BY_GAP
        };
        let taken = matches!(done, ClaimType::Arrest | ClaimType::Abduction);
        let holds = |mention: &Mention| {
            taken
                && self.scene.document.list_before(self.scene.words.held_with, mention.tokens.start).is_some()
        };
        let by = |mention: &&Mention<'c>| {
            (mention.prep == Prep::By || holds(mention))
                && (is_fighter(mention) || is_gunman(self.scene, mention))
                && near(mention)
                || can_act(mention) && of(mention)
        };
        let named = self.scene.within(own.clone()).find(over);
        named.or_else(|| self.scene.within(self.zone.clone()).find(by)).or_else(|| self.fire_from())
    }

    /// Whether "from" behind a word of violence names who did it: right behind it, or behind one adjective.
    fn is_shot_from(&self, mention: &Mention) -> bool {
        let between = self.trigger.tokens.end..mention.tokens.start;
        let gap = self.scene.gap(between.start, between.end);
        let from = self.scene.document.list(self.scene.words.prep_from, between.start + 1).is_some();
        let named = || self.scene.within(between.clone()).next().is_some();
        gap == 1 || gap == 2 && from && !named()
    }

    /// The holder of the areas that fire comes from.
    fn fire_from(&self) -> Option<&Mention<'c>> {
        let kind = self.trigger.pattern.claim_type;
        let fire = matches!(
            kind,
            ClaimType::Shelling | ClaimType::AirStrike | ClaimType::Bombing | ClaimType::Assault
        );
        let end = (self.trigger.tokens.end + FIRE_GAP).min(self.scene.tokens.end);
        let from = self.scene.document.find(self.scene.words.fire_from, self.trigger.tokens.end..end)?;
        let holder =
            self.scene.within(from.tokens.end..from.tokens.end + 4).find(|mention| can_act(mention))?;
        (fire && self.scene.gap(from.tokens.end, holder.tokens.start) <= 2).then_some(holder)
    }

    /// Whether a party is named by its aircraft: they strike, they are not struck.
    pub(super) fn flies(&self, mention: &Mention) -> bool {
        self.scene.document.find(self.scene.words.air_head, mention.tokens.clone()).is_some()
    }

    /// "The party's seizure of the town": a genitive that acts, with a place or "on" behind it.
    pub(super) fn agent_with_object(&self) -> Option<&Mention<'c>> {
        let whose = self.genitive();
        if let Some(people) = whose.filter(|people| self.drive_out(people)) {
            return Some(people);
        }
        let genitive = whose
            .filter(|mention| can_act(mention) && matches!(mention.prep, Prep::None | Prep::Of))
            .filter(|mention| !self.scene.is_seat(mention) && !self.is_gear(mention))?;
        let place = |mention: &Mention| mention.prep == Prep::None && mention.is_named_place();
        // What is called abuse is always somebody's: the party it is ascribed to is not whom it befell.
        if self.trigger.pattern.claim_type == ClaimType::IllTreatment && genitive.prep == Prep::Of {
            return Some(genitive);
        }
        // Where only a party makes the pattern, it is whom the noun is done to ("the expulsion of …"), but for a place
        // right behind it.
        let with = &self.trigger.pattern.with;
        if with.contains(&Beside::Actor) && !with.contains(&Beside::Place) {
            let next = self.scene.starting(genitive.tokens.end);
            return next.is_some_and(place).then_some(genitive);
        }
        let chain = self.scene.chain(genitive);
        let last = chain.last().map_or(genitive.tokens.end, |last| last.tokens.end);
        // "The forces' targeting, with artillery, of the village": who has the guns targets.
        if self.strikes_with(last) {
            return Some(genitive);
        }
        let end = (genitive.tokens.end + 6).min(self.zone.end);
        // What a comma parts from it is not what it acts on.
        let end = (genitive.tokens.end..end)
            .find(|&at| self.scene.document.is_mark(at) && !self.scene.document.is_wrapper(at))
            .unwrap_or(end);
        let after = genitive.tokens.end..end;
        let on = self.scene.document.find(self.scene.words.prep_on, after.start..after.end).is_some();
        let mut mentions = self.scene.within(after);
        let acted_on = mentions.any(|mention| {
            let people = mention.prep == Prep::None && matches!(mention.entity, Entity::People { .. });
            (place(mention) || people || matches!(mention.prep, Prep::On | Prep::Of)) && !mention.joined
        });
        // "The rebels' liberation of large parts of the countryside".
        let share = self.scene.document.list(self.scene.words.share, genitive.tokens.end).is_some();
        (on || acted_on || share || self.acts_on_things(genitive.tokens.end)).then_some(genitive)
    }

    /// Whether "with" a weapon stands right behind a party, and a place or people behind that.
    fn strikes_with(&self, end: usize) -> bool {
        let words = self.scene.words;
        let mut guns =
            (end..end + WITH_GAP).filter_map(|token| self.scene.document.list(words.artillery, token));
        let Some(with) = guns.find(|hit| hit.clitics.preposition == Some('\u{628}')) else { return false };
        let after = with.tokens.end..(with.tokens.end + STRUCK_WITH).min(self.zone.end);
        let mut struck = self.scene.within(after);
        is_violence(self.trigger.pattern.claim_type)
            && struck.any(|mention| {
                let bare = mention.prep == Prep::None && !matches!(mention.entity, Entity::Party { .. });
                bare && !matches!(mention.entity, Entity::Time(_) | Entity::Number(_))
            })
    }

    /// "The destruction of a tank of the group's": what is destroyed, whoever owns it.
    fn is_gear(&self, mention: &Mention) -> bool {
        self.trigger.pattern.claim_type == ClaimType::Destruction
            && self.scene.document.list(self.scene.words.gear, mention.tokens.start).is_some()
    }

    /// "The residents' expulsion of the group's men": people right behind a word of driving out, with a party for its object
    /// that nothing joins to them.
    fn drive_out(&self, people: &Mention<'c>) -> bool {
        let with = &self.trigger.pattern.with;
        let drives = with.contains(&Beside::Actor) && !with.contains(&Beside::Place);
        let mut behind = self.scene.within(people.tokens.end..self.zone.end);
        let object = behind.find(|mention| !matches!(mention.entity, Entity::Place { .. }));
        let is_object = |party: &Mention| can_act(party) && party.prep == Prep::None && !party.joined;
        let group = matches!(people.entity, Entity::People { .. }) && people.prep == Prep::None;
        drives && group && object.is_some_and(is_object)
    }

    /// "The group's blowing up of a post": what forces sit in or fight with right behind who acts.
    fn acts_on_things(&self, token: usize) -> bool {
        let words = self.scene.words;
        // The mark that closes the party's name.
        let token = token + usize::from(self.scene.document.is_wrapper(token));
        // "The forces' closing of all roads".
        let all = self.scene.document.list(words.quantifier, token);
        let token = all.map_or(token, |all| all.tokens.end);
        [words.seat, words.gear, words.homes, words.route].iter().any(|&list| {
            let thing = self.scene.document.list(list, token);
            thing.is_some_and(|thing| thing.clitics.lead == 0)
        })
    }

    /// Whether a mention can do what this trigger says: organisations that help or report do not fight.
    pub(super) fn acts(&self, mention: &Mention) -> bool {
        let peaceful = matches!(
            self.trigger.pattern.claim_type,
            ClaimType::AidDelivery
                | ClaimType::Agreement
                | ClaimType::Negotiation
                | ClaimType::Evacuation
                | ClaimType::Protest
                | ClaimType::Threat
                | ClaimType::Withdrawal
        );
        match mention.entity {
            Entity::Party { armed, .. } => armed || peaceful,
            _ => false,
        }
    }
}
