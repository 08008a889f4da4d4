//! The reports of a call, in the order of its files, read and coded by several threads.
use super::progress::Progress;
use super::workers::in_order;
use super::{Error, Outcome, said};
use crate::cli::ReadArgs;
use marsad_coder::Notice;
use marsad_text::{Input, Inputs, Original, ReadOptions, ReadProblem, Report};
use std::io;
use std::iter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

/// A batch is full at so many bytes or so many reports: enough to keep a thread busy, few enough to be held.
const BATCH_BYTES: usize = 1 << 16;
const BATCH_REPORTS: usize = 64;

/// Does `work` on every report, on several threads, and hands what came of it to `take`, in the order of the input.
///
/// What was passed over is said on standard error. What cannot be read is said there too on standard error and counted, and the rest goes on; an error of `take` ends the call.
pub(crate) fn each_report<D: Send>(
    files: &[PathBuf],
    args: &ReadArgs,
    work: impl Fn(Report, Original) -> (D, Vec<Notice>) + Sync,
    mut take: impl FnMut(D) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let standard_input = [PathBuf::from("-")];
    let files = if files.is_empty() { &standard_input } else { files };
    let progress = Progress::over(files);
    let mut failed = 0;
    let take_batch = |batch: Batch<(D, Vec<Notice>)>| {
        for done in batch.items {
            match done {
                Ok((done, notices)) => {
                    for notice in &notices {
                        progress.say(&said(notice));
                    }
                    take(done)?;
                }
                Err(problem) => {
                    failed += 1;
                    progress.say(&problem.to_string());
                }
            }
        }
        progress.add(batch.size);
        Ok(())
    };
    let read = |batch: Batch<Input>| {
        batch.map(|input| input.read().map(|(report, original)| work(report, original)))
    };
    in_order(threads(args.threads), batches(inputs(files, &args.options())), read, take_batch)?;
    drop(progress);
    if failed > 0 {
        eprintln!("marsad: {failed} input{} could not be read", if failed == 1 { "" } else { "s" });
    }
    Ok(Outcome { failed })
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
        while batch.size < BATCH_BYTES && batch.items.len() < BATCH_REPORTS {
            let Some(input) = inputs.next() else { break };
            batch.size += input.as_ref().map_or(0, Input::size);
            batch.items.push(input);
        }
        (!batch.items.is_empty()).then_some(batch)
    })
}

/// Every input of the files, drawn as it is needed.
fn inputs(files: &[PathBuf], options: &ReadOptions) -> impl Iterator<Item = Result<Input, ReadProblem>> {
    files.iter().flat_map(move |file| {
        let (inputs, problem) = match open(file, options) {
            Ok(inputs) => (Some(inputs), None),
            Err(problem) => (None, Some(Err(problem))),
        };
        inputs.into_iter().flatten().chain(problem)
    })
}

fn open(file: &Path, options: &ReadOptions) -> Result<Inputs<'static>, ReadProblem> {
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
