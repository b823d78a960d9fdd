//! Work on many items at once, with the results in the order of the items and never many of them in memory.
//!
//! One thread reads and puts the items into a short queue, part by part; the parts are worked on in parallel;
//! the calling thread takes the results in order. Whoever is ahead waits for the others.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// How many items are held at once at most: so many of them, or so many bytes.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) items: usize,
    pub(super) bytes: usize,
}

/// Fewer items than this are not worth waking other threads for.
const WORTH_THREADS: usize = 8;
/// Parts that wait to be worked on.
const QUEUE: usize = 2;

/// Calls `work` on the items in parallel and `take` on the results in the order of the items.
///
/// An error of `take` ends it all.
pub(super) fn in_order<T, R, E>(
    mut items: impl Iterator<Item = T> + Send,
    limit: Limit,
    bytes: impl Fn(&T) -> usize + Sync,
    work: impl Fn(T) -> R + Sync + Send,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    let first = next_part(&mut items, WORTH_THREADS, limit.bytes, &bytes);
    if first.len() < WORTH_THREADS && items_ended(&first, limit.bytes, &bytes) {
        return first.into_iter().map(work).try_for_each(take);
    }
    let at_work = 2 * rayon::current_num_threads();
    // Besides, one part is being read and one is being taken.
    let parts = at_work + QUEUE + 2;
    let part_of = |whole: usize| (whole / parts).max(1);
    let (items_a_part, bytes_a_part) = (part_of(limit.items), part_of(limit.bytes));
    thread::scope(|threads| {
        let (queue, read) = sync_channel::<Vec<T>>(QUEUE);
        let bytes = &bytes;
        threads.spawn(move || {
            let mut part = first;
            // Nobody listens any more where the work has ended early.
            while !part.is_empty() && queue.send(part).is_ok() {
                part = next_part(&mut items, items_a_part, bytes_a_part, bytes);
            }
        });
        rayon::in_place_scope(|pool| {
            let mut pending: VecDeque<Receiver<Vec<R>>> = VecDeque::new();
            let work = &work;
            let mut finish = |results: Receiver<Vec<R>>| {
                // A part without results has panicked; the scope hands that on.
                let results = results.recv().unwrap_or_default();
                results.into_iter().try_for_each(&mut take)
            };
            for part in read {
                if pending.len() == at_work
                    && let Some(oldest) = pending.pop_front()
                {
                    finish(oldest)?;
                }
                let (done, results) = sync_channel(1);
                pool.spawn(move |_| {
                    // Where the work has ended early there is nobody to send to.
                    let _ = done.send(part.into_iter().map(work).collect());
                });
                pending.push_back(results);
            }
            pending.into_iter().try_for_each(finish)
        })
    })
}

/// Whether a part that could have been longer is the last one.
fn items_ended<T>(part: &[T], most: usize, bytes: impl Fn(&T) -> usize) -> bool {
    part.iter().map(bytes).sum::<usize>() < most
}

/// The next items, as many as are allowed; none at the end.
fn next_part<T>(
    items: &mut impl Iterator<Item = T>,
    most: usize,
    most_bytes: usize,
    bytes: impl Fn(&T) -> usize,
) -> Vec<T> {
    let mut part = Vec::new();
    let mut total = 0;
    while part.len() < most && total < most_bytes {
        let Some(item) = items.next() else { break };
        total += bytes(&item);
        part.push(item);
    }
    part
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const LIMIT: Limit = Limit {
        items: 16,
        bytes: 1000,
    };

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut results = Vec::new();
        let done: Result<(), ()> = in_order(
            0..100,
            LIMIT,
            |_| 1,
            |n| n * 2,
            |n| {
                results.push(n);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert_eq!(results, (0..100).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn few_items_or_bytes_are_held_at_once() {
        // Each part may be one item longer than its bytes allow, and the first is small.
        let parts = 2 * rayon::current_num_threads() + QUEUE + 2;
        for (size, most) in [
            (1, LIMIT.items.max(parts) + WORTH_THREADS),
            (600, parts + WORTH_THREADS),
        ] {
            let read = AtomicUsize::new(0);
            let items = (0..1000).inspect(|_| {
                read.fetch_add(1, Ordering::Relaxed);
            });
            let mut taken = 0;
            let done: Result<(), ()> = in_order(
                items,
                LIMIT,
                |_| size,
                |n| n,
                |_| {
                    taken += 1;
                    let held = read.load(Ordering::Relaxed) - taken;
                    assert!(held <= most, "{held} items of {size} bytes");
                    Ok(())
                },
            );
            assert_eq!((done, taken), (Ok(()), 1000));
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut taken = 0;
        let done = in_order(
            0..,
            LIMIT,
            |_| 1,
            |n| n,
            |n| {
                taken += 1;
                if n == 40 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 41));
    }
}
