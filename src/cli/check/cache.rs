//! Findings kept from one check to the next, so that an archive in which little changed is checked in a tenth of the time.
//!
//! The cache is never wrong: an entry counts only for the very program, settings, registries, places, path and text it was made from, all of
//! them told apart by their bytes and not by when they were written. What cannot be told apart so (a bibliography of an article's own) is
//! not kept at all. An entry that is broken, cut short or another's is no entry. Entries lie in the user's folder for such things, closed
//! to others, since a finding may quote the copy; who deletes them loses only time.

use crate::article::Format;
use crate::desk::{self, Newsroom, Readers};
use crate::rules::{self, Finding, Fix, Rule};
use crate::text::{Severity, Span};
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher24};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::hash::Hasher;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Fewer articles are checked in less time than it takes to tell whether the program is the same.
const FEWEST: usize = 200;

/// The folder, among those of entries, in which entries are written; what is left in it by a check that was killed is easily found.
const UNFINISHED: &str = "unfinished";

/// An open cache.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// What the program and its newsrooms are, by root.
    rooms: HashMap<Option<PathBuf>, u128>,
}

/// What is kept of a finding, and by what a baseline knows it again.
#[derive(Deserialize, Serialize)]
struct Kept<'a> {
    rule: Cow<'a, str>,
    severity: Severity,
    span: (usize, usize),
    message: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    related: Vec<((usize, usize), Cow<'a, str>)>,
    fixes: Vec<KeptFix<'a>>,
    print: String,
}

#[derive(Deserialize, Serialize)]
struct KeptFix<'a> {
    title: Cow<'a, str>,
    safe: bool,
    edits: Vec<((usize, usize), Cow<'a, str>)>,
}

impl Cache {
    /// The user's cache, for a check of `articles` articles of `newsrooms`; `None` where it would not pay, or cannot be had.
    pub(super) fn open<'a>(articles: usize, newsrooms: impl Iterator<Item = &'a Newsroom>) -> Option<Self> {
        if articles < FEWEST {
            return None;
        }
        let folder = folder()?.join("sayso").join("check");
        let unfinished = folder.join(UNFINISHED);
        make_private(&unfinished).ok()?;
        desk::tidy(&unfinished);
        let program = program().ok()?;
        let mut rooms = HashMap::new();
        for newsroom in newsrooms {
            rooms.insert(newsroom.root.clone(), room(program, newsroom).ok()?);
        }
        Some(Self { folder, rooms })
    }

    /// The key of an article; `None` for one that cannot be kept.
    pub(super) fn key(&self, newsroom: &Newsroom, path: &Path, format: Format, text: &str) -> Option<u128> {
        if !desk::bibliographies(text, format).is_empty() {
            return None;
        }
        let mut hasher = SipHasher24::new();
        hasher.write_u128(*self.rooms.get(&newsroom.root)?);
        add(&mut hasher, path.as_os_str().as_encoded_bytes());
        add(&mut hasher, text.as_bytes());
        Some(hasher.finish128().as_u128())
    }

    /// What was found in the article at `path` with this key, each finding with its print.
    pub(super) fn get(&self, path: &Path, key: u128) -> Option<(Vec<Finding>, Vec<u128>)> {
        let entry = desk::read_own(&self.entry(path))?.ok()?;
        let (head, findings) = entry.split_once('\n')?;
        if head != seal(key, findings) {
            return None;
        }
        let kept: Vec<Kept<'_>> = serde_json::from_str(findings).ok()?;
        kept.into_iter().map(Kept::finding).collect()
    }

    /// Keeps what was found. If that cannot be done, nothing is lost but time.
    pub(super) fn put(&self, path: &Path, key: u128, findings: &[Finding], prints: &[u128]) {
        // What a rule that failed would have found is missing.
        if !Rule::broken().is_empty() {
            return;
        }
        let kept: Vec<Kept<'_>> =
            findings.iter().zip(prints).map(|(finding, print)| Kept::of(finding, *print)).collect();
        if let Ok(findings) = serde_json::to_string(&kept) {
            let _ = self.write(&self.entry(path), &format!("{}\n{findings}", seal(key, &findings)));
        }
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        make_private(path.parent().unwrap_or(path))?;
        let mut file = desk::unfinished(&self.folder.join(UNFINISHED), Readers::Nobody)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }

    /// One article has one entry, which the next version of it takes the place of.
    fn entry(&self, path: &Path) -> PathBuf {
        let mut hasher = SipHasher24::new();
        add(&mut hasher, path.as_os_str().as_encoded_bytes());
        let name = format!("{:032x}", hasher.finish128().as_u128());
        self.folder.join(&name[..2]).join(&name[2..])
    }
}

/// The first line of an entry: for what it counts, and that it is whole.
fn seal(key: u128, findings: &str) -> String {
    let mut hasher = SipHasher24::new();
    hasher.write_u128(key);
    add(&mut hasher, findings.as_bytes());
    format!("{key:032x} {:032x}", hasher.finish128().as_u128())
}

/// What the articles of `newsroom` are checked by: its files' bytes, and what was made of them when they were read. If a file changes
/// between the two, the two never meet again.
fn room(program: u128, newsroom: &Newsroom) -> io::Result<u128> {
    let mut hasher = SipHasher24::new();
    hasher.write_u128(program);
    hasher.write_u64(newsroom.data.version);
    add(&mut hasher, format!("{:?} {:?} {:?}", newsroom.root, newsroom.house, newsroom.data.usual).as_bytes());
    for path in newsroom.watched() {
        add(&mut hasher, path.as_os_str().as_encoded_bytes());
        match add_file(&mut hasher, &path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => hasher.write_u8(0),
            told => told?,
        }
    }
    Ok(hasher.finish128().as_u128())
}

/// Adds `bytes` so that no two lists of them come to the same.
fn add(hasher: &mut SipHasher24, bytes: &[u8]) {
    hasher.write_usize(bytes.len());
    hasher.write(bytes);
}

/// Adds the bytes of a newsroom's file, or why they are not read.
fn add_file(hasher: &mut SipHasher24, path: &Path) -> io::Result<()> {
    match desk::bytes(path, desk::LARGEST)? {
        Ok(bytes) => add(hasher, &bytes),
        Err(problem) => add(hasher, problem.message.as_bytes()),
    }
    Ok(())
}

/// What tells this program from any other: its bytes.
fn program() -> io::Result<u128> {
    let (mut file, _) = desk::open(&std::env::current_exe()?)?.map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut hasher = SipHasher24::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finish128().as_u128());
        }
        hasher.write(&buffer[..read]);
    }
}

/// The user's folder for what can be made again.
fn folder() -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || {
        if cfg!(windows) {
            named("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            Some(named("HOME")?.join("Library/Caches"))
        } else {
            Some(named("HOME")?.join(".cache"))
        }
    };
    // The XDG Base Directory Specification.
    named("XDG_CACHE_HOME").or_else(usual)
}

/// Makes a folder that only its owner can look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn ends(span: Span) -> (usize, usize) {
    (span.start, span.end)
}

fn span((start, end): (usize, usize)) -> Span {
    Span::new(start, end)
}

impl<'a> Kept<'a> {
    fn of(finding: &'a Finding, print: u128) -> Self {
        let fix = |fix: &'a Fix| KeptFix {
            title: fix.title.as_str().into(),
            safe: fix.safe,
            edits: fix.edits.iter().map(|(span, words)| (ends(*span), words.as_str().into())).collect(),
        };
        Self {
            rule: finding.rule.into(),
            severity: finding.severity,
            span: ends(finding.span),
            message: finding.message.as_ref().into(),
            help: finding.help.as_deref().map(Into::into),
            related: finding.related.iter().map(|(span, words)| (ends(*span), words.as_str().into())).collect(),
            fixes: finding.fixes.iter().map(fix).collect(),
            print: format!("{print:032x}"),
        }
    }

    /// `None` if there is no such rule, or the print is none.
    fn finding(self) -> Option<(Finding, u128)> {
        let fix = |fix: KeptFix<'_>| Fix {
            title: fix.title.into_owned(),
            safe: fix.safe,
            edits: fix.edits.into_iter().map(|(at, words)| (span(at), words.into_owned())).collect(),
        };
        let finding = Finding {
            rule: rules::rule(&self.rule)?.name,
            severity: self.severity,
            span: span(self.span),
            message: self.message.into_owned().into(),
            help: self.help.map(|help| help.into_owned().into()),
            related: self.related.into_iter().map(|(at, words)| (span(at), words.into_owned())).collect(),
            fixes: self.fixes.into_iter().map(fix).collect(),
        };
        Some((finding, u128::from_str_radix(&self.print, 16).ok()?))
    }
}
