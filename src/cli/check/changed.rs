//! `--changed`: which lines of which files differ from a revision of git, asked of the `git` program itself.
//!
//! Its plumbing is used, whose answers no setting of a user's changes. Files that git does not keep are new from end to end. Nothing is
//! ever written, not even git's own index.

use super::mend::Edits;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Lines that changed, by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Top folder of each repository asked, resolved.
    repositories: Vec<Repository>,
}

#[derive(Debug)]
struct Repository {
    top: PathBuf,
    /// Files it keeps, from its top folder.
    kept: HashSet<PathBuf>,
    /// Of those that changed, the lines there are now: first and number, from 1. Where lines are only gone, the number is 0 and the first
    /// is the line they stood behind, which is 0 at the top.
    lines: HashMap<PathBuf, Vec<(usize, usize)>>,
}

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
    /// What changed against `revision` in the repositories of `files`. An error says what is wrong, in a sentence or two.
    pub(super) fn since(revision: &str, files: &[PathBuf]) -> Result<Self, String> {
        if revision.is_empty() || revision.starts_with('-') {
            return Err(format!(
                "“{revision}” is no revision. Name a commit, a branch or a tag, as in --changed=main."
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
                    "{} lies in no git repository, so nothing can be told of its changes. Check it without --changed.",
                    crate::cli::name_of(&file)
                ));
            };
            if !changed.repositories.iter().any(|known| known.top == marked) {
                changed.repositories.push(Repository::read(marked, revision)?);
            }
        }
        Ok(changed)
    }

    /// What of the file at `path` changed.
    pub(super) fn of(&self, path: &Path) -> Part {
        let path = resolved(path);
        let inside = self.repositories.iter().filter_map(|it| Some((it, path.strip_prefix(&it.top).ok()?)));
        // A repository may lie inside another; the nearest keeps the file.
        let Some((repository, inner)) = inside.min_by_key(|(_, inner)| inner.components().count()) else {
            return Part::Whole;
        };
        match repository.lines.get(inner) {
            _ if !repository.kept.contains(inner) => Part::Whole,
            Some(lines) if !lines.is_empty() => Part::Lines(lines.clone()),
            _ => Part::Nothing,
        }
    }
}

/// The path with links followed: git keeps the file a link leads to, and not what is behind the link.
fn resolved(path: &Path) -> PathBuf {
    crate::desk::real(path).unwrap_or_else(|_| path.to_owned())
}

impl Repository {
    fn read(top: &Path, revision: &str) -> Result<Self, String> {
        let commit = commit(top, revision)?;
        let kept = git(top, &["ls-files", "--cached", "--full-name", "-z"])?;
        let kept = kept.split(|byte| *byte == 0).map(path_of).collect();
        let mut child = command(top)
            .args(["diff-index", "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--text"])
            .args(["--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules", "--full-index"])
            .args(["--src-prefix=a/", "--dst-prefix=b/", &commit, "--"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let lines = child.stdout.take().map(|out| parse(BufReader::with_capacity(1 << 16, out)));
        let ended = child.wait().map_err(|error| no_git(&error))?;
        match lines {
            Some(Ok(lines)) if ended.success() => Ok(Self { top: top.to_owned(), kept, lines }),
            _ => Err(format!("git could not tell what changed in {}. Try: git diff-index {revision}", top.display())),
        }
    }
}

/// The id of the commit called `revision`; before the first commit, `HEAD` is an empty tree.
fn commit(top: &Path, revision: &str) -> Result<String, String> {
    if let Ok(id) = git(top, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
        return Ok(String::from_utf8_lossy(&id).trim().to_owned());
    }
    // Asked again without quiet, git says what keeps it from answering at all: an owner it does not trust, a broken repository.
    git(top, &["rev-parse", "--git-dir"])?;
    if revision == "HEAD" {
        let empty = git(top, &["hash-object", "-t", "tree", "--stdin"])?;
        return Ok(String::from_utf8_lossy(&empty).trim().to_owned());
    }
    Err(format!("git knows no revision “{revision}” here. `git log --oneline` lists commits, `git branch` branches."))
}

fn command(top: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(top).args(["--no-pager", "-c", "core.quotePath=false"]);
    // No lock is taken to write down what was learnt on the way, and messages come in one language.
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command
}

/// What git prints for `arguments`.
fn git(top: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let done = command(top).args(arguments).stdin(Stdio::null()).output().map_err(|error| no_git(&error))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").trim().to_owned();
    Err(format!("git cannot be asked about {}. It says: {said}", top.display()))
}

fn no_git(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            "--changed asks git, and there is no program called git here. Install it.".into()
        }
        _ => format!("git could not be run: {error}."),
    }
}

/// Lines by file, from a patch without context. Lines of the texts themselves are counted off by the heads of their hunks, so that none
/// is ever taken for a line of the patch.
fn parse(mut patch: impl BufRead) -> std::io::Result<HashMap<PathBuf, Vec<(usize, usize)>>> {
    let mut files: HashMap<PathBuf, Vec<(usize, usize)>> = HashMap::new();
    let mut file = None;
    let mut of_texts = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        if patch.read_until(b'\n', &mut line)? == 0 {
            return Ok(files);
        }
        if of_texts > 0 && matches!(line.first(), Some(b'+' | b'-' | b' ')) {
            of_texts -= 1;
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            file = new_name(name);
        } else if let Some((old, (first, number))) = line.strip_prefix(b"@@ -").and_then(hunk) {
            of_texts = old + number;
            if let Some(file) = &file {
                files.entry(PathBuf::clone(file)).or_default().push((first, number));
            }
        } else if line.starts_with(b"diff ") {
            file = None;
        }
    }
}

/// The number of old lines, and first and number of new ones: `1,2 +3,4 @@`.
fn hunk(head: &[u8]) -> Option<(usize, (usize, usize))> {
    let head = std::str::from_utf8(head).ok().or_else(|| {
        // Behind the marks git quotes a line of the text, which need not be UTF-8 where it was cut.
        std::str::from_utf8(&head[..head.iter().position(|byte| *byte == b'@')?]).ok()
    })?;
    let (old, rest) = head.split_once(" +")?;
    let new = rest.split_once(" @@").map_or(rest.trim(), |(new, _)| new);
    let range = |range: &str| match range.split_once(',') {
        Some((first, number)) => Some((first.parse().ok()?, number.parse().ok()?)),
        None => Some((range.parse().ok()?, 1)),
    };
    Some((range(old)?.1, range(new)?))
}

/// The name behind `+++ `, from the top folder; `None` for a file that is gone.
fn new_name(written: &[u8]) -> Option<PathBuf> {
    let written = written.strip_suffix(b"\n").unwrap_or(written);
    // A tab ends a name with spaces, quoted or not.
    let written = written.strip_suffix(b"\t").unwrap_or(written);
    let name = match written.strip_prefix(b"\"") {
        Some(quoted) => unquoted(quoted.strip_suffix(b"\"")?),
        None => written.to_vec(),
    };
    name.strip_prefix(b"b/").map(path_of)
}

/// A name as git quotes it, in the manner of C.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut bytes = quoted.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            name.push(byte);
            continue;
        }
        name.push(match bytes.next() {
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 11,
            Some(b'f') => 12,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'7') => {
                let mut value = digit - b'0';
                for _ in 0..2 {
                    if let Some(digit) = bytes.next_if(|byte| (b'0'..=b'7').contains(byte)) {
                        value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    }
                }
                value
            }
            Some(other) => other,
            None => break,
        });
    }
    name
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}

/// What stands next to a gap is looked for among so many lines: paragraphs lie a few empty ones apart.
const NEXT_TO: usize = 8;

/// The stretches of a text that count, in its bytes, in order; they move with its edits.
#[derive(Debug)]
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

    /// Where they are once `edits`, in order and apart, are made.
    pub(super) fn shift(&mut self, edits: &Edits) {
        let mut grown = vec![0_isize];
        for (span, words) in edits {
            grown.push(grown[grown.len() - 1] + words.len() as isize - span.len() as isize);
        }
        // What is put in at a bound, or across it, counts as changed.
        let moved = |offset: usize, end: bool| {
            let over = |span: &Span| span.end < offset || span.end == offset && (end || !span.is_empty());
            let before = edits.partition_point(|(span, _)| over(span));
            let bound = match edits.get(before) {
                Some((span, words)) if span.start < offset => span.start + if end { words.len() } else { 0 },
                _ => offset,
            };
            bound.saturating_add_signed(grown[before])
        };
        for span in &mut self.0 {
            *span = Span::new(moved(span.start, false), moved(span.end, true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_text_is_no_line_of_the_patch() {
        let patch = b"diff --git a/a b.md b/a b.md\nindex 1..2 100644\n--- a/a b.md\t\n+++ b/a b.md\t\n\
            @@ -1 +1,2 @@ \xd0\n--- a/x\n+++ b/x\n+@@ -9 +9 @@\n@@ -7,0 +9,3 @@\n+1\n+2\n+3\n\\ No newline at end of file\n\
            @@ -9,2 +14,0 @@\n-x\n-y\n\
            diff --git \"a/\\303\\244.md\" \"b/\\303\\244\\\"\\t.md\"\nsimilarity index 90%\n--- \"a/\\303\\244.md\"\n\
            +++ \"b/\\303\\244\\\"\\t.md\"\n@@ -3 +3 @@\n-a\n+b\n\
            diff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
        let files = parse(&patch[..]).unwrap();
        assert_eq!(files.len(), 2, "{files:?}");
        assert_eq!(files[Path::new("a b.md")], [(1, 2), (9, 3), (14, 0)]);
        assert_eq!(files[Path::new("ä\"\t.md")], [(3, 1)]);
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
