//! A newsroom file's contents, with the last good version, which stays in use while the file is broken.

use super::files;
use super::newsroom::hash_of;
use crate::text::{Problem, Severity};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a file holds, or held when it was last sound.
#[derive(Clone, Debug)]
pub(super) struct Kept<T> {
    pub path: PathBuf,
    pub items: Arc<Vec<T>>,
    /// Hash of the text it was read from.
    pub hash: u64,
    /// Whether that text was sound from start to end.
    whole: bool,
    /// Whether the file has another text by now, which is not sound: places in `items` are not those of the file.
    pub stale: bool,
}

/// What was read of the file at `path` when it was last sound.
pub(super) fn last_good<T: Clone>(path: &Path, before: &[Kept<T>]) -> Option<Kept<T>> {
    let last_good = before.iter().find(|kept| kept.path == path && kept.whole);
    last_good.map(|kept| Kept { stale: true, ..kept.clone() })
}

/// No more is told of one file at once: who mends so much reads it anew.
const MOST_PROBLEMS: usize = 1000;

/// Leaves of too many problems one that stands for the rest, as grave as the gravest of them.
pub(super) fn cut_short(problems: &mut Vec<Problem>) {
    let rest = problems.get(MOST_PROBLEMS..).filter(|rest| rest.len() > 1).unwrap_or_default();
    let gravest: Option<Severity> = rest.iter().map(|problem| problem.severity).max();
    if let Some((first, severity)) = rest.first().zip(gravest) {
        let message = format!("There are {} more mistakes in this file.", rest.len());
        let told = Problem { span: first.span, severity, message, help: Some("Fix those above first.".into()) };
        problems.truncate(MOST_PROBLEMS);
        problems.push(told);
    }
}

/// What the file at `path`, whose text was read, holds, or held before if it is not sound now; and what is wrong with it. `parse` tells
/// items, problems and whether the text is sound.
pub(super) fn kept<T: Clone>(
    path: &Path,
    text: Option<Result<Arc<str>, Problem>>,
    before: &[Kept<T>],
    parse: impl Fn(&str) -> (Vec<T>, Vec<Problem>, bool),
) -> (Option<Kept<T>>, Vec<Problem>) {
    let last_good = last_good(path, before);
    match text {
        None => (None, Vec::new()),
        Some(Err(problem)) => (last_good, vec![problem]),
        Some(Ok(text)) => {
            let (items, problems, whole) =
                files::guarded(|| parse(&text)).unwrap_or_else(|problem| (Vec::new(), vec![problem], false));
            let now =
                Kept { path: path.to_path_buf(), items: Arc::new(items), hash: hash_of(&&*text), whole, stale: false };
            (Some(if whole { now } else { last_good.unwrap_or(now) }), problems)
        }
    }
}
