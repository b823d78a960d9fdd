//! Work on many items at once, with the results in the order of the items and never many of them in memory.

use rayon::prelude::*;

/// How many items are worked on at once at most: so many of them, or so many bytes.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) items: usize,
    pub(super) bytes: usize,
}

/// Fewer items than this are not worth waking other threads for.
const WORTH_THREADS: usize = 8;

/// Calls `work` on the items in parallel and `take` on the results in the order of the items.
///
/// The next items are read while the others are worked on. An error of `take` ends it all.
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
    let mut chunk = next_chunk(&mut items, limit, &bytes);
    while !chunk.is_empty() {
        let current = std::mem::take(&mut chunk);
        let results: Vec<R> = if current.len() < WORTH_THREADS {
            let results = current.into_iter().map(&work).collect();
            chunk = next_chunk(&mut items, limit, &bytes);
            results
        } else {
            let worked = || current.into_par_iter().map(&work).collect();
            let (results, next) = rayon::join(worked, || next_chunk(&mut items, limit, &bytes));
            chunk = next;
            results
        };
        results.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

fn next_chunk<T>(
    items: &mut impl Iterator<Item = T>,
    limit: Limit,
    bytes: impl Fn(&T) -> usize,
) -> Vec<T> {
    let mut chunk = Vec::new();
    let mut total = 0;
    while chunk.len() < limit.items && total < limit.bytes {
        let Some(item) = items.next() else { break };
        total += bytes(&item);
        chunk.push(item);
    }
    chunk
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
        for (size, most) in [(1, 3 * LIMIT.items), (600, 8)] {
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
