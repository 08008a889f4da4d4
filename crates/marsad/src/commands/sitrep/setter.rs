//! Sets a report as a PDF: with the program `typst`, or with Python's package of that name.
use crate::commands::Error;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// What Python runs where there is no program: the markup in, the PDF out.
const PYTHON: &str = "import sys, typst; sys.stdout.buffer.write(typst.compile(sys.stdin.buffer.read()))";
const HELP: &str = "help: install Typst (`cargo install --locked typst-cli`, or `pip install typst`), or take --format typst";

/// The PDF of Typst's markup.
pub(super) fn pdf(markup: &[u8]) -> Result<Vec<u8>, Error> {
    let program = run("typst", &["compile", "-", "-"], markup)?;
    let set = match program {
        Some(set) => Some(set),
        None => run("python3", &["-c", PYTHON], markup)?,
    };
    let Some((went_well, pdf, said)) = set else {
        return Err(format!("neither typst nor python3 is installed\n  {HELP}").into());
    };
    if went_well && pdf.starts_with(b"%PDF") {
        return Ok(pdf);
    }
    let why = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gave no PDF");
    Err(format!("Typst cannot set the report: {why}\n  {HELP}").into())
}

/// Whether a program went well, what it gave and what it said; none where it is not installed.
fn run(name: &str, args: &[&str], input: &[u8]) -> Result<Option<(bool, Vec<u8>, String)>, Error> {
    let started = Command::new(name)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{name}: {error}").into()),
    };
    // It reads all before it writes, so nothing can stand still; that it stops reading early is told by how it ends.
    if let Some(mut stdin) = child.stdin.take()
        && let Err(error) = stdin.write_all(input)
        && error.kind() != ErrorKind::BrokenPipe
    {
        return Err(format!("{name}: {error}").into());
    }
    let ended = child.wait_with_output()?;
    Ok(Some((ended.status.success(), ended.stdout, String::from_utf8_lossy(&ended.stderr).into_owned())))
}
