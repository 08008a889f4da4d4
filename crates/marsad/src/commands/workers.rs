//! Work shared out to threads, its results taken in the order of the input.
use super::Error;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many jobs a thread may have before it or behind it that are not taken yet: memory is bounded by it.
const AHEAD: usize = 4;

/// A job, and where its result is waited for.
type Order<J, D> = (J, SyncSender<D>);

/// Does every job and hands the results to `take`, in the order of the jobs, however many threads there are.
///
/// Jobs are drawn as they are needed: of an endless stream no more than a few a thread are held. An error of `take` ends it.
pub(crate) fn in_order<J: Send, D: Send>(
    threads: NonZeroUsize,
    jobs: impl Iterator<Item = J>,
    work: impl Fn(J) -> D + Sync,
    mut take: impl FnMut(D) -> Result<(), Error>,
) -> Result<(), Error> {
    if threads.get() == 1 {
        return jobs.map(work).try_for_each(take);
    }
    let (orders, taken) = sync_channel(threads.get());
    let taken = Mutex::new(taken);
    thread::scope(|scope| {
        // Moved in, so that an early end closes the channel, and with it the threads.
        let orders = orders;
        for _ in 0..threads.get() {
            scope.spawn(|| serve(&taken, &work));
        }
        let mut awaited = VecDeque::new();
        for job in jobs {
            let (done, result) = sync_channel(1);
            orders.send((job, done)).map_err(|_| "every thread has ended")?;
            awaited.push_back(result);
            take_done(&mut awaited, &mut take)?;
            if awaited.len() == AHEAD * threads.get() {
                take_first(&mut awaited, &mut take)?;
            }
        }
        while !awaited.is_empty() {
            take_first(&mut awaited, &mut take)?;
        }
        Ok(())
    })
}

/// What a thread does: one order after another, until there are no more.
fn serve<J, D>(orders: &Mutex<Receiver<Order<J, D>>>, work: impl Fn(J) -> D) {
    let next = || orders.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((job, done)) = next() {
        // Nobody waits for it where the call has ended early.
        done.send(work(job)).ok();
    }
}

/// Takes what is done already: where jobs are slow to come, results need not wait for more of them.
fn take_done<D>(
    awaited: &mut VecDeque<Receiver<D>>,
    take: &mut impl FnMut(D) -> Result<(), Error>,
) -> Result<(), Error> {
    while let Some(done) = awaited.front().and_then(|result| result.try_recv().ok()) {
        awaited.pop_front();
        take(done)?;
    }
    Ok(())
}

fn take_first<D>(
    awaited: &mut VecDeque<Receiver<D>>,
    take: &mut impl FnMut(D) -> Result<(), Error>,
) -> Result<(), Error> {
    awaited.pop_front().map_or(Ok(()), |result| take(result.recv()?))
}

#[cfg(test)]
mod tests {
    use super::{AHEAD, in_order};
    use std::cell::Cell;
    use std::num::NonZeroUsize;
    use std::thread;
    use std::time::Duration;

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs_though_later_ones_are_done_first() {
        for number in [1, 2, 7] {
            let slow_at_first = |job: u64| {
                thread::sleep(Duration::from_millis(20 / (job + 1)));
                job * 2
            };
            let mut taken = Vec::new();
            let take = |done| {
                taken.push(done);
                Ok(())
            };
            in_order(threads(number), 0..40, slow_at_first, take).unwrap();
            assert_eq!(taken, (0..40).map(|job| job * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_jobs_are_drawn_than_a_few_a_thread_before_results_are_taken() {
        for number in [1, 2, 7] {
            let (drawn, taken) = (Cell::new(0), Cell::new(0));
            let jobs = (0..1000).inspect(|_| {
                drawn.set(drawn.get() + 1);
                assert!(drawn.get() - taken.get() <= AHEAD * number, "{number} threads");
            });
            let take = |_| {
                taken.set(taken.get() + 1);
                Ok(())
            };
            in_order(threads(number), jobs, |job| job, take).unwrap();
            assert_eq!(taken.get(), 1000);
        }
    }

    #[test]
    fn an_error_of_whoever_takes_ends_an_endless_stream() {
        for number in [1, 3] {
            let take = |done| if done == 10 { Err("enough".into()) } else { Ok(()) };
            let error = in_order(threads(number), 0_u64.., |job| job, take).unwrap_err();
            assert_eq!(error.to_string(), "enough");
        }
    }
}
