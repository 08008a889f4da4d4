//! Tolls told with a verb or a verbal noun: "five were killed", "the killing of two soldiers", "ten civilians died".
use super::victims::{Bounds, form, is_national, is_victim, mentioned, past_name, who_behind};
use super::{Form, Harm, Toll, harm_word, is_count, joint_end, own_end};
use crate::document::ARTICLE;
use crate::draft::is_violence;
use crate::lexicon::Meaning;
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;
use crate::slots::is_gunman;
use marsad_text::TokenKind;
use std::ops::Range;

/// Words within which the number and the people of a toll follow its verb or noun.
const REACH: usize = 8;
/// Words within which a plural verb's subject and its number stand before it.
const BEFORE: usize = 12;

/// The toll that a verb or verbal noun tells, and where to read on.
pub(super) fn counted_tolls(scene: &Scene, harm: &Harm) -> (Option<Toll>, usize) {
    let word = &harm.hit.tokens;
    if let Some(toll) = (Subject { scene, harm, word }).toll() {
        return (Some(toll), word.end);
    }
    // "Threats of murder": the article makes the noun a thing in itself.
    if harm.form == Form::Noun && harm.hit.clitics.article {
        return (None, word.end);
    }
    let joint = joint_end(scene, harm).filter(|_| !harm.hit.clitics.pronoun);
    let from = joint.unwrap_or(word.end);
    let what = if joint.is_some() { "casualties" } else { harm.what };
    let limit = (word.end + REACH).min(scene.tokens.end);
    let said =
        |token: usize| scene.document.list(scene.words.say, token).is_some_and(|hit| hit.clitics.conjunction);
    let limit = own_end(scene, word.start).unwrap_or(limit);
    let end =
        (from + 1..limit).find(|&token| harm_word(scene, token).is_some() || said(token)).unwrap_or(limit);
    let after: Vec<(usize, &Mention)> = scene
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| (from..end).contains(&mention.tokens.start))
        .collect();
    let agent = agent(scene, harm.form, word, &after);
    let object = Object { scene, what, harm, from, agent };
    // "Their wounds are grave, among them women": a pronoun leaves nobody else to count, but on "killing" it is who did it.
    // "Wounding" without one is spelt like "it wounded him".
    let bare = |list| scene.document.list(list, word.start).is_some_and(|hit| !hit.clitics.pronoun);
    let own = harm.hit.clitics.pronoun
        && word.len() == 1
        && scene.document.list(scene.words.killing_of, word.start).is_none()
        && !bare(scene.words.injured_noun);
    let first = || if own { None } else { object.first(&after) };
    let toll = object.others().or_else(|| object.pronoun()).or_else(first);
    (toll, from)
}

/// "Ten civilians were killed", "a soldier was killed", "the two who were injured": what stands before a verb.
struct Subject<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    harm: &'s Harm<'s>,
    word: &'s Range<usize>,
}

impl Subject<'_, '_, '_> {
    fn toll(&self) -> Option<Toll> {
        if self.harm.form != Form::Verb {
            return None;
        }
        let folded = self.scene.document.text.folded(self.word.start);
        // Third person plural: waw, alef; dual: alef.
        let plural = folded.ends_with("\u{648}\u{627}");
        let dual = !plural && folded.ends_with('\u{627}');
        // "Killed two of its soldiers and wounded four others": those behind it are who was hurt.
        let next = self.scene.starting(self.word.end);
        let object = next.is_some_and(|next| matches!(next.entity, Entity::Number(_)));
        if object && self.harm.hit.clitics.conjunction && plural {
            return None;
        }
        let who = self.who();
        let (bounds, start, who) = if plural {
            self.many(who?)?
        } else if dual {
            let who = who?;
            ((2, Some(2)), self.scene.mentions[who].tokens.start, Some(who))
        } else {
            self.one(who?)?
        };
        let Harm { what, .. } = *self.harm;
        let (min, max) = bounds;
        let end = who.map_or(self.word.start, |who| self.scene.mentions[who].tokens.end);
        let tokens = start..end.max(start + 1);
        Some(Toll { what, min, max, who, tokens, word: self.word.clone(), agent: None, spelt_out: false })
    }

    /// The people or party right before the verb, a relative pronoun or an adjective between them.
    fn who(&self) -> Option<usize> {
        let near = |mention: &Mention| {
            mention.tokens.end <= self.word.start
                && past_name(self.scene, mention.tokens.end, self.word.start) <= 2
                && mention.tokens.start >= self.scene.tokens.start
        };
        self.scene.mentions.iter().rposition(|mention| is_victim(mention) && near(mention))
    }

    fn many(&self, who: usize) -> Option<(Bounds, usize, Option<usize>)> {
        let last = self.scene.mentions[who].tokens.start;
        let counts = |mention: &&Mention| {
            is_count(self.scene, mention)
                && mention.tokens.end <= last
                && self.scene.gap(mention.tokens.end, self.word.start) <= BEFORE
                && who_behind(self.scene, mention.tokens.end).is_some()
                && (mention.tokens.end..self.word.start).all(|token| harm_word(self.scene, token).is_none())
        };
        let number = self.scene.mentions.iter().rev().find(counts)?;
        let Entity::Number(value) = &number.entity else { return None };
        let who = who_behind(self.scene, number.tokens.end);
        Some(((value.min, value.max), number.tokens.start, who))
    }

    /// One person right before a verb that nothing follows which it could count.
    fn one(&self, who: usize) -> Option<(Bounds, usize, Option<usize>)> {
        let mention = &self.scene.mentions[who];
        let one = mentioned(self.scene, mention).filter(|bounds| *bounds == (1, Some(1)))?;
        let free = matches!(mention.prep, Prep::None | Prep::Of);
        let next = self.word.end;
        let object = self.scene.starting(next).is_some() || form(self.scene, next).is_some();
        let adjective = past_name(self.scene, mention.tokens.end, self.word.start);
        let passive = adjective == 0 || self.scene.is_relative(self.word.start - 1);
        (free && passive && !object && !self.harm.hit.clitics.conjunction).then_some((
            one,
            mention.tokens.start,
            Some(who),
        ))
    }
}

/// What a verb or noun counts behind it.
struct Object<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    what: &'static str,
    harm: &'s Harm<'s>,
    /// Where what the verb or noun counts begins.
    from: usize,
    agent: Option<usize>,
}

impl Object<'_, '_, '_> {
    fn toll(&self, (min, max): Bounds, who: Option<usize>, tokens: Range<usize>) -> Toll {
        let word = self.harm.hit.tokens.clone();
        Toll { what: self.what, min, max, who, tokens, word, agent: self.agent, spelt_out: false }
    }

    /// "And others were injured".
    fn others(&self) -> Option<Toll> {
        let hit = self.scene.document.list(self.scene.words.others, self.from)?;
        let bounds = form(self.scene, self.from).unwrap_or((2, None));
        // "Another of the group": the one before was of it, too.
        let of = self.scene.document.list(self.scene.words.prep_from, hit.tokens.end).is_some();
        let party = |&who: &usize| matches!(self.scene.mentions[who].entity, Entity::Party { .. });
        let who = who_behind(self.scene, hit.tokens.end).filter(|who| of && party(who));
        Some(self.toll(bounds, who, hit.tokens.clone()))
    }

    /// "His killing", "the death of both of them": a pronoun on the noun.
    fn pronoun(&self) -> Option<Toll> {
        let Harm { form, hit, .. } = self.harm;
        // "Doing away with it": on a preposition it may mean anything.
        if *form != Form::Noun || !hit.clitics.pronoun || hit.tokens.len() > 1 {
            return None;
        }
        let folded = self.scene.document.text.folded(hit.tokens.end - 1);
        let bounds = if folded.ends_with("\u{647}\u{645}\u{627}") {
            (2, Some(2))
        } else if folded.ends_with('\u{647}') || folded.ends_with("\u{647}\u{627}") {
            (1, Some(1))
        } else {
            return None;
        };
        Some(self.toll(bounds, None, hit.tokens.clone()))
    }

    /// Of the number and the people behind the verb or noun what comes first, unless the people are many.
    fn first(&self, after: &[(usize, &Mention)]) -> Option<Toll> {
        let (number, people) = (self.number(after), self.people(after));
        match (number, people) {
            (Some(number), Some(people)) => {
                let sooner = people.tokens.start < number.tokens.start && people.max.is_some();
                Some(if sooner { people } else { number })
            }
            (number, people) => number.or(people),
        }
    }

    /// A number behind the verb or noun, and whom it counts.
    fn number(&self, after: &[(usize, &Mention)]) -> Option<Toll> {
        let (_, mention) = after.iter().find(|(_, mention)| is_count(self.scene, mention))?;
        let (Entity::Number(number), tokens) = (&mention.entity, &mention.tokens) else { return None };
        let who = who_behind(self.scene, tokens.end);
        let others = self.scene.document.list(self.scene.words.others, tokens.end).map(|hit| hit.tokens.end);
        let named = who.and_then(|who| self.scene.mentions.get(who)).map_or(tokens.end, |who| who.tokens.end);
        let counts_people = who.is_some()
            || others.is_some()
            || tokens.start <= self.from + 1
            || form(self.scene, tokens.end).is_some();
        let end = named.max(others.unwrap_or(0));
        counts_people.then(|| self.toll((number.min, number.max), who, tokens.start..end))
    }

    /// "Two" right behind people whose form leaves open whether they are two or more.
    fn spelt_out(&self, people: &Mention) -> Option<Bounds> {
        self.scene.mentions.iter().find_map(|mention| match &mention.entity {
            Entity::Number(number) if number.max == Some(2) && number.min == 2 => {
                let behind = mention.tokens.start >= people.tokens.end;
                (behind && self.scene.gap(people.tokens.end, mention.tokens.start) == 0)
                    .then_some((2, Some(2)))
            }
            _ => None,
        })
    }

    /// People whose form counts them: one, two, or several.
    fn people(&self, after: &[(usize, &Mention)]) -> Option<Toll> {
        // "In front of the family".
        let victim = |(index, mention): &&(usize, &Mention)| {
            let governed = matches!(mention.prep, Prep::Other | Prep::At);
            is_victim(mention) && Some(*index) != self.agent && !governed
        };
        let named = after.iter().find(victim).and_then(|(index, mention)| {
            let bounds = mentioned(self.scene, mention)?;
            let told = bounds.1.is_some() || !mention.article || self.harm.form == Form::Noun;
            let bounds = self.spelt_out(mention).unwrap_or(bounds);
            told.then(|| self.toll(bounds, Some(*index), mention.tokens.clone()))
        });
        // "A field commander": a word for one that names no group.
        let plain = || {
            let one = || is_national(self.scene, self.from).then_some((1, Some(1)));
            let bounds = form(self.scene, self.from).or_else(one)?;
            Some(self.toll(bounds, None, self.from..self.from + 1))
        };
        let first = named.as_ref().is_some_and(|toll| toll.tokens.start == self.from);
        if first { named } else { plain().or(named).or_else(|| self.by_name()) }
    }
}

impl Object<'_, '_, '_> {
    /// "The death of N. N.": a word that is known for nothing else right behind a noun of dying is a name.
    fn by_name(&self) -> Option<Toll> {
        let (scene, start) = (self.scene, self.from);
        let dying = scene.document.list(scene.words.death_of, self.harm.hit.tokens.start).is_some();
        let word = scene.document.text.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Word);
        // An everyday word is a name often enough.
        let everyday = Meaning::List(scene.words.place_everyday);
        let known = scene.document.hits(start).iter().any(|hit| hit.meaning != everyday)
            || scene.over(start).is_some();
        // al-: a class of people more often than a name.
        let article = scene.document.text.folded(start).starts_with(ARTICLE);
        let name = dying && word && !known && !article && start < scene.tokens.end;
        name.then(|| self.toll((1, Some(1)), None, start..start + 1))
    }
}

/// The party that killed: right behind an active verb, with its victims behind it.
fn agent(scene: &Scene, form: Form, word: &Range<usize>, after: &[(usize, &Mention)]) -> Option<usize> {
    let (index, first) = after.first()?;
    let victims_follow = matches!(first.entity, Entity::Number(_) | Entity::People { .. });
    let party = matches!(first.entity, Entity::Party { .. }) && !first.is_oblique();
    let victims = after.iter().skip(1).any(|(_, mention)| {
        matches!(mention.entity, Entity::Number(_))
            || is_victim(mention) && !mention.joined && !scene.is_act_of(mention)
    });
    let adjacent = scene.gap(word.end, first.tokens.start) == 0;
    // "A soldier was killed by the fire of …": behind one man stands how he died, not whom he killed.
    let words = scene.words;
    let how = [words.bullet, words.cause, words.prep_at, words.prep_on, words.prep_by, words.noun_opener];
    let behind = || {
        // "Two policemen were killed on Friday in an attack".
        let when = scene.starting(first.tokens.end);
        let when = when.filter(|when| matches!(when.entity, Entity::Time(_)));
        let next = when.map_or(first.tokens.end, |when| when.tokens.end);
        scene.document.hits(next).iter().any(|hit| hit.clitics.preposition.is_some())
            || how.iter().any(|&list| scene.document.list(list, next).is_some())
    };
    let died = super::victims::form(scene, first.tokens.start).is_some() && behind();
    if form == Form::Verb && party && victims && adjacent && !died {
        return Some(*index);
    }
    // "The gunmen killed hundreds": right before a verb that says "they", with whom they killed behind it.
    let gunmen = |mention: &Mention| {
        let they = scene.document.text.folded(word.start).ends_with("\u{648}\u{627}");
        they && victims_follow && mention.tokens.end == word.start && is_gunman(scene, mention)
    };
    // "The policeman who killed three soldiers": one man does, where "who" stands between.
    let who = |mention: &Mention| {
        let relative = word.start.checked_sub(1).filter(|&at| scene.is_relative(at));
        let party = matches!(mention.entity, Entity::Party { .. });
        party && victims_follow && relative == Some(mention.tokens.end)
    };
    let armed = |mention: &Mention| {
        let free = matches!(mention.prep, Prep::None | Prep::By);
        let fighters = matches!(mention.entity, Entity::Party { armed: true, .. }) || gunmen(mention);
        fighters && free || who(mention)
    };
    let clause = scene.clause_tokens(word.start);
    let subject = scene.mentions.iter().rposition(|mention| {
        mention.tokens.end <= word.start && mention.tokens.start >= scene.tokens.start && armed(mention)
    })?;
    // "The army killed", "they were able to kill".
    let before = scene.gap(scene.mentions[subject].tokens.end, word.start) <= 1
        && form == Form::Verb
        && scene.document.list(scene.words.took_lives, word.start).is_none()
        && !is_of_a_deed(scene, scene.mentions[subject].tokens.start)
        && (scene.mentions[subject].tokens.start >= clause.start || who(&scene.mentions[subject]));
    let managed = form == Form::Noun
        && (word.start.saturating_sub(4)..word.start)
            .any(|token| scene.document.list(scene.words.manage, token).is_some());
    (before || managed).then_some(subject)
}

/// Whether a party stands behind a noun of violence, which is then what killed: "a raid of the coalition killed".
fn is_of_a_deed(scene: &Scene, party: usize) -> bool {
    scene.triggers.iter().any(|trigger| {
        let noun = trigger.pattern.spec.frame.is_noun();
        let near = trigger.tokens.end <= party && scene.gap(trigger.tokens.end, party) <= 4;
        noun && near && is_violence(trigger.pattern.claim_type)
    })
}
