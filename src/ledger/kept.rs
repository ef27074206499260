//! What was worked out for the blocks of an article's last version, by a block's key.
//!
//! A version asks for each of its blocks and then says it is done; what no block asked for is dropped then. So nothing is kept that the
//! article as it is now does not use.

use std::collections::HashMap;

/// Values of one article's last version, by key.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    version: u64,
    /// Each with the version that asked for it last.
    values: HashMap<u64, (u64, T), foldhash::fast::RandomState>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { version: 0, values: HashMap::default() }
    }
}

impl<T> Kept<T> {
    /// The value of `key`, made if it is not there.
    pub fn get(&mut self, key: u64, make: impl FnOnce() -> T) -> &T {
        let (asked, value) = self.values.entry(key).or_insert_with(|| (0, make()));
        *asked = self.version;
        value
    }

    /// Ends a version: drops what it did not ask for.
    pub fn done(&mut self) {
        self.values.retain(|_, (asked, _)| *asked == self.version);
        self.version += 1;
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn a_value_lives_as_long_as_each_version_asks_for_it() {
        let mut kept = Kept::default();
        assert_eq!(*kept.get(1, || "made"), "made");
        kept.done();
        assert_eq!(*kept.get(1, || "made again"), "made");
        kept.done();
        kept.done();
        assert_eq!(*kept.get(1, || "made again"), "made again");
    }
}
