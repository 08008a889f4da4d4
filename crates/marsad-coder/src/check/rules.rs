//! Rule files: one a claim type, where the ontology puts it, with examples for and against.
use super::ontology::Ontology;
use crate::rule::{PatternSpec, RuleFile, WITH, toml_problem};
use crate::{ClaimType, Problem};
use marsad_data::DataFiles;
use std::collections::BTreeSet;

/// What a rule may name beside word lists.
const BESIDE: &[&str] = &["ACTOR", "ACTORS", "PEOPLE", "PLACE", "ROUTE", "PRONOUN"];

/// Every rule file that could be read.
#[derive(Debug)]
pub(super) struct Rules<'d> {
    pub(super) files: Vec<Rule<'d>>,
}

/// One rule file.
#[derive(Debug)]
pub(super) struct Rule<'d> {
    pub(super) path: &'d str,
    text: &'d str,
    pub(super) file: RuleFile,
}

pub(super) fn read<'d>(data: &'d DataFiles, problems: &mut Vec<Problem>) -> Rules<'d> {
    let mut files = Vec::new();
    for (path, text) in data.under("rules", "toml") {
        match toml::from_str(text) {
            Ok(file) => files.push(Rule { path, text, file }),
            Err(error) => problems.push(toml_problem(path, text, &error)),
        }
    }
    Rules { files }
}

impl Rules<'_> {
    /// The word lists that the rules name, each with the file that does.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, &str)> {
        let patterns =
            self.files.iter().flat_map(|rule| rule.file.pattern.iter().map(|spec| (rule.path, spec)));
        patterns.flat_map(|(path, spec)| lists_of(spec).map(move |list| (path, list)))
    }
}

fn lists_of(spec: &PatternSpec) -> impl Iterator<Item = &str> {
    let near = spec.not_next.iter().chain(&spec.not_before);
    let beside = spec.with.iter().chain(&spec.after).chain(&spec.without).chain(near);
    let plain = beside.map(|name| name.strip_prefix(WITH).unwrap_or(name));
    let lists = plain.filter(|name| !BESIDE.contains(name));
    std::iter::once(spec.trigger.as_str()).chain(lists)
}

impl Rule<'_> {
    /// The line on which a text of the file stands; 0 where it is written in another way.
    pub(super) fn line_of(&self, text: &str) -> usize {
        self.text.lines().position(|line| line.contains(text)).map_or(0, |at| at + 1)
    }
}

pub(super) fn check(rules: &Rules, ontology: &Ontology, problems: &mut Vec<Problem>) {
    for &claim_type in ClaimType::ALL {
        let group = ontology.group(claim_type).unwrap_or("GROUP");
        let path = format!("rules/{group}/{}.toml", claim_type.name());
        if !rules.files.iter().any(|rule| rule.file.claim_type == claim_type && rule.path == path) {
            let what = format!("no rule file says \"{}\" here", claim_type.name());
            problems.push(Problem::at(
                &path,
                0,
                what,
                "each claim type has one file, below the folder of its group",
            ));
        }
    }
    for rule in &rules.files {
        named_once(rule, problems);
        exemplified(rule, problems);
    }
}

/// Two files of one type would be found by [`check`]: one of them is not where the ontology puts it.
fn named_once(rule: &Rule, problems: &mut Vec<Problem>) {
    let expected = format!("/{}.toml", rule.file.claim_type.name());
    if !rule.path.ends_with(&expected) {
        problems.push(Problem::at(
            rule.path,
            1,
            "the file is not named for its type",
            format!("name it {expected}"),
        ));
    }
    let mut seen = BTreeSet::new();
    for spec in rule.file.pattern.iter().filter(|spec| !seen.insert(spec.name.as_str())) {
        let what = format!("two patterns are called \"{}\"", spec.name);
        problems.push(Problem::at(
            rule.path,
            0,
            what,
            "claims cite a pattern by its name: give each its own",
        ));
    }
}

fn exemplified(rule: &Rule, problems: &mut Vec<Problem>) {
    let against = rule.file.example.iter().filter(|example| example.none.is_some()).count();
    if against == rule.file.example.len() {
        let help = "add an [[example]] with a sentence that says it";
        problems.push(Problem::at(rule.path, 0, "there is no example of what the rule is for", help));
    }
    if against == 0 {
        let help = "add an [[example]] that looks alike and says something else, with none = \"why\"";
        problems.push(Problem::at(rule.path, 0, "there is no example against", help));
    }
}
