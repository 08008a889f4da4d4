//! The coder: one report in, its claims out.
use crate::anaphor::{Anaphor, Named, anaphors};
use crate::assemble::Assembler;
use crate::context::Context;
use crate::document::Document;
use crate::draft::drafts;
use crate::explain::{Explanation, explain};
use crate::lexicon::Lexicon;
use crate::memory::Memory;
use crate::mention::{Echoes, Finder};
use crate::notice::{Notice, notices};
use crate::readings::{Shelf, Vocabulary};
use crate::rule::Rules;
use crate::scene::Scene;
use crate::words::Words;
use crate::{Actors, Claim, Gazetteer, Problem};
use marsad_data::DataFiles;
use marsad_text::{Furniture, Numbers, Report, Sentence, Times, tokenize_knowing};

/// Codes reports with one set of data files.
#[derive(Debug, Clone)]
pub struct Coder {
    actors: Actors,
    gazetteer: Gazetteer,
    anaphors: Vec<Anaphor>,
    lexicon: Lexicon,
    words: Words,
    numbers: Numbers,
    times: Times,
    furniture: Furniture,
    rules: Rules,
    readings: Shelf,
}

impl Coder {
    /// A coder with these data files and gazetteer.
    pub fn new(data: &DataFiles, gazetteer: Gazetteer) -> Result<Self, Problem> {
        let actors = Actors::load(data)?;
        let anaphors = anaphors(data)?;
        let lexicon = Lexicon::build(data, &actors, &gazetteer, &anaphors);
        let words = Words::find(&lexicon)?;
        let numbers = Numbers::load(data)?;
        let times = Times::load(data, numbers.clone())?;
        let furniture = Furniture::load(data)?;
        let rules = Rules::load(data, &lexicon, &words)?;
        let readings = Shelf::default();
        Ok(Self { actors, gazetteer, anaphors, lexicon, words, numbers, times, furniture, rules, readings })
    }

    /// The claims of a report, in the order of its text.
    pub fn code(&self, report: &Report) -> (Vec<Claim>, Vec<Notice>) {
        let mut claims = Vec::new();
        self.read(report, |_, mut said| claims.append(&mut said));
        let notices = notices(report, &claims);
        (claims, notices)
    }

    /// What the coder sees in a text, sentence by sentence.
    pub fn explain(&self, report: &Report) -> Vec<Explanation> {
        let mut all = Vec::new();
        self.read(report, |scene, said| all.push(explain(scene, &self.gazetteer, &said)));
        all
    }

    /// Reads a report sentence by sentence, page furniture left out, and hands each on with its claims.
    fn read(&self, report: &Report, mut each: impl FnMut(&Scene, Vec<Claim>)) {
        let text = tokenize_knowing(&report.text, &|word| self.lexicon.knows(word));
        let vocabulary = Vocabulary { lexicon: &self.lexicon, numbers: &self.numbers, times: &self.times };
        let document = self.readings.lend(|readings| Document::new(&text, vocabulary, readings));
        let year = report.date.map(jiff::civil::Date::year);
        let context = Context::of(&document, &self.words, &self.actors, &self.gazetteer, year);
        let finder = Finder {
            document: &document,
            words: &self.words,
            actors: &self.actors,
            gazetteer: &self.gazetteer,
            numbers: &self.numbers,
            times: &self.times,
            context: &context,
            anaphors: &self.anaphors,
            date: report.date,
        };
        let mut memory = Memory::default();
        let mut named = Named::default();
        let mut echoes = Echoes::default();
        let furniture = self.furniture.spans(&report.text);
        let is_own = |sentence: &&Sentence| {
            let next = furniture.partition_point(|line| line.end <= sentence.span.start);
            !furniture.get(next).is_some_and(|line| line.overlaps(sentence.span))
        };
        for sentence in text.sentences.iter().filter(is_own) {
            let mentions = finder.mentions(sentence, &mut echoes);
            let scene = Scene::new(&document, &self.words, sentence, mentions, &self.rules);
            if scene.is_headed() {
                memory.turn_page();
            }
            let before = named.count();
            let places = named.resolve(&scene, &self.gazetteer, &context, &self.anaphors);
            let assembler = Assembler {
                scene: &scene,
                report,
                sentence,
                places: &places,
                actors: &self.actors,
                gazetteer: &self.gazetteer,
                lexicon: &self.lexicon,
                last_place: &|| named.last(before),
                country: context.country_of_report(),
            };
            let claims =
                drafts(&scene).into_iter().filter_map(|draft| assembler.claim(draft, &mut memory)).collect();
            memory.see(&scene);
            each(&scene, claims);
        }
    }

    /// The actor dictionary it codes with.
    pub fn actors(&self) -> &Actors {
        &self.actors
    }

    /// The gazetteer it codes with.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}
