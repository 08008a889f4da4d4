//! What the handlers work with: the record, and the words to read it by.
use crate::commands::Error;
use crate::publish::Boundaries;
use marsad_coder::{Actors, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Clocks, End, Record, RecordError, Snapshot};
use marsad_situation::{AsOf, Setting, Situation};
use std::sync::{Arc, Mutex, PoisonError};

/// The record on the desk. It may grow while it lies here: what was read is read again once its log has another end.
pub(crate) struct Desk {
    pub(super) gazetteer: Gazetteer,
    pub(super) actors: Actors,
    pub(super) boundaries: Boundaries,
    data: DataFiles,
    record: Mutex<Reader>,
}

struct Reader {
    record: Record,
    last: Option<(End, Arc<Snapshot>)>,
}

impl Desk {
    pub(crate) fn new(
        data: DataFiles,
        gazetteer: Gazetteer,
        record: Record,
        boundaries: Boundaries,
    ) -> Result<Self, Error> {
        let actors = Actors::load(&data)?;
        let record = Mutex::new(Reader { record, last: None });
        Ok(Self { gazetteer, actors, boundaries, data, record })
    }

    /// What the record holds now.
    pub(super) fn snapshot(&self) -> Result<Arc<Snapshot>, RecordError> {
        // A handler that panicked left at worst an old snapshot behind, whose stamp tells.
        self.record.lock().unwrap_or_else(PoisonError::into_inner).read()
    }

    /// The picture of a day.
    pub(super) fn situation(&self, as_of: AsOf) -> Result<Situation, Error> {
        let setting = Setting::load(&self.data, &self.gazetteer, &self.actors)?;
        Ok(Situation::derive(self.snapshot()?.as_ref(), &setting, as_of))
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
