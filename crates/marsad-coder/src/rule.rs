//! Rules: what words, in what construction, say which claim. One TOML file a claim type, with examples that are run.
use crate::document::Meanings;
use crate::lexicon::{Lexicon, ListId, Meaning};
use crate::words::Words;
use crate::{ClaimType, Modality, Problem, Role};
use marsad_data::DataFiles;
use serde::Deserialize;

/// What goes before a word list's name where its words must carry the preposition bi-.
pub(crate) const WITH: &str = "bi:";

/// One file of `rules/`: the patterns that say one type of claim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What the patterns say.
    #[serde(rename = "type")]
    pub claim_type: ClaimType,
    /// The same in a sentence.
    pub says: String,
    /// Ways to say it; none where the engine itself finds it (tolls).
    #[serde(default)]
    pub pattern: Vec<PatternSpec>,
    /// Sentences that must come out so.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// One way to say a claim, as its file puts it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch that a rule file sets by name")]
pub struct PatternSpec {
    /// Its name within the file.
    pub name: String,
    /// Word list of the words that say it.
    pub trigger: String,
    /// The construction.
    pub frame: Frame,
    /// What must follow within `reach` tokens: word lists, or `ACTOR`, `ACTORS` (two of them), `PEOPLE`, `PLACE`, `ROUTE`,
    /// or `PRONOUN` (on the trigger itself); `bi:` before a list wants the preposition on its word; any one of them.
    #[serde(default)]
    pub with: Vec<String>,
    /// What must stand before within `reach` tokens.
    #[serde(default)]
    pub after: Vec<String>,
    /// What must stand neither before nor after within `reach` tokens.
    #[serde(default)]
    pub without: Vec<String>,
    /// What must not stand among the next four words: an object of another kind ("seized four tanks").
    #[serde(default)]
    pub not_next: Vec<String>,
    /// What must not stand among the four words before it, whatever the clause ("the arms that they seized").
    #[serde(default)]
    pub not_before: Vec<String>,
    /// How far to look, in tokens; 6 where not given.
    #[serde(default = "default_reach")]
    pub reach: usize,
    /// Modality where no cue says otherwise.
    #[serde(default = "actual")]
    pub modality: Modality,
    /// What a place after it is to the claim where no preposition says otherwise.
    #[serde(default = "at")]
    pub place: Role,
    /// Whether the claim names whom it is done to.
    #[serde(default)]
    pub targets: bool,
    /// Whether a weapon or aircraft beside it decides between shelling, air strike, bombing and chemical attack.
    #[serde(default)]
    pub by_means: bool,
    /// Whether it gives way to another claim of violence in its clause ("clashes" beside "raids").
    #[serde(default)]
    pub weak: bool,
    /// Whether nothing is claimed unless a party is found for it.
    #[serde(default)]
    pub needs_actor: bool,
    /// Whether nothing is claimed unless a place is found for it.
    #[serde(default)]
    pub needs_place: bool,
    /// Whether the trigger must (or must not) carry the article; either where not given.
    #[serde(default)]
    pub definite: Option<bool>,
    /// Whether its party must stand right beside it: a battle that nobody fights is a topic.
    #[serde(default)]
    pub near_actor: bool,
    /// Whether a place's name right behind the trigger makes it the name of a battle, which says nothing.
    #[serde(default)]
    pub unnamed: bool,
    /// Whether the trigger is itself the area: only a place behind it names it ("the areas of the party in …").
    #[serde(default)]
    pub forward: bool,
    /// Whether the trigger points back at a strike told before even without an article ("its targeting").
    #[serde(default)]
    pub points_back: bool,
    /// Whether nothing is claimed unless a number is found for it.
    #[serde(default)]
    pub needs_number: bool,
    /// Whether a number beside it counts nobody it is done to: whose house was raided was not arrested.
    #[serde(default)]
    pub uncounted: bool,
    /// How sure it is, 0 to 1.
    #[serde(default = "sure")]
    pub confidence: f32,
}

/// The construction a trigger stands in: where its party and its object are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// A verb: who does it is its subject, after or before it; whom or what it is done to follows.
    Active,
    /// A verb whose subject suffers it; who does it stands behind "by", if anywhere.
    Passive,
    /// A noun followed by who does it ("the withdrawal of the forces").
    AgentNoun,
    /// A noun followed by whom or what it is done to ("the liberation of the town").
    PatientNoun,
    /// Both sides do it to each other ("clashes between … and …").
    Mutual,
    /// A participle or relative clause after the place, followed by who holds it ("held by").
    Held,
    /// A state of people or a place with nobody who does it.
    State,
}

impl Frame {
    /// A noun of what is done, or a passive that stands like one.
    pub(crate) fn is_noun(self) -> bool {
        !matches!(self, Self::Active | Self::Held | Self::State)
    }

    /// A noun followed by one of its parties.
    pub(crate) fn is_genitive(self) -> bool {
        matches!(self, Self::AgentNoun | Self::PatientNoun)
    }

    /// What is so, rather than done.
    pub(crate) fn is_state(self) -> bool {
        matches!(self, Self::Held | Self::State)
    }
}

/// A sentence and what must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Why no claim of this type may come of it.
    #[serde(default)]
    pub none: Option<String>,
    /// The claim's modality.
    #[serde(default)]
    pub modality: Option<Modality>,
    /// Ids of its actors.
    #[serde(default)]
    pub actors: Option<Vec<String>>,
    /// Ids of its targets.
    #[serde(default)]
    pub targets: Option<Vec<String>>,
    /// Surfaces of its places.
    #[serde(default)]
    pub places: Option<Vec<String>>,
    /// Its counts, as `what:min-max` with `*` for an open end.
    #[serde(default)]
    pub counts: Option<Vec<String>>,
}

/// A pattern ready to use: its word lists found.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// Its rule file and name: `territory/capture#take`.
    pub(crate) id: String,
    pub(crate) claim_type: ClaimType,
    pub(crate) trigger: ListId,
    /// Whether its trigger's list is one of verbs, not of nouns or of both.
    pub(crate) verbs: bool,
    pub(crate) with: Vec<Beside>,
    pub(crate) after: Vec<Beside>,
    pub(crate) without: Vec<Beside>,
    pub(crate) not_next: Vec<Beside>,
    pub(crate) not_before: Vec<Beside>,
    pub(crate) spec: PatternSpec,
}

/// Something that must stand beside a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    List(ListId),
    Actor,
    /// Two different parties.
    Actors,
    People,
    Place,
    Route,
    /// A pronoun on the trigger.
    Pronoun,
    /// A word of a list with the preposition bi-.
    With(ListId),
}

/// Every rule file of `rules/`, by its path without the ending, in path order.
pub fn rule_files(data: &DataFiles) -> Result<Vec<(String, RuleFile)>, Problem> {
    data.under("rules", "toml")
        .map(|(path, text)| {
            let file = toml::from_str(text).map_err(|error| toml_problem(path, text, &error))?;
            Ok((path.trim_start_matches("rules/").trim_end_matches(".toml").to_owned(), file))
        })
        .collect()
}

/// The patterns of all rule files, by the word lists that trigger them.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// For each word list, the patterns it triggers, in the files' order.
    by_list: Vec<Vec<Pattern>>,
    /// The lists that trigger any.
    pub(crate) triggers: Meanings,
    /// The lists of words that may open a clause: verbs that trigger, verbs of the engine's own, openers.
    pub(crate) clauses: Meanings,
}

impl Rules {
    /// The patterns of the rule files, their word lists looked up.
    pub(crate) fn load(data: &DataFiles, lexicon: &Lexicon, words: &Words) -> Result<Self, Problem> {
        let mut by_list = vec![Vec::new(); lexicon.list_count()];
        let (mut triggers, mut clauses) = (Meanings::default(), words.sets.clause);
        for pattern in patterns(data, lexicon)? {
            let list = Meanings::lists([pattern.trigger]);
            triggers.join(list);
            if pattern.spec.frame == Frame::Active {
                clauses.join(list);
            }
            by_list[usize::from(pattern.trigger.0)].push(pattern);
        }
        Ok(Self { by_list, triggers, clauses })
    }

    /// The patterns that a word of a list triggers.
    pub(crate) fn of(&self, list: ListId) -> &[Pattern] {
        self.by_list.get(usize::from(list.0)).map_or(&[], Vec::as_slice)
    }
}

fn patterns(data: &DataFiles, lexicon: &Lexicon) -> Result<Vec<Pattern>, Problem> {
    let mut patterns = Vec::new();
    for (name, file) in rule_files(data)? {
        let path = format!("rules/{name}.toml");
        for spec in file.pattern {
            let trigger = lexicon.list(&spec.trigger, &path)?;
            patterns.push(Pattern {
                id: format!("{name}#{}", spec.name),
                claim_type: file.claim_type,
                trigger,
                verbs: lexicon.is_verb(Meaning::List(trigger)),
                with: beside(&spec.with, lexicon, &path)?,
                after: beside(&spec.after, lexicon, &path)?,
                without: beside(&spec.without, lexicon, &path)?,
                not_next: beside(&spec.not_next, lexicon, &path)?,
                not_before: beside(&spec.not_before, lexicon, &path)?,
                spec,
            });
        }
    }
    Ok(patterns)
}

fn beside(names: &[String], lexicon: &Lexicon, path: &str) -> Result<Vec<Beside>, Problem> {
    names
        .iter()
        .map(|name| {
            Ok(match name.as_str() {
                "ACTOR" => Beside::Actor,
                "ACTORS" => Beside::Actors,
                "PRONOUN" => Beside::Pronoun,
                "PEOPLE" => Beside::People,
                "PLACE" => Beside::Place,
                "ROUTE" => Beside::Route,
                list => match list.strip_prefix(WITH) {
                    Some(list) => Beside::With(lexicon.list(list, path)?),
                    None => Beside::List(lexicon.list(list, path)?),
                },
            })
        })
        .collect()
}

/// A TOML error as a problem with its line and column.
pub(crate) fn toml_problem(path: &str, text: &str, error: &toml::de::Error) -> Problem {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let help = "see CONTRIBUTING.md for what a rule file holds".to_owned();
    Problem { file: path.to_owned(), line, column, what: error.message().to_owned(), help }
}

fn default_reach() -> usize {
    6
}

fn actual() -> Modality {
    Modality::Actual
}

fn at() -> Role {
    Role::At
}

fn sure() -> f32 {
    0.8
}
