//! Work done by several threads at once and handed over in order.

use std::io;
use std::sync::mpsc::{Receiver, RecvError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// What the writer is told.
pub(crate) enum Event<R> {
    /// The next result.
    Done(R),
    /// The next result is not there yet: what was written so far should reach its reader now.
    Waiting,
}

/// Does each of `jobs` on one of `threads` threads and hands the results to `write` in the order of the jobs.
///
/// Never more than a few jobs and results are held at a time, however many there are. An error of `write` ends the work.
pub(crate) fn in_order<J: Send, R: Send, I: Iterator<Item = J>>(
    threads: usize,
    jobs: impl FnOnce() -> I + Send,
    work: impl Fn(J) -> R + Sync,
    write: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    let (to_workers, waiting) = sync_channel::<(J, SyncSender<R>)>(threads);
    let (to_writer, results) = sync_channel(4 * threads);
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Ok((job, reply)) = next(&waiting) {
                    // Nobody listens if the writer has failed.
                    let _ = reply.send(work(job));
                }
            });
        }
        scope.spawn(move || {
            for job in jobs() {
                let (reply, result) = sync_channel(1);
                if to_writer.send(result).is_err() || to_workers.send((job, reply)).is_err() {
                    return;
                }
            }
        });
        hand_over(results, write)
    })
}

/// The lock is held only while waiting; work itself happens outside it.
fn next<T>(waiting: &Mutex<Receiver<T>>) -> Result<T, RecvError> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

/// What comes next, or `None` if nothing will. Before it waits, the writer is told.
fn soon<T, R>(from: &Receiver<T>, write: &mut impl FnMut(Event<R>) -> io::Result<()>) -> io::Result<Option<T>> {
    if let Ok(ready) = from.try_recv() {
        return Ok(Some(ready));
    }
    write(Event::Waiting)?;
    Ok(from.recv().ok())
}

/// Hands results over as they come.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the receiving end must go when this does, so that the other threads notice"
)]
fn hand_over<R>(results: Receiver<Receiver<R>>, mut write: impl FnMut(Event<R>) -> io::Result<()>) -> io::Result<()> {
    while let Some(result) = soon(&results, &mut write)? {
        if let Some(ready) = soon(&result, &mut write)? {
            write(Event::Done(ready))?;
        }
    }
    Ok(())
}

/// Threads to use where nobody said: one for each core this process may use.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}
