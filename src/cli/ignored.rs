//! Whether a search would pass over a file that is named, by the rules of .gitignore and its like. The file need not exist.
//!
//! The walker of folders applies these rules on its way down; here a path is judged from its name alone, in the same way: each folder
//! on the way to it may be left out, by the nearest file of patterns that speaks of it.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Whether the file at `path`, an absolute path, is left out. What lies above `root`, the folder of its newsroom, is not judged: who
/// keeps a newsroom in a hidden folder means it.
pub(super) fn ignored(path: &Path, root: Option<&Path>) -> bool {
    let root = root.or(path.parent()).unwrap_or(path);
    let global = Gitignore::global().0;
    let mut patterns: Vec<Gitignore> = vec![global];
    // From the top down, so that what stands later speaks from nearer.
    let mut folders: Vec<&Path> = path.ancestors().skip(1).collect();
    folders.reverse();
    for folder in folders {
        if folder.join(".git").exists() {
            // Patterns above a repository are not its own.
            patterns.truncate(1);
            let mut own = GitignoreBuilder::new(folder);
            own.add(folder.join(".git/info/exclude"));
            patterns.extend(own.build());
        }
        for name in [".gitignore", ".ignore"] {
            let file = folder.join(name);
            if file.is_file() {
                patterns.push(Gitignore::new(file).0);
            }
        }
    }
    let Ok(inner) = path.strip_prefix(root) else { return false };
    let mut steps = inner.ancestors().filter(|step| !step.as_os_str().is_empty());
    steps.any(|step| {
        let hidden = step.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let whole = root.join(step);
        let over = |it: &&Gitignore| whole != it.path() && whole.starts_with(it.path());
        let spoken = patterns.iter().rev().filter(over).find_map(|it| match it.matched(&whole, step != inner) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        });
        spoken.unwrap_or(hidden)
    })
}
