//! The forms that files of reports come in and are read whole, and how to tell them.
//!
//! Text (`.txt`, and any other name) and lines of JSON (`.jsonl`) are read as they come, in `inputs.rs`.
use super::archive::Archive;
use super::feed::Feed;
use super::input::{Input, Origin};
use super::page::Page;
use super::spreadsheet::Spreadsheet;
use super::telegram::Telegram;
use super::{Inputs, ReadProblem};
use std::path::Path;
use std::sync::Arc;

/// What a reader makes of a file: its reports, drawn as they are needed, and what cannot be read.
pub(super) type Found = Box<dyn Iterator<Item = Result<Input, ReadProblem>>>;

/// A form of file that holds reports. To read another, write one of these and name it in [`READERS`].
pub(super) trait Reader {
    /// How the names of such files end, in lower case.
    fn endings(&self) -> &'static [&'static str];

    /// What servers say that such a file is, in lower case.
    fn media_types(&self) -> &'static [&'static str];

    /// The reports in the bytes of such a file; a problem where it is none, or holds none.
    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem>;
}

/// Every form, each with its own endings.
const READERS: [&dyn Reader; 5] = [&Page, &Feed, &Telegram, &Spreadsheet, &Archive];

/// The reader of files of a name.
pub(super) fn reader_of(name: &str) -> Option<&'static dyn Reader> {
    let ending = Path::new(name).extension()?.to_str()?.to_lowercase();
    READERS.into_iter().find(|reader| reader.endings().contains(&ending.as_str()))
}

/// The reader of what is served as a media type.
pub(super) fn reader_served(media_type: &str) -> Option<&'static dyn Reader> {
    READERS.into_iter().find(|reader| reader.media_types().contains(&media_type))
}

/// What a reader found all at once.
pub(super) fn found(all: Vec<Result<Input, ReadProblem>>) -> Found {
    Box::new(all.into_iter())
}

/// A file inside another, read by its own name.
pub(super) fn within(origin: Origin, bytes: Vec<u8>) -> Inputs<'static> {
    Inputs::from_origin(origin, std::io::Cursor::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::{READERS, reader_of};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_readers_have_an_ending_or_a_media_type_in_common() {
        let endings = READERS.iter().flat_map(|reader| reader.endings());
        let all: Vec<&str> = READERS.iter().flat_map(|it| it.media_types()).chain(endings).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(reader_of("A.HTML").is_some() && reader_of("a.txt").is_none() && reader_of("html").is_none());
    }
}
