//! The rules' own examples, coded and compared.
use super::rules::{Rule, Rules};
use crate::rule::Example;
use crate::{Claim, Coder, Count, Party, Problem};
use marsad_text::{Report, fold};
use std::collections::BTreeSet;
use std::fmt::Write;

pub(super) fn check(coder: &Coder, rules: &Rules, problems: &mut Vec<Problem>) {
    for rule in &rules.files {
        let mut fired = BTreeSet::new();
        for example in &rule.file.example {
            let claims = code(coder, example);
            problems.extend(wrong(&claims, rule, example));
            fired.extend(claims.into_iter().map(|claim| claim.rule));
        }
        problems.extend(silent(rule, &fired));
    }
}

fn code(coder: &Coder, example: &Example) -> Vec<Claim> {
    coder.code(&Report { id: "example".to_owned(), text: example.text.clone(), ..Report::default() }).0
}

/// The patterns of a file that none of its examples shows at work.
fn silent(rule: &Rule, fired: &BTreeSet<String>) -> Vec<Problem> {
    let file = rule.path.trim_start_matches("rules/").trim_end_matches(".toml");
    let unseen =
        rule.file.pattern.iter().filter(|pattern| !fired.contains(&format!("{file}#{}", pattern.name)));
    unseen
        .map(|pattern| {
            let line = rule.line_of(&format!("name = \"{}\"", pattern.name));
            let what = format!("no example shows the pattern \"{}\" at work", pattern.name);
            Problem::at(rule.path, line, what, "add an [[example]] that this pattern codes")
        })
        .collect()
}

/// What is wrong with the coding of an example, if anything.
fn wrong(claims: &[Claim], rule: &Rule, example: &Example) -> Option<Problem> {
    let of_type = || claims.iter().filter(|claim| claim.claim_type == rule.file.claim_type);
    let name = rule.file.claim_type.name();
    let what = match &example.none {
        Some(why) => of_type().next().map(|_| format!("the example gives {name}, though {why}")),
        None if of_type().next().is_none() => Some(format!("the example gives no {name}")),
        None => (!of_type().any(|claim| example.fits(claim)))
            .then(|| format!("the example's {name} is another: {}", example.wanted())),
    }?;
    let help = format!("it gives: {}", told(claims));
    Some(Problem::at(rule.path, rule.line_of(&example.text), what, help))
}

impl Example {
    /// Whether a claim has the fillers that the example names.
    fn fits(&self, claim: &Claim) -> bool {
        self.modality.is_none_or(|modality| modality == claim.modality)
            && same(self.actors.as_deref(), &ids(&claim.actors))
            && same(self.targets.as_deref(), &ids(&claim.targets))
            && same(self.counts.as_deref(), &claim.counts.iter().map(count).collect())
            && self.places.as_deref().is_none_or(|places| places_fit(places, claim))
    }

    fn wanted(&self) -> String {
        let modality = self.modality.map(|modality| vec![modality.name().to_owned()]);
        let slots = [
            ("", &modality),
            ("actors", &self.actors),
            ("targets", &self.targets),
            ("places", &self.places),
            ("counts", &self.counts),
        ];
        let named = slots.iter().filter_map(|(slot, fillers)| Some((*slot, fillers.as_ref()?.join(","))));
        let wanted: Vec<String> = named
            .map(|(slot, fillers)| if slot.is_empty() { fillers } else { format!("{slot}={fillers}") })
            .collect();
        format!("{} is wanted", wanted.join(" "))
    }
}

fn same(wanted: Option<&[String]>, given: &BTreeSet<String>) -> bool {
    wanted.is_none_or(|wanted| {
        wanted.iter().eq(given) || wanted.iter().collect::<BTreeSet<_>>().iter().copied().eq(given)
    })
}

fn ids(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().map(|party| party.id.clone()).collect()
}

/// Each place of the example is in the words of one of the claim's, and there are no more.
fn places_fit(wanted: &[String], claim: &Claim) -> bool {
    let mut left: Vec<String> = claim.places.iter().map(|place| spaced(&place.passage.text)).collect();
    let found = wanted.iter().all(|name| {
        let at = left.iter().position(|surface| surface.contains(&spaced(name)));
        at.map(|at| left.swap_remove(at)).is_some()
    });
    found && left.is_empty()
}

/// The folded words, each between spaces, so that one is not found inside another.
fn spaced(words: &str) -> String {
    format!(" {} ", fold(words))
}

/// A count as an example writes it: `killed:3-3`, with `*` for an open end.
fn count(count: &Count) -> String {
    let end = |number: Option<u64>| number.map_or("*".to_owned(), |number| number.to_string());
    format!("{}:{}-{}", count.what, end(count.min), end(count.max))
}

fn told(claims: &[Claim]) -> String {
    let mut told = String::new();
    for claim in claims {
        let list = |items: BTreeSet<String>| items.into_iter().collect::<Vec<_>>().join(",");
        let slots = [
            ("actors", list(ids(&claim.actors))),
            ("targets", list(ids(&claim.targets))),
            ("places", list(claim.places.iter().map(|place| place.passage.text.clone()).collect())),
            ("counts", list(claim.counts.iter().map(count).collect())),
        ];
        let separator = if told.is_empty() { "" } else { "; " };
        // Writing to a string cannot fail.
        let _ = write!(told, "{separator}{} {}", claim.claim_type.name(), claim.modality.name());
        for (slot, fillers) in slots.iter().filter(|(_, fillers)| !fillers.is_empty()) {
            let _ = write!(told, " {slot}={fillers}");
        }
    }
    if told.is_empty() { "no claims".to_owned() } else { told }
}
