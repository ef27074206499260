//! Checking one article: its own bibliography joined to the newsroom's sources, its ledger, its findings.

use super::allowed_paths::{AllowedPaths, Side, unlike};
use super::files::{self, Unsaved};
use super::newsroom::{MOST_BYTES, Newsroom, hash_of};
use super::stored::{self, Texts};
use super::{Caches, Snapshot};
use crate::article::{self, BlockKind, Format, FrontMatter};
use crate::ledger::{self, Data};
use crate::rules::{self, Checked, Context};
use crate::sources::{self, Registry};
use crate::text::paths::{REMEDY, refused};
use crate::text::{Problem, Severity, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Front matter is looked for in no more than so many bytes, so that an article that begins with a rule is not searched to its end.
const LONGEST_FRONT_MATTER: usize = 1 << 16;

/// An article names no more bibliographies than these; one names the handful of its desk.
const MOST_BIBLIOGRAPHIES: usize = 20;

/// What an article read beside the newsroom's files, kept from one keystroke to the next.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    /// What it was read for: the newsroom's generation, the article's folder and the paths as written.
    key: (u64, Option<PathBuf>, Vec<String>),
    data: Data,
    /// Its registries' paths, in the order of [`Registry::files`], and the stored texts they name.
    registries: Vec<PathBuf>,
    texts: Texts,
    /// What is wrong with each of them: index of the path, and a problem whose place is that of the path in the article.
    problems: Vec<(usize, Problem)>,
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
    let mut ledger = ledger::build(text, format, &data, &mut caches.ledger);
    if let Some(bibliography) = caches.bibliography.as_ref().filter(|it| !it.problems.is_empty()) {
        // The rule `front-matter` reports them with the other mistakes at the top.
        Arc::make_mut(&mut ledger.front_matter).problems.extend(bibliography.problems_in(&front_matter));
    }
    match &caches.bibliography {
        None => newsroom.texts.shelve(&ledger, &data, |source| newsroom.text_of(source), unsaved),
        Some(own) => own.texts.shelve(&ledger, &data, |source| own.text_of(source), unsaved),
    }
    let house = newsroom.house_at(path);
    let plain = if ledger.is_plain() { None } else { article::plain(&ledger.text) };
    let Checked { mut findings, mut stets } = match plain {
        None => rules::check(&Context { ledger: &ledger, data: &data, house: &house }, &mut caches.rules),
        // Rules read words off the text: that of a reader, who passes over what cannot be seen.
        Some(plain) => {
            let mut read = ledger::build(plain.text.as_str().into(), format, &data, &mut caches.plain);
            if let Some(bibliography) = &caches.bibliography {
                let problems: Vec<Problem> = bibliography.problems_in(&read.front_matter).collect();
                Arc::make_mut(&mut read.front_matter).problems.extend(problems);
            }
            let mut checked = rules::check(&Context { ledger: &read, data: &data, house: &house }, &mut caches.rules);
            checked.put_back(&plain);
            checked
        }
    };
    // What rules say may quote the article.
    let guard = ledger::guard(&ledger, &data.registry);
    let let_stand = stets.iter_mut().flat_map(|stet| &mut stet.findings);
    findings.iter_mut().chain(let_stand).for_each(|finding| finding.withhold(&guard));
    Snapshot {
        newsroom: Arc::clone(newsroom),
        data,
        ledger: Arc::new(ledger),
        findings: Arc::new(findings),
        stets: Arc::new(stets),
    }
}

/// What the article at `path` is checked with: the newsroom's sources and places, and the sources of a bibliography of its own.
#[must_use]
pub fn data_of(newsroom: &Newsroom, path: &Path, format: Format, text: &str, unsaved: Unsaved<'_>) -> Data {
    let front_matter = front_matter(text, format);
    if front_matter.bibliography.is_empty() {
        return newsroom.data.clone();
    }
    read_bibliography(newsroom, Some(path), &front_matter, unsaved, &mut None)
}

/// The bibliographies that an article names, each with its place in the text.
#[must_use]
pub fn bibliographies(text: &str, format: Format) -> Vec<(String, Span)> {
    front_matter(text, format).bibliography
}

/// The files that the article at `path` reads for itself: its bibliographies, and the stored texts that they name.
pub(super) fn beside(newsroom: &Newsroom, path: &Path, format: Format, text: &str) -> Vec<PathBuf> {
    let front_matter = front_matter(text, format);
    let mut own = None;
    if !front_matter.bibliography.is_empty() {
        read_bibliography(newsroom, Some(path), &front_matter, &|_| None, &mut own);
    }
    own.map_or_else(Vec::new, |own| own.files)
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
        if i > 0 && matches!(line.trim_end(), "---" | "...") || end > LONGEST_FRONT_MATTER {
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
        let mut paths = Vec::new();
        let mut hashes = vec![newsroom.data.version];
        let (_, folder, names) = &key;
        let reach = AllowedPaths::of(newsroom.root.as_deref().or(folder.as_deref()));
        let mut left = MOST_BYTES;
        for (index, name) in names.iter().enumerate() {
            if let Some(why) = refused(name) {
                read.problems.push((
                    index,
                    problem(Severity::Error, format!("The bibliography {name} was not read. {why}"), REMEDY),
                ));
                continue;
            }
            if index >= MOST_BIBLIOGRAPHIES {
                let message = format!(
                    "The limit is {MOST_BIBLIOGRAPHIES} bibliographies; this one and those after it are not read."
                );
                read.problems.push((index, problem(Severity::Error, message, "Combine some of them.")));
                break;
            }
            let path = folder.as_deref().unwrap_or(Path::new("")).join(name);
            if folder.is_none() && path.is_relative() {
                let help = "Save the article first: bibliography paths start from its folder.";
                let message = format!("sayso cannot look for the bibliography {name} yet.");
                read.problems.push((index, problem(Severity::Warning, message, help)));
                continue;
            }
            read.files.push(path.clone());
            // The newsroom's own registry is in force already.
            if newsroom.registries.iter().any(|file| same_file(&file.path, &path)) {
                continue;
            }
            let side = match reach.look(&path) {
                Ok(side) => side,
                Err(problem) => {
                    read.problems.push((index, problem));
                    continue;
                }
            };
            match files::read(&path, unsaved) {
                None => {
                    let help = "Check the path, which starts from the article's folder.";
                    let message = format!("No such bibliography: {name}.");
                    read.problems.push((index, problem(Severity::Error, message, help)));
                }
                Some(Err(problem)) => read.problems.push((index, problem)),
                Some(Ok(text)) if text.len() as u64 > left => {
                    let message =
                        format!("{name} is ignored: the bibliographies would exceed {} MB in total.", MOST_BYTES >> 20);
                    read.problems
                        .push((index, problem(Severity::Error, message, "Keep what the article cites in one file.")));
                }
                Some(Ok(text)) => {
                    left -= text.len() as u64;
                    let (sources, problems) = files::guarded(|| sources::parse(name, &text))
                        .unwrap_or_else(|problem| (Vec::new(), vec![problem]));
                    let told = if side == Side::Outside && sources.is_empty() && !problems.is_empty() {
                        Some(unlike("a bibliography"))
                    } else {
                        summed_up(name, &text, &problems)
                    };
                    read.problems.extend(told.map(|problem| (index, problem)));
                    hashes.push(hash_of(&&*text));
                    registries.push((newsroom.name_of(&path), sources));
                    paths.push((path, index, text));
                }
            }
        }
        if !registries.is_empty() {
            let own = newsroom.registries.iter().map(|file| (newsroom.name_of(&file.path), file.items.to_vec()));
            registries.extend(own);
            let registry = Arc::new(Registry::join(registries));
            read.data.stored = stored::shelf(&registry);
            read.registries = paths.iter().map(|(path, ..)| path.clone()).collect();
            read.registries.extend(newsroom.registries.iter().map(|file| file.path.clone()));
            let (texts, problems) =
                Texts::of(&registry, &reach, |source| read.registry_of(source), unsaved, &newsroom.texts);
            for (source, problem) in problems {
                if let Some((_, index, text)) = paths.get(registry.sources[source].file) {
                    let told = summed_up(&names[*index], text, std::slice::from_ref(&problem));
                    read.problems.extend(told.map(|problem| (*index, problem)));
                }
            }
            hashes.push(texts.version());
            read.files.extend(texts.paths().map(Path::to_path_buf));
            (read.texts, read.data.registry) = (texts, registry);
            read.data.version = hash_of(&hashes);
        } else {
            read.registries = newsroom.registries.iter().map(|file| file.path.clone()).collect();
            read.texts = newsroom.texts.clone();
        }
        Self { key, ..read }
    }

    /// The path of a source's stored text.
    fn text_of(&self, source: &sources::Source) -> Option<PathBuf> {
        stored::path(source, self.registry_of(source)?)
    }

    fn registry_of(&self, source: &sources::Source) -> Option<&Path> {
        self.registries.get(source.file).map(PathBuf::as_path)
    }

    /// The problems at the places where this version of the article names the files.
    fn problems_in(&self, front_matter: &FrontMatter) -> impl Iterator<Item = Problem> {
        self.problems.iter().map(|(index, problem)| {
            let span = front_matter.bibliography.get(*index).map_or(Span::default(), |(_, span)| *span);
            Problem { span, ..problem.clone() }
        })
    }
}

/// One problem for all that is wrong with a bibliography: the worst of it, and on which line of it.
fn summed_up(name: &str, text: &str, problems: &[Problem]) -> Option<Problem> {
    let worst = problems.iter().rev().max_by_key(|p| p.severity)?;
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..worst.span.start]).count() + 1;
    let more = match problems.len() {
        1 => String::new(),
        2 => " There is one more mistake in it.".to_owned(),
        n => format!(" There are {} more mistakes in it.", n - 1),
    };
    Some(Problem { message: format!("{name}, line {line}: {}{more}", worst.message), ..worst.clone() })
}

fn problem(severity: Severity, message: String, help: &str) -> Problem {
    Problem { span: Span::default(), severity, message, help: Some(help.into()) }
}

/// Whether two paths lead to one file.
fn same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((files::real(a), files::real(b)), (Ok(a), Ok(b)) if a == b)
}
