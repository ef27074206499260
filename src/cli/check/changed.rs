//! `--changed`: which lines of which files differ from a revision of git.
//!
//! Git hands out what it keeps ([`Store`]); it is compared with the text that is checked here, so that nothing a repository is set to do
//! is done, and none of its settings changes the answer. Lines are compared by their words: however git has stored its line ends, a line whose
//! words are the same is the same. Files that git does not keep are new from end to end.

use super::fix::Edits;
use super::git::Store;
use crate::desk::{self, LARGEST};
use crate::rules::Moves;
use crate::text::Span;
use similar::{Algorithm, DiffOp};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What changed, asked file by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    repositories: Vec<Repository>,
}

#[derive(Debug)]
struct Repository {
    store: Store,
    /// Files of the commit that are gone, each of which may have been renamed.
    gone: OnceLock<Vec<PathBuf>>,
    /// How many blobs have been looked through for what a file was before it was renamed.
    compared: AtomicUsize,
}

/// Blobs looked through at most for files that were renamed and edited, in all; the files left are told of whole. Git gives up at a thousand
/// files against a thousand.
const MOST_COMPARED: usize = 10_000;

/// A diff looks better the longer it is thought about; an article is done with in milliseconds, and no text may hold up the rest.
const MOST_TIME: Duration = Duration::from_secs(2);

/// What of a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Nothing,
    Whole,
    /// Lines: first and number, from 1; they end at a line feed. With a number of 0, lines behind that one are gone.
    Lines(Vec<(usize, usize)>),
}

impl Part {
    /// The stretches of `text` that changed; `None` for all of it.
    pub(super) fn stretches(&self, text: &str) -> Option<Stretches> {
        match self {
            Self::Whole => None,
            Self::Nothing => Some(Stretches::of(&[], text)),
            Self::Lines(lines) => Some(Stretches::of(lines, text)),
        }
    }
}

impl Changed {
    /// What to compare with for changes against `revision` in the repositories of `files`. An error says what is wrong, in a sentence or two.
    pub(super) fn since(revision: &str, files: &[PathBuf]) -> Result<Self, String> {
        if revision.is_empty() || revision.starts_with('-') {
            return Err(format!(
                "“{revision}” is not a revision. Name a commit, a branch or a tag, as in --changed=main."
            ));
        }
        let mut changed = Self::default();
        let mut folders = HashSet::new();
        for file in files {
            let file = resolved(file);
            let Some(folder) = file.parent().map(Path::to_path_buf) else { continue };
            if !folders.insert(folder.clone()) {
                continue;
            }
            let marked = folder.ancestors().find(|it| it.join(".git").exists());
            let Some(marked) = marked else {
                return Err(format!(
                    "{} is not in a git repository. Check it without --changed.",
                    crate::cli::name_of(&file)
                ));
            };
            if !changed.repositories.iter().any(|known| known.store.top == marked) {
                let store = Store::open(marked, revision)?;
                changed.repositories.push(Repository { store, gone: OnceLock::new(), compared: AtomicUsize::new(0) });
            }
        }
        Ok(changed)
    }

    /// What changed of the file at `path`, whose text is `text`.
    pub(super) fn of(&self, path: &Path, text: &str) -> Part {
        self.find(path).and_then(|(repository, inner)| repository.part(&inner, text)).unwrap_or(Part::Whole)
    }

    /// Whether the file at `path`, which cannot be read as text, is as long as it was. One that git keeps and nobody touched is no news.
    pub(super) fn is_as_long(&self, path: &Path) -> bool {
        let length = path.metadata().map(|meta| meta.len());
        let before = self.find(path).and_then(|(repository, inner)| {
            let id = repository.store.then.get(&inner).filter(|_| repository.store.now.contains(&inner))?;
            repository.store.blob(id, LARGEST)
        });
        before.is_some_and(|before| length.is_ok_and(|length| length == before.len() as u64))
    }

    /// The repository that the file at `path` belongs to, and its path from there.
    fn find(&self, path: &Path) -> Option<(&Repository, PathBuf)> {
        let path = resolved(path);
        let inside =
            self.repositories.iter().filter_map(|it| Some((it, path.strip_prefix(&it.store.top).ok()?.to_owned())));
        // A repository may lie inside another; the nearest keeps the file.
        inside.min_by_key(|(_, inner)| inner.components().count())
    }
}

/// The path with links followed: git keeps the file a link leads to, and not what is behind the link.
fn resolved(path: &Path) -> PathBuf {
    crate::desk::real(path).unwrap_or_else(|_| path.to_owned())
}

impl Repository {
    /// What changed of the file at `inner`; `None` if there is nothing to compare it with.
    fn part(&self, inner: &Path, text: &str) -> Option<Part> {
        if !self.store.now.contains(inner) {
            return None;
        }
        let before = match self.store.then.get(inner) {
            Some(id) => self.store.blob(id, LARGEST)?,
            None => self.renamed(inner, text)?,
        };
        // The text that is checked bears no byte-order mark either.
        Some(differing(&desk::unmarked(before).1, text.as_bytes()))
    }

    /// What the file at `inner` was before it was renamed: of the files that are gone, the one most of whose text it holds, and half of it
    /// at least.
    fn renamed(&self, inner: &Path, text: &str) -> Option<Vec<u8>> {
        let gone = self.gone.get_or_init(|| {
            let kept = |path: &PathBuf| self.store.now.contains(path) && self.store.top.join(path).exists();
            self.store.then.keys().filter(|path| !kept(path)).cloned().collect()
        });
        let ending = inner.extension();
        let mut best: Option<(usize, Vec<u8>)> = None;
        for path in gone.iter().filter(|path| path.extension() == ending) {
            if self.compared.fetch_add(1, Ordering::Relaxed) >= MOST_COMPARED {
                return None;
            }
            let Some(before) = self.store.blob(self.store.then.get(path)?, LARGEST) else { continue };
            let common = common(&before, text.as_bytes());
            let enough = 2 * common >= before.len().max(text.len());
            if enough && best.as_ref().is_none_or(|(most, _)| common > *most) {
                best = Some((common, before));
            }
        }
        best.map(|(_, before)| before)
    }
}

/// Lines without what ends them.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    lines
        .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .collect()
}

/// How many bytes of `new` are lines of `old`.
fn common(old: &[u8], new: &[u8]) -> usize {
    let mut there: HashMap<&[u8], usize> = HashMap::new();
    for line in lines(old) {
        *there.entry(line).or_default() += 1;
    }
    let met = lines(new).into_iter().filter(|line| {
        there.get_mut(line).is_some_and(|n| {
            n.checked_sub(1).is_some_and(|left| {
                *n = left;
                true
            })
        })
    });
    met.map(|line| line.len() + 1).sum()
}

/// The lines in which `new` differs from `old`.
fn differing(old: &[u8], new: &[u8]) -> Part {
    let (old, new) = (lines(old), lines(new));
    let until = Instant::now().checked_add(MOST_TIME);
    let operations = similar::capture_diff_slices_deadline(Algorithm::Myers, &old, &new, until);
    let changed = operations.into_iter().filter_map(|operation| match operation {
        DiffOp::Equal { .. } => None,
        DiffOp::Delete { new_index, .. } => Some((new_index, 0)),
        DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
            Some((new_index + 1, new_len))
        }
    });
    let changed: Vec<(usize, usize)> = changed.collect();
    if changed.is_empty() { Part::Nothing } else { Part::Lines(changed) }
}

/// What stands next to a gap is looked for among so many lines: paragraphs lie a few empty ones apart.
const NEXT_TO: usize = 8;

/// The stretches of a text that count, in its bytes, in order; they move with its edits.
#[derive(Clone, Debug)]
pub(super) struct Stretches(Vec<Span>);

impl Stretches {
    /// Those of `lines` in `text`. Where lines are only gone, what stands next to the gap on either side has changed: a sentence may have
    /// lost the one that named its source.
    pub(super) fn of(lines: &[(usize, usize)], text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let start = |line: usize| starts.get(line - 1).copied().unwrap_or(text.len());
        let stretch = |first: usize, number: usize| Span::new(start(first), start(first + number));
        let written = |line: &usize| !stretch(*line, 1).of(text).trim().is_empty();
        let mut stretches = Vec::with_capacity(lines.len());
        for &(first, number) in lines {
            if number > 0 {
                stretches.push(stretch(first.max(1), number));
                continue;
            }
            let before = (1..=first).rev().take(NEXT_TO).find(written);
            let after = (first + 1..=starts.len()).take(NEXT_TO).find(written);
            stretches.extend(before.into_iter().chain(after).map(|line| stretch(line, 1)));
        }
        stretches.sort_unstable();
        let mut apart: Vec<Span> = Vec::with_capacity(stretches.len());
        for it in stretches {
            match apart.last_mut() {
                Some(last) if it.start < last.end => last.end = last.end.max(it.end),
                _ => apart.push(it),
            }
        }
        Self(apart)
    }

    /// Whether any of `span` lies in them.
    pub(super) fn hold(&self, span: Span) -> bool {
        let after = self.0.partition_point(|it| it.end <= span.start);
        self.0.get(after).is_some_and(|it| it.start < span.end.max(span.start + 1))
    }

    /// Where they are once `edits`, in order and apart, are made. What is put in at a bound, or across it, counts as changed.
    pub(super) fn shift(&mut self, edits: &Edits) {
        let moves = Moves::of(edits);
        for span in &mut self.0 {
            *span = moves.span(*span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_differ_by_their_words_and_not_by_how_they_end() {
        let told = |old: &str, new: &str| differing(old.as_bytes(), new.as_bytes());
        assert_eq!(told("a\nb\nc\n", "a\nb\nc\n"), Part::Nothing);
        assert_eq!(told("a\nb\nc", "a\r\nb\r\nc\r\n"), Part::Nothing);
        assert_eq!(told("a\nb\nc\n", "a\r\nx\r\ny\r\nc\r\n"), Part::Lines(vec![(2, 2)]));
        assert_eq!(told("a\nb\nc\n", "b\nc\nd\n"), Part::Lines(vec![(0, 0), (3, 1)]));
        assert_eq!(told("", "a\n"), Part::Lines(vec![(1, 1)]));
        assert_eq!(told("a\nb\n", ""), Part::Lines(vec![(0, 0)]));
    }

    #[test]
    fn what_stands_next_to_a_gap_has_changed() {
        let text = "one\n\ntwo\n\n\nthree\n";
        let told = |lines: &[(usize, usize)]| {
            Stretches::of(lines, text).0.iter().map(|it| it.of(text).trim_end()).collect::<Vec<_>>()
        };
        assert_eq!(told(&[(4, 0)]), ["two", "three"]);
        assert_eq!(told(&[(0, 0)]), ["one"]);
        assert_eq!(told(&[(6, 0)]), ["three"]);
        assert_eq!(told(&[(1, 0), (3, 1), (5, 0)]), ["one", "two", "three"]);
    }

    #[test]
    fn stretches_move_with_edits() {
        // The second and the fourth line.
        let mut it = Stretches::of(&[(2, 1), (4, 1)], "one\ntwo\nthree\nfour");
        assert!(!it.hold(Span::new(0, 4)) && it.hold(Span::new(0, 5)) && it.hold(Span::new(14, 14)));
        it.shift(&[(Span::new(0, 1), String::new()), (Span::new(5, 6), "xyz".into())]);
        assert_eq!(it.0, [Span::new(3, 9), Span::new(15, 19)]);
    }
}
