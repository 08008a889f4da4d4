//! How far a call has come, on a terminal only.
use super::web::address_of;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// A bar on standard error, or nothing where nobody would see it.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    counts: Counts,
}

/// What the bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    Bytes,
    Sources,
}

impl Progress {
    /// A bar over the bytes of these files; over the files and addresses themselves where one is of the web, whose size
    /// nobody knows. There is none where standard error is no terminal, nor where standard output is one: the claims are
    /// seen to come.
    pub(crate) fn over(sources: &[PathBuf]) -> Self {
        let counts =
            if sources.iter().any(|it| address_of(it).is_some()) { Counts::Sources } else { Counts::Bytes };
        let bar = if io::stdout().is_terminal() || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            bar(sources, counts)
        };
        Self { bar, counts }
    }

    /// None.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), counts: Counts::Bytes }
    }

    /// This file or address is turned to.
    pub(crate) fn begin(&self, source: &Path) {
        if self.counts == Counts::Sources {
            self.bar.set_message(source.display().to_string());
            self.bar.inc(1);
        }
    }

    /// So many bytes more are done.
    pub(crate) fn add(&self, bytes: usize) {
        if self.counts == Counts::Bytes {
            self.bar.inc(bytes as u64);
        }
    }

    /// Takes the bar away: all is done.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Says a line on standard error, above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("marsad: {line}"));
    }
}

fn bar(sources: &[PathBuf], counts: Counts) -> ProgressBar {
    let (bar, style) = match (counts, size(sources)) {
        (Counts::Sources, _) => (ProgressBar::new(sources.len() as u64), "{wide_bar} {pos} of {len}: {msg}"),
        (Counts::Bytes, Some(bytes)) => (ProgressBar::new(bytes), "{wide_bar} {percent:>3} %, {eta} left"),
        (Counts::Bytes, None) => (ProgressBar::no_length(), "{spinner} {bytes} in {elapsed}"),
    };
    match ProgressStyle::with_template(style) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The size of all files together, as far as they are there; none where one is a stream.
fn size(files: &[PathBuf]) -> Option<u64> {
    let length = |file: &PathBuf| match file.metadata() {
        Ok(about) => about.is_file().then_some(about.len()),
        Err(_) => (file.as_os_str() != "-").then_some(0),
    };
    files.iter().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::size;
    use std::path::PathBuf;

    #[test]
    fn a_file_that_is_missing_has_no_size_and_a_stream_an_unknown_one() {
        let of = |names: &[&str]| size(&names.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(of(&["no.txt"]), Some(0));
        assert!(of(&["Cargo.toml", "no.txt"]).unwrap() > 0);
        assert_eq!((of(&["no.txt", "-"]), of(&["src"])), (None, None));
    }
}
