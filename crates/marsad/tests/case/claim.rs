//! Claims as a page writes them, beside those that were coded.
use super::page::Line;
use marsad_coder::{Claim, Party};
use marsad_text::fold;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How the coded claims differ from the lines of a page, if they do: there is one for each, in order.
pub(crate) fn disagreement(lines: &[Line], claims: &[Claim]) -> Option<String> {
    let fitting = lines.iter().zip(claims).filter(|(line, claim)| fits(line, claim)).count();
    if fitting == lines.len() && fitting == claims.len() {
        return None;
    }
    let mut told = String::new();
    for (at, line) in lines.iter().enumerate() {
        let given = claims.get(at).is_some_and(|claim| fits(line, claim));
        let elsewhere = claims.iter().any(|claim| fits(line, claim));
        let sign = if given {
            "as wanted"
        } else if elsewhere {
            "elsewhere"
        } else {
            "WANTED"
        };
        writeln!(told, "  {sign:9}  {}", line.written).unwrap();
    }
    for claim in claims {
        let extra = !lines.iter().any(|line| fits(line, claim));
        writeln!(told, "  {}  {}", if extra { "GIVEN    " } else { "given    " }, write(claim)).unwrap();
    }
    Some(told)
}

fn fits(line: &Line, claim: &Claim) -> bool {
    let head = [claim.claim_type.name(), claim.modality.name()];
    let same = |key: &str, given: BTreeSet<String>| {
        line.value(key)
            .is_none_or(|wanted| wanted.split(',').map(str::to_owned).collect::<BTreeSet<_>>() == given)
    };
    line.words == head
        && same("actors", ids(&claim.actors))
        && same("targets", ids(&claim.targets))
        && same("counts", counts(claim))
        && line.value("places").is_none_or(|wanted| places_fit(wanted, claim))
        && line.value("source").is_none_or(|wanted| wanted == source(claim))
}

/// The source's id and kind, as far as the claim has them.
fn source(claim: &Claim) -> String {
    let said = claim.attribution.iter().flat_map(|source| [source.id.as_deref(), source.kind.as_deref()]);
    said.flatten().collect::<Vec<_>>().join(",")
}

fn ids(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().map(|party| party.id.clone()).collect()
}

fn counts(claim: &Claim) -> BTreeSet<String> {
    let end = |number: Option<u64>| number.map_or("*".to_owned(), |number| number.to_string());
    claim.counts.iter().map(|count| format!("{}:{}-{}", count.what, end(count.min), end(count.max))).collect()
}

/// Each name is in the words of one of the places, the longest name in the shortest words, and no place is left.
fn places_fit(wanted: &str, claim: &Claim) -> bool {
    let mut surfaces: Vec<String> = claim.places.iter().map(|place| fold(&place.passage.text)).collect();
    surfaces.sort_by_key(|surface| surface.chars().count());
    let mut names: Vec<String> = wanted.split(',').map(fold).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    let found = names.iter().all(|name| {
        let at = surfaces.iter().position(|surface| names_it(surface, name));
        at.map(|at| surfaces.remove(at)).is_some()
    });
    found && surfaces.is_empty()
}

/// Whether whole words of a surface are the name; its first may have a preposition or conjunction joined to it.
fn names_it(surface: &str, name: &str) -> bool {
    let (surface, name): (Vec<&str>, Vec<&str>) = (surface.split(' ').collect(), name.split(' ').collect());
    let joined =
        |word: &str, first: &str| word.ends_with(first) && word.chars().count() <= first.chars().count() + 2;
    surface.windows(name.len()).any(|words| joined(words[0], name[0]) && words[1..] == name[1..])
}

/// A claim as a page would write it.
fn write(claim: &Claim) -> String {
    let list = |items: BTreeSet<String>| items.into_iter().collect::<Vec<_>>().join(",");
    let places = claim.places.iter().map(|place| place.passage.text.clone()).collect();
    let mut line = format!("{} {}", claim.claim_type.name(), claim.modality.name());
    for (key, value) in [
        ("actors", list(ids(&claim.actors))),
        ("targets", list(ids(&claim.targets))),
        ("places", list(places)),
        ("counts", list(counts(claim))),
    ] {
        if !value.is_empty() {
            write!(line, " {key}={value}").unwrap();
        }
    }
    line
}
