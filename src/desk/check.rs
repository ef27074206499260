//! Checking one article: its own bibliography joined to the newsroom's sources, its ledger, its findings.

use super::files::{self, Unsaved};
use super::newsroom::{Newsroom, hash_of};
use super::{Caches, Snapshot};
use crate::article::{self, BlockKind, Format, FrontMatter};
use crate::ledger::{self, Data};
use crate::rules::{self, Context, Finding};
use crate::sources::{self, Registry};
use crate::text::{Severity, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rule by which what is wrong with an article's bibliography is reported.
const RULE: &str = "bibliography";

/// What an article read beside the newsroom's files, kept from one keystroke to the next.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    /// What it was read for: the newsroom's generation, the article's folder and the paths as written.
    key: (u64, Option<PathBuf>, Vec<String>),
    data: Data,
    /// (index of the path, what is wrong with it)
    problems: Vec<(usize, Severity, String, String)>,
    /// The files, for those who watch.
    pub files: Vec<PathBuf>,
}

/// Checks `text`, the article at `path` (`None` if it has none yet), as `newsroom` would.
#[must_use]
pub fn check(
    newsroom: &Arc<Newsroom>,
    path: Option<&Path>,
    format: Format,
    text: Arc<str>,
    unsaved: Unsaved<'_>,
    caches: &mut Caches,
) -> Snapshot {
    let front_matter = front_matter(&text, format);
    let data = if front_matter.bibliography.is_empty() {
        caches.bibliography = None;
        newsroom.data.clone()
    } else {
        read_bibliography(newsroom, path, &front_matter, unsaved, &mut caches.bibliography)
    };
    let ledger = ledger::build(text, format, &data, &mut caches.ledger);
    let context = Context { ledger: &ledger, data: &data, house: &newsroom.house };
    let mut findings = rules::check(&context, &mut caches.rules);
    if let Some(bibliography) = &caches.bibliography {
        findings.extend(bibliography.findings(&front_matter));
        findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    }
    Snapshot { newsroom: Arc::clone(newsroom), data, ledger: Arc::new(ledger), findings: Arc::new(findings) }
}

/// The front matter of `text`. Only the lines that can be front matter are looked at.
fn front_matter(text: &str, format: Format) -> FrontMatter {
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !start.starts_with("---") {
        return FrontMatter::default();
    }
    let mut end = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        if i > 0 && matches!(line.trim_end(), "---" | "...") {
            break;
        }
    }
    let head = &text[..end];
    let piece = article::split(head, format).into_iter().find(|piece| piece.kind == BlockKind::FrontMatter);
    piece
        .filter(|piece| piece.span.start == 0)
        .map_or_else(FrontMatter::default, |piece| article::parse_front_matter(piece.span.of(head)))
}

/// The newsroom's data with the sources of the article's own bibliography before them.
fn read_bibliography(
    newsroom: &Newsroom,
    path: Option<&Path>,
    front_matter: &FrontMatter,
    unsaved: Unsaved<'_>,
    cached: &mut Option<Bibliography>,
) -> Data {
    let folder = path.and_then(Path::parent).or(newsroom.root.as_deref()).map(Path::to_path_buf);
    let names: Vec<String> = front_matter.bibliography.iter().map(|(name, _)| name.clone()).collect();
    let key = (newsroom.generation, folder, names);
    let fresh = cached.take().filter(|it| it.key == key);
    let bibliography = fresh.unwrap_or_else(|| Bibliography::read(newsroom, key, unsaved));
    let data = bibliography.data.clone();
    *cached = Some(bibliography);
    data
}

impl Bibliography {
    fn read(newsroom: &Newsroom, key: (u64, Option<PathBuf>, Vec<String>), unsaved: Unsaved<'_>) -> Self {
        let mut read = Self { data: newsroom.data.clone(), ..Self::default() };
        let mut registries = Vec::new();
        let mut hashes = vec![newsroom.data.version];
        let (_, folder, names) = &key;
        for (index, name) in names.iter().enumerate() {
            let path = folder.as_deref().unwrap_or(Path::new("")).join(name);
            if folder.is_none() && path.is_relative() {
                let help = "Save the article, so that there is a folder to look in.";
                read.problems.push((
                    index,
                    Severity::Warning,
                    format!("{name} cannot be looked for yet."),
                    help.into(),
                ));
                continue;
            }
            read.files.push(path.clone());
            // The newsroom's own registry is in force already.
            if newsroom.registries.iter().any(|file| same_file(&file.path, &path)) {
                continue;
            }
            match files::read(&path, unsaved) {
                None => {
                    let help = "Look at the path, which starts from the article's folder.";
                    read.problems.push((
                        index,
                        Severity::Error,
                        format!("There is no bibliography {name}."),
                        help.into(),
                    ));
                }
                Some(Err(problem)) => {
                    read.problems.push((index, problem.severity, problem.message, problem.help.unwrap_or_default()));
                }
                Some(Ok(text)) => {
                    let (sources, problems) = sources::parse(name, &text);
                    read.problems.extend(summed_up(index, name, &text, &problems));
                    hashes.push(hash_of(&&*text));
                    registries.push((newsroom.name_of(&path), sources));
                }
            }
        }
        if !registries.is_empty() {
            let own = newsroom.registries.iter().map(|file| (newsroom.name_of(&file.path), file.items.to_vec()));
            registries.extend(own);
            read.data.registry = Arc::new(Registry::join(registries).0);
            read.data.version = hash_of(&hashes);
        }
        Self { key, ..read }
    }

    fn findings(&self, front_matter: &FrontMatter) -> impl Iterator<Item = Finding> {
        self.problems.iter().map(|(index, severity, message, help)| Finding {
            rule: RULE,
            severity: *severity,
            span: front_matter.bibliography.get(*index).map_or(Span::default(), |(_, span)| *span),
            message: message.clone(),
            help: Some(help.clone()),
            related: Vec::new(),
            fixes: Vec::new(),
        })
    }
}

/// One line for all that is wrong with a bibliography: the worst of it, and where.
fn summed_up(
    index: usize,
    name: &str,
    text: &str,
    problems: &[crate::text::Problem],
) -> Option<(usize, Severity, String, String)> {
    let worst = problems.iter().rev().max_by_key(|p| p.severity)?;
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..worst.span.start]).count() + 1;
    let more = match problems.len() {
        1 => String::new(),
        n => format!(" There are {} more mistakes in it.", n - 1),
    };
    let message = format!("{name}, line {line}: {}{more}", worst.message);
    Some((index, worst.severity, message, worst.help.clone().unwrap_or_default()))
}

/// Whether two paths lead to one file.
fn same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
