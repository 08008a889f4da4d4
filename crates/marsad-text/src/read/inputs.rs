//! The reports of an input one by one, so that a file of any size is read in little memory.
use super::decode::{UTF_8_MARK, UTF_16_BE_MARK, UTF_16_LE_MARK, without_mark};
use super::form::{Form, Next, form_of, form_served};
use super::input::{Content, Input, Origin, SHAPE};
use super::problem::open;
use super::reader::Reader;
use super::{ReadOptions, ReadProblem};
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

/// The longest byte order mark.
const MARK: u64 = 3;

/// The reports of a file or a stream, in order; no more of it is held than the report at hand.
///
/// A `.jsonl` in UTF-16 is held whole, for its lines end where its decoding says, and so are feeds, exports, tables and
/// archives.
pub struct Inputs<'a> {
    origin: Arc<Origin>,
    /// What is left of it; nothing once it has ended or failed.
    bytes: Option<Box<dyn BufRead + 'a>>,
    form: Form,
}

impl Inputs<'static> {
    /// The reports of a file. Its name's ending says what it is: `.txt` and any unknown ending one report, `.jsonl` one
    /// report a line, `.html` a page, `.rss`, `.atom` and `.xml` a feed, `.json` a Telegram export, `.csv` and `.tsv` a
    /// table, `.zip` any of these.
    pub fn open(path: &Path, options: &ReadOptions) -> Result<Self, ReadProblem> {
        let bytes = BufReader::new(open(path)?);
        let file = path.display().to_string();
        let name = path.file_name().map_or_else(|| file.clone(), |name| name.to_string_lossy().into_owned());
        let origin = Origin { address: name.clone(), name, file, served: None, options: options.clone() };
        Ok(Self::from_origin(origin, bytes))
    }
}

impl<'a> Inputs<'a> {
    /// The reports of what a file of that name holds, as for [`Inputs::open`].
    pub fn new(name: &str, bytes: impl BufRead + 'a, options: &ReadOptions) -> Self {
        Self::from_origin(Origin::named(name, None, options), bytes)
    }

    /// The reports of what was served at an address of the web. Its media type says what it is, and where that says
    /// nothing, the ending of its name, as for [`Inputs::open`].
    pub fn served(
        address: &str,
        media_type: Option<&str>,
        bytes: impl BufRead + 'a,
        options: &ReadOptions,
    ) -> Result<Self, ReadProblem> {
        let origin = Origin::named(address, Some(media_type.unwrap_or_default()), options);
        let Some(form) = form_served(address, media_type) else {
            let what = format!("it is served as {}, which holds no report", media_type.unwrap_or_default());
            let help = "name a page, a feed, a text, a table, a Telegram export or a ZIP archive of these";
            return Err(origin.problem(None, &what, help));
        };
        Ok(Self { origin: Arc::new(origin), bytes: Some(Box::new(bytes)), form })
    }

    pub(super) fn from_origin(origin: Origin, bytes: impl BufRead + 'a) -> Self {
        let form = form_of(&origin.name);
        Self { origin: Arc::new(origin), bytes: Some(Box::new(bytes)), form }
    }

    /// All that is left of the input; nothing once it has ended.
    fn rest(&mut self) -> Option<Result<Vec<u8>, ReadProblem>> {
        let mut all = Vec::new();
        let read = self.bytes.take()?.read_to_end(&mut all);
        Some(read.map(|_| all).map_err(|error| self.interrupted(&error)))
    }

    /// The whole input as one report.
    fn whole(&mut self) -> Option<Result<Input, ReadProblem>> {
        let bytes = self.rest()?;
        Some(bytes.map(|bytes| {
            let size = bytes.len();
            Input::of_content(&self.origin, Content::Text(bytes), size)
        }))
    }

    /// The first report that a reader finds; the rest follow.
    fn found_by(&mut self, reader: &dyn Reader) -> Option<Result<Input, ReadProblem>> {
        match self.rest()?.and_then(|bytes| reader.read(&self.origin, bytes)) {
            Ok(mut found) => {
                let first = found.next();
                self.form = Form::Found(found);
                first
            }
            Err(problem) => Some(Err(problem)),
        }
    }

    /// The next line that holds anything.
    fn line(&mut self, mut next: Next) -> Option<Result<Input, ReadProblem>> {
        if next.number == 0
            && let Err(problem) = self.pass_mark(&mut next)
        {
            return Some(Err(problem));
        }
        loop {
            let mut line = Vec::new();
            let size = match self.bytes.as_mut()?.read_until(b'\n', &mut line) {
                Ok(0) => return self.end(next),
                Ok(size) => size,
                Err(error) => {
                    self.bytes = None;
                    return Some(Err(self.interrupted(&error)));
                }
            };
            let at = (next.number.max(1), next.offset);
            next = Next { number: at.0 + 1, offset: next.offset + size, ..next };
            line.pop_if(|last| *last == b'\n');
            if !line.trim_ascii().is_empty() {
                self.form = Form::Lines(Next { any: true, ..next });
                let coding = next.coding;
                let content = Content::Line { bytes: line, number: at.0, offset: at.1, coding };
                return Some(Ok(Input::of_content(&self.origin, content, size)));
            }
        }
    }

    /// Takes a byte order mark off the first line; UTF-16 is turned into UTF-8.
    fn pass_mark(&mut self, next: &mut Next) -> Result<(), ReadProblem> {
        let Some(mut bytes) = self.bytes.take() else { return Ok(()) };
        let mut head = Vec::new();
        bytes.by_ref().take(MARK).read_to_end(&mut head).map_err(|error| self.interrupted(&error))?;
        if head.starts_with(UTF_16_LE_MARK) || head.starts_with(UTF_16_BE_MARK) {
            bytes.read_to_end(&mut head).map_err(|error| self.interrupted(&error))?;
            let unmarked = without_mark(&head).map_err(|bad| self.origin.undecodable(None, &bad))?;
            next.coding = unmarked.coding.unwrap_or(next.coding);
            self.bytes = Some(Box::new(Cursor::new(unmarked.bytes.into_owned())));
        } else if head == UTF_8_MARK {
            next.offset = head.len();
            self.bytes = Some(bytes);
        } else {
            self.bytes = Some(Box::new(Cursor::new(head).chain(bytes)));
        }
        Ok(())
    }

    fn end(&mut self, next: Next) -> Option<Result<Input, ReadProblem>> {
        self.bytes = None;
        (!next.any).then(|| Err(self.origin.problem(None, &"the file holds no report", SHAPE)))
    }

    fn interrupted(&self, error: &io::Error) -> ReadProblem {
        let help = "check that the disk, share or pipe can be read";
        self.origin.problem(None, &format!("cannot be read: {error}"), help)
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Input, ReadProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.form {
            Form::Whole => self.whole(),
            Form::Lines(next) => {
                let next = *next;
                self.line(next)
            }
            Form::Read(reader) => {
                let reader = *reader;
                self.found_by(reader)
            }
            Form::Found(found) => found.next(),
        }
    }
}

impl fmt::Debug for Inputs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inputs").field("origin", &self.origin).finish_non_exhaustive()
    }
}
