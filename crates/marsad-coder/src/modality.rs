//! How a report puts a claim: as fact, attempt, plan, fear or denial, by the cues around its trigger.
mod coming;
mod given;

use crate::draft::is_violence;
use crate::lexicon::{Hit, ListId};
use crate::scene::{Scene, Trigger};
use crate::{ClaimType, Kind, Modality};
use coming::{is_coming, may, may_follow, purpose, purpose_clitic};
use given::{is_given, is_told_of};
use std::ops::Range;

/// How far before a trigger a cue reaches, in words, where no clause ends between them.
const REACH: usize = 7;
/// The same where "and" joins the trigger to a noun that the cue governs ("called for a truce and the opening of …").
const JOINED_REACH: usize = 16;
/// The same for what holds rather than happens: plans are seldom of that.
const STATE_REACH: usize = 3;
/// Tokens before "that" within which the verb stands that governs it: a spokesman and whose he is are between.
const SUBJECT: usize = 12;
/// How many words behind a negation its verb may have before what is denied ("did not carry out any raids").
const NEGATED: usize = 4;

/// The modality of a trigger; `passage_end` is where its claim ends, where cues that follow it stand.
pub(crate) fn modality(scene: &Scene, trigger: &Trigger, passage_end: usize) -> Modality {
    let clause = scene.clause_tokens(trigger.tokens.start);
    let before = window(scene, trigger, clause.start);
    let after = trigger.tokens.end..(passage_end + 8).min(scene.tokens.end);
    if breach_is_feared(scene, trigger, &before) {
        return Modality::Feared;
    }
    if failed(scene, trigger, &before, after) {
        return Modality::Failed;
    }
    if let Some(negation) = negated(scene, trigger, &before) {
        return negation;
    }
    if is_told_of(scene, trigger) {
        return trigger.pattern.spec.modality;
    }
    let behind = trigger.tokens.end..(passage_end + 3).min(clause.end);
    if cue(scene, scene.words.denied, &before, trigger) || far_cue(scene, scene.words.denied, trigger) {
        Modality::Denied
    } else if feared(scene, trigger, &before) {
        Modality::Feared
    } else if intended(scene, trigger, &before, behind) {
        Modality::Intended
    } else if looms(scene, trigger, passage_end) {
        Modality::Feared
    } else {
        trigger.pattern.spec.modality
    }
}

fn failed(scene: &Scene, trigger: &Trigger, before: &Range<usize>, after: Range<usize>) -> bool {
    let words = scene.words;
    let kind = trigger.pattern.claim_type;
    let tried = !matches!(kind, ClaimType::Destruction | ClaimType::Casualties);
    let stopped = [words.failed_before, words.repelled, words.repelling];
    // "Air defences confronted, at dawn on the seventh of the month, an attack", li-.
    let start = trigger.tokens.start;
    let far = trigger.clitics.preposition == Some('\u{644}') && is_noun(trigger);
    let long = scene.words_before(start, JOINED_REACH).max(scene.clause_tokens(start).start)..start;
    let stood = far && is_violence(kind) && cue(scene, words.repelled, &long, trigger);
    let gains = matches!(kind, ClaimType::Advance | ClaimType::Capture);
    let then_failed =
        |token: usize| scene.document.list(words.fail_verb, token).is_some_and(|hit| hit.clitics.conjunction);
    scene.document.find(words.failed_after, after.clone()).is_some()
        || after.into_iter().any(then_failed)
        || is_deal(kind) && !is_joined(scene, trigger) && is_broken(scene, trigger, before)
        || gains && cue(scene, words.not_achieved, before, trigger)
        || is_intercepted(scene, trigger)
        || stood
        || tried && stopped.into_iter().any(|list| cue(scene, list, before, trigger))
}

/// "Brought down a missile that the group fired": the relative clause tells who fired what did not strike.
fn is_intercepted(scene: &Scene, trigger: &Trigger) -> bool {
    let start = trigger.tokens.start;
    let from = scene.words_before(start, REACH).max(scene.tokens.start);
    let fired = trigger.clitics.pronoun
        && matches!(trigger.pattern.claim_type, ClaimType::Shelling | ClaimType::AirStrike);
    fired && scene.document.find(scene.words.intercepted, from..start).is_some()
}

/// Whether a word for breaking stands before a deal: what it says "that …" of is not what it breaks.
fn is_broken(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    cue_where(scene, scene.words.broken, before, trigger, |hit| {
        !(hit.tokens.end..trigger.tokens.start).any(|token| scene.document.is_that(token))
    })
}

/// Whether it is feared that a deal breaks: "fears that the truce collapse".
fn breach_is_feared(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    let words = scene.words;
    let fears = || [words.feared, words.fear_verb].into_iter().any(|list| cue(scene, list, before, trigger));
    is_deal(trigger.pattern.claim_type) && is_broken(scene, trigger, before) && fears()
}

/// Whether a claim is of words given, not of force: what threatens a truce does not make it doubtful.
fn is_deal(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Agreement | ClaimType::Negotiation)
}

fn feared(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    let words = scene.words;
    let kind = trigger.pattern.claim_type;
    let moves = matches!(kind, ClaimType::Advance | ClaimType::Capture | ClaimType::Reinforcement);
    let feared = |list: ListId| cue(scene, list, before, trigger);
    let fears =
        if is_deal(kind) { feared(words.possible) } else { feared(words.feared) || feared(words.fear_verb) };
    fears
        || !is_deal(kind) && far_cue(scene, words.fear_verb, trigger)
        || may(scene, trigger, before)
        || may_follow(scene, trigger)
        || cue_where(scene, words.lead_to, before, trigger, |hit| hit.clitics.future)
        || moves && cue(scene, words.prevent, before, trigger)
}

fn intended(scene: &Scene, trigger: &Trigger, before: &Range<usize>, behind: Range<usize>) -> bool {
    if is_stopped(scene, trigger, before) {
        return false;
    }
    purpose(scene, trigger)
        || must(scene, trigger)
        || is_joined(scene, trigger) && cue(scene, scene.words.purpose, before, trigger)
        || purpose_clitic(scene, trigger)
        || trigger.clitics.future
        || cue(scene, scene.words.intended, before, trigger)
        || cue(scene, scene.words.intend_verb, before, trigger)
        || is_coming(scene, trigger, before, behind)
}

/// "The parties must …, and let aid in": what somebody is told to do, however long the sentence.
fn must(scene: &Scene, trigger: &Trigger) -> bool {
    let relief = matches!(
        trigger.pattern.claim_type,
        ClaimType::AidDelivery | ClaimType::Evacuation | ClaimType::OpenRoute | ClaimType::Negotiation
    );
    let before = scene.tokens.start..trigger.tokens.start;
    let must = scene.document.find(scene.words.must, before).filter(|_| relief && is_noun(trigger));
    must.is_some_and(|must| {
        scene.document.find(scene.words.say, must.tokens.end..trigger.tokens.start).is_none()
    })
}

/// "The fall of the town is a matter of time": what a noun names is said to be near.
fn looms(scene: &Scene, trigger: &Trigger, passage_end: usize) -> bool {
    let clause = scene.clause_tokens(trigger.tokens.start);
    let end = trigger.tokens.end;
    let looming = scene.document.find(scene.words.looming, end..(passage_end + REACH).min(clause.end));
    // "An imminent attack": the adjective is of the noun right before it.
    is_noun(trigger) && looming.is_some_and(|hit| hit.tokens.len() > 1 || hit.tokens.start == end)
}

/// Whether a call to stop stands before a noun of violence: what is to end goes on.
fn is_stopped(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> bool {
    let kind = trigger.pattern.claim_type;
    let near = scene.document.list_before(scene.words.stop, trigger.tokens.start).is_some();
    is_noun(trigger) && (near || is_violence(kind) && cue(scene, scene.words.stop, before, trigger))
}

/// The words before a trigger, within its clause, that may say how it is meant.
fn window(scene: &Scene, trigger: &Trigger, clause_start: usize) -> Range<usize> {
    let reach = match trigger.pattern.claim_type.kind() {
        Kind::State => STATE_REACH,
        Kind::Event if is_joined(scene, trigger) || is_asked_for(trigger) => JOINED_REACH,
        Kind::Event => REACH,
    };
    let end = trigger.tokens.start;
    let start = if scene.counted_words(clause_start..end) < reach {
        clause_start
    } else {
        scene.words_before(end, reach)
    };
    start..end
}

/// Whether a trigger is a noun of what is done.
fn is_noun(trigger: &Trigger) -> bool {
    trigger.pattern.spec.frame.is_noun()
}

/// Whether bi- stands on a noun of what is asked for, not inflicted: who is asked may have a long title ("asked the
/// prime minister … for a truce").
fn is_asked_for(trigger: &Trigger) -> bool {
    let kind = trigger.pattern.claim_type;
    is_noun(trigger)
        && trigger.clitics.preposition == Some('\u{628}')
        && !is_violence(kind)
        && kind != ClaimType::Arrest
}

/// Whether "and" joins a noun to what stands before it.
fn is_joined(scene: &Scene, trigger: &Trigger) -> bool {
    is_noun(trigger) && scene.document.is_joined(trigger.tokens.start, trigger.clitics)
}

/// Whether a cue stands before a trigger with no other trigger's verb between them.
fn cue(scene: &Scene, list: ListId, before: &Range<usize>, trigger: &Trigger) -> bool {
    cue_where(scene, list, before, trigger, |_| true)
}

/// Whether a verb that governs "that …" says so of a trigger soon behind "that", however long its subject: "the spokesman of
/// the forces denied that their aircraft had struck".
fn far_cue(scene: &Scene, list: ListId, trigger: &Trigger) -> bool {
    let start = trigger.tokens.start;
    let near = scene.words_before(start, REACH).max(scene.tokens.start)..start;
    let Some(that) = near.rev().find(|&token| scene.document.is_that(token)) else { return false };
    let from = that.saturating_sub(SUBJECT).max(scene.tokens.start);
    let Some(hit) = scene.document.find(list, from..that) else { return false };
    let between = hit.tokens.end..start;
    let other = scene.triggers.iter().any(|other| between.contains(&other.tokens.start));
    // "Denied it, making clear that".
    let own = !is_over(scene, hit.tokens.end..that);
    own && !other && scene.document.find(scene.words.say, hit.tokens.end..that).is_none()
}

/// The same of the cues that fit.
fn cue_where(
    scene: &Scene,
    list: ListId,
    before: &Range<usize>,
    trigger: &Trigger,
    fits: impl Fn(&Hit) -> bool,
) -> bool {
    let mut hits = scene.document.each(list, before.clone());
    hits.any(|hit| {
        fits(hit)
            && hit.tokens.start != trigger.tokens.start
            && !scene.is_of_a_name(&hit.tokens)
            && !is_parted(scene, hit, trigger)
    })
}

/// Whether another trigger stands between a cue and a trigger and takes the cue for itself alone.
fn is_parted(scene: &Scene, hit: &Hit, trigger: &Trigger) -> bool {
    let joined = is_joined(scene, trigger);
    let parts = scene.triggers.iter().any(|other| {
        hit.tokens.end <= other.tokens.start
            && other.tokens.end <= trigger.tokens.start
            && !other.tokens.contains(&trigger.tokens.start)
            && other.pattern.claim_type != trigger.pattern.claim_type
            && !other.pattern.spec.frame.is_state()
            && !(joined && is_noun(other))
    });
    // "Denied it, making clear that …": what is said so is told anew.
    let said = || scene.document.find(scene.words.saying, hit.tokens.end..trigger.tokens.start).is_some();
    parts || said() || is_given(scene, hit.tokens.end, trigger)
}

/// "Was not able to" is a failure, "did not" a denial.
fn negated(scene: &Scene, trigger: &Trigger, before: &Range<usize>) -> Option<Modality> {
    let words = scene.words;
    let list = |list: ListId, token: usize| scene.document.list(list, token).is_some();
    let negation = scene.document.each(words.negation, before.clone()).find(|hit| {
        let over = is_over(scene, hit.tokens.end..before.end);
        !list(words.still, hit.tokens.end) && !over && !is_of_a_drone(scene, hit)
    })?;
    let end = negation.tokens.end;
    if is_given(scene, end, trigger) {
        return None;
    }
    // "The shelling caused no casualties": there was shelling.
    if list(words.result, end) {
        return None;
    }
    let managed = scene.document.find(words.manage, end..before.end).is_some();
    let gap = scene.gap(end, before.end);
    let carried = is_noun(trigger)
        && gap <= NEGATED
        && [words.light_verb, words.undergo].into_iter().any(|verb| list(verb, end));
    if managed {
        Some(Modality::Failed)
    } else if gap <= 1 || carried {
        Some(Modality::Denied)
    } else {
        None
    }
}

/// "An aircraft without a pilot": the negation is part of its name.
fn is_of_a_drone(scene: &Scene, negation: &Hit) -> bool {
    let before = negation.tokens.start.checked_sub(1);
    let aircraft = before.and_then(|token| scene.document.list(scene.words.aircraft, token));
    aircraft.is_some_and(|aircraft| aircraft.tokens.end >= negation.tokens.end)
}

/// Whether a mark ends what is negated: "a toll that is not final, for the massacre".
fn is_over(scene: &Scene, between: Range<usize>) -> bool {
    between.into_iter().any(|token| scene.document.is_mark(token) && !scene.document.is_wrapper(token))
}
