//! How much a house may set. Each limit is a number of things or of bytes and none a time, so that settings mean the same on every machine;
//! what goes beyond one is left out and told of where it is passed.
//!
//! Settings may come with a folder from anybody. They are read before the first finding is shown, and looked at again for every
//! block of text, so what they may cost has to be small against a second.

use super::Reader;
use std::ops::Range;

/// Glob patterns of one list, and of all overrides together: a newsroom names some folders. A thousand take 0.1 s to make ready.
pub const GLOBS: usize = 1000;
/// Their bytes, in all.
pub const GLOB_BYTES: usize = 32 << 10;
/// Files that one list names. Each is a registry or a file of places, of which a newsroom has one a desk.
pub const FILES: usize = 100;
/// Entries of `[[overrides]]`: each is asked of each article.
pub const OVERRIDES: usize = 200;
/// Terms: the longest style books have some ten thousand entries.
pub const TERMS: usize = 100_000;
/// Terms that begin with one word: wherever that word stands in a text, each of them is tried.
pub const TERMS_OF_A_WORD: usize = 1000;
/// Patterns together, in bytes made ready. One of plain words takes up to 8 KB and each `\w` some 50, so that this is room for hundreds.
/// A text is read once for each, in the worst case in time that grows with its size.
pub const PATTERNS: usize = 32 << 20;
/// Words to write instead, of one entry: each is offered as a fix wherever the entry is found.
pub const WRITE: usize = 50;
/// Phrases in which an entry is right: each is looked for around whatever it is found in.
pub const EXCEPT: usize = 1000;
/// Any words of an entry, in bytes: they are told wherever it is found.
pub const WORDS: usize = 1000;

impl Reader<'_> {
    /// `items` up to `most` of them, and up to so many bytes of theirs in all; more is left out and told of where it begins.
    pub(super) fn up_to(
        &mut self,
        mut items: Vec<(String, Range<usize>)>,
        most: usize,
        mut bytes: usize,
        what: &str,
    ) -> Vec<(String, Range<usize>)> {
        let mut fits = |(item, _): &(String, Range<usize>)| {
            let left = bytes.checked_sub(item.len());
            bytes = left.unwrap_or(0);
            left.is_some()
        };
        let kept = items.iter().take(most).take_while(|item| fits(item)).count();
        if let Some((_, place)) = items.get(kept) {
            let left_out = items.len() - kept;
            self.too_many(place.clone(), &format!("{kept} {what}"), left_out);
        }
        items.truncate(kept);
        items
    }

    /// Says that with `place` a limit is passed, up to which there is so `much`, and that so many are left out.
    pub(super) fn too_many(&mut self, place: Range<usize>, much: &str, left_out: usize) {
        let others = match left_out {
            0 | 1 => "This one is ignored.".to_owned(),
            n => format!("This one and {} after it are ignored.", n - 1),
        };
        self.report(
            place,
            format!("Too many: the limit is {much}. {others}"),
            "Combine some of them, or remove those you do not need.".into(),
        );
    }
}
