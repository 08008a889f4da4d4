//! The coder: one report in, its claims out.
use crate::{Actors, Claim, Gazetteer, Problem};
use marsad_data::DataFiles;
use marsad_text::Report;

/// Something the reader of the output should know: analysis never fails, it says what it passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The report it concerns.
    pub doc: String,
    /// What was passed over, and why.
    pub what: String,
}

/// Codes reports with one set of data files.
#[derive(Debug, Clone)]
pub struct Coder {
    actors: Actors,
    gazetteer: Gazetteer,
}

impl Coder {
    /// A coder with these data files and gazetteer.
    pub fn new(data: &DataFiles, gazetteer: Gazetteer) -> Result<Self, Problem> {
        Ok(Self { actors: Actors::load(data)?, gazetteer })
    }

    /// The claims of a report, in the order of its text.
    pub fn code(&self, report: &Report) -> (Vec<Claim>, Vec<Notice>) {
        let _ = report;
        (Vec::new(), Vec::new())
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
