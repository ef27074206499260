//! Stored texts: the files that registries name under `text`, and the words of an article's sources on the shelf its rules look at.
//!
//! Reading a newsroom looks at each file that is new or has another stamp, once, and says what cannot be read where the registry names
//! it. The words are only kept of sources that some article cites, from the first time it does, so that a desk with years of transcripts
//! holds no more of them than it uses. No path of a confidential source is told: it may say who that is.

use super::allowed_paths::{AllowedPaths, Side};
use super::files::{self, Stamp, Unsaved};
use super::newsroom::hash_of;
use crate::ledger::{Data, Ledger};
use crate::sources::stored::{Kept, Shelf};
use crate::sources::{Registry, Source, Stored};
use crate::text::paths::{REMEDY, refused};
use crate::text::{Problem, Severity};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The largest stored text that is read, in bytes. The transcript of a hearing that took a week is a third of it.
const LARGEST: u64 = 4 << 20;

/// Registries store no more than so many texts, and no more than so many bytes in all: twenty years of three transcripts a working day. Each
/// is looked at when the newsroom is first read.
const MOST: usize = 20_000;
const MOST_BYTES: u64 = 1 << 30;

/// Stored texts by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    by_path: HashMap<PathBuf, Arc<Text>>,
}

/// One stored text.
#[derive(Debug)]
struct Text {
    /// What it was when it was looked at.
    stamp: (Stamp, u64),
    problem: Option<Problem>,
    words: OnceLock<Option<Arc<Stored>>>,
}

impl Texts {
    /// The texts that the sources of `registry` name; `file_of` tells the file that a source stands in. What `before` knows of a file that has
    /// not changed holds. Problems come back with the index of the source.
    pub fn of<'a>(
        registry: &Registry,
        reach: &AllowedPaths,
        file_of: impl Fn(&Source) -> Option<&'a Path>,
        unsaved: Unsaved<'_>,
        before: &Self,
    ) -> (Self, Vec<(usize, Problem)>) {
        let mut texts = Self::default();
        let mut problems = Vec::new();
        let mut left = MOST_BYTES;
        for (index, source) in registry.sources.iter().enumerate() {
            let Some(file) = file_of(source) else { continue };
            if let Some(why) = source.custom.text.as_deref().and_then(refused) {
                problems.push((index, at(source, &problem(why.into(), REMEDY))));
                continue;
            }
            let Some(path) = path(source, file) else { continue };
            if texts.by_path.len() >= MOST || left == 0 {
                let most = MOST_BYTES >> 30;
                let message = format!(
                    "The limit is {MOST} stored texts and {most} GB; this one and those after it are not read."
                );
                problems.push((index, at(source, &problem(message, "Remove what no article cites."))));
                break;
            }
            let stamp = (files::stamp(&path), unsaved(&path).map_or(0, |text| hash_of(&&*text)));
            let known = before.by_path.get(&path).filter(|known| known.stamp == stamp && known.problem.is_none());
            if known.is_none()
                && let Err(problem) = near(&path, file, reach)
            {
                problems.push((index, at(source, &problem)));
                continue;
            }
            let text = texts.by_path.entry(path).or_insert_with_key(|path| {
                left = left.saturating_sub(stamp.0.map_or(0, |(_, length)| length.min(LARGEST)));
                let anew = || Arc::new(Text { stamp, problem: read(path, unsaved).err(), words: OnceLock::new() });
                known.map_or_else(anew, Arc::clone)
            });
            problems.extend(text.problem.as_ref().map(|problem| (index, at(source, problem))));
        }
        (texts, problems)
    }

    /// The files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.by_path.keys().map(PathBuf::as_path)
    }

    /// A number that differs where any of them does.
    pub fn version(&self) -> u64 {
        let mut all: Vec<_> = self.by_path.iter().map(|(path, text)| (path, text.stamp)).collect();
        all.sort_unstable();
        hash_of(&all)
    }

    fn words(&self, path: &Path, unsaved: Unsaved<'_>) -> Option<Arc<Stored>> {
        let text = self.by_path.get(path).filter(|text| text.problem.is_none())?;
        let make = || read(path, unsaved).ok().map(|text| Arc::new(Stored::new(text)));
        text.words.get_or_init(make).clone()
    }

    /// Puts on the shelf what the sources are stored with that `ledger` cites.
    pub fn shelve(
        &self,
        ledger: &Ledger,
        data: &Data,
        path_of: impl Fn(&Source) -> Option<PathBuf>,
        unsaved: Unsaved<'_>,
    ) {
        for citation in ledger.tags().flat_map(|(_, tag)| &tag.citations) {
            let Some(source) = data.registry.get(&citation.key) else { continue };
            data.stored.fill(&citation.key, || {
                let quotes = source.custom.quotes.iter().map(|words| Arc::new(Stored::new(words.as_str().into())));
                let text = path_of(source).and_then(|path| self.words(&path, unsaved));
                Kept { quotes: quotes.collect(), text }
            });
        }
    }
}

/// A shelf with room for the sources of `registry` that are stored with anything.
pub(super) fn shelf(registry: &Registry) -> Arc<Shelf> {
    let stored = |source: &&Source| source.custom.text.is_some() || !source.custom.quotes.is_empty();
    Arc::new(Shelf::of(registry.in_force().filter(stored).map(|source| source.key.clone())))
}

/// The path of a source's stored text, which starts from the folder of `registry`, the file that names it.
pub(super) fn path(source: &Source, registry: &Path) -> Option<PathBuf> {
    let name = source.custom.text.as_deref().filter(|name| !name.trim().is_empty())?;
    Some(registry.parent().unwrap_or(Path::new("")).join(name))
}

fn problem(message: String, help: &str) -> Problem {
    Problem { span: Default::default(), severity: Severity::Warning, message, help: Some(help.into()) }
}

/// A stored text lies in the newsroom's folder, or in that of the registry at `file`, which names it. Rules show its words beside those of
/// an article, and so would tell what is in any other file to whoever writes the two.
fn near(path: &Path, file: &Path, reach: &AllowedPaths) -> Result<(), Problem> {
    let beside = || matches!(AllowedPaths::of(file.parent()).look(path), Ok(Side::Inside));
    if reach.look(path)? == Side::Inside || beside() {
        return Ok(());
    }
    let message = "This stored text is outside both the newsroom\u{2019}s folder and this file\u{2019}s folder.";
    Err(problem(message.into(), "Move it there."))
}

fn read(path: &Path, unsaved: Unsaved<'_>) -> Result<Arc<str>, Problem> {
    let problem = |message: String, help: &str| Err(problem(message, help));
    // What it is and how long is asked before any of it is read.
    if unsaved(path).is_none()
        && let Ok(Ok((_, length))) = files::open(path)
        && length > LARGEST
    {
        let message = format!("This stored text is {} MB long; the limit is {} MB.", length >> 20, LARGEST >> 20);
        return problem(message, "Store only the part you quote.");
    }
    match files::read(path, unsaved) {
        None => {
            problem("This stored text does not exist.".into(), "Check the path, which starts from this file's folder.")
        }
        Some(text) => text,
    }
}

/// A problem of a stored text, where the registry names it.
fn at(source: &Source, problem: &Problem) -> Problem {
    Problem { span: source.custom.text_span, severity: Severity::Warning, ..problem.clone() }
}
