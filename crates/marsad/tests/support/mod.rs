//! Runs the built program in a folder of its own.
#![allow(dead_code, reason = "each test file uses a part of it")]
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder to run the program in; gone when the test ends.
pub(crate) struct Workplace(tempfile::TempDir);

/// What a call printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workplace {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.path(name), bytes).unwrap();
        self
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
        command.args(args).current_dir(self.0.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A command that refuses its arguments ends without reading: that is its answer, not the test's failure.
        match child.stdin.take().unwrap().write_all(input) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                panic!("writing to marsad: {error}")
            }
            _ => {}
        }
        child.wait_with_output().unwrap().into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    /// Fails the test unless the call failed and said all of `words` on standard error.
    #[track_caller]
    pub(crate) fn failed_saying(&self, words: &[&str]) -> &Self {
        assert!(self.code.is_some_and(|code| code != 0), "it did not fail: {self:?}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in:\n{}", self.err);
        }
        self
    }

    /// Fails the test unless the call went well.
    #[track_caller]
    pub(crate) fn went_well(&self) -> &Self {
        assert!(self.code == Some(0), "it failed: {self:?}");
        self
    }
}

/// A file of the repository's corpus.
pub(crate) fn corpus(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports").join(path).display().to_string()
}
