//! ZIP archives: each file in one is read by its own name.
use super::ReadProblem;
use super::input::Origin;
use super::reader::{Found, Reader, found, within};
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// Bytes beyond which a file in an archive is not unpacked: a small archive can hold a file that fills the disk.
const MOST_BYTES: u64 = 1 << 30;

/// A ZIP archive.
pub(super) struct Archive;

impl Reader for Archive {
    fn endings(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/zip", "application/x-zip-compressed"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Box::new(Files { archive, next: 0, origin: Arc::clone(origin) }.flatten())),
            Err(error) => {
                let help = "get the archive again, or unpack it and name its files";
                Err(origin.problem(None, &format!("not a ZIP archive: {error}"), help))
            }
        }
    }
}

/// The files of an archive, unpacked one after another.
struct Files {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    next: usize,
    origin: Arc<Origin>,
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let index = self.next;
            if index >= self.archive.len() {
                return None;
            }
            self.next += 1;
            match self.file(index) {
                Ok(Some((name, bytes))) => return Some(self.inputs(&name, bytes)),
                Ok(None) => {}
                Err(problem) => return Some(found(vec![Err(problem)])),
            }
        }
    }
}

impl Files {
    /// A file's name and bytes; none for a folder and for what an archiver adds of its own.
    fn file(&mut self, index: usize) -> Result<Option<(String, Vec<u8>)>, ReadProblem> {
        let origin = Arc::clone(&self.origin);
        let damaged = |what: String| origin.problem(None, &what, "get the archive again, or unpack it");
        let unpacked = |error| damaged(format!("cannot be unpacked: {error}"));
        let file = self.archive.by_index(index).map_err(unpacked)?;
        let name = file.name().map_err(unpacked)?.into_owned();
        if file.is_dir() || name.starts_with("__MACOSX/") {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(format!("{name} in it cannot be unpacked: {error}")))?;
        if u64::try_from(bytes.len()).is_ok_and(|size| size > MOST_BYTES) {
            return Err(damaged(format!("{name} in it is larger than a gibibyte")));
        }
        Ok(Some((name, bytes)))
    }

    fn inputs(&self, name: &str, bytes: Vec<u8>) -> Found {
        let inner = Origin {
            name: name.to_owned(),
            file: format!("{}:{name}", self.origin.file),
            address: format!("{}:{name}", self.origin.address),
            served: None,
            options: self.origin.options.clone(),
        };
        if name.to_lowercase().ends_with(".zip") {
            let help = "unpack the outer archive and name the inner one";
            return found(vec![Err(inner.problem(None, &"an archive within an archive is not read", help))]);
        }
        Box::new(within(inner, bytes))
    }
}
