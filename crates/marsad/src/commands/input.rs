//! The reports of a call, in the order of its files, read and coded by several threads.
use super::progress::Progress;
use super::workers::in_order;
use super::{Error, Outcome, said};
use marsad_coder::Notice;
use marsad_text::{Input, Inputs, Original, ReadOptions, ReadProblem, Report};
use std::io;
use std::iter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// A batch is full at so many bytes or so many reports: enough to keep a thread busy, few enough to be held.
const BATCH_BYTES: usize = 1 << 16;
const BATCH_REPORTS: usize = 64;
/// A batch that waits for the network or for somebody who types is done with what it has after so long.
const BATCH_TIME: Duration = Duration::from_millis(500);
/// Problems that are held back until the end of a call.
const MOST_HELD: usize = 1000;

/// One report that was found, or why there is none.
pub(crate) type Found = Result<Input, ReadProblem>;

/// Does `work` on every report that is found, on several threads, and hands what came of it to `take`, in the order of the
/// input.
///
/// What was passed over is said on standard error. What cannot be read stops nothing and is listed there at the end; an
/// error of `take` ends the call.
pub(crate) fn each_report<D: Send>(
    found: impl Iterator<Item = Found>,
    threads: NonZeroUsize,
    progress: &Progress,
    work: impl Fn(Report, Original) -> (D, Vec<Notice>) + Sync,
    mut take: impl FnMut(D) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let mut failed = Failed::default();
    let take_batch = |batch: Batch<(D, Vec<Notice>)>| {
        for done in batch.items {
            match done {
                Ok((done, notices)) => {
                    for notice in &notices {
                        progress.say(&said(notice));
                    }
                    take(done)?;
                }
                Err(problem) => failed.take(problem, progress),
            }
        }
        progress.add(batch.size);
        Ok(())
    };
    let read = |batch: Batch<Input>| {
        batch.map(|input| input.read().map(|(report, original)| work(report, original)))
    };
    let ended = in_order(threads, batches(found), read, take_batch);
    progress.end();
    let outcome = failed.list();
    ended.map(|()| outcome)
}

/// What could not be read, held back until the end, where it is not lost among the rest.
#[derive(Debug, Default)]
struct Failed {
    held: Vec<ReadProblem>,
    number: usize,
}

impl Failed {
    fn take(&mut self, problem: ReadProblem, progress: &Progress) {
        self.number += 1;
        // A file of a million bad lines must not be held.
        if self.held.len() < MOST_HELD {
            self.held.push(problem);
        } else {
            progress.say(&problem.to_string());
        }
    }

    fn list(self) -> Outcome {
        for problem in &self.held {
            eprintln!("marsad: {problem}");
        }
        if self.number > 0 {
            eprintln!(
                "marsad: {} input{} could not be read",
                self.number,
                if self.number == 1 { "" } else { "s" }
            );
        }
        Outcome { failed: self.number }
    }
}

/// As many threads as asked for, or as the machine has cores.
pub(crate) fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// A few reports that stand one after another.
#[derive(Debug)]
struct Batch<T> {
    items: Vec<Result<T, ReadProblem>>,
    size: usize,
}

impl<T> Batch<T> {
    fn map<D>(self, work: impl Fn(T) -> Result<D, ReadProblem>) -> Batch<D> {
        let items = self.items.into_iter().map(|item| item.and_then(&work)).collect();
        Batch { items, size: self.size }
    }
}

fn batches(
    mut inputs: impl Iterator<Item = Result<Input, ReadProblem>>,
) -> impl Iterator<Item = Batch<Input>> {
    iter::from_fn(move || {
        let mut batch = Batch { items: Vec::new(), size: 0 };
        let begun = Instant::now();
        let is_full = |batch: &Batch<Input>| {
            batch.size >= BATCH_BYTES || batch.items.len() >= BATCH_REPORTS || begun.elapsed() >= BATCH_TIME
        };
        while batch.items.is_empty() || !is_full(&batch) {
            let Some(input) = inputs.next() else { break };
            batch.size += input.as_ref().map_or(0, Input::size);
            batch.items.push(input);
        }
        (!batch.items.is_empty()).then_some(batch)
    })
}

/// Every report of the files, drawn as it is needed.
pub(crate) fn in_files(files: &[PathBuf], options: &ReadOptions) -> impl Iterator<Item = Found> {
    files.iter().flat_map(move |file| in_source(open(file, options)))
}

/// The reports of a source, or why it cannot be read.
pub(crate) fn in_source(opened: Result<Inputs<'static>, ReadProblem>) -> impl Iterator<Item = Found> {
    let (inputs, problem) = match opened {
        Ok(inputs) => (Some(inputs), None),
        Err(problem) => (None, Some(Err(problem))),
    };
    inputs.into_iter().flatten().chain(problem)
}

/// Opens a file, or standard input for `-`.
pub(crate) fn open(file: &Path, options: &ReadOptions) -> Result<Inputs<'static>, ReadProblem> {
    if file == Path::new("-") {
        return Ok(Inputs::new("stdin", io::stdin().lock(), options));
    }
    Inputs::open(file, options)
}

#[cfg(test)]
mod tests {
    use super::{BATCH_BYTES, BATCH_REPORTS, batches};
    use marsad_text::{Inputs, ReadOptions};
    use std::iter;

    #[test]
    fn a_batch_is_bounded_however_long_the_stream() {
        let of = |line: String| {
            let lines: String = iter::repeat_n(line, 1000).collect();
            let inputs = Inputs::new("a.jsonl", lines.as_bytes(), &ReadOptions::default());
            let sizes: Vec<(usize, usize)> =
                batches(inputs).map(|batch| (batch.items.len(), batch.size)).collect();
            assert_eq!(sizes.iter().map(|(_, bytes)| bytes).sum::<usize>(), lines.len());
            sizes[0]
        };
        assert_eq!(of("{\"text\":\"a\"}\n".to_owned()).0, BATCH_REPORTS);
        let (reports, bytes) = of(format!("{{\"text\":\"{}\"}}\n", "a".repeat(9000)));
        assert!(reports < 10 && bytes < BATCH_BYTES + 9100, "{reports} reports, {bytes} bytes");
    }
}
