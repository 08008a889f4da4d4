//! The linguist's compiler: everything in the data files that does not hold together, with where it stands and how to mend it.
mod examples;
mod lists;
mod ontology;
mod parties;
mod places;
mod routes;
mod rules;
mod table;
mod text;

pub use routes::ROUTE_KINDS;

use crate::{Coder, Gazetteer, Problem};
use marsad_data::DataFiles;
use ontology::Ontology;

/// Every problem of a set of data files, by file and line; none where they are sound.
///
/// The rules' own examples are coded and compared, where the files are sound enough to build a coder.
pub fn check(data: &DataFiles) -> Vec<Problem> {
    let mut problems = Vec::new();
    text::check(data, &mut problems);
    let ontology = Ontology::check(data, &mut problems);
    let rules = rules::read(data, &mut problems);
    rules::check(&rules, &ontology, &mut problems);
    lists::check(data, &rules, &mut problems);
    let parties = parties::check(data, &ontology, &mut problems);
    parties::check_alliances(data, &parties, &mut problems);
    let places = places::check(data, &mut problems);
    routes::check(data, &places, &mut problems);
    match Gazetteer::load(data).and_then(|gazetteer| Coder::new(data, gazetteer)) {
        Ok(coder) => examples::check(&coder, &rules, &mut problems),
        Err(problem) => problems.push(problem),
    }
    problems.sort();
    problems.dedup();
    problems
}

#[cfg(test)]
mod tests;
