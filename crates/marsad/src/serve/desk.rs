//! What the handlers work with: the record, and the words to read it by.
use super::basemap::Basemap;
use super::packed::Packed;
use super::team::Team;
use super::told::Told;
use crate::commands::Error;
use crate::publish::{Boundaries, PersonNames, PublicView};
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_coder::{Actors, Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::{Address, Audit, Audited, Clocks, End, Record, RecordError, Review, Reviewed, Snapshot};
use marsad_situation::{AsOf, Reading, Setting, Situation};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::block_in_place;
use url::Url;

/// Pictures that are kept, for what is asked of one next; whole answers are kept packed, in far less room.
const KEPT: usize = 4;

/// The record on the desk. It may grow while it lies here: what was read is read again once its log has another end.
pub(crate) struct Desk {
    pub(super) coder: Coder,
    pub(super) boundaries: Boundaries,
    pub(super) open: Openness,
    /// Who may come in; none where nobody is asked.
    pub(super) team: Option<Team>,
    pub(super) packed: Packed,
    names: PersonNames,
    data: DataFiles,
    record: Mutex<Reader>,
    /// Whether a PostgreSQL server keeps the record.
    is_far: bool,
    /// The snapshot that was last asked for a picture.
    reading: Mutex<Option<Arc<Shared>>>,
    kept: Mutex<Vec<Drawn>>,
    told: Mutex<Option<Arc<Told>>>,
    started: Timestamp,
}

/// What of the record is shown, and to whose pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Openness {
    /// How the record is cut down for everybody; none where it is shown whole, and reviewed.
    pub(crate) public: Option<PublicView>,
    /// Origins whose pages may read the answers.
    pub(crate) read_by: Vec<String>,
    /// Origins whose pages may show this one in a frame.
    pub(crate) framed_by: Vec<String>,
    /// What is drawn below everything; none where only the page's own outlines are.
    pub(crate) basemap: Option<Basemap>,
    /// Where people reach it beside this machine itself.
    pub(crate) at: Option<Url>,
}

/// A snapshot that pictures of many days are drawn from.
type Shared = Reading<Arc<Snapshot>>;

/// A picture, and what it was drawn from.
struct Drawn {
    snapshot: Arc<Snapshot>,
    as_of: AsOf,
    situation: Arc<Situation>,
}

struct Reader {
    record: Record,
    last: Option<(Stamp, Arc<Snapshot>)>,
}

/// What a snapshot hangs on: the last entry that says something, and for everybody the day up to which reports are shown.
type Stamp = (End, Option<Date>);

impl Desk {
    pub(crate) fn new(
        data: DataFiles,
        coder: Coder,
        record: Record,
        boundaries: Boundaries,
        open: Openness,
    ) -> Result<Self, Error> {
        let is_far = matches!(record.address(), Address::Server(_));
        Ok(Self {
            is_far,
            coder,
            boundaries,
            open,
            team: None,
            packed: Packed::default(),
            names: PersonNames::load(&data)?,
            data,
            record: Mutex::new(Reader { record, last: None }),
            reading: Mutex::new(None),
            kept: Mutex::new(Vec::new()),
            told: Mutex::new(None),
            started: Timestamp::now(),
        })
    }

    /// The same, for a team alone.
    pub(crate) fn for_team(self, team: Team) -> Self {
        Self { team: Some(team), ..self }
    }

    pub(super) fn gazetteer(&self) -> &Gazetteer {
        self.coder.gazetteer()
    }

    pub(super) fn actors(&self) -> &Actors {
        self.coder.actors()
    }

    pub(super) fn data(&self) -> &DataFiles {
        &self.data
    }

    /// What the record holds now, as far as whoever asks may see it.
    pub(super) fn snapshot(&self) -> Result<Arc<Snapshot>, RecordError> {
        self.with_record(|reader| self.read(reader))
    }

    fn read(&self, reader: &mut Reader) -> Result<Arc<Snapshot>, RecordError> {
        let stamp = self.stamp(reader)?;
        if let Some((_, snapshot)) = reader.last.as_ref().filter(|(then, _)| *then == stamp) {
            return Ok(Arc::clone(snapshot));
        }
        let whole = reader.record.as_of(Clocks::default())?;
        let shown = match &self.open.public {
            Some(view) => view.cut(&whole, stamp.1, self.gazetteer(), &self.names),
            None => whole,
        };
        let snapshot = Arc::new(shown);
        reader.last = Some((stamp, Arc::clone(&snapshot)));
        Ok(snapshot)
    }

    fn stamp(&self, reader: &Reader) -> Result<Stamp, RecordError> {
        Ok((reader.record.last_said()?, self.open.public.as_ref().and_then(PublicView::until)))
    }

    /// The record's events.
    pub(super) fn told(&self) -> Result<Arc<Told>, Error> {
        let snapshot = self.snapshot()?;
        let mut last = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(told) = last.as_ref().filter(|told| told.is_of(&snapshot)) {
            return Ok(Arc::clone(told));
        }
        let told = Arc::new(Told::of(self, snapshot)?);
        *last = Some(Arc::clone(&told));
        Ok(told)
    }

    /// What tells an answer to this question from the one before: weak, for it is packed in several ways.
    pub(super) fn tag(&self, asked: &str) -> Result<String, RecordError> {
        let stamp = self.with_record(|reader| self.stamp(reader))?;
        let seal = Sha256::digest(format!("{:?} {stamp:?} {asked}", self.started));
        let digits = seal.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        Ok(format!("W/\"{digits}\""))
    }

    /// Takes a review; gives the ids of the claims it is about.
    pub(super) fn review(&self, review: Review) -> Result<Vec<String>, RecordError> {
        self.with_record(|reader| reader.record.review(review))
    }

    /// Every review of a claim, oldest first.
    pub(super) fn history(&self, claim: &str) -> Result<Vec<Reviewed>, RecordError> {
        self.with_record(|reader| reader.record.history(claim))
    }

    /// Notes what somebody did.
    pub(super) fn audit(&self, audit: Audit) -> Result<(), RecordError> {
        self.with_record(|reader| reader.record.audit(audit))
    }

    /// What was done, newest first.
    pub(super) fn audits(&self, limit: usize) -> Result<Vec<Audited>, RecordError> {
        self.with_record(|reader| reader.record.audits(limit))
    }

    /// Asks the record. A PostgreSQL server may take a while and is asked by a runtime of its own: the thread stands aside
    /// from this server's meanwhile, which for a file would cost more than the asking.
    fn with_record<T>(&self, ask: impl FnOnce(&mut Reader) -> T) -> T {
        // A handler that panicked left at worst an old snapshot behind, whose stamp tells.
        let asked = || ask(&mut self.record.lock().unwrap_or_else(PoisonError::into_inner));
        if self.is_far { block_in_place(asked) } else { asked() }
    }

    /// What the record holds now, laid out for pictures of any day.
    pub(super) fn reading(&self, setting: &Setting) -> Result<Arc<Shared>, Error> {
        let snapshot = self.snapshot()?;
        let mut last = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reading) = last.as_ref().filter(|reading| Arc::ptr_eq(reading.snapshot(), &snapshot)) {
            return Ok(Arc::clone(reading));
        }
        let reading = Arc::new(Reading::of(snapshot, setting));
        *last = Some(Arc::clone(&reading));
        Ok(reading)
    }

    /// The picture of a day. The page asks for the same one several times over: as areas, as a map, and why.
    pub(super) fn situation(&self, as_of: AsOf) -> Result<Arc<Situation>, Error> {
        let snapshot = self.snapshot()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|drawn| drawn.is_of(&snapshot, as_of)) {
            let drawn = kept.remove(at);
            let situation = Arc::clone(&drawn.situation);
            kept.push(drawn);
            return Ok(situation);
        }
        let setting = self.setting()?;
        let reading = self.reading(&setting)?;
        // Which may be newer than the one that was looked up.
        let snapshot = Arc::clone(reading.snapshot());
        let situation = Arc::new(reading.situation(&setting, as_of));
        kept.retain(|drawn| Arc::ptr_eq(&drawn.snapshot, &snapshot));
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(Drawn { snapshot, as_of, situation: Arc::clone(&situation) });
        Ok(situation)
    }
}

impl Drawn {
    fn is_of(&self, snapshot: &Arc<Snapshot>, as_of: AsOf) -> bool {
        Arc::ptr_eq(&self.snapshot, snapshot) && self.as_of == as_of
    }
}
