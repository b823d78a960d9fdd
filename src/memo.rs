//! Results that are remembered, so that what is asked again and again is worked out once.
//!
//! Words come back in every headline and story. What the built-in tables say of one never changes, so a
//! thread may keep it; each thread has its own, and they share nothing.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// A memory of so many results at most; when it is full it forgets all and begins anew.
pub(crate) struct Memo<K, V> {
    known: FxHashMap<K, V>,
    most: usize,
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            known: FxHashMap::default(),
            most,
        }
    }

    /// What is remembered of `key`.
    pub(crate) fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.known.get(key).cloned()
    }

    /// Remembers `value`.
    pub(crate) fn put(&mut self, key: K, value: V) {
        if self.known.len() >= self.most {
            self.known.clear();
        }
        self.known.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_remembered_than_was_agreed() {
        let mut memo = Memo::new(3);
        for n in 0..10 {
            memo.put(n, n * n);
            assert_eq!(memo.get(&n), Some(n * n));
            assert!(memo.known.len() <= 3);
        }
        assert_eq!(memo.get(&0), None);
    }
}
