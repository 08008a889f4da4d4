//! Those harmed: who they are, how many their form says, and who is joined to them.
use super::{Toll, harm_word, is_count};
use crate::lexicon::{Hit, Meaning};
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;

/// Words that a name behind a title may have.
const NAME: usize = 5;
/// Tokens within which a bracket around an age closes.
const AGE: usize = 4;

/// At least so many, and at most so many where that is known.
pub(crate) type Bounds = (u64, Option<u64>);

/// Whether a mention can be harmed: people or a party.
pub(super) fn is_victim(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::People { .. } | Entity::Party { .. })
}

/// The mention right behind a number, a word or "of" between them, that says whom it counts.
pub(crate) fn who_behind(scene: &Scene, end: usize) -> Option<usize> {
    let near = |mention: &&Mention| scene.gap(end, mention.tokens.start) <= 2;
    let mut behind = scene.within(end..scene.tokens.end).take_while(near);
    let who = behind.find(|mention| {
        let start = mention.tokens.start;
        let of = scene.document.list_before(scene.words.prep_from, start).is_some();
        let ranks = scene.document.list(scene.words.ranks, start).is_some();
        let near = scene.gap(end, start) <= if of || ranks { 2 } else { 1 };
        // Right behind the number it is the number that a preposition governs.
        let counted = mention.lead == 0 && scene.gap(end, start) == 0;
        let governed = !counted && !ranks && !matches!(mention.prep, Prep::None | Prep::Of | Prep::From);
        near && is_victim(mention) && !governed
    });
    who.map(|who| scene.index(who))
}

/// How many people the form of a word means: one, two or several.
pub(crate) fn form(scene: &Scene, token: usize) -> Option<Bounds> {
    let of_number = |number: u8| match number {
        1 => (1, Some(1)),
        2 => (2, Some(2)),
        _ => (2, None),
    };
    let counted = [(scene.words.one, 1), (scene.words.two, 2), (scene.words.several, 0)];
    let listed = counted.into_iter().find(|&(list, _)| scene.document.list(list, token).is_some());
    let people = || {
        scene.document.hits(token).iter().find_map(|hit| match hit.meaning {
            Meaning::People { number, .. } => Some(number),
            _ => None,
        })
    };
    listed.map(|(_, number)| number).or_else(people).map(of_number)
}

/// Whether a nationality stands at a token as a noun that means one person: "a Palestinian".
pub(super) fn is_national(scene: &Scene, token: usize) -> bool {
    let hits = scene.document.hits(token);
    let bare = |hit: &Hit| hit.clitics.lead == 0 && !hit.clitics.article && !hit.clitics.pronoun;
    // "Syria" is written like "a Syrian" in the accusative.
    let country = || hits.iter().any(|hit| matches!(hit.meaning, Meaning::Place | Meaning::Actor { .. }));
    // Masculine, accusative, feminine.
    let one = ["\u{64A}", "\u{64A}\u{627}", "\u{64A}\u{647}"];
    hits.iter().any(|hit| matches!(hit.meaning, Meaning::Demonym(_)) && bare(hit))
        && one.iter().any(|ending| scene.document.text.folded(token).ends_with(ending))
        && !country()
}

/// How many a mention of people or a party means by its form; a definite plural means none in particular.
pub(crate) fn mentioned(scene: &Scene, mention: &Mention) -> Option<Bounds> {
    match mention.entity {
        Entity::People { number, .. } => Some(match number {
            1 => (1, Some(1)),
            2 => (2, Some(2)),
            _ => (2, None),
        }),
        Entity::Party { .. } => form(scene, mention.tokens.start),
        _ => None,
    }
}

/// A toll, and those that are joined to it or named among it: "a woman and two children", "among them six children".
///
/// These name no agent of their own: they go to the claim that the first makes.
pub(super) fn with_those_joined(scene: &Scene, toll: Toll) -> Vec<Toll> {
    let mut tolls = vec![toll];
    while let Some(next) = tolls.last().and_then(|last| joined(scene, last)) {
        tolls.push(next);
    }
    let among = tolls.last().and_then(|last| among(scene, last));
    if let Some(toll) = among {
        tolls.push(toll);
        while let Some(next) = tolls.last().and_then(|last| joined(scene, last)) {
            tolls.push(next);
        }
    }
    tolls
}

/// Words between two tokens, a name behind the first left out, with the age in brackets behind it.
pub(super) fn past_name(scene: &Scene, from: usize, to: usize) -> usize {
    let text = scene.document.text;
    let unknown = |token: &usize| {
        let known = !scene.document.hits(*token).is_empty() || scene.over(*token).is_some();
        scene.document.is_wrapper(*token) || !known && !scene.document.is_mark(*token)
    };
    let name = (from..to).take_while(unknown).take(NAME).last().map_or(from, |last| last + 1);
    let close = (name..to.min(name + AGE)).find(|&token| text.is_mark(token, ')'));
    let aged = close.filter(|_| text.is_mark(name.saturating_sub(1), '(') || text.is_mark(name, '('));
    scene.gap(aged.map_or(name, |close| close + 1), to)
}

/// "And two children": people or a number of them, joined right behind.
fn joined(scene: &Scene, last: &Toll) -> Option<Toll> {
    let end = last.who.map_or(last.tokens.end, |who| scene.mentions[who].tokens.end.max(last.tokens.end));
    if end > last.tokens.end + 3 {
        return None;
    }
    let end = followers(scene, end).unwrap_or(end);
    let alone = scene.document.is_waw(end);
    let start = end + usize::from(alone);
    let Some(mention) = scene.starting(start) else { return kin(scene, last, start) };
    let index = scene.index(mention);
    // wa-
    let conjoined = alone || mention.lead > 0 || scene.document.text.folded(start).starts_with('\u{648}');
    if !conjoined || mention.article {
        return None;
    }
    let (bounds, who) = match &mention.entity {
        Entity::Number(number) if is_count(scene, mention) && !counts_harm(scene, mention) => {
            let who = who_behind(scene, mention.tokens.end);
            if who.is_none() && !is_own(scene, mention.tokens.end) {
                return None;
            }
            ((number.min, number.max), who)
        }
        Entity::People { number: 1.., .. } => (mentioned(scene, mention)?, Some(index)),
        _ => return None,
    };
    let end = who.map_or(mention.tokens.end, |who| scene.mentions[who].tokens.end);
    Some(Toll { min: bounds.0, max: bounds.1, who, tokens: start..end, agent: None, ..last.clone() })
}

/// Where "and seven of his men", "and his wife" begin behind a name.
fn followers(scene: &Scene, end: usize) -> Option<usize> {
    let limit = (end + NAME + 1).min(scene.tokens.end);
    (end..limit).take_while(|&token| past_name(scene, end, token) == 0).find(|&token| are_his(scene, token))
}

/// Whether "and" and somebody's own kin, or a number of his men, begin at a token.
fn are_his(scene: &Scene, token: usize) -> bool {
    let text = scene.document.text;
    let start = token + usize::from(scene.document.is_waw(token));
    let conjoined = start > token || text.folded(token).starts_with('\u{648}');
    let his = |mention: &Mention| match mention.entity {
        Entity::People { number: 1 | 2, .. } => ends_in_his(scene, mention.tokens.end - 1),
        _ => is_count(scene, mention) && is_own(scene, mention.tokens.end),
    };
    let named = scene.starting(start);
    conjoined && named.map_or_else(|| one_of_kin(scene, start).is_some(), his)
}

/// Whether "of" and a noun with a pronoun stand at a token: "of his companions".
fn is_own(scene: &Scene, token: usize) -> bool {
    scene.document.list(scene.words.prep_from, token).is_some_and(|of| ends_in_his(scene, of.tokens.end))
}

/// Whether "his", "her" or "their" ends a word as it is written: -ah is spelt like "his" once folded.
fn ends_in_his(scene: &Scene, token: usize) -> bool {
    let text = scene.document.text;
    let word = text.words(token..(token + 1).min(text.tokens.len()));
    ["\u{647}", "\u{647}\u{627}", "\u{647}\u{645}"].iter().any(|pronoun| word.ends_with(pronoun))
}

/// "And his brother": one word for one or two, whom no group names.
fn kin(scene: &Scene, last: &Toll, start: usize) -> Option<Toll> {
    let (min, max) = one_of_kin(scene, start)?;
    Some(Toll { min, max, who: None, tokens: start..start + 1, agent: None, ..last.clone() })
}

fn one_of_kin(scene: &Scene, token: usize) -> Option<Bounds> {
    let his = scene.document.text.folded(token).starts_with('\u{648}') && ends_in_his(scene, token);
    form(scene, token).filter(|(_, most)| most.is_some() && his)
}

/// Whether a number counts the dead or wounded by that name: "and twenty wounded" is a toll of its own.
fn counts_harm(scene: &Scene, number: &Mention) -> bool {
    harm_word(scene, number.tokens.end).is_some()
}

/// "Among them six children", "(four children and a woman)": a part of a toll that is counted by itself.
fn among(scene: &Scene, last: &Toll) -> Option<Toll> {
    let (start, spelt_out) = parts_start(scene, last.tokens.end)?;
    let mention = scene.starting(start)?;
    let index = scene.index(mention);
    let (bounds, who) = match &mention.entity {
        Entity::Number(number)
            if number.exact && is_count(scene, mention) && !counts_harm(scene, mention) =>
        {
            ((number.min, number.max), who_behind(scene, mention.tokens.end)?)
        }
        Entity::People { number: 1 | 2, .. } if !mention.article => (mentioned(scene, mention)?, index),
        _ => return None,
    };
    let end = scene.mentions[who].tokens.end;
    Some(Toll {
        min: bounds.0,
        max: bounds.1,
        who: Some(who),
        tokens: start..end,
        agent: None,
        spelt_out,
        ..last.clone()
    })
}

/// Where the parts of a toll that ends at a token begin, and whether they spell out all of it: behind "among them" some are
/// named, behind "they are" or an opening bracket all.
fn parts_start(scene: &Scene, end: usize) -> Option<(usize, bool)> {
    let after = |list, token| scene.document.list(list, token).map(|hit| hit.tokens.end);
    // "12 dead and (122) wounded": a bracket around a number alone opens no list.
    let around_one = |token| scene.document.text.is_mark(token + 2, ')');
    let bracket =
        |token| (scene.document.text.is_mark(token, '(') && !around_one(token)).then_some(token + 1);
    (end..end + 5).take_while(|&token| harm_word(scene, token).is_none()).find_map(|token| {
        let all = after(scene.words.they_are, token).or_else(|| bracket(token)).map(|start| (start, true));
        all.or_else(|| after(scene.words.among, token).map(|start| (start, false)))
    })
}
