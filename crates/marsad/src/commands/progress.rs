//! How far a call has come, on a terminal only.
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// A bar on standard error, or nothing where nobody would see it.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over the bytes of these files. There is none where standard error is no terminal, nor where standard output is
    /// one: the claims are seen to come.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        if io::stdout().is_terminal() || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, style) = match size(files) {
            Some(bytes) => (ProgressBar::new(bytes), "{wide_bar} {percent:>3} %, {eta} left"),
            None => (ProgressBar::no_length(), "{spinner} {bytes} in {elapsed}"),
        };
        Self(match ProgressStyle::with_template(style) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    /// So many bytes more are done.
    pub(crate) fn add(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }

    /// Says a line on standard error, above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.0.suspend(|| eprintln!("marsad: {line}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
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
