//! What the handlers work with: the record, and the words to read it by.
use crate::commands::Error;
use crate::publish::Boundaries;
use marsad_coder::{Actors, Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Clocks, End, Record, RecordError, Review, Reviewed, Snapshot};
use marsad_situation::{AsOf, Setting, Situation};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The record on the desk. It may grow while it lies here: what was read is read again once its log has another end.
pub(crate) struct Desk {
    pub(super) coder: Coder,
    pub(super) boundaries: Boundaries,
    data: DataFiles,
    record: Mutex<Reader>,
    last: Mutex<Option<Drawn>>,
}

/// A picture, and what it was drawn from.
struct Drawn {
    snapshot: Arc<Snapshot>,
    as_of: AsOf,
    situation: Arc<Situation>,
}

struct Reader {
    record: Record,
    last: Option<(End, Arc<Snapshot>)>,
}

impl Desk {
    pub(crate) fn new(data: DataFiles, coder: Coder, record: Record, boundaries: Boundaries) -> Self {
        let record = Mutex::new(Reader { record, last: None });
        Self { coder, boundaries, data, record, last: Mutex::new(None) }
    }

    pub(super) fn gazetteer(&self) -> &Gazetteer {
        self.coder.gazetteer()
    }

    pub(super) fn actors(&self) -> &Actors {
        self.coder.actors()
    }

    /// What the record holds now.
    pub(super) fn snapshot(&self) -> Result<Arc<Snapshot>, RecordError> {
        self.reader().read()
    }

    /// Takes a review; gives the ids of the claims it is about.
    pub(super) fn review(&self, review: Review) -> Result<Vec<String>, RecordError> {
        self.reader().record.review(review)
    }

    /// Every review of a claim, oldest first.
    pub(super) fn history(&self, claim: &str) -> Result<Vec<Reviewed>, RecordError> {
        self.reader().record.history(claim)
    }

    fn reader(&self) -> MutexGuard<'_, Reader> {
        // A handler that panicked left at worst an old snapshot behind, whose stamp tells.
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The picture of a day. The page asks for the same one several times over: as areas, as a map, and why.
    pub(super) fn situation(&self, as_of: AsOf) -> Result<Arc<Situation>, Error> {
        let snapshot = self.snapshot()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(drawn) = last.as_ref().filter(|drawn| drawn.is_of(&snapshot, as_of)) {
            return Ok(Arc::clone(&drawn.situation));
        }
        let setting = Setting::load(&self.data, self.gazetteer(), self.actors())?;
        let situation = Arc::new(Situation::derive(&snapshot, &setting, as_of));
        *last = Some(Drawn { snapshot, as_of, situation: Arc::clone(&situation) });
        Ok(situation)
    }
}

impl Drawn {
    fn is_of(&self, snapshot: &Arc<Snapshot>, as_of: AsOf) -> bool {
        Arc::ptr_eq(&self.snapshot, snapshot) && self.as_of == as_of
    }
}

impl Reader {
    fn read(&mut self) -> Result<Arc<Snapshot>, RecordError> {
        let end = self.record.end()?;
        if let Some((then, snapshot)) = &self.last
            && *then == end
        {
            return Ok(Arc::clone(snapshot));
        }
        let snapshot = Arc::new(self.record.as_of(Clocks::default())?);
        self.last = Some((end, Arc::clone(&snapshot)));
        Ok(snapshot)
    }
}
