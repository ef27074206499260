//! The baseline: findings an archive had when sayso came, which the gate lets be, so that only new ones count.
//!
//! A file of one JSON object a line, sorted, so that two versions of it can be compared and joined. A finding is known again by its
//! rule, its sentence and how many like it stand before it in the article: lines that move stay known, words that change do not. Of a
//! sentence the file holds a hash and never a word.

use crate::desk;
use crate::rules::Finding;
use crate::text::paths::refused;
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher24};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Changes when a finding is known again by something else.
const VERSION: u64 = 1;

/// By what a finding is known again.
type Print = u128;

/// The first line.
#[derive(Deserialize, Serialize)]
struct Head {
    #[serde(rename = "sayso-baseline")]
    version: u64,
}

/// Any other line: so many findings of a rule on one sentence of a file.
#[derive(Deserialize, Serialize)]
struct Entry<'a> {
    file: std::borrow::Cow<'a, str>,
    rule: std::borrow::Cow<'a, str>,
    sentence: std::borrow::Cow<'a, str>,
    count: usize,
}

/// A baseline as read.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    /// The folder that names of files start from: the baseline's own.
    folder: PathBuf,
    files: HashMap<String, HashMap<Print, usize>>,
    /// Of files that are not there any more, the most of each that one of them had.
    moved: OnceLock<HashMap<Print, usize>>,
}

/// How an article stands to the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Findings that the baseline knows and that are let be.
    pub let_be: usize,
    /// Findings of the baseline that are not there any more.
    pub gone: usize,
}

impl Baseline {
    /// Reads the baseline at `path`, and what is wrong with lines of it, which are passed over. An error says why none of it holds.
    pub(super) fn read(path: &Path) -> Result<(Self, Vec<String>), String> {
        let name = crate::cli::name_of(path);
        let anew = format!("Create it again: sayso check --write-baseline {name}");
        let text = match desk::read_own(path) {
            None => return Err(format!("{name}: No such baseline. {anew}")),
            Some(Err(problem)) => {
                return Err(format!("{name}: This baseline cannot be read. {} {anew}", problem.message));
            }
            Some(Ok(text)) => text,
        };
        let mut lines =
            text.trim_start_matches('\u{feff}').lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let head = lines.next().and_then(|(line, number)| Some((serde_json::from_str::<Head>(line).ok()?, number)));
        match head {
            None => return Err(format!("{name}:1: This is not a sayso baseline. {anew}")),
            Some((Head { version: VERSION }, _)) => {}
            Some((Head { version }, line)) => {
                return Err(format!(
                    "{name}:{line}: This baseline is of version {version}, and this sayso reads version {VERSION}. {anew}"
                ));
            }
        }
        let folder = path.parent().unwrap_or(path).to_owned();
        let mut read = Self { folder, ..Self::default() };
        let mut wrong = Vec::new();
        for (line, number) in lines {
            let entry = serde_json::from_str::<Entry<'_>>(line).ok();
            let print = entry.as_ref().and_then(|entry| Print::from_str_radix(&entry.sentence, 16).ok());
            match entry.zip(print) {
                Some((entry, print)) => {
                    *read.files.entry(entry.file.into_owned()).or_default().entry(print).or_default() += entry.count;
                }
                None => wrong.push(format!("{name}:{number}: This line cannot be read and is ignored. {anew}")),
            }
        }
        Ok((read, wrong))
    }

    /// Whether a file that begins so is a baseline, of whatever version.
    pub(super) fn begins(head: &[u8]) -> bool {
        let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
        head.split(|byte| *byte == b'\n').next().is_some_and(|line| serde_json::from_slice::<Head>(line).is_ok())
    }

    /// Takes out of `findings` of the article at `path` those that are known. `prints` are theirs.
    pub(super) fn take_out(&self, path: &Path, findings: &mut Vec<Finding>, prints: &[Print]) -> Known {
        let known = self.files.get(&name_in(&self.folder, path));
        let known = known.unwrap_or_else(|| self.moved.get_or_init(|| self.moved()));
        let mut met: HashMap<Print, usize> = HashMap::new();
        let before = findings.len();
        let mut prints = prints.iter();
        findings.retain(|_| {
            let Some(print) = prints.next() else { return true };
            let nth = met.entry(*print).or_default();
            *nth += 1;
            *nth > known.get(print).copied().unwrap_or(0)
        });
        let gone = known.iter().map(|(print, count)| count.saturating_sub(met.get(print).copied().unwrap_or(0)));
        let moved = self.moved.get().is_some_and(|moved| std::ptr::eq(moved, known));
        Known { let_be: before - findings.len(), gone: if moved { 0 } else { gone.sum() } }
    }

    /// Findings of files that are not there any more. An article that is in no line may be one of them, moved.
    fn moved(&self) -> HashMap<Print, usize> {
        let mut moved: HashMap<Print, usize> = HashMap::new();
        for (_, prints) in self.missing() {
            for (print, count) in prints {
                let most = moved.entry(*print).or_default();
                *most = (*most).max(*count);
            }
        }
        moved
    }

    /// How many findings are of files that are not there any more.
    pub(super) fn of_missing(&self) -> usize {
        self.missing().flat_map(|(_, prints)| prints.values()).sum()
    }

    fn missing(&self) -> impl Iterator<Item = (&String, &HashMap<Print, usize>)> {
        self.files.iter().filter(|(name, _)| refused(name).is_some() || !self.folder.join(name).exists())
    }
}

/// What an article's file is called in a baseline in `folder`: its path from there, with slashes.
fn name_in(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
    if cfg!(windows) { inner.replace('\\', "/") } else { inner.into_owned() }
}

/// By what a finding of `rule` on the sentence with these words is known again. How it is broken into lines does not count.
pub(super) fn print(rule: &str, sentence: &str) -> Print {
    let mut hasher = SipHasher24::new();
    hasher.write(rule.as_bytes());
    for word in sentence.split_whitespace() {
        hasher.write(b" ");
        hasher.write(word.as_bytes());
    }
    hasher.finish128().as_u128()
}

/// A baseline being gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    entries: BTreeMap<(String, &'static str, Print), usize>,
}

impl Gathered {
    /// Adds the findings of the article at `path`; the baseline will lie in `folder`.
    pub(super) fn add(&mut self, folder: &Path, path: &Path, findings: &[Finding], prints: &[Print]) {
        let name = name_in(folder, path);
        for (finding, print) in findings.iter().zip(prints) {
            *self.entries.entry((name.clone(), finding.rule, *print)).or_default() += 1;
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// How many findings there are.
    pub(super) fn findings(&self) -> usize {
        self.entries.values().sum()
    }

    /// The file's text.
    pub(super) fn text(&self) -> String {
        let mut text = serde_json::json!(Head { version: VERSION }).to_string() + "\n";
        for ((file, rule, print), count) in &self.entries {
            let sentence = format!("{print:032x}");
            let entry = Entry {
                file: file.as_str().into(),
                rule: (*rule).into(),
                sentence: sentence.as_str().into(),
                count: *count,
            };
            let _ = writeln!(text, "{}", serde_json::to_string(&entry).unwrap_or_default());
        }
        text
    }
}
